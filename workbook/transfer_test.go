package workbook_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

const (
	schemaFile = "../docs/workbook.schema.json"
	formatFile = "../docs/format.md"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func decoded(t interface{ Fatal(...any) }, data []byte) any {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestTransferLosesNothing: what is exported is imported as it was, and is what
// the schema says.
func TestTransferLosesNothing(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		before := w.Clone()
		data, err := workbook.Export(w)
		if err != nil {
			t.Fatal(err)
		}
		if diff := workbooktest.Diff(before, w); diff != "" {
			t.Fatalf("exporting changed the workbook: %s", diff)
		}
		if !bytes.HasSuffix(data, []byte("}\n")) {
			t.Fatal("the file does not end with a newline")
		}
		back, err := workbook.Import(data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		if diff := workbooktest.Diff(w, back); diff != "" {
			t.Fatalf("lost or changed: %s", diff)
		}
		if err := s.Validate(decoded(t, data)); err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		again, err := workbook.Export(back)
		if err != nil || !bytes.Equal(data, again) {
			t.Fatalf("the second export differs: %v", err)
		}
	})
}

const head = `{"format":"firstmile-workbook","version":1,"workbook":`

var (
	id1 = string(workbooktest.ID(1))
	id2 = string(workbooktest.ID(2))
	id3 = string(workbooktest.ID(3))
)

// with gives a file with the fields of a workbook behind its id.
func with(fields string) string { return head + `{"id":"` + id1 + `",` + fields + `}}` }

func asks(fields string) string {
	return with(`"returns":[{"id":"` + id2 + `"}],"asks":[{"id":"` + id3 + `",` + fields + `}]`)
}

func offers(fields string) string {
	return with(`"returns":[{"id":"` + id2 + `"}],"offers":[{"id":"` + id3 + `",` + fields + `}]`)
}

func returns(fields string) string {
	return with(`"returns":[{"id":"` + id2 + `",` + fields + `}]`)
}

// broken are files that Import refuses, with the sentence that it says. The
// schema refuses those marked true as well; the others are beyond a schema.
var broken = []struct {
	file, want string
	schema     bool
}{
	{"", "The file is empty.", false},
	{" \n", "The file is empty.", false},
	{"hello", "Line 1 is not JSON: invalid character 'h' looking for beginning of value.", false},
	{"{\n\"format\": \"firstmile-workbook\",\n}", "Line 3 is not JSON: invalid character '}' looking for beginning of object key string.", false},
	{head, "Line 1 is not JSON: unexpected end of JSON input.", false},
	{"{\n\"a\": \"B\xfcro\"}", "Line 2 is not UTF-8 text. Save the file as UTF-8, and import it again.", false},
	{with(`"job":{}`) + "\n{}", "Line 2: there is more after the end of the workbook.", false},
	{"[]", "The file is not a firstmile workbook: it holds a list instead of an object.", true},
	{"7", "The file is not a firstmile workbook: it holds a number instead of an object.", true},
	{"{}", `format: This is not a firstmile workbook; it would say "firstmile-workbook".`, true},
	{`{"format":"other","version":1,"workbook":{}}`, `format: This is not a firstmile workbook; it would say "firstmile-workbook".`, true},
	{`{"Format":"firstmile-workbook","version":1,"workbook":{}}`, `format: This is not a firstmile workbook; it would say "firstmile-workbook".`, true},
	{`{"format":"firstmile-workbook","workbook":{}}`, "version: The number of the file's version is missing.", true},
	{`{"format":"firstmile-workbook","version":"1","workbook":{}}`, "version: The number of the file's version is missing.", true},
	{`{"format":"firstmile-workbook","version":2,"workbook":{"later":1},"also":[]}`, "version: A newer firstmile wrote this file (version 2); this one reads version 1. Update firstmile to open it.", true},
	{`{"format":"firstmile-workbook","version":0,"workbook":{}}`, "version: 0 is no version of a workbook's file.", true},
	{`{"format":"firstmile-workbook","version":1.5,"workbook":{}}`, "version: 1.5 is no version of a workbook's file.", true},
	{`{"format":"firstmile-workbook","version":1}`, "workbook: The workbook itself is missing.", true},
	{`{"format":"firstmile-workbook","version":1,"workbook":{},"more":1}`, `There is no field "more" here.`, true},
	{head + `null}`, "workbook: null is not an answer; leave the field out instead.", true},
	{head + `[]}`, "workbook: An object is needed here, not a list.", true},
	{head + `{}}`, "workbook.id: The id is missing.", true},
	{head + `{"id":"x"}}`, `workbook.id: "x" is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.`, true},
	{head + `{"id":"` + strings.ToLower(id1) + `"}}`, `workbook.id: "` + strings.ToLower(id1) + `" is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.`, true},
	{head + `{"id":"8` + id1[1:] + `"}}`, `workbook.id: "8` + id1[1:] + `" is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.`, true},
	{with(`"extra":1`), `workbook: There is no field "extra" here.`, true},
	{with(`"Job":{}`), `workbook: There is no field "Job" here.`, true},
	{with(`"id":"` + id1 + `"`), `workbook: The field "id" stands here twice.`, false},
	{with(`"profile":{"name":"a","name":"b"}`), `workbook.profile: The field "name" stands here twice.`, false},
	{with(`"profile":{"name":null}`), "workbook.profile.name: null is not an answer; leave the field out instead.", true},
	{with(`"profile":{"name":7}`), "workbook.profile.name: Text is needed here, not a number.", true},
	{with(`"profile":{"name":"","meeting":"12 mar"}`), `workbook.profile.meeting: “12 mar” is not a date that can be read. Type it such as 2027-03-12.`, true},
	{with(`"profile":{"name":"","meeting":20270312}`), "workbook.profile.meeting: Text is needed here, not a number.", true},
	{with(`"job":{"base":92000}`), "workbook.job.base: Text is needed here, not a number.", true},
	{with(`"job":{"base":"92k"}`), `workbook.job.base: "92k" is not an amount such as "92000 EUR".`, true},
	{with(`"job":{"base":"-5 EUR"}`), `workbook.job.base: "-5 EUR" is not an amount such as "92000 EUR".`, true},
	{with(`"job":{"base":"9999999999999 EUR"}`), `workbook.job.base: "9999999999999 EUR" is larger than an amount can be.`, false},
	{with(`"job":[]`), "workbook.job: An object is needed here, not a list.", true},
	{with(`"returns":{}`), "workbook.returns: A list is needed here, not an object.", true},
	{with(`"returns":[null]`), "workbook.returns[0]: null is not an answer; leave the field out instead.", true},
	{with(`"returns":[{}]`), "workbook.returns[0].id: The id is missing.", true},
	{with(`"returns":[{"id":"` + id2 + `"},{"id":"` + id2 + `"}]`), `workbook.returns[1].id: The id "` + id2 + `" stands twice in this list.`, false},
	{returns(`"kind":"money"`), `workbook.returns[0].kind: "money" is none of pay, bonus, equity, benefits, time, place, growth, recognition, relationships, support, achievement, independence.`, true},
	{returns(`"today":11`), "workbook.returns[0].today: 11 is not a whole number from 0 to 10.", true},
	{returns(`"wanted":-1`), "workbook.returns[0].wanted: -1 is not a whole number from 0 to 10.", true},
	{returns(`"weight":2.5`), "workbook.returns[0].weight: 2.5 is not a whole number from 0 to 10.", true},
	{returns(`"weight":1e99`), "workbook.returns[0].weight: 1e99 is not a whole number from 0 to 10.", true},
	{returns(`"weight":"5"`), "workbook.returns[0].weight: A number is needed here, not text.", true},
	{returns(`"private":"yes"`), "workbook.returns[0].private: True or false is needed here, not text.", true},
	{returns(`"need":{"share":101}`), "workbook.returns[0].need.share: 101 is not a whole number from 0 to 100.", true},
	{returns(`"need":{"sort":"perhaps"}`), `workbook.returns[0].need.sort: "perhaps" is none of must, nice.`, true},
	{returns(`"need":{"met":"maybe"}`), `workbook.returns[0].need.met: "maybe" is none of yes, no, unknown.`, true},
	{returns(`"need":{"met":"don't know"}`), `workbook.returns[0].need.met: "don't know" is none of yes, no, unknown.`, true},
	{returns(`"need":{"threshold":"92000 EUR"}`), `workbook.returns[0].need.threshold: "92000 EUR" is not a threshold such as "at least 92000 EUR" or "=no weekend calls".`, true},
	{returns(`"need":{"why":""}`), `workbook.returns[0].need: There is no field "why" here.`, true},
	{returns(`"why":"` + strings.Repeat("x", value.MaxText+1) + `"`), "workbook.returns[0].why: The text is longer than 20000 characters.", true},
	{asks(`"return":"` + id3 + `"`), `workbook.asks[0].return: No return has the id "` + id3 + `".`, false},
	{asks(`"minimum":"a lot"`), `workbook.asks[0].minimum: "a lot" is not an amount such as "92000 EUR".`, true},
	{asks(`"minimum":"?` + strings.Repeat("x", value.MaxText+1) + `"`), "workbook.asks[0].minimum: The text is longer than 20000 characters.", true},
	{asks(`"say":"loudly"`), `workbook.asks[0].say: "loudly" is none of figure, range, words.`, true},
	{asks(`"basis":"net"`), `workbook.asks[0].basis: "net" is none of base, total.`, true},
	{asks(`"proofs":"one"`), "workbook.asks[0].proofs: A list is needed here, not text.", true},
	{asks(`"proofs":["one",""]`), "workbook.asks[0].proofs[1]: An entry of this list is blank.", true},
	{with(`"figures":[{"id":"` + id2 + `","kind":"rumor"}]`), `workbook.figures[0].kind: "rumor" is none of survey, posting, official, peer, recruiter, union.`, true},
	{with(`"figures":[{"id":""}]`), "workbook.figures[0].id: The id is missing.", true},
	{offers(`"status":"sure"`), `workbook.offers[0].status: "sure" is none of exploring, verbal, written, expired, declined.`, true},
	{offers(`"covers":{"` + id3 + `":"yes"}`), `workbook.offers[0].covers: No return has the id "` + id3 + `".`, false},
	{offers(`"covers":{"` + id2 + `":"perhaps"}`), `workbook.offers[0].covers.` + id2 + `: "perhaps" is none of yes, no, unknown.`, true},
	{offers(`"covers":{"` + id2 + `":true}`), `workbook.offers[0].covers.` + id2 + `: Text is needed here, not true or false.`, true},
	{offers(`"covers":{"` + id2 + `":"yes","` + id2 + `":"no"}`), `workbook.offers[0].covers: The field "` + id2 + `" stands here twice.`, false},
	{offers(`"covers":[]`), "workbook.offers[0].covers: An object is needed here, not a list.", true},
	{offers(`"start":"2300-01-01"`), "workbook.offers[0].start: “2300-01-01” is not a date that can be read. Type it such as 2027-03-12.", true},
	{with(`"profile":` + strings.Repeat("[", 40) + strings.Repeat("]", 40)), "workbook.profile" + strings.Repeat("[0]", 15) + ": This is nested deeper than a workbook is.", true},
	{with(`"returns":[` + strings.TrimSuffix(strings.Repeat(`{},`, 1001), ",") + `]`), "workbook.returns: There are 1001 entries; 1000 is the limit.", true},
	{head + strings.Repeat(" ", workbook.MaxImport), "The file is larger than 8 MiB, the most that a workbook may be.", false},
}

func TestImportRefuses(t *testing.T) {
	s := schema(t)
	for _, c := range broken {
		name := c.file
		if len(name) > 200 {
			name = name[:200]
		}
		w, err := workbook.Import([]byte(c.file))
		if err == nil {
			t.Errorf("%s\nwas taken", name)
			continue
		}
		if _, ok := err.(*workbook.FileError); !ok || err.Error() != c.want {
			t.Errorf("%s\n got %s\nwant %s", name, err, c.want)
		}
		if !reflect.DeepEqual(w, workbook.Workbook{}) {
			t.Errorf("%s\nhalf a workbook came with the error", name)
		}
		if c.schema && s.Validate(decoded(t, []byte(c.file))) == nil {
			t.Errorf("%s\nis fine by the schema", name)
		}
	}
	var many strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&many, `,"%s":"yes"`, workbooktest.ID(i))
	}
	if _, err := workbook.Import([]byte(offers(`"covers":{` + many.String()[1:] + `}`))); err == nil || err.Error() != "workbook.offers[0].covers: There are 1001 entries; 1000 is the limit." {
		t.Error(err)
	}
}

