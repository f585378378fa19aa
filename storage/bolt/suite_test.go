package bolt

import (
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

func TestSuite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) func() storage.Store {
		dir := t.TempDir()
		return func() storage.Store { return open(t, dir) }
	})
}

// open opens a data folder as the tests' program does.
func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir, Options{Now: time.Now, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
