package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/workbook/value"
)

// label is how a workbook is called in a message.
func label(e storage.Entry) string {
	if name := clean(e.Name); name != "" {
		return name
	}
	return string(e.ID)
}

// whose is label with whose workbook it is, where that is known: what cannot be taken back
// names both.
func whose(e storage.Entry) string {
	if e.Person == "" {
		return quoted(label(e))
	}
	return quoted(label(e)) + " of " + quoted(clean(e.Person))
}

// listed opens the store, which a command is about to add to, with what is in it. Who may
// read that is said before it is there.
func (p *program) listed(ctx context.Context) (storage.Store, []storage.Entry, error) {
	store, err := p.store()
	if err != nil {
		return nil, nil, err
	}
	if dir, err := p.folder(); err == nil {
		for _, warning := range warnings(dir) {
			p.tell("%s", warning)
		}
	}
	entries, err := store.List(ctx)
	return store, entries, p.about(err)
}

// all lists the workbooks. Looking into a data folder that is not there does not make it:
// the usual one holds none then, one that was named may be elsewhere. There is no store
// where nothing is kept yet.
func (p *program) all(ctx context.Context) ([]storage.Entry, storage.Store, error) {
	dir, err := p.folder()
	if err != nil {
		return nil, nil, err
	}
	if err := p.absent(dir); err != nil {
		return nil, nil, err
	}
	if unused(dir) {
		return nil, nil, nil
	}
	store, err := p.store()
	if err != nil {
		return nil, nil, err
	}
	entries, err := store.List(ctx)
	return entries, store, p.about(err)
}

// maxNamed bounds how many workbooks a message lists.
const maxNamed = 12

// find gives the one workbook that a typed text means.
func (p *program) find(ctx context.Context, text string) (storage.Entry, storage.Store, error) {
	entries, store, err := p.all(ctx)
	if err != nil {
		return storage.Entry{}, nil, err
	}
	switch found := storage.Meant(entries, text); {
	case len(found) == 1:
		return found[0], store, nil
	case len(found) > 1:
		return storage.Entry{}, nil, wrong("%s could be %s. Type more of the name, or the id:\n%s", quoted(text), value.Counted(len(found), "workbook"), named(found))
	case len(entries) == 0:
		return storage.Entry{}, nil, wrong("There is no workbook %s, and none at all yet. Make one with firstmile new NAME, or see firstmile example.", quoted(text))
	}
	return storage.Entry{}, nil, wrong("There is no workbook %s. There is:\n%s%s", quoted(text), named(entries), mayBeLocked(entries))
}

// mayBeLocked says that a name may be that of a workbook which is locked, where one is.
func mayBeLocked(entries []storage.Entry) string {
	if !slices.ContainsFunc(entries, storage.Entry.Locked) {
		return ""
	}
	return "\nOne that is locked may be it: its name is not known without its passphrase, so type its id."
}

// maxCell bounds in cells what a table shows of a name.
const maxCell = 60

// tableName is how a workbook is called in a table, where its id stands too.
func tableName(e storage.Entry) string {
	switch name := cut(clean(e.Name), maxCell); {
	case e.Locked():
		return "(" + locked(e) + ")"
	case name == "":
		return noName
	default:
		return name
	}
}

// locked says what is known of a workbook that has a passphrase.
func locked(e storage.Entry) string {
	if e.Saved.IsZero() {
		return "locked"
	}
	return "locked, saved " + e.Saved.Local().Format("2 Jan 2006, 15:04")
}

// named lists workbooks with whose they are and their ids, a line each.
func named(entries []storage.Entry) string {
	var rows [][]string
	for _, e := range entries[:min(len(entries), maxNamed)] {
		rows = append(rows, []string{"  " + tableName(e), cut(clean(e.Person), maxCell), string(e.ID)})
	}
	out := strings.TrimRight(columns(rows), "\n")
	if n := len(entries) - maxNamed; n > 0 {
		out += fmt.Sprintf("\n  and %d more: firstmile list", n)
	}
	return out
}

// loadEntry finds and reads a workbook.
func (p *program) loadEntry(ctx context.Context, text string) (storage.Entry, storage.Store, storage.Snapshot, error) {
	e, store, err := p.find(ctx, text)
	if err != nil {
		return e, nil, storage.Snapshot{}, err
	}
	snap, err := p.read(ctx, store, e.ID)
	return e, store, snap, p.about(err)
}

// completeName offers the names of the workbooks.
func (p *program) completeName(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	ctx := cmd.Context()
	if ctx == nil {
		ctx = context.Background()
	}
	entries, _, err := p.all(ctx)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return offered(entries, typed), cobra.ShellCompDirectiveNoFileComp
}

// offered are the names that what was typed may go on to: those of workbooks, and of whose
// they are where that is what was begun.
func offered(entries []storage.Entry, typed string) []string {
	var out []string
	for _, e := range entries {
		switch {
		case storage.Begins(label(e), typed):
			out = append(out, label(e))
		case clean(e.Person) != "" && storage.Begins(e.Person, typed) && !slices.Contains(out, clean(e.Person)):
			out = append(out, clean(e.Person))
		}
	}
	return out
}
