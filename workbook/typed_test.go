package workbook_test

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// fieldTyped is a field of a workbook that has one record of each kind, in a currency
// and a period of pay: "EUR/month", or "-/-" where neither is known.
type fieldTyped struct {
	w   workbook.Workbook
	rec any
	f   *schema.Field
}

func newField(name, in string) fieldTyped {
	var w workbook.Workbook
	if currency, period, _ := strings.Cut(in, "/"); currency != "-" {
		w.Profile.Currency, w.Job.Period = currency, workbook.PayPeriod(period)
	}
	name, paid := strings.CutSuffix(name, "-pay")
	kind := workbook.KindTime
	if paid {
		kind = workbook.KindPay
	}
	w.Returns = []workbook.Return{{ID: "r", Kind: kind, Need: workbook.Need{Sort: workbook.Must}}}
	w.Asks, w.Offers, w.Figures = []workbook.Ask{{ID: "a", Return: "r"}}, []workbook.Offer{{ID: "o"}}, []workbook.Figure{{ID: "f"}}
	key := workbook.Key(workbook.JobRecords + "/")
	switch name = strings.TrimSuffix(name, "-time"); name {
	case "cost":
		key = workbook.OfferRecords + "/o"
	case "market":
		key, name = workbook.FigureRecords+"/f", "middle"
	case "need":
		key, name = workbook.ReturnRecords+"/r", "threshold"
	case "ask":
		key, name = workbook.AskRecords+"/a", "target"
	}
	return fieldTyped{w, workbook.Schema.Record(&w, key), workbook.Schema.Field(key.Collection(), name)}
}

// read types text and gives what is read in the stored form; "words", "day", "ask" and
// "refuse" stand for what is none.
func (t *fieldTyped) read(text string) (read string, input *value.InputError) {
	err := t.f.Type(&t.w, t.rec, text, t.w.Typing(value.NewDate(2026, 11, 25), nil))
	if errors.As(err, &input) {
		if len(input.Readings) > 0 {
			return "ask", input
		}
		return "refuse", input
	}
	side := ""
	if b, ok := t.f.At(t.rec).(*value.Bound); ok {
		if b.Statement != "" {
			return "words", nil
		}
		side, _, _ = strings.Cut(b.String(), b.Amount.String())
	}
	a := t.f.Amount(t.rec)
	switch {
	case a.InWords() != "":
		return "words", nil
	case a.Day().OK():
		return "day", nil
	}
	stored, _ := a.Named(t.w.Currency()).MarshalText()
	return side + string(stored), nil
}

// What people of many trades and countries type into a field, and what may become of
// it; see the first line of the file. What a question offers is read, and as what it says.
func TestTypedIntoFields(t *testing.T) {
	raw, err := os.ReadFile("value/testdata/typed.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		col := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(col) < 4 || col[0] == "typed" {
			continue
		}
		text := col[0]
		if s, err := strconv.Unquote(`"` + text + `"`); err == nil && strings.Contains(text, `\u`) {
			text = s
		}
		field := newField(col[1], col[2])
		got, input := field.read(text)
		bare, note, _ := strings.Cut(strings.TrimSuffix(got, ")"), " (")
		if !slices.ContainsFunc(strings.Split(col[3], " | "), func(want string) bool {
			w, n, _ := strings.Cut(strings.TrimSuffix(want, ")"), " (")
			return w == bare && (n == "" || strings.Contains(strings.ToLower(note), strings.ToLower(n)))
		}) {
			t.Errorf("%q in %s of a workbook in %s is read as %s (%v), want %s", text, col[1], col[2], got, input, col[3])
		}
		answers(t, text, col[1], col[2], input, 3)
	}
}

// answers takes each of the answers that a question offers: it is read as what it says,
// or leads to another question, of its currency or of what it is for.
func answers(t *testing.T, text, name, in string, input *value.InputError, most int) {
	t.Helper()
	if input == nil {
		return
	}
	for _, r := range input.Readings {
		again := newField(name, in)
		is, next := again.read(r.Text)
		switch a := again.f.Amount(again.rec); {
		case next != nil && (most == 0 || len(next.Readings) == 0 || next.Problem == input.Problem):
			t.Errorf("%q in %s of a workbook in %s offers %q, which is not read: %v", text, name, in, r.Text, next)
		case next != nil:
			answers(t, r.Text, name, in, next, most-1)
		case a.Money() && !strings.HasSuffix(r.Says, a.Named(again.w.Currency()).String()) && r.Says != a.Unit():
			t.Errorf("%q in %s of a workbook in %s offers %q, which is read as %s", text, name, in, r.Says, is)
		}
	}
}
