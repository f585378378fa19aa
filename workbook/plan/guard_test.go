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
	"firstmile/workbook/workbooktest"
)

var today = workbook.NewDate(2027, 1, 30)

func euro(n int64) workbook.Amount { return workbook.NewAmount(decimal.NewFromInt(n), "EUR") }

func quantity(n int64, unit string) workbook.Amount {
	return workbook.NewAmount(decimal.NewFromInt(n), unit)
}

// openTexts points at every text that the manager reads.
func openTexts(w *workbook.Workbook) []*string {
	out := []*string{&w.Profile.Name, &w.Profile.Person, &w.Profile.Employer, &w.Profile.Role, &w.Profile.With}
	for i := range w.Asks {
		a := &w.Asks[i]
		out = append(out, &a.Term, &a.Reason, &a.Cost)
		for k := range a.Proofs {
			out = append(out, &a.Proofs[k])
		}
	}
	for i := range w.Figures {
		out = append(out, &w.Figures[i].Source, &w.Figures[i].Role, &w.Figures[i].Place)
	}
	return out
}

func open(w workbook.Workbook, a workbook.Ask) bool {
	r := w.Return(a.Return)
	return !a.Private && (r == nil || !r.Private)
}

// secretly gives every secret a value from elsewhere and leaves alone what is
// said openly.
func secretly(t *rapid.T, w workbook.Workbook) workbook.Workbook {
	w = w.Clone()
	other := workbooktest.Any().Draw(t, "other")
	amount := func() workbook.Amount { return workbooktest.Amount().Draw(t, "secret") }
	usesJob := false
	asked := map[workbook.ID]bool{}
	var asks []workbook.Ask
	for _, a := range w.Asks {
		if !open(w, a) {
			continue
		}
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
		kept := workbook.Return{ID: r.ID, Kind: r.Kind}
		if i < len(other.Returns) {
			o := other.Returns[i]
			kept.Name, kept.Why, kept.Today, kept.Wanted, kept.Weight, kept.Need = o.Name, o.Why, o.Today, o.Wanted, o.Weight, o.Need
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
	w.Asks, w.Returns, w.Figures, w.Offers = asks, returns, figures, other.Offers
	for i := range w.Offers {
		w.Offers[i].ID, w.Offers[i].Covers = id(), nil
	}
	if !usesJob {
		w.Job = other.Job
	}
	w.Job.Inflation = amount()
	return apart(t, w)
}

// apart keeps secret words and open words in two vocabularies, so that nothing
// overlaps and nothing has to be withheld.
func apart(t *rapid.T, w workbook.Workbook) workbook.Workbook {
	hidden := rapid.SampledFrom([]string{"", "Zyxgamma", "Qwertelta & Sons", "Zyxomega *Inc*", "[Qux](x)"})
	for i := range w.Offers {
		w.Offers[i].Employer = hidden.Draw(t, "hidden")
	}
	for i := range w.Returns {
		if s := &w.Returns[i].Need.Threshold; s.Statement != "" {
			s.Statement = hidden.Draw(t, "hidden")
		}
	}
	return w
}

// TestSecretsDoNotInterfere is the promise behind the manager's plan: change
// all that is secret, and not a byte of it changes.
func TestSecretsDoNotInterfere(t *testing.T) {
	withAsks := 0
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		for _, s := range openTexts(&w) {
			if *s != "" {
				*s = rapid.SampledFrom([]string{"a plain word", "# heading *stars*", "<b>Café</b> & co", "planning\nand <more>"}).Draw(t, "open")
			}
		}
		for i := range w.Asks { // most random numbers are no pay; half of these are
			if len(w.Returns) > 0 && rapid.Bool().Draw(t, "about pay") {
				w.Returns[0].Kind, w.Job.Base = workbook.KindPay, euro(80000)
				w.Asks[i].Return, w.Asks[i].Opening = w.Returns[0].ID, euro(96000)
			}
		}
		w = apart(t, w)
		changed := secretly(t, w)
		before, after := plan.Markdown(plan.Build(w, plan.Manager, today)), plan.Markdown(plan.Build(changed, plan.Manager, today))
		if before != after {
			t.Fatalf("a secret shows:\n%s\n---\n%s", before, after)
		}
		if strings.Contains(before, plan.Withheld) || len(plan.Leaks(w)) > 0 {
			t.Fatalf("something was withheld where nothing overlaps: %v", plan.Leaks(w))
		}
		if strings.Contains(before, "In numbers") {
			withAsks++
		}
	})
	if withAsks == 0 {
		t.Error("no plan had an ask with a number, so nothing was tested")
	}
}

