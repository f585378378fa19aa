package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"

	"firstmile/storage"
	"firstmile/storage/bolt"
)

// folder is the data folder.
func (p *program) folder() (string, error) {
	dir := homed(p.named())
	switch {
	case dir == "" && homeless():
		return "", wrong("HOME names no folder, so nothing says where your answers are kept. Nothing was changed; name the data folder with --data.")
	case dir == "":
		dir = filepath.Join(xdg.DataHome, "firstmile")
	case dir[0] == '~': // as --data=~kim/notes, which a shell leaves as it is
		return "", wrong("%s begins with a ~ that stands for no folder here. Nothing was changed; name the data folder in full.", quoted(dir))
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", wrong("The current folder is gone, so %s cannot be found. Name the data folder in full with --data.", quoted(dir))
	}
	return abs, nil
}

// named is the data folder that the person named, "" where it is the usual one.
func (p *program) named() string {
	if p.data != "" {
		return p.data
	}
	return os.Getenv("FIRSTMILE_DATA")
}

// homed puts the person's own folder in the place of a ~ that no shell has seen to.
func homed(file string) string {
	rest, is := strings.CutPrefix(filepath.ToSlash(file), "~")
	if home, err := os.UserHomeDir(); is && err == nil && filepath.IsAbs(home) && (rest == "" || rest[0] == '/') {
		return filepath.Join(home, rest)
	}
	return file
}

// homeless tells that nothing says where a person's data is. With HOME unset it would be
// at the top of the disk, and with a relative one in another folder each time.
func homeless() bool {
	return runtime.GOOS != "windows" && !filepath.IsAbs(os.Getenv("XDG_DATA_HOME")) && !filepath.IsAbs(os.Getenv("HOME"))
}

// errAbsent is of a data folder that was named, is not there, and could be made.
var errAbsent = errors.New("no data folder yet")

// absent says that a data folder which was named is not there: it may be on a stick, and
// then an empty one in its place would look as if all were lost. The usual one is made.
func (p *program) absent(dir string) error {
	missing := func(dir string) bool { _, err := os.Stat(dir); return errors.Is(err, fs.ErrNotExist) }
	switch {
	case p.named() == "" || !missing(dir):
		return nil
	case missing(filepath.Dir(dir)):
		text := "The data folder " + path(dir) + " is not there, nor is the one that it should be in. Is it on a stick? Nothing was made; plug it in, or name another folder with --data."
		return &failure{text: text, cause: storage.ErrGone}
	}
	return &failure{text: "The data folder " + path(dir) + " is not there. If it is on a stick, plug that in; else firstmile new NAME makes it.", cause: errAbsent}
}

// unused tells that a folder has no workbooks of ours, or is not there: what only looks makes
// nothing in it, since it may be somebody's.
func unused(dir string) bool {
	for _, name := range []string{"workbooks", "deleted"} {
		if _, err := os.Stat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}

// nothingIn says that a folder has no workbooks of ours.
func nothingIn(dir string) string {
	if _, err := os.Stat(dir); err != nil {
		return "There are no workbooks yet."
	}
	return "There are no workbooks in " + path(dir) + "."
}

// store opens the data folder and makes it when needed, which it says of one that was
// named. What comes out of it is safe to show.
func (p *program) store() (storage.Store, error) {
	store, err := p.files()
	if err != nil {
		return nil, err
	}
	return storage.Cleaned(store), nil
}

// options are what a store needs of the program.
func (p *program) options() bolt.Options {
	return bolt.Options{Now: p.now, Program: Version, Parts: parts()}
}

// files is store for a command that is about the files themselves.
func (p *program) files() (*bolt.Store, error) {
	dir, err := p.folder()
	if err != nil {
		return nil, err
	}
	absent := p.absent(dir)
	if absent != nil && !errors.Is(absent, errAbsent) {
		return nil, absent
	}
	store, err := bolt.Open(dir, p.options())
	if errors.Is(err, storage.ErrNotFound) { // no folder can be made there, as in /proc
		return nil, wrong("The data folder %s cannot be made. Nothing was changed; name another one with --data.", path(dir))
	}
	if err != nil {
		return nil, p.about(err)
	}
	if absent != nil {
		p.tell("Made the data folder %s.", path(dir))
	}
	return store, nil
}

// agreed asks before the screens make a data folder that was named; false where the answer
// is no.
func (p *program) agreed() (bool, error) {
	dir, err := p.folder()
	if err != nil {
		return false, err
	}
	absent := p.absent(dir)
	if !errors.Is(absent, errAbsent) {
		return absent == nil, absent
	}
	if p.agrees("The data folder " + path(dir) + " is not there. If it is on a stick, plug that in first. Make a new one? Type yes: ") {
		return true, nil
	}
	p.tell("Nothing was made.")
	return false, nil
}
