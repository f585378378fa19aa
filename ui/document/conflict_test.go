package document_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/ui/document"
	"firstmile/workbook"
)

// pair is two windows on one workbook.
type pair struct {
	docs   [2]*document.Document
	queues [2]*queue
	store  storage.Store
}

func newPair(t rapid.TB) *pair {
	first, q, store := setup(t)
	other := &queue{store: store}
	return &pair{[2]*document.Document{first, document.New(load(t, store), store.Window(), other.Save)}, [2]*queue{q, other}, store}
}

func (p *pair) write(w int, text string) { p.docs[w].Edit(mine, text, why(text)) }

// save saves what a window has, and shows it what is on disk.
func (p *pair) save(t rapid.TB, w int) {
	t.Helper()
	if r := p.queues[w].save(t, "W"); p.docs[w].Report(r, time.Now()) {
		p.docs[w].Disk(load(t, p.store))
	}
}

func (p *pair) look(t rapid.TB) {
	for _, d := range p.docs {
		d.Disk(load(t, p.store))
	}
}

func answers(texts []document.Text) (out []string) {
	for _, text := range texts {
		out = append(out, string(text.Answer))
	}
	return out
}

// Two windows in one answer: each goes on showing what was typed into it, both are on
// disk, and both windows say so until somebody chooses.
func TestOneAnswerInTwoWindows(t *testing.T) {
	for _, choose := range []struct {
		by, takes int // which window chooses whose text; 2 for both together
	}{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}} {
		t.Run(fmt.Sprint(choose), func(t *testing.T) {
			p := newPair(t)
			p.write(0, "left")
			p.write(1, "right")
			p.save(t, 0)
			p.save(t, 1)
			p.look(t)
			p.write(1, "right, more")
			p.write(0, "left, more")
			p.save(t, 1)
			p.save(t, 0)
			p.look(t)
			wants(t, p.docs[0], "left, more")
			wants(t, p.docs[1], "right, more")
			texts := []string{`"left, more"`, `"right, more"`, `"left, more\nright, more"`}
			for w, d := range p.docs {
				all := d.Conflicts()
				if len(all) != 1 || all[0].Field != "why" || string(all[0].Here.Answer) != texts[w] || !slices.Equal(answers(all[0].There), texts[1-w:2-w]) || d.Unsaved() {
					t.Fatalf("window %d: %+v", w, all)
				}
			}
			d := p.docs[choose.by]
			d.Choose(mine, d.Conflicts()[0], json.RawMessage(texts[choose.takes]))
			var want string
			_ = json.Unmarshal([]byte(texts[choose.takes]), &want)
			wants(t, d, want)
			if len(d.Conflicts()) > 0 {
				t.Errorf("chosen, and still open: %+v", d.Conflicts())
			}
			p.save(t, choose.by)
			p.look(t)
			for w, d := range p.docs {
				wants(t, d, want)
				if len(d.Conflicts()) > 0 || d.Unsaved() {
					t.Errorf("window %d: %+v", w, d.Conflicts())
				}
			}
			if got := load(t, p.store); len(got.Sides) > 0 {
				t.Errorf("on disk: %+v", got.Sides)
			}
			again := func(undo *document.Document) { // both are to choose from, in each window its own
				t.Helper()
				fails(t, undo.Undo(mine), nil)
				if got := undo.Unwound(); len(got) == 0 || got[0].Field != "why" {
					t.Errorf("undone: %+v", got)
				}
				if len(undo.Conflicts()) != 1 {
					t.Errorf("undone, and not yet saved: %+v", undo.Conflicts())
				}
			}
			again(d)
			_ = json.Unmarshal([]byte(texts[choose.by]), &want)
			wants(t, d, want)
			p.save(t, choose.by)
			p.look(t)
			for w, d := range p.docs {
				if all := d.Conflicts(); len(all) != 1 || string(all[0].Here.Answer) != texts[w] || !slices.Equal(answers(all[0].There), texts[1-w:2-w]) || d.Unsaved() {
					t.Errorf("undone, in window %d: %+v", w, all)
				}
			}
			fails(t, d.Redo(mine), nil)
			p.save(t, choose.by)
			p.look(t)
			for w, d := range p.docs {
				_ = json.Unmarshal([]byte(texts[choose.takes]), &want)
				if wants(t, d, want); len(d.Conflicts()) > 0 || d.Unsaved() {
					t.Errorf("chosen again, in window %d: %+v", w, d.Conflicts())
				}
			}

			q := &queue{store: p.store} // and after all windows are closed
			next := document.New(load(t, p.store), "next", q.Save)
			next.Past(mine, history(t, p.store))
			again(next)
			next.Report(q.save(t, "W"), time.Now())
			if all := next.Conflicts(); len(all) != 1 || !slices.Equal(append(answers(all[0].There), string(all[0].Here.Answer)), []string{texts[1], texts[0]}) {
				t.Errorf("undone after a restart: %+v", all)
			}
		})
	}
}

