package document_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/document"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

const mine, yours = document.View(1), document.View(2)

// queue is a saver that saves when it is told to.
type queue struct {
	store   storage.Saves
	waiting []workbook.Change
	upto    uint64
}

func (q *queue) Save(_ workbook.ID, changes []workbook.Change) uint64 {
	q.waiting = append(q.waiting, changes...)
	q.upto += uint64(len(changes))
	return q.upto
}

// save saves what waits and gives the report, as storage.Saver would.
func (q *queue) save(t rapid.TB, id workbook.ID) storage.Report {
	t.Helper()
	receipt, err := q.store.Save(context.Background(), id, q.waiting)
	r := storage.Report{ID: id, Receipt: receipt, Upto: q.upto, Err: err}
	if err == nil {
		q.waiting = nil
	}
	return r
}

// setup gives a document on a workbook in memory with two returns and an ask.
func setup(t rapid.TB) (*document.Document, *queue, storage.Store) {
	t.Helper()
	store := storetest.NewMemory(time.Now)
	snap, err := store.Create(context.Background(), workbook.Workbook{
		ID:      "W",
		Returns: []workbook.Return{{ID: "R1", Name: "Pay", Why: "Rent"}, {ID: "R2", Name: "Time"}},
		Asks:    []workbook.Ask{{ID: "A1", Return: "R1", Proofs: []workbook.Entry{{ID: "P1", Text: "one"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	q := &queue{store: store}
	return document.New(snap, store.Window(), q.Save), q, store.Another()
}

func load(t rapid.TB, s storage.Store) storage.Snapshot {
	t.Helper()
	snap, err := s.Load(context.Background(), "W")
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// elsewhere changes the stored workbook as another program's window does.
func elsewhere(t rapid.TB, s storage.Store, change func(*workbook.Workbook)) storage.Snapshot {
	t.Helper()
	snap := load(t, s)
	next := snap.Workbook.Clone()
	change(&next)
	if _, err := s.Save(context.Background(), "W", workbook.Diff(snap.Workbook, next)); err != nil {
		t.Fatal(err)
	}
	return load(t, s)
}

func why(text string) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Return("R1").Why = text }
}

func role(text string) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Profile.Role = text }
}

func deleted(id workbook.ID) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Delete(workbook.RecordKey(workbook.ReturnRecords, id)) }
}

func wants(t *testing.T, d *document.Document, want string) {
	t.Helper()
	if got := d.Book().Return("R1"); got == nil || got.Why != want {
		t.Errorf("the why is %+v, want %q", got, want)
	}
}

func fails(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("error %v, want %v", got, want)
	}
}

func TestEditIsSaved(t *testing.T) {
	d, q, store := setup(t)
	version := d.Version()
	d.Edit(mine, "why", why("Rent"))
	if d.Version() != version || d.Unsaved() || len(q.waiting) > 0 {
		t.Error("an edit that changes nothing counts")
	}
	d.Edit(mine, "why", why("Rent went up"))
	if d.Version() == version || !d.Unsaved() {
		t.Error("an edit does not count")
	}
	if c := q.waiting; len(c) != 1 || c[0].Record != "returns/R1" || c[0].Field != "why" || string(c[0].Before) != `"Rent"` ||
		string(c[0].After) != `"Rent went up"` {
		t.Errorf("the change is %s", c)
	}
	now := time.Now()
	if stale := d.Report(q.save(t, "W"), now); stale || d.Unsaved() || !d.Saved().Equal(now) || d.Failure() != nil {
		t.Errorf("after the report: stale %v, unsaved %v", stale, d.Unsaved())
	}
	storetest.Equal(t, load(t, store).Workbook, d.Book())
}

func TestFailureIsTold(t *testing.T) {
	d, q, store := setup(t)
	fail := storetest.NewFail(store, storage.ErrFull)
	q.store = fail
	d.Edit(mine, "why", why("kept"))
	d.Report(q.save(t, "W"), time.Now())
	fails(t, d.Failure(), storage.ErrFull)
	if !d.Unsaved() || d.InFile() != "" {
		t.Error("what failed counts as saved")
	}
	d.Rescued(d.Book(), "/x.json")
	if d.InFile() != "/x.json" {
		t.Error("what was written to a file is not in it")
	}
	d.Edit(mine, "why", why("kept too"))
	if d.InFile() != "" {
		t.Error("what was typed since is in the file")
	}
	fail.With(nil)
	d.Report(q.save(t, "W"), time.Now())
	fails(t, d.Failure(), nil)
	storetest.Equal(t, load(t, store).Workbook, d.Book())
}

