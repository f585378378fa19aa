package plan_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"firstmile/workbook/plan"
	"firstmile/workbook/workbooktest"
)

// failing is a test or a check of a property.
type failing interface{ Fatalf(string, ...any) }

// may lists the elements of a page, with the attributes that each may have.
var may = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"charset", "http-equiv", "name", "content"}, "title": nil, "style": nil, "body": nil,
	"section": {"id", "class"}, "h1": {"dir"}, "h2": nil, "h3": {"dir"}, "p": {"class", "dir"}, "blockquote": {"dir"}, "br": nil,
	"ul": {"class"}, "ol": nil, "li": {"dir"}, "dl": nil, "div": {"class"}, "dt": {"dir"}, "dd": {"dir"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"scope", "dir", "class"}, "td": {"dir", "class"},
}

// opened reads a page: its elements with their attributes in order, and the text of
// its body. It fails where a tag is not closed, or where there is an element, an
// attribute or a comment that no page has.
func opened(t failing, s string) (elements []string, text string) {
	r := xml.NewDecoder(strings.NewReader(s))
	r.Strict, r.AutoClose, r.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var b strings.Builder
	var within []string
	for {
		token, err := r.Token()
		if errors.Is(err, io.EOF) && len(within) == 0 {
			return elements, plain(b.String())
		}
		if err != nil {
			t.Fatalf("%v within %v in\n%s", err, within, s)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			attributes, known := may[name]
			for _, a := range token.Attr {
				known = known && slices.Contains(attributes, a.Name.Local)
				name += " " + a.Name.Local + "=" + a.Value
			}
			if !known {
				t.Fatalf("there is a %q in\n%s", name, s)
			}
			elements, within = append(elements, name), append(within, token.Name.Local)
		case xml.EndElement:
			if last := within[len(within)-1]; last != token.Name.Local {
				t.Fatalf("%s ends within %v in\n%s", token.Name.Local, within, s)
			}
			within = within[:len(within)-1]
		case xml.CharData:
			if slices.Contains(within, "body") {
				b.WriteString(" " + string(token))
			}
		case xml.Comment, xml.ProcInst:
			t.Fatalf("there is a %T in\n%s", token, s)
		}
	}
}

// shapeOf is what a page is made of, but for the lines of a text.
func shapeOf(t failing, s string) []string {
	elements, _ := opened(t, s)
	return slices.DeleteFunc(elements, func(e string) bool { return e == "br" })
}

// TestPageShowsTheDocument: whatever is typed, a page has the elements that it would
// have for an ordinary word, and its text is that of the Document.
func TestPageShowsTheDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		s := plan.HTML(d)
		benign := plan.HTML(mapTexts(d, func(s string) string {
			if plain(s) == "" {
				return ""
			}
			return "word"
		}))
		if diff := cmp.Diff(shapeOf(t, benign), shapeOf(t, s)); diff != "" {
			t.Fatalf("the text became markup: %s\n%s", diff, s)
		}
		if _, got := opened(t, s); squeeze(got) != squeeze(texts(d)) {
			t.Fatalf("shown  %q\ntyped  %q\n%s", got, texts(d), s)
		}
	})
}

// TestPagesOfAnyWorkbook: a page says what the Document says, which Markdown is made of
// too, and not a word more; so does each part of it by itself.
func TestPagesOfAnyWorkbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.OneOf(workbooktest.Any(), workbooktest.Small()).Draw(t, "w")
		if rapid.Bool().Draw(t, "released") {
			w = released(w)
		}
		for _, a := range plan.Audiences() {
			whole := plan.Build(w, a, today)
			docs := []plan.Document{whole}
			for _, part := range plan.Parts(a) {
				d := plan.BuildPart(w, a, today, part.ID)
				i := slices.IndexFunc(whole.Sections, func(s plan.Section) bool { return s.ID == part.ID })
				switch {
				case len(d.Sections) == 0:
					if i >= 0 && part.ID != plan.Parts(a)[0].ID { // a plan of nothing says so under the first
						t.Fatalf("for %s, %s is in the plan, and not by itself", a, part.ID)
					}
				case len(d.Sections) > 1 || i < 0 || d.Sections[0].Title != part.Title || d.Title != whole.Title || d.Audience != a:
					t.Fatalf("for %s, %s by itself is %v", a, part.ID, d)
				default: // the last one ends with what is said of the whole
					for k, b := range d.Sections[0].Blocks {
						if _, foot := b.(plan.Note); !foot && !cmp.Equal(b, whole.Sections[i].Blocks[k]) {
							t.Fatalf("for %s, %s by itself has %v for %v", a, part.ID, b, whole.Sections[i].Blocks[k])
						}
					}
				}
				docs = append(docs, d)
			}
			for _, d := range docs {
				s := plan.HTML(d)
				want := d
				want.Sections = append([]plan.Section{{Title: d.About()}}, d.Sections...)
				if _, got := opened(t, s); squeeze(got) != squeeze(texts(want)) {
					t.Fatalf("for %s, shown  %q\nof the plan %q", a, got, texts(want))
				}
			}
		}
	})
}