// TestNoWordsGiveSecretsAway: texts are drawn from a pool full of secrets, and
// none of these can be read in the manager's plan, in any of the spellings.
func TestNoWordsGiveSecretsAway(t *testing.T) {
	names := map[string][]string{
		"Contoso (example)": {"Contoso", "CONTOSO's offer", "contoso.com", "Con\u200btoso", "Contoso (example)"},
		"Fabrikam Inc.":     {"fabrikam", "Fabrikam Inc", "the Fabrikam-people"},
		"Müller & Söhne":    {"Müller & Söhne", "muller und? Muller & Sohne", "MÜLLER  &  SÖHNE"},
		"腾讯":                {"我在腾讯工作"},
	}
	// What must not be read, in small letters and without what cannot be seen.
	readAs := map[string][]string{"Contoso (example)": {"contoso"}, "Fabrikam Inc.": {"fabrikam"}, "Müller & Söhne": {"müller & söhne", "muller & sohne"}, "腾讯": {"腾讯"}}
	numbers := []string{"88k", "88 K", "88,000", "88.000", "88 000", "88'000", "$88000", "€88,000.00", "88.0k", "0.088m", "88 thousand", "８８，０００", "88-92k", "EUR88000", "88\u00a0000", "8\u200b8000", "88_000"}
	numbersRead := []string{"88k", "88 k", "88,000", "88.000", "88 000", "88'000", "88000", "88.0k", "0.088m", "88 thousand", "８８，０００", "88-92k", "88_000"}
	days := []string{"never below 2 days a week", "2 home days", "at least two days at home", "2-day minimum", "I could live with 2"}
	statement := "No calls on weekends, ever"
	statements := []string{statement, "no calls on   weekends ever", "NO CALLS ON WEEKENDS: EVER!"}
	held, free := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		w.Returns = []workbook.Return{
			{ID: workbooktest.ID(900), Kind: workbook.KindPay},
			{ID: workbooktest.ID(901), Need: workbook.Need{Sort: workbook.Must, Threshold: workbook.Threshold{Statement: statement}}},
		}
		minimum := rapid.SampledFrom([]workbook.Amount{euro(88000), quantity(2, "days a week")}).Draw(t, "minimum")
		for i := range w.Asks {
			a := &w.Asks[i]
			a.Return = rapid.SampledFrom([]workbook.ID{w.Returns[0].ID, w.Returns[1].ID, ""}).Draw(t, "return")
			a.Minimum, a.Today, a.Target, a.Opening = minimum, workbook.Amount{}, euro(91234), euro(95678)
			if rapid.IntRange(0, 3).Draw(t, "open") == 0 {
				a.Opening = minimum
			}
		}
		w.Job = workbook.Job{}
		for i := range w.Figures {
			f := &w.Figures[i]
			f.Low, f.Middle, f.High = workbook.Amount{}, euro(90210), workbook.Amount{}
		}
		w.Offers = nil
		for i, name := range []string{"Contoso (example)", "Fabrikam Inc.", "Müller & Söhne", "腾讯"} {
			if rapid.Bool().Draw(t, "offer") {
				w.Offers = append(w.Offers, workbook.Offer{ID: workbooktest.ID(910 + i), Employer: name})
			}
		}
		pool := slices.Concat([]string{"plain words", "*other* words", "in 12 months"}, numbers, days, statements)
		for _, spellings := range names {
			pool = append(pool, spellings...)
		}
		slices.Sort(pool)
		piece := rapid.SampledFrom(pool)
		for _, s := range openTexts(&w) {
			*s = strings.Join(rapid.SliceOfN(piece, 1, 3).Draw(t, "text"), rapid.SampledFrom([]string{" ", "; ", ". "}).Draw(t, "glue"))
		}
		w.Profile.Employer = rapid.SampledFrom([]string{"Northwind", "Contoso"}).Draw(t, "own employer")

		md := plan.Markdown(plan.Build(w, plan.Manager, today))
		read := strings.ToLower(strings.NewReplacer("\u200b", "", "\u00a0", " ").Replace(shown(t, readers["gfm"], md)))
		var forbidden []string
		for _, o := range w.Offers {
			if o.Employer != "Contoso (example)" || w.Profile.Employer != "Contoso" {
				forbidden = append(forbidden, readAs[o.Employer]...)
			}
		}
		asked, said := false, false
		for _, a := range w.Asks {
			term := strings.ToLower(a.Term)
			asked = asked || open(w, a) && a.Return == w.Returns[1].ID && slices.ContainsFunc(statements, func(s string) bool { return strings.Contains(term, strings.ToLower(s)) })
			said = said || open(w, a) && a.Say != workbook.SayWords && a.Opening.Equal(minimum)
		}
		if !asked {
			forbidden = append(forbidden, "no calls on weekends")
		}
		if !said && len(w.Asks) > 0 {
			if minimum.Money() {
				forbidden = append(forbidden, numbersRead...)
			} else {
				forbidden = append(forbidden, days...)
			}
		}
		for _, bad := range forbidden {
			if strings.Contains(read, bad) {
				t.Fatalf("the manager can read %q in\n%s", bad, md)
			}
		}
		leaks := plan.Leaks(w)
		if strings.Contains(md, plan.Withheld) && len(leaks) == 0 {
			t.Fatal("something was withheld and nothing said so")
		}
		for _, l := range leaks {
			if l.Record == "" || l.Field == "" || !strings.HasSuffix(l.Text, "it is left out of the manager's plan.") {
				t.Fatalf("a leak does not say where or what: %+v", l)
			}
		}
		if len(leaks) > 0 {
			held++
		} else {
			free++
		}
	})
	if held == 0 {
		t.Errorf("%d plans had something to withhold, %d had not", held, free)
	}
}

