package workbook

import (
	"firstmile/workbook/value"
	"testing"
)

func proofs(all ...string) func(*Workbook) {
	return func(w *Workbook) { w.Asks[0].Proofs = all }
}

// Two windows in one record: each field is kept from whom changed it, inside the
// need and the covers too; of a field that both changed, mine is kept.
func TestRebaseMergesFields(t *testing.T) {
	base := full(t)
	edit := func(change func(*Workbook)) Workbook {
		w := base.Clone()
		change(&w)
		return w
	}
	tests := []struct {
		name               string
		mine, theirs, want func(*Workbook)
	}{
		{"two fields", func(w *Workbook) { w.Profile.Role = "Planner" }, func(w *Workbook) { w.Profile.With = "Sam" },
			func(w *Workbook) { w.Profile.Role, w.Profile.With = "Planner", "Sam" }},
		{"one field", func(w *Workbook) { w.Profile.Role = "Planner" }, func(w *Workbook) { w.Profile.Role = "Painter" },
			func(w *Workbook) { w.Profile.Role = "Planner" }},
		{"cleared here", func(w *Workbook) { w.Asks[0].Reason = "" }, func(w *Workbook) { w.Asks[0].Cost = "little" },
			func(w *Workbook) { w.Asks[0].Reason, w.Asks[0].Cost = "", "little" }},
		{"cleared there", func(w *Workbook) { w.Asks[0].Cost = "little" }, func(w *Workbook) { w.Asks[0].Reason = "" },
			func(w *Workbook) { w.Asks[0].Reason, w.Asks[0].Cost = "", "little" }},
		{"inside the need", func(w *Workbook) { w.Returns[0].Need.Leave = value.No }, func(w *Workbook) { w.Returns[0].Need.Met = value.Yes },
			func(w *Workbook) { w.Returns[0].Need.Leave, w.Returns[0].Need.Met = value.No, value.Yes }},
		{"two marks", func(w *Workbook) { w.Offers[0].Cover(w.Returns[0].ID, value.No) }, func(w *Workbook) { w.Offers[0].Cover(w.Returns[1].ID, value.Unknown) },
			func(w *Workbook) {
				w.Offers[0].Cover(w.Returns[0].ID, value.No)
				w.Offers[0].Cover(w.Returns[1].ID, value.Unknown)
			}},
		{"the last mark here, another there", func(w *Workbook) { w.Offers[0].Covers = nil }, func(w *Workbook) {
			w.Offers[0].Cover("R9", value.Unknown)
			w.Returns = append(w.Returns, Return{ID: "R9"})
		},
			func(w *Workbook) {
				w.Offers[0].Covers = map[ID]value.Answer{"R9": value.Unknown}
				w.Returns = append(w.Returns, Return{ID: "R9"})
			}},
		{"unsorted here, answered there", func(w *Workbook) { w.Returns[0].Need = Need{} }, func(w *Workbook) { w.Returns[0].Need.Share = value.NewPoints(7) },
			func(w *Workbook) { w.Returns[0].Need = Need{Share: value.NewPoints(7)} }},
		{"answered here, unsorted there", func(w *Workbook) { w.Returns[0].Need.Share = value.NewPoints(7) }, func(w *Workbook) { w.Returns[0].Need = Need{} },
			func(w *Workbook) { w.Returns[0].Need = Need{Share: value.NewPoints(7)} }},
		{"a list anew on both sides", proofs("mine"), proofs("theirs"), proofs("mine", "theirs")},
		{"an entry more on both sides", proofs("The migration", "mine"), proofs("theirs", "The migration", "more"), proofs("theirs", "The migration", "mine", "more")},
		{"an entry changed here, one more there", proofs("The migration, done in May"), proofs("The migration", "theirs"), proofs("The migration, done in May", "theirs")},
		{"the last entry gone here, changed there", proofs(), proofs("theirs"), proofs("theirs")},
		{"the last entry gone here", proofs(), func(w *Workbook) { w.Asks[0].Cost = "little" }, func(w *Workbook) { w.Asks[0].Proofs, w.Asks[0].Cost = nil, "little" }},
		{"the last entry gone there", func(w *Workbook) { w.Asks[0].Cost = "little" }, proofs(), func(w *Workbook) { w.Asks[0].Proofs, w.Asks[0].Cost = nil, "little" }},
		{"the same entry on both sides", proofs("The migration", "one"), proofs("The migration", "one"), proofs("The migration", "one")},
		{"deleted here", func(w *Workbook) { w.DeleteOffer("O1") }, func(w *Workbook) { w.Offers[0].Role = "Lead" },
			func(w *Workbook) { w.DeleteOffer("O1") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Rebase(base, edit(tt.mine), edit(tt.theirs))
			if err != nil {
				t.Fatal(err)
			}
			if changes, err := Diff(edit(tt.want), got); err != nil || len(changes) > 0 {
				t.Errorf("differs in %s: %v", changes, err)
			}
		})
	}
}

// Taking a step back leaves what another window wrote since.
func TestRevert(t *testing.T) {
	base := full(t)
	edit := func(w Workbook, change func(*Workbook)) Workbook {
		w = w.Clone()
		change(&w)
		return w
	}
	role := func(s string) func(*Workbook) { return func(w *Workbook) { w.Profile.Role = s } }
	add := func(w *Workbook) { w.Offers = append(w.Offers, Offer{ID: "O2"}) }
	name := func(w *Workbook) { w.Offer("O2").Employer = "Initech" }
	remove := func(w *Workbook) { w.DeleteOffer("O1") }
	none := func(*Workbook) {}
	for _, tt := range []struct {
		name             string
		step, then, want func(*Workbook)
	}{
		{"nothing else", role("Lead"), none, none},
		{"another field", role("Lead"), func(w *Workbook) { w.Profile.With = "Sam" }, func(w *Workbook) { w.Profile.With = "Sam" }},
		{"the same field", role("Lead"), role("Lead and more"), role("Lead and more")},
		{"what was added, untouched", add, none, none},
		{"what was added, and written into", add, name, func(w *Workbook) { add(w); name(w) }},
		{"what was deleted", remove, none, none},
		{"what was changed, and deleted there", func(w *Workbook) { w.Offers[0].Role = "Lead" }, remove, remove},
	} {
		t.Run(tt.name, func(t *testing.T) {
			after := edit(base, tt.step)
			got, err := Revert(after, base, edit(after, tt.then))
			if err != nil {
				t.Fatal(err)
			}
			if changes, err := Diff(edit(base, tt.want), got); err != nil || len(changes) > 0 {
				t.Errorf("differs in %s: %v", changes, err)
			}
		})
	}
}
