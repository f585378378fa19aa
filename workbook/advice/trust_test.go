package advice

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// extraWith changes the one piece of extra work, promiseWith the one promise.
func extraWith(change func(e *workbook.Extra)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { change(&w.Extras[0]) }
}

func promiseWith(change func(p *workbook.Promise)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { change(&w.Promises[0]) }
}

func extraSaying(words string, credit ...string) func(w *workbook.Workbook) {
	return extraWith(func(e *workbook.Extra) { e.Words, e.Credit = words, workbooktest.Proofs(credit...) })
}

func moreExtras(all ...workbook.Extra) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Extras = append(w.Extras, all...) }
}

// secondExtra is a second piece of extra work, in which nothing is missing.
var secondExtra = workbook.Extra{ID: "E2", What: "Fixed the import", Whom: "Purchasing", Result: "Orders are read without typing them again",
	Credit: workbooktest.Proofs("Ines"), Told: "Ada", Words: "Ines found it and I fixed it.", Leg: workbook.Ability, Habit: value.No}

func trustBoth(changes ...func(w *workbook.Workbook)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		for _, c := range changes {
			c(w)
		}
	}
}

func init() {
	const noWord = "You show ability and goodwill; an example of a word kept is missing."
	noKept := promiseWith(func(p *workbook.Promise) { p.Kept = value.Unanswered; p.By = value.Date{} })
	onTheDay := promiseWith(func(p *workbook.Promise) { p.By, p.Kept = valuetest.Day(workbooktest.TodayISO), value.No })
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonTrust,
		missing: []string{"extra-no-result", "extra-no-whom", "extra-no-told", "extra-no-credit", "promise-no-answer", "trust-no-example"},
		also:    also{"extras-outnumber": {workbook.LessonFirstMile}},
		rules: []ruleTest{
			{"extra-no-result", none, extraWith(func(e *workbook.Extra) { e.Result = "" }),
				found(Warns, "extras/E1", "result", "“Wrote the handover guide” has no result.", "Say what is different since.")},
			{"extra-no-result", none, extraWith(func(e *workbook.Extra) { e.Result, e.What = "", "" }),
				found(Warns, "extras/E1", "result", "A piece of extra work without a name has no result.", "Say what is different since.")},
			{"extra-no-whom", none, extraWith(func(e *workbook.Extra) { e.Whom = "" }),
				found(Warns, "extras/E1", "whom", "It is open who gained from “Wrote the handover guide”.", "Name them; they are your witnesses.")},
			{"extra-no-told", none, extraWith(func(e *workbook.Extra) { e.Told, e.Private = "", true }),
				found(Warns, "extras/E1", "told", "Nobody has heard of “Wrote the handover guide”.", "Tell your manager in two lines, credit included.")},
			{"extra-no-credit", none, extraWith(func(e *workbook.Extra) { e.Credit = workbooktest.Proofs(" ") }),
				found(Hints, "extras/E1", "credit", "You name nobody beside yourself for “Wrote the handover guide”.", "Name one, if it is true (VanEpps et al. 2024).")},
			{"extra-without-you", extraSaying("I watched Sam, who tested it.", "Sam"), extraSaying("Sam tested it and we use it.", "Sam", "Kim"),
				found(Hints, "extras/E1", "words", "You name Sam and leave yourself out.", "Say your part in one sentence.")},
			{"extra-without-you", extraSaying("Sam hat es getestet, und ich nicht.", "Sam"), extraSaying("We use it: it works.", "Sam"),
				found(Hints, "extras/E1", "words", "You leave yourself out.", "Say your part in one sentence.")},
			{"extra-routine", extraWith(func(e *workbook.Extra) { e.Habit = value.Unknown }), extraWith(func(e *workbook.Extra) { e.Habit = value.Yes }),
				found(Hints, "extras/E1", "habit", "“Wrote the handover guide” has become routine.", "Ask to have it in your targets or to hand it on.")},
			{"extra-over", extraWith(func(e *workbook.Extra) { e.Over, e.Knew = value.Yes, true }), extraWith(func(e *workbook.Extra) { e.Over, e.Thanked = value.Yes, true }),
				found(Warns, "extras/E1", "knew", "You went over a head without telling them first.", "Tell them now, and speak of the agreement.")},
			{"extra-over", extraWith(func(e *workbook.Extra) { e.Over = value.No }), extraWith(func(e *workbook.Extra) { e.Over = value.Yes }),
				found(Warns, "extras/E1", "knew", "You went over a head without telling them first.", "Tell them now, and speak of the agreement.")},
			{"extras-outnumber", moreExtras(workbook.Extra{ID: "E2"}), moreExtras(secondExtra),
				found(Warns, "", "", "Two pieces of extra work beside one target hit.", "Hit the targets first.")},
			{"extras-outnumber", func(w *workbook.Workbook) { w.KPIs, w.FirstMile.NoKPI = nil, true }, func(w *workbook.Workbook) { w.KPIs[0].Actual = value.Amount{} },
				found(Warns, "", "", "One piece of extra work beside no targets hit.", "Hit the targets first.")},
			{"trust-no-example", none, noKept, found(Hints, "", "", noWord, "Find one; a small promise will do (Mayer et al. 1995).")},
			{"trust-no-example", func(w *workbook.Workbook) { w.Extras, w.Promises = nil, nil }, func(w *workbook.Workbook) { w.Extras = nil },
				found(Hints, "", "", "You show ability and word kept; an example of goodwill is missing.", "Find one (Mayer et al. 1995).")},
			{"trust-no-example", none,
				trustBoth(noKept, extraWith(func(e *workbook.Extra) { e.Leg = "" }), func(w *workbook.Workbook) { w.KPIs[0].Actual = value.Amount{} }),
				found(Hints, "extras/E1", "leg", "An example of ability, one of goodwill and one of a word kept are missing.", "Find one; a small promise will do (Mayer et al. 1995).")},
			{"promise-late", onTheDay, promiseWith(func(p *workbook.Promise) { p.Kept = value.No }),
				found(Warns, "promises/P1", "by", "You promised the team “The rota” by 5 Mar.", "Say so today.")},
			{"promise-late", promiseWith(func(p *workbook.Promise) { p.By, p.Kept = value.Date{}, value.No }), promiseWith(func(p *workbook.Promise) { p.Kept, p.To, p.What = value.No, "", "" }),
				found(Warns, "promises/P1", "by", "You promised something by 5 Mar.", "Say so today.")},
			{"promise-no-answer", promiseWith(func(p *workbook.Promise) { p.By, p.Kept = valuetest.Day(workbooktest.TodayISO), "" }),
				promiseWith(func(p *workbook.Promise) { p.Kept = "" }),
				found(Hints, "promises/P1", "kept", "You have not said whether you kept “The rota”.", "Say it.")},
			{"promise-no-answer", promiseWith(func(p *workbook.Promise) { p.Kept = value.No }), promiseWith(func(p *workbook.Promise) { p.Kept, p.What = "", "" }),
				found(Hints, "promises/P1", "kept", "You have not said whether you kept a promise.", "Say it.")},
		},
		insights: []insightTest{
			{"none", func(w *workbook.Workbook) { w.Extras, w.Promises = nil, nil }, []string{"Think of one time somebody was better off because you did more than your job."}},
			{"untold", extraWith(func(e *workbook.Extra) { e.Told = "" }), []string{"“Wrote the handover guide” helped the night shift, and nobody has been told."}},
			{"untold, of nobody", extraWith(func(e *workbook.Extra) { e.Told, e.Words, e.Whom, e.What = "", "", "", "" }), []string{"Nobody has been told of a piece of extra work without a name."}},
			{"no words", extraSaying(""), []string{"Write down in which words you told of “Wrote the handover guide”."}},
			{"all I", extraSaying("I tested it, it was mine, and we use my guide.", "Sam"), []string{"You say I three times and name nobody: let one other person shine in it."}},
			{"all I, often", extraSaying(strings.Repeat("I tested it. ", 11)), []string{"You say I 11 times and name nobody: let one other person shine in it."}},
			{"no I", extraSaying("Sam tested it, Kim wrote it.", "Sam", "Kim"), []string{"You name Sam and Kim and leave yourself out: add one sentence that says your part."}},
			{"balanced", none, []string{"You say I once, we once, and name Sam: well told."}},
			{"balanced without we", extraSaying("I thank Sam, and Mr. Adler; I wrote it.", "Sam", "Mr. Adler"), []string{"You say I twice and name Sam and Mr. Adler: well told."}},
			{"not English", extraSaying("Sam hat es getestet, und ich habe es geschrieben.", "Sam"), nil},
			{"leg missing", noKept, []string{noWord}},
			{"two missing", trustBoth(noKept, extraWith(func(e *workbook.Extra) { e.Leg = workbook.Ability })),
				[]string{"You show ability; an example of goodwill and one of a word kept are missing."}},
			{"too many", moreExtras(secondExtra), []string{"Two pieces of extra work beside one target hit: lesson 7 comes first."}},
			{"routine", trustBoth(moreExtras(secondExtra), func(w *workbook.Workbook) { w.Extras[1].Habit = value.Yes }),
				[]string{"“Fixed the import” has become routine. It is part of the job now, and worth a talk of its own."}},
			{"late", trustBoth(extraWith(func(e *workbook.Extra) { e.Habit = value.Yes }), promiseWith(func(p *workbook.Promise) { p.Kept = value.No })),
				[]string{"You promised the team “The rota” by 5 Mar: speak first, with a new day."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) { w.Extras, w.Promises = nil, nil }, "0 –", workbook.LessonTrust},
			{"a promise alone", func(w *workbook.Workbook) { w.Extras = nil }, "1 0 told", workbook.LessonTrust},
			{"told", none, "2 1 told", ""},
			{"untold", trustBoth(moreExtras(secondExtra), func(w *workbook.Workbook) { w.Extras[1].Told = "" }), "2 1 untold", ""},
			{"without a result", extraWith(func(e *workbook.Extra) { e.Result = "" }), "1 1 told", workbook.LessonTrust},
		},
	})
}

