package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"firstmile/content"
	"firstmile/workbook/value"
)

func (p *program) content() *cobra.Command {
	cmd := plain(&cobra.Command{
		Use:   "content",
		Short: "Write, check and add a coach's own words and questions",
		Long: `A content pack is a folder with a coach's own words for the lessons and open questions of their own. ` +
			`It changes words, never rules. docs/packs.md says how one is written.

firstmile new NAME --content ID makes a workbook in the words of a pack that was added.`,
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	})
	cmd.AddCommand(p.contentInit(), p.contentCheck(), p.contentAdd())
	return cmd
}

func (p *program) contentInit() *cobra.Command {
	return plain(&cobra.Command{
		Use:     "init DIR",
		Short:   "Write a pack to begin with",
		Long:    "Write the files of a pack to begin with, with comments, into a new folder or an empty one.",
		Example: "firstmile content init lee-2",
		Args:    one("a folder for the pack"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir, err := filepath.Abs(homed(args[0]))
			if err != nil {
				return wrong("The current folder is gone. Nothing was written; name the folder in full.")
			}
			if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
				return notWritten(dir, err)
			}
			entries, err := os.ReadDir(dir)
			switch {
			case err != nil:
				return notWritten(dir, err)
			case len(entries) > 0:
				return wrong("The folder %s is not empty, and nothing was written. Name a new folder for the pack.", path(dir))
			}
			if err := writeStarter(dir); err != nil {
				return err
			}
			p.stdout.print(clean(dir) + "\n")
			p.tell("Change its words, then look whether they fit: firstmile content check %s", argument(args[0]))
			return nil
		},
	})
}

// writeStarter writes the pack to begin with; its id is the folder's name, where that can be
// one.
func writeStarter(dir string) error {
	starter := content.Starter()
	return fs.WalkDir(starter, ".", func(name string, d fs.DirEntry, err error) error {
		to := filepath.Join(dir, filepath.FromSlash(name))
		switch {
		case err != nil || name == ".":
			return err
		case d.IsDir():
			if err := os.Mkdir(to, 0o700); err != nil {
				return notWritten(to, err)
			}
			return nil
		}
		b, err := fs.ReadFile(starter, name)
		if err != nil {
			return err
		}
		text := string(b)
		if id := strings.ToLower(filepath.Base(dir)); content.ValidID(id) {
			text = strings.Replace(text, `id = "my-pack" `, fmt.Sprintf("id = %q ", id), 1)
		}
		_, err = writeFile(to, []byte(text), false)
		return err
	})
}

// packAt reads the pack of a folder that a person named.
func (p *program) packAt(dir string) (*content.Pack, fs.FS, content.Faults, error) {
	builtin, err := pack()
	if err != nil {
		return nil, nil, nil, err
	}
	dir = homed(dir)
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, nil, wrong("There is no folder %s. Nothing was changed; check the name, or write a pack with firstmile content init.", path(dir))
	case err != nil:
		return nil, nil, nil, wrong("The folder %s cannot be read. Nothing was changed; check who may open it.", path(dir))
	case !info.IsDir():
		return nil, nil, nil, wrong("%s is a file, and a pack is a folder. Nothing was changed; name the folder that it is in.", path(dir))
	}
	files := os.DirFS(dir)
	words, faults := builtin.Over(files)
	return words, files, faults, nil
}

// foundFault is one fault in content check --json.
type foundFault struct {
	File string `json:"file"`
	Line int    `json:"line,omitempty"` // none where it is the file as a whole
	Text string `json:"text"`
}

