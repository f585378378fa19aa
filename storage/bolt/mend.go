package bolt

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// mend makes a workbook's files whole: the state is put together from the file, its
// copies and the log, in this order of trust. What was found is kept beside it and nothing
// is written over it. The lock is held.
func (s *store) mend(p place) (*held, error) {
	sweepFolder(p.folder)
	if !hasKeyFile(p.folder) {
		p.keys = nil // the passphrase was taken away in another window
	}
	g, err := s.gather(p)
	switch next := s.fromWindow(g, err); {
	case errors.Is(err, errFirst):
		return s.carryOver(p)
	case next != nil:
		return s.replaceWith(g, next)
	case err != nil:
		return nil, err
	case g.unsettled:
		before := p
		if g.file.keys != nil {
			before.keys = nil
		}
		history, _, _ := readLog(before)
		return g.file, s.settle(g.place, g.file, history)
	case g.beyond > 0:
		if err := s.without(g); err != nil {
			return g.best.state, err
		}
	case g.file != nil && g.best.state == g.file:
		g.file.log = g.size
		return g.file, s.setAside(g, g.file) // another window mended it
	}
	next := g.best.state.clone()
	next.mended = g.told()
	if g.beyond > 0 {
		next.mark.Revision = g.beyond + passOver // no number means two states
	}
	if next.visit.Opened.IsZero() {
		next.visit.Opened = s.opened(p.id)
	}
	return s.replaceWith(g, next)
}

// opened is when a workbook was last opened, as far as the list knows.
func (s *store) opened(id workbook.ID) time.Time {
	if s.list == nil {
		return time.Time{}
	}
	names, _ := s.list.indexNames()
	return names[id].Opened
}

// replaceWith is replace, where what is another workbook's is set aside first.
func (s *store) replaceWith(g gathered, next *held) (*held, error) {
	if err := s.setAside(g, next); err != nil {
		return next, err
	}
	g.place.keys = next.keys
	return s.replace(g.place, next, g.entries)
}

// gathered is what the files of a workbook give together.
type gathered struct {
	place     place // with the keys that the file has
	file      *held // what workbook.db holds; nil where it does not verify
	unsettled bool  // what stands behind it is still sealed otherwise
	best      candidate
	older     bool   // something older was put there, which is sealed otherwise
	beyond    uint64 // the revision of what is later, and needs a key that is not here; 0 for nothing
	lines            // of the log
	foreign   bool   // what stands there is another workbook's
	there     bool   // there is a workbook.db
	fallen    bool   // it fell back on its second page, since the newer is damaged
}

// gather puts the newest state of a workbook together and changes nothing.
func (s *store) gather(p place) (g gathered, err error) {
	g.place = p
	_, gone := os.Lstat(p.path(fileName))
	g.there = gone == nil
	h, err := readFile(p, fileName)
	switch {
	case err == nil:
		g.file, g.place.keys = h, h.keys
		end, _ := logEnd(p.folder)
		if h.otherwise(p.folder, end) && !h.cutOff(p.folder, end) {
			return s.gatherOtherwise(p, h, 0)
		}
		if h.otherwise(p.folder, end) {
			g.unsettled = true
			return g, nil
		}
	case errors.Is(err, errLocked) && h != nil:
		if !later(p, h.mark.Revision) {
			return g, err
		}
		return s.gatherOtherwise(p, nil, h.mark.Revision)
	case errors.Is(err, errFirst) || classify(p.missing(err)) != storage.ErrDamaged:
		return g, err
	}
	g.lines, _ = readLines(g.place)
	var found salvaged
	if g.file == nil {
		found = salvage(g.place)
	}
	g.foreign = g.mixed || found.foreign || errors.Is(err, errForeign) || s.hasForeignCopy(p)
	g.best = s.best(g.place, g.file, g.lines)
	g.fallen = g.file != nil && g.best.state != g.file && headsOf(p) == 1
	if g.file == nil {
		g.best.add(g.place, found)
		g.best.seen(found.visit)
		if g.best.from != nil && !g.best.whole {
			g.best.lost = found.lost(g.best.state)
		}
	}
	switch {
	case g.best.from == nil && g.best.locked:
		return g, errLocked
	case g.best.from == nil && g.foreign:
		return g, errForeign
	case g.best.from == nil:
		return g, fmt.Errorf("%w: nothing can be read", errChecks)
	}
	return g, nil
}

