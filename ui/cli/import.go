package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/reply"
	"firstmile/workbook/schema"
	"firstmile/workbook/share"
	"firstmile/workbook/value"
)

// readShare reads what export or share wrote. secret gives the passphrase of a file that has one.
func (p *program) readShare(file string, secret func() (string, error)) (share.File, error) {
	data, err := p.readImport(file)
	if err != nil {
		return share.File{}, err
	}
	if bytes.HasPrefix(data, []byte(ageHeader)) {
		err := p.again(errSealed, func() error {
			typed, err := secret()
			if err != nil {
				return err
			}
			opened, err := unsealed(data, typed, importName(file))
			if err == nil {
				data = opened
			}
			return err
		})
		if err != nil {
			return share.File{}, err
		}
	}
	var says struct{ Format string }
	_ = json.Unmarshal(data, &says) // what is no JSON is told from by those that read it
	var f share.File
	switch says.Format {
	case share.Format.Name:
		f, err = share.Import(data)
	case reply.Format.Name:
		return f, wrong("%s is a coach's reply, which this version does not take in yet. Nothing was changed.", importName(file))
	default:
		f.About.Whole = true
		f.Workbook, err = workbook.Import(data)
	}
	if err != nil {
		return f, wrong("%s was not taken in: %s", importName(file), clean(err.Error()))
	}
	return f, nil
}

// bookIn reads a workbook for the screens, which know ~ and have the standard input.
func (p *program) bookIn(file string) (workbook.Workbook, error) {
	if file == "-" {
		file = "./-"
	}
	f, err := p.readShare(homed(file), func() (string, error) {
		return "", wrong("%s has a passphrase. Nothing was taken in; leave the screens, and use firstmile import.", path(file))
	})
	return f.Workbook, err
}

func (p *program) importFile() *cobra.Command {
	var secretFile string
	var dry, copied bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take in a workbook that export or share wrote",
		Long: `Take in a workbook from a file of at most 8 MiB that export --format json or share wrote, or from standard input where FILE is -.

Where the workbook is here already, the two are brought together, answer by answer: what one lacks is added, ` +
			`and what was answered otherwise on both sides is kept on both, for you to choose in the workbook; it is listed, and the exit status is 1. ` +
			`The same file once more changes nothing. --copy makes a workbook of its own of it instead.`,
		Args: one("a file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := p.readShare(args[0], func() (string, error) {
				switch {
				case secretFile != "":
					return secretIn(secretFile)
				case args[0] == "-" || !term.IsTerminal(p.stdin.Fd()):
					return "", wrong("%s has a passphrase, and there is no terminal to ask for it on. Nothing was taken in; "+
						"name a file that has it with --passphrase-file.", importName(args[0]))
				}
				return p.secret("Passphrase of the file: ")
			})
			if err != nil {
				return err
			}
			store, entries, err := p.listed(cmd.Context())
			if err != nil {
				return err
			}
			if !copied && slices.ContainsFunc(entries, func(e storage.Entry) bool { return e.ID == f.Workbook.ID }) {
				return p.merge(cmd.Context(), store, f, dry)
			}
			return p.copyIn(cmd.Context(), store, entries, f.Workbook, dry)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&secretFile, "passphrase-file", "", "a file whose first line is the passphrase")
	flags.BoolVar(&dry, "dry-run", false, "say what it would do, and change nothing")
	flags.BoolVar(&copied, "copy", false, "make a workbook of its own of it, also where it is here already")
	valueName(cmd, "passphrase-file", "FILE")
	return plain(cmd)
}

// copyIn makes a workbook of what a file has.
func (p *program) copyIn(ctx context.Context, store storage.Store, entries []storage.Entry, w workbook.Workbook, dry bool) error {
	var said []string
	name := cmp.Or(value.Name(w.Profile.Name), "Imported workbook")
	w.Profile.Name = storage.UnusedName(entries, name)
	if w.Profile.Name != name {
		said = append(said, fmt.Sprintf("There is a workbook %s already, so this one is called %s.", quoted(name), quoted(w.Profile.Name)))
	}
	if dry {
		p.tell("It would make a workbook %s. Nothing was changed.", quoted(w.Profile.Name))
		return nil
	}
	_, err := store.Create(ctx, w)
	if errors.Is(err, storage.ErrExists) {
		w.ID = newID()
		said = append(said, "A workbook with its id is there already and was left as it is; this one got an id of its own.")
		_, err = store.Create(ctx, w)
	}
	if err != nil {
		return p.about(err)
	}
	p.stdout.print(clean(w.Profile.Name) + "\n")
	for _, s := range said {
		p.tell("%s", s)
	}
	return nil
}

