package storage_test

import (
	"slices"
	"strings"
	"testing"

	"firstmile/storage"
)

// A recovery code is read as people write it down: in small letters, without dashes, with
// digits for the letters that look like them, of which a 1 can be two.
func TestRecoveryCodes(t *testing.T) {
	const code = "OILBG-ABCDE-23456-7XYZA-LLIOO"
	plain := strings.ReplaceAll(code, "-", "")
	for _, typed := range []string{code, plain, strings.ToLower(code), strings.ReplaceAll(code, "-", " "),
		strings.NewReplacer("O", "0", "I", "1").Replace(code), strings.NewReplacer("O", "0", "L", "1").Replace(code),
		strings.NewReplacer("O", "0", "I", "1", "L", "1", "B", "8", "G", "9").Replace(code)} {
		if got := storage.RecoveryCodes(typed); !slices.Contains(got, plain) {
			t.Errorf("%q: %q", typed, got)
		}
	}
	for typed, n := range map[string]int{code: 1, strings.Repeat("1", 25): 1 << 10, "four words of mine": 0, plain + "A": 0, plain[1:]: 0, "": 0} {
		if got := storage.RecoveryCodes(typed); len(got) != n {
			t.Errorf("%q: %d codes, not %d", typed, len(got), n)
		}
	}
}
