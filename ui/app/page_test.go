package app_test

import (
	"path"
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook/plan"
)

// The ending of the file's name says how the plan is written, and stays when it is for
// someone else.
func TestTheNameSaysTheFormat(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("p", "x", "backspace", "backspace")
	d.Type("html")
	d.Key("tab", "enter")
	w := d.Workbook()
	name := plan.FileName(plan.Build(w, plan.Coach, uitest.Today), plan.AsHTML)
	want := plan.HTML(plan.Build(w, plan.Coach, uitest.Today))
	if got := string(d.Exported[path.Join(uitest.Folder, name)]); got != want {
		t.Errorf("%s holds %.200q on\n%s", name, got, d.Screen())
	}
	for _, ending := range []string{".pdf", ".json", ".docx"} {
		d.Key("x", "ctrl+u")
		d.Type("plan" + ending)
		d.Key("enter")
		if s := strings.Join(strings.Fields(d.Screen()), " "); !strings.Contains(s, "a "+ending+" file is none of them. End the name in one of these.") {
			t.Errorf("what is no %s file is not said on\n%s", ending, s)
		}
		d.Key("esc")
	}
	for _, ending := range []string{".HTML", ".htm", ".txt", ""} {
		d.Key("x", "ctrl+u")
		d.Type("plan" + ending)
		d.Key("enter")
		got := string(d.Exported[path.Join(uitest.Folder, "plan"+ending)])
		if page := strings.HasPrefix(got, "<!doctype html>"); got == "" || page != strings.HasPrefix(strings.ToLower(ending), ".htm") {
			t.Errorf("plan%s begins with %.40q", ending, got)
		}
	}
}

// TestTheNameAsksForACalendar: .ics writes the days, for the person alone, and says why
// where there are none.
func TestTheNameAsksForACalendar(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("x", "backspace", "backspace")
	d.Type("ics")
	d.Key("tab", "enter")
	d.WantWrapped("A calendar is for you alone: choose “mine” with tab, or end the name in .md or .html.")
	d.Key("shift+tab", "enter")
	d.Want("Written to ")
	want, _ := plan.Calendar(d.Workbook(), uitest.Today, false)
	name := plan.FileName(plan.Build(d.Workbook(), plan.Mine, uitest.Today), plan.AsCalendar)
	if got := string(d.Exported[path.Join(uitest.Folder, name)]); got != want || want == "" {
		t.Errorf("%s holds %.200q", name, got)
	}
	d = uitest.New(t, uitest.Options{Books: empty(t)})
	d.Key("x", "ctrl+u")
	d.Type("days.ICS")
	d.Key("enter")
	d.WantWrapped("No day is ahead yet, so there is nothing to write.")
}
