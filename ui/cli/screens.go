package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/ui/app"
	"firstmile/workbook"
)

// hides gives a command that opens the screens the flag to begin with amounts hidden.
func (p *program) hides(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.hide, "hide", false, "begin with amounts hidden on the screen; M shows them")
}

func (p *program) open() *cobra.Command {
	var follow, all bool
	cmd := &cobra.Command{
		Use:   "open NAME [NAME [NAME]]",
		Short: "Open a workbook, or up to three side by side",
		Long: `Open a workbook. Up to three open side by side: ctrl+r goes from one to the next, and w lists what else there is. ` +
			`Started without a command, the program finds them again as they were left. ` +
			"\n\n" + `With --follow it shows the page, the row and the text of the window in which the workbook was last typed in, such as in ` +
			`a second window for a coach who looks on. That window says that somebody follows. What is kept private is left out, as a courtesy: ` +
			`who can start this program as you can read your files.`,
		Example: `firstmile open northwind
firstmile open dana priya
firstmile open dana --follow`,
		Args:              upTo(app.MaxPanes, "a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case follow && len(args) > 1:
				return wrong("One workbook is followed at a time. Give --follow one name.")
			case all && !follow:
				return wrong("--all goes with --follow: to follow also what is kept private.")
			case all:
				p.following = app.WithPrivate
			case follow:
				p.following = app.WithoutPrivate
			}
			if err := p.needTerminal(); err != nil {
				return err
			}
			if len(args) > 1 {
				if e, _, err := p.find(cmd.Context(), strings.Join(args, " ")); err == nil && e.Name != "" {
					return wrong("That is one name. %s", inQuotes(cmd, args))
				}
			}
			var ids []workbook.ID
			for _, name := range args {
				e, _, err := p.find(cmd.Context(), name)
				if err != nil {
					return err
				}
				if e.Problem != nil && !errors.Is(e.Problem, storage.ErrBusy) { // busy is over in a moment
					return p.about(e.Problem)
				}
				ids = append(ids, e.ID)
			}
			return p.openScreens(ids...)
		},
	}
	p.hides(cmd)
	cmd.Flags().BoolVar(&follow, "follow", false, "show what is typed in NAME in another window, as it is typed; nothing can be typed here")
	cmd.Flags().BoolVar(&all, "all", false, "with --follow: show also what is kept private")
	return plain(cmd)
}

// openScreens opens the app, with workbooks side by side or as it was left.
func (p *program) openScreens(ids ...workbook.ID) error {
	if err := p.needTerminal(); err != nil {
		return err
	}
	if yes, err := p.agreed(); err != nil || !yes {
		return err
	}
	go func() { _, _ = pack() }() // read while the terminal starts; the app waits for it
	files, err := p.files()
	if err != nil {
		return err
	}
	store, beside := storage.Cleaned(files), p.besides(files)
	return p.run(store, func(saver *storage.Saver) (screens, error) { return p.app(files, store, saver, beside, ids) })
}
