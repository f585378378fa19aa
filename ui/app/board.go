package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// Coach is a coach's own side of the workbooks.
type Coach interface {
	// Facts gives what the board shows of each entry, in their order.
	Facts(ctx context.Context, entries []storage.Entry, today value.Date) []coach.Facts
	// Edit changes what the coach keeps beside a workbook.
	Edit(ctx context.Context, id workbook.ID, change func(*coach.Part)) error
	// Brief is what to know before a session, as lines; for the coach alone.
	Brief(ctx context.Context, id workbook.ID, today value.Date) ([]string, error)
}

// board is the library of a coach: which clients it shows, and in which order.
type board struct {
	facts         map[workbook.ID]coach.Facts // as they were told last
	lines         map[workbook.ID]coach.Line  // of those that are shown
	order         coach.Order
	filter        coach.Filter
	typed         string // what it is narrowed by
	archived      bool   // it shows those that are archived
	marked        []workbook.ID
	reasons       bool // all that hold are told
	active, needs int
	brief         briefed // of the row in focus
}

// factsTold carries what the board shows of the workbooks.
type factsTold struct{ facts []coach.Facts }

// briefed carries the brief of a client.
type briefed struct {
	id    workbook.ID
	lines []string
	err   error
}

// coaching tells whether the library is a coach's board.
func (a *App) coaching() bool { return a.o.Coach != nil }

// listed takes what the library has, and asks for what a board shows of it.
func (a *App) listed(entries []storage.Entry) {
	a.shelf.entries = entries
	a.arrangeShelf()
	if !a.coaching() || len(entries) == 0 {
		return
	}
	today := a.o.Today()
	a.shelf.board.brief = briefed{} // it may be another by now
	a.run(func() tea.Msg { return factsTold{a.o.Coach.Facts(context.Background(), entries, today)} })
}

func (a *App) factsTold(msg factsTold) {
	b := &a.shelf.board
	b.facts = make(map[workbook.ID]coach.Facts, len(msg.facts))
	for _, f := range msg.facts {
		b.facts[f.ID] = f
	}
	a.arrangeShelf()
}

// factsOf is what is known of an entry, as long as nothing else was told.
func (b *board) factsOf(e storage.Entry) coach.Facts {
	if f, told := b.facts[e.ID]; told {
		return f
	}
	return coach.Facts{ID: e.ID, Name: e.Name, Person: e.Person, Employer: e.Employer, Talk: e.Meeting.WholeDay(), Told: true,
		Locked: e.Locked(), Done: e.Done, Built: e.Built}
}

// arrangeShelf puts the rows of the library in order. The row in focus stays the same client.
func (a *App) arrangeShelf() {
	s, b, today := &a.shelf, &a.shelf.board, a.o.Today()
	if !a.coaching() {
		s.shown = s.entries
		return
	}
	was, _ := s.current()
	all, entries := make([]coach.Facts, 0, len(s.entries)), make(map[workbook.ID]storage.Entry, len(s.entries))
	for _, e := range s.entries {
		f := b.factsOf(e)
		if a.hidden && a.window.document(e.ID) == nil || f.Archived != b.archived && b.typed == "" {
			continue // who is archived is found all the same
		}
		all, entries[e.ID] = append(all, f), e
	}
	lines := coach.Board(all, today)
	b.active, b.needs = 0, 0
	for _, l := range lines {
		if !l.Archived {
			b.active++
		}
		if l.Reason.NeedsYou() {
			b.needs++
		}
	}
	lines = b.filter.Keep(lines, today)
	coach.Sort(lines, cmp.Or(b.order, coach.ByAttention), today)
	if b.typed != "" {
		lines = coach.Narrow(lines, b.typed)
	}
	s.shown, b.lines = nil, make(map[workbook.ID]coach.Line, len(lines))
	for _, l := range lines {
		s.shown = append(s.shown, entries[l.ID])
		b.lines[l.ID] = l
	}
	s.to(was.ID)
}

// boardTitle counts the clients, and says what is shown in which order where there is room.
func (a *App) boardTitle(width int) (title, right string) {
	b := &a.shelf.board
	title = fmt.Sprintf("Clients   %d active · %d need you", b.active, b.needs)
	if b.archived {
		title = "Clients   archived"
	}
	right = "by " + string(cmp.Or(b.order, coach.ByAttention))
	if only := cmp.Or(b.filter.Tag, string(b.filter.Only)); only != "" {
		right = only + ", " + right
	}
	if ansi.StringWidth(title+right)+2 > width {
		right = ""
	}
	return title, right
}

