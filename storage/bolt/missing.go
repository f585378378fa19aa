package bolt

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"firstmile/workbook"
)

// What the index knows and what stands in neither folder went without this program: what it
// erases it takes out of the index.

// nowhere tells whether a workbook is in neither folder.
func (s *Store) nowhere(id workbook.ID) bool {
	return vacant(s.book(id)) == nil && vacant(s.trash(id)) == nil
}

// Missing says in a sentence each which workbooks were listed and are not there any more. It
// changes nothing.
func (s *Store) Missing() (out []string) {
	names, _ := s.indexNames()
	for _, id := range slices.Sorted(maps.Keys(names)) {
		if s.nowhere(id) {
			out = append(out, fmt.Sprintf("%s was listed, and its folder workbooks/%s is not there any more. "+
				"Put it back, or get it from a backup: firstmile restore.", cmp.Or(quoted(names[id].Name), "A workbook"), id))
		}
	}
	return out
}

func quoted(name string) string {
	if name == "" {
		return ""
	}
	return "“" + name + "”"
}

// unlist takes what is nowhere out of the index, and tells how many that were.
func (s *Store) unlist(ctx context.Context) (n int, err error) {
	names, _ := s.indexNames()
	for id := range names {
		if s.nowhere(id) {
			if err := s.forget(ctx, id); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}

// misnamed notes folders that hold a workbook under a name that is none of ours.
func (h *Health) misnamed(s *Store) {
	entries, _ := os.ReadDir(s.books())
	for _, e := range entries {
		path := filepath.Join(s.books(), e.Name())
		ours := validID(e.Name()) || strings.HasPrefix(e.Name(), newPrefix) || strings.HasSuffix(e.Name(), goneSuffix)
		if _, err := os.Lstat(filepath.Join(path, fileName)); err != nil || ours {
			continue
		}
		switch id := storedID(filepath.Join(path, fileName)); {
		case id == "":
			h.note("Not listed, since its name is none of firstmile's: %s, which has a workbook.", path)
		case s.nowhere(id):
			h.note("Not listed, since its name is none of firstmile's: %s. Rename the folder to %s, and its workbook is listed again.", path, id)
		default:
			h.note("Not listed, since its name is none of firstmile's: %s, a copy of the workbook in %s.", path, id)
		}
	}
}

// storedID is the id that a workbook's file bears, "" where it cannot be read.
func storedID(path string) (id workbook.ID) {
	f, err := openFile(path, toRead)
	if err != nil {
		return ""
	}
	defer f.close()
	if err := f.view(func(tx *bbolt.Tx) error { return get(tx, metaBucket, idKey, &id) }); err != nil || !validID(string(id)) {
		return ""
	}
	return id
}
