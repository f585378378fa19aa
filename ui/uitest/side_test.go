//go:build unix

package uitest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/workbook"
	"firstmile/workbook/coach"
)

// A coach writes a note and a task in a real terminal, is killed, and finds both; nothing of it
// is in anything that leaves.
func TestCoachsSide(t *testing.T) {
	t.Parallel()
	data, out := t.TempDir(), t.TempDir()
	if err := os.Chmod(data, 0o700); err != nil { // else that comes first
		t.Fatal(err)
	}
	firstmile(t, data, "example")
	firstmile(t, data, "coach", "on")
	const name = "A raise"

	term := run(t, &Terminal{Size: Size{100, 30}, Dir: t.TempDir()}, data, "open", name)
	term.WaitFor("conversation")
	term.Keys("3")
	term.WaitFor("Your asks")
	term.Type("K")
	term.WaitFor("Only you see this.")
	term.Type("CANARY-NOTE whose reason is it?")
	term.Keys("enter")
	term.WaitFor("Kept, and only you see it", "1 note")
	term.Type("C")
	term.WaitFor("No homework yet.")
	term.Type("a")
	term.WaitFor("Task")
	term.Type("CANARY-TASK three figures")
	term.Saved("CANARY-TASK three figures")
	term.Kill()

	term = run(t, &Terminal{Size: Size{100, 30}, Dir: t.TempDir()}, data, "open", name)
	term.WaitFor("Your asks", "1 note")
	if raw := string(term.Raw()); strings.Contains(raw, "CANARY") {
		t.Error("something of the side is drawn before it is asked for")
	}
	term.Type("C")
	term.WaitFor("Your side of", "CANARY-TASK three figures")
	term.Keys("tab")
	term.WaitFor("CANARY-NOTE whose reason is it?", "about “")
	term.Type("M") // somebody walks past
	term.WaitGone("CANARY")
	term.WaitFor("Your asks", "hidden")
	term.Keys("ctrl+c")
	if code := term.Exit(); code != 0 {
		t.Errorf("it ended with %d", code)
	}

	for _, args := range [][]string{
		{"list"}, {"list", "--json"}, {"show", name}, {"check", name}, {"history", name},
		{"export", name, "-o", "-"}, {"export", name, "--format", "html", "-o", "-"}, {"export", name, "--format", "json", "-o", "-"},
		{"export", name, "--for", "coach", "-o", "-"}, {"export", name, "--for", "manager", "-o", "-"},
		{"share", name, "--plain", "--force", "-o", filepath.Join(out, "share.firstmile")},
	} {
		if got := firstmileAny(t, data, args...); strings.Contains(got, "CANARY") {
			t.Errorf("firstmile %q tells of the side", args)
		}
	}
	files, _ := filepath.Glob(filepath.Join(out, "*"))
	for _, file := range append(files, filepath.Join(data, "window.json")) {
		if b, err := os.ReadFile(file); err == nil && strings.Contains(string(b), "CANARY") {
			t.Errorf("%s has something of the side", file)
		}
	}
	if len(files) != 1 {
		t.Errorf("shared are %v", files)
	}
}

// firstmileAny is firstmile for a command that may find something.
func firstmileAny(t *testing.T, data string, args ...string) string {
	t.Helper()
	cmd := exec.Command(Build(t, "firstmile"), append([]string{"--today", day, "--data", data}, args...)...)
	out, _ := cmd.CombinedOutput()
	return string(out)
}

// The side is locked with its workbook: what opens the one opens the other, and what is written
// then is sealed too.
func TestCoachsSideIsLockedWithTheWorkbook(t *testing.T) {
	data := t.TempDir()
	const pass = "seven small green boats"
	open := func() (storage.Store, storage.StoreOf[coach.Part]) {
		s, err := bolt.Open(data, bolt.Options{Now: time.Now, Program: "proof",
			Parts: []bolt.Part{{Name: "coach", Called: "your side of this workbook", Schema: coach.Schema}}})
		if err != nil {
			t.Fatal(err)
		}
		return s, bolt.Beside(s, "coach", coach.Schema)
	}
	store, parts := open()
	w := Example(t)
	if _, err := store.Create(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Protect(t.Context(), w.ID, "", pass); err != nil {
		t.Fatal(err)
	}
	d := New(t, Options{Width: 100, Height: 30, Store: store, Parts: parts})
	d.Key("C", "a")
	d.Type("CANARY three figures")
	d.Key("esc")
	d.Want("CANARY three figures", "Saved")

	store, parts = open()
	d = New(t, Options{Width: 100, Height: 30, Store: store, Parts: parts, Open: []workbook.ID{w.ID}})
	d.Want("What is its passphrase?")
	d.Type(pass)
	d.Key("enter", "C")
	d.Want("Your side of Alex Example", "CANARY three figures")
	err := filepath.WalkDir(data, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), "CANARY") {
			t.Errorf("%s can be read", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
