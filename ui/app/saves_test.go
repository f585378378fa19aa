package app_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/app"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

func TestSavedIsOnlySaidWhenItIsOnDisk(t *testing.T) {
	hang := storetest.NewHang(storetest.NewMemory(noon))
	d := uitest.New(t, uitest.Options{Store: hang, Example: true})
	d.Want("Saved 12:00") // as it was loaded
	d.Key("1", "enter", "ctrl+u")
	d.Watch(func(tea.Msg) { d.Absent("Saved") })
	d.Type("Typing goes on while the disk hangs")
	d.Want("Saving", "Typing goes on while")
	d.Key("tab", "7", "esc", "esc", "p", "g", "esc")
	d.Want("Saving")
	if got := d.Workbook().Returns[0].Why; strings.Contains(got, "Typing") {
		t.Fatalf("%q is on disk already", got)
	}
	d.Watch(nil)
	d.Advance(2 * time.Minute)
	d.Release()
	d.Want("Saved 12:02")
	d.Absent("Saving")
	if w := d.Workbook(); w.Returns[0].Why != "Typing goes on while the disk hangs" || w.Returns[0].Today.String() != "7" {
		t.Errorf("stored are %q and %s", w.Returns[0].Why, w.Returns[0].Today)
	}
}

func TestASaveInBetweenIsNotTheLast(t *testing.T) {
	hang := storetest.NewHang(storetest.NewMemory(noon))
	d := uitest.New(t, uitest.Options{Store: hang, Example: true})
	d.Key("1", "enter", "ctrl+u")
	d.Type("ab")
	hang.Step() // the first of the changes is on disk, later ones are not
	d.Focus()
	d.Want("Saving")
	d.Absent("Saved")
	d.Release()
	d.Want("Saved 12:00")
}

func TestUndoBeforeTheSaveIsOnDisk(t *testing.T) {
	hang := storetest.NewHang(storetest.NewMemory(noon))
	d := uitest.New(t, uitest.Options{Store: hang, Example: true})
	before := d.Workbook()
	d.Key("1", "d")
	d.Key("u")
	d.Release()
	if diff(before, d.Workbook()) {
		t.Error("what was undone while the disk hung is on disk")
	}
	d.Want("Base pay", "Saved 12:00")
}

func failingStore(t *testing.T) (*storetest.Fail, *uitest.Driver) {
	t.Helper()
	fail := storetest.NewFail(storetest.NewMemory(noon), errFull)
	d := uitest.New(t, uitest.Options{Store: fail, Example: true, Width: 100})
	d.Key("1", "enter", "ctrl+u")
	d.Type("one")
	return fail, d
}

func TestAFailedSaveStaysOnScreenUntilItIsOver(t *testing.T) {
	fail, d := failingStore(t)
	said := func() {
		t.Helper()
		d.Want("! Not saved", "the disk is full")
		d.Absent("Saved ", "Saving")
	}
	said()
	d.Type(" two")
	said()
	d.Want("one two")
	d.Key("esc")
	said()
	d.Key("esc")
	said()
	d.Key("?")
	d.Want("! Not saved")
	d.Key("esc", "1", "enter")
	said()
	fail.With(nil)
	d.Type(" three")
	d.Absent("Not saved", "the disk is full")
	d.Want("Saved 12:00", "one two three")
	if got := d.Workbook().Returns[0].Why; got != "one two three" {
		t.Errorf("stored is %q", got)
	}
}

func TestAnUndoWhileSavesFail(t *testing.T) {
	fail, d := failingStore(t)
	d.Key("ctrl+z", "ctrl+z")
	d.Want("! Not saved")
	fail.With(nil)
	d.Key("esc", "down", "P")
	d.Absent("Not saved")
	if w := d.Workbook(); w.Returns[0].Why != "Rent went up twice, and the work has grown since I was hired." || !w.Returns[1].Private {
		t.Errorf("stored are %q and private %t", w.Returns[0].Why, w.Returns[1].Private)
	}
}

