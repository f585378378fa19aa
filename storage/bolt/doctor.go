package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Health is what an examination found in a workbook's folder, or in the data folder. All
// texts are whole sentences.
type Health struct {
	Revision uint64    // 0 where it cannot be read
	Copies   int       // that verify
	Since    time.Time // how far the log reaches back; zero where it does not
	Locked   bool      // it has a passphrase, and what takes that was not looked at
	Busy     bool      // another program holds it, so nothing was looked at
	Wrong    []Fault
	Notes    []string // what is there and is nothing wrong
}

// Fault is one thing that is wrong.
type Fault struct {
	Text   string
	Mended bool // Repair does something about it
}

func (h *Health) wrong(format string, args ...any) {
	h.Wrong = append(h.Wrong, Fault{fmt.Sprintf(format, args...), true})
}

func (h *Health) hopeless(text string) { h.Wrong = append(h.Wrong, Fault{text, false}) }

func (h *Health) note(format string, args ...any) {
	h.Notes = append(h.Notes, fmt.Sprintf(format, args...))
}

// folderOf is where a workbook stands, deleted or not.
func (s *store) folderOf(id workbook.ID) (string, error) {
	if s.whose != nil {
		_, err := os.Stat(s.book(id))
		return s.book(id), err
	}
	folder, err := s.existing(id)
	if errors.Is(err, fs.ErrNotExist) {
		folder = s.trash(id)
		_, err = os.Stat(folder)
	}
	return folder, err
}

// Examine looks through everything that stands in a workbook's folder, deleted or not, and in
// those beside it, and changes nothing: a folder that cannot be written will do.
func (s *Store) Examine(ctx context.Context, id workbook.ID) Health {
	h := s.examine(ctx, id)
	for _, part := range s.parts {
		if part.stands(id) {
			part.examineBeside(ctx, &h, id)
		}
	}
	return h
}

func (s *store) examine(ctx context.Context, id workbook.ID) Health {
	var h Health
	folder, err := s.folderOf(id)
	if err == nil {
		var free func()
		if free, err = s.lockIfThere(ctx, folder); err == nil {
			defer free()
		}
	}
	if h.Busy = errors.Is(err, storage.ErrBusy); h.Busy {
		h.hopeless("Another program has it open, or is saving in it, so it was not looked at. Try again in a moment.")
		return h
	}
	if err != nil {
		h.hopeless(explain(id, reading, err).Error())
		return h
	}
	h.exposed(folder)
	p := s.place(folder, id)
	h.examineKey(folder, id)
	if state := s.examineFile(&h, p); state != nil {
		h.Revision = state.mark.Revision
		h.examineLog(p, state.mark)
		h.examineCopies(p)
	}
	h.examineRest(folder)
	return h
}

// lockedNote is of what is sealed.
const lockedNote = "It has a passphrase, so its answers were not looked at. They are when you open it with that: firstmile show, or open."

// lockIfThere waits until nobody writes in a folder, without making the file that the lock
// is on.
func (s *store) lockIfThere(ctx context.Context, folder string) (unlock func(), err error) {
	if _, err := os.Stat(filepath.Join(folder, lockName)); errors.Is(err, fs.ErrNotExist) {
		return func() {}, nil
	}
	return s.lockBook(ctx, folder, true)
}

