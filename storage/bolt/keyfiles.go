package bolt

import (
	"errors"
	"fmt"

	"firstmile/workbook"
)

// errKeyless is a workbook that has a passphrase and no file of its key.
var errKeyless = fmt.Errorf("the key is missing: %w", errLocked)

// keylessText says it.
var keylessText = [...]string{
	reading:  "Both files of this workbook's key are missing. Nothing was changed; put a backup in its place: firstmile restore.",
	saving:   "Not saved: both files of this workbook's key are missing.",
	managing: "Both files of this workbook's key are missing. Nothing was changed; put a backup in its place: firstmile restore.",
}

// wrap is a key file as a window saw it, and the id of the key that is in it.
type wrap struct {
	of   string
	file []byte
}

// keyFile is the file of a key of a workbook as this window first saw it; nil where it did not.
func (s *store) keyFile(id workbook.ID, k *keys) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w := s.wraps[id]; k != nil && w.of == k.id {
		return w.file
	}
	return nil
}

// wrapIs remembers the file of a key of a workbook.
func (s *store) wrapIs(id workbook.ID, k *keys, file []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wraps[id] = wrap{k.id, file}
}

// seeKey remembers the key file of a workbook that this window reads, and tells whether
// there is one in the folder.
func (s *store) seeKey(p place) bool {
	whole := wholeKeys(p.folder)
	if len(whole) == 0 {
		return hasKeyFile(p.folder)
	}
	// Once it is known it stays: another may be put there, which opens nothing.
	if p.keys != nil && s.keyFile(p.id, p.keys) == nil {
		s.wrapIs(p.id, p.keys, whole[0])
	}
	return true
}

// keyInPlace writes the key files of a state where others, or none, are in their place; what
// is there is kept.
func (s *store) keyInPlace(p place, next *held) error {
	key := s.keyFile(p.id, next.keys)
	if whole := wholeKeys(p.folder); key == nil || len(whole) > 0 && string(whole[0]) == string(key) {
		return nil
	}
	return errors.Join(s.keysAside(p), writeKeyFiles(p.folder, key))
}

// keepKey writes the key files of a workbook again that went from under this window: without
// them nobody could open it again. It does so only where the answers are sealed with that
// key, for the passphrase may have been changed or taken away elsewhere. The lock is held.
func (s *store) keepKey(p place) {
	file := s.keyFile(p.id, p.keys)
	switch {
	case p.keys == nil:
	case file == nil:
		s.seeKey(p)
	case !hasKeyFile(p.folder):
		if h, err := readFile(p, fileName); err == nil && h.keys != nil {
			_ = writeKeyFiles(p.folder, file) // what is saved is saved all the same
		}
	}
}
