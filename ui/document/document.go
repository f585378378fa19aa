// Package document holds an open workbook, or what stands beside one: what is on disk as far as is known,
// what is on screen, what is on its way from here to there, and how to take it
// back. It knows nothing of a screen. Any number of views may show one document;
// each redraws when the document's version has moved on.
package document

import (
	"errors"
	"slices"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// DocumentOf is what is open of one schema's records: a workbook, or what stands beside one.
// It is used by pointer, from one goroutine.
type DocumentOf[W any] struct {
	schema  *schema.Schema[W]
	save    Save
	opened  uint64                // the revision that it was opened on
	window  string                // whose sides are this window's; see storage.Side
	disk    storage.SnapshotOf[W] // what is on disk, as far as is known here
	book    W                     // what is on screen: the disk's, with what is on its way
	sent    []sent                // on its way, in the order in which it was made
	version int

	wrote map[answerKey]bool      // what was written here since it was opened
	when  map[answerKey]time.Time // when answers were written, as far as the history told

	steps   map[View]*steps
	failure error     // why the last save failed, nil when it did not
	savedAt time.Time // when the answers were last known to be on disk

	unwound    []workbook.Change // see Unwound
	stays      bool              // see Stays
	rescued    W                 // as it was written to rescuePath
	rescuePath string            // "" while it was written nowhere
}

// answerKey names an answer, its field as in a change.
type answerKey struct {
	record workbook.Key
	field  string
}

// View tells the views of a document apart: each takes back its own steps.
type View int

// sent is a change on its way to the disk.
type sent struct {
	workbook.Change
	number   uint64 // the saver's
	revision uint64 // the one that it became; 0 while it is not saved
}

// steps is what one view can take back and make again.
type steps struct {
	undo, redo []step
	past       bool // those from before the document was opened are among them
}

// step is one change of a person's, which is undone answer by answer, so that
// what was written elsewhere in the meantime stays.
type step struct {
	name    string // edits of one name in a row are one step
	changes []workbook.Change
	sides   []workbook.Change // of sides that were dropped, or came back; see storage.SideRecords
}

// maxSteps bounds what can be undone; what falls off is still in the history on disk.
const maxSteps = 500

// Save takes changes and returns at once, with the number of the last of them; see storage.Saver.
type Save func(id workbook.ID, changes []workbook.Change) (upto uint64)

// NewOf opens a document on what is on disk in a window; see storage.StoreOf.Window.
func NewOf[W any](of *schema.Schema[W], snap storage.SnapshotOf[W], window string, save Save) *DocumentOf[W] {
	d := &DocumentOf[W]{schema: of, save: save, opened: snap.Revision, window: window, disk: snap, book: snap.Workbook, savedAt: snap.Saved, steps: map[View]*steps{},
		wrote: map[answerKey]bool{}, when: map[answerKey]time.Time{}}
	d.merge()
	return d
}

// ID is the workbook's id.
func (d *DocumentOf[W]) ID() workbook.ID { return d.schema.ID(&d.book) }

// Book is the workbook as it is on screen. It is not to be changed.
func (d *DocumentOf[W]) Book() W { return d.book }

// Version goes up whenever Book has changed.
func (d *DocumentOf[W]) Version() int { return d.version }

// Protected tells whether the workbook has a passphrase.
func (d *DocumentOf[W]) Protected() bool { return d.disk.Protected }

// Saved is when the answers on screen were last known to be on disk; zero when
// never.
func (d *DocumentOf[W]) Saved() time.Time { return d.savedAt }

// Failure is why the last save failed, nil when it did not.
func (d *DocumentOf[W]) Failure() error { return d.failure }

// Unsaved tells whether answers on screen are not on disk yet.
func (d *DocumentOf[W]) Unsaved() bool {
	return slices.ContainsFunc(d.sent, func(s sent) bool { return s.revision == 0 })
}

// Edit changes the workbook on a copy, hands what differs to the saver, and
// remembers how a view can take it back. Edits of one name in a row are one step.
func (d *DocumentOf[W]) Edit(by View, name string, change func(*W)) {
	next := d.schema.Clone(d.book)
	change(&next)
	changes := d.schema.Diff(&d.book, &next)
	if len(changes) == 0 {
		return
	}
	for _, c := range changes {
		d.wrote[answerKey{c.Record, c.Field}] = true
	}
	d.show(next)
	d.send(changes)
	s := d.of(by)
	if n := len(s.undo); n > 0 && len(s.redo) == 0 && s.undo[n-1].takes(name, changes) {
		last := &s.undo[n-1]
		if last.changes = schema.Join(last.changes, changes); d.nothing(last.changes, changes) {
			s.undo = s.undo[:n-1] // taken back by hand: nothing is left to undo
		}
	} else {
		s.undo = append(s.undo, step{name: name, changes: changes})
		s.undo = s.undo[max(0, len(s.undo)-maxSteps):]
	}
	s.redo = nil
}

// nothing tells a step that comes to nothing with what was changed last: an answer that
// is as it was, or a record that was added and is gone.
func (d *DocumentOf[W]) nothing(step, last []workbook.Change) bool {
	deletes := slices.ContainsFunc(last, func(c workbook.Change) bool { return c.Field == "" && c.After == nil })
	if len(step) == 0 || !deletes {
		return len(step) == 0
	}
	before := d.schema.Clone(d.book)
	_, err := d.schema.Revert(&before, step)
	return err == nil && d.schema.Same(&d.book, &before)
}

// takes tells whether more changes belong to a step: they have its name, and go
// on from where it left each answer.
func (s *step) takes(name string, changes []workbook.Change) bool {
	if s.name != name {
		return false
	}
	for _, c := range changes {
		for _, was := range s.changes {
			if was.Record == c.Record && was.Field == c.Field && string(was.After) != string(c.Before) {
				return false
			}
		}
	}
	return true
}

func (d *DocumentOf[W]) of(by View) *steps {
	if d.steps[by] == nil {
		d.steps[by] = &steps{}
	}
	return d.steps[by]
}

// What Undo and Redo answer when there is nothing to do.
var (
	ErrNothing = errors.New("nothing to undo")
	ErrChanged = errors.New("changed elsewhere since")
)

// Undo takes a view's last step back: ErrNothing when there is none, ErrChanged
// when all of it was changed elsewhere since, which stays.
func (d *DocumentOf[W]) Undo(by View) error { s := d.of(by); return d.unwind(&s.undo, &s.redo) }

// Redo makes the step again that Undo took back last; its errors are Undo's.
func (d *DocumentOf[W]) Redo(by View) error { s := d.of(by); return d.unwind(&s.redo, &s.undo) }

// unwind takes the last step of one list back and puts it on the other.
func (d *DocumentOf[W]) unwind(from, to *[]step) error {
	n := len(*from)
	if n == 0 {
		return ErrNothing
	}
	last := (*from)[n-1]
	*from = (*from)[:n-1]
	next := d.schema.Clone(d.book)
	for _, c := range sidesAbout(last.sides) { // what is shown may stand beside the answer
		c.After = d.stands(c.Record, c.Field)
		_, _, _ = d.schema.Apply(&next, []workbook.Change{c}, nil) // it was read from there
	}
	done, err := d.schema.Revert(&next, last.changes)
	if err != nil || len(done) == 0 && len(last.sides) == 0 {
		return ErrChanged
	}
	back := step{last.name, done, reversed(last.sides)}
	*to = append(*to, back)
	d.unwound = slices.Concat(done, sidesAbout(back.sides))
	d.show(next)
	d.send(back.all())
	if len(back.sides) > 0 { // whose texts are to choose from again, or are no more
		d.merge()
	}
	return nil
}

// Unwound is what the last undo or redo changed.
func (d *DocumentOf[W]) Unwound() []workbook.Change { return d.unwound }

func (d *DocumentOf[W]) show(next W) {
	d.book = next
	d.version++
}

func (d *DocumentOf[W]) send(changes []workbook.Change) {
	number := d.save(d.ID(), changes)
	for _, c := range changes {
		if at := d.unsaved(c); at >= 0 {
			d.sent[at].After, d.sent[at].number = c.After, number
		} else {
			d.sent = append(d.sent, sent{Change: c, number: number})
		}
	}
}

// unsaved finds a change of the same answer that is on its way and that this one
// goes on from, -1 for none: a disk that fails must not have every letter kept.
func (d *DocumentOf[W]) unsaved(c workbook.Change) int {
	for i, s := range slices.Backward(d.sent) {
		switch {
		case s.Record != c.Record:
		case s.revision > 0, s.Field == "", c.Field == "":
			return -1
		case s.Field == c.Field:
			if c.GoesOn(s.Change) {
				return i
			}
			return -1
		}
	}
	return -1
}

// Report takes the saver's word on what became of changes, at a time. Where it
// answers true another window has saved too: the workbook is to be loaded and
// given to Disk.
func (d *DocumentOf[W]) Report(r storage.Report, now time.Time) (stale bool) {
	if d.failure = r.Err; r.Err != nil {
		return false
	}
	d.savedAt = now
	var unsaved []workbook.Change // as far as was known here until now
	for i := range d.sent {
		if s := &d.sent[i]; s.revision == 0 {
			unsaved = append(unsaved, s.Change)
			if s.number <= r.Upto {
				s.revision = r.Revision
			}
		}
	}
	// What another window deleted while it was written into here comes back whole; or
	// it has been brought back since, and what was written here belongs into it.
	for _, k := range r.Gone {
		if raw := d.whole(k); raw != nil {
			again := []workbook.Change{{Record: k, After: raw}}
			for _, c := range unsaved {
				if c.Record == k && c.Field != "" {
					again = append(again, c)
				}
			}
			d.send(again)
		}
	}
	if r.Before == d.disk.Revision { // nobody else was at it
		next := d.schema.Clone(d.disk.Workbook)
		if err := d.schema.Replay(&next, r.Done); err == nil {
			d.disk.Workbook, d.disk.Revision, d.disk.Saved, d.disk.Sides = next, r.Revision, r.Saved, r.Sides
		}
	}
	d.merge()
	return d.disk.Revision < r.Revision
}

// Disk goes on with what is on disk: what is on its way from here stays on
// screen, and what another window wrote comes in.
func (d *DocumentOf[W]) Disk(snap storage.SnapshotOf[W]) {
	if snap.Revision <= d.disk.Revision {
		if snap.Revision == d.disk.Revision { // a passphrase is no answer
			d.disk.Protected = snap.Protected
		}
		return
	}
	d.disk = snap
	if snap.Saved.After(d.savedAt) {
		d.savedAt = snap.Saved
	}
	d.merge()
}

// Keep brings a record back, with all that went with it, that another window deleted while it
// was written into here; before is what was on screen until then. It is false where the record
// did not go: an edit beats a deletion that had not seen it, and an open text is one.
func (d *DocumentOf[W]) Keep(before W, k workbook.Key) bool {
	if k == "" || !d.schema.Has(&before, k) || d.schema.Has(&d.book, k) {
		return false
	}
	var back []workbook.Change
	for _, c := range d.schema.Diff(&d.book, &before) {
		if c.Field == "" && c.Before == nil {
			back = append(back, c)
		}
	}
	next := d.schema.Clone(d.book)
	done, _, err := d.schema.Apply(&next, back, nil)
	if err != nil {
		return false
	}
	d.show(next)
	d.send(done)
	return true
}

// Renewed goes on with a workbook that was stored anew as it was on screen, after it had
// been erased: what is not saved yet is still on its way into it.
func (d *DocumentOf[W]) Renewed(snap storage.SnapshotOf[W]) {
	d.sent = slices.DeleteFunc(d.sent, func(s sent) bool { return s.revision > 0 })
	d.opened, d.disk = snap.Revision, snap
	d.merge()
}

// Stays tells, once, that a record which was deleted here is on disk all the same:
// another window had written into it.
func (d *DocumentOf[W]) Stays() bool {
	stays := d.stays
	d.stays = false
	return stays
}

// forget lets go of the changes that the disk shows.
func (d *DocumentOf[W]) forget() {
	deleted := map[workbook.Key]bool{}
	for _, s := range d.sent {
		if s.Field == "" {
			deleted[s.Record] = s.After == nil && s.revision > 0 && s.revision <= d.disk.Revision
		}
	}
	for k, gone := range deleted {
		d.stays = d.stays || gone && d.schema.Has(&d.disk.Workbook, k)
	}
	d.sent = slices.DeleteFunc(d.sent, func(s sent) bool { return s.revision > 0 && s.revision <= d.disk.Revision })
}

// merge shows the disk's answers with those that are on their way.
func (d *DocumentOf[W]) merge() {
	d.forget()
	waiting := d.beside()
	whole := map[workbook.Key]bool{} // came or went here: what was written into it before does not bring it back
	for _, s := range d.sent {
		if s.Record.Collection() == storage.SideRecords {
			if side, ok := sideOf(s.Change); ok && s.After != nil && d.own(side) { // it comes back behind what was sent before it
				waiting = append(waiting, workbook.Change{Record: side.Record, Field: side.Field, After: side.Answer})
			}
			continue
		}
		waiting = append(waiting, s.Change)
		whole[s.Record] = whole[s.Record] || s.Field == ""
	}
	back := func(k workbook.Key) []byte {
		if whole[k] {
			return nil
		}
		return d.whole(k)
	}
	next := d.schema.Clone(d.disk.Workbook)
	if _, _, err := d.schema.Apply(&next, waiting, back); err != nil || d.schema.Same(&next, &d.book) {
		return // the answers on screen stay; the next save tells what is wrong
	}
	d.show(next)
}

// whole gives a record as it is on screen, nil when it is not there.
func (d *DocumentOf[W]) whole(k workbook.Key) []byte { return d.schema.Encode(&d.book, k) }

// Rescued notes that a state of the workbook was written to a file.
func (d *DocumentOf[W]) Rescued(w W, path string) { d.rescued, d.rescuePath = w, path }

// InFile gives the file that holds what is on screen, "" when none does.
func (d *DocumentOf[W]) InFile() string {
	if d.rescuePath != "" && d.schema.Same(&d.rescued, &d.book) {
		return d.rescuePath
	}
	return ""
}
