package plan_test

import (
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// aNurse asks for no more nights than a number that is her limit, which the return is called by.
func aNurse() workbook.Workbook {
	w := workbooktest.Wen()
	w.Returns = []workbook.Return{{ID: "R1", Name: "Max two nights a month", Kind: workbook.KindTime}, {ID: "R2", Name: "Base pay", Kind: workbook.KindPay}}
	w.Asks = []workbook.Ask{{ID: "A1", Return: "R1", Minimum: valuetest.Amount("2 nights a month"), Opening: valuetest.Amount("1 night a month")},
		{ID: "A2", Return: "R2", Target: valuetest.Amount("47000 EUR"), Minimum: valuetest.Amount("45000 EUR")}}
	w.Results = []workbook.AskResult{{ID: "Z1", Ask: "A1", Came: workbook.CameNotYet}}
	w.Talk, w.Recap, w.KPIs, w.Deals = workbook.Talk{}, workbook.Recap{}, nil, nil
	return w
}

// TestNoNameGivesAwayALimit: a name that is marked in the manager's copy stands in none of
// the texts that are made for them; each letter says so above itself, and what it is called.
func TestNoNameGivesAwayALimit(t *testing.T) {
	w := aNurse()
	for id, want := range map[string]string{
		"request":     "two requests: a change to my working hours and more base pay.",
		"recap":       "A change to my working hours: not yet.",
		"criteria/A1": "telling me plainly that “a change to my working hours” is not possible now.",
	} {
		l := letter(t, w, id)
		if !strings.Contains(l.Body, want) || strings.Contains(l.Name+l.Text(), "two nights") {
			t.Errorf("%s: no %q in %s\n%s", id, want, l.Name, l.Text())
		}
		const beware = "“Max two nights a month” has the same number as your minimum, so it is called “a change to my working hours” here. Lesson 1 has its name."
		if !slices.Equal(l.Beware, []string{beware}) || strings.Contains(l.Text(), "Lesson 1") {
			t.Errorf("%s: above it stands %q", id, l.Beware)
		}
	}
	const opening = "Thank you for the time. I would like to ask for a change to my working hours and more base pay."
	if got := plan.Discreet(w).ProposedOpening(valuetest.Day(workbooktest.CasesISO)); got != opening {
		t.Errorf("the first sentence is %q", got)
	}
	w.Returns[1].Name, w.Returns[1].Kind = "45,000 from May", workbook.KindTime
	if l := letter(t, w, "request"); !strings.Contains(l.Body, "a change to my working hours and a second point.") {
		t.Error(l.Body)
	}
	w = aNurse()
	w.Asks[0].Opening = valuetest.Amount("2 nights a month") // it is said
	if l := letter(t, w, "request"); !strings.Contains(l.Body, "max two nights a month") || l.Beware != nil {
		t.Error(l.Body, l.Beware)
	}
	for _, kind := range append(workbook.Kinds(), "") {
		w := aNurse()
		w.Returns[0].Kind = kind
		if got := plan.Discreet(w).Returns[0].Name; got == "" || got == w.Returns[0].Name {
			t.Errorf("of kind %q it is called %q", kind, got)
		}
	}
}

// TestOwnWordsInLettersAreMarked: what a letter takes from the person's own words stays, and
// what it gives away is said above it; what the two agreed on gives away nothing.
func TestOwnWordsInLettersAreMarked(t *testing.T) {
	for name, c := range map[string]struct {
		id, want string
		change   func(w *workbook.Workbook)
	}{
		"the recap": {"recap", "What is open, “whether 45,000 can be had”, says your minimum. The page “After the talk” has it, to be changed.",
			func(w *workbook.Workbook) { w.Recap.Open = "whether 45,000 can be had" }},
		"the next step": {"recap", "The next step, “I take 45,000 to HR”, says your minimum. Lesson 9 has it, to be changed.",
			func(w *workbook.Workbook) { w.Recap.Open, w.Talk.Next = "all", "I take 45,000 to HR" }},
		"what was said": {"recap", "What was said of it, “not 45,000”, says your minimum. The page “After the talk” has it, to be changed.",
			func(w *workbook.Workbook) {
				w.Results = append(w.Results, workbook.AskResult{ID: "Z2", Ask: "A2", Came: workbook.CameNo, What: "not 45,000"})
			}},
		"what was agreed": {"recap", "", func(w *workbook.Workbook) {
			w.Results = append(w.Results, workbook.AskResult{ID: "Z2", Ask: "A2", Came: workbook.CameAgreed, What: "45,000 from May"})
		}},
		"what it takes": {"criteria/A2", "What it takes, “a year at 45,000”, says your minimum. The page “After the talk” has it, to be changed.",
			func(w *workbook.Workbook) {
				w.Results, w.Talk.Criteria = []workbook.AskResult{{ID: "Z2", Ask: "A2", Came: workbook.CameNo}}, "a year at 45,000"
			}},
		"a deal": {"deal/D2", "A text of this deal, “The rota at 45,000”, says your minimum. Lesson 5 has it, to be changed.",
			func(w *workbook.Workbook) {
				w.Deals = []workbook.Deal{{ID: "D2", Deliver: "The rota at 45,000", Get: "a course in Lisbon", Status: workbook.DealSaid}}
			}},
		"a deal that is written": {"deal/D2", "A text of this deal, “The rota at 45,000”, says your minimum. Lesson 5 has it, to be changed.",
			func(w *workbook.Workbook) {
				w.Deals = []workbook.Deal{{ID: "D2", Deliver: "The rota at 45,000", Get: "a course in Lisbon", Status: workbook.DealEmailed}}
			}},
		"what was spoken of": {"deal/D2", "", func(w *workbook.Workbook) {
			w.Deals = []workbook.Deal{{ID: "D2", Deliver: "The rota", Get: "45,000 and a course in Lisbon", Status: workbook.DealSaid}}
		}},
	} {
		w := aNurse()
		w.Returns[0].Name = "Fewer nights"
		c.change(&w)
		l := letter(t, w, c.id)
		if got := strings.Join(l.Beware, "|"); got != c.want || l.Needs != "" {
			t.Errorf("%s: %q, want %q\n%s", name, got, c.want, l.Text())
		}
	}
	w := aNurse()
	for text, want := range map[string]string{"I would be glad of 45,000.": "Says your minimum.", "Thank you for the time.": ""} {
		if got := plan.Gives(w, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
