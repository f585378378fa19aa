// Package storetest has stores for the tests of other packages: one in memory, one
// that hangs and one that fails. Its own tests are what every store must do.
package storetest

import (
	"context"
	"fmt"
	"sync"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// IDs gives ids that are ULIDs in form and the same in every run.
func IDs() workbook.IDs {
	var mu sync.Mutex
	n := 0
	return func() workbook.ID {
		mu.Lock()
		defer mu.Unlock()
		n++
		return workbook.ID(fmt.Sprintf("01J%023d", n))
	}
}

// Sample gives a workbook with at least one record of every collection and
// text of every kind that a person may type. What is added has to stand last: ids
// are given in turn, and files that tests keep for good hold them.
func Sample(ids workbook.IDs) workbook.Workbook {
	money := func(s string) value.Amount {
		a, err := value.ParseMoney(s, "EUR")
		if err != nil {
			panic(err)
		}
		return a.Named("EUR")
	}
	w := workbook.Workbook{
		ID: ids(),
		Profile: workbook.Profile{
			Name: "A raise at Northwind", Person: "Zoë <z@example.org> & 'co'", Employer: "株式会社ノースウィンド",
			Role: "Lead\u00a0engineer", With: "👩🏽‍💼 Amal", Meeting: value.NewDate(2027, 3, 12), Currency: "EUR",
		},
		Job: workbook.Job{Pay: workbook.Pay{Base: money("92000"), Bonus: value.UnreadAmount("about a tenth?")}},
	}
	for i, text := range Texts() {
		w.Returns = append(w.Returns, workbook.Return{
			ID: ids(), Name: fmt.Sprintf("Return %d", i), Kind: workbook.KindTime, Why: text,
			Today: value.NewPoints(0), Wanted: value.NewPoints(10), Private: i%2 == 0,
		})
	}
	w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Statement: "no weekend calls"}, Leave: value.Unknown}
	w.Returns[1].Need = workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Amount: money("95000")}}
	w.Asks = []workbook.Ask{{ID: ids(), Return: w.Returns[1].ID, Term: "base pay of €98,000", Target: money("98000")}}
	w.Asks[0].Proofs = proofs(w.Asks[0].ID)
	w.Figures = []workbook.Figure{{ID: ids(), Source: "survey", Low: money("80000"), Date: value.UnreadDate("last spring")}}
	w.Offers = []workbook.Offer{{
		ID: ids(), Employer: "Südwind", Status: workbook.Written, Deadline: value.NewDate(2027, 2, 28),
		Covers: map[workbook.ID]value.Answer{w.Returns[0].ID: value.Yes, w.Returns[1].ID: value.No},
	}}
	w.Fallback = workbook.Fallback{NoOffer: true, Plan: "two\nlines"}
	w.Review = workbook.Review{Budget: value.NewDate(2027, 4, 1), Decider: "Imre 🧮", Away: "until the 14th"}
	w.Release(workbook.Where{Ask: w.Asks[0].ID, Field: "term"}, w.Asks[0].Term)
	sampleLater(&w, ids)
	return w
}

// sampleLater has what lessons 5 to 9 ask.
func sampleLater(w *workbook.Workbook, ids workbook.IDs) {
	text := Texts()
	w.KPIs = []workbook.KPI{{ID: ids(), What: text[4], Target: value.Bound{Amount: value.UnreadAmount("nearly all?")}, Confirmed: value.Unknown}}
	w.Extras = []workbook.Extra{{ID: ids(), What: text[5], Words: text[1], Over: value.Yes, Outage: workbook.Outage{Knew: true}}}
	w.Extras[0].Credit = proofs(w.Extras[0].ID)
	w.Asks = append(w.Asks, workbook.Ask{ID: ids(), Return: w.Returns[2].ID, KPIs: []workbook.ID{w.KPIs[0].ID}, Extras: []workbook.ID{w.Extras[0].ID}})
	ask := w.Asks[1].ID
	w.Deals = []workbook.Deal{{ID: ids(), Deliver: text[6], KPI: w.KPIs[0].ID, Return: w.Returns[1].ID,
		Due: value.UnreadDate("when it is done"), Status: workbook.DealEmailed}}
	w.CheckIns = []workbook.CheckIn{{ID: ids(), Day: value.NewDate(2027, 2, 5), Showed: text[2], Private: true}}
	w.Review.Agenda = []workbook.Entry{{ID: ids(), Text: text[3]}}
	w.FirstMile.NoKPI = true
	w.Promises = []workbook.Promise{{ID: ids(), What: text[8], Kept: value.No}}
	w.Talk = workbook.Talk{Opening: text[1], Pause: text[7]}
	w.Objections = []workbook.Objection{{ID: ids(), Ask: ask, Hear: text[0], KPI: w.KPIs[0].ID, Extra: w.Extras[0].ID, Trade: w.Returns[0].ID}}
	w.Steps = []workbook.Step{{ID: ids(), Ask: ask, Offer: value.Words("half of it now")}}
	w.Packages = []workbook.Package{{ID: ids(), Name: text[3]}}
	w.Portions = []workbook.Portion{{ID: ids(), Package: w.Packages[0].ID, Return: w.Returns[0].ID, Score: value.NewPoints(0)}}
	w.Results = []workbook.AskResult{{ID: ids(), Ask: ask, Came: workbook.CameNotYet}}
	w.Recap = workbook.Recap{Theirs: text[1], Mine: text[5]}
	w.Notes = []workbook.Note{{ID: ids(), Text: text[6], Day: value.NewDate(2027, 1, 30)}}
	w.PackAnswers = []workbook.PackAnswer{{ID: ids(), Answer: text[1], Asked: text[2], Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "stake",
		Private: true}}
}

// Texts gives text that a store must keep byte for byte: wide, combining and
// right-to-left letters, emoji, what JSON and HTML escape, newlines, tabs, and
// one long text.
func Texts() []string {
	long := make([]rune, value.MaxText)
	for i := range long {
		long[i] = '语'
	}
	return []string{
		"plain", "two\nlines\tand a tab", `"quotes" \ </script> & \u0000`, "e\u0301 é ﬁ İ ß", "全角テキスト", "שלום مرحبا",
		"🧑🏿‍🚀🇩🇪👨‍👩‍👧‍👦", "\u2028 \u2029 \ufeff \ufffd \U0010ffff", " blanks at both ends ", string(long),
	}
}

// proofs are entries of a record, one of each text.
func proofs(of workbook.ID) []workbook.Entry {
	var out []workbook.Entry
	for i, text := range Texts() {
		out = append(out, workbook.Entry{ID: schema.DerivedID(of, i), Text: text})
	}
	return out
}

// SaveAs saves what differs between a snapshot and next, as a window does that
// shows next, and gives what is on disk then.
func SaveAs(ctx context.Context, s storage.Store, base storage.Snapshot, next workbook.Workbook) (storage.Snapshot, error) {
	if _, err := s.Save(ctx, next.ID, workbook.Diff(base.Workbook, next)); err != nil {
		return storage.Snapshot{}, err
	}
	return s.Load(ctx, next.ID)
}

// Equal fails the test unless both workbooks have the same records.
func Equal(t rapid.TB, got, want workbook.Workbook) {
	t.Helper()
	if got.ID != want.ID {
		t.Fatalf("workbook %s, want %s", got.ID, want.ID)
	}
	for _, c := range workbook.Diff(want, got) {
		t.Errorf("%s %s: got %.200s, want %.200s", c.Record, c.Field, c.After, c.Before)
	}
	if t.Failed() {
		t.FailNow()
	}
}
