// Package app is the one model of the program: which screen is shown, which
// workbooks are open, what lies over them, and the status line. It reads and
// writes nothing itself: loading is a command, saving is the saver's.
package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"firstmile/content"
	"firstmile/storage"
	"firstmile/ui/command"
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
	Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error)
	Delete(ctx context.Context, id workbook.ID) error
	Undelete(ctx context.Context, id workbook.ID) error
	Erase(ctx context.Context, id workbook.ID) error
	Deleted(ctx context.Context) ([]storage.Entry, error)
	History(ctx context.Context, id workbook.ID) ([]storage.Revision, error)
	Unlock(ctx context.Context, id workbook.ID, secret string) (byCode bool, err error)
	Protect(ctx context.Context, id workbook.ID, was, passphrase string) (recovery string, err error)
	Window() string
	Stand(id workbook.ID, s storage.Spot) error
	Leave(ids ...workbook.ID)
	Others(id workbook.ID) []storage.Spot
}

// Saver takes answers and returns at once; see storage.Saver.
type Saver interface {
	Save(id workbook.ID, changes []workbook.Change) (upto uint64)
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
	Pack func() (*content.Pack, error)
	// Words loads the words of a coach's pack by its id, those of Pack where it cannot be
	// used, with a sentence that says why. It reads files; nil where there are no packs.
	Words func(id string) (words *content.Pack, why string)
	Today func() value.Date
	Now   func() time.Time
	NewID workbook.IDs
	// Seed is what the order of a rehearsal comes from.
	Seed uint64
	// Wait makes a command that gives a message after a while.
	Wait func(time.Duration, tea.Msg) tea.Cmd
	// Follow has Touched sent whenever another window may have saved a workbook, and Around
	// whenever others may stand elsewhere in it.
	Follow func(workbook.ID)
	// Side is where a coach's own parts are kept; nil where nobody coaches.
	Side    *Side
	Example func() (workbook.Workbook, error)
	// Export writes a file with mode 0600 and gives its full path. It refuses
	// to replace one (fs.ErrExist) unless told to.
	Export func(path string, data []byte, replace bool) (string, error)
	// Import reads a workbook from a file that export wrote as JSON.
	Import  func(path string) (workbook.Workbook, error)
	Folder  string        // where the answers are kept, as it is shown
	Home    string        // the person's own folder, "" where it is not known
	Exposed string        // says that others can enter that folder, a command at its end; "" where not
	Notice  string        // says that the folder is not on this computer alone; "" where it is
	Open    []workbook.ID // opened at start, side by side; none leaves it to what there is
	// Arrangement is how the window was left, and Keep keeps how it is; nil to keep nothing.
	Arrangement Arrangement
	Keep        func(Arrangement)
	Hide        bool      // begin with amounts hidden
	Following   Following // what Open is for: to follow another window that has it open
	ASCII       bool      // draw without signs beyond ASCII
	Coach       Coach     // makes the library a clients' board; nil where nobody coaches
}

// Saved is sent to the program for each report of the saver.
type Saved struct{ storage.Report }

// App is the model. It is used by pointer, from the one goroutine of the program.
type App struct {
	o      Options
	width  int
	height int
	term   theme.Terminal
	style  *theme.Styles
	key    *theme.KeyMap
	ed     *field.Editor // of what lies over the screen; each view has its own

	found     chan struct{} // closed when the first load has been made
	ready     bool          // it has come back
	looking   bool          // it takes long, which is said
	loading   bool          // a workbook is being loaded or created
	recovered bool          // the one that is being loaded was opened with its recovery code
	early     []tea.Msg     // keys and pastes that came before it
	pack      *content.Pack
	window    Window
	views     int // how many there were so far; it numbers them
	shelf     shelf
	over      overlay                        // what lies over the screen, nil for nothing
	arranged  Arrangement                    // as it was last seen; see arrange
	sides     map[workbook.ID]side           // a coach's own parts of what is open
	reading   int                            // how many of them are being read, which keys wait for
	menu      bool                           // the line of keys lists what can be done with panes
	locked    map[workbook.ID]bool           // open here, and given a passphrase elsewhere
	older     *olderPage                     // a question that waits until nobody types, nil for none
	drafts    map[string]string              // what esc left typed in a prompt, by what it is for
	beating   halfMinute                     // the half minute that was begun last and is not over
	following *followed                      // nil where one types oneself
	others    map[workbook.ID][]storage.Spot // where other windows stand
	told      map[workbook.ID]storage.Spot   // what other windows were told of this one
	telling   map[workbook.ID]bool           // what is being told
	pending   tea.Cmd                        // what this message has started; see run
	note      string                         // the sentence above the line of keys
	hidden    bool                           // amounts are; see hideIn
	notices   []string                       // what is to be said once, while nothing else is
	stays     bool                           // the note stays while one types on: it is told once, and nobody asked for it
	frame     field.Drawing
	stale     bool       // a message came that may have changed what is drawn
	shown     tea.View   // what was drawn last
	drawnOn   value.Date // and when

	quitting bool // saves are being waited for
	done     bool // nothing more is drawn
	err      error
	written  string // the last file that was exported
}

