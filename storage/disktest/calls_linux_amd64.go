package disktest

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// watchedEnv tells a program which of its calls are looked at.
const watchedEnv = "FIRSTMILE_TEST_WATCHED"

// flushes and changes are the calls that are looked at. What they miss of what changes a
// disk is found at the end of a recording, when the disk is compared with it.
var (
	flushes = []uint32{unix.SYS_FSYNC, unix.SYS_FDATASYNC}
	changes = []uint32{
		unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_WRITEV, unix.SYS_PWRITEV, unix.SYS_COPY_FILE_RANGE,
		unix.SYS_FTRUNCATE, unix.SYS_FALLOCATE, unix.SYS_OPENAT2, unix.SYS_MKDIRAT,
		unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_LINKAT, unix.SYS_UNLINKAT,
	}
)

// Watched has the calls of this program, which a Run has started, looked at. It does
// nothing in others.
func Watched() error {
	what := os.Getenv(watchedEnv)
	if what == "" {
		return nil
	}
	calls := flushes
	if what == "changes" {
		calls = append(calls, changes...)
	}
	const number, flags = 0, 16 + 2*8 // where a filter finds them
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	answer := func(what uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: what}
	}
	program := []unix.SockFilter{load(number)}
	for _, call := range calls {
		program = append(program, unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: call}, answer(unix.SECCOMP_RET_TRACE))
	}
	if what == "changes" { // of those that open a file only those that may change one
		program = append(program,
			unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 3, K: unix.SYS_OPENAT}, load(flags),
			unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, Jf: 1, K: unix.O_CREAT | unix.O_TRUNC}, answer(unix.SECCOMP_RET_TRACE))
	}
	program = append(program, answer(unix.SECCOMP_RET_ALLOW))
	runtime.LockOSThread() // the two calls are one thread's
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	_, _, e := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&filter)))
	if e != 0 {
		return e
	}
	return nil
}

// classify puts a call that begins into words; false for one that is of no account.
func (t *tracer) classify(tid int, e *entered) bool {
	switch e.number {
	case unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_WRITEV, unix.SYS_PWRITEV, unix.SYS_COPY_FILE_RANGE, unix.SYS_FTRUNCATE, unix.SYS_FALLOCATE,
		unix.SYS_FSYNC, unix.SYS_FDATASYNC:
		return t.classifyFile(tid, e)
	}
	switch e.call.Kind = Add; e.number {
	case unix.SYS_OPENAT, unix.SYS_OPENAT2, unix.SYS_MKDIRAT:
		e.paths[0] = named(tid, e.args[0], e.args[1])
	case unix.SYS_UNLINKAT:
		e.call.Kind = Drop
		e.paths[0] = named(tid, e.args[0], e.args[1])
	default:
		e.paths = [2]string{named(tid, e.args[0], e.args[1]), named(tid, e.args[2], e.args[3])}
	}
	for i, path := range e.paths {
		if path == "" {
			continue
		}
		rel, inside := t.relative(path)
		if !inside {
			return false
		}
		e.paths[i], e.call.Path = rel, rel
	}
	if e.number == unix.SYS_OPENAT || e.number == unix.SYS_OPENAT2 {
		return t.now.find(t.rec.root, e.paths[0]) == nil || e.number == unix.SYS_OPENAT && e.args[2]&unix.O_TRUNC != 0
	}
	return true
}

func (t *tracer) classifyFile(tid int, e *entered) bool {
	fd := e.args[0]
	if e.number == unix.SYS_COPY_FILE_RANGE {
		fd = e.args[2]
	}
	id, err := identify(fdPath(tid, fd))
	if err != nil {
		return false
	}
	if who, is := t.says[id]; is && e.number == unix.SYS_WRITE {
		e.call = Call{Program: who, Kind: Said}
		return true
	}
	if t.Disk == "" {
		e.call.Kind = Sync
		return true
	}
	n := t.nodes[id]
	if n == nil {
		return false
	}
	path, _ := os.Readlink(fdPath(tid, fd))
	e.call.Path, _ = t.relative(path)
	size := int64(len(t.now.look(n).content))
	switch e.number {
	case unix.SYS_FSYNC, unix.SYS_FDATASYNC:
		e.call.Kind = Sync
	case unix.SYS_FTRUNCATE:
		e.call.Kind, e.call.Grows = Size, int64(e.args[1]) > size
	case unix.SYS_FALLOCATE:
		e.call.Kind, e.call.Grows = Size, true
	case unix.SYS_PWRITE64:
		e.call.Kind, e.call.Grows = Write, int64(e.args[3]+e.args[2]) > size
	default: // at the end, as everything here does that has no place of its own
		e.call.Kind, e.call.Grows = Write, true
	}
	return true
}