func (p *program) contentCheck() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check DIR",
		Short: "Print the faults of a pack, one a line",
		Long: `Look through a pack, and print all that is wrong in it, each with its file and line.

Exit status: 1 when there is a fault, else 0.`,
		Args: one("the folder of a pack"),
		RunE: func(_ *cobra.Command, args []string) error {
			words, _, faults, err := p.packAt(args[0])
			if err != nil {
				return err
			}
			if len(faults) > 0 {
				p.code = exitFound
			}
			if asJSON {
				out := []foundFault{}
				for _, f := range faults {
					out = append(out, foundFault{clean(f.File), f.Line, clean(f.Reason)})
				}
				return p.printJSON(out)
			}
			if len(faults) > 0 {
				p.stdout.print(told(faults))
				return nil
			}
			p.tell("Nothing was found in %s.", called(words))
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return plain(cmd)
}

// told lists faults, a line each whatever a file is called.
func told(faults content.Faults) string {
	var b strings.Builder
	for line := range strings.Lines(faults.Error()) {
		b.WriteString(clean(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return b.String()
}

// called names a pack with its version.
func called(words *content.Pack) string {
	in := words.Info
	return fmt.Sprintf("%s (%s, version %d), which asks %s", quoted(in.Name), in.ID, in.Version, value.Count(len(words.Questions), "question"))
}

func (p *program) contentAdd() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "add DIR",
		Short: "Add a pack to the data folder",
		Long: `Look through a pack, and copy it into the data folder, where workbooks find it by its id. ` +
			`A pack with a fault is not added. A later version takes the place of an earlier one.

Exit status: 1 when there is a fault, else 0.`,
		Example: `firstmile content add lee-2
firstmile new "A raise at Northwind" --content lee-2`,
		Args: one("the folder of a pack"),
		RunE: func(_ *cobra.Command, args []string) error {
			words, files, faults, err := p.packAt(args[0])
			if err != nil {
				return err
			}
			if len(faults) > 0 {
				p.code = exitFound
				p.stdout.print(told(faults))
				p.tell("Nothing was added. Mend the pack first; firstmile content check %s looks through it again.", argument(args[0]))
				return nil
			}
			builtin, err := pack()
			if err != nil {
				return err
			}
			in := words.Info
			before, _ := p.installed(builtin, in.ID)
			if before != nil && before.Info.Version > in.Version && !force {
				return wrong("Version %d of %s is here already, and this is version %d. Nothing was added; --force puts the older one in its place.",
					before.Info.Version, quoted(in.ID), in.Version)
			}
			if _, err := p.store(); err != nil { // it makes the data folder where that is to be made
				return err
			}
			dir, err := p.folder()
			if err != nil {
				return err
			}
			if err := install(dir, files, words); err != nil {
				return notAdded(filepath.Join(dir, packsName, in.ID), err)
			}
			p.stdout.print(in.ID + "\n")
			switch {
			case before == nil:
				p.tell("Added %s.", called(words))
			default:
				p.tell("Added %s, in place of version %d.", called(words), before.Info.Version)
			}
			p.tell("Make a workbook in its words with: firstmile new NAME --content %s", in.ID)
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "put an older version in the place of a newer one")
	return plain(cmd)
}

// notAdded says why a pack could not be put into the data folder.
func notAdded(folder string, err error) error {
	out, _ := errors.AsType[*failure](notWritten(folder, err))
	return &failure{text: "The pack was not added. " + out.text, cause: out.cause}
}

// withPack makes sure that a new workbook finds the pack that it is to be in.
func (p *program) withPack(id string) error {
	builtin, err := pack()
	if err != nil || id == "" {
		return err
	}
	there, faults := p.installed(builtin, id)
	switch {
	case len(faults) > 0:
		return wrong("The pack %s has %s, so the workbook was not made. Mend it, and add it again with firstmile content add DIR.",
			quoted(id), value.Counted(len(faults), "fault"))
	case there != nil:
		return nil
	}
	if all := p.packIDs(); len(all) > 0 {
		return wrong("There is no pack %s, so the workbook was not made. There is: %s.", quoted(id), value.List(all))
	}
	return wrong("There is no pack %s, and none at all yet, so the workbook was not made. Add one with firstmile content add DIR.", quoted(id))
}
