package workbook_test

import (
	"slices"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// rebased carries what changed between base and mine over to theirs, as a window
// does with what another one saved.
func rebased(t fatal, base, mine, theirs workbook.Workbook) workbook.Workbook {
	t.Helper()
	out := theirs.Clone()
	whole := func(k workbook.Key) []byte { return mine.Records()[k] }
	if _, _, err := workbook.Schema.Apply(&out, workbook.Diff(base, mine), whole); err != nil {
		t.Fatal(err)
	}
	return out
}

func reverted(t fatal, before, after, now workbook.Workbook) workbook.Workbook {
	t.Helper()
	out := now.Clone()
	if _, err := workbook.Schema.Revert(&out, workbook.Diff(before, after)); err != nil {
		t.Fatal(err)
	}
	return out
}

type edit = func(*workbook.Workbook)

func edited(w workbook.Workbook, all ...edit) workbook.Workbook {
	w = w.Clone()
	for _, change := range all {
		change(&w)
	}
	return w
}

// proofs sets the entries of the first ask: "id=text", "" for none.
func proofs(all ...string) edit {
	return func(w *workbook.Workbook) {
		w.Asks[0].Proofs = nil
		for _, s := range all {
			w.Asks[0].Proofs = append(w.Asks[0].Proofs, workbook.Entry{ID: workbook.ID(s[:1]), Text: s[2:]})
		}
	}
}

func cost(w *workbook.Workbook)    { w.Asks[0].Cost = "little" }
func noOffer(w *workbook.Workbook) { w.Delete(workbook.RecordKey(workbook.OfferRecords, "O1")) }

func cover(id workbook.ID, a value.Answer) edit {
	return func(w *workbook.Workbook) { w.Offers[0].Cover(id, a) }
}

func share(n int) edit {
	return func(w *workbook.Workbook) { w.Returns[0].Need.Share = value.NewPoints(n) }
}

// Two windows in one record: each field is kept from whom changed it, inside the
// need, the covers and the proofs too; of a field that both changed, mine is kept.
func TestMerge(t *testing.T) {
	base := edited(workbooktest.Full(), proofs("1=The migration"))
	role := func(s string) edit { return func(w *workbook.Workbook) { w.Profile.Role = s } }
	with := func(w *workbook.Workbook) { w.Profile.With = "Sam" }
	noReason := func(w *workbook.Workbook) { w.Asks[0].Reason = "" }
	leave := func(w *workbook.Workbook) { w.Returns[0].Need.Leave = value.No }
	met := func(w *workbook.Workbook) { w.Returns[0].Need.Met = value.Yes }
	unsorted := func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{} }
	another := func(w *workbook.Workbook) { w.Returns = append(w.Returns, workbook.Return{ID: "R9"}) }
	both := func(all ...edit) edit {
		return func(w *workbook.Workbook) {
			for _, e := range all {
				e(w)
			}
		}
	}
	for _, tt := range []struct {
		name               string
		mine, theirs, want edit
	}{
		{"two fields", role("Planner"), with, both(role("Planner"), with)},
		{"one field", role("Planner"), role("Painter"), role("Planner")},
		{"cleared here", noReason, cost, both(noReason, cost)},
		{"cleared there", cost, noReason, both(noReason, cost)},
		{"inside the need", leave, met, both(leave, met)},
		{"two marks", cover("R1", value.No), cover("R2", value.Unknown), both(cover("R1", value.No), cover("R2", value.Unknown))},
		{"one mark", cover("R1", value.No), cover("R1", value.Yes), cover("R1", value.No)},
		{"the last mark here, another there", func(w *workbook.Workbook) { w.Offers[0].Covers = nil },
			both(another, cover("R9", value.Unknown)), both(another, cover("R9", value.Unknown))},
		{"unsorted here, answered there", unsorted, share(7), both(unsorted, share(7))},
		{"answered here, unsorted there", share(7), unsorted, both(unsorted, share(7))},
		{"a list anew on both sides", proofs("2=mine"), proofs("3=theirs"), proofs("2=mine", "3=theirs")},
		{"an entry more on both sides", proofs("1=The migration", "2=mine"), proofs("3=theirs", "1=The migration", "4=more"),
			proofs("3=theirs", "1=The migration", "2=mine", "4=more")},
		{"an entry changed here, one more there", proofs("1=The migration, done in May"), proofs("1=The migration", "3=theirs"),
			proofs("1=The migration, done in May", "3=theirs")},
		{"one entry changed on both sides", proofs("1=mine"), proofs("1=theirs"), proofs("1=mine")},
		{"an entry behind one that is gone there", proofs("1=The migration", "2=mine", "3=more"), proofs("4=theirs"), proofs("2=mine", "3=more", "4=theirs")},
		{"the last entry gone here, changed there", proofs(), proofs("1=theirs"), proofs("1=theirs")},
		{"the last entry changed here, gone there", proofs("1=mine"), proofs(), proofs("1=mine")},
		{"the last entry gone here", proofs(), cost, both(proofs(), cost)},
		{"the last entry gone there", cost, proofs(), both(proofs(), cost)},
		{"the same entry on both sides", proofs("1=The migration", "2=one"), proofs("1=The migration", "2=one"), proofs("1=The migration", "2=one")},
		{"deleted here", noOffer, func(w *workbook.Workbook) { w.Offers[0].Role = "Lead" }, noOffer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := rebased(t, base, edited(base, tt.mine), edited(base, tt.theirs))
			sameRecords(t, "merged", edited(base, tt.want), got)
		})
	}
}

