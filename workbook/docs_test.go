package workbook_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// What describes the file that travels is written from the schema, by
// "go test ./workbook -update", and held against it otherwise.
var update = flag.Bool("update", false, "write docs/workbook.schema.json and the tables of docs/format.md")

const (
	schemaFile = "../docs/workbook.schema.json"
	formatFile = "../docs/format.md"
)

// written compares a file with what it has to be, or writes it.
func written(t *testing.T, name string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s does not describe the schema; run go test ./workbook -update and look at what changed (-want +is): %s", name, diff)
	}
}

func TestSchemaFile(t *testing.T) { written(t, schemaFile, schemaJSON(t)) }

func TestFormatFile(t *testing.T) {
	was, err := os.ReadFile(formatFile)
	if err != nil {
		t.Fatal(err)
	}
	written(t, formatFile, formatText(t, string(was)))
}

// object is a JSON object whose fields stand in their order.
type object []pair

type pair struct {
	key string
	is  any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, p := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(p.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(p.is); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// The patterns of what is stored as one text. Text of one line has no control
// characters and none that turn the direction of writing; see value.Clean. Tags are not
// named: patterns differ on what is beyond 16 bits.
const (
	inLine  = "[^\x00-\x1f\x7f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
	inLines = "[^\x00-\b\v-\x1f\x7f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
	inUnit  = "[^\x00-\x1f\x7f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069 ]"
	unread  = `\?` + inLine + `*`
	number  = `[0-9]{1,13}(\.[0-9]{1,6})?( ` + inUnit + inLine + `*)?`
	moment  = `[0-9]{1,2}:[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}`
	ulid    = `[0-7][0-9A-HJKMNP-TV-Z]{25}`
)

// kinds gives what the kinds of answer look like, for programs.
func kinds() object {
	text := func(most int, pattern, what string) object {
		return object{{"type", "string"}, {"maxLength", most}, {"pattern", "^(" + pattern + ")?$"}, {"description", what}}
	}
	const after = " After a question mark: text that could not be read."
	return object{
		{"id", object{{"type", "string"}, {"pattern", "^" + ulid + "$"}, {"description", "A ULID: 26 characters of Crockford base 32."}}},
		{string(schema.RefKind), text(26, ulid, "The id of another record, or blank.")},
		{string(schema.LineKind), text(value.MaxText, inLine+"+", "Text of one line.")},
		{string(schema.LinesKind), text(value.MaxText, inLines+"+", "Text that may have several lines.")},
		{string(schema.CodeKind), text(value.MaxText, inLine+"+", "An ISO 4217 code, or what was typed for one.")},
		{string(schema.EntriesKind), object{{"type", "array"}, {"maxItems", value.MaxText}, {"items", object{
			{"type", "object"},
			{"properties", object{{"id", ref("id")}, {"text", object{{"$ref", "#/$defs/line"}, {"minLength", 1}}}}},
			{"required", []string{"id", "text"}},
			{"additionalProperties", false}}},
			{"description", "Lines of text, each with an id of its own."}}},
		{string(schema.AmountKind), text(value.MaxText+1, number+"|"+moment+"|="+inLine+"*|"+unread,
			`A number, a space and a unit: "92000 EUR", "19.4 USD/hour", "90000 USD (OTE)", "5 %", "2 days a week"; a time of day, a day, or words after an equals sign.`+after)},
		{string(schema.DayKind), text(value.MaxText+1, `((19|20|21)[0-9]{2}|2200)-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?|`+unread, `A day from 1900 to 2200: "2027-03-12", and its time where that is asked for: "2027-03-12 10:30".`+after)},
		{string(schema.BoundKind), text(value.MaxText+1, "(at least|at most) "+number+"|="+inLine+"*|"+unread,
			`"at least 92000 EUR", "at most 2 days a week", or a statement after an equals sign.`+after)},
	}
}

func ref(name string) object { return object{{"$ref", "#/$defs/" + name}} }

// describe adds what a field is to what its kind is.
func describe(o object, what string) object {
	return append(o, pair{"description", strings.ReplaceAll(what, "`", "")})
}

func choices(f *schema.Field) object {
	all := []string{""}
	for _, o := range f.Options {
		if o.Value != "" {
			all = append(all, o.Value)
		}
	}
	return object{{"enum", all}}
}

func fieldJSON(f *schema.Field) object {
	switch f.Kind {
	case schema.ScoreKind:
		return describe(object{{"type", "integer"}, {"minimum", 0}, {"maximum", f.Highest}}, f.What)
	case schema.ChoiceKind:
		return describe(choices(f), f.What)
	case schema.SwitchKind:
		return describe(object{{"type", "boolean"}}, f.What)
	case schema.RefsKind:
		return describe(object{{"type", "array"}, {"maxItems", schema.MaxRecords}, {"uniqueItems", true}, {"items", ref("id")}}, f.What)
	case schema.MarksKind:
		return describe(object{{"type", "object"}, {"maxProperties", schema.MaxRecords},
			{"propertyNames", ref("id")}, {"additionalProperties", choices(f)}}, f.What)
	}
	return describe(ref(string(f.Kind)), f.What)
}

// properties are those of an object, in which a group is one more object.
func properties(all []*schema.Field, group string) (out object) {
	for _, f := range all {
		switch n := len(out); {
		case f.Group == group:
			out = append(out, pair{f.Name, fieldJSON(f)})
		case n == 0 || out[n-1].key != f.Group:
			out = append(out, pair{f.Group, object{{"type", "object"}, {"properties", properties(inGroup(all, f.Group), f.Group)},
				{"additionalProperties", false}}})
		}
	}
	return out
}

func inGroup(all []*schema.Field, group string) (out []*schema.Field) {
	for _, f := range all {
		if f.Group == group {
			out = append(out, f)
		}
	}
	return out
}

func schemaJSON(t *testing.T) []byte {
	t.Helper()
	defs, body := kinds(), object{{"id", ref("id")}}
	for _, c := range workbook.Schema.Collections {
		record := object{{"type", "object"}, {"properties", properties(c.Fields, "")}, {"additionalProperties", false}}
		if c.One {
			body = append(body, pair{c.Name, describe(record, c.What)})
			continue
		}
		record[1].is = append(object{{"id", ref("id")}}, record[1].is.(object)...)
		record = append(record, pair{"required", []string{"id"}})
		body = append(body, pair{c.Name, describe(object{{"type", "array"}, {"maxItems", schema.MaxRecords}, {"items", record}}, c.What)})
	}
	whole := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "firstmile workbook"},
		{"description", fmt.Sprintf("The file that firstmile exports, version %d. format.md describes it for people.", workbook.Format.Version)},
		{"type", "object"},
		{"properties", object{
			{"format", object{{"const", workbook.Format.Name}}},
			{"version", object{{"const", workbook.Format.Version}}},
			{"workbook", object{{"type", "object"}, {"properties", body}, {"required", []string{"id"}}, {"additionalProperties", false}}},
		}},
		{"required", []string{"format", "version", "workbook"}},
		{"additionalProperties", false},
		{"$defs", defs},
	}
	raw, err := whole.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	var safe bytes.Buffer // nothing that cannot be seen stands in the file
	for _, r := range out.String() {
		if unicode.IsPrint(r) || r == '\n' {
			safe.WriteRune(r)
		} else {
			fmt.Fprintf(&safe, `\u%04x`, r)
		}
	}
	return append(bytes.TrimSpace(safe.Bytes()), '\n')
}

