//go:build unix

package cli

import (
	"strings"
	"testing"
)

// What was refused is asked for again on a terminal: the next try would be typed into the
// shell, for all to read.
func TestPassphraseAsksAgain(t *testing.T) {
	x := start(t, nil, "passphrase", "Probe")
	answer := func(question, typed string) {
		t.Helper()
		x.see(question)
		x.forget()
		x.press(typed + "\n")
	}
	const first, second = "New passphrase (at least 8 characters): ", "The same again: "
	answer(first, "few")
	x.see("at least 8 characters: a few words")
	answer(first, "four words of mine")
	answer(second, "four words of yours")
	x.see("The two are not the same.")
	answer(first, "four words of mine")
	answer(second, "four words of mine")
	out := flow(x.ends(0))
	contains(t, out, "The passphrase is set. The recovery code opens the workbook if you forget the passphrase, and is not shown again:",
		"Without both nobody can open it.", "The code stays in what this terminal remembers: once it is written down, close this window.")
	_, code, _ := strings.Cut(out, "Recovery code: ")
	code, _, _ = strings.Cut(code, " ")

	id := string(x.only().ID)
	locked := func(args ...string) *terminal { return x.again(args...) }
	const known = "Passphrase, or recovery code: "
	x = locked("show", id)
	answer(known, "no words of mine")
	answer(known, "nor these")
	answer(known, "four words of mine")
	if out := flow(x.ends(0)); !strings.Contains(out, "Probe") || strings.Contains(out, "--change") {
		t.Errorf("shown: %q", out)
	}
	x = locked("show", id)
	for range 3 {
		answer(known, "no words of mine")
	}
	contains(t, x.ends(2), "This is not the passphrase.")
	x = locked("show", id)
	answer(known, strings.ToLower(code))
	contains(t, x.ends(0), "You opened it with the recovery code. firstmile passphrase "+id+" --change gives it a new passphrase.")
}
