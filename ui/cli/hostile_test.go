package cli

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstmile/content/example"
	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// run runs a command as main does, with what comes through its standard input.
func run(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	file := func(name, text string) *os.File {
		f, err := os.Create(filepath.Join(t.TempDir(), name))
		if err == nil {
			_, err = f.WriteString(text)
		}
		if err == nil {
			_, err = f.Seek(0, 0)
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	in, out, errs := file("in", stdin), file("out", ""), file("err", "")
	old := os.Stdin // Main replaces it
	code = Main(args, in, out, errs)
	os.Stdin = old
	read := func(f *os.File) string {
		b, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	return read(out), read(errs), code
}

// wantClean looks for what no boundary lets through, within JSON too.
func wantClean(t *testing.T, what, text string) {
	t.Helper()
	if i := strings.IndexFunc(strings.ReplaceAll(text, "\r\n", "\n"), valuetest.Forbidden); i >= 0 {
		t.Errorf("%s: at %d: %q", what, i, text[max(0, i-40):min(len(text), i+40)])
	}
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			if strings.ContainsFunc(v, valuetest.Forbidden) {
				t.Errorf("%s: within JSON: %q", what, v)
			}
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for k, e := range v {
				walk(k)
				walk(e)
			}
		}
	}
	walk(v)
}

// What something else wrote, or gave as an argument, an input or a file's name, comes
// out of no command.
func TestNoCommandLetsHostileTextThrough(t *testing.T) {
	arg := strings.ReplaceAll(valuetest.Hostile, "\x00", "") // which no argument can have
	data := filepath.Join(t.TempDir(), "data "+strings.ReplaceAll(arg, "/", ""))
	t.Setenv("FIRSTMILE_DATA", data)
	t.Setenv("HOME", t.TempDir())
	t.Chdir(t.TempDir())

	store, err := bolt.Open(data, bolt.Options{Now: time.Now, Program: Version})
	if err != nil {
		t.Fatal(err)
	}
	today := value.NewDate(2027, time.January, 30)
	book, err := example.Workbook(today, newID)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if _, err := store.Create(ctx, workbooktest.Hostile(book)); err != nil {
		t.Fatal(err)
	}
	gone := workbook.Workbook{ID: newID(), Profile: workbook.Profile{Name: "Gone" + valuetest.Hostile, Person: valuetest.Hostile}}
	if _, err := store.Create(ctx, gone); err != nil {
		t.Fatal(err)
	}
	if err := store.Delete(ctx, gone.ID); err != nil {
		t.Fatal(err)
	}
	travels, err := json.Marshal(map[string]any{"format": "firstmile-workbook", "version": 3, "workbook": map[string]any{
		"id": newID(), "profile": map[string]any{"name": "In" + valuetest.Hostile, "employer": valuetest.Hostile}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("in"+strings.ReplaceAll(arg, "/", "")+".json", travels, 0o600); err != nil {
		t.Fatal(err)
	}
	name := book.Profile.Name
	for _, c := range []struct {
		args  []string
		stdin string
		code  int
	}{
		{args: []string{"list"}}, {args: []string{"list", "--json"}}, {args: []string{"undelete"}}, {args: []string{"show", name}},
		{args: []string{"check", name}}, {args: []string{"check", name, "--json"}},
		{args: []string{"export", name, "-o", "-"}}, {args: []string{"export", name, "--for", "coach", "-o", "-"}},
		{args: []string{"export", name, "--for", "manager", "-o", "-"}}, {args: []string{"export", name, "--format", "html", "-o", "-"}},
		{args: []string{"export", name, "--format", "ics", "--all", "-o", "-"}}, {args: []string{"export", name, "--format", "json", "-o", "-"}},
		{args: []string{"export", name}}, {args: []string{"export", name, "-o", "none" + arg + "/x.md"}, code: exitWrong},
		{args: []string{"note", name, "-"}, stdin: valuetest.Hostile + "\n\x1b[31mred"}, {args: []string{"note", name, arg}},
		{args: []string{"note", name, "--promise", "--day", arg, "x"}, code: exitWrong}, {args: []string{"note", name, "--kpi", arg, "x"}, code: exitWrong},
		{args: []string{"new", "New" + arg, "--person", arg, "--employer", arg}}, {args: []string{"new", "\u200b\u2060"}, code: exitWrong},
		{args: []string{"new", "x", "--currency", arg}, code: exitWrong}, {args: []string{"new", "x", "--meeting", arg}, code: exitWrong},
		{args: []string{"import", "in" + strings.ReplaceAll(arg, "/", "") + ".json"}}, {args: []string{"import", "-", "--copy"}, stdin: string(travels)},
		{args: []string{"import", "-"}, stdin: strings.Replace(string(travels), `"In`, `"Other`, 1), code: exitFound}, // says what is to decide
		{args: []string{"import", "-", "--dry-run"}, stdin: string(travels)},
		{args: []string{"import", "-", "--passphrase-file", arg}, stdin: "age-encryption.org/v1\n" + valuetest.Hostile, code: exitWrong},
		{args: []string{"share", name, "--plain", "-o", "-", "--from", arg}}, {args: []string{"share", name, "--passphrase-file", arg}, code: exitWrong},
		{args: []string{"share", name, "--plain", "-o", "none" + arg + "/x"}, code: exitWrong},
		{args: []string{"import", "none" + arg}, code: exitWrong}, {args: []string{"import", "-"}, stdin: valuetest.Hostile, code: exitWrong},
		{args: []string{"import", "-"}, stdin: `{"format":"\u001b[31m","` + "\u202e" + `":1}`, code: exitWrong},
		{args: []string{"show", "none" + arg}, code: exitWrong}, {args: []string{"open", "none" + arg}, code: exitWrong},
		{args: []string{"undelete", "none" + arg}, code: exitWrong},
		{args: []string{"erase", "none" + arg}, code: exitWrong}, {args: []string{"erase", "Gone"}, code: exitWrong}, {args: []string{"show", "a", arg}, code: exitWrong},
		{args: []string{"export", name, "--section", arg}, code: exitWrong}, {args: []string{"export", name, "--format", arg}, code: exitWrong},
		{args: []string{"list", "--" + arg}, code: exitWrong}, {args: []string{arg}, code: exitWrong}, {args: []string{"help", arg}, code: exitWrong},
		{args: []string{"completion", arg}, code: exitWrong}, {args: []string{"list", "--today", arg}, code: exitWrong},
		{args: []string{"__complete", "show", ""}}, {args: []string{"__complete", "note", name, "--kpi", ""}}, {args: []string{"__complete", arg, ""}},
		{args: []string{"delete", name}}, {args: []string{"undelete", name}},
	} {
		stdout, stderr, code := run(t, c.stdin, c.args...)
		if code != c.code || code == 0 && stdout+stderr == "" {
			t.Errorf("%q: exit status %d, want %d: %s", c.args, code, c.code, stderr)
		}
		wantClean(t, strings.Join(c.args, " ")+": stdout", stdout)
		wantClean(t, strings.Join(c.args, " ")+": stderr", stderr)
	}
	files, err := filepath.Glob("*.md")
	if err != nil || len(files) != 1 {
		t.Fatalf("%q, %v", files, err)
	}
	plan, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	wantClean(t, "the plan", string(plan))
	// What came in through the commands is stored clean.
	entries, err := store.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	came := 0
	for _, e := range entries {
		if e.ID == book.ID {
			continue
		}
		came++
		for _, s := range []string{e.Name, e.Person, e.Employer} {
			wantClean(t, "what is stored", s)
		}
	}
	if came != 3 {
		t.Errorf("%d workbooks came in, of %d", came, len(entries))
	}
	wantNotesClean(t, store, book.ID)
}

// wantNotesClean looks at what the notes command stored in a workbook.
func wantNotesClean(t *testing.T, store storage.Store, id workbook.ID) {
	t.Helper()
	snap, err := store.Load(context.Background(), id)
	if err != nil || len(snap.Workbook.Notes) < 3 {
		t.Fatalf("%d notes, %v", len(snap.Workbook.Notes), err)
	}
	for _, n := range snap.Workbook.Notes[len(snap.Workbook.Notes)-3:] {
		wantClean(t, "a note", n.Text)
	}
}