// formatText puts the tables into format.md, each between "<!-- fields: NAME -->"
// and "<!-- end -->"; what has no place yet gets one at the end.
func formatText(t *testing.T, text string) []byte {
	t.Helper()
	put := func(name, heading, table string) {
		mark := "<!-- fields: " + name + " -->\n"
		if !strings.Contains(text, mark) {
			text = strings.TrimRight(text, "\n") + "\n\n## " + heading + "\n\n" + mark + "<!-- end -->\n"
		}
		before, rest, _ := strings.Cut(text, mark)
		_, after, ok := strings.Cut(rest, "<!-- end -->")
		if !ok {
			t.Fatalf("format.md has no <!-- end --> behind %s", mark)
		}
		text = before + mark + "\n" + table + "\n<!-- end -->" + after
	}
	const head = "| Field | Kind | What it is |\n| --- | --- | --- |\n"
	all := head + "| `id` | id | The workbook's own id. Needed. |\n"
	for _, c := range workbook.Schema.Collections {
		table, kind, heading := head, "object", "workbook."+c.Name
		if !c.One {
			table, kind, heading = head+"| `id` | id | Needed. |\n", "list", heading+"[]"
		}
		for _, f := range c.Fields {
			name := f.Name
			if f.Group != "" {
				name = f.Group + "." + name
			}
			kind, what := kindText(f)
			table += fmt.Sprintf("| `%s` | %s | %s |\n", name, kind, what)
		}
		put(c.Name, heading, table)
		all += fmt.Sprintf("| `%s` | %s | %s |\n", c.Name, kind, c.What)
	}
	put("workbook", "workbook", all)
	known := regexp.MustCompile(`<!-- fields: (\w+) -->`)
	for _, m := range known.FindAllStringSubmatch(text, -1) {
		if m[1] != "workbook" && workbook.Schema.Collection(m[1]) == nil {
			t.Errorf("format.md describes %s, which is gone", m[1])
		}
	}
	return []byte(text)
}

