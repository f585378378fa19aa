package plan_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

var today = value.NewDate(2027, 1, 30)

func euro(n int64) value.Amount { return value.NewAmount(decimal.NewFromInt(n), "EUR") }

func quantity(n int64, unit string) value.Amount {
	return value.NewAmount(decimal.NewFromInt(n), unit)
}

// openTexts points at every text that the manager reads.
func openTexts(w *workbook.Workbook) []*string {
	out := []*string{&w.Profile.Name, &w.Profile.Person, &w.Profile.Employer, &w.Profile.Role, &w.Profile.With}
	for i := range w.Asks {
		a := &w.Asks[i]
		out = append(out, &a.Term, &a.Reason, &a.Cost)
		for k := range a.Proofs {
			out = append(out, &a.Proofs[k].Text)
		}
	}
	for i := range w.Returns { // an ask stands under it
		out = append(out, &w.Returns[i].Name)
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
	amount := func() value.Amount { return workbooktest.Amount().Draw(t, "secret") }
	usesJob := false
	asked := map[workbook.ID]bool{}
	var asks []workbook.Ask
	heard := slices.DeleteFunc(slices.Clone(w.Asks), func(a workbook.Ask) bool { return !open(w, a) })
	alone := len(heard) == 1 && heard[0].Term != "" // then its return is not named
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
	w.Fallback.Plan = strings.Repeat(hidden.Draw(t, "hidden")+" ", 4)
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
	withAsks, withTargets := 0, 0
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
		if leaks := append(plan.Leaks(w), plan.Leaks(changed)...); len(leaks) > 0 {
			t.Fatalf("something was withheld where nothing overlaps: %v", leaks)
		}
		for i, a := range w.Asks {
			if open(w, a) && a.Target.OK() && a.Say != workbook.SayRange && !a.Target.Equal(changed.Ask(w.Asks[i].ID).Target) {
				withTargets++
			}
		}
		if strings.Contains(before, "In numbers") {
			withAsks++
		}
	})
	if withAsks == 0 || withTargets == 0 {
		t.Errorf("%d plans had an ask with a number, %d targets were changed: too few to tell", withAsks, withTargets)
	}
}

// withoutOwnNumbers blanks where a number stands openly: the cells of a market
// figure and what is said of an ask.
func withoutOwnNumbers(d plan.Document) plan.Document {
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case plan.Table:
				for _, row := range b.Rows {
					row[4], row[5], row[6] = "", "", ""
				}
			case plan.Facts:
				for i, f := range b.Items {
					if f.Label == "In numbers" {
						b.Items[i].Value = "n"
					}
				}
			}
		}
	}
	return d
}

