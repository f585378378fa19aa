package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Repeat is a text of what is shared that repeats what is kept private.
type Repeat struct {
	Said workbook.Text
	Why  string // a sentence, which never says what that is
}

// Repeating lists the texts of what a coach is shown that repeat what is kept private: lines,
// entries, and what stands in words where a number or a day is asked for. The coach may know
// the numbers of what is shared.
func Repeating(w workbook.Workbook) []Repeat {
	m, shared := secretsFrom(w, Coach), workbook.Schema.Shared(w)
	var out []Repeat
	for _, t := range workbook.Schema.Texts(&shared) {
		if slices.Contains(openLabels, t.Label) {
			continue
		}
		words := ""
		switch at := workbook.Schema.Field(t.Record.Collection(), t.Field).At(workbook.Schema.Record(&shared, t.Record)).(type) {
		case *string, *[]workbook.Entry:
			words = t.Text
		case *value.Amount:
			words = at.Unread()
		case *value.Date:
			words = at.Unread()
		case *value.Bound:
			words = cmp.Or(at.Statement, at.Unread())
		}
		if why := m.tells(words); words != "" && why != "" {
			out = append(out, Repeat{t, why})
		}
	}
	return out
}

// Repeats lists the texts in the coach's plan that repeat what is kept private,
// with the reason, which never says what that is.
func Repeats(w workbook.Workbook) []OwnText {
	var out []OwnText
	for _, r := range Repeating(w) {
		t := r.Said
		switch workbook.Schema.Field(t.Record.Collection(), t.Field).Kind {
		case schema.LineKind, schema.LinesKind, schema.EntriesKind:
			out = append(out, OwnText{Label: workbook.Schema.Collection(t.Record.Collection()).Noun + ", " + t.Field, Text: t.Text, Why: r.Why})
		}
	}
	return out
}

// repeated stands behind a text in the coach's file that repeats what is kept private.
const repeated = " (! repeats what you keep private)"

// Repeats lists what of the workbook's repeats stands in the Document: all of them, or
// those of its one part.
func (d Document) Repeats(w workbook.Workbook) []OwnText {
	all := Repeats(w)
	if d.Part != "" {
		all = slices.DeleteFunc(all, func(t OwnText) bool { return !d.has(t.Text) })
	}
	return all
}

// has tells whether a line of a text, which may be one of entries, stands in the Document.
func (d Document) has(text string) bool {
	lines := slices.DeleteFunc(append(strings.Split(text, "\n"), text), blank)
	return slices.ContainsFunc(d.texts(), func(s string) bool {
		return slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(s, line) })
	})
}

// mark says beside each text that repeats what is private that it does, and at the
// foot of the document which these are.
func (d *Document) mark(all []OwnText) {
	if len(all) == 0 {
		return
	}
	var texts, labels []string
	for _, t := range all {
		texts = append(texts, strings.Split(t.Text, "\n")...) // entries are lines
		texts, labels = append(texts, t.Text), append(labels, t.Label)
	}
	texts = slices.DeleteFunc(texts, blank)
	slices.Sort(labels)
	marked := func(s string, holds func(s, text string) bool) string {
		if slices.ContainsFunc(texts, func(text string) bool { return holds(s, text) }) {
			return s + repeated
		}
		return s
	}
	is := func(s, text string) bool { return s == text }
	for _, s := range d.Sections {
		for i, b := range s.Blocks {
			switch b := b.(type) {
			case Quote:
				s.Blocks[i] = Quote{marked(b.Text, is)}
			case Paragraph:
				holds := is
				if b.Lead { // which a name ends
					holds = strings.HasSuffix
				}
				s.Blocks[i] = Paragraph{marked(b.Text, holds), b.Lead}
			case List:
				for k := range b.Items {
					b.Items[k] = marked(b.Items[k], is)
				}
			case Facts:
				for k := range b.Items {
					b.Items[k].Value = marked(b.Items[k].Value, strings.Contains)
				}
			case Table:
				for _, row := range b.Rows {
					for k := range row {
						row[k] = marked(row[k], is)
					}
				}
			}
		}
	}
	last, them := &d.Sections[len(d.Sections)-1], "them"
	if len(all) == 1 {
		them = "it"
	}
	last.Blocks = append(last.Blocks, Note{fmt.Sprintf("! %s here may say what you keep private: %s. Look at %s before you give this copy away.",
		value.Sentence(value.Count(len(all), "text")), strings.Join(slices.Compact(labels), "; "), them)})
}
