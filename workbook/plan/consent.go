package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

// OwnText is a text of the person's own that the manager's copy holds once it is
// released; numbers that a person says are one too.
type OwnText struct {
	workbook.Where
	Label    string // what it is: "Base pay, proof 4"
	Text     string // what is released; its parts, where it has several, are lines
	Released bool
	Why      string // why to look twice before releasing it, a sentence; "" when nothing is known
	says     string // its parts as they are read together, in a line; "" for a text
}

// Line is the text in one line.
func (t OwnText) Line() string { return cmp.Or(t.says, oneLine(t.Text)) }

// Whole is the text as it was written, or its parts as they are read together.
func (t OwnText) Whole() string { return cmp.Or(t.says, t.Text) }

// Changed is the reason to look twice at a text of which another wording was released.
const Changed = "Changed since you released it."

// Says is one sentence on what the text is and why to look twice at it.
func (t OwnText) Says() string {
	return fmt.Sprintf("%s, “%s”: %s", t.Label, value.Shorten(t.Line(), value.MaxQuote), cmp.Or(t.Why, "Not released."))
}

// beware are the findings about what is said that are a reason to look twice.
var beware = map[string]string{
	"ask-words-differ":  "Says another number than your opening.",
	"ask-hints-leaving": "Hints at leaving.",
	"ask-reason-own":    "Your own need; say what they gain.",
}

// OwnTexts lists the texts that the manager's copy could hold, in its order, with
// what was released and what to look at twice.
func OwnTexts(w workbook.Workbook) []OwnText {
	_, all := spokenBy(w)
	m := secretsFrom(w, Manager)
	found := map[workbook.Where]string{}
	for _, f := range advice.Of(w, value.Date{}).Findings() {
		if why := beware[f.Rule]; why != "" {
			found[workbook.Where{Ask: f.Record.ID(), Field: f.Field}] = why
		}
	}
	for i, t := range all {
		_, changed := w.MayRead(t.Where, t.Text)
		why := m.marks(w, t)
		switch {
		case utf8.RuneCountInString(t.Text) > value.MaxText:
			all[i].Why = "Too long to be released."
		case why != "":
			all[i].Why = why
		case found[t.Where] != "":
			all[i].Why = found[t.Where]
		case changed:
			all[i].Why = Changed
		}
	}
	return all
}

// marks finds why a text is to be looked at twice. A number that others published, or that
// what is asked for is called by, only looks like an answer; what a deal in writing says of
// its reward, the manager has read.
func (s *secrets) marks(w workbook.Workbook, t OwnText) string {
	if why := s.repeated(t.Text); why != "" {
		return why
	}
	var known []number
	if d := w.Deal(t.Deal); d != nil && written(*d) {
		known = read(d.Get).numbers()
	}
	why := s.number(t.Text, known)
	switch {
	case t.Figure != "" && (why == reasons["steps.offer"] || why == reasons["portions.offer"]):
		return ""
	case t.Figure != "", t.Return != "" && t.Field == "name":
		return alike(why)
	}
	return why
}

// consent lets through what was released, and takes down all that was asked for.
type consent struct {
	w     workbook.Workbook
	texts []OwnText
	from  workbook.Assumptions // of the numbers that were released
}

// text gives a text where it was released as it stands, else nothing.
func (c *consent) text(p workbook.Where, label, text string) string {
	if blank(text) || !c.take(OwnText{Where: p, Label: label, Text: text}) {
		return ""
	}
	return text
}

// parts tells whether parts were released that are read together, as says has them, with
// what follows from them. Of one kind of text there are as many each time, and one at most
// may have line breaks, so that no two rows of parts make the same text.
func (c *consent) parts(p workbook.Where, label, says string, all ...string) bool {
	return c.take(OwnText{Where: p, Label: label, Text: strings.Join(all, "\n"), says: says})
}

func (c *consent) take(t OwnText) bool {
	t.Released, _ = c.w.MayRead(t.Where, t.Text)
	c.texts = append(c.texts, t)
	return t.Released
}

// LookAgain names the texts that were released and are marked all the same: what they
// repeat may have become an answer since. "" where there are none.
func LookAgain(all []OwnText) string {
	var out []string
	for _, t := range all {
		if t.Released && t.Why != "" {
			out = append(out, t.Label+" – "+t.Why)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "Look again at what you released: " + strings.Join(out, " ")
}

// sinceChanged says how many of the texts that are not released were, before they changed.
func sinceChanged(held, changed int) string {
	they := "they"
	if changed == 1 {
		they = "it"
	}
	switch changed {
	case 0:
		return ""
	case held:
		return " since " + they + " changed"
	}
	return fmt.Sprintf(", %s of them since %s changed", value.Spell(changed), they)
}

// LeftOut says in one line what of the person's own the manager's copy goes without;
// only what is there can be left out.
func LeftOut(w workbook.Workbook, all []OwnText) string {
	held, changed := 0, 0
	for _, t := range all {
		if !t.Released {
			held++
			if _, before := w.MayRead(t.Where, t.Text); before {
				changed++
			}
		}
	}
	marked := slices.ContainsFunc(all, func(t OwnText) bool { // which may say it all the same
		return t.Released && (strings.HasPrefix(t.Why, "Says ") || strings.HasPrefix(t.Why, sameNumber))
	})
	shared := workbook.Schema.Shared(w)
	var lessons, out []string
	for _, l := range []struct {
		is     bool
		number string
	}{
		{slices.ContainsFunc(w.Returns, func(r workbook.Return) bool { return r.Need.Sort != "" }), "2"},
		{len(w.Offers) > 0 || w.Fallback != workbook.Fallback{}, "4"},
		{len(w.Objections)+len(w.Steps)+len(w.Packages) > 0 || w.Talk != workbook.Talk{Next: w.Talk.Next, NextBy: w.Talk.NextBy}, "9"},
	} {
		if l.is {
			lessons = append(lessons, l.number)
		}
	}
	add := func(is bool, what string) {
		if is {
			out = append(out, what)
		}
	}
	add(held > 0, value.Counted(held, "text")+" not released"+sinceChanged(held, changed))
	add(len(lessons) > 0, value.Plural(len(lessons), "lesson")+" "+value.List(lessons))
	add(slices.ContainsFunc(shared.Deals, func(d workbook.Deal) bool { return !written(d) }), "deals not in writing")
	add(slices.ContainsFunc(shared.Extras, func(e workbook.Extra) bool { return blank(e.Told) }), "untold extra work")
	add(len(w.Promises) > 0, "promises")
	add(!marked && slices.ContainsFunc(w.Asks, func(a workbook.Ask) bool { return !a.Minimum.IsZero() }), "your minimum")
	add(len(w.Asks) != len(shared.Asks) || len(w.Figures) != len(shared.Figures) || len(w.Deals) != len(shared.Deals) ||
		len(w.KPIs) != len(shared.KPIs) || len(w.Extras) != len(shared.Extras), "what you keep private")
	return "Left out: " + cmp.Or(strings.Join(out, "; "), "nothing") + "."
}
