package app_test

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"firstmile/content"
	"firstmile/content/contenttest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// runOf is how many words in a row tell where a sentence comes from.
const runOf = 5

// runs gives every run of words of a text.
func runs(text string) (out []string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,;:?()“”\"", r) })
	for i := range max(0, len(words)-runOf+1) {
		out = append(out, strings.Join(words[i:i+runOf], " "))
	}
	return out
}

// sentences are all that a pack says but for its labels, which are no sentences.
func sentences(p *content.Pack) (out []string) {
	for _, l := range p.Lessons {
		out = append(append(out, l.Title, l.Mistake, l.Task, l.Empty), l.Reading...)
		for _, f := range l.Fields {
			out = append(out, f.Help, f.Example)
		}
	}
	for _, f := range p.Profile {
		out = append(out, f.Help, f.Example)
	}
	for _, r := range p.Returns() {
		out = append(out, r.Name, r.Why, r.Threshold)
	}
	for _, o := range p.Objections() {
		out = append(out, o.Hear, o.Answer, o.Proof, o.Trade, o.Date)
	}
	for _, i := range p.Ideas() {
		out = append(out, i.Name)
	}
	for _, c := range p.Cards() {
		out = append(out, c.Claim, c.Source, c.Caution)
	}
	return append(out, p.IdeasNote())
}

// inCode are the runs of words in the program's own sentences, which a pack has no part in.
func inCode(t *testing.T, folders ...string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			src, err := os.ReadFile(name)
			var s scanner.Scanner
			files := token.NewFileSet()
			s.Init(files.AddFile(name, -1, len(src)), src, nil, 0)
			for _, tok, lit := s.Scan(); tok != token.EOF; _, tok, lit = s.Scan() {
				if text, bad := strconv.Unquote(lit); tok == token.STRING && bad == nil {
					for _, run := range runs(text) {
						out[run] = true
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// A whole translation leaves no sentence of the built-in on any screen: what is shown of it
// comes from the pack of the workbook.
func TestTranslationLeavesNothing(t *testing.T) {
	p, faults := uitest.Pack().Over(contenttest.Translated(t, os.DirFS("../../content")))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	code, ours := inCode(t, "..", "../../workbook"), map[string]bool{}
	for _, text := range sentences(uitest.Pack()) {
		for _, run := range runs(text) {
			if contenttest.Mark(run) != run && !code[run] {
				ours[run] = true
			}
		}
	}
	uitest.Speaking = p
	defer func() { uitest.Speaking = nil }()
	marked, seen := 0, map[string]bool{}
	for _, s := range states() {
		if strings.HasPrefix(s.name, "first/") || seen[s.name] {
			continue // no workbook is open yet
		}
		seen[s.name] = true
		d := s.new(t, 120, 40)
		own := map[string]bool{} // a person's answers may be in the same words
		deleted, _ := d.Store().Deleted(d.Context())
		for _, e := range slices.Concat(d.Entries(), deleted) {
			snap, _ := d.Store().Load(d.Context(), e.ID) // what cannot be read shows nothing
			snap.Workbook.Profile.Name = e.Name
			for _, text := range workbook.Schema.Texts(&snap.Workbook) {
				for _, run := range runs(text.Text) {
					own[run] = true
				}
			}
		}
		for _, line := range d.Lines() {
			marked += strings.Count(line, "ë")
			for _, run := range runs(line) {
				if ours[run] && !own[run] {
					t.Errorf("%s shows %q of the built-in, in\n%s", s.name, run, line)
				}
			}
		}
	}
	if marked < 1000 {
		t.Errorf("only %d marks are seen", marked)
	}
}