// The acceptance cases: what this lesson finds, and tells back of the lesson and of each entry.
func TestTrustOfCases(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	for _, tt := range []struct {
		name  string
		w     workbook.Workbook
		found []string
		told  []string
		of    map[workbook.Key]string
	}{
		{"Rosa", workbooktest.Rosa(), nil, []string{"Think of one time somebody was better off because you did more than your job."}, nil},
		{"Tomas", workbooktest.Tomas(), []string{"extra-no-told extras/E2", "extras-outnumber ", "extra-no-credit extras/E1", "extra-no-credit extras/E3",
			"extra-routine extras/E3", "trust-no-example "},
			[]string{"“Answers the night line” has become routine. It is part of the job now, and worth a talk of its own."},
			map[workbook.Key]string{
				"extras/E1": "You say I three times and name nobody: let one other person shine in it.",
				"extras/E2": "“Taught the apprentice on Saturdays” helped Ben, and nobody has been told.",
				"extras/E3": "You say I once and name nobody: let one other person shine in it. " +
					"“Answers the night line” has become routine. It is part of the job now, and worth a talk of its own.",
			}},
		{"Dana", workbooktest.Dana(), nil, []string{"Think of one time somebody was better off because you did more than your job."}, nil},
		{"Wen", workbooktest.Wen(), nil, []string{"You say I once, we once, and name Sam: well told."},
			map[workbook.Key]string{"extras/E1": "You say I once, we once, and name Sam: well told.", "promises/P1": ""}},
	} {
		said := Of(tt.w, today)
		var got []string
		for _, f := range said.Findings() {
			if f.Lesson == workbook.LessonTrust {
				got = append(got, f.Rule+" "+string(f.Record))
			}
		}
		if !slices.Equal(got, tt.found) {
			t.Errorf("%s: findings %q, want %q", tt.name, got, tt.found)
		}
		if told := said.Insight(workbook.LessonTrust); !slices.Equal(told, tt.told) {
			t.Errorf("%s: told %q", tt.name, told)
		}
		for k, want := range tt.of {
			if got := strings.Join(said.Told(k), " "); got != want {
				t.Errorf("%s: of %s it tells %q, want %q", tt.name, k, got, want)
			}
		}
	}
}

