package value

import (
	"fmt"
	"slices"
	"time"
)

// What the rules for whole phrases and for days come to.

type action = func(p *phrase, m []node) []node

// just gives a certain day, nothing where it is out of bounds.
func just(d Date) []node {
	if !d.OK() {
		return nil
	}
	return []node{{days: []Date{d}}}
}

// choose gives days to choose from.
func choose(question string, meant ...Date) []node {
	meant = slices.DeleteFunc(meant, func(d Date) bool { return !d.OK() })
	if len(meant) == 0 {
		return nil
	}
	return []node{{days: meant, ask: question}}
}

func failed(err error) []node { return []node{{err: err}} }

// pass gives what a part came to.
func pass(i int) action {
	return func(_ *phrase, m []node) []node {
		n := m[i]
		n.cost = 0 // it is counted where the part stands
		return []node{n}
	}
}

// never is for words that stand in a row of their own, and say nothing by themselves.
func never(*phrase, []node) []node { return nil }

// none is for words that may stand there and say nothing.
func none(*phrase, []node) []node { return []node{{}} }

// side tells whether a day lies where it is asked for.
func (p *phrase) side(d Date) bool {
	if p.way == Ahead {
		return !d.Before(p.today)
	}
	return !p.today.Before(d)
}

// about is a day that is not certain.
func about(i int) action {
	return func(p *phrase, m []node) []node {
		n := m[i]
		if n.err == nil {
			var near []Date
			for _, d := range n.days {
				near = append(near, d, d.AddDays(-1), d.AddDays(1))
			}
			return choose(p.which(), near...)
		}
		return pass(i)(p, m)
	}
}

// edgeOf is before or after a day, which may still include it.
func edgeOf(i, by int) action {
	return func(p *phrase, m []node) []node {
		n := m[i]
		if n.err == nil {
			var near []Date
			for _, d := range n.days {
				near = append(near, d.AddDays(by), d)
			}
			out := choose(p.which(), near...)
			out[0].cost = 1 // po is Monday in Czech, and after in Polish
			return out
		}
		return pass(i)(p, m)
	}
}

// either is one of two days.
func either(p *phrase, m []node) []node {
	one, other := m[0], m[len(m)-1]
	for _, n := range []node{one, other} {
		if n.err != nil {
			return failed(n.err)
		}
	}
	out := choose(p.which(), slices.Concat(one.days, other.days)...)
	for i := range out {
		out[i].cost = 1 // in 12th or 13th of March the 12th is of March, too
	}
	return out
}

// daysOf is one of two days of a month.
func daysOf(a, b, month, year int) action {
	return func(p *phrase, m []node) []node {
		one, other := p.inMonth(m[year], m[month].n, m[a].n), p.inMonth(m[year], m[month].n, m[b].n)
		for _, n := range []node{one, other} {
			if n.err != nil {
				return failed(n.err)
			}
		}
		return choose(p.which(), slices.Concat(one.days, other.days)...)
	}
}

func bothWeekdays(p *phrase, m []node) []node {
	one, other := p.nearest(m[0]), p.nearest(m[1])
	return choose(p.which(), one, other)
}

// offset is today and the days beside it.
func offset(p *phrase, m []node) []node {
	return p.away(node{days: []Date{p.today}}, node{spans: []int{m[0].n}, unit: aDay}, 1)
}

// nearest is the next or the last such day of the week, today included.
func (p *phrase) nearest(weekday node) Date {
	if p.way == Behind {
		return p.today.upTo(time.Weekday(weekday.n), -1)
	}
	return p.today.upTo(time.Weekday(weekday.n), 1)
}

func nearestWeekday(p *phrase, m []node) []node { return just(p.nearest(m[0])) }

func weekdayAlone(p *phrase, m []node) []node {
	d := p.nearest(m[0])
	if m[0].cost > 0 { // to and on are Thursday and Wednesday, elsewhere
		return choose(p.which(), d)
	}
	if d != p.today {
		return just(d)
	}
	if p.way == Behind {
		return choose(p.which(), d, d.AddDays(-7))
	}
	return choose(p.which(), d, d.AddDays(7))
}

