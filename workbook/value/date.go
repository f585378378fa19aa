package value

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Date is a day, with a time where one is asked for (ParseMoment). The zero value is "not yet answered"; text
// that could not be read is kept as it was typed (Unread).
type Date struct {
	day    int // days since 1 January of year 1, plus 1; 0 when blank
	clock  int // minutes of its day, plus 1; 0 where no time is said
	unread string
}

// NewDate gives a day; months and days outside their bounds roll over, as
// time.Date has it. What is stored lies in 1900 to 2200, or it cannot be loaded
// again (the parsers see to that).
func NewDate(year int, month time.Month, day int) Date {
	return fromTime(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf gives the day of a moment, in the moment's own place.
func DateOf(t time.Time) Date { return NewDate(t.Year(), t.Month(), t.Day()) }

// UnreadDate keeps text that could not be read as a date.
func UnreadDate(text string) Date { return Date{unread: CleanLine(text)} }

var dayZero = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)

// fromTime counts in seconds: a time.Duration ends at 292 years, so t.Sub would
// make every date of our time the same one.
func fromTime(t time.Time) Date { return Date{day: int((t.Unix()-dayZero.Unix())/86400) + 1} }

func (d Date) time() time.Time { return dayZero.AddDate(0, 0, d.day-1) }

// IsZero tells whether it is not yet answered.
func (d Date) IsZero() bool { return d.day == 0 && d.unread == "" }

// OK tells whether there is a day to reckon with.
func (d Date) OK() bool { return d.day != 0 }

// Unread is the text that could not be read as a date, "" when there is none.
func (d Date) Unread() string { return d.unread }

// Equal tells whether both are the same answer.
func (d Date) Equal(e Date) bool { return d == e }

// Clean makes text that was kept as typed safe to store and to show.
func (d Date) Clean() Date {
	d.unread = CleanLine(d.unread)
	return d
}

// Before tells whether d is an earlier day than e; false unless both are answered.
func (d Date) Before(e Date) bool { return d.OK() && e.OK() && d.day < e.day }

// DaysTo is how many days lie between d and e, negative when e is earlier; 0
// unless both are answered.
func (d Date) DaysTo(e Date) int {
	if !d.OK() || !e.OK() {
		return 0
	}
	return e.day - d.day
}

// AddDays gives the day n days later; a blank date stays blank.
func (d Date) AddDays(n int) Date {
	if d.OK() {
		d.day += n
	}
	return d
}

// WholeDay gives the day without its time.
func (d Date) WholeDay() Date {
	d.clock = 0
	return d
}

// ISO gives 2027-03-12, or "".
func (d Date) ISO() string {
	if !d.OK() {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// String gives the one form in which dates are shown, 12 Mar 2027; unread text
// as it was typed; "" when not yet answered.
func (d Date) String() string {
	if !d.OK() {
		return d.unread
	}
	return d.time().Format("2 Jan 2006") + d.at()
}

// Long gives 12 March 2027, as a letter has it; unread text as it was typed.
func (d Date) Long() string {
	if !d.OK() {
		return d.unread
	}
	return d.time().Format("2 January 2006") + d.at()
}

// at gives ", 10:30" where a time is said.
func (d Date) at() string {
	if d.clock == 0 {
		return ""
	}
	return ", " + d.Time()
}

// Time gives 10:30, "" where no time is said. Before eight it is 03:30, since 3:30
// would be asked about.
func (d Date) Time() string {
	if d.clock == 0 {
		return ""
	}
	hour, minute := (d.clock-1)/60, (d.clock-1)%60
	if hour < surelyMorning {
		return fmt.Sprintf("%02d:%02d", hour, minute)
	}
	return fmt.Sprintf("%d:%02d", hour, minute)
}

// Short gives 12 Mar, with the year only where it differs from today's.
func (d Date) Short(today Date) string {
	if d.OK() && today.OK() && d.time().Year() == today.time().Year() {
		return d.time().Format("2 Jan")
	}
	d.clock = 0
	return d.String()
}

// MarshalJSON writes "2027-03-12", "2027-03-12 10:30", "?" before text that could not be read, or "".
func (d Date) MarshalJSON() ([]byte, error) {
	if d.unread != "" {
		return json.Marshal(unreadMark + d.unread)
	}
	if d.clock > 0 {
		return json.Marshal(fmt.Sprintf("%s %02d:%02d", d.ISO(), (d.clock-1)/60, (d.clock-1)%60))
	}
	return json.Marshal(d.ISO())
}

// UnmarshalJSON reads what MarshalJSON writes, strictly.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("a date is a string such as \"2027-03-12\", not %s", b)
	}
	if text, ok := strings.CutPrefix(s, unreadMark); ok {
		*d = UnreadDate(text)
		return nil
	}
	*d = Date{}
	if s == "" {
		return nil
	}
	day, at, timed := strings.Cut(s, " ")
	if len(day) != len(time.DateOnly) {
		day, timed = s, false
	}
	parsed, err := ParseISODate(day)
	if err != nil {
		return err
	}
	if timed {
		t, err := time.Parse("15:04", at)
		if err != nil || len(at) != 5 {
			return BadInput(s, Echo(s)+" has no time that can be read.", "Type it such as 2027-03-12 10:30.")
		}
		parsed.clock = t.Hour()*60 + t.Minute() + 1
	}
	*d = parsed
	return nil
}

// ParseISODate reads 2027-03-12 and nothing else.
func ParseISODate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || !inBounds(t.Year()) {
		return Date{}, BadInput(s, Echo(s)+" is not a date that can be read.", "Type it such as 2027-03-12.")
	}
	return fromTime(t), nil
}

func inBounds(year int) bool { return year >= 1900 && year <= 2200 }
