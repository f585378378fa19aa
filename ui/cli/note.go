package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// keeping is one run of note.
type keeping struct {
	book    workbook.Workbook
	kpi     string // --kpi
	promise bool
	checkIn bool
	today   value.Date
	day     value.Date // --day, blank for a promise without one
	kept    []keptLine
	said    string // where the last line is kept, and what it says
}

// keptLine is one line in note --json.
type keptLine struct {
	Record workbook.Key `json:"record"`
	Field  string       `json:"field"`
	Day    value.Date   `json:"day"`
	Text   string       `json:"text"`
}

// keptLines is what note --json prints.
type keptLines struct {
	Workbook workbook.ID `json:"workbook"`
	Kept     []keptLine  `json:"kept"`
	Waiting  int         `json:"waiting"` // notes to place
}

func (p *program) note() *cobra.Command {
	var k keeping
	var day string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "note NAME TEXT",
		Short: "Keep a line of what happened, to be placed later",
		Long: `Keep one line while it is fresh. It waits on the map until you place it: as a proof of an ask, in a check-in, as the result of a target, or as extra work. ` +
			`Where TEXT is -, every line of standard input becomes a note.

With --kpi, --checkin or --promise it is placed at once. --kpi takes the beginning of a target's name, and TEXT is its result; --day is the day of a promise. A promise is yours; what they promised you belongs in a deal (lesson 5), or behind “They will” after the talk.`,
		Example: `firstmile note northwind "No planning error in week 4"
firstmile note northwind --kpi quota 131%
firstmile note northwind --checkin --day friday "Showed the log of January"
firstmile note northwind --promise --day "5 feb" "The rota"
git log --since yesterday --format=%s | firstmile note northwind -`,
		Args:              nameAndText,
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := k.fits(cmd); err != nil {
				return err
			}
			k.today = p.day()
			if err := k.readDay(day, cmd.Flags().Changed("day")); err != nil {
				return err
			}
			texts, err := p.lines(args[1:])
			if err != nil {
				return err
			}
			e, store, err := p.find(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if _, err := p.read(cmd.Context(), store, e.ID); err != nil {
				return p.about(err)
			}
			if err := k.save(cmd.Context(), store, e, texts); err != nil {
				return p.about(err)
			}
			if asJSON {
				return p.printJSON(keptLines{e.ID, k.kept, len(k.book.Notes)})
			}
			p.stdout.print(k.says() + "\n")
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&day, "day", "", "the day that it is about, such as 30 jan or 2027-01-30 (default: today)")
	flags.StringVar(&k.kpi, "kpi", "", "the result of this target")
	flags.BoolVar(&k.checkIn, "checkin", false, "what was shown in the check-in of the day")
	flags.BoolVar(&k.promise, "promise", false, "your promise to somebody, by the day where one is given")
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	valueName(cmd, "day", "DATE")
	valueName(cmd, "kpi", "TARGET")
	_ = cmd.RegisterFlagCompletionFunc("kpi", p.completeTarget)
	return plain(cmd)
}

// nameAndText takes a workbook's name and a text behind it.
func nameAndText(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return wrong("%s needs a workbook's name and a text: %s.", cmd.CommandPath(), cmd.UseLine())
	case strings.TrimSpace(args[0]) == "":
		return wrong("%s needs a workbook's name, and it is blank.", cmd.CommandPath())
	case len(args) == 1:
		return wrong("%s needs a text behind the name, or - for standard input: %s.", cmd.CommandPath(), cmd.UseLine())
	}
	return nil
}

// fits refuses flags that say two places at once, or none.
func (k *keeping) fits(cmd *cobra.Command) error {
	var places []string
	for _, name := range []string{"kpi", "checkin", "promise"} {
		if cmd.Flags().Changed(name) {
			places = append(places, "--"+name)
		}
	}
	switch {
	case len(places) > 1:
		return wrong("A line goes to one place, and %s are %s. Nothing was kept; leave out all but one.", value.List(places), value.Spell(len(places)))
	case cmd.Flags().Changed("kpi") && strings.TrimSpace(k.kpi) == "":
		return wrong("--kpi needs the name of a target, or its beginning. Nothing was kept.")
	}
	return nil
}