// TestManagerPageHintsAtNothing: beside the words of the Document, the manager's page has
// what any page has, and the style sheet names no part of another copy.
func TestManagerPageHintsAtNothing(t *testing.T) {
	w := filled(t)
	s := strings.ToLower(plan.HTML(plan.Build(released(w), plan.Manager, today)))
	for _, word := range []string{"minimum", "must-have", "alternative", "offer", "walk", "private", "coach", "weight", "gap", "finding",
		"left out", "contoso", "fabrikam", "bag", "card", "still open", "days at home"} {
		if strings.Contains(s, word) {
			t.Errorf("the manager's page has %q", word)
		}
	}
	style := regexp.MustCompile(`(?s)<style>.*</style>`)
	mine := plan.HTML(plan.Build(w, plan.Mine, today))
	if style.FindString(mine) != style.FindString(plan.HTML(plan.Build(w, plan.Manager, today))) {
		t.Error("the style sheet depends on who reads the page")
	}
}

// TestPageStandsAlone: it loads nothing and leads nowhere, and its head says so.
func TestPageStandsAlone(t *testing.T) {
	d := plan.Build(filled(t), plan.Mine, today)
	d.Title = "A <raise> & \"more\"\nof it"
	s := plan.HTML(d)
	for _, bad := range []string{"http:", "https:", "src=", "href", "<script", "<link", "url(", "@import", "javascript", " on", "//"} {
		if head, _, _ := strings.Cut(s, "<body>"); strings.Contains(head, bad) {
			t.Errorf("the head has %q", bad)
		}
	}
	for _, bad := range []string{"http://", "https://", "src=", "href=", "url(", "@import", "!important"} {
		if strings.Contains(s, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	first, rest, _ := strings.Cut(s, "\n")
	if want := `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A &lt;raise&gt; &amp; &#34;more&#34; of it</title>`; first != want {
		t.Errorf("the first line is %s", first)
	}
	for _, want := range []string{`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
		`<meta name="robots" content="noindex">`, `<meta name="viewport" `, "@media print", "prefers-color-scheme: dark", "<p class=\"note\">For you alone: "} {
		if !strings.Contains(rest, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, id := range []string{"card", "bag"} {
		if !strings.Contains(s, `<section id="`+id+`" class="sheet">`) {
			t.Errorf("%s is on no sheet of its own", id)
		}
	}
	if n := strings.Count(s, `class="sheet"`); n != 2 {
		t.Errorf("%d sheets", n)
	}
}

func TestPageForm(t *testing.T) {
	s := plan.HTML(plan.Document{Title: "T", Audience: plan.Coach, Sections: []plan.Section{{ID: "s", Title: "S", Blocks: []plan.Block{
		plan.Paragraph{Text: "one\n\n  two"}, plan.Paragraph{}, plan.Paragraph{Text: "lead", Lead: true}, plan.Note{Text: "note"}, plan.Note{},
		plan.Quote{Text: "say\nthis"}, plan.List{Items: []string{"a", "b\nc"}}, plan.List{Items: []string{"✗ d"}, Signed: true},
		plan.List{Items: []string{"x", ""}, Numbered: true}, plan.List{}, plan.Facts{}, plan.Facts{Items: []plan.Fact{{"L", "v\nw"}, {"M", ""}}},
		plan.Table{Header: []string{"#", "h", "n"}, Align: []plan.Align{plan.Right, plan.Left, plan.Right}, Rows: [][]string{{"1", "a\nb", "2"}, {"only"}}},
		plan.Table{},
	}}}})
	_, got, _ := strings.Cut(s, "<body>\n")
	want := `<h1 dir="auto">T</h1>
<p class="note">For your coach: what you marked private is left out.</p>
<section id="s">
<h2>S</h2>
<p dir="auto">one<br>two</p>
<h3 dir="auto">lead</h3>
<p class="note" dir="auto">note</p>
<blockquote dir="auto">say<br>this</blockquote>
<ul>
<li dir="auto">a</li>
<li dir="auto">b<br>c</li>
</ul>
<ul class="signed">
<li dir="auto">✗ d</li>
</ul>
<ol>
<li dir="auto">x</li>
<li dir="auto"></li>
</ol>
<dl>
<div><dt dir="auto">L</dt><dd dir="auto">v<br>w</dd></div>
<div><dt dir="auto">M</dt><dd dir="auto"></dd></div>
</dl>
<div class="wide"><table>
<thead><tr><th scope="col" dir="auto" class="number">#</th><th scope="col" dir="auto">h</th><th scope="col" dir="auto" class="number">n</th></tr></thead>
<tbody>
<tr><td dir="auto" class="number">1</td><th scope="row" dir="auto">a<br>b</th><td dir="auto" class="number">2</td></tr>
<tr><td dir="auto" class="number">only</td><th scope="row" dir="auto"></th><td dir="auto" class="number"></td></tr>
</tbody>
</table></div>
</section>
</body></html>
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	defer func() {
		if recover() == nil {
			t.Error("a block without HTML was passed over in silence")
		}
	}()
	plan.HTML(plan.Document{Sections: []plan.Section{{Blocks: []plan.Block{nil}}}})
}
