package workbook_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// The sentence of a deal, as far as it is answered, and as a form with ‹gaps›.
func TestDealSentence(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	whole := func() workbook.Deal { return workbooktest.Wen().Deals[0] }
	number := func(now, target string) func(d *workbook.Deal) {
		return func(d *workbook.Deal) { d.Today, d.Target = valuetest.Amount(now), valuetest.Bound(target) }
	}
	const then = ", then three days a week at home from 1 Jul; Lee approves it."
	for name, c := range map[string]struct {
		change     func(d *workbook.Deal)
		says, form string // form is blank where it is the same
	}{
		"whole":       {func(*workbook.Deal) {}, "If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun" + then, ""},
		"one":         {number("2 a month", "at most 1 a month"), "If “Open incidents” goes from 2 to at most 1 a month by 30 Jun" + then, ""},
		"per cent":    {number("80 %", "at least 95 %"), "If “Open incidents” goes from 80% to at least 95% by 30 Jun" + then, ""},
		"bare today":  {number("80", "at least 95 %"), "If “Open incidents” goes from 80% to at least 95% by 30 Jun" + then, ""},
		"bare":        {number("12 incidents", "at most 4"), "If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun" + then, ""},
		"two units":   {number("3 days", "at most 4 hours"), "If “Open incidents” goes from 3 days to at most 4 hours by 30 Jun" + then, ""},
		"by the hour": {number("20 USD/hour", "at least 22 USD/hour"), "If “Open incidents” goes from $20 to at least $22 an hour by 30 Jun" + then, ""},
		"zero":        {number("2 accidents", "at most 0 accidents"), "If “Open incidents” goes from 2 to at most 0 accidents by 30 Jun" + then, ""},
		"no today": {func(d *workbook.Deal) { d.Today = value.Amount{} }, "If “Open incidents” reaches at most 4 incidents by 30 Jun" + then,
			"If “Open incidents” goes from ‹how is it today?› to at most 4 incidents by 30 Jun" + then},
		"no promise": {func(d *workbook.Deal) { d.Target = value.Bound{} }, "If “Open incidents” by 30 Jun" + then,
			"If “Open incidents” goes from 12 incidents to ‹how much do you promise?› by 30 Jun" + then},
		"a statement": {func(d *workbook.Deal) { d.Target = valuetest.Bound("=The audit is passed.") }, "If “The audit is passed” by 30 Jun" + then, ""},
		"words of what is delivered": {func(d *workbook.Deal) { d.Target = valuetest.Bound("=live in production") },
			"If “Open incidents” reaches “live in production” by 30 Jun" + then, ""},
		"words in quotes": {func(d *workbook.Deal) { d.Target = value.Bound{Statement: `"live in production"`} },
			"If “Open incidents” reaches “live in production” by 30 Jun" + then, ""},
		"a sentence in quotes": {func(d *workbook.Deal) { d.Target = value.Bound{Statement: `"The audit is passed."`} }, "If “The audit is passed” by 30 Jun" + then, ""},
		"nothing but words":    {func(d *workbook.Deal) { d.Deliver, d.Target = "", valuetest.Bound("=live in production") }, "If “live in production” by 30 Jun" + then, ""},
		"next year": {func(d *workbook.Deal) { d.Due, d.Effective = valuetest.Day("2028-01-31"), valuetest.Day("2028-02-01") },
			"If “Open incidents” goes from 12 to at most 4 incidents by 31 Jan 2028, then three days a week at home from 1 Feb 2028; Lee approves it.", ""},
		"no name": {func(d *workbook.Deal) { d.Deliver, d.Approver, d.Get = "", "", "A title." },
			"If it goes from 12 to at most 4 incidents by 30 Jun, then A title from 1 Jul.",
			"If ‹what do you deliver?› goes from 12 to at most 4 incidents by 30 Jun, then A title from 1 Jul; ‹who?› approves it."},
		"a word from HR": {func(d *workbook.Deal) { d.Approver = "Lee, with a word from HR" },
			"If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun, then three days a week at home from 1 Jul; Lee, with a word from HR, approves it.", ""},
		"a sum for a name": {func(d *workbook.Deal) { d.Approver = "£2,700 a month" },
			"If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun, then three days a week at home from 1 Jul.",
			"If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun, then three days a week at home from 1 Jul; ‹who?› approves it."},
		"a return alone": {func(d *workbook.Deal) { *d = workbook.Deal{Deliver: "The move", Return: "R2"} }, "If “The move”, then “Days at home”.",
			"If “The move” goes from ‹how is it today?› to ‹how much do you promise?› by ‹when?›, then ‹how much of “Days at home”?› from ‹when?›; ‹who?› approves it."},
		"one side": {func(d *workbook.Deal) { *d = workbook.Deal{Deliver: "The move"} }, "",
			"If “The move” goes from ‹how is it today?› to ‹how much do you promise?› by ‹when?›, then ‹what do you get?› from ‹when?›; ‹who?› approves it."},
		"unread": {func(d *workbook.Deal) { d.Due, d.Effective = value.UnreadDate("soon"), value.UnreadDate("later") },
			"If “Open incidents” goes from 12 to at most 4 incidents, then three days a week at home; Lee approves it.",
			"If “Open incidents” goes from 12 to at most 4 incidents by !soon, then three days a week at home from !later; Lee approves it."},
	} {
		t.Run(name, func(t *testing.T) {
			w, d := workbooktest.Wen(), whole()
			c.change(&d)
			if diff := cmp.Diff(c.says, w.DealSays(d, today)); diff != "" {
				t.Errorf("it says (-want +got):\n%s", diff)
			}
			var form []string
			for _, clause := range w.DealSentence(d, today) {
				s := ""
				for _, p := range clause {
					switch {
					case p.Gap:
						s += "‹" + p.Text + "›"
					case p.Unread:
						s += "!" + p.Text
					default:
						s += p.Text
					}
					if p.Gap && p.Field == "" {
						t.Errorf("nothing fills the gap %q", p.Text)
					}
				}
				form = append(form, s)
			}
			if c.form == "" {
				c.form = c.says
			}
			if diff := cmp.Diff(c.form, strings.Join(form, " ")); diff != "" {
				t.Errorf("its form (-want +got):\n%s", diff)
			}
		})
	}
}
