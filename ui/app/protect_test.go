package app_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

var recoveryCode = regexp.MustCompile(`[A-Z2-7]{5}(-[A-Z2-7]{5}){4}`)

// doNamed does what the list of commands finds first.
func doNamed(d *uitest.Driver, typed string) {
	d.Key("ctrl+p")
	d.Type(typed)
	d.Key("enter")
}

// A workbook is given a passphrase, another one with its recovery code, and none again, in
// the program, from its own pages and from the library, in the smallest terminal too.
func TestPassphraseInTheProgram(t *testing.T) {
	for name, o := range map[string]uitest.Options{"wide": {Example: true}, "small": {Example: true, Width: 40, Height: 12}} {
		t.Run(name, func(t *testing.T) {
			const other = "other words of mine"
			d := uitest.New(t, o)
			doNamed(d, "secret")
			d.Want("What is to be its passphrase?")
			d.WantWrapped("Take at least 8 characters")
			d.Type("short")
			d.Key("enter")
			d.WantWrapped("A passphrase needs at least 8 characters")
			d.Type(passphrase)
			d.Absent(passphrase)
			d.Key("enter")
			d.Want("The same again?")
			d.Type("four words of yours")
			d.Key("enter")
			d.WantWrapped("The two are not the same. Nothing was changed; try it again.")
			d.Want("What is to be its passphrase?")
			if d.Snapshot().Protected {
				t.Fatal("it has a passphrase already")
			}
			d.Type(passphrase)
			d.Key("enter")
			d.Type(passphrase)
			d.Key("enter")
			code := recoveryCode.FindString(d.Screen())
			if code == "" {
				t.Fatalf("no recovery code:\n%s", d.Screen())
			}
			d.Key("x", "y") // it stays
			d.Want(code)
			d.WantWrapped("write it down and keep it away from this computer. Without both nobody can open it.")
			d.Key("enter")
			d.Absent(code)
			d.Want("The passphrase is set.")
			if !d.Snapshot().Protected {
				t.Fatal("it has no passphrase")
			}

			next := d.Second()
			next.Want("What is its passphrase?")
			next.Type(strings.ToLower(code))
			next.Key("enter")
			next.WantWrapped("You opened it with the recovery code. “Passphrase: change it”, in the commands (ctrl+p), gives it a new passphrase.")
			next.Key("esc")
			next.Absent("recovery code")
			doNamed(next, "protect change")
			next.Want("What is its passphrase now?")
			next.Type("no words of mine")
			next.Key("enter")
			next.WantWrapped("This is not the passphrase. Nothing was changed")
			next.Type(code)
			next.Key("enter")
			next.Type(other)
			next.Key("enter")
			next.Type(other)
			next.Key("enter")
			if got := recoveryCode.FindString(next.Screen()); got == "" {
				t.Fatalf("no recovery code:\n%s", next.Screen())
			}
			next.Key("enter")
			doNamed(next, "take away")
			next.Type(other)
			next.Key("enter")
			next.WantWrapped("Take the passphrase away?")
			next.Key("esc")
			next.Want("Nothing was changed.")
			doNamed(next, "take away")
			next.Type(other)
			next.Key("enter", "enter")
			next.WantWrapped("The passphrase is gone: whoever can read the data folder can read this workbook.")
			if next.Snapshot().Protected {
				t.Error("it still has a passphrase")
			}
		})
	}
}

// Esc at any step changes nothing, and says so.
func TestEscKeepsThePassphrase(t *testing.T) {
	for _, has := range []bool{false, true} {
		steps := []string{passphrase, "other words of mine", "other words of mine"}
		if !has {
			steps = steps[1:]
		}
		for n := range steps {
			d := uitest.New(t, uitest.Options{Example: true})
			if id := d.Workbook().ID; has {
				if _, err := d.Store().Protect(t.Context(), id, "", passphrase); err != nil {
					t.Fatal(err)
				}
				d.Focus()
			}
			doNamed(d, "passphrase")
			for _, typed := range steps[:n] {
				d.Type(typed)
				d.Key("enter")
			}
			d.Type("half")
			d.Key("esc")
			d.Want("Nothing was changed.", "A raise at Northwind")
			if d.Snapshot().Protected != has {
				t.Errorf("has a passphrase: %v, had one: %v", !has, has)
			}
			if _, err := d.Second().Store().Unlock(t.Context(), d.Workbook().ID, passphrase); err != nil {
				t.Error(err)
			}
		}
	}
}

// Of a locked workbook not even the name is known: the library does not rename or copy it, and
// says so before anything is typed.
func TestALockedWorkbookIsNotRenamed(t *testing.T) {
	d := locked(t, 80, 24)
	d.Key("esc")
	for _, k := range []string{"r", "c"} {
		d.Key(k)
		d.WantWrapped("This workbook has a passphrase: open it with that first (enter).")
		d.Absent("What is its new name?")
	}
	d.Key("enter")
	d.Type(passphrase)
	d.Key("enter", "esc", "r") // open, it has a name
	d.Want("What is its new name?")
}

// halfSealing seals a workbook, and fails behind that.
type halfSealing struct{ storage.Store }

func (h halfSealing) Protect(ctx context.Context, id workbook.ID, was, passphrase string) (string, error) {
	code, err := h.Store.Protect(ctx, id, was, passphrase)
	return code, errors.Join(err, errors.New("Not all is sealed yet."))
}

// A recovery code that comes with an error is shown with it: it counts.
func TestRecoveryCodeWithError(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Store: halfSealing{storetest.NewMemory(time.Now)}})
	doNamed(d, "secret")
	for range 2 {
		d.Type(passphrase)
		d.Key("enter")
	}
	if recoveryCode.FindString(d.Screen()) == "" {
		t.Fatalf("no recovery code:\n%s", d.Screen())
	}
	d.WantWrapped("Not all is sealed yet. The recovery code opens the workbook")
	d.Key("enter")
	d.Want("Not all is sealed yet.")
	d.Absent("The passphrase is set.")
}
