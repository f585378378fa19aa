// Package app is the one model of the program: which screen is shown, which
// workbooks are open, what lies over them, and the status line. It reads and
// writes nothing itself: loading is a command, saving is the saver's.
package app

import (
	"context"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"firstmile/content"
	"firstmile/storage"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Store is what the screens need of a store of workbooks; see storage.Store.
type Store interface {
	List(ctx context.Context) ([]storage.Entry, error)
	Create(ctx context.Context, w workbook.Workbook) (storage.Snapshot, error)
	Load(ctx context.Context, id workbook.ID) (storage.Snapshot, error)
	Save(ctx context.Context, base storage.Snapshot, next workbook.Workbook) (storage.Snapshot, error)
	Delete(ctx context.Context, id workbook.ID) error
	Undelete(ctx context.Context, id workbook.ID) error
	Erase(ctx context.Context, id workbook.ID) error
}

// Saver takes answers and returns at once; see storage.Saver.
type Saver interface {
	Save(base storage.Snapshot, next workbook.Workbook)
	Take(base storage.Snapshot, local workbook.Workbook, disk storage.Snapshot) (storage.Snapshot, workbook.Workbook, error)
	Visit(id workbook.ID, v storage.Visit)
	Flush(ctx context.Context, ids ...workbook.ID) error
	Retry()
}

// Options is what the program runs on.
type Options struct {
	Store Store
	Saver Saver
	// Pack loads the words. It runs beside the first load of the store, so that
	// neither waits for the other; the first frame waits for both.
	Pack    func() (*content.Pack, error)
	Today   func() value.Date
	Now     func() time.Time
	NewID   workbook.IDs
	Example func() (workbook.Workbook, error)
	// Export writes a file with mode 0600 and gives its full path. It refuses
	// to replace one (fs.ErrExist) unless told to.
	Export func(path string, data []byte, replace bool) (string, error)
	Open   workbook.ID // opened at start; "" leaves it to what there is
	Notice string      // a sentence for the first page, "" for none
}

// Saved is sent to the program for each report of the saver.
type Saved struct{ storage.Report }

// App is the model. It is used by pointer, from the one goroutine of the program.
type App struct {
	o      Options
	width  int
	height int
	dark   bool // the background
	color  bool // the terminal shows colors
	style  *theme.Styles
	key    *theme.KeyMap
	ed     *field.Editor

	ready   bool      // the first load has come back
	loading bool      // a workbook is being loaded or created
	early   []tea.Msg // keys and pastes that came before it
	pack    *content.Pack
	panes   []*pane // the open workbooks
	active  int     // the pane on screen, -1 for the library
	shelf   shelf
	over    overlay           // what lies over the screen, nil for nothing
	drafts  map[string]string // what esc left typed in a prompt, by what it is for
	pending tea.Cmd           // what a click started; see context
	note    string            // the sentence above the line of keys
	frame   field.Drawing

	quitting bool // saves are being waited for
	done     bool // nothing more is drawn
	err      error
	written  string // the last file that was exported
}

// New makes the model.
func New(o Options) *App {
	return &App{o: o, dark: true, color: true, style: theme.New(true, true), key: theme.Keys(), ed: field.NewEditor(), active: -1, drafts: map[string]string{}}
}

// Init asks for the terminal's background and loads the library.
func (a *App) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, a.start) }

// started carries what the first load found.
type started struct {
	pack    *content.Pack
	entries []storage.Entry
	opened  *storage.Snapshot
	err     error
}

// start loads the list, and the workbook to open when it is known or the only one.
func (a *App) start() tea.Msg {
	ctx := context.Background()
	var msg started
	var broken error
	words := make(chan struct{})
	go func() {
		defer close(words)
		msg.pack, broken = a.o.Pack()
	}()
	msg.entries, msg.err = a.o.Store.List(ctx)
	id := a.o.Open
	if id == "" && len(msg.entries) == 1 {
		id = msg.entries[0].ID
	}
	if id != "" {
		snap, err := a.o.Store.Load(ctx, id)
		if err != nil {
			msg.err = err
		} else {
			msg.opened = &snap
		}
	}
	<-words
	if broken != nil {
		return broke{broken}
	}
	return msg
}

