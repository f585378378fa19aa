package screen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// RehearsalScreen is the place where the talk is rehearsed.
const RehearsalScreen = "rehearsal"

// Time is told by a mark for each half minute, up to three minutes: no countdown, and
// nothing happens behind the last mark.
const (
	HalfMinute = 30 * time.Second
	mostMarks  = 6
)

// Rehearsal plays the other side from one's objections, in random order. What is typed
// stands beside what one had prepared, and takes its place only when told to; what was
// said is counted, and nothing of it is stored.
type Rehearsal struct {
	random   *rand.Rand
	from     Place   // where one came from
	cards    []*card // of this round, in its order
	pass     []*card // those that are gone through now
	at       int     // the open one among them
	passes   int     // how often the round was gone through before
	counted  bool    // the pass is over, and what was said is told
	elevator *card   // the opening and the asks in three minutes; nil while cards are open
	clock    int     // numbers the half minutes, so that one that comes late is known
	kept     int     // numbers what was kept: each is a step of undo
	turn     int     // the editor's, when it was handed to the open card; -1 to hand it anew
	seen     int     // the version of the answers that see saw, and one
	scroll   field.Scroll
}

// card is an answer of the other side, and how far one is with it.
type card struct {
	key    workbook.Key // the objection; "" for one of the catalog that is nobody's yet
	common bool         // it is of the catalog
	hear   string
	typed  string
	shown  bool // what was prepared is in sight
	said   bool
	marks  int // half minutes that have passed
}

// begun tells whether anything was done with it.
func (x *card) begun() bool { return x.said || x.shown || x.typed != "" }

// NewRehearsal makes a rehearsal whose orders come from random.
func NewRehearsal(c *Context, random *rand.Rand) *Rehearsal {
	r := &Rehearsal{random: random}
	r.begin(c)
	return r
}

// From says where the way back leads.
func (r *Rehearsal) From(p Place) { r.from = p }

// heard are the objections that have words.
func heard(c *Context) []workbook.Objection {
	return slices.DeleteFunc(slices.Clone(c.Book.Objections), func(o workbook.Objection) bool { return strings.TrimSpace(o.Hear) == "" })
}

func cardOf(o workbook.Objection) *card {
	return &card{key: workbook.RecordKey(workbook.ObjectionRecords, o.ID), hear: strings.TrimSpace(o.Hear)}
}

// begin begins a round: the objections, or where there are none what the catalog has to
// practice with.
func (r *Rehearsal) begin(c *Context) {
	r.cards, r.passes = nil, 0
	for _, o := range heard(c) {
		r.cards = append(r.cards, cardOf(o))
	}
	if len(r.cards) == 0 {
		for _, o := range c.Pack.Objections() {
			r.cards = append(r.cards, &card{common: true, hear: o.Hear})
		}
	}
	r.random.Shuffle(len(r.cards), func(i, j int) { r.cards[i], r.cards[j] = r.cards[j], r.cards[i] })
	r.pass, r.seen = slices.Clone(r.cards), c.Version()+1
	r.turnTo(0)
}

// turnTo opens a card of the pass, or counts behind the last.
func (r *Rehearsal) turnTo(at int) {
	r.at, r.counted, r.turn = at, at >= len(r.pass), -1
	r.restart()
}

// restart has the time begin anew: a half minute that is on its way counts no more.
func (r *Rehearsal) restart() {
	r.clock++
	r.scroll.To(0)
}

// open is the card that is open; nil while the count is told.
func (r *Rehearsal) open() *card {
	if r.counted || r.at >= len(r.pass) {
		return nil
	}
	return r.pass[r.at]
}

// timed is what the time is told of: the open card, or the elevator.
func (r *Rehearsal) timed() *card {
	if r.elevator != nil {
		return r.elevator
	}
	return r.open()
}

// Waits gives the number of the half minute that is waited for; 0 where no time counts.
func (r *Rehearsal) Waits() int {
	if o := r.timed(); o == nil || o.shown || o.marks >= mostMarks {
		return 0
	}
	return r.clock
}

// Passed adds a mark when the half minute of that number is waited for.
func (r *Rehearsal) Passed(number int) bool {
	if number == 0 || number != r.Waits() {
		return false
	}
	r.timed().marks++
	r.clock++
	return true
}

