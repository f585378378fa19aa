package cli

import (
	"testing"

	"firstmile/storage"
)

// A name means a workbook of the backup also where that is damaged, or what stands beside it is.
func TestInBackup(t *testing.T) {
	a, b, c := storage.Entry{ID: "a", Name: "Apple"}, storage.Entry{ID: "b", Name: "Bear"}, storage.Entry{ID: "c", Name: "Cedar"}
	for name, want := range map[string][2]int{"apple": {1, 0}, "bear": {1, 1}, "cedar": {0, 1}} {
		whole, hurt, err := inBackup([]storage.Entry{a, b}, []storage.Entry{b, c}, name)
		if err != nil || [2]int{len(whole), len(hurt)} != want {
			t.Errorf("%s: %v and %v, %v", name, whole, hurt, err)
		}
	}
	if _, _, err := inBackup([]storage.Entry{a, b}, []storage.Entry{b, c}, "dune"); err == nil {
		t.Error("what it has not is found")
	}
}
