package app_test

import (
	"context"
	"testing"

	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
)

const passphrase = "four words of mine"

// locked is the example with a passphrase that this window was not given.
func locked(t testing.TB, width, height int) *uitest.Driver {
	d := uitest.New(t, uitest.Options{Example: true, Width: width, Height: height})
	id := d.Workbook().ID
	other := d.Second().Store()
	if _, err := other.Protect(t.Context(), id, "", passphrase); err != nil {
		t.Fatal(err)
	}
	return d.Second() // begins anew
}

func TestOpensWithThePassphrase(t *testing.T) {
	d := locked(t, 80, 24)
	d.Want("What is its passphrase?")
	d.Absent("Northwind")
	d.Type("no words of mine")
	d.Key("left", "home") // among dots nobody finds a place
	d.Type("!")
	d.Want("▸ •••••••••••••••••")
	d.Absent("words")
	d.Key("enter")
	d.WantWrapped("This is not the passphrase. Nothing was changed; try it again, or enter the recovery code.")
	d.Absent("•")
	d.Key("esc")
	d.Want("Locked · saved 30 Jan 12:00", "locked")
	d.Key("D", "esc", "enter")
	d.Absent("no words")
	d.Type(passphrase)
	d.Key("enter")
	d.Want("A raise at Northwind")
	d.Key("esc")
	d.Want("A raise at Northw") // in the library of who has the passphrase
}

// Another window gives the workbook a passphrase while this one types: nothing of it is
// lost, and it is saved once the passphrase is there.
func TestLockedOutWhileTyping(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "enter", "ctrl+u")
	d.Type("before ")
	id := d.Workbook().ID
	other := d.Second().Store()
	if _, err := other.Protect(t.Context(), id, "", passphrase); err != nil {
		t.Fatal(err)
	}
	d.Type("b")
	d.WantWrapped("This workbook was given a passphrase in another window.")
	d.Key("esc")
	d.Type("ehind")
	d.Want("before behind", "Not saved")
	d.Key("ctrl+s", "p")
	d.Type(passphrase)
	d.Key("enter")
	d.Want("before behind", "Saved")
	snap, err := other.Load(t.Context(), id)
	if err != nil || snap.Workbook.Returns[0].Why != "before behind" {
		t.Errorf("on disk is %q, %v", snap.Workbook.Returns[0].Why, err)
	}
	storetest.Equal(t, d.Workbook(), snap.Workbook)
}

// The file of a workbook that has a passphrase has none, which is said before it is written.
func TestAFileHasNoPassphrase(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("x")
	d.Absent("does not cover the file")
	d.Key("esc")
	if _, err := d.Store().Protect(context.Background(), d.Workbook().ID, "", "seven words of mine"); err != nil {
		t.Fatal(err)
	}
	d = d.Restart()
	d.Key("x")
	d.WantWrapped("The passphrase of the workbook does not cover the file")
}
