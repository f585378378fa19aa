package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func (p *program) backup() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "backup FILE [NAME]",
		Short: "Write one workbook, or all, into one file",
		Long: `Write the workbooks with all their answers and their history into one zip file, for firstmile restore. It is as private as the data folder, and only your account can open it where it is written. ` +
			`A workbook with a passphrase is in it as it is stored. Deleted workbooks are not in it.`,
		Example: `firstmile backup /media/stick/raise.zip
firstmile backup raise.zip northwind`,
		Args:              fileAndName("a file to write"),
		ValidArgsFunction: p.completeSecond,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			entries, store, err := p.all(ctx)
			if err == nil && len(args) > 1 {
				var e storage.Entry
				e, store, err = p.find(ctx, args[1])
				entries = []storage.Entry{e}
			}
			if err != nil {
				return err
			}
			if len(entries) == 0 {
				return wrong("There are no workbooks yet, so nothing was written.")
			}
			files, err := p.files()
			if err != nil {
				return err
			}
			ids := p.fit(ctx, store, files, entries)
			if len(ids) == 0 {
				return wrong("Nothing was written: no workbook could be read. See firstmile doctor.")
			}
			written, err := p.writeBackup(ctx, files, args[0], ids, force)
			if errors.Is(err, fs.ErrExist) {
				return wrong("%s Use --force to replace it.", err)
			}
			if err != nil {
				return err
			}
			p.stdout.print(clean(written) + "\n")
			p.tell("%s in it. Keep it where only you can open it; firstmile restore brings it back.", are(len(ids), "workbook"))
			sealed := slices.DeleteFunc(slices.Clone(entries), func(e storage.Entry) bool { return !e.Protected || !slices.Contains(ids, e.ID) })
			if n := len(sealed); n > 0 {
				p.tell("%s sealed in it: restored, that still takes the passphrase of today, or its recovery code.", are(n, "workbook"))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that is there")
	return plain(cmd)
}

// fit gives the workbooks that can be backed up, and says what stands against the others.
func (p *program) fit(ctx context.Context, store storage.Store, files *bolt.Store, entries []storage.Entry) (ids []workbook.ID) {
	for _, e := range entries {
		snap, _ := store.Load(ctx, e.ID) // which mends
		if snap.Mended != "" {
			p.tell("%s: %s", label(e), snap.Mended)
		}
		if err := files.Sound(ctx, e.ID); err != nil {
			p.tell("%s is not in it. %s", label(e), sentence(err))
			p.code = exitFound
			continue
		}
		ids = append(ids, e.ID)
	}
	return ids
}

// noted remembers what went wrong in writing, to tell it from what went wrong in reading.
type noted struct {
	w   io.Writer
	err error
}

func (n *noted) Write(b []byte) (int, error) {
	size, err := n.w.Write(b)
	n.err = errors.Join(n.err, err)
	return size, err
}

func (p *program) writeBackup(ctx context.Context, store *bolt.Store, to string, ids []workbook.ID, force bool) (string, error) {
	var read error
	written, err := writeTo(to, func(w io.Writer) error {
		out := &noted{w: w}
		err := store.BackUp(ctx, out, ids)
		if out.err == nil {
			read = err
		}
		return err
	}, force)
	if read != nil {
		return "", p.about(read)
	}
	return written, err
}

