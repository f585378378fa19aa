package cli

import (
	"math/rand/v2"
	"os"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/ui/app"
	"firstmile/workbook"
)

// app puts the screens together. The lessons are read while the terminal starts.
func (p *program) app(files *bolt.Store, store storage.Store, saver *storage.Saver, beside *besides, ids []workbook.ID) (screens, error) {
	dir, err := p.folder()
	if err != nil {
		return screens{}, err
	}
	home, _ := os.UserHomeDir()          // "" where there is none
	follow := make(chan workbook.ID, 64) // more are not opened before the first is followed
	options := app.Options{
		Store: store, Saver: saver, Pack: pack, Words: p.wordsForScreens, Today: p.day, Now: p.now, NewID: newID,
		Seed:    rand.Uint64(),
		Wait:    func(d time.Duration, msg tea.Msg) tea.Cmd { return tea.Tick(d, func(time.Time) tea.Msg { return msg }) },
		Follow:  func(id workbook.ID) { follow <- id },
		Example: p.exampleBook, Export: writeFile, Open: ids, Notice: leaves(dir),
		Import: p.bookIn, Folder: clean(tilde(dir)), Home: home, Exposed: exposed(dir),
		Hide:  p.hide,
		Side:  beside.side(),
		ASCII: p.ascii || withoutSigns(os.Getenv, runtime.GOOS == "windows"),
	}
	if options.Following = p.following; options.Following != app.NotFollowing {
		options.Open = ids[:1]
	} else if coaching(dir) {
		options.Coach = onScreen{sideOf(files)}
	}
	if len(ids) != 1 { // one that was named leaves the arrangement of several as it is
		options.Arrangement, options.Keep = arrangementIn(dir), func(now app.Arrangement) { keepArrangement(dir, now) }
	}
	a := app.New(options)
	saved := func(r storage.Report) tea.Msg { return app.Saved{Report: r} }
	touched := func(id workbook.ID) tea.Msg { return app.Touched{ID: id} }
	around := func(id workbook.ID) tea.Msg { return app.Around{ID: id} }
	return screens{model: a, saved: saved, follow: follow, touched: touched, around: around, beside: beside, err: a.Err, farewell: a.Farewell}, nil
}
