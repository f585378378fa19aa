package storage_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

// copied is a store whose copies take their time.
type copied struct {
	storage.Store
	takes time.Duration
	mu    *sync.Mutex // a copy nobody waits for ends when it does
	of    *[]workbook.ID
}

func (c copied) Checkpoint(_ context.Context, id workbook.ID) error {
	time.Sleep(c.takes) // on the test's own clock
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.of = append(*c.of, id)
	return nil
}

// At the end of a session what was saved is copied, and nobody waits longer than he is told.
func TestCheckpoint(t *testing.T) {
	for takes, want := range map[time.Duration][]workbook.ID{time.Millisecond: {"a"}, time.Hour: nil} {
		synctest.Test(t, func(t *testing.T) {
			var (
				mu sync.Mutex
				of []workbook.ID
			)
			store := copied{memory(), takes, &mu, &of}
			create(t, store, "a")
			create(t, store, "b")
			var seen screen
			saver := storage.NewSaver(store, seen.report)
			seen.name(saver, "a", "one")
			saver.Visit("b", storage.Visit{Place: "map"})
			if err := saver.Close(ctx); err != nil {
				t.Fatal(err)
			}
			brief, cancel := context.WithTimeout(ctx, time.Second)
			defer cancel()
			begun := time.Now()
			saver.Checkpoint(brief)
			mu.Lock()
			if !slices.Equal(of, want) || time.Since(begun) > time.Second {
				t.Errorf("copied %v in %v, want %v", of, time.Since(begun), want)
			}
			mu.Unlock()
			time.Sleep(takes) // until nothing runs any more
		})
	}
}
