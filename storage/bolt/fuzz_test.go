package bolt

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"

	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// logOf is the log of a workbook with some history.
func logOf(t testing.TB) []byte {
	s := open(t, t.TempDir())
	ids := storetest.IDs()
	snap := must(s.Create(ctx, storetest.Sample(ids)))(t)
	for n := range 4 {
		snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, ids(), fmt.Sprint("a return & more ", n))))(t)
	}
	return must(os.ReadFile(filepath.Join(s.book(snap.Workbook.ID), logName)))(t)
}

// A line that is read is written again as the same, and its changes are of whole keys.
func FuzzLogLine(f *testing.F) {
	for line := range bytes.Lines(logOf(f)) {
		f.Add(bytes.TrimSuffix(line[9:], []byte("\n")))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if _, ok := parseLine(body); ok && len(body) < 10 {
			t.Fatalf("%q is a line", body)
		}
		e, ok := parseLine(fmt.Appendf(nil, "%08x %s", crc32.Checksum(body, castagnoli), body))
		if !ok {
			return
		}
		first := must(e.line(place{}))(t)
		again, ok := parseLine(bytes.TrimSuffix(first, []byte("\n")))
		if !ok {
			t.Fatalf("%q is read, and written as %q, which is not", body, first)
		}
		if second := must(again.line(place{}))(t); !bytes.Equal(first, second) {
			t.Fatalf("%q is written as %q and then as %q", body, first, second)
		}
		answers, sides := e.split()
		if len(answers)+len(sides) != len(e.Changes) {
			t.Fatalf("%q: %d changes become %d and %d", body, len(e.Changes), len(answers), len(sides))
		}
	})
}

// Whatever a log holds, its end is that of its last whole line, a line is added behind
// it and found again, and nothing that was read before is lost by it.
func FuzzLog(f *testing.F) {
	whole := logOf(f)
	f.Add(whole)
	f.Add(whole[:len(whole)-7])
	f.Add(whole[40:])
	f.Add([]byte("\n\nno line\n"))
	p := place{folder: f.TempDir(), id: storetest.Sample(storetest.IDs()).ID, of: workbook.Schema}
	f.Fuzz(func(t *testing.T, log []byte) {
		ok(t, os.WriteFile(p.path(logName), log, fileMode))
		l, err := readLines(p)
		if err != nil || l.size != int64(len(log)) {
			t.Fatal(l.size, err)
		}
		if l.mixed {
			return
		}
		entries := l.entries
		var last entry
		if len(entries) > 0 {
			last = entries[len(entries)-1]
		}
		if end, _ := logEnd(p.folder); len(entries) > 0 && len(end.Sealed) == 0 && (end.Set != last.Set || end.Revision != last.Revision) {
			t.Fatalf("%.200q ends at %d, and its last line is %d", log, end.Revision, last.Revision)
		}
		fold(entries)
		must(appendLog(p, entry{Revision: 7, Window: "here"}))(t)
		more, _, err := readLog(p)
		if err != nil || len(more) != len(entries)+1 || more[len(entries)].Window != "here" {
			t.Fatalf("%.200q has %d lines, with another one %d: %v", log, len(entries), len(more), err)
		}
	})
}

// What is taken for a sealed value is what sealing makes, to the byte, and of its key alone.
func FuzzSealed(f *testing.F) {
	records := storetest.Sample(storetest.IDs()).Records()
	for k, r := range records {
		f.Add(string(k), numbered(3, r), uint16(5))
	}
	f.Add("", []byte{}, uint16(0))
	f.Fuzz(func(t *testing.T, key string, payload []byte, at uint16) {
		if got, err := unseal(key, payload); err == nil && !bytes.Equal(seal(key, got), payload) {
			t.Fatalf("%q is taken for a value of %q", payload, key)
		}
		sealed := seal(key, payload)
		if got := must(unseal(key, sealed))(t); !bytes.Equal(got, payload) {
			t.Fatalf("%q comes back as %q", payload, got)
		}
		if _, err := unseal(key+"x", sealed); err == nil {
			t.Fatalf("%q is taken for the value of another key", payload)
		}
		sealed[int(at)%len(sealed)] ^= 1
		if _, err := unseal(key, sealed); err == nil {
			t.Fatalf("%q is taken with a wrong bit", payload)
		}
		if revision, record, err := unnumbered(payload); err == nil && !bytes.Equal(numbered(revision, record), payload) {
			t.Fatalf("%q is numbered %d", payload, revision)
		}
		var plain *keys
		var s, empty set
		plain.toggle(&s, workbook.Key(key), payload)
		if plain.toggle(&s, workbook.Key(key), payload); s != empty {
			t.Fatalf("%q put in and taken out leaves %x", payload, s)
		}
		withKeys(t, key, payload, int(at))
	})
}

// withKeys is the same for values that are encrypted: they open with their keys, in their
// workbook and under their name, and nothing else opens.
func withKeys(t *testing.T, name string, text []byte, at int) {
	const id = "01J00000000000000000000001"
	mine, other := must(newKeys(bytes.Repeat([]byte{1}, 32)))(t), must(newKeys(bytes.Repeat([]byte{2}, 32)))(t)
	sealed := mine.sealAt(id, name, 3, text)
	if revision, got, err := mine.unsealAt(id, name, sealed); err != nil || revision != 3 || !bytes.Equal(got, text) {
		t.Fatalf("%q comes back as %q of %d, %v", text, got, revision, err)
	}
	bent := bytes.Clone(sealed)
	bent[at%len(bent)] ^= 1
	for what, open := range map[string]func() (uint64, []byte, error){
		"without keys":          func() (uint64, []byte, error) { return (*keys)(nil).unsealAt(id, name, sealed) },
		"with other keys":       func() (uint64, []byte, error) { return other.unsealAt(id, name, sealed) },
		"in another workbook":   func() (uint64, []byte, error) { return mine.unsealAt("01J00000000000000000000002", name, sealed) },
		"as another value":      func() (uint64, []byte, error) { return mine.unsealAt(id, name+"x", sealed) },
		"with a wrong bit":      func() (uint64, []byte, error) { return mine.unsealAt(id, name, bent) },
		"though it is no value": func() (uint64, []byte, error) { return mine.unsealAt(id, name, text) },
		"though it is plain":    func() (uint64, []byte, error) { return mine.unsealAt(id, name, seal(name, numbered(3, text))) },
	} {
		if _, got, err := open(); err == nil {
			t.Fatalf("%q opens %s, as %q", text, what, got)
		}
	}
}