// New makes the model.
func New(o Options) *App {
	term := theme.Terminal{Colors: colorprofile.TrueColor, ASCII: o.ASCII}
	style := theme.New(term)
	a := &App{
		o: o, term: term, style: style, key: theme.Keys(style.Sign), ed: field.NewEditor(),
		found: make(chan struct{}), window: newWindow(), locked: map[workbook.ID]bool{}, sides: map[workbook.ID]side{}, drafts: map[string]string{}, stale: true, hidden: o.Hide,
		others: map[workbook.ID][]storage.Spot{}, told: map[workbook.ID]storage.Spot{}, telling: map[workbook.ID]bool{},
	}
	if o.Following != NotFollowing {
		a.following = &followed{id: o.Open[0]}
	}
	return a
}

// Init asks for the terminal's background and loads the library.
func (a *App) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, a.start, a.look) }

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
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.update(msg)
	a.ask()
	a.notify()
	a.beat()
	a.needBrief()
	a.arrange()
	a.stand()
	cmd := a.pending
	a.pending = nil
	return a, cmd
}

// run starts something once the message has been dealt with.
func (a *App) run(cmd tea.Cmd) { a.pending = tea.Batch(a.pending, cmd) }

// update takes a message; each but those that change nothing has the page drawn anew.
func (a *App) update(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg, tea.ColorProfileMsg, tea.ModeReportMsg:
		if !a.learn(msg) {
			return
		}
	case tea.KeyPressMsg:
		a.press(msg)
	case tea.PasteMsg:
		a.paste(msg.Content)
	case tea.MouseClickMsg:
		a.click(msg)
	case tea.MouseWheelMsg:
		a.wheel(msg)
	case tea.FocusMsg:
		a.refresh()
		a.refreshSides()
	case looking:
		a.looking = true
	case started:
		a.begin(msg)
		a.replay()
	case broke:
		a.err = msg.err
		a.run(tea.Quit)
	case Saved:
		a.saved(msg.Report)
		a.settled()
	case retried:
		a.quitting, a.note = false, msg.err.Error()
	case renewed:
		a.renewed(msg)
	case loaded:
		a.loaded(msg)
		a.replay()
	case refreshed:
		a.refreshed(msg)
	case inUseOf:
		a.freed(msg.id)
	case unlocked:
		a.unlocked(msg)
		a.replay()
	case protected:
		a.protected(msg)
	case lockedOut:
		a.lockedOut(msg.id)
	case recalled:
		if !a.recalled(msg) {
			return
		}
	case Touched:
		a.touched(msg)
	case Around:
		a.around(msg.ID)
		return
	case stands:
		a.standing(msg)
	case stood:
		delete(a.telling, msg.id)
	case shelved:
		a.shelved(msg)
	case factsTold:
		a.factsTold(msg)
	case sideBySide:
		a.sideBySide(msg)
		a.replay()
	case briefed:
		a.briefed(msg)
	case exported:
		a.exported(msg)
	case flushed:
		a.flushed(msg)
	case arranged:
		a.keep(msg)
		return
	case halfMinute:
		if !a.passed(msg) {
			return
		}
	default:
		if !a.updateSide(msg) {
			return
		}
	}
	a.stale = true
}

// typing tells whether letters belong to a text.
func (a *App) typing() bool {
	if a.over != nil {
		return a.over.typing()
	}
	if a.following != nil {
		return false
	}
	v := a.window.view()
	return v != nil && v.screen.Typing(a.context(v))
}

