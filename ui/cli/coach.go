package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// coachName is the folder in which a coach's own part of each workbook is kept, and coachOff
// the file that hides it: nothing is erased.
const (
	coachName = "coach"
	coachOff  = "coach.off"
)

// parts are what may stand beside each workbook.
func parts() []bolt.Part {
	return []bolt.Part{{Name: coachName, Called: "your side of this workbook", Schema: coach.Schema}}
}

// coaching tells whether the person keeps a coach's side.
func coaching(dir string) bool {
	_, on := os.Stat(filepath.Join(dir, coachName))
	_, off := os.Lstat(filepath.Join(dir, coachOff))
	return on == nil && errors.Is(off, fs.ErrNotExist)
}

// side is what a command of the coach's works on.
type side struct {
	files *bolt.Store
	books storage.Store
	parts storage.StoreOf[coach.Part]
	held  *bolt.Held[factsOn]
}

// side opens both stores, where the coach's side is on.
func (p *program) side() (side, error) {
	dir, err := p.folder()
	if err != nil {
		return side{}, err
	}
	if err := p.absent(dir); err != nil {
		return side{}, err
	}
	if !coaching(dir) {
		return side{}, wrong("Your side as a coach is off. Turn it on with: firstmile coach on.")
	}
	files, err := p.files()
	if err != nil {
		return side{}, err
	}
	return sideOf(files), nil
}

// sideOf is a coach's side in a store of workbooks.
func sideOf(files *bolt.Store) side {
	return side{files, storage.Cleaned(files), coachStore(files), &bolt.Held[factsOn]{}}
}

// find gives the client that a typed text means, unlocked where it has a passphrase.
func (s side) find(ctx context.Context, p *program, text string) (storage.Entry, storage.Snapshot, error) {
	entries, err := s.books.List(ctx)
	if err != nil {
		return storage.Entry{}, storage.Snapshot{}, p.about(err)
	}
	found, err := theOne(entries, text)
	if err != nil {
		return storage.Entry{}, storage.Snapshot{}, err
	}
	e := found[0]
	snap, err := p.read(ctx, s.books, e.ID)
	return e, snap, p.about(err)
}

// part is a coach's part of a workbook, an empty one where nothing was kept yet.
func (s side) part(ctx context.Context, id workbook.ID) (coach.Part, error) {
	snap, err := s.parts.Load(ctx, id)
	if errors.Is(err, storage.ErrNotFound) {
		return coach.Part{ID: id}, nil
	}
	return snap.Workbook, err
}

// edit changes a coach's part of a workbook.
func (s side) edit(ctx context.Context, id workbook.ID, change func(*coach.Part)) error {
	was, err := s.part(ctx, id)
	if err != nil {
		return err
	}
	next := was.Clone()
	change(&next)
	_, err = madePart(s.parts).Save(ctx, id, coach.Schema.Diff(&was, &next))
	return err
}

func (p *program) coach() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "coach",
		Short: "Your own side, when you coach others: notes, sessions, homework",
		Long: `Keep what is yours beside each client's workbook: notes, sessions and homework. Nothing of it is in any plan, export or share, and a client's passphrase seals it too.

It is off until you turn it on; turned off it is hidden, and nothing is erased.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.coachSwitch(true), p.coachSwitch(false), p.coachNote(), p.coachHomework(), p.coachSession())
	return cmd
}

func (p *program) coachSwitch(on bool) *cobra.Command {
	use, short, said := "on", "Keep a side of your own beside each workbook", "Your side as a coach is on. See firstmile coach --help."
	if !on {
		use, short, said = "off", "Hide your side; nothing of it is erased", "Your side as a coach is hidden. Nothing of it was erased."
	}
	return plain(&cobra.Command{
		Use: use, Short: short, Args: none,
		RunE: func(*cobra.Command, []string) error {
			if _, err := p.files(); err != nil {
				return err
			}
			dir, err := p.folder()
			if err != nil {
				return err
			}
			off := filepath.Join(dir, coachOff)
			if on {
				if err = os.Mkdir(filepath.Join(dir, coachName), 0o700); errors.Is(err, fs.ErrExist) {
					err = nil
				}
				if gone := os.Remove(off); err == nil && !errors.Is(gone, fs.ErrNotExist) {
					err = gone
				}
			} else {
				err = os.WriteFile(off, nil, 0o600)
			}
			if err != nil {
				return wrong("The data folder %s cannot be written. Nothing was changed.", path(dir))
			}
			p.stdout.print(said + "\n")
			return nil
		},
	})
}

func (p *program) coachNote() *cobra.Command {
	var lesson int
	var bring bool
	cmd := &cobra.Command{
		Use:   "note NAME TEXT",
		Short: "Keep a line that only you see",
		Long:  `Keep a line about a client that only you see. Where TEXT is -, every line of standard input becomes a note.`,
		Example: `firstmile coach note dana "Speaks of rent again: whose reason is it?" --bring
