package workbook

import "slices"

// Proof is something that shows that an ask is earned: a line of the person's own, a
// target, or a piece of extra work.
type Proof struct {
	Text   string
	Entry  ID  // of a line of one's own, "" for the others
	Record Key // the target or the piece of extra work, "" for a line of one's own
}

// Proofs lists what shows that an ask is earned: its own lines, then targets, whose
// results the other side counts too, then extra work.
func (w Workbook) Proofs(a Ask) []Proof {
	var out []Proof
	for _, e := range a.Proofs {
		out = append(out, Proof{Text: e.Text, Entry: e.ID})
	}
	for _, id := range a.KPIs {
		if k := w.KPI(id); k != nil {
			out = append(out, Proof{Text: k.Says(), Record: RecordKey(KPIRecords, id)})
		}
	}
	for _, id := range a.Extras {
		if e := w.Extra(id); e != nil {
			out = append(out, Proof{Text: e.Says(), Record: RecordKey(ExtraRecords, id)})
		}
	}
	return slices.DeleteFunc(out, func(p Proof) bool { return p.Text == "" })
}

// Says tells a target in a line: "Quota: 131% against at least 100%", as far as that is
// answered.
func (k KPI) Says() string {
	said := ""
	switch {
	case k.Target.Statement != "":
		return k.Target.Statement
	case k.Actual.OK() && k.Target.Amount.OK():
		actual, target := k.Stands()
		said = actual + " against " + target
	case k.Actual.OK():
		said = k.Actual.String()
	}
	if firstOf(k.What) == "" {
		return said
	}
	return with(k.What, said)
}

// Says tells a piece of extra work in a line, with what changed.
func (e Extra) Says() string {
	if e.What == "" || e.Result == "" {
		return e.What + e.Result
	}
	return e.What + ": " + e.Result
}

// Scorecard sorts the targets by what they came to.
func (w Workbook) Scorecard() (hit, missed, unknown []*KPI) {
	for i := range w.KPIs {
		switch k := &w.KPIs[i]; k.Result() {
		case KPIHit:
			hit = append(hit, k)
		case KPIMissed:
			missed = append(missed, k)
		default:
			unknown = append(unknown, k)
		}
	}
	return hit, missed, unknown
}
