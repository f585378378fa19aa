package app_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// two is a window with an answer begun, and another one on the same data in the library.
func two(t *testing.T) (d, other *uitest.Driver) {
	t.Helper()
	d = uitest.New(t, uitest.Options{Example: true})
	other = d.Second()
	d.Key("1", "enter", "ctrl+u")
	other.Key("esc")
	return d, other
}

// A workbook that another window deleted, and which may be gone by now, is told whole with
// the key that brings it back, and what was typed is in it then.
func TestDeletedUnderTyping(t *testing.T) {
	d, other := two(t)
	other.Key("d")
	d.Type("So that the rent is no worry")
	d.Want("! Not saved")
	d.WantWrapped("Your answers are kept here; ctrl+s offers to bring it back.")
	d.Key("ctrl+s")
	d.WantWrapped("They are still here", "b bring the workbook back", "x write them to a file", "esc stay")
	d.Absent("quit without saving", "n keep it as a new workbook")
	d.Key("esc")
	d.Type(",")
	d.Key("ctrl+s", "b")
	d.Want("Saved 12:00", "rent is no worry,")
	d.Type(" ever") // it closed, and the text has the keys again
	d.Want("Saved 12:00")
	if got := d.Workbook().Returns[0].Why; got != "So that the rent is no worry, ever" {
		t.Errorf("stored is %q", got)
	}
}

// One that was erased is kept as it is on screen, and typing goes on in it.
func TestErasedUnderTyping(t *testing.T) {
	d, other := two(t)
	d.Type("So")
	other.Key("d", "D", "E", "y", "esc")
	d.Type(" that")
	d.WantWrapped("Your answers are kept here; ctrl+s offers to keep it as a new one.")
	d.Key("ctrl+s")
	d.WantWrapped("n keep it as a new workbook", "x write them to a file")
	d.Absent("bring the workbook back")
	d.Key("n")
	d.Want("Saved 12:00", "So that")
	d.Type(" the rent")
	want := uitest.Example(t)
	if got := d.Workbook(); got.Returns[0].Why != "So that the rent" || len(got.Deals) != len(want.Deals) || len(d.Entries()) != 1 {
		t.Errorf("stored is %q with %d deals, of %d workbooks", got.Returns[0].Why, len(got.Deals), len(d.Entries()))
	}
	d.Key("esc", "u")
	if got := d.Workbook().Returns[0].Why; got == "So that the rent" {
		t.Error("undo does not reach it any more")
	}
}

// Before leaving it is the same page, and leads out.
func TestDeletedBeforeLeaving(t *testing.T) {
	d, other := two(t)
	other.Key("d")
	d.Type("So")
	d.Key("ctrl+c")
	d.WantWrapped("Your last answers are not on disk yet.", "b bring the workbook back", "ctrl+c quit without saving")
	d.Key("b")
	if !d.Quit() {
		t.Errorf("it does not quit:\n%s", d.Screen())
	}
	if got := d.Workbook().Returns[0].Why; got != "So" {
		t.Errorf("stored is %q", got)
	}
}

// A workbook that was brought back elsewhere, or that cannot be brought back, is no reason
// to stop: what there is to say is said.
func TestBringingBackFails(t *testing.T) {
	d, other := two(t)
	other.Key("d")
	d.Type("So")
	d.Key("ctrl+s")
	other.Key("u")
	d.Key("b")
	d.Want("Saved 12:00", "So")
}

// One that only looks at a workbook is told too when another window deletes it.
func TestDeletedUnderLooking(t *testing.T) {
	d, other := two(t)
	d.Key("esc")
	other.Key("d")
	d.Focus()
	d.Want("deleted, and Undelete brings it back") // in the words of the store in memory
}

// What cannot be written can be looked at, and that is said at once.
func TestReadOnlyIsTold(t *testing.T) {
	d := uitest.New(t, uitest.Options{Store: readOnly{storetest.NewMemory(noon)}, Example: true})
	d.WantWrapped("Nothing can be saved: the data folder is read only. You can look at all of it, and export it.")
}

