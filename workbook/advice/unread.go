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

type typedDate struct {
	field string
	date  value.Date
}

func unread(field, text, where, example string) Finding {
	if field == "inflation" {
		example = "2.5%"
	}
	return Finding{Field: field, Text: fmt.Sprintf("“%s” in %s cannot be read.", value.Shorten(value.CleanLine(text), value.MaxQuote), where),
		Do: "Type it again, such as " + example + "; until then nothing counts it."}
}

func unreadAmounts(out []Finding, record workbook.Key, where string, fields ...typedAmount) []Finding {
	for _, t := range fields {
		if text := t.amount.Unread(); text != "" {
			f := unread(t.field, text, where, exampleAmount)
			f.Record = record
			out = append(out, f)
		}
	}
	return out
}

func unreadDates(out []Finding, record workbook.Key, where string, fields ...typedDate) []Finding {
	for _, t := range fields {
		if text := t.date.Unread(); text != "" {
			f := unread(t.field, text, where, exampleDate)
			f.Record = record
			out = append(out, f)
		}
	}
	return out
}

func thresholdUnread(_ dated, r workbook.Return) *Finding {
	text := r.Need.Threshold.Unread()
	if text == "" {
		return nil
	}
	f := unread("threshold", text, "the threshold of "+quote(r.Name), exampleAmount)
	return &f
}

func askUnread(w dated) []Finding {
	var out []Finding
	for _, a := range w.Asks {
		out = unreadAmounts(out, workbook.RecordKey(workbook.AskRecords, a.ID), "your ask for "+askName(w, a),
			typedAmount{"today", a.Today}, typedAmount{"minimum", a.Minimum}, typedAmount{"target", a.Target}, typedAmount{"opening", a.Opening})
	}
	return out
}

func figureUnread(w dated) []Finding {
	var out []Finding
	for _, f := range w.Figures {
		record := workbook.RecordKey(workbook.FigureRecords, f.ID)
		out = unreadAmounts(out, record, "a market figure", typedAmount{"low", f.Low}, typedAmount{"middle", f.Middle}, typedAmount{"high", f.High})
		out = unreadDates(out, record, "a market figure", typedDate{"date", f.Date})
	}
	return out
}

func jobUnread(w dated) []Finding {
	all := append(jobPay(w.Job), typedAmount{"inflation", w.Job.Inflation})
	return unreadAmounts(nil, w.at(workbook.JobRecords), "today's job", all...)
}

func meetingUnread(w dated) []Finding {
	return unreadDates(nil, w.at(workbook.ProfileRecords), "the meeting date", typedDate{"meeting", w.Profile.Meeting})
}

func offerUnread(w dated) []Finding {
	var out []Finding
	for _, o := range w.Offers {
		where, at := "the offer of "+employer(o), workbook.RecordKey(workbook.OfferRecords, o.ID)
		out = unreadAmounts(out, at, where, offerPay(o)...)
		out = unreadDates(out, at, where, typedDate{"start", o.Start}, typedDate{"deadline", o.Deadline})
	}
	return out
}
