package coach_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares a text with a file, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +is); -update writes it, look at what changed: %s", name, diff)
	}
}

// seven are seven example clients, as they are on the first day of the walk.
func seven(from value.Date) []coach.Source {
	on := func(days int) value.Date { return from.AddDays(days) }
	client := func(n int, person, name string, w workbook.Workbook, change func(*coach.Source)) coach.Source {
		w = w.Clone()
		w.ID, w.Profile.Person, w.Profile.Name, w.Profile.Employer = workbooktest.ID(n), person, name, "Northwind (example)"
		w.Profile.Meeting, w.Review = value.Date{}, workbook.Review{}
		s := coach.Source{Workbook: w, Part: coach.Part{ID: w.ID}, Changed: from}
		change(&s)
		return s
	}
	task := func(n int, what string, due int) coach.Homework {
		return coach.Homework{ID: workbooktest.ID(n), Task: what, Due: on(due), Told: from}
	}
	session := func(n, day int) coach.Session {
		return coach.Session{ID: workbooktest.ID(n), Day: on(day), Agreed: "She asks Sam for an earlier day."}
	}
	return []coach.Source{
		client(101, "Jonas Weber", "Promotion at Holt & Sons", workbooktest.Full(), func(s *coach.Source) { // blocked before his talk
			s.Workbook.Profile.Meeting, s.Changed = on(20), on(8)
			s.Workbook.Asks[0].Minimum = value.Amount{}
			s.Part.Homework = []coach.Homework{task(1, "Three market figures of 80k", 12)}
			s.Part.Sessions = []coach.Session{session(2, 2), session(3, 14)}
		}),
		client(102, "Priya Nair", "A raise at Northwind", workbooktest.Full(), func(s *coach.Source) { // whole, and untold after it
			s.Workbook.Profile.Meeting, s.Workbook.Review.Budget = on(25), on(40)
			s.Workbook.Results = nil
			s.Part.Sessions = []coach.Session{session(2, -3)}
		}),
		client(103, "Zoë Albrecht", "Days at home", workbooktest.Rosa(), func(s *coach.Source) { // her card is not whole; homework came back
			s.Workbook.Profile.Meeting = on(55)
			done := task(1, "First sentence", 5)
			done.Done, done.State = on(-1), coach.Done
			s.Part.Homework = []coach.Homework{done}
			s.Part.Client.Next = on(9)
		}),
		client(104, "Dana Reyes", "Total pay", workbooktest.Dana(), func(s *coach.Source) { // the budget comes first
			s.Workbook.Review.Budget, s.Changed = on(30), on(29)
			s.Part.Sessions = []coach.Session{session(2, 0), session(3, 16)}
		}),
		client(105, "Tomas Ek", "Base pay", workbooktest.Tomas(), func(s *coach.Source) { // an offer ends, after a rest
			s.Workbook.Offers = []workbook.Offer{{ID: "O1", Employer: "Contoso (example)", Status: workbook.Written, Deadline: on(35)}}
			s.Part.Client.Rest = on(10)
		}),
		client(106, "Ana Haas", "Pay and home", workbooktest.Wen(), func(s *coach.Source) { // nothing is heard of her
			s.Workbook.Review.Budget = value.Date{}
			s.Part.Sessions = []coach.Session{session(2, -1)}
			s.Part.Client.Next = on(3)
		}),
		client(107, "Olga Novak", "Senior title", workbooktest.Full(), func(s *coach.Source) { // an answer has two versions, after a rest
			s.Workbook.Profile.Meeting, s.Part.Client.Rest, s.Decide = on(90), on(45), 1
		}),
	}
}

// A walk over sixty days with seven clients: who needs the coach, why, and in which order. The
// facts are made once, and again only where they are stale.
func TestSixtyDays(t *testing.T) {
	from := day("2026-11-25")
	all := seven(from)
	facts := make([]coach.Facts, len(all))
	for i, s := range all {
		facts[i] = s.Facts(from)
	}
	var b strings.Builder
	seen := map[string]bool{}
	for n := range 61 {
		today := from.AddDays(n)
		for i := range facts {
			if facts[i].Stale(today) {
				facts[i] = all[i].Facts(today)
			}
		}
		fmt.Fprintf(&b, "%s\n", today)
		var fresh []coach.Facts
		for _, s := range all {
			fresh = append(fresh, s.Facts(today))
		}
		for i, l := range coach.Board(fresh, today) {
			sign := " "
			if l.Reason.NeedsYou() {
				sign = "!"
			} else if l.Reason.Rank > 0 {
				sign = "·"
			}
			fmt.Fprintf(&b, "%s %-13s %s\n", sign, l.Called(), l.Reason.Sentence())
			seen[l.Reason.Rule] = true
			if kept := coach.Board(facts, today)[i]; kept.ID != l.ID || kept.Reason.Sentence() != l.Reason.Sentence() {
				t.Errorf("on %s an index would say %s: %s", today, kept.Called(), kept.Reason.Sentence())
			}
		}
	}
	if len(seen) != 12 {
		t.Errorf("of eleven rules, and none, the walk meets %d", len(seen))
	}
	golden(t, "sixty-days.txt", b.String())
}
