package advice

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// What lessons 5 to 9 find of four people, all of it and no more, and what they tell them.
func TestAcceptance(t *testing.T) {
	empty9 := []string{"warns talk-no-opening talk/W", "warns talk-no-next talk/W", "hint talk-no-pause talk/W", "warns ask-no-objection asks/A1", "hint noes-none talk/W"}
	for _, c := range []struct {
		name string
		w    workbook.Workbook
		want []string
		told map[workbook.Lesson]string // with which a lesson begins
	}{
		{"Rosa", workbooktest.Rosa(), append([]string{
			"warns deal-reward-early deals/D1", "warns deal-unconfirmed deals/D1", "warns deal-after-budget deals/D1", "hint deal-beside-job deals/D1",
			"warns review-after-budget profile/W", "hint review-no-next review/W"}, empty9...),
			map[workbook.Lesson]string{
				workbook.LessonPrenegotiate: "If “Two nurses are signed off on the new pumps” by 30 Apr, then one night shift a month at most from 1 Apr; Ines approves it. " +
					"You wrote it down on 20 Jan; a yes is missing. Unconfirmed is a hope, not an agreement. Still open: what happens if your manager moves on.",
				workbook.LessonReviews:   "Your talk on 12 Mar comes 11 days after the budget is set: ask for half an hour before 1 Mar.",
				workbook.LessonFirstMile: "You hit both, and they agree: you stand on the first mile.",
			}},
		{"Tomas", workbooktest.Tomas(), append([]string{
			"blocks kpi-missed-proof kpis/K1", "warns kpi-missed kpis/K1", "warns kpi-missed-extra kpis/K1", "warns extras-outnumber ", "warns extra-no-told extras/E2",
			"hint extra-no-credit extras/E1", "hint extra-no-credit extras/E3", "hint extra-routine extras/E3", "hint trust-no-example "}, empty9...),
			map[workbook.Lesson]string{
				workbook.LessonFirstMile: "Jobs passed at first inspection is missed while three pieces of extra work are listed. " +
					"To whoever pays for the target, the extra looks like a way around it.",
			}},
		{"Dana", workbooktest.Dana(), []string{
			"blocks step-below-minimum steps/S3", "blocks trade-must objections/B2", "warns step-grows steps/S2", "hint step-free steps/S2",
			"warns talk-threat talk/W", "warns objection-no-answer objections/B1", "hint objection-no-date objections/B1"}, nil},
		{"Wen", workbooktest.Wen(), nil,
			map[workbook.Lesson]string{
				workbook.LessonPrenegotiate: "If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun, then three days a week at home from 1 Jul; Lee approves it. " +
					"Confirmed on 28 Jan; 149 days left to deliver.",
				workbook.LessonReviews:  "24 days to the talk, 42 to the budget, and three check-ins before it: bring one fact to each.",
				workbook.LessonTrust:    "You say I once, we once, and name Sam: well told.",
				workbook.LessonStrategy: "Every piece stands. Say the first sentence aloud twice, and leave the rest.",
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := Of(c.w, valuetest.Day(workbooktest.CasesISO))
			got := laterFindings(a)
			want := slices.Sorted(slices.Values(c.want))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			for l, told := range c.told {
				if got := strings.Join(a.Insight(l), " "); !strings.HasPrefix(got, told) {
					t.Errorf("lesson %d tells\n%s\nwant\n%s", l.Number(), got, told)
				}
			}
		})
	}
}

// laterFindings are those of lessons 5 to 9, sorted.
func laterFindings(a *Advice) []string {
	var out []string
	for _, f := range a.Findings() {
		if f.Lesson.Number() >= 5 {
			out = append(out, f.Severity.String()+" "+f.Rule+" "+string(f.Record))
		}
	}
	slices.Sort(out)
	return out
}

// A target that is reached again takes its findings away, and not those about the rest.
func TestTomasGetsThere(t *testing.T) {
	w := workbooktest.Tomas()
	today := valuetest.Day(workbooktest.CasesISO)
	before := laterFindings(Of(w, today))
	w.KPIs[0].By = valuetest.Day("2027-03-31")
	if diff := cmp.Diff(before, laterFindings(Of(w, today))); diff != "" {
		t.Errorf("with a day (-before +now):\n%s", diff)
	}
	w.KPIs[0].Actual = valuetest.Amount("95 %")
	gone := []string{"blocks kpi-missed-proof kpis/K1", "warns kpi-missed kpis/K1", "warns kpi-missed-extra kpis/K1"}
	want := slices.DeleteFunc(before, func(s string) bool { return slices.Contains(gone, s) })
	if diff := cmp.Diff(want, laterFindings(Of(w, today))); diff != "" {
		t.Errorf("on target (-want +got):\n%s", diff)
	}
}

// Who has begun nothing lacks nothing yet.
func TestAnEmptyWorkbookHasHintsOnly(t *testing.T) {
	for _, f := range Of(workbook.Workbook{ID: "W"}, value.Date{}).Findings() {
		if f.Severity != Hints {
			t.Errorf("%s %s: %s", f.Severity, f.Rule, f.Text)
		}
	}
}