// boardCommands are the rows of a board that a library has not.
func (a *App) boardCommands(e storage.Entry, off string) command.List {
	k, b := a.key, &a.shelf.board
	row := func(id string, c command.Command) command.Command {
		c.ID, c.Off = "board."+id, off
		return c
	}
	line := b.lines[e.ID]
	mark, archive, reasons := "mark", "archive", "all reasons"
	if slices.Contains(b.marked, e.ID) {
		mark = "unmark"
	}
	if line.Facts != nil && line.Archived {
		archive = "make active"
	}
	if b.reasons {
		reasons = "fewer reasons"
	}
	rows := command.List{
		row("mark", command.Command{Key: k.Mark, Words: mark, Name: "Mark, to open several side by side", Do: func() { a.markRow(e.ID) }}),
		{ID: "board.sort", Key: k.Sort, Words: "sort", Do: a.sortBoard},
		{ID: "board.filter", Key: k.Filter, Words: "filter", Do: func() { a.over = a.filterPage() }},
		row("brief", command.Command{Key: k.Brief, Words: "brief", Name: "Brief: what to know before a session", Do: func() { a.over = &briefPage{id: e.ID, called: line.Called()} }}),
		row("reasons", command.Command{Key: k.Why, Words: reasons, Do: func() { b.reasons = !b.reasons }}),
		row("rest", command.Command{Key: k.Rest, Words: "rest", Name: "Rest: nothing waits until a day", Do: func() { a.over = a.restPage(e, line.Rest) }}),
		row("archive", command.Command{Key: k.Archive, Words: archive, Do: func() { a.archive(e, !line.Archived) }}),
		{ID: "board.section", Key: k.Next, Words: "archived", Name: "Archived clients, then deleted ones", Do: a.nextSection},
	}
	if b.archived {
		rows.Say("board.section", "deleted")
	}
	for i := range rows {
		switch {
		case rows[i].ID == "board.brief" && a.hidden:
			rows[i].Off = "A brief is for you alone: M shows it all again."
		case rows[i].ID == "board.reasons" && line.Facts != nil && len(line.Reasons(a.o.Today())) <= screen.FewReasons:
			rows[i].Off = "All reasons are told already."
		}
	}
	if b.partly() {
		rows = append(rows, command.Command{ID: "back", Key: k.Back, Words: "all", Name: "All clients"})
	}
	return rows
}

// partly tells whether it shows other clients than it begins with.
func (b *board) partly() bool { return b.typed != "" || b.filter != (coach.Filter{}) || b.archived }

// wholeBoard shows all clients again.
func (a *App) wholeBoard() {
	b := &a.shelf.board
	b.typed, b.filter, b.archived = "", coach.Filter{}, false
	a.arrangeShelf()
}

// markRow marks a row, or takes the mark back, and goes on to the next.
func (a *App) markRow(id workbook.ID) {
	b := &a.shelf.board
	if i := slices.Index(b.marked, id); i >= 0 {
		b.marked = slices.Delete(b.marked, i, i+1)
		return
	}
	if len(b.marked) == MaxPanes {
		a.note = fmt.Sprintf("%d are marked already, as many as stand side by side: enter opens them.", MaxPanes)
		return
	}
	b.marked = append(b.marked, id)
	a.note = "Marked: enter opens it alone."
	if n := len(b.marked); n > 1 {
		a.note = fmt.Sprintf("Marked: enter opens the %d side by side.", n)
	}
	a.shelf.move(1)
}

func (a *App) sortBoard() {
	b, all := &a.shelf.board, coach.Orders()
	i := slices.Index(all, cmp.Or(b.order, coach.ByAttention))
	b.order = all[(i+1)%len(all)]
	a.arrangeShelf()
	a.note = "By " + string(b.order) + "."
}

// nextSection goes to those that are archived, then to those that are deleted.
func (a *App) nextSection() {
	b := &a.shelf.board
	if b.archived {
		b.archived = false
		a.arrangeShelf()
		a.deletedPage()
		return
	}
	b.archived, b.typed = true, ""
	a.arrangeShelf()
}

// filterPage lists what can be kept of the board.
func (a *App) filterPage() overlay {
	b := &a.shelf.board
	choose := func(text string, f coach.Filter) item {
		return item{text: text, do: func() {
			b.filter = f
			a.arrangeShelf()
		}}
	}
	all := []item{choose("all", coach.Filter{}), choose("needs you", coach.Filter{Only: coach.OnlyNeeds}), choose("homework late", coach.Filter{Only: coach.OnlyLate}),
		choose("talk in the next 30 days", coach.Filter{Only: coach.OnlyTalk}), choose("quiet for long", coach.Filter{Only: coach.OnlyQuiet})}
	var tags []string
	for _, f := range b.facts {
		tags = append(tags, f.Tags...)
	}
	slices.Sort(tags)
	for _, t := range slices.Compact(tags) {
		it := choose(t, coach.Filter{Only: coach.OnlyTag, Tag: t})
		it.note = "tag"
		all = append(all, it)
	}
	return a.newPicker("Show only", "No filter has these letters.", narrowed(all))
}

