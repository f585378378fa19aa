package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// syncing are names of folders that programs copy to other computers.
var syncing = []string{"Dropbox", "OneDrive", "Google Drive", "GoogleDrive", "My Drive", "iCloud Drive", "Mobile Documents", "Nextcloud", "ownCloud",
	"Box", "Box Sync", "pCloud Drive", "pCloudDrive", "MEGA", "Syncthing", "Sync"}

// leaves says that a data folder is copied off this computer, or is not on it;
// "" where nothing tells of that. There the locks cannot be relied on either.
func leaves(dir string) string {
	where := ""
	for _, part := range strings.FieldsFunc(dir, func(r rune) bool { return r == '/' || r == filepath.Separator }) {
		for _, name := range syncing {
			if strings.EqualFold(part, name) || strings.HasPrefix(strings.ToLower(part), strings.ToLower(name)+" - ") { // "OneDrive - Northwind"
				where = "In " + name
			}
		}
	}
	if onNetwork(dir) {
		where = "On a network drive"
	}
	if where == "" {
		return ""
	}
	return where + ", answers leave this computer: choose a folder with --data."
}

// tilde is a folder as a person writes it: ~ for their own.
func tilde(dir string) string {
	home, err := os.UserHomeDir()
	if rest, in := strings.CutPrefix(dir, home+string(filepath.Separator)); err == nil && home != "" && in {
		return "~" + string(filepath.Separator) + rest
	}
	return dir
}

// exposed says that others can enter a data folder, with the command that closes it; ""
// where they cannot, and on Windows, whose folders tell it otherwise.
func exposed(dir string) string {
	info, err := os.Stat(dir)
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return ""
	}
	return "Others on this computer can enter that folder. This closes it: chmod 700 " + argument(dir)
}
