package screen

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/advice"
)

// activity is what a person does in a lesson. The lesson around it shows the
// reading before it and the insight behind it.
type activity interface {
	// commands are what can be done now; those of the lesson come behind them.
	commands(c *Context) command.List
	// press hands the text that is typed in a key; false when it has no use for it.
	press(c *Context, k tea.KeyPressMsg) bool
	// move goes through the list, or from field to field, by so many.
	move(c *Context, by int)
	paste(c *Context, text string)
	// draw shows it. What can be windowed by itself keeps to room lines; the
	// lesson windows what is still taller, around its focus.
	draw(c *Context, width, room int) field.Drawing
	typing() bool
	// asking tells whether a question has the page until it is answered.
	asking() bool
	enter(c *Context, record workbook.Key, fieldName string)
	at(c *Context) (record workbook.Key, fieldName string)
	// see is called when the answers have changed since it was last called.
	see(c *Context)
	// start is called when the reading is folded away for the first time.
	start(c *Context)
}

// activities make what a person does in a lesson; each file adds its own when the
// program starts.
var activities = map[workbook.Lesson]func() activity{}

// Lesson is the page of one lesson: read, do, see.
type Lesson struct {
	id      workbook.Lesson
	doing   activity // nil for a lesson whose activity is not built yet
	reading bool
	fresh   bool         // it opened to its reading, which has not been left since
	again   bool         // the reading was called back; esc leads back from it
	said    bool         // all that the answers say has the page, instead of the activity
	scroll  field.Scroll // of the reading, or of what the answers say
	was     advice.State // when the person came
	seen    int          // the version of the answers that see saw
	insight memo[string]
}

// NewLesson makes the page of a lesson. A lesson that nothing is answered in
// opens to its reading, the others to their activity.
func NewLesson(c *Context, id workbook.Lesson) *Lesson {
	l := &Lesson{id: id, seen: c.Version()}
	if begin := activities[id]; begin != nil {
		l.doing = begin()
	}
	l.reading = l.doing == nil || l.state(c) == advice.Untouched
	l.fresh = l.reading
	return l
}

// Title is the lesson's number and name.
func (l *Lesson) Title(c *Context, width int) string {
	text := c.Pack.Lesson(l.id)
	if width < 100 { // whose it is stands before it
		return fmt.Sprintf("%d  %s", l.id.Number(), text.Short)
	}
	return fmt.Sprintf("%d  %s", l.id.Number(), text.Title)
}

// Commands are those of the reading, or of the activity and the lesson around it.
func (l *Lesson) Commands(c *Context) command.List {
	l.see(c)
	k := c.Key
	fold := command.Command{ID: "lesson.start", Key: command.Also(k.Open, k.Reading), Words: "start", Do: func() { l.fold(c) }}
	back := command.Command{ID: "back", Words: "back"}
	switch {
	case l.reading && l.doing == nil:
		fold = command.Command{ID: "lesson.leave", Key: k.Open, Words: "map", Quiet: true, Do: func() { c.Go(Place{Screen: MapScreen}) }}
		back.Words = ""
	case l.reading && l.again:
		fold.Words = "back to it"
		back.Key, back.Do = k.Back, fold.Do
	case l.reading:
		back.Words = "map"
	case l.said:
		back.Key, back.Do = command.Also(k.Back, k.Open, k.Said), func() { l.said = false }
		return command.List{back}.Moves(k, l.scroll.Move, l.scroll.Page)
	case l.doing.typing():
		return l.doing.commands(c)
	default:
		return l.doing.commands(c).With(append(questionsRow(c, l.id), command.List{
			{ID: "lesson.reading", Key: k.Reading, Words: "reading", Do: func() { l.reading, l.again = true, true; l.scroll.To(0) }},
			{ID: "lesson.said", Key: k.Said, Words: saidWords, Do: l.showSaid},
			back,
		}...))
	}
	rows := command.List{fold}.Moves(k, l.scroll.Move, l.scroll.Page)
	if !l.scroll.Whole() {
		rows.Say("move.down", "down").Say("move.up", "up")
	}
	return append(rows, back)
}

// saidWords name the command that shows all that the answers say.
const saidWords = "what it says"

func (l *Lesson) showSaid() {
	l.said = true
	l.scroll.To(0)
}

// Type hands a key to the activity's text.
func (l *Lesson) Type(c *Context, k tea.KeyPressMsg) bool { return l.doing.press(c, k) }

func (l *Lesson) fold(c *Context) {
	first := !l.again
	l.reading, l.again, l.fresh = false, false, false
	if first {
		l.doing.start(c)
	}
}

func (l *Lesson) state(c *Context) advice.State {
	return c.Advice.Progresses()[l.id.Number()-1].State
}

