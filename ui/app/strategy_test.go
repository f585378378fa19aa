package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// lesson9 opens lesson 9 of a workbook on the day of the acceptance cases, at its board.
func lesson9(t *testing.T, w workbook.Workbook) *uitest.Driver {
	t.Helper()
	w.ID = uitest.NewID()
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Today: valuetest.Day(workbooktest.CasesISO), Width: 90, Height: 40})
	if d.Key("9"); strings.Contains(d.Screen(), "The mistake it prevents") {
		d.Key("enter")
	}
	return d
}

// on goes from the board to the page of a piece.
func on(t *testing.T, d *uitest.Driver, piece string) {
	t.Helper()
	d.Key("g")
	for range 12 {
		for _, l := range d.Lines() {
			_, here, ok := strings.Cut(l, "▸ ")
			if ok && strings.HasPrefix(strings.TrimLeft(here, "✓!· "), piece) {
				d.Key("enter")
				return
			}
		}
		d.Key("down")
	}
	t.Fatalf("%s is not on the board:\n%s", piece, d.Screen())
}

// says fails the test when the screen does not have a text, wrapped or not.
func says(t *testing.T, d *uitest.Driver, text string) {
	t.Helper()
	if all := strings.Join(strings.Fields(d.Screen()), " "); !strings.Contains(all, text) {
		t.Errorf("it does not say %q:\n%s", text, d.Screen())
	}
}

func TestTheBoardLeadsToEveryPieceAndBack(t *testing.T) {
	for piece, want := range map[string]struct{ screen, says string }{
		"First mile": {"firstmile", ""}, "Asks": {"asks", ""}, "Proofs": {"asks", ""}, "Deal": {"prenegotiate", ""}, "Timing": {"conversation", ""},
		"Trust": {"trust", ""}, "Way out": {"offers", ""}, "Opening": {"strategy", "Opening, "}, "Objections": {"strategy", "If I hear"},
		"Ladder": {"strategy", "Ladder: Total pay"}, "Noes": {"strategy", "The three noes"}, "Pause": {"strategy", "When to pause"},
	} {
		d := lesson9(t, workbooktest.Dana())
		on(t, d, piece)
		if got := d.App().Place().Screen; got != want.screen && !(piece == "Timing" && got == "reviews") {
			t.Errorf("%s leads to %q, want %q", piece, got, want.screen)
		}
		d.Want(want.says)
		if want.screen != "strategy" {
			continue
		}
		d.Key("esc")
		d.Want("First mile", "Way out")
		if d.Key("esc"); d.App().Place().Screen != "map" {
			t.Errorf("from the board esc leads to %q", d.App().Place().Screen)
		}
	}
}

func TestTheArrowsOfTheBoard(t *testing.T) {
	d := lesson9(t, workbooktest.Wen())
	d.Want("▸ ✓ Opening")
	d.Key("left")
	d.Want("▸ ✓ Asks")
	d.Key("left") // there is no column beyond
	d.Want("▸ ✓ Asks")
	d.Key("up", "right")
	d.Want("▸ · Way out")
	d.ClickOn("Trust")
	d.Want("▸ ✓ Trust")
	d.ClickOn("Trust")
	if got := d.App().Place().Screen; got != "trust" {
		t.Errorf("a second click leads to %q", got)
	}
}

// In one column what is missing stands before what is ready.
func TestTheBoardInOneColumn(t *testing.T) {
	d := lesson9(t, workbooktest.Dana())
	d.Resize(40, 30)
	ready := false
	for _, l := range d.Lines()[2:16] {
		switch {
		case strings.Contains(l, "✓ "):
			ready = true
		case strings.Contains(l, "! ") && ready:
			t.Fatalf("%q stands below what is ready:\n%s", l, d.Screen())
		}
	}
	if !ready {
		t.Fatal(d.Screen())
	}
}