// TestImportNeverPanics, whatever a file holds, and says where it stands.
func TestImportNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data, err := workbook.Export(workbooktest.Any().Draw(t, "w"))
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 4).Draw(t, "damages") {
			at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
			switch rapid.IntRange(0, 2).Draw(t, "damage") {
			case 0:
				data[at] = rapid.Byte().Draw(t, "byte")
			case 1:
				data = slices.Delete(data, at, min(len(data), at+rapid.IntRange(1, 20).Draw(t, "cut")))
			case 2:
				data = slices.Insert(data, at, []byte(rapid.SampledFrom([]string{"null", "{}", "[", `"`, ",", "1e999", `"id":`, "\x1b"}).Draw(t, "put"))...)
			}
			if len(data) == 0 {
				return
			}
		}
		w, err := workbook.Import(data)
		if err == nil {
			if err := w.Validate(); err != nil {
				t.Fatalf("what was imported is not valid: %v", err)
			}
			return
		}
		if e, ok := err.(*workbook.FileError); !ok || !strings.HasSuffix(e.Problem, ".") || value.CleanLine(err.Error()) != err.Error() || len(err.Error()) > 400 {
			t.Fatalf("%T %q", err, err)
		}
	})
}

// TestImportCleans: a file cannot carry what a terminal would obey.
func TestImportCleans(t *testing.T) {
	file := asks(`"return":"` + id2 + `","term":"a\nb\u001b[2J\u202ec\r\nd","proofs":["x\ny\u0007"],"reason":"\ud800","target":"92000 eur","minimum":"?\u001b[31mred"`)
	w, err := workbook.Import([]byte("\uFEFF" + file))
	if err != nil {
		t.Fatal(err)
	}
	want := workbook.Ask{ID: workbooktest.ID(3), Return: workbooktest.ID(2), Term: "a\nb[2Jc\nd", Proofs: []string{"x y"}, Reason: "\uFFFD",
		Target: value.NewAmount(decimal.NewFromInt(92000), "EUR"), Minimum: value.UnreadAmount("[31mred")}
	if diff := cmp.Diff(want, w.Asks[0]); diff != "" {
		t.Error(diff)
	}
	w, err = workbook.Import([]byte(with(`"profile":{"name":"two\nlines","meeting":"?\u001bsoon"},"returns":[{"id":"` + id3 + `","why":"two\nlines","need":{"threshold":"=no\ncalls"}},{"id":"` + id2 + `"}]`)))
	if err != nil {
		t.Fatal(err)
	}
	if w.Profile.Name != "two lines" || w.Profile.Meeting.Unread() != "soon" || w.Returns[1].Why != "two\nlines" || w.Returns[1].Need.Threshold.Statement != "no calls" {
		t.Errorf("%+v", w)
	}
	if w.Returns[0].ID != workbooktest.ID(2) {
		t.Error("the returns are not in the order of their ids")
	}
}

