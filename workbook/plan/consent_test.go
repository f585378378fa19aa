package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

var today = value.NewDate(2027, 1, 30)

func euro(n int64) value.Amount { return value.NewAmount(decimal.NewFromInt(n), "EUR") }

func quantity(n int64, unit string) value.Amount {
	return value.NewAmount(decimal.NewFromInt(n), unit)
}

func heard(w workbook.Workbook, a workbook.Ask) bool {
	r := w.Return(a.Return)
	return !a.Private && (r == nil || !r.Private)
}

// released releases all that the manager's copy can hold.
func released(w workbook.Workbook) workbook.Workbook {
	w = w.Clone()
	for _, o := range plan.OwnTexts(w) {
		w.Release(o.Where, o.Text)
	}
	return w
}

// secretly gives every secret a value from elsewhere and leaves alone what is
// said openly.
func secretly(t *rapid.T, w workbook.Workbook) workbook.Workbook {
	w = w.Clone()
	other := workbooktest.Any().Draw(t, "other")
	amount := func() value.Amount { return workbooktest.Amount().Draw(t, "secret") }
	usesJob := false
	asked := map[workbook.ID]bool{}
	var asks []workbook.Ask
	heard := slices.DeleteFunc(slices.Clone(w.Asks), func(a workbook.Ask) bool { return !heard(w, a) })
	alone := len(heard) == 1 && !plan.Blank(heard[0].Term) // then its return is not named
	for _, a := range heard {
		asked[a.Return] = true
		a.Minimum = amount()
		if a.Say != workbook.SayRange {
			a.Target = amount()
		}
		if a.Say == workbook.SayWords {
			a.Opening, a.Today, a.Target = amount(), amount(), amount()
			a.Basis = ""
		} else {
			usesJob = true
		}
		asks = append(asks, a)
	}
	n := 5000 // ids of what is put in stand behind all others
	id := func() workbook.ID { n++; return workbooktest.ID(n) }
	var returns []workbook.Return
	for i, r := range w.Returns {
		if !asked[r.ID] {
			continue
		}
		kept := workbook.Return{ID: r.ID, Kind: r.Kind, Name: r.Name}
		if i < len(other.Returns) {
			o := other.Returns[i]
			if alone {
				kept.Name = o.Name
			}
			kept.Why, kept.Today, kept.Wanted, kept.Weight, kept.Need = o.Why, o.Today, o.Wanted, o.Weight, o.Need
		}
		returns = append(returns, kept)
	}
	for _, r := range other.Returns {
		r.ID, r.Private = id(), rapid.Bool().Draw(t, "private")
		returns = append(returns, r)
	}
	for _, a := range other.Asks {
		a.ID, a.Private = id(), true
		a.Return = ""
		asks = append(asks, a)
	}
	figures := slices.DeleteFunc(w.Figures, func(f workbook.Figure) bool { return f.Private })
	for _, f := range other.Figures {
		f.ID, f.Private = id(), true
		figures = append(figures, f)
	}
	w.Asks, w.Returns, w.Figures, w.Offers, w.Fallback = asks, returns, figures, other.Offers, other.Fallback
	for i := range w.Offers {
		w.Offers[i].ID, w.Offers[i].Covers = id(), nil
	}
	if !usesJob { // but for what pay is spoken of in, in which figures are shown
		period, hours, days, payments := w.Job.Period, w.Job.Hours, w.Job.Days, w.Job.Payments
		w.Job = other.Job
		w.Job.Period, w.Job.Hours, w.Job.Days, w.Job.Payments = period, hours, days, payments
	}
	w.Job.Inflation = amount()
	return w
}

// TestSecretsDoNotInterfere is the promise behind the manager's plan: change
// all that is secret, and not a byte of it changes.
func TestSecretsDoNotInterfere(t *testing.T) {
	withAsks := 0
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		for i := range w.Asks { // most random numbers are no pay; half of these are
			if len(w.Returns) > 0 && rapid.Bool().Draw(t, "about pay") {
				w.Returns[0].Kind, w.Job.Base = workbook.KindPay, euro(80000)
				w.Asks[i].Return, w.Asks[i].Opening = w.Returns[0].ID, euro(96000)
			}
		}
		w = released(w)
		before, after := plan.Markdown(plan.Build(w, plan.Manager, today)), plan.Markdown(plan.Build(secretly(t, w), plan.Manager, today))
		if before != after {
			t.Fatalf("a secret shows:\n%s\n---\n%s", before, after)
		}
		if strings.Contains(before, "In numbers") {
			withAsks++
		}
	})
	if withAsks == 0 {
		t.Error("no plan had an ask with a number")
	}
}