// told says what was wrong and what is back.
func (g gathered) told() string {
	damaged, kept := "The workbook's file was damaged. ", " The file is kept."
	switch {
	case g.foreign && g.file == nil:
		damaged, kept = "Another workbook's files stood in this one's place. ", " The other's are kept."
	case !g.there:
		damaged, kept = "The workbook's file was missing. ", ""
	}
	switch {
	case g.beyond > 0:
		return "Older files, or an older key, were put in this workbook's place. What was saved later needs a key that is not here; it is kept beside it."
	case g.older && g.best.state.keys == nil && g.file == nil:
		return "Older files that need a passphrase were put in this workbook's place. Your answers are the newest again; the older ones are kept beside it."
	case g.older && !g.best.whole:
		return "Older files were put in this workbook's place. Your answers are back as of " + g.best.state.mark.Saved.Local().Format("15:04 on 2 January 2006") +
			"; the older ones are kept beside it."
	case g.file != nil && !g.fallen:
		return "The workbook's file was older than its copies. Your answers are the newest again; the older file is kept beside it."
	case g.best.whole && g.foreign && g.file == nil:
		return damaged + "All your answers were in its copies and are back." + kept
	case g.best.whole:
		return damaged + "All your answers were in its copies and are back" + g.andKept("damaged") + "."
	}
	of := ""
	if saved := g.best.state.mark.Saved; !saved.IsZero() {
		of = ", as of " + saved.Local().Format("15:04 on 2 January 2006")
	}
	if g.best.gap {
		return damaged + "What could be read is back" + of + "; some answers may be missing." + kept
	}
	if missing := lostInWords(g.place.of, g.best.lost); missing != "" {
		return damaged + "What could be read is back" + of + ", without " + missing + "." + kept
	}
	return damaged + "What could be read is back" + of + "; later answers may be missing." + kept
}

// andKept says that the file is kept as it was found, where there was one.
func (g gathered) andKept(how string) string {
	if !g.there {
		return ""
	}
	return "; the " + how + " file is kept beside it"
}

// lostInWords counts records that could not be read by what they are.
func lostInWords(of schema.Stored, lost []workbook.Key) string {
	var kinds []string
	count := map[string]int{}
	for _, k := range lost {
		noun := of.Collection(k.Collection()).Noun
		if count[noun]++; count[noun] == 1 {
			kinds = append(kinds, noun)
		}
	}
	if len(kinds) > 2 { // the sentence has to stay short
		return value.Counted(len(lost), "record")
	}
	for i, noun := range kinds {
		kinds[i] = value.Counted(count[noun], noun)
	}
	return value.List(kinds)
}

// comeBack puts what this window knew in the place of older files, where all of them were
// put back under it: what it said was saved is there. The older file is kept.
func (s *store) comeBack(p place, was, found *held) (*held, error) {
	next := was.clone()
	next.mark.Revision = max(was.mark.Revision, found.mark.Revision) + passOver // no number means two states
	next.mended = "Older files were put in this workbook's place while it was open. Your answers are the newest again; the older file is kept."
	next.older = found
	p.keys = next.keys
	entries, _, _ := readLog(p)
	return s.replace(p, next, entries)
}

// rebuild writes h anew where its file can be read and not be written.
func (s *store) rebuild(p place, h *held) (*held, error) {
	if now, err := whole(p); err != nil {
		return s.mend(p)
	} else if now.mark.Revision >= h.mark.Revision {
		h = now
	}
	next := h.clone()
	next.mended = "The workbook's file could be read but not written. It was written anew; the old file is kept beside it."
	entries, _, _ := readLog(p)
	return s.replace(p, next, entries)
}

// replace puts a file with a state in the place of workbook.db, which it keeps. It gives
// the state also where the folder cannot be written.
func (s *store) replace(p place, next *held, entries []entry) (*held, error) {
	err := s.put(p, next, entries)
	return next, err
}