// merge brings a file together with the workbook that is here. No state is kept yet that both
// last knew: what differs is to decide, and stands beside the answer as what another window wrote.
func (p *program) merge(ctx context.Context, store storage.Store, f share.File, dry bool) error {
	snap, err := p.read(ctx, store, f.Workbook.ID)
	if err != nil {
		return p.about(err)
	}
	w := snap.Workbook
	m := share.Merge(workbook.Workbook{}, w, f)
	out := w.Clone()
	if _, _, err := workbook.Schema.Apply(&out, m.Changes, nil); err != nil {
		return wrong("The file does not fit the workbook: %s. Nothing was changed; --copy makes a workbook of its own of it.", err)
	}
	if err := out.Validate(); err != nil {
		return wrong("The two together are more than a workbook may be: %s Nothing was changed; --copy makes a workbook of its own of it.", clean(err.Error()))
	}
	words, err := pack()
	if err != nil {
		return err
	}
	news := share.Changes(w, out, share.Words{Label: func(key string) string { return words.Field(key).Label }, Today: p.day()})
	changes := m.Changes
	for _, d := range m.Decide {
		waits := slices.ContainsFunc(snap.Sides, func(s storage.Side) bool {
			return s.Record == d.Record && s.Field == d.Field && bytes.Equal(s.Answer, d.Theirs)
		})
		if !waits {
			changes = append(changes, workbook.Change{Record: d.Record, Field: d.Field, Before: d.Was, After: d.Theirs})
		}
	}
	if !dry {
		if _, err := store.Save(ctx, w.ID, changes); err != nil {
			return p.about(err)
		}
		p.stdout.print(clean(w.Profile.Name) + "\n")
	}
	for _, n := range news {
		p.tell("%s", clean(n.Text))
	}
	for _, d := range m.Decide {
		p.tell("To decide: %s: here %s, in the file %s", clean(p.placeOf(w, d.Record, d.Field)), p.said(w, d, d.Mine), p.said(w, d, d.Theirs))
		p.code = exitFound
	}
	switch {
	case dry:
		p.tell("Nothing was changed: this is what it would do.")
	case len(news)+len(m.Decide) == 0:
		p.tell("Nothing in the file is new.")
	case len(m.Decide) > 0:
		p.tell("%s kept on both sides, and the one that was here counts until you choose. Open it with: firstmile open %s",
			are(len(m.Decide), "answer"), argument(w.Profile.Name))
	}
	return nil
}

// said is one side of what is to decide, in quotes.
func (p *program) said(w workbook.Workbook, d share.Decision, raw json.RawMessage) string {
	return quoted(w.Words(workbook.Change{Record: d.Record, Field: d.Field, After: raw}, p.day()))
}

func importName(file string) string {
	if file == "-" {
		return "Standard input"
	}
	return path(file)
}

// readImport reads no more than a workbook may have.
func (p *program) readImport(name string) ([]byte, error) {
	file := p.stdin
	if name != "-" {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, wrong("There is no file %s. Nothing was taken in; check the name.", path(name))
		case err == nil && info.IsDir():
			return nil, wrong("%s is a folder. Nothing was taken in; name a file in it.", path(name))
		case err == nil:
			file, err = os.Open(name)
		}
		if err != nil {
			return nil, wrong("%s cannot be opened. Nothing was taken in; check who may read it.", path(name))
		}
		defer file.Close()
	}
	data, err := io.ReadAll(io.LimitReader(file, schema.MaxImport+1))
	if err != nil {
		return nil, wrong("%s cannot be read. Nothing was taken in; try again.", importName(name))
	}
	if len(data) > schema.MaxImport {
		return nil, wrong("%s is larger than %d MiB, the most that a workbook may be. Nothing was taken in.", importName(name), schema.MaxImport>>20)
	}
	return data, nil
}
