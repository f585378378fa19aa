package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Part is what stands beside each workbook, in a folder of its own: records of another schema,
// that bear the workbook's id and are there as long as the workbook is.
type Part struct {
	Name   string // of the folder that has a folder for each: lower case letters
	Called string // what it is, in a sentence: it ends with "this workbook"
	Schema schema.Stored
}

// Beside gives the store of a part that the Options of s have. It panics where they do not
// have it, or with another schema.
func Beside[W any](s *Store, name string, of *schema.Schema[W]) *StoreOf[W] {
	i := slices.IndexFunc(s.parts, func(p *store) bool { return p.name == name && p.of == schema.Stored(of) })
	if i < 0 {
		panic("bolt: the options have no part " + name + " of this schema")
	}
	return &StoreOf[W]{s.parts[i], of}
}

// inWords gives a sentence that is written for a workbook as it is said of what stands beside
// one.
func (s *store) inWords(text string) string {
	if s.whose == nil || strings.Contains(strings.ToLower(text), s.called) { // or it was said already
		return text
	}
	return strings.NewReplacer(
		"A workbook with this id is there already. Nothing was changed; undelete or erase that one first.",
		value.Sentence(s.called)+" is there already. Nothing was changed; open it.",
		"This workbook's files are another one's, as in a folder that was copied.", "The files of "+s.called+" are another one's.",
		" and was left as it was. Restore", " and is kept. Restore",
		"This workbook's file", "The file of "+s.called,
		"The workbook's file", "The file of "+s.called,
		"the workbook's file", "the file of "+s.called,
		"this workbook's key", "the key of "+s.called,
		"this workbook's place", "the place of "+s.called,
		"This workbook", value.Sentence(s.called),
		"this workbook", s.called,
		booksName+"/", s.name+"/",
	).Replace(text)
}

// inDoctors gives a sentence on the files in a folder as it is said among those on the
// workbook that this stands beside.
func (s *store) inDoctors(text string) string {
	if said := s.inWords(text); said != text {
		return said
	}
	return value.Sentence(s.called) + ": " + strings.ToLower(text[:1]) + text[1:]
}

// stands tells whether there is anything beside a workbook.
func (s *store) stands(id workbook.ID) bool { return vacant(s.book(id)) != nil }

// Erase removes what stands beside a workbook for good. The file system may keep the bytes
// until it writes over them.
func (s *store) Erase(ctx context.Context, id workbook.ID) error {
	_, err := s.existing(id)
	if err == nil {
		err = s.eraseFolder(ctx, id, s.book(id))
	}
	return s.explain(id, managing, err)
}

// eraseFolder removes a folder for good, and with a workbook what stands beside it. It is
// renamed first, so that an interruption leaves no half that could be taken for a whole; Open
// removes what is left.
func (s *store) eraseFolder(ctx context.Context, id workbook.ID, folder string) error {
	gone := folder + goneSuffix
	if err := errors.Join(os.RemoveAll(gone), s.move(ctx, folder, gone)); err != nil {
		return err
	}
	s.drop(id)
	if s.list != nil {
		_ = s.list.forget(ctx, id) // List does it again: the workbook is not there any more
		if err := s.list.eraseBeside(gone); err != nil {
			return err // what is left of the workbook tells the next start
		}
	}
	return errors.Join(dropKeyFiles(gone), os.RemoveAll(gone), syncDir(filepath.Dir(gone)))
}

// eraseBeside removes what stands beside a workbook, where path is what is left of one that is
// erased. No other window has it open by then.
func (s *Store) eraseBeside(path string) error {
	id := workbook.ID(strings.TrimSuffix(filepath.Base(path), goneSuffix))
	if filepath.Dir(path) != s.deleted() || !validID(string(id)) || vacant(s.book(id)) != nil {
		return nil
	}
	if path != s.trash(id) && vacant(s.trash(id)) != nil {
		return nil // made anew, and deleted since
	}
	for _, part := range s.parts {
		folder := part.book(id)
		if !part.stands(id) {
			continue
		}
		part.drop(id)
		if err := errors.Join(dropKeyFiles(folder), os.RemoveAll(folder), syncDir(part.home())); err != nil {
			return err
		}
	}
	return nil
}

