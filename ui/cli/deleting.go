package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/workbook/value"
)

func (p *program) delete() *cobra.Command {
	return plain(&cobra.Command{
		Use:               "delete NAME",
		Short:             "Put a workbook away",
		Long:              "Take a workbook off the list. It can be brought back for 30 days: firstmile undelete NAME. To remove it for good, see firstmile erase.",
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			e, store, err := p.find(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if err := store.Delete(cmd.Context(), e.ID); err != nil {
				return p.about(err)
			}
			p.tell("Deleted %s. For 30 days firstmile undelete brings it back.", quoted(label(e)))
			return nil
		},
	})
}

func (p *program) undelete() *cobra.Command {
	return plain(&cobra.Command{
		Use:   "undelete [NAME]",
		Short: "Bring a deleted workbook back",
		Long:  "Bring a workbook back that was deleted, in the screens or here, in the last 30 days. Without a name it lists them.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			deleted, store, err := p.deleted(cmd.Context())
			if err != nil {
				return err
			}
			if len(args) == 0 {
				for _, e := range deleted {
					p.stdout.print(fmt.Sprintf("%s  %s  deleted %s\n", tableName(e), e.ID, value.DateOf(e.Deleted.Local())))
				}
				if len(deleted) == 0 {
					p.tell("No workbook is deleted.")
				}
				return nil
			}
			e, err := pick(deleted, args[0])
			if err != nil {
				return err
			}
			if err := store.Undelete(cmd.Context(), e.ID); err != nil {
				return p.about(err)
			}
			p.tell("Brought back %s.", quoted(label(e)))
			return nil
		},
	})
}

func (p *program) erase() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "erase NAME",
		Short: "Remove a workbook for good, deleted or not",
		Long:  "Remove a workbook with all its answers, its history and its copies from the data folder. It cannot be brought back; export it first if in doubt.",
		Args:  one("a workbook's name"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			deleted, store, err := p.deleted(ctx)
			if err != nil {
				return err
			}
			e, err := pick(deleted, args[0])
			if err != nil {
				if e, store, err = p.find(ctx, args[0]); err != nil {
					return err
				}
			}
			if !yes {
				if !term.IsTerminal(p.stdin.Fd()) {
					return wrong("Nothing was erased. There is no terminal to ask on: add --yes to remove %s for good.", whose(e))
				}
				if !p.agrees(fmt.Sprintf("Remove %s with all its answers? It cannot be brought back. Type yes: ", whose(e))) {
					p.tell("Nothing was erased.")
					return nil
				}
			}
			if e.Deleted.IsZero() {
				err = store.Delete(ctx, e.ID)
			}
			if err := errors.Join(err, store.Erase(ctx, e.ID)); err != nil {
				return p.about(err)
			}
			p.tell("Removed %s for good.", quoted(label(e)))
			return nil
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return plain(cmd)
}

// deleted lists what can be brought back.
func (p *program) deleted(ctx context.Context) ([]storage.Entry, storage.Store, error) {
	_, store, err := p.all(ctx)
	if err != nil || store == nil {
		return nil, store, err
	}
	entries, err := store.Deleted(ctx)
	return entries, store, p.about(err)
}

// pick gives the one deleted workbook that a typed text means.
func pick(deleted []storage.Entry, text string) (storage.Entry, error) {
	switch found := storage.Meant(deleted, text); {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return storage.Entry{}, wrong("%s could be %s. Type more of the name, or the id:\n%s", quoted(text), value.Counted(len(found), "deleted workbook"), named(found))
	case len(deleted) == 0:
		return storage.Entry{}, wrong("No workbook is deleted, so %s cannot be brought back.", quoted(text))
	}
	return storage.Entry{}, wrong("No deleted workbook is called %s. There is:\n%s", quoted(text), named(deleted))
}

// agrees asks on the terminal; only the whole word counts.
func (p *program) agrees(question string) bool {
	p.ask(question)
	line, ended := p.line()
	if ended {
		fmt.Fprintln(p.stderr)
	}
	return strings.EqualFold(strings.TrimSpace(line), "yes")
}
