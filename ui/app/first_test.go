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
	const open = "Others can enter that folder. This closes it:\nchmod -R go-rwx /data"
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		d := uitest.New(t, uitest.Options{Width: size[0], Height: size[1], Exposed: open})
		s := strings.Join(strings.Fields(d.Screen()), " ")
		if !strings.Contains(s, strings.ReplaceAll(open, "\n", " ")) || strings.Contains(s, "only your account") {
			t.Errorf("%v: it does not say who can enter:\n%s", size, d.Screen())
		}
	}
}

// What is to be known of the data folder is said once each, whole, where nothing else is
// said, and stays in the help.
func TestWhatIsToBeKnownOfTheFolder(t *testing.T) {
	const synced = "Dropbox copies your answers to other computers: choose another folder with --data or FIRSTMILE_DATA."
	const command = "chmod -R go-rwx /home/dana/.local/share/firstmile"
	const open = "Others on this computer can enter your data folder. This closes it:\n" + command
	words := func(d *uitest.Driver) string { return strings.Join(strings.Fields(d.Screen()), " ") }
	for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
		d := uitest.New(t, uitest.Options{Width: size[0], Height: size[1], Example: true, Exposed: open, Notice: synced})
		if !strings.Contains(words(d), synced) {
			t.Errorf("%v: it does not say that it is copied:\n%s", size, d.Screen())
		}
		d.Key("down")
		switch narrow := size[0] < 60; {
		case !narrow && !strings.Contains(d.Screen(), "\n "+command):
			t.Errorf("%v: the command is not whole in a row:\n%s", size, d.Screen())
		case narrow && (strings.Contains(d.Screen(), "chmod") || !strings.Contains(words(d), "Help (F1) has the command that closes it.")):
			t.Errorf("%v: it does not lead to the command:\n%s", size, d.Screen())
		}
		d.Key("down")
		if strings.Contains(d.Screen(), "chmod") || strings.Contains(words(d), "F1) has") || strings.Contains(words(d), synced) {
			t.Errorf("%v: it is said again:\n%s", size, d.Screen())
		}
		d.Resize(80, 60)
		d.Key("?")
		d.Want("They stay in ~/.local/share/firstmile.", command, synced[:60])
		d.Absent("only your account")
	}
	long := "chmod -R go-rwx /media/dana/a-stick/of-mine/and-no-one-elses/data/firstmile"
	d := uitest.New(t, uitest.Options{Example: true, Exposed: "Others on this computer can enter your data folder. This closes it:\n" + long})
	d.Want(long) // no folder is left out of a command
	first := uitest.New(t, uitest.Options{Exposed: open, Notice: synced})
	first.Want(command, synced[:60])
	first.Absent("only your account")
	first.Type("x")
	if n := strings.Count(first.Screen(), "chmod"); n != 1 {
		t.Errorf("the command is there %d times:\n%s", n, first.Screen())
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