func TestMergeConflicts(t *testing.T) {
	base := workbook.Workbook{ID: "W", Returns: []workbook.Return{{ID: "R1", Name: "Pay"}, {ID: "R2", Name: "Time"}}}

	mine, theirs := base.Clone(), base.Clone()
	mine.Returns[0].Name, theirs.Returns[0].Name = "mine", "theirs"
	if got := rebased(t, base, mine, theirs); got.Returns[0].Name != "mine" {
		t.Errorf("of two edits of one record %q is kept", got.Returns[0].Name)
	}

	// The other window deleted a return; this one asked for it.
	mine, theirs = base.Clone(), base.Clone()
	mine.Asks = []workbook.Ask{{ID: "A1", Return: "R1"}}
	theirs.Delete(workbook.RecordKey(workbook.ReturnRecords, "R1"))
	got := rebased(t, base, mine, theirs)
	if len(got.Asks) != 1 || got.Return("R1") != nil {
		t.Fatalf("%+v", got)
	}
	today := value.NewDate(2027, 3, 12)
	if !slices.ContainsFunc(advice.Of(got, today).Findings(), func(f advice.Finding) bool { return f.Rule == "ask-return-gone" && f.Record == "asks/A1" }) {
		t.Error("the dangling ask is not found")
	}
	for _, l := range workbook.Lessons() {
		advice.Of(got, today).Insight(l)
	}

	// An edit brings back what the other window deleted: an answer is not lost.
	mine.Returns[0].Why = "since"
	if got := rebased(t, base, mine, theirs); got.Return("R1") == nil || got.Return("R1").Why != "since" || got.Return("R1").Name != "Pay" {
		t.Errorf("the edit is lost: %+v", got)
	}
}

// Taking a step back leaves what another window wrote since.
func TestRevert(t *testing.T) {
	base := edited(workbooktest.Full(), proofs("1=The migration"), cover("R1", value.Yes))
	role := func(s string) edit { return func(w *workbook.Workbook) { w.Profile.Role = s } }
	with := func(w *workbook.Workbook) { w.Profile.With = "Sam" }
	add := func(w *workbook.Workbook) { w.Offers = append(w.Offers, workbook.Offer{ID: "O2"}) }
	name := func(w *workbook.Workbook) { w.Offer("O2").Employer = "Initech" }
	none := func(*workbook.Workbook) {}
	for _, tt := range []struct {
		name             string
		step, then, want edit
	}{
		{"nothing else", role("Lead"), none, none},
		{"another field", role("Lead"), with, with},
		{"the same field", role("Lead"), role("Lead and more"), role("Lead and more")},
		{"what was added, untouched", add, none, none},
		{"what was added, and written into", add, name, func(w *workbook.Workbook) { add(w); name(w) }},
		{"what was deleted", noOffer, none, none},
		{"what was changed, and deleted there", func(w *workbook.Workbook) { w.Offers[0].Role = "Lead" }, noOffer, noOffer},
		{"an entry, and another since", proofs("2=mine"), proofs("2=mine", "3=since"), proofs("1=The migration", "3=since")},
		{"an entry that was added, and written into", proofs("2=mine"), proofs("2=since"), proofs("1=The migration", "2=since")},
		{"an entry that was changed, and again", proofs("1=mine"), proofs("1=since"), proofs("1=since")},
		{"an entry that was deleted", proofs(), none, none},
		{"a mark, and another since", cover("R1", value.No), cover("R2", value.No), cover("R2", value.No)},
		{"a mark that was changed, and again", cover("R1", value.No), cover("R1", value.Unknown), cover("R1", value.Unknown)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			after := edited(base, tt.step)
			sameRecords(t, "taken back", edited(base, tt.want), reverted(t, base, after, edited(after, tt.then)))
		})
	}
}

// Where nobody has a record any more, its answers are told instead of made up.
func TestApplyToWhatIsGone(t *testing.T) {
	base := workbooktest.Full()
	changes := workbook.Diff(base, edited(base, func(w *workbook.Workbook) { w.Offers[0].Role = "Lead" }))
	records := edited(base, noOffer).Records()
	_, gone, _, err := workbook.Schema.ApplyTo(base.ID, records, changes)
	if err != nil || !slices.Equal(gone, []workbook.Key{"offers/O1"}) {
		t.Errorf("%v, %v", gone, err)
	}
	if _, there := records["offers/O1"]; there {
		t.Error("half an offer was made up")
	}
}

// A letter is one change of one field.
func TestChangesAreSmall(t *testing.T) {
	base := workbooktest.Full()
	got := workbook.Diff(base, edited(base, func(w *workbook.Workbook) { w.Returns[1].Need.Best = "m"; w.Asks[0].Proofs[0].Text += "x" }))
	want := []schema.Change{
		{Record: "asks/A1", Field: "proofs/" + string(base.Asks[0].Proofs[0].ID), Before: []byte(`{"text":"The migration"}`),
			After: []byte(`{"text":"The migrationx"}`)},
		{Record: "returns/R2", Field: "best", After: []byte(`"m"`)},
	}
	if !slices.EqualFunc(want, got, func(a, b schema.Change) bool {
		return a.Record == b.Record && a.Field == b.Field && string(a.Before) == string(b.Before) && string(a.After) == string(b.After)
	}) {
		t.Errorf("%s", got)
	}
}