// TestGuard names, case by case, what gives a secret away and what does not.
func TestGuard(t *testing.T) {
	base := workbook.Workbook{
		ID:      workbooktest.ID(1),
		Profile: workbook.Profile{Employer: "Northwind"},
		Job:     workbook.Job{Base: euro(80000)},
		Returns: []workbook.Return{
			{ID: workbooktest.ID(2), Kind: workbook.KindPay, Need: workbook.Need{Sort: workbook.Must, Threshold: workbook.Threshold{Amount: euro(86500)}}},
			{ID: workbooktest.ID(3), Need: workbook.Need{Sort: workbook.Must, Threshold: workbook.Threshold{Statement: "No calls on weekends"}}},
			{ID: workbooktest.ID(4), Need: workbook.Need{Sort: workbook.Nice, Threshold: workbook.Threshold{Statement: "a window seat"}}},
		},
		Asks: []workbook.Ask{
			{ID: workbooktest.ID(5), Return: workbooktest.ID(2), Minimum: euro(88000), Target: euro(92000), Opening: euro(96000), Term: "More pay."},
			{ID: workbooktest.ID(6), Minimum: quantity(2, "days a week"), Opening: quantity(4, "days a week"), Term: "Days at home."},
			{ID: workbooktest.ID(7), Minimum: quantity(5, "%"), Opening: quantity(9, "%"), Term: "A bonus."},
		},
		Offers: []workbook.Offer{
			{ID: workbooktest.ID(8), Employer: "Contoso (example)", Base: euro(97500), Benefits: euro(12)},
			{ID: workbooktest.ID(9), Employer: "The Fabrikam Company Ltd"},
			{ID: workbooktest.ID(10), Employer: "Northwind East"},
			{ID: workbooktest.ID(11), Employer: "HP"},
			{ID: workbooktest.ID(12), Employer: "northwind"}, // another post in the same house
		},
	}
	for _, c := range []struct {
		text string
		want string // a part of the sentence; "" when the text may be read
	}{
		{"Contoso would pay it", "names “Contoso (example)”"},
		{"At CONTOSO, they do", "names “Contoso"},
		{"see contoso.com", "names “Contoso"},
		{"ContosoX is another", ""},
		{"Fabrikam pays more", "names “The Fabrikam Company Ltd”"},
		{"the company", ""},
		{"Northwind is my place", ""},
		{"Northwind East has a vacancy", "names “Northwind East”"},
		{"HP printers", ""}, // two characters name nothing
		{"no calls on weekends!", "repeats a must-have"},
		{"No calls from Monday on", ""},
		{"I would love a window seat", ""}, // a nice-to-have is no line
		{"not below 88k", "gives away a minimum, €88,000"},
		{"88 is my floor", "a minimum"},
		{"88% on time", ""},
		{"188,000 parcels", ""},
		{"880 parcels", ""},
		{"88,123 parcels", ""},
		{"between 88-92k", "a minimum"},
		{"1988-000", ""},
		{"86,500 would do", "the number of a must-have"},
		{"elsewhere 97.5k", "a number of an offer elsewhere"},
		{"12 parcels", ""},
		{"2 days at home", "gives away a minimum, 2 days a week"},
		{"two days at home", "a minimum"},
		{"2 audits closed", ""},
		{"at least 2", "a minimum"},
		{"5% at least", "a minimum, 5%"},
		{"5 percent", "a minimum"},
		{"5 parcels", ""},
		{"96k, please", ""}, // the opening is said
		{"", ""},
		{strings.Repeat("9", 400), ""},
	} {
		w := base.Clone()
		w.Asks[0].Reason = c.text
		var got string
		for _, l := range plan.Leaks(w) {
			if l.Record != workbook.Key("asks/"+string(w.Asks[0].ID)) || l.Field != "reason" {
				t.Errorf("%q: a leak elsewhere: %+v", c.text, l)
			}
			got = l.Text
		}
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		md := plan.Markdown(plan.Build(w, plan.Manager, today))
		if withheld := strings.Contains(md, plan.Withheld); withheld != (c.want != "") {
			t.Errorf("%q: withheld is %t in\n%s", c.text, withheld, md)
		}
	}
}