// press does what a key stands for. Some keys work everywhere; of the others, a
// text has those that it has a use for, and letters are never commands beside it.
func (a *App) press(k tea.KeyPressMsg) {
	if key.Matches(k, a.key.QuitInText) {
		a.quit()
		return
	}
	if a.waits() {
		a.early = append(a.early, k) // typed ahead of the next screen
		return
	}
	typing := a.typing()
	if a.tooSmall() && !typing { // what is being typed goes on, unseen
		return
	}
	if a.stays = a.stays && typing && k.Text != ""; !a.stays {
		a.note = ""
	}
	if v := a.window.view(); v != nil && a.over == nil && !a.menu && !typing && key.Matches(k, a.key.Open) && a.resume(v) {
		return
	}
	page, own := a.commands()
	if row, ok := own.PressInText(k); ok {
		a.do(row)
		return
	}
	row, found := append(page, own...).Press(k)
	found = found && (!typing || k.Text == "")
	switch v := a.window.view(); {
	case a.over != nil && !found:
		a.over.press(a, k)
	case a.over == nil && !a.menu && typing && v.screen.Type(a.context(v), k):
		a.follow(v)
	case found:
		a.do(row)
	case a.over == nil && a.following != nil:
		a.note = notTyped
	case a.over == nil && !typing && strings.TrimSpace(k.Text) != "":
		a.note = fmt.Sprintf("%s does nothing here: %s lists the keys.", k.Text, a.key.Help.Help().Key)
	}
}

// do does what a row says, or says why it does nothing now.
func (a *App) do(row command.Command) {
	if row.Off != "" {
		a.note = row.Off
		return
	}
	v := a.window.view()
	was := v != nil && v.screen.Typing(a.context(v))
	row.Do()
	if v != nil && v == a.window.view() && (was || v.screen.Typing(a.context(v))) {
		a.follow(v) // out of a form too: typing must not go on in one that was closed
	}
}

// doByID does a command of what is on screen.
func (a *App) doByID(id string) {
	page, own := a.commands()
	if row, ok := append(page, own...).Get(id); ok {
		a.do(row)
	}
}

// halfMinute comes when a half minute of a rehearsal is over.
type halfMinute struct {
	of     *screen.Rehearsal
	number int
}

// rehearsal is the page, where it is a rehearsal; else nil.
func (a *App) rehearsal() *screen.Rehearsal {
	if v := a.window.view(); v != nil {
		r, _ := v.screen.(*screen.Rehearsal)
		return r
	}
	return nil
}

// beat begins the half minute that a rehearsal waits for while it is the page. Nothing
// else in the program happens by itself.
func (a *App) beat() {
	r := a.rehearsal()
	if r == nil || a.done {
		return
	}
	if next := (halfMinute{r, r.Waits()}); next.number > 0 && next != a.beating {
		a.beating = next
		a.run(a.o.Wait(screen.HalfMinute, next))
	}
}

// passed counts a half minute that is over, where it is still waited for.
func (a *App) passed(msg halfMinute) bool {
	if msg == a.beating {
		a.beating = halfMinute{}
	}
	return msg.of == a.rehearsal() && msg.of.Passed(msg.number)
}

// back goes from a lesson or the plan to the map, and from the map to the library.
func (a *App) back(v *View) {
	if onMap(v) {
		a.toLibrary(v)
		return
	}
	a.goTo(v, screen.Place{Screen: screen.MapScreen})
}

func (a *App) toLibrary(v *View) {
	a.visit(v)
	a.window.pane().view = nil
	a.list(v.doc.ID())
}

func (a *App) paste(text string) {
	if a.waits() {
		a.early = append(a.early, tea.PasteMsg{Content: text})
		return
	}
	if a.over != nil {
		a.over.paste(a, text)
		return
	}
	if a.following != nil {
		a.note = notTyped
	} else if v := a.window.view(); v != nil {
		v.screen.Paste(a.context(v), text)
	}
}

func (a *App) click(m tea.MouseClickMsg) {
	if m.Button != tea.MouseLeft || a.waits() || a.tooSmall() {
		return
	}
	if i := a.under(m.X, m.Y); i != a.window.active {
		a.focus(i) // what it does there comes with the next click
		return
	}
	if do := a.frame.Hit(m.X, m.Y); do != nil && (a.following == nil || a.over != nil) {
		a.note = ""
		do()
	}
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
	if a.following != nil {
		a.following.free = true
	}
	a.wheelAt(m, lines)
}

// hide takes away what lies over the screen.
func (a *App) hide() { a.over = nil }
