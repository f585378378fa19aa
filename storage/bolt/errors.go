package bolt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// problem is an error in one sentence that the person reads on the status
// line. cause is for errors.Is and is never shown: it may quote a path.
type problem struct {
	text  string
	kind  error // one of storage.Err…, or nil
	cause error // nil where it could quote an answer
}

func (p *problem) Error() string { return p.text }

func (p *problem) Unwrap() []error {
	var out []error
	for _, err := range []error{p.kind, p.cause} {
		if err != nil {
			out = append(out, err)
		}
	}
	return out
}

// errSchema and errChecks are what reading finds wrong; explain puts them into words.
var (
	errSchema = errors.New("newer schema")
	errFirst  = errors.New("the schema of the first programs")
	errChecks = errors.New("a checksum or the state does not match")
	errBehind = errors.New("older than its copies")
	errLocked = errors.New("the workbook has a passphrase")
	errMoved  = errors.New("another file stands in its place")
)

// action is what was being done when something went wrong: what the person
// should know differs between an answer that waits and a list that is short.
type action int

const (
	reading action = iota
	saving
	managing // creating, deleting, undeleting, erasing
)

// sentences say what happened, and but for a save what was kept and what to do: only who
// asked for the save knows that.
var sentences = map[error][3]string{
	storage.ErrNotFound: {
		reading:  "This workbook is not in the data folder any more: it was erased or moved. Nothing was changed; open the list again.",
		saving:   "Not saved: this workbook is not in the data folder any more.",
		managing: "This workbook is not in the data folder. Nothing was changed; open the list again.",
	},
	storage.ErrDeleted: {
		reading:  "This workbook was deleted in another window. Nothing was changed; it can be brought back for 30 days.",
		saving:   "Not saved: this workbook was deleted in another window.",
		managing: "This workbook was deleted in another window. Nothing was changed; it can be brought back for 30 days.",
	},
	storage.ErrExists: {
		managing: "A workbook with this id is there already. Nothing was changed; undelete or erase that one first.",
	},
	storage.ErrNewer: {
		reading:  "A newer firstmile wrote this workbook. Nothing was changed; open or export it with that version.",
		saving:   "Not saved: a newer firstmile changed this workbook.",
		managing: "A newer firstmile wrote this workbook. Nothing was changed; open or export it with that version.",
	},
	storage.ErrBusy: {
		reading:  "Another window is saving this workbook. Nothing was changed; open it again in a moment.",
		saving:   "Not saved yet: another window is saving this workbook.",
		managing: "Another window is saving this workbook. Nothing was changed; try again in a moment.",
	},
	storage.ErrReadOnly: {
		reading:  "The data folder cannot be opened. Nothing was changed; check who may read it.",
		saving:   "Not saved: the data folder cannot be written.",
		managing: "The data folder cannot be written. Nothing was changed; check who may write to it.",
	},
	storage.ErrLocked: {
		reading:  "This workbook has a passphrase. Nothing was changed; open it with the passphrase.",
		saving:   "Not saved: this workbook was given a passphrase in another window.",
		managing: "This workbook has a passphrase. Nothing was changed; open it with the passphrase first.",
	},
	storage.ErrPassphrase: {
		reading:  "This is not the passphrase. Nothing was changed; try it again, or enter the recovery code.",
		managing: "This is not the passphrase. Nothing was changed; try it again, or enter the recovery code.",
	},
	storage.ErrFull: {
		reading:  "The disk is full. Nothing was changed; make room and open the workbook again.",
		saving:   "Not saved: the disk is full.",
		managing: "The disk is full. Nothing was changed; make room and try again.",
	},
	storage.ErrIO: {
		reading:  "The disk reports an error. Nothing was changed; copy the data folder to another disk before it gets worse.",
		saving:   "Not saved: the disk reports an error.",
		managing: "The disk reports an error. Nothing was changed; copy the data folder to another disk before it gets worse.",
	},
}

// away is a folder that is not there, as when a stick was pulled out: nothing was deleted.
type away struct{ folder string }

func (a *away) Error() string        { return "no folder " + a.folder }
func (a *away) Is(target error) bool { return target == storage.ErrGone }

// text names the folder, since that is what the person has to bring back.
func (a *away) text(doing action) string {
	what := "folder " + value.CleanLine(a.folder) + " is not there any more (a stick pulled out?)."
	if doing == saving {
		return "Not saved: the " + what
	}
	return "The " + what + " Nothing was changed; try again when it is back."
}

// The sentence on damage names the folder, since that is what a backup holds.
func damagedText(id workbook.ID, doing action) string {
	if doing == saving {
		return "Not saved: the workbook's file is damaged and was left as it was."
	}
	return "This workbook's file is damaged and was left as it was. Restore workbooks/" + string(id) + " from a backup: firstmile restore."
}

// explain is explain with what only a look at the folders tells: a workbook that is not
// found may be deleted, or the data folder be away with all of them.
func (s *store) explain(id workbook.ID, doing action, err error) error {
	if doing != saving {
		err = s.filed(err)
	}
	if already := (*problem)(nil); classify(err) == storage.ErrNotFound && !errors.As(err, &already) {
		if _, gone := os.Stat(s.books()); errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(&away{s.dir}, err)
		} else if _, there := os.Stat(s.trash(id)); there == nil && id != "" {
			err = errors.Join(storage.ErrDeleted, err)
		}
	}
	err = explain(id, doing, err)
	if said, is := errors.AsType[*problem](err); is && s.whose != nil {
		return &problem{s.inWords(said.text), said.kind, said.cause}
	}
	return err
}

