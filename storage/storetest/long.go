package storetest

import "os"

// proof is how much the proofs look at: "long" asks for all there is, "brief" for a part of
// each sweep. It is in the environment so that the programs that a test starts agree.
func proof() string { return os.Getenv("FIRSTMILE_PROOF") }

// Long tells whether the long run of the proofs was asked for: FIRSTMILE_PROOF=long.
func Long() bool { return proof() == "long" }

// Brief tells whether a sweep is to look at a part: under the race detector, since one step
// meets the same goroutines as the next, and with FIRSTMILE_PROOF=brief, for coverage,
// since it runs the same lines.
func Brief() bool { return Race || proof() == "brief" }

// Part is how much of a sweep of n steps is looked at: all of it, or a tenth where it is
// to be brief.
func Part(n int) int {
	if Brief() {
		return (n + 9) / 10
	}
	return n
}
