package cli

import (
	"github.com/spf13/cobra"

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

func (p *program) check() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check NAME",
		Short: "Print what the answers leave open, one finding a line",
		Long: `Check a workbook's answers against each other. Each line says how much it matters (blocks, warns, hint), ` +
			`the rule, the lesson where it is mended, what is so and what to do.

Exit status: 1 when a finding blocks, else 0.`,
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := p.load(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			all := advice.Of(w, p.day()).Findings()
			for _, f := range all {
				if f.Severity == advice.Blocks {
					p.code = exitFound
				}
			}
			if asJSON {
				out := []found{}
				for _, f := range all {
					out = append(out, found{f.Severity.String(), f.Rule, f.Lesson, f.Record, f.Field, clean(f.Text), clean(f.Do)})
				}
				return p.printJSON(out)
			}
			var rows [][]string
			for _, f := range all {
				rows = append(rows, []string{f.Severity.String(), f.Rule, string(f.Lesson), clean(f.Text) + "  → " + clean(f.Do)})
			}
			p.stdout.print(columns(rows))
			if len(all) == 0 {
				p.tell("Nothing was found.")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return plain(cmd)
}