// broke ends the program: without words there is nothing to show.
type broke struct{ err error }

// Err is why the program could not start; nil when it could.
func (a *App) Err() error { return a.err }

// Farewell is what to say once the screen is gone: where the plan was written
// in this session, "" when it was not.
func (a *App) Farewell() string {
	if a.written == "" {
		return ""
	}
	return "Written to " + a.written
}

// Update takes a message.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) { return a, a.update(msg) }

func (a *App) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		a.dark = msg.IsDark()
		a.style = theme.New(a.dark, a.color)
	case tea.ColorProfileMsg:
		a.color = msg.Profile > colorprofile.ASCII
		a.style = theme.New(a.dark, a.color)
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg:
		a.paste(msg.Content)
	case tea.MouseClickMsg:
		return a.click(msg)
	case tea.MouseWheelMsg:
		a.wheel(msg)
	case tea.FocusMsg:
		return a.refresh()
	case started:
		return a.replay(a.begin(msg))
	case broke:
		a.err = msg.err
		return tea.Quit
	case Saved:
		a.saved(msg.Report)
	case loaded:
		return a.replay(a.loaded(msg))
	case refreshed:
		a.refreshed(msg)
	case shelved:
		return a.shelved(msg)
	case exported:
		a.exported(msg)
	case flushed:
		return a.flushed(msg)
	}
	return nil
}

// replay takes what was typed while a workbook was being loaded.
func (a *App) replay(cmd tea.Cmd) tea.Cmd {
	early := a.early
	a.early = nil
	for _, msg := range early {
		cmd = tea.Batch(cmd, a.update(msg)) // one that loads again keeps those behind it
	}
	return cmd
}

func (a *App) begin(msg started) tea.Cmd {
	a.ready, a.pack = true, msg.pack
	a.shelf.entries = msg.entries
	a.note = a.o.Notice
	if msg.err != nil {
		a.note = msg.err.Error()
		a.early = nil // meant for another page than this
	}
	if msg.opened != nil {
		return a.open(*msg.opened, screen.Place{})
	}
	if len(msg.entries) == 0 && msg.err == nil {
		a.over = a.newFirst()
	}
	return nil
}

// pane gives the workbook on screen, nil in the library.
func (a *App) pane() *pane {
	if a.active < 0 || a.active >= len(a.panes) {
		return nil
	}
	return a.panes[a.active]
}

// typing tells whether letters belong to a text.
func (a *App) typing() bool {
	if a.over != nil {
		return a.over.typing()
	}
	p := a.pane()
	return p != nil && p.screen.Typing()
}

// press hands a key to what lies over the screen, then to the screen, then to
// the commands that work everywhere.
func (a *App) press(k tea.KeyPressMsg) tea.Cmd {
	if k.String() == "ctrl+c" {
		return a.quit()
	}
	if !a.ready || a.loading {
		a.early = append(a.early, k) // typed ahead of the next screen
		return nil
	}
	if a.tooSmall() && !a.typing() { // what is being typed goes on, unseen
		return nil
	}
	a.note = ""
	if a.over != nil {
		if _, open := a.over.(*helpPage); !open && (k.String() == "f1" || key.Matches(k, a.key.Help) && !a.over.typing()) {
			return a.show(a.helpPage())
		}
		return a.over.press(a, k)
	}
	p := a.pane()
	switch {
	case key.Matches(k, a.key.Commands):
		return a.show(a.commandList())
	case p != nil && key.Matches(k, a.key.TextUndo):
		a.undo(p)
		return nil
	case p != nil && key.Matches(k, a.key.TextRedo):
		a.redo(p)
		return nil
	case k.String() == "f1":
		return a.show(a.helpPage())
	}
	if p == nil {
		return a.pressShelf(k)
	}
	var cmd tea.Cmd
	c := a.context(p, &cmd)
	was := p.screen.Typing()
	if p.screen.Press(c, k) {
		if was || p.screen.Typing() {
			a.follow(p) // out of a form too: typing must not go on in one that was closed
		}
		return cmd
	}
	if p.screen.Typing() {
		return nil
	}
	switch {
	case key.Matches(k, a.key.Help):
		return a.show(a.helpPage())
	case key.Matches(k, a.key.Find):
		return a.show(a.finder(p))
	case key.Matches(k, a.key.Undo):
		a.undo(p)
	case key.Matches(k, a.key.Redo):
		a.redo(p)
	case key.Matches(k, a.key.Export):
		return a.show(a.exportPage(p))
	case key.Matches(k, a.key.Plan):
		if _, here := p.screen.(*screen.Plan); here {
			return nil // it would turn from the manager's copy to one's own
		}
		return a.goTo(p, screen.Place{Screen: screen.PlanScreen})
	case key.Matches(k, a.key.Back):
		return a.back(p)
	case key.Matches(k, a.key.Quit):
		if _, onMap := p.screen.(*screen.Map); onMap {
			return a.quit()
		}
		a.note = "q quits from the map: esc goes there. ctrl+c quits from anywhere."
	}
	return nil
}

