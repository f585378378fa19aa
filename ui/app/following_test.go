package app_test

import (
	"strings"
	"testing"
	"time"

	"firstmile/storage/storetest"
	"firstmile/ui/app"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// What one window shows, the one that follows it shows: page, row and text.
func TestFollowing(t *testing.T) {
	lead := uitest.New(t, uitest.Options{Example: true})
	f := lead.Follower(app.WithoutPrivate)
	lead.Want("1 follows")
	f.Want("Following Alex", "as of", "You see what they type.")
	lead.Key("1")
	f.Follow()
	f.Want("Following Alex", "1  Returns")
	lead.Key("down", "enter", "ctrl+u")
	lead.Type("Because I said so")
	f.Follow()
	f.Want("Because I said so")
	lead.Type(", twice")
	f.Follow()
	f.Want("Because I said so, twice")
	lead.Key("esc", "r")
	f.Follow()
	f.Want("The mistake it prevents")
	lead.Key("esc", "esc", "p")
	f.Follow()
	f.Want("Following Alex", "The plan, for yourself")
}

// Who follows changes nothing, and is told how to.
func TestWhoFollowsTypesNothing(t *testing.T) {
	lead := uitest.New(t, uitest.Options{Example: true})
	lead.Key("1", "enter")
	f := lead.Follower(app.WithoutPrivate)
	before := lead.Workbook()
	for _, key := range []string{"x", "d", "a", "u", "enter", "tab", "1", "ctrl+z", "ctrl+s", "ctrl+t", "delete", "backspace", "w", "/", "ctrl+p"} {
		f.Key(key)
		f.Want("You are following. esc, then enter, opens it to type.")
	}
	f.Paste("pasted")
	f.Want("You are following.")
	f.Absent("pasted")
	if got := lead.Workbook(); len(workbook.Schema.Diff(&before, &got)) > 0 {
		t.Error("what is followed has changed")
	}
	if at := f.Snapshot().Visit.Window; at == "window 2" {
		t.Error("following counts as a visit")
	}
}

// One can look around meanwhile, and follows again when one likes.
func TestLookingAround(t *testing.T) {
	lead := uitest.New(t, uitest.Options{Example: true})
	lead.Key("1")
	f := lead.Follower(app.WithoutPrivate)
	f.Key("space")
	f.Want("You see what they see.")
	f.Key("down")
	f.Want("You look around: space follows again.")
	lead.Key("esc", "2")
	f.Follow()
	f.Want("1  Returns")
	f.Key("space")
	f.Want("2  Must", "You see what they type.")
}

// The window that was last typed in is the one that is followed; where none is left, one is
// told, and of when the answers are.
func TestWhoIsFollowed(t *testing.T) {
	first := uitest.New(t, uitest.Options{Example: true})
	first.Key("1")
	f := first.Follower(app.WithoutPrivate)
	second := first.Second()
	second.Advance(time.Minute)
	second.Key("esc", "2", "n")
	f.Follow()
	f.Want("2  Must")
	first.Key("esc")
	f.Follow()
	f.Want("2  Must")
	second.Key("esc", "esc")
	f.Follow()
	f.Want("3  One or two asks") // the map, on which the first stands
	first.Key("esc")
	f.Follow()
	f.Want("Nobody has it open. You see it as of 12:01")
	f.Key("esc")
	f.Want("enter open")
	f.Key("enter")
	f.Absent("Following")
	f.Key("1", "enter", "end")
	f.Type("Typed by who followed.")
	if !strings.Contains(f.Workbook().Returns[0].Why, "Typed by who followed.") {
		t.Error("it is not typed after all")
	}
	first.Follow()
	first.Absent("follows")
}

// What is kept private is not shown to who follows, unless all is asked for.
func TestFollowingLeavesOutWhatIsPrivate(t *testing.T) {
	w := storetest.Sample(uitest.NewID)
	w.Returns[0].Name, w.Returns[0].Private = "CANARY", true
	for i := range w.Returns[1:] {
		w.Returns[i+1].Private = false
	}
	for as, seen := range map[app.Following]bool{app.WithoutPrivate: false, app.WithPrivate: true} {
		lead := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
		lead.Key("1")
		lead.Want("CANARY")
		f := lead.Follower(as)
		if got := strings.Contains(f.Screen(), "CANARY"); got != seen {
			t.Errorf("as %v it is seen: %v\n%s", as, got, f.Screen())
		}
		lead.Key("enter")
		lead.Type("CANARY")
		f.Follow()
		if got := strings.Contains(f.Screen(), "CANARY"); got != seen {
			t.Errorf("typed, as %v it is seen: %v\n%s", as, got, f.Screen())
		}
	}
}
