package cli

import (
	"cmp"
	"context"
	"errors"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/advice"
)

// found is one finding in check --json.
type found struct {
	Severity string          `json:"severity"`
	Rule     string          `json:"rule"`
	Lesson   workbook.Lesson `json:"lesson"`
	Record   workbook.Key    `json:"record"`
	Field    string          `json:"field"`
	Text     string          `json:"text"`
	Do       string          `json:"do"`
}

// checked is one workbook in check --all --json.
type checked struct {
	ID       workbook.ID `json:"id"`
	Name     string      `json:"name"`
	Person   string      `json:"person"`
	Findings []found     `json:"findings"`
	Problem  string      `json:"problem,omitempty"` // why it was not checked
}

func (p *program) check() *cobra.Command {
	var all, asJSON bool
	cmd := &cobra.Command{
		Use:   "check NAME",
		Short: "Print what the answers leave open, one finding a line",
		Long: `Check a workbook's answers against each other. Each line says how much it matters (blocks, warns, hint), ` +
			`the rule, the lesson where it is mended, what is so and what to do. With --all each line says behind how much it matters ` +
			`whose workbook it is about; one that is locked is passed over, and said on standard error.

An answer that two windows, or a file that came in, wrote otherwise is a line that says decide, until you choose one of the texts.

Exit status: 1 when a finding blocks or is to be decided, else 0; 2 when a workbook could not be read.`,
		Example: `firstmile check northwind
firstmile check --all | grep ^blocks`,
		Args: func(cmd *cobra.Command, args []string) error {
			if all {
				if len(args) > 0 {
					return wrong("%s --all is about every workbook, and takes no name.", cmd.CommandPath())
				}
				return nil
			}
			return one("a workbook's name")(cmd, args)
		},
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			if all {
				return p.checkAll(cmd.Context(), asJSON)
			}
			_, _, snap, err := p.loadEntry(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			findings := p.checked(snap)
			if asJSON {
				return p.printJSON(findings)
			}
			var rows [][]string
			for _, f := range findings {
				rows = append(rows, []string{f.Severity, f.Rule, string(f.Lesson), f.Text + "  → " + f.Do})
			}
			p.stdout.print(columns(rows))
			if len(findings) == 0 {
				p.tell("Nothing was found.")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "check every workbook")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return plain(cmd)
}

// checked is what a workbook leaves open. Where something blocks, or is to be decided, the command
// ends with that.
func (p *program) checked(snap storage.Snapshot) []found {
	out := []found{}
	if waits := p.undecidedFindings(snap); len(waits) > 0 {
		out, p.code = append(out, waits...), max(p.code, exitFound)
	}
	for _, f := range advice.Of(snap.Workbook, p.day()).Findings() {
		if f.Severity == advice.Blocks {
			p.code = max(p.code, exitFound)
		}
		out = append(out, found{f.Severity.String(), f.Rule, f.Lesson, f.Record, f.Field, clean(f.Text), clean(f.Do)})
	}
	return out
}

// checkAll is check for every workbook, in the order of the list. What cannot be read does not
// keep the rest from being checked.
func (p *program) checkAll(ctx context.Context, asJSON bool) error {
	entries, store, err := p.all(ctx)
	if err != nil {
		return err
	}
	all, n := []checked{}, 0
	var rows [][]string
	for _, e := range entries {
		c := checked{ID: e.ID, Name: clean(e.Name), Person: clean(e.Person), Findings: []found{}}
		switch snap, err := store.Load(ctx, e.ID); {
		case errors.Is(err, storage.ErrLocked):
			c.Problem = "It is locked."
			p.tell("The workbook %s is locked and was not checked. Check it by itself: firstmile check %s", clean(label(e)), argument(label(e)))
		case err != nil:
			p.code, c.Problem = exitWrong, sentence(p.about(err))
			p.tell("%s was not checked. %s", quoted(label(e)), c.Problem)
		default:
			if snap.Mended != "" {
				p.tell("%s", snap.Mended)
			}
			c.Name, c.Person, c.Findings = clean(snap.Workbook.Profile.Name), clean(snap.Workbook.Profile.Person), p.checked(snap)
		}
		for _, f := range c.Findings {
			rows = append(rows, []string{f.Severity, cut(c.Person, maxCell), cut(cmp.Or(c.Name, string(c.ID)), maxCell), f.Rule,
				string(f.Lesson), f.Text + "  → " + f.Do})
		}
		n += len(c.Findings)
		all = append(all, c)
	}
	if asJSON {
		return p.printJSON(all)
	}
	p.stdout.print(columns(rows))
	switch {
	case len(entries) == 0:
		dir, _ := p.folder()
		p.tell("%s Make one with firstmile new NAME, or see firstmile example.", nothingIn(dir))
	case n == 0:
		p.tell("Nothing was found.")
	}
	return nil
}
