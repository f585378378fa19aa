// Package uitest drives the screens in tests: a synchronous driver of the
// model (this file), and a terminal emulator for whole journeys.
package uitest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image/color"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/content"
	"firstmile/content/example"
	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/app"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// Today is the day it is in tests, unless Options say otherwise. The dates of
// the example workbook are chosen for it.
var Today = value.NewDate(2027, time.January, 30)

// Noon is the time it is in tests. It is local time because that is what the
// screens show, so that they read the same in every zone.
var Noon = time.Date(2027, time.January, 30, 12, 0, 0, 0, time.Local)

// Options is what a Driver runs on. The zero value is the first start of a new
// person in a terminal of 80×24: an empty store in memory.
type Options struct {
	Width, Height int // 80×24 when zero

	// Store holds the workbooks; storetest.Memory when nil. A *storetest.Hang is
	// waited for only until it hangs: see Driver.Release.
	Store storage.Store
	// Books are created in the store before the start.
	Books []workbook.Workbook
	// Parts keeps a coach's own parts; nil where nobody coaches.
	Parts storage.StoreOf[coach.Part]
	// Example creates the filled example in the store before the start. Being
	// the only workbook, it is opened.
	Example bool
	// Open is what to open at the start, side by side, as with "firstmile open NAME…".
	Open []workbook.ID
	// Arrangement is how a window was left; the driver keeps it for Restart.
	Arrangement app.Arrangement

	Today value.Date // uitest.Today when blank
	Light bool       // the terminal says that its background is light
	Mute  bool       // the terminal says nothing of itself

	// Words gives the words of a coach's pack, as app.Options has it.
	Words func(id string) (words *content.Pack, why string)
	// PackFails is what loading the content fails with.
	PackFails error
	// ExampleFails is what making the example fails with.
	ExampleFails error
	// Exported holds the files that there are already; a new map when nil.
	Exported map[string][]byte
	// Exposed is what is said of a data folder that others can enter.
	Exposed string
	// Following has it follow the workbook that Open names.
	Following app.Following
	// Hide begins with amounts hidden.
	Hide bool
	// Coach makes the library a clients' board.
	Coach *Coach
	// Notice is what is said of one that is not on this computer alone.
	Notice string
	// ExportFails is what writing a file fails with.
	ExportFails error
}

// Driver runs app.App as bubbletea does, but on the test's own goroutine and
// without a terminal. Each input returns when nothing is left to happen: every
// command has run, every save has been tried and reported to the app. So there
// are no sleeps in tests, and no "wait until".
//
// A command made by tea.Tick or tea.Every fails the test: nothing on the screens
// moves or writes by itself, but for what Advance brings.
type Driver struct {
	// Exported holds the files that the app wrote, by full path; their folder
	// is Folder.
	Exported map[string][]byte
	// Copied is what the app put on the clipboard last.
	Copied string

	t     testing.TB
	o     Options
	app   *app.App
	saver *saver
	side  *saver // of a coach's own parts, nil where nobody coaches
	hang  *storetest.Hang
	view  tea.View
	quit  bool

	clock         *clock
	waits         []wait
	followed      []followed        // the workbooks that the app shows
	followedSides []followed        // and the coach's parts of them
	parked        int               // commands that wait for a disk that hangs
	returned      chan tea.Msg      // what parked commands gave in the end
	messages      int               // since the last input, to catch endless ones
	after         func(msg tea.Msg) // called after each message; see Watch
}

// Folder is where files are exported to in tests.
const Folder = "/home/test/plans"

// clock stands still until it is told to go on.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// ids goes on from driver to driver, so that ids never meet in one store.
var ids atomic.Int64

// NewID gives ids that are ULIDs in form, later than those in the example, and
// never the same in one process.
func NewID() workbook.ID { return workbook.ID(fmt.Sprintf("01M%023d", ids.Add(1))) }

// Pack is the content that the screens are tested with: the built-in one.
var Pack = sync.OnceValue(func() *content.Pack {
	p, err := content.Builtin()
	if err != nil {
		panic(err)
	}
	return p
})

// Speaking has every workbook that a test begins with in the words of a pack; nil for the
// built-in ones.
var Speaking *content.Pack