// see looks at the objections again when they have changed: new ones come last, those
// that are gone go, but the open one, in which something may be typed.
func (r *Rehearsal) see(c *Context) {
	if r.seen == c.Version()+1 {
		return
	}
	r.seen = c.Version() + 1
	own, open := heard(c), r.open()
	if r.cards[0].common && len(own) > 0 && !slices.ContainsFunc(r.cards, (*card).begun) { // practice gives way
		r.begin(c)
		return
	}
	gone := func(x *card) bool { return !x.common && x != open && c.Book.Objection(x.key.ID()) == nil }
	r.cards = slices.DeleteFunc(r.cards, gone)
	r.pass = slices.DeleteFunc(r.pass, gone)
	if r.at = max(0, slices.Index(r.pass, open)); r.counted {
		r.at = len(r.pass)
	}
	for _, o := range own {
		added := cardOf(o)
		i := slices.IndexFunc(r.cards, func(x *card) bool {
			return x.key == added.key || x.common && strings.EqualFold(x.hear, added.hear) && c.Book.Objection(x.key.ID()) == nil
		})
		if i >= 0 {
			r.cards[i].key, r.cards[i].hear = added.key, added.hear
			continue
		}
		r.cards = append(r.cards, added)
		if !r.counted {
			r.pass = append(r.pass, added)
		}
	}
	if len(r.cards) == 0 {
		r.begin(c)
	}
}

// objection is what the open card stands for; nil where it is nobody's, or gone.
func (r *Rehearsal) objection(c *Context) *workbook.Objection {
	if o := r.open(); o != nil {
		return c.Book.Objection(o.key.ID())
	}
	return nil
}

// said is how many cards of the round were said.
func (r *Rehearsal) said() (n int) {
	for _, x := range r.cards {
		if x.said {
			n++
		}
	}
	return n
}

// Commands are what can be done with the open card, or behind the last one.
func (r *Rehearsal) Commands(c *Context) command.List {
	r.see(c)
	k := c.Key
	elevator := command.Command{ID: "rehearsal.elevator", Key: k.Next, Words: "elevator", Do: r.ride}
	back := command.Command{ID: "back", Key: k.Back, Words: "back", Do: func() { c.Go(r.from) }}
	show := command.Command{ID: "rehearsal.show", Key: k.Open, Words: "show", Do: r.show}
	o := r.open()
	switch {
	case r.elevator != nil:
		elevator.Words = "cards"
		if r.elevator.shown {
			show.ID, show.Words = "rehearsal.again", "once more"
		}
		if len(cues(c)) == 0 {
			show.Off = nothingToSay
		}
		return command.List{show, elevator, back}.Moves(k, r.scroll.Move, r.scroll.Page)
	case o == nil:
		on := command.Command{ID: "rehearsal.on", Key: k.Open, Words: "go on", Do: func() { r.goOn(c) }}
		return command.List{on, elevator, back}
	case !o.shown:
		return command.List{show, elevator, back}
	}
	keep := command.Command{ID: "rehearsal.keep", Key: k.Keep, Words: "keep what I typed", Do: func() { r.keep(c) }}
	switch own := r.objection(c); {
	case strings.TrimSpace(o.typed) == "":
		keep.Off = "Nothing is typed that could be kept: enter goes back to it."
	case own != nil && strings.TrimSpace(own.Answer) == strings.TrimSpace(o.typed):
		keep.Off = "It is kept: what you had prepared is word for word the same."
	}
	return command.List{
		{ID: "rehearsal.said", Key: k.Yes, Words: "said it", Do: func() { r.done(true) }},
		{ID: "rehearsal.later", Key: k.No, Words: "again later", Do: func() { r.done(false) }},
		keep,
		{ID: "rehearsal.write", Key: command.Also(k.Open, k.Left), Words: "write on", Do: r.write},
		elevator, back,
	}.Moves(k, r.scroll.Move, r.scroll.Page)
}

// show shows what was prepared; of the elevator, all the words, or the cues again.
func (r *Rehearsal) show() {
	o := r.timed()
	if o == r.elevator && o.shown {
		*o = card{}
		r.restart()
		return
	}
	o.shown = true
	r.scroll.To(0)
}

// write goes back to what is typed.
func (r *Rehearsal) write() {
	r.open().shown, r.turn = false, -1
	r.scroll.To(0)
}

// done goes on to the next card; one that was not said comes once more at the end.
func (r *Rehearsal) done(said bool) {
	*r.open() = card{key: r.open().key, common: r.open().common, hear: r.open().hear, said: said}
	r.seen = 0 // the card may be gone
	r.turnTo(r.at + 1)
}