func TestUndo(t *testing.T) {
	d, q, store := setup(t)
	fails(t, d.Undo(mine), document.ErrNothing)
	d.Edit(mine, "typing", why("a"))
	d.Edit(mine, "typing", why("ab"))
	d.Edit(mine, "typing more", why("abc"))
	fails(t, d.Undo(mine), nil)
	wants(t, d, "ab")
	fails(t, d.Undo(mine), nil)
	wants(t, d, "Rent") // edits of one name are one step
	fails(t, d.Redo(mine), nil)
	fails(t, d.Redo(mine), nil)
	wants(t, d, "abc")
	fails(t, d.Redo(mine), document.ErrNothing)
	d.Edit(mine, "delete", deleted("R1"))
	if len(d.Book().Asks) != 0 {
		t.Fatal("the ask stays without its return")
	}
	fails(t, d.Undo(mine), nil)
	wants(t, d, "abc")
	if len(d.Book().Asks) != 1 {
		t.Error("the ask did not come back with its return")
	}
	d.Report(q.save(t, "W"), time.Now())
	storetest.Equal(t, load(t, store).Workbook, d.Book())

	// Taken back by hand, nothing is left to undo.
	d, _, _ = setup(t)
	d.Edit(mine, "typing", why("Rentx"))
	d.Edit(mine, "typing", why("Rent"))
	fails(t, d.Undo(mine), document.ErrNothing)
}

// What was undone and saved before its report came is not brought back by it.
func TestUndoneWhileSaving(t *testing.T) {
	d, q, store := setup(t)
	d.Edit(mine, "why", why("typed"))
	late := q.save(t, "W")
	fails(t, d.Undo(mine), nil)
	d.Report(late, time.Now())
	wants(t, d, "Rent")
	d.Report(q.save(t, "W"), time.Now())
	storetest.Equal(t, load(t, store).Workbook, d.Book())
}

func TestAnotherWindow(t *testing.T) {
	d, q, store := setup(t)
	d.Edit(mine, "why", why("here"))
	snap := elsewhere(t, store, role("there"))
	if stale := d.Report(q.save(t, "W"), time.Now()); !stale {
		t.Fatal("the other window's save is not noticed")
	}
	d.Disk(snap) // loaded before this window's save: it does not show it
	wants(t, d, "here")
	if d.Book().Profile.Role != "there" {
		t.Error("the other window's answer does not show")
	}
	version := d.Version()
	d.Disk(load(t, store))
	if d.Version() != version {
		t.Error("what is shown already counts as new")
	}
	fails(t, d.Undo(mine), nil)
	wants(t, d, "Rent")
	if d.Book().Profile.Role != "there" {
		t.Error("an undo took the other window's answer back")
	}
	d.Edit(mine, "role", role("mine"))
	d.Report(q.save(t, "W"), time.Now())
	d.Disk(elsewhere(t, store, role("theirs")))
	fails(t, d.Undo(mine), document.ErrChanged)
	if d.Book().Profile.Role != "theirs" {
		t.Error("an undo took back what another window wrote")
	}
}

// An edit beats a deletion that had not seen it, whichever comes to the disk first.
func TestDeletedElsewhere(t *testing.T) {
	for name, order := range map[string]func(*document.Document, *queue, storage.Store){
		"seen, then saved": func(d *document.Document, q *queue, store storage.Store) {
			d.Disk(load(t, store))
			wants(t, d, "here")
			d.Report(q.save(t, "W"), time.Now())
		},
		"saved, then seen": func(d *document.Document, q *queue, store storage.Store) {
			if !d.Report(q.save(t, "W"), time.Now()) {
				d.Disk(load(t, store))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, q, store := setup(t)
			d.Edit(mine, "why", why("here"))
			elsewhere(t, store, deleted("R1"))
			order(d, q, store)
			wants(t, d, "here")
			if !d.Unsaved() {
				t.Error("what is not on disk is called saved")
			}
			d.Report(q.save(t, "W"), time.Now())
			d.Disk(load(t, store))
			wants(t, d, "here")
			if got := load(t, store).Workbook.Return("R1"); got == nil || got.Why != "here" || got.Name != "Pay" {
				t.Errorf("on disk is %+v", got)
			}
		})
	}
	d, q, store := setup(t)
	d.Edit(mine, "why", why("here"))
	d.Report(q.save(t, "W"), time.Now())
	d.Disk(elsewhere(t, store, deleted("R1")))
	if d.Book().Return("R1") != nil {
		t.Error("a deletion that had seen the edit does not count")
	}
}

