package coach

import (
	"cmp"
	"slices"
	"strings"

	"firstmile/workbook/search"
	"firstmile/workbook/value"
)

// Line is a client on the board.
type Line struct {
	*Facts
	Reason Reason
	sort   string        // the name as it is sorted by
	found  *search.Thing // made when something is typed
}

// Board puts clients in order of attention on a day: by rank, then the nearer day, then the
// name. The facts are those of the list, which is not to change.
func Board(all []Facts, today value.Date) []Line {
	out := make([]Line, len(all))
	for i := range all {
		f := &all[i]
		out[i] = Line{f, f.Attention(today), value.Fold(f.Called()), nil}
	}
	Sort(out, ByAttention, today)
	return out
}

// thing is what a client is found by.
func (f *Facts) thing() search.Thing {
	days := append([]value.Date{f.Talk, f.Booked}, f.Sessions...)
	for _, t := range f.Homework {
		days = append(days, t.Due)
	}
	return search.Of(append([]string{f.Person, f.Alias, f.Name, f.Employer}, f.Tags...), days...)
}

// far is further than any day.
const far = 1 << 20

// away is how many days lie between today and a day, far where there is none.
func away(d, today value.Date) int {
	if !d.OK() {
		return far
	}
	n := today.DaysTo(d)
	return max(n, -n)
}

func byAttention(today value.Date) func(Line) (rank, day int) {
	return func(l Line) (int, int) {
		switch {
		case l.Reason.Rank > 0:
			return l.Reason.Rank, away(cmp.Or(l.Reason.Day, l.Talk), today)
		case l.Talk.Before(today):
			return len(rules) + 1, far
		}
		return len(rules) + 1, away(l.Talk, today)
	}
}

// Order is what a board is sorted by.
type Order string

// The orders. Within each, what is the same stands in the order of the names.
const (
	ByAttention Order = "attention" // who needs the coach most
	ByTalk      Order = "talk"      // the next talk first, then the last one that was held, then no day
	ByName      Order = "name"
	ByHomework  Order = "homework" // late, come back, due, open, of each the earliest day first
	BySession   Order = "session"  // the next one booked, then whoever was not seen for longest
	ByNews      Order = "news"     // the last news first
)

// Orders lists what can be chosen.
func Orders() []Order {
	return []Order{ByAttention, ByTalk, ByName, ByHomework, BySession, ByNews}
}

// Sort puts lines in an order, as it is on a day; what is no order leaves them as they are.
func Sort(all []Line, by Order, today value.Date) {
	switch by {
	case ByAttention:
		sortBy(all, byAttention(today))
	case ByTalk:
		sortBy(all, func(l Line) (int, int) { return group(l.Talk, today, true) })
	case ByName:
		sortBy(all, func(Line) (int, int) { return 0, 0 })
	case ByHomework:
		sortBy(all, func(l Line) (int, int) {
			t, s := Waiting(l.Homework, today)
			if !t.day().OK() {
				return -s.waits(), far
			}
			return -s.waits(), today.DaysTo(t.day())
		})
	case BySession:
		sortBy(all, func(l Line) (int, int) {
			if next := l.NextSession(today); next.OK() {
				return 0, today.DaysTo(next)
			}
			last, _ := l.LastSession(today)
			return group(last, today, false)
		})
	case ByNews:
		sortBy(all, func(l Line) (int, int) { return group(l.LastNews(today), today, true) })
	}
}

// group puts days that are ahead before those that are past, and no day last. Of those that
// are past the last one stands first where recent says so.
func group(d, today value.Date, recent bool) (int, int) {
	n := today.DaysTo(d)
	switch {
	case !d.OK():
		return 2, 0
	case n >= 0:
		return 0, n
	case recent:
		return 1, -n
	}
	return 1, n
}

// sortBy sorts by two numbers, each reckoned once, then by the name, then by the id.
func sortBy(all []Line, key func(Line) (int, int)) {
	type place struct{ a, b, at int }
	order := make([]place, len(all))
	for i, l := range all {
		order[i].a, order[i].b = key(l)
		order[i].at = i
	}
	slices.SortFunc(order, func(x, y place) int {
		if c := cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)); c != 0 {
			return c
		}
		a, b := &all[x.at], &all[y.at]
		return cmp.Or(strings.Compare(a.sort, b.sort), cmp.Compare(a.ID, b.ID))
	})
	was := slices.Clone(all)
	for i, p := range order {
		all[i] = was[p.at]
	}
}

// Filter keeps some of the clients of a board.
type Filter struct {
	Only Only
	Tag  string // of OnlyTag
}

// Only is what a filter keeps.
type Only string

// The filters; blank keeps all.
const (
	OnlyNeeds Only = "needs you"
	OnlyLate  Only = "late"  // homework is late
	OnlyTalk  Only = "talk"  // in the next 30 days
	OnlyQuiet Only = "quiet" // no news for longer than the coach has patience
	OnlyTag   Only = "tag"
)

// ParseFilter reads a filter as it is typed: one of the names, in which blanks may be hyphens,
// else a tag. Blank keeps all.
func ParseFilter(text string) Filter {
	text = oneLine(text)
	switch only := Only(strings.ReplaceAll(value.Fold(text), "-", " ")); only {
	case OnlyNeeds, OnlyLate, OnlyTalk, OnlyQuiet:
		return Filter{Only: only}
	case "":
		return Filter{}
	}
	return Filter{OnlyTag, text}
}

// Keep gives the lines of a board that a filter keeps on a day, in their order.
func (f Filter) Keep(all []Line, today value.Date) []Line {
	tag := value.Fold(f.Tag)
	keeps := func(l Line) bool {
		switch f.Only {
		case OnlyNeeds:
			return l.Reason.NeedsYou()
		case OnlyLate:
			_, stands := Waiting(l.Homework, today)
			return stands == LateHomework
		case OnlyTalk:
			_, ok := ahead(l.Talk, today, untold)
			return ok
		case OnlyQuiet:
			return l.silent(today)
		case OnlyTag:
			return slices.ContainsFunc(l.Tags, func(t string) bool { return value.Fold(t) == tag })
		}
		return true
	}
	return slices.DeleteFunc(slices.Clone(all), func(l Line) bool { return !keeps(l) })
}

// Narrow keeps the lines of a board in which all words that were typed are found, in a name,
// a tag or a day: the best first, and those that fit alike in their order. What the lines are found
// by is kept in them.
func Narrow(all []Line, typed string) []Line {
	for i := range all {
		if l := &all[i]; l.found == nil {
			thing := l.thing()
			l.found = &thing
		}
	}
	return search.Narrow(all, typed, func(l Line) search.Thing { return *l.found })
}