// orphans lists what stands beside workbooks that are nowhere.
func (s *Store) orphans(part *store) (out []workbook.ID) {
	entries, _ := os.ReadDir(part.home())
	for _, e := range entries {
		if id := workbook.ID(e.Name()); validID(e.Name()) && s.nowhere(id) {
			out = append(out, id)
		}
	}
	return out
}

// sealBeside seals what stands beside a workbook as that is sealed: with by, or with nothing
// where that is nil. What is so already stays. before are the keys that the workbook had until
// now. The workbook's lock is held.
func (s *Store) sealBeside(ctx context.Context, id workbook.ID, by *keys, before *keys) error {
	var first error
	for _, part := range s.parts {
		if !part.stands(id) {
			continue
		}
		if err := part.sealAs(ctx, id, by, before); err != nil && first == nil {
			first = part.explain(id, managing, err)
		}
	}
	return first
}

// letBeside lets another key of a workbook open what stands beside it, as the present one does:
// whichever the workbook has after an interruption opens that, too. The workbook's lock is held.
func (s *Store) letBeside(ctx context.Context, id workbook.ID, is, next *keys) error {
	for _, part := range s.parts {
		if !part.stands(id) {
			continue
		}
		if err := part.letIn(ctx, id, is, next); err != nil {
			return part.explain(id, managing, err)
		}
	}
	return nil
}

// sealAs is sealBeside for one part. What cannot be read is left as it is.
func (s *store) sealAs(ctx context.Context, id workbook.ID, by, before *keys) error {
	folder := s.book(id)
	free, err := s.lockBook(ctx, folder, false)
	if err != nil {
		return err
	}
	defer free()
	sweepFolder(folder) // what was cut off may not be sealed
	p := s.plain(folder, id)
	for _, k := range []*keys{by, before} {
		if p.keys == nil {
			p.keys = s.keyBy(folder, id, k)
		}
	}
	h, err := whole(p)
	if mendable(err) {
		h, err = s.mend(p)
	}
	if err != nil {
		return err
	}
	p.keys = h.keys
	next := h.clone()
	switch {
	case by == nil && h.keys == nil:
		return nil
	case by == nil:
		next.keys = nil
		return s.reseal(ctx, p, next)
	case h.keys != nil && s.onlyBy(folder, by.id):
		return nil
	}
	if next.keys, err = freshKeys(); err != nil {
		return err
	}
	file, err := s.wrapBy(id, next.keys, by)
	if err != nil {
		return err
	}
	return s.rekey(ctx, p, next, file)
}

// letIn is letBeside for one part, whose key it wraps once more.
func (s *store) letIn(ctx context.Context, id workbook.ID, is, next *keys) error {
	folder := s.book(id)
	free, err := s.lockBook(ctx, folder, false)
	if err != nil {
		return err
	}
	defer free()
	p := s.plain(folder, id).with(s.keyBy(folder, id, is))
	h, err := whole(p)
	if mendable(err) {
		h, err = s.mend(p)
	}
	if err != nil || h.keys == nil {
		return err
	}
	file, err := s.wrapBy(id, h.keys, is, next)
	if err != nil {
		return err
	}
	return writeKeyFiles(folder, file)
}

// wrapName is what the key of a part is encrypted under in its file, by the keys of the workbook.
func (s *store) wrapName() string { return keyNames[0] + " of " + s.name }

// wrapBy makes the file of the key of what stands beside a workbook, which any of the
// workbook's keys opens.
func (s *store) wrapBy(id workbook.ID, k *keys, by ...*keys) ([]byte, error) {
	w := wrapped{By: map[string][]byte{}}
	for _, b := range by {
		w.By[b.id] = b.encrypt(id, s.wrapName(), 0, k.master)
	}
	return w.file()
}

// keyBy gives the key in a folder that a workbook's keys open and that its records are sealed
// with; nil where there is none. It changes nothing.
func (s *store) keyBy(folder string, id workbook.ID, by *keys) *keys {
	if by == nil || !hasKeyFile(folder) {
		return nil
	}
	of := sealedWith(folder, id)
	for _, file := range wholeKeys(folder) {
		w, err := unwrapped(file)
		if err != nil {
			continue
		}
		master, err := by.decrypt(id, s.wrapName(), 0, w.By[by.id])
		if err != nil {
			continue
		}
		if k, err := newKeys(master); err == nil && (of == "" || k.id == of) {
			return k
		}
	}
	return nil
}