// Example gives the filled example as a workbook of its own.
func Example(t testing.TB) workbook.Workbook {
	t.Helper()
	w, err := example.Workbook(Today, NewID)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Empty gives a workbook in which only the name is answered.
func Empty(name string) workbook.Workbook {
	w := workbook.Workbook{ID: NewID()}
	w.Profile.Name = name
	return w
}

// New starts the app and returns when its first page is there. The saver is
// closed when the test ends.
func New(t testing.TB, o Options) *Driver {
	t.Helper()
	return start(t, o, &clock{at: Noon})
}

func start(t testing.TB, o Options, c *clock) *Driver {
	t.Helper()
	o.Width, o.Height = cmp.Or(o.Width, 80), cmp.Or(o.Height, 24)
	if !o.Today.OK() {
		o.Today = Today
	}
	if o.Store == nil {
		o.Store = storetest.NewMemory(c.now)
	}
	if o.Exported == nil {
		o.Exported = map[string][]byte{}
	}
	if o.Example {
		o.Books = append(slices.Clone(o.Books), Example(t))
	}
	if Speaking != nil {
		o.Words = func(string) (*content.Pack, string) { return Speaking, "" }
	}
	for _, w := range o.Books {
		if Speaking != nil {
			w.Profile.Pack = Speaking.Info.ID
		}
		if _, err := o.Store.Create(context.Background(), w); err != nil {
			t.Fatalf("creating %q: %v", w.Profile.Name, err)
		}
	}
	o.Books, o.Example = nil, false // not again at Restart
	d := &Driver{Exported: o.Exported, t: t, o: o, clock: c, returned: make(chan tea.Msg, 100)}
	d.hang, _ = o.Store.(*storetest.Hang)
	d.saver = newSaver(o.Store, d.hang)
	t.Cleanup(d.close)
	var side *app.Side
	if o.Parts != nil {
		d.side = newSaver(storage.Made(o.Parts, func(id workbook.ID) coach.Part { return coach.Part{ID: id} }), nil)
		side = &app.Side{Store: o.Parts, Saver: d.side, Follow: d.followSide}
	}
	options := app.Options{
		Side:  side,
		Store: o.Store, Saver: d.saver, Pack: func() (*content.Pack, error) { return Pack(), o.PackFails }, Words: o.Words,
		Today: func() value.Date { return d.o.Today }, Now: c.now, NewID: NewID, Open: o.Open, Arrangement: o.Arrangement,
		Keep: func(now app.Arrangement) { d.o.Arrangement = now },
		Example: func() (workbook.Workbook, error) {
			if o.ExampleFails != nil {
				return workbook.Workbook{}, o.ExampleFails
			}
			return example.Workbook(o.Today, NewID)
		},
		Export: d.export, Folder: "~/.local/share/firstmile", Home: path.Dir(Folder), Exposed: o.Exposed, Notice: o.Notice, Hide: o.Hide, Following: o.Following,
		Seed: 1, Wait: d.wait, Follow: d.follow,
		Import: func(file string) (workbook.Workbook, error) {
			data, there := d.Exported[file]
			if !there {
				return workbook.Workbook{}, fmt.Errorf("There is no file %s.", file)
			}
			return workbook.Import(data)
		},
	}
	if o.Coach != nil {
		o.Coach.Store = o.Store
		options.Coach = o.Coach
	}
	d.app = app.New(options)
	d.run(d.app.Init())
	if !o.Mute { // it joins characters
		d.Send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	}
	d.Send(tea.WindowSizeMsg{Width: o.Width, Height: o.Height})
	return d
}

func (d *Driver) export(name string, data []byte, replace bool) (string, error) {
	if d.o.ExportFails != nil {
		return "", d.o.ExportFails
	}
	if !path.IsAbs(name) {
		name = path.Join(Folder, name)
	}
	if _, there := d.Exported[name]; there && !replace {
		return "", fmt.Errorf("%s: %w", name, fs.ErrExist)
	}
	d.Exported[name] = slices.Clone(data)
	return name, nil
}

// close ends the saver's goroutines, also when the disk hangs for good.
func (d *Driver) close() {
	d.saver.stop()
	if d.side != nil {
		d.side.stop()
	}
	for d.parked > 0 {
		<-d.returned
		d.parked--
	}
}

// Restart starts the app again on the same store, as after quitting.
func (d *Driver) Restart() *Driver {
	d.t.Helper()
	o := d.o
	o.Open = nil // what was named the first time
	return start(d.t, o, d.clock)
}

// Second opens a second window on the same data, with a saver of its own.
func (d *Driver) Second() *Driver {
	d.t.Helper()
	o := d.o
	if m, ok := o.Store.(*storetest.Memory); ok {
		o.Store = m.Another()
	}
	if m, ok := o.Parts.(*storetest.MemoryOf[coach.Part]); ok {
		o.Parts = m.Another()
	}
	return start(d.t, o, d.clock)
}

// Follower opens a second window that follows the only workbook.
func (d *Driver) Follower(as app.Following) *Driver {
	d.t.Helper()
	o := d.o
	o.Store = o.Store.(*storetest.Memory).Another()
	o.Open, o.Following = []workbook.ID{d.Workbook().ID}, as
	f := start(d.t, o, d.clock)
	f.Follow()
	d.Follow()
	return f
}

// follow has the app told of what other windows save, when the test says so.
func (d *Driver) follow(id workbook.ID) {
	ctx, end := context.WithCancel(context.Background())
	d.t.Cleanup(end)
	d.followed = append(d.followed, followed{id, d.o.Store.Watch(ctx, id), d.o.Store.WatchOthers(ctx, id)})
}

// followSide is follow for a coach's own part.
func (d *Driver) followSide(id workbook.ID) {
	ctx, end := context.WithCancel(context.Background())
	d.t.Cleanup(end)
	d.followedSides = append(d.followedSides, followed{id: id, saved: d.o.Parts.Watch(ctx, id)})
}

type followed struct {
	id    workbook.ID
	saved <-chan struct{}
	stood <-chan struct{}
}

// Follow tells the app what other windows saved since.
func (d *Driver) Follow() {
	d.t.Helper()
	for _, f := range d.followed {
		select {
		case <-f.saved:
			d.Send(app.Touched{ID: f.id})
		default:
		}
		select {
		case <-f.stood:
			d.Send(app.Around{ID: f.id})
		default:
		}
	}
}

// FollowSides tells the app what other windows saved of a coach's own since.
func (d *Driver) FollowSides() {
	d.t.Helper()
	for _, f := range d.followedSides {
		select {
		case <-f.saved:
			d.Send(app.SideTouched{ID: f.id})
		default:
		}
	}
}

// Part is what is on disk of a coach's own part of the only workbook.
func (d *Driver) Part() coach.Part {
	d.t.Helper()
	snap, err := d.o.Parts.Load(d.Context(), d.Workbook().ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return snap.Workbook
}

// Context is one that never ends.
func (d *Driver) Context() context.Context { return context.Background() }

// App gives the model.
func (d *Driver) App() *app.App { return d.app }

// Store gives the store that the app runs on.
func (d *Driver) Store() storage.Store { return d.o.Store }

// Parts gives the store of a coach's own parts.
func (d *Driver) Parts() storage.StoreOf[coach.Part] { return d.o.Parts }

// wait is a message that comes once the clock has moved on.
type wait struct {
	at  time.Time
	msg tea.Msg
}

func (d *Driver) wait(by time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		d.waits = append(d.waits, wait{d.clock.now().Add(by), msg})
		return nil
	}
}

// Waits is how many messages are to come by themselves.
func (d *Driver) Waits() int { return len(d.waits) }

// Advance moves the clock on, and hands over what is to come in that time; the day
// stays, see SetToday.
func (d *Driver) Advance(by time.Duration) {
	d.t.Helper()
	end := d.clock.now().Add(by)
	for {
		next := -1
		for i, w := range d.waits {
			if !w.at.After(end) && (next < 0 || w.at.Before(d.waits[next].at)) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		w := d.waits[next]
		d.waits = slices.Delete(d.waits, next, next+1)
		d.clock.advance(w.at.Sub(d.clock.now()))
		d.Send(w.msg)
	}
	d.clock.advance(end.Sub(d.clock.now()))
}

// SetToday changes the day that it is.
func (d *Driver) SetToday(day value.Date) { d.o.Today = day }

// Watch has f called after each message that the app took, its own included.
func (d *Driver) Watch(f func(msg tea.Msg)) { d.after = f }

// Send hands the app a message and returns when nothing is left to happen.
func (d *Driver) Send(msg tea.Msg) {
	d.t.Helper()
	d.messages = 0
	d.update(msg)
	d.settle()
}

// most is how many messages may follow from one input.
const most = 200

func (d *Driver) update(msg tea.Msg) {
	d.t.Helper()
	if d.quit {
		return // bubbletea takes no message after tea.Quit
	}
	if d.messages++; d.messages > most {
		d.t.Fatalf("more than %d messages followed from one input; the last is a %T", most, msg)
	}
	_, cmd := d.app.Update(msg)
	d.view = d.app.View()
	if d.after != nil {
		d.after(msg)
	}
	d.run(cmd)
}

// settle hands over the saver's reports until there are no more.
func (d *Driver) settle() {
	d.t.Helper()
	for {
		if err := d.saver.wait(); err != nil {
			d.t.Fatal(err)
		}
		reports := d.saver.take()
		for _, r := range reports {
			d.update(app.Saved{Report: r})
		}
		if d.side != nil {
			if err := d.side.wait(); err != nil {
				d.t.Fatal(err)
			}
			own := d.side.take()
			for _, r := range own {
				d.update(app.SideSaved{Report: r})
			}
			reports = append(reports, own...)
		}
		select {
		case msg := <-d.returned:
			d.parked--
			d.handle(msg)
			continue
		default:
		}
		if len(reports) == 0 {
			return
		}
	}
}

// run runs a command and what follows from it.
func (d *Driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	for _, ticks := range []string{"bubbletea/v2.Tick", "bubbletea/v2.Every"} {
		if strings.Contains(name, ticks) {
			d.t.Fatalf("the app started a tick (%s): nothing may happen by itself", name)
		}
	}
	if d.hang == nil {
		d.handle(cmd())
		return
	}
	// A command that waits for the saves would wait forever for a disk that
	// hangs; it is parked, and what it gives comes in when the disk goes on.
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	select {
	case msg := <-done:
		d.handle(msg)
	case <-d.saver.flushing:
		d.parked++
		go func() { d.returned <- <-done }()
	}
}

func (d *Driver) handle(msg tea.Msg) {
	d.t.Helper()
	switch m := msg.(type) {
	case nil:
		return
	case tea.QuitMsg:
		d.quit = true
		return
	case tea.BatchMsg:
		for _, cmd := range m {
			d.run(cmd)
		}
		return
	}
	// The message of tea.Sequence has no name that can be used here.
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			d.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	if fmt.Sprintf("%T", msg) == "tea.setClipboardMsg" {
		d.Copied = fmt.Sprint(msg)
		return
	}
	if fmt.Sprintf("%T", msg) == "tea.backgroundColorMsg" { // the terminal is asked, and answers
		switch {
		case d.o.Mute:
		case d.o.Light:
			d.update(tea.BackgroundColorMsg{Color: color.White})
		default:
			d.update(tea.BackgroundColorMsg{Color: color.Black})
		}
		return
	}
	d.update(msg)
}

// Release lets a storetest.Hang go on, and returns when all that waited for it
// has happened.
func (d *Driver) Release() {
	d.t.Helper()
	d.hang.Release()
	d.saver.released()
	d.messages = 0
	for d.parked > 0 {
		msg := <-d.returned
		d.parked--
		d.handle(msg)
	}
	d.settle()
}

// GiveUp ends the waiting for a disk that hangs, as if its time was over.
func (d *Driver) GiveUp() {
	d.t.Helper()
	d.messages = 0
	d.saver.giveUp()
	for d.parked > 0 {
		msg := <-d.returned
		d.parked--
		d.handle(msg)
	}
	d.settle()
}

// Waiting tells whether a command of the app waits for a disk that hangs.
func (d *Driver) Waiting() bool { return d.parked > 0 }

// Resize changes the size of the terminal.
func (d *Driver) Resize(width, height int) {
	d.t.Helper()
	d.o.Width, d.o.Height = width, height
	d.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// Key presses keys by the names that bubbletea gives them: "a", "?", "enter",
// "ctrl+p", "shift+tab", "esc", "down", "space", "f1".
func (d *Driver) Key(names ...string) {
	d.t.Helper()
	for _, name := range names {
		k, err := Key(name)
		if err != nil {
			d.t.Fatal(err)
		}
		d.Send(k)
	}
}

var codes = map[string]rune{
	"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "insert": tea.KeyInsert, "f1": tea.KeyF1, "f2": tea.KeyF2,
}

var mods = map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}

// Key makes the message that a terminal sends for a key.
func Key(name string) (tea.KeyPressMsg, error) {
	var k tea.KeyPressMsg
	rest := name
	for {
		before, after, found := strings.Cut(rest, "+")
		mod, known := mods[before]
		if !found || !known || after == "" {
			break
		}
		k.Mod |= mod
		rest = after
	}
	if code, known := codes[rest]; known {
		k.Code = code
		if code == tea.KeySpace && k.Mod == 0 {
			k.Text = " "
		}
		return k, nil
	}
	r := []rune(rest)
	if len(r) != 1 {
		return k, fmt.Errorf("uitest: no key is called %q", name)
	}
	if k.Mod != 0 { // with ctrl or alt no text is typed
		k.Code = r[0]
		return k, nil
	}
	return letter(rest), nil
}

// letter makes the message for typed text: one grapheme, as terminals send it.
func letter(text string) tea.KeyPressMsg {
	r := []rune(text)
	k := tea.KeyPressMsg{Code: r[0], Text: text}
	switch {
	case len(r) > 1:
		k.Code = tea.KeyExtended
	case unicode.IsUpper(r[0]):
		k.Code, k.ShiftedCode, k.Mod = unicode.ToLower(r[0]), r[0], tea.ModShift
	case r[0] == ' ':
		k.Code = tea.KeySpace
	}
	return k
}

// Type types text, one message for each letter. A newline is Enter and a tab
// is Tab, as on a keyboard.
func (d *Driver) Type(text string) {
	d.t.Helper()
	for len(text) > 0 {
		seq, _, n, _ := ansi.DecodeSequence(text, ansi.NormalState, nil)
		text = text[n:]
		switch seq {
		case "\n":
			d.Key("enter")
		case "\t":
			d.Key("tab")
		default:
			d.Send(letter(seq))
		}
	}
}

// Paste pastes text as a terminal with bracketed paste does: in one message.
func (d *Driver) Paste(text string) {
	d.t.Helper()
	d.Send(tea.PasteMsg{Content: text})
}

// Click clicks the left button on a cell, counted from the upper left corner.
func (d *Driver) Click(x, y int) {
	d.t.Helper()
	d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	d.Send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// ClickOn clicks on the first place where text stands on the screen.
func (d *Driver) ClickOn(text string) {
	d.t.Helper()
	x, y, ok := d.Find(text)
	if !ok {
		d.t.Fatalf("%q is not on the screen:\n%s", text, d.box())
	}
	d.Click(x, y)
}

// Find gives the first cell of text on the screen.
func (d *Driver) Find(text string) (x, y int, ok bool) {
	for y, l := range strings.Split(d.Screen(), "\n") {
		if before, _, found := strings.Cut(l, text); found {
			return ansi.StringWidth(before), y, true
		}
	}
	return 0, 0, false
}

// Wheel turns the mouse wheel by n clicks, down when n is positive.
func (d *Driver) Wheel(n int) {
	d.t.Helper()
	button := tea.MouseWheelDown
	if n < 0 {
		n, button = -n, tea.MouseWheelUp
	}
	for range n {
		d.Send(tea.MouseWheelMsg{Button: button})
	}
}

// Focus tells the app that its window got the focus, as when one comes back
// from another window.
func (d *Driver) Focus() { d.t.Helper(); d.Send(tea.FocusMsg{}) }

// Screen gives what is on the screen, without styles and without the spaces at
// the ends of lines.
func (d *Driver) Screen() string {
	lines := strings.Split(ansi.Strip(d.view.Content), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Lines gives the lines of the screen.
func (d *Driver) Lines() []string { return strings.Split(d.Screen(), "\n") }

// Styled gives what is on the screen with its styles.
func (d *Driver) Styled() string { return d.view.Content }

// View gives all that the app asked of the terminal.
func (d *Driver) View() tea.View { return d.view }

// Cursor tells where the cursor is; false when it is hidden.
func (d *Driver) Cursor() (x, y int, shown bool) {
	if d.view.Cursor == nil {
		return 0, 0, false
	}
	return d.view.Cursor.X, d.view.Cursor.Y, true
}

// Quit tells whether the app has ended.
func (d *Driver) Quit() bool { return d.quit }

// Pending is how many workbooks have answers that are not on disk yet.
func (d *Driver) Pending() int { return d.saver.Pending() }

// Workbook gives the workbook opened last, as it is on disk.
func (d *Driver) Workbook() workbook.Workbook {
	d.t.Helper()
	return d.Snapshot().Workbook
}

// Snapshot is Workbook with its revision and the place last visited.
func (d *Driver) Snapshot() storage.Snapshot {
	d.t.Helper()
	list := d.Entries()
	if len(list) == 0 {
		d.t.Fatal("there is no workbook in the store")
	}
	snap, err := d.o.Store.Load(context.Background(), list[0].ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return snap
}

// Entries lists the workbooks on disk, the one opened last first.
func (d *Driver) Entries() []storage.Entry {
	d.t.Helper()
	list, err := d.o.Store.List(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

// Want fails the test unless every text is on the screen, on one line each.
func (d *Driver) Want(texts ...string) {
	d.t.Helper()
	screen := d.Screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.t.Fatalf("%q is not on the screen:\n%s", text, d.box())
		}
	}
}

// WantWrapped is Want for texts that may be broken into lines, or stand in a
// column beside other text only as far as their words follow each other.
func (d *Driver) WantWrapped(texts ...string) {
	d.t.Helper()
	screen := strings.Join(strings.Fields(d.Screen()), " ")
	for _, text := range texts {
		if !strings.Contains(screen, strings.Join(strings.Fields(text), " ")) {
			d.t.Fatalf("%q is not on the screen:\n%s", text, d.box())
		}
	}
}

// Absent fails the test when one of the texts is on the screen.
func (d *Driver) Absent(texts ...string) {
	d.t.Helper()
	screen := d.Screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Fatalf("%q is on the screen:\n%s", text, d.box())
		}
	}
}

// box gives the screen with a border and the cursor's place, for messages.
func (d *Driver) box() string {
	var b strings.Builder
	bar := strings.Repeat("-", max(0, d.o.Width))
	fmt.Fprintf(&b, "+%s+\n", bar)
	for _, l := range d.Lines() {
		fmt.Fprintf(&b, "|%s%s|\n", l, strings.Repeat(" ", max(0, d.o.Width-ansi.StringWidth(l))))
	}
	fmt.Fprintf(&b, "+%s+ %d×%d", bar, d.o.Width, d.o.Height)
	if x, y, shown := d.Cursor(); shown {
		fmt.Fprintf(&b, ", cursor at column %d of line %d", x, y)
	}
	return b.String()
}

// saver stands before the real storage.Saver and knows when it has nothing left
// to do: storage.Saver.Flush would try failed saves again each time.
type saver struct {
	inner *storage.Saver
	hang  *storetest.Hang

	flushing chan struct{} // a Flush waits for a disk that hangs

	mu      sync.Mutex
	moved   chan struct{}                 // closed and replaced whenever something happens
	want    map[workbook.ID]uint64        // the number of the last change that was to be saved
	done    map[workbook.ID]bool          // it has been reported, saved or not
	hangs   map[workbook.ID]bool          // its save hangs
	failed  map[workbook.ID]bool          // the last report was a failure
	visits  map[workbook.ID]storage.Visit // asked to be noted
	reports []storage.Report              // not taken yet
	cancel  []context.CancelFunc          // of the Flushes that wait
}

// watched is a store that tells the saver of visits and of saves that begin.
type watched struct {
	storage.Saves
	s *saver
}

func newSaver(store storage.Saves, hang *storetest.Hang) *saver {
	s := &saver{
		hang: hang, flushing: make(chan struct{}), moved: make(chan struct{}),
		want: map[workbook.ID]uint64{}, done: map[workbook.ID]bool{}, hangs: map[workbook.ID]bool{},
		failed: map[workbook.ID]bool{}, visits: map[workbook.ID]storage.Visit{},
	}
	s.inner = storage.NewSaver(watched{store, s}, s.report)
	// Only what a person does tries a failed save again: tests have no time.
	s.inner.Backoff = func(int) time.Duration { return time.Hour }
	return s
}

// signal must be called with the lock held.
func (s *saver) signal() {
	close(s.moved)
	s.moved = make(chan struct{})
}

// Visit is storage.Store's.
func (w watched) Visit(ctx context.Context, id workbook.ID, v storage.Visit) error {
	err := w.Saves.Visit(ctx, id, v)
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	if w.s.visits[id] == v {
		delete(w.s.visits, id)
	}
	w.s.signal()
	return err
}

// Save is app.Saver's.
func (s *saver) Save(id workbook.ID, changes []workbook.Change) uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.want[id], s.done[id], s.failed[id] = s.inner.Save(id, changes), false, false
	return s.want[id]
}

// Visit is app.Saver's.
func (s *saver) Visit(id workbook.ID, v storage.Visit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.visits[id] = v
	s.inner.Visit(id, v)
}

// Retry is app.Saver's.
func (s *saver) Retry() {
	s.again()
	s.inner.Retry()
}

// again expects another report of each save that failed, of these workbooks or
// of all.
func (s *saver) again(ids ...workbook.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.failed {
		if s.failed[id] && (len(ids) == 0 || slices.Contains(ids, id)) {
			s.done[id], s.failed[id] = false, false
		}
	}
}

// Pending is app.Saver's.
func (s *saver) Pending() int { return s.inner.Pending() }

// Flush is app.Saver's. When the disk hangs, the command that called it is
// parked, and its time is over when the test says so, not before.
func (s *saver) Flush(ctx context.Context, ids ...workbook.ID) error {
	s.again(ids...)
	if s.hang == nil {
		return s.inner.Flush(ctx, ids...)
	}
	own, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	ended := make(chan error, 1)
	go func() { ended <- s.inner.Flush(own, ids...) }()
	s.mu.Lock()
	s.cancel = append(s.cancel, func() { cancel(context.DeadlineExceeded) })
	s.mu.Unlock()
	over := func(err error) error {
		if errors.Is(err, context.Canceled) {
			return errors.Join(context.Cause(own), err)
		}
		return err
	}
	for {
		s.mu.Lock()
		s.begun()
		hangs, moved := s.hanging(), s.moved
		s.mu.Unlock()
		if hangs {
			break
		}
		select {
		case err := <-ended:
			return err
		case id := <-s.hang.Begun:
			s.mu.Lock()
			s.hangs[id] = true
			s.mu.Unlock()
		case <-moved:
		}
	}
	s.flushing <- struct{}{}
	return over(<-ended)
}

// giveUp ends the Flushes that wait.
func (s *saver) giveUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cancel := range s.cancel {
		cancel()
	}
	s.cancel = nil
}

// begun notes the saves that began to hang; with the lock held.
func (s *saver) begun() {
	for s.hang != nil {
		select {
		case id := <-s.hang.Begun:
			s.hangs[id] = true
		default:
			return
		}
	}
}

func (s *saver) hanging() bool {
	return slices.Contains(slices.Collect(maps.Values(s.hangs)), true)
}

// released forgets that saves hang: from now on they are waited for.
func (s *saver) released() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.begun()
	clear(s.hangs)
	s.hang = nil
}

func (s *saver) report(r storage.Report) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reports = append(s.reports, r)
	delete(s.hangs, r.ID)
	if r.Upto == s.want[r.ID] {
		s.done[r.ID], s.failed[r.ID] = true, r.Err != nil
	}
	s.signal()
}

func (s *saver) take() []storage.Report {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.reports
	s.reports = nil
	return out
}

// patience is how long the real saver may take over a store in memory. It ends
// tests that would hang; it is never waited for.
const patience = 20 * time.Second

// wait returns when every save was reported or hangs, and every visit is noted.
func (s *saver) wait() error {
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		s.mu.Lock()
		s.begun()
		busy := false
		for id := range s.want {
			busy = busy || !s.done[id] && !s.hangs[id]
		}
		for id := range s.visits {
			busy = busy || !s.hangs[id] && !s.failed[id]
		}
		moved := s.moved
		var begun chan workbook.ID
		if s.hang != nil {
			begun = s.hang.Begun
		}
		s.mu.Unlock()
		if !busy {
			return nil
		}
		select {
		case <-moved:
		case id := <-begun:
			s.mu.Lock()
			s.hangs[id] = true
			s.mu.Unlock()
		case <-timeout.C:
			return errors.New("the saver does not come to rest")
		}
	}
}

// stop ends the saver whatever its store does.
func (s *saver) stop() {
	s.giveUp()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_ = s.inner.Close(ctx) // what is not on disk now is what the test wanted so
}
