package value

import "time"

// What the rules for spans come to, and for days that lie a span away.

// idiom is a span in days that in some languages means whole weeks, too: quinze
// jours, acht Tage.
var idioms = map[int][]string{8: {"de", "fr"}, 15: {"fr", "es", "pt", "it"}}

func spanOf(count, of int) action {
	return func(_ *phrase, m []node) []node {
		n, u := m[count].n, unit(m[of].n)
		out := node{spans: []int{n}, unit: u, digits: m[count].digits}
		if u == aDay && m[of].in&theWords().only(idioms[n]...) > 0 {
			out.spans = []int{n - 1, n}
		}
		if u == aFortnight && m[of].in&1 == 0 { // quinzaine
			out.spans, out.unit = []int{14 * n, 15 * n}, aDay
		}
		return []node{out}
	}
}

// several is a couple of weeks, which may be meant loosely.
func several(of int, counts ...int) action {
	return func(_ *phrase, m []node) []node {
		return []node{{spans: counts, unit: unit(m[of].n)}}
	}
}

func halfOf(of int) action {
	return func(_ *phrase, m []node) []node {
		if unit(m[of].n) != aYear {
			return nil
		}
		return []node{{spans: []int{6}, unit: aMonth}}
	}
}

// andHalf is a year and a half.
func andHalf(_ *phrase, m []node) []node {
	if unit(m[1].n) != aYear {
		return nil
	}
	return []node{{spans: []int{12*m[0].n + 6}, unit: aMonth}}
}

func spanBetween(from, to, of int) action {
	return func(_ *phrase, m []node) []node {
		return []node{{spans: []int{m[from].n, m[to].n}, unit: unit(m[of].n)}}
	}
}

// later is a span after a day, or before it when sign is -1; from is the part with
// the day, -1 for today.
func later(from, span, sign int) action {
	return func(p *phrase, m []node) []node {
		base := node{days: []Date{p.today}}
		if from >= 0 {
			base = m[from]
		}
		if base.err != nil {
			return failed(base.err)
		}
		return p.away(base, m[span], sign)
	}
}

func (p *phrase) away(base, span node, sign int) []node {
	out := node{ask: base.ask}
	for _, d := range base.days {
		for _, n := range span.spans {
			if to := d.plus(sign*n, span.unit); to.OK() {
				out.days = append(out.days, to)
			}
		}
	}
	if len(out.days) == 0 {
		return failed(tooFar(p.text))
	}
	return []node{out}
}

// dayBeside is the day before 14 December.
func dayBeside(sign int) action {
	return func(p *phrase, m []node) []node {
		if unit(m[0].n) != aDay {
			return nil
		}
		return later(0, 1, sign)(p, []node{m[2], {spans: []int{1}, unit: aDay}})
	}
}

// spanAlone is two weeks: ahead that is from now, behind it may be ago.
func spanAlone(p *phrase, m []node) []node {
	if m[0].in&^theWords().only("ja", "zh") == 0 {
		return nil // 12日 is a day
	}
	if s := m[0]; s.unit == aDay && s.digits == 0 && len(s.spans) == 1 && s.spans[0] == 1 {
		return nil // one day
	}
	now := node{days: []Date{p.today}}
	ahead := p.away(now, m[0], 1)
	if p.way == Ahead {
		return ahead
	}
	ago := p.away(now, m[0], -1)
	if ahead[0].err != nil || ago[0].err != nil {
		return failed(tooFar(p.text))
	}
	return choose("Is "+Echo(p.text)+" ago, or from now?", append(ago[0].days, ahead[0].days...)...)
}

// inOne is za týden: a unit without its number, in languages that have no word for "a".
func inOne(of int) action {
	return func(p *phrase, m []node) []node {
		if in := m[0].in & m[1].in & theWords().only("pl", "cs", "fi"); in == 0 {
			return nil
		}
		return p.away(node{days: []Date{p.today}}, node{spans: []int{1}, unit: unit(m[of].n)}, 1)
	}
}

func fortnightAlone(p *phrase, m []node) []node {
	if unit(m[0].n) != aFortnight {
		return nil
	}
	return spanAlone(p, []node{{spans: []int{1}, unit: aFortnight, in: m[0].in}})
}

// weekdayWeek is Monday week, or lundi en huit.
func weekdayWeek(p *phrase, m []node) []node {
	switch u := unit(m[1].n); {
	case u == 0, u == aWeek && m[1].in&1 > 0:
		return just(p.nearest(m[0]).plus(1, aWeek))
	case u == aFortnight:
		return just(p.nearest(m[0]).plus(1, u))
	}
	return nil
}

// weekdaysAway is two Fridays from now.
func weekdaysAway(p *phrase, m []node) []node {
	near := p.today.AddDays(1).upTo(time.Weekday(m[1].n), 1)
	return choose(p.which(), near.plus(m[0].n-1, aWeek), near.plus(m[0].n, aWeek))
}

// weekdayAfter is Monday in two weeks: counted from that Monday, or in that week.
func weekdayAfter(weekday, span int) action {
	return func(p *phrase, m []node) []node {
		s := m[span]
		if len(s.spans) == 1 && s.unit == aDay && s.spans[0]%7 == 0 {
			s.spans, s.unit = []int{s.spans[0] / 7}, aWeek
		}
		if len(s.spans) != 1 || s.unit != aWeek {
			return nil
		}
		day := time.Weekday(m[weekday].n)
		meant := []Date{p.nearest(m[weekday]), p.today.monday().upTo(day, 1)}
		if meant[0] == p.today {
			meant = append(meant, p.today.AddDays(7))
		}
		for i := range meant {
			meant[i] = meant[i].AddDays(7 * s.spans[0])
		}
		return []node{{days: meant}}
	}
}