func (s *store) put(p place, next *held, entries []entry) error {
	path := p.path(fileName)
	if err := errors.Join(s.keepOlder(p, next), s.keyInPlace(p, next)); err != nil {
		return err
	}
	if err := errors.Join(removeFile(path+tmpSuffix), newFile(path+tmpSuffix, next)); err != nil {
		_ = os.Remove(path + tmpSuffix)
		return err
	}
	if err := putInPlace(path+tmpSuffix, path); err != nil {
		doubt(p.folder)
		return err
	}
	next.sure = true
	var err error
	if next.file, err = os.Stat(path); err != nil {
		return err
	}
	if err := s.sealAlike(p, next, entries); err != nil {
		return err
	}
	_, next.log = logEnd(p.folder)
	_ = snapshot(p.with(next.keys), next)
	return nil
}

// damagedMark stands in the name of what was kept as it was found.
const damagedMark = ".damaged-"

func (s *store) damagedName(path string) string {
	return fmt.Sprintf("%s%s%d", path, damagedMark, s.now().UnixMilli())
}

// bridge is the entry that leads from the end of the log to a state that it does not
// have: every record is in it, so that the log is enough from here.
func bridge(window string, entries []entry, to *held) entry {
	e := entry{Revision: to.mark.Revision, At: to.mark.Saved, Window: window, Set: to.mark.Set, Copy: true}
	if n := len(entries); n > 0 {
		e.Prev = entries[n-1].Set
	}
	e.Changes = changesOf(slices.Concat(all(to.records.all()), all(to.sides)))
	return e
}

// keepAside gives a file a second name, or copies it where the file system has none.
func keepAside(path, aside string) error {
	if info, err := os.Lstat(path); err == nil && info.IsDir() { // which nobody can link or copy
		return os.Rename(path, aside)
	}
	switch err := os.Link(path, aside); {
	case err == nil, errors.Is(err, os.ErrNotExist):
		return nil
	}
	return copyFile(path, aside)
}

func copyFile(from, to string) error {
	src, err := openPlain(from, os.O_RDONLY)
	if err != nil {
		return err
	}
	defer src.Close()
	return replaceFile(to, func(f *os.File) error { _, err := io.Copy(f, src); return err })
}