// filed tells of a file that stands where one of the store's own folders should.
func (b *base) filed(err error) error {
	at, is := errors.AsType[*fs.PathError](err)
	if !is || !errors.Is(err, syscall.ENOTDIR) || at.Path != b.books() && at.Path != b.deleted() {
		return err
	}
	text := "“" + filepath.Base(at.Path) + "” in the data folder is a file, not a folder. Nothing was changed; move it elsewhere."
	return &problem{text, storage.ErrReadOnly, err}
}

// unread tells that it is a workbook's own file that may not be read.
func unread(err error) bool {
	at, is := errors.AsType[*fs.PathError](err)
	return is && errors.Is(err, fs.ErrPermission) && filepath.Base(at.Path) == fileName
}

// readOnlyFile names the file of a workbook that is read only in a folder that is not, from the
// data folder on; "" where it is not that which an error is about.
func readOnlyFile(err error) string {
	if !unread(err) {
		return ""
	}
	at, _ := errors.AsType[*fs.PathError](err)
	folder := filepath.Dir(at.Path)
	file, err := os.Stat(at.Path)
	around, gone := os.Stat(folder)
	if err != nil || gone != nil || file.Mode().Perm()&0o200 != 0 || around.Mode().Perm()&0o200 == 0 {
		return ""
	}
	return filepath.ToSlash(filepath.Join(filepath.Base(filepath.Dir(folder)), filepath.Base(folder), fileName))
}

// explain wraps what went wrong in one sentence for the person.
func explain(id workbook.ID, doing action, err error) error {
	if err == nil {
		return nil
	}
	if already := (*problem)(nil); errors.As(err, &already) {
		return err
	}
	kind := classify(err)
	gone := (*away)(nil)
	switch {
	case errors.As(err, &gone):
		return &problem{gone.text(doing), storage.ErrGone, err}
	case errors.Is(err, errKeyless):
		return &problem{keylessText[doing], storage.ErrDamaged, err}
	case errors.Is(err, errForeign):
		return &problem{foreignText[doing], kind, err}
	case kind == storage.ErrDamaged:
		return &problem{damagedText(id, doing), kind, err}
	case errors.Is(err, syscall.ENOTDIR) && doing != saving:
		return &problem{"The data folder is a file, not a folder. Nothing was changed; name a folder.", kind, err}
	case doing == reading && unread(err):
		return &problem{"This workbook's file cannot be read. Nothing was changed; check who may read it.", kind, err}
	case doing == saving && readOnlyFile(err) != "":
		return &problem{"Not saved: this workbook's own file, workbook.db, is read only.", kind, err}
	case doing == managing && readOnlyFile(err) != "":
		return &problem{"This workbook's own file is read only. Nothing was changed; allow writing to " + readOnlyFile(err) + ".", kind, err}
	case kind != nil && sentences[kind][doing] != "":
		return &problem{sentences[kind][doing], kind, err}
	case doing == saving:
		return &problem{"Not saved: the disk or the system refused.", nil, err}
	case doing == reading:
		return &problem{"This workbook cannot be read now: the disk or the system refused. Nothing was changed; try again.", nil, err}
	default:
		return &problem{"The disk or the system refused. Nothing was changed; try again in a moment.", nil, err}
	}
}

// classify tells which of storage's errors an error is; nil when none.
func classify(err error) error {
	if err == nil {
		return nil
	}
	for _, kind := range []error{
		storage.ErrGone, storage.ErrDeleted, storage.ErrNotFound, storage.ErrExists, storage.ErrIO, storage.ErrDamaged,
		storage.ErrNewer, storage.ErrBusy, storage.ErrReadOnly, storage.ErrFull, storage.ErrLocked, storage.ErrPassphrase,
	} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	is := func(targets ...error) bool {
		return slices.ContainsFunc(targets, func(t error) bool { return errors.Is(err, t) })
	}
	said := func(targets []error) bool { // by its words: bbolt unwraps what it meets when a file grows
		return slices.ContainsFunc(targets, func(t error) bool { return strings.HasSuffix(err.Error(), ": "+t.Error()) })
	}
	switch {
	case is(brokenErrors...), said(brokenErrors): // before damage: what cannot be read need not be wrong
		return storage.ErrIO
	case is(errSchema):
		return storage.ErrNewer
	case is(errLocked):
		return storage.ErrLocked
	case is(errChecks, berrors.ErrInvalid, berrors.ErrVersionMismatch, berrors.ErrChecksum, berrors.ErrInvalidMapping):
		return storage.ErrDamaged
	case is(berrors.ErrTimeout): // bbolt's own lock: a timeout is not damage
		return storage.ErrBusy
	case is(fullErrors...), said(fullErrors):
		return storage.ErrFull
	case is(fs.ErrPermission, syscall.EROFS, syscall.ENOTDIR):
		return storage.ErrReadOnly
	case is(fs.ErrNotExist):
		return storage.ErrNotFound
	}
	return nil
}
