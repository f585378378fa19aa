package disktest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Call is what a program asks the system for.
type Call struct {
	Program int // its index in Run.Programs
	Kind    Kind
	Path    string
	Grows   bool // a Write or Size past the end of the file
	Text    string
}

// Answer is what is done about a call. The zero value lets it go on.
type Answer struct {
	Err  syscall.Errno // it fails with this instead
	Half bool          // a Write takes half of its bytes
	Kill bool          // the program is killed before it is done
	Wait time.Duration // for so long after it was done
}

// Run runs programs that have called Watched, and looks at every call of theirs that
// changes the disk.
type Run struct {
	Disk     string // the folder that is recorded; "" for none
	Programs []*exec.Cmd
	Meddle   func(Call) Answer // what is done about calls; nil lets all go on
	After    *Recording        // of what was done to the disk before; it goes on
}

// errRefused is for where a system lets no program look at another.
var errRefused = errors.New("the system refuses to trace")

// Refused tells whether an error means that the system lets no program look at another.
func Refused(err error) bool { return errors.Is(err, errRefused) }

// Record runs the programs to their end.
func (r Run) Record() (*Recording, error) {
	type result struct {
		rec *Recording
		err error
	}
	done := make(chan result)
	go func() {
		runtime.LockOSThread() // only the thread that started a program may look at it; it ends with this goroutine
		rec, err := r.record()
		done <- result{rec, err}
	}()
	got := <-done
	return got.rec, got.err
}

type inode struct{ device, number uint64 }

// tracer has what is known while programs run.
type tracer struct {
	Run
	rec     *Recording
	now     state
	nodes   map[inode]*node
	says    map[inode]int // whose standard output a file is
	threads map[int]*entered
	status  map[int]error // how programs ended, by their number
	killed  bool          // by an Answer
	failed  bool          // a call has, by an Answer
}

// entered is a call that has begun.
type entered struct {
	call   Call
	number uint64
	args   [6]uint64
	paths  [2]string // of names in folders
	since  int
	wait   time.Duration
}

func (r Run) record() (*Recording, error) {
	t := tracer{
		Run: r, rec: &Recording{root: &node{}}, now: state{}, nodes: map[inode]*node{}, says: map[inode]int{},
		threads: map[int]*entered{}, status: map[int]error{},
	}
	if r.Disk != "" {
		var err error
		if t.Disk, err = filepath.EvalSymlinks(r.Disk); err != nil {
			return nil, err
		}
		if r.After != nil {
			t.rec = &Recording{root: r.After.root, events: slices.Clone(r.After.events), from: len(r.After.events)}
			for _, e := range t.rec.events {
				t.now.apply(e)
			}
		} else if t.rec.root, err = read(t.Disk); err != nil {
			return nil, err
		}
		if err := t.number(t.rec.root, t.Disk); err != nil {
			return nil, err
		}
	}
	errs, err := t.start()
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(errs)
	if err := t.loop(); err != nil {
		return nil, err
	}
	var all []error
	for pid, err := range t.status {
		if err != nil {
			told, _ := os.ReadFile(filepath.Join(errs, fmt.Sprint(pid)))
			all = append(all, fmt.Errorf("%w: %s", err, told))
		}
	}
	if len(all) == 0 && r.Disk != "" {
		found, err := read(t.Disk)
		all = append(all, err, t.now.same(t.rec.root, found, "."))
	}
	return t.rec, errors.Join(all...)
}

// number notes which file on disk is which node.
func (t *tracer) number(n *node, path string) error {
	id, err := identify(path)
	if err != nil {
		return err
	}
	t.nodes[id] = n
	for name, child := range t.now.look(n).names {
		if err := t.number(child, filepath.Join(path, name)); err != nil {
			return err
		}
	}
	return nil
}

func identify(path string) (inode, error) {
	var st unix.Stat_t
	err := unix.Stat(path, &st)
	return inode{st.Dev, st.Ino}, err
}

// start starts the programs, and gives the folder in which they tell what went wrong.
func (t *tracer) start() (folder string, err error) {
	if folder, err = os.MkdirTemp("", "disktest"); err != nil {
		return "", err
	}
	for i, cmd := range t.Programs {
		out, err := os.Create(filepath.Join(folder, fmt.Sprint("out", i)))
		if err != nil {
			return folder, err
		}
		defer out.Close()
		cmd.Stdout, cmd.Stderr = out, out
		id, err := identify(out.Name())
		if err != nil {
			return folder, err
		}
		t.says[id] = i
		if cmd.SysProcAttr == nil {
			cmd.SysProcAttr = &syscall.SysProcAttr{}
		}
		cmd.SysProcAttr.Ptrace = true
		what := "changes"
		if t.Disk == "" {
			what = "flushes"
		}
		cmd.Env = append(cmd.Environ(), watchedEnv+"="+what)
		if err := cmd.Start(); err != nil {
			return folder, fmt.Errorf("%w: %w", errRefused, err)
		}
		pid := cmd.Process.Pid
		t.status[pid] = nil
		if err := os.Rename(out.Name(), filepath.Join(folder, fmt.Sprint(pid))); err != nil {
			return folder, err
		}
		var ws unix.WaitStatus
		if _, err := unix.Wait4(pid, &ws, unix.WALL, nil); err != nil {
			return folder, err
		}
		options := unix.PTRACE_O_TRACESECCOMP | unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACEFORK | unix.PTRACE_O_TRACEVFORK |
			unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_EXITKILL
		if err := unix.PtraceSetOptions(pid, options); err != nil {
			return folder, fmt.Errorf("%w: %w", errRefused, err)
		}
		if err := unix.PtraceCont(pid, 0); err != nil {
			return folder, err
		}
		if err := cmd.Process.Release(); err != nil { // the loop waits for it
			return folder, err
		}
	}
	return folder, nil
}

