package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// clients gives the facts of every client. A workbook that is locked has none but an alias and
// days; one that cannot be read is told of, and the rest go on.
func (p *program) clients(ctx context.Context) ([]coach.Facts, error) {
	s, err := p.side()
	if err != nil {
		return nil, err
	}
	entries, err := s.books.List(ctx)
	if err != nil {
		return nil, p.about(err)
	}
	all := []coach.Facts{}
	for _, told := range s.facts(ctx, entries, p.day()) {
		if told.Err != nil {
			p.code = exitWrong
			p.tell("%s is left out. %s", quoted(label(told.Entry)), sentence(p.about(told.Err)))
			continue
		}
		all = append(all, told.Of.Facts)
	}
	return all, nil
}

// factsOn are facts as they were made on a day.
type factsOn struct {
	coach.Facts
	On value.Date `json:"on"`
}

// facts gives those of each entry, which the index keeps: only what was changed, or what is
// another on this day, is read.
func (s side) facts(ctx context.Context, entries []storage.Entry, today value.Date) []bolt.Told[factsOn] {
	return bolt.Digest[factsOn]{
		Store: s.files, Name: "facts", Held: s.held,
		Tell: func(ctx context.Context, e storage.Entry, was *factsOn) (factsOn, error) {
			snap, err := s.books.Load(ctx, e.ID)
			if errors.Is(err, storage.ErrLocked) {
				if was == nil {
					was = &factsOn{Facts: coach.Facts{ID: e.ID}}
				}
				return factsOn{was.Sealed(), today}, nil
			}
			if err != nil {
				return factsOn{}, err
			}
			source, err := s.source(ctx, snap)
			return factsOn{source.Facts(today), today}, err
		},
		Keep:  func(f factsOn) factsOn { return factsOn{f.Sealed(), f.On} },
		Stale: func(f factsOn) bool { return f.Stale(today) || today.Before(f.On) },
	}.All(ctx, entries)
}

// source is what facts of one client are made of.
func (s side) source(ctx context.Context, snap storage.Snapshot) (coach.Source, error) {
	part, err := s.part(ctx, snap.Workbook.ID)
	return coach.Source{Workbook: snap.Workbook, Part: part, Changed: value.DateOf(snap.Saved.Local()), Decide: len(snap.Sides)}, err
}

// boarded is one client in board --json.
type boarded struct {
	coach.Facts
	Rule  string `json:"rule"`
	Says  string `json:"says"`
	Needs bool   `json:"needsyou"`
}

func (p *program) board() *cobra.Command {
	var order, filter string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "board",
		Short: "Who needs you, and why: all clients, the most urgent first",
		Long: `List your clients with the talk, how far each has come, what blocks, homework and sessions, and why one needs you. ! marks those who do.

It is there once you coach: firstmile coach on.`,
		Example: `firstmile board
firstmile board --sort talk --filter late`,
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			by := coach.Order(cmp.Or(order, string(coach.ByAttention)))
			if !slices.Contains(coach.Orders(), by) {
				return wrong("--sort cannot be %s. See firstmile board --help.", quoted(order))
			}
			all, err := p.clients(cmd.Context())
			if err != nil {
				return err
			}
			lines := coach.ParseFilter(filter).Keep(coach.Board(all, p.day()), p.day())
			coach.Sort(lines, by, p.day())
			if asJSON {
				out := []boarded{}
				for _, l := range lines {
					out = append(out, boarded{*l.Facts, l.Reason.Rule, l.Reason.Sentence(), l.Reason.NeedsYou()})
				}
				return p.printJSON(out)
			}
			p.stdout.print(columns(p.boardRows(lines)))
			if len(lines) == 0 {
				p.tell("No client is listed.")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&order, "sort", "", "what comes first: attention, talk, name, homework, session or news")
	cmd.Flags().StringVar(&filter, "filter", "", "only some: needs, late, talk, quiet, or a tag")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	valueName(cmd, "sort", "ORDER")
	valueName(cmd, "filter", "WHICH")
	return plain(cmd)
}

// boardRows are the cells of the board.
func (p *program) boardRows(lines []coach.Line) [][]string {
	if len(lines) == 0 {
		return nil
	}
	rows := [][]string{{"", "Client", "Talk", "Lessons", "Blocks", "Homework", "Session", "Why"}}
	for _, l := range lines {
		sign := "·"
		if l.Reason.NeedsYou() {
			sign = "!"
		}
		if l.Locked {
			rows = append(rows, []string{sign, clean(l.Called()), "–", "locked", "–", "–", "–", ""})
			continue
		}
		homework, _ := coach.Waiting(l.Homework, p.day())
		session := l.NextSession(p.day())
		if !session.OK() {
			session, _ = l.LastSession(p.day())
		}
		blocks := "–"
		if l.Blocks > 0 {
			blocks = fmt.Sprint(l.Blocks)
		}
		rows = append(rows, []string{sign, cut(clean(l.Called()), maxCell), cmp.Or(l.Talk.Short(p.day()), "–"), fmt.Sprintf("%d of %d", l.Done, l.Built),
			blocks, homeworkSays(homework, p.day()), cmp.Or(session.Short(p.day()), "–"), clean(l.Reason.Sentence())})
	}
	return rows
}

