package cli

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

// The program is not dumped: a limit of nothing, and the mark that makes its memory
// root's. Both are set before anything is read.
func TestTheProgramIsNotDumped(t *testing.T) {
	x := start(t, nil)
	x.see("Probe")
	pid := x.cmd.Process.Pid
	limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, core, _ := strings.Cut(string(limits), "Max core file size")
	if f := strings.Fields(core); len(f) < 2 || f[0] != "0" || f[1] != "0" {
		t.Errorf("core dumps up to %q", f[:min(2, len(f))])
	}
	if os.Getuid() == 0 {
		t.Skip("all memory is root's")
	}
	info, err := os.Stat(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Fatal(err)
	}
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid != 0 {
		t.Errorf("its memory belongs to %d", uid)
	}
	if _, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid)); err == nil {
		t.Error("its memory can be opened")
	}
}
