package coach_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// sources are random clients: few answers, of which much follows, with a random part.
func sources() *rapid.Generator[coach.Source] {
	return rapid.Custom(func(t *rapid.T) coach.Source {
		s := coach.Source{Workbook: workbooktest.Small().Draw(t, "w"), Part: parts().Draw(t, "part"), Changed: workbooktest.Date().Draw(t, "changed"),
			TakenIn: workbooktest.Date().Draw(t, "taken in"), Decide: rapid.IntRange(0, 3).Draw(t, "decide")}
		for _, l := range workbook.Lessons() {
			if rapid.IntRange(0, 9).Draw(t, string(l)) == 0 {
				s.Kept = append(s.Kept, l)
			}
		}
		return s
	})
}

func TestFacts(t *testing.T) {
	w := workbooktest.Full()
	w.Profile.Person, w.Profile.Employer, w.Profile.Meeting = " Dana\tReyes ", "Holt", day("2027-04-01 10:30")
	w.Offers = []workbook.Offer{
		{ID: "O1", Deadline: day("2027-05-01"), Status: workbook.Written}, {ID: "O2", Deadline: day("2027-04-02")},
		{ID: "O3", Deadline: day("2027-03-20"), Status: workbook.Declined}, {ID: "O4", Deadline: day("2027-03-21"), Status: workbook.Expired},
		{ID: "O5", Deadline: day("?soon")}, {ID: "O6", Deadline: day("2027-03-22"), Private: true},
	}
	part := coach.Part{ID: "W",
		Client:   coach.Client{Alias: "Falcon", Tags: []workbook.Entry{{ID: "T", Text: "nurses"}}, Next: day("2027-03-15 09:00"), Quiet: valuetest.Amount("3 weeks")},
		Sessions: []coach.Session{{ID: "S2", Day: day("2027-03-10")}, {ID: "S1", Day: day("2027-02-10 08:30")}, {ID: "S3"}},
		Homework: []coach.Homework{{ID: "H1", Task: "One", Due: day("2027-03-14"), Told: day("2027-03-10")}, {ID: "H2", Task: "Two", State: coach.Looked},
			{ID: "H3", Task: "Three", Done: day("2027-03-11"), Told: day("2027-03-10")}}}
	today := day(workbooktest.TodayISO)
	got := coach.Source{Workbook: w, Part: part, Changed: day("2027-03-01"), TakenIn: day("2027-03-03"), Decide: 2}.Facts(today)
	want := coach.Facts{ID: "W", Name: "A raise", Person: "Dana Reyes", Employer: "Holt", Alias: "Falcon", Tags: []string{"nurses"}, Quiet: 21,
		Done: got.Done, Built: 9, Blocks: 1, Decide: 2, Talk: day("2027-04-01"), Budget: day("2027-05-01"),
		Offers:   []value.Date{day("2027-04-02"), day("2027-05-01")},
		Homework: []coach.Task{{Task: "One", Due: day("2027-03-14"), State: coach.Open}, {Task: "Three", Done: day("2027-03-11"), State: coach.Done}},
		Sessions: []value.Date{day("2027-02-10"), day("2027-03-10")}, Booked: day("2027-03-15"), News: day("2027-03-03"), Until: day("2027-03-14")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if last, held := got.LastSession(today); held != 2 || last != day("2027-03-10") || got.NextSession(today) != day("2027-03-15") || got.LastNews(today) != last {
		t.Errorf("%s of %d, next %s, news %s", last, held, got.NextSession(today), got.LastNews(today))
	}
	if got.NextSession(day("2027-03-16")).OK() || got.First() != "Dana" || got.Called() != "Dana Reyes" {
		t.Errorf("%s, %s", got.First(), got.Called())
	}
	sealed, _ := json.Marshal(got.Sealed())
	for _, lost := range []string{"Dana", "raise", "Holt", "One", "nurses"} {
		if strings.Contains(string(sealed), lost) {
			t.Errorf("%q in %s", lost, sealed)
		}
	}
	if !strings.Contains(string(sealed), "Falcon") || !strings.Contains(string(sealed), "2027-04-01") {
		t.Errorf("%s", sealed)
	}
}

// The name of a client is their own, then what the coach calls them, then what is prepared.
func TestCalled(t *testing.T) {
	for want, f := range map[string]coach.Facts{
		"P Q/P": {ID: "I", Name: "N", Person: "P Q", Alias: "A"}, "A/A": {ID: "I", Name: "N", Alias: "A"}, "N/N": {ID: "I", Name: "N"}, "I/I": {ID: "I"},
	} {
		if got := f.Called() + "/" + f.First(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// The card is whole with a first sentence, each ask with words, reason and proof, the pause
// line, and a next step with its day; what is missing first is named.
func TestTheCard(t *testing.T) {
	lacks := map[coach.CardPart]func(*workbook.Workbook){
		"":                  func(*workbook.Workbook) {},
		coach.FirstSentence: func(w *workbook.Workbook) { w.Talk.Opening, w.Talk.Pause = " \n", "" },
		coach.AnAsk:         func(w *workbook.Workbook) { w.Asks, w.Talk.Pause = nil, "" },
		coach.AskWords:      func(w *workbook.Workbook) { w.Asks[0].Term, w.Asks[0].Reason = " ", "" },
		coach.AskReason:     func(w *workbook.Workbook) { w.Asks[0].Reason, w.Talk.Next = "", "" },
		coach.AskProof: func(w *workbook.Workbook) {
			w.Asks[0].Proofs, w.Asks[0].KPIs, w.Asks[0].Extras, w.Talk.Next = nil, nil, nil, ""
		},
		coach.PauseLine:   func(w *workbook.Workbook) { w.Talk.Pause, w.Talk.Next = "", "" },
		coach.NextStep:    func(w *workbook.Workbook) { w.Talk.Next, w.Talk.NextBy = "", value.Date{} },
		coach.NextStepDay: func(w *workbook.Workbook) { w.Talk.NextBy = value.UnreadDate("soon") },
	}
	for want, change := range lacks {
		w := workbooktest.Full().Clone()
		change(&w)
		if got := (coach.Source{Workbook: w}).Facts(day(workbooktest.TodayISO)).Lacks; got != want {
			t.Errorf("lacks %q, want %q", got, want)
		}
		if want != "" && (want.String() == "" || !strings.HasPrefix(want.String(), "a") && !strings.HasPrefix(want.String(), "the")) {
			t.Errorf("%q is %q in a sentence", want, want.String())
		}
	}
}

// The rules run on facts that an index kept as on those that were just made, up to the day
// until which they hold.
func TestFactsKeep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sources().Draw(t, "client")
		today := day(workbooktest.TodayISO).AddDays(rapid.IntRange(-900, 900).Draw(t, "today"))
		kept := s.Facts(today)
		raw, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		var back coach.Facts
		if err := json.Unmarshal(raw, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(kept, back); diff != "" {
			t.Fatal(diff)
		}
		later := today.AddDays(rapid.IntRange(0, 1000).Draw(t, "later"))
		if kept.Stale(later) {
			later = kept.Until
		}
		if kept.Until.Before(today) {
			t.Fatalf("facts of %s hold until %s", today, kept.Until)
		}
		now := s.Facts(later)
		now.Until, back.Until = value.Date{}, value.Date{}
		if diff := cmp.Diff(now, back); diff != "" {
			t.Fatalf("on %s: %s", later, diff)
		}
		if kept.Stale(today) {
			t.Fatal("facts of today are stale")
		}
	})
}

// What is private feeds no fact: a client whose private answers were taken out looks the same,
// where it is known in which lessons that was.
func TestPrivateFeedsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sources().Draw(t, "client")
		today := day(workbooktest.TodayISO)
		shared := s
		shared.Workbook, shared.Kept = workbook.Schema.Shared(s.Workbook), s.KeptIn()
		if diff := cmp.Diff(s.Facts(today), shared.Facts(today)); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(shared.KeptIn(), s.KeptIn()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Facts hold no answer but the names that the board shows, whatever is answered.
func TestFactsHoldNoAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sources().Draw(t, "client")
		s.Workbook = canaries(s.Workbook, "WORKBOOK")
		p := &s.Workbook.Profile
		p.Name, p.Person, p.Employer = "Name", "Person", "Employer"
		raw, _ := json.Marshal(s.Facts(day(workbooktest.TodayISO)))
		if strings.Contains(string(raw), "WORKBOOK") || strings.Contains(string(raw), "777777") {
			t.Fatalf("%s", raw)
		}
	})
}

// canaries gives a workbook with a word in all of its texts, and a number in its amounts.
func canaries(w workbook.Workbook, word string) workbook.Workbook {
	w = w.Clone()
	for _, c := range workbook.Schema.Collections {
		for id, rec := range c.Each(&w) {
			for _, f := range c.Fields {
				switch at := f.At(rec).(type) {
				case *string:
					*at = fmt.Sprint(word, " ", c.Name, " ", id, " ", f.Name)
				case *[]workbook.Entry:
					for i := range *at {
						(*at)[i].Text = fmt.Sprint(word, " ", c.Name, " ", id, " ", f.Name, " ", i)
					}
				case *value.Amount:
					if at.OK() {
						*at = valuetest.Amount("777777 EUR")
					}
				}
			}
		}
	}
	return w
}
