// Package cli is the commands of firstmile. It starts and stops everything: it
// names the concrete store, has the only clock, and is the last to leave, so
// that no answer stays unsaved.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"charm.land/fang/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/oklog/ulid/v2"
	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/ui/app"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Version is what --version prints.
const Version = "0.1.0"

// The exit statuses; the help of the root command explains them.
const (
	exitDone  = 0 // also when a question was answered with no
	exitFound = 1 // check, doctor or restore found something
	exitWrong = 2 // wrong use, or it could not be done
)

// program is one run of firstmile.
type program struct {
	stdin  *os.File
	typed  *bufio.Reader // of stdin; see line
	stdout *output
	stderr *os.File

	data      string        // --data
	today     value.Date    // --today, blank without it
	ascii     bool          // --ascii
	hide      bool          // --hide
	following app.Following // --follow and --all of open
	code      int           // the exit status when no error ends the command
}

// Main runs the command that args name and gives the exit status.
func Main(args []string, stdin, stdout, stderr *os.File) int {
	refuseCoreDumps() // a dump would hold every answer
	return execute(args, stdin, stdout, stderr)
}

func execute(args []string, stdin, stdout, stderr *os.File) int {
	p := &program{stdin: stdin, stdout: &output{file: stdout}, stderr: stderr}

	// Before it draws help or an error, fang asks the terminal for its background
	// through os.Stdin, which takes two seconds where nothing answers and eats
	// what was typed ahead. Our colors need no answer.
	if null, err := os.Open(os.DevNull); err == nil {
		os.Stdin = null
	}
	root := p.root()
	root.SetArgs(args)
	err := fang.Execute(context.Background(), root,
		fang.WithVersion(Version),
		fang.WithoutManpage(),
		fang.WithColorSchemeFunc(scheme),
		fang.WithErrorHandler(func(_ io.Writer, _ fang.Styles, err error) { p.tell("%s", sentence(err)) }),
	)
	switch {
	case err != nil:
		return exitWrong
	case p.stdout.err != nil && !errors.Is(p.stdout.err, os.ErrClosed):
		p.tell("The output could not be written in full, though the command did what it says. Make room, or send it elsewhere.")
		return exitWrong
	}
	return p.code
}

const rootHelp = `firstmile prepares you for a raise conversation: nine short lessons, one workbook. ` +
	`Nothing you type leaves this machine, and every answer is saved as you give it.

Without a command it opens the workbook. NAME is a workbook's name or the name of whose it is, or the beginning of either, accents or not; or its id, of which the first 10 letters will do. Put it in quotes when it has spaces.

Exit status:
  0  done
  1  check found something that blocks, doctor something that is wrong, content
     a fault in a pack, backup, restore or share left something out, or import
     something to decide
  2  wrong use, or it could not be done

Environment:
  FIRSTMILE_DATA  the data folder, where --data names none
  NO_COLOR        when it is not empty, nothing is colored`

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "firstmile",
		Short: "Prepare a raise conversation, in the terminal",
		Long:  rootHelp,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			text := fmt.Sprintf("There is no command %s.", quoted(args[0]))
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				text += " Did you mean " + near[0] + "?"
			}
			return wrong("%s See firstmile --help.", text)
		},
		RunE: func(*cobra.Command, []string) error { return p.openScreens() },
	}
	root.SuggestionsMinimumDistance = 2
	root.SetIn(p.stdin)
	root.SetErr(p.stderr)
	root.SetOut(p.stdout)
	if p.colors() {
		root.SetOut(p.stdout.file) // fang colors what it knows for a terminal
	}
	root.SetFlagErrorFunc(flagError)

	flags := root.PersistentFlags()
	flags.Func("data", "the data folder (default: firstmile in the user's data folder)", func(s string) error {
		p.data = s
		if s == "" {
			return wrong("--data needs the name of a folder.")
		}
		return nil
	})
	flags.Func("today", "the day to take for today, such as 2027-03-12 or +6w", func(s string) error {
		day, err := value.ParseDate(s, value.DateOf(time.Now()), value.Ahead)
		if err == nil && !day.OK() {
			err = errors.New("It is blank. Type it such as 12 mar, 2027-03-12 or +6w.")
		}
		if err != nil {
			return wrong("--today: %s", err)
		}
		p.today = day
		return nil
	})
	flags.BoolVar(&p.ascii, "ascii", false, "draw the screens with signs of ASCII alone")
	p.hides(root)
	valueName(root, "data", "DIR")
	valueName(root, "today", "DATE")
	_ = root.MarkPersistentFlagDirname("data")

	root.AddCommand(p.open(), p.create(), p.list(), p.show(), p.check(), p.history(), p.note(), p.export(), p.share(), p.importFile(), p.delete(), p.undelete(), p.erase(),
		p.passphrase(), p.doctor(), p.backup(), p.restore(), p.example(), p.content(), p.coach(), p.board(), p.brief(), p.report(), p.archive())
	root.SetHelpCommand(p.help())
	strictCompletion(root)
	return root
}

