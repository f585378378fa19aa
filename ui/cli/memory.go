package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"time"
)

// How much garbage may lie beside what the screens keep, in percent, as GOGC.
// They keep a megabyte or two, so the garbage is most of what they take.
const (
	garbageAtStart = 400 // no collection comes before the first frame
	garbageLater   = 50
	startTakes     = 100 * time.Millisecond
)

// saveMemory has the garbage of the start collected once the first frame should
// be out, and more often than usual from then on. Whoever sets GOGC knows better.
func saveMemory() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(garbageAtStart)
	time.AfterFunc(startTakes, func() {
		debug.SetGCPercent(garbageLater)
		runtime.GC()
	})
}
