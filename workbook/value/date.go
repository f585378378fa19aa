package value

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"firstmile/workbook/lazy"
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

// at gives ", 10:30" where a time is said.
func (d Date) at() string {
	if d.clock == 0 {
		return ""
	}
	return ", " + d.Time()
}

// Time gives 10:30, "" where no time is said.
func (d Date) Time() string {
	if d.clock == 0 {
		return ""
	}
	return fmt.Sprintf("%d:%02d", (d.clock-1)/60, (d.clock-1)%60)
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

// Direction tells which year a day without one belongs to.
type Direction int

// Ahead is the next such day, today included; Behind is the last one.
const (
	Ahead Direction = iota
	Behind
)

func inBounds(year int) bool { return year >= 1900 && year <= 2200 }

const (
	dateHelp     = "Type it such as 12 mar, 2027-03-12 or +6w."
	weekdayShape = `mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday`
	spanShape    = `(\d{1,4})\s*(d|days?|w|wks?|weeks?|m|mos?|months?|y|yrs?|years?)`
)

// A year of two digits is read where the day and the month are sure without it.
var (
	relative     = lazy.New(`^([+-])\s*` + spanShape + `$`)
	inSpan       = lazy.New(`^in\s+` + spanShape + `$`)
	spanAgo      = lazy.New(`^` + spanShape + `\s+ago$`)
	weekday      = lazy.New(`^(?:(next|last|this|coming|on)\s+)?(` + weekdayShape + `)\.?$`)
	weekdayFirst = lazy.New(`^(` + weekdayShape + `)\.?,?\s+(.*\d.*)$`)
	dayMonth     = lazy.New(`^(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]*(?:of\s+)?([a-z]{3,9})\.?,?(?:[\s-]+'?(\d{4}|\d{2}))?$`)
	monthDay     = lazy.New(`^([a-z]{3,9})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+'?(\d{4}|\d{2}))?$`)
	monthOnly    = lazy.New(`^([a-z]{3,9})\.?$`)
	yearMonth    = lazy.New(`^(\d{4})-(\d{1,2})$`)
	yearOnly     = lazy.New(`^(\d{4})$`)
	monthYear    = lazy.New(`^([a-z]{3,9})\.?,?[\s-]*(\d{4})$`)
	isoDate      = lazy.New(`^(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})$`)
	dotted       = lazy.New(`^(\d{1,2})\.\s*(\d{1,2})(?:\.\s*(\d{4}|\d{2})?)?$`)
	slashed      = lazy.New(`^(\d{1,2})([/-])(\d{1,2})(?:([/-])(\d{4}|\d{2}))?$`)
	monthName    = [12]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// ParseDate reads a day as people type it: 12 mar, mar 12, 12 March 2027,
// Friday, March 12, 2027-03-12, 12.3.2027, today, tomorrow, friday, +6w (d, w,
// m, y), in 6 weeks, 2 weeks ago. 3/12 could be two days and is refused with a
// question (InputError). way tells the year, or the week, of a day without one;
// today must be answered. Behind, where a source is dated, a month or a year
// (oct 2026, 2026-10, october, 2026) is its first day. Blank text is a blank
// date. Dates lie in 1900 to 2200.
func ParseDate(text string, today Date, way Direction) (Date, error) {
	d, err := parseDate(text, today, way)
	if err == nil {
		return d, nil
	}
	if m, e := ParseMoment(text, today, way); e == nil && m.clock > 0 {
		m.clock = 0
		return Date{}, askDay(text, "This needs a day alone, without a time.", m)
	}
	return Date{}, err
}

func parseDate(text string, today Date, way Direction) (Date, error) {
	if len(text) > maxTyped {
		return Date{}, BadInput(text, "That is too long for a date.", dateHelp)
	}
	s := plainDate(text)
	switch s {
	case "":
		return Date{}, nil
	case "today", "now":
		return today, nil
	case "tomorrow":
		return shift(text, today, 1, "d")
	case "day after tomorrow", "the day after tomorrow":
		return shift(text, today, 2, "d")
	case "yesterday":
		return shift(text, today, -1, "d")
	case "eom", "eoy", "eoq":
		s = map[string]string{"eom": "end of month", "eoy": "end of year", "eoq": "end of quarter"}[s]
	}
	if d, err, ok := parsePhrase(text, s, today, way); ok {
		return d, err
	}
	s = withoutFillers(s)
	if m := relative.FindStringSubmatch(s); m != nil {
		n := atoi(m[2])
		if m[1] == "-" {
			n = -n
		}
		return shift(text, today, n, m[3])
	}
	if m := inSpan.FindStringSubmatch(s); m != nil {
		return shift(text, today, atoi(m[1]), m[2])
	}
	if m := spanAgo.FindStringSubmatch(s); m != nil {
		return shift(text, today, -atoi(m[1]), m[2])
	}
	if m := weekday.FindStringSubmatch(s); m != nil {
		near, err := nearest(text, dayOfWeek(m[2]), today, way)
		if err == nil && (m[1] == "next" || m[1] == "last") {
			by := 7
			if m[1] == "last" {
				near, _ = nearest(text, dayOfWeek(m[2]), today.AddDays(-1), Behind)
				by = -7
			}
			return Date{}, askDay(text, fmt.Sprintf("Which day is meant by %s?", Echo(text)), near, near.AddDays(by))
		}
		return nearest(text, dayOfWeek(m[2]), today, way)
	}
	if m := weekdayFirst.FindStringSubmatch(s); m != nil {
		d, err := ParseDate(m[2], today, way)
		if err != nil {
			return Date{}, err
		}
		if is := d.time().Weekday(); is != dayOfWeek(m[1]) {
			return Date{}, askDay(text, fmt.Sprintf("%s is a %s: which day is meant?", d, is), d)
		}
		return d, nil
	}
	return parseDay(text, s, today, way)
}

// parseDay reads the forms with a day and a month in them.
func parseDay(text, s string, today Date, way Direction) (Date, error) {
	if m := isoDate.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		return makeDate(text, m[1], atoi(m[3]), m[5], today, way)
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return makeDate(text, m[3], month(m[2]), m[1], today, way)
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return makeDate(text, m[3], month(m[1]), m[2], today, way)
	}
	if way == Behind {
		if d, ok := firstDay(text, s, today); ok {
			return d, nil
		}
	}
	if m := monthYear.FindStringSubmatch(s); m != nil && month(m[1]) > 0 {
		first, last := spanOf(monthName[month(m[1])-1]+" "+m[2], today, way)
		return Date{}, askDay(text, fmt.Sprintf("Which day of %s?", Echo(text)), first, first.AddDays(14), last)
	}
	if m := dotted.FindStringSubmatch(s); m != nil {
		return makeDate(text, m[3], atoi(m[2]), m[1], today, way)
	}
	if m := slashed.FindStringSubmatch(s); m != nil && (m[5] == "" || m[2] == m[4] && (len(m[5]) == 4 || m[2] == "/")) {
		a, b := atoi(m[1]), atoi(m[3])
		switch {
		case a > 12:
			return makeDate(text, m[5], b, m[1], today, way)
		case b > 12 || a == b:
			return makeDate(text, m[5], a, m[3], today, way)
		}
		one, _ := makeDate(text, m[5], b, m[1], today, way)
		other, _ := makeDate(text, m[5], a, m[3], today, way)
		return Date{}, askDay(text, fmt.Sprintf("Which month is meant by %s?", Echo(text)), other, one)
	}
	if way == Behind {
		return Date{}, BadInput(text, Echo(text)+" is not a date that can be read.", "Type it such as 12 mar, oct 2026 or 2026.")
	}
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		return Date{}, BadInput(text, Echo(text)+" is not a day yet.", "Type it such as 12 mar or +6w once you know it.")
	}
	return Date{}, BadInput(text, Echo(text)+" is not a date that can be read.", dateHelp)
}

