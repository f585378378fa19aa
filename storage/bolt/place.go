package bolt

import (
	"path/filepath"

	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// place is where a workbook's files are, and what they are sealed with.
type place struct {
	folder string
	id     workbook.ID
	keys   *keys // nil for one without a passphrase, and where nobody gave it
	of     schema.Stored
}

func (p place) path(name string) string { return filepath.Join(p.folder, name) }

// place gives that of a workbook with the keys that this window has.
func (s *store) place(folder string, id workbook.ID) place {
	k := s.keyOf(id)
	if k == nil && s.whose != nil {
		k = s.keyBeside(folder, id)
	}
	return place{folder, id, k, s.of}
}

// plain gives that of a workbook without keys, whatever this window has.
func (s *store) plain(folder string, id workbook.ID) place { return place{folder, id, nil, s.of} }

// with gives the place of what is sealed with some keys.
func (p place) with(k *keys) place { p.keys = k; return p }
