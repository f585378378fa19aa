package storetest

import "os"

// Long tells whether the long run of the proofs was asked for: FIRSTMILE_PROOF=long.
func Long() bool { return os.Getenv("FIRSTMILE_PROOF") == "long" }
