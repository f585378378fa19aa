// Package disktest runs programs and does to their disk what happens to disks: the power
// fails, no room is left, a flush fails or takes its time. The calls of a program to the
// system are recorded (Run), and from a recording come the folders that a power cut could
// leave behind (Recording.Images). It runs on Linux on amd64.
package disktest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Kind is what a call does.
type Kind int

const (
	Write Kind = iota // bytes into a file
	Size              // sets a file's length
	Add               // a name in a folder
	Drop              // a name goes from a folder
	Sync              // flushes a file or a folder
	Said              // a line on standard output
)

// Event is one thing that a program did. A rename is two: Drop, then Add.
type Event struct {
	Kind Kind
	Path string // as it was named then, from the root of the disk
	Text string // Said

	node   *node
	off    int64
	data   []byte
	size   int64
	name   string // in node, of child
	child  *node
	joined bool // the second half of a rename
	since  int  // how many events there had been when a Sync began
	failed bool // a Sync that did not succeed
}

// OfFolder tells whether an event is about a folder.
func (e Event) OfFolder() bool { return e.node != nil && e.node.names != nil }

// node is a file or a folder; names is nil for a file.
type node struct {
	content []byte
	names   map[string]*node
}

// state is what nodes hold at some time. Those that are not in it are as they were at first.
type state map[*node]*node

// of gives a node to be changed.
func (s state) of(n *node) *node {
	now := s[n]
	if now == nil {
		now = &node{slices.Clone(n.content), maps.Clone(n.names)}
		s[n] = now
	}
	return now
}

func (s state) look(n *node) *node {
	if now := s[n]; now != nil {
		return now
	}
	return n
}

// find gives what a path from the root names.
func (s state) find(root *node, path string) *node {
	at := root
	for part := range strings.SplitSeq(path, "/") {
		if part == "." || part == "" {
			continue
		}
		if at = s.look(at).names[part]; at == nil {
			return nil
		}
	}
	return at
}

func (s state) apply(e Event) {
	switch e.Kind {
	case Sync, Said:
	case Write:
		n := s.of(e.node)
		n.resize(max(int64(len(n.content)), e.off+int64(len(e.data))))
		copy(n.content[e.off:], e.data)
	case Size:
		s.of(e.node).resize(e.size)
	case Add:
		s.of(e.node).names[e.name] = e.child
	case Drop:
		if n := s.of(e.node); n.names[e.name] == e.child {
			delete(n.names, e.name)
		}
	}
}

func (n *node) resize(size int64) {
	if more := size - int64(len(n.content)); more > 0 {
		n.content = append(n.content, make([]byte, more)...)
	} else {
		n.content = n.content[:size]
	}
}

// Recording is what programs did to a disk, in order.
type Recording struct {
	root   *node
	events []Event
	from   int // how many events there were before the last run, or before a call was made to fail
}

// Said is how many lines the programs said.
func (r *Recording) Said() int { return len(r.said(len(r.events))) }

// record notes an event, and what becomes of the disk.
func (r *Recording) record(now state, e Event) {
	r.events = append(r.events, e)
	now.apply(e)
}

// read gives the node of a folder on disk.
func read(path string) (*node, error) {
	n := &node{names: map[string]*node{}}
	entries, err := os.ReadDir(path)
	for _, e := range entries {
		inside := filepath.Join(path, e.Name())
		var child *node
		var err error
		if e.IsDir() {
			child, err = read(inside)
		} else {
			child = &node{}
			child.content, err = os.ReadFile(inside)
		}
		if err != nil {
			return nil, err
		}
		n.names[e.Name()] = child
	}
	return n, err
}

// lay makes a folder of a node.
func (s state) lay(n *node, path string) error {
	n = s.look(n)
	if n.names == nil {
		return os.WriteFile(path, n.content, 0o600)
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	for name, child := range n.names {
		if err := s.lay(child, filepath.Join(path, name)); err != nil {
			return err
		}
	}
	return nil
}

// same tells how what is recorded differs from a folder on disk: a call that went
// unseen would make every image a wrong one.
func (s state) same(recorded, found *node, path string) error {
	recorded = s.look(recorded)
	if !bytes.Equal(recorded.content, found.content) || (recorded.names == nil) != (found.names == nil) {
		return fmt.Errorf("%s is not what was recorded", path)
	}
	for name := range maps.Keys(recorded.names) {
		if found.names[name] == nil {
			return fmt.Errorf("%s/%s was recorded and is not there", path, name)
		}
	}
	for name, child := range found.names {
		if recorded.names[name] == nil {
			return fmt.Errorf("%s/%s is there and was not recorded", path, name)
		}
		if err := s.same(recorded.names[name], child, path+"/"+name); err != nil {
			return err
		}
	}
	return nil
}

// Without gives the recording of a program with a fault: it never makes the flushes that
// the function names.
func (r *Recording) Without(flush func(Event) bool) *Recording {
	out := &Recording{root: r.root, events: slices.Clone(r.events), from: r.from}
	for i := range out.events {
		if e := &out.events[i]; e.Kind == Sync && flush(*e) {
			e.node = nil
		}
	}
	return out
}

// never is the index of an event that does not come.
const never = math.MaxInt

// durable gives for each event the index of the flush that puts it on disk. What a
// flush that failed was to write may never get there: the system takes its pages for
// written, so that later flushes pass them over.
func (r *Recording) durable() []int {
	out := make([]int, len(r.events))
	pending := map[*node][]int{}
	for i, e := range r.events {
		out[i] = never
		switch e.Kind {
		case Write, Size, Add, Drop:
			pending[e.node] = append(pending[e.node], i)
		case Sync:
			later := slices.IndexFunc(pending[e.node], func(op int) bool { return op >= e.since })
			if later < 0 {
				later = len(pending[e.node])
			}
			for _, op := range pending[e.node][:later] {
				if !e.failed {
					out[op] = i
				}
			}
			if !e.failed || !e.OfFolder() {
				pending[e.node] = pending[e.node][later:]
			}
		}
	}
	return out
}
