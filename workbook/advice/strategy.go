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
		lesson: workbook.LessonStrategy,
		rules: []rule{
			{id: "step-below-minimum", severity: Blocks, check: eachRung(stepBelowMinimum)},
			{id: "step-above-opening", severity: Blocks, check: eachRung(stepAboveOpening)},
			{id: "trade-must", severity: Blocks, check: eachObjection(tradeMust)},
			{id: "talk-threat", severity: Warns, check: talkThreat},
			{id: "step-units-differ", severity: Warns, check: eachRung(stepUnitsDiffer)},
			{id: "step-grows", severity: Warns, check: eachRung(stepGrows)},
			{id: "talk-no-opening", severity: Warns, missing: true, check: talkWithout("opening", "The first sentence is not written.", "Build it, and say it aloud.",
				func(t workbook.Talk) bool { return t.Opening == "" })},
			{id: "talk-no-next", severity: Warns, missing: true, check: talkNoNext},
			{id: "ask-no-objection", severity: Warns, missing: true, check: eachAsk(askNoObjection)},
			{id: "objection-no-answer", severity: Warns, missing: true, check: eachObjection(objectionWithout("answer", "answer",
				func(o workbook.Objection) bool { return o.Answer == "" }))},
			{id: "objection-no-date", severity: Hints, missing: true, check: eachObjection(objectionWithout("date", "date",
				func(o workbook.Objection) bool { return o.Date.IsZero() }))},
			{id: "talk-no-pause", severity: Hints, missing: true, check: talkWithout("pausewhen", "You have not said when you would pause.",
				"Decide now when you would ask for a night.", func(t workbook.Talk) bool { return t.PauseWhen == "" })},
			{id: "step-free", severity: Hints, check: stepFree},
			{id: "noes-none", severity: Hints, missing: true, check: talkWithout("tactical", "Nothing is prepared for a no.", "Write one reply to each kind.",
				func(t workbook.Talk) bool { return t.Tactical == "" && t.Reset == "" && t.Final == "" })},
		},
		insight: insightStrategy,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			count = "ready"
			if n := len(missingLinks(board(&dated{Workbook: w}))); n > 0 {
				count = fmt.Sprint(n, " open")
			}
			answered := slices.ContainsFunc(w.Objections, func(o workbook.Objection) bool { return o.Answer != "" })
			return boardBegun(w), w.Talk.Opening != "" && w.Talk.Next != "" && answered, count
		},
	})
}

func boardBegun(w workbook.Workbook) bool {
	return w.Talk != workbook.Talk{} || len(w.Objections)+len(w.Steps)+len(w.Packages) > 0
}

// talkWithout finds what is blank in the one talk.
func talkWithout(field, text, do string, blank func(workbook.Talk) bool) check {
	return func(w *dated) []Finding {
		if !blank(w.Talk) {
			return nil
		}
		return one(Finding{Record: w.at(workbook.TalkRecords), Field: field, Text: text, Do: do})
	}
}

func talkNoNext(w *dated) []Finding {
	f := Finding{Record: w.at(workbook.TalkRecords), Field: "next", Text: "It is open what happens after the talk.", Do: "Write a step and a day."}
	switch {
	case w.Talk.Next == "":
	case w.Talk.NextBy.IsZero():
		f.Field, f.Text = "nextby", fmt.Sprintf("It is open by when %s happens.", quote(w.Talk.Next))
	default:
		return nil
	}
	return one(f)
}

func askNoObjection(w *dated, a workbook.Ask, name string) *Finding {
	if prepared(w, a) {
		return nil
	}
	return &Finding{Text: "Nothing is prepared against a no to " + name + ".", Do: "Choose the answer you fear most."}
}

func eachObjection(look func(w *dated, o workbook.Objection) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.ObjectionRecords, w.Objections, func(o *workbook.Objection) (workbook.ID, *Finding) { return o.ID, look(w, *o) })
	}
}