// examineFile looks at workbook.db, and gives what it holds where that is as it should be.
func (s *store) examineFile(h *Health, p place) *held {
	state, err := whole(p)
	if h.Locked = errors.Is(err, errLocked); h.Locked {
		if state == nil {
			h.hopeless("Its file or its key is damaged. It has a passphrase: open it with that, and what can be mended is.")
			return nil
		}
		if errors.Is(err, errKeyless) {
			h.hopeless("Both files of its key are missing. Without one nothing in it can be read; put a backup in its place: firstmile restore.")
		}
		h.note(lockedNote)
		err = nil
	}
	switch {
	case err == nil:
		if !writes(p) {
			h.wrong("Its file can be read but not written, so nothing more could be saved; all answers are there.")
			return nil
		}
		if headsOf(p) == 1 {
			h.wrong("One of the two first pages of its file is damaged. All answers are there.")
		}
		return state
	case errors.Is(err, errFirst):
		if _, _, err := readFirstFile(p.folder, p.id); err == nil {
			h.note("An earlier firstmile wrote it; it is carried over when it is opened.")
			return nil
		}
	case errors.Is(err, fs.ErrPermission):
		h.wrong("Its file cannot be opened: you may not read it.")
		return nil
	case !mendable(err):
		h.hopeless(explain(p.id, reading, err).Error())
		return nil
	}
	damaged := "Its file is damaged"
	if errors.Is(err, errNoFile) {
		damaged = "What stands in the place of its file is no file"
	}
	g, err := s.gather(p)
	switch {
	case g.foreign && g.file == nil:
		damaged = "Its file is another workbook's"
	case !g.there:
		damaged = "Its file is missing"
	}
	switch saved := ""; {
	case errors.Is(err, errForeign):
		h.hopeless("Its files are another workbook's: a folder was copied, or written over. They are left as they are; " +
			"workbooks are copied by: firstmile backup, and restore.")
	case g.older && errors.Is(err, errLocked):
		h.hopeless("An older file stands in its place, and what was saved since has a passphrase. Open it with that, and the newest answers are back.")
	case err == nil && g.beyond > 0:
		h.wrong("An older file, or key, stands in its place. What was saved later needs a key that is not here; opening keeps it beside.")
	case err == nil && g.unsettled:
		h.wrong("Giving it a passphrase, or taking it away, was cut off.")
	case err == nil && g.file != nil && g.best.state == g.file: // a log or a copy that leads nowhere is told of itself
		return g.file
	case errors.Is(err, errLocked):
		h.hopeless(damaged + ". It has a passphrase: open it with that, and what can be mended is.")
	case err != nil:
		h.hopeless(damaged + ", and its log and copies give nothing. Put a backup in its place: firstmile restore.")
	case g.file != nil && !g.fallen:
		h.wrong("Its file is older than its copies, which have all answers.")
	case g.best.whole:
		h.wrong("%s; its copies have all answers.", damaged)
	default:
		if at := g.best.state.mark.Saved; !at.IsZero() {
			saved = " as of " + at.Local().Format("15:04 on 2 January 2006")
		}
		if missing := lostInWords(p.of, g.best.lost); missing != "" {
			saved += ", without " + missing
		}
		h.wrong("%s. What can be read comes back%s.", damaged, saved)
	}
	return nil
}

// examineKey looks at the key of a workbook that has a passphrase, which stands there twice.
func (h *Health) examineKey(folder string, id workbook.ID) {
	switch whole := wholeKeys(folder); {
	case hasKeyFile(folder) && len(whole) > 0 && sealedWith(folder, id) != "" && !keyFor(folder, sealedWith(folder, id)):
		h.hopeless("Its key is an older one, which opens none of the newest answers. Put back the later key, or a backup: firstmile restore.")
	case !hasKeyFile(folder) || len(whole) == 2:
	case len(whole) == 1:
		h.wrong("One of the two files of its key is damaged or missing.")
	default:
		h.hopeless("Both files of its key are damaged. Without one nothing in it can be read; put a backup in its place: firstmile restore.")
	}
}

// wholeKeys gives what of the files of a key is whole.
func wholeKeys(folder string) (out [][]byte) {
	for _, name := range keyNames {
		file, err := readPlain(filepath.Join(folder, name))
		if err != nil {
			continue
		}
		if _, err := unseal(keyNames[0], file); err == nil {
			out = append(out, file)
		}
	}
	return out
}

// examineLog looks at the log of a workbook whose file is whole.
func (h *Health) examineLog(p place, state mark) {
	b, err := readPlain(p.path(logName))
	if errors.Is(err, fs.ErrNotExist) {
		h.wrong("Its log is missing: what was changed before is not known. All answers are there.")
		return
	}
	if err != nil {
		h.wrong("Its log cannot be opened. All answers are there.")
		return
	}
	if l, _ := readLines(p); l.mixed {
		h.wrong("Another workbook's lines stand in its log. They are not read; all answers are there.")
	}
	bad, cut, between, end := 0, 0, 0, entry{}
	for line := range bytes.Lines(b) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		e, ok := parseLine(line)
		switch {
		case !ok && isDoubt(line):
			continue
		case !ok:
			between++
			continue
		case h.Since.IsZero():
			h.Since = e.since()
		}
		leads := e.Prev == end.Set && end.Revision > 0 && end.Set != (set{})
		if e.Copy && e.Revision > end.Revision+uint64(between)+1 { // it has every answer, and of more saves than lines are torn
			leads = false
		}
		if leads {
			cut += between
		} else {
			bad += between
		}
		between, end = 0, e
	}
	if end.Set == state.Set && end.Revision == state.Revision {
		cut += between
	} else {
		bad += between
	}
	if cut > 0 {
		h.note("%s of its log was not written to its end, as by a program that was cut off; the lines around it lead on.",
			value.Sentence(value.Count(cut, "line")))
	}
	if bad > 0 {
		h.wrong("%s of its log cannot be read, so a part of what was changed before is not known.",
			value.Sentence(value.Count(bad, "line")))
	}
	switch {
	case end.Revision > state.Revision:
		h.wrong("Its log speaks of later answers, which cannot be put together. What the file has is there; history shows the rest.")
	case end.Set != state.Set || end.Revision < state.Revision:
		h.wrong("Its log ends before the last save, as after a program that was cut off. All answers are there.")
	}
}