// Finished tells whether the lesson became done since the person came.
func (l *Lesson) Finished(c *Context) bool {
	return l.was != advice.Done && l.state(c) == advice.Done
}

// Paste hands text to the activity.
func (l *Lesson) Paste(c *Context, text string) {
	l.see(c)
	if !l.reading && !l.said {
		l.doing.paste(c, text)
	}
}

// Wheel scrolls the reading or moves the focus.
func (l *Lesson) Wheel(c *Context, lines int) {
	l.see(c)
	if l.reading || l.said {
		l.scroll.Move(lines)
		return
	}
	l.doing.move(c, cmp.Compare(lines, 0))
}

// Typing tells whether letters belong to a text.
func (l *Lesson) Typing(c *Context) bool {
	l.see(c)
	return !l.reading && !l.said && l.doing.typing()
}

// What a lesson shows instead of its activity, as the field of a place.
const (
	readingPart = "(reading)"
	saidPart    = "(said)"
)

// Enter goes to a record and a field of the lesson.
func (l *Lesson) Enter(c *Context, p Place) {
	l.see(c)
	l.was = l.state(c)
	switch p.Field {
	case readingPart:
		l.reading, l.again = true, l.doing != nil && l.was != advice.Untouched
		return
	case saidPart:
		l.reading = false
		l.showSaid()
		return
	}
	if l.doing != nil && (p.Record != "" || p.Field != "") {
		l.reading, l.said = false, false
		l.doing.enter(c, p.Record, p.Field)
	}
}

// Unwound is told what was undone, or done again, while the lesson is shown.
func (l *Lesson) Unwound(c *Context, changes []workbook.Change) {
	if follows, is := l.doing.(interface {
		unwound(*Context, []workbook.Change)
	}); is {
		follows.unwound(c, changes)
	}
}

// Place is the record and the field in focus.
func (l *Lesson) Place(c *Context) Place {
	l.see(c)
	p := Place{Screen: string(l.id)}
	switch {
	case l.reading:
		p.Field = readingPart
	case l.doing != nil:
		if p.Record, p.Field = l.doing.at(c); l.said {
			p.Field = saidPart
		}
	}
	return p
}

// see looks at the answers again when they have changed. Where another window has
// answered in the meantime, the reading gives way to the answers.
func (l *Lesson) see(c *Context) {
	if l.doing == nil || l.seen == c.Version() {
		return
	}
	l.seen = c.Version()
	if l.fresh && l.scroll.At() == 0 && l.state(c) != advice.Untouched {
		l.reading, l.fresh = false, false
	}
	l.doing.see(c)
}

// Draw shows the reading, or the activity with its insight.
func (l *Lesson) Draw(c *Context, width, height int) field.Drawing {
	l.see(c)
	if l.reading {
		return l.scroll.Window(l.drawReading(c, width), height, c.Style)
	}
	if l.said {
		return l.scroll.Window(l.drawSaid(c, width), height, c.Style)
	}
	asks := questionsLine(c, l.id, width)
	if len(asks.Lines) == 0 || l.doing.typing() || l.doing.asking() || height < minActivity+3 {
		return l.drawDoing(c, width, height)
	}
	d := l.drawDoing(c, width, height-1)
	d.Add(asks, 0, false)
	return d
}

// drawDoing shows the activity with what the answers say.
func (l *Lesson) drawDoing(c *Context, width, height int) field.Drawing {
	share := height/3 + 1
	if height < minBoth {
		share = 1
	}
	writing := l.doing.typing() && width < writeBeside
	low := l.drawInsight(c, width, share)
	if writing { // only what concerns this field
		low = l.drawField(c, width, share)
	}
	room := height - len(low.Lines) - 1
	if height < minBoth {
		room++
	}
	switch {
	case (l.doing.typing() || l.doing.asking()) && (height < minBoth || room < minActivity):
		low, room = field.Drawing{}, height
	case room < minActivity:
		low = field.Drawing{}
		low.Line(c.Style.Key.Render(c.Key.Said.Help().Key) + c.Style.Dim.Render(field.Cut(" "+saidWords, width-1)))
		low.Click(0, width, l.showSaid)
		room = height - 1
	}
	top := field.Drawing{}
	if height >= 16 && !l.doing.typing() {
		top.Text(c.Pack.Lesson(l.id).Task, width, c.Style.Dim)
		top.Blank()
	}
	if room-len(top.Lines) < minActivity {
		top = field.Drawing{}
	}
	doing := l.doing.draw(c, width, room-len(top.Lines))
	if n := len(top.Lines); n > 0 && len(doing.Lines) >= room-n { // the task gives way to the answers
		if whole := l.doing.draw(c, width, room); len(whole.Lines) > len(doing.Lines) {
			top, doing = field.Drawing{}, whole
		}
	}
	top.Add(doing, 0, true)
	d := top.Window(room, c.Style)
	if free := room - len(d.Lines); free > 0 && len(low.Lines) > 1 && !writing {
		low = l.drawInsight(c, width, len(low.Lines)+free) // the activity leaves it more
	}
	if len(low.Lines) > 0 {
		if len(d.Lines)+len(low.Lines) < height && height >= minBoth {
			d.Blank()
		}
		d.Add(low, 0, false)
	}
	if l.Finished(c) && !l.doing.typing() && len(d.Lines)+1 < height {
		d.Blank()
		d.Line(c.Style.Dim.Render(field.Cut(l.onward(c), width)))
	}
	return d
}