// objectionWithout finds what is blank in an objection.
func objectionWithout(field, lacks string, blank func(workbook.Objection) bool) func(*dated, workbook.Objection) *Finding {
	return func(_ *dated, o workbook.Objection) *Finding {
		if !blank(o) {
			return nil
		}
		return &Finding{Field: field, Text: value.Sentence(heard(o)) + " has no " + lacks + ".", Do: "Write four moves: reply, proof, trade, day."}
	}
}

// heard is what sentences call an objection; it begins small where it has no words.
func heard(o workbook.Objection) string { return called(o.Hear, "an objection without words") }

// tradeMust: a must-have is pass or fail, and never what is given.
func tradeMust(w *dated, o workbook.Objection) *Finding {
	r := w.Return(o.Trade)
	if r == nil || r.Need.Sort != workbook.Must {
		return nil
	}
	return &Finding{Field: "trade", Text: "You would trade " + quote(r.Name) + ", a must-have.", Do: "Trade a nice-to-have."}
}

// rung is a step with what is said of it.
type rung struct {
	workbook.Rung
	ask          workbook.Ask
	name         string // of the ask
	number       int    // among the steps of its ask, from 1
	below, above string // the words for worse and better
}

// offer is what a step says, as the person typed it.
func (r rung) offer() string { return stepOffer(*r.Step) }

func stepOffer(s workbook.Step) string {
	if words := s.Offer.InWords(); words != "" {
		return quote(words)
	}
	return s.Offer.String()
}

// eachRung passes over the steps of an ask whose return is gone.
func eachRung(look func(r rung) *Finding) check {
	return func(w *dated) []Finding {
		found := map[workbook.ID]*Finding{}
		for _, a := range realAsks(w) {
			below, above := "below", "above"
			if w.LessIsMore(a) {
				below, above = above, below
			}
			for i, on := range w.Ladder(a) {
				found[on.Step.ID] = look(rung{on, a, askName(w, a), i + 1, below, above})
			}
		}
		return each(workbook.StepRecords, w.Steps, func(s *workbook.Step) (workbook.ID, *Finding) { return s.ID, found[s.ID] })
	}
}

func stepBelowMinimum(r rung) *Finding {
	if !r.BelowMinimum {
		return nil
	}
	return &Finding{Field: "offer", Text: fmt.Sprintf("A step for %s is %s, %s your minimum of %s.", r.name, r.offer(), r.below, r.ask.Minimum), Do: "Take it out."}
}

func stepAboveOpening(r rung) *Finding {
	if !r.AboveOpening {
		return nil
	}
	return &Finding{Field: "offer", Text: fmt.Sprintf("A step for %s is %s, %s your opening.", r.name, r.offer(), r.above), Do: "Start below what you said first."}
}

func stepUnitsDiffer(r rung) *Finding {
	if !r.Unlike.OK() {
		return nil
	}
	return &Finding{Field: "offer", Text: fmt.Sprintf("A step for %s is %s, and the ask is in another unit: %s.", r.name, r.offer(), r.Unlike),
		Do: "Write the step in the unit of the ask; until then the two are not compared."}
}

func stepGrows(r rung) *Finding {
	switch {
	case r.TakesBack:
		return &Finding{Field: "offer", Text: fmt.Sprintf("Your %s step for %s takes back some of the one before.", value.Ordinal(r.number), r.name),
			Do: "Put the steps in the order in which you would say them."}
	case r.Grows:
		return &Finding{Field: "offer", Text: fmt.Sprintf("Your %s step for %s is not smaller than the one before.", value.Ordinal(r.number), r.name),
			Do: "Shrink it; growing steps teach them to wait."}
	}
	return nil
}