// named gives the full path of a name in a folder that a thread has open.
func named(tid int, folder, at uint64) string {
	var name []byte
	for piece := make([]byte, 8); ; at += uint64(len(piece)) {
		n, err := unix.PtracePeekData(tid, uintptr(at), piece)
		if err != nil {
			return ""
		}
		text, _, ended := strings.Cut(string(piece[:n]), "\x00")
		name = append(name, text...)
		if ended {
			break
		}
	}
	if filepath.IsAbs(string(name)) {
		return filepath.Clean(string(name))
	}
	from := fdPath(tid, folder)
	if int32(folder) == unix.AT_FDCWD {
		from = fmt.Sprintf("/proc/%d/cwd", tid)
	}
	parent, err := os.Readlink(from)
	if err != nil {
		return ""
	}
	return filepath.Join(parent, string(name))
}

// note records what a call did.
func (t *tracer) note(tid int, e *entered, result int64) error {
	record := func(ev Event) {
		if ev.Path == "" {
			ev.Path = e.call.Path
		}
		t.rec.record(t.now, ev)
	}
	switch e.number {
	case unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_WRITEV, unix.SYS_PWRITEV, unix.SYS_COPY_FILE_RANGE, unix.SYS_FTRUNCATE, unix.SYS_FALLOCATE,
		unix.SYS_FSYNC, unix.SYS_FDATASYNC:
		if t.Disk == "" && e.call.Kind != Said {
			return nil
		}
		return t.noteFile(tid, e, result, record)
	}
	if result < 0 {
		return nil
	}
	place := func(path string) (*node, string) {
		return t.now.find(t.rec.root, filepath.Dir(path)), filepath.Base(path)
	}
	folder, name := place(e.paths[0])
	child := t.now.find(t.rec.root, e.paths[0])
	switch e.number {
	case unix.SYS_OPENAT, unix.SYS_OPENAT2, unix.SYS_MKDIRAT:
		if child != nil {
			record(Event{Kind: Size, node: child}) // opening it cut it to nothing
			return nil
		}
		id, err := identify(filepath.Join(t.Disk, e.paths[0]))
		if err != nil {
			return err
		}
		child = &node{}
		if e.number == unix.SYS_MKDIRAT {
			child.names = map[string]*node{}
		}
		t.nodes[id] = child
		record(Event{Kind: Add, node: folder, name: name, child: child})
	case unix.SYS_UNLINKAT:
		record(Event{Kind: Drop, node: folder, name: name, child: child})
	case unix.SYS_LINKAT:
		to, as := place(e.paths[1])
		record(Event{Kind: Add, node: to, name: as, child: child})
	default:
		to, as := place(e.paths[1])
		record(Event{Kind: Drop, node: folder, name: name, child: child, Path: e.paths[0]})
		record(Event{Kind: Add, node: to, name: as, child: child, joined: true})
	}
	return nil
}

func (t *tracer) noteFile(tid int, e *entered, result int64, record func(Event)) error {
	fd := e.args[0]
	if e.number == unix.SYS_COPY_FILE_RANGE {
		fd = e.args[2]
	}
	path := fdPath(tid, fd)
	id, err := identify(path)
	if err != nil {
		return err
	}
	n := t.nodes[id]
	switch {
	case e.call.Kind == Sync:
		record(Event{Kind: Sync, node: n, since: e.since, failed: result < 0})
		return nil
	case result < 0:
		return nil
	case e.call.Kind == Size:
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		record(Event{Kind: Size, node: n, size: info.Size()})
		return nil
	}
	data := make([]byte, result)
	at := int64(e.args[3])
	if e.number != unix.SYS_PWRITE64 && e.number != unix.SYS_PWRITEV {
		about, err := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%d", tid, int32(fd)))
		if err != nil {
			return err
		}
		if _, err := fmt.Sscanf(string(about), "pos:%d", &at); err != nil {
			return err
		}
		at -= result
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.ReadAt(data, at); err != nil {
		return err
	}
	if e.call.Kind == Said {
		for line := range strings.Lines(string(data)) {
			e.call.Text = strings.TrimSuffix(line, "\n")
			record(Event{Kind: Said, Text: e.call.Text})
			if t.Meddle != nil {
				t.Meddle(e.call)
			}
		}
		return nil
	}
	record(Event{Kind: Write, node: n, off: at, data: data})
	return nil
}
