package storetest_test

import (
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(t *testing.T) func() storage.Store {
		m := storetest.NewMemory(time.Now)
		return func() storage.Store { return m }
	})
}
