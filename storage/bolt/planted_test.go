package bolt

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstmile/storage/storetest"
)

// The proofs of damage and of costs fail on a store with a bug of the kind that they are for.
func TestProofsCatchFaults(t *testing.T) {
	t.Parallel()
	sums := storetest.Fault{File: "storage/bolt/format.go", Text: "if checksum(key, body) != binary", Instead: "if false && checksum(key, body) != binary"}
	set := storetest.Fault{File: "storage/bolt/read.go", Text: ") != h.mark.Set {", Instead: ") != h.mark.Set && false {"}
	for name, p := range map[string]struct {
		test, says string
		faults     []storetest.Fault
		long       bool // only in the long run: another stands for it
	}{
		"nothing is compared":     {test: "TestDamaged", says: "WRONG", faults: []storetest.Fault{sums, set}},
		"the set is not compared": {test: "TestDamaged", says: "WRONG", faults: []storetest.Fault{set}, long: true},
		"a copy at every save": {test: "TestSavesStayCheap", says: "puts, more than", long: true, faults: []storetest.Fault{
			{File: "storage/bolt/save.go", Text: "if end != h.mark.Set || next", Instead: "if end == end || next"},
		}},
		"the log is never folded": {test: "TestTypingStaysSmall", says: "the folder had", faults: []storetest.Fault{
			{File: "storage/bolt/save.go", Text: "full := next.log > logMost", Instead: "full := next.log > 1<<40"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			switch {
			case storetest.Brief():
				t.Skip("it is about the proof, and each fault is a build of its own")
			case p.long && !storetest.Long():
				t.Skip("in the long run")
			}
			t.Parallel()
			program := filepath.Join(t.TempDir(), "bolt.test")
			out, err := exec.Command("go", "test", "-c", "-o", program, "-overlay", storetest.Overlay(t, p.faults), ".").CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			cmd := exec.Command(program, "-test.run", "^"+p.test+"$") // a short run finds it
			cmd.Env = append(cmd.Environ(), "FIRSTMILE_PROOF=")
			if out, err = cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), p.says) {
				t.Errorf("%s did not fail by it: %v\n%s", p.test, err, tail(out))
			}
		})
	}
}
