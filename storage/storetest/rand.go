package storetest

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// Rand gives chance to a proof, another one in every run. What a test prints has the seed,
// and FIRSTMILE_SEED gives it again.
func Rand(t testing.TB) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	if given := os.Getenv("FIRSTMILE_SEED"); given != "" {
		var err error
		if seed, err = strconv.ParseUint(given, 10, 64); err != nil {
			t.Fatalf("FIRSTMILE_SEED: %v", err)
		}
	}
	t.Logf("FIRSTMILE_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}
