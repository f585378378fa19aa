package workbook

import (
	"slices"
	"strings"
	"unicode/utf8"

	"firstmile/workbook/value"
)

// KeepNote adds a note that waits to be placed.
func (w *Workbook) KeepNote(id ID, day value.Date, text string) Key {
	k := RecordKey(NoteRecords, id)
	n := Schema.Add(w, k).(*Note)
	n.Text, n.Day = text, day
	return k
}

// KeepProof adds a line to what shows that an ask is earned.
func (w *Workbook) KeepProof(ask, entry ID, text string) {
	if a := w.Ask(ask); a != nil {
		a.Proofs = append(slices.Clone(a.Proofs), Entry{ID: entry, Text: text})
	}
}

// KeepCheckIn puts a text into the check-in of a day, behind what was shown in it; into
// a new one where there is none yet, or it has no room.
func (w *Workbook) KeepCheckIn(id ID, day value.Date, text string) Key {
	for i := range w.CheckIns {
		c := &w.CheckIns[i]
		showed := text
		if firstOf(c.Showed) != "" {
			showed = strings.TrimRight(c.Showed, " .;") + "; " + text
		}
		if c.Day.OK() && c.Day.DaysTo(day) == 0 && day.OK() && utf8.RuneCountInString(showed) <= value.MaxText {
			c.Showed = showed
			return RecordKey(CheckInRecords, c.ID)
		}
	}
	k := RecordKey(CheckInRecords, id)
	c := Schema.Add(w, k).(*CheckIn)
	c.Day, c.Showed = day, text
	return k
}

// KeepResult gives a target its result, as of a day, and tells whether the other side had
// counted another one.
func (w *Workbook) KeepResult(target ID, result value.Amount, day value.Date) (recounts bool) {
	k := w.KPI(target)
	if k == nil {
		return false
	}
	if !k.Actual.Equal(result) {
		recounts = k.recount()
	}
	k.Actual, k.AsOf = result, day
	return recounts
}

// KeepMet says whether a target that is a statement is met, as KeepResult does.
func (w *Workbook) KeepMet(target ID, met value.Answer, day value.Date) (recounts bool) {
	k := w.KPI(target)
	if k == nil {
		return false
	}
	if k.Met != met {
		recounts = k.recount()
	}
	k.Met, k.AsOf = met, day
	return recounts
}

// recount takes back what was said of another result: nobody has agreed to this one, and
// it was counted over another time.
func (k *KPI) recount() (counted bool) {
	counted = k.Confirmed != value.Unanswered
	k.Confirmed, k.Period = value.Unanswered, ""
	return counted
}

// KeepExtra adds a piece of extra work.
func (w *Workbook) KeepExtra(id ID, text string) Key {
	k := RecordKey(ExtraRecords, id)
	Schema.Add(w, k).(*Extra).What = text
	return k
}

// KeepPromise adds a promise; the day by which it is due may be blank.
func (w *Workbook) KeepPromise(id ID, by value.Date, text string) Key {
	k := RecordKey(PromiseRecords, id)
	p := Schema.Add(w, k).(*Promise)
	p.What, p.By = text, by
	return k
}

// ResultIn finds the result of a target in a text: the text as a whole, or the one amount
// in it that can be set beside the target. It is none where the text holds several.
func (w Workbook) ResultIn(target ID, text string, today value.Date) (value.Amount, bool) {
	k := w.KPI(target)
	if k == nil || k.Target.Statement != "" {
		return value.Amount{}, false
	}
	like := k.Target.Amount
	if !like.OK() {
		like = k.Actual
	}
	t := w.Typing(today, nil)
	f, typed := Schema.Field(KPIRecords, "actual"), *k
	if err := f.Type(&w, &typed, text, t); err == nil && typed.Actual.OK() {
		f.Leave(&w, &typed)
		if !like.OK() || typed.Actual.Comparable(like) {
			return typed.Actual, true
		}
	}
	var found []value.Amount
	for _, m := range value.Mentions(text, like, t.Known...) {
		if !slices.ContainsFunc(found, m.Amount.Equal) {
			found = append(found, m.Amount)
		}
	}
	if len(found) != 1 {
		return value.Amount{}, false
	}
	return found[0], true
}

// ReadLater tells whether a target's result was read after a day.
func (k KPI) ReadLater(day value.Date) bool { return k.Actual.OK() && day.Before(k.AsOf) }
