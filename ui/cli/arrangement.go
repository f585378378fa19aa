package cli

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"firstmile/ui/app"
)

// windowName is the file in the data folder that says which workbooks stood side by side.
// It has ids and places, no answers; losing it loses an arrangement.
const windowName = "window.json"

// maxWindow is more than an arrangement takes, in bytes.
const maxWindow = 16 << 10

// arrangementIn gives how the window was left, none where that is not known.
func arrangementIn(dir string) (out app.Arrangement) {
	name := filepath.Join(dir, windowName)
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxWindow {
		return app.Arrangement{}
	}
	data, err := os.ReadFile(name)
	if err != nil || json.Unmarshal(data, &out) != nil {
		return app.Arrangement{}
	}
	return out
}

// keepArrangement writes how the window is; where it cannot, nothing is lost that is told.
func keepArrangement(dir string, now app.Arrangement) {
	name := filepath.Join(dir, windowName)
	if len(now.Panes) == 0 {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return // most people never have two
		}
	}
	data, err := json.Marshal(now)
	if err == nil {
		_, _ = writeFile(name, data, true)
	}
}
