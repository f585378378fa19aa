package app

import (
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// While amounts are hidden, what is kept private is off the screen too: a page sees the workbook
// as a coach's copy has it, and says the same of it.

// keptOut is a workbook without what is kept private, with what its answers show.
type keptOut struct {
	made    bool
	version int
	day     value.Date
	book    workbook.Workbook
	advice  *advice.Advice
}

// without gives what a view shows while amounts are hidden.
func (v *View) without(today value.Date) *keptOut {
	k := &v.kept
	if !k.made || k.version != v.doc.Version() || k.day != today {
		*k = keptOut{made: true, version: v.doc.Version(), day: today, book: workbook.Schema.Shared(v.doc.Book())}
		k.advice = advice.Of(k.book, today)
	}
	return k
}

func (k *keptOut) plan(who plan.Audience) plan.Document { return plan.Build(k.book, who, k.day) }
func (k *keptOut) letters() []plan.Letter               { return plan.Letters(k.book, k.day) }

// keepsOut tells whether anything of a workbook is kept private.
func keepsOut(w workbook.Workbook) bool {
	shared := workbook.Schema.Shared(w)
	return !workbook.Schema.Same(&w, &shared)
}

// unseen tells whether a change is about something that is kept private: what is not seen is
// not written over.
func (k *keptOut) unseen(book workbook.Workbook, change func(*workbook.Workbook)) bool {
	next := book.Clone()
	change(&next)
	for _, c := range workbook.Diff(book, next) {
		if !workbook.Schema.Has(&book, c.Record) {
			continue // it is new
		}
		was, shown := workbook.Schema.Encode(&book, c.Record), workbook.Schema.Encode(&k.book, c.Record)
		if shown == nil {
			return true
		}
		if c.Field == "" {
			continue
		}
		a, _ := workbook.Schema.Answer(c.Record, was, c.Field) // both were encoded just now
		b, _ := workbook.Schema.Answer(c.Record, shown, c.Field)
		if string(a) != string(b) {
			return true
		}
	}
	return false
}

// keepOut closes what lies over a page and may show what is kept private, and says once that
// more than amounts is gone.
func (a *App) keepOut() {
	some := false
	for _, p := range a.window.panes {
		some = some || p.view != nil && keepsOut(p.view.doc.Book())
	}
	if !some {
		return
	}
	a.note = "What is kept private is hidden too."
	switch over := a.over.(type) {
	case *choosePage:
		a.hide()
	case *picker:
		if over.answers {
			a.hide()
		}
	}
}

// staysPrivate is said where a change is about what is not seen.
const staysPrivate = "That is about something that is kept private and hidden now, so nothing was changed."
