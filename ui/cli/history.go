package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"firstmile/content"
	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// pastSave is one entry in history --json.
type pastSave struct {
	Revision uint64       `json:"revision"`
	At       time.Time    `json:"at"`
	Window   string       `json:"window"` // "A" is the first that wrote
	Changes  []pastChange `json:"changes"`
}

// pastChange is one answer that a save changed. A record that came or went has no field.
type pastChange struct {
	Record workbook.Key `json:"record"`
	Field  string       `json:"field"`
	Where  string       `json:"where"` // the page that asks it
	What   string       `json:"what"`  // record and field as the screens name them
	Was    string       `json:"was"`
	Is     string       `json:"is"`
	Said   string       `json:"said,omitempty"` // of what is no answer that became another

	name   string // the record in What, "" where that names none
	asked  string // the field in What
	beside bool   // it says what another window has beside the answer
}

func (p *program) history() *cobra.Command {
	var asJSON, forget, yes bool
	cmd := &cobra.Command{
		Use:   "history NAME",
		Short: "Print what changed in a workbook, when and in which window",
		Long: `Print what changed in a workbook, the newest last: when, in which window (A is the first that wrote), where, and what was answered before and after. ` +
			`On a terminal long answers are cut to its width; in a pipe or a file they stand whole. ` +
			`The typing of two minutes may be one entry, what two windows type in turn is a line for each, and the oldest entries go when there are very many.

With --forget, all that is stored of what the answers were before goes for good: the history, older copies, and damaged files that were kept. The answers stay. ` +
			`It asks first; copies that you made elsewhere are yours to remove.`,
		Example: `firstmile history northwind
firstmile history northwind | grep minimum
firstmile history northwind --forget`,
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case yes && !forget:
				return wrong("--yes goes with --forget, which asks. Nothing was changed.")
			case forget && asJSON:
				return wrong("--forget prints nothing, so it goes without --json. Nothing was changed.")
			}
			e, store, snap, err := p.loadEntry(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if forget && snap.Mended != "" { // what goes may have what could not be read
				return wrong("Nothing was forgotten, since it was mended just now. Look whether all is there, and try again.")
			}
			if forget {
				return p.forget(cmd, store, e, yes)
			}
			log, err := store.History(cmd.Context(), e.ID)
			if err != nil {
				return p.about(err)
			}
			words, _, err := p.words(snap.Workbook.Profile.Pack)
			if err != nil {
				return err
			}
			past := pastOf(snap.Workbook, log, words, p.day())
			if asJSON {
				return p.printJSON(past)
			}
			p.stdout.print(pastLines(past, width(p.stdout.file)))
			if len(past) == 0 {
				p.tell("Nothing is kept of what the answers were before.")
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	flags.BoolVar(&forget, "forget", false, "remove all that is stored of what the answers were before")
	flags.BoolVar(&yes, "yes", false, "with --forget: do not ask")
	return plain(cmd)
}

// forget removes the past of a workbook, once the person agrees.
func (p *program) forget(cmd *cobra.Command, store storage.Store, e storage.Entry, yes bool) error {
	if !yes {
		if !term.IsTerminal(p.stdin.Fd()) {
			return wrong("Nothing was forgotten. There is no terminal to ask on: add --yes to remove the history of %s for good.", quoted(label(e)))
		}
		const question = "Remove the history of %s, its older copies and damaged files that were kept? " +
			"The answers stay; the rest cannot be brought back. Type yes: "
		if !p.agrees(fmt.Sprintf(question, whose(e))) {
			p.tell("Nothing was forgotten.")
			return nil
		}
	}
	if err := store.Forget(cmd.Context(), e.ID); err != nil {
		return p.about(err)
	}
	p.tell("Forgot what %s said before. Its answers are as they were; a window that is open now can still undo what it did itself.", quoted(label(e)))
	return nil
}

// recounting tells the history of a workbook in words, from the newest entry back: what a
// record was called is known from what the workbook was then.
type recounting struct {
	words   *content.Pack
	today   value.Date
	windows []string
	now     workbook.Workbook // as a save left it
	before  workbook.Workbook // as it found it
}

// pastOf gives the entries of a history in words, the oldest first.
func pastOf(book workbook.Workbook, log []storage.Revision, words *content.Pack, today value.Date) []pastSave {
	r := recounting{words: words, today: today, now: book}
	for _, entry := range log {
		if entry.Window != "" && !slices.Contains(r.windows, entry.Window) {
			r.windows = append(r.windows, entry.Window)
		}
	}
	out := make([]pastSave, len(log))
	for i, entry := range slices.Backward(log) {
		r.before = r.now.Clone()
		_, _ = workbook.Schema.Revert(&r.before, entry.Changes) // what does not fit is named as it is now
		out[i] = pastSave{entry.Number, entry.At, r.window(entry.Window), r.changes(entry)}
		r.now = r.before
	}
	return out
}

// window names windows in the order in which they first wrote: A to Z, then by number.
func (r *recounting) window(name string) string {
	switch i := slices.Index(r.windows, name); {
	case i < 0:
		return ""
	case i < 26:
		return string(rune('A' + i))
	default:
		return fmt.Sprint(i + 1)
	}
}

func (r *recounting) changes(entry storage.Revision) []pastChange {
	if entry.Number == 1 {
		n := 0
		for _, c := range entry.Changes {
			if of := workbook.Schema.Collection(c.Record.Collection()); of != nil && !of.One {
				n++
			}
		}
		said := "The workbook began."
		if n > 0 {
			said = "The workbook began, with " + value.Counted(n, "record") + "."
		}
		return []pastChange{{Record: workbook.RecordKey(workbook.ProfileRecords, r.now.ID), Said: said}}
	}
	out := []pastChange{}
	for _, c := range entry.Changes {
		out = append(out, r.change(c))
	}
	for _, c := range entry.Sides {
		out = append(out, r.side(c))
	}
	return out
}

func (r *recounting) change(c workbook.Change) pastChange {
	of, book := workbook.Schema.Collection(c.Record.Collection()), r.now
	if !workbook.Schema.Has(&book, c.Record) {
		book = r.before
	}
	out := pastChange{Record: c.Record, Field: c.Field, What: string(c.Record), name: string(c.Record)}
	if of == nil {
		return out
	}
	name, part, _ := strings.Cut(c.Field, "/")
	f := of.Field(name)
	called := clean(book.NameOf(c.Record, r.today))
	if out.name = ""; called != "" {
		out.name = "“" + called + "”"
	}
	if f == nil {
		out.Where = r.page(of.Page, of.Kept)
		out.name = cmp.Or(out.name, of.Noun)
		out.What = out.name
		if out.Said = "added"; c.After == nil {
			out.Said = "taken out"
		}
		if said := r.answers(book, c.Record, called); said != "" {
			out.Said += ". " + said
		}
		return out
	}
	out.Where = r.page(f.Page, of.Kept)
	out.asked = r.words.Field(f.Label).Label
	if about := clean(book.NameOf(workbook.RecordKey(f.Target, workbook.ID(part)), r.today)); part != "" && about != "" {
		out.asked += " (" + about + ")"
	}
	out.What = whatOf(out.name, out.asked)
	out.Was = value.Clean(r.before.Words(workbook.Change{Record: c.Record, Field: c.Field, After: c.Before}, r.today))
	out.Is = value.Clean(r.now.Words(c, r.today))
	return out
}

// answers says what a record that came or went has in it, beside its name.
func (r *recounting) answers(book workbook.Workbook, record workbook.Key, name string) string {
	blank := workbook.Workbook{ID: book.ID}
	workbook.Schema.Add(&blank, record)
	var said []string
	for _, c := range workbook.Diff(blank, only(book, record)) {
		field, _, _ := strings.Cut(c.Field, "/")
		f := workbook.Schema.Field(record.Collection(), field)
		text := clean(book.Words(c, r.today))
		if f == nil || text == "" || text == name {
			continue
		}
		if asked := r.words.Field(f.Label).Label; asked != "" {
			text = asked + ": " + text
		}
		said = append(said, text)
	}
	return strings.Join(said, "; ")
}

// only gives a workbook that has one record of another.
func only(book workbook.Workbook, record workbook.Key) workbook.Workbook {
	w, err := workbook.FromRecords(book.ID, map[workbook.Key][]byte{record: workbook.Schema.Encode(&book, record)})
	if err != nil {
		return workbook.Workbook{ID: book.ID}
	}
	return w
}

// side tells what became of an answer that two windows wrote.
func (r *recounting) side(c workbook.Change) pastChange {
	var s storage.Side
	raw := c.After
	if raw == nil {
		raw = c.Before
	}
	if json.Unmarshal(raw, &s) != nil {
		return pastChange{Record: c.Record, Said: "two answers"}
	}
	out := r.change(workbook.Change{Record: s.Record, Field: s.Field, After: s.Answer})
	text := cmp.Or(clean(out.Is), "(blank)")
	out.Was, out.Is = "", ""
	out.Said, out.beside = "window "+r.window(s.Window)+" has “"+text+"” beside it", c.After != nil
	if c.After == nil {
		out.Said = "“" + text + "” of window " + r.window(s.Window) + " stands beside it no longer"
	}
	return out
}

// page is what the screens call a page.
func (r *recounting) page(name string, kept bool) string {
	lesson := workbook.Lesson(name)
	switch n := lesson.Number(); {
	case kept:
		return "The plan"
	case n > 0:
		return fmt.Sprintf("%d %s", n, r.words.Lesson(lesson).Short)
	case name == workbook.AfterPage:
		return "After the talk"
	case name == workbook.QuestionsPage:
		return "Your coach's questions"
	case name == workbook.NotesPage:
		return "Notes"
	}
	return "The conversation"
}
