package plan_test

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// readers are what a plan may be opened with: GitHub's flavor with raw HTML
// let through, and plain CommonMark.
var readers = map[string]goldmark.Markdown{
	"gfm": goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithRendererOptions(gmhtml.WithUnsafe()), goldmark.WithParserOptions(parser.WithAttribute())),
	"commonmark": goldmark.New(goldmark.WithRendererOptions(gmhtml.WithUnsafe())),
}

// shape lists the nodes of a parsed file in order, but for the runs of text.
func shape(r goldmark.Markdown, md string) []string {
	var out []string
	root := r.Parser().Parse(text.NewReader([]byte(md)))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() != ast.KindText && n.Kind() != ast.KindString {
			out = append(out, n.Kind().String())
		}
		return ast.WalkContinue, nil
	})
	return out
}

var tag = regexp.MustCompile(`<[^>]*>`)

// shown gives the text that a reader shows, with one space between words.
func shown(t interface{ Fatal(...any) }, r goldmark.Markdown, md string) string {
	var b bytes.Buffer
	if err := r.Convert([]byte(md), &b); err != nil {
		t.Fatal(err)
	}
	return plain(html.UnescapeString(tag.ReplaceAllString(b.String(), " ")))
}

func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// mapTexts applies f to every text of a Document that a person may have typed.
func mapTexts(d plan.Document, f func(string) string) plan.Document {
	all := func(in []string) []string {
		var out []string
		for _, s := range in {
			out = append(out, f(s))
		}
		return out
	}
	d.Title = f(d.Title)
	d.Sections = slices.Clone(d.Sections)
	for i, s := range d.Sections {
		s.Title = f(s.Title)
		s.Blocks = slices.Clone(s.Blocks)
		for j, b := range s.Blocks {
			switch b := b.(type) {
			case plan.Paragraph:
				s.Blocks[j] = plan.Paragraph{Text: f(b.Text), Lead: b.Lead}
			case plan.Note:
				s.Blocks[j] = plan.Note{Text: f(b.Text)}
			case plan.Quote:
				s.Blocks[j] = plan.Quote{Text: f(b.Text)}
			case plan.List:
				s.Blocks[j] = plan.List{Items: all(b.Items), Numbered: b.Numbered}
			case plan.Facts:
				var items []plan.Fact
				for _, x := range b.Items {
					items = append(items, plan.Fact{Label: f(x.Label), Value: f(x.Value)})
				}
				s.Blocks[j] = plan.Facts{Items: items}
			case plan.Table:
				t := plan.Table{Header: all(b.Header), Align: b.Align}
				for _, r := range b.Rows {
					t.Rows = append(t.Rows, all(r))
				}
				s.Blocks[j] = t
			}
		}
		d.Sections[i] = s
	}
	return d
}

// texts lists every text of a Document in the order in which it is shown.
func texts(d plan.Document) string {
	var out []string
	add := func(s string) string { out = append(out, s); return s }
	mapTexts(d, add)
	return plain(strings.Join(out, " "))
}

// anyDocument puts random texts in every kind of place. Labels of facts are the
// program's own or an employer's name, so they are never blank.
func anyDocument(t *rapid.T) plan.Document {
	line := func() string { return workbooktest.Lines().Draw(t, "text") }
	some := func() []string {
		return rapid.SliceOfN(workbooktest.Lines(), 1, 3).Draw(t, "texts")
	}
	block := func() plan.Block {
		switch rapid.IntRange(0, 7).Draw(t, "block") {
		case 0:
			return plan.Paragraph{Text: line()}
		case 1:
			return plan.Paragraph{Text: line(), Lead: true}
		case 2:
			return plan.Note{Text: line()}
		case 3:
			return plan.Quote{Text: line()}
		case 4:
			return plan.List{Items: some()}
		case 5:
			return plan.List{Items: some(), Numbered: true}
		case 6:
			var f plan.Facts
			for _, s := range some() {
				f.Items = append(f.Items, plan.Fact{Label: "label", Value: s})
			}
			return f
		}
		n := rapid.IntRange(1, 3).Draw(t, "columns")
		row := rapid.SliceOfN(workbooktest.Lines(), n, n)
		return plan.Table{Header: row.Draw(t, "header"), Rows: rapid.SliceOfN(row, 0, 3).Draw(t, "rows")}
	}
	d := plan.Document{Title: line()}
	for range rapid.IntRange(1, 3).Draw(t, "sections") {
		s := plan.Section{Title: line()}
		for range rapid.IntRange(1, 4).Draw(t, "blocks") {
			s.Blocks = append(s.Blocks, block())
		}
		d.Sections = append(d.Sections, s)
	}
	return d
}

// TestTypedTextStaysText: whatever is typed, the file has the nodes that it
// would have for an ordinary word, and shows what was typed.
func TestTypedTextStaysText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		md := plan.Markdown(d)
		benign := plan.Markdown(mapTexts(d, func(s string) string {
			if plain(s) == "" {
				return ""
			}
			return "word"
		}))
		if diff := cmp.Diff(shape(readers["gfm"], benign), shape(readers["gfm"], md)); diff != "" {
			t.Fatalf("the text became markup: %s\n%s", diff, md)
		}
		want := strings.ReplaceAll(texts(d), "label", "label:")
		got := shown(t, readers["gfm"], md)
		if squeeze(got) != squeeze(want) {
			t.Fatalf("shown  %q\ntyped  %q\n%s", got, want, md)
		}
		for _, bad := range []string{"Link", "AutoLink", "Image", "HTMLBlock", "RawHTML", "CodeBlock", "FencedCodeBlock", "CodeSpan", "ThematicBreak",
			"Strikethrough", "TaskCheckBox"} {
			if slices.Contains(shape(readers["gfm"], md), bad) || bad != "Strikethrough" && slices.Contains(shape(readers["commonmark"], md), bad) {
				t.Fatalf("there is a %s in\n%s", bad, md)
			}
		}
	})
}

