package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
)

func TestTheFirstPageSaysWhereAnswersStay(t *testing.T) {
	d := uitest.New(t, uitest.Options{})
	if s := strings.Join(strings.Fields(d.Screen()), " "); !strings.Contains(s, "They stay in ~/.local/share/firstmile, which only your account can read.") {
		t.Errorf("it does not say where:\n%s", d.Screen())
	}
	const open = "Others can enter that folder. This closes it: chmod 700 /data"
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		d := uitest.New(t, uitest.Options{Width: size[0], Height: size[1], Exposed: open})
		s := strings.Join(strings.Fields(d.Screen()), " ")
		if !strings.Contains(s, open) || strings.Contains(s, "only your account") {
			t.Errorf("%v: it does not say who can enter:\n%s", size, d.Screen())
		}
	}
}

func TestAFileFromTheFirstPage(t *testing.T) {
	w := uitest.Empty("From a file")
	data, err := workbook.Export(w)
	if err != nil {
		t.Fatal(err)
	}
	d := uitest.New(t, uitest.Options{Exported: map[string][]byte{"/a/book.json": data}})
	d.Key("ctrl+o")
	d.Type("/a/none.json")
	d.Key("enter")
	d.Want("There is no file /a/none.json.")
	d.Key("esc")
	d.Want("What are you preparing for?")
	d.Key("ctrl+o", "ctrl+u")
	d.Type("/a/book.json")
	d.Key("enter")
	if got := d.Workbook().Profile.Name; got != "From a file" || d.App().Over() {
		t.Errorf("it is %q:\n%s", got, d.Screen())
	}
}
