package storetest

import "os"

// Long tells whether the long run of the proofs was asked for: FIRSTMILE_PROOF=long.
func Long() bool { return os.Getenv("FIRSTMILE_PROOF") == "long" }

// Part is how much of a sweep of n steps is looked at: all of it, and under the race
// detector a tenth, since one step meets the same goroutines as the next.
func Part(n int) int {
	if Race {
		return (n + 9) / 10
	}
	return n
}
