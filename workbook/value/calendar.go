package value

import (
	"strconv"
	"time"
)

// What the calendar says, without a word about how it is asked.

// addMonths keeps within the month: a month after 31 January is 28 February,
// where time.AddDate would say 3 March.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	return first.AddDate(0, 0, min(t.Day(), daysIn(first.Year(), first.Month()))-1)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d Date) year() int { return d.time().Year() }

// Weekday is its day of the week; of a blank date it means nothing.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// plus gives the day n units later; blank where that is out of bounds.
func (d Date) plus(n int, u unit) Date {
	t := d.time()
	switch u {
	case aDay:
		t = t.AddDate(0, 0, n)
	case aWorkday:
		return d.plusWorkdays(n)
	case aWeek, aWeekend:
		t = t.AddDate(0, 0, 7*n)
	case aFortnight:
		t = t.AddDate(0, 0, 14*n)
	default:
		t = addMonths(t, n*monthsOf[u])
	}
	if !inBounds(t.Year()) {
		return Date{}
	}
	moved := fromTime(t)
	moved.clock = d.clock
	return moved
}

// AddMonths gives the same day n months later, or the last one of a month that is too
// short for it; a blank date stays blank.
func (d Date) AddMonths(n int) Date {
	if !d.OK() {
		return d
	}
	return d.plus(n, aMonth)
}

// WorkdaysTo is how many working days come after d up to e, which counts; negative
// when e is earlier, 0 unless both are answered.
func (d Date) WorkdaysTo(e Date) int {
	if !d.OK() || !e.OK() {
		return 0
	}
	if e.Before(d) {
		return -e.WorkdaysTo(d)
	}
	n := 0
	for d.Before(e) {
		if d = d.AddDays(1); d.works() {
			n++
		}
	}
	return n
}

var monthsOf = map[unit]int{aMonth: 1, aQuarter: 3, aHalfYear: 6, aYear: 12}

// plusWorkdays counts Monday to Friday. Of holidays it knows the one that is kept
// everywhere.
func (d Date) plusWorkdays(n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	if n > 9999 {
		return Date{}
	}
	for n > 0 {
		if d = d.AddDays(step); d.works() {
			n--
		}
	}
	if !inBounds(d.year()) {
		return Date{}
	}
	return d
}

func (d Date) works() bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && d.time().YearDay() != 1
}

// monday gives the Monday of the week of d.
func (d Date) monday() Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// upTo gives the nearest such day of the week from d on, d included; before it when
// step is -1.
func (d Date) upTo(day time.Weekday, step int) Date {
	for d.Weekday() != day {
		d = d.AddDays(step)
	}
	return d
}

// within gives the first and the last day of the unit that d lies in.
func (d Date) within(u unit) (first, last Date) {
	switch u {
	case aWeek:
		return d.monday(), d.monday().AddDays(6)
	case aWeekend:
		return d.monday().AddDays(5), d.monday().AddDays(6)
	}
	n := monthsOf[u]
	if n == 0 {
		return Date{}, Date{}
	}
	month := (int(d.time().Month())-1)/n*n + 1
	return monthsFrom(d.year(), month, n)
}

// monthsFrom gives the first and the last day of n months.
func monthsFrom(year, month, n int) (first, last Date) {
	return NewDate(year, time.Month(month), 1), NewDate(year, time.Month(month+n), 0)
}

// isoWeek gives the Monday of a week of ISO 8601, blank where the year has none.
func isoWeek(year, week int) Date {
	monday := NewDate(year, time.January, 4).monday().AddDays(7 * (week - 1)) // the fourth is in the first week
	if is, n := monday.time().ISOWeek(); is != year || n != week || !inBounds(year) {
		return Date{}
	}
	return monday
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // the caller gives digits only
	return n
}
