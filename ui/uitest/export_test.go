package uitest

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// RunCommand runs a command in a driver without an app.
func RunCommand(t testing.TB, cmd tea.Cmd) { (&Driver{t: t}).run(cmd) }