// token is the spelling of a text, a unit or a number that no other has.
type token struct{ of, text string }

// never tells whether a manager may not read it even where all is released: what is in
// no ask, no figure and not in the profile, and the least that one would take.
func (k token) never() bool {
	of, field, _ := strings.Cut(k.of, ".")
	switch of {
	case "asks":
		return slices.Contains([]string{"minimum", "outweighs"}, field)
	case "returns":
		return field != "name" // that of an ask may be its heading
	case "job":
		return field == "inflation"
	}
	return !slices.Contains([]string{"figures", "profile"}, of)
}

// tokens gives every text, unit and number of a workbook a spelling of its own,
// and lists them.
func tokens(w *workbook.Workbook) []token {
	var out []token
	label := ""
	word := func() string {
		out = append(out, token{label, fmt.Sprintf("zq%dx", 100+len(out))})
		return out[len(out)-1].text
	}
	amount := func(a value.Amount) value.Amount {
		switch {
		case a.Unread() != "":
			return value.UnreadAmount(word())
		case !a.OK():
			return a
		case !a.Money():
			return value.NewAmount(decimal.NewFromInt(7), word())
		}
		a = value.NewAmount(decimal.NewFromInt(int64(700_000+len(out))), a.Unit())
		out = append(out, token{label, a.Number()})
		return a
	}
	for _, c := range workbook.Schema.Collections {
		if c.Kept {
			continue
		}
		for _, rec := range c.Each(w) {
			for _, f := range c.Fields {
				label = f.Label
				switch at := f.At(rec).(type) {
				case *string:
					*at = word()
				case *value.Amount:
					*at = amount(*at)
				case *value.Bound:
					at.Amount = amount(at.Amount)
					at.Statement = word()
				case *value.Date:
					if at.Unread() != "" {
						*at = value.UnreadDate(word())
					}
				case *[]workbook.Entry:
					for i := range *at {
						(*at)[i].Text = word()
					}
				}
			}
		}
	}
	return out
}

// TestOnlyWhatWasReleased: whatever the workbook and whatever was released of it,
// no text and no number of the person's own stands in the manager's file that was
// not released, in that place and as it is now; and no minimum, must-have or offer does,
// whatever was released.
func TestOnlyWhatWasReleased(t *testing.T) {
	shown, held := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.OneOf(workbooktest.Any(), workbooktest.Small()).Draw(t, "w")
		for _, o := range plan.OwnTexts(w) { // what was there before the texts were changed
			if rapid.Bool().Draw(t, "before") {
				w.Release(o.Where, o.Text)
			}
		}
		all := tokens(&w)
		var may []string
		for _, o := range plan.OwnTexts(w) {
			if o.Released {
				t.Fatalf("a text that was changed counts as released: %+v", o)
			}
			if rapid.Bool().Draw(t, "release") {
				w.Release(o.Where, o.Text)
				may = append(may, o.Text)
			}
		}
		read := plan.Markdown(plan.Build(w, plan.Manager, today)) + plan.FileName(plan.Build(w, plan.Manager, today), plan.AsMarkdown)
		for _, token := range all {
			released := slices.ContainsFunc(may, func(s string) bool { return strings.Contains(s, token.text) })
			switch there := strings.Contains(read, token.text); {
			case (there || released) && token.never():
				t.Fatalf("%v is not a manager's:\n%s", token, read)
			case there && !released:
				t.Fatalf("the manager can read %v, which was not released:\n%s", token, read)
			case !there && released:
				t.Fatalf("the manager cannot read %v, which was released:\n%s", token, read)
			case there:
				shown++
			default:
				held++
			}
		}
	})
	if shown == 0 || held == 0 {
		t.Errorf("%d tokens were released, %d were not", shown, held)
	}
}