// leakSentence is what each Leak's text looks like: it and they agree with
// what they do.
var leakSentence = regexp.MustCompile(`^(In ask \d+, the exact words (give away|name|repeat|speak of) .+; they are|` +
	`(In ask \d+, (the reason|what it costs|proof \d+|the unit|the unit of today|the name of the return)|` +
	`In market figure \d+, the (source|role|place|unit of the (low|middle|high) number)|` +
	`The workbook's name|Your name|Your employer's name|Your role|The name of whom you meet) (gives away|names|repeats|speaks of) .+; it is) left out of the manager's copy\.$`)

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
	readAs := map[string][]string{"Contoso (example)": {"contoso"}, "Fabrikam Inc.": {"fabrikam"},
		"Müller & Söhne": {"müller & söhne", "muller & sohne"}, "腾讯": {"腾讯"}}
	// Every secret number, as it is typed and as it is read.
	numbers := []string{"88k", "88 K", "88,000", "88.000", "88 000", "88'000", "$88000", "€88,000.00", "88.0k", "0.088m", "88 thousand",
		"８８，０００", "88-92k", "EUR88000", "88\u00a0000", "8\u200b8000", "88_000", "Eighty-Eight thousand", "eighty eight grand"}
	numbersRead := []string{"88k", "88 k", "88,000", "88.000", "88 000", "88'000", "88000", "88.0k", "0.088m", "88 thousand", "８８，０００",
		"88-92k", "88_000", "eighty-eight thousand", "eighty eight grand"}
	targets := []string{"92k", "€92,000", "92.000", "ninety-two thousand", "ninety two\nthousand", "0.092m"}
	targetsRead := []string{"92k", "92,000", "92.000", "ninety-two thousand", "ninety two thousand", "0.092m"}
	steps := []string{"7,000 euros a year", "€7k", "a raise of seven thousand", "6-7k more", "11,000 more", "eleven thousand euros", "an extra 11k"}
	phrases := []string{"another offer", "Competing Offers", "an offer in writing", "I’ll leave over it", "I'd walk away", "a must-have",
		"my minimum", "the BATNA"}
	phrasesRead := []string{"another offer", "competing offers", "offer in writing", "i’ll leave over", "i'd walk", "must-have", "my minimum", "batna"}
	days := []string{"never below 2 days a week", "2 home days", "at least two days at home", "2-day minimum", "I could live with 2"}
	statement := "No calls on weekends, ever"
	statements := []string{statement, "no calls on   weekends ever", "NO CALLS ON WEEKENDS: EVER!"}
	held, free := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		w.Returns = []workbook.Return{
			{ID: workbooktest.ID(900), Kind: workbook.KindPay},
			{ID: workbooktest.ID(901), Need: workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Statement: statement}}},
		}
		minimum := rapid.SampledFrom([]value.Amount{euro(88000), quantity(2, "days a week")}).Draw(t, "minimum")
		for i := range w.Asks {
			a := &w.Asks[i]
			a.Return = rapid.SampledFrom([]workbook.ID{w.Returns[0].ID, w.Returns[1].ID, ""}).Draw(t, "return")
			a.Minimum, a.Today, a.Target, a.Opening = minimum, euro(81000), euro(92000), euro(95678)
			if rapid.IntRange(0, 3).Draw(t, "open") == 0 {
				a.Opening = minimum
			}
		}
		w.Job = workbook.Job{}
		for i := range w.Figures {
			f := &w.Figures[i]
			f.Low, f.Middle, f.High = euro(88000), euro(92000), euro(7000) // they excuse nothing
		}
		w.Offers = nil
		for i, name := range []string{"Contoso (example)", "Fabrikam Inc.", "Müller & Söhne", "腾讯"} {
			if rapid.Bool().Draw(t, "offer") {
				w.Offers = append(w.Offers, workbook.Offer{ID: workbooktest.ID(910 + i), Employer: name})
			}
		}
		pool := slices.Concat([]string{"plain text", "*other* text", "in 12 months"}, numbers, days, statements, targets, steps, phrases)
		for _, spellings := range names {
			pool = append(pool, spellings...)
		}
		slices.Sort(pool)
		piece := rapid.SampledFrom(pool)
		for _, s := range openTexts(&w) {
			*s = strings.Join(rapid.SliceOfN(piece, 1, 3).Draw(t, "text"), rapid.SampledFrom([]string{" ", "; ", ". "}).Draw(t, "glue"))
		}
		w.Profile.Employer = rapid.SampledFrom([]string{"Northwind", "Contoso"}).Draw(t, "own employer")

		md := plan.Markdown(withoutOwnNumbers(plan.Build(w, plan.Manager, today)))
		read := strings.ToLower(strings.NewReplacer("\u200b", "", "\u00a0", " ").Replace(shown(t, readers["gfm"], md)))
		var forbidden []string
		for _, o := range w.Offers {
			if o.Employer != "Contoso (example)" || w.Profile.Employer != "Contoso" {
				forbidden = append(forbidden, readAs[o.Employer]...)
			}
		}
		forbidden = append(forbidden, phrasesRead...)
		asked, said, ranged := false, false, false
		for _, a := range w.Asks {
			term := strings.ToLower(a.Term)
			asked = asked || open(w, a) && a.Return == w.Returns[1].ID && slices.ContainsFunc(statements,
				func(s string) bool { return strings.Contains(term, strings.ToLower(s)) })
			said = said || open(w, a) && a.Say != workbook.SayWords && a.Opening.Equal(minimum)
			ranged = ranged || open(w, a) && a.Say == workbook.SayRange
		}
		if !ranged && len(w.Asks) > 0 {
			forbidden = append(forbidden, targetsRead...)
			forbidden = append(forbidden, steps[4:]...)
			if !said && minimum.Money() {
				forbidden = append(forbidden, steps[:4]...)
			}
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
		for _, l := range leaks {
			if l.Record == "" || l.Field == "" || !leakSentence.MatchString(l.Text) {
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
		Job:     workbook.Job{Pay: workbook.Pay{Base: euro(80000)}},
		Returns: []workbook.Return{
			{ID: workbooktest.ID(2), Kind: workbook.KindPay, Need: workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Amount: euro(86500)}}},
			{ID: workbooktest.ID(3), Need: workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Statement: "No calls on weekends"}}},
			{ID: workbooktest.ID(4), Need: workbook.Need{Sort: workbook.Nice, Threshold: value.Bound{Statement: "a window seat"}}},
		},
		Asks: []workbook.Ask{
			{ID: workbooktest.ID(5), Return: workbooktest.ID(2), Minimum: euro(88000), Target: euro(92000), Opening: euro(96000), Term: "More pay."},
			{ID: workbooktest.ID(6), Minimum: quantity(2, "days a week"), Opening: quantity(4, "days a week"), Term: "Days at home."},
			{ID: workbooktest.ID(7), Minimum: quantity(5, "%"), Opening: quantity(9, "%"), Term: "A bonus."},
		},
		Offers: []workbook.Offer{
			{ID: workbooktest.ID(8), Employer: "Contoso (example)", Pay: workbook.Pay{Base: euro(97500), Benefits: euro(12)}},
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
		{"HP printers", "names “HP”"},
		{"HPs and hp", ""}, // a few letters name only as they are written
		{"no calls on weekends!", "repeats a must-have"},
		{"No calls from Monday on", ""},
		{"I would love a window seat", ""}, // a nice-to-have is no line
		{"not below 88k", "gives away a minimum, €88,000"},
		{"92k", "gives away the target, €92,000"},
		{"8,000 more would do", "gives away how far the minimum is above today, €8,000"},
		{"a cost of twelve thousand euros", "gives away how far the target is above today, €12,000"},
		{"86,500 would do", "gives away the number of a must-have, €86,500"},
		{"elsewhere 97.5k", "gives away a number of an offer elsewhere, €97,500"},
		{"2 days at home", "gives away a minimum, 2 days a week"},
		{"5% at least", "gives away a minimum, 5%"},
		{"€16,000 a year", ""}, // from today to the opening
		{"sixteen thousand more", ""},
		{"80k today", ""},
		{"96k, please", ""}, // the opening is said
		{"I have OTHER   offers", "speaks of another offer"},
		{"a competing\noffer", "speaks of another offer"},
		{"ｏｔｈｅｒ　ｏｆｆｅｒｓ", "speaks of another offer"},
		{"otherwise Iʼll leave", "speaks of leaving"},
		{"I COULD LEAVE", "speaks of leaving"},
		{"Must‑haves first", "speaks of a must-have"},
		{"my walk-away line", "speaks of a walk-away line"},
		{"the walkaway", "speaks of a walk-away line"},
		{"That is my minimum.", "speaks of a minimum"},
		{"the Reservation Point", "speaks of a minimum"},
		{"my BATNA", "speaks of an alternative"},
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
		if shows := strings.Contains(md, "Why it is worth it"); shows != (c.want == "" && c.text != "") {
			t.Errorf("%q: it is shown: %t in\n%s", c.text, shows, md)
		}
		if strings.Contains(md, "Left out") {
			t.Errorf("%q: the manager reads that something is left out:\n%s", c.text, md)
		}
	}
}

