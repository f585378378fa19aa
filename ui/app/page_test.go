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
		if s := strings.Join(strings.Fields(d.Screen()), " "); !strings.Contains(s, "a "+ending+" file is neither. End the name in one of them.") {
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
