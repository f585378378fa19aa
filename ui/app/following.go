package app

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/share"
)

// Following has a program show what another window shows of a workbook: the page, the row
// and the text of the one that was last typed in. Nothing can be typed.
type Following int

// What is shown to whom follows.
const (
	NotFollowing Following = iota
	WithoutPrivate
	WithPrivate
)

// followed is the workbook that is followed.
type followed struct {
	id    workbook.ID
	lead  *storage.Spot // nil where nobody has it open
	free  bool          // one looks around, on another page or row than theirs
	place string        // of the window followed, as it was last shown
}

// Around is sent to the program when other windows may stand elsewhere in a workbook, or
// opened or closed it; see Options.Follow.
type Around struct{ ID workbook.ID }

// stands is where the other windows that have a workbook open stand.
type stands struct {
	id    workbook.ID
	spots []storage.Spot
}

// stood comes when it was told where this window stands.
type stood struct{ id workbook.ID }

// around has what the screens tell and follow looked at.
func (a *App) around(id workbook.ID) {
	a.run(func() tea.Msg { return stands{id, a.o.Store.Others(id)} })
}

// standing takes where the other windows stand, and goes along.
func (a *App) standing(msg stands) {
	a.others[msg.id] = msg.spots
	if f := a.following; f != nil && f.id == msg.id {
		a.goAlong()
	}
}

// goAlong shows the page and row of the window that was last typed in.
func (a *App) goAlong() {
	f := a.following
	v, spots := a.window.of(f.id), a.others[f.id]
	i := slices.IndexFunc(spots, func(s storage.Spot) bool { return !s.Follows })
	if (i < 0) != (f.lead == nil) {
		a.note = "" // what one is told now is another thing
	}
	if f.lead = nil; i < 0 || v == nil {
		return
	}
	f.lead = &spots[i]
	to := parsePlace(f.lead.Place)
	if f.free || f.lead.Place == f.place || to.Screen == screen.RehearsalScreen { // whose cards are dealt anew in each window
		return
	}
	f.place = f.lead.Place
	a.goTo(v, to)
}

// stand tells other windows where this one stands in what it shows.
func (a *App) stand() {
	if !a.stale || a.done {
		return
	}
	now := map[workbook.ID]storage.Spot{}
	if a.following == nil {
		panes := append([]*pane{a.window.pane()}, a.window.panes...) // the one that has the keys counts
		for _, p := range panes {
			if v := p.view; v != nil && v.screen != nil {
				if _, twice := now[v.doc.ID()]; !twice {
					now[v.doc.ID()] = storage.Spot{Place: formatPlace(v.screen.Place(a.context(v))), Active: v.active}
				}
			}
		}
	} else if v := a.window.of(a.following.id); v != nil {
		now[v.doc.ID()] = storage.Spot{Active: v.active, Follows: true}
	}
	for id, spot := range now {
		if was, told := a.told[id]; a.telling[id] || told && was == spot {
			continue
		}
		a.told[id], a.telling[id] = spot, true
		a.run(func() tea.Msg {
			_ = a.o.Store.Stand(id, spot) // a courtesy: nothing hangs on it
			return stood{id}
		})
	}
	for id := range a.told {
		if _, open := now[id]; open || a.telling[id] {
			continue
		}
		delete(a.told, id)
		a.telling[id] = true
		a.run(func() tea.Msg {
			a.o.Store.Leave(id)
			return stood{id}
		})
	}
}

// grain is how exactly it is told when a window was last typed in: that of a person who
// goes from one to another.
const grain = time.Second

// follows tells in the header of the window that is followed that somebody looks on.
func (a *App) follows(v *View) string {
	n := 0
	for _, s := range a.others[v.doc.ID()] {
		if s.Follows {
			n++
		}
	}
	if n == 0 || a.following != nil {
		return ""
	}
	if n == 1 {
		return "1 follows"
	}
	return fmt.Sprint(n, " follow")
}

// seenBy is what one sees of a workbook: all of one's own, and of one that is followed what
// the person would share.
func (a *App) seenBy(snap storage.Snapshot) storage.Snapshot {
	if a.following == nil || a.following.id != snap.Workbook.ID {
		return snap
	}
	snap.Sides, snap.Older = nil, nil // for those who type to choose from
	if a.o.Following == WithoutPrivate {
		snap.Workbook = share.Shown(snap.Workbook)
	}
	return snap
}

// followCommands are what can be done while one follows.
func (a *App) followCommands(v *View) command.List {
	k, f := a.key, a.following
	look := func(lines int) {
		f.free = true
		v.screen.Wheel(a.context(v), lines)
	}
	again := command.Command{ID: "follow", Key: k.FollowAgain, Words: "follow again", Off: "You see what they see.", Do: func() {
		f.free, f.place = false, ""
		a.goAlong()
	}}
	if f.free {
		again.Off = ""
	}
	rows := command.List{again, {ID: "back", Key: k.Back, Words: "stop following", Do: a.stopFollowing}}
	rows = rows.Moves(k, look, func(pages int) { look(pages * a.height / 2) })
	rows.Say("move.down", "look around")
	return rows
}

// stopFollowing goes to the list, from which enter opens it to type.
func (a *App) stopFollowing() {
	id := a.following.id
	a.following = nil
	a.window.close(id)
	a.list(id)
}

// followNote says what stands there for as long as one follows.
func (a *App) followNote() string {
	f := a.following
	v := a.window.of(f.id)
	switch {
	case v == nil:
		return ""
	case f.lead == nil:
		return "Nobody has it open. You see it as of " + v.doc.Saved().Local().Format("15:04") + "."
	case f.free:
		return "You look around: " + a.key.FollowAgain.Help().Key + " follows again."
	case a.o.Following == WithoutPrivate:
		return "You see what they type. What is kept private is not shown."
	}
	return "You see what they type."
}

// notTyped says why a key does nothing while one follows.
const notTyped = "You are following. esc, then enter, opens it to type."