firstmile coach note dana "The two numbers were guesses" --lesson 3`,
		Args:              nameAndText,
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			if lesson < 0 || lesson > len(workbook.Lessons()) {
				return wrong("--lesson is a number from 1 to %d. Nothing was kept.", len(workbook.Lessons()))
			}
			texts, err := p.lines(args[1:])
			if err != nil {
				return err
			}
			return p.keep(cmd.Context(), args[0], "Kept. Only you see it.", func(part *coach.Part) {
				for _, text := range texts {
					n := coach.Note{ID: newID(), Text: text, Bring: bring, Made: p.day()}
					if lesson > 0 {
						n.On.Lesson = workbook.Lessons()[lesson-1]
					}
					part.Notes = append(part.Notes, n)
				}
			})
		},
	}
	cmd.Flags().IntVar(&lesson, "lesson", 0, "the lesson that it is about, 1 to 9")
	cmd.Flags().BoolVar(&bring, "bring", false, "bring it up in the next session")
	valueName(cmd, "lesson", "N")
	return plain(cmd)
}

func (p *program) coachHomework() *cobra.Command {
	var due, why string
	cmd := &cobra.Command{
		Use:               "homework NAME TASK",
		Short:             "Note what the client does until the next session",
		Example:           `firstmile coach homework dana "Three market figures" --due "22 nov" --why "Your number rests on one"`,
		Args:              nameAndText,
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := p.dayIn("due", due, value.Ahead)
			if err != nil {
				return err
			}
			tasks, err := p.lines(args[1:])
			if err != nil {
				return err
			}
			return p.keep(cmd.Context(), args[0], "Kept.", func(part *coach.Part) {
				for _, task := range tasks {
					part.Homework = append(part.Homework, coach.Homework{ID: newID(), Task: task, Why: clean(why), Due: day, Told: p.day()})
				}
			})
		},
	}
	cmd.Flags().StringVar(&due, "due", "", "the day by which it is to be done")
	cmd.Flags().StringVar(&why, "why", "", "what it is for")
	valueName(cmd, "due", "DATE")
	valueName(cmd, "why", "TEXT")
	return plain(cmd)
}

func (p *program) coachSession() *cobra.Command {
	var on, next, seen string
	cmd := &cobra.Command{
		Use:               "session NAME AGREED",
		Short:             "Note a session: what the two of you agreed, and when the next one is",
		Example:           `firstmile coach session dana "Asks Sam for an earlier day" --next "25 nov 10:00"`,
		Args:              nameAndText,
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := p.dayIn("day", on, value.Behind)
			if err != nil {
				return err
			}
			if !day.OK() {
				day = p.day()
			}
			ahead, err := p.dayIn("next", next, value.Ahead)
			if err != nil {
				return err
			}
			agreed, err := p.lines(args[1:])
			if err != nil {
				return err
			}
			return p.keep(cmd.Context(), args[0], "Kept. Only you see it.", func(part *coach.Part) {
				s := coach.Session{ID: newID(), Day: day, Seen: clean(seen)}
				for i, line := range agreed {
					if i > 0 {
						s.Agreed += "\n"
					}
					s.Agreed += line
				}
				part.Sessions = append(part.Sessions, s)
				part.Client.Next = ahead
			})
		},
	}
	cmd.Flags().StringVar(&on, "day", "", "the day of the session (default: today)")
	cmd.Flags().StringVar(&next, "next", "", "the day of the next one")
	cmd.Flags().StringVar(&seen, "seen", "", "what you saw")
	valueName(cmd, "day", "DATE")
	valueName(cmd, "next", "DATE")
	valueName(cmd, "seen", "TEXT")
	return plain(cmd)
}

// keep changes the coach's part of the workbook that a name means, and says so.
func (p *program) keep(ctx context.Context, name, said string, change func(*coach.Part)) error {
	s, err := p.side()
	if err != nil {
		return err
	}
	e, _, err := s.find(ctx, p, name)
	if err != nil {
		return err
	}
	if err := s.edit(ctx, e.ID, change); err != nil {
		return p.about(err)
	}
	p.stdout.print(said + "\n")
	return nil
}

// dayIn reads the day of a flag; blank where none was given.
func (p *program) dayIn(flag, text string, way value.Direction) (value.Date, error) {
	if text == "" {
		return value.Date{}, nil
	}
	day, err := value.ParseDate(text, p.day(), way)
	if err != nil {
		return day, wrong("--%s: %s Nothing was kept.", flag, err)
	}
	return day, nil
}