// Two views type into one document in turn, 10,000 keys, into one list and one
// text and texts of their own: no letter is lost, none is in the wrong place, and
// each takes back its own.
func TestTwoViews(t *testing.T) {
	d, q, store := setup(t)
	keys := storetest.Part(10_000)
	var want [2]strings.Builder
	for i := range keys {
		view, letter := i%2, string(rune('a'+i%26))
		want[view].WriteString(letter)
		d.Edit(document.View(view), "typing", func(w *workbook.Workbook) {
			r := &w.Returns[view]
			r.Why = want[view].String()
			w.Profile.Role += letter // both write here
		})
		if i%97 == 0 {
			d.Report(q.save(t, "W"), time.Now())
		}
		if i%1009 == 0 {
			elsewhere(t, store, func(w *workbook.Workbook) { w.Profile.With += "x" })
			d.Disk(load(t, store))
		}
	}
	for view := range want {
		if got := d.Book().Returns[view].Why; got != want[view].String() {
			t.Errorf("view %d shows %d letters, typed %d", view, len(got), want[view].Len())
		}
	}
	if got := d.Book().Profile.Role; len(got) != keys {
		t.Errorf("%d letters of both, want %d", len(got), keys)
	}
	d.Report(q.save(t, "W"), time.Now())
	d.Disk(load(t, store))
	storetest.Equal(t, load(t, store).Workbook, d.Book())
	other := d.Book().Returns[1].Why
	for d.Undo(0) == nil {
	}
	if d.Book().Returns[1].Why != other {
		t.Error("one view's undo took back the other's letters")
	}
}

// What another window wrote into a record stays when it is deleted here by who had
// not seen it, and when the deletion is taken back, however soon.
func TestADeletionThatHadNotSeenAnEdit(t *testing.T) {
	for name, then := range map[string]func(*document.Document, *queue, storage.Store){
		"left so": func(d *document.Document, q *queue, store storage.Store) {
			d.Report(q.save(t, "W"), time.Now())
			d.Disk(load(t, store))
			if !d.Stays() || d.Stays() {
				t.Error("the person is not told, or twice")
			}
		},
		"taken back at once": func(d *document.Document, q *queue, store storage.Store) {
			fails(t, d.Undo(mine), nil)
			d.Report(q.save(t, "W"), time.Now())
			d.Disk(load(t, store))
			if d.Stays() {
				t.Error("the person is told of what they have taken back")
			}
		},
		"seen before it was saved": func(d *document.Document, q *queue, store storage.Store) {
			d.Disk(load(t, store))
			d.Report(q.save(t, "W"), time.Now())
			if !d.Stays() {
				t.Error("the person is not told")
			}
		},
		"taken back once it was saved": func(d *document.Document, q *queue, store storage.Store) {
			report := q.save(t, "W")
			fails(t, d.Undo(mine), nil)
			d.Report(report, time.Now())
			d.Report(q.save(t, "W"), time.Now())
			d.Disk(load(t, store))
		},
		"taken back once it was seen": func(d *document.Document, q *queue, store storage.Store) {
			d.Report(q.save(t, "W"), time.Now())
			d.Disk(load(t, store))
			_ = d.Undo(mine)
			if d.Unsaved() {
				d.Report(q.save(t, "W"), time.Now())
			}
			d.Disk(load(t, store))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, q, store := setup(t)
			elsewhere(t, store, why("theirs"))
			d.Edit(mine, "delete", deleted("R1"))
			if d.Book().Return("R1") != nil {
				t.Fatal("it is still on screen")
			}
			then(d, q, store)
			wants(t, d, "theirs")
			storetest.Equal(t, load(t, store).Workbook, d.Book())
		})
	}
}

// A record that was written into, deleted elsewhere and brought back there has both:
// what it was brought back with, and what was written.
func TestBroughtBackElsewhere(t *testing.T) {
	d, q, store := setup(t)
	d.Edit(mine, "why", why("here"))
	elsewhere(t, store, deleted("R1"))
	report := q.save(t, "W")
	elsewhere(t, store, func(w *workbook.Workbook) {
		*workbook.Schema.Add(w, workbook.RecordKey(workbook.ReturnRecords, "R1")).(*workbook.Return) = workbook.Return{ID: "R1", Name: "Theirs", Why: "Rent"}
	})
	d.Report(report, time.Now())
	d.Report(q.save(t, "W"), time.Now())
	d.Disk(load(t, store))
	if got := load(t, store).Workbook.Return("R1"); got == nil || got.Why != "here" || got.Name != "Theirs" {
		t.Errorf("on disk is %+v", got)
	}
	storetest.Equal(t, load(t, store).Workbook, d.Book())
}

