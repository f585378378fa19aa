package plan_test

import (
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// One piece of extra work stands on the card: one that was told and brought something,
// and none while a target is missed. Promises never do.
func TestExtraOnTheCard(t *testing.T) {
	const line = "- **Beyond the job:** Wrote the handover guide: They stopped calling at home\n"
	second := workbook.Extra{ID: "E0", What: "Sorted the shelves", Result: "Everybody finds it", Told: "Lee", Words: "I did it."}
	for _, tt := range []struct {
		name   string
		change func(w *workbook.Workbook)
		want   string
	}{
		{"well told", func(*workbook.Workbook) {}, line},
		{"beside one that names nobody", func(w *workbook.Workbook) { w.Extras = append([]workbook.Extra{second}, w.Extras...) }, line},
		{"one that names nobody", func(w *workbook.Workbook) { w.Extras[0] = second }, "- **Beyond the job:** Sorted the shelves: Everybody finds it\n"},
		{"a missed target", func(w *workbook.Workbook) { w.KPIs[0].Actual = quantity(13, "incidents") }, ""},
		{"a target not known", func(w *workbook.Workbook) { w.KPIs[0].Actual = value.Amount{} }, line},
		{"it proves an ask", func(w *workbook.Workbook) { w.Asks[0].Proofs, w.Asks[0].Extras = nil, []workbook.ID{"E1"} }, ""},
		{"another beside one that proves an ask", func(w *workbook.Workbook) {
			w.Asks[0].Proofs, w.Asks[0].Extras, w.Extras = nil, []workbook.ID{"E1"}, append(w.Extras, second)
		}, "- **Beyond the job:** Sorted the shelves: Everybody finds it\n"},
		{"untold", func(w *workbook.Workbook) { w.Extras[0].Told = "" }, ""},
		{"without a result", func(w *workbook.Workbook) { w.Extras[0].Result = " " }, ""},
	} {
		w := workbooktest.Wen()
		tt.change(&w)
		card := written(t, w, plan.Mine, "card")
		if n := strings.Count(card, "Beyond the job"); n > 1 || tt.want == "" && n > 0 || !strings.Contains(card, tt.want) {
			t.Errorf("%s:\n%s", tt.name, card)
		}
		if strings.Contains(card, "rota") {
			t.Errorf("%s: a promise stands on the card:\n%s", tt.name, card)
		}
	}
}

func TestExtraMileNotes(t *testing.T) {
	w := workbooktest.Tomas()
	w.Extras[0].Over, w.Extras[0].Thanked = value.Yes, true
	w.Extras[1].Over, w.Extras[2].Private = value.Yes, true
	w.Promises = []workbook.Promise{{ID: "P1", What: "The racks", Kept: value.No}, {ID: "P2", To: "Ben", Private: true}}
	mine := written(t, w, plan.Mine, "extramile")
	for _, want := range []string{
		"**Rebuilt the tool store**", "- **It shows:** ability", "- **Over a head:** yes: I thanked them by name\n", "- **Over a head:** yes\n", "- **Who else:** Ben",
		"> I sorted it and I built the racks on my weekend.", "*You say I three times and name nobody: let one other person shine in it.*",
		"| Promise | To | Kept |", "| The racks | – | no |", "| without a name | Ben | – |", "*Examples so far of: ability and goodwill.*", "Answers the night line",
	} {
		if !strings.Contains(mine, want) {
			t.Errorf("%q is not in\n%s", want, mine)
		}
	}
	coach := written(t, w, plan.Coach, "extramile")
	for _, private := range []string{"night line", "without a name"} {
		if strings.Contains(coach, private) {
			t.Errorf("the coach reads of %q:\n%s", private, coach)
		}
	}
}
