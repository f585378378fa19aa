package value

import (
	"slices"
	"time"
)

// What the rules for weeks and weekends come to.

func otherWeek(mod, of int) action {
	return func(p *phrase, m []node) []node {
		if unit(m[of].n) != aWeek {
			return nil
		}
		return otherPeriod(mod, of)(p, m)
	}
}

func weekOfYear(week, year int) action {
	return func(p *phrase, m []node) []node {
		return p.week(m[week], partOf(m, year))
	}
}

// weekCounted is 第10週.
func weekCounted(p *phrase, m []node) []node {
	if unit(m[2].n) != aWeek {
		return nil
	}
	return p.week(m[1], node{})
}

func weekNumbered(of, week, year int) action {
	return func(p *phrase, m []node) []node {
		if unit(m[of].n) != aWeek || m[of].in&^theWords().only("ja", "zh") == 0 {
			return nil // 星期五 is a Friday
		}
		return p.week(m[week], partOf(m, year))
	}
}

// week is a week by its number, of which the Monday is meant while it is to come.
func (p *phrase) week(week, year node) []node {
	if week.digits > 2 {
		return nil
	}
	for i := range 9 { // not every year has a week 53
		y := p.today.year() + i
		if p.way == Behind {
			y = p.today.year() - i
		}
		if year.said {
			y = year.n
		}
		monday := isoWeek(y, week.n)
		out := []node{{days: []Date{monday, monday.AddDays(6)}, unit: aWeek, n: week.n}}
		switch {
		case !monday.OK():
			if year.said || week.n < 1 || week.n > 53 {
				return failed(BadInput(p.text, "There is no week "+Echo(p.text)+".", dateHelp))
			}
		case year.said, p.way == Ahead && p.side(monday.AddDays(6)), p.way == Behind && p.side(monday):
			return out
		}
	}
	return nil
}

// bothWeeks is week 10 or 11.
func bothWeeks(of, one, other int) action {
	return func(p *phrase, m []node) []node {
		if u := unit(m[of].n); u != 0 && u != aWeek {
			return nil
		}
		var meant []Date
		for _, n := range []node{m[one], m[other]} {
			week := p.week(n, node{})
			switch {
			case len(week) == 0:
				return nil
			case week[0].err != nil:
				return failed(week[0].err)
			}
			meant = append(meant, p.dayOf(week[0])[0].days...)
		}
		return choose(p.which(), meant...)
	}
}

// weekOfDay is the week of 12 March.
func weekOfDay(_ *phrase, m []node) []node {
	n := m[len(m)-1]
	if n.err != nil || len(n.days) != 1 || n.ask != "" {
		return nil
	}
	monday := n.days[0].monday()
	return []node{{days: []Date{monday, monday.AddDays(6)}, unit: aWeek}}
}

func weekOfDate(p *phrase, m []node) []node {
	if unit(m[0].n) != aWeek {
		return nil
	}
	return weekOfDay(p, m)
}

// nthWeek is the first week of March: the one that its first day lies in, or the first
// whole one.
func nthWeek(p *phrase, m []node) []node {
	n, u, whole := m[0].n, unit(m[1].n), m[2]
	if u != aWeek && u != aWeekend || len(whole.days) < 2 || monthsOf[whole.unit] == 0 {
		return nil
	}
	day := time.Monday
	if u == aWeekend {
		day = time.Saturday
	}
	d := p.nth(n, day, whole)
	if !d.OK() {
		return nil
	}
	meant := []Date{d, d.AddDays(1)}
	if u == aWeek {
		meant = []Date{d, d.AddDays(4)}
		if first, last := whole.days[0], whole.days[1]; n > 0 && first.Weekday() != day {
			meant = append([]Date{d.AddDays(-7), d.AddDays(-3)}, meant...)
		} else if n == lastOne && last.Before(d.AddDays(6)) {
			meant = []Date{d, last, d.AddDays(-7), d.AddDays(-3)}
		}
		meant = slices.DeleteFunc(meant, func(d Date) bool { return d.Before(whole.days[0]) || whole.days[1].Before(d) })
	}
	out := choose("Which day of "+Echo(p.text)+"?", p.onSide(meant)...)
	for i := range out {
		out[i].unit = u
	}
	return out
}

func weekNth(p *phrase, m []node) []node { return nthWeek(p, []node{m[1], m[2], m[0]}) }

func (p *phrase) edgeOfWeek(at int, whole node) []node {
	first := whole.days[0].monday()
	switch at {
	case atStart:
		if whole.unit == aWeek && p.side(first) {
			return just(first)
		}
		return choose(p.which(), p.onSide([]Date{first, first.AddDays(7)})...)
	case atEnd, late:
		return choose(p.which(), p.onSide([]Date{first.AddDays(4), first.AddDays(5), first.AddDays(6)})...)
	case atMiddle:
		return choose(p.which(), p.onSide([]Date{first.AddDays(2), first.AddDays(1), first.AddDays(3)})...)
	}
	return choose(p.which(), p.onSide([]Date{first, first.AddDays(1), first.AddDays(2)})...)
}

// weekdayIn is Friday of week 10.
func weekdayIn(weekday, week int) action {
	return func(p *phrase, m []node) []node {
		if m[week].err != nil {
			return failed(m[week].err)
		}
		return p.inWeek(time.Weekday(m[weekday].n), m[week])
	}
}

// inWeek is a day of a week, which begins on Monday; some begin this one and the next
// on Sunday. A day of this week that went by may be meant of the next.
func (p *phrase) inWeek(day time.Weekday, week node) []node {
	d := week.days[0].upTo(day, 1)
	switch {
	case week.n > 0:
		return just(d)
	case day == time.Sunday && p.side(d.AddDays(-7)):
		return choose(p.which(), d, d.AddDays(-7))
	case p.way == Ahead && d.Before(p.today) && !week.days[1].Before(p.today):
		return choose(p.which(), d.AddDays(7), d)
	}
	return just(d)
}

// weekdayNumber is 2027-W10-3, where Monday is 1.
func weekdayNumber(_ *phrase, m []node) []node {
	if m[0].err != nil || m[0].n == 0 || m[1].digits != 1 || m[1].n < 1 || m[1].n > 7 {
		return nil
	}
	return just(m[0].days[0].AddDays(m[1].n - 1))
}
