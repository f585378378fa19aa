package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/workbook/value"
)

func (p *program) doctor() *cobra.Command {
	var repair bool
	cmd := &cobra.Command{
		Use:   "doctor [NAME]",
		Short: "Check that everything stored is whole",
		Long: `Check the files of one workbook, or of all and the data folder: whether each opens and every checksum is right, what the log and the copies would bring back, and who else may read them. Deleted workbooks are checked too. Nothing is changed.

With --repair, what can be mended is mended, and each step is said; where that takes a passphrase, it asks for it. A damaged file is kept beside the new one; history NAME --forget removes it.

Exit status: 1 when something is wrong, or still is after --repair, else 0.`,
		Example: `firstmile doctor
firstmile doctor northwind --repair`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: p.completeShelf,
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := p.folder()
			if err != nil {
				return err
			}
			if err := p.absent(dir); err != nil {
				return err
			}
			if unused(dir) {
				p.tell("%s Nothing is wrong.", nothingIn(dir))
				return nil
			}
			store, err := bolt.Look(dir, p.options())
			if err != nil {
				return p.about(err)
			}
			entries, err := store.Shelf(cmd.Context())
			if err != nil {
				return p.about(err)
			}
			visit := visit{p: p, store: store}
			if len(args) == 0 {
				visit.folder(cmd.Context(), dir, repair)
			} else if entries, err = theOne(entries, args[0]); err != nil {
				return err
			}
			for _, e := range entries {
				visit.workbook(cmd.Context(), e, repair)
			}
			if visit.mendable {
				p.tell("Nothing was changed. What can be mended is mended by: firstmile doctor --repair")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "mend what can be mended")
	return plain(cmd)
}

// theOne gives the one workbook, deleted or not, that a typed text means.
func theOne(entries []storage.Entry, text string) ([]storage.Entry, error) {
	switch found := storage.Meant(entries, text); {
	case len(found) == 1:
		return found, nil
	case len(found) > 1:
		return nil, wrong("%s could be %s. Type more of the name, or the id:\n%s", quoted(text), value.Counted(len(found), "workbook"), named(found))
	case len(entries) == 0:
		return nil, wrong("There is no workbook %s, and none at all.", quoted(text))
	}
	return nil, wrong("There is no workbook %s. There is:\n%s%s", quoted(text), named(entries), mayBeLocked(entries))
}

// completeShelf offers the names of all workbooks, and changes nothing.
func (p *program) completeShelf(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	dir, err := p.folder()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var entries []storage.Entry
	if store, err := bolt.Look(dir, p.options()); err == nil {
		entries, _ = store.Shelf(cmp.Or(cmd.Context(), context.Background()))
	}
	return offered(entries, typed), cobra.ShellCompDirectiveNoFileComp
}

// visit is one run of doctor.
type visit struct {
	p        *program
	store    *bolt.Store
	mendable bool // something is wrong that --repair would mend
}

// folder looks at the data folder itself.
func (v *visit) folder(ctx context.Context, dir string, repair bool) {
	found, did := v.store.ExamineFolder(), []string(nil)
	if repair && len(found.Wrong) > 0 {
		found, did = v.repair(found, func() ([]string, error) {
			open, err := bolt.Open(dir, v.p.options()) // which removes what is half made
			if err != nil {
				return nil, err
			}
			return open.RepairFolder(ctx)
		}, v.store.ExamineFolder)
	}
	if notice := leaves(dir); notice != "" {
		found.Notes = append(found.Notes, notice)
	}
	v.tell("The data folder "+path(tilde(dir)), "all well.", found, did)
}

// workbook looks at one workbook.
func (v *visit) workbook(ctx context.Context, e storage.Entry, repair bool) {
	found, did := v.store.Examine(ctx, e.ID), []string(nil)
	if repair && len(found.Wrong) > 0 && !found.Busy {
		found, did = v.repair(found, func() ([]string, error) { return v.mend(ctx, e) },
			func() bolt.Health { return v.store.Examine(ctx, e.ID) })
	}
	name := label(e)
	if !e.Deleted.IsZero() {
		name += " (deleted)"
	}
	v.tell(name, "all well."+stands(found), found, did)
}

// mend repairs a workbook. What takes its passphrase it asks for, where something is wrong
// still without.
func (v *visit) mend(ctx context.Context, e storage.Entry) ([]string, error) {
	did, err := v.store.Repair(ctx, e.ID)
	if err != nil {
		return did, err
	}
	if now := v.store.Examine(ctx, e.ID); !now.Locked || len(now.Wrong) == 0 {
		return did, nil
	}
	v.p.tell("To mend %s, its passphrase is needed.", quoted(label(e)))
	if _, _, err := v.p.unlock(ctx, v.store, e.ID); err != nil {
		return did, err
	}
	more, err := v.store.Repair(ctx, e.ID)
	return append(did, more...), err
}

// repair mends and looks again; what could not be mended is wrong still.
func (v *visit) repair(was bolt.Health, mend func() ([]string, error), look func() bolt.Health) (bolt.Health, []string) {
	var did []string
	for _, f := range was.Wrong {
		did = append(did, "Found: "+f.Text)
	}
	done, err := mend()
	for _, s := range done {
		did = append(did, "Done: "+s)
	}
	now := look()
	if err != nil {
		now.Wrong = append(now.Wrong, bolt.Fault{Text: sentence(err)})
	}
	return now, did
}

// stands says of a workbook that is well what there is of it.
func stands(h bolt.Health) string {
	if h.Revision == 0 {
		return ""
	}
	copies := map[int]string{0: "no copy yet", 1: "one copy"}[h.Copies]
	s := fmt.Sprintf(" Revision %d, %s", h.Revision, cmp.Or(copies, value.Spell(h.Copies)+" copies"))
	if !h.Since.IsZero() {
		s += ", the log reaches back to " + h.Since.Local().Format("2 January 2006")
	}
	return s + "."
}

func (v *visit) tell(name, well string, h bolt.Health, did []string) {
	verdict := well
	switch {
	case h.Busy:
		verdict = "in use now."
	case len(h.Wrong) > 0:
		verdict = "something is wrong."
	case len(did) > 0:
		verdict = "now " + well
	}
	if len(h.Wrong) > 0 {
		v.p.code = exitFound
	}
	lines := slices.Clone(did)
	for _, f := range h.Wrong {
		lines = append(lines, f.Text)
		v.mendable = v.mendable || f.Mended && len(did) == 0
	}
	var b strings.Builder
	cells := width(v.p.stdout.file)
	b.WriteString(wrapped(clean(name)+": "+verdict, cells) + "\n")
	for _, line := range append(lines, h.Notes...) {
		b.WriteString(indented("  ", clean(line), cells) + "\n")
	}
	v.p.stdout.print(b.String())
}
