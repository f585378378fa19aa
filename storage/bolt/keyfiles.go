package bolt

import (
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

// keyFile is the key file of a workbook as this window last saw it; nil where it did not.
func (s *store) keyFile(id workbook.ID) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wraps[id]
}

// seeKey remembers the key file of a workbook that this window reads, and tells whether
// there is one in the folder.
func (s *store) seeKey(p place) bool {
	whole := wholeKeys(p.folder)
	if len(whole) == 0 {
		return hasKeyFile(p.folder)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wraps[p.id] = whole[0]
	return true
}

// keepKey writes the key files of a workbook again that went from under this window: without
// them nobody could open it again. It does so only where the answers are sealed with that
// key, for the passphrase may have been changed or taken away elsewhere. The lock is held.
func (s *store) keepKey(p place) {
	file := s.keyFile(p.id)
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
