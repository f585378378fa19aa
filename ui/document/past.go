package document

import (
	"bytes"
	"slices"

	"firstmile/storage"
	"firstmile/workbook"
)

// Past puts what the history has from before this document was opened behind a view's own
// steps, so that undo and redo go on where they ended. Whatever an entry takes back of the
// one before it is no step: it is what redo makes again.
func (d *DocumentOf[W]) Past(by View, log []storage.Revision) {
	for _, r := range log {
		for _, c := range r.Changes {
			d.when[answerKey{c.Record, c.Field}] = r.At
		}
	}
	s := d.of(by)
	if s.past {
		return
	}
	s.past = true
	var undo, redo []step
	for i, r := range log {
		if r.Number > d.opened || i == 0 && r.Number == 1 { // the view has these; and nobody undoes that it began
			continue
		}
		made := step{changes: r.Changes}
		for _, c := range r.Sides { // one that was chosen from, or came back; what was typed beside an answer is no step
			dropped := func(was step) bool { return sameChanges(reversed(was.sides), r.Sides) }
			if c.After == nil || c.Before == nil && len(undo) > 0 && dropped(undo[len(undo)-1]) {
				made.sides = append(made.sides, c)
			}
		}
		if n := len(undo); n > 0 && made.takesBack(undo[n-1]) {
			redo = append(redo, undo[n-1])
			undo = undo[:n-1]
			continue
		}
		if n := len(redo); n > 0 && made.same(redo[n-1]) {
			undo = append(undo, redo[n-1])
			redo = redo[:n-1]
			continue
		}
		if len(made.changes)+len(made.sides) > 0 {
			undo, redo = append(undo, made), nil
		}
	}
	if len(s.undo) == 0 && len(s.redo) == 0 {
		for _, last := range redo { // as Undo would have left it
			s.redo = append(s.redo, step{changes: reversed(last.changes), sides: reversed(last.sides)})
		}
	}
	s.undo = append(undo, s.undo...)
	s.undo = s.undo[max(0, len(s.undo)-maxSteps):]
}

// reversed gives the changes that take others back.
func reversed(changes []workbook.Change) []workbook.Change {
	var out []workbook.Change
	for _, c := range slices.Backward(changes) {
		out = append(out, workbook.Change{Record: c.Record, Field: c.Field, Before: c.After, After: c.Before})
	}
	return out
}

// takesBack tells whether a step undoes another.
func (s step) takesBack(what step) bool {
	return sameChanges(s.changes, reversed(what.changes)) && sameChanges(s.sides, reversed(what.sides))
}

func (s step) same(as step) bool {
	return sameChanges(s.changes, as.changes) && sameChanges(s.sides, as.sides)
}

// sameChanges compares what is changed, in whatever order.
func sameChanges(a, b []workbook.Change) bool {
	if len(a) != len(b) {
		return false
	}
	return !slices.ContainsFunc(a, func(c workbook.Change) bool {
		return !slices.ContainsFunc(b, func(o workbook.Change) bool {
			return o.Record == c.Record && o.Field == c.Field && bytes.Equal(o.Before, c.Before) && bytes.Equal(o.After, c.After)
		})
	})
}
