package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"firstmile/content"
	"firstmile/content/example"
	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

func (p *program) create() *cobra.Command {
	var profile workbook.Profile
	var meeting, currency string
	cmd := &cobra.Command{
		Use:     "new NAME",
		Short:   "Make a workbook and print its name",
		Example: `firstmile new "A raise at Northwind" --employer Northwind --meeting +6w --currency EUR`,
		Args:    one("a name for the workbook"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			w := workbook.Workbook{ID: newID(), Profile: profile}
			w.Profile.Name = args[0]
			for _, s := range []*string{&w.Profile.Name, &w.Profile.Employer, &w.Profile.Role, &w.Profile.Person} {
				*s = value.Name(*s)
			}
			if err := p.withPack(profile.Pack); err != nil {
				return err
			}
			if w.Profile.Name == "" {
				return wrong("The name has no letter that can be shown. Give the workbook another one.")
			}
			if err := storage.CheckName(w.Profile.Name); err != nil {
				return wrong("%s", err)
			}
			if w.Profile.Meeting, err = value.ParseDate(meeting, p.day(), value.Ahead); err != nil {
				return wrong("--meeting: %s", err)
			}
			if currency != "" {
				if w.Profile.Currency, err = value.ValidCurrency(currency); err != nil {
					return wrong("--currency: %s", err)
				}
			}
			if err := w.Validate(); err != nil {
				return wrong("The workbook was not made: %s", err)
			}
			store, entries, err := p.listed(cmd.Context())
			if err != nil {
				return err
			}
			if storage.UnusedName(entries, w.Profile.Name) != w.Profile.Name {
				return wrong("There is a workbook %s already, and it was left as it is. Choose another name, or open it: firstmile open %s",
					quoted(w.Profile.Name), argument(w.Profile.Name))
			}
			return p.add(cmd.Context(), store, w)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&profile.Employer, "employer", "", "where the raise is asked for")
	flags.StringVar(&profile.Role, "role", "", "the role held today")
	flags.StringVar(&profile.Person, "person", "", "whose workbook it is, for coaches")
	flags.StringVar(&meeting, "meeting", "", "the day of the conversation, such as 2027-03-12 or +6w")
	flags.StringVar(&currency, "currency", "", "the currency of amounts typed without one, such as EUR")
	flags.StringVar(&profile.Pack, "content", "", "the coach's pack whose words and questions it has; see firstmile content")
	valueName(cmd, "content", "ID")
	_ = cmd.RegisterFlagCompletionFunc("content", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return p.packIDs(), cobra.ShellCompDirectiveNoFileComp
	})
	valueName(cmd, "meeting", "DATE")
	valueName(cmd, "currency", "CODE")
	return plain(cmd)
}

// plain leaves flags out of the usage line, which messages repeat.
func plain(cmd *cobra.Command) *cobra.Command {
	cmd.DisableFlagsInUseLine = true
	return cmd
}

// add stores a new workbook and prints its name.
func (p *program) add(ctx context.Context, store storage.Store, w workbook.Workbook) error {
	if _, err := store.Create(ctx, w); err != nil {
		return p.about(err)
	}
	p.stdout.print(clean(w.Profile.Name) + "\n")
	p.tell("Open it with: firstmile open %s", argument(w.Profile.Name))
	return nil
}

func (p *program) example() *cobra.Command {
	return plain(&cobra.Command{
		Use:   "example",
		Short: "Make the filled example workbook and print its name",
		Long:  "Make a workbook that is filled in from start to end, about people who do not exist. Delete it when you have seen it.",
		Args:  none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, err := p.exampleBook()
			if err != nil {
				return err
			}
			store, entries, err := p.listed(cmd.Context())
			if err != nil {
				return err
			}
			w.Profile.Name = storage.UnusedName(entries, w.Profile.Name)
			return p.add(cmd.Context(), store, w)
		},
	})
}

func (p *program) exampleBook() (workbook.Workbook, error) {
	w, err := example.Workbook(p.day(), newID)
	if err != nil {
		return w, wrong("The example that comes with firstmile cannot be read: it was built wrong. Nothing was changed; please report it.")
	}
	return w, nil
}

