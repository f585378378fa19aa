package cli

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// The Bubble Tea of go.mod has the private field that onDemand looks for. When
// this fails after an update, look in its startRenderer how frames are written
// now: perhaps frames.go can go.
func TestTicker(t *testing.T) {
	if tickerOf(tea.NewProgram(nil)) == nil {
		t.Error("a program has no ticker any more")
	}
	for _, other := range []any{
		&struct{}{},
		&struct{ Ticker *time.Ticker }{},
		&struct{ ticker time.Ticker }{},
		&struct{ ticker *time.Timer }{},
		&struct{ ticker func() *time.Ticker }{},
	} {
		if tickerOf(other) != nil {
			t.Errorf("%T: a ticker was found", other)
		}
	}
	p := tea.NewProgram(nil)
	if !onDemand(p, func() {}) || onDemand(p, func() {}) {
		t.Error("a program without a clock is given one, a program with one is left alone")
	}
}

// page turns at each string that it is sent.
type page int

// No two cells of them are the same, since only what changed is written.
var pages = []string{"first", "START", "98765"}

func (page) Init() tea.Cmd { return nil }

func (n page) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case drawn:
		panic("drawn reached the model")
	case string:
		n++
	}
	return n, nil
}

func (n page) View() tea.View { return tea.NewView(pages[n]) }

type paper struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all.Write(b)
}

// since gives what was written after the first n bytes.
func (p *paper) since(n int) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all.String()[n:]
}

// Time stands still in this test until it says otherwise, so that a frame that
// waits for a clock is not written.
func TestFrames(t *testing.T) {
	for _, demanded := range []bool{true, false} {
		t.Run(fmt.Sprintf("on demand %v", demanded), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out paper
				p := tea.NewProgram(page(0), tea.WithInput(nil), tea.WithOutput(&out), tea.WithoutSignalHandler(),
					tea.WithWindowSize(20, 4), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
				if demanded && !onDemand(p, func() {}) {
					t.Fatal("it could not be told to")
				}
				ended := make(chan error)
				for n, text := range pages { // the first frame, then one for each message
					was := len(out.since(0))
					if n > 0 {
						go p.Send("turn")
					} else {
						go func() {
							_, err := p.Run()
							ended <- err
						}()
					}
					synctest.Wait()
					if got := out.since(was); (got != "") != demanded {
						t.Errorf("%q, before any time passed, is written as %q", text, got)
					}
					time.Sleep(time.Second)
					synctest.Wait()
					if got := out.since(was); !strings.Contains(got, text) {
						t.Errorf("%q is written as %q", text, got)
					}
				}
				was := len(out.since(0))
				time.Sleep(time.Minute)
				synctest.Wait()
				if got := out.since(was); got != "" {
					t.Errorf("written while nothing happened: %q", got)
				}
				p.Quit()
				if err := <-ended; err != nil {
					t.Error(err)
				}
			})
		})
	}
}