// kindText is what the table says of a field's kind, and of the field.
func kindText(f *schema.Field) (kind, what string) {
	var options []string
	for _, o := range f.Options {
		if o.Value != "" {
			options = append(options, "`"+o.Value+"`")
		}
	}
	switch f.Kind {
	case schema.ScoreKind:
		return fmt.Sprintf("0 to %d", f.Highest), f.What
	case schema.SwitchKind:
		return "true, false", f.What
	case schema.ChoiceKind:
		return "choice", f.What + " One of " + strings.Join(options, ", ") + "."
	case schema.RefKind:
		return "id in `" + f.Target + "`", f.What
	case schema.RefsKind:
		return "ids in `" + f.Target + "`", f.What
	case schema.MarksKind:
		return "choices by id in `" + f.Target + "`", f.What + " Each is one of " + strings.Join(options, ", ") + "."
	}
	return string(f.Kind), f.What
}

// TestKindsAreDescribed: format.md says by hand what each kind looks like.
func TestKindsAreDescribed(t *testing.T) {
	md, err := os.ReadFile(formatFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range workbook.Schema.Collections {
		for _, f := range c.Fields {
			kind, _ := kindText(f)
			if kind == string(f.Kind) && !bytes.Contains(md, []byte("\n| "+kind+" |")) {
				t.Errorf("format.md does not tell what a %s looks like", kind)
			}
		}
	}
	if !bytes.Contains(md, fmt.Appendf(nil, `"version": %d,`, workbook.Format.Version)) {
		t.Error("the example of format.md is of another version")
	}
}

// TestFormatExample: the example in format.md is a file that can be imported.
func TestFormatExample(t *testing.T) {
	md, err := os.ReadFile(formatFile)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(md), "```json\n")
	file, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("there is no example")
	}
	if _, err := workbook.Import([]byte(file)); err != nil {
		t.Error(err)
	}
	if err := jsonSchema(t).Validate(decoded(t, []byte(file))); err != nil {
		t.Error(err)
	}
}

func jsonSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("workbook.schema.json", decoded(t, schemaJSON(t))); err != nil { // which the file is held against
		t.Fatal(err)
	}
	return c.MustCompile("workbook.schema.json")
}

func decoded(t interface{ Fatal(...any) }, data []byte) any {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