func stepFree(w *dated) []Finding {
	rungs := map[workbook.ID]workbook.Rung{}
	for _, a := range w.Asks {
		for _, r := range w.Ladder(a) {
			rungs[r.Step.ID] = r
		}
	}
	return each(workbook.StepRecords, w.Steps, func(s *workbook.Step) (workbook.ID, *Finding) {
		if s.For != "" || !s.Offer.OK() && s.Offer.InWords() == "" {
			return "", nil
		}
		text := "You give " + stepOffer(*s) + " for nothing."
		if r := rungs[s.ID]; r.Given.OK() { // between two numbers, what is given is what lies between
			text = fmt.Sprintf("From %s to %s you give %s and get nothing back.", r.From, r.At, r.Given)
		}
		return s.ID, &Finding{Field: "for", Text: text, Do: "Name what comes back."}
	})
}

// insightStrategy tells where the talk stands: around its day what is to be done, else
// what carries it or does not, and what is on the board.
func insightStrategy(w *dated) []string {
	if s := afterTalk(w); s != "" {
		return []string{s}
	}
	pieces := board(w)
	missing := missingLinks(pieces)
	if len(missing) == 0 && boardBegun(w.Workbook) {
		return []string{allStands}
	}
	var ready []string
	for _, p := range pieces {
		if p.Ready {
			ready = append(ready, strings.ToLower(p.Name))
		}
	}
	onBoard := "Missing: " + strings.Join(missing, "; ") + "."
	switch {
	case len(ready) > 0:
		onBoard = "Ready: " + value.List(ready) + ". " + onBoard
	case !boardBegun(w.Workbook):
		onBoard = "Nothing is on the board yet; begin with the first sentence."
	}
	return filled(carries(w), onBoard)
}

// carries says what the talk cannot lean on.
func carries(w *dated) string {
	if gate := w.Gate(w.today); gate.Shut() {
		var names []string
		for _, k := range gate.Missed {
			name := "a target without a name"
			if k.What != "" {
				name = value.CleanLine(k.What)
			}
			names = append(names, name)
		}
		return "The first mile is open: " + value.List(names) + ". The talk can still be held, about that."
	}
	if len(w.Sorted(workbook.Must)) > 0 && !stays(w) && len(w.Alternatives(w.AtTheTable(w.today))) == 0 {
		return "No way out covers your must-haves: let the reasons carry the talk, and no word of leaving."
	}
	return ""
}

// afterTalk is what there is to do on the day of the talk and after it, "" before.
func afterTalk(w *dated) string {
	days := w.today.DaysTo(w.Profile.Meeting)
	switch {
	case w.Ended() == workbook.EndedReset:
		return afterReset(w)
	case !w.Profile.Meeting.OK() || !w.today.OK():
		return ""
	case days == -1:
		return "Send the recap today, while both remember the same talk."
	case days == 0:
		return "The talk is today. Take the card; change nothing else."
	case days == 1:
		return "The talk is tomorrow. Take the card; change nothing else."
	case days < 0 && len(w.Results) == 0:
		return talkHeld(w)
	case days < 0:
		return "What came of the talk is written down: send the recap if you have not, and begin the next round when it is time."
	}
	return ""
}

// talkHeld asks for what came of the talk.
func talkHeld(w *dated) string {
	return "The talk was on " + w.Profile.Meeting.Short(w.today) + ". Write down what came of it, while you remember."
}

// afterReset counts toward what was asked for first.
func afterReset(w *dated) string {
	by := w.Talk.NextBy
	for _, r := range w.Results {
		if !by.OK() && r.Came == workbook.CameNotYet {
			by = r.By
		}
	}
	show := ""
	if w.Talk.Criteria != "" {
		show = " to show " + quote(w.Talk.Criteria)
	}
	var parts []string
	switch {
	case by.OK() && by.Before(w.today):
		parts = append(parts, "You had until "+by.Short(w.today)+show)
	case by.OK():
		parts = append(parts, "You have until "+by.Short(w.today)+show)
	case show != "":
		parts = append(parts, "You have"+show)
	}
	if next := w.CheckInsLeft(w.today); len(next) > 0 {
		parts = append(parts, "the next check-in is on "+next[0].Short(w.today))
	}
	if show == "" {
		parts = append(parts, "write down what it takes, in numbers")
	}
	return value.Sentence(strings.Join(parts, "; ")) + "."
}