// TestGuardWatchesEveryText finds an open text that nobody checks.
func TestGuardWatchesEveryText(t *testing.T) {
	make := func() workbook.Workbook {
		return workbook.Workbook{
			ID:      workbooktest.ID(1),
			Returns: []workbook.Return{{ID: workbooktest.ID(4)}},
			Asks: []workbook.Ask{{ID: workbooktest.ID(5), Return: workbooktest.ID(4), Proofs: workbooktest.Proofs("a", "b"),
				Opening: quantity(4, "days"), Today: quantity(1, "days")}},
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
			w.Asks[0].Opening, w.Profile.Meeting = value.UnreadAmount("Contoso"), value.UnreadDate("Contoso")
			w.Figures[0].Low, w.Figures[0].Date = value.UnreadAmount("Contoso"), value.UnreadDate("Contoso")
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
			Job:     workbook.Job{Pay: workbook.Pay{Base: euro(80000)}},
			Returns: []workbook.Return{{ID: workbooktest.ID(2), Kind: workbook.KindPay}},
			Asks:    []workbook.Ask{{ID: workbooktest.ID(3), Return: workbooktest.ID(2), Minimum: quantity(7, "%"), Opening: quantity(12, "%"), Reason: text}},
		}
		if leaks := plan.Leaks(w); len(leaks) != want {
			t.Errorf("%q: %v", text, leaks)
		}
	}
}