// onward says that the lesson was answered just now, and what comes next.
func (l *Lesson) onward(c *Context) string {
	said := "✓ This lesson is answered"
	if next := c.Advice.Next(); next != l.id {
		said += fmt.Sprintf("; %s, and the map goes on with lesson %d", c.Key.Back.Help().Key, next.Number())
	}
	return said + "."
}

// drawField shows what is found about the field that is typed in.
func (l *Lesson) drawField(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	record, name := l.doing.at(c)
	for _, f := range c.Findings {
		if f.Record != record || f.Field != name || name == "" || f.Rule == advice.Unread { // the field says so itself
			continue
		}
		hanging(&d, sign(c.Style, f.Severity), 2, f.Text+" "+f.Do, min(width, measure), c.Style.Plain.Render)
	}
	if len(d.Lines) > room {
		d.Lines = d.Lines[:room]
	}
	return d
}

// minActivity is how many lines the activity needs before anything else is
// shown; minBoth is how many it takes to type with the insight in sight.
const (
	minActivity = 5
	minBoth     = 12
)

// measure is the width beyond which prose is hard to read.
const measure = 76

func (l *Lesson) drawReading(c *Context, width int) field.Drawing {
	var d field.Drawing
	text := c.Pack.Lesson(l.id)
	w := min(width, measure)
	d.Text("The mistake it prevents: "+lowerFirst(text.Mistake), w, c.Style.Accent)
	for _, p := range text.Reading {
		d.Blank()
		d.Text(p, w, c.Style.Plain)
	}
	for _, id := range text.Evidence {
		if card, ok := c.Pack.Evidence(id); ok {
			d.Blank()
			d.Text(strings.TrimSpace(card.Claim+" ("+card.Source+") "+card.Caution), w, c.Style.Dim)
		}
	}
	d.Blank()
	if l.doing == nil {
		d.Text(text.Soon, w, c.Style.Bold)
		return d
	}
	y := len(d.Lines)
	start := "▸ Start (enter)"
	if l.again {
		start = "▸ Back to it (enter)"
	}
	d.Line(c.Style.Accent.Render(start))
	d.Click(y, w, func() { l.fold(c) })
	return d
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

// drawSaid shows all that the answers say: the insight, and every finding of the
// lesson with what to do about it.
func (l *Lesson) drawSaid(c *Context, width int) field.Drawing {
	var d field.Drawing
	w := min(width, measure)
	d.Text(l.told(c), w, c.Style.Plain)
	n := 0
	for _, f := range c.Findings {
		if !f.About(l.id) {
			continue
		}
		n++
		d.Blank()
		y := len(d.Lines)
		hanging(&d, sign(c.Style, f.Severity), 2, f.Text+" "+f.Do, w, c.Style.Plain.Render)
		d.Click(y, w, func() { c.Go(FindingPlace(f)) })
	}
	if n == 0 {
		d.Blank()
		d.Text("Nothing is open in this lesson.", w, c.Style.Plain)
	}
	return d
}

// told is what the answers tell back.
func (l *Lesson) told(c *Context) string {
	return l.insight.of(c, func(c *Context) string { return strings.Join(c.Advice.Insight(l.id), " ") })
}

// drawInsight shows what the answers say, and the lesson's findings, in so many
// lines; where they do not suffice, it names the key that shows all.
func (l *Lesson) drawInsight(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	fresh := l.state(c) == advice.Untouched
	text := l.told(c)
	if one, is := l.doing.(interface{ told(*Context) string }); is && one.told(c) != "" { // of the focused record alone
		text = one.told(c)
	}
	all, w := " ("+c.Key.Said.Help().Key+")", min(width, 100)
	if l.doing.typing() { // there v is a letter
		all = " (" + c.Key.Back.Help().Key + ", then " + c.Key.Said.Help().Key + ")"
	}
	var lines []string
	if text != "" {
		lines = field.Wrap(text, w)
	}
	record, name := l.doing.at(c)
	var news []advice.Finding
	for _, f := range c.Findings {
		switch typing := l.doing.typing(); {
		case typing && (f.Missing || f.Severity == advice.Hints), fresh && f.Severity != advice.Blocks:
		case typing && f.Rule == advice.Unread && f.Record == record && f.Field == name: // the field says so itself
		case f.About(l.id) && !strings.Contains(text, strings.TrimSuffix(f.Text, ".")): // it is told already
			news = append(news, f)
		}
	}
	open := advice.Digest(news)
	switch n := len(lines); {
	case n > room:
		lines = append(lines[:room-1], field.Cut(lines[room-1]+" "+lines[room], w-len(all))+all)
	case n == room && len(open) > 0:
		lines[n-1] = field.Cut(lines[n-1], w-len(all)) + all
	}
	for _, line := range lines {
		d.Line(c.Style.Plain.Render(line))
	}
	for i, f := range open {
		var one field.Drawing
		hanging(&one, sign(c.Style, f.Severity), 2, f.Text+" "+f.Do, w, c.Style.Plain.Render)
		rest := min(1, len(open)-1-i) // a line that says how many more there are
		if len(d.Lines)+len(one.Lines)+rest > room {
			if len(d.Lines) < room {
				d.Line(c.Style.Dim.Render(field.Cut(fmt.Sprintf("and %d more", len(open)-i)+all, width)))
			}
			break
		}
		y := len(d.Lines)
		d.Add(one, 0, false)
		d.Click(y, width, func() { c.Go(FindingPlace(f.Finding)) })
	}
	return d
}

// panes lays a list out beside what belongs to its focused row, each in a window
// of its own; where there is no room for both, the one that has the focus is shown.
func panes(c *Context, left, right field.Drawing, width, room int, rightFocused bool) field.Drawing {
	if width >= from(rightFocused) {
		left, right = left.Window(room, c.Style), right.Window(room, c.Style)
		return field.Beside(left, leftWidth(width, rightFocused), gutter, right, rightFocused)
	}
	if rightFocused {
		return right
	}
	left.Blank()
	focus := left.Focus
	left.Add(right, 0, false)
	left.Focus = focus
	return left
}

// aside is what stands beside a list and belongs to its focused row. The page
// keys scroll it, since the others go through the list; where it stands below the
// list, they turn to it and back.
type aside struct {
	of     workbook.Key // whose it is: another one begins at its top
	scroll field.Scroll
	asked  int  // pages asked for since it was drawn
	alone  bool // it has the page, where there is no room for both
}

// moves adds moving through the list, and through this beside it.
func (a *aside) moves(c *Context, rows command.List, by func(int)) command.List {
	rows = rows.Moves(c.Key, by, func(pages int) { a.asked += pages })
	if a.alone {
		rows = append(rows, command.Command{ID: "back", Key: c.Key.Back, Words: "back", Do: func() { a.alone = false }})
	}
	return rows
}

// window gives it in room lines; below the list it is a part of what the focus
// scrolls, until it is asked for.
func (a *aside) window(c *Context, of workbook.Key, d field.Drawing, width, room int) field.Drawing {
	if a.of != of {
		*a = aside{of: of}
	}
	asked := a.asked
	a.asked = 0
	if width >= wide {
		a.alone = false
		a.scroll.Page(asked)
		return a.scroll.Window(d, room, c.Style)
	}
	switch {
	case asked > 0 && !a.alone:
		a.alone = true
		a.scroll.To(0)
	case asked < 0 && a.scroll.At() == 0:
		a.alone = false
	case a.alone:
		a.scroll.Page(asked)
	}
	if a.alone {
		return a.scroll.Window(d, room, c.Style)
	}
	return d
}

// narrow is the width below which there is one column of text.
const narrow = 60

// wide is the width from which two panes stand beside each other to look at, and
// writeBeside that from which one still sees the list while one writes.
const (
	wide        = 70
	writeBeside = 98
)

// from is the width from which two panes stand beside each other.
func from(writing bool) int {
	if writing {
		return writeBeside
	}
	return wide
}

const gutter = 3

// leftWidth and rightWidth share the width; while the right pane is typed in it
// gets more of it.
func leftWidth(width int, rightFocused bool) int {
	switch {
	case width < from(rightFocused):
		return width
	case rightFocused:
		return min(44, width*2/5)
	}
	return min(48, width*9/20)
}

func rightWidth(width int, rightFocused bool) int {
	if width < from(rightFocused) {
		return width
	}
	return width - leftWidth(width, rightFocused) - gutter
}