// TestGuardWatchesEveryText finds an open text that nobody checks.
func TestGuardWatchesEveryText(t *testing.T) {
	make := func() workbook.Workbook {
		return workbook.Workbook{
			ID:      workbooktest.ID(1),
			Asks:    []workbook.Ask{{ID: workbooktest.ID(5), Proofs: []string{"a", "b"}, Opening: quantity(4, "days"), Today: quantity(1, "days")}},
			Figures: []workbook.Figure{{ID: workbooktest.ID(6), Low: quantity(3, "x"), Middle: quantity(4, "x"), High: quantity(5, "x")}},
			Offers:  []workbook.Offer{{ID: workbooktest.ID(8), Employer: "Contoso"}},
		}
	}
	probe := make()
	for i := range openTexts(&probe) {
		w := make()
		s := openTexts(&w)[i]
		if s == &w.Profile.Employer {
			continue // the person's own employer is no secret
		}
		*s = "from Contoso"
		check(t, w, fmt.Sprintf("text %d", i))
	}
	bad := quantity(3, "days, as at Contoso")
	for name, set := range map[string]func(*workbook.Workbook){
		"opening": func(w *workbook.Workbook) { w.Asks[0].Opening = bad },
		"target":  func(w *workbook.Workbook) { w.Asks[0].Target, w.Asks[0].Say = bad, workbook.SayRange },
		"today":   func(w *workbook.Workbook) { w.Asks[0].Today = bad },
		"low":     func(w *workbook.Workbook) { w.Figures[0].Low = bad },
		"middle":  func(w *workbook.Workbook) { w.Figures[0].Middle = bad },
		"high":    func(w *workbook.Workbook) { w.Figures[0].High = bad },
		"unread": func(w *workbook.Workbook) {
			w.Asks[0].Opening, w.Profile.Meeting = workbook.UnreadAmount("Contoso"), workbook.UnreadDate("Contoso")
			w.Figures[0].Low, w.Figures[0].Date = workbook.UnreadAmount("Contoso"), workbook.UnreadDate("Contoso")
		},
	} {
		w := make()
		set(&w)
		if name == "unread" {
			if md := plan.Markdown(plan.Build(w, plan.Manager, today)); strings.Contains(md, "Contoso") {
				t.Errorf("what could not be read is shown:\n%s", md)
			}
			continue
		}
		check(t, w, name)
	}
}

func check(t *testing.T, w workbook.Workbook, what string) {
	t.Helper()
	if leaks := plan.Leaks(w); len(leaks) != 1 {
		t.Errorf("%s: leaks %v", what, leaks)
	}
	if md := plan.Markdown(plan.Build(w, plan.Manager, today)); strings.Contains(strings.ToLower(md), "contoso") {
		t.Errorf("%s shows Contoso:\n%s", what, md)
	}
}

// TestPercentIsAnAmountToo: a minimum of 7% of pay is told by either number.
func TestPercentIsAnAmountToo(t *testing.T) {
	for text, want := range map[string]int{"at least 7%": 1, "85,600 or more": 1, "85.6k": 1, "7 parcels": 0, "12% as I said": 0, "89,600 as I said": 0} {
		w := workbook.Workbook{
			ID:      workbooktest.ID(1),
			Job:     workbook.Job{Base: euro(80000)},
			Returns: []workbook.Return{{ID: workbooktest.ID(2), Kind: workbook.KindPay}},
			Asks:    []workbook.Ask{{ID: workbooktest.ID(3), Return: workbooktest.ID(2), Minimum: quantity(7, "%"), Opening: quantity(12, "%"), Reason: text}},
		}
		if leaks := plan.Leaks(w); len(leaks) != want {
			t.Errorf("%q: %v", text, leaks)
		}
	}
}

// TestAskedOpenly: a must-have that the ask itself says is no secret.
func TestAskedOpenly(t *testing.T) {
	w := workbook.Workbook{
		ID:      workbooktest.ID(1),
		Returns: []workbook.Return{{ID: workbooktest.ID(2), Need: workbook.Need{Sort: workbook.Must, Threshold: workbook.Threshold{Statement: "No calls on weekends"}}}},
		Asks:    []workbook.Ask{{ID: workbooktest.ID(3), Return: workbooktest.ID(2), Term: "No calls on weekends, from May.", Say: workbook.SayWords}},
	}
	if leaks := plan.Leaks(w); len(leaks) != 0 {
		t.Error(leaks)
	}
	w.Asks[0].Return = ""
	if leaks := plan.Leaks(w); len(leaks) != 1 {
		t.Error("another ask says the must-have, and that is no leak")
	}
}
