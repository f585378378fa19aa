package advice

import (
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonTrust,
		rules: []rule{
			{id: "extra-no-result", severity: Warns, missing: true, check: eachExtra(extraNoResult)},
			{id: "extra-no-whom", severity: Warns, missing: true, check: eachExtra(extraNoWhom)},
			{id: "extra-no-told", severity: Warns, missing: true, check: eachExtra(extraNoTold)},
			{id: "extra-over", severity: Warns, check: eachExtra(extraOver)},
			{id: "extras-outnumber", severity: Warns, under: "kpi-missed", also: []workbook.Lesson{workbook.LessonFirstMile}, check: extrasOutnumber},
			{id: "promise-late", severity: Warns, check: eachPromise(promiseLate)},
			{id: "extra-no-credit", severity: Hints, missing: true, check: eachExtra(extraNoCredit)},
			{id: "extra-without-you", severity: Hints, check: eachExtra(extraWithoutYou)},
			{id: "extra-routine", severity: Hints, check: eachExtra(extraRoutine)},
			{id: "promise-no-answer", severity: Hints, missing: true, check: eachPromise(promiseNoAnswer)},
			{id: "trust-no-example", severity: Hints, missing: true, check: trustNoExample},
		},
		insight: insightTrust,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			untold, told := 0, 0
			for _, e := range w.Extras {
				if e.Told == "" {
					untold++
				} else {
					told++
				}
			}
			count = fmt.Sprint(told, " told")
			if untold > 0 {
				count = fmt.Sprint(untold, " untold")
			}
			done = slices.ContainsFunc(w.Extras, func(e workbook.Extra) bool { return e.Result != "" && e.Told != "" })
			return len(w.Extras)+len(w.Promises) > 0, done, count
		},
	})
}

func eachExtra(look func(w *dated, e workbook.Extra) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.ExtraRecords, w.Extras, func(e *workbook.Extra) (workbook.ID, *Finding) { return e.ID, look(w, *e) })
	}
}

func eachPromise(look func(w *dated, p workbook.Promise) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.PromiseRecords, w.Promises, func(p *workbook.Promise) (workbook.ID, *Finding) { return p.ID, look(w, *p) })
	}
}

func extraNoResult(_ *dated, e workbook.Extra) *Finding {
	if e.Result != "" {
		return nil
	}
	return &Finding{Field: "result", Text: value.Sentence(extraWork(e)) + " has no result.", Do: "Say what is different since."}
}

func extraNoWhom(_ *dated, e workbook.Extra) *Finding {
	if e.Whom != "" {
		return nil
	}
	return &Finding{Field: "whom", Text: "It is open who gained from " + extraWork(e) + ".", Do: "Name them; they are your witnesses."}
}

func extraNoTold(_ *dated, e workbook.Extra) *Finding {
	if e.Told != "" {
		return nil
	}
	return &Finding{Field: "told", Text: "Nobody has heard of " + extraWork(e) + ".", Do: "Tell your manager in two lines, credit included."}
}

func extraNoCredit(_ *dated, e workbook.Extra) *Finding {
	if slices.ContainsFunc(e.Credit, func(c workbook.Entry) bool { return strings.TrimSpace(c.Text) != "" }) {
		return nil
	}
	return &Finding{Field: "credit", Text: "You name nobody beside yourself for " + extraWork(e) + ".", Do: "Name one, if it is true (VanEpps et al. 2024)."}
}

func extraWithoutYou(_ *dated, e workbook.Extra) *Finding {
	said, how := telling(e)
	if how != withoutYou {
		return nil
	}
	return &Finding{Field: "words", Text: strings.TrimSuffix(said, yourPart) + ".", Do: "Say your part in one sentence."}
}

const yourPart = ": add one sentence that says your part."

func extraRoutine(_ *dated, e workbook.Extra) *Finding {
	if e.Habit != value.Yes {
		return nil
	}
	return &Finding{Field: "habit", Text: routine(e), Do: "Ask to have it in your targets or to hand it on."}
}

