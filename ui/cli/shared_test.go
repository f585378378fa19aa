package cli

import "testing"

func TestLeaves(t *testing.T) {
	for dir, want := range map[string]string{
		"/home/dana/.local/share/firstmile":   "",
		"/home/dana/Dropbox/firstmile":        "In Dropbox, answers leave this computer: choose a folder with --data.",
		"/home/dana/dropbox":                  "In Dropbox, answers leave this computer: choose a folder with --data.",
		"/Users/d/OneDrive - Northwind/x":     "In OneDrive, answers leave this computer: choose a folder with --data.",
		"/Users/d/Library/Mobile Documents/x": "In Mobile Documents, answers leave this computer: choose a folder with --data.",
		"/home/dana/Dropbox-notes/firstmile":  "",
		"/home/dana/toolbox/boxes":            "",
	} {
		if got := leaves(dir); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
}
