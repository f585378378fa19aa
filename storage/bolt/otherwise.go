package bolt

import (
	"errors"
	"os"
	"slices"
)

// The files of a workbook may be sealed in two ways: where giving a passphrase, changing or
// taking it away was cut off, and where something put an older file, or an older key, in the
// place of one. The first goes on to its end. The second must not: the older state would take
// the newer one with it. The revisions tell them apart, which nobody needs a key to read: a
// change of keys writes workbook.db first, as a state of its own that is later than all others.

// otherwise tells whether something behind workbook.db, which holds h, is sealed otherwise.
func (h *held) otherwise(folder string, end entry) bool {
	return h.unsettled(end) || h.keys == nil && hasKeyFile(folder)
}

// cutOff tells of such files whether a change of keys was cut off.
func (h *held) cutOff(folder string, end entry) bool {
	if h.unsettled(end) && end.Revision >= h.mark.Revision {
		return false
	}
	return end.Revision <= h.mark.Revision && newestSnapshot(folder) <= h.mark.Revision
}

// later tells whether the log or a copy of a workbook has a state that is later than a
// revision and opens with the key that is here, or with none: then it is no passphrase that
// is missing.
func later(p place, revision uint64) bool {
	end, _ := logEnd(p.folder)
	for _, k := range []*keys{p.keys, nil} {
		if _, opens := end.opened(p.with(k)); opens && end.Revision > revision {
			return true
		}
	}
	for _, name := range copiesOf(p.folder) {
		if h, err := readFile(p, name); err == nil && h.mark.Revision > revision {
			return true
		}
	}
	return false
}

// gatherOtherwise puts the newest state together of files that are sealed in several ways, of
// which the key is here or none is needed. h is what workbook.db holds; nil where that needs a
// key that is not here, and then revision is that of its state.
func (s *store) gatherOtherwise(p place, h *held, revision uint64) (gathered, error) {
	g := gathered{place: p, file: h, there: true, older: true}
	ways := []*keys{p.keys, nil}
	if h != nil {
		g.place.keys, g.best, revision = h.keys, candidate{state: h, from: h}, h.mark.Revision
		ways = append(ways, h.keys)
	}
	seen := map[*keys]bool{}
	for _, k := range ways {
		if seen[k] {
			continue
		}
		seen[k] = true
		q, from := p.with(k), h
		if h != nil && h.keys != k {
			from = nil
		}
		l, _ := readLines(q)
		c := s.best(q, from, l)
		if c.from != nil && (g.best.from == nil || c.state.mark.Revision > g.best.state.mark.Revision) {
			g.place, g.lines, g.best = q, l, c
		}
	}
	end, _ := logEnd(p.folder)
	latest := max(end.Revision, newestSnapshot(p.folder), revision)
	switch {
	case g.best.from == nil:
		return g, errLocked
	case g.best.state.mark.Revision < latest && p.keys == nil:
		return g, errLocked // the passphrase may open what is later
	case g.best.state.mark.Revision < latest:
		g.beyond = latest
	}
	return g, nil
}

// without sets aside what is later than the state that can be read and needs a key that is
// not here: who has that key can still put it back.
func (s *store) without(g gathered) error {
	p := g.place
	for _, name := range slices.Concat([]string{logName}, copiesOf(p.folder)) {
		path := p.path(name)
		if name != logName {
			if _, err := readFile(p, name); err == nil {
				continue
			}
		}
		if err := os.Rename(path, s.damagedName(path)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// copiesOf lists the names of a folder's copies.
func copiesOf(folder string) (out []string) {
	for _, revision := range snapshots(folder) {
		out = append(out, snapshotName(revision))
	}
	return out
}

// keepOlder keeps the workbook.db that a state is to replace. What needs no key is not left so
// beside a state that needs one: it is kept sealed.
func (s *store) keepOlder(p place, next *held) error {
	path := p.path(fileName)
	aside := s.damagedName(path)
	if next.keys == nil {
		return keepAside(path, aside)
	}
	older, err := readFile(p.with(nil), fileName)
	if err != nil || older.keys != nil {
		return keepAside(path, aside)
	}
	kept := older.clone()
	kept.keys = next.keys
	kept.mark.Set = kept.keys.setOf(kept.records.all(), kept.sides)
	return newFile(aside, kept)
}

// sealAlike makes what stands behind a state that was put in place sealed as that is: the log
// is written anew where it is not, with the history as far as it can be read, and copies that
// are sealed otherwise go, since the state has come from them or is later.
func (s *store) sealAlike(p place, next *held, entries []entry) error {
	made := p.with(next.keys)
	if end, _ := logEnd(p.folder); next.unsettled(end) {
		before := p.with(nil)
		if next.keys == nil {
			before = p
		}
		history, _, _ := readLog(before)
		for i := range history {
			history[i].Prev, history[i].Set = set{}, set{}
		}
		if err := writeLog(made, append(history, bridge(s.window, nil, next))); err != nil {
			return err
		}
	} else if n := len(entries) - 1; n < 0 || entries[n].Set != next.mark.Set || entries[n].Revision != next.mark.Revision {
		_, _ = appendLog(made, bridge(s.window, entries, next))
	}
	for _, name := range copiesOf(p.folder) {
		if h, err := readFile(made, name); err == nil && (h.keys == nil) != (next.keys == nil) || errors.Is(err, errLocked) {
			if err := removeFile(p.path(name)); err != nil {
				return err
			}
		}
	}
	if next.keys == nil && hasKeyFile(p.folder) {
		return s.keysAside(p)
	}
	return nil
}