func extraOver(_ *dated, e workbook.Extra) *Finding {
	if e.Over != value.Yes || e.Knew {
		return nil
	}
	return &Finding{Field: "knew", Text: "You went over a head without telling them first.", Do: "Tell them now, and speak of the agreement."}
}

// outnumber tells whether there is more extra work than there are targets hit, where
// targets were set, and says so.
func outnumber(w *dated) (string, bool) {
	extras := 0
	for _, e := range w.Extras {
		if e.What+e.Whom+e.Result+e.Words != "" { // one that is only just being written down is no work yet
			extras++
		}
	}
	hit, _, _ := w.Scorecard()
	return value.Sentence(value.Count(extras, "piece") + " of extra work beside " + value.Count(len(hit), "target") + " hit"), extras > len(hit) && !w.WithoutKPI()
}

func extrasOutnumber(w *dated) []Finding {
	said, many := outnumber(w)
	if !many {
		return nil
	}
	return one(Finding{Text: said + ".", Do: "Hit the targets first."})
}

// trustNoExample: people trust us for being able, for meaning well and for keeping our word (Mayer et al. 1995).
func trustNoExample(w *dated) []Finding {
	said := legMissing(w)
	if said == "" {
		return nil
	}
	f := Finding{Text: said, Do: "Find one (Mayer et al. 1995)."}
	if !slices.Contains(w.Shown(), workbook.WordKept) {
		f.Do = "Find one; a small promise will do (Mayer et al. 1995)."
	}
	if i := slices.IndexFunc(w.Extras, func(e workbook.Extra) bool { return e.Leg == "" }); i >= 0 {
		f.Record, f.Field = workbook.RecordKey(workbook.ExtraRecords, w.Extras[i].ID), "leg"
	}
	return one(f)
}

// legMissing says which part of trust nothing shows, "" where each has an example or
// the ledger has no entry.
func legMissing(w *dated) string {
	if len(w.Extras)+len(w.Promises) == 0 {
		return ""
	}
	var shown, missing []string
	for _, l := range workbook.Legs() {
		name := l.String()
		if slices.Contains(w.Shown(), l) {
			shown = append(shown, name)
			continue
		}
		if l == workbook.WordKept {
			name = "a word kept"
		}
		if len(missing) == 0 {
			missing = append(missing, "an example of "+name)
		} else {
			missing = append(missing, "one of "+name)
		}
	}
	is := " is missing."
	switch {
	case len(missing) == 0:
		return ""
	case len(missing) > 1:
		is = " are missing."
	}
	if len(shown) == 0 {
		return value.Sentence(value.List(missing)) + is
	}
	return "You show " + value.List(shown) + "; " + value.List(missing) + is
}

func promiseLate(w *dated, p workbook.Promise) *Finding {
	if !promisePassed(w, p) || p.Kept != value.No {
		return nil
	}
	return &Finding{Field: "by", Text: promisedBy(w, p) + ".", Do: "Say so today."}
}

func promiseNoAnswer(w *dated, p workbook.Promise) *Finding {
	if !promisePassed(w, p) || p.Kept != value.Unanswered {
		return nil
	}
	return &Finding{Field: "kept", Text: "You have not said whether you kept " + called(p.What, "a promise") + ".", Do: "Say it."}
}

// promisePassed tells whether the day of a promise has passed.
func promisePassed(w *dated, p workbook.Promise) bool { return p.By.OK() && p.By.Before(w.today) }

// promisedBy says what was promised to whom, and by when.
func promisedBy(w *dated, p workbook.Promise) string {
	s := "You promised "
	if to := inside(p.To); to != "" {
		s += to + " "
	}
	return s + called(p.What, "something") + " by " + p.By.Short(w.today)
}

