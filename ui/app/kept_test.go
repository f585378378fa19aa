package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// private gives the texts of a workbook that stand in what is kept private alone.
func private(w workbook.Workbook) (out []string) {
	shared := workbook.Schema.Shared(w)
	var seen strings.Builder
	for _, t := range workbook.Schema.Texts(&shared) {
		seen.WriteString(t.Text + "\n")
	}
	for _, t := range workbook.Schema.Texts(&w) {
		if !workbook.Schema.Has(&shared, t.Record) && len(t.Text) > 8 && !strings.Contains(seen.String(), t.Text) {
			out = append(out, t.Text)
		}
	}
	return out
}

// While amounts are hidden, what is kept private is on no page.
func TestHiddenIsWhatIsKeptPrivate(t *testing.T) {
	for _, name := range some(t, pages) {
		if strings.Contains(name, "/two answers") || strings.HasPrefix(name, "failing/") {
			continue // nothing in it is private
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := byName(t, name).new(t, 120, 40)
			d.Key("ctrl+l")
			text := strings.Join(strings.Fields(d.Screen()), " ")
			for _, e := range d.Entries() {
				if e.Problem != nil || e.Locked() {
					continue
				}
				for _, own := range private(mustLoad(t, d, e.ID)) {
					if strings.Contains(text, strings.Join(strings.Fields(own), " ")) {
						t.Errorf("%q is on\n%s", own, d.Screen())
					}
				}
			}
		})
	}
}

// secret is a workbook with a return that is the person's own, and one that is not.
func secret() workbook.Workbook {
	w := uitest.Empty("A raise")
	w.Returns = []workbook.Return{{ID: uitest.NewID(), Name: "Base pay"}, {ID: uitest.NewID(), Name: "Quiet", Private: true}}
	return w
}

func TestWhatIsKeptPrivateComesBack(t *testing.T) {
	d := uitest.New(t, uitest.Options{Width: 100, Height: 30, Books: []workbook.Workbook{secret()}})
	before := d.Workbook()
	d.Key("1", "enter", "esc")
	d.Want("Base pay", "Quiet")
	d.Key("M")
	d.Want("Base pay", "What is kept private is hidden too.")
	d.Absent("Quiet")
	d.Key("/")
	d.Type("quiet")
	d.Want("Nothing in this workbook has these letters.")
	d.Key("esc", "M")
	d.Want("Quiet", "Amounts are shown again.")
	d.Key("/")
	d.Type("quiet")
	d.Want("Quiet")
	d.Key("ctrl+l")
	d.Absent("Quiet")
	if got := d.Workbook(); len(workbook.Diff(before, got)) != 0 {
		t.Errorf("it changed: %v", workbook.Diff(before, got))
	}
}

// A form that is open in what is kept private closes; what is typed then lands nowhere.
func TestAFormOfWhatIsKeptPrivateCloses(t *testing.T) {
	d := uitest.New(t, uitest.Options{Width: 100, Height: 30, Books: []workbook.Workbook{secret()}})
	d.Key("1", "enter", "esc", "down", "enter")
	if !d.App().Typing() {
		t.Fatalf("no form is open:\n%s", d.Screen())
	}
	before := d.Workbook()
	d.Key("ctrl+l")
	d.Absent("Quiet")
	d.Type("zz")
	if got := d.Workbook(); len(workbook.Diff(before, got)) != 0 {
		t.Errorf("it changed: %v", workbook.Diff(before, got))
	}
}

// What is not seen is not written over: the page of a coach's questions makes an answer where it
// sees none.
func TestWhatIsNotSeenIsNotWrittenOver(t *testing.T) {
	k := workbook.PackAnswerKey("lee-2", "stake")
	d := coached(t, 100, 30, workbook.PackAnswer{ID: k.ID(), Asked: "At stake: What", Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "stake",
		Answer: "That it was mine.", Private: true})
	d.Key("3", "Q", "M")
	d.Absent("That it was mine.")
	d.Key("enter")
	d.Want("kept private and hidden now, so nothing was changed.")
	d.Type("zz")
	d.Key("esc", "M")
	if got := d.Workbook().PackAnswer(k.ID()); got == nil || got.Answer != "That it was mine." || !got.Private {
		t.Errorf("the answer is %+v", got)
	}
}