// TestExportTakesAnything: what a merge of two windows leaves behind must not
// lock anybody's answers in.
func TestExportTakesAnything(t *testing.T) {
	w := workbook.Workbook{
		ID:      workbooktest.ID(1),
		Profile: workbook.Profile{Name: "esc\x1b[2J\nape"},
		Returns: []workbook.Return{{ID: workbooktest.ID(2)}},
		Asks:    []workbook.Ask{{ID: workbooktest.ID(3), Return: workbooktest.ID(99), Term: "kept", Proofs: []string{"", "kept too"}}},
		Offers: []workbook.Offer{{ID: workbooktest.ID(4), Covers: map[workbook.ID]value.Answer{
			workbooktest.ID(99): value.Yes, workbooktest.ID(2): value.No}}},
	}
	if err := w.Validate(); err == nil {
		t.Error("a broken workbook is valid")
	}
	data, err := workbook.Export(w)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsRune(data, 0x1b) || bytes.Contains(data, []byte(`\u001b`)) {
		t.Error("an escape sequence was exported")
	}
	got, err := workbook.Import(data)
	if err != nil {
		t.Fatal(err)
	}
	w.Profile.Name = "esc[2J ape"
	w.Asks[0].Return, w.Asks[0].Proofs = "", []string{"kept too"}
	delete(w.Offers[0].Covers, workbooktest.ID(99))
	if diff := workbooktest.Diff(w, got); diff != "" {
		t.Error(diff)
	}
}

