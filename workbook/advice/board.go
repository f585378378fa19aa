package advice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Piece is one of the twelve that a talk stands on. It is ready, or its missing link is
// said, or neither: then there is none, and the talk can do without. There is no score.
type Piece struct {
	ID      string // "firstmile"
	Name    string // "First mile"
	Ready   bool
	Says    string          // where it stands, in a few words: "one target missed"
	Missing string          // the link that is missing, as a sentence lists it: "a last step at or above $128,000"
	Lesson  workbook.Lesson // where it is made
	Record  workbook.Key    // the record to go to, "" for the lesson as a whole
	Field   string          // and its field, "" for the whole record
}

// Board has the twelve pieces, in the order in which they are made.
func (a *Advice) Board() []Piece { return board(&a.on) }

func board(w *dated) []Piece {
	var out []Piece
	for _, p := range []struct {
		id, name string
		lesson   workbook.Lesson
		look     func(*dated) Piece
	}{
		{"firstmile", "First mile", workbook.LessonFirstMile, pieceFirstMile},
		{"asks", "Asks", workbook.LessonAsks, pieceAsks},
		{"proofs", "Proofs", workbook.LessonAsks, pieceProofs},
		{"deal", "Deal", workbook.LessonPrenegotiate, pieceDeal},
		{"timing", "Timing", workbook.LessonReviews, pieceTiming},
		{"trust", "Trust", workbook.LessonTrust, pieceTrust},
		{"wayout", "Way out", workbook.LessonOffers, pieceWayOut},
		{"opening", "Opening", workbook.LessonStrategy, pieceOpening},
		{"objections", "Objections", workbook.LessonStrategy, pieceObjections},
		{"ladder", "Ladder", workbook.LessonStrategy, pieceLadder},
		{"noes", "Noes", workbook.LessonStrategy, pieceNoes},
		{"pause", "Pause", workbook.LessonStrategy, piecePause},
	} {
		piece := p.look(w)
		piece.ID, piece.Name, piece.Lesson = p.id, p.name, p.lesson
		piece.Ready = piece.Ready && piece.Missing == ""
		out = append(out, piece)
	}
	return out
}

// missingLinks lists what the pieces miss.
func missingLinks(pieces []Piece) []string {
	var out []string
	for _, p := range pieces {
		out = append(out, filled(p.Missing)...)
	}
	return out
}

func pieceFirstMile(w *dated) Piece {
	gate := w.Gate(w.today)
	at := func(k *workbook.KPI, field string) Piece {
		return Piece{Record: workbook.RecordKey(workbook.KPIRecords, k.ID), Field: field}
	}
	switch {
	case w.WithoutKPI():
		return Piece{Says: "no target set", Record: w.at(workbook.FirstMileRecords), Field: "nokpi"}
	case len(w.KPIs) == 0:
		return Piece{Says: "no target yet", Missing: "the target that your manager would name"}
	case gate.Shut():
		p := at(gate.Missed[0], resultField(*gate.Missed[0]))
		p.Says, p.Missing = value.Count(len(gate.Missed), "target")+" missed", target(*gate.Missed[0])+" on target"
		return p
	case len(gate.Unknown) > 0:
		p := at(gate.Unknown[0], resultField(*gate.Unknown[0]))
		p.Says, p.Missing = value.Count(len(gate.Unknown), "result")+" not known", "the result of "+target(*gate.Unknown[0])
		if resultUnlike(gate.Unknown[0]) {
			p.Missing += " in the unit of its target"
		}
		if gate.Unknown[0].Target.IsZero() {
			p.Missing, p.Field = "a target for "+target(*gate.Unknown[0]), "target"
		}
		return p
	}
	p := at(gate.Hit[0], "")
	p.Ready, p.Says = true, value.Count(len(gate.Hit), "target")+" hit"
	return p
}

// realAsks are those whose return is still there.
func realAsks(w *dated) []workbook.Ask {
	return slices.DeleteFunc(slices.Clone(w.Asks), func(a workbook.Ask) bool { return w.Return(a.Return) == nil })
}

func askAt(a workbook.Ask, field string) Piece {
	return Piece{Record: workbook.RecordKey(workbook.AskRecords, a.ID), Field: field}
}

