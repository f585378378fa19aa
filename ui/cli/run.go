package cli

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

var (
	// closing is how long the last saves may take.
	closing = 5 * time.Second
	// leaving is how long the screens may take to end once a signal came: a
	// terminal that takes no more bytes would hold them forever.
	leaving = 2 * time.Second
	// copying is how long copies may keep a person who leaves.
	copying = time.Second
)

// ends are the signals that end the program in good order. Those of a crash are among them:
// sent by another program, they would leave the terminal as the screens had it. A crash of
// this one's own is no such signal: Go makes a panic of it.
var ends = []os.Signal{os.Interrupt, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGABRT,
	syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGILL}

// screens is what runs on the terminal.
type screens struct {
	model    tea.Model
	saved    func(storage.Report) tea.Msg // tells the model of a save
	follow   <-chan workbook.ID           // those that the model shows
	touched  func(workbook.ID) tea.Msg    // tells the model that another window may have saved one
	around   func(workbook.ID) tea.Msg    // and that one may stand elsewhere
	farewell func() string                // a line to say when the screen is gone, "" for none; may be nil
	beside   *besides                     // a coach's own; nil where nobody coaches
	err      func() error                 // why the screens could not start; may be nil
}

// dumb tells a terminal that can do no more than print.
func dumb() bool {
	t := os.Getenv("TERM")
	return t == "dumb" || t == "" && os.PathSeparator == '/' // Windows sets none
}

// needTerminal refuses to draw where nothing can be drawn or typed.
func (p *program) needTerminal() error {
	const instead = "Use a command instead: firstmile list, show NAME, check NAME, export NAME; firstmile --help has them all."
	switch {
	case !term.IsTerminal(p.stdin.Fd()), !term.IsTerminal(p.stdout.file.Fd()):
		return wrong("The screens need a terminal to read from and to draw on. %s", instead)
	case dumb():
		return wrong("The screens need a terminal that can move its cursor, and TERM says this one cannot. %s", instead)
	}
	return nil
}

