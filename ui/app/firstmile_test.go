package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

func TestTheyAgreeIsAnsweredInTheScorecard(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: targets(t)})
	agree := func(i int) value.Answer { return d.Workbook().KPIs[i].Confirmed }
	d.Key("7", "down", "y")
	d.Want("You have said so already.")
	for _, step := range []struct {
		key  string
		want value.Answer
	}{{"n", value.No}, {"i", value.Unknown}, {"y", value.Yes}, {"n", value.No}, {"u", value.Yes}} {
		d.Key(step.key)
		if agree(1) != step.want {
			t.Fatalf("%s makes it %q, want %q", step.key, agree(1), step.want)
		}
	}
	if agree(0) != "" || agree(3) != value.Unknown {
		t.Error("another target was answered")
	}
}

// That nobody set a target is an answer, which is taken back by the same key, and by a
// target that is added.
func TestThatNobodySetATargetIsAnAnswer(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: empty(t)})
	d.Key("7", "enter", "0")
	d.Want("You say that nobody set you a target.", "Propose one; it is half of a deal already", "▸ a  propose one", "0 take it back")
	if !d.Workbook().WithoutKPI() {
		t.Error("0 does not say that there is no target")
	}
	d.Key("0")
	d.Want("What would your manager name first", "0  nobody set me a target")
	d.Key("0", "a")
	d.Type("Calls answered")
	d.Key("esc")
	if w := d.Workbook(); w.FirstMile.NoKPI || len(w.KPIs) != 1 || w.KPIs[0].What != "Calls answered" {
		t.Errorf("a target that is added leaves %+v, %+v", w.FirstMile, w.KPIs)
	}
	d.Want("▸ Calls answered", "– unknown", "The gate is not open yet.")
	d.Key("0")
	d.Want("There are targets here, so somebody set one")
	d.Key("d")
	d.Want("Deleted “Calls answered”. u brings it back.", "▸ a  add a target")
	d.Key("d")
	d.Want("There is no target yet: a adds one.")
}

// The gate follows each answer: a bare number is read in the target's unit.
func TestTheGateFollowsEachAnswer(t *testing.T) {
	w := hit(t)[0]
	w.KPIs[0].Target, w.KPIs[0].Actual = valuetest.Bound("at least 95 %"), valuetest.Amount("91 %")
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("7")
	d.Want("91%  ✗ missed", "✗ The gate is shut.", "Revenue of the north is at 91% against at least 95%. Deliver that first, or")
	d.Key("enter", "tab", "tab", "tab", "ctrl+u")
	d.Type("95")
	d.Key("esc")
	d.Want("95%  ✓ hit", "✓ The gate is open.", "You hit your one target, and they agree: you stand on the first mile.")
	d.Key("n")
	d.Want("– The gate is not open yet.", "You hit your one target by your own count; let Kim say so before the talk.")
	d.Key("P")
	d.Want("(mine)", "Marked as yours only: the coach's copy leaves it out.")
	if !d.Workbook().KPIs[0].Private {
		t.Error("P does not keep it private")
	}
}

// A field that is asked no more stays while one types in it.
func TestAFieldStaysUnderTheCursor(t *testing.T) {
	w := hit(t)[0]
	w.KPIs[0].Target, w.KPIs[0].Actual = value.Bound{Statement: "live by December"}, value.UnreadAmount("old platform")
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("7", "enter", "tab", "tab", "tab")
	if p := d.App().Place(); p.Field != "actual" {
		t.Fatalf("it is at %+v", p)
	}
	d.Key("ctrl+u")
	d.Type("12")
	if p, k := d.App().Place(), d.Workbook().KPIs[0]; p.Field != "actual" || k.What != w.KPIs[0].What || k.Actual.IsZero() {
		t.Errorf("typed into %+v: %+v", p, k)
	}
	d.Key("ctrl+u", "tab", "shift+tab") // left empty it is not asked any more
	if p := d.App().Place(); p.Field == "actual" {
		t.Errorf("it is at %+v", p)
	}
}

// A finding leads to its question; that there is no target is answered by a key.
func TestFindingsOfTargetsLeadThere(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("7", "down", "esc", "/")
	d.Type("96 %")
	d.Key("enter")
	if p := d.App().Place(); p.Screen != string(workbook.LessonFirstMile) || p.Field != "actual" {
		t.Errorf("find leads to %+v", p)
	}
}

// The names of targets are whole beside the open one, too: columns leave before them.
func TestTargetsAreNamedWhole(t *testing.T) {
	w := uitest.Example(t)
	w.KPIs[1].What = "Medication checks signed in time, nights"
	for _, width := range []int{100, 110, 120, 160} {
		d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Width: width, Height: 40})
		d.Key("7")
		l := line(t, d, "Medication checks signed in time, nights  ")
		if want := "98%"; width >= 160 && !strings.Contains(l, want) {
			t.Errorf("%d: no target in %q", width, l)
		}
		if !strings.Contains(l, "missed") {
			t.Errorf("%d: no result in %q", width, l)
		}
	}
}
