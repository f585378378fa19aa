package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"firstmile/workbook/value"
)

// UsualPackages is how many packages are offered together as a rule, and MaxPackages the
// most: of five nobody keeps the first in mind (ours).
const (
	UsualPackages = 3
	MaxPackages   = 4
)

// EvenWithin is how many points of 100 may lie between packages that count as worth the
// same (ours).
const EvenWithin = 5

// Worth is what the packages are worth to the person: of each part how far it lies from
// the least of its return to the best, times the weight of the return, as points of 100
// over all returns that stand in any package. That packages should be equal in one's own
// eyes is Leonardelli et al. 2019; the reckoning is ours.
type Worth struct {
	Points    map[ID]int  // by the package; empty where nothing can be counted
	Uncounted []Uncounted // the returns that are left out of all packages, in their order
}

// Uncounted is a return that stands in a package and cannot be counted.
type Uncounted struct {
	Return   *Return
	Unscored []ID // the packages whose part has no place between the least and the best; none where the weight is missing
}

// Worth reckons what the packages are worth. Call it on a settled workbook.
func (w Workbook) Worth() Worth {
	out := Worth{Points: map[ID]int{}}
	sums := map[ID]decimal.Decimal{}
	var all int64
	for _, r := range w.Packed() {
		shares := map[ID]decimal.Decimal{}
		not := Uncounted{Return: r}
		for i := range w.Packages {
			id := w.Packages[i].ID
			p := w.PortionOf(id, r.ID)
			if p == nil || p.Offer.IsZero() && p.Score.IsZero() {
				continue // none of it
			}
			share, ok := w.ShareOf(*p)
			if !ok {
				not.Unscored = append(not.Unscored, id)
			}
			shares[id] = share
		}
		weight, rated := r.Weight.Int()
		if !rated || len(not.Unscored) > 0 {
			out.Uncounted = append(out.Uncounted, not)
			continue
		}
		all += int64(weight)
		for id, share := range shares {
			sums[id] = sums[id].Add(share.Mul(decimal.NewFromInt(int64(weight))))
		}
	}
	if all == 0 {
		return out
	}
	for i := range w.Packages {
		id := w.Packages[i].ID
		out.Points[id] = int(sums[id].Mul(decimal.NewFromInt(100)).DivRound(decimal.NewFromInt(all), 0).IntPart())
	}
	return out
}

// ShareOf is how far a part of a package lies from the least of its return to the best,
// 0 to 1: a number by itself, between the minimum and the opening of its ask, and what
// has no such number by its score, or where it is word for word the least or the best.
// False where there is none of these.
func (w Workbook) ShareOf(p Portion) (decimal.Decimal, bool) {
	if a := w.AskFor(p.Return); a != nil {
		least, best, offer := w.AskAmount(*a, a.Minimum), w.AskAmount(*a, a.Opening), w.AskAmount(*a, p.Offer)
		if offer.Comparable(least) && w.Worse(*a, least, best) {
			share := offer.Value().Sub(least.Value()).DivRound(best.Value().Sub(least.Value()), 6)
			return decimal.Max(decimal.Zero, decimal.Min(share, decimal.NewFromInt(1))), true
		}
	}
	if score, ok := p.Score.Int(); ok {
		return decimal.New(int64(score), -1), true
	}
	return w.end(p)
}

// end is the share of a part that is word for word the least of its return, 0, or the best,
// 1, as the ask has it, or else the nice-to-have.
func (w Workbook) end(p Portion) (decimal.Decimal, bool) {
	said := plainWords(p.Offer.String())
	var pairs [][2]string
	if a := w.AskFor(p.Return); a != nil {
		pairs = append(pairs, [2]string{a.Minimum.String(), a.Opening.String()})
	}
	if r := w.Return(p.Return); r != nil && r.Need.Sort == Nice {
		pairs = append(pairs, [2]string{r.Need.Worst, r.Need.Best})
	}
	for _, ends := range pairs {
		least, best := plainWords(ends[0]), plainWords(ends[1])
		if said != "" && least != best && (said == least || said == best) {
			if said == least {
				return decimal.Zero, true
			}
			return decimal.NewFromInt(1), true
		}
	}
	return decimal.Zero, false
}

