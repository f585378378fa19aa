package advice

import (
	"fmt"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// What was typed but could not be read is kept and reckoned with by no rule;
// these checks say so, each in the lesson where it is mended.

const (
	exampleAmount = "92k or 92,000"
	exampleDate   = "12 mar or 2027-03-12"
)

func unread[T interface{ Unread() string }](record workbook.Key, where, example string, fields ...typed[T]) []Finding {
	var out []Finding
	for _, t := range fields {
		text, example := t.value.Unread(), example
		if text == "" {
			continue
		}
		if t.field == "inflation" {
			example = "2.5%"
		}
		out = append(out, Finding{Record: record, Field: t.field,
			Text: fmt.Sprintf("“%s” in %s cannot be read.", value.Shorten(value.CleanLine(text), value.MaxQuote), where),
			Do:   "Type it again, such as " + example + "; until then nothing counts it."})
	}
	return out
}

func thresholdUnread(w dated) []Finding {
	var out []Finding
	for _, r := range w.Sorted(workbook.Must) {
		out = append(out, unread(workbook.RecordKey(workbook.ReturnRecords, r.ID), "the threshold of "+quote(r.Name), exampleAmount,
			typed[value.Bound]{"threshold", r.Need.Threshold})...)
	}
	return out
}

func askUnread(w dated) []Finding {
	var out []Finding
	for _, a := range w.Asks {
		out = append(out, unread(workbook.RecordKey(workbook.AskRecords, a.ID), "your ask for "+askName(w, a), exampleAmount,
			typedAmount{"today", a.Today}, typedAmount{"minimum", a.Minimum}, typedAmount{"target", a.Target}, typedAmount{"opening", a.Opening})...)
	}
	return out
}

func figureUnread(w dated) []Finding {
	var out []Finding
	for _, f := range w.Figures {
		at, where := workbook.RecordKey(workbook.FigureRecords, f.ID), "a market figure"
		out = append(out, unread(at, where, exampleAmount, typedAmount{"low", f.Low}, typedAmount{"middle", f.Middle}, typedAmount{"high", f.High})...)
		out = append(out, unread(at, where, exampleDate, typedDate{"date", f.Date})...)
	}
	return out
}

func jobUnread(w dated) []Finding {
	return unread(w.at(workbook.JobRecords), "today's job", exampleAmount, append(jobPay(w.Job), typedAmount{"inflation", w.Job.Inflation})...)
}

func meetingUnread(w dated) []Finding {
	return unread(w.at(workbook.ProfileRecords), "the meeting date", exampleDate, typedDate{"meeting", w.Profile.Meeting})
}

func offerUnread(w dated) []Finding {
	var out []Finding
	for _, o := range w.Offers {
		at, where := workbook.RecordKey(workbook.OfferRecords, o.ID), "the offer of "+employer(o)
		out = append(out, unread(at, where, exampleAmount, offerPay(o)...)...)
		out = append(out, unread(at, where, exampleDate, typedDate{"start", o.Start}, typedDate{"deadline", o.Deadline})...)
	}
	return out
}