// A workbook that cannot be saved is seen from everywhere, and holds up no other.
func TestAFailureHoldsUpNoOther(t *testing.T) {
	ids := workbook.IDs(uitest.NewID)
	books := []workbook.Workbook{storetest.Sample(ids), storetest.Sample(ids)}
	books[0].Profile.Name, books[1].Profile.Name = "One", "Two"
	fail := storetest.NewFail(storetest.NewMemory(noon), nil)
	d := uitest.New(t, uitest.Options{Store: fail, Books: books, Width: 100})
	first := d.Entries()[0].Name
	second := map[string]string{"One": "Two", "Two": "One"}[first]
	fail.With(errFull)
	d.Key("g", "enter", "1", "r", "enter", "d", "esc", "esc")
	d.Want("! Not saved", "! “"+first+"”: Not saved: the disk is full")
	d.Key("G", "enter", "2")
	d.Want("! “" + first + "”: Not saved: the disk is full")
	d.Key("esc", "esc", "d")
	d.Want("Deleted “", " · "+second+"”")
	if n := len(d.Entries()); n != 1 {
		t.Errorf("%d workbooks", n)
	}
	d.Key("g", "d") // its answers would be lost
	d.Want("the disk is full")
	if n := len(d.Entries()); n != 1 {
		t.Errorf("%d workbooks", n)
	}
}

func TestQuittingUnsavedAsks(t *testing.T) {
	ask := func(t *testing.T) (*storetest.Fail, *uitest.Driver) {
		t.Helper()
		fail, d := failingStore(t)
		d.Key("ctrl+c")
		if d.Quit() {
			t.Fatal("it quit with an answer that is not on disk")
		}
		d.WantWrapped("Your last answers are not on disk yet.", "the disk is full", "They are still here")
		return fail, d
	}
	t.Run("r tries again and quits", func(t *testing.T) {
		fail, d := ask(t)
		fail.With(nil)
		d.Key("r")
		if !d.Quit() {
			t.Errorf("it does not quit:\n%s", d.Screen())
		}
		if got := d.Workbook().Returns[0].Why; got != "one" {
			t.Errorf("stored is %q", got)
		}
	})
	t.Run("r asks again when it fails again", func(t *testing.T) {
		_, d := ask(t)
		d.Key("r")
		d.Want("They are still here")
		if d.Quit() {
			t.Error("it quit")
		}
	})
	t.Run("x writes them to a file", func(t *testing.T) {
		_, d := ask(t)
		d.Key("x")
		d.Want("Write the answers to a file")
		d.Key("enter")
		d.Want("Written to " + uitest.Folder + "/a-raise-at-northwind-example.json")
		w, err := workbook.Import(d.Exported[uitest.Folder+"/a-raise-at-northwind-example.json"])
		if err != nil || w.Returns[0].Why != "one" {
			t.Errorf("the file has %d returns, %v", len(w.Returns), err)
		}
		d.Want("“A raise at Northwind (example)” is in", "All of them are in files")
		d.Absent("write them to a file")
		d.Key("esc", "esc", "1", "d") // it goes on, and what is in the file is old
		d.Key("ctrl+c")
		d.WantWrapped("They are still here", "x write them to a file")
		d.Key("x", "esc") // back to the question
		d.Want("They are still here")
		d.Key("ctrl+c")
		if !d.Quit() {
			t.Error("it does not quit")
		}
	})
	t.Run("x writes one after the other", func(t *testing.T) {
		ids := workbook.IDs(uitest.NewID)
		books := []workbook.Workbook{storetest.Sample(ids), storetest.Sample(ids)}
		books[0].Profile.Name, books[1].Profile.Name = "One", "Two"
		fail := storetest.NewFail(storetest.NewMemory(noon), nil)
		d := uitest.New(t, uitest.Options{Store: fail, Books: books, Width: 100})
		fail.With(errFull)
		for _, open := range []string{"g", "G"} {
			d.Key(open, "enter", "1", "r", "enter", "d", "esc", "esc")
		}
		d.Key("ctrl+c", "x", "enter", "x", "enter")
		d.Want("“One” is in", "“Two” is in", "All of them are in files")
		if len(d.Exported) != 2 {
			t.Errorf("%d files", len(d.Exported))
		}
	})
	t.Run("esc stays and typing goes on", func(t *testing.T) {
		fail, d := ask(t)
		d.Key("esc")
		d.Want("! Not saved", "one")
		fail.With(nil)
		d.Type(" more")
		if got := d.Workbook().Returns[0].Why; got != "one more" {
			t.Errorf("stored is %q\n%s", got, d.Screen())
		}
	})
	t.Run("ctrl+c quits without", func(t *testing.T) {
		_, d := ask(t)
		d.Key("ctrl+c")
		if !d.Quit() {
			t.Error("it does not quit")
		}
		if got := d.Workbook().Returns[0].Why; got == "one" {
			t.Error("it is on disk, and the test is wrong")
		}
	})
	t.Run("other keys do nothing", func(t *testing.T) {
		_, d := ask(t)
		for _, k := range []string{"q", "enter", "y", "n", "space", "tab", "down"} {
			d.Key(k)
			d.Want("They are still here")
			if d.Quit() {
				t.Fatalf("%s quits", k)
			}
		}
	})
}