// restPage asks until when nothing waits.
func (a *App) restPage(e storage.Entry, until value.Date) overlay {
	today, text := a.o.Today(), ""
	if until.OK() {
		text = until.ISO()
	}
	return a.newPrompt(prompt{name: "Rest", about: []string{"Until that day no rule asks about this client. Today ends a rest."},
		ask: "Until which day?", example: "15 Jan", esc: true, accept: func(text string) {
			day, err := value.ParseDate(text, today, value.Ahead)
			if err != nil || !day.OK() {
				a.note = "That is no day. Type one such as 15 Jan."
				return
			}
			a.hide()
			a.editPart(e.ID, "At rest until "+day.Short(today)+".", func(p *coach.Part) { p.Client.Rest = day.WholeDay() })
		}}, text)
}

func (a *App) archive(e storage.Entry, archived bool) {
	said := "Archived: out of the rules and the reports. tab shows those, and A takes it back."
	if !archived {
		said = "Active again."
	}
	a.editPart(e.ID, said, func(p *coach.Part) { p.Client.Archived = archived })
}

// editPart changes what the coach keeps beside a workbook, and lists anew.
func (a *App) editPart(id workbook.ID, said string, change func(*coach.Part)) {
	a.onShelf(func(ctx context.Context) (shelved, error) {
		if err := a.o.Coach.Edit(ctx, id, change); err != nil {
			return shelved{focus: id}, err
		}
		return shelved{focus: id, note: said}, nil
	}, id)
}

// sideBySide carries the workbooks that were marked.
type sideBySide struct{ panes []restored }

// openRow opens the row in focus, or those that are marked side by side.
func (a *App) openRow(e storage.Entry) {
	ids := a.shelf.board.marked
	if a.shelf.board.marked = nil; len(ids) < 2 {
		a.load(e.ID)
		return
	}
	for _, p := range a.window.panes {
		if p.view != nil {
			a.visit(p.view)
		}
	}
	a.loading = true
	a.run(func() tea.Msg {
		var msg sideBySide
		for _, id := range ids {
			r := a.restored(context.Background(), PanePlace{ID: id})
			if r.opened != nil {
				r.words = a.wordsOf(*r.opened, a.pack)
			}
			msg.panes = append(msg.panes, r)
		}
		return msg
	})
}

func (a *App) sideBySide(msg sideBySide) {
	a.loading = false
	a.restore(msg.panes, Arrangement{})
}

// needBrief asks for the brief of the row in focus, where the page is so wide that it stands
// beside the rows, or of the one that is to be read.
func (a *App) needBrief() {
	if !a.coaching() || !a.ready || a.loading || a.hidden {
		return
	}
	id := workbook.ID("")
	if e, some := a.shelf.current(); some && a.over == nil && a.window.view() == nil && a.width-2*margin >= screen.BriefFrom && !e.Locked() {
		id = e.ID
	}
	if page, is := a.over.(*briefPage); is {
		id = page.id
	}
	if id == "" || id == a.shelf.board.brief.id {
		return
	}
	a.shelf.board.brief = briefed{id: id}
	today := a.o.Today()
	a.run(func() tea.Msg {
		lines, err := a.o.Coach.Brief(context.Background(), id, today)
		return briefed{id, lines, err}
	})
}

func (a *App) briefed(msg briefed) {
	if msg.id != a.shelf.board.brief.id {
		return // another row has the focus by now
	}
	a.shelf.board.brief = msg
	if _, reads := a.over.(*briefPage); reads && msg.err != nil {
		a.hide()
		a.note = msg.err.Error()
	}
}

// drawBoard draws the clients.
func (a *App) drawBoard(width, height int) field.Drawing {
	s, b := &a.shelf, &a.shelf.board
	if len(s.shown) == 0 {
		text := "No client is here: esc shows all."
		if a.hidden {
			text = "Only clients that are open here are shown. M shows all again."
		}
		return field.Text(text, width, a.style.Plain)
	}
	s.move(0)
	shown := screen.Board{Row: s.row, Reasons: b.reasons}
	if b.brief.id == s.shown[s.row].ID && !a.hidden {
		shown.Brief = b.brief.lines
	}
	for _, e := range s.shown {
		shown.Rows = append(shown.Rows, screen.BoardRow{Entry: e, Line: b.lines[e.ID], Marked: slices.Contains(b.marked, e.ID)})
	}
	return shown.Draw(a.o.Today(), width, height, a.style, a.clickRow)
}
