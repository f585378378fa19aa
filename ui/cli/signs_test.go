package cli

import (
	"strings"
	"testing"
)

func TestTerminalsWithoutSigns(t *testing.T) {
	for _, c := range []struct {
		env     string // NAME=value, parted by spaces
		windows bool
		without bool
	}{
		{"TERM=xterm-256color LANG=en_US.UTF-8", false, false},
		{"TERM=xterm LANG=C.utf8", false, false},
		{"TERM=linux LANG=en_US.UTF-8", false, true},
		{"TERM=xterm", false, true},
		{"TERM=xterm LANG=en_US.ISO-8859-1", false, true},
		{"TERM=xterm LANG=C LC_CTYPE=UTF-8", false, false},
		{"TERM=xterm LC_ALL=C LANG=de_DE.UTF-8", false, true},
		{"", true, true},
		{"WT_SESSION=1", true, false},
		{"TERM=xterm-256color", true, false},
		{"TERM_PROGRAM=vscode", true, false},
	} {
		env := map[string]string{}
		for _, pair := range strings.Fields(c.env) {
			name, is, _ := strings.Cut(pair, "=")
			env[name] = is
		}
		if got := withoutSigns(func(name string) string { return env[name] }, c.windows); got != c.without {
			t.Errorf("%q, Windows %t: without signs %t", c.env, c.windows, got)
		}
	}
}
