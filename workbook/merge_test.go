package workbook_test

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

func proofs(all ...string) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Asks[0].Proofs = all }
}

// Two windows in one record: each field is kept from whom changed it, inside the
// need and the covers too; of a field that both changed, mine is kept.
func TestRebaseMergesFields(t *testing.T) {
	base := workbooktest.Full()
	edit := func(change func(*workbook.Workbook)) workbook.Workbook {
		w := base.Clone()
		change(&w)
		return w
	}
	tests := []struct {
		name               string
		mine, theirs, want func(*workbook.Workbook)
	}{
		{"two fields", func(w *workbook.Workbook) { w.Profile.Role = "Planner" }, func(w *workbook.Workbook) { w.Profile.With = "Sam" },
			func(w *workbook.Workbook) { w.Profile.Role, w.Profile.With = "Planner", "Sam" }},
		{"one field", func(w *workbook.Workbook) { w.Profile.Role = "Planner" }, func(w *workbook.Workbook) { w.Profile.Role = "Painter" },
			func(w *workbook.Workbook) { w.Profile.Role = "Planner" }},
		{"cleared here", func(w *workbook.Workbook) { w.Asks[0].Reason = "" }, func(w *workbook.Workbook) { w.Asks[0].Cost = "little" },
			func(w *workbook.Workbook) { w.Asks[0].Reason, w.Asks[0].Cost = "", "little" }},
		{"cleared there", func(w *workbook.Workbook) { w.Asks[0].Cost = "little" }, func(w *workbook.Workbook) { w.Asks[0].Reason = "" },
			func(w *workbook.Workbook) { w.Asks[0].Reason, w.Asks[0].Cost = "", "little" }},
		{"inside the need", func(w *workbook.Workbook) { w.Returns[0].Need.Leave = value.No }, func(w *workbook.Workbook) { w.Returns[0].Need.Met = value.Yes },
			func(w *workbook.Workbook) { w.Returns[0].Need.Leave, w.Returns[0].Need.Met = value.No, value.Yes }},
		{"two marks", func(w *workbook.Workbook) { w.Offers[0].Cover(w.Returns[0].ID, value.No) }, func(w *workbook.Workbook) { w.Offers[0].Cover(w.Returns[1].ID, value.Unknown) },
			func(w *workbook.Workbook) {
				w.Offers[0].Cover(w.Returns[0].ID, value.No)
				w.Offers[0].Cover(w.Returns[1].ID, value.Unknown)
			}},
		{"the last mark here, another there", func(w *workbook.Workbook) { w.Offers[0].Covers = nil }, func(w *workbook.Workbook) {
			w.Offers[0].Cover("R9", value.Unknown)
			w.Returns = append(w.Returns, workbook.Return{ID: "R9"})
		},
			func(w *workbook.Workbook) {
				w.Offers[0].Covers = map[workbook.ID]value.Answer{"R9": value.Unknown}
				w.Returns = append(w.Returns, workbook.Return{ID: "R9"})
			}},
		{"unsorted here, answered there", func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{} }, func(w *workbook.Workbook) { w.Returns[0].Need.Share = value.NewPoints(7) },
			func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{Share: value.NewPoints(7)} }},
		{"answered here, unsorted there", func(w *workbook.Workbook) { w.Returns[0].Need.Share = value.NewPoints(7) }, func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{} },
			func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{Share: value.NewPoints(7)} }},
		{"a list anew on both sides", proofs("mine"), proofs("theirs"), proofs("mine", "theirs")},
		{"an entry more on both sides", proofs("The migration", "mine"), proofs("theirs", "The migration", "more"), proofs("theirs", "The migration", "mine", "more")},
		{"an entry changed here, one more there", proofs("The migration, done in May"), proofs("The migration", "theirs"), proofs("The migration, done in May", "theirs")},
		{"the last entry gone here, changed there", proofs(), proofs("theirs"), proofs("theirs")},
		{"the last entry gone here", proofs(), func(w *workbook.Workbook) { w.Asks[0].Cost = "little" }, func(w *workbook.Workbook) { w.Asks[0].Proofs, w.Asks[0].Cost = nil, "little" }},
		{"the last entry gone there", func(w *workbook.Workbook) { w.Asks[0].Cost = "little" }, proofs(), func(w *workbook.Workbook) { w.Asks[0].Proofs, w.Asks[0].Cost = nil, "little" }},
		{"the same entry on both sides", proofs("The migration", "one"), proofs("The migration", "one"), proofs("The migration", "one")},
		{"deleted here", func(w *workbook.Workbook) { w.DeleteOffer("O1") }, func(w *workbook.Workbook) { w.Offers[0].Role = "Lead" },
			func(w *workbook.Workbook) { w.DeleteOffer("O1") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := workbook.Rebase(base, edit(tt.mine), edit(tt.theirs))
			if err != nil {
				t.Fatal(err)
			}
			if changes, err := workbook.Diff(edit(tt.want), got); err != nil || len(changes) > 0 {
				t.Errorf("differs in %s: %v", changes, err)
			}
		})
	}
}

// Taking a step back leaves what another window wrote since.
func TestRevert(t *testing.T) {
	base := workbooktest.Full()
	edit := func(w workbook.Workbook, change func(*workbook.Workbook)) workbook.Workbook {
		w = w.Clone()
		change(&w)
		return w
	}
	role := func(s string) func(*workbook.Workbook) { return func(w *workbook.Workbook) { w.Profile.Role = s } }
	add := func(w *workbook.Workbook) { w.Offers = append(w.Offers, workbook.Offer{ID: "O2"}) }
	name := func(w *workbook.Workbook) { w.Offer("O2").Employer = "Initech" }
	remove := func(w *workbook.Workbook) { w.DeleteOffer("O1") }
	none := func(*workbook.Workbook) {}
	for _, tt := range []struct {
		name             string
		step, then, want func(*workbook.Workbook)
	}{
		{"nothing else", role("Lead"), none, none},
		{"another field", role("Lead"), func(w *workbook.Workbook) { w.Profile.With = "Sam" }, func(w *workbook.Workbook) { w.Profile.With = "Sam" }},
		{"the same field", role("Lead"), role("Lead and more"), role("Lead and more")},
		{"what was added, untouched", add, none, none},
		{"what was added, and written into", add, name, func(w *workbook.Workbook) { add(w); name(w) }},
		{"what was deleted", remove, none, none},
		{"what was changed, and deleted there", func(w *workbook.Workbook) { w.Offers[0].Role = "Lead" }, remove, remove},
	} {
		t.Run(tt.name, func(t *testing.T) {
			after := edit(base, tt.step)
			got, err := workbook.Revert(after, base, edit(after, tt.then))
			if err != nil {
				t.Fatal(err)
			}
			if changes, err := workbook.Diff(edit(base, tt.want), got); err != nil || len(changes) > 0 {
				t.Errorf("differs in %s: %v", changes, err)
			}
		})
	}
}
