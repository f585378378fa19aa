package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"firstmile/storage"
	"firstmile/workbook"
)

func (p *program) passphrase() *cobra.Command {
	var change, remove bool
	cmd := &cobra.Command{
		Use:   "passphrase NAME",
		Short: "Give a workbook a passphrase, change it or take it away",
		Long: "With a passphrase nobody can read the workbook's files without it: answers, history, copies and names are encrypted. " +
			"It prints a recovery code, which opens the workbook if the passphrase is forgotten; without both it cannot be opened by anybody. " +
			"Where the command is cut off before you have written the code down, --change makes another one, with the passphrase. " +
			"While it is locked, the workbook is listed by its id. Files that were exported stay as they are, and so do copies that a backup program made before.",
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			e, store, err := p.find(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			switch {
			case change && remove:
				return wrong("--change and --remove are two things. Nothing was changed; leave out one.")
			case !e.Protected && (change || remove):
				return wrong("%s has no passphrase. Nothing was changed; without a flag the command gives it one.", quoted(label(e)))
			case e.Protected && !change && !remove:
				return wrong("%s has a passphrase already. Nothing was changed; add --change for another one, or --remove.", quoted(label(e)))
			}
			return p.protect(cmd.Context(), store, e, remove)
		},
	}
	cmd.Flags().BoolVar(&change, "change", false, "give it another passphrase, and another recovery code")
	cmd.Flags().BoolVar(&remove, "remove", false, "take the passphrase away: the files can be read again")
	return plain(cmd)
}

func (p *program) protect(ctx context.Context, store storage.Store, e storage.Entry, remove bool) (err error) {
	var was, next string
	if e.Protected {
		if was, _, err = p.unlock(ctx, store, e.ID); err != nil {
			return p.about(err)
		}
	}
	if !remove {
		if next, err = p.newSecret(); err != nil {
			return err
		}
	}
	code, err := store.Protect(ctx, e.ID, was, next)
	if code != "" { // it counts where not all is sealed yet, too
		p.stdout.print("Recovery code: " + code + "\n")
	}
	switch {
	case err != nil && code != "":
		p.tell("%s", storage.AboutRecovery)
		return p.about(err)
	case err != nil:
		return p.about(err)
	case remove:
		p.tell("%s", storage.PassphraseGone)
		return nil
	}
	p.tell("%s %s The workbook is listed as %s while it is locked.", storage.PassphraseSet, storage.AboutRecovery, e.ID)
	if term.IsTerminal(p.stdout.file.Fd()) {
		p.tell("The code stays in what this terminal remembers: once it is written down, close this window.")
	}
	return nil
}

// errRefused is of a new passphrase that cannot be taken.
var errRefused = errors.New("the new passphrase is refused")

// newSecret asks for a new passphrase, twice.
func (p *program) newSecret() (secret string, err error) {
	err = p.again(errRefused, func() error {
		secret, err = p.secret(fmt.Sprintf("New passphrase (at least %d characters): ", storage.MinPassphrase))
		if err != nil {
			return err
		}
		if err := storage.CheckPassphrase(secret); err != nil {
			return &failure{text: err.Error(), cause: errRefused}
		}
		same, err := p.secret("The same again: ")
		if err != nil {
			return err
		}
		if err := storage.CheckAgain(secret, same); err != nil {
			return &failure{text: err.Error(), cause: errRefused}
		}
		return nil
	})
	return secret, err
}

// unlock asks for the passphrase of a workbook and opens it with that, or with its code.
func (p *program) unlock(ctx context.Context, store storage.Store, id workbook.ID) (secret string, byCode bool, err error) {
	err = p.again(storage.ErrPassphrase, func() error {
		if secret, err = p.secret("Passphrase, or recovery code: "); err != nil {
			return err
		}
		byCode, err = store.Unlock(ctx, id, secret)
		return err
	})
	return secret, byCode, err
}

// attempts is how often a passphrase is asked for on a terminal: the next one would be typed
// into the shell, where all can read it.
const attempts = 3

// again asks until what was typed is taken; wrong is the error that asking again may mend. A
// pipe is asked once.
func (p *program) again(wrong error, ask func() error) error {
	for n := 1; ; n++ {
		err := ask()
		if n == attempts || !errors.Is(err, wrong) || !term.IsTerminal(p.stdin.Fd()) {
			return err
		}
		p.tell("%s", sentence(err))
	}
}

// secret asks for a passphrase on the terminal, without showing it; without a terminal it
// is a line of standard input.
func (p *program) secret(question string) (string, error) {
	if term.IsTerminal(p.stdin.Fd()) {
		p.ask(question)
		typed, err := term.ReadPassword(p.stdin.Fd())
		fmt.Fprintln(p.stderr)
		if err != nil {
			return "", wrong("The passphrase could not be read from the terminal. Nothing was changed; try it again.")
		}
		return string(typed), nil
	}
	line, ended := p.line()
	if line == "" && ended {
		return "", wrong("A passphrase is needed, and there is no terminal to ask for it on. Nothing was changed; type the command in a terminal.")
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// line reads one line of standard input, and whether it ended there.
func (p *program) line() (line string, ended bool) {
	if p.typed == nil {
		p.typed = bufio.NewReader(p.stdin)
	}
	line, err := p.typed.ReadString('\n')
	return line, err != nil
}

// read loads a workbook, asking for its passphrase where it has one, and tells what was mended.
func (p *program) read(ctx context.Context, store storage.Store, id workbook.ID) (snap storage.Snapshot, err error) {
	defer func() {
		if snap.Mended != "" {
			p.tell("%s", snap.Mended)
		}
	}()
	snap, err = store.Load(ctx, id)
	if !errors.Is(err, storage.ErrLocked) {
		return snap, err
	}
	_, byCode, err := p.unlock(ctx, store, id)
	if err != nil {
		return storage.Snapshot{}, err
	}
	if byCode {
		p.tell("%s firstmile passphrase %s --change gives it a new passphrase.", storage.OpenedByCode, id)
	}
	return store.Load(ctx, id)
}