// listed is one workbook in list --json.
type listed struct {
	ID       workbook.ID `json:"id"`
	Name     string      `json:"name"`
	Person   string      `json:"person"`
	Employer string      `json:"employer"`
	Meeting  value.Date  `json:"meeting"`
	Done     int         `json:"done"`  // lessons that are done
	Built    int         `json:"built"` // lessons that have an activity
	Opened   time.Time   `json:"opened,omitzero"`
	Saved    time.Time   `json:"saved,omitzero"`
	Locked   bool        `json:"locked,omitempty"`  // it has a passphrase, and nothing else of it is known
	Problem  string      `json:"problem,omitempty"` // why it cannot be opened
}

// missing says which workbooks were listed and are not there any more.
func (p *program) missing() []string {
	dir, err := p.folder()
	if err != nil {
		return nil
	}
	store, err := bolt.Look(dir, p.options())
	if err != nil {
		return nil
	}
	return store.Missing()
}

func (p *program) list() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the workbooks, the last opened first",
		Args:  none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			entries, _, err := p.all(cmd.Context())
			dir, _ := p.folder()
			none := nothingIn(dir) + " Make one with firstmile new NAME, or see firstmile example."
			if err != nil {
				return err
			}
			missing := p.missing()
			for _, text := range missing {
				p.tell("%s", clean(text))
			}
			if asJSON {
				out := []listed{}
				for _, e := range entries {
					l := listed{e.ID, clean(e.Name), clean(e.Person), clean(e.Employer), e.Meeting, e.Done, e.Built, e.Opened, e.Saved, e.Locked(), ""}
					if e.Problem != nil {
						l.Problem = sentence(e.Problem)
					}
					out = append(out, l)
				}
				return p.printJSON(out)
			}
			if len(entries) == 0 {
				if len(missing) == 0 {
					p.tell("%s", none)
				}
				return nil
			}
			p.stdout.print(p.listLines(entries, width(p.stdout.file)))
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return plain(cmd)
}

// listLines writes the list for people. What stands against opening one is told in lines of
// its own.
func (p *program) listLines(entries []storage.Entry, width int) string {
	rows := [][]string{{"Name", "Person", "Employer", "Meeting", "Opened", "Lessons"}}
	for i := range 4 { // a heading over nothing is left out with its column
		blank := true
		for _, e := range entries {
			blank = blank && []string{e.Person, e.Employer, e.Meeting.String(), opened(e.Opened)}[i] == ""
		}
		if blank {
			rows[0][i+1] = ""
		}
	}
	for _, e := range entries {
		name, lessons := tableName(e), fmt.Sprintf("%d of %d", e.Done, e.Built)
		switch {
		case e.Locked():
			name, lessons = string(e.ID), locked(e)
		case name == noName:
			name += " " + string(e.ID)
		}
		if e.Problem != nil {
			lessons = ""
		}
		rows = append(rows, []string{name, cut(clean(e.Person), maxCell), cut(clean(e.Employer), maxCell), p.meeting(e.Meeting), opened(e.Opened), lessons})
	}
	var b strings.Builder
	at := -1 // the heading
	for line := range strings.Lines(columns(rows)) {
		b.WriteString(line)
		if at >= 0 && entries[at].Problem != nil {
			b.WriteString(indented("  ! ", sentence(entries[at].Problem), width) + "\n")
		}
		at++
	}
	return b.String()
}

// opened writes when a workbook was last opened, in the time of this machine.
func opened(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Local().Format("2 Jan 2006")
}

// printJSON prints a value for programs.
func (p *program) printJSON(v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return wrong("The list cannot be written as JSON. Nothing was changed; use it without --json.")
	}
	p.stdout.print(string(b) + "\n")
	return nil
}