// TestSmallNumbers are told from others by their unit or not at all.
func TestSmallNumbers(t *testing.T) {
	for text, minimum := range map[string]value.Amount{"at least 2": quantity(2, ""), "I would accept 5.": euro(5000),
		"since 2025": euro(2025), "500 or more": euro(500)} {
		w := workbook.Workbook{ID: workbooktest.ID(1), Asks: []workbook.Ask{{ID: workbooktest.ID(3), Minimum: minimum, Reason: text}}}
		if got := leakTexts(w); len(got) > 0 {
			t.Errorf("%q", got)
		}
	}
}

// What could not be read as an amount is as secret as one; so are the totals of
// an offer, which the matrix shows.
func TestUnreadNumbersAndTotalsAreSecret(t *testing.T) {
	w := prepared("")
	w.Profile.Currency = "EUR"
	w.Asks[0].Minimum = value.UnreadAmount("88-90k, gross")
	w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Threshold: value.UnreadBound("about €87k")}
	w.Offers[0].SignOn = euro(2000)
	for text, want := range map[string]string{
		"I cannot go below 88,000.": "gives away a minimum, €88,000", "It takes 90k.": "gives away a minimum, €90,000",
		"It has to be 87,000.": "gives away the number of a must-have, €87,000", "They pay 98,000 in the first year.": "a number of an offer elsewhere, €98,000",
		"I handled 12,345 orders.": "",
	} {
		w.Asks[0].Reason = text
		leaks := plan.Leaks(w)
		if want == "" && len(leaks) > 0 || want != "" && (len(leaks) != 1 || !strings.Contains(leaks[0].Text, want)) {
			t.Errorf("%s: %+v, want %q", text, leaks, want)
		}
	}
}

// TestAskedOpenly: a must-have that the ask itself says is no secret.
func TestAskedOpenly(t *testing.T) {
	w := workbook.Workbook{
		ID:      workbooktest.ID(1),
		Returns: []workbook.Return{{ID: workbooktest.ID(2), Need: workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Statement: "No calls on weekends"}}}},
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

func leakTexts(w workbook.Workbook) []string {
	var out []string
	for _, l := range plan.Leaks(w) {
		out = append(out, l.Text)
	}
	return out
}

// pay is an ask about pay: 61k today, 65k at least, 68k hoped for, 72k said.
func pay(say workbook.Say) workbook.Workbook {
	return workbook.Workbook{
		ID:      workbooktest.ID(1),
		Job:     workbook.Job{Pay: workbook.Pay{Base: euro(61000)}},
		Returns: []workbook.Return{{ID: workbooktest.ID(2), Name: "Base pay", Kind: workbook.KindPay}},
		Asks: []workbook.Ask{{ID: workbooktest.ID(3), Return: workbooktest.ID(2), Minimum: euro(65000), Target: euro(68000), Opening: euro(72000), Say: say,
			Term: "More pay.", Reason: "It saves time."}},
	}
}