// back goes from a lesson or the plan to the map, and from the map to the library.
func (a *App) back(p *pane) tea.Cmd {
	if _, onMap := p.screen.(*screen.Map); !onMap {
		return a.goTo(p, screen.Place{Screen: screen.MapScreen})
	}
	a.visit(p)
	a.active = -1
	return a.list(p.book.ID)
}

func (a *App) paste(text string) {
	if !a.ready || a.loading {
		a.early = append(a.early, tea.PasteMsg{Content: text})
		return
	}
	if a.over != nil {
		a.over.paste(a, text)
		return
	}
	if p := a.pane(); p != nil {
		p.screen.Paste(a.context(p, nil), text)
	}
}

func (a *App) click(m tea.MouseClickMsg) tea.Cmd {
	if m.Button != tea.MouseLeft || !a.ready || a.loading || a.tooSmall() {
		return nil
	}
	do := a.frame.Hit(m.X, m.Y)
	if do == nil {
		return nil
	}
	a.note = ""
	do()
	return a.takePending()
}

func (a *App) wheel(m tea.MouseWheelMsg) {
	lines := 3
	if m.Button == tea.MouseWheelUp {
		lines = -3
	}
	if a.over != nil {
		a.over.wheel(lines)
		return
	}
	if p := a.pane(); p != nil {
		p.screen.Wheel(a.context(p, nil), lines)
		return
	}
	a.shelf.move(lines / 3)
}

// show lays something over the screen.
func (a *App) show(o overlay) tea.Cmd {
	if o == nil {
		return nil
	}
	a.over = o
	return nil
}

// hide takes it away; a form below needs its text back in the editor.
func (a *App) hide() {
	a.over = nil
	if p := a.pane(); p != nil {
		p.screen.Reload(a.context(p, nil))
	}
}

// quit waits for what is being saved, notes where the person was, and ends.
func (a *App) quit() tea.Cmd {
	if a.quitting {
		return nil
	}
	if q, asking := a.over.(*quitPage); asking {
		return q.leave(a)
	}
	for _, p := range a.panes {
		a.visit(p)
	}
	a.quitting = true
	a.note = "Saving before leaving."
	return a.flush
}

// flushed tells how waiting for the saves ended.
type flushed struct{ err error }

// flushLimit is how long quitting waits for a disk before it asks.
const flushLimit = 3 * time.Second

func (a *App) flush() tea.Msg {
	ctx, cancel := context.WithTimeout(context.Background(), flushLimit)
	defer cancel()
	return flushed{a.o.Saver.Flush(ctx)}
}

func (a *App) flushed(msg flushed) tea.Cmd {
	a.quitting = false
	if msg.err != nil {
		a.note = ""
		return a.show(&quitPage{err: msg.err})
	}
	return a.leave()
}

// leave ends the program.
func (a *App) leave() tea.Cmd {
	a.done = true
	return tea.Quit
}

// Erase removes the files of the workbooks that were deleted in this session.
// It is called once the program has ended, in whatever way it did.
func (a *App) Erase() {
	for _, e := range a.shelf.deleted {
		_ = a.o.Store.Erase(context.Background(), e.ID) // what cannot be erased now is swept at a later start
	}
}
