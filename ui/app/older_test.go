package app_test

import (
	"context"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// putBack is a store under which something else puts older files once.
type putBack struct {
	storage.Store
	older *storage.Older
}

func (p *putBack) Load(ctx context.Context, id workbook.ID) (storage.Snapshot, error) {
	snap, err := p.Store.Load(ctx, id)
	if p.older != nil && err == nil {
		snap.Older, p.older = p.older, nil
		snap.Mended = "Older files were put in this workbook's place while it was open. Your answers are the newest again; the older file is kept."
	}
	return snap, err
}

// older is the example, in whose place files were put that have another name for a return.
func older(t testing.TB, width, height int) *uitest.Driver {
	store := &putBack{Store: storetest.NewMemory(func() time.Time { return uitest.Noon })}
	d := uitest.New(t, uitest.Options{Store: store, Example: true, Width: width, Height: height})
	w := d.Workbook()
	w.Returns[0].Name = "As it was"
	store.older = &storage.Older{Workbook: w, Saved: uitest.Noon.AddDate(0, 0, -3)}
	d.Focus()
	return d
}

func TestOlderFilesAreAskedAbout(t *testing.T) {
	for key, says := range map[string]string{"1": "Kept.", "enter": "Kept.", "esc": "Kept.", "2": "These are the older answers. u brings the newest back."} {
		d := older(t, 80, 24)
		was := d.Workbook().Returns[0].Name
		d.Want("Older files were put in its place", "27 Jan, 12:00", "one answer", "keep the newest answers", "take the older answers")
		d.Key(key)
		d.WantWrapped(says)
		want := was
		if key == "2" {
			want = "As it was"
		}
		if got := d.Workbook().Returns[0].Name; got != want {
			t.Errorf("%s: the return is %q, want %q", key, got, want)
		}
		d.Key("u")
		if got := d.Workbook().Returns[0].Name; got != was {
			t.Errorf("%s, undone: the return is %q, want %q", key, got, was)
		}
	}
	// The same answers are nothing to ask about.
	store := &putBack{Store: storetest.NewMemory(func() time.Time { return uitest.Noon })}
	d := uitest.New(t, uitest.Options{Store: store, Example: true})
	store.older = &storage.Older{Workbook: d.Workbook(), Saved: uitest.Noon}
	d.Focus()
	d.Want("Older files were put")
	d.Absent("take the older answers")
}

// While one types the question waits: it must not take the letters of an answer.
func TestOlderFilesWaitForTyping(t *testing.T) {
	store := &putBack{Store: storetest.NewMemory(func() time.Time { return uitest.Noon })}
	d := uitest.New(t, uitest.Options{Store: store, Example: true})
	d.Key("1", "enter", "ctrl+u")
	d.Type("Rent 1")
	w := d.Workbook()
	w.Returns[0].Name = "As it was"
	store.older = &storage.Older{Workbook: w, Saved: uitest.Noon.AddDate(0, 0, -3)}
	d.Focus()
	d.WantWrapped("Older files were put in this workbook's place while it was open.")
	d.Type(" 2")
	d.Absent("take the older answers")
	d.Key("esc")
	d.Want("take the older answers")
	if got := d.Workbook().Returns[0]; got.Why != "Rent 1 2" || got.Name == "As it was" {
		t.Errorf("stored is %q, %q", got.Name, got.Why)
	}
}
