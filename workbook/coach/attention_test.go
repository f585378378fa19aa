package coach_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

func on(days int) value.Date { return today.AddDays(days) }

func homework(task string, state coach.State, days int) []coach.Task {
	var p coach.Part
	return []coach.Task{p.Known(coach.Homework{Task: task, State: state, Due: on(days), Done: on(days), Told: on(-9)})}
}

// Each rule holds where it should, says what it should, and does not a step beside.
func TestRules(t *testing.T) {
	const none = ""
	for _, c := range []struct {
		name  string
		facts coach.Facts
		want  string // the rule and its sentence
	}{
		{"nothing", coach.Facts{}, none},

		{"talk today, blocked", coach.Facts{Talk: today, Blocks: 1}, "talk-blocked: The talk is today; one thing blocks it."},
		{"talk tomorrow, blocked", coach.Facts{Talk: on(1), Blocks: 2, Lacks: coach.PauseLine}, "talk-blocked: The talk is tomorrow; 2 things block it."},
		{"talk in 2, blocked", coach.Facts{Talk: on(2), Blocks: 2}, "talk-blocked: The talk is in 2 days; 2 things block it."},
		{"talk in 7, blocked", coach.Facts{Talk: on(7), Blocks: 12}, "talk-blocked: The talk is in 7 days; 12 things block it."},
		{"talk in 8, blocked", coach.Facts{Talk: on(8), Blocks: 2}, none},
		{"talk yesterday, blocked", coach.Facts{Talk: on(-1), Blocks: 2, Told: true}, none},
		{"no talk, blocked", coach.Facts{Blocks: 2}, none},
		{"talk in words, blocked", coach.Facts{Talk: value.UnreadDate("soon"), Blocks: 2}, none},

		{"card", coach.Facts{Talk: on(7), Lacks: coach.FirstSentence}, "card-unfinished: The talk is in 7 days; the card lacks the first sentence."},
		{"card today", coach.Facts{Talk: today, Lacks: coach.AskProof}, "card-unfinished: The talk is today; the card lacks a proof for an ask."},
		{"card tomorrow", coach.Facts{Talk: on(1), Lacks: coach.NextStepDay}, "card-unfinished: The talk is tomorrow; the card lacks a day for the next step."},
		{"card in 8", coach.Facts{Talk: on(8), Lacks: coach.FirstSentence}, none},
		{"whole card", coach.Facts{Talk: on(3)}, none},
		{"card, talk past", coach.Facts{Talk: on(-40), Lacks: coach.FirstSentence}, none},

		{"talk yesterday", coach.Facts{Talk: on(-1), Lacks: coach.FirstSentence}, "talk-untold: The talk was yesterday; how did it go?"},
		{"talk 5 days ago", coach.Facts{Talk: on(-5)}, "talk-untold: The talk was 5 days ago; how did it go?"},
		{"talk 30 days ago", coach.Facts{Talk: on(-30)}, "talk-untold: The talk was 30 days ago; how did it go?"},
		{"talk 31 days ago", coach.Facts{Talk: on(-31)}, none},
		{"talk today", coach.Facts{Talk: today}, none},
		{"told", coach.Facts{Talk: on(-5), Told: true}, none},

		{"one to decide", coach.Facts{Decide: 1}, "to-decide: One answer has two versions."},
		{"two to decide", coach.Facts{Decide: 2}, "to-decide: 2 answers have two versions."},

		{"offer today", coach.Facts{Offers: []value.Date{on(-3), today}}, "offer-ends: An offer ends today."},
		{"offer tomorrow", coach.Facts{Offers: []value.Date{on(1), on(2)}}, "offer-ends: An offer ends tomorrow."},
		{"offer in 7", coach.Facts{Offers: []value.Date{on(-1), on(7)}}, "offer-ends: An offer ends in 7 days."},
		{"offer in 8", coach.Facts{Offers: []value.Date{on(8)}}, none},
		{"offer yesterday", coach.Facts{Offers: []value.Date{on(-1)}}, none},

		{"homework late", coach.Facts{Homework: homework("Three market figures", coach.Open, -3)}, "homework-late: Homework is 3 days late: “Three market figures”."},
		{"homework one day late", coach.Facts{Homework: homework("Ask Sam", coach.Open, -1)}, "homework-late: Homework is one day late: “Ask Sam”."},
		{"homework without words", coach.Facts{Homework: homework(" ", coach.Open, -3)}, "homework-late: Homework is 3 days late."},
		{"homework cut", coach.Facts{Homework: homework("Ask three people who do the same job elsewhere what they are paid", coach.Open, -2)},
			"homework-late: Homework is 2 days late: “Ask three people who do the same job el…”."},
		{"two late", coach.Facts{Homework: append(homework("one", coach.Open, -2), homework("two", coach.Open, -4)...)},
			"homework-late: Homework is 4 days late: “two”."},
		{"homework today", coach.Facts{Homework: homework("one", coach.Open, 0)}, none},
		{"homework dropped", coach.Facts{Homework: homework("one", coach.Dropped, -4)}, none},
		{"homework looked at", coach.Facts{Homework: homework("one", coach.Looked, -4)}, none},

		{"homework back", coach.Facts{Homework: homework("Ask Sam", coach.Done, -3)}, "homework-back: “Ask Sam” came back 3 days ago."},
		{"back today", coach.Facts{Homework: homework("Ask Sam", coach.Done, 0)}, "homework-back: “Ask Sam” came back today."},
		{"back yesterday", coach.Facts{Homework: homework("", coach.Done, -1)}, "homework-back: Homework came back yesterday."},
		{"back on no day", coach.Facts{Homework: []coach.Task{{Task: "Ask Sam", State: coach.Done}}}, "homework-back: “Ask Sam” came back."},

		{"budget in 14, no talk", coach.Facts{Budget: on(14)}, "budget-first: The budget is set in 14 days, before any talk."},
		{"budget tomorrow, talk later", coach.Facts{Budget: on(1), Talk: on(9)}, "budget-first: The budget is set tomorrow, before any talk."},
		{"budget today, talk later", coach.Facts{Budget: today, Talk: on(9)}, "budget-first: The budget is set today, before any talk."},
		{"budget on the day of the talk", coach.Facts{Budget: on(9), Talk: on(9)}, none},
		{"budget after the talk", coach.Facts{Budget: on(10), Talk: on(9)}, none},
		{"budget after a talk that was held", coach.Facts{Budget: on(10), Talk: on(-9), Told: true}, none},
		{"budget in 15", coach.Facts{Budget: on(15)}, none},
		{"budget yesterday", coach.Facts{Budget: on(-1)}, none},

		{"silent 14", coach.Facts{Quiet: 14, News: on(-14)}, "silent: No news for 14 days."},
		{"silent 13", coach.Facts{Quiet: 14, News: on(-13)}, none},
		{"silent, patience of a day", coach.Facts{Quiet: 1, News: on(-1)}, "silent: No news for one day."},
		{"silent, never", coach.Facts{Quiet: 0, News: on(-90)}, none},
		{"silent, nothing known", coach.Facts{Quiet: 14}, none},
		{"silent, talk today", coach.Facts{Quiet: 14, News: on(-20), Talk: today}, "silent: No news for 20 days."},
		{"silent, talk past", coach.Facts{Quiet: 14, News: on(-20), Talk: on(-1), Told: true}, none},
		{"a session is news", coach.Facts{Quiet: 14, News: on(-40), Sessions: []value.Date{on(-5)}}, none},
		{"a session to come is none", coach.Facts{Quiet: 14, News: on(-40), Sessions: []value.Date{on(5)}}, "silent: No news for 40 days."},

		{"no session for 22", coach.Facts{Sessions: []value.Date{on(-22)}}, "no-session: No session for 22 days, and none is booked."},
		{"no session for 21", coach.Facts{Sessions: []value.Date{on(-21)}}, none},
		{"booked", coach.Facts{Sessions: []value.Date{on(-22)}, Booked: on(3)}, none},
		{"booked today", coach.Facts{Sessions: []value.Date{on(-22)}, Booked: today}, none},
		{"booked among the sessions", coach.Facts{Sessions: []value.Date{on(-22), on(3)}}, none},
		{"booked and past", coach.Facts{Sessions: []value.Date{on(-22)}, Booked: on(-1)}, "no-session: No session for 22 days, and none is booked."},
		{"never a session", coach.Facts{}, none},

		{"two sessions, no talk", coach.Facts{Sessions: []value.Date{on(-9), on(-2)}}, "no-talk: After 2 sessions the talk has no day."},
		{"one session, one to come", coach.Facts{Sessions: []value.Date{on(-9), on(2)}}, none},
		{"two sessions, a talk", coach.Facts{Sessions: []value.Date{on(-9), on(-2)}, Talk: on(20)}, none},
		{"two sessions, a talk in words", coach.Facts{Sessions: []value.Date{on(-9), today}, Talk: value.UnreadDate("in spring")},
			"no-talk: After 2 sessions the talk has no day."},
	} {
		r, got := c.facts.Attention(today), ""
		if r.Rule != "" {
			got = r.Rule + ": " + r.Sentence()
		} else if r.Sentence() != "Nothing waits for you." {
			got = r.Sentence()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// everything is a client of whom every rule holds that may hold beside the others.
var everything = coach.Facts{Talk: on(3), Blocks: 2, Lacks: coach.AnAsk, Decide: 1, Offers: []value.Date{on(2)}, Budget: on(1), Quiet: 14, News: on(-50),
	Homework: append(homework("one", coach.Open, -2), homework("two", coach.Done, -3)...), Sessions: []value.Date{on(-40), on(-30)}}

// The rules stand in their order; the first one that holds is the reason.
func TestReasons(t *testing.T) {
	var got []string
	all := everything.Reasons(today)
	for _, r := range all {
		got = append(got, fmt.Sprintf("%d %s %t", r.Rank, r.Rule, r.NeedsYou()))
	}
	if diff := cmp.Diff([]string{"1 talk-blocked true", "2 card-unfinished true", "4 to-decide true", "5 offer-ends true", "6 homework-late true",
		"7 homework-back false", "8 budget-first false", "9 silent false", "10 no-session false"}, got); diff != "" {
		t.Error(diff)
	}
	if first := everything.Attention(today); first.Rule != "talk-blocked" {
		t.Error(first)
	}
	undated := coach.Facts{Talk: on(-2), Sessions: everything.Sessions}
	if got := undated.Reasons(today); len(got) != 2 || got[0].Rank != 3 || got[1].Rank != 10 {
		t.Error(got)
	}
	undated.Talk = value.Date{}
	if got := undated.Reasons(today); len(got) != 2 || got[1].Rank != 11 || got[1].NeedsYou() {
		t.Error(got)
	}
}

// Who is archived, locked or at rest waits for nothing.
func TestStilled(t *testing.T) {
	for want, change := range map[string]func(*coach.Facts){
		"Archived.":                              func(f *coach.Facts) { f.Archived = true },
		"It is locked; its passphrase opens it.": func(f *coach.Facts) { f.Locked = true },
		"At rest until 26 Nov.":                  func(f *coach.Facts) { f.Rest = on(1) },
	} {
		f := everything
		change(&f)
		if r := f.Attention(today); r.Rank != 0 || r.NeedsYou() || r.Sentence() != want || f.Reasons(today) != nil {
			t.Errorf("%+v says %q, want %q", r, r.Sentence(), want)
		}
	}
	f := everything
	if f.Rest = today; f.Attention(today).Rank != 1 {
		t.Error("a client rests on the day until which they did")
	}
}

func called(lines []coach.Line) (out []string) {
	for _, l := range lines {
		out = append(out, l.Called())
	}
	return out
}

// Of one rank the nearer day comes first, then the name, then the id.
func TestTies(t *testing.T) {
	all := []coach.Facts{
		{ID: "1", Person: "none"},
		{ID: "2", Person: "talk far, nothing", Talk: on(40)},
		{ID: "3", Person: "talk near, nothing", Talk: on(30)},
		{ID: "4", Person: "talk held, nothing", Talk: on(-3), Told: true},
		{ID: "5", Person: "zoë", Talk: on(2), Blocks: 1},
		{ID: "6", Person: "Zoe A", Talk: on(2), Blocks: 3},
		{ID: "7", Person: "Abe", Talk: on(3), Blocks: 1},
		{ID: "9", Person: "Same", Talk: on(4), Blocks: 1},
		{ID: "8", Person: "Same", Talk: on(4), Blocks: 1},
		{ID: "A", Person: "late 4", Homework: homework("one", coach.Open, -4)},
		{ID: "B", Person: "late 1", Homework: homework("one", coach.Open, -1)},
		{ID: "C", Person: "untold 9", Talk: on(-9)},
		{ID: "D", Person: "untold 8", Talk: on(-8)},
	}
	got := called(coach.Board(all, today))
	want := []string{"zoë", "Zoe A", "Abe", "Same", "Same", "untold 8", "untold 9", "late 1", "late 4", "talk near, nothing", "talk far, nothing",
		"none", "talk held, nothing"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rapid.Check(t, func(t *rapid.T) { // whatever the order of the list
		if lines := coach.Board(rapid.Permutation(all).Draw(t, "clients"), today); lines[3].ID != "8" || lines[4].ID != "9" {
			t.Fatal("two of one name do not stand in the order of their ids")
		}
	})
}

func TestSort(t *testing.T) {
	all := []coach.Facts{
		{ID: "1", Person: "Émile", Talk: on(-3), Told: true, News: on(-2), Sessions: []value.Date{on(-12)}},
		{ID: "2", Person: "ada", Talk: on(9), Homework: homework("one", coach.Open, 9), Booked: on(4), News: on(-9)},
		{ID: "3", Person: "Eve", Talk: on(2), Homework: homework("one", coach.Open, -2), Sessions: []value.Date{on(-30), on(1)}},
		{ID: "4", Person: "Bo", Homework: append(homework("one", coach.Done, -9), homework("two", coach.Open, 1)...), Sessions: []value.Date{on(-40)}},
		{ID: "5", Person: "Cy", Talk: on(-40), Homework: homework("one", coach.Open, -5), News: on(-1)},
	}
	for by, want := range map[coach.Order][]string{
		coach.ByAttention: {"Eve", "Cy", "Bo", "ada", "Émile"},
		coach.ByTalk:      {"Eve", "ada", "Émile", "Cy", "Bo"},
		coach.ByName:      {"ada", "Bo", "Cy", "Émile", "Eve"},
		coach.ByHomework:  {"Cy", "Eve", "Bo", "ada", "Émile"},
		coach.BySession:   {"Eve", "ada", "Bo", "Émile", "Cy"},
		coach.ByNews:      {"Cy", "Émile", "ada", "Eve", "Bo"},
	} {
		lines := coach.Board(all, today)
		coach.Sort(lines, by, today)
		if diff := cmp.Diff(want, called(lines)); diff != "" {
			t.Errorf("by %s: %s", by, diff)
		}
	}
	if got := len(coach.Orders()); got != 6 {
		t.Errorf("%d orders", got)
	}
}

func TestFilter(t *testing.T) {
	all := []coach.Facts{
		{ID: "1", Person: "a", Talk: on(30), Tags: []string{"Nürses", "new"}},
		{ID: "2", Person: "b", Talk: on(31), Quiet: 14, News: on(-14)},
		{ID: "3", Person: "c", Homework: homework("one", coach.Open, -2)},
		{ID: "4", Person: "d", Talk: on(-3), Quiet: 14, News: on(-20)},
		{ID: "5", Person: "e", Homework: homework("one", coach.Done, -2), Talk: today},
	}
	lines := coach.Board(all, today)
	coach.Sort(lines, coach.ByName, today)
	for typed, want := range map[string][]string{
		"": {"a", "b", "c", "d", "e"}, "needs-you": {"c", "d"}, "Needs you": {"c", "d"}, "late": {"c"}, "talk": {"a", "e"}, "quiet": {"b", "d"},
		"nurses": {"a"}, " NEW ": {"a"}, "other": nil,
	} {
		if diff := cmp.Diff(want, called(coach.ParseFilter(typed).Keep(lines, today))); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
	if len(lines) != 5 {
		t.Error("a filter changed the board")
	}
}

// What is typed finds a client by name, employer, tag and day.
func TestNarrow(t *testing.T) {
	all := []coach.Facts{
		{ID: "1", Person: "Hana Haas", Talk: on(100)},
		{ID: "2", Person: "Jana Haas", Employer: "Holt & Sons"},
		{ID: "3", Person: "Ana Haas", Tags: []string{"nurses"}},
		{ID: "4", Person: "Zoë Albrecht", Name: "Promotion", Alias: "Falcon", Booked: on(2)},
		{ID: "5", Name: "A raise at Northwind", Homework: homework("one", coach.Open, 10), Sessions: []value.Date{on(-10)}},
	}
	lines := coach.Board(all, today)
	coach.Sort(lines, coach.ByName, today)
	for typed, want := range map[string][]string{
		"zoe": {"Zoë Albrecht"}, "ana haas": {"Ana Haas", "Hana Haas", "Jana Haas"}, "haas": {"Ana Haas", "Hana Haas", "Jana Haas"}, "holt": {"Jana Haas"},
		"nurs": {"Ana Haas"}, "falcon prom": {"Zoë Albrecht"}, "north": {"A raise at Northwind"}, "2027-03": {"Hana Haas"}, "27 nov": {"Zoë Albrecht"},
		"5 dec": {"A raise at Northwind"}, "15 nov": {"A raise at Northwind"}, "15 dec": nil, "nobody": nil,
	} {
		if diff := cmp.Diff(want, called(coach.Narrow(lines, typed))); diff != "" {
			t.Errorf("%q: %s", typed, diff)
		}
	}
	if got := coach.Narrow(lines, ""); len(got) != 5 {
		t.Error("nothing typed narrows")
	}
}