func TestTheFirstSentenceIsBuiltAndNeverOverwritten(t *testing.T) {
	w := workbooktest.Tomas()
	d := lesson9(t, w)
	on(t, d, "Opening")
	d.Want("Opening, built from lesson 7", "“Before I ask for anything: ", "of 40 words", "✓ no apology, need of your own, leaving or offer")
	if got := d.Workbook().Talk.Opening; got != "" {
		t.Fatalf("it is written unasked: %q", got)
	}
	d.Key("enter")
	if built := d.Workbook().Talk.Opening; !strings.HasPrefix(built, "Before I ask for anything: ") {
		t.Fatalf("enter puts in %q", built)
	}
	d.Type(" Sorry to bother you.")
	d.Want("! It has an apology")
	d.Key("esc")
	d.Want("Opening, in your words")
	d.Key("space")
	d.Want("Yours is written, and stays")
	if own := d.Workbook().Talk.Opening; !strings.HasSuffix(own, "Sorry to bother you.") {
		t.Errorf("it became %q", own)
	}
	d.Key("down", "enter")
	d.Type("Who else decides?")
	if got := d.Workbook().Talk.Question1; got != "Who else decides?" {
		t.Errorf("question one is %q", got)
	}
}

func TestAFirstSentenceIsBuiltFromWhatThereIs(t *testing.T) {
	d := lesson9(t, workbook.Workbook{Profile: workbook.Profile{Name: "Test"}})
	on(t, d, "Opening")
	d.Key("space")
	d.Want("Nothing to build it from yet", "for example: ")
	w := workbooktest.Rosa()
	w.KPIs = nil
	d = lesson9(t, w)
	on(t, d, "Opening")
	d.Want("Opening, built from lesson 3")
	d.Key("space")
	if got := d.Workbook().Talk.Opening; got == "" {
		t.Error("space does not take it up")
	}
	d.Key("u")
	if got := d.Workbook().Talk.Opening; got != "" {
		t.Errorf("after the undo it is %q", got)
	}
}

// Where a target is missed, that is what the other side will say first.
func TestAMissedTargetLeadsTheObjections(t *testing.T) {
	w := workbooktest.Wen()
	w.KPIs[0].Target, w.KPIs[0].Actual = valuetest.Bound("at least 10 plans"), valuetest.Amount("9 plans")
	d := lesson9(t, w)
	on(t, d, "Objections")
	d.Key("c")
	d.Want("14 of 14", "▸ You missed a target")
}

func TestObjectionsComeFromTheCatalogAndGetFourMoves(t *testing.T) {
	w := workbooktest.Wen()
	w.Objections = []workbook.Objection{{ID: "B1", Ask: "A1", Hear: "Not now", Answer: "When?"}}
	d := lesson9(t, w)
	on(t, d, "Objections")
	d.Want("against “Base pay”", "If I hear   Not now", "then I say  When?", "– such as: the target that I hit", "– such as: a later start")
	d.Key("c")
	d.Want("14 of 14", "▸ There is no budget")
	d.Type("freeze")
	d.Want("1 of 14", "▸ There is no budget")
	d.Key("enter")
	all := d.Workbook().Objections
	at := slices.IndexFunc(all, func(o workbook.Objection) bool { return o.Hear == "There is no budget" })
	if len(all) != 2 || at < 0 || !strings.HasPrefix(all[at].Answer, "I understand.") || all[at].Ask != "A2" {
		t.Fatalf("it is %+v", all)
	}
	d.Key("tab")
	says(t, d, "For example: Money that my work saved or earned")
	d.Key("tab", "tab", "tab")
	says(t, d, "Such as: the smaller ask now, the amount later.")
	d.Key("tab")
	says(t, d, "Such as: a week before the budget is settled.")
	d.Type("2 may")
	d.Key("esc")
	d.Want("against “Days at home”", "Next date   2 May 2027")
	d.Key("c") // what is there for an ask is not taken twice
	d.Type("freeze")
	d.Key("enter")
	if n := len(d.Workbook().Objections); n != 2 {
		t.Errorf("%d objections", n)
	}
}

