package cli

import (
	"reflect"
	"time"
	"unsafe"

	tea "charm.land/bubbletea/v2"
)

// drawn comes back to a program once it has drawn what the message before it
// changed. It never reaches the model.
type drawn struct{}

// onDemand has a program write a frame as soon as it is drawn, and nothing while
// nothing happens. By itself Bubble Tea looks for a new frame at the ticks of a
// clock that never stops: each key waits half a tick, and a program that nobody
// uses wakes up hundreds of times a second. It is told before the program runs
// and says whether it could; a Bubble Tea that is built otherwise runs as it is.
// It calls seen for each message.
//
// The clock is a private field, which the program makes only where there is none
// yet. The ticker that is put there never ticks by itself: its channel is ours.
func onDemand(p *tea.Program, seen func()) bool {
	ticker := tickerOf(p)
	if ticker == nil || *ticker != nil {
		return false
	}
	frames := make(chan time.Time, 1) // one is enough: it is taken after what is drawn now
	*ticker = time.NewTicker(time.Hour)
	(*ticker).C = frames

	// The filter sees each message before it is handled. A message sent from here
	// is taken when that is over and its frame drawn, however long it takes.
	sent := false // used by the program's loop alone
	tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
		if msg == (drawn{}) {
			sent = false
			select {
			case frames <- time.Time{}:
			default:
			}
			return nil
		}
		seen()
		if isEnd(msg) {
			return tea.QuitMsg{}
		}
		if !sent {
			sent = true
			go p.Send(drawn{})
		}
		return msg
	})(p)
	return true
}

// tickerOf finds the ticker of a program, nil where it has none of that name and
// type. It goes once Bubble Tea draws on demand by itself.
func tickerOf(program any) **time.Ticker {
	field := reflect.ValueOf(program).Elem().FieldByName("ticker")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	return (**time.Ticker)(unsafe.Pointer(field.UnsafeAddr()))
}
