package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonReviews,
		rules: []rule{
			{id: "review-no-budget", severity: Hints, missing: true, check: reviewNoBudget},
		},
		insight: insightReviews,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			r := w.Review
			started = r.Cadence != "" || !r.Next.IsZero() || len(r.Agenda) > 0 || !r.Sent.IsZero() || !r.After.IsZero() || r.Theirs != "" || len(w.CheckIns) > 0
			return started, !r.Budget.IsZero() && len(r.Agenda) > 0, value.Counted(len(w.CheckIns), "check-in")
		},
	})
}

func reviewNoBudget(w *dated) []Finding {
	if !w.Review.Budget.IsZero() {
		return nil
	}
	return one(Finding{Record: w.at(workbook.ReviewRecords), Field: "budget", Text: "You do not know when the budget is set.",
		Do: "Ask finance or HR; it is a fair question."})
}

func insightReviews(w *dated) []string {
	if w.Review.Budget.IsZero() && w.Profile.Meeting.IsZero() {
		return []string{"Find one date first: the day on which the money for raises is divided."}
	}
	return []string{"The days are on the line."}
}
