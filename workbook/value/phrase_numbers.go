package value

import (
	"fmt"
	"slices"
	"time"
)

// What the rules for days in numbers and months come to.

func upToDigits(n int) action {
	return func(_ *phrase, m []node) []node {
		if m[0].digits > n {
			return nil
		}
		return []node{{n: m[0].n, digits: m[0].digits}}
	}
}

// dottedDay is 14., which is rather the beginning of a date.
func dottedDay(p *phrase, m []node) []node {
	out := upToDigits(2)(p, m)
	for i := range out {
		out[i].cost = 1
	}
	return out
}

func positive(_ *phrase, m []node) []node {
	if m[0].n < 1 {
		return nil
	}
	return []node{{n: m[0].n}}
}

func tensAndOne(_ *phrase, m []node) []node {
	if tens, one := m[0].n, m[1].n; tens%10 == 0 && tens > 10 && tens < 40 && one > 0 && one < 10 {
		return []node{{n: tens + one}}
	}
	return nil
}

// withEnding is 12th; 12nd is asked about.
func withEnding(p *phrase, m []node) []node {
	n, ending := m[0].n, m[1].n
	if m[0].digits > 2 {
		return nil
	}
	out := []node{{n: n, digits: m[0].digits}}
	if ending == 0 || englishEnding(n) == ending {
		return out
	}
	for d := n % 10; d <= 31; d += 10 {
		if d != n && d > 0 && englishEnding(d) == ending {
			out = append(out, node{n: d})
		}
	}
	for i := range out {
		out[i].ask = p.which()
	}
	return out
}

// englishEnding is 1 to 4 for st, nd, rd and th.
func englishEnding(n int) int {
	if n%10 > 3 || n%10 == 0 || n/10 == 1 {
		return 4
	}
	return n % 10
}

func fourDigits(p *phrase, m []node) []node {
	if m[0].digits != 4 || p.timed && p.way == Ahead && m[0].n < min(1960, p.today.year()-50) {
		return nil // 1930 is a time
	}
	out := node{n: m[0].n, digits: 4}
	if !inBounds(m[0].n) {
		out.cost = 4 // 1030 is rather a time
	}
	return []node{out}
}

func twoDigits(_ *phrase, m []node) []node {
	if m[0].digits != 2 {
		return nil
	}
	return []node{{n: 2000 + m[0].n, digits: 2}}
}

// otherYear is next year.
func otherYear(mod, of int) action {
	return func(p *phrase, m []node) []node {
		if unit(m[of].n) != aYear {
			return nil
		}
		n := m[mod].n
		if n == coming {
			n = 1
		}
		return []node{{n: p.today.year() + n, digits: 4}}
	}
}

func ymd(year, month, day int) action {
	return func(p *phrase, m []node) []node {
		n := p.inMonth(m[year], m[month].n, m[day].n)
		if n.ask == "" {
			n.ask = m[day].ask
		}
		return []node{n}
	}
}

// inWords is march twelve, and cinco de mayo. One is left out: it is an article, too.
func inWords(year, month, day int) action {
	return func(p *phrase, m []node) []node {
		if m[day].n == 1 {
			return nil
		}
		return ymd(year, month, day)(p, m)
	}
}

func dotted(p *phrase, m []node) []node {
	return p.dayMonth(m[0], m[1], append(m, node{})[2])
}

// dayMonth is a day before its month, both in numbers.
func (p *phrase) dayMonth(day, month, year node) []node {
	if day.digits > 2 || month.digits > 2 {
		return nil
	}
	return []node{p.inMonth(year, month.n, day.n)}
}

// slashed is 3/4, which countries read in their own ways.
func slashed(p *phrase, m []node) []node {
	a, b, year := m[0], m[1], append(m, node{})[2]
	switch {
	case a.n > 12:
		return p.dayMonth(a, b, year)
	case b.n > 12 || a.n == b.n:
		return p.dayMonth(b, a, year)
	case a.digits > 2 || b.digits > 2:
		return nil
	}
	ask := fmt.Sprintf("Which month is meant by %s?", Echo(p.text))
	one, other := p.inMonth(year, a.n, b.n), p.inMonth(year, b.n, a.n)
	if one.err != nil && other.err != nil {
		return failed(one.err)
	}
	return choose(ask, slices.Concat(one.days, other.days)...)
}

// anyOrder is 27-03-12.
func anyOrder(p *phrase, m []node) []node {
	var meant []Date
	for _, order := range [][3]int{{0, 1, 2}, {2, 1, 0}, {2, 0, 1}} { // of year, month and day
		year := m[order[0]]
		if year.digits != 2 || m[order[1]].digits > 2 || m[order[2]].digits > 2 {
			continue
		}
		meant = append(meant, p.inMonth(node{said: true, n: 2000 + year.n, digits: 4}, m[order[1]].n, m[order[2]].n).days...)
	}
	if len(meant) == 1 && p.side(meant[0]) {
		return just(meant[0])
	}
	return choose(p.which(), meant...)
}

// eightDigits is 20270312; 12032027 is asked about.
func eightDigits(p *phrase, m []node) []node {
	n := m[0].n
	if m[0].digits != 8 {
		return nil
	}
	year := func(y int) node { return node{said: true, n: y, digits: 4} }
	if inBounds(n / 10_000) {
		return []node{p.inMonth(year(n/10_000), n/100%100, n%100)}
	}
	a, b, y := n/1_000_000, n/10_000%100, year(n%10_000)
	return choose(p.which(), slices.Concat(p.inMonth(y, b, a).days, p.inMonth(y, a, b).days)...)
}

// inMonth is a day of a month, of the nearest year on the side asked for where none
// is said. A year of two digits that lies on the other side is asked about.
func (p *phrase) inMonth(year node, month, day int) node {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return node{err: p.noDay(day, month, year.n)}
	}
	if !year.said {
		return p.ofNearestYear(month, day)
	}
	if !inBounds(year.n) {
		return node{err: BadInput(p.text, "Dates here lie between 1900 and 2200.", "Check the year.")}
	}
	if day > daysIn(year.n, time.Month(month)) {
		return node{err: p.noDay(day, month, year.n), cost: max(0, 3-year.digits)}
	}
	d := NewDate(year.n, time.Month(month), day)
	if year.digits > 2 || p.side(d) {
		return node{days: []Date{d}}
	}
	return node{days: append(p.ofNearestYear(month, day).days, d), ask: p.which(), cost: 1}
}

func (p *phrase) ofNearestYear(month, day int) node {
	for i := range 9 { // 29 February may lie eight years off, around 2100
		y := p.today.year() + i
		if p.way == Behind {
			y = p.today.year() - i
		}
		if d := NewDate(y, time.Month(month), day); inBounds(y) && day <= daysIn(y, time.Month(month)) && p.side(d) {
			return node{days: []Date{d}}
		}
	}
	return node{err: p.noDay(day, month, 0)}
}
