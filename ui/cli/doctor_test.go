package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"firstmile/storage/bolt"
	"firstmile/workbook"
)

// A workbook that another program holds is in use, and nothing else is said of it.
func TestDoctorOnWhatIsInUse(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	options := bolt.Options{Now: time.Now, LockTimeout: time.Millisecond}
	store, err := bolt.Open(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	id := newID()
	if _, err := store.Create(ctx, workbook.Workbook{ID: id, Profile: workbook.Profile{Name: "Held"}}); err != nil {
		t.Fatal(err)
	}
	held := flock.New(filepath.Join(dir, "workbooks", string(id), "lock"), flock.SetFlag(os.O_RDONLY))
	if err := held.Lock(); err != nil {
		t.Fatal(err)
	}
	defer held.Unlock()
	entries, err := store.Shelf(ctx)
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	for _, repair := range []bool{false, true} {
		out, err := os.Create(filepath.Join(t.TempDir(), "out"))
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		p := &program{stdout: &output{file: out}, stderr: out}
		(&visit{p: p, store: store}).workbook(ctx, entries[0], repair)
		got, err := os.ReadFile(out.Name())
		const want = "Held: in use now.\n  Another program has it open, or is saving in it, so it was not looked at. Try again in a moment.\n"
		if string(got) != want || p.code != exitFound || err != nil {
			t.Errorf("said %q with status %d (%v)", got, p.code, err)
		}
	}
}