func pieceAsks(w *dated) Piece {
	asks := realAsks(w)
	if len(asks) == 0 {
		return Piece{Says: "none chosen", Missing: "an ask"}
	}
	for _, a := range asks {
		p, name := askAt(a, ""), askName(w, a)
		p.Says = "one is not whole"
		switch {
		case a.Term == "":
			p.Missing, p.Field = "the words for "+name, "term"
		case a.Say != workbook.SayWords && a.Minimum.IsZero():
			p.Missing, p.Field = "a minimum for "+name, "minimum"
		case a.Say != workbook.SayWords && a.Opening.IsZero():
			p.Missing, p.Field = "an opening for "+name, "opening"
		case w.Worse(a, a.Opening, a.Target), w.Worse(a, a.Target, a.Minimum), w.Worse(a, a.Opening, a.Minimum):
			p.Missing, p.Field = "numbers in their order for "+name, "opening"
		case a.Reason == "":
			p.Missing, p.Field = "a reason for "+name, "reason"
		default:
			continue
		}
		return p
	}
	p := askAt(asks[0], "")
	p.Ready, p.Says = true, value.Spell(len(asks))
	return p
}

func pieceProofs(w *dated) Piece {
	asks, n := realAsks(w), 0
	if len(asks) == 0 {
		return Piece{Says: "no ask to prove"}
	}
	for _, a := range asks {
		p := askAt(a, "proofs")
		proofs := w.Proofs(a)
		strong := slices.DeleteFunc(slices.Clone(proofs), func(p workbook.Proof) bool { return tellsOfMiss(w, p) })
		switch n += len(strong); {
		case len(proofs) == 0:
			var open []string
			for _, o := range asks {
				if len(w.Proofs(o)) == 0 {
					open = append(open, askName(w, o))
				}
			}
			p.Says, p.Missing = "none for "+value.Count(len(open), "ask"), "a proof for "+value.List(open)
		case len(strong) == 0:
			p.Says, p.Missing = "a missed target only", "a proof for "+askName(w, a)+" that is no missed target"
		case w.Gate(w.today).Shut() && !slices.ContainsFunc(strong, func(p workbook.Proof) bool { return p.Record.Collection() != workbook.ExtraRecords }):
			p.Says, p.Missing = "extra work only", "a proof from the job itself for "+askName(w, a)
		default:
			continue
		}
		return p
	}
	p := askAt(asks[0], "proofs")
	p.Ready, p.Says = true, value.Spell(n)
	return p
}

// tellsOfMiss tells a proof that is a target that was missed, or names one: it is no strength.
func tellsOfMiss(w *dated, p workbook.Proof) bool {
	_, missed, _ := w.Scorecard()
	return slices.ContainsFunc(missed, func(k *workbook.KPI) bool {
		return p.Record == workbook.RecordKey(workbook.KPIRecords, k.ID) || p.Entry != "" && names(p.Text, k.What)
	})
}

// names tells a text that has a name in it, word for word; one of a single word, which may
// stand anywhere, beside a number.
func names(text, name string) bool {
	words := wordsOf(name)
	if len(words) == 0 || len(words) == 1 && !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	return strings.Contains(" "+strings.Join(wordsOf(text), " ")+" ", " "+strings.Join(words, " ")+" ")
}

func pieceDeal(w *dated) Piece {
	at := func(d workbook.Deal, field string) Piece {
		return Piece{Record: workbook.RecordKey(workbook.DealRecords, d.ID), Field: field}
	}
	var holds *workbook.Deal
	for i := range w.Deals {
		switch d := &w.Deals[i]; {
		case d.Outcome == workbook.OutcomeMissed:
		case d.Outcome != workbook.OutcomeMet && d.Status.Or() != workbook.DealConfirmed:
			p := at(*d, "status")
			p.Says, p.Missing = "not confirmed", "a yes to your deal"+dealAbout(w, *d)
			return p
		case holds == nil:
			holds = d
		}
	}
	if holds == nil {
		return Piece{Says: "none", Missing: "a deal about what comes next"}
	}
	p := at(*holds, "")
	p.Ready, p.Says = true, "confirmed"
	if holds.Outcome == workbook.OutcomeMet {
		p.Says = "delivered"
	}
	return p
}

