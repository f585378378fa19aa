package value

import (
	"slices"
	"time"
)

// What the rules for months, quarters and years come to, and for the days of
// them that have a name.

// period gives n months from a month of a year on; without a year the nearest that is
// not over, or has begun where the past is asked for.
func (p *phrase) period(u unit, year node, month int) []node {
	n := monthsOf[u]
	if month < 1 || month+n > 13 {
		return nil
	}
	y, cycle := p.today.year(), 12
	if year.said {
		y, cycle = year.n, 0
	} else if first, last := monthsFrom(y, month, n); p.way == Ahead && last.Before(p.today) {
		y++
	} else if p.way == Behind && p.today.Before(first) {
		y--
	}
	if !inBounds(y) {
		return failed(BadInput(p.text, "Dates here lie between 1900 and 2200.", "Check the year."))
	}
	first, last := monthsFrom(y, month, n)
	return []node{{days: []Date{first, last}, unit: u, cycle: cycle}}
}

// part of gives a part that may be left out; i is -1 where there is none.
func partOf(m []node, i int) node {
	if i < 0 {
		return node{}
	}
	return m[i]
}

func monthOf(month, year int) action {
	return func(p *phrase, m []node) []node {
		y := partOf(m, year)
		if m[month].digits > 2 {
			return nil
		}
		if y.said && y.digits == 2 {
			y.n += 2000
		}
		return p.period(aMonth, y, m[month].n)
	}
}

// monthOfShortYear is Dec-26, which may be the 26th as well.
func monthOfShortYear(p *phrase, m []node) []node {
	if m[1].digits != 2 {
		return nil
	}
	out := monthOf(0, 1)(p, m)
	if len(out) > 0 && len(out[0].days) > 1 && (!p.side(out[0].days[1]) || out[0].days[0].year() > p.today.year()+3) {
		return nil
	}
	return out
}

// otherMonth is next March.
func otherMonth(mod, month int) action {
	return func(p *phrase, m []node) []node {
		near := p.period(aMonth, node{}, m[month].n)
		if m[mod].n == -1 && near[0].days[1].year() >= p.today.year() && p.way == Ahead {
			near[0].days[0], near[0].days[1] = monthsFrom(near[0].days[0].year()-1, m[month].n, 1)
		}
		near[0].cycle = 0
		return near
	}
}

func quarterOf(quarter, year int) action {
	return func(p *phrase, m []node) []node {
		if q := m[quarter].n; m[quarter].digits == 1 && q >= 1 && q <= 4 {
			return p.period(aQuarter, partOf(m, year), 3*q-2)
		}
		return nil
	}
}

func halfYearOf(half, year int) action {
	return func(p *phrase, m []node) []node {
		if h := m[half].n; m[half].digits == 1 && h >= 1 && h <= 2 {
			return p.period(aHalfYear, partOf(m, year), 6*h-5)
		}
		return nil
	}
}

// partOfYear is the first quarter of 2027.
func partOfYear(nth, of, year int) action {
	return func(p *phrase, m []node) []node {
		u, y := unit(m[of].n), partOf(m, year)
		if u != aQuarter && u != aHalfYear || y.unit != 0 && y.unit != aYear {
			return nil
		}
		if y.unit == aYear { // of the year
			y = node{said: true, n: y.days[0].year(), digits: 4}
		}
		return p.period(u, y, monthsOf[u]*(m[nth].n-1)+1)
	}
}

// halfPeriod is the first half of March.
func halfPeriod(_ *phrase, m []node) []node {
	whole := m[2]
	if len(whole.days) < 2 || m[0].n > 2 || m[0].n == 0 {
		return nil
	}
	middle := whole.days[0].AddDays((whole.days[0].DaysTo(whole.days[1]) + 1) / 2)
	if monthsOf[whole.unit] == 12 {
		middle = whole.days[0].plus(6, aMonth)
	}
	out := node{days: []Date{whole.days[0], middle.AddDays(-1)}, unit: whole.unit, cycle: whole.cycle}
	if m[0].n != 1 {
		out.days = []Date{middle, whole.days[1]}
	}
	return []node{out}
}

func wholeYear(p *phrase, m []node) []node {
	return p.period(aYear, m[0], 1)
}

// otherPeriod is this month or next year; otherWeek the same of weeks.
func otherPeriod(mod, of int) action {
	return func(p *phrase, m []node) []node {
		n, u := m[mod].n, unit(m[of].n)
		if n == coming {
			n = 1
		}
		if u < aWeek || u == aFortnight {
			return nil
		}
		first, last := p.today.plus(n, u).within(u)
		if !first.OK() {
			return nil
		}
		return []node{{days: []Date{first, last}, unit: u}}
	}
}

// thisPeriod is the month that we are in.
func thisPeriod(p *phrase, m []node) []node {
	u := unit(m[0].n)
	if u < aWeek || u == aFortnight {
		return nil
	}
	first, last := p.today.within(u)
	return []node{{days: []Date{first, last}, unit: u, cycle: -1}}
}

// anyDayOf is a period where a day is wanted: a week by its number is its Monday, and
// a month or a year that lies behind its first day.
func anyDayOf(i int) action {
	return func(p *phrase, m []node) []node {
		if m[i].err != nil {
			return pass(i)(p, m)
		}
		return p.dayOf(m[i])
	}
}

