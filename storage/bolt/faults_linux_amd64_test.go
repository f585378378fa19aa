package bolt

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/disktest"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

func init() { children["full disk"] = fullDiskChild }

// What a child says to whoever meddles with its disk.
const (
	saysArmed = "armed" // from here on calls count
	saysRoom  = "room"  // whatever was wrong is over
	saysOver  = "over"  // a round
)

// fullDiskChild (dir, rounds) has the disk fill up at one call after the other, a round
// each, and goes on when there is room again, in the window that met the full disk.
func fullDiskChild(args []string) error {
	if err := disktest.Watched(); err != nil {
		return err
	}
	var rounds int
	if _, err := fmt.Sscan(args[1], &rounds); err != nil {
		return err
	}
	for n := range rounds {
		if err := fullRound(filepath.Join(args[0], fmt.Sprint(n))); err != nil {
			return fmt.Errorf("call %d: %w", n, err)
		}
		fmt.Println(saysOver)
	}
	return nil
}

func fullRound(dir string) error {
	s, err := openNow(dir)
	if err != nil {
		return err
	}
	if _, err := s.Create(ctx, newBook(oneBook)); err != nil {
		return err
	}
	w, err := look(s, "one", oneBook)
	if err != nil {
		return err
	}
	if err := w.write(returnA, 0, 1); err != nil {
		return err
	}
	fmt.Println(saysArmed)
	defer fmt.Println(saysRoom)
	err = stubborn(func() error {
		_, err := s.Create(ctx, newBook(otherBook))
		if err != nil { // it appears whole or not at all
			if is := same(s, newBook(otherBook)); !errors.Is(is, storage.ErrNotFound) {
				return fmt.Errorf("not created, and there (%v)", is)
			}
		}
		return err
	}, storage.ErrFull)
	if err != nil {
		return err
	}
	if err := same(s, newBook(otherBook)); err != nil {
		return err
	}
	failed := false
	for i, left := 0, 24; left > 0; i, left = i+1, left-1 {
		before := w.shown
		err := stubborn(func() error {
			err := w.write(returnA, i+1, 1)
			reader, opened := openNow(dir)
			if opened != nil {
				return opened
			}
			if is := same(reader, w.shown); is != nil && same(reader, w.tried) != nil {
				return fmt.Errorf("read while full: %w", is)
			}
			if err != nil && !failed { // two more saves show how it goes on
				failed, left = true, 3
			}
			return err
		}, storage.ErrFull)
		if err != nil {
			return err
		}
		if len(workbook.Diff(before, w.shown)) == 0 {
			return errors.New("nothing was saved")
		}
	}
	return nil
}

// stubborn does something until it goes well, as the saver does. What goes wrong has to be of a
// kind, and to end soon after there is room.
func stubborn(do func() error, kind error) error {
	for try := range 4 {
		err := do()
		if err == nil {
			return nil
		}
		if kind != nil && !errors.Is(err, kind) {
			return err
		}
		if len(err.Error()) > 140 || !strings.HasSuffix(err.Error(), ".") {
			return fmt.Errorf("not a sentence: %w", err)
		}
		if try == 1 {
			fmt.Println(saysRoom)
		}
		if try == 3 {
			return fmt.Errorf("still after there is room: %w", err)
		}
	}
	return nil
}

// meddler has what happens to a disk go wrong from one call on, until there is room: in each
// round from one call later.
type meddler struct {
	fails func(disktest.Call) disktest.Answer // the zero value: the call is of no account
	round int
	calls int
	on    bool
	hit   map[int]bool // the rounds in which something went wrong
}

func (m *meddler) meddle(c disktest.Call) disktest.Answer {
	if c.Kind == disktest.Said {
		switch c.Text {
		case saysArmed:
			m.calls, m.on = 0, true
		case saysRoom:
			m.on = false
		case saysOver:
			m.round++
		}
		return disktest.Answer{}
	}
	a := m.fails(c)
	if !m.on || a == (disktest.Answer{}) {
		return disktest.Answer{}
	}
	if m.calls++; m.calls <= m.round {
		return disktest.Answer{}
	}
	if m.hit == nil {
		m.hit = map[int]bool{}
	}
	m.hit[m.round] = true
	return a
}