// goOn goes through the cards that come again, or begins a new round.
func (r *Rehearsal) goOn(c *Context) {
	r.see(c)
	if r.said() == len(r.cards) {
		r.begin(c)
		return
	}
	r.pass = slices.DeleteFunc(slices.Clone(r.cards), func(x *card) bool { return x.said })
	r.passes++
	r.turnTo(0)
}

// ride begins the elevator, or goes back to the cards.
func (r *Rehearsal) ride() {
	if r.turn = -1; r.elevator == nil {
		r.elevator = &card{}
	} else {
		r.elevator = nil
	}
	r.restart()
}

// keep puts what is typed in the place of what was prepared; where that is no objection
// of one's own, or no more, it becomes one.
func (r *Rehearsal) keep(c *Context) {
	o, step := r.open(), fmt.Sprint("rehearsed/", r.kept)
	r.kept++
	if own := r.objection(c); own != nil {
		c.Change(step, func(w *workbook.Workbook) { w.Objection(own.ID).Answer = o.typed })
		c.Say("It stands in the place of what you had prepared. u takes it back.")
		return
	}
	o.key = workbook.RecordKey(workbook.ObjectionRecords, c.NewID())
	to := unprepared(c)
	c.Change(step, func(w *workbook.Workbook) {
		added := workbook.Schema.Add(w, o.key).(*workbook.Objection)
		added.Ask, added.Hear, added.Answer = to, o.hear, o.typed
	})
	c.Say("It is an objection of yours now, with this answer. u takes it back.")
}

// hold hands the editor to the open card, where another page has had it.
func (r *Rehearsal) hold(c *Context) {
	if c.Ed.Turn() != r.turn {
		c.Ed.Edit(r.open().typed, true)
		r.turn = c.Ed.Turn()
	}
}

// Type types into the open card; enter is what shows the other side.
func (r *Rehearsal) Type(c *Context, k tea.KeyPressMsg) bool {
	if k.String() == "enter" {
		return false
	}
	r.hold(c)
	if !c.Ed.Key(k) {
		return false
	}
	r.open().typed = c.Ed.Text()
	return true
}

// Paste puts text into the open card.
func (r *Rehearsal) Paste(c *Context, text string) {
	if !r.Typing(c) {
		return
	}
	r.hold(c)
	c.Ed.Paste(text)
	r.open().typed = c.Ed.Text()
}

// Wheel scrolls what is shown.
func (r *Rehearsal) Wheel(c *Context, lines int) {
	if !r.Typing(c) {
		r.scroll.Move(lines)
	}
}

// Typing tells whether letters belong to the answer.
func (r *Rehearsal) Typing(c *Context) bool {
	r.see(c)
	o := r.open()
	return r.elevator == nil && o != nil && !o.shown
}

// Title names the page.
func (r *Rehearsal) Title(*Context, int) string { return "Rehearsal" }

// Enter comes back to the round as it was left; its time begins anew.
func (r *Rehearsal) Enter(c *Context, _ Place) {
	r.see(c)
	r.turn = -1
	if o := r.timed(); o != nil && !o.shown {
		o.marks = 0
		r.restart()
	}
}

// Place is the page; which card is open is not found again.
func (r *Rehearsal) Place(*Context) Place { return Place{Screen: RehearsalScreen} }

// asked says in the help what is asked here.
func (r *Rehearsal) asked(c *Context) (name, help string) {
	r.see(c)
	switch o := r.open(); {
	case r.elevator != nil:
		return elevatorTitle, "Say the first sentence and what you ask aloud, from the cues. Enter shows the words."
	case o != nil:
		return "They say: " + inQuotes(o.hear), "Answer aloud, or type it; alt+enter begins a new line. Enter shows what you had prepared. " +
			"What you type is not kept, unless k puts it in the prepared one's place."
	}
	return "", ""
}

// talkRows lead to the rehearsal until the talk, and from its day on to what came of it:
// on that day both are of use.
func talkRows(c *Context) command.List {
	rehearse := command.Command{ID: "rehearse", Key: c.Key.Rehearse, Words: "rehearse"}
	after := command.Command{ID: "talk.after", Key: c.Key.Talk, Words: "after the talk", Do: func() { c.Go(Place{Screen: workbook.AfterPage}) }}
	switch m := c.Book.Profile.Meeting; {
	case !m.OK() || c.Day.Before(m):
		return command.List{rehearse}
	case m.Before(c.Day):
		after.Key = command.Also(c.Key.Rehearse, c.Key.Talk)
		return command.List{after}
	}
	return command.List{rehearse, after}
}