// run shows the screens until the person leaves, a signal comes or something
// breaks. Whatever ends them, the saver is outside and is closed last.
func (p *program) run(store storage.Store, start func(*storage.Saver) (screens, error)) error {
	// A closed terminal (SIGHUP) would kill the process before the saves are done.
	// The signals stay caught until then: a shell that goes away sends a second.
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	defer stop()

	var tell atomic.Pointer[func(storage.Report)]
	var why reasons
	saver := storage.NewSaver(store, func(r storage.Report) {
		why.note(r)
		if send := tell.Load(); send != nil {
			(*send)(r)
		}
	})
	s, err := start(saver)
	if err != nil {
		return err
	}

	quiet()
	used := saveMemory()
	// A signal makes the program quit; a canceled context would do so too, but
	// closes the terminal under tea's reader. It is for screens that do not answer.
	alive, kill := context.WithCancel(context.Background())
	defer kill()
	keys := &keyboard{File: p.stdin}
	options := []tea.ProgramOption{
		tea.WithContext(alive), tea.WithoutSignalHandler(), // one handler is enough
		tea.WithInput(keys), tea.WithOutput(p.stdout.file),
	}
	if os.Getenv("NO_COLOR") != "" { // colorprofile only knows 1 and true
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	screen := tea.NewProgram(s.model, options...)
	onDemand(screen, func() { used(); keys.moves.Add(1) })
	send := func(r storage.Report) { screen.Send(s.saved(r)) }
	tell.Store(&send)
	go func() {
		for {
			select {
			case id := <-s.follow:
				go func() {
					for range store.Watch(alive, id) {
						screen.Send(s.touched(id))
					}
				}()
				go func() {
					for range store.WatchOthers(alive, id) {
						screen.Send(s.around(id))
					}
				}()
			case <-alive.Done():
				return
			}
		}
	}()

	s.beside.run(alive, screen.Send)

	before, _ := term.GetState(p.stdin.Fd())
	ended := make(chan error, 1)
	go func() {
		_, err := screen.Run()
		ended <- err
	}()
	left := true
	select {
	case err = <-ended:
	case <-ctx.Done():
		go func() {
			keys.rest(func() { screen.Send(drawn{}) })
			screen.Quit()
		}()
		select {
		case err = <-ended:
		case <-time.After(leaving):
			left = false
			kill() // reports to the screens would wait forever, and saves behind them
		}
	}
	if !left && before != nil {
		_ = term.Restore(p.stdin.Fd(), before) // Run will not do it any more
	}

	wait, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	store.Leave()
	lost, ownLost := saver.Close(wait), s.beside.close(wait)
	// A window that is closed may be noticed before its signal is.
	told := ctx.Err() != nil || !term.IsTerminal(p.stdin.Fd())
	if lost == nil && ownLost == "" && !told {
		brief, cancel := context.WithTimeout(ctx, copying)
		saver.Checkpoint(brief)
		s.beside.checkpoint(brief)
		cancel()
	}
	return p.after(s, ending{err: err, left: left, told: told}, strings.TrimSpace(why.sentence(lost, saver.Pending())+" "+ownLost))
}

// ending is how the screens ended.
type ending struct {
	err  error
	left bool // Run returned
	told bool // from outside: a signal came or the terminal went
}

// after says what is to be said once the screen is gone.
func (p *program) after(s screens, end ending, unsaved string) error {
	if end.left && !errors.Is(end.err, tea.ErrProgramPanic) && s.farewell != nil {
		if line := s.farewell(); line != "" {
			p.tell("%s", line)
		}
	}
	if end.left && end.err == nil && unsaved == "" && s.err != nil && s.err() != nil {
		return s.err()
	}
	broke := ""
	switch {
	case errors.Is(end.err, tea.ErrProgramPanic):
		broke = "firstmile stopped because of a fault of its own; the answer being typed may be missing."
	case end.told, end.err == nil, errors.Is(end.err, tea.ErrInterrupted):
	default:
		broke = "The terminal could not be used any more, so firstmile stopped."
	}
	switch {
	case broke == "" && unsaved == "":
		return nil
	case unsaved == "":
		return wrong("%s Every answer before is saved; start it again to go on.", broke)
	case broke == "":
		return wrong("%s", unsaved)
	}
	return wrong("%s %s", broke, unsaved)
}

// quiet keeps tea from printing a panic with its stack, which may quote answers,
// and from writing traces of the screen to files. The messages of this package
// go to the file that standard error was.
func quiet() {
	if null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0); err == nil {
		os.Stderr = null // for good: a command of tea's may panic late
	}
	for _, name := range []string{"TEA_DEBUG", "TEA_TRACE"} {
		_ = os.Unsetenv(name)
	}
}

// reasons remembers why each workbook could not be saved.
type reasons struct {
	mu  sync.Mutex
	why map[workbook.ID]error
}

func (r *reasons) note(report storage.Report) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.why == nil {
		r.why = map[workbook.ID]error{}
	}
	if r.why[report.ID] = report.Err; report.Err == nil {
		delete(r.why, report.ID)
	}
}

// sentence says what is not on disk and why; "" when everything is.
func (r *reasons) sentence(closed error, pending int) string {
	if pending == 0 {
		return ""
	}
	return "The last answers in " + value.Counted(pending, "workbook") + " could not be saved: " + r.reason(closed) +
		". What was called saved before is kept; start firstmile again once that is mended."
}

// reason is why, in a few words.
func (r *reasons) reason(closed error) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	is := func(kind error) bool {
		for _, err := range r.why {
			if errors.Is(err, kind) {
				return true
			}
		}
		return errors.Is(closed, kind)
	}
	why := "the disk or the system refused"
	for _, reason := range []struct {
		kind error
		text string
	}{
		{storage.ErrFull, "the disk is full"},
		{storage.ErrReadOnly, "the data folder cannot be written"},
		{storage.ErrDamaged, "the workbook's file is damaged"},
		{storage.ErrNewer, "a newer firstmile changed the workbook"},
		{storage.ErrGone, "the data folder is not there any more"},
		{storage.ErrDeleted, "the workbook was deleted in another window, and firstmile undelete brings it back"},
		{storage.ErrNotFound, "the workbook is not in the data folder any more"},
		{storage.ErrIO, "the disk reports an error"},
		{storage.ErrBusy, "another window was saving all the while"},
		{context.DeadlineExceeded, "the disk did not answer in time"},
	} {
		if is(reason.kind) {
			why = reason.text
			break
		}
	}
	return why
}