// TestTrustIsMended: doing what a finding says makes it go away, whatever else there is.
func TestTrustIsMended(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	mend := map[string]func(w *workbook.Workbook, id workbook.ID){
		"extra-no-result": func(w *workbook.Workbook, id workbook.ID) { w.Extra(id).Result = "It works" },
		"extra-no-whom":   func(w *workbook.Workbook, id workbook.ID) { w.Extra(id).Whom = "the team" },
		"extra-no-told":   func(w *workbook.Workbook, id workbook.ID) { w.Extra(id).Told = "Lee" },
		"extra-no-credit": func(w *workbook.Workbook, id workbook.ID) { w.Extra(id).Credit = workbooktest.Proofs("Sam") },
		"extra-without-you": func(w *workbook.Workbook, id workbook.ID) {
			w.Extra(id).Words += " I wrote it."
		},
		"extra-routine": func(w *workbook.Workbook, id workbook.ID) { w.Extra(id).Habit = value.No },
		"extra-over":    func(w *workbook.Workbook, id workbook.ID) { w.Extra(id).Knew = true },
		"extras-outnumber": func(w *workbook.Workbook, _ workbook.ID) {
			for i := range w.Extras {
				w.KPIs = append(w.KPIs, workbook.KPI{ID: workbooktest.ID(9000 + i), Target: valuetest.Bound("=Done"), Met: value.Yes})
			}
		},
		"promise-late":      func(w *workbook.Workbook, id workbook.ID) { w.Promise(id).By = today.AddDays(3) },
		"promise-no-answer": func(w *workbook.Workbook, id workbook.ID) { w.Promise(id).Kept = value.Yes },
		"trust-no-example": func(w *workbook.Workbook, _ workbook.ID) {
			for i, l := range workbook.Legs() {
				w.Extras = append(w.Extras, workbook.Extra{ID: workbooktest.ID(9100 + i), Leg: l})
			}
		},
	}
	for _, c := range chapters {
		for _, r := range c.rules {
			if c.lesson == workbook.LessonTrust && mend[r.id] == nil {
				t.Errorf("nothing mends %s", r.id)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.OneOf(workbooktest.Small(), workbooktest.Any()).Draw(t, "w")
		for _, f := range Of(w, today).Findings() {
			do := mend[f.Rule]
			if do == nil || f.Lesson != workbook.LessonTrust {
				continue
			}
			mended := w.Clone()
			do(&mended, f.Record.ID())
			if slices.ContainsFunc(Of(mended, today).Findings(), func(g Finding) bool { return g.Rule == f.Rule && g.Record == f.Record }) {
				t.Fatalf("%s of %s stays: %+v", f.Rule, f.Record, f)
			}
		}
	})
}