// withoutFillers takes out the words that say nothing, but for the first of two
// words that are all there is.
func withoutFillers(s string) string {
	words := strings.Fields(s)
	out := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(fillers, w) })
	if len(out) == 0 {
		return s
	}
	return strings.Join(out, " ")
}

// ParseMoment is ParseDate for a day that may have a time: 12 mar 10:30, friday 3pm.
func ParseMoment(text string, today Date, way Direction) (Date, error) {
	d, err := parseDate(text, today, way)
	m := clockEnd.FindStringSubmatch(plainDate(text))
	if err == nil || m == nil || m[3] == "" && m[4] == "" {
		return d, err
	}
	at, ok := parseClock(m[2] + ":" + cmp.Or(m[3], "00") + strings.TrimSuffix(strings.TrimSuffix(m[4], "uhr"), "h"))
	if d, err = parseDate(m[1], today, way); err != nil || !ok || !d.OK() {
		if !ok {
			return Date{}, BadInput(text, "There is no such time of day in "+Echo(text)+".", "Type it such as 12 mar, 10:30.")
		}
		return Date{}, err
	}
	d.clock = int(at.value.IntPart()) + 1
	return d, nil
}

// firstDay reads a month or a year that lies behind as its first day.
func firstDay(text, s string, today Date) (Date, bool) {
	year, named := "", 0
	if m := monthOnly.FindStringSubmatch(s); m != nil {
		named = month(m[1])
	} else if m := monthYear.FindStringSubmatch(s); m != nil {
		year, named = m[2], month(m[1])
	} else if m := yearMonth.FindStringSubmatch(s); m != nil {
		year, named = m[1], atoi(m[2])
	} else if m := yearOnly.FindStringSubmatch(s); m != nil {
		year, named = m[1], 1
	}
	d, err := makeDate(text, year, named, "1", today, Behind)
	return d, err == nil && named > 0
}

