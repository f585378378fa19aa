package value

import (
	"slices"
	"strings"
)

// A phrase is read by a small grammar: phrase_rules.go has a row for each way in which a day,
// a span, a period or a time is said, and what it comes to. Where a text can be read
// in several ways all of them are followed, and the best are compared: if they come to
// the same day that is the answer, and if not the person is asked. So nothing has to
// know what else a text might mean.

// node is what a part of a phrase comes to.
type node struct {
	said   bool // false for a part that may be left out, and was
	n      int  // a number, or which word of its class
	digits int  // how many digits it was typed with
	unit   unit
	spans  []int  // how long a span may be, in units; what a time may be, in minutes
	days   []Date // which days may be meant; of a period its first and its last
	cycle  int    // a period that is said without its year comes again after so many months
	ask    string // the question, where it is one
	bare   bool   // an hour with nothing to tell that it is one
	err    error  // why there is no such day
	cost   int    // how far-fetched it is
	in     langs
}

// rule is one way to say something. Its parts are names of rules or classes of words;
// "_" are any words that say nothing, <-/> is one of these signs, ? marks what may be
// left out, and | parts names of which one stands there. make gets what each part but
// signs and "_" comes to.
type rule struct {
	parts string
	make  func(p *phrase, m []node) []node
}

type part struct {
	names    []string
	signs    string
	optional bool
	filler   bool
}

func compiled(parts string) []part {
	var out []part
	for _, s := range strings.Fields(parts) {
		s, optional := strings.CutSuffix(s, "?")
		if inner, ok := strings.CutPrefix(s, "<"); ok {
			out = append(out, part{signs: strings.TrimSuffix(inner, ">"), optional: optional})
			continue
		}
		out = append(out, part{names: strings.Split(s, "|"), optional: optional, filler: s == "_"})
	}
	return out
}

// match is a part of the phrase up to end that comes to node.
type match struct {
	node
	end int
}

// phrase is a text while it is read.
type phrase struct {
	text   string
	today  Date
	way    Direction
	timed  bool // a time of day may be told
	tokens []token
	found  map[place][]match
	steps  int
}

type place struct {
	name string
	at   int
}

const (
	maxTokens = 24     // nobody says a day in more words
	maxSteps  = 40_000 // far above what a phrase of people takes
)

// all gives what stands at a place and is called name.
func (p *phrase) all(name string, at int) []match {
	k := place{name, at}
	if got, ok := p.found[k]; ok {
		return got
	}
	p.found[k] = nil // a rule that begins with itself finds nothing
	var out []match
	rules, isRule := theGrammar()[name]
	if !isRule {
		out = p.words(name, at)
	}
	for _, r := range rules {
		p.follow(r.parts, at, nil, node{in: every}, func(end int, got []node, sum node) {
			for _, made := range r.make(p, got) {
				made.said, made.cost = true, made.cost+sum.cost
				if made.in = sum.in; made.in == 0 {
					made.in = every
				}
				out = unlessThere(out, match{made, end})
			}
		})
	}
	p.found[k] = out
	return out
}

// follow goes along the parts of a rule; sum has the cost so far and the languages in
// which all of it can be said.
func (p *phrase) follow(parts []part, at int, got []node, sum node, done func(int, []node, node)) {
	if p.steps++; p.steps > maxSteps {
		return
	}
	if len(parts) == 0 {
		done(at, got, sum)
		return
	}
	first, rest := parts[0], parts[1:]
	switch {
	case first.filler:
		p.follow(rest, at, got, sum, done)
		for _, m := range p.all("fill", at) {
			p.follow(parts, m.end, got, sum.with(m.node), done)
		}
		return
	case first.signs != "":
		if at < len(p.tokens) && len(p.tokens[at]) < 4 && strings.Contains(first.signs, string(p.tokens[at])) {
			p.follow(rest, at+1, got, sum, done)
		}
		if first.optional {
			p.follow(rest, at, got, sum, done)
		}
		return
	}
	got = slices.Clip(got)
	for _, name := range first.names {
		for _, m := range p.all(name, at) {
			p.follow(rest, m.end, append(got, m.node), sum.with(m.node), done)
		}
	}
	if first.optional {
		p.follow(rest, at, append(got, node{}), sum, done)
	}
}

// with adds what a part costs. Words of which no language has all cost more.
func (n node) with(m node) node {
	n.cost += m.cost
	if both := n.in & m.in; both > 0 {
		n.in = both
	} else {
		n.cost += 2
	}
	return n
}

// unlessThere leaves out what is there already.
func unlessThere(all []match, m match) []match {
	for i, o := range all {
		if o.end == m.end && o.same(m.node) {
			if m.cost < o.cost {
				all[i] = m
			} else if m.cost == o.cost {
				all[i].in |= m.in
			}
			return all
		}
	}
	return append(all, m)
}

func (n node) same(m node) bool {
	return n.n == m.n && n.digits == m.digits && n.unit == m.unit && n.cycle == m.cycle && n.bare == m.bare && n.ask == m.ask &&
		slices.Equal(n.spans, m.spans) && slices.Equal(n.days, m.days) && (n.err == nil) == (m.err == nil)
}

// words gives the words of a class at a place. What a word means in English goes
// before what it means elsewhere.
func (p *phrase) words(class string, at int) []match {
	if at >= len(p.tokens) {
		return nil
	}
	var out []match
	if class == "num" {
		if t := p.tokens[at]; t.digits() && len(t) <= 8 {
			out = append(out, match{node{said: true, n: atoi(string(t)), digits: len(t), in: every}, at + 1})
		} else if n, length, digits := easternNumber(p.tokens[at:]); length > 0 {
			out = append(out, match{node{said: true, n: n, digits: digits, in: every}, at + length})
		}
		return out
	}
	l := theWords()
	if class == "unknown" {
		if t := p.tokens[at]; latin([]rune(string(t))[0]) && len(l.words[string(t)])+len(l.begins(string(t))) == 0 {
			out = append(out, match{node{said: true, in: every}, at + 1})
		}
		return out
	}
	for length := 1; length <= min(l.longest, len(p.tokens)-at); length++ {
		word := joined(p.tokens[at : at+length])
		all := l.words[word]
		if class == "month" && length == 1 && !slices.ContainsFunc(all, func(m meaning) bool { return m.class == class }) {
			all = l.begins(word)
		}
		for _, m := range all {
			if m.class == class {
				cost := 0
				if m.in&1 == 0 && all[0].in&1 == 1 {
					cost = 1
				}
				out = append(out, match{node{said: true, n: m.n, in: m.in, cost: cost}, at + length})
			}
		}
	}
	return out
}
