package advice

import (
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ladder gives the first ask these steps, each with something in return.
func ladder(offers ...string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Steps = nil
		for i, o := range offers {
			w.Steps = append(w.Steps, workbook.Step{ID: workbook.ID("S" + string(rune('1'+i))), Ask: "A1", Offer: valuetest.Amount(o), For: "a decision"})
		}
	}
}

func talk(change func(t *workbook.Talk)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { change(&w.Talk) }
}

func objection(change func(o *workbook.Objection)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { change(&w.Objections[0]) }
}

func noBoard(w *workbook.Workbook) {
	w.Talk, w.Objections, w.Steps, w.Packages, w.Portions = workbook.Talk{}, nil, nil, nil, nil
}

func meeting(iso string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Profile.Meeting = valuetest.Day(iso) }
}

func came(c workbook.Came) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Results = append(w.Results, workbook.AskResult{ID: "X1", Ask: "A1", Came: c, By: valuetest.Day("2027-05-02")})
	}
}

// gateShut has the one target missed.
func gateShut(w *workbook.Workbook) { w.KPIs[0].Actual = valuetest.Amount("14 incidents") }

const fourMoves = "Write four moves: reply, proof, trade, day."

func init() {
	step := func(n string) workbook.Key { return workbook.Key("steps/S" + n) }
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonStrategy,
		missing: []string{"talk-no-opening", "talk-no-next", "ask-no-objection", "objection-no-answer", "objection-no-date", "talk-no-pause", "noes-none"},
		rules: []ruleTest{
			{"step-below-minimum", ladder("94000 USD", "90000 USD"), ladder("94000 USD", "89999 USD"),
				found(Blocks, step("2"), "offer", "A step for “Base pay” is $89,999, below your minimum of $90,000.", "Take it out.")},
			{"step-below-minimum", both(officeDays("3", "2", "1"), ladder("2 days", "3 days")), both(officeDays("3 days", "2 days", "1 day"), ladder("2 days", "4")),
				found(Blocks, step("2"), "offer", "A step for “Office days” is 4, above your minimum of 3 days.", "Take it out.")},
			{"step-above-opening", ladder("98000 USD"), ladder("98001 USD"),
				found(Blocks, step("1"), "offer", "A step for “Base pay” is $98,001, above your opening.", "Start below what you said first.")},
			{"step-above-opening", both(officeDays("3 days", "2 days", "1 day"), ladder("1 day")), both(officeDays("3 days", "2 days", "1 day"), ladder("0 days")),
				found(Blocks, step("1"), "offer", "A step for “Office days” is 0 days, below your opening.", "Start below what you said first.")},
			{"step-units-differ", ladder("10 %"), ladder("94000 EUR"),
				found(Warns, step("1"), "offer", "A step for “Base pay” is €94,000, and the ask is in another unit: $98,000.", "Write the step in the unit of the ask; until then the two are not compared.")},
			{"step-units-differ", both(officeDays("3", "2", "1"), ladder("2 days")), both(officeDays("3 days", "2 days", "1 day"), ladder("2 nights")),
				found(Warns, step("1"), "offer", "A step for “Office days” is 2 nights, and the ask is in another unit: 1 day.", "Write the step in the unit of the ask; until then the two are not compared.")},
			{"trade-must", none, objection(func(o *workbook.Objection) { o.Trade = "R1" }),
				found(Blocks, "objections/B1", "trade", "You would trade “Base pay”, a must-have.", "Trade a nice-to-have.")},
			{"talk-threat", talk(func(t *workbook.Talk) { t.Opening = "What we offer customers has doubled." }), talk(func(t *workbook.Talk) { t.Opening = "Globex would like me." }),
				found(Warns, "talk/W", "opening", "Your first sentence speaks of leaving or of an offer.", "Open with the work.")},
			{"step-grows", ladder("94000 USD", "92000 USD", "91000 USD"), ladder("96000 USD", "94000 USD", "93000 USD"),
				found(Warns, step("2"), "offer", "Your second step for “Base pay” is not smaller than the one before.", "Shrink it; growing steps teach them to wait.")},
			{"step-grows", ladder("10 %", "92000 USD"), ladder("93000 USD", "94000 USD"),
				found(Warns, step("2"), "offer", "Your second step for “Base pay” takes back some of the one before.", "Put the steps in the order in which you would say them.")},
			{"talk-no-opening", none, talk(func(t *workbook.Talk) { t.Opening = "" }),
				found(Warns, "talk/W", "opening", "The first sentence is not written.", "Build it, and say it aloud.")},
			{"talk-no-next", none, talk(func(t *workbook.Talk) { t.Next = "" }),
				found(Warns, "talk/W", "next", "It is open what happens after the talk.", "Write a step and a day.")},
			{"talk-no-next", talk(func(t *workbook.Talk) { t.NextBy = value.UnreadDate("soon") }), talk(func(t *workbook.Talk) { t.NextBy = value.Date{} }),
				found(Warns, "talk/W", "nextby", "It is open by when “Ada asks finance” happens.", "Write a step and a day.")},
			{"ask-no-objection", objection(func(o *workbook.Objection) { o.Ask = "" }), func(w *workbook.Workbook) { w.Objections = nil },
				found(Warns, "asks/A1", "", "Nothing is prepared against a no to “Base pay”.", "Choose the answer you fear most.")},
			{"objection-no-answer", none, objection(func(o *workbook.Objection) { o.Answer = "" }),
				found(Warns, "objections/B1", "answer", "“There is no budget” has no answer.", fourMoves)},
			{"objection-no-date", objection(func(o *workbook.Objection) { o.Date = value.UnreadDate("soon") }), objection(func(o *workbook.Objection) { o.Hear, o.Date = "", value.Date{} }),
				found(Hints, "objections/B1", "date", "An objection without words has no date.", fourMoves)},
			{"talk-no-pause", talk(func(t *workbook.Talk) { t.Pause = "" }), talk(func(t *workbook.Talk) { t.PauseWhen = "" }),
				found(Hints, "talk/W", "pausewhen", "You have not said when you would pause.", "Decide now when you would ask for a night.")},
			{"step-free", func(w *workbook.Workbook) { w.Steps[0].For, w.Steps[0].Offer = "", value.Amount{} }, func(w *workbook.Workbook) { w.Steps[0].For = "" },
				found(Hints, "steps/S1", "for", "From $98,000 to $94,000 you give $4,000 and get nothing back.", "Name what comes back.")},
			{"step-free", none, func(w *workbook.Workbook) { w.Steps[0].For, w.Steps[0].Offer = "", value.Words("The smaller title") },
				found(Hints, "steps/S1", "for", "You give “The smaller title” for nothing.", "Name what comes back.")},
			{"noes-none", talk(func(t *workbook.Talk) { t.Tactical, t.Reset = "", "" }), talk(func(t *workbook.Talk) { t.Tactical, t.Reset, t.Final = "", "", "" }),
				found(Hints, "talk/W", "tactical", "Nothing is prepared for a no.", "Write one reply to each kind.")},
		},
		insights: []insightTest{
			{"empty", empty, []string{"Nothing is on the board yet; begin with the first sentence."}},
			{"what other lessons have ready", noBoard, []string{"Ready: first mile, asks, proofs, deal, timing, trust and way out. " +
				"Missing: the first sentence; an answer to a no to “Base pay”; the steps that you would take; a reply to each kind of no; when you would pause."}},
			{"gaps", talk(func(t *workbook.Talk) { t.Tactical, t.Pause = "", "" }), []string{"Ready: first mile, asks, proofs, deal, timing, trust, way out, opening, objections and ladder. " +
				"Missing: a reply to a tactical no; the words for a pause."}},
			{"no way out", both(without(value.No), talk(func(t *workbook.Talk) { t.Opening = "" })), []string{
				"No way out covers your must-haves: let the reasons carry the talk, and no word of leaving.",
				"Ready: first mile, asks, proofs, deal, timing, trust, objections, ladder, noes and pause. Missing: the first sentence."}},
			{"no way out, all ready", without(value.No), []string{"Every piece stands. Say the first sentence aloud twice, and leave the rest."}},
			{"staying is the way out", both(without(value.Yes), talk(func(t *workbook.Talk) { t.Opening = "" })), []string{
				"Ready: first mile, asks, proofs, deal, timing, trust, way out, objections, ladder, noes and pause. Missing: the first sentence."}},
			{"gate shut outweighs no way out", both(gateShut, without(value.No)), []string{
				"The first mile is open: Open incidents. The talk can still be held, about that.",
				"Ready: asks, proofs, deal, timing, opening, objections, ladder, noes and pause. Missing: “Open incidents” on target; an example of ability."}},
			{"gate shut before anything is on the board", both(gateShut, noBoard), []string{
				"The first mile is open: Open incidents. The talk can still be held, about that.",
				"Ready: asks, proofs, deal, timing and way out. Missing: “Open incidents” on target; an example of ability; the first sentence; " +
					"an answer to a no to “Base pay”; the steps that you would take; a reply to each kind of no; when you would pause."}},
			{"all ready", none, []string{"Every piece stands. Say the first sentence aloud twice, and leave the rest."}},
			{"tomorrow", both(noBoard, meeting("2027-03-13")), []string{"The talk is tomorrow. Take the card; change nothing else."}},
			{"today", meeting("2027-03-12"), []string{"The talk is today. Take the card; change nothing else."}},
			{"in two days", meeting("2027-03-14"), []string{"Every piece stands. Say the first sentence aloud twice, and leave the rest."}},
			{"days after", meeting("2027-03-08"), []string{"The talk was on 8 Mar. Write down what came of it, while you remember."}},
			{"days after, written down", both(meeting("2027-03-08"), came(workbook.CameAgreed)),
				[]string{"What came of the talk is written down: send the recap if you have not, and begin the next round when it is time."}},
			{"day after", meeting("2027-03-11"), []string{"Send the recap today, while both remember the same talk."}},
			{"after a reset no", both(meeting("2027-03-11"), came(workbook.CameNotYet), talk(func(t *workbook.Talk) { t.Criteria = "Two audits without a finding" })), []string{
				"You have until 15 Apr to show “Two audits without a finding”; the next check-in is on 15 Mar."}},
			{"after a reset no, with the day of the result", both(came(workbook.CameNotYet), talk(func(t *workbook.Talk) { t.NextBy = value.Date{} })), []string{
				"You have until 2 May; the next check-in is on 15 Mar; write down what it takes, in numbers."}},
			{"after a reset no, nothing more", both(came(workbook.CameNotYet), func(w *workbook.Workbook) {
				w.Results[0].By, w.Talk.NextBy, w.Review = value.Date{}, value.Date{}, workbook.Review{}
			}), []string{"Write down what it takes, in numbers."}},
			{"after a reset no, too late", both(came(workbook.CameNotYet), talk(func(t *workbook.Talk) { t.NextBy, t.Criteria = valuetest.Day("2027-03-01"), "Two audits" })), []string{
				"You had until 1 Mar to show “Two audits”; the next check-in is on 15 Mar."}},
			{"a final no resets nothing", came(workbook.CameNo), []string{"Every piece stands. Say the first sentence aloud twice, and leave the rest."}},
		},
		progress: []progressTest{
			{"none", noBoard, "0 –", workbook.LessonStrategy},
			{"begun", both(noBoard, talk(func(t *workbook.Talk) { t.Next = "Ada asks finance" })), "1 5 open", workbook.LessonStrategy},
			{"an objection that waits for its answer", objection(func(o *workbook.Objection) { o.Answer = "" }), "1 1 open", workbook.LessonStrategy},
			{"all", none, "2 ready", ""},
		},
	})
}

