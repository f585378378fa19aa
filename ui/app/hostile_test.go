package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// onDisk is a store with workbooks as something else may have written them.
func onDisk(t *testing.T, books ...workbook.Workbook) storage.Store {
	t.Helper()
	memory := storetest.NewMemory(func() time.Time { return uitest.Noon })
	for _, w := range books {
		if _, err := memory.Create(context.Background(), workbooktest.Hostile(w)); err != nil {
			t.Fatal(err)
		}
	}
	return storage.Cleaned(memory)
}

// drawnClean looks at all that goes to the terminal but for how it is colored.
func drawnClean(t *testing.T, d *uitest.Driver) {
	t.Helper()
	if i := strings.IndexFunc(sgr.ReplaceAllString(d.Styled(), ""), valuetest.Forbidden); i >= 0 {
		t.Errorf("a character that no boundary lets through:\n%q", d.Styled())
	}
	if d.View().WindowTitle != "firstmile" {
		t.Errorf("the terminal's title is %q", d.View().WindowTitle)
	}
	if strings.ContainsFunc(d.Copied, valuetest.Forbidden) {
		t.Errorf("the clipboard has %q", d.Copied)
	}
}

func TestNoPageDrawsHostileText(t *testing.T) {
	for _, keys := range []string{
		"", "tab", "1", "1 r", "1 enter", "1 c", "2", "2 enter", "3", "3 enter", "3 enter tab tab", "4", "4 enter", "5", "5 enter", "6", "6 enter", "7", "7 enter",
		"8", "8 enter", "9", "9 enter", "9 tab", "9 tab tab", "p", "p c", "p g", "p l", "p Y",
		"x", "/", "ctrl+p", "?", "e", "t", "t enter", "T", "N", "u", "esc", "esc r", "esc d",
		"esc d D", "esc d D E", "esc /", "esc c",
	} {
		t.Run(keys, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Width: 100, Height: 50, Store: onDisk(t, uitest.Example(t))})
			if !strings.Contains(d.Screen(), valuetest.Seen[:12]) {
				t.Fatalf("the text is not there:\n%s", d.Screen())
			}
			for _, k := range strings.Fields(keys) {
				d.Key(k)
			}
			drawnClean(t, d)
		})
	}
}

func TestWhatIsTypedAndPastedIsClean(t *testing.T) {
	for _, keys := range []string{"1 enter", "1 enter tab", "3 enter tab tab enter", "6 enter", "e", "x", "/", "esc r", "esc n"} {
		t.Run(keys, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Width: 100, Height: 50, Example: true})
			for _, k := range strings.Fields(keys) {
				d.Key(k)
			}
			d.Paste(valuetest.Hostile)
			d.Type("\u202e\U000E0041typed\u200f")
			drawnClean(t, d)
			d.Key("enter")
			drawnClean(t, d)
			for _, e := range d.Entries() {
				for _, raw := range mustLoad(t, d, e.ID).Records() {
					if strings.ContainsFunc(string(raw), valuetest.Forbidden) || strings.Contains(string(raw), `\u001b`) {
						t.Errorf("stored: %q", raw)
					}
				}
			}
		})
	}
}

func mustLoad(t *testing.T, d *uitest.Driver, id workbook.ID) workbook.Workbook {
	t.Helper()
	snap, err := d.Store().Load(d.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return snap.Workbook
}

// What undo brings back from the history is clean too.
func TestUndoBringsBackNoHostileText(t *testing.T) {
	memory := storetest.NewMemory(func() time.Time { return uitest.Noon })
	base, err := memory.Create(context.Background(), uitest.Example(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, why := range []string{"Hostile " + valuetest.Hostile, "Mine."} {
		next := base.Workbook.Clone()
		next.Returns[0].Why = why
		receipt, err := memory.Save(context.Background(), base.Workbook.ID, workbook.Diff(base.Workbook, next))
		if err != nil || len(receipt.Done) == 0 {
			t.Fatal(err)
		}
		base.Workbook = next
	}
	d := uitest.New(t, uitest.Options{Width: 100, Height: 50, Store: storage.Cleaned(memory)})
	d.Key("1", "enter", "esc", "u")
	drawnClean(t, d)
	snap, err := memory.Load(context.Background(), base.Workbook.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := snap.Workbook.Returns[0].Why; !strings.HasPrefix(got, "Hostile A") || strings.ContainsFunc(got, valuetest.Forbidden) {
		t.Errorf("it is %q", got)
	}
}

// A name of characters that nobody sees is none.
func TestANameThatNobodySeesIsNone(t *testing.T) {
	d := uitest.New(t, uitest.Options{})
	d.Paste("\u200b\u2060\u3164")
	d.Key("enter")
	d.Want("Type a few words first")
	if n := len(d.Entries()); n != 0 {
		t.Errorf("%d workbooks were made", n)
	}
}
