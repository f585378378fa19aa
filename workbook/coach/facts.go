package coach

import (
	"cmp"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

// Source is all that facts are made of.
type Source struct {
	Workbook workbook.Workbook // the client's, with or without what is private
	Part     Part              // the coach's own
	Kept     []workbook.Lesson // where the client's file says that something is kept private
	Changed  value.Date        // the day an answer was last changed here
	TakenIn  value.Date        // the day of the file of the client's that was taken in last
	Decide   int               // answers that have two versions, and suggestions that were overtaken
}

// Facts are what the board knows of one client: days and counts, no amounts, and of the
// answers only the names that the board shows. Private answers make none of them. An index
// may keep them: what they come to on a day is for the rules, up to the day Until.
type Facts struct {
	ID       workbook.ID `json:"id"`
	Name     string      `json:"name,omitempty"` // what is prepared
	Person   string      `json:"person,omitempty"`
	Employer string      `json:"employer,omitempty"`
	Alias    string      `json:"alias,omitempty"`
	Tags     []string    `json:"tags,omitempty"`
	Locked   bool        `json:"locked,omitempty"` // it has a passphrase that was not given; see Sealed

	Archived bool       `json:"archived,omitempty"`
	Rest     value.Date `json:"rest,omitzero"`
	Quiet    int        `json:"quiet,omitempty"` // days without news that are too many, 0 for any number

	Done   int          `json:"done,omitempty"`  // lessons that are done
	Built  int          `json:"built,omitempty"` // lessons that have an activity
	Blocks int          `json:"blocks,omitempty"`
	Lacks  CardPart     `json:"lacks,omitempty"` // the first part that the card lacks; blank where it is whole
	Decide int          `json:"decide,omitempty"`
	Talk   value.Date   `json:"talk,omitzero"`
	Told   bool         `json:"told,omitempty"` // something is said of what came of the talk
	Budget value.Date   `json:"budget,omitzero"`
	Offers []value.Date `json:"offers,omitempty"` // the last days of those that may still be taken

	Homework []Task       `json:"homework,omitempty"`
	Sessions []value.Date `json:"sessions,omitempty"` // in order, those to come among them
	Booked   value.Date   `json:"booked,omitzero"`    // the next session, as the coach wrote it down
	News     value.Date   `json:"news,omitzero"`      // an answer changed, or a file taken in

	// Until is the last day on which Blocks surely holds, blank for any day to come: a block may
	// come or go where a day of the workbook comes.
	Until value.Date `json:"until,omitzero"`
}

// Facts are what a board knows of a client on a day.
func (s Source) Facts(today value.Date) Facts {
	f, _ := s.look(today)
	return f
}

// look gives the facts with what they were made from.
func (s Source) look(today value.Date) (Facts, *advice.Advice) {
	said := advice.Shared(s.Workbook, s.keepsReturn(), today)
	w, c, sum := said.Settled(), s.Part.Client, said.Summary()
	f := Facts{
		ID: w.ID, Name: oneLine(w.Profile.Name), Person: oneLine(w.Profile.Person), Employer: oneLine(w.Profile.Employer), Alias: oneLine(c.Alias),
		Archived: c.Archived, Rest: c.Rest.WholeDay(), Quiet: c.Patience(),
		Done: sum.Done, Built: sum.Built, Blocks: len(blocking(said)), Lacks: cardLacks(w), Decide: s.Decide,
		Talk: w.Profile.Meeting.WholeDay(), Told: w.Ended() != "", Budget: w.Review.Budget.WholeDay(),
		Booked: c.Next.WholeDay(), News: later(s.Changed, s.TakenIn).WholeDay(), Until: holds(w, today),
	}
	for _, t := range c.Tags {
		if tag := oneLine(t.Text); tag != "" {
			f.Tags = append(f.Tags, tag)
		}
	}
	for _, o := range w.Offers {
		if o.Deadline.OK() && o.Status != workbook.Declined && o.Status != workbook.Expired {
			f.Offers = append(f.Offers, o.Deadline.WholeDay())
		}
	}
	for _, h := range s.Part.Homework {
		if t := s.Part.Known(h); t.State == Open || t.State == Done {
			f.Homework = append(f.Homework, t)
		}
	}
	for _, m := range s.Part.Sessions {
		if m.Day.OK() {
			f.Sessions = append(f.Sessions, m.Day.WholeDay())
		}
	}
	slices.SortFunc(f.Sessions, byDay)
	slices.SortFunc(f.Offers, byDay)
	return f, said
}

// keepsReturn tells whether the client's file came without some of the returns, or maybe did.
func (s Source) keepsReturn() bool {
	return slices.Contains(s.Kept, workbook.LessonReturns) || slices.Contains(s.Kept, workbook.LessonNeeds)
}

// KeptIn lists the lessons in which something is kept private, in their order, and never how
// much: as the client's file says, and as the workbook here does.
func (s Source) KeptIn() []workbook.Lesson {
	shared := workbook.Schema.Shared(s.Workbook)
	kept := slices.Clone(s.Kept)
	for _, c := range workbook.Schema.Collections {
		for id := range c.Each(&s.Workbook) {
			if l := workbook.Lesson(c.Page); !c.One && l.Number() > 0 && !workbook.Schema.Has(&shared, workbook.RecordKey(c.Name, id)) {
				kept = append(kept, l)
			}
		}
	}
	slices.SortFunc(kept, func(a, b workbook.Lesson) int { return a.Number() - b.Number() })
	return slices.Compact(kept)
}

// blocking are the findings that block.
func blocking(said *advice.Advice) []advice.Finding {
	return slices.DeleteFunc(slices.Clone(said.Findings()), func(f advice.Finding) bool { return f.Severity < advice.Blocks })
}

// holds is the last day on which what follows from a workbook today surely does: today, where
// that is one of its days, else the day before the next one; blank where none is to come.
func holds(w workbook.Workbook, today value.Date) value.Date {
	var next value.Date
	for _, c := range workbook.Schema.Collections {
		for _, rec := range c.Each(&w) {
			for _, f := range c.Fields {
				if d, is := f.At(rec).(*value.Date); is && d.OK() && !d.Before(today) && (!next.OK() || d.Before(next)) {
					next = d.WholeDay()
				}
			}
		}
	}
	if next == today {
		return today
	}
	return next.AddDays(-1)
}

// Stale tells whether facts that were made earlier have to be made anew.
func (f Facts) Stale(today value.Date) bool { return f.Until.Before(today) }

// Sealed is what may be kept of a client whose workbook has a passphrase, where it was not
// given: an alias and days.
func (f Facts) Sealed() Facts {
	return Facts{ID: f.ID, Alias: f.Alias, Locked: true, Archived: f.Archived, Talk: f.Talk, Sessions: f.Sessions, Booked: f.Booked}
}

// Called is the name of a client: their own, their alias, else what is prepared, else the id.
func (f Facts) Called() string { return cmp.Or(f.Person, f.Alias, f.Name, string(f.ID)) }

// First is how a sentence calls a client: "Jonas" of "Jonas Weber".
func (f Facts) First() string {
	if f.Person == "" {
		return f.Called()
	}
	first, _, _ := strings.Cut(f.Person, " ")
	return first
}

// LastSession is the last one that was held by a day, and how many were; blank where none was.
func (f Facts) LastSession(today value.Date) (last value.Date, held int) {
	for _, d := range f.Sessions {
		if !today.Before(d) {
			last, held = d, held+1
		}
	}
	return last, held
}

// NextSession is the first one that is booked from a day on, blank where none is.
func (f Facts) NextSession(today value.Date) value.Date {
	var next value.Date
	for _, d := range append([]value.Date{f.Booked}, f.Sessions...) {
		if d.OK() && !d.Before(today) && (!next.OK() || d.Before(next)) && !f.held(d, today) {
			next = d
		}
	}
	return next
}

// held tells a session of today that stands among those that were held.
func (f Facts) held(d, today value.Date) bool {
	return d == today && slices.Contains(f.Sessions, today)
}

// LastNews is the last day on which anything was heard: an answer changed, a file taken in, a
// session.
func (f Facts) LastNews(today value.Date) value.Date {
	last, _ := f.LastSession(today)
	return later(f.News, last)
}

// later gives the later of two days, or the one that is known.
func later(a, b value.Date) value.Date {
	if !a.OK() || a.Before(b) {
		return b
	}
	return a
}

// byDay puts days in order.
func byDay(a, b value.Date) int { return b.DaysTo(a) }

// CardPart is a part of the card for the talk.
type CardPart string

// The parts, in the order in which they are missed.
const (
	FirstSentence CardPart = "opening"
	AnAsk         CardPart = "ask"
	AskWords      CardPart = "words"
	AskReason     CardPart = "reason"
	AskProof      CardPart = "proof"
	PauseLine     CardPart = "pause"
	NextStep      CardPart = "next"
	NextStepDay   CardPart = "nextby"
)

// String is the part inside a sentence; it names no answer.
func (p CardPart) String() string {
	return map[CardPart]string{
		FirstSentence: "the first sentence", AnAsk: "an ask", AskWords: "the words for an ask", AskReason: "a reason for an ask",
		AskProof: "a proof for an ask", PauseLine: "the pause line", NextStep: "the next step", NextStepDay: "a day for the next step",
	}[p]
}

// cardLacks is the first part that a card lacks, blank where it is whole.
func cardLacks(w workbook.Workbook) CardPart {
	blank := func(s string) bool { return oneLine(s) == "" }
	asks := func(lacks func(workbook.Ask) bool) bool { return slices.ContainsFunc(w.Asks, lacks) }
	for _, part := range []struct {
		part  CardPart
		lacks bool
	}{
		{FirstSentence, blank(w.Talk.Opening)},
		{AnAsk, len(w.Asks) == 0},
		{AskWords, asks(func(a workbook.Ask) bool { return blank(a.Term) })},
		{AskReason, asks(func(a workbook.Ask) bool { return blank(a.Reason) })},
		{AskProof, asks(func(a workbook.Ask) bool { return len(w.Proofs(a)) == 0 })},
		{PauseLine, blank(w.Talk.Pause)},
		{NextStep, blank(w.Talk.Next)},
		{NextStepDay, !w.Talk.NextBy.OK()},
	} {
		if part.lacks {
			return part.part
		}
	}
	return ""
}
