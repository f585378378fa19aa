package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// syncing are names of folders that programs copy to other computers.
var syncing = []string{"Dropbox", "OneDrive", "Google Drive", "GoogleDrive", "My Drive", "iCloud Drive", "Mobile Documents", "Nextcloud", "ownCloud",
	"Box", "Box Sync", "pCloud Drive", "pCloudDrive", "MEGA", "Syncthing", "Sync", "Proton Drive", "SynologyDrive", "Seafile", "Tresorit"}

// syncMarks are files that such programs keep in the folder that they copy, whatever its
// name.
var syncMarks = []struct{ file, name string }{
	{".stfolder", "Syncthing"}, {".dropbox.cache", "Dropbox"}, {".nextcloudsync.log", "Nextcloud"}, {".owncloudsync.log", "ownCloud"},
	{".tmp.drivedownload", "Google Drive"}, {".tmp.driveupload", "Google Drive"}, {".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"},
	{filepath.Join(".sync", "ID"), "Resilio Sync"},
}

// leaves says that a data folder is copied off this computer, or is not on it;
// "" where nothing tells of that. There the locks cannot be relied on either.
func leaves(dir string) string {
	real := resolved(dir)
	if onNetwork(nearest(real)) {
		return "Your answers are on a network drive, where others may read them: choose a folder here with --data or FIRSTMILE_DATA."
	}
	for _, d := range []string{dir, real} {
		if name := syncedBy(d); name != "" {
			return name + " copies your answers to other computers: choose another folder with --data or FIRSTMILE_DATA."
		}
	}
	return ""
}

// syncedBy names the program that copies a folder, by the names of the folders that it
// is in or by what lies in them; "" for none.
func syncedBy(dir string) string {
	for d := dir; d != filepath.Dir(d); d = filepath.Dir(d) {
		base := strings.ToLower(filepath.Base(d))
		if filepath.Base(filepath.Dir(d)) == "CloudStorage" { // of macOS: GoogleDrive-dana@example.com
			provider, _, _ := strings.Cut(filepath.Base(d), "-")
			return clean(provider)
		}
		for _, name := range syncing {
			is := strings.ToLower(name) // OneDrive - Northwind, Dropbox (Personal)
			if base == is || strings.HasPrefix(base, is+" - ") || strings.HasPrefix(base, is+" (") {
				return strings.Replace(name, "Mobile Documents", "iCloud Drive", 1)
			}
		}
		for _, mark := range syncMarks {
			if _, err := os.Lstat(filepath.Join(d, mark.file)); err == nil {
				return mark.name
			}
		}
	}
	return ""
}

// nearest is a folder, or the nearest one above it that is there.
func nearest(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// resolved is where a folder really is; one that is not there yet, where the nearest one
// above it leads to.
func resolved(dir string) string {
	near := nearest(dir)
	real, err := filepath.EvalSymlinks(near)
	if err != nil {
		return dir
	}
	return filepath.Join(real, strings.TrimPrefix(dir, near))
}

// tilde is a folder as a person writes it: ~ for their own.
func tilde(dir string) string {
	home, err := os.UserHomeDir()
	if rest, in := strings.CutPrefix(dir, home+string(filepath.Separator)); err == nil && home != "" && in {
		return "~" + string(filepath.Separator) + rest
	}
	return dir
}

// exposed says that others can enter a data folder, or that it is another's, with what
// closes it; "" where neither is so, and on Windows, whose folders tell it otherwise. In a
// folder that nobody else can enter, no file can be read.
func exposed(dir string) string {
	dir = resolved(dir)
	info, err := os.Stat(dir)
	switch {
	case err != nil || runtime.GOOS == "windows":
		return ""
	case ofAnother(info):
		return "Your data folder belongs to another account, which can read it: choose one of your own with --data."
	case info.Mode().Perm()&0o077 == 0:
		return ""
	}
	return "Others on this computer can enter your data folder. This closes it:\nchmod -R go-rwx " + argument(dir)
}

// warnings are what is to be known of the data folder before anything is put into it.
func warnings(dir string) []string {
	return slices.DeleteFunc([]string{leaves(dir), exposed(dir)}, func(s string) bool { return s == "" })
}
