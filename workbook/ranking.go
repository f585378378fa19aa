package workbook

import (
	"slices"

	"firstmile/workbook/value"
)

// Ranking gives the returns that are rated in full, the strongest pull first;
// equal pulls stay in the order in which they were written.
func (w Workbook) Ranking() []*Return {
	return ranked(w.where(func(r *Return) bool { _, ok := r.Pull(); return ok }), func(r *Return) int {
		pull, _ := r.Pull()
		return pull
	})
}

// Places gives the place of each return of a ranking, from 1; equal pulls share one.
func Places(ranking []*Return) map[ID]int {
	out := make(map[ID]int, len(ranking))
	var before *Return
	for i, r := range ranking {
		out[r.ID] = i + 1
		if pull, _ := r.Pull(); before != nil {
			if last, _ := before.Pull(); last == pull {
				out[r.ID] = out[before.ID]
			}
		}
		before = r
	}
	return out
}

// ranked puts returns with the highest rank first, equal ones as they stood.
func ranked(all []*Return, rank func(*Return) int) []*Return {
	type place struct {
		rank int
		r    *Return
	}
	places := make([]place, len(all))
	for i, r := range all {
		places[i] = place{rank(r), r}
	}
	slices.SortStableFunc(places, func(a, b place) int { return b.rank - a.rank })
	for i, p := range places {
		all[i] = p.r
	}
	return all
}

// where gives the returns that keep holds of, in their order. The pointers are
// into w's slice: these lists are made anew at each keystroke.
func (w Workbook) where(keep func(*Return) bool) []*Return {
	var out []*Return
	for i := range w.Returns {
		if r := &w.Returns[i]; keep(r) {
			out = append(out, r)
		}
	}
	return out
}

// Points is how many of the points of the nice-to-haves an offer brings, or today's
// job where off is nil; false while not every one of them is answered with yes or no.
func (w Workbook) Points(off *Offer) (points int, whole bool) {
	whole = true
	for _, r := range w.Sorted(Nice) {
		share := r.Need.Share.Or(0)
		if share == 0 {
			continue
		}
		a := w.MustMet(*r)
		if off != nil {
			a = w.MustCovered(*off, *r)
		}
		switch a {
		case value.Yes:
			points += share
		case value.No:
		default:
			whole = false
		}
	}
	return points, whole
}

// Candidates gives the returns in the order in which to consider them for an
// ask: must-haves that today's job does not meet, then by pull.
func (w Workbook) Candidates() []*Return {
	return ranked(w.where(func(*Return) bool { return true }), func(r *Return) int {
		pull, _ := r.Pull()
		if r.Need.Sort == Must && w.MustMet(*r) == value.No {
			pull += 1000 // above any pull, which is at most 100
		}
		return pull
	})
}

// Trades lists the nice-to-haves that no ask is about and of which there is not just
// enough: what can be traded inside a package, the weightiest first.
func (w Workbook) Trades() []*Return {
	return ranked(w.where(func(r *Return) bool { return r.Need.Sort == Nice && w.AskFor(r.ID) == nil && !r.Keeps() }), func(r *Return) int { return r.Need.Share.Or(0) })
}

// Keeps tells whether there is enough of a return that matters: it is not to be
// traded away.
func (r Return) Keeps() bool {
	gap, rated := r.Gap()
	return rated && gap == 0 && r.Weight.Or(0) >= matters
}

// matters is the weight from which on a return that there is enough of is worth a
// word (ours).
const matters = 5

// LeadsTo is the lowest weight with which the first of the ranking still leads; its
// own weight where one point less would take the lead away. False where nothing
// leads, or nothing stands beside it.
func (w Workbook) LeadsTo() (int, bool) {
	all := w.Ranking()
	if len(all) < 2 {
		return 0, false
	}
	gap, _ := all[0].Gap()
	pull, _ := all[0].Pull()
	next, _ := all[1].Pull()
	if pull == next || gap == 0 {
		return 0, false
	}
	return next/gap + 1, true
}

// NextTie is the first pair below the top of the ranking of which the one above would
// lead no more if one point less of it were wanted: level then, or behind. Nil where
// the order is firmer.
func (w Workbook) NextTie() (above, below *Return, level bool) {
	all := w.Ranking()
	for i := 1; i+1 < len(all); i++ {
		up, down := all[i], all[i+1]
		pull, _ := up.Pull()
		next, _ := down.Pull()
		if less := pull - up.Weight.Or(0); pull > next && next > 0 && less <= next {
			return up, down, less == next
		}
	}
	return nil, nil, false
}

// ScaleShares makes the shares of the nice-to-haves sum to 100. A blank is not
// yet answered, never 0: where the answered ones leave something of 100, they
// stay as they are and the blank ones share it equally; where they leave
// nothing, they are scaled to 100 and the blank ones stay blank. Shares are whole
// numbers by largest remainder, the earlier first where remainders are equal.
func (w *Workbook) ScaleShares() {
	var answered, blank, parts []int
	sum := 0
	for i, r := range w.Returns {
		if r.Need.Sort != Nice {
			continue
		}
		if n, ok := r.Need.Share.Int(); ok {
			answered, parts = append(answered, i), append(parts, n)
			sum += n
		} else {
			blank = append(blank, i)
		}
	}
	if len(blank) > 0 && sum < 100 {
		// With less left than there are blanks, some would get 0, so they stay blank.
		blank = blank[:min(len(blank), 100-sum)]
		w.share(blank, make([]int, len(blank)), 100-sum)
		return
	}
	w.share(answered, parts, 100)
}

// share divides whole among the returns at the given places in proportion to
// parts, by largest remainder; equally where all parts are 0.
func (w *Workbook) share(at, parts []int, whole int) {
	sum := 0
	for _, p := range parts {
		sum += p
	}
	if sum == 0 {
		for i := range parts {
			parts[i] = 1
		}
		sum = len(parts)
	}
	left := whole
	order := make([]int, len(at))
	for i, p := range parts {
		left -= p * whole / sum
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return parts[b]*whole%sum - parts[a]*whole%sum })
	for n, i := range order {
		share := parts[i] * whole / sum
		if n < left {
			share++
		}
		w.Returns[at[i]].Need.Share = value.NewPoints(share)
	}
}