// examineCopies looks at the copies of a workbook whose file is whole.
func (h *Health) examineCopies(p place) {
	bad := 0
	for _, revision := range snapshots(p.folder) {
		copied, err := readFile(p, snapshotName(revision))
		if err != nil && !errors.Is(err, errLocked) || copied.mark.Revision != revision {
			bad++
		} else {
			h.Copies++
		}
	}
	switch {
	case bad == 1:
		h.wrong("One of its copies cannot be read. The file itself is whole.")
	case bad > 1:
		h.wrong("Its copies cannot be read. The file itself is whole.")
	}
}

// ours are the files of a workbook that are no copies and were not kept.
var ours = slices.Concat(keyNames, []string{lockName, fileName, logName, dueName, "here"})

// examineRest tells of what else stands in a folder.
func (h *Health) examineRest(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // told already
	}
	half := 0
	var strange []string
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasSuffix(name, tmpSuffix):
			half++
		case name == firstName:
			h.note("Kept beside it: %s, as the first firstmile wrote it.", name)
		case isKept(name):
			h.note("Kept beside it: %s, as it was found before it was mended%s.", name, keptOn(name))
		case !slices.Contains(ours, name) && !strings.HasPrefix(name, snapshotPrefix):
			strange = append(strange, name)
		}
	}
	if half > 0 {
		h.wrong("%s half written was left by a program that was cut off.", value.Sentence(value.Count(half, "file")))
	}
	if len(strange) > 0 {
		h.note("Not from firstmile: %s.", value.List(strange))
	}
}

// keptOn says when a damaged file was kept, by its name.
func keptOn(name string) string {
	_, at, _ := strings.Cut(name, damagedMark)
	ms, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return ""
	}
	return " on " + time.UnixMilli(ms).Format("2 January 2006")
}

// exposed tells of modes that let others in.
func (h *Health) exposed(folder string) {
	if len(exposedIn(folder)) > 0 {
		h.wrong("Others on this computer can enter its folder, or open a file in it.")
	}
}

// ExamineFolder looks at the data folder itself, and changes nothing.
func (s *Store) ExamineFolder() Health {
	var h Health
	if _, err := os.ReadDir(s.dir); err != nil {
		h.hopeless(explain("", reading, err).Error())
		return h
	}
	if len(s.exposedTop()) > 0 {
		h.wrong("Others on this computer can enter the data folder, or open a file in it.")
	}
	if !mayWrite(s.dir) {
		h.hopeless("The data folder cannot be written, so nothing can be saved there. Check who may write to it.")
	}
	if _, err := s.indexNames(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		h.wrong("The list's index cannot be read. It holds no answers, and is made anew.")
	}
	n := len(half(s.books())) + len(half(s.deleted()))
	for _, part := range s.parts {
		n += len(half(part.home()))
	}
	if n > 0 {
		h.wrong("%s half made or half erased was left by a program that was cut off.", value.Sentence(value.Count(n, "workbook")))
	}
	for _, part := range s.parts {
		for _, id := range s.orphans(part) {
			h.hopeless(strings.ReplaceAll(value.Sentence(part.called), "this workbook", "a workbook that is not there any more") +
				" stands in " + part.name + "/" + string(id) + ". Get the workbook from a backup: firstmile restore. Or remove the folder.")
		}
	}
	for _, text := range s.Missing() {
		h.hopeless(text + " doctor --repair takes it off the list.")
	}
	h.misnamed(s)
	if vacant(s.stage()) != nil {
		h.wrong("A restore is under way, or was cut off and left what it had unpacked.")
	}
	return h
}

// Shelf lists the workbooks, those that are deleted too, by what the index knows of them or
// what can be read, and changes nothing.
func (s *Store) Shelf(ctx context.Context) ([]storage.Entry, error) {
	names, _ := s.indexNames()
	var out []storage.Entry
	for _, parent := range []string{s.books(), s.deleted()} {
		folders, err := os.ReadDir(parent)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, explain("", reading, s.filed(err))
		}
		for _, folder := range folders {
			id := workbook.ID(folder.Name())
			if !validID(string(id)) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			e := names[id]
			e.ID = id
			if info, err := folder.Info(); err == nil && parent == s.deleted() {
				e.Deleted = info.ModTime()
			}
			if e.Name == "" {
				e.Name = s.nameIn(filepath.Join(parent, folder.Name()), id)
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// nameIn is the name of the workbook in a folder, as far as its files give it.
func (s *Store) nameIn(folder string, id workbook.ID) string {
	g, err := s.gather(s.place(folder, id))
	state := g.file
	if errors.Is(err, errFirst) {
		state, _, err = readFirstFile(folder, id)
	} else if err == nil && g.best.state != nil {
		state = g.best.state
	}
	if err != nil || state == nil {
		return ""
	}
	snap, err := snapshotOf(workbook.Schema, state)
	if err != nil {
		return ""
	}
	return snap.Workbook.Profile.Name
}
