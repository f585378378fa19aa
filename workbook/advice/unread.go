package advice

import (
	"fmt"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// What was typed but could not be read is kept and reckoned with by no rule;
// these helpers make the finding that says so, in the lesson where it is mended.

const (
	exampleAmount = "92k or 92,000"
	exampleDate   = "12 mar or 2027-03-12"
)

type typedAmount struct {
	field  string
	amount value.Amount
}

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

// otherUnit gives the first amount that has another unit than those before it,
// and the amount that it differs from; its field is "" when all agree.
func otherUnit(base value.Amount, rest ...typedAmount) (first value.Amount, other typedAmount) {
	first = base
	for _, t := range rest {
		switch {
		case !t.amount.OK():
		case !first.OK():
			first = t.amount
		case !first.Comparable(t.amount):
			return first, t
		}
	}
	return first, typedAmount{}
}
