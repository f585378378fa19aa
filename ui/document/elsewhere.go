package document

import (
	"slices"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// Elsewhere gives what a history has after a time from other windows than these, as one
// step: what was taken back in the meantime is not in it.
func Elsewhere(log []storage.Revision, after time.Time, windows ...string) []workbook.Change {
	var out []workbook.Change
	for _, r := range log {
		if r.At.After(after) && !slices.Contains(windows, r.Window) {
			out = schema.Join(out, r.Changes)
		}
	}
	return out
}
