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
	shared := workbook.Schema.Shared(w)
	dealt := map[workbook.ID]bool{} // which a deal may name
	for _, d := range shared.Deals {
		dealt[d.Return] = dealt[d.Return] || inWriting(d)
	}
	n := 5000 // ids of what is put in stand behind all others
	id := func() workbook.ID { n++; return workbooktest.ID(n) }
	var returns []workbook.Return
	for i, r := range w.Returns {
		if !asked[r.ID] && !dealt[r.ID] {
			continue
		}
		kept := workbook.Return{ID: r.ID, Kind: r.Kind, Name: r.Name}
		if i < len(other.Returns) {
			o := other.Returns[i]
			if alone && !dealt[r.ID] {
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
	return later(w, shared, other, id)
}

func inWriting(d workbook.Deal) bool {
	return d.Status == workbook.DealEmailed || d.Status == workbook.DealConfirmed
}

// later is secretly for lessons 5 to 9 and what comes behind them, of which shared has
// what is not private.
func later(w, shared, other workbook.Workbook, id func() workbook.ID) workbook.Workbook {
	w.Deals = slices.DeleteFunc(shared.Deals, func(d workbook.Deal) bool {
		return d.Status != workbook.DealEmailed && d.Status != workbook.DealConfirmed
	})
	for i := range w.Deals {
		d := &w.Deals[i]
		d.KPI, d.Source, d.Partial, d.Outside, d.Successor, d.Outcome = "", "secret", "secret", "secret", "secret", workbook.OutcomeMissed
	}
	for i, d := range other.Deals {
		d.ID, d.Return, d.KPI = id(), "", ""
		if d.Private = i%2 == 0; !d.Private {
			d.Status = workbook.DealSaid
		}
		w.Deals = append(w.Deals, d)
	}
	w.KPIs, w.Extras = shared.KPIs, shared.Extras
	for i := range w.KPIs {
		w.KPIs[i].Outside = "secret"
	}
	for i := range w.Extras {
		e := &w.Extras[i]
		e.Whom, e.Leg, e.Habit, e.Over, e.Outage = "secret", workbook.WordKept, value.Yes, value.Yes, workbook.Outage{Knew: true}
		if strings.TrimSpace(e.Told) == "" {
			e.Words, e.Credit = "secret", nil
		}
	}
	for _, k := range other.KPIs {
		k.ID, k.Private = id(), true
		w.KPIs = append(w.KPIs, k)
	}
	for _, e := range other.Extras {
		e.ID, e.Private = id(), true
		w.Extras = append(w.Extras, e)
	}
	agenda, after, next, by := w.Review.Agenda, w.Review.After, w.Talk.Next, w.Talk.NextBy
	w.Review, w.Talk, w.FirstMile, w.Recap = other.Review, other.Talk, other.FirstMile, other.Recap
	w.Review.Agenda, w.Review.After, w.Talk.Next, w.Talk.NextBy = agenda, after, next, by
	w.CheckIns, w.Promises, w.Notes, w.Results = other.CheckIns, other.Promises, other.Notes, other.Results
	w.Objections, w.Steps, w.Packages, w.Portions = other.Objections, other.Steps, other.Packages, other.Portions
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
type token struct {
	of, text string
	kept     bool // in a record that is private, or of a deal that is not in writing
	said     bool // of a deal that was said, which a letter writes down
}

// never tells whether a manager may not read it even where all is released: what is in
// no ask, no figure and not in the profile, and the least that one would take.
func (k token) never() bool {
	of, field, _ := strings.Cut(k.of, ".")
	if k.kept {
		return true
	}
	switch of {
	case "asks":
		return slices.Contains([]string{"minimum", "outweighs"}, field)
	case "returns":
		return field != "name" // that of an ask may be its heading
	case "job":
		return field == "inflation"
	case "deals":
		return slices.Contains([]string{"source", "partial", "outside", "successor"}, field)
	case "kpis":
		return field == "outside"
	case "extras":
		return !slices.Contains([]string{"what", "result", "words", "credit"}, field) // the first two as what shows an ask
	case "review":
		return field != "agenda"
	case "talk":
		return field != "next"
	}
	return !slices.Contains([]string{"figures", "profile"}, of)
}

// tokens gives every text, unit and number of a workbook a spelling of its own,
// and lists them.
func tokens(w *workbook.Workbook) []token {
	var out []token
	label, kept, said := "", false, false
	shared := workbook.Schema.Shared(*w)
	word := func() string {
		out = append(out, token{label, fmt.Sprintf("zq%dx", 100+len(out)), kept, said})
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
		out = append(out, token{label, a.Number(), kept, said})
		return a
	}
	for _, c := range workbook.Schema.Collections {
		if c.Kept {
			continue
		}
		for id, rec := range c.Each(w) {
			d, deal := rec.(*workbook.Deal)
			has := workbook.Schema.Has(&shared, workbook.RecordKey(c.Name, id))
			kept = c.Name != workbook.AskRecords && !has || deal && !inWriting(*d)
			said = deal && has && d.Status == workbook.DealSaid
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
					if *at = at.AddDays(1); at.Unread() != "" {
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
// not released, in that place and as it is now; and whatever was released, no minimum,
// must-have, offer, step, promise, objection, package, note or recap does, no private
// row, and no deal that is not in writing.
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
	if got, want := plan.LeftOut(w, plan.OwnTexts(w)), fmt.Sprintf("Left out: %d texts not released, one of them since it changed; lessons 2, 4 and 9; deals not in writing; untold extra work; promises; your minimum.", len(plan.OwnTexts(w))); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	w = released(w)
	if got := plan.LeftOut(w, plan.OwnTexts(w)); got != "Left out: lessons 2, 4 and 9; deals not in writing; untold extra work; promises; your minimum." {
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
		"Left out: lessons 2, 4 and 9; deals not in writing; untold extra work; promises; what you keep private.": {
			Returns: []workbook.Return{must}, Offers: []workbook.Offer{{ID: workbooktest.ID(3)}}, Talk: workbook.Talk{Opening: "Thank you."},
			Deals: []workbook.Deal{{ID: workbooktest.ID(6), Deliver: "Calls"}}, Extras: []workbook.Extra{{ID: workbooktest.ID(7), What: "A guide"}},
			Promises: []workbook.Promise{{ID: workbooktest.ID(8)}}, KPIs: []workbook.KPI{{ID: workbooktest.ID(9), What: "Quota", Private: true}}},
		"Left out: lesson 9.":              {Steps: []workbook.Step{{ID: workbooktest.ID(3)}}},
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

// TestManagersCases: what the manager of each of the people in the cases may read.
func TestManagersCases(t *testing.T) {
	for name, c := range map[string]struct {
		w           workbook.Workbook
		has, hasNot []string
	}{
		"Rosa": {workbooktest.Rosa(), []string{
			"> If “Two nurses are signed off on the new pumps” by 30 Apr 2027, then one night shift a month at most from 1 Apr 2027; Ines approves it.\n",
			"As I wrote it down on 20 Jan 2027; a yes is still missing.",
			"| Medication checks signed | at least 98% | 99% | hit | 15 Jan 2027 | Ines, in September | yes |", "| Falls with injury | at most 0 | 0 | hit |", "1. What we agreed\n2. No night shifts\n",
		}, []string{" 2 ", "must-have", "two night shifts", "pumps come late"}},
		"Tomas": {workbooktest.Tomas(), []string{
			"| Jobs passed at first inspection | at least 95% | 91% | missed |", "- Rebuilt the tool store: Nobody searches for cable now\n", "> I answer it.\n",
		}, []string{"apprentice", "Ben", "exam", "looks like a way around"}},
		"Dana": {workbooktest.Dana(), []string{
			"- **Next step:** Kim asks finance, by 20 Mar 2027\n", "- **Next meeting:** 22 Apr 2027\n", "| Quota | at least 100% | 131% | hit |",
		}, []string{"136,000", "131,000", "127,000", "128,000", "another offer", "half", "leaving", "sleep on it", "hardest", "region is"}},
		"Wen": {workbooktest.Wen(), []string{
			"> If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun 2027, then three days a week at home from 1 Jul 2027; Lee approves it.\n",
			"Confirmed on 28 Jan 2027.", "> Sam tested every step; I wrote it down; we use it every night.\n\n- **With:** Sam\n",
		}, []string{"88,000", "89,000", "90,000", "92,000", "rota", "two days", "new system", "no budget", "incidents, Better"}},
	} {
		got := plan.Markdown(plan.Build(released(c.w), plan.Manager, today))
		for _, s := range c.has {
			if !strings.Contains(got, s) {
				t.Errorf("%s: the copy lacks %q:\n%s", name, s, got)
			}
		}
		for _, s := range c.hasNot {
			if strings.Contains(got, s) {
				t.Errorf("%s: the copy has %q:\n%s", name, s, got)
			}
		}
		if c.w.Released = nil; len(plan.Build(c.w, plan.Manager, today).Sections) != 2 { // the day of the talk, and that there is to be a next step
			t.Errorf("%s: something shows that was not released", name)
		}
	}
}

// What was released and changed since is told where the copy says what it goes without.
func TestLeftOutSinceItChanged(t *testing.T) {
	for want, change := range map[string]func(w *workbook.Workbook){
		"Left out: lesson": func(*workbook.Workbook) {},
		"Left out: 1 text not released since it changed; ": func(w *workbook.Workbook) { w.KPIs[0].Actual = valuetest.Amount("13 incidents") },
		"Left out: 2 texts not released since they changed; ": func(w *workbook.Workbook) {
			w.KPIs[0].AsOf, w.Extras[0].Words = valuetest.Day("2027-01-30"), "Sam did it; I helped; we use it."
		},
		"Left out: 2 texts not released, one of them since it changed; ": func(w *workbook.Workbook) {
			w.KPIs[0].AsOf, w.Talk.Next, w.Talk.NextBy = valuetest.Day("2027-01-30"), "Lee asks finance", value.Date{}
		},
		"Left out: 1 text not released; ": func(w *workbook.Workbook) { w.Talk.Next = "Lee asks finance" },
	} {
		w := workbooktest.Wen()
		w.Talk.Next, w.Talk.NextBy = "", value.Date{}
		w = released(w)
		change(&w)
		if got := plan.LeftOut(w, plan.OwnTexts(w)); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A text that was changed asks again, in every place that lessons 5 to 9 have.
func TestChangedWorkAsksAgain(t *testing.T) {
	w := workbooktest.Wen()
	w.Asks[0].KPIs, w.Asks[0].Extras = []workbook.ID{"K1"}, []workbook.ID{"E1"}
	w = released(w)
	for label, change := range map[string]func(w *workbook.Workbook){
		"Deal 1":            func(w *workbook.Workbook) { w.Deals[0].Since = valuetest.Day("2027-01-29") },
		"Target 1":          func(w *workbook.Workbook) { w.KPIs[0].Actual = valuetest.Amount("13 incidents") },
		"Extra work 1":      func(w *workbook.Workbook) { w.Extras[0].Credit = workbooktest.Proofs("Sam", "Ines") },
		"Agenda, point 2":   func(w *workbook.Workbook) { w.Review.Agenda[1].Text = "Money" },
		"Next step":         func(w *workbook.Workbook) { w.Talk.NextBy = valuetest.Day("2027-03-02") },
		"Next meeting":      func(w *workbook.Workbook) { w.Review.After = valuetest.Day("2027-04-23") },
		"Base pay, proof 2": func(w *workbook.Workbook) { w.KPIs[0].What = "Incidents" },
		"Base pay, proof 3": func(w *workbook.Workbook) { w.Extras[0].Result = "They sleep" },
	} {
		changed := w.Clone()
		change(&changed)
		found := false
		for _, o := range plan.OwnTexts(changed) {
			if o.Label == label {
				found = true
				if o.Released || o.Why != plan.Changed && label != "Deal 1" { // which says the target, too
					t.Errorf("%s: %+v", label, o)
				}
			}
		}
		if !found {
			t.Errorf("there is no %q", label)
		}
	}
}