// plainWords are the words of a line without what is typed one way or the other.
func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '%' }), " ")
}

// scored tells whether a part of a package is asked for a score: what it says is not
// between two numbers of its ask.
func (w *Workbook) scored(p *Portion) bool {
	a := w.askOfPortion(p)
	if _, ends := w.end(*p); ends && p.Score.IsZero() {
		return false
	}
	return !p.Score.IsZero() || !p.Offer.IsZero() && !(p.Offer.OK() && a.Minimum.OK() && a.Opening.OK() && !a.Minimum.Equal(a.Opening))
}

// Apart gives the package that is worth most, the one that is worth least, and how many
// points lie between them. Fewer than two have none.
func (v Worth) Apart(packages []Package) (most, least ID, points int) {
	if len(v.Points) == 0 || len(packages) < 2 {
		return "", "", 0
	}
	by := func(a, b Package) int { return v.Points[a.ID] - v.Points[b.ID] }
	most, least = slices.MaxFunc(packages, by).ID, slices.MinFunc(packages, by).ID
	return most, least, v.Points[most] - v.Points[least]
}

// Packed lists the returns that stand in a package, in the order in which Packable has
// them.
func (w Workbook) Packed() []*Return {
	return slices.DeleteFunc(w.Packable(), func(r *Return) bool { return !w.packed(r.ID) })
}

// Packable lists the returns that a package may be made of: those that are asked for,
// those that stand in one, then the nice-to-haves that can be traded.
func (w Workbook) Packable() []*Return {
	var out []*Return
	take := func(r *Return) {
		if r != nil && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	for _, a := range w.Asks {
		take(w.Return(a.Return))
	}
	for i := range w.Returns {
		if w.packed(w.Returns[i].ID) {
			take(&w.Returns[i])
		}
	}
	for _, r := range w.Trades() {
		take(r)
	}
	return out
}

func (w Workbook) packed(id ID) bool {
	return slices.ContainsFunc(w.Portions, func(p Portion) bool {
		return p.Return == id && w.Package(p.Package) != nil && !(p.Offer.IsZero() && p.Score.IsZero())
	})
}

// PortionOf finds what a package brings of a return, as Return does.
func (w Workbook) PortionOf(of, ret ID) *Portion {
	i := slices.IndexFunc(w.Portions, func(p Portion) bool { return p.Package == of && p.Return == ret })
	if i < 0 {
		return nil
	}
	return &w.Portions[i]
}

// PackageName is what the person calls a package, or else its letter.
func (w Workbook) PackageName(id ID) string {
	at := slices.IndexFunc(w.Packages, func(p Package) bool { return p.ID == id })
	switch {
	case at < 0:
		return ""
	case w.Packages[at].Name != "":
		return w.Packages[at].Name
	case at < 26:
		return string(rune('A' + at))
	}
	return fmt.Sprint(at + 1)
}

// Even says how the packages stand to each other; "" while fewer than two can be counted,
// and where not all of them is, since what is left out may turn them around.
func (v Worth) Even(w Workbook) string {
	most, least, by := v.Apart(w.Packages)
	switch {
	case most == "" || len(v.Uncounted) > 0:
		return ""
	case by <= EvenWithin:
		return fmt.Sprintf("equal within %d", EvenWithin)
	}
	return fmt.Sprintf("%s is worth %s more than %s", w.PackageName(most), value.Count(by, "point"), w.PackageName(least))
}

// NotCounted names what the points leave out, and why, in a sentence; "" where all is counted.
func (v Worth) NotCounted(w Workbook) string {
	var out []string
	for _, u := range v.Uncounted {
		name := "“" + cmp.Or(u.Return.Name, "(no name)") + "”"
		if len(u.Unscored) == 0 {
			out = append(out, name+" has no weight yet")
			continue
		}
		in := make([]string, len(u.Unscored))
		for i, id := range u.Unscored {
			in[i] = w.PackageName(id)
		}
		out = append(out, name+" has no score in "+value.List(in))
	}
	if len(out) == 0 {
		return ""
	}
	return "Not counted: " + strings.Join(out, "; ") + "."
}
