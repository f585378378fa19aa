//go:build unix

package uitest

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// alphabets are what each window types: no letter twice, so that a text tells who typed
// what in it, and when.
var alphabets = []string{"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзийклмнопрстуфхцчшщ"}

// crashes is a workbook in which programs type until they are killed.
type crashes struct {
	program string
	data    string
	id      workbook.ID
	rnd     *rand.Rand

	kills, apart int // windows killed, and answers of which two were kept
	saved        int // letters that a screen called saved
}

func newCrashes(t *testing.T, faults ...storetest.Fault) *crashes {
	t.Helper()
	c := &crashes{program: Build(t, "firstmile", faults...), data: t.TempDir(), rnd: storetest.Rand(t), id: storetest.IDs()()}
	w := storetest.Sample(func() workbook.ID { return c.id })
	w.Profile.Role, w.Profile.With, w.Profile.Employer = "", "", ""
	_, err := c.store(t).Create(context.Background(), workbook.Workbook{ID: c.id, Profile: w.Profile, Job: w.Job})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// store opens the data folder as a program that knows nothing of those that were killed.
func (c *crashes) store(t *testing.T) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(c.data, bolt.Options{Now: time.Now, Program: "proof"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (c *crashes) load(t *testing.T) storage.Snapshot {
	t.Helper()
	snap, err := c.store(t).Load(context.Background(), c.id)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// typedInto are the answers that windows type into, all of the profile.
var typedInto = []string{"role", "with", "employer"}

// at is where an answer stands.
func at(w *workbook.Workbook, field string) *string {
	return map[string]*string{"role": &w.Profile.Role, "with": &w.Profile.With, "employer": &w.Profile.Employer}[field]
}

// writer is a window in which somebody types into one answer.
type writer struct {
	*Terminal
	field   string // of the profile
	letters []rune
	typed   int // how many of them

	mu     sync.Mutex
	begun  bool     // it has typed
	called []string // what stood beside "Saved", without what a later text has too
	own    int      // how many of its letters are on screen
	gone   string   // the text without some that were on screen before
}

// start starts a window, which shows the workbook.
func (c *crashes) start(t *testing.T, n int, field string) *writer {
	w := &writer{field: field, letters: []rune(alphabets[n])}
	w.Terminal = &Terminal{Size: Size{120, 24}, Seen: w.see, Env: []string{"FIRSTMILE_DATA=" + c.data}}
	w.Start(t, c.program, "--today", day)
	return w
}

// begin goes to the answer, which must show what is on disk, and empties it.
func (w *writer) begin(stored string) {
	w.tb.Helper()
	w.WaitFor("1  " + Pack().Lesson(workbook.LessonReturns).Short)
	w.Keys("e")
	profileForm(w.Terminal).Go("profile." + w.field)
	if got := answerOf(w.field, w.Screen()); got != stored {
		w.tb.Fatalf("%s shows %q, and %q is on disk", w.field, got, stored)
	}
	if stored != "" {
		w.Keys("ctrl+u")
		w.Wait("the answer to be empty", func(s string) bool { return answerOf(w.field, s) == "" && strings.Contains(s, "Saved ") })
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begun = true
}

// answerOf is what the screen shows of the answer that is being typed.
func answerOf(field, screen string) string {
	label := Pack().Field("profile." + field).Label
	for line := range strings.Lines(screen) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "▸ "+label); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// see takes each screen: what it calls saved must be found after the kill.
func (w *writer) see(screen string) {
	head, _, _ := strings.Cut(screen, "\n")
	text := answerOf(w.field, screen)
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.begun {
		return
	}
	own := len(only(text, w.letters))
	if own < w.own {
		w.gone = text
	}
	w.own = own
	if own == 0 || !strings.Contains(head, "Saved ") && !strings.Contains(head, "Two answers") {
		return
	}
	w.called = append(slices.DeleteFunc(w.called, func(old string) bool { return within(old, text) }), text)
}

// surely is how many of its own letters the screen called saved.
func (w *writer) surely() (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, text := range w.called {
		n = max(n, len(only(text, w.letters)))
	}
	return n
}

// lost tells whether letters went from the screen.
func (w *writer) lost() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.gone != ""
}

// waitSaved waits until the screen has called so many of its letters saved, or lost some.
func (w *writer) waitSaved(enough int) bool {
	late := time.After(Patience)
	for {
		w.Terminal.mu.Lock()
		changed := w.changed
		w.Terminal.mu.Unlock()
		if w.surely() >= enough || w.lost() {
			return true
		}
		select {
		case <-changed:
		case <-late:
			return false
		}
	}
}

func (w *writer) next() {
	if w.typed < len(w.letters) {
		w.Type(string(w.letters[w.typed]))
		w.typed++
	}
}

// only gives the letters of a text that are of those.
func only(text string, of []rune) (out []rune) {
	for _, r := range text {
		if slices.Contains(of, r) {
			out = append(out, r)
		}
	}
	return out
}

// within tells whether all letters of a text stand in another, in their order.
func within(text, in string) bool {
	rest := []rune(in)
	for _, r := range text {
		i := slices.Index(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}

// round opens windows that type into these answers, kills one after the other while the
// others go on, and tells what was lost.
func (c *crashes) round(t *testing.T, fields ...string) (lost []string) {
	before := c.load(t)
	if len(fields) > 1 {
		before = c.clear(t, before)
	}
	var windows []*writer
	for n, field := range fields {
		windows = append(windows, c.start(t, n, field))
	}
	for _, w := range windows {
		w.begin(*at(&before.Workbook, w.field))
	}
	alive := slices.Clone(windows)
	some := func(most int) {
		for range c.rnd.IntN(most) {
			alive[c.rnd.IntN(len(alive))].next()
		}
	}
	for len(alive) > 0 {
		n := c.rnd.IntN(len(alive))
		w := alive[n]
		some(8 * len(alive))
		w.next()
		enough := max(1, w.typed-c.rnd.IntN(4))
		if !w.waitSaved(enough) {
			return []string{fmt.Sprintf("%s: %d letters were typed, and the screen never called them saved:\n%s", w.field, enough, frameOf(w.Screen()))}
		}
		some(6 * len(alive))
		if c.rnd.IntN(2) == 0 { // else while the last letters are still on their way
			<-time.After(time.Duration(c.rnd.Int64N(int64(8 * time.Millisecond))))
		}
		w.Kill()
		c.kills++
		c.saved += w.surely()
		alive = slices.Delete(alive, n, n+1)
	}
	return c.check(t, before, windows)
}

// check compares what is on disk after the kills with what the screens said.
func (c *crashes) check(t *testing.T, before storage.Snapshot, windows []*writer) (lost []string) {
	miss := func(format string, args ...any) { lost = append(lost, fmt.Sprintf(format, args...)) }
	after := c.load(t)
	if after.Mended != "" {
		miss("a kill is not damage, and the store said: %s", after.Mended)
	}
	kept := map[string][]string{} // by field: the answer, then what stands beside it
	typed := ""
	for _, w := range windows {
		kept[w.field] = []string{*at(&after.Workbook, w.field)}
		typed += string(w.letters[:w.typed])
	}
	for _, s := range after.Sides {
		if s.Record != workbook.RecordKey(workbook.ProfileRecords, c.id) {
			miss("a side of %s", s.Record)
		}
		kept[s.Field] = append(kept[s.Field], textOf(t, s))
		c.apart++
	}
	for _, w := range windows {
		if w.lost() {
			miss("%s: on screen letters went, which left %q", w.field, w.gone)
		}
		for _, text := range w.called {
			if !slices.ContainsFunc(kept[w.field], func(k string) bool { return within(text, k) }) {
				miss("%s: %q stood beside Saved, on disk are %q", w.field, text, kept[w.field])
			}
		}
	}
	same := after.Workbook.Clone()
	for field, texts := range kept {
		for _, text := range texts {
			if alien := strings.Trim(text, typed); alien != "" {
				miss("%s: nobody typed %q of %q", field, alien, text)
			}
		}
		*at(&same, field) = *at(&before.Workbook, field)
	}
	if diff := workbook.Diff(before.Workbook, same); len(diff) > 0 {
		miss("%d answers changed that nobody typed into", len(diff))
	}
	return lost
}

// clear empties the answers and takes what stands beside them away, as another window does.
func (c *crashes) clear(t *testing.T, snap storage.Snapshot) storage.Snapshot {
	next := snap.Workbook.Clone()
	for _, field := range typedInto {
		*at(&next, field) = ""
	}
	changes := workbook.Diff(snap.Workbook, next)
	for _, s := range snap.Sides {
		raw, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, workbook.Change{Record: s.Key(), Before: raw})
	}
	if _, err := c.store(t).Save(context.Background(), c.id, changes); err != nil {
		t.Fatal(err)
	}
	return c.load(t)
}

func textOf(t *testing.T, s storage.Side) (text string) {
	t.Helper()
	if err := json.Unmarshal(s.Answer, &text); err != nil {
		t.Fatal(err)
	}
	return text
}

// until kills windows, so many at a time, until there are enough kills or something is lost.
func (c *crashes) until(t *testing.T, enough, windows int) (lost []string) {
	for n := 0; c.kills < enough && len(lost) == 0; n++ {
		fields := make([]string, windows)
		for i := range fields {
			fields[i] = typedInto[c.rnd.IntN(len(typedInto))]
		}
		// Each in a test of its own, at whose end its windows are gone.
		t.Run(fmt.Sprint(n), func(t *testing.T) { lost = c.round(t, fields...) })
		if t.Failed() {
			break
		}
	}
	return lost
}

// What stood beside "Saved" when the program was killed is there afterwards, in one
// window and in four that type into the same and into different answers.
func TestKilledAfterSaved(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]struct{ windows, short int }{"one window": {1, 20}, "four windows": {4, 16}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCrashes(t)
			enough := p.short
			if storetest.Long() {
				enough = 1000
			}
			for _, what := range c.until(t, enough, p.windows) {
				t.Error(what)
			}
			t.Logf("%d kills: %d letters were called saved, %d answers were kept beside others", c.kills, c.saved, c.apart)
			if p.windows > 1 && c.apart == 0 {
				t.Error("no two windows wrote one answer")
			}
		})
	}
}

// The proof above catches programs that say "Saved" too soon, that keep one side of two,
// and in which the last one to write wins.
func TestKillsCatchFaults(t *testing.T) {
	t.Parallel()
	if storetest.Brief() {
		t.Skip("it is about the proof, and each fault is a build of its own")
	}
	for name, p := range map[string]struct {
		windows int
		faults  []storetest.Fault
	}{
		"said before it is": {1, []storetest.Fault{
			{File: "ui/app/draw.go", Text: `return "Saving"`, Instead: `return "Saved 12:00"`},
			{File: "storage/saver.go", Text: "receipt, err := s.storeSave(", Instead: "time.Sleep(200 * time.Millisecond); receipt, err := s.storeSave("},
		}},
		"one side of two": {4, []storetest.Fault{
			{File: "storage/bolt/save.go", Text: "changesOf(slices.Concat(met.Done, met.Sides))", Instead: "changesOf(slices.Concat(met.Done))"},
		}},
		"the last one wins": {4, []storetest.Fault{
			{File: "storage/sides.go", Text: "there && bytes.Equal(mine, c.Before)", Instead: "there || mine == nil"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCrashes(t, p.faults...)
			lost := c.until(t, 200, p.windows)
			if len(lost) == 0 {
				t.Errorf("%d kills, and nothing was found", c.kills)
			}
			t.Logf("after %d kills: %s", c.kills, strings.Join(lost, "; "))
		})
	}
}
