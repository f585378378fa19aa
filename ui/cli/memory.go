package cli

import (
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// How much garbage may lie beside what the screens keep, in percent, as GOGC.
// They keep a megabyte or two, so the garbage is most of what they take.
const (
	garbageAtStart = 400 // no collection comes before the first frame
	garbageLater   = 50
	startTakes     = 100 * time.Millisecond
	pause          = 500 * time.Millisecond // a person reads, and does not type
)

// saveMemory has the garbage of the start collected once the first frame should
// be out, and more often than usual from then on. Whoever sets GOGC knows better.
//
// used is to be called for each message. When none comes for a while, the system
// gets back, once, what no screen needs.
func saveMemory() (used func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	debug.SetGCPercent(garbageAtStart)
	var started atomic.Bool
	rest := time.AfterFunc(startTakes, func() {
		started.Store(true)
		debug.SetGCPercent(garbageLater)
		debug.FreeOSMemory()
	})
	return func() {
		if started.Load() {
			rest.Reset(pause)
		}
	}
}