func pieceTiming(w *dated) Piece {
	meeting, budget := w.Profile.Meeting, w.Review.Budget
	p := Piece{Record: w.at(workbook.ReviewRecords), Field: "budget"}
	switch {
	case !meeting.OK():
		p.Says, p.Missing = "no day for the talk", "a day for the talk"
		p.Record, p.Field = w.at(workbook.ProfileRecords), "meeting"
	case !budget.OK():
		p.Says, p.Missing = "budget not known", "the day on which the budget is set"
	case budget.Before(meeting):
		p.Says, p.Missing = "talk after the budget", "a talk before the budget is set on "+budget.Short(w.today)
		p.Record, p.Field = w.at(workbook.ProfileRecords), "meeting"
	default:
		p.Ready = true
		switch n := meeting.DaysTo(budget); n {
		case 0:
			p.Says = "the day of the budget"
		default:
			p.Says = value.Counted(n, "day") + " to spare"
		}
	}
	return p
}

// pieceTrust looks at the parts of trust: a target that is hit counts as ability, and a
// promise that was kept as a word kept.
func pieceTrust(w *dated) Piece {
	var lack []string
	for _, leg := range workbook.Legs() {
		if !boardShows(w, leg) {
			lack = append(lack, leg.String())
		}
	}
	switch n := len(workbook.Legs()) - len(lack); {
	case n == 0:
		return Piece{Says: "nothing yet", Missing: "an example of what you gave"}
	case len(lack) == 0:
		return Piece{Ready: true, Says: "three legs"}
	case n == 1:
		return Piece{Says: "one of three legs", Missing: "examples of " + value.List(lack)}
	default:
		return Piece{Says: "two of three legs", Missing: "an example of " + lack[0]}
	}
}

func boardShows(w *dated, leg workbook.Leg) bool {
	hit, _, _ := w.Scorecard()
	return slices.ContainsFunc(w.Extras, func(e workbook.Extra) bool { return e.Leg == leg && e.Says() != "" }) ||
		leg == workbook.Ability && len(hit) > 0 ||
		leg == workbook.WordKept && slices.ContainsFunc(w.Promises, func(p workbook.Promise) bool { return p.Kept == value.Yes })
}

// pieceWayOut never asks for one: a talk can be held without.
func pieceWayOut(w *dated) Piece {
	if len(w.Sorted(workbook.Must)) == 0 {
		return Piece{Says: "no must-have yet"}
	}
	if stays(w) {
		return Piece{Ready: true, Says: "staying"}
	}
	ways := w.Alternatives(w.AtTheTable(w.today))
	switch {
	case len(ways) == 0 && len(offersNoneQualifies(w)) > 0: // one was looked for, so it is no matter of needing none
		return Piece{Says: "none that counts yet"}
	case len(ways) == 0:
		return Piece{Says: "none, and none needed"}
	}
	p := Piece{Record: workbook.RecordKey(workbook.OfferRecords, ways[0].ID), Says: value.CleanLine(ways[0].Employer), Ready: true}
	if !ways[0].Firm() {
		p.Says, p.Missing, p.Field = "only by word of mouth", "the offer of "+employer(ways[0])+" in writing", "status"
	}
	return p
}

func talkAt(w *dated, field string) Piece {
	return Piece{Record: w.at(workbook.TalkRecords), Field: field}
}

func pieceOpening(w *dated) Piece {
	p := talkAt(w, "opening")
	switch check := checked(w); {
	case strings.TrimSpace(w.Talk.Opening) == "":
		p.Says, p.Missing = "not written", "the first sentence"
	case check.Threat() != "":
		p.Says, p.Missing = "speaks of leaving", "a first sentence about the work"
	case gateUnsaid(w) != "":
		p.Says, p.Missing = "not about a miss", "a first sentence about "+gateUnsaid(w)
	default:
		p.Ready, p.Says = true, value.Counted(check.Words, "word")
	}
	return p
}

// gateUnsaid is the target that was missed and that the first sentence passes over: it is
// said first and once, or the other side says it.
func gateUnsaid(w *dated) string {
	said := strings.ToLower(w.Talk.Opening)
	missed := w.Gate(w.today).Missed
	for _, k := range missed {
		if k.What == "" || strings.Contains(said, strings.ToLower(k.What)) {
			return ""
		}
	}
	if len(missed) == 0 {
		return ""
	}
	return target(*missed[0])
}

