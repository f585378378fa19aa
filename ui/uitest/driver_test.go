package uitest_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/theme"
	"firstmile/ui/uitest"
)

func TestKeyHasTheNameThatBubbleteaGivesIt(t *testing.T) {
	names := []string{"ctrl+c", "f1", "alt+enter", "shift+enter", "ctrl+j", "ctrl+shift+left", "é", "語", "backspace", "+", "ctrl++"}
	keys := reflect.ValueOf(theme.Keys(theme.New(theme.Terminal{}).Sign)).Elem()
	for i := range keys.NumField() {
		names = append(names, keys.Field(i).Interface().(key.Binding).Keys()...)
	}
	for _, name := range names {
		k, err := uitest.Key(name)
		if err != nil {
			t.Errorf("%q: %v", name, err)
		} else if k.String() != name {
			t.Errorf("Key(%q) is called %q", name, k.String())
		}
	}
	if _, err := uitest.Key("entre"); err == nil {
		t.Error("a key that does not exist is made")
	}
}

func TestTextIsTypedAsTerminalsSendIt(t *testing.T) {
	k, err := uitest.Key("U")
	if err != nil || k.Text != "U" || k.Code != 'u' || k.Mod != tea.ModShift {
		t.Errorf("U is %#v, %v", k, err)
	}
	k, err = uitest.Key("space")
	if err != nil || k.Text != " " {
		t.Errorf("space is %#v, %v", k, err)
	}
}

func TestTypedAnswersAreOnDiskWhenTypeReturns(t *testing.T) {
	d := uitest.New(t, uitest.Options{})
	d.Want("What are you preparing for?")
	d.Type("A raise at 北風 👩🏽‍💼\n")
	if got := d.Workbook().Profile.Name; got != "A raise at 北風 👩🏽‍💼" {
		t.Errorf("the name is %q", got)
	}
	if n := d.Pending(); n != 0 {
		t.Errorf("%d workbooks are not saved yet", n)
	}
	d.Key("esc", "ctrl+c")
	if !d.Quit() {
		t.Error("ctrl+c does not quit")
	}
}

func TestTwoDriversShareAStore(t *testing.T) {
	a := uitest.New(t, uitest.Options{Example: true})
	b := a.Second()
	a.Key("e")
	a.Type("!")
	b.Focus()
	b.Want("A raise at Northwind (example)!")
}

func TestHangingSavesAreLeftBehindAndComeIn(t *testing.T) {
	hang := storetest.NewHang(storetest.NewMemory(func() time.Time { return uitest.Noon }))
	d := uitest.New(t, uitest.Options{Store: hang, Example: true})
	d.Key("e")
	d.Type("abc")
	d.Want("Saving")
	d.Key("ctrl+c")
	if d.Quit() || !d.Waiting() {
		t.Fatal("quitting does not wait for the disk")
	}
	d.Release()
	if !d.Quit() || d.Waiting() {
		t.Fatal("quitting does not end when the disk goes on")
	}
	if got, want := d.Workbook().Profile.Name, "A raise at Northwind (example)abc"; got != want {
		t.Errorf("%q is on disk, want %q", got, want)
	}
}

func TestGivingUpEndsTheWaiting(t *testing.T) {
	hang := storetest.NewHang(storetest.NewMemory(func() time.Time { return uitest.Noon }))
	d := uitest.New(t, uitest.Options{Store: hang, Example: true})
	d.Key("e")
	d.Type("abc")
	d.Key("ctrl+c")
	d.GiveUp()
	d.Want("Not saved")
	if d.Quit() {
		t.Error("it quit")
	}
}

func TestFailedSavesAreReportedOnce(t *testing.T) {
	fail := storetest.NewFail(storetest.NewMemory(func() time.Time { return uitest.Noon }), storage.ErrFull)
	d := uitest.New(t, uitest.Options{Store: fail, Example: true})
	d.Key("e")
	d.Type("a")
	if n := fail.Tries(); n != 1 {
		t.Errorf("tried %d times", n)
	}
	d.Focus() // any other message
	if n := fail.Tries(); n != 1 {
		t.Errorf("tried %d times, nobody having typed", n)
	}
	fail.With(nil)
	d.Type("b")
	if got, want := d.Workbook().Profile.Name, "A raise at Northwind (example)ab"; got != want {
		t.Errorf("%q is on disk, want %q", got, want)
	}
}

func TestTicksAreRefused(t *testing.T) {
	r := &recorder{TB: t}
	func() {
		defer func() { _ = recover() }()
		uitest.RunCommand(r, tea.Tick(0, func(_ time.Time) tea.Msg { return nil }))
	}()
	if !r.failed {
		t.Error("a tick is let pass")
	}
}

func TestExportedFilesAreNotReplaced(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, ExportFails: errors.New("The folder cannot be written.")})
	d.Key("x", "enter")
	d.Want("The folder cannot be written.")
}

type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper() {}
func (r *recorder) Fatalf(string, ...any) {
	r.failed = true
	panic("stop")
}
