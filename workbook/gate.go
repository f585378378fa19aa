package workbook

import (
	"slices"

	"firstmile/workbook/value"
)

// Gate is what the targets of the job come to before one asks for more (lesson 7). The
// records are those of the workbook that it was made of.
type Gate struct {
	State                GateState
	Hit, Missed, Unknown []*KPI
	Extras               []*Extra // the extra work that stands beside them
}

// GateState is the last of the states that holds, as they are told.
type GateState int

// The states, in the order in which the later outweighs the earlier.
const (
	GateEmpty    GateState = iota // there is no target
	GateNoTarget                  // nobody set one, and the person says so
	GateUnknown                   // a result is not known
	GateOpen                      // all are hit, and the other side counts the same
	GateOwnCount                  // all are hit, by the person's own count
	GateMissed                    // a target is missed, and no day is given that is still ahead
	GateDated                     // targets are missed, each with a day by which it is on target
	GateBypassed                  // a target is missed while extra work is listed
	GateUnagreed                  // nobody agreed to any of them
)

// Gate tells on a day what the targets come to. Nothing in it flatters: what is not known
// is no hit, and a day that has passed is none.
func (w Workbook) Gate(today value.Date) Gate {
	g := Gate{}
	g.Hit, g.Missed, g.Unknown = w.Scorecard()
	for i := range w.Extras {
		if e := &w.Extras[i]; e.Says() != "" {
			g.Extras = append(g.Extras, e)
		}
	}
	begun := slices.ContainsFunc(w.KPIs, func(k KPI) bool { return k.What != "" || !k.Target.IsZero() })
	agreed := slices.ContainsFunc(w.KPIs, func(k KPI) bool { return k.Agreed != "" })
	switch {
	case w.WithoutKPI():
		g.State = GateNoTarget
	case !begun:
		g.State = GateEmpty
	case !agreed:
		g.State = GateUnagreed
	case len(g.Missed) > 0 && len(g.Extras) > 0:
		g.State = GateBypassed
	case slices.ContainsFunc(g.Missed, func(k *KPI) bool { return !k.OnTargetBy(today).OK() }):
		g.State = GateMissed
	case len(g.Missed) > 0:
		g.State = GateDated
	case len(g.Unknown) > 0:
		g.State = GateUnknown
	case slices.ContainsFunc(g.Hit, func(k *KPI) bool { return k.Confirmed != value.Yes }):
		g.State = GateOwnCount
	default:
		g.State = GateOpen
	}
	return g
}

// Open tells whether one stands on the first mile: all is hit, and both sides count so.
func (g Gate) Open() bool { return g.State == GateOpen }

// Shut tells whether a target is missed, which is said before anything is asked for.
func (g Gate) Shut() bool { return len(g.Missed) > 0 }

// OnTargetBy is the day by which a target that was missed is on target, where one is
// given that has not passed.
func (k KPI) OnTargetBy(today value.Date) value.Date {
	if k.By.Before(today) || !k.By.OK() {
		return value.Date{}
	}
	return k.By
}

// Stands gives a result and its target as a sentence sets them beside each other, the
// unit told once: "11" and "at most 12 incidents", "91%" and "at least 95%". Of a
// statement, the result is blank.
func (k KPI) Stands() (actual, target string) {
	target = k.Target.String()
	n := beside(k.Actual, k.Target.Amount)
	switch {
	case !n.OK() || k.Target.Statement != "":
		return "", target
	case n.Counted() && n.Comparable(k.Target.Amount):
		return n.Number(), target
	}
	return n.String(), target
}
