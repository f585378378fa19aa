package plan

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Calendar writes the days that are ahead as iCalendar (RFC 5545), for the person's own
// calendar, which others see at work: a title says who and when, and nothing of pay, of
// offers or of what is private. With all of it, it says these, too. It is "" where no day
// is ahead; left is how many days stay out without all of it.
func Calendar(w workbook.Workbook, today value.Date, all bool) (file string, left int) {
	c := calendar{secrets: secretsFrom(w, Manager), w: w, today: today, all: all}
	c.line("BEGIN:VCALENDAR")
	c.line("VERSION:2.0")
	c.line("PRODID:-//firstmile//firstmile//EN")
	c.line("X-WR-CALNAME:My dates")
	events := 0
	for _, m := range w.Days(today) {
		switch {
		case m.Date.Before(today), m.Kind == workbook.HeldMoment, m.Kind == workbook.PromiseMoment && w.Promise(m.Record.ID()).Kept == value.Yes:
		case m.Mine && !all && !c.promised(m):
			left++
		default:
			events++
			c.event(m)
		}
	}
	c.line("END:VCALENDAR")
	if events == 0 {
		return "", left
	}
	return c.out.String(), left
}

type calendar struct {
	out     strings.Builder
	secrets *secrets
	w       workbook.Workbook
	today   value.Date
	all     bool
}

// event writes one day. Its id is the same whenever it is written, so that a second
// import moves it instead of adding another. A calendar takes what has a higher sequence
// for the newer one; without a clock or a count, that is the day on which it is written.
func (c *calendar) event(m workbook.Moment) {
	title := c.title(m)
	id := fmt.Sprintf("%s-%s-%s", c.w.ID, m.Record.ID(), m.Field)
	if n := c.w.Review.Nth(m.Date); m.Kind == workbook.CheckInMoment && m.Field == "next" && n > 0 {
		id += fmt.Sprint("-", n)
	}
	c.line("BEGIN:VEVENT")
	c.line("UID:" + id + "@firstmile")
	c.line("DTSTAMP:" + stamp(c.today) + "T000000Z")
	c.line("SEQUENCE:" + fmt.Sprint(value.NewDate(2000, time.January, 1).DaysTo(c.today)))
	if at, err := time.Parse("15:04", m.Date.Time()); err == nil { // of wherever the person is: no zone is named
		const long = 30 * time.Minute
		end := m.Date
		if at.Add(long).Day() != at.Day() {
			end = end.AddDays(1)
		}
		c.line("DTSTART:" + stamp(m.Date) + at.Format("T150405"))
		c.line("DTEND:" + stamp(end) + at.Add(long).Format("T150405"))
		c.line("TRANSP:OPAQUE")
	} else {
		c.line("DTSTART;VALUE=DATE:" + stamp(m.Date))
		c.line("DTEND;VALUE=DATE:" + stamp(m.Date.AddDays(1)))
		c.line("TRANSP:TRANSPARENT")
	}
	c.line("CLASS:PRIVATE")
	c.line("SUMMARY:" + escaped(title))
	if says := value.Sentence(m.Says); c.all && says != title && strings.ContainsAny(says, ":,;") { // it says what the day is about
		c.line("DESCRIPTION:" + escaped(says))
	}
	for _, before := range alarms(m) {
		c.line("BEGIN:VALARM")
		c.line("ACTION:DISPLAY")
		c.line("TRIGGER:" + before)
		c.line("DESCRIPTION:" + escaped(title))
		c.line("END:VALARM")
	}
	c.line("END:VEVENT")
}

// When one is reminded. A day begins at midnight, so that six hours before is the evening
// before, and nine hours later its morning.
const (
	dayBefore     = "-P1D"
	hourBefore    = "-PT1H"
	eveningBefore = "-PT6H"
	twoDaysBefore = "-P1DT15H" // at nine in the morning
	thatMorning   = "PT9H"
)

func alarms(m workbook.Moment) []string {
	switch m.Kind {
	case workbook.TalkMoment:
		if m.Date.Time() != "" {
			return []string{dayBefore, hourBefore}
		}
		return []string{twoDaysBefore, eveningBefore}
	case workbook.CheckInMoment, workbook.ReviewMoment, workbook.AfterMoment, workbook.RewardMoment:
		return []string{eveningBefore}
	case workbook.PageMoment:
		return []string{twoDaysBefore, thatMorning}
	}
	return []string{twoDaysBefore}
}

// title says what a day is so that it may be read over one's shoulder.
func (c *calendar) title(m workbook.Moment) string {
	about := ""
	switch id := m.Record.ID(); m.Kind {
	case workbook.CheckInMoment:
		return c.with("Check-in")
	case workbook.PageMoment:
		return "Send the page"
	case workbook.TalkMoment:
		return c.with("Talk")
	case workbook.ReviewMoment:
		return c.with("Review")
	case workbook.BudgetMoment:
		return "Budget is set"
	case workbook.StepMoment:
		return "Next step"
	case workbook.AfterMoment:
		return c.with("Meeting")
	case workbook.DeliveryMoment, workbook.RewardMoment:
		about = c.w.Deal(id).Deliver
	case workbook.OnTargetMoment:
		about = c.w.KPI(id).What
	case workbook.PromiseMoment:
		if !c.all { // what was promised, and to whom, is nobody else's business
			return "Keep a promise"
		}
	}
	title := map[workbook.MomentKind]string{workbook.DeliveryMoment: "Report", workbook.OnTargetMoment: "Report", workbook.RewardMoment: "As agreed"}[m.Kind]
	switch about = strings.TrimSpace(value.CleanLine(about)); {
	case title == "" || m.Mine: // it is written with all of it alone
		return value.Sentence(m.Says)
	case about == "" || c.secrets.tells(about) != "":
		return title
	}
	return title + ": " + about
}

// promised tells a promise that is not private: that there is a day may be seen at work,
// though the manager's copy has none of it.
func (c *calendar) promised(m workbook.Moment) bool {
	return m.Kind == workbook.PromiseMoment && !c.w.Promise(m.Record.ID()).Private
}

// with names who sits across the table, without what they are.
func (c *calendar) with(what string) string {
	name := c.w.Profile.Across()
	if name == "" || c.secrets.tells(name) != "" {
		return what
	}
	return what + " with " + name
}

func stamp(d value.Date) string { return strings.ReplaceAll(d.ISO(), "-", "") }

// escaped writes a text as a value has it.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(value.Clean(s))
}

// maxOctets is the most that a line may have, without its end.
const maxOctets = 75

// line writes one, folded where it is longer, never within a character.
func (c *calendar) line(s string) {
	for room := maxOctets; len(s) > room; room = maxOctets - 1 { // a line that goes on begins with a space
		at := room
		for !utf8.RuneStart(s[at]) {
			at--
		}
		c.out.WriteString(s[:at] + "\r\n ")
		s = s[at:]
	}
	c.out.WriteString(s + "\r\n")
}