// TestExportReads: a person can read the file.
func TestExportReads(t *testing.T) {
	data, err := workbook.Export(workbook.Workbook{ID: workbooktest.ID(1), Profile: workbook.Profile{Name: "R&D <now>"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"format\": \"firstmile-workbook\",\n  \"version\": 1,\n  \"workbook\": {\n    \"id\": \"" + id1 + "\",\n    \"profile\": {\n      \"name\": \"R&D <now>\"\n    }\n  }\n}\n"
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Error(diff)
	}
}

func TestValidate(t *testing.T) {
	valid := func() workbook.Workbook {
		return workbook.Workbook{ID: workbooktest.ID(1), Returns: []workbook.Return{{ID: workbooktest.ID(2)}}, Asks: []workbook.Ask{{ID: workbooktest.ID(3)}}}
	}
	if w := valid(); w.Validate() != nil {
		t.Fatal(w.Validate())
	}
	for want, spoil := range map[string]func(*workbook.Workbook){
		"workbook.job.base: “€-5” cannot be stored as it stands.": func(w *workbook.Workbook) { w.Job.Base = value.NewAmount(decimal.NewFromInt(-5), "EUR") },
		"workbook.job.bonus: “€0.0000001” cannot be stored as it stands.": func(w *workbook.Workbook) {
			w.Job.Bonus = value.NewAmount(decimal.New(1, -7), "EUR")
		},
		"workbook.job.equity: “1 a b” cannot be stored as it stands.": func(w *workbook.Workbook) {
			w.Job.Equity = value.NewAmount(decimal.New(1, 0), "a\nb")
		},
		"workbook.profile.meeting: “1 Jan 3000” cannot be stored as it stands.":   func(w *workbook.Workbook) { w.Profile.Meeting = value.NewDate(3000, 1, 1) },
		"workbook.profile.name: The text holds characters that cannot be stored.": func(w *workbook.Workbook) { w.Profile.Name = "a\nb" },
		"workbook.returns[0].why: The text holds characters that cannot be stored.": func(w *workbook.Workbook) {
			w.Returns[0].Why = "fine\nbut\x1b"
		},
		"workbook.returns[0].need.threshold: “no” cannot be stored as it stands.": func(w *workbook.Workbook) {
			w.Returns[0].Need.Threshold = value.Bound{Statement: "no", AtMost: true}
		},
		"workbook.returns[0].need.threshold: The text is longer than 20000 characters.": func(w *workbook.Workbook) {
			w.Returns[0].Need.Threshold = value.Bound{Statement: strings.Repeat("x", 20001)}
		},
		"workbook.asks: There are 1001 entries; 1000 is the limit.": func(w *workbook.Workbook) { w.Asks = make([]workbook.Ask, 1001) },
		`workbook.asks[0].id: The id is missing.`:                   func(w *workbook.Workbook) { w.Asks[0].ID = "" },
	} {
		w := valid()
		spoil(&w)
		if err := w.Validate(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestMultiLine(t *testing.T) {
	for field, want := range map[string]bool{"returns why": true, "asks term": true, "asks reason": true, "asks cost": true, "offers willsay": true, "fallback plan": true, "asks proofs": false, "returns name": false, "profile name": false} {
		c, f, _ := strings.Cut(field, " ")
		if workbook.MultiLine(c, f) != want {
			t.Errorf("%s: not %t", field, want)
		}
	}
	// Every row of the table names a field that exists.
	n := 0
	for _, f := range jsonFields() {
		if workbook.MultiLine(strings.TrimSuffix(strings.TrimPrefix(f.path, "workbook."), "[]"), f.name) {
			n++
		}
	}
	if n != 6 {
		t.Errorf("%d fields have several lines, not 6", n)
	}
}

type field struct{ path, name string }

// jsonFields lists every field of the file by reflection.
func jsonFields() []field {
	var out []field
	var visit func(t reflect.Type, path string)
	visit = func(t reflect.Type, path string) {
		if t.Implements(reflect.TypeFor[json.Marshaler]()) {
			return
		}
		switch t.Kind() {
		case reflect.Slice:
			visit(t.Elem(), path+"[]")
		case reflect.Struct:
			for i := range t.NumField() {
				name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
				out = append(out, field{path, name})
				visit(t.Field(i).Type, path+"."+name)
			}
		}
	}
	visit(reflect.TypeFor[workbook.Workbook](), "workbook")
	return out
}

// TestFieldsAreDescribed: every field is in the schema and in format.md, and
// neither describes one that is gone.
func TestFieldsAreDescribed(t *testing.T) {
	raw, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Defs map[string]struct {
			Properties           map[string]json.RawMessage
			AdditionalProperties any
		} `json:"$defs"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	defs := map[string]string{"workbook": "workbook", "workbook.profile": "profile", "workbook.job": "job", "workbook.returns[]": "return",
		"workbook.returns[].need": "need", "workbook.asks[]": "ask", "workbook.figures[]": "figure", "workbook.offers[]": "offer", "workbook.fallback": "fallback"}
	md, err := os.ReadFile(formatFile)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	heading := ""
	for line := range strings.Lines(string(md)) {
		if h, ok := strings.CutPrefix(line, "## "); ok {
			heading = strings.TrimSpace(h)
		}
		if m := regexp.MustCompile("^\\| `(\\w+)` \\|").FindStringSubmatch(line); m != nil {
			rows[heading] = append(rows[heading], m[1])
		}
	}
	want, inSchema := map[string][]string{}, map[string][]string{}
	for _, f := range jsonFields() {
		want[f.path] = append(want[f.path], f.name)
	}
	for path := range want {
		def := doc.Defs[defs[path]]
		if def.AdditionalProperties != false {
			t.Errorf("the schema lets %s have any field", path)
		}
		for name := range def.Properties {
			inSchema[path] = append(inSchema[path], name)
		}
		slices.Sort(inSchema[path])
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("format.md: %s", diff)
	}
	for _, names := range want {
		slices.Sort(names)
	}
	if diff := cmp.Diff(want, inSchema); diff != "" {
		t.Errorf("the schema: %s", diff)
	}
	for _, v := range slices.Concat(texts(workbook.Kinds()), texts(workbook.Statuses()), texts(workbook.FigureKinds()), texts(workbook.Says()), texts(workbook.Bases()), texts(value.Answers()), texts(workbook.Sorts()[1:])) {
		if !bytes.Contains(md, []byte("`"+v+"`")) && !bytes.Contains(md, []byte("`\""+v+"\"`")) || !bytes.Contains(raw, []byte(`"`+v+`"`)) {
			t.Errorf("the choice %q is not described", v)
		}
	}
}

func texts[T ~string](all []T) []string {
	var out []string
	for _, v := range all {
		out = append(out, string(v))
	}
	return out
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
	if err := schema(t).Validate(decoded(t, []byte(file))); err != nil {
		t.Error(err)
	}
}
