package app_test

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/uitest"
)

// What View gives is what it would draw now, after every message and every day.
func TestWhatIsShownIsUpToDate(t *testing.T) {
	each(t, 80, 24, func(t *testing.T, s state, d *uitest.Driver) {
		check := func(msg tea.Msg) {
			t.Helper()
			if shown, drawn := d.App().View().Content, d.App().Redrawn().Content; shown != drawn {
				t.Fatalf("after a %T it shows\n%s\nand not\n%s", msg, shown, drawn)
			}
		}
		d.Watch(check)
		d.SetToday(uitest.Today.AddDays(1))
		check(nil)
		d.Key("down", "enter", "x", "tab", "backspace", "ctrl+z", "pgdown", "f1", "esc", "ctrl+p", "p", "down", "esc", "esc")
		d.Send(tea.BackgroundColorMsg{Color: color.White})
		d.Send(tea.WindowSizeMsg{Width: 100, Height: 30})
		d.Send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
		d.Send(tea.FocusMsg{})
	})
}

// A terminal answers several questions at the start, most with what is known.
func TestAMessageThatChangesNothingDrawsNothing(t *testing.T) {
	d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Example: true})
	for _, msg := range []tea.Msg{tea.BlurMsg{}, tea.ModeReportMsg{}, tea.KeyboardEnhancementsMsg{}} {
		if n := testing.AllocsPerRun(20, func() { d.App().Update(msg); d.App().View() }); n > 2 {
			t.Errorf("a %T takes %v allocations", msg, n)
		}
	}
}
