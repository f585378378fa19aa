package app_test

import (
	"fmt"
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// clients are four that a coach has, with what is kept beside them: the talk of Jonas is near
// and his homework late, Priya's talk is past, Zoë's homework came back, Dana waits for nothing.
func clients() ([]workbook.Workbook, *uitest.Coach) {
	on := func(days int) value.Date { return uitest.Today.AddDays(days) }
	book := func(person, employer string, talk value.Date) workbook.Workbook {
		w := client(person, employer)
		w.Profile.Meeting = talk
		return w
	}
	all := []workbook.Workbook{
		book("Dana Reyes", "Holt", on(41)), book("Jonas Weber", "Contoso", on(2)), book("Priya Nair", "Holt", on(-5)), book("Zoë Albrecht", "Northwind", value.Date{}),
	}
	all[1].Asks = []workbook.Ask{{ID: uitest.NewID()}}
	homework := func(task string, due, done value.Date) []coach.Homework {
		return []coach.Homework{{ID: uitest.NewID(), Task: task, Due: due, Done: done, Told: on(-10)}}
	}
	return all, uitest.NewCoach(
		coach.Part{ID: all[0].ID, Client: coach.Client{Next: on(1), Tags: []workbook.Entry{{ID: uitest.NewID(), Text: "spring"}}}, Homework: homework("Ask for a day", on(4), value.Date{})},
		coach.Part{ID: all[1].ID, Homework: homework("Three market figures", on(-3), value.Date{}),
			Notes:    []coach.Note{{ID: uitest.NewID(), Text: "CANARY speaks of rent again", Bring: true}},
			Sessions: []coach.Session{{ID: uitest.NewID(), Day: on(-13)}}},
		coach.Part{ID: all[2].ID, Sessions: []coach.Session{{ID: uitest.NewID(), Day: on(-7)}}},
		coach.Part{ID: all[3].ID, Client: coach.Client{Next: on(2)}, Homework: homework("First sentence", on(-3), on(-1))},
	)
}

// onBoard is the program of a coach.
func onBoard(t testing.TB, width, height int) (*uitest.Driver, *uitest.Coach, []workbook.Workbook) {
	t.Helper()
	books, side := clients()
	return uitest.New(t, uitest.Options{Width: width, Height: height, Books: books, Coach: side}), side, books
}

// order gives the first names on the board, from the top.
func onBoardOrder(d *uitest.Driver) string {
	var out []string
	for _, l := range d.Lines() {
		for _, name := range []string{"Dana Reyes", "Jonas Weber", "Priya Nair", "Zoë Albrecht"} {
			if i := strings.Index(l, name); i >= 0 && i < 9 {
				out = append(out, strings.Fields(name)[0])
			}
		}
	}
	return strings.Join(out, " ")
}

func wantOrder(t *testing.T, d *uitest.Driver, why, want string) {
	t.Helper()
	if got := onBoardOrder(d); got != want {
		t.Errorf("%s: the board has %q, want %q:\n%s", why, got, want, d.Screen())
	}
}

func TestTheBoardShowsWhoComesFirst(t *testing.T) {
	d, _, _ := onBoard(t, 80, 24)
	d.Want("Clients   4 active · 2 need you", "by attention", "in 2 days", "3 days late", "5 days ago", "came back", "tomorrow", "due 3 Feb")
	wantOrder(t, d, "by attention", "Jonas Priya Zoë Dana")
	d.WantWrapped("Jonas: The talk is in 2 days; one thing blocks it. The talk is in 2 days; the card lacks the first sentence.")
	d.Key("v")
	d.WantWrapped("Homework is 3 days late: “Three market figures”.")
	d.Key("G")
	d.WantWrapped("Dana: Nothing waits for you.")
	d.Key("g")
	d.WantWrapped("Jonas: The talk")
}

func TestTheBoardIsSortedAndFiltered(t *testing.T) {
	d, _, _ := onBoard(t, 80, 24)
	for _, c := range []struct{ by, want string }{
		{"talk", "Jonas Dana Priya Zoë"}, {"name", "Dana Jonas Priya Zoë"}, {"homework", "Jonas Zoë Dana Priya"},
		{"session", "Dana Zoë Jonas Priya"}, {"news", ""}, {"attention", "Jonas Priya Zoë Dana"},
	} {
		d.Key("s")
		d.Want("by "+c.by, "By "+c.by+".")
		if c.want != "" {
			wantOrder(t, d, c.by, c.want)
		}
	}
	for _, c := range []struct{ typed, want string }{{"needs", "Jonas Priya"}, {"late", "Jonas"}, {"30 days", "Jonas"}, {"spring", "Dana"}, {"all", "Jonas Priya Zoë Dana"}} {
		d.Key("f")
		d.Type(c.typed)
		d.Key("enter")
		wantOrder(t, d, c.typed, c.want)
	}
	d.Key("f")
	d.Type("quiet")
	d.Key("enter")
	d.Want("No client is here: esc shows all.")
	d.Key("enter")
	d.Want("No client is here")
	d.Key("esc")
	wantOrder(t, d, "esc", "Jonas Priya Zoë Dana")
}

// Narrowing folds accents and knows days; enter keeps it, and esc shows all again.
func TestTheBoardNarrowsAsOneTypes(t *testing.T) {
	d, _, _ := onBoard(t, 80, 24)
	d.Key("/")
	d.Type("zoe")
	wantOrder(t, d, "zoe", "Zoë")
	d.Key("ctrl+u")
	d.Type(uitest.Today.AddDays(2).ISO())
	wantOrder(t, d, "a day", "Jonas Zoë")
	d.Key("down", "enter")
	d.WantWrapped("Zoë: “First sentence” came back yesterday.")
	d.Key("esc")
	wantOrder(t, d, "esc", "Jonas Priya Zoë Dana")
}

func TestMarkedClientsOpenSideBySide(t *testing.T) {
	d, _, _ := onBoard(t, 120, 40)
	d.Key("m")
	d.Want("Marked: enter opens it alone.", "▸ ! Priya Nair")
	d.Key("m")
	d.Want("Marked: enter opens the 2 side by side.")
	d.Key("enter")
	d.Want("▸ Jonas Weber", "Priya Nair")
}

// Archived clients leave the board and are found; a rest quiets the rules.
func TestTheBoardArchivesAndRests(t *testing.T) {
	d, side, books := onBoard(t, 80, 24)
	jonas := books[1].ID
	d.Key("A")
	d.Want("Archived: out of the rules and the reports.", "3 active · 1 need you")
	wantOrder(t, d, "archived", "Priya Zoë Dana")
	if !side.Part(jonas).Client.Archived {
		t.Error("it is not kept")
	}
	d.Key("/")
	d.Type("jonas")
	wantOrder(t, d, "an archived one is found", "Jonas")
	d.Key("esc", "tab")
	d.Want("Clients   archived", "Jonas: Archived.")
	d.Key("A")
	d.Want("Active again.")
	d.Key("esc", "z")
	d.Type("nonsense")
	d.Key("enter")
	d.Want("That is no day.")
	d.Key("ctrl+u")
	d.Type(uitest.Today.AddDays(9).ISO())
	d.Key("enter")
	d.Want("At rest until")
	if side.Part(jonas).Client.Rest != uitest.Today.AddDays(9) {
		t.Errorf("it rests until %v", side.Part(jonas).Client.Rest)
	}
	wantOrder(t, d, "at rest", "Priya Zoë Jonas Dana")
	d.Key("tab", "tab")
	d.Want("Deleted workbooks")
}

func TestTheBriefOfAClient(t *testing.T) {
	d, _, _ := onBoard(t, 80, 24)
	d.Key("b")
	d.Want("For you only: Jonas Weber", "CANARY")
	d.Key("esc", "M")
	d.Absent("Jonas")
	d.Want("Only clients that are open here are shown.")
	d.Key("b")
	d.Absent("CANARY")
	d.Key("M")
	d.Want("Jonas Weber")
	d.Resize(200, 50)
	d.Key("g")
	d.Want("│ For you only: Jonas Weber", "Contoso")
	d.Key("M")
	d.Absent("CANARY")
}

// Ten thousand clients cost a frame what is in sight of them.
func TestManyClientsOnTheBoard(t *testing.T) {
	var books []workbook.Workbook
	for i := range 300 {
		books = append(books, client(fmt.Sprintf("Client %03d", i), "Holt"))
	}
	side := uitest.NewCoach()
	d := uitest.New(t, uitest.Options{Books: books, Coach: side})
	read := side.Read
	if read != len(books) {
		t.Errorf("%d were read for %d clients", read, len(books))
	}
	d.Key("pgdown", "pgdown", "down", "s", "s", "s", "/")
	d.Type("299")
	d.Want("Client 299")
	d.Key("enter", "esc", "G", "pgup")
	if side.Read != read {
		t.Errorf("moving, sorting and narrowing read %d more", side.Read-read)
	}
}