func TestAnObjectionOfOnesOwn(t *testing.T) {
	d := lesson9(t, workbooktest.Rosa())
	on(t, d, "Objections")
	d.Want("Choose the answer that you fear most.")
	d.Key("enter")
	d.Type("ask me again next year")
	d.Key("down", "up") // the catalog has one that means it, and one's own stands behind
	d.ClickOn("your own")
	o := d.Workbook().Objections[0]
	if o.Hear != "ask me again next year" || o.Answer != "" || o.Ask != "A1" {
		t.Fatalf("it is %+v", o)
	}
	says(t, d, "For example: Thank you for saying so.") // the reply to what it means
	d.Key("esc", "a")
	d.Type("No")
	if all := d.Workbook().Objections; len(all) != 2 || all[1].Hear != "No" {
		t.Errorf("it is %+v", all)
	}
	d.Key("esc", "d")
	if n := len(d.Workbook().Objections); n != 1 {
		t.Errorf("%d objections after one was deleted", n)
	}
}

// drawn are the lines of the page with a sign of the ladder, without what stands behind.
func drawn(d *uitest.Driver, signs string) []string {
	var out []string
	for _, l := range d.Lines() {
		if strings.ContainsAny(l, signs) {
			out = append(out, strings.Join(strings.Fields(l), " "))
		}
	}
	return out
}

func TestTheLadderIsDrawnToScale(t *testing.T) {
	d := lesson9(t, workbooktest.Dana())
	on(t, d, "Ladder")
	got := strings.Join(drawn(d, "○├═"), "\n")
	want := "$140,000 ○ opening\n$136,000 ├ 4,000 less a decision by Friday\n$131,000 ├ 5,000 less ‹what comes back?›\n$128,000 ═ minimum\n▸ $127,000 ├ ✗ past your minimum the new region"
	if got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
	places := map[string]int{}
	for y, l := range d.Lines() {
		if f := strings.Fields(strings.TrimLeft(l, " ▸")); len(f) > 0 && strings.HasPrefix(f[0], "$") {
			places[f[0]] = y
		}
	}
	if up, down := places["$136,000"]-places["$140,000"], places["$131,000"]-places["$136,000"]; up < 2 || down < up {
		t.Errorf("4,000 are %d lines, and 5,000 are %d:\n%s", up, down, d.Screen())
	}
	d.Key("g", "enter")
	d.Want("Between $140,000 and $128,000.")
	d.Key("ctrl+u")
	d.Type("134k")
	d.Key("esc")
	d.Want("$134,000  ├ 6,000 less")
	d.Key("a")
	d.Type("130k")
	d.Key("tab")
	d.Type("A title")
	if steps := d.Workbook().Steps; !slices.ContainsFunc(steps, func(s workbook.Step) bool {
		return s.Ask == "A1" && s.Offer.Value().IntPart() == 130_000 && s.For == "A title"
	}) {
		t.Errorf("the steps are %+v", steps)
	}
}

func TestStepsAreProposedWithOneKey(t *testing.T) {
	w := workbooktest.Wen()
	w.Steps = nil
	d := lesson9(t, w)
	on(t, d, "Ladder")
	d.Want("Ladder: Base pay", "1 of 2", "▸ Propose steps")
	d.Key("space")
	got := strings.Join(drawn(d, "○├═"), "\n")
	want := "€96,000 ○ opening\n▸ €92,000 ├ 4,000 less ‹what comes back?›\n€90,000 ├ 2,000 less ‹what comes back?›\n€89,000 ├ 1,000 less ‹what comes back?›\n€88,000 ═ minimum"
	if got != want {
		t.Errorf("it is\n%s\nwant\n%s", got, want)
	}
	d.Key("space")
	d.Want("There are steps already")
	d.Key("u")
	if n := len(d.Workbook().Steps); n != 0 {
		t.Errorf("%d steps after the undo", n)
	}
	d.Key("ctrl+n")
	d.Want("Ladder: Days at home", "2 of 2", "4 days a week", "2 days a week")
	d.Key("tab")
	d.Want("Ladder: Base pay")
}