// ofStrategy lists what lesson 9 finds, "warns talk-threat talk/W".
func ofStrategy(w workbook.Workbook, today value.Date) []string {
	var out []string
	for _, f := range Of(w, today).Findings() {
		if f.Lesson == workbook.LessonStrategy {
			out = append(out, f.Severity.String()+" "+f.Rule+" "+string(f.Record))
		}
	}
	slices.Sort(out)
	return out
}

// What people who do not have lesson 9 done find there, and those who have.
func TestStrategyCases(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	blank := []string{"hint noes-none talk/W", "hint talk-no-pause talk/W", "warns ask-no-objection asks/A1", "warns talk-no-next talk/W", "warns talk-no-opening talk/W"}
	const rest = "the steps that you would take; a reply to each kind of no; when you would pause."
	for _, tt := range []struct {
		name string
		w    workbook.Workbook
		want []string
		told []string
	}{
		{"Rosa", workbooktest.Rosa(), blank, []string{"No way out covers your must-haves: let the reasons carry the talk, and no word of leaving.",
			"Ready: first mile, asks and proofs. Missing: a yes to your deal about “No night shifts”; a talk before the budget is set on 1 Mar; " +
				"examples of goodwill and word kept; the first sentence; an answer to a no to “No night shifts”; " + rest}},
		{"Tomas", workbooktest.Tomas(), blank, []string{"The first mile is open: Jobs passed at first inspection. The talk can still be held, about that.",
			"Ready: asks and timing. Missing: “Jobs passed at first inspection” on target; a proof from the job itself for “Base pay”; " +
				"a deal about what comes next; an example of word kept; the first sentence; an answer to a no to “Base pay”; " + rest}},
		{"Dana", workbooktest.Dana(), []string{
			"blocks step-below-minimum steps/S3", "blocks trade-must objections/B2", "hint objection-no-date objections/B1", "hint step-free steps/S2",
			"warns objection-no-answer objections/B1", "warns step-grows steps/S2", "warns talk-threat talk/W",
		}, []string{"Ready: first mile, asks, proofs, timing, way out, noes and pause. Missing: a deal about what comes next; examples of goodwill and word kept; " +
			"a first sentence about the work; an answer to “Are you leaving?”; a last step at or above $128,000."}},
		{"Wen", workbooktest.Wen(), nil, []string{"Every piece stands. Say the first sentence aloud twice, and leave the rest."}},
	} {
		if diff := cmp.Diff(tt.want, ofStrategy(tt.w, today)); diff != "" {
			t.Errorf("%s, findings (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.told, Of(tt.w, today).Insight(workbook.LessonStrategy)); diff != "" {
			t.Errorf("%s, told (-want +got):\n%s", tt.name, diff)
		}
	}
}

// A talk can be held without a way out, and a result in another unit is there.
func TestPiecesSay(t *testing.T) {
	w := workbooktest.Full()
	w.Offers, w.Fallback, w.KPIs[0].Actual = nil, workbook.Fallback{Plan: w.Fallback.Plan}, valuetest.Amount("11 days")
	got := map[string]string{}
	for _, p := range Of(w, valuetest.Day(workbooktest.TodayISO)).Board() {
		got[p.ID] = p.Says + "; " + p.Missing
	}
	if got["wayout"] != "none, and none needed; " || got["firstmile"] != "one result not known; the result of “Open incidents” in the unit of its target" {
		t.Errorf("%v", got)
	}
	w = workbooktest.Full()
	w.Offers[0].Base = valuetest.Amount("80000 USD") // looked for, and none covers the must-haves: the map speaks of it
	if p := pieceWayOut(&Of(w, valuetest.Day(workbooktest.TodayISO)).on); p.Says != "none that counts yet" {
		t.Errorf("the way out: %q", p.Says)
	}
}

// A piece counts all asks that miss the same, as the finding does.
func TestPiecesCount(t *testing.T) {
	w := workbooktest.Wen()
	w.Objections, w.Asks[0].Proofs, w.Asks[1].Proofs = nil, nil, nil
	for i := range w.Asks {
		w.Asks[i].KPIs, w.Asks[i].Extras = nil, nil
	}
	got := map[string]string{}
	for _, p := range Of(w, valuetest.Day(workbooktest.TodayISO)).Board() {
		got[p.ID] = p.Says + "; " + p.Missing
	}
	if want := "none for two asks; an answer to a no to “Base pay” and “Days at home”"; got["objections"] != want {
		t.Errorf("%q, want %q", got["objections"], want)
	}
	if want := "none for two asks; a proof for “Base pay” and “Days at home”"; got["proofs"] != want {
		t.Errorf("%q, want %q", got["proofs"], want)
	}
}

// Each piece that misses something names where it is mended, and no piece does both.
func TestBoard(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	for _, w := range []workbook.Workbook{{ID: "W"}, workbooktest.Rosa(), workbooktest.Tomas(), workbooktest.Dana(), workbooktest.Wen(), workbooktest.Full()} {
		pieces := Of(w, today).Board()
		if len(pieces) != 12 {
			t.Fatalf("%d pieces", len(pieces))
		}
		records := w.Records()
		for _, p := range pieces {
			if p.Ready && p.Missing != "" || p.Says == "" || p.Name == "" || p.Lesson.Number() == 0 || strings.HasSuffix(p.Missing, ".") {
				t.Errorf("%+v", p)
			}
			if _, ok := records[p.Record]; p.Record != "" && !ok {
				t.Errorf("%s points at %s, which is not there", p.ID, p.Record)
			}
			if p.Field != "" && workbook.Schema.Field(p.Record.Collection(), p.Field) == nil {
				t.Errorf("%s: %s has no field %q", p.ID, p.Record.Collection(), p.Field)
			}
		}
	}
}

// A proof that tells of a missed target is no strength, whoever wrote it down.
func TestTheBoardOfAMissedProof(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	const missed = "a missed target only; a proof for “Base pay” that is no missed target"
	for name, c := range map[string]struct {
		kpis   []workbook.ID
		extras []workbook.ID
		proofs []string
		shut   bool
		want   string
		what   string // the target's name, where it is another
	}{
		"the target itself":                   {[]workbook.ID{"K1"}, nil, nil, true, missed, ""},
		"the target itself, hit":              {[]workbook.ID{"K1"}, nil, nil, false, "one; ", ""},
		"a line that names it":                {nil, nil, []string{"Open incidents: 14 in March"}, true, missed, ""},
		"a line that names it, hit":           {nil, nil, []string{"Open incidents: 11 in March"}, false, "one; ", ""},
		"a line about something else":         {nil, nil, []string{"The incident board is read by all"}, true, "one; ", ""},
		"the target and a line":               {[]workbook.ID{"K1"}, nil, []string{"The migration"}, true, "one; ", ""},
		"the target and extra work":           {[]workbook.ID{"K1"}, []workbook.ID{"E1"}, nil, true, "extra work only; a proof from the job itself for “Base pay”", ""},
		"the target, a line and another line": {[]workbook.ID{"K1"}, nil, []string{"The migration", "The audit"}, true, "two; ", ""},
		"a line of one word beside a number":  {nil, nil, []string{"91% of quota"}, true, missed, "Quota"},
		"one word that stands anywhere":       {nil, nil, []string{"No calls at night any more"}, true, "one; ", "Calls"},
	} {
		t.Run(name, func(t *testing.T) {
			w := workbooktest.Full()
			w.Asks[0].KPIs, w.Asks[0].Extras, w.Asks[0].Proofs = c.kpis, c.extras, workbooktest.Proofs(c.proofs...)
			if c.shut {
				gateShut(&w)
			}
			if c.what != "" {
				w.KPIs[0].What = c.what
			}
			for _, p := range Of(w, today).Board() {
				if p.ID == "proofs" && p.Says+"; "+p.Missing != c.want {
					t.Errorf("%q, want %q", p.Says+"; "+p.Missing, c.want)
				}
			}
		})
	}
}

// A step that says nothing is no ladder yet.
func TestTheBoardOfABlankLadder(t *testing.T) {
	w := workbooktest.Full()
	w.Steps = []workbook.Step{{ID: "S1", Ask: "A1"}}
	for _, p := range Of(w, valuetest.Day(workbooktest.TodayISO)).Board() {
		if p.ID == "ladder" && (p.Ready || p.Missing != "the steps that you would take") {
			t.Errorf("%+v", p)
		}
	}
}

// A missed target leads the first sentence back to it, also one that was written before.
func TestTheBoardOfAShutGate(t *testing.T) {
	w, today := workbooktest.Full(), valuetest.Day(workbooktest.TodayISO)
	gateShut(&w)
	opening := func() Piece {
		all := Of(w, today).Board()
		return all[slices.IndexFunc(all, func(p Piece) bool { return p.ID == "opening" })]
	}
	if p := opening(); !p.Ready { // it asks what came of the target
		t.Errorf("%+v", p)
	}
	w.Talk.Opening = "Thank you for the time. I would like to talk about two things."
	if p := opening(); p.Ready || p.Missing != "a first sentence about “Open incidents”" {
		t.Errorf("%+v", p)
	}
}

// Whoever does what a finding of lesson 9 says is not told it again, whatever else there is.
func TestStrategyRemedies(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	remedies := map[string]func(w *workbook.Workbook, f Finding){
		"step-below-minimum": func(w *workbook.Workbook, f Finding) { w.Delete(f.Record) },
		"step-above-opening": func(w *workbook.Workbook, f Finding) { s := w.Step(f.Record.ID()); s.Offer = w.Ask(s.Ask).Opening },
		"step-units-differ": func(w *workbook.Workbook, f Finding) {
			s, settled := w.Step(f.Record.ID()), w.Settled()
			for _, r := range settled.Ladder(*settled.Ask(s.Ask)) {
				if r.Step.ID == s.ID {
					s.Offer = r.Unlike
				}
			}
		},
		"trade-must":      func(w *workbook.Workbook, f Finding) { w.Objection(f.Record.ID()).Trade = "" },
		"talk-threat":     func(w *workbook.Workbook, _ Finding) { w.Talk.Opening = "Thank you for the time." },
		"step-grows":      func(w *workbook.Workbook, f Finding) { w.Delete(f.Record) },
		"talk-no-opening": func(w *workbook.Workbook, _ Finding) { w.Talk.Opening = w.ProposedOpening(today) + "Thank you." },
		"talk-no-next":    func(w *workbook.Workbook, _ Finding) { w.Talk.Next, w.Talk.NextBy = "Ada asks", today },
		"ask-no-objection": func(w *workbook.Workbook, f Finding) {
			w.Objections = append(w.Objections, workbook.Objection{ID: "Z", Ask: f.Record.ID()})
		},
		"objection-no-answer": func(w *workbook.Workbook, f Finding) { w.Objection(f.Record.ID()).Answer = "When, then?" },
		"objection-no-date":   func(w *workbook.Workbook, f Finding) { w.Objection(f.Record.ID()).Date = today },
		"talk-no-pause":       func(w *workbook.Workbook, _ Finding) { w.Talk.PauseWhen = "Anything new" },
		"step-free":           func(w *workbook.Workbook, f Finding) { w.Step(f.Record.ID()).For = "a decision" },
		"noes-none":           func(w *workbook.Workbook, _ Finding) { w.Talk.Tactical = "Which part?" },
	}
	seen := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		if len(w.Asks) > 0 && rapid.Bool().Draw(t, "ladder") { // which random amounts hardly make
			w.Asks[0].Minimum, w.Asks[0].Opening = valuetest.Amount("88000 EUR"), valuetest.Amount("96000 EUR")
			for i := range w.Steps {
				w.Steps[i].Ask = w.Asks[0].ID
				w.Steps[i].Offer = valuetest.Amount(rapid.SampledFrom([]string{"97000 EUR", "95000 EUR", "91000 EUR", "90000 EUR", "87000 EUR", "2 days"}).Draw(t, "step"))
			}
		}
		for _, f := range Of(w, today).Findings() {
			mend := remedies[f.Rule]
			if f.Lesson != workbook.LessonStrategy || f.Rule == Unread {
				continue
			}
			if mend == nil {
				t.Fatalf("nothing says how %s is mended", f.Rule)
			}
			seen[f.Rule] = true
			mended := w.Clone()
			mend(&mended, f)
			for _, g := range Of(mended, today).Findings() {
				if g.Rule == f.Rule && g.Record == f.Record {
					t.Fatalf("%s of %s stays: %s (was: %s)", f.Rule, f.Record, g.Text, f.Text)
				}
			}
		}
	})
	for rule := range remedies {
		if !seen[rule] {
			t.Logf("no random workbook had %s", rule)
		}
	}
}

// A ladder that is proposed has nothing to find, and neither has a first sentence that is.
func TestWhatIsProposedIsSound(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	for _, of := range []func() workbook.Workbook{workbooktest.Rosa, workbooktest.Tomas, workbooktest.Dana, workbooktest.Wen} {
		w := of()
		w.Talk.Opening, w.Steps = w.ProposedOpening(today), nil
		for _, a := range w.Asks {
			for i, o := range w.ProposedSteps(a) {
				w.Steps = append(w.Steps, workbook.Step{ID: a.ID + workbook.ID("S"+string(rune('1'+i))), Ask: a.ID, Offer: o, For: "a decision"})
			}
		}
		if len(w.Steps) == 0 {
			t.Errorf("%s has no steps", w.Profile.Person)
		}
		for _, f := range Of(w, today).Findings() {
			if strings.HasPrefix(f.Rule, "step-") || f.Rule == "talk-threat" || f.Rule == "talk-no-opening" {
				t.Errorf("%s: %+v", w.Profile.Person, f)
			}
		}
		if c := CheckOpening(w, w.Talk.Opening); c.Long() || c.Found() != nil {
			t.Errorf("%q: %+v", w.Talk.Opening, c)
		}
	}
}