func (p *program) restore() *cobra.Command {
	var replace bool
	cmd := &cobra.Command{
		Use:   "restore FILE [NAME]",
		Short: "Put back what firstmile backup wrote",
		Long: `Put back one workbook of a backup, or all. All of the backup is verified before anything is placed; a workbook that is damaged there is named and left out. A workbook that is there with the same answers stays as it is; one that cannot be read makes room for the backup's, and its files are kept.

A workbook that is there with other answers, or is deleted, is left alone without --replace. With --replace, the backup's answers become its newest: history and undo keep what was there.

Exit status: 1 when something was not put back, else 0.`,
		Example: `firstmile restore /media/stick/raise.zip
firstmile restore raise.zip northwind --replace`,
		Args: fileAndName("the file of a backup"),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, closeFile, err := openBackup(args[0])
			if err != nil {
				return err
			}
			defer closeFile()
			store, err := p.files()
			if err != nil {
				return err
			}
			if replace {
				if err := p.unlockFor(cmd.Context(), store, b, args[1:]); err != nil {
					return err
				}
			}
			staged, err := store.Stage(cmd.Context(), b)
			if err != nil {
				return p.about(err)
			}
			defer staged.Close()
			entries, hurt := p.nameAll(cmd.Context(), store, staged.Entries()), p.nameAll(cmd.Context(), store, staged.Damaged())
			if len(args) > 1 {
				if entries, hurt, err = inBackup(entries, hurt, args[1]); err != nil {
					return err
				}
			}
			if len(entries)+len(hurt) == 0 {
				p.tell("The backup has no workbook in it.")
			}
			kept := false
			for _, e := range entries {
				kept = p.putBack(cmd.Context(), store, staged, e, args[0], replace) || kept
			}
			for _, e := range hurt {
				p.tell("%s: %s", label(e), sentence(e.Problem))
				p.code = exitFound
			}
			if kept {
				p.tell("What is there was left as it is. With --replace, the backup's answers become the newest; history and undo keep those before.")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&replace, "replace", false, "let the backup's answers be the newest of workbooks that are there")
	return plain(cmd)
}

// unlockFor asks for the passphrases of workbooks whose answers are to be replaced; names is
// the one that is meant, or none for all.
func (p *program) unlockFor(ctx context.Context, store *bolt.Store, b *bolt.Backup, names []string) error {
	entries, err := store.List(ctx)
	if err != nil {
		return p.about(err)
	}
	for _, e := range entries {
		if !e.Protected || !b.Has(e.ID) || len(names) > 0 && len(storage.Meant([]storage.Entry{e}, names[0])) == 0 {
			continue
		}
		p.tell("%s has a passphrase.", label(e))
		if _, err := p.read(ctx, store, e.ID); err != nil {
			return p.about(err)
		}
	}
	return nil
}

// putBack puts one workbook of a backup, which file is, in its place and says what came of
// it. It tells whether --replace would do more.
func (p *program) putBack(ctx context.Context, store *bolt.Store, staged *bolt.Restoring, e storage.Entry, file string, replace bool) (kept bool) {
	was, _ := store.Load(ctx, e.ID)
	if was.Mended != "" {
		p.tell("%s: %s", label(e), was.Mended)
	}
	how, err := staged.Place(ctx, e.ID, replace)
	switch {
	case errors.Is(err, storage.ErrLocked): // by its id, since its name may be another by now
		p.tell("%s has a passphrase, and was left as it is; firstmile restore --replace %s %s asks for it.", quoted(label(e)), shell(file), e.ID)
		p.code = exitFound
		return false
	case err != nil:
		p.tell("%s was not put back. %s", quoted(label(e)), sentence(err))
		p.code = exitFound
		return false
	}
	name := quoted(label(e))
	say := map[bolt.Placed]string{
		bolt.PutBack:  "Put back %s, as of " + on(e.Saved) + ".",
		bolt.Same:     "%s is as the backup has it.",
		bolt.Replaced: "%s has the answers of " + on(e.Saved) + " again. What it had before is in its history.",
		bolt.OverLost: "Put back %s, as of " + on(e.Saved) + ". What was there could not be read; it is kept beside it.",
		bolt.Differs:  "%s is there with other answers, of " + on(was.Saved) + "; the backup is of " + on(e.Saved) + ".",
		bolt.Deleted:  "%s is there, deleted: firstmile undelete brings it back as it was.",
		bolt.Unread:   "%s is there, and was left as it is: the backup's has a passphrase, or a newer firstmile wrote it.",
	}[how]
	p.stdout.print(wrapped(fmt.Sprintf(say, name), width(p.stdout.file)) + "\n")
	kept = how == bolt.Differs || how == bolt.Deleted
	if kept || how == bolt.Unread {
		p.code = exitFound
	}
	return kept
}

// on writes a moment as messages have it.
func on(at time.Time) string {
	if at.IsZero() {
		return "an unknown day"
	}
	return at.Local().Format("15:04 on 2 January 2006")
}

// openBackup opens the file of a backup.
func openBackup(name string) (b *bolt.Backup, closeFile func(), err error) {
	f, err := os.Open(homed(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, wrong("There is no file %s. Nothing was restored; check the name.", path(name))
	}
	if err != nil {
		return nil, nil, wrong("%s cannot be opened. Nothing was restored; check who may read it.", path(name))
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = wrong("%s is no plain file. Nothing was restored; name the file of a backup.", path(name))
	}
	if err == nil {
		b, err = bolt.ReadBackup(f, info.Size())
	}
	if err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	return b, func() { _ = f.Close() }, nil
}

// nameAll gives entries of a backup the names under which their workbooks are listed, where the
// backup's are locked or damaged.
func (p *program) nameAll(ctx context.Context, store *bolt.Store, entries []storage.Entry) []storage.Entry {
	listed, _ := store.List(ctx)
	for i, e := range entries {
		at := slices.IndexFunc(listed, func(l storage.Entry) bool { return l.ID == e.ID })
		if e.Name == "" && at >= 0 {
			entries[i].Name, entries[i].Person = listed[at].Name, listed[at].Person
		}
	}
	return entries
}

// inBackup gives the one workbook of a backup that a typed text means, of those that are whole
// and of those of which something is damaged.
func inBackup(entries, hurt []storage.Entry, text string) (whole, broken []storage.Entry, err error) {
	all := slices.Clone(entries)
	for _, e := range hurt {
		if !slices.ContainsFunc(entries, func(w storage.Entry) bool { return w.ID == e.ID }) {
			all = append(all, e)
		}
	}
	switch found := storage.Meant(all, text); {
	case len(found) == 1:
		other := func(e storage.Entry) bool { return e.ID != found[0].ID }
		return slices.DeleteFunc(entries, other), slices.DeleteFunc(hurt, other), nil
	case len(found) > 1:
		return nil, nil, wrong("%s could be %s of the backup. Type more of the name, or the id:\n%s",
			quoted(text), value.Counted(len(found), "workbook"), named(found))
	}
	return nil, nil, wrong("The backup has no workbook %s. Nothing was restored; it has:\n%s", quoted(text), named(all))
}

// fileAndName takes a file, and a workbook's name or not.
func fileAndName(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return wrong("%s needs %s: %s.", cmd.CommandPath(), what, cmd.UseLine())
		case len(args) > 2:
			return wrong("%s takes a file and one name, not %d words. A name with spaces goes in quotes: %s %s %s.",
				cmd.CommandPath(), len(args), cmd.CommandPath(), shell(args[0]), argument(strings.Join(args[1:], " ")))
		case strings.TrimSpace(args[0]) == "":
			return wrong("%s needs %s, and its name is blank.", cmd.CommandPath(), what)
		}
		return nil
	}
}

// completeSecond offers files first, and then the names of the workbooks.
func (p *program) completeSecond(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return p.completeName(cmd, args[1:], typed)
}