// Each view takes back what it wrote last, also into an answer that both write; what
// the other has written behind it stays, and is not guessed at.
func TestTwoViewsInOneAnswer(t *testing.T) {
	d, _, _ := setup(t)
	d.Edit(mine, "typing", why("a"))
	d.Edit(yours, "typing", why("ab"))
	d.Edit(mine, "typing", why("abc"))
	fails(t, d.Undo(mine), nil)
	wants(t, d, "ab")
	fails(t, d.Undo(mine), document.ErrChanged)
	wants(t, d, "ab")
	fails(t, d.Undo(yours), nil)
	wants(t, d, "a")
	fails(t, d.Undo(mine), document.ErrNothing)
}

// What was loaded before a save, and comes in after it, is old.
func TestAnOldLoadIsLeft(t *testing.T) {
	d, q, store := setup(t)
	old := load(t, store)
	d.Edit(mine, "why", why("here"))
	d.Report(q.save(t, "W"), time.Now())
	d.Disk(old)
	wants(t, d, "here")
}

// A disk that fails for long must not have every letter kept.
func TestWhatWaitsIsOneChangeAnAnswer(t *testing.T) {
	d, q, store := setup(t)
	text := ""
	for range 1000 {
		text += "a"
		d.Edit(mine, "why", why(text))
		d.Edit(mine, "role", role(text))
	}
	if n := d.Waiting(); n != 2 {
		t.Errorf("%d changes are kept for two answers", n)
	}
	d.Edit(mine, "delete", deleted("R1"))
	fails(t, d.Undo(mine), nil)
	d.Edit(mine, "why", why(text+"b"))
	d.Report(q.save(t, "W"), time.Now())
	wants(t, d, text+"b")
	storetest.Equal(t, load(t, store).Workbook, d.Book())
	if n := d.Waiting(); n != 0 {
		t.Errorf("%d changes are kept of what is on disk", n)
	}
}

func TestFindingsFollow(t *testing.T) {
	d, _, _ := setup(t)
	day := value.NewDate(2027, 3, 12)
	has := func(day value.Date) bool {
		return slices.ContainsFunc(d.Advice(day).Findings(), func(f advice.Finding) bool { return f.Rule == "meeting-past" })
	}
	if has(day) {
		t.Fatal("a meeting without a date is past")
	}
	d.Edit(mine, "meeting", func(w *workbook.Workbook) { w.Profile.Meeting = value.NewDate(2027, 3, 11) })
	if !has(day) {
		t.Error("the findings do not follow an edit")
	}
	if has(value.NewDate(2027, 3, 1)) {
		t.Error("the findings do not follow the day")
	}
}

// A screen that types, undoes and takes in reports late, another window that
// saves its own records, a store that fails: in the end the disk has what the
// screen shows and what the other window saved.
func TestEndsAtWhatTheScreenShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, q, store := setup(t)
		fail := storetest.NewFail(store, nil)
		q.store = fail
		own, theirs := []workbook.ID{"R1", "m2", "m3"}, []workbook.ID{"R2", "t2"}
		change := func(ids []workbook.ID) func(*workbook.Workbook) {
			id := rapid.SampledFrom(ids).Draw(t, "record")
			del, name := rapid.Bool().Draw(t, "delete"), rapid.SampledFrom([]string{"x", "y"}).Draw(t, "name")
			return func(w *workbook.Workbook) {
				switch r := w.Return(id); {
				case r == nil:
					workbook.Schema.Add(w, workbook.RecordKey(workbook.ReturnRecords, id)).(*workbook.Return).Name = "x"
				case del:
					deleted(id)(w)
				default: // few names, so that changes are often taken back
					r.Name = name
				}
			}
		}
		var reports []storage.Report
		shown := d.Book() // after what the person did last
		for n := range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.SampledFrom([]string{"type", "type", "type", "undo", "redo", "save", "save", "report", "reload", "other", "fail", "mend"}).Draw(t, "step") {
			case "type":
				d.Edit(mine, fmt.Sprint(n/3), change(own))
				shown = d.Book()
			case "undo":
				_ = d.Undo(mine)
				shown = d.Book()
			case "redo":
				_ = d.Redo(mine)
				shown = d.Book()
			case "save":
				reports = append(reports, q.save(t, "W"))
			case "report":
				if len(reports) > 0 {
					if d.Report(reports[0], time.Now()) && rapid.Bool().Draw(t, "at once") {
						d.Disk(load(t, store))
					}
					reports = reports[1:]
				}
			case "reload": // the screen noticed the other window
				d.Disk(load(t, store))
			case "other":
				elsewhere(t, store, change(theirs))
			case "fail":
				fail.With(storage.ErrFull)
			case "mend":
				fail.With(nil)
			}
		}
		fail.With(nil)
		for d.Unsaved() || len(reports) > 0 {
			for _, r := range reports {
				d.Report(r, time.Now())
			}
			reports = []storage.Report{q.save(t, "W")}
			if !d.Unsaved() {
				reports = nil
			}
		}
		d.Disk(load(t, store))
		storetest.Equal(t, load(t, store).Workbook, d.Book())
		for _, id := range own { // nobody else writes into these
			if got, want := d.Book().Return(id), shown.Return(id); (got == nil) != (want == nil) || got != nil && *got != *want {
				t.Fatalf("%s: %+v in the end, the person saw %+v", id, got, want)
			}
		}
	})
}