// readDay reads --day: what is noted has happened, what is promised is ahead.
func (k *keeping) readDay(text string, given bool) error {
	if !given {
		if k.day = k.today; k.promise {
			k.day = value.Date{}
		}
		return nil
	}
	way := value.Behind
	if k.promise {
		way = value.Ahead
	}
	day, err := value.ParseDate(text, k.today, way)
	switch {
	case err != nil:
		return wrong("--day: %s Nothing was kept.", err)
	case !day.OK():
		return wrong("--day: It is blank. Nothing was kept; type it such as 30 jan or 2027-01-30.")
	}
	k.day = day
	return nil
}

// What comes through a pipe is bounded: a file that was meant for another program
// would fill the workbook.
const (
	maxPiped = 1 << 20 // bytes
	maxLines = 200
)

// lines gives the texts of the arguments, or of standard input where they are a hyphen.
func (p *program) lines(args []string) ([]string, error) {
	from := []string{strings.Join(args, " ")}
	if len(args) == 1 && args[0] == "-" {
		data, err := io.ReadAll(io.LimitReader(p.stdin, maxPiped+1))
		switch {
		case err != nil:
			return nil, wrong("Standard input cannot be read. Nothing was kept; try again.")
		case len(data) > maxPiped:
			return nil, wrong("Standard input holds more than %d MiB. Nothing was kept; pipe in the lines that count.", maxPiped>>20)
		}
		from = strings.FieldsFunc(strings.TrimPrefix(string(data), "\ufeff"), func(r rune) bool { return r == '\n' || r == '\r' })
	}
	var out []string
	for _, s := range from {
		// The codes go before the letters of them would stand as text.
		if s = strings.TrimSpace(clean(ansi.Strip(strings.ToValidUTF8(s, "\ufffd")))); s != "" {
			out = append(out, s)
		}
	}
	switch {
	case len(out) == 0:
		return nil, wrong("There is no text in it. Nothing was kept.")
	case len(out) > maxLines:
		return nil, wrong("Standard input has %d lines, and %d at a time are kept. Nothing was kept; pipe in the lines that count.", len(out), maxLines)
	case slices.ContainsFunc(out, func(s string) bool { return utf8.RuneCountInString(s) > value.MaxText }):
		return nil, wrong("A line is longer than %d characters. Nothing was kept; shorten it.", value.MaxText)
	}
	return out, nil
}

// save keeps all lines, or none.
func (k *keeping) save(ctx context.Context, store storage.Store, e storage.Entry, texts []string) error {
	snap, err := store.Load(ctx, e.ID)
	if err != nil {
		return err
	}
	k.book = snap.Workbook.Clone()
	if k.kpi != "" && len(texts) > 1 {
		return wrong("A target has one result, and these are %s. Nothing was kept.", value.Count(len(texts), "line"))
	}
	for _, text := range texts {
		if err := k.keep(text); err != nil {
			return err
		}
	}
	if err := k.book.Validate(); err != nil {
		return wrong("Nothing was kept: %s", clean(err.Error()))
	}
	changes := workbook.Diff(snap.Workbook, k.book)
	if len(changes) == 0 {
		return nil // the result was so already
	}
	receipt, err := store.Save(ctx, e.ID, changes)
	switch {
	case err != nil:
		return &failure{text: err.Error() + " Nothing was kept; try again once that is mended.", cause: err}
	case len(receipt.Gone) > 0:
		return wrong("Another window has just deleted what this was about. Nothing was kept.")
	}
	return nil
}

// keep puts one line where the flags say.
func (k *keeping) keep(text string) error {
	w, day := &k.book, k.day
	line := keptLine{Day: day, Text: text}
	switch {
	case k.kpi != "":
		target, err := k.target()
		if err != nil {
			return err
		}
		line.Record = workbook.RecordKey(workbook.KPIRecords, target.ID)
		var recounts bool
		if line.Field, recounts, err = k.result(target, text); err != nil {
			return err
		}
		k.said = ", " + day.Short(k.today) + ": " + clean(target.Says())
		if target.Target.Statement != "" {
			k.said += ": " + target.Met.String()
		}
		if recounts {
			k.said += ". They have not counted it yet"
		}
	case k.checkIn:
		line.Record, line.Field = w.KeepCheckIn(newID(), day, text), "showed"
		k.said = " in the check-in of " + day.Short(k.today) + ": " + text
	case k.promise:
		line.Record, line.Field = w.KeepPromise(newID(), day, text), "what"
		k.said = " as your promise: " + text
		if day.OK() {
			k.said = " as your promise by " + day.Short(k.today) + ": " + text
		}
	default:
		line.Record, line.Field = w.KeepNote(newID(), day, text), "text"
		k.said = ", " + day.Short(k.today) + ": " + text
	}
	k.kept = append(k.kept, line)
	return nil
}

