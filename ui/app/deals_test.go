package app_test

import (
	"slices"
	"strings"
	"testing"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// line is the row of the screen that has a text.
func line(t *testing.T, d *uitest.Driver, text string) string {
	t.Helper()
	for _, l := range d.Lines() {
		if strings.Contains(l, text) {
			return l
		}
	}
	t.Fatalf("no %q:\n%s", text, d.Screen())
	return ""
}

// The sentence is the form: what is typed in a gap stands in it at once, and tab goes on
// to the next.
func TestADealIsWrittenInItsSentence(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 80, Height: 24})
	d.Key("5")
	if l := line(t, d, "how much of"); !strings.Contains(l, "▸ then ‹") {
		t.Errorf("the first gap has no focus: %q", l)
	}
	if x, y, shown := d.Cursor(); !shown || !strings.HasPrefix(string([]rune(d.Lines()[y])[x:]), "how much") {
		t.Errorf("the cursor is at %d, %d, %t:\n%s", x, y, shown, d.Screen())
	}
	d.Key("enter")
	d.Type("two days at home")
	d.Want("then two days at home from 1 Jul;")
	d.Key("tab", "tab") // the day is there already
	d.Type("Sam")
	d.Want("Sam approves it.")
	d.Key("esc")
	if got := d.Workbook().Deals[0]; got.Get != "two days at home" || got.Approver != "Sam" || d.App().Typing() {
		t.Errorf("it is %+v", got)
	}
	// What is filled is a stop, too, and so are the return, the day and the other questions.
	var stops []string
	for range 9 {
		_, y, _ := d.Cursor()
		stops = append(stops, strings.Fields(strings.TrimLeft(d.Lines()[y], " ▸"))[0])
		d.Key("tab")
	}
	if want := []string{"Sam", "The", "Deal", "○", "If", "If", "If", "If", "then"}; !slices.Equal(stops, want) {
		t.Errorf("tab leads over %q, want %q", stops, want)
	}
	d.Key("shift+tab", "shift+tab", "left", "right", "enter")
	d.Want("Deliver by")
	if d.Key("ctrl+u"); !strings.Contains(d.Screen(), "by ‹when?›,") {
		t.Errorf("what is taken away is a gap again:\n%s", d.Screen())
	}
	d.Key("esc")
	d.ClickOn("Planning errors")
	d.ClickOn("Planning errors")
	d.Want("You deliver")
}

// s goes through the statuses, since today; the day can be another one.
func TestTheStatusOfADeal(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 80, Height: 24})
	d.Key("5", "s")
	d.Want("● e-mailed 30 Jan", "You wrote it down on 30 Jan; a yes is missing.")
	d.Key("enter", "ctrl+u")
	d.Type("28 jan")
	d.Key("esc")
	d.Want("● e-mailed 28 Jan")
	d.Key("s")
	d.Want("● confirmed 30 Jan", "151 days left to deliver")
	d.Key("s")
	d.Want("● idea", "So far only you know it.")
	if got := d.Workbook().Deals[0]; !got.Since.IsZero() {
		t.Errorf("an idea has a day: %v", got.Since)
	}
	d.Key("u", "u")
	d.Want("● e-mailed 28 Jan")
	d.ClickOn("○ confirmed")
	d.Want("● confirmed 30 Jan")
	d.Key("o")
	d.Want("● met", "You delivered.")
	d.Key("o", "o", "o")
	d.Absent("○ met")
}

// e leads to the letter about the deal; where there is none it says why.
func TestTheRecapOfADeal(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 120, Height: 40})
	d.Key("5", "e")
	if p := d.App().Place(); p.Screen != screen.PlanScreen || p.Record != workbook.RecordKey(workbook.DealRecords, d.Workbook().Deals[0].ID) {
		t.Errorf("e leads to %v", p)
	}
	d.Want("Recap: ", "Subject: How I understood us")
	for _, c := range []struct {
		change func(d *workbook.Deal)
		says   string
	}{
		{func(d *workbook.Deal) { d.Status = workbook.DealIdea }, "Say it first: so far only you know it."},
		{func(d *workbook.Deal) { d.Status = workbook.DealConfirmed }, "It is confirmed: there is no yes to wait for."},
		{func(d *workbook.Deal) { d.Outcome = workbook.OutcomeMet }, "It has ended: there is no yes to wait for."},
		{func(d *workbook.Deal) { d.Private = true }, "You keep it private: no letter tells of it."},
	} {
		w := uitest.Example(t)
		c.change(&w.Deals[0])
		d = uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Width: 120, Height: 40})
		d.Key("5", "e")
		d.WantWrapped(c.says)
	}
	d = uitest.New(t, uitest.Options{Books: []workbook.Workbook{uitest.Empty("Deals")}, Width: 120, Height: 40})
	d.Key("5", "enter", "a", "tab")
	d.Type("A plan")
	d.Key("esc", "e")
	d.WantWrapped("A recap has both sides: say what you deliver and what you get.")
}

