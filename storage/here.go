package storage

import (
	"context"
	"time"

	"firstmile/workbook"
)

// Spot is where a window stands in a workbook. It has nothing of the answers.
type Spot struct {
	Window  string    `json:"window"`
	Place   string    `json:"place,omitempty"`   // as the screens name it; opaque here
	Active  time.Time `json:"active"`            // when it was last typed in there, or was opened
	Follows bool      `json:"follows,omitempty"` // it looks on, and types nothing
}

// Here tells the windows that have a workbook open of each other. It is a courtesy: what
// cannot be told is not, and nothing is lost by it.
type Here interface {
	// Stand tells the other windows where this one stands, until it leaves or its process
	// ends, however it does.
	Stand(id workbook.ID, s Spot) error
	// Leave tells them that this one has closed these workbooks, or all where none is named.
	Leave(ids ...workbook.ID)
	// Others lists where the other windows stand, the one that was last active first.
	Others(id workbook.ID) []Spot
	// WatchOthers sends whenever Others may have changed, once at the start too, until ctx
	// ends, and closes then.
	WatchOthers(ctx context.Context, id workbook.ID) <-chan struct{}
}