type readOnly struct{ storage.Store }

func (r readOnly) Load(ctx context.Context, id workbook.ID) (storage.Snapshot, error) {
	snap, err := r.Store.Load(ctx, id)
	snap.ReadOnly = true
	return snap, err
}

// A workbook that another window holds does not keep the first frame: it opens behind it.
func TestBusyAtTheStart(t *testing.T) {
	held := &heldStore{Store: storetest.NewMemory(noon)}
	d := uitest.New(t, uitest.Options{Store: held, Example: true})
	d.Want("First", "Returns") // the map
	if held.patient != 1 || held.hurried != 1 {
		t.Errorf("it was loaded %d times in a hurry and %d times in patience", held.hurried, held.patient)
	}
	held = &heldStore{Store: storetest.NewMemory(noon), err: saidErr{"Another window is saving this workbook. Nothing was changed; open it again in a moment.", storage.ErrBusy}}
	d = uitest.New(t, uitest.Options{Store: held, Example: true})
	d.WantWrapped("A raise at Northwi", "Another window or program has this workbook in use. It opens as soon as that is done.")
	d.Advance(time.Second)
	d.WantWrapped("It opens as soon as that is done.")
	held.err = nil
	d.Advance(time.Second)
	d.Want("First", "Returns")
}

// heldStore is a store in which another window is saving for longer than the first frame waits.
type heldStore struct {
	storage.Store
	err              error // of those who wait for it
	hurried, patient int
}

func (b *heldStore) Load(ctx context.Context, id workbook.ID) (storage.Snapshot, error) {
	if _, hurry := ctx.Deadline(); hurry {
		b.hurried++
		return storage.Snapshot{}, saidErr{"This workbook cannot be read now.", context.DeadlineExceeded}
	}
	if b.patient++; b.err != nil {
		return storage.Snapshot{}, b.err
	}
	return b.Store.Load(ctx, id)
}

// Where the workbooks cannot be listed it is said why, and not that there are none; back in
// the window, all goes on.
func TestListFails(t *testing.T) {
	const says = "The folder /media/kim/stick is not there any more (a stick pulled out?). Nothing was changed; try again when it is back."
	s := &unlisted{Store: storetest.NewMemory(noon), err: saidErr{says, storage.ErrGone}}
	d := uitest.New(t, uitest.Options{Store: s, Example: true})
	d.WantWrapped(says)
	d.Absent("No workbook yet", "What are you preparing for?")
	d.Key("down")
	d.WantWrapped(says)
	s.err = nil
	d.Focus()
	d.Want("A raise at Northwi")
	d.Absent("stick")
}

type unlisted struct {
	storage.Store
	err error
}

func (u *unlisted) List(ctx context.Context) ([]storage.Entry, error) {
	if u.err != nil {
		return nil, u.err
	}
	return u.Store.List(ctx)
}

// Every failure is told whole with what was kept, in a window of any size, and what it
// offers is on the page behind its key.
func TestFailuresAreWhole(t *testing.T) {
	const longest = "Not saved: the store has as many words for it as it may have here." // see storage/bolt
	for _, kind := range []error{storage.ErrDeleted, storage.ErrNotFound, storage.ErrGone, storage.ErrFull, storage.ErrBusy, storage.ErrReadOnly, storage.ErrIO,
		storage.ErrDamaged, storage.ErrNewer, fmt.Errorf("another")} {
		for _, size := range [][2]int{{80, 24}, {100, 30}, {40, 12}} {
			t.Run(fmt.Sprint(kind, size), func(t *testing.T) {
				t.Parallel()
				fail := storetest.NewFail(storetest.NewMemory(noon), saidErr{longest, kind})
				d := uitest.New(t, uitest.Options{Store: fail, Example: true})
				d.Key("1", "enter")
				d.Type("!")
				d.Resize(size[0], size[1])
				d.WantWrapped("! " + longest + " Your answers are kept here")
				said := strings.Join(strings.Fields(d.Screen()), " ")
				_, said, _ = strings.Cut(said, longest)
				end := strings.Index(said, ".")
				if end < 0 || strings.Contains(said[:end], "…") {
					t.Fatalf("it is not whole:\n%s", d.Screen())
				}
				_, offer, offers := strings.Cut(said[:end], "ctrl+s offers to ")
				d.Key("ctrl+s")
				d.Want("r       try again")
				if !offers {
					return
				}
				does := map[string]string{"bring it back": "b       bring the workbook back", "keep it as a new one": "n       keep it as a new workbook"}[offer]
				if does == "" {
					does = "x       write them to a file"
				}
				d.Want(does)
				if fail.With(nil); strings.HasPrefix(does, "x") {
					d.Key("x", "enter")
					d.Want("is in", "esc     stay")
					if len(d.Exported) != 1 {
						t.Errorf("written: %v", d.Exported)
					}
				}
				d.Key("esc", "r")
			})
		}
	}
}

