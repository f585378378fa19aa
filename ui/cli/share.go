package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"filippo.io/age"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/reply"
	"firstmile/workbook/schema"
	"firstmile/workbook/share"
	"firstmile/workbook/value"
)

func (p *program) share() *cobra.Command {
	var to, from, secretFile string
	var open, everything, force bool
	cmd := &cobra.Command{
		Use:   "share NAME",
		Short: "Write a file for a coach, or for your other machine",
		Long: `Write a workbook to a file that firstmile import takes in on another machine, where it is brought together with what is there. ` +
			`It is encrypted with a passphrase, in the format of age, unless it is --plain.

The file goes without what you marked private, without what hangs on that, and without texts that repeat it. ` +
			`On a terminal each of these texts is shown, and you can release it; elsewhere they are left out and named, and the exit status is 1. ` +
			`--everything leaves nothing out: it is for a machine of your own.`,
		Example: `firstmile share northwind
firstmile share northwind --passphrase-file secret.txt -o for-lee.firstmile
firstmile share northwind --everything`,
		Args:              one("a workbook's name"),
		ValidArgsFunction: p.completeName,
		RunE: func(cmd *cobra.Command, args []string) error {
			asks := term.IsTerminal(p.stdin.Fd())
			switch {
			case to == "" && cmd.Flags().Changed("output"):
				return wrong("--output needs the name of a file, or - for standard output.")
			case open && secretFile != "":
				return wrong("--plain and --passphrase-file are two things. Nothing was written; leave out one.")
			case !open && secretFile == "" && !asks:
				return wrong("A passphrase is needed, and there is no terminal to ask for it on. Nothing was written; " +
					"name a file that has it with --passphrase-file, or add --plain.")
			case to == "-" && !open && term.IsTerminal(p.stdout.file.Fd()):
				return wrong("An encrypted file is nothing to read on a terminal. Nothing was written; send it to a file with -o.")
			}
			_, _, snap, err := p.loadEntry(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			w := snap.Workbook
			p.tellUndecided(snap)
			if everything && asks && !p.agrees("The file will have every answer, and what you marked private too. Is it for a machine of your own? Type yes: ") {
				p.tell("Nothing was written.")
				return nil
			}
			secret := ""
			switch {
			case open:
			case secretFile != "":
				if secret, err = secretIn(secretFile); err == nil {
					err = storage.CheckPassphrase(secret)
				}
			default:
				secret, err = p.newSecret()
			}
			if err != nil {
				return err
			}
			sender := reply.Sender{Name: cmp.Or(value.Name(from), w.Profile.Person), Day: p.day()}
			f, left := share.Whole(w, sender, ""), []share.LeftOut(nil)
			if !everything {
				f, left = share.Of(w, workbook.Workbook{}, sender, "", p.releases(w, asks))
			}
			data, err := share.Export(f)
			if err == nil {
				data, err = sealed(data, secret)
			}
			if err != nil {
				return wrong("The workbook cannot be written as a file to share. Nothing was written; firstmile export writes its plan.")
			}
			if to == "-" {
				p.stdout.raw(data)
			} else {
				written, err := writeFile(cmp.Or(to, "share-"+p.day().ISO()+".firstmile"), data, force)
				if errors.Is(err, fs.ErrExist) {
					return wrong("%s Use --force to replace it, or -o for another file.", err)
				}
				if err != nil {
					return err
				}
				p.stdout.print(clean(written) + "\n")
			}
			if asks {
				return nil // each was shown
			}
			for _, l := range left {
				p.tell("Left out: %s", p.repeats(w, l))
				p.code = exitFound
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&to, "output", "o", "", "the file to write, or - for standard output")
	flags.StringVar(&from, "from", "", "who it comes from, to be shown (default: the name in the workbook)")
	flags.StringVar(&secretFile, "passphrase-file", "", "a file whose first line is the passphrase")
	flags.BoolVar(&open, "plain", false, "do not encrypt it")
	flags.BoolVar(&everything, "everything", false, "leave nothing out: for a machine of your own")
	flags.BoolVar(&force, "force", false, "replace a file that is there")
	valueName(cmd, "output", "FILE")
	valueName(cmd, "from", "NAME")
	valueName(cmd, "passphrase-file", "FILE")
	return plain(cmd)
}

// releases asks on a terminal whether a text that repeats what is private may go.
func (p *program) releases(w workbook.Workbook, asks bool) func(share.LeftOut) bool {
	return func(l share.LeftOut) bool {
		return asks && p.agrees(p.repeats(w, l)+" Is it to go along all the same? Type yes: ")
	}
}

// repeats says which text it is that repeats what is private, and why it may.
func (p *program) repeats(w workbook.Workbook, l share.LeftOut) string {
	return fmt.Sprintf("%s, “%s”: %s", clean(p.placeOf(w, l.Record, l.Field)), clean(value.Shorten(l.Text, value.MaxQuote)), l.Why)
}

// placeOf names an answer as the screens do: "Base pay, minimum".
func (p *program) placeOf(w workbook.Workbook, record workbook.Key, field string) string {
	name, _, _ := strings.Cut(field, "/")
	asked := name
	if f := workbook.Schema.Field(record.Collection(), name); f != nil {
		if words, err := pack(); err == nil {
			asked = cmp.Or(words.Field(f.Label).Label, name)
		}
	}
	return whatOf(w.NameOf(record, p.day()), asked)
}

// secretIn reads a passphrase from the first line of a file.
func secretIn(name string) (string, error) {
	f, err := os.Open(homed(name))
	if err != nil {
		return "", wrong("%s cannot be read for its passphrase. Nothing was done; check the name, and who may read it.", path(name))
	}
	defer f.Close()
	const most = 4096 // bytes, more than a passphrase has
	data, err := io.ReadAll(io.LimitReader(f, most))
	line, _, _ := strings.Cut(string(data), "\n")
	if line = strings.TrimRight(line, "\r"); err != nil || line == "" {
		return "", wrong("%s has no passphrase in its first line. Nothing was done; write it there.", path(name))
	}
	return line, nil
}

const (
	// ageHeader begins what age has encrypted.
	ageHeader = "age-encryption.org/v1\n"
	// workFactor is how much work a passphrase is to try, as a power of two: 2^18 takes a
	// second and 256 MiB, and a file that asks for more is refused.
	workFactor = 18
)

// sealed encrypts a file with a passphrase; "" leaves it as it is.
func sealed(data []byte, secret string) ([]byte, error) {
	if secret == "" {
		return data, nil
	}
	to, err := age.NewScryptRecipient(norm.NFC.String(secret))
	if err != nil {
		return nil, err
	}
	to.SetWorkFactor(workFactor)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// errSealed is of a file that a passphrase does not open.
var errSealed = errors.New("the passphrase does not open the file")

// unsealed decrypts what sealed encrypted.
func unsealed(data []byte, secret, name string) ([]byte, error) {
	with, err := age.NewScryptIdentity(norm.NFC.String(secret))
	if err != nil {
		return nil, &failure{text: "A passphrase is needed. Nothing was taken in; try it again.", cause: errSealed}
	}
	with.SetMaxWorkFactor(workFactor)
	r, err := age.Decrypt(bytes.NewReader(data), with)
	if _, no := errors.AsType[*age.NoIdentityMatchError](err); no {
		return nil, &failure{text: fmt.Sprintf("This is not the passphrase of %s. Nothing was taken in; try it again.", name), cause: errSealed}
	}
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(r, schema.MaxImport+1)) // more than that is refused where it is read
	}
	if err != nil {
		return nil, wrong("%s is damaged, or it was not encrypted by firstmile. Nothing was taken in; ask for it once more.", name)
	}
	return data, nil
}
