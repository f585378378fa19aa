package bolt

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// What was chosen away between two answers outlives long texts that are typed afterwards, in
// two windows by turns, and the answers are mended from what is left of the log.
func TestChosenAwayStays(t *testing.T) {
	for _, takes := range []string{"mine", "theirs", "of both"} {
		t.Run(takes, func(t *testing.T) {
			dir, c := t.TempDir(), &clock{time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC)}
			s, other := windowAt(t, dir, c), windowAt(t, dir, c)
			ids := storetest.IDs()
			begun := workbook.Workbook{ID: ids(), Returns: []workbook.Return{{ID: ids()}, {ID: ids()}, {ID: ids()}}}
			base := must(s.Create(ctx, begun))(t)
			id := base.Workbook.ID
			why := func(w workbook.Workbook, i int, text string) workbook.Workbook {
				w = w.Clone()
				w.Returns[i].Why = text
				return w
			}
			must(storetest.SaveAs(ctx, s, base, why(base.Workbook, 0, "theirs")))(t)
			must(storetest.SaveAs(ctx, other, base, why(base.Workbook, 0, "mine")))(t)
			snap := must(other.Load(ctx, id))(t)
			if len(snap.Sides) != 1 {
				t.Fatalf("%d sides", len(snap.Sides))
			}
			raw := must(json.Marshal(snap.Sides[0]))(t)
			choice := append([]workbook.Change{{Record: snap.Sides[0].Key(), Before: raw}},
				workbook.Diff(snap.Workbook, why(snap.Workbook, 0, takes))...)
			must(other.Save(ctx, id, choice))(t)

			most := int64(0)
			for n := range 20 {
				for letters := 5000; letters <= 20_000; letters += 5000 {
					for i, w := range []*Store{s, other} {
						c.at = c.at.Add(time.Second)
						now := must(w.Load(ctx, id))(t)
						must(storetest.SaveAs(ctx, w, now, why(now.Workbook, 1+i, strings.Repeat(string(rune('a'+n)), letters))))(t)
					}
				}
				most = max(most, must(os.Stat(filepath.Join(s.book(id), logName)))(t).Size())
			}
			if most > logMost {
				t.Errorf("the log grew to %d bytes", most)
			}
			log := must(s.History(ctx, id))(t)
			at := slices.IndexFunc(log, func(r storage.Revision) bool { return len(r.Sides) == 1 && r.Sides[0].After == nil })
			if at < 0 {
				t.Fatalf("of %d entries none is the choice", len(log))
			}
			texts := slices.Clone(log[at].Sides[0].Before)
			for _, change := range log[at].Changes {
				texts = append(texts, change.Before...)
			}
			for _, away := range []string{"mine", "theirs"} {
				if away != takes && !bytes.Contains(texts, []byte(`"`+away+`"`)) {
					t.Errorf("%q is not in the history: %s", away, texts)
				}
			}
			want := must(open(t, dir).Load(ctx, id))(t)
			ok(t, os.WriteFile(filepath.Join(s.book(id), fileName), []byte("nothing of it"), fileMode))
			got := must(open(t, dir).Load(ctx, id))(t)
			storetest.Equal(t, got.Workbook, want.Workbook)
			if got.Mended == "" {
				t.Error("nothing was mended")
			}
		})
	}
}

// Typing beside an answer is typing; that the side came and that it went are not.
func TestTypingBesideIsOneEntry(t *testing.T) {
	at := time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC)
	side := func(n uint64, was, is string) entry {
		c := change{Key: storage.SideRecords + "/1"}
		if was != "" {
			c.Was = json.RawMessage(was)
		}
		if is != "" {
			c.Is = json.RawMessage(is)
		}
		return entry{Revision: n, At: at.Add(time.Duration(n) * time.Second), Window: "w", Changes: []change{c}, Prev: set{byte(n - 1)}, Set: set{byte(n)}}
	}
	all := []entry{side(1, "", `"a"`), side(2, `"a"`, `"ab"`), side(3, `"ab"`, `"abc"`), side(4, `"abc"`, "")}
	numbers := func(entries []entry) (out []uint64) {
		for _, e := range entries {
			out = append(out, e.Revision)
		}
		return out
	}
	if got := numbers(fold(all)); !slices.Equal(got, []uint64{1, 3, 4}) {
		t.Errorf("folded to %v", got)
	}
	if got := numbers(foldBut(all, []uint64{2})); !slices.Equal(got, []uint64{1, 2, 3, 4}) {
		t.Errorf("with a copy of the second, folded to %v", got)
	}
}