// The name of a folder gives way before what is kept does.
func TestLongFolder(t *testing.T) {
	fail := storetest.NewFail(storetest.NewMemory(noon), saidErr{"Not saved: the folder ~/.local/share/firstmile is not there any more (a stick pulled out?).", storage.ErrGone})
	d := uitest.New(t, uitest.Options{Store: fail, Example: true})
	d.Key("1", "enter")
	d.Type("!")
	d.WantWrapped("the folder ~/.local/share/firstmile is not there any more")
	d.Resize(40, 12)
	d.WantWrapped("! Not saved: the folder …/firstmile is not there any more (a stick pulled out?). Your answers are kept here and saved as soon as it is back.")
}

// What went wrong with one workbook is told of each where it is several.
func TestSeveralFailures(t *testing.T) {
	ids := workbook.IDs(uitest.NewID)
	books := []workbook.Workbook{storetest.Sample(ids), storetest.Sample(ids)}
	books[0].Profile.Name, books[1].Profile.Name = "One", "Two"
	fail := storetest.NewFail(storetest.NewMemory(noon), nil)
	d := uitest.New(t, uitest.Options{Store: fail, Books: books})
	fail.With(errFull)
	d.Key("g", "enter", "1", "r", "enter", "d", "esc", "esc")
	fail.With(saidErr{"Not saved: the disk reports an error.", storage.ErrIO})
	d.Key("G", "enter", "1", "r", "enter", "d", "esc", "esc", "ctrl+s")
	d.WantWrapped("“One”: Not saved: the disk", "“Two”: Not saved: the disk reports an error.")
}

// failing is the example on a disk that is full, with one change made.
func failing(keys ...string) func(t testing.TB, width, height int) *uitest.Driver {
	return func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		store := storetest.NewFail(storetest.NewMemory(noon), errFull)
		d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Store: store, Example: true})
		d.Key("1", "P", "esc")
		d.Key(keys...)
		d.Resize(width, height)
		return d
	}
}

// deletedUnder is an answer that was typed after another window deleted the workbook, or
// erased it.
func deletedUnder(erased bool, keys ...string) func(t testing.TB, width, height int) *uitest.Driver {
	return func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		says := saidErr{"Not saved: this workbook was deleted in another window.", storage.ErrDeleted}
		if erased {
			says = saidErr{"Not saved: this workbook is not in the data folder any more.", storage.ErrNotFound}
		}
		store := storetest.NewFail(storetest.NewMemory(noon), nil)
		d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Store: store, Example: true})
		store.With(says)
		d.Key("1", "enter")
		d.Type("!")
		d.Key(keys...)
		d.Resize(width, height)
		return d
	}
}

var errFull = saidErr{"Not saved: the disk is full.", storage.ErrFull}

// saidErr is an error of a store: its kind in a sentence.
type saidErr struct {
	text string
	kind error
}

func (e saidErr) Error() string { return e.text }
func (e saidErr) Unwrap() error { return e.kind }
