package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/workbook"
)

// hides gives a command that opens the screens the flag to begin with amounts hidden.
func (p *program) hides(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.hide, "hide", false, "begin with amounts hidden on the screen; M shows them")
}

func (p *program) open() *cobra.Command {
	cmd := &cobra.Command{
		Use:               "open NAME",
		Short:             "Open a workbook",
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.needTerminal(); err != nil {
				return err
			}
			e, _, err := p.find(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if e.Problem != nil && !errors.Is(e.Problem, storage.ErrBusy) { // busy is over in a moment
				return p.about(e.Problem)
			}
			return p.openScreens(e.ID)
		},
	}
	p.hides(cmd)
	return plain(cmd)
}

// openScreens opens the app, with a workbook or where it was left.
func (p *program) openScreens(id workbook.ID) error {
	if err := p.needTerminal(); err != nil {
		return err
	}
	if yes, err := p.agreed(); err != nil || !yes {
		return err
	}
	go func() { _, _ = pack() }() // read while the terminal starts; the app waits for it
	store, err := p.store()
	if err != nil {
		return err
	}
	return p.run(store, func(saver *storage.Saver) (screens, error) { return p.app(store, saver, id) })
}
