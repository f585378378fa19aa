package cli

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

func (p *program) export() *cobra.Command {
	var audience, format, part, to string
	var force, all bool
	cmd := &cobra.Command{
		Use:   "export NAME",
		Short: "Write the plan, or the whole workbook, to a file",
		Long: `Write the plan as Markdown, or as a page to print or to open in a browser (html), for one audience: mine holds everything, coach leaves out what you marked private, ` +
			`manager holds only what you released for it on the plan's page (p, then g): no minimum, no alternative, no must-have.

With --section it is one part of the plan, such as the card to hold in the talk.

A calendar (ics) has the days that are ahead, for you alone, with titles that may be seen at work. With --all it has the days of offers and promises, too, and what each is about. ` +
			`Imported again, it moves the days that have changed.

JSON holds the whole workbook, for firstmile import; it is for you alone.`,
		Example: `firstmile export northwind
firstmile export northwind --for manager -o -
firstmile export northwind --format html --section card
firstmile export northwind --format ics
firstmile export northwind --format json`,
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("format") {
				format = string(plan.FormatOf(to))
			}
			a, err := exportFor(audience, format)
			if err != nil {
				return err
			}
			if all && format != string(plan.AsCalendar) {
				return wrong("--all is for a calendar: it adds what should not be seen at work. Use it with --format ics, or choose with --for who reads a plan.")
			}
			if cmd.Flags().Changed("section") {
				if err := knownPart(a, format, part); err != nil {
					return err
				}
			}
			if to == "" && cmd.Flags().Changed("output") {
				return wrong("--output needs the name of a file, or - for standard output.")
			}
			_, _, snap, err := p.loadEntry(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			w := snap.Workbook
			p.tellUndecided(snap)
			name, data, left, err := p.exported(w, a, format, part, all)
			if err != nil {
				return err
			}
			if to == "-" {
				p.stdout.raw(data)
			} else {
				if to == "" && format != "json" && force && another(name, data) {
					return wrong("%s is the plan of another workbook, and it was left as it is. Use -o for another file.", path(name))
				}
				written, err := writeFile(cmp.Or(to, name), data, force)
				if errors.Is(err, fs.ErrExist) {
					return wrong("%s Use --force to replace it, or -o for another file.", err)
				}
				if err != nil {
					return err
				}
				p.stdout.print(clean(written) + "\n")
			}
			if left > 0 {
				p.tell("%s left out, since a calendar may be seen at work; --all adds what there is.", are(left, "day"))
			}
			p.tellLeftOut(w, a, part)
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&audience, "for", string(plan.Mine), "who reads it: mine, coach or manager")
	flags.StringVar(&format, "format", "md", "the plan (md, or html), its days (ics), or the whole workbook (json); html and ics also where FILE ends so")
	flags.StringVar(&part, "section", "", "one part of the plan, such as card")
	flags.StringVarP(&to, "output", "o", "", "the file to write, or - for standard output")
	flags.BoolVar(&all, "all", false, "with ics: also what should not be seen at work")
	flags.BoolVar(&force, "force", false, "replace a file that is there")
	valueName(cmd, "output", "FILE")
	valueName(cmd, "section", "ID")
	_ = cmd.RegisterFlagCompletionFunc("for", cobra.FixedCompletions([]string{"mine", "coach", "manager"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("section", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return partIDs(plan.Audience(audience)), cobra.ShellCompDirectiveNoFileComp
	})
	return plain(cmd)
}

// formats are the values of --format.
var formats = []string{string(plan.AsMarkdown), string(plan.AsHTML), string(plan.AsCalendar), "json"}

// partIDs are the values of --section.
func partIDs(a plan.Audience) []string {
	var out []string
	for _, s := range plan.Parts(a) {
		out = append(out, s.ID)
	}
	return out
}

// knownPart refuses a part that the plan for this audience does not have.
func knownPart(a plan.Audience, format, part string) error {
	ids := partIDs(a)
	switch {
	case format == "json":
		return wrong("JSON holds the whole workbook. For one part of the plan use --format md or html.")
	case format == string(plan.AsCalendar):
		return wrong("A calendar has no parts. For one part of the plan use --format md or html.")
	case slices.Contains(ids, part):
		return nil
	}
	last := len(ids) - 1
	return wrong("--section is %s or %s, not %s.", strings.Join(ids[:last], ", "), ids[last], quoted(part))
}

// tellLeftOut says what of one's own a copy goes without, and what the coach reads
// that repeats what is private.
func (p *program) tellLeftOut(w workbook.Workbook, a plan.Audience, part string) {
	switch a {
	case plan.Coach:
		for _, t := range plan.BuildPart(w, a, p.day(), part).Repeats(w) {
			p.tell("%s", clean(t.Says()))
		}
	case plan.Manager:
		all := plan.OwnTexts(w)
		p.tell("%s", plan.LeftOut(w, all))
		for _, t := range all {
			if !t.Released {
				p.tell("  %s", clean(t.Says()))
			}
		}
		if again := plan.LookAgain(all); again != "" {
			p.tell("%s", clean(again))
		}
	}
}

// another tells whether a file is there whose first line, the title of a plan, is not
// that of the data: two titles can make one name.
func another(name string, data []byte) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	title, _, _ := bytes.Cut(data, []byte("\n"))
	there := make([]byte, len(title)+1)
	n, _ := io.ReadFull(f, there)
	return !bytes.Equal(bytes.TrimRight(there[:n], "\r\n"), title)
}

// exportFor reads --for and --format, which depend on each other.
func exportFor(audience, format string) (plan.Audience, error) {
	var who plan.Audience
	for _, a := range plan.Audiences() {
		if string(a) == audience {
			who = a
		}
	}
	switch {
	case who == "":
		return "", wrong("--for is mine, coach or manager, not %s.", quoted(audience))
	case !slices.Contains(formats, format):
		return "", wrong("--format is md, html, ics or json, not %s.", quoted(format))
	case format == "json" && who != plan.Mine:
		return "", wrong("JSON holds every answer, your minimum and what you marked private included, so it is for you alone. "+
			"Give a %s the plan: --for %s --format md.", who, who)
	case format == string(plan.AsCalendar) && who != plan.Mine:
		return "", wrong("A calendar is for you alone. Give a %s the plan: --for %s --format md.", who, who)
	}
	return who, nil
}

// exported makes the file and the name it has unless told otherwise; of a calendar it
// tells how many days are left out.
func (p *program) exported(w workbook.Workbook, a plan.Audience, format, part string, all bool) (name string, data []byte, left int, err error) {
	if format == "json" {
		data, err := workbook.Export(w)
		if err != nil {
			return "", nil, 0, wrong("The workbook cannot be written as JSON. Nothing was changed; use --format md.")
		}
		return plan.Slug(w.Profile.Name) + ".json", data, 0, nil
	}
	d, as := plan.BuildPart(w, a, p.day(), part), plan.Format(format)
	if as == plan.AsCalendar {
		days, left := plan.Calendar(w, p.day(), all)
		if days == "" {
			return "", nil, 0, noDays(left)
		}
		return plan.FileName(d, as), []byte(days), left, nil
	}
	if len(d.Sections) == 0 {
		return "", nil, 0, nothingUnder(a, part)
	}
	return plan.FileName(d, as), []byte(as.Write(d)), 0, nil
}

// noDays says that a calendar would be empty.
func noDays(left int) error {
	if left > 0 {
		return wrong("No day ahead may be seen at work. %s for you alone: --all writes what there is.", are(left, "day"))
	}
	return wrong("No day is ahead yet. Lesson 6 has the days of a talk; firstmile open NAME leads there.")
}

// are begins a sentence about n things: "2 days are".
func are(n int, thing string) string {
	if n == 1 {
		return "1 " + thing + " is"
	}
	return value.Counted(n, thing) + " are"
}

// nothingUnder says that a part of the plan has nothing in it.
func nothingUnder(a plan.Audience, part string) error {
	all := plan.Parts(a)
	title := all[slices.IndexFunc(all, func(s plan.Section) bool { return s.ID == part })].Title
	if a == plan.Manager {
		return wrong("There is nothing yet under “%s”. It holds what you release on the plan's page (p, then g).", title)
	}
	return wrong("There is nothing yet under “%s”.", title)
}