// A deal that is added asks for its return first, what is asked for before the rest.
func TestADealIsAdded(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 120, Height: 40})
	d.Key("5", "a")
	x, first, _ := d.Find("○ Base pay")
	if _, second, found := d.Find("○ The senior title"); !found || second != first+1 || x == 0 {
		t.Errorf("what is asked for does not stand first:\n%s", d.Screen())
	}
	d.Key("right", "tab")
	d.Type("The spring audit")
	d.Key("esc")
	got := d.Workbook().Deals
	if len(got) != 2 || got[1].Return != d.Workbook().Asks[0].Return || got[1].Deliver != "The spring audit" {
		t.Fatalf("the deals are %+v", got)
	}
	// Of several the others have a line each; from the last, down leads to its questions.
	d.Want("Deal 2 of 2, Base pay", "said 22 Jan")
	d.Key("up")
	d.Want("Deal 1 of 2, Days at home", "The spring audit")
	d.Key("down", "down")
	if !d.App().Typing() || d.App().Place().Field != "deliver" && d.App().Place().Field != "source" {
		t.Errorf("down leads to %v", d.App().Place())
	}
	d.Key("esc", "P")
	d.Want(", mine")
	d.Key("d")
	if n := len(d.Workbook().Deals); n != 1 {
		t.Errorf("%d deals are left", n)
	}
	d.Key("u")
	d.Want("The spring audit")
}

// Under the list stands what the focused deal comes to; v has it of all of them.
func TestWhatTheFocusedDealComesTo(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: dealt(t), Width: 100, Height: 40})
	all := []string{"Confirmed on 28 Jan; 151 days left to deliver.", "You wrote it down on 21 Dec 2026; a yes is missing.", "29 Jan has passed: report the result"}
	d.Key("5")
	for i, text := range all {
		d.WantWrapped(text)
		d.Absent(slices.Concat(all[:i], all[i+1:])...)
		if i < len(all)-1 {
			d.Key("down")
		}
	}
	d.Key("v")
	d.WantWrapped(all...)
}

// A finding leads to the gap that it is about, or to the question behind the sentence.
func TestFindingsOfDealsLeadToTheirField(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 120, Height: 40})
	for text, want := range map[string]string{"does not say how much you get": "get", "Nobody is named who can say yes": "approver", "what half a result earns. Settle": "partial"} {
		d.Key("5")
		d.ClickOn(text)
		if got := d.App().Place(); got.Field != want || !d.App().Typing() {
			t.Errorf("%q leads to %v", text, got)
		}
		d.Key("esc", "esc")
	}
}

// The other questions are as many whatever the status; since when it holds is asked of
// what is more than an idea.
func TestTheOtherQuestionsOfADealAreAsMany(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 80, Height: 24})
	d.Key("5")
	want := line(t, d, "The other questions")
	for range workbook.DealStatuses() {
		d.Key("s")
		if got := line(t, d, "The other questions"); strings.TrimLeft(got, " ▸") != strings.TrimLeft(want, " ▸") {
			t.Errorf("%q, before %q", got, want)
		}
	}
	for d.Workbook().Deals[0].Status != workbook.DealIdea {
		d.Key("s")
	}
	d.Key("down")
	for range workbook.Schema.Collection(workbook.DealRecords).Fields {
		if p := d.App().Place(); p.Field == "since" {
			t.Fatal("an idea is asked since when it is")
		}
		d.Key("tab")
	}
}

// A day that may be several is asked about once: who goes on again keeps the text.
func TestTabGoesOnPastAQuestionInAGap(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 80, Height: 24})
	d.Key("5", "shift+tab", "enter")
	if p := d.App().Place(); p.Field != "due" {
		t.Fatalf("in %s", p.Field)
	}
	d.Key("ctrl+u")
	d.Type("2")
	d.Key("tab")
	d.Want("which one")
	d.Key("tab")
	if p := d.App().Place(); p.Field != "get" || d.Workbook().Deals[0].Due.Unread() != "2" {
		t.Errorf("in %s, with %q", p.Field, d.Workbook().Deals[0].Due.Unread())
	}
	d.Key("shift+tab", "tab")
	d.Want("which one")
	d.Key("1", "tab")
	if p := d.App().Place(); p.Field != "get" || !d.Workbook().Deals[0].Due.OK() {
		t.Errorf("in %s, with %q", p.Field, d.Workbook().Deals[0].Due.Unread())
	}
}

// What is promised in words has another sentence than a number: every field of either is
// reached by tab in the form in which it was typed over.
func TestATypedOverPromiseAsksEveryField(t *testing.T) {
	w := uitest.New(t, uitest.Options{Example: true}).Workbook()
	w.Deals[0].Target = value.Bound{Statement: "The audit is passed"}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("5")
	for range 12 {
		if d.Key("enter"); d.App().Place().Field == "target" {
			break
		}
		d.Key("esc", "tab")
	}
	d.Key("ctrl+u")
	d.Type("at least 90%")
	var stops []string
	for range 10 {
		d.Key("tab")
		stops = append(stops, d.App().Place().Field)
	}
	for _, name := range []string{"deliver", "today", "target", "due", "get", "effective", "approver"} {
		if !slices.Contains(stops, name) {
			t.Errorf("tab does not reach %q: %q", name, stops)
		}
	}
}