// loop goes on until every program has ended.
func (t *tracer) loop() error {
	for {
		var ws unix.WaitStatus
		tid, err := unix.Wait4(-1, &ws, unix.WALL|unix.WNOTHREAD, nil)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.ECHILD):
			return nil
		case err != nil:
			return err
		}
		if err := t.stopped(tid, ws); err != nil && !errors.Is(err, unix.ESRCH) { // it was killed meanwhile
			return err
		}
	}
}

func (t *tracer) stopped(tid int, ws unix.WaitStatus) error {
	_, known := t.threads[tid]
	if !known && ws.Stopped() {
		t.threads[tid] = nil
	}
	switch {
	case ws.Exited() || ws.Signaled():
		delete(t.threads, tid)
		if _, is := t.status[tid]; is && !t.killed && (ws.Signaled() || ws.ExitStatus() != 0) {
			t.status[tid] = fmt.Errorf("a program ended with %v, %d", ws.Signal(), ws.ExitStatus())
		}
		return nil
	case ws.StopSignal() == unix.SIGTRAP|0x80:
		return t.leave(tid)
	case ws.StopSignal() == unix.SIGTRAP && ws.TrapCause() == unix.PTRACE_EVENT_SECCOMP:
		return t.enter(tid)
	case ws.StopSignal() == unix.SIGTRAP && ws.TrapCause() > 0, ws.StopSignal() == unix.SIGSTOP && !known:
		return unix.PtraceCont(tid, 0)
	}
	return unix.PtraceCont(tid, int(ws.StopSignal()))
}

// syscallInfo is struct ptrace_syscall_info.
type syscallInfo struct {
	op   uint8
	_    [3]uint8
	_    uint32
	_    [2]uint64
	data [8]uint64 // of one that begins its number and arguments, of one that ends its result
}

func inform(tid int) (info syscallInfo, err error) {
	_, _, e := unix.Syscall6(unix.SYS_PTRACE, unix.PTRACE_GET_SYSCALL_INFO, uintptr(tid), unsafe.Sizeof(info), uintptr(unsafe.Pointer(&info)), 0, 0)
	if e != 0 {
		return info, e
	}
	return info, nil
}

// enter looks at a call that begins.
func (t *tracer) enter(tid int) error {
	info, err := inform(tid)
	if err != nil {
		return err
	}
	e := &entered{number: info.data[0], args: [6]uint64(info.data[1:7]), since: len(t.rec.events)}
	if !t.classify(tid, e) {
		return unix.PtraceCont(tid, 0)
	}
	var answer Answer
	if t.Meddle != nil {
		answer = t.Meddle(e.call)
	}
	e.wait = answer.Wait
	if answer.Kill {
		t.killed = true
		return unix.Kill(tid, unix.SIGKILL)
	}
	if answer.Err != 0 || answer.Half {
		var regs unix.PtraceRegs
		if err := unix.PtraceGetRegs(tid, &regs); err != nil {
			return err
		}
		if answer.Err != 0 && !t.failed {
			t.failed, t.rec.from = true, len(t.rec.events)
		}
		if answer.Err != 0 {
			regs.Orig_rax, regs.Rax = ^uint64(0), -uint64(answer.Err) // no call at all, and what it says
		} else {
			regs.Rdx = max(1, regs.Rdx/2)
		}
		if err := unix.PtraceSetRegs(tid, &regs); err != nil {
			return err
		}
	}
	t.threads[tid] = e
	return unix.PtraceSyscall(tid, 0) // until it ends
}

// leave looks at what came of a call.
func (t *tracer) leave(tid int) error {
	info, err := inform(tid)
	if err != nil {
		return err
	}
	if e := t.threads[tid]; e != nil {
		t.threads[tid] = nil
		if err := t.note(tid, e, int64(info.data[0])); err != nil {
			return err
		}
		if e.wait > 0 {
			<-time.After(e.wait)
		}
	}
	return unix.PtraceCont(tid, 0)
}

func fdPath(tid int, fd uint64) string { return fmt.Sprintf("/proc/%d/fd/%d", tid, int32(fd)) }

// relative gives a path from the root of the disk; false for one outside.
func (t *tracer) relative(path string) (string, bool) {
	if t.Disk == "" {
		return path, true
	}
	rel, err := filepath.Rel(t.Disk, path)
	return rel, err == nil && rel != ".." && !strings.HasPrefix(rel, "../")
}
