package share_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/reply"
	"firstmile/workbook/schema"
	"firstmile/workbook/share"
)

// The tables of docs/share.md are written from the schemas by "go test ./workbook/share -update".
var update = flag.Bool("update", false, "write the tables of docs/share.md")

const docs = "../../docs/share.md"

func TestDocs(t *testing.T) {
	raw, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	want := string(raw)
	for name, all := range map[string][]*schema.Collection{
		"share": share.Schema.Collections, "reply": reply.Schema.Collections, "beside": share.BesideSchema.Collections,
	} {
		before, rest, ok := strings.Cut(want, "<!-- fields: "+name+" -->\n")
		_, after, ended := strings.Cut(rest, "<!-- end -->\n")
		if !ok || !ended {
			t.Fatalf("no place for the fields of %s", name)
		}
		want = before + "<!-- fields: " + name + " -->\n" + table(all) + "<!-- end -->\n" + after
	}
	if *update {
		if err := os.WriteFile(docs, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(raw) {
		t.Errorf("%s does not describe the schemas; run go test ./workbook/share -update and look at what changed", docs)
	}
}

func table(all []*schema.Collection) string {
	var b strings.Builder
	b.WriteString("\n| Field | Kind | What it is |\n| --- | --- | --- |\n")
	for _, c := range all {
		if workbook.Schema.Collection(c.Name) != nil { // docs/format.md has it
			continue
		}
		kind, list := "object", ""
		if !c.One {
			kind, list = "list", "[]"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, kind, c.What)
		if !c.One {
			fmt.Fprintf(&b, "| `%s[].id` | id | Needed. |\n", c.Name)
		}
		for _, f := range c.Fields {
			name, kind := f.Name, string(f.Kind)
			if f.Group != "" {
				name = f.Group + "." + name
			}
			switch f.Kind {
			case schema.ScoreKind:
				kind = fmt.Sprintf("0 to %d", f.Highest)
			case schema.SwitchKind:
				kind = "true, false"
			case schema.ChoiceKind:
				var values []string
				for _, o := range f.Options {
					values = append(values, "`"+o.Value+"`")
				}
				kind = "one of " + strings.Join(values, ", ")
			}
			fmt.Fprintf(&b, "| `%s%s.%s` | %s | %s |\n", c.Name, list, name, kind, f.What)
		}
	}
	return b.String() + "\n"
}