// help replaces cobra's own, which calls an unknown command a success.
func (p *program) help() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			to, rest, err := cmd.Root().Find(args)
			if err != nil || to == nil || len(rest) > 0 && to == cmd.Root() {
				return wrong("There is no command %s to explain. See firstmile --help.", quoted(strings.Join(args, " ")))
			}
			to.InitDefaultHelpFlag()
			return to.Help()
		},
	}
}

// strictCompletion has cobra's completion command refuse a shell that it does
// not know; by itself it shows its help and calls that a success.
func strictCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Short = "Write the script that completes commands in a shell"
		c.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return wrong("There is no completion for %s. Choose bash, zsh, fish or powershell.", quoted(args[0]))
			}
			return cmd.Help()
		}
		c.Args = cobra.ArbitraryArgs
	}
}

// one takes exactly one argument, which what names.
func one(what string) cobra.PositionalArgs { return upTo(1, what) }

// upTo takes so many arguments, one at least.
func upTo(most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return wrong("%s needs %s: %s.", cmd.CommandPath(), what, cmd.UseLine())
		case len(args) > most:
			takes := "one argument"
			if most > 1 {
				takes = fmt.Sprintf("%d arguments at most", most)
			}
			return wrong("%s takes %s, not %d. %s", cmd.CommandPath(), takes, len(args), inQuotes(cmd, args))
		}
		for _, arg := range args {
			if strings.TrimSpace(arg) == "" {
				return wrong("%s needs %s, and it is blank.", cmd.CommandPath(), what)
			}
		}
		return nil
	}
}

// inQuotes says how words are typed that are one name.
func inQuotes(cmd *cobra.Command, args []string) string {
	return fmt.Sprintf("A name with spaces goes in quotes: %s %s.", cmd.CommandPath(), argument(clean(strings.Join(args, " "))))
}

// none takes no argument.
func none(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrong("%s takes no argument, and %s is one. See %s --help.", cmd.CommandPath(), quoted(args[0]), cmd.CommandPath())
	}
	return nil
}

// now is the only clock of the program.
func (p *program) now() time.Time { return time.Now() }

// day is today: --today, or the clock's.
func (p *program) day() value.Date {
	if p.today.OK() {
		return p.today
	}
	return value.DateOf(p.now())
}

// newID makes an id; those of one run are in order even within a millisecond.
func newID() workbook.ID { return workbook.ID(ulid.Make().String()) }

// about adds to an error of the store what a person at a shell needs to know:
// which folder it speaks of.
func (p *program) about(err error) error {
	if err == nil {
		return nil
	}
	for _, kind := range []error{storage.ErrReadOnly, storage.ErrFull, storage.ErrIO, storage.ErrDamaged} {
		if dir, e := p.folder(); e == nil && errors.Is(err, kind) {
			return &failure{text: fmt.Sprintf("%s The data folder is %s.", err, clean(dir)), cause: err}
		}
	}
	return err
}

// colors tells whether escape codes may be written to standard output.
func (p *program) colors() bool {
	return term.IsTerminal(p.stdout.file.Fd()) && os.Getenv("NO_COLOR") == "" && !dumb()
}

// tell writes a message to standard error.
func (p *program) tell(format string, args ...any) {
	fmt.Fprintln(p.stderr, wrapped(value.Clean(fmt.Sprintf(format, args...)), width(p.stderr)))
}

// ask writes a question to standard error, where the answer is typed behind it.
func (p *program) ask(question string) { fmt.Fprint(p.stderr, wrapped(question, width(p.stderr))) }

// output is standard output without escape codes, whatever is written to it. It
// keeps the first error: a list that was cut short is no list.
type output struct {
	file *os.File
	err  error
}

// Write hides the file from whoever would color what goes to a terminal.
func (o *output) Write(b []byte) (int, error) {
	w := colorprofile.Writer{Forward: o.file, Profile: colorprofile.NoTTY}
	n, err := w.Write(b)
	o.keep(err)
	return n, err
}

// print writes text in which nothing is stripped but what Clean strips.
func (o *output) print(text string) {
	_, err := io.WriteString(o.file, value.Clean(text))
	o.keep(err)
}

// raw writes a file's bytes as they are.
func (o *output) raw(b []byte) {
	_, err := o.file.Write(b)
	o.keep(err)
}

func (o *output) keep(err error) {
	if o.err == nil {
		o.err = err
	}
}
