package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"firstmile/storage"
	"firstmile/workbook"
)

// childMode makes the test binary run a probe instead of the tests.
const childMode = "FIRSTMILE_TEST_CHILD"

// What the probe draws before and after the answer; no two cells are the same,
// since a renderer sends only what changed.
const (
	drawnReady = "12345"
	drawnTyped = "67890"
	answer     = "an answer that must stay"
	secret     = "88000 is my minimum"
)

// children are what the test binary can be otherwise.
var children = map[string]func() int{}

// child runs the probe as the real program runs the app.
func child(mode string) int {
	if other := children[mode]; other != nil {
		return other()
	}
	p := &program{stdin: os.Stdin, stdout: &output{file: os.Stdout}, stderr: os.Stderr}
	store, err := p.store()
	if err != nil {
		return fail(err)
	}
	all, err := store.List(context.Background())
	if err != nil || len(all) != 1 {
		return fail(fmt.Errorf("%d workbooks: %w", len(all), err))
	}
	base, err := store.Load(context.Background(), all[0].ID)
	if err != nil {
		return fail(err)
	}
	var slow storage.Store = gated{store, os.NewFile(3, "gate")}
	switch mode {
	case "type":
		slow = store
	case "full", "full-panic":
		slow = full{store}
	case "stuck":
		closing = 300 * time.Millisecond
	case "hang":
		leaving = 300 * time.Millisecond
	}
	err = p.run(slow, func(saver *storage.Saver) (screens, error) {
		return screens{
			model:    &probe{saver: saver, base: base, state: drawnReady, types: mode == "type"},
			saved:    func(r storage.Report) tea.Msg { return r },
			farewell: func() string { return "farewell" },
		}, nil
	})
	if err != nil {
		p.tell("%s", sentence(err))
		return exitWrong
	}
	return exitDone
}

func fail(err error) int { fmt.Fprintln(os.Stderr, err); return 9 }

// gated holds every save back until the test writes to the gate.
type gated struct {
	storage.Store
	gate *os.File
}

func (g gated) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	opened := make(chan error, 1)
	go func() {
		_, err := g.gate.Read(make([]byte, 1))
		opened <- err
	}()
	select {
	case err := <-opened:
		if err != nil {
			return storage.Receipt{}, err
		}
		return g.Store.Save(ctx, id, changes)
	case <-ctx.Done():
		return storage.Receipt{}, ctx.Err()
	}
}

// full is a store on a full disk.
type full struct{ storage.Store }

func (full) Save(context.Context, workbook.ID, []workbook.Change) (storage.Receipt, error) {
	return storage.Receipt{}, errors.Join(errors.New("not saved"), storage.ErrFull)
}

// probe saves on s, then misbehaves on request. One that types saves every letter instead.
type probe struct {
	saver *storage.Saver
	base  storage.Snapshot
	state string
	broke bool
	types bool
}

// typed saves a text behind what was typed so far.
func (m *probe) typed(text string) {
	next := m.base.Workbook.Clone()
	next.Profile.Role += text
	m.saver.Save(next.ID, workbook.Diff(m.base.Workbook, next))
	m.base.Workbook = next
	m.state = "typed " + next.Profile.Role
}

func (m *probe) Init() tea.Cmd { return nil }

func (m *probe) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if paste, ok := msg.(tea.PasteMsg); ok && m.types {
		m.typed(paste.Content)
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m, nil
	}
	if m.types {
		m.typed(key.Text)
		return m, nil
	}
	switch key.String() {
	case "s":
		next := m.base.Workbook.Clone()
		next.Profile.Role = answer
		m.saver.Save(next.ID, workbook.Diff(m.base.Workbook, next))
		m.state = drawnTyped
	case "u":
		panic(secret)
	case "v":
		m.broke = true
	case "k":
		return m, func() tea.Msg { panic(secret) }
	case "b":
		return m, tea.Batch(func() tea.Msg { panic(secret) }, func() tea.Msg { return nil })
	case "h":
		select {} // what a terminal that takes no more bytes looks like
	case "ctrl+c":
		return m, tea.Quit
	}
	return m, nil
}

func (m *probe) View() tea.View {
	if m.broke {
		panic(secret)
	}
	v := tea.NewView(lipgloss.NewStyle().Foreground(lipgloss.Red).Render(m.state))
	v.AltScreen = true
	return v
}
