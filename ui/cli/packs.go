package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"firstmile/content"
)

// packsName is the folder of the data folder in which coaches' packs stand, each under its
// id. A pack that is being put there, or that another takes the place of, begins with a dot.
const packsName = "packs"

// words gives the words of a coach's pack, those that come with the program where there is
// no id or the pack cannot be used; why says so then, in a sentence.
func (p *program) words(id string) (words *content.Pack, why string, err error) {
	builtin, err := pack()
	if err != nil || id == "" {
		return builtin, "", err
	}
	there, faults := p.installed(builtin, id)
	switch {
	case there == nil && len(faults) == 0:
		return builtin, content.Absent(id), nil
	case len(faults) > 0:
		return builtin, faults.Sentence(), nil
	}
	return there, "", nil
}

// wordsForScreens is words for the screens, which cannot begin without those that come with
// the program.
func (p *program) wordsForScreens(id string) (*content.Pack, string) {
	words, why, err := p.words(id)
	if err != nil {
		return nil, err.Error()
	}
	return words, why
}

// installed reads a pack of the data folder; nil without faults where it is not there.
func (p *program) installed(builtin *content.Pack, id string) (*content.Pack, content.Faults) {
	dir, err := p.folder()
	if err != nil || !content.ValidID(id) { // it may come from another's file, and names a folder
		return nil, nil
	}
	folder := filepath.Join(dir, packsName, id)
	if _, err := os.Stat(folder); err != nil {
		return nil, nil
	}
	there, faults := builtin.Over(os.DirFS(folder))
	if there != nil && there.Info.ID != id { // the folder was put there by hand
		return nil, content.Faults{{File: "pack.toml", Reason: "the id is “" + there.Info.ID + "”, and the folder is “" + id + "”"}}
	}
	return there, faults
}

// packIDs lists the packs of the data folder.
func (p *program) packIDs() (out []string) {
	dir, err := p.folder()
	if err != nil {
		return nil
	}
	entries, _ := os.ReadDir(filepath.Join(dir, packsName))
	for _, e := range entries {
		if e.IsDir() && content.ValidID(e.Name()) {
			out = append(out, e.Name())
		}
	}
	return out
}

// install puts a pack into the data folder, whole or not at all; where there is one of its
// id, that one goes once the new one is on disk.
func install(dir string, from fs.FS, words *content.Pack) error {
	data, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer data.Close()
	if err := data.Mkdir(packsName, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	packs, err := data.OpenRoot(packsName)
	if err != nil {
		return err
	}
	defer packs.Close()
	sweepPacks(packs)
	fresh, old := ".new-"+string(newID()), ".old-"+string(newID())
	if err := copyPack(packs, fresh, from, words.Files()); err != nil {
		_ = packs.RemoveAll(fresh)
		return err
	}
	if err := packs.Rename(words.Info.ID, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		_ = packs.RemoveAll(fresh)
		return err
	}
	if err := packs.Rename(fresh, words.Info.ID); err != nil {
		_ = packs.Rename(old, words.Info.ID)
		_ = packs.RemoveAll(fresh)
		return err
	}
	_ = packs.RemoveAll(old)
	return errors.Join(syncRoot(packs), syncRoot(data))
}

// copyPack writes the files of a pack into a new folder, and has them on disk.
func copyPack(packs *os.Root, folder string, from fs.FS, names []string) error {
	if err := packs.Mkdir(folder, 0o700); err != nil {
		return err
	}
	to, err := packs.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer to.Close()
	for _, name := range names {
		b, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		if parent, _, is := strings.Cut(name, "/"); is {
			if err := to.Mkdir(parent, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
		if err := writeWhole(to, filepath.FromSlash(name), func(w io.Writer) error { _, err := w.Write(b); return err }); err != nil {
			return err
		}
	}
	return syncRoot(to)
}

// sweepPacks removes what kills left behind.
func sweepPacks(packs *os.Root) {
	entries, _ := fs.ReadDir(packs.FS(), ".")
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".new-") || strings.HasPrefix(e.Name(), ".old-") {
			_ = packs.RemoveAll(e.Name())
		}
	}
}