// weekdayWith is this, next or last Friday.
func weekdayWith(mod, weekday int) action {
	return func(p *phrase, m []node) []node {
		day := time.Weekday(m[weekday].n)
		after := p.today.AddDays(1).upTo(day, 1)
		if m[weekday].in == theWords().only("zh") { // by the week, surely
			monday := p.today.monday().AddDays(7 * m[mod].n)
			return p.inWeek(day, node{days: []Date{monday, monday.AddDays(6)}})
		}
		switch m[mod].n {
		case 1:
			return choose(p.which(), after, after.AddDays(7))
		case 2:
			return choose(p.which(), after.AddDays(7), after.AddDays(14))
		case -1:
			before := p.today.AddDays(-1).upTo(day, -1)
			return choose(p.which(), before, before.AddDays(-7))
		}
		return just(p.nearest(m[weekday]))
	}
}

// holiday is a day that people name; which one they keep differs.
func holiday(month int, dates ...int) action {
	return func(p *phrase, _ []node) []node {
		var meant []Date
		for _, day := range dates {
			meant = append(meant, p.ofNearestYear(month, day).days...)
		}
		return choose(p.which(), meant...)
	}
}

// onWeekday is a date with its day of the week, which has to be right.
func onWeekday(weekday, date int) action {
	return func(p *phrase, m []node) []node {
		n := m[date]
		day := time.Weekday(m[weekday].n)
		if n.err != nil {
			return pass(date)(p, m)
		}
		if fits := slices.DeleteFunc(slices.Clone(n.days), func(d Date) bool { return d.Weekday() != day }); len(fits) > 0 {
			n.days, n.cost = fits, 0
			if len(fits) == 1 {
				n.ask = ""
			}
			return []node{n}
		}
		var near []Date
		for _, d := range n.days {
			near = append(near, d, d.AddDays(-3).upTo(day, 1))
		}
		out := choose(fmt.Sprintf("%s is a %s: which day is meant?", n.days[0], n.days[0].Weekday()), near...)
		out[0].cost = 1
		return out
	}
}

// weekdayOfMonth is Friday the 12th.
func weekdayOfMonth(p *phrase, m []node) []node {
	day := time.Weekday(m[0].n)
	next := p.monthly(m[1].n)
	if len(next) == 0 {
		return nil
	}
	fits := slices.DeleteFunc(slices.Clone(next), func(d Date) bool { return d.Weekday() != day })
	out := just(next[0])
	if next[0].Weekday() != day {
		out = choose(p.which(), append(fits[:min(1, len(fits))], next[0])...)
	}
	out[0].cost = 1
	return out
}

// monthly gives such days of the months to come, or that went by, for two years.
func (p *phrase) monthly(day int) []Date {
	var out []Date
	for i := range 24 {
		if p.way == Behind {
			i = -i
		}
		first := fromTime(addMonths(NewDate(p.today.year(), p.today.time().Month(), 1).time(), i))
		if day >= 1 && day <= daysIn(first.year(), first.time().Month()) && p.side(first.AddDays(day-1)) {
			out = append(out, first.AddDays(day-1))
		}
	}
	return out
}

// dayOfMonth is the 14th. The first, in words, may be anything.
func dayOfMonth(p *phrase, m []node) []node {
	if next := p.monthly(m[0].n); len(next) > 1 {
		if m[0].digits == 0 && m[0].n <= 5 && len(m) == 1 {
			out := choose(p.which(), next[:2]...)
			out[0].cost = 1 // segunda is a Monday
			return out
		}
		return []node{{days: next[:1], ask: m[0].ask}}
	}
	return failed(p.noDay(m[0].n, 1, 0))
}

// dayOfThe is the 1st of the month.
func dayOfThe(p *phrase, m []node) []node {
	if m[1].unit != aMonth {
		return nil
	}
	return dayOfMonth(p, m)
}

// anyDayOfMonth is a number alone, which may be one.
func anyDayOfMonth(p *phrase, m []node) []node {
	if next := p.monthly(m[0].n); m[0].digits <= 2 && len(next) > 1 {
		out := choose("Which month is meant by "+Echo(p.text)+"?", next[:2]...)
		out[0].cost = 2
		return out
	}
	return nil
}

// dayIn is the 14th of next month.
func dayIn(day, month int) action {
	return func(p *phrase, m []node) []node {
		if m[month].unit != aMonth {
			return nil
		}
		first := m[month].days[0]
		if d := m[day].n; d < 1 || d > daysIn(first.year(), first.time().Month()) {
			return failed(p.noDay(d, int(first.time().Month()), first.year()))
		}
		return just(first.AddDays(m[day].n - 1))
	}
}
