package bolt

import (
	"bytes"
	"os"
	"slices"
	"strings"

	"firstmile/storage"
	"firstmile/workbook"
)

// logMost is the size at which typing in the log is folded, and logLeast what is left of it.
// Of that logChosen is the most that is kept for what was chosen away, whatever its age, and
// logTail with logFine how many of the last lines stay as they are; all but logTail in bytes.
const (
	logMost   = 2 << 20
	logLeast  = 1 << 20
	logChosen = logLeast / 2
	logTail   = 500
	logFine   = logLeast / 4
)

// join makes one entry of e and the one before it; false where that would lose more than
// typing. A record that came or went is an entry of its own.
func (e *entry) join(before entry) bool {
	since := before.since()
	if before.Window != e.Window || before.Set != e.Prev || len(before.Changes) != len(e.Changes) || e.At.Sub(since) > storage.HistoryGrain || e.At.Before(since) {
		return false
	}
	for i, c := range e.Changes {
		if c.Key != before.Changes[i].Key || !c.typed() || !before.Changes[i].typed() {
			return false
		}
	}
	e.Since, e.Prev = since, before.Prev
	e.Changes = slices.Clone(e.Changes)
	for i := range e.Changes {
		e.Changes[i].Was = before.Changes[i].Was
	}
	return true
}

// typed tells whether a change wrote into an answer, or into what stands beside one.
func (c change) typed() bool {
	return strings.Contains(c.Key, "#") || c.beside() && c.Was != nil && c.Is != nil
}

// beside tells whether a change is of a side.
func (c change) beside() bool { return workbook.Key(c.Key).Collection() == storage.SideRecords }

// chosen tells whether an entry took away a side: what was chosen away stands nowhere else.
func (e entry) chosen() bool {
	return !e.Copy && slices.ContainsFunc(e.Changes, func(c change) bool { return c.beside() && c.Was != nil && c.Is == nil })
}

// fold joins what is typing.
func fold(entries []entry) []entry { return foldBut(entries, nil) }

// foldBut is fold, but the entries stay that end with one of the revisions.
func foldBut(entries []entry, ends []uint64) []entry {
	var out []entry
	for _, e := range entries {
		if n := len(out); n > 0 && !slices.Contains(ends, out[n-1].Revision) && e.join(out[n-1]) {
			out[n-1] = e
		} else {
			out = append(out, e)
		}
	}
	return out
}

// foldLog makes a log that has grown long shorter: the last lines stay as they are, in those
// before typing is folded, and the oldest go, what was chosen away after all others.
func foldLog(p place) error {
	entries, _, err := readLog(p)
	if err != nil {
		return err
	}
	all, err := linesOf(p, entries)
	if err != nil {
		return err
	}
	recent, fine := len(entries), 0
	for recent > max(0, len(entries)-logTail) && fine+len(all[recent-1]) <= logFine {
		recent--
		fine += len(all[recent])
	}
	// A copy is followed from its own revision, so that one stays the end of an entry.
	entries = append(foldBut(entries[:recent], snapshots(p.folder)), entries[recent:]...)
	if all, err = linesOf(p, entries); err != nil {
		return err
	}
	keep := kept(entries, all)
	return replaceFile(p.path(logName), func(f *os.File) error {
		_, err := f.Write(bytes.Join(keep, nil))
		return err
	})
}

// kept gives the lines that stay in a log: the newest that took away a side, up to logChosen,
// and the newest of the others, without a gap, up to logLeast in all. The last always stays.
func kept(entries []entry, all [][]byte) (out [][]byte) {
	stays, total := make([]bool, len(all)), 0
	for i, e := range slices.Backward(entries) {
		if e.chosen() && total+len(all[i]) <= logChosen {
			stays[i] = true
			total += len(all[i])
		}
	}
	for i, line := range slices.Backward(all) {
		if stays[i] {
			continue
		}
		if total += len(line); total > logLeast && i < len(all)-1 {
			break
		}
		stays[i] = true
	}
	for i, line := range all {
		if stays[i] {
			out = append(out, line)
		}
	}
	return out
}

func linesOf(p place, entries []entry) ([][]byte, error) {
	out := make([][]byte, len(entries))
	for i, e := range entries {
		var err error
		if out[i], err = e.line(p); err != nil {
			return nil, err
		}
	}
	return out, nil
}