// once is meddle for what goes wrong a single time.
func (m *meddler) once(c disktest.Call) disktest.Answer {
	a := m.meddle(c)
	if a != (disktest.Answer{}) {
		m.on = false
	}
	return a
}

// The disk is full from each of 100 calls on. No answer is lost, a save says why it
// failed, what is read is right all the time, and the window that met it goes on saving.
func TestDiskFullAtEveryCall(t *testing.T) {
	full := disktest.Answer{Err: syscall.ENOSPC}
	for name, kind := range map[string]struct {
		fails func(c disktest.Call) disktest.Answer
		least int // rounds in which it does
	}{
		"nothing fits": {func(c disktest.Call) (a disktest.Answer) {
			if c.Kind == disktest.Write || c.Kind == disktest.Add || c.Grows {
				return full
			}
			return a
		}, storetest.Part(100)},
		"half of it fits": {func(c disktest.Call) (a disktest.Answer) {
			switch {
			case c.Kind == disktest.Write && !c.Grows:
				return disktest.Answer{Half: true}
			case c.Grows, c.Kind == disktest.Add:
				return full
			}
			return a
		}, storetest.Part(30)},
		"nothing may grow": {func(c disktest.Call) (a disktest.Answer) {
			if c.Kind == disktest.Add || c.Grows {
				return full
			}
			return a
		}, storetest.Part(20)},
		"flushes need room": {func(c disktest.Call) (a disktest.Answer) {
			if c.Kind == disktest.Sync {
				return full
			}
			return a
		}, storetest.Part(30)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &meddler{fails: kind.fails}
			dir := fastFolder(t)
			cmd := child("full disk", nil, filepath.Join(dir, "data"), fmt.Sprint(kind.least))
			_, err := disktest.Run{Disk: dir, Programs: []*exec.Cmd{cmd}, Meddle: m.meddle}.Record()
			if disktest.Refused(err) {
				t.Skipf("NOT RUN: %v", err)
			}
			ok(t, err)
			if len(m.hit) < kind.least {
				t.Errorf("only %d rounds met a full disk", len(m.hit))
			}
		})
	}
}

// afterErrors is what people do when a save failed because the disk erred.
var afterErrors = []scenario{
	{"try again", sampled, erring(func(w *window, text string) error {
		return stubborn(func() error { return w.save(returnA, text) }, storage.ErrIO)
	}), false},
	{"a visit", sampled, erring(func(w *window, text string) error {
		other, err := another(w.s)
		if err != nil {
			return err
		}
		if w.s.Visit(ctx, w.book, storage.Visit{Place: text}) != nil {
			fmt.Println(saysRoom)
			return other.write(returnB, len(text), 2)
		}
		return stubborn(func() error { return w.save(returnA, text) }, storage.ErrIO)
	}), false},
	{"within a tick", sampled, erring(func(w *window, text string) error {
		at := w.s.holding(w.book).file.ModTime()
		if w.save(returnA, text) != nil {
			fmt.Println(saysRoom)
			return errors.Join(backDate(w.s, at), w.s.Visit(ctx, w.book, storage.Visit{Place: text}), w.save(returnA, text))
		}
		at = w.s.holding(w.book).file.ModTime()
		if w.s.Visit(ctx, w.book, storage.Visit{Place: text}) != nil {
			fmt.Println(saysRoom)
			return errors.Join(backDate(w.s, at), w.write(returnB, len(text), 4))
		}
		return nil
	}), false},
	{"another mends", sampled, func(s *Store) error {
		other, err := another(s)
		if err != nil {
			return err
		}
		f, err := os.OpenFile(filepath.Join(s.book(oneBook), fileName), os.O_RDWR, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteAt(make([]byte, 2*page), 0)
		if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
			return err
		}
		fmt.Println(saysArmed)
		_, _ = look(s, "one", oneBook)
		fmt.Println(saysRoom)
		return other.write(returnB, 0, 2)
	}, true},
	{"what is damaged", damaged, mendingOn, true},
	{"what is older", putBack, mendingOn, true},
	{"what the first programs wrote", firstProgrammed, mendingOn, false},
	{"another window says the same", sampled, erring(func(w *window, text string) error {
		other, err := another(w.s)
		if err != nil {
			return err
		}
		if w.save(returnA, text) == nil {
			return nil
		}
		fmt.Println(saysRoom)
		other.name = w.name // for the ledger it is one hand
		return other.save(returnA, text)
	}), false},
	{"another window goes on", sampled, erring(func(w *window, text string) error {
		other, err := another(w.s)
		if err != nil {
			return err
		}
		if w.save(returnA, text) == nil {
			return nil
		}
		fmt.Println(saysRoom)
		return errors.Join(other.write(returnB, len(text), 1), w.save(returnA, text))
	}), false},
	{"start again", sampled, erring(func(w *window, text string) error {
		if w.save(returnA, text) == nil {
			return nil
		}
		fmt.Println(saysRoom)
		s, err := openNow(w.s.dir)
		if err != nil {
			return err
		}
		again, err := look(s, w.name, w.book)
		if err != nil {
			return err
		}
		*w = *again
		// What is on screen now is called saved.
		return w.showing(returnA).tell(func() error { return nil })
	}), false},
}