func TestLessIsMoreGoesUp(t *testing.T) {
	w := workbooktest.Rosa()
	w.Steps = []workbook.Step{{ID: "S1", Ask: "A1", Offer: valuetest.Amount("1 night shift a month")}, {ID: "S2", Ask: "A1", Offer: valuetest.Amount("3 night shifts a month")}}
	d := lesson9(t, w)
	on(t, d, "Ladder")
	got := drawn(d, "○├═")
	want := []string{"0 night shifts a month ○ opening", "1 night shift a month ├ 1 more", "2 night shifts a month ═ minimum", "3 night shifts a month ├ ✗ past your minimum"}
	for i := range want {
		if i >= len(got) || !strings.HasPrefix(strings.TrimPrefix(got[i], "▸ "), want[i]) {
			t.Fatalf("it is\n%s", strings.Join(got, "\n"))
		}
	}
}

func TestALadderWithoutAScaleSaysWhy(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit func(*workbook.Ask)
		want string
	}{
		{"no room", func(a *workbook.Ask) { a.Opening = a.Minimum }, "There is no room between your opening and your minimum: both are $58,000."},
		{"words", func(a *workbook.Ask) { a.Opening, a.Minimum, a.Target = value.Amount{}, value.Amount{}, value.Amount{} }, "This ask is in words"},
		{"no opening", func(a *workbook.Ask) { a.Opening = value.Amount{} }, "The opening of this ask is not known yet"},
		{"no minimum", func(a *workbook.Ask) { a.Minimum = value.Amount{} }, "The minimum of this ask is not known yet"},
		{"turned", func(a *workbook.Ask) { a.Opening, a.Minimum = a.Minimum, a.Opening }, "asks for less than your minimum"},
	} {
		w := workbooktest.Tomas()
		tt.edit(&w.Asks[0])
		w.Steps = []workbook.Step{{ID: "S1", Ask: "A1", Offer: valuetest.Amount("=the title first")}, {ID: "S2", Ask: "A1", Offer: valuetest.Amount("=half now")}}
		d := lesson9(t, w)
		on(t, d, "Ladder")
		says(t, d, tt.want)
		d.Want("the title first", "half now")
		d.Key("ctrl+g")
		if got := d.App().Place().Screen; got != "asks" {
			t.Errorf("%s: the way to its numbers leads to %q", tt.name, got)
		}
	}
}

func TestPackagesAreMadeAndWeighed(t *testing.T) {
	d := lesson9(t, workbooktest.Wen())
	d.Key("m")
	d.Want("Make two or three that are worth the same to you", "Leonardelli et al. 2019")
	d.Key("enter")
	d.Want("Added the package A. Two more make a choice: three is the usual number.")
	d.Key("a")
	d.Want("One more makes a choice")
	if n := len(d.Workbook().Packages); n != 2 {
		t.Fatalf("%d packages", n)
	}
	cell := func(text string) {
		t.Helper()
		d.Key("enter")
		d.Type(text)
		d.Key("esc")
	}
	d.Key("g", "down") // the second package, Base pay
	cell("92k")
	d.Want("[€92,000]", "Package B, Base pay: €92,000, 50% of the way from your minimum to your opening.", "B is worth 50 points more than A")
	d.Key("left")
	cell("92k")
	d.Want("equal within 5")
	d.Key("down", "down")
	cell("one course a year")
	d.Want("Not counted: “Paid training” has no score in A.", "Type how much it is worth to you, 0 to 10.")
	d.Key("1", "0")
	d.Want("worth 10 of 10 to you")
	if p := d.Workbook().Portions; len(p) != 3 || p[2].Score.String() != "10" || p[2].Return != "R3" {
		t.Errorf("it is %+v", p)
	}
	d.Key("backspace", "backspace")
	if p := d.Workbook().Portions; !p[2].Score.IsZero() {
		t.Errorf("the score is %v", p[2].Score)
	}
	d.Key("enter", "ctrl+u", "esc") // a blank part is none
	if n := len(d.Workbook().Portions); n != 2 {
		t.Errorf("%d parts", n)
	}
	d.Key("down", "enter", "esc") // nor is one that was only looked at
	if n := len(d.Workbook().Portions); n != 2 {
		t.Errorf("%d parts", n)
	}
	d.Key("g", "enter")
	d.Type("More pay")
	d.Key("esc")
	d.Want("More pay")
	d.Key("a", "a", "a")
	d.Want("Four is as many as anybody keeps in mind")
	if n := len(d.Workbook().Packages); n != 4 {
		t.Errorf("%d packages", n)
	}
	d.Key("left", "left", "left", "P", "d")
	w := d.Workbook()
	if len(w.Packages) != 3 || len(w.Portions) != 1 {
		t.Errorf("after one was deleted it is %+v with %+v", w.Packages, w.Portions)
	}
	d.Key("u", "u")
	if w := d.Workbook(); len(w.Packages) != 4 || w.Packages[0].Private {
		t.Errorf("after the undo it is %+v", w.Packages)
	}
}