// sweepFolder removes what interrupted programs left half written. The lock is held.
func sweepFolder(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), tmpSuffix) {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// candidate is a state that the files of a workbook give.
type candidate struct {
	state  *held
	from   *held          // what it was read from; nil where there is nothing
	whole  bool           // the log ends there: nothing that was saved is missing
	lost   []workbook.Key // records that are known to be missing
	locked bool           // a copy is there that needs the passphrase
	gap    bool           // a part of the log between is missing
}

// best gives the newest state that h, the copies and the log lead to.
func (s *store) best(p place, h *held, l lines) candidate {
	var best candidate
	locked, entries := false, l.entries
	try := func(from *held) {
		if from == nil {
			return
		}
		to := from.clone()
		follow(p, to, entries)
		if best.from == nil || to.mark.Revision > best.state.mark.Revision {
			ends := len(entries) > 0 && entries[len(entries)-1].Set == to.mark.Set
			best = candidate{state: to, from: from, whole: ends && !l.torn}
			if to.mark.Revision == from.mark.Revision {
				best.state = from
			}
		}
	}
	try(h)
	for _, revision := range snapshots(p.folder) {
		copied, err := readFile(p, snapshotName(revision))
		locked = locked || errors.Is(err, errLocked)
		if err == nil && copied.mark.Revision == revision && copied.keys == p.keys {
			try(copied)
		}
	}
	if h == nil {
		try(first(p, entries))
	}
	best.locked = locked
	if h == nil && best.from != nil && !best.whole {
		best.overGap(p, entries)
	}
	return best
}

// overGap makes the changes of entries behind a gap in the log, which say what each answer was
// then. What was changed in the gap alone is missing.
func (c *candidate) overGap(p place, entries []entry) {
	records, sides := c.state.records.all(), maps.Clone(c.state.sides)
	if sides == nil {
		sides = map[workbook.Key][]byte{}
	}
	last := c.state.mark
	for _, e := range entries {
		if e.Revision <= last.Revision {
			continue
		}
		answers, beside := e.split()
		for _, change := range answers { // one by one: what a gap has taken the ground from is left out
			_, _, _, _ = p.of.ApplyTo(p.id, records, []workbook.Change{change})
		}
		for _, s := range beside {
			if s.After == nil {
				delete(sides, s.Record)
			} else {
				sides[s.Record] = s.After
			}
		}
		last = mark{Revision: e.Revision, Saved: e.At}
	}
	if last.Revision == c.state.mark.Revision || p.of.Readable(p.id, records) != nil {
		return
	}
	next := c.state.clone()
	next.records.base, next.records.over, next.sides = records, nil, sides
	next.mark = mark{last.Revision + passOver, next.keys.setOf(records, sides), last.Saved}
	*c = candidate{state: next, from: next, gap: true, locked: c.locked}
}

// first gives the state of the first entry of the log that has every record in it.
func first(p place, entries []entry) *held {
	for _, e := range slices.Backward(entries) {
		h := &held{id: p.id, keys: p.keys, records: records{base: map[workbook.Key][]byte{}}, sides: map[workbook.Key][]byte{}}
		for _, c := range e.Changes {
			k := workbook.Key(c.Key)
			switch {
			case c.Was != nil || c.Is == nil || strings.Contains(c.Key, "#"):
			case k.Collection() == storage.SideRecords:
				h.sides[k] = c.Is
			default:
				h.records.base[k] = c.Is
			}
		}
		if h.keys.setOf(h.records.base, h.sides) == e.Set && len(h.records.base) > 0 {
			h.mark, h.created = mark{e.Revision, e.Set, e.At}, e.At
			return h
		}
	}
	return nil
}

// follow makes the changes of the entries that lead on from h, as far as they do.
func follow(p place, h *held, entries []entry) {
	at := slices.IndexFunc(entries, func(e entry) bool { return e.Prev == h.mark.Set && e.Revision > h.mark.Revision })
	if at < 0 {
		return
	}
	for _, e := range entries[at:] {
		if e.Prev != h.mark.Set || e.Revision <= h.mark.Revision {
			return
		}
		next, records := h.clone(), h.records.all()
		answers, sides := e.split()
		if _, gone, beside, err := p.of.ApplyTo(h.id, records, answers); err != nil || len(gone)+len(beside) > 0 {
			return
		}
		for _, c := range sides {
			if c.After == nil {
				delete(next.sides, c.Record)
			} else {
				next.sides[c.Record] = c.After
			}
		}
		if h.keys.setOf(records, next.sides) != e.Set {
			return
		}
		next.records.base, next.records.over = records, nil
		next.mark = mark{e.Revision, e.Set, e.At}
		*h = *next
	}
}

// add puts what was salvaged from a damaged file over what the copies give: what is newer
// there, or all where there is no copy.
func (c *candidate) add(p place, found salvaged) {
	base := c.state
	if base == nil {
		base = &held{id: p.id, keys: p.keys, sides: map[workbook.Key][]byte{}}
	}
	next, records, newer := base.clone(), base.records.all(), false
	if c.from == nil && len(found.records) == 0 {
		maps.Copy(records, found.first)
		next.mark.Revision, newer = 1, len(found.first) > 0
	}
	for k, r := range found.records {
		if r.revision <= base.mark.Revision {
			continue
		}
		newer = true
		into := records
		if k.Collection() == storage.SideRecords {
			into = next.sides
		}
		if len(r.record) == 0 {
			delete(into, k)
		} else {
			into[k] = r.record
		}
		next.mark.Revision = max(next.mark.Revision, r.revision)
	}
	next.mark.Set = next.keys.setOf(records, next.sides)
	all := found.mark.Set == next.mark.Set && found.mark.Revision == next.mark.Revision
	// What a save left that was cut off is no answer of a workbook that has them all.
	if !newer || c.whole && !all {
		c.whole = c.whole || c.from != nil && all
		return
	}
	if p.of.Readable(p.id, records) != nil {
		return // a later program wrote it
	}
	next.records.base, next.records.over = records, nil
	next.mark.Saved = cmp.Or(found.mark.Saved, base.mark.Saved)
	next.created, next.visit = cmp.Or(base.created, found.created), cmp.Or(found.visit, base.visit)
	if !all {
		next.mark.Revision += passOver
	}
	*c = candidate{state: next, from: next, whole: all}
}

// seen notes a later visit than the state has.
func (c *candidate) seen(v storage.Visit) {
	if c.from != nil && v.Opened.After(c.state.visit.Opened) {
		c.state = c.state.clone()
		c.state.visit = v
	}
}