func TestQuittingWaitsForTheSaves(t *testing.T) {
	for _, name := range []string{"ctrl+c", "q"} {
		t.Run(name, func(t *testing.T) {
			hang := storetest.NewHang(storetest.NewMemory(noon))
			d := uitest.New(t, uitest.Options{Store: hang, Example: true})
			d.Key("1", "d", "esc", name)
			if d.Quit() {
				t.Fatal("it quit before the disk answered")
			}
			d.Want("Saving before leaving.")
			d.Key(name) // impatience does not lose it
			if d.Quit() {
				t.Fatal("pressing it again loses the answers")
			}
			d.Release()
			if !d.Quit() {
				t.Error("it does not quit")
			}
			if n := len(d.Workbook().Returns); n != 6 {
				t.Errorf("%d returns are on disk, want 6", n)
			}
		})
	}
	t.Run("and asks when the disk does not answer", func(t *testing.T) {
		hang := storetest.NewHang(storetest.NewMemory(noon))
		d := uitest.New(t, uitest.Options{Store: hang, Example: true})
		d.Key("1", "d", "ctrl+c")
		d.GiveUp()
		d.Want("The disk does not answer.", "They are still here")
		d.Key("esc")
		d.Release()
		d.Want("Saved 12:00")
	})
}

func TestWhatIsTypedWhileQuittingWaitsIsSaved(t *testing.T) {
	hang := storetest.NewHang(storetest.NewMemory(noon))
	d := uitest.New(t, uitest.Options{Store: hang, Example: true})
	d.Key("1", "enter", "ctrl+u")
	d.Type("one")
	d.Key("ctrl+c")
	d.Type("!")
	d.Release()
	if got := d.Workbook().Returns[0].Why; got != "one!" {
		t.Errorf("quit %t, stored is %q", d.Quit(), got)
	}
}

// TestNothingHappensByItself: the driver fails on ticks; here no message of the
// app's own may follow once it is idle, and nothing may be written.
func TestNothingHappensByItself(t *testing.T) {
	each(t, 80, 24, func(t *testing.T, s state, d *uitest.Driver) {
		before := look(d)
		messages := 0
		d.Watch(func(tea.Msg) { messages++ })
		d.Send(nil)
		d.Send(nil)
		if messages != 2 {
			t.Errorf("%d messages followed from none", messages-2)
		}
		after := look(d)
		if after.screen != before.screen || len(after.files) != len(before.files) {
			t.Errorf("it became\n%s", after.screen)
		}
		if v := d.View(); v.Cursor != nil && v.Cursor.Blink {
			t.Error("the cursor blinks")
		}
	})
}

func TestReadingWritesNothing(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	revision := d.Snapshot().Revision
	d.Key("1", "down", "enter", "tab", "tab", "esc", "r", "down", "enter", "esc", "2", "l", "enter", "esc", "esc", "3", "down", "enter",
		"esc", "esc", "4", "down", "right", "enter", "esc", "esc", "p", "c", "g", "esc", "?", "esc", "/", "b", "esc", "e", "tab", "esc")
	if got := d.Snapshot().Revision; got != revision {
		t.Errorf("looking around made revision %d of %d", got, revision)
	}
}

func TestAReportOfAnotherWorkbookIsNotMixedUp(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	other := uitest.Empty("Another")
	d.Send(app.Saved{Report: storage.Report{ID: other.ID, Receipt: storage.Receipt{Before: 98, Revision: 99}, Upto: 1}})
	d.Send(app.Saved{Report: storage.Report{ID: other.ID, Err: storage.ErrFull}})
	d.Want("Alex Example · A raise at Northwind", "Saved 12:00")
	d.Absent("Not saved", "Another")
}

func TestTheWindowsTitleHasNoName(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	if v := d.View(); v.WindowTitle != "firstmile" || !v.AltScreen || !v.ReportFocus {
		t.Errorf("the view asks for %q, alternate screen %t, focus %t", v.WindowTitle, v.AltScreen, v.ReportFocus)
	}
}