// backDate has a file bear the time that it had, as where the clock of a file system is coarse.
func backDate(s *Store, at time.Time) error {
	return os.Chtimes(filepath.Join(s.book(oneBook), fileName), at, at)
}

// mendingOn has a person open a workbook that has to be mended, on a disk that errs, and write.
func mendingOn(s *Store) error {
	fmt.Println(saysArmed)
	w, err := look(s, "one", oneBook)
	if err != nil {
		fmt.Println(saysRoom)
		if w, err = look(s, "one", oneBook); err != nil {
			return err
		}
	}
	for i := range 3 {
		if err := stubborn(func() error { return w.write(returnA, i, 1) }, storage.ErrIO); err != nil {
			return err
		}
	}
	return nil
}

// erring has a person write a few texts on a disk that errs.
func erring(write func(w *window, text string) error) func(s *Store) error {
	return one(func(w *window) error {
		if err := w.write(returnA, 0, 1); err != nil {
			return err
		}
		fmt.Println(saysArmed)
		for i := range many(2) {
			if err := write(w, fmt.Sprintf("text %d %s", i, strings.Repeat("words ", i*60))); err != nil {
				return err
			}
		}
		return nil
	})
}

// A flush or a write that fails once may leave the system believing that bytes are on the disk
// which never will be. What is acknowledged afterwards survives a power cut all the same.
func TestPowerLossAfterErrors(t *testing.T) {
	for kind, name := range map[disktest.Kind]string{disktest.Sync: "flush", disktest.Write: "write"} {
		step, images := 1, 40
		switch {
		case storetest.Long():
			images = 200
		case kind == disktest.Write:
			step, images = 5, 15
		}
		if storetest.Brief() {
			step, images = step*8, max(4, images/8)
		}
		for _, sc := range afterErrors {
			t.Run(name+"/"+sc.name, func(t *testing.T) {
				t.Parallel()
				looked, at := 0, 0
				for ; ; at += step {
					m := &meddler{round: at, fails: func(c disktest.Call) (a disktest.Answer) {
						if c.Kind == kind {
							a.Err = syscall.EIO
						}
						return a
					}}
					rec, before := sc.recorded(t, m.once)
					if len(m.hit) == 0 {
						break // there are no more calls
					}
					found := sc.open(t, rec, before, images)
					looked += found.images
					for _, w := range append(found.lost, found.needless...) {
						t.Errorf("the call %d fails, %s", at, w)
					}
				}
				if at < 4 {
					t.Errorf("only %d calls", at)
				}
				t.Logf("%d calls, %d images", at, looked)
			})
		}
	}
}