func (p *phrase) dayOf(n node) []node {
	first, last := n.days[0], n.days[1]
	if n.unit == aWeek && n.n > 0 && p.side(first) || p.way == Behind && p.side(first) && (n.unit == aMonth || n.unit == aYear) {
		return []node{{days: []Date{first}, unit: n.unit}}
	}
	meant := []Date{first, last}
	switch n.unit {
	case aWeek:
		meant = []Date{first, first.AddDays(min(4, first.DaysTo(last)))}
		if n.n > 0 && !p.side(first) {
			meant = append(meant, isoWeek(first.AddDays(3).year()+1, n.n))
		}
	case aMonth:
		meant = []Date{first, first.AddDays(14), last}
	}
	out := choose("Which day of "+Echo(p.text)+"?", p.onSide(meant)...)
	for i := range out {
		out[i].unit = n.unit
	}
	return out
}

// onSide leaves out the days on the other side of today, for which today stands.
func (p *phrase) onSide(meant []Date) []Date {
	fits := slices.DeleteFunc(slices.Clone(meant), func(d Date) bool { return !p.side(d) })
	switch {
	case len(fits) == 0:
		return meant
	case len(fits) < len(meant) && p.way == Ahead:
		return append([]Date{p.today}, fits...)
	}
	return fits
}

// settled gives a day of a period: of the next one, where the period is said without
// its year and that day lies on the other side of today.
func (p *phrase) settled(whole node, of func(whole node) Date) []node {
	d := of(whole)
	if d.OK() && (whole.cycle == 0 || p.side(d)) {
		return just(d)
	}
	by, u := 12, aMonth
	if whole.cycle < 0 {
		by, u = 1, whole.unit
	}
	if p.way == Behind {
		by = -by
	}
	other := whole
	other.days = nil
	for _, edge := range whole.days {
		moved, last := edge.plus(by, u), edge
		if first, end := edge.within(whole.unit); edge == end && first.OK() {
			_, last = moved.within(whole.unit)
			moved = last
		}
		other.days = append(other.days, moved)
	}
	next := of(other)
	if whole.cycle > 0 && d.OK() && next.OK() {
		return just(next)
	}
	if whole.cycle < 0 && next.OK() {
		return choose(p.which(), next, d)
	}
	return nil
}

// edgeDay is the end of March. Only an end is a certain day, and the start of what is
// no month.
func edgeDay(edge, of int) action {
	return func(p *phrase, m []node) []node {
		whole := m[of]
		if whole.err != nil {
			return failed(whole.err)
		}
		if len(whole.days) < 2 {
			return nil
		}
		at := m[edge].n
		if whole.unit == aWeek || whole.unit == aWeekend {
			return p.edgeOfWeek(at, whole)
		}
		switch {
		case at == atEnd:
			return p.settled(whole, func(w node) Date { return w.days[1] })
		case at == atStart && whole.unit != aMonth:
			return p.settled(whole, func(w node) Date { return w.days[0] })
		}
		first, last := whole.days[0], whole.days[1]
		middle := first.AddDays(first.DaysTo(last) / 2)
		if whole.unit == aMonth {
			middle = first.AddDays(14)
		}
		switch at {
		case atStart, early:
			return choose(p.which(), p.onSide([]Date{first, first.AddDays(6), first.AddDays(9)})...)
		case atMiddle:
			return choose(p.which(), p.onSide([]Date{middle, middle.AddDays(-5), middle.AddDays(5)})...)
		}
		return choose(p.which(), p.onSide([]Date{last.AddDays(-9), last.AddDays(-4), last})...)
	}
}

// endOf is eom or Monatsende.
func endOf(p *phrase, m []node) []node {
	whole := thisPeriod(p, m[1:])
	if m[0].said {
		whole = otherPeriod(0, 1)(p, m)
	}
	if len(whole) == 0 {
		return nil
	}
	return edgeDay(0, 1)(p, []node{{n: atEnd}, whole[0]})
}

// lastOne is the last of a period, where the first is 1.
const lastOne = -1

// nth gives the first, second or last such weekday of a period, blank where it has
// none.
func (p *phrase) nth(n int, day time.Weekday, whole node) Date {
	if n == lastOne {
		return whole.days[1].upTo(day, -1)
	}
	d := whole.days[0].upTo(day, 1).AddDays(7 * (n - 1))
	if n < 1 || whole.days[1].Before(d) {
		return Date{}
	}
	return d
}

func nthDay(nth, weekday, of int) action {
	return func(p *phrase, m []node) []node {
		whole := m[of]
		if whole.err != nil {
			return failed(whole.err)
		}
		if len(whole.days) < 2 {
			return nil
		}
		found := p.settled(whole, func(w node) Date { return p.nth(m[nth].n, time.Weekday(m[weekday].n), w) })
		if len(found) == 0 {
			return failed(BadInput(p.text, "There is no day "+Echo(p.text)+".", dateHelp))
		}
		return found
	}
}

// nthUnit is the first day, or the last working day, of a period.
func nthUnit(p *phrase, m []node) []node {
	n, u, whole := m[0].n, unit(m[1].n), m[2]
	if u != aDay && u != aWorkday || len(whole.days) < 2 || n == 0 {
		return nil
	}
	return p.settled(whole, func(w node) Date {
		from, by := w.days[0].AddDays(-1), n
		if n == lastOne {
			from, by = w.days[1].AddDays(1), -1
		}
		if d := from.plus(by, u); !w.days[1].Before(d) {
			return d
		}
		return Date{}
	})
}