// meeting writes the day of the conversation and how far off it is.
func (p *program) meeting(d value.Date) string {
	text := clean(d.String())
	if !d.OK() {
		return text
	}
	switch days := p.day().DaysTo(d); {
	case days == 0:
		return text + ", today"
	case days == 1:
		return text + ", tomorrow"
	case days > 1:
		return fmt.Sprintf("%s, in %d days", text, days)
	case days == -1:
		return text + ", yesterday"
	default:
		return fmt.Sprintf("%s, %d days ago", text, -days)
	}
}

// pack gives the words that come with the program.
func pack() (*content.Pack, error) {
	words, err := content.Builtin()
	if err != nil {
		return nil, wrong("The lessons that come with firstmile cannot be read: it was built wrong. Nothing was changed; please report it.")
	}
	return words, nil
}

func (p *program) show() *cobra.Command {
	return plain(&cobra.Command{
		Use:               "show NAME",
		Short:             "Print where a workbook stands",
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			_, _, snap, err := p.loadEntry(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			w := snap.Workbook
			words, why, err := p.words(w.Profile.Pack)
			if err != nil {
				return err
			}
			if why != "" {
				p.tell("%s", why)
			}
			p.stdout.print(wrapped(p.mapInWords(w, words), width(p.stdout.file)))
			p.tellUndecided(snap)
			return nil
		},
	})
}

// mapInWords says what the map shows.
func (p *program) mapInWords(w workbook.Workbook, words *content.Pack) string {
	var b strings.Builder
	name := clean(w.Profile.Name)
	if name == "" {
		name = noName
	}
	b.WriteString(name + "\n\n")

	var facts [][]string
	for _, f := range [][]string{
		{"Person", w.Profile.Person}, {"Employer", w.Profile.Employer}, {"Role", w.Profile.Role}, {"With", w.Profile.With},
		{"Meeting", p.meeting(w.Profile.Meeting)}, {"Currency", w.Currency()},
	} {
		if f[1] == "" && f[0] != "Person" {
			f[1] = "not yet answered"
		}
		if f[1] != "" {
			facts = append(facts, []string{f[0], clean(f[1])})
		}
	}
	if w.Profile.Pack != "" {
		facts = append(facts, []string{"Words of", clean(cmp.Or(words.Info.Name, w.Profile.Pack))})
	}
	b.WriteString(columns(facts))

	said := advice.Of(w, p.day())
	b.WriteString("\nLessons\n")
	var rows [][]string
	for _, pr := range said.Progresses() {
		state := map[advice.State]string{advice.Untouched: "open", advice.Started: "begun", advice.Done: "done"}[pr.State]
		if !pr.Lesson.Built() {
			state = "to read"
		}
		counted := pr.Count
		if pr.State == advice.Untouched {
			counted = ""
		}
		rows = append(rows, []string{fmt.Sprintf("  %d", pr.Lesson.Number()), words.Lesson(pr.Lesson).Title, state, counted})
	}
	b.WriteString(columns(rows))

	b.WriteString("\n" + findingsInWords(said.Findings()) + "\n")
	next := said.Next()
	if n := len(w.Notes); n > 0 {
		b.WriteString(value.Counted(n, "note") + " to place.\n")
	}
	says, doing := said.Then()
	if open := advice.Digest(said.Findings()); doing == advice.Rehearse && len(open) > 0 && open[0].Severity >= advice.Warns {
		says = open[0].Text + " " + open[0].Do // as the map has it
	}
	if doing != advice.GoOn {
		b.WriteString("Next: " + says + "\n")
	} else {
		fmt.Fprintf(&b, "Next lesson: %d, %s.\n", next.Number(), words.Lesson(next).Title)
	}
	return b.String()
}

// findingsInWords counts the findings by how much they matter.
func findingsInWords(all []advice.Finding) string {
	n := map[advice.Severity]int{}
	for _, f := range all {
		n[f.Severity]++
	}
	if len(all) == 0 {
		return "Still open: nothing was found."
	}
	return fmt.Sprintf("Still open: %d that block, %d that warn, %s. See firstmile check.",
		n[advice.Blocks], n[advice.Warns], value.Counted(n[advice.Hints], "hint"))
}