func pieceObjections(w *dated) Piece {
	for i := range w.Objections {
		o := &w.Objections[i]
		p := Piece{Record: workbook.RecordKey(workbook.ObjectionRecords, o.ID), Field: "answer"}
		if o.Answer == "" {
			p.Says, p.Missing = "one has no answer", "an answer to "+heard(*o)
			return p
		}
		if r := w.Return(o.Trade); r != nil && r.Need.Sort == workbook.Must {
			p.Says, p.Missing, p.Field = "trades a must-have", "a trade other than "+quote(r.Name), "trade"
			return p
		}
	}
	var open []string
	for _, a := range realAsks(w) {
		if !prepared(w, a) {
			open = append(open, askName(w, a))
		}
	}
	if len(open) > 0 {
		return Piece{Says: "none for " + value.Count(len(open), "ask"), Missing: "an answer to a no to " + value.List(open)}
	}
	if len(w.Objections) == 0 {
		return Piece{Says: "none", Missing: "an answer to the no that you fear most"}
	}
	return Piece{Ready: true, Says: value.Spell(len(w.Objections)), Record: workbook.RecordKey(workbook.ObjectionRecords, w.Objections[0].ID)}
}

// prepared tells whether something is prepared against a no to an ask; an objection that
// is against none of them stands for all.
func prepared(w *dated, a workbook.Ask) bool {
	return slices.ContainsFunc(w.Objections, func(o workbook.Objection) bool { return o.Ask == a.ID || w.Ask(o.Ask) == nil })
}

func pieceLadder(w *dated) Piece {
	if !slices.ContainsFunc(w.Steps, func(s workbook.Step) bool { return !s.Offer.IsZero() }) { // a blank one is no step yet
		return Piece{Says: "none", Missing: "the steps that you would take"}
	}
	var last *workbook.Step
	ends := ""
	for _, a := range realAsks(w) {
		below, _, _ := direction(w, a)
		above := "above"
		if below == "above" {
			above = "below"
		}
		rungs := w.Ladder(a)
		for i, r := range rungs {
			p := Piece{Record: workbook.RecordKey(workbook.StepRecords, r.Step.ID), Field: "offer"}
			switch {
			case r.BelowMinimum && i == len(rungs)-1:
				p.Says, p.Missing = below+" your minimum", fmt.Sprintf("a last step at or %s %s", above, a.Minimum)
			case r.BelowMinimum && !slices.ContainsFunc(rungs[i+1:], func(r workbook.Rung) bool { return r.BelowMinimum }):
				p.Says, p.Missing = below+" your minimum", fmt.Sprintf("no step %s %s", below, a.Minimum)
			case r.BelowMinimum: // the last of them tells of it
				continue
			case r.AboveOpening:
				p.Says, p.Missing = above+" your opening", fmt.Sprintf("no step %s %s", above, a.Opening)
			case r.Unlike.OK():
				p.Says, p.Missing = "two units", "steps in the unit of "+askName(w, a)
			default:
				continue
			}
			return p
		}
		if i := slices.IndexFunc(rungs, func(r workbook.Rung) bool { return r.Grows || r.TakesBack }); i >= 0 {
			return Piece{Record: workbook.RecordKey(workbook.StepRecords, rungs[i].Step.ID), Field: "offer",
				Says: "does not shrink", Missing: "steps that shrink for " + askName(w, a)}
		}
		if n := len(rungs); n > 0 && last == nil {
			last = rungs[n-1].Step
			ends = last.Offer.String()
		}
	}
	p := Piece{Ready: true, Says: value.Counted(len(w.Steps), "step")}
	if last != nil && ends != "" {
		p.Says, p.Record = "ends at "+ends, workbook.RecordKey(workbook.StepRecords, last.ID)
	}
	return p
}

func pieceNoes(w *dated) Piece {
	var lack []string
	field := ""
	for _, n := range []struct{ kind, text string }{{"tactical", w.Talk.Tactical}, {"reset", w.Talk.Reset}, {"final", w.Talk.Final}} {
		if n.text == "" {
			lack, field = append(lack, n.kind), cmp.Or(field, n.kind)
		}
	}
	p := talkAt(w, field)
	switch n := 3 - len(lack); {
	case n == 0:
		p.Says, p.Missing = "none", "a reply to each kind of no"
	case len(lack) == 0:
		p.Ready, p.Says = true, "three"
	default:
		p.Says, p.Missing = value.Spell(n)+" of three", "a reply to a "+strings.Join(lack, " and a ")+" no"
	}
	return p
}

func piecePause(w *dated) Piece {
	p := talkAt(w, "pausewhen")
	switch {
	case w.Talk.PauseWhen == "":
		p.Says, p.Missing = "not said when", "when you would pause"
	case w.Talk.Pause == "":
		p.Says, p.Missing, p.Field = "no words for it", "the words for a pause", "pause"
	default:
		p.Ready, p.Says = true, "ready"
	}
	return p
}
