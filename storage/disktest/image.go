package disktest

import (
	"fmt"
	"hash/maphash"
	"maps"
	"math/rand/v2"
	"slices"
)

// Image is a folder as a power cut may leave it.
type Image struct {
	What string   // how it came about
	Said []string // the lines that the programs had said by then

	state state
	root  *node
}

// Lay makes the folder at path, which is not there or is empty.
func (i Image) Lay(path string) error { return i.state.lay(i.root, path) }

// sector and block are the pieces in which a write may be torn.
const (
	sector = 512
	block  = 4096
)

// fate is what becomes of an event that was not flushed.
type fate int

const (
	lost  fate = iota
	kept       // as if it had been flushed
	torn       // some of its sectors are kept
	cut        // it is kept up to a block
	blank      // the length is kept and the bytes are not
)

// Images gives about n images that differ, spread over the last run of a recording, from the
// first call on that was made to fail. At every
// point, or at as many as n allows, all that was not flushed is lost, then all is kept,
// and then single events are lost, kept or torn, names are kept in their order, and random
// ones of everything.
func (r *Recording) Images(seed uint64, n int) func(yield func(Image) bool) {
	return func(yield func(Image) bool) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		durable := r.durable()
		var points []int
		for at := r.from + 1; at <= len(r.events); at++ {
			// A rename is one call, and a line that comes next asks for more of the same disk.
			if at == len(r.events) || !r.events[at].joined && r.events[at].Kind != Said {
				points = append(points, at)
			}
		}
		if n < len(points) {
			rnd.Shuffle(len(points), func(i, j int) { points[i], points[j] = points[j], points[i] })
			points = points[:n]
			slices.Sort(points)
		}
		each := n / max(1, len(points))
		seen, hash := map[uint64]bool{}, maphash.MakeSeed()
		for _, at := range points {
			said := r.said(at)
			ways := r.ways(at, each, durable, rnd)
			rest := ways[min(2, len(ways)):]
			rnd.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
			for made, tried := 0, 0; made < each && tried < len(ways); tried++ {
				w := ways[tried]
				i := Image{fmt.Sprintf("after %d of %d: %s (seed %d)", at, len(r.events), w.what, seed), said, r.state(at, durable, w.fate, rnd), r.root}
				if key := i.sum(hash); !seen[key] {
					seen[key] = true
					made++
					if !yield(i) {
						return
					}
				}
			}
		}
	}
}

// sum tells images apart, with what was said by then.
func (i Image) sum(seed maphash.Seed) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	fmt.Fprintln(&h, len(i.Said))
	var walk func(n *node)
	walk = func(n *node) {
		n = i.state.look(n)
		fmt.Fprintln(&h, len(n.content), n.names == nil)
		h.Write(n.content)
		for _, name := range slices.Sorted(maps.Keys(n.names)) {
			fmt.Fprintln(&h, name)
			walk(n.names[name])
		}
	}
	walk(i.root)
	return h.Sum64()
}

func (r *Recording) said(at int) (out []string) {
	for _, e := range r.events[:at] {
		if e.Kind == Said {
			out = append(out, e.Text)
		}
	}
	return out
}

// state gives the disk after the first events, of which those that are not on disk meet a fate.
func (r *Recording) state(at int, durable []int, of func(event int) fate, rnd *rand.Rand) state {
	s := state{}
	for i, e := range r.events[:at] {
		if e.Kind > Drop {
			continue
		}
		if durable[i] < at {
			s.apply(e)
			continue
		}
		// Only a flush of one of two folders tears a rename: every file system with a journal
		// makes the rest of it whole or not at all, and for others a program can do nothing.
		as := i
		if e.joined && durable[i-1] >= at {
			as = i - 1
		}
		switch of(as) {
		case kept:
			s.apply(e)
		case torn:
			s.tear(e, func(int64) bool { return rnd.IntN(2) == 0 })
		case cut:
			upto := e.off + rnd.Int64N(int64(len(e.data))/block+1)*block
			s.tear(e, func(off int64) bool { return off < upto })
		case blank:
			e.Kind, e.size = Size, max(int64(len(s.look(e.node).content)), e.off+int64(len(e.data)))
			s.apply(e)
		}
	}
	return s
}

// tear writes those sectors of a write that are kept.
func (s state) tear(e Event, keep func(off int64) bool) {
	for len(e.data) > 0 {
		part := e
		part.data = e.data[:min(int64(len(e.data)), sector-e.off%sector)]
		if keep(e.off) {
			s.apply(part)
		}
		e.off, e.data = e.off+int64(len(part.data)), e.data[len(part.data):]
	}
}

type way struct {
	what string
	fate func(event int) fate
}

// ways gives what may become of the events that are not on disk at a point, in some more
// ways than are wanted.
func (r *Recording) ways(at, wanted int, durable []int, rnd *rand.Rand) []way {
	always := func(f fate) func(int) fate { return func(int) fate { return f } }
	out := []way{{"all lost", always(lost)}, {"all kept", always(kept)}}
	var names []int // before which of them a journal may have ended
	for i, e := range r.events[:at] {
		if durable[i] < at && (e.Kind == Add || e.Kind == Drop) {
			names = nil // with it the journal has all that came before
		}
		if durable[i] < at || e.Kind > Drop || e.joined && durable[i-1] >= at {
			continue
		}
		but := func(one, rest fate) func(int) fate {
			return func(n int) fate {
				if n == i {
					return one
				}
				return rest
			}
		}
		out = append(out, way{fmt.Sprint(i, " lost"), but(lost, kept)}, way{fmt.Sprint(i, " kept"), but(kept, lost)})
		switch {
		case e.Kind == Write:
			for _, rest := range []fate{lost, kept} {
				out = append(out, way{fmt.Sprint(i, " torn"), but(torn, rest)}, way{fmt.Sprint(i, " cut"), but(cut, rest)}, way{fmt.Sprint(i, " blank"), but(blank, rest)})
			}
		case !e.joined && e.Kind >= Add: // a rename is one there
			names = append(names, i)
		}
	}
	for _, upto := range append(names, at) { // a file system with a journal keeps names in their order
		for what, data := range map[string]fate{"lost": lost, "kept": kept, "torn": torn} {
			out = append(out, way{fmt.Sprintf("names before %d, bytes %s", upto, what), func(n int) fate {
				switch e := r.events[n]; {
				case e.Kind >= Add && n >= upto:
					return lost
				case e.Kind >= Add:
					return kept
				case e.Kind == Size && data == torn:
					return kept
				}
				return data
			}})
		}
	}
	for range 12 + wanted {
		seed := rnd.Uint64()
		out = append(out, way{fmt.Sprintf("random %#x", seed), func(n int) fate {
			f := fate(rand.New(rand.NewPCG(seed, uint64(n))).IntN(int(blank) + 1))
			if r.events[n].Kind != Write {
				return f % 2
			}
			return f
		}})
	}
	return out
}