// nearest gives the next or the last such day of the week, today included.
func nearest(text string, day time.Weekday, today Date, way Direction) (Date, error) {
	n := (int(day) - int(today.time().Weekday()) + 7) % 7
	if way == Behind && n > 0 {
		n -= 7
	}
	return shift(text, today, n, "d")
}

// dayOfWeek reads a name that weekdayShape admits by its first three letters.
func dayOfWeek(name string) time.Weekday {
	for d := time.Sunday; d < time.Saturday; d++ {
		if strings.HasPrefix(strings.ToLower(d.String()), name[:3]) {
			return d
		}
	}
	return time.Saturday
}

func shift(text string, today Date, n int, unit string) (Date, error) {
	t := today.time()
	switch unit[0] {
	case 'd':
		t = t.AddDate(0, 0, n)
	case 'w':
		t = t.AddDate(0, 0, 7*n)
	case 'm':
		t = addMonths(t, n)
	case 'y':
		t = addMonths(t, 12*n)
	}
	if !inBounds(t.Year()) {
		return Date{}, BadInput(text, "That is too far away.", dateHelp)
	}
	return fromTime(t), nil
}

// addMonths keeps within the month: a month after 31 January is 28 February,
// where time.AddDate would say 3 March.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // the caller's expression admits digits only
	return n
}

// month gives 1 to 12 for a month's name or a beginning of it, else 0.
func month(s string) int {
	if s == "sept" {
		return 9
	}
	for i, name := range monthName {
		if len(s) >= 3 && strings.HasPrefix(name, s) {
			return i + 1
		}
	}
	return 0
}

func makeDate(text, year string, month int, day string, today Date, way Direction) (Date, error) {
	if month < 1 || month > 12 {
		return Date{}, BadInput(text, Echo(text)+" names no month.", dateHelp)
	}
	d := atoi(day)
	build := func(y int) (Date, bool) {
		t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
		return fromTime(t), t.Day() == d && inBounds(y)
	}
	if year != "" {
		if len(year) == 2 {
			year = "20" + year
		}
		if !inBounds(atoi(year)) {
			return Date{}, BadInput(text, "Dates here lie between 1900 and 2200.", "Check the year.")
		}
		if date, ok := build(atoi(year)); ok {
			return date, nil
		}
		return Date{}, noSuchDay(text)
	}
	// 29 February may lie eight years off, around 2100.
	for i := range 9 {
		y := today.time().Year()
		if way == Ahead {
			y += i
		} else {
			y -= i
		}
		date, ok := build(y)
		if ok && (way == Ahead && !date.Before(today) || way == Behind && !today.Before(date)) {
			return date, nil
		}
	}
	return Date{}, noSuchDay(text)
}

func noSuchDay(text string) error {
	return BadInput(text, "There is no day "+Echo(text)+".", dateHelp)
}
