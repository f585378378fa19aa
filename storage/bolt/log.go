package bolt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

// The log of a workbook has every change again, a line each: eight hexadecimal digits of a
// CRC32C, a space, JSON. It is written behind the commit and never flushed, so it is never
// ahead of workbook.db and may end in the middle of a line; a line that is not whole is
// passed over. It is the history, and what a damaged file is mended from.
const logName = "workbook.log"

// entry is one line: a revision, or several that were folded.
type entry struct {
	Revision uint64    `json:"rev"`
	Since    time.Time `json:"since,omitzero"` // of the first save in it, where it was folded
	At       time.Time `json:"at"`             // of the last
	Window   string    `json:"window,omitempty"`
	Prev     set       `json:"prev"` // what it was made in
	Set      set       `json:"set"`  // what it made
	Changes  []change  `json:"changes,omitempty"`
	Sealed   []byte    `json:"sealed,omitempty"` // the changes, where the workbook has a passphrase
	Copy     bool      `json:"copy,omitempty"`   // nothing changed: it has every record, for mending
}

// change is workbook.Change as it is stored. The key is the record's, with the field
// behind a number sign where it is about one.
type change struct {
	Key string          `json:"key"`
	Was json.RawMessage `json:"was,omitempty"`
	Is  json.RawMessage `json:"is,omitempty"`
}

func changesOf(all []workbook.Change) []change {
	out := make([]change, len(all))
	for i, c := range all {
		out[i] = change{string(c.Record), c.Before, c.After}
		if c.Field != "" {
			out[i].Key += "#" + c.Field
		}
	}
	return out
}

// split gives the changes of answers and those of sides.
func (e entry) split() (answers, sides []workbook.Change) {
	for _, c := range e.Changes {
		record, field, _ := strings.Cut(c.Key, "#")
		made := workbook.Change{Record: workbook.Key(record), Field: field, Before: c.Was, After: c.Is}
		if made.Record.Collection() == storage.SideRecords {
			sides = append(sides, made)
		} else {
			answers = append(answers, made)
		}
	}
	return answers, sides
}

func (e entry) revision() storage.Revision {
	r := storage.Revision{Number: e.Revision, At: e.At, Window: e.Window}
	r.Changes, r.Sides = e.split()
	return r
}

// since is when the first save in an entry was made.
func (e entry) since() time.Time {
	if e.Since.IsZero() {
		return e.At
	}
	return e.Since
}

// logKey is under which the changes of an entry are sealed.
const logKey = "log"

// line gives an entry as it stands in the log of a workbook.
func (e entry) line(p place) ([]byte, error) {
	if p.keys != nil {
		raw, err := json.Marshal(e.Changes)
		if err != nil {
			return nil, err
		}
		e.Sealed, e.Changes = p.keys.encrypt(p.id, logKey, e.Revision, raw), nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return nil, err
	}
	body := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	return fmt.Appendf(nil, "%08x %s\n", crc32.Checksum(body, castagnoli), body), nil
}

// parseLine reads a line without its end; false for one that is not whole.
func parseLine(line []byte) (e entry, ok bool) {
	if len(line) < 10 || line[8] != ' ' {
		return e, false
	}
	sum, err := strconv.ParseUint(string(line[:8]), 16, 32)
	if err != nil || crc32.Checksum(line[9:], castagnoli) != uint32(sum) || json.Unmarshal(line[9:], &e) != nil {
		return entry{}, false
	}
	return e, true
}

// opened gives an entry with its changes; false where it is not sealed as the workbook is.
func (e entry) opened(p place) (entry, bool) {
	if len(e.Sealed) == 0 || p.keys == nil {
		return e, len(e.Sealed) == 0 && p.keys == nil
	}
	raw, err := p.keys.decrypt(p.id, logKey, e.Revision, e.Sealed)
	if err != nil || json.Unmarshal(raw, &e.Changes) != nil {
		return entry{}, false
	}
	e.Sealed = nil
	return e, true
}

// readLog gives the entries of a workbook's log whose lines are whole, and how long it is.
// No log is an empty one.
func readLog(p place) (entries []entry, size int64, err error) {
	l, err := readLines(p)
	return l.entries, l.size, err
}

// lines is what stands in a log.
type lines struct {
	entries []entry // of this workbook
	size    int64
	mixed   bool // another workbook's stand there too
	torn    bool // it ends in a line that is not whole, which may have been a save
}

func readLines(p place) (l lines, err error) {
	b, err := readPlain(p.path(logName))
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	var all []entry
	for line := range bytes.Lines(b) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		e, ok := parseLine(line)
		l.torn = !ok && (l.torn || !isDoubt(line))
		if e, open := e.opened(p); ok && open {
			all = append(all, e)
		}
	}
	l.size = int64(len(b))
	l.entries, l.mixed = own(p, all)
	return l, nil
}

// lastPiece is how much of the log is read to find its last line.
const lastPiece = 64 << 10

// logEnd gives the last whole line of a log, as it stands there, and how long the log is.
func logEnd(folder string) (end entry, size int64) {
	f, err := openPlain(filepath.Join(folder, logName), os.O_RDONLY)
	if err != nil {
		return end, 0
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return end, 0
	}
	size = info.Size()
	for piece := int64(lastPiece); ; piece *= 8 {
		from := max(0, size-piece)
		b := make([]byte, size-from)
		if n, err := f.ReadAt(b, from); err != nil && !errors.Is(err, io.EOF) {
			return end, size
		} else {
			b = b[:n]
		}
		lines := bytes.Split(b, []byte("\n"))
		for _, line := range slices.Backward(lines) {
			if e, ok := parseLine(line); ok {
				return e, size
			}
		}
		if from == 0 {
			return end, size
		}
	}
}

// appendLog writes entries behind the log's end, which was at size, and gives where it
// is now. Where the log does not end a line, it is ended first.
func appendLog(p place, entries ...entry) (size int64, err error) {
	f, err := openPlain(p.path(logName), os.O_RDWR|os.O_CREATE)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	var b []byte
	if end == 0 {
		if err := f.Chmod(fileMode); err != nil { // under any umask
			return 0, err
		}
	} else {
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, end-1); err != nil {
			return end, err
		}
		if last[0] != '\n' {
			b = append(b, '\n')
		}
	}
	for _, e := range entries {
		line, err := e.line(p)
		if err != nil {
			return end, err
		}
		b = append(b, line...)
	}
	if _, err := f.WriteAt(b, end); err != nil {
		return end, errors.Join(err, f.Truncate(end)) // half a line is of no use
	}
	return end + int64(len(b)), nil
}

// writeLog puts a log in the place of the one that is there.
func writeLog(p place, entries []entry) error {
	return replaceFile(p.path(logName), func(f *os.File) error {
		for _, e := range entries {
			line, err := e.line(p)
			if err != nil {
				return err
			}
			if _, err := f.Write(line); err != nil {
				return err
			}
		}
		return nil
	})
}
