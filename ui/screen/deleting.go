package screen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// deleted is a record that was deleted on this page, which undo may bring back.
type deleted struct {
	key  workbook.Key
	away bool
}

// remove deletes a record, and says what went with it and what leaned on it.
func (r *roster) remove(c *Context, k workbook.Key) {
	said := deletes(c, k)
	c.Change("delete/"+string(k), func(w *workbook.Workbook) { w.Delete(k) })
	r.gone = append(r.gone, deleted{k, true})
	c.Say(said)
}

// see goes to what an undo brought back, and asks in the open form what is to be asked by
// now: an answer may have opened other questions.
func (r *roster) see(c *Context) {
	r.editing.see(c)
	if r.inForm && r.asks != nil {
		r.form.Fields, r.form.Alone = r.asks(c, r.form.Record, r.form.Focused(c.Book))
	}
	if k := r.back(c); k != "" && slices.Contains(r.keys(c), k) {
		r.focus.to(k)
	}
}

// back is what was deleted here and is there again since this was last asked, "" where
// nothing is.
func (r *roster) back(c *Context) (k workbook.Key) {
	for i := range r.gone {
		one := &r.gone[i]
		here := workbook.Schema.Has(&c.Book, one.key)
		if here && one.away {
			k = one.key
		}
		one.away = !here
	}
	return k
}

// noteRoom is how wide the sentence on the status line is in a row of 80 columns.
const noteRoom = 78

// deletes is the sentence on a record that is about to be deleted.
func deletes(c *Context, k workbook.Key) string {
	const cut = 30
	goes, leans := dependents(c, k)
	if len(goes)+len(leans) == 0 {
		return deletedAs(c, k, cut) + ". u brings it back."
	}
	s, end := deletedAs(c, k, cut), "."
	if len(goes) > 0 {
		s += " with its " + strings.TrimPrefix(strings.TrimPrefix(value.List(goes.told()), "a "), "an ")
	}
	if len(leans) > 0 {
		s, end = s+". "+value.Sentence(value.List(leans.told()))+" leaned on it", ";"
	}
	if s += end + " u brings all back."; ansi.StringWidth(s) <= noteRoom {
		return s
	}
	s = fmt.Sprintf(" and %s that hung on it. u brings all back.", value.Spell(goes.all()+leans.all()))
	return deletedAs(c, k, min(cut, noteRoom-ansi.StringWidth(deletedAs(c, k, 0)+s))) + s
}

// deletedAs says that a record is deleted, by its name or by what it is.
func deletedAs(c *Context, k workbook.Key, width int) string {
	name := field.Cut(recordName(c, k), width)
	switch k.Collection() {
	case workbook.AskRecords:
		return "Took back “" + name + "”"
	case workbook.CheckInRecords, workbook.NoteRecords, workbook.StepRecords, workbook.PackAnswerRecords:
		return "Deleted the " + workbook.Schema.Collection(k.Collection()).Noun
	case workbook.OfferRecords:
		return "Deleted the offer of “" + name + "”"
	case workbook.FigureRecords:
		return "Deleted the figure from “" + name + "”"
	case workbook.PackageRecords:
		return "Deleted the package " + name
	}
	return "Deleted “" + name + "”"
}

// countOf is how many records of a kind there are, by their noun.
type countOf struct {
	noun string
	n    int
}

type counts []countOf

// add counts one more of a collection.
func (s *counts) add(of *schema.Collection) {
	if i := slices.IndexFunc(*s, func(c countOf) bool { return c.noun == of.Noun }); i >= 0 {
		(*s)[i].n++
		return
	}
	*s = append(*s, countOf{of.Noun, 1})
}

func (s counts) all() (n int) {
	for _, c := range s {
		n += c.n
	}
	return n
}

// told are the counts as a sentence lists them: "an ask", "two pieces of extra work".
func (s counts) told() (out []string) {
	for _, c := range s {
		if c.n == 1 {
			out = append(out, value.Article(c.noun))
			continue
		}
		thing, rest, of := strings.Cut(c.noun, " of ")
		text := value.Count(c.n, thing)
		if of {
			text += " of " + rest
		}
		out = append(out, text)
	}
	return out
}

// dependents counts what is deleted with a record, and what loses a link to it. What the
// program keeps by itself is no one's, and a mark about it says nothing more without it.
func dependents(c *Context, k workbook.Key) (goes, leans counts) {
	before, after := c.Book, c.Book.Clone()
	after.Delete(k)
	for _, of := range workbook.Schema.Collections {
		if of.One || of.Kept {
			continue
		}
		for id := range of.Each(&before) {
			if gone := workbook.RecordKey(of.Name, id); gone != k && !workbook.Schema.Has(&after, gone) {
				goes.add(of)
			}
		}
	}
	seen := map[workbook.Key]bool{}
	for _, d := range workbook.Schema.Dependents(&before, k) {
		of := workbook.Schema.Collection(d.Record.Collection())
		if d.Field.Kind != schema.MarksKind && !of.Kept && !seen[d.Record] && workbook.Schema.Has(&after, d.Record) {
			seen[d.Record] = true
			leans.add(of)
		}
	}
	return goes, leans
}