// target gives the one that --kpi names, as storage.Meant finds workbooks.
func (k *keeping) target() (*workbook.KPI, error) {
	all := targets(k.book)
	switch found := storage.Meant(all, k.kpi); {
	case len(found) == 1:
		return k.book.KPI(found[0].ID), nil
	case len(found) > 1:
		return nil, wrong("%s could be %s. Nothing was kept; type more of the name, or the id:\n%s", quoted(k.kpi), value.Counted(len(found), "target"), named(found))
	case len(all) == 0:
		return nil, wrong("There is no target %s, and none at all yet. Nothing was kept; lesson 7 asks for them.", quoted(k.kpi))
	}
	return nil, wrong("There is no target %s. Nothing was kept; there is:\n%s", quoted(k.kpi), named(all))
}

// targets are those of a workbook, as entries to match a name with.
func targets(w workbook.Workbook) []storage.Entry {
	var out []storage.Entry
	for _, t := range w.KPIs {
		out = append(out, storage.Entry{ID: t.ID, Name: t.What})
	}
	return out
}

// result gives a target its result. It answers the name of the field that holds it, and
// whether the other side had counted another one.
func (k *keeping) result(t *workbook.KPI, text string) (name string, recounts bool, err error) {
	says := quoted(cmp.Or(t.What, string(t.ID)))
	if t.ReadLater(k.day) {
		return "", false, wrong("%s was last read on %s: %s. A result of %s is older, so nothing was kept. Say the day with --day, or mend it in lesson 7.",
			says, t.AsOf.Short(k.today), clean(t.Actual.String()), k.day.Short(k.today))
	}
	if t.Target.Statement != "" {
		at := slices.IndexFunc(value.Answers(), func(a value.Answer) bool { return strings.EqualFold(text, a.String()) })
		if at < 0 {
			return "", false, wrong("%s is met or not, and %s does not say which. Nothing was kept; say yes or no, or leave out --kpi to keep it as a note.", says, quoted(text))
		}
		return "met", k.book.KeepMet(t.ID, value.Answers()[at], k.day), nil
	}
	amount, ok := k.book.ResultIn(t.ID, text, k.today)
	if !ok {
		like := "one amount"
		if t.Target.Amount.OK() {
			like += " to set beside " + clean(t.Target.String())
		}
		return "", false, wrong("%s does not give %s %s. Nothing was kept; type the number alone, or leave out --kpi to keep a note.", quoted(text), says, like)
	}
	return "actual", k.book.KeepResult(t.ID, amount, k.day), nil
}

// says tells what was kept, and how many notes wait.
func (k *keeping) says() string {
	who, one := "Kept", k.said
	if person := strings.TrimSpace(clean(k.book.Profile.Person)); person != "" {
		who += " for " + person
	}
	if n := len(k.kept); n > 1 {
		one = ": " + value.Counted(n, "line")
	}
	s := who + one
	if !strings.ContainsRune(".?!…", []rune(s)[len([]rune(s))-1]) {
		s += "."
	}
	if k.kpi == "" && !k.checkIn && !k.promise {
		s += fmt.Sprintf(" %s to place.", value.Counted(len(k.book.Notes), "note"))
	}
	return s
}

// completeTarget offers the targets of the workbook that is named already.
func (p *program) completeTarget(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	ctx := cmp.Or(cmd.Context(), context.Background())
	var out []string
	if len(args) > 0 {
		e, store, err := p.find(ctx, args[0])
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		if snap, err := store.Load(ctx, e.ID); err == nil { // a locked one is not asked for here
			for _, e := range targets(snap.Workbook) {
				if strings.HasPrefix(storage.FoldName(e.Name), storage.FoldName(typed)) {
					out = append(out, clean(e.Name))
				}
			}
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