// What a window wrote that is not there any more is shown by the next one that opens.
func TestTheOtherSideOutlivesItsWindow(t *testing.T) {
	p := newPair(t)
	p.write(0, "left")
	p.write(1, "right")
	p.save(t, 0)
	p.save(t, 1)
	d := document.New(load(t, p.store), "a third", p.queues[0].Save)
	wants(t, d, "left")
	if all := d.Conflicts(); len(all) != 1 || string(all[0].Here.Answer) != `"left"` || !slices.Equal(answers(all[0].There), []string{`"right"`}) {
		t.Errorf("%+v", all)
	}
}

// Whatever two windows type into one answer, save and choose, late or not: what was saved
// last in each is on disk, as the answer or beside it, until somebody chose otherwise.
func TestNothingTypedInTwoWindowsIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := newPair(t)
		typed := [2]string{}
		for n := range rapid.IntRange(1, 30).Draw(t, "steps") {
			w := rapid.IntRange(0, 1).Draw(t, "window")
			switch rapid.SampledFrom([]string{"write", "write", "save", "look", "choose"}).Draw(t, "step") {
			case "write":
				if p.docs[w].Book().Return("R1").Why == typed[1-w] { // seen, and written over
					typed[1-w] = ""
				}
				typed[w] = fmt.Sprint("text ", n, " of ", w)
				p.write(w, typed[w])
			case "save":
				p.save(t, w)
			case "look":
				p.docs[w].Disk(load(t, p.store))
			case "choose":
				if all := p.docs[w].Conflicts(); len(all) > 0 {
					p.docs[w].Choose(mine, all[0], all[0].Here.Answer)
					typed[1-w] = ""
				}
			}
		}
		for p.docs[0].Unsaved() || p.docs[1].Unsaved() {
			p.save(t, 0)
			p.save(t, 1)
		}
		p.look(t)
		snap := load(t, p.store)
		there := []string{snap.Workbook.Return("R1").Why}
		for _, s := range snap.Sides {
			var text string
			_ = json.Unmarshal(s.Answer, &text)
			there = append(there, text)
		}
		for w, d := range p.docs {
			if got := d.Book().Return("R1").Why; typed[w] != "" && got != typed[w] && !slices.Contains(there, typed[w]) {
				t.Fatalf("window %d typed %q, on disk are %q", w, typed[w], there)
			}
			for n := 0; len(d.Conflicts()) > 0; n++ {
				if n > 3 {
					t.Fatalf("window %d cannot end %+v", w, d.Conflicts())
				}
				d.Choose(mine, d.Conflicts()[0], d.Conflicts()[0].There[0].Answer)
				p.save(t, w)
				p.look(t)
			}
		}
		if a, b := p.docs[0].Book(), p.docs[1].Book(); len(workbook.Diff(a, b)) > 0 {
			t.Fatalf("they end as %q and %q", a.Return("R1").Why, b.Return("R1").Why)
		}
	})
}

// When the answers were saved is told of those that are shown, whoever saved them.
func TestSavedIsOfWhatIsShown(t *testing.T) {
	p := newPair(t)
	later := load(t, p.store)
	later.Revision, later.Saved = later.Revision+1, p.docs[1].Saved().Add(time.Minute)
	p.docs[1].Disk(later)
	if got := p.docs[1].Saved(); !got.Equal(later.Saved) {
		t.Errorf("saved %v, what is shown was saved %v", got, later.Saved)
	}
}
