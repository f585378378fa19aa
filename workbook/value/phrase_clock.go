package value

// What the rules for times of day come to: minutes since midnight.

// surelyMorning is the hour from which a talk is rather meant in the morning: at 3 is
// asked about.
const surelyMorning = 8

// at gives a day its time.
func at(day, clock int) action {
	return func(p *phrase, m []node) []node {
		n, c := m[day], m[clock]
		if n.unit > 0 && c.bare {
			return nil
		}
		if n.err != nil || c.err != nil {
			if n.err == nil {
				return failed(c.err)
			}
			return failed(n.err)
		}
		out := node{ask: n.ask}
		if c.ask != "" {
			out.ask = c.ask
		}
		switch {
		case !p.timed:
			out.cost = 3
		case n.unit > 0:
			out.cost = 2
		case c.bare:
			out.cost = 1
		}
		for _, d := range n.days {
			for _, minutes := range c.spans {
				d.clock = minutes + 1
				if minutes < 0 {
					d.clock = 0
				}
				out.days = append(out.days, d)
			}
		}
		return []node{out}
	}
}

// clockFirst is 10:30 on Friday.
func clockFirst(p *phrase, m []node) []node {
	if m[0].bare {
		return nil
	}
	return at(2, 0)(p, m)
}

// dayless is a time alone.
func dayless(p *phrase, m []node) []node {
	if !p.timed || m[0].bare || m[0].err != nil {
		return nil
	}
	today := at(0, 1)(p, []node{{days: []Date{p.today, p.today.AddDays(1)}}, m[0]})
	today[0].ask, today[0].cost = p.which(), 2
	return today
}

func (p *phrase) noTime() []node {
	return failed(BadInput(p.text, "There is no such time of day in "+Echo(p.text)+".", "Type it such as 12 mar, 10:30."))
}

// time gives a time; an hour of one digit before eight may be in the afternoon, too.
func (p *phrase) time(hour node, minute int) []node {
	if hour.n > 23 || minute > 59 {
		return p.noTime()
	}
	t := 60*hour.n + minute
	if t < 0 {
		return nil
	}
	out := node{spans: []int{t}, n: hour.n, digits: hour.digits}
	if hour.n > 0 && hour.n < surelyMorning && hour.digits < 2 {
		out.spans = []int{t + 12*60, t}
	}
	return []node{out}
}

func clockOf(hour, minute int) action {
	return func(p *phrase, m []node) []node {
		min := partOf(m, minute)
		if m[hour].digits > 2 || min.said && min.digits != 2 {
			return nil
		}
		return p.time(m[hour], min.n)
	}
}

// dottedClock is 10.30, which beside a day is no day.
func dottedClock(p *phrase, m []node) []node {
	if m[0].digits > 2 || m[1].digits != 2 {
		return nil
	}
	out := p.time(m[0], m[1].n)
	if m[1].n <= 12 {
		out[0].cost = 1 // 12.03 is rather a day
	}
	return out
}

// halfPast is so many minutes after an hour, or before it.
func halfPast(hour, minutes int) action {
	return func(p *phrase, m []node) []node {
		h := m[hour]
		if h.n > 23 || h.digits > 2 {
			return nil
		}
		if minutes < 0 {
			h.n = (h.n + 23) % 24
			return p.time(h, 60+minutes)
		}
		return p.time(h, minutes)
	}
}

// halfEither is half ten: 10:30 in Britain, 9:30 on the continent.
func halfEither(p *phrase, m []node) []node {
	if m[0].in&1 == 0 {
		return nil
	}
	return append(halfPast(1, 30)(p, m), halfPast(1, -30)(p, m)...)
}

// atClock is at 1030.
func atClock(p *phrase, m []node) []node {
	out := pass(1)(p, m)
	out[0].bare = false
	return out
}

func bareClock(p *phrase, m []node) []node {
	if m[0].digits > 2 || m[0].n > 23 {
		return nil
	}
	out := p.time(m[0], 0)
	out[0].bare = true
	return out
}

// fourDigitClock is 1030. Where it may be a year, or no time is wanted, it is far-fetched.
func fourDigitClock(p *phrase, m []node) []node {
	n := m[0].n
	if m[0].digits != 4 || n/100 > 23 || n%100 > 59 {
		return nil
	}
	out := p.time(node{n: n / 100, digits: 2}, n%100)
	out[0].bare = true
	if inBounds(n) || !p.timed {
		out[0].cost = 3
	}
	return out
}

func fixed(minutes int) action {
	return func(*phrase, []node) []node { return []node{{spans: []int{minutes}}} }
}

// midnight is the end of a day as well as its beginning, and no time for a talk.
func midnight(p *phrase, _ []node) []node {
	return []node{{spans: []int{0, 12 * 60}, ask: "Is it noon or midnight?"}}
}

// halfDay puts a time before noon or after it.
func halfDay(clock, shift int) action {
	return func(p *phrase, m []node) []node {
		c := m[clock]
		if c.err != nil || len(c.spans) == 0 {
			return pass(clock)(p, m)
		}
		t := c.spans[len(c.spans)-1] // the earlier
		switch hour := t / 60; {
		case hour == 12 && shift == 0:
			return []node{{spans: []int{12*60 + t%60, t % 60}, ask: "Is it noon or midnight?"}}
		case hour < 12:
			t += shift * 60
		}
		return []node{{spans: []int{t}}}
	}
}

// twelve is 12 noon.
func twelve(p *phrase, m []node) []node {
	if m[0].n != 12 {
		return nil
	}
	return p.time(m[0], 0)
}

// dayPart is a morning: some times in it, and the day alone.
func dayPart(hours ...int) action {
	return func(p *phrase, _ []node) []node {
		out := node{ask: "At what time is " + Echo(p.text) + "?", spans: []int{-1}}
		for _, h := range hours {
			out.spans = append(out.spans, 60*h)
		}
		return []node{out}
	}
}
