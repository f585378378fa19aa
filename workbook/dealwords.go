package workbook

import (
	"cmp"
	"strings"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// DealPart is a run of the sentence that tells a deal: words between answers, an answer,
// or a gap, which asks for one.
type DealPart struct {
	Text   string // of a gap what it asks
	Field  string // the field that fills it, "" for the words between
	Gap    bool   // it is not answered
	Unread bool   // it could not be read, and stands as it was typed
}

// DealSentence tells a deal clause by clause, what is not answered as a gap: what is
// delivered, what comes back for it, and who says yes.
func (w Workbook) DealSentence(d Deal, today value.Date) [][]DealPart {
	now, target := d.Numbers()
	deliver := []DealPart{{Text: "If "}}
	switch {
	case d.whole():
		deliver = append(deliver, answered("target", quoted(d.Target.Statement), ""))
	case d.Target.Statement != "":
		deliver = append(deliver, answered("deliver", quoted(d.Deliver), "what do you deliver?"), DealPart{Text: " reaches "}, answered("target", quoted(d.Target.Statement), ""))
	default:
		deliver = append(deliver, answered("deliver", quoted(d.Deliver), "what do you deliver?"), DealPart{Text: " goes from "},
			answered("today", said(now, target), "how is it today?").unread(now.Unread()), DealPart{Text: " to "},
			answered("target", target.String(), "how much do you promise?").unread(target.Unread()))
	}
	of := "what do you get?"
	if r := w.Return(d.Return); r != nil && r.Name != "" {
		of = "how much of “" + ended(r.Name) + "”?"
	}
	return [][]DealPart{
		append(deliver, DealPart{Text: " by "}, answered("due", d.Due.Short(today), "when?").unread(d.Due.Unread()), DealPart{Text: ","}),
		{{Text: "then "}, answered("get", ended(d.Get), of), {Text: " from "}, answered("effective", d.Effective.Short(today), "when?").unread(d.Effective.Unread()),
			{Text: ";"}},
		{answered("approver", d.ApprovedBy(), "who?"), {Text: comma(d.ApprovedBy()) + " approves it."}},
	}
}

// DealSays tells a deal in a sentence that leaves out what is not answered; "" for one
// that has one side only, which is no deal yet.
func (w Workbook) DealSays(d Deal, today value.Date) string {
	if !d.Gives() || !d.Brings() {
		return ""
	}
	now, target := d.Numbers()
	s := "If "
	switch {
	case d.whole():
		s += quoted(d.Target.Statement)
	case quoted(d.Target.Statement) != "":
		s += quoted(d.Deliver) + " reaches " + quoted(d.Target.Statement)
	case !target.Amount.OK():
		s += quoted(d.Deliver)
	default:
		s += cmp.Or(quoted(d.Deliver), "it")
		if now.OK() {
			s += " goes from " + said(now, target) + " to " + target.String()
		} else {
			s += " reaches " + target.String()
		}
	}
	if d.Due.OK() {
		s += " by " + d.Due.Short(today)
	}
	s += ", then " + w.DealReward(d)
	if d.Effective.OK() {
		s += " from " + d.Effective.Short(today)
	}
	if who := d.ApprovedBy(); who != "" {
		s += "; " + who + comma(who) + " approves it"
	}
	return s + "."
}

// whole tells a promise in words that says all by itself: a sentence, or the only answer
// there is. "Live in production" is said of what is delivered.
func (d Deal) whole() bool {
	s := ended(d.Target.Statement)
	return s != "" && (ended(d.Deliver) == "" || isSentence(strings.Fields(s)))
}

var aSum = lazy.New(`^(?:\p{Sc}|\p{Lu}{3}\s)\s?\d|^\d[\d.,' ]*(?:k|\p{Sc}|\p{Lu}{3}\b|%|(?:a|an|per) (?:hour|day|week|month|year)\b)`)

// ApprovedBy names who says yes to the deal, "" where an amount stands there.
func (d Deal) ApprovedBy() string {
	if who := ended(d.Approver); !aSum.MatchString(who) {
		return who
	}
	return ""
}

// DealReward is what the person gets, or the return that it is some of.
func (w Workbook) DealReward(d Deal) string {
	if get := ended(d.Get); get != "" {
		return get
	}
	if r := w.Return(d.Return); r != nil && r.Name != "" {
		return quoted(r.Name)
	}
	return "a return without a name"
}

// Stands tells how far a deal has come.
func (d Deal) Stands(today value.Date) string {
	since := ""
	if d.Since.OK() {
		since = " on " + d.Since.Short(today)
	}
	switch d.Status {
	case DealSaid:
		return "It was said" + since + "; nothing is in writing."
	case DealEmailed:
		return "You wrote it down" + since + "; a yes is missing. Unconfirmed is a hope, not an agreement."
	case DealConfirmed:
		return "Confirmed" + since + "."
	}
	return "So far only you know it."
}

// Gives tells whether a deal says what the person delivers.
func (d Deal) Gives() bool {
	return ended(d.Deliver) != "" || ended(d.Target.Statement) != "" || d.Target.Amount.OK()
}

// Brings tells whether it says what the person gets.
func (d Deal) Brings() bool { return ended(d.Get) != "" || d.Return != "" }

// Numbers are where a deal stands and what is promised; a bare one of them counts what
// the other does.
func (d Deal) Numbers() (value.Amount, value.Bound) {
	now, target := d.Today, d.Target
	now = beside(now, target.Amount)
	target.Amount = beside(target.Amount, now)
	return now, target
}

// said is where a deal stands, in front of a target that says what both count.
func said(now value.Amount, target value.Bound) string {
	switch to := target.Amount; {
	case now.Counted() && now.Like(to):
		return now.Number()
	case now.Money() && now.Like(to):
		return now.For(value.Period{}).String()
	}
	return now.String()
}

func answered(field, text, ask string) DealPart {
	if text == "" {
		return DealPart{Text: ask, Field: field, Gap: true}
	}
	return DealPart{Text: text, Field: field}
}

func (p DealPart) unread(text string) DealPart {
	p.Unread = text != ""
	return p
}

// comma ends what stands between commas: "Lee, with a word from HR, approves it".
func comma(s string) string {
	if strings.Contains(ended(s), ",") {
		return ","
	}
	return ""
}

// ended is an answer that goes on inside a sentence, without its own full stop.
func ended(s string) string { return strings.TrimRight(value.CleanLine(s), " .;,") }

// quoted has an answer between quotation marks, once where it has its own.
func quoted(s string) string {
	if s = ended(strings.Trim(ended(s), "\"“”„")); s == "" {
		return ""
	}
	return "“" + s + "”"
}