// squeeze forgets spaces: a tag between words leaves one where none was typed.
func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }

// TestNastyOneByOne puts every known trick in every place, so that a failure
// does not wait for chance.
func TestNastyOneByOne(t *testing.T) {
	places := func(s string) plan.Document {
		return plan.Document{Title: s, Sections: []plan.Section{{Title: s, Blocks: []plan.Block{
			plan.Paragraph{Text: "before\n" + s + "\nafter"}, plan.Paragraph{Text: s}, plan.Paragraph{Text: s, Lead: true},
			plan.Note{Text: s}, plan.Quote{Text: "before\n" + s + "\n\n" + s},
			plan.List{Items: []string{s, "x\n" + s}}, plan.List{Items: []string{s, "x\n" + s}}, plan.List{Items: []string{s}, Numbered: true},
			plan.Facts{Items: []plan.Fact{{Label: "label" + s, Value: s + "\n" + s}}},
			plan.Table{Header: []string{s, "b"}, Rows: [][]string{{s, s}, {"a\n" + s, s}}},
		}}}}
	}
	benign := shape(readers["gfm"], plan.Markdown(places("word")))
	for _, s := range workbooktest.Nasty {
		if plain(s) == "" {
			continue
		}
		md := plan.Markdown(places(s))
		if diff := cmp.Diff(benign, shape(readers["gfm"], md)); diff != "" {
			t.Errorf("%q became markup: %s\n%s", s, diff, md)
		}
		got := strings.Count(squeeze(shown(t, readers["gfm"], md)), squeeze(plain(s)))
		if want := strings.Count(squeeze(texts(places(s))), squeeze(plain(s))); got != want {
			t.Errorf("%q is shown %d times, not %d:\n%s", s, got, want, md)
		}
	}
}

// TestOrdinaryTextStaysPretty: escaping does not litter what people write.
func TestOrdinaryTextStaysPretty(t *testing.T) {
	for _, s := range []string{
		"I would like €96,000 (base pay) from May 1.", "Q&A, R&D & co.", "5 < 6 and 7 > 6", "snake_case and file_name_2",
		"~5 days, about 10%", "It's 9:30 - or 10:00!",
		"“Quoted” – with a dash", "No. 1 in sales", "3.5 days", "A/B (or C)", "-5% and +5%", "a + b = c", "What? Yes!", "Mail a colleague @ noon",
	} {
		md := plan.Markdown(plan.Document{Title: "T", Sections: []plan.Section{{Title: "S", Blocks: []plan.Block{plan.Paragraph{Text: s}}}}})
		if !strings.Contains(md, "\n"+s+"\n") {
			t.Errorf("%q is written as %q", s, md)
		}
	}
}

func TestMarkdownForm(t *testing.T) {
	got := plan.Markdown(plan.Document{Title: "T #", Audience: plan.Coach, Sections: []plan.Section{{Title: "S", Blocks: []plan.Block{
		plan.Paragraph{Text: "one\n\n  two"}, plan.Paragraph{}, plan.Paragraph{Text: "lead", Lead: true},
		plan.Note{Text: "note"}, plan.Quote{Text: "say\nthis"},
		plan.List{Items: []string{"a", "b\nc"}}, plan.Facts{Items: []plan.Fact{{"L", "v"}, {"M", ""}}}, plan.List{Items: []string{"d"}},
		plan.List{Items: []string{"x", ""}, Numbered: true}, plan.List{},
		plan.Table{Header: []string{"h", "n"}, Align: []plan.Align{plan.Left, plan.Right}, Rows: [][]string{{"a|b", `\|`}, {"only"}, {"1", "2", "3"}}},
		plan.Table{},
	}}}})
	want := `# T \#

*For your coach: what you marked private is left out.*

## S

one\
two

**lead**

*note*

> say\
> this

- a
- b\
  c

* **L:** v
* **M:**

- d

1. x
2.

| h | n |
| --- | ---: |
| a\|b | \\&#124; |
| only |  |
| 1 | 2 |
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	defer func() {
		if recover() == nil {
			t.Error("a block without Markdown was passed over in silence")
		}
	}()
	plan.Markdown(plan.Document{Sections: []plan.Section{{Blocks: []plan.Block{nil}}}})
}

// TestPlansOfAnyWorkbook: a whole plan of random answers has no node that its
// sections did not put there.
func TestPlansOfAnyWorkbook(t *testing.T) {
	today := value.NewDate(2027, 1, 30)
	allowed := []string{"Document", "Heading", "Paragraph", "TextBlock", "Emphasis", "List", "ListItem", "Blockquote", "Table", "TableHeader",
		"TableRow", "TableCell"}
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.OneOf(workbooktest.Any(), workbooktest.Small()).Draw(t, "w") // in the second, links may point nowhere
		before := w.Clone()
		for _, a := range plan.Audiences() {
			d := plan.Build(w, a, today)
			headings := 0
			for _, kind := range shape(readers["gfm"], plan.Markdown(d)) {
				if !slices.Contains(allowed, kind) {
					t.Fatalf("%s: there is a %s in\n%s", a, kind, plan.Markdown(d))
				}
				if kind == "Heading" {
					headings++
				}
			}
			if headings != 1+len(d.Sections) {
				t.Fatalf("%s: %d headings for %d sections", a, headings, len(d.Sections))
			}
		}
		if diff := workbooktest.Diff(before, w); diff != "" {
			t.Fatalf("building a plan changed the workbook: %s", diff)
		}
	})
}
