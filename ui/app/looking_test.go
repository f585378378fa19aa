//go:build unix

package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/content"
	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/app"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// slowList is a store whose list takes until it is let go, as where the index was lost and
// each of ten thousand workbooks is read.
type slowList struct {
	storage.Store
	free chan struct{}
}

func (s slowList) List(ctx context.Context) ([]storage.Entry, error) {
	<-s.free
	return s.Store.List(ctx)
}

// A list that takes long costs no blank screen, and what is typed meanwhile is kept for it.
func TestAListThatTakesLong(t *testing.T) {
	store := slowList{storetest.NewMemory(time.Now), make(chan struct{})}
	for _, name := range []string{"One raise", "Another raise"} {
		if _, err := store.Create(t.Context(), uitest.Empty(name)); err != nil {
			t.Fatal(err)
		}
	}
	a := app.New(app.Options{
		Store: store, Pack: func() (*content.Pack, error) { return uitest.Pack(), nil }, Now: time.Now,
		Today: func() value.Date { return uitest.Today }, Follow: func(workbook.ID) {},
	})
	messages := make(chan tea.Msg, 10)
	for _, cmd := range a.Init()().(tea.BatchMsg) {
		go func() { messages <- cmd() }()
	}
	a.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	shows := func(text string) {
		t.Helper()
		for !strings.Contains(a.View().Content, text) {
			select {
			case msg := <-messages:
				a.Update(msg)
			case <-time.After(uitest.Patience):
				t.Fatalf("waited for %q:\n%s", text, a.View().Content)
			}
		}
	}
	shows("Looking through your workbooks.")
	a.Update(tea.KeyPressMsg{Code: '/', Text: "/"})
	close(store.free)
	shows("Another raise")
	shows("Find") // what was typed ahead
}