// extraWork is what sentences call a piece of extra work; it begins small where it has no name.
func extraWork(e workbook.Extra) string {
	return called(e.What, "a piece of extra work without a name")
}

func untold(e workbook.Extra) string {
	if whom := inside(e.Whom); whom != "" {
		return value.Sentence(extraWork(e)) + " helped " + whom + ", and nobody has been told."
	}
	return "Nobody has been told of " + extraWork(e) + "."
}

func routine(e workbook.Extra) string { return value.Sentence(extraWork(e)) + " has become routine." }

// manner is how a piece of extra work is told, in the order in which one outweighs another.
type manner int

const (
	unsaid     manner = iota // nothing can be said of it
	unheard                  // nobody has been told
	allMine                  // the words name nobody else
	withoutYou               // they leave out who did it
	wellTold
)

// telling says how a piece of extra work is told: to whom, and in which words.
func telling(e workbook.Extra) (string, manner) {
	s := e.Shares()
	var names []string
	for _, n := range s.Named {
		names = append(names, inside(n))
	}
	switch {
	case s.English && s.I == 0 && len(names) == 0:
		return "You leave yourself out" + yourPart, withoutYou
	case s.English && s.I == 0:
		return "You name " + value.List(names) + " and leave yourself out" + yourPart, withoutYou
	case s.English && len(names) == 0:
		return "You say I " + value.Times(s.I) + " and name nobody: let one other person shine in it.", allMine
	case e.Told == "":
		return untold(e), unheard // though its words would do
	case s.English && s.We == 0:
		return "You say I " + value.Times(s.I) + " and name " + value.List(names) + ": well told.", wellTold
	case s.English:
		return "You say I " + value.Times(s.I) + ", we " + value.Times(s.We) + ", and name " + value.List(names) + ": well told.", wellTold
	}
	return "", unsaid
}

// WellTold tells whether somebody heard of a piece of extra work in words that give a
// share to whoever did it and to somebody else.
func WellTold(e workbook.Extra) bool {
	_, how := telling(e)
	return how == wellTold
}

// Told is what is told back of one entry of the ledger, which a page shows beside it: how
// it is told, and what has become of it.
func (a *Advice) Told(record workbook.Key) []string {
	w := &a.on
	if e := w.Extra(record.ID()); e != nil && record.Collection() == workbook.ExtraRecords {
		said, _ := telling(*e)
		out := filled(said)
		if e.Habit == value.Yes {
			out = append(out, routineNow(*e))
		}
		return out
	}
	if p := w.Promise(record.ID()); p != nil && record.Collection() == workbook.PromiseRecords && promisePassed(w, *p) && p.Kept == value.No {
		return []string{overdue(w, *p)}
	}
	return nil
}

func routineNow(e workbook.Extra) string {
	return routine(e) + " It is part of the job now, and worth a talk of its own."
}

func overdue(w *dated, p workbook.Promise) string {
	return promisedBy(w, p) + ": speak first, with a new day."
}

// insightTrust tells what weighs most: of what holds, the last.
func insightTrust(w *dated) []string {
	for _, p := range w.Promises {
		if promisePassed(w, p) && p.Kept == value.No {
			return []string{overdue(w, p)}
		}
	}
	for _, e := range w.Extras {
		if e.Habit == value.Yes {
			return []string{routineNow(e)}
		}
	}
	if said, many := outnumber(w); many {
		return []string{said + ": lesson 7 comes first."}
	}
	if said := legMissing(w); said != "" {
		return []string{said}
	}
	best, most := "", unsaid
	for _, e := range w.Extras {
		if said, how := telling(e); how > most {
			best, most = said, how
		} else if best == "" && e.Words == "" {
			best = "Write down in which words you told of " + extraWork(e) + "."
		}
	}
	if len(w.Extras) == 0 {
		best = "Think of one time somebody was better off because you did more than your job."
	}
	if best == "" {
		return nil // words of a language that it does not know
	}
	return []string{best}
}