// In one column of text a package is a page of its own, and the arrows turn it.
func TestAPackageIsAPageInOneColumn(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 40, Height: 20})
	d.Key("9", "m")
	for i, name := range []string{"A", "B", "C", "A"} {
		d.Want(fmt.Sprintf("Package %s", name), fmt.Sprintf("%d of 3", i%3+1), "equal within 5")
		d.Key("right")
	}
	d.Want("€92,000")
	d.Absent("€95,000")
	d.ClickOn("Paid training")
	d.ClickOn("Paid training")
	d.Want("Package B: Paid training")
}

// The forms of the talk lead back to the board, and a finding leads into them.
func TestTheFormsOfTheTalk(t *testing.T) {
	w := workbooktest.Wen()
	w.Talk = workbook.Talk{Opening: w.Talk.Opening}
	d := lesson9(t, w)
	on(t, d, "Noes")
	d.Type("Which part is hardest?")
	d.Key("esc")
	d.Want("one of three")
	d.ClickOn("It is open what happens after the talk.")
	if p := d.App().Place(); p.Field != "next" {
		t.Fatalf("the finding leads to %+v", p)
	}
	d.Type("Lee asks finance")
	d.Key("shift+tab", "shift+tab")
	d.Type("Anything new")
	talk := d.Workbook().Talk
	if talk.Tactical != "Which part is hardest?" || talk.Next != "Lee asks finance" || talk.PauseWhen != "Anything new" {
		t.Errorf("the talk is %+v", talk)
	}
	d.Key("esc")
	d.Want("no words for it")
}

// What is built for the first sentence is taken back by the key that does so where one then
// is: in the text, u is a letter.
func TestTheBuiltOpeningIsTakenBack(t *testing.T) {
	w := workbooktest.Dana()
	w.Talk.Opening = ""
	for _, tt := range []struct{ take, undo, says string }{{"enter", "ctrl+z", "change. ctrl+z takes it back."}, {"space", "u", "change. u takes it back."}} {
		d := lesson9(t, w)
		on(t, d, "Opening")
		d.Key(tt.take)
		d.Want(tt.says)
		if d.Workbook().Talk.Opening == "" {
			t.Fatal("it is not taken up")
		}
		d.Key(tt.undo)
		if got := d.Workbook().Talk.Opening; got != "" {
			t.Errorf("%s leaves %q", tt.undo, got)
		}
	}
}

// What is word for word the least or the best of a nice-to-have needs no score.
func TestPackagesKnowTheEnds(t *testing.T) {
	w := workbooktest.Wen()
	for i := range w.Returns {
		if w.Returns[i].Name == "Paid training" {
			w.Returns[i].Need = workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(100), Worst: "No course", Best: "A course a year, in work time, with the travel paid"}
		}
	}
	w.Packages = []workbook.Package{{ID: "Q1"}, {ID: "Q2"}}
	w.Portions = []workbook.Portion{{ID: "P1", Package: "Q1", Return: "R3", Offer: value.Words("no course")},
		{ID: "P2", Package: "Q2", Return: "R3", Offer: value.Words("a course a year, in work time, with the travel paid")}}
	d := lesson9(t, w)
	d.Key("m", "G")
	for d.App().Place().Record.ID() != "P1" {
		before := d.Screen()
		if d.Key("up"); d.Screen() == before {
			t.Fatalf("no training:\n%s", before)
		}
	}
	d.Want("no course, the least of it, and counted so.", "B is worth 100 points more than A")
	d.Absent("Not counted", "…")
	d.Key("5")
	d.Want("word for word the least or the best")
	d.Key("right")
	d.WantWrapped("the best of it, and counted so.")
}