// TestMarketFigureExcusesNothing: its own cells show a number that no sentence
// may.
func TestMarketFigureExcusesNothing(t *testing.T) {
	w := pay(workbook.SayFigure)
	w.Figures = []workbook.Figure{{ID: workbooktest.ID(4), Source: "Job ad", Low: euro(65000), Middle: euro(68000), High: euro(72000)}}
	if leaks := leakTexts(w); len(leaks) > 0 {
		t.Error(leaks)
	}
	if md := plan.Markdown(plan.Build(w, plan.Manager, today)); !strings.Contains(md, "| Job ad | – | – | – | €65,000 | €68,000 | €72,000 | base | – |") {
		t.Errorf("the figure does not stand in its cells:\n%s", md)
	}
	w.Asks[0].Term = "I could live with 65k."
	w.Asks[0].Reason = "I could live with 65k."
	w.Asks[0].Cost = "7,000 euros a year"
	w.Asks[0].Proofs = workbooktest.Proofs("It was sixty-eight thousand elsewhere", "Errors fell")
	w.Figures[0].Source = "Job ad of 65k"
	want := []string{
		"In ask 1, the exact words give away a minimum, €65,000; they are left out of the manager's copy.",
		"In ask 1, the reason gives away a minimum, €65,000; it is left out of the manager's copy.",
		"In ask 1, what it costs gives away how far the target is above today, €7,000; it is left out of the manager's copy.",
		"In ask 1, proof 1 gives away the target, €68,000; it is left out of the manager's copy.",
		"In market figure 1, the source gives away a minimum, €65,000; it is left out of the manager's copy.",
	}
	if got := leakTexts(w); !slices.Equal(got, want) {
		t.Errorf("leaks %q", got)
	}
	md := plan.Markdown(plan.Build(w, plan.Manager, today))
	for _, bad := range []string{"65k", "7,000", "sixty", "Left out", plan.NotAnswered + "*", "Why", "costs", "Job ad"} {
		if strings.Contains(md, bad) {
			t.Errorf("the manager reads %q in\n%s", bad, md)
		}
	}
	for _, good := range []string{"\n**Base pay**\n", "€72,000, base pay", "**What shows it**\n\n- Errors fell\n\n", "| – | – | – | – | €65,000 |"} {
		if !strings.Contains(md, good) {
			t.Errorf("%q is missing in\n%s", good, md)
		}
	}
	w.Asks[0].Today = euro(65000)
	w.Asks[0].Cost, w.Asks[0].Proofs = "", nil
	if got := leakTexts(w); len(got) > 0 {
		t.Errorf("what there is today is no secret: %q", got)
	}
}

// TestTargetIsSecretUnlessSaid, with the steps from today.
func TestTargetIsSecretUnlessSaid(t *testing.T) {
	for _, c := range []struct {
		say  workbook.Say
		text string
		want string
	}{
		{workbook.SayFigure, "68k", "the target, €68,000"},
		{workbook.SayWords, "68k", "the target, €68,000"},
		{workbook.SayRange, "68k", ""},
		{workbook.SayFigure, "7,000 euros a year", "how far the target is above today, €7,000"},
		{workbook.SayWords, "7,000 euros a year", "how far the target is above today, €7,000"},
		{workbook.SayRange, "7,000 euros a year", ""},
		{workbook.SayRange, "I would settle for 4,000 more", "how far the minimum is above today, €4,000"},
		{workbook.SayFigure, "72k", ""},
		{workbook.SayFigure, "11,000 a year", ""},
		{workbook.SayFigure, "61k today", ""},
		{workbook.SayWords, "61k today", ""},
		{workbook.SayWords, "65k", "a minimum, €65,000"},
	} {
		w := pay(c.say)
		w.Asks[0].Cost = c.text
		got := strings.Join(leakTexts(w), " ")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s, %q: %q, want %q", c.say, c.text, got, c.want)
		}
	}

	w := pay(workbook.SayWords)
	w.Asks[0].Target, w.Asks[0].Term = w.Asks[0].Opening, "I would like 72k, which is 11k more."
	if got := leakTexts(w); len(got) > 0 {
		t.Errorf("what is said first is no secret: %q", got)
	}
	w.Asks = append(w.Asks, workbook.Ask{ID: workbooktest.ID(9), Private: true, Target: euro(5500), Opening: euro(5500)})
	w.Asks[0].Cost = "5.5k"
	if got := leakTexts(w); len(got) != 1 {
		t.Errorf("the target of a private ask is a secret: %q", got)
	}

	// A step is one where it is priced or put on top.
	for text, want := range map[string]int{"500 parcels": 0, "five hundred parcels": 0, "€500": 1, "500 euros": 1, "500 EUR": 1,
		"EUR 500": 1, "five hundred more": 1, "500 more": 1} {
		w := pay(workbook.SayFigure)
		w.Asks[0].Minimum, w.Asks[0].Reason = euro(61500), text
		if got := leakTexts(w); len(got) != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	// A minimum of less than today is no step, and a rise in per cent is one in money.
	w = pay(workbook.SayFigure)
	w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Reason = euro(57000), quantity(10, "%"), "4,000 and €6,100"
	if got := leakTexts(w); len(got) != 1 || !strings.Contains(got[0], "how far the target is above today, €6,100") {
		t.Errorf("%q", got)
	}
}