// onlyBy tells whether the key in a folder stands there twice, opened by one of the workbook's
// keys and no other.
func (s *store) onlyBy(folder, by string) bool {
	whole := wholeKeys(folder)
	if len(whole) != len(keyNames) || string(whole[0]) != string(whole[1]) {
		return false
	}
	w, err := unwrapped(whole[0])
	return err == nil && len(w.By) == 1 && w.By[by] != nil
}

// keyBeside gives the key of what stands in a folder beside a workbook that was unlocked here;
// nil where it was not, or there is none.
func (s *store) keyBeside(folder string, id workbook.ID) *keys {
	k := s.keyBy(folder, id, s.whose.keyOf(id))
	if k != nil && folder == s.book(id) {
		s.remember(id, k)
	}
	return k
}

// keyOf is the key of a workbook that was unlocked here.
func (s *store) keyOf(id workbook.ID) *keys {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys[id]
}

func (s *store) remember(id workbook.ID, k *keys) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys[id] = k
}

// keyToCreate gives the key, and its file, for what is to be made beside a workbook: none
// beside one that has no passphrase. The workbook's lock is held.
func (s *store) keyToCreate(id workbook.ID) (k *keys, file []byte, err error) {
	folder := s.whose.book(id)
	if !hasKeyFile(folder) {
		return nil, nil, nil
	}
	by := s.whose.keyOf(id)
	if by == nil || by.id != sealedWith(folder, id) {
		return nil, nil, storage.ErrLocked
	}
	if k, err = freshKeys(); err == nil {
		file, err = s.wrapBy(id, k, by)
	}
	return k, file, err
}

// readBeside is whole for what stands beside a workbook: its key is looked for again where it
// is another by now, and nothing is given while the workbook is locked.
func (s *store) readBeside(p place) (*held, error) {
	if s.whose.keyOf(p.id) == nil && hasKeyFile(s.whose.book(p.id)) {
		return nil, errLocked // sealed or not: giving a passphrase may have been cut off
	}
	h, err := whole(p)
	if errors.Is(err, errLocked) {
		if k := s.keyBeside(p.folder, p.id); k != nil {
			h, err = whole(p.with(k))
		}
	}
	return h, err
}

// examineBeside looks at what stands beside a workbook.
func (s *store) examineBeside(ctx context.Context, h *Health, id workbook.ID) {
	found := s.examine(ctx, id)
	for _, f := range found.Wrong {
		h.Wrong = append(h.Wrong, Fault{s.inDoctors(f.Text), f.Mended})
	}
	for _, note := range found.Notes {
		if note != lockedNote {
			h.Notes = append(h.Notes, s.inDoctors(note))
		}
	}
	h.Busy = h.Busy || found.Busy
	h.Locked = h.Locked || found.Locked
	folder, err := s.whose.folderOf(id)
	if err != nil {
		return
	}
	sealed := sealedWith(folder, id)
	switch keyed := hasKeyFile(s.book(id)); {
	case found.Busy || len(found.Wrong) > 0:
	case sealed != "" && !keyed:
		h.hopeless(s.inDoctors("It has no passphrase yet, though the workbook has: giving it was cut off. Open the workbook with its passphrase, and it has."))
	case keyed && !s.opens(s.book(id), sealed):
		h.hopeless(s.inDoctors("It is sealed with a key that the workbook does not have, so nothing in it can be read. " +
			"Put a backup in its place: firstmile restore."))
	case keyed && !s.onlyBy(s.book(id), sealed):
		h.hopeless(s.inDoctors("Changing its passphrase was cut off. Open the workbook with its passphrase, and that is done."))
	}
}

// opens tells whether the keys of a workbook, by their id, open what stands in a folder.
func (s *store) opens(folder, by string) bool {
	return slices.ContainsFunc(wholeKeys(folder), func(file []byte) bool {
		w, err := unwrapped(file)
		return err == nil && w.By[by] != nil
	})
}
