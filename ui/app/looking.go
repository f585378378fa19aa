package app

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// blank is how long a screen may have nothing on it at the start.
const blank = 150 * time.Millisecond

// looking says that the first load takes long, as when each of many workbooks is read.
type looking struct{}

func (a *App) look() tea.Msg {
	select {
	case <-a.found:
		return nil
	case <-time.After(blank):
		return looking{}
	}
}