// TestSpelledNumbers up to the hundreds of thousands.
func TestSpelledNumbers(t *testing.T) {
	for text, n := range map[string]int64{
		"sixty-five thousand": 65000, "sixty five thousand": 65000, "Sixty‐Five Thousand": 65000, "sixty-five k": 65000,
		"a hundred thousand": 100000, "hundred thousand": 100000, "one hundred and five thousand": 105000, "two hundred sixty-five thousand": 265000,
		"sixty-five thousand five hundred": 65500, "sixty-five thousand, five hundred": 65000, "twelve hundred euros": 1200,
		"nine hundred and ninety-nine thousand nine hundred and ninety-nine": 999999,
		"eleven thousand": 11000, "twenty-five euros": 25, "€ twenty-five": 25, "between sixty and sixty-five thousand": 65000, "sixty, sixty-five thousand": 65000,
		"sixty sixty-five thousand": 65000, "ten thousand and sixty-five thousand": 65000, "sixty-five thousand seventy thousand": 65000,
	} {
		w := workbook.Workbook{ID: workbooktest.ID(1), Asks: []workbook.Ask{{ID: workbooktest.ID(3), Minimum: euro(n), Reason: text}}}
		if len(plan.Leaks(w)) != 1 {
			t.Errorf("%q is not read as %d", text, n)
		}
		for _, m := range []int64{5000, 60, 501, 66000, 165000, 13000} {
			w.Asks[0].Minimum = euro(m)
			if len(plan.Leaks(w)) != 0 {
				t.Errorf("%q is read as %d", text, m)
			}
		}
	}
}

// TestWithheldLeavesNoTrace: the paper is as if the text had not been written.
func TestWithheldLeavesNoTrace(t *testing.T) {
	make := func() workbook.Workbook {
		w := pay(workbook.SayFigure)
		w.Profile = workbook.Profile{Name: "A plan", Person: "Alex", Role: "analyst", With: "Sam"}
		w.Returns = append(w.Returns, workbook.Return{ID: workbooktest.ID(5), Name: "The title"})
		w.Asks[0].Proofs, w.Asks[0].Cost = workbooktest.Proofs("one done", "two done"), "Little."
		w.Asks = append(w.Asks, workbook.Ask{ID: workbooktest.ID(6), Return: workbooktest.ID(5), Say: workbook.SayWords, Term: "A title.", Reason: "It helps."})
		w.Figures = []workbook.Figure{{ID: workbooktest.ID(7), Source: "ad", Role: "analyst", Place: "here", Low: euro(65000)}}
		w.Offers = []workbook.Offer{{ID: workbooktest.ID(8), Employer: "Contoso"}}
		return w
	}
	probe := make()
	for i := range openTexts(&probe) {
		w, without := make(), make()
		if openTexts(&w)[i] == &w.Profile.Employer {
			continue
		}
		*openTexts(&w)[i], *openTexts(&without)[i] = "as at Contoso", ""
		got, want := plan.Markdown(plan.Build(w, plan.Manager, today)), plan.Markdown(plan.Build(without, plan.Manager, today))
		if got != want || len(plan.Leaks(w)) != 1 || len(plan.Leaks(without)) != 0 {
			t.Errorf("text %d leaves a trace:\n%s\n---\n%s", i, got, want)
		}
	}
	w := make()
	w.Profile.Name = "Contoso"
	if d := plan.Build(w, plan.Manager, today); d.Title != "A conversation about my work" {
		t.Errorf("the title is %q", d.Title)
	}
	// Nothing is left of an ask but its heading, and then not even that.
	w.Asks[1].Term, w.Asks[1].Reason = "As at Contoso", ""
	if got := leads(w); !slices.Equal(got, []string{"Base pay", "The title"}) {
		t.Errorf("headings %q", got)
	}
	w.Returns[1].Name = ""
	if got := leads(w); got != nil {
		t.Errorf("headings %q", got)
	}
	// Half a range would say something else.
	w = pay(workbook.SayRange)
	w.Asks[0].Target, w.Asks[0].Opening = quantity(3, "days"), quantity(4, "days, as at Contoso")
	w.Offers = make().Offers
	if md := plan.Markdown(plan.Build(w, plan.Manager, today)); strings.Contains(md, "In numbers") {
		t.Errorf("half a range is shown:\n%s", md)
	}
}

// leads lists the headings of the asks in the manager's copy.
func leads(w workbook.Workbook) []string {
	var out []string
	for _, s := range plan.Build(w, plan.Manager, today).Sections {
		for _, b := range s.Blocks {
			if p, ok := b.(plan.Paragraph); ok && p.Lead && s.ID == "asks" && p.Text != "What shows it" {
				out = append(out, p.Text)
			}
		}
	}
	return out
}