// Two windows on one workbook, each with its own answer in one record: they type,
// delete and take back, saves fail, reports and loads come late. In the end both
// show what is on disk, and while nobody deletes, each has what it typed last.
func TestTwoWindowsEndAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, q, store := setup(t)
		fails := []*storetest.Fail{storetest.NewFail(q.store.(storage.Store), nil), storetest.NewFail(store, nil)}
		q.store = fails[0]
		other := &queue{store: fails[1]}
		fail := func(err error) { fails[0].With(err); fails[1].With(err) }
		windows := []*document.Document{first, document.New(load(t, store), store.Window(), other.Save)}
		queues := []*queue{q, other}
		reports, loads := make([][]storage.Report, 2), make([][]storage.Snapshot, 2)
		own := []func(*workbook.Return) *string{
			func(r *workbook.Return) *string { return &r.Why }, func(r *workbook.Return) *string { return &r.Name }}
		typed, deletes := []string{"Rent", "Pay"}, false
		for n := range rapid.IntRange(1, 40).Draw(t, "steps") {
			w := rapid.IntRange(0, 1).Draw(t, "window")
			d := windows[w]
			steps := []string{"type", "type", "proof", "undo", "redo", "save", "save", "report", "load", "seen", "fail", "mend", "delete"}
			switch step := rapid.SampledFrom(steps).Draw(t, "step"); step {
			case "type", "proof":
				d.Edit(mine, fmt.Sprint(n/3), func(b *workbook.Workbook) {
					if r := b.Return("R1"); r != nil && step == "type" {
						*own[w](r) = fmt.Sprint("typed ", n)
					} else if a := b.Ask("A1"); a != nil && step == "proof" {
						a.Proofs = append(a.Proofs, workbook.Entry{ID: workbook.ID(fmt.Sprint("P", w, n)), Text: "x"})
					}
				})
			case "delete":
				d.Edit(mine, "delete", deleted("R1"))
				deletes = true
			case "undo":
				_ = d.Undo(mine)
			case "redo":
				_ = d.Redo(mine)
			case "save":
				reports[w] = append(reports[w], queues[w].save(t, "W"))
			case "report":
				if len(reports[w]) > 0 {
					d.Report(reports[w][0], time.Now())
					reports[w] = reports[w][1:]
				}
			case "load":
				loads[w] = append(loads[w], load(t, store))
			case "seen":
				if len(loads[w]) > 0 {
					d.Disk(loads[w][0])
					loads[w] = loads[w][1:]
				}
			case "fail":
				fail(storage.ErrFull)
			case "mend":
				fail(nil)
			}
			if r := d.Book().Return("R1"); r != nil {
				typed[w] = *own[w](r)
			}
		}
		fail(nil)
		for windows[0].Unsaved() || windows[1].Unsaved() || len(reports[0])+len(reports[1]) > 0 {
			for w, d := range windows {
				for _, r := range append(reports[w], queues[w].save(t, "W")) {
					d.Report(r, time.Now())
				}
				reports[w] = nil
				d.Disk(load(t, store))
			}
		}
		for w, d := range windows { // a record that one brought back is without what the other had written into it
			for _, c := range d.Conflicts() {
				d.Choose(mine, c, c.Here.Answer)
			}
			d.Report(queues[w].save(t, "W"), time.Now())
		}
		for w, d := range windows {
			d.Disk(load(t, store))
			storetest.Equal(t, d.Book(), load(t, store).Workbook)
			if r := d.Book().Return("R1"); !deletes && *own[w](r) != typed[w] {
				t.Fatalf("window %d typed %q last, %q is on disk", w, typed[w], *own[w](r))
			}
		}
	})
}
