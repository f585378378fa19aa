package document_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/document"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// A log is a schema that is no workbook's: what stands beside one.
type logbook struct {
	ID    workbook.ID
	Title title
	Lines []line
}

type title struct{ Text, Motto string }

type line struct {
	ID   workbook.ID
	Text string
}

var logs = schema.New("log", func(l *logbook) *workbook.ID { return &l.ID },
	schema.One("title", "", "What it is about.", func(l *logbook) *title { return &l.Title }, schema.All(
		schema.Line("text", "The title.", func(t *title) *string { return &t.Text }),
		schema.Line("motto", "A motto.", func(t *title) *string { return &t.Motto }))),
	schema.Many("lines", "line", "", "What was written.", func(l *logbook) *[]line { return &l.Lines }, func(l *line) *workbook.ID { return &l.ID },
		schema.Lines("text", "The text.", func(l *line) *string { return &l.Text })))

// What stands beside a workbook is undone, merged and chosen from as a workbook is.
func TestDocumentOfAnotherSchema(t *testing.T) {
	ctx := context.Background()
	one := storetest.NewMemoryOf(time.Now, logs)
	two := one.Another()
	snap, err := one.Create(ctx, logbook{ID: "W", Lines: []line{{ID: "L1", Text: "first"}}})
	if err != nil {
		t.Fatal(err)
	}
	type window struct {
		*document.DocumentOf[logbook]
		*queue
		store *storetest.MemoryOf[logbook]
	}
	open := func(store *storetest.MemoryOf[logbook]) window {
		q := &queue{store: store}
		return window{document.NewOf(logs, snap, store.Window(), q.Save), q, store}
	}
	disk := func(w window) {
		snap, err := w.store.Load(ctx, "W")
		if err != nil {
			t.Fatal(err)
		}
		w.Disk(snap)
	}
	save := func(w window) {
		t.Helper()
		if r := w.queue.save(t, "W"); w.Report(r, time.Now()) {
			disk(w)
		}
	}
	a, b := open(one), open(two)

	a.Edit(mine, "add", func(l *logbook) { l.Lines = append(l.Lines, line{ID: "L2", Text: "second"}) })
	b.Edit(mine, "motto", func(l *logbook) { l.Title.Motto = "onwards" })
	save(a)
	save(b)
	disk(a)
	for _, w := range []window{a, b} {
		if got := w.Book(); got.Title.Motto != "onwards" || len(got.Lines) != 2 || w.Unsaved() {
			t.Errorf("merged it is %+v", got)
		}
	}
	if err := a.Undo(mine); err != nil || len(a.Book().Lines) != 1 || a.Book().Title.Motto != "onwards" {
		t.Errorf("undone it is %+v, %v", a.Book(), err)
	}
	if err := a.Redo(mine); err != nil || len(a.Book().Lines) != 2 {
		t.Errorf("made again it is %+v, %v", a.Book(), err)
	}
	if err := a.Undo(yours); !errors.Is(err, document.ErrNothing) {
		t.Error("another view undoes:", err)
	}
	save(a)
	disk(b)

	a.Edit(mine, "text", func(l *logbook) { l.Title.Text = "by a" })
	b.Edit(mine, "text", func(l *logbook) { l.Title.Text = "by b" })
	save(a)
	save(b)
	c := b.Conflicts()
	if len(c) != 1 || string(c[0].Here.Answer) != `"by b"` || len(c[0].There) != 1 || string(c[0].There[0].Answer) != `"by a"` {
		t.Fatalf("to choose from: %+v", c)
	}
	b.Choose(mine, c[0], c[0].There[0].Answer)
	save(b)
	disk(a)
	if len(a.Conflicts())+len(b.Conflicts()) > 0 || a.Book().Title.Text != "by a" || b.Book().Title.Text != "by a" {
		t.Errorf("chosen, it is %q and %q", a.Book().Title.Text, b.Book().Title.Text)
	}
	log, err := one.History(ctx, "W")
	ofSide := func(c workbook.Change) bool { return c.Record.Collection() == storage.SideRecords }
	if last := len(log) - 1; err != nil || !slices.ContainsFunc(log[last].Sides, ofSide) {
		t.Errorf("the history ends with %+v, %v", log, err)
	}
}