// TestHeadings: an ask stands under the name of its return where there is more
// than one, or where it has no words.
func TestHeadings(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(*workbook.Workbook)
		want []string
	}{
		{"two", func(*workbook.Workbook) {}, []string{"Base pay", "The title"}},
		{"no name", func(w *workbook.Workbook) { w.Returns[0].Name = " " }, []string{"First", "The title"}},
		{"no return", func(w *workbook.Workbook) { w.Asks[1].Return = "" }, []string{"Base pay", "Second"}},
		{"withheld", func(w *workbook.Workbook) { w.Returns[1].Name = "My minimum" }, []string{"Base pay", "Second"}},
		{"one", func(w *workbook.Workbook) { w.Asks = w.Asks[:1] }, nil},
		{"one open", func(w *workbook.Workbook) { w.Asks[0].Private = true }, nil},
		{"one, no term", func(w *workbook.Workbook) { w.Asks = w.Asks[:1]; w.Asks[0].Term = "" }, []string{"Base pay"}},
		{"one, term withheld", func(w *workbook.Workbook) { w.Asks = w.Asks[:1]; w.Asks[0].Term = "65k" }, []string{"Base pay"}},
		{"one, no term or name", func(w *workbook.Workbook) { w.Asks = w.Asks[:1]; w.Asks[0].Term, w.Returns[0].Name = "", "" }, nil},
		{"one begun", func(w *workbook.Workbook) { w.Asks[1] = workbook.Ask{ID: w.Asks[1].ID, Return: w.Asks[1].Return} }, nil},
		{"many", func(w *workbook.Workbook) {
			for n := range int64(5) {
				w.Asks = append(w.Asks, workbook.Ask{ID: workbooktest.ID(20 + int(n)), Term: "Words."})
			}
		}, []string{"Base pay", "The title", "Third", "Fourth", "Fifth", "Sixth", "Seventh"}},
	} {
		w := pay(workbook.SayFigure)
		w.Returns = append(w.Returns, workbook.Return{ID: workbooktest.ID(5), Name: "The title"})
		w.Asks = append(w.Asks, workbook.Ask{ID: workbooktest.ID(6), Return: workbooktest.ID(5), Term: "A title."})
		c.set(&w)
		if got := leads(w); !slices.Equal(got, c.want) {
			t.Errorf("%s: headings %q, want %q", c.name, got, c.want)
		}
	}
	// A leak counts the asks as the person does, and a name that is not shown leaks nothing.
	w := pay(workbook.SayFigure)
	w.Asks = append([]workbook.Ask{{ID: workbooktest.ID(6), Private: true}}, w.Asks...)
	w.Asks[1].Reason, w.Returns[0].Name = "65k", "My minimum"
	if got := leakTexts(w); len(got) != 1 || !strings.HasPrefix(got[0], "In ask 2, the reason ") {
		t.Errorf("%q", got)
	}
}

// TestProofsStandOnce in the manager's copy; the person's own has all.
func TestProofsStandOnce(t *testing.T) {
	w := pay(workbook.SayFigure)
	w.Asks[0].Proofs = workbooktest.Proofs("Errors fell", "Costs fell")
	w.Asks = append(w.Asks, workbook.Ask{ID: workbooktest.ID(6), Term: "A title.", Proofs: workbooktest.Proofs("Costs fell", "Costs fell a lot", "Errors fell")},
		workbook.Ask{ID: workbooktest.ID(7), Term: "A day.", Proofs: workbooktest.Proofs("Errors fell")})
	md := written(t, w, plan.Manager, "asks")
	if strings.Count(md, "- Errors fell\n") != 1 || strings.Count(md, "- Costs fell\n") != 1 ||
		strings.Count(md, "- Costs fell a lot\n") != 1 || strings.Count(md, "What shows it") != 2 {
		t.Error(md)
	}
	if md := written(t, w, plan.Mine, "asks"); strings.Count(md, "- Errors fell\n") != 3 {
		t.Error(md)
	}
	// A proof that was withheld takes nothing with it.
	w.Asks[0].Private = true
	if md := written(t, w, plan.Manager, "asks"); strings.Count(md, "- Errors fell\n") != 1 {
		t.Error(md)
	}
}
