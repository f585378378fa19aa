package advice

import (
	"fmt"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// otherUnit gives the first amount that has another unit than those before it,
// and the amount that it differs from; its field is "" when all agree.
func otherUnit(all ...workbook.Part) (first value.Amount, other workbook.Part) {
	for _, p := range all {
		switch {
		case !p.Amount.OK(), p.Amount.ShareOfBase(): // a share of base is money once the base is
		case !first.OK():
			first = p.Amount
		case !first.Like(p.Amount):
			return first, p
		}
	}
	return first, workbook.Part{}
}

// currencyNone: amounts typed without a sign have none until a currency is named.
func currencyNone(w *dated) []Finding {
	if w.Currency() != "" {
		return nil
	}
	for p := range workbook.Schema.Amounts(&w.Workbook) {
		if p.Amount.Unit() == value.Bare {
			return one(Finding{Record: w.at(workbook.ProfileRecords), Field: "currency", Text: "Your amounts have no currency yet.",
				Do: "Name it in the conversation (e on the map), or type one amount with its sign; the others follow."})
		}
	}
	return nil
}

// payDoubt: two amounts of pay that differ more than five times are seldom for the
// same period (ours).
func payDoubt(w *dated) []Finding {
	typed := w.typed.Named()
	d, found := typed.Doubt()
	if !found {
		return nil
	}
	if d.Other.Per() == w.typed.OwnPeriod() {
		d.Other = d.Other.For(value.Period{})
	}
	f := Finding{Record: d.Record, Field: d.Field, Text: fmt.Sprintf("%s stands beside %s.", d.One, d.Other),
		Do: "Type it again with what it is for, such as an hour or a month, or mend the other; until then no percentage is made of them."}
	if d.Guess != "" {
		f.Text = fmt.Sprintf("%s stands beside %s: is it by the %s?", d.One.For(value.Period{}), d.Other, d.Guess)
	}
	if w.typed.OwnPeriod().IsZero() {
		f.Record, f.Field = w.at(workbook.JobRecords), "period"
		f.Do = "Say in today's pay what your pay is for, an hour, a month or a year; until then no percentage is made of the two."
	}
	return one(f)
}

// payHours: where pay of two periods meets, the hours of a week turn one into the other.
func payHours(w *dated) []Finding {
	y := w.WorkYear()
	hourly, other := false, false
	for p := range workbook.Schema.Amounts(&w.Workbook) {
		if p.Amount.Money() && p.Field.Spans(&w.Workbook, p.Rec) != schema.Itself {
			hourly, other = hourly || p.Amount.Per() == value.Hour, other || p.Amount.Per() != value.Hour
		}
	}
	if y.Hours.IsPositive() || !hourly || !other {
		return nil
	}
	return one(Finding{Record: w.at(workbook.JobRecords), Field: "hours", Text: "Some of your amounts are for an hour and some are not, so they are not compared.",
		Do: "Write in today's pay how many hours a week you work."})
}

// askUnitsDiffer sets today's pay from the job beside the numbers only where
// both are money: "4% match" beside $6,000 of benefits is no slip.
func askUnitsDiffer(w *dated, a workbook.Ask, name string) *Finding {
	numbers := []workbook.Part{
		{Field: "minimum", Amount: w.AskAmount(a, a.Minimum)},
		{Field: "target", Amount: w.AskAmount(a, a.Target)},
		{Field: "opening", Amount: w.AskAmount(a, a.Opening)},
	}
	for i := range numbers { // a bare 2 beside "3 nights a week" is so many nights once it is left
		for _, n := range []value.Amount{a.Minimum, a.Target, a.Opening, w.AskToday(a)} {
			if bare := &numbers[i].Amount; bare.OK() && bare.Unit() == "" && n.Counted() {
				*bare = bare.Counting(n.Unit())
			}
		}
	}
	first, other := otherUnit(numbers...)
	if now := w.AskToday(a); other.Field == "" && first.OK() && (a.Today.OK() || now.Money() && first.Money()) {
		first, other = otherUnit(append([]workbook.Part{{Field: "today", Amount: now}}, numbers...)...)
	}
	if other.Field == "" {
		return nil
	}
	return &Finding{Field: other.Field, Text: fmt.Sprintf("The numbers of your ask for %s are not in one unit: %s and %s.", name, first, other.Amount),
		Do: "Write all of them in the same currency or unit; until then they are not compared."}
}

// askMustUnits: a must-have and the ask about it that are in two units say nothing of each
// other, and that is told rather than passed over.
func askMustUnits(w *dated, a workbook.Ask, name string) *Finding {
	r := w.Return(a.Return)
	if r.Need.Sort != workbook.Must || r.Kind == workbook.KindPay && w.BasisOf(r) != w.AskBasis(a) || askUnitsDiffer(w, a, name) != nil {
		return nil
	}
	for _, p := range []workbook.Part{{Field: "minimum", Amount: a.Minimum}, {Field: "target", Amount: a.Target}, {Field: "opening", Amount: a.Opening}} {
		if !p.Amount.OK() {
			continue
		}
		line, n := w.BoundBeside(*r, p.Amount), w.AskAmount(a, p.Amount)
		if !line.Amount.OK() || line.Amount.Like(n) {
			return nil
		}
		why, do := notCompared(line.Amount, n)
		if hourly := line.Amount.Per() == value.Hour || n.Per() == value.Hour; hourly && line.Amount.Unit() == n.Unit() && payHours(w) != nil {
			return nil // that tells it of all amounts
		}
		return &Finding{Field: p.Field, Text: fmt.Sprintf("%s has to be %s, and the %s of your ask is %s: they are not compared, since %s.",
			value.Sentence(name), line, p.Field, n, why), Do: do}
	}
	return nil
}

// notCompared says why two amounts are not compared, and what would mend it.
func notCompared(x, y value.Amount) (why, do string) {
	do = "Write both in the same unit; until then nobody can tell whether the ask brings what you must have."
	share := func(a value.Amount) bool { return strings.HasPrefix(a.Unit(), "%") || a.ShareOfBase() }
	switch {
	case share(x) != share(y) && (x.Money() || y.Money()):
		return "it is not known what the share is of", "Write both as money, or both as a percentage; a share of base pay counts once today's base is known."
	case x.Money() && y.Money() && x.Unit() != y.Unit():
		return "no rate is known here", "Write both in one currency."
	case x.Money() && y.Money():
		return "one cannot be turned into the other here", "Write both for the same period, such as a month."
	}
	return "they are not in one unit", do
}

// anyPeriod makes amounts of an hour and of a year like each other: these are converted.
func anyPeriod(parts []workbook.Part) []workbook.Part {
	for i, p := range parts {
		parts[i].Amount = p.Amount.For(value.Period{})
	}
	return parts
}

func jobUnitsDiffer(w *dated) []Finding {
	if w.Job.Base.InAll() { // nothing is added to it
		return nil
	}
	first, other := otherUnit(anyPeriod(w.Job.Parts())...)
	if other.Field == "" {
		return nil
	}
	return one(Finding{Record: w.at(workbook.JobRecords), Field: other.Field,
		Text: fmt.Sprintf("Today's pay mixes %s and %s, so it is not added up.", first, other.Amount),
		Do:   "Write all of it in one currency; no rate is known here."})
}

func currencyUnknown(w *dated) []Finding {
	if w.Profile.Currency == "" || value.IsCurrency(w.Profile.Currency) {
		return nil
	}
	return one(Finding{Record: w.at(workbook.ProfileRecords), Field: "currency", Text: value.Echo(w.Profile.Currency) + " is not a currency code.",
		Do: "Set it to three letters, such as USD, EUR or GBP."})
}
