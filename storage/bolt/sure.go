package bolt

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
)

// What is read may not be on disk yet, and where a flush failed it may never get there: the
// system takes the pages for written that it could not write. Nothing is built on such a state
// and none is called saved, since the next save would write over the pages of the one before
// it. A commit that went well is known by its line in the log, or by being this window's.

// doubtMark is what is put at the end of a log whose last line is no proof any more.
const doubtMark = "?"

// isDoubt tells a line that has nothing but such marks.
func isDoubt(line []byte) bool { return len(bytes.Trim(line, doubtMark)) == 0 }

// doubted tells whether a log of that size does not end with a whole line.
func doubted(folder string, size int64) bool {
	f, err := openPlain(filepath.Join(folder, logName), os.O_RDONLY)
	if err != nil {
		return true
	}
	defer f.Close()
	last := make([]byte, 1)
	_, err = f.ReadAt(last, size-1)
	return err != nil || last[0] != '\n'
}

// doubt has all windows put the file on disk before they go on.
func doubt(folder string) {
	f, err := openPlain(filepath.Join(folder, logName), os.O_WRONLY|os.O_APPEND)
	if err != nil {
		return // without a log there is no proof
	}
	_, _ = f.WriteString(doubtMark)
	_ = f.Close()
}

// unsettle has this window read a file anew whose commit failed.
func (s *store) unsettle(h *held) {
	next := *h
	next.file = nil
	s.hold(&next)
}

// read is whole, where what this window has not seen before is flushed: a program may have
// been killed while it wrote it.
func (s *store) read(p place) (*held, error) {
	look := whole
	if s.whose != nil {
		look = s.readBeside
	}
	h, err := look(p)
	if err == nil && s.holding(p.id) == nil && flush(p.folder) != nil {
		h.sure = false
	}
	return h, err
}

// flush puts a workbook's file and its names on disk.
func flush(folder string) error {
	f, err := os.OpenFile(filepath.Join(folder, fileName), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return errors.Join(f.Sync(), syncDir(folder), syncDir(filepath.Dir(folder)))
}

// secure puts a state on disk of which nobody knows whether it is there: every page is written
// once more as it is, for the system passes over those that it takes for written. The lock is held.
func (s *store) secure(p place, h *held) error {
	path := p.path(fileName)
	pages, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(pages, 0)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := flush(p.folder); err != nil {
		return err
	}
	if h.file, err = os.Stat(path); err != nil {
		return err
	}
	h.sure = true
	entries, _, _ := readLog(p)
	_, _ = appendLog(p, bridge(s.window, entries, h))
	_, h.log = logEnd(p.folder)
	return nil
}
