package cli

import (
	"context"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/ui/app"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// coachStore is the store of the coach's own parts that stand beside the workbooks of another.
func coachStore(files *bolt.Store) storage.StoreOf[coach.Part] {
	return storage.CleanedOf(bolt.Beside(files, coachName, coach.Schema), coach.Schema)
}

// madePart gives the saves of parts: the first makes a part.
func madePart(parts storage.StoreOf[coach.Part]) storage.Saves {
	return storage.Made(parts, func(id workbook.ID) coach.Part { return coach.Part{ID: id} })
}

// besides saves what a coach writes on the screens, and tells them of what other windows save.
type besides struct {
	parts  storage.StoreOf[coach.Part]
	saver  *storage.Saver
	follow chan workbook.ID
	tell   atomic.Pointer[func(storage.Report)]
	why    reasons
}

// besides gives it where the person coaches; else nil.
func (p *program) besides(files *bolt.Store) *besides {
	dir, err := p.folder()
	if err != nil || !coaching(dir) || p.following != app.NotFollowing {
		return nil
	}
	b := &besides{parts: coachStore(files), follow: make(chan workbook.ID, 64)}
	b.saver = storage.NewSaver(madePart(b.parts), func(r storage.Report) {
		b.why.note(r)
		if send := b.tell.Load(); send != nil {
			(*send)(r)
		}
	})
	return b
}

// side is what the screens get of it.
func (b *besides) side() *app.Side {
	if b == nil {
		return nil
	}
	return &app.Side{Store: b.parts, Saver: b.saver, Follow: func(id workbook.ID) { b.follow <- id }}
}

// run tells the screens for as long as they are there.
func (b *besides) run(alive context.Context, send func(tea.Msg)) {
	if b == nil {
		return
	}
	tell := func(r storage.Report) { send(app.SideSaved{Report: r}) }
	b.tell.Store(&tell)
	go func() {
		for {
			select {
			case id := <-b.follow:
				go func() {
					for range b.parts.Watch(alive, id) {
						send(app.SideTouched{ID: id})
					}
				}()
			case <-alive.Done():
				return
			}
		}
	}()
}

// close saves the last of it, and says what is not on disk and why; "" where all is.
func (b *besides) close(ctx context.Context) string {
	if b == nil {
		return ""
	}
	lost := b.saver.Close(ctx)
	n := b.saver.Pending()
	if n == 0 {
		return ""
	}
	return "The last of what you wrote on your side of " + value.Counted(n, "workbook") + " could not be saved: " + b.why.reason(lost) +
		". What was called saved before is kept; start firstmile again once that is mended."
}

// checkpoint has copies made of what was saved.
func (b *besides) checkpoint(ctx context.Context) {
	if b != nil {
		b.saver.Checkpoint(ctx)
	}
}