// TestConsent follows one text: not released, released, changed, taken back.
func TestConsent(t *testing.T) {
	w := filled(t)
	w.Released = nil
	find := func(label string) plan.OwnText {
		t.Helper()
		for _, o := range plan.OwnTexts(w) {
			if o.Label == label {
				return o
			}
		}
		t.Fatalf("no %q among %+v", label, plan.OwnTexts(w))
		return plan.OwnText{}
	}
	reads := func(s string) bool { return strings.Contains(plan.Markdown(plan.Build(w, plan.Manager, today)), s) }
	o := find("Base pay, numbers")
	if o.Released || o.Why != "" || reads("96,000") || o.Line() != "€96,000, base pay, today €82,000, +17.1%" {
		t.Errorf("before: %+v, %q", o, o.Line())
	}
	w.Release(o.Where, o.Text)
	if o = find("Base pay, numbers"); !o.Released || !reads("**In numbers:** €96,000, base pay") || !reads("+17.1%") || !reads("€82,000") {
		t.Errorf("released: %+v", o)
	}
	w.Job.Base = euro(83000)
	if o = find("Base pay, numbers"); o.Released || o.Why != "Changed since you released it." || reads("96,000") {
		t.Errorf("changed: %+v", o)
	}
	w.Asks[0].Proofs[0].Text = "Contoso asked how we plan."
	if o = find("Base pay, proof 1"); o.Why != "Names an offer of lesson 4." {
		t.Errorf("a suspect: %+v", o)
	}
	if got, want := plan.LeftOut(w, plan.OwnTexts(w)), fmt.Sprintf("Left out: %d texts not released; lessons 2 and 4; your minimum.", len(plan.OwnTexts(w))); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	w = released(w)
	if got := plan.LeftOut(w, plan.OwnTexts(w)); got != "Left out: lessons 2 and 4; your minimum." {
		t.Errorf("%q", got)
	}
	w.Figures[0].Date = value.Date{}
	if o = find("Market figure 1"); o.Released || o.Why == "" {
		t.Errorf("a figure is released as a whole: %+v", o)
	}
	w.Asks[0].Reason = strings.Repeat("x", value.MaxText+1)
	w.Release(find("Base pay, reason").Where, w.Asks[0].Reason)
	if o = find("Base pay, reason"); o.Released || o.Why != "Too long to be released." {
		t.Errorf("too long: %t %s", o.Released, o.Why)
	}
}

// TestLeftOut: only what is there is said to be left out.
func TestLeftOut(t *testing.T) {
	must := workbook.Return{ID: workbooktest.ID(2), Name: "Base pay", Need: workbook.Need{Sort: workbook.Must}}
	for want, w := range map[string]workbook.Workbook{
		"Left out: nothing.":  {Returns: []workbook.Return{{ID: workbooktest.ID(2), Name: "Base pay"}}},
		"Left out: lesson 2.": {Returns: []workbook.Return{must}},
		"Left out: lesson 4.": {Offers: []workbook.Offer{{ID: workbooktest.ID(3)}}},
		"Left out: lessons 2 and 4; your minimum.": {Returns: []workbook.Return{must}, Fallback: workbook.Fallback{Plan: "Stay."},
			Asks: []workbook.Ask{{ID: workbooktest.ID(4), Minimum: euro(88000)}}},
		"Left out: 1 text not released.":   {Profile: workbook.Profile{Person: "Dana"}},
		"Left out: what you keep private.": {Figures: []workbook.Figure{{ID: workbooktest.ID(5), Source: "Maria", Private: true}}},
	} {
		if got := plan.LeftOut(w, plan.OwnTexts(w)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A text that was released before what it says became the minimum is named again.
func TestLookAgain(t *testing.T) {
	w := filled(t)
	w.Asks[0].Reason = "At 89,500 we both win."
	for _, o := range plan.OwnTexts(w) {
		if strings.HasSuffix(o.Label, "Base pay, reason") {
			w.Release(o.Where, o.Text)
		}
	}
	if got := plan.LookAgain(plan.OwnTexts(w)); strings.Contains(got, "Base pay, reason") {
		t.Fatalf("nothing was to be looked at again: %s", got)
	}
	w.Asks[0].Minimum = valuetest.Amount("89500 EUR")
	if got := plan.LookAgain(plan.OwnTexts(w)); got != "Look again at what you released: Base pay, reason – Says your minimum." {
		t.Errorf("%q", got)
	}
}