// homeworkSays is how a client's homework stands, in a few words.
func homeworkSays(t coach.Task, today value.Date) string {
	if t.State == "" {
		return "–"
	}
	return t.Says(today)
}

func (p *program) brief() *cobra.Command {
	var to, format string
	var amounts, asJSON bool
	cmd := &cobra.Command{
		Use:   "brief NAME",
		Short: "What to know before a session, on one page",
		Long: `Print what you need before a session with a client: why they need you, what changed since the last one, what blocks, homework, and what you wanted to bring up. It is for you alone.

Amounts are left out unless you ask for them.`,
		Example:           "firstmile brief dana\nfirstmile brief dana --format md -o dana.md",
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "md" {
				return wrong("--format is text or md, not %s.", quoted(format))
			}
			s, err := p.side()
			if err != nil {
				return err
			}
			_, snap, err := s.find(cmd.Context(), p, args[0])
			if err != nil {
				return err
			}
			made, err := s.brief(cmd.Context(), snap, amounts, p.day())
			if err != nil {
				return p.about(err)
			}
			if asJSON {
				return p.printJSON(made)
			}
			text := made.Markdown()
			if format == "text" {
				text = ""
				for _, line := range made.Lines() {
					text += line + "\n"
				}
			}
			if to == "" || to == "-" {
				p.stdout.print(text)
				return nil
			}
			written, err := writeFile(to, []byte(text), false)
			if err != nil {
				return err
			}
			p.tell("Written to %s. It is for you alone.", path(written))
			return nil
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "the file to write, - for standard output")
	cmd.Flags().StringVar(&format, "format", "text", "text or md")
	cmd.Flags().BoolVar(&amounts, "amounts", false, "with amounts")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	valueName(cmd, "output", "FILE")
	valueName(cmd, "format", "FORMAT")
	return plain(cmd)
}

// brief makes the brief of a client.
func (s side) brief(ctx context.Context, snap storage.Snapshot, amounts bool, today value.Date) (coach.Brief, error) {
	source, err := s.source(ctx, snap)
	if err != nil {
		return coach.Brief{}, err
	}
	b := coach.Briefed{Source: source, Amounts: amounts}
	if last, held := source.Facts(today).LastSession(today); held > 0 {
		if b.Then, err = s.then(ctx, snap.Workbook.ID, last); err != nil {
			return coach.Brief{}, err
		}
		b.Since = last
	}
	return b.Brief(today), nil
}

// then gives a workbook as it was at the end of a day, nil where its history does not reach
// back so far.
func (s side) then(ctx context.Context, id workbook.ID, day value.Date) (*workbook.Workbook, error) {
	log, err := s.books.History(ctx, id)
	if err != nil {
		return nil, err
	}
	w, any := workbook.Workbook{ID: id}, false
	for _, r := range log {
		if value.DateOf(r.At.Local()).DaysTo(day) < 0 {
			break
		}
		if workbook.Schema.Replay(&w, r.Changes) != nil {
			return nil, nil
		}
		any = any || len(r.Changes) > 0 // a choice between two answers may stand before what is gone
	}
	if !any {
		return nil, nil
	}
	return &w, nil
}

func (p *program) report() *cobra.Command {
	var due, initials, asJSON bool
	var format string
	cmd := &cobra.Command{
		Use:   "report",
		Short: "All clients in a few lines, for yourself or a supervisor",
		Long: `Print who needs you and why, and what is ahead in the next seven days. It holds no amount, no note, no employer and no answer.

With --due it is for a script that runs each morning: it prints those who need you, and the exit status is 1 when there is one.`,
		Example: "firstmile report\nfirstmile report --due --initials",
		Args:    none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "md" {
				return wrong("--format is text or md, not %s.", quoted(format))
			}
			all, err := p.clients(cmd.Context())
			if err != nil {
				return err
			}
			r := coach.ReportOn(all, initials, p.day())
			if due && r.Need > 0 {
				p.code = max(p.code, exitFound)
			}
			head, rows, foot := r.Text()
			switch {
			case asJSON:
				return p.printJSON(r)
			case format == "md":
				p.stdout.print(r.Markdown())
			case due:
				p.stdout.print(columns(rows))
			default:
				p.stdout.print(head + "\n" + columns(rows) + foot + "\n")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&due, "due", false, "only those who need you; exit status 1 when there is one")
	cmd.Flags().BoolVar(&initials, "initials", false, "with initials instead of names")
	cmd.Flags().StringVar(&format, "format", "text", "text or md")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	valueName(cmd, "format", "FORMAT")
	return plain(cmd)
}

func (p *program) archive() *cobra.Command {
	var undo bool
	cmd := &cobra.Command{
		Use:               "archive NAME",
		Short:             "Take a client out of the board's rules and the reports; the workbook stays",
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			said := "Archived. --undo takes it back."
			if undo {
				said = "Active again."
			}
			return p.keep(cmd.Context(), args[0], said, func(part *coach.Part) { part.Client.Archived = !undo })
		},
	}
	cmd.Flags().BoolVar(&undo, "undo", false, "make the client active again")
	return plain(cmd)
}
