package value

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// pay makes amounts of pay as people of many countries type them, right and wrong.
func pay() *rapid.Generator[string] {
	var sign, when []string
	for _, s := range signs {
		sign = append(sign, s.sign)
	}
	for _, p := range periods {
		when = append(when, apart(p.alone)...)
		for _, u := range apart(p.units) {
			when = append(when, "/"+u, " per "+u, " a "+u, " im "+u)
		}
	}
	part := func(of ...string) *rapid.Generator[string] { return rapid.SampledFrom(append(of, "", "", "")) }
	sign = append(sign, "EUR", "usd", "PLN", "KWD", "T€", "k€")
	lead := part(append(sign, "~", "about ", "base ", "between ", "13 x ", "年収", "+", "-", "p. a. ")...)
	number := rapid.SampledFrom([]string{"88", "92.5", "92,5", "1.234", "1,234", "92,000", "92.000", "92 000", "92'000", "1,23,456", "1.234,56", "1,234.56", "82,0000", "4.2", "0.5", "65000", "7", "1.2.3", "18½", "18 1/2"})
	scale := part("k", " k", "K", "m", " mil", " Tsd.", " tys", "万", " lakh", " million", "t", " tusen", " xyz", " LPA")
	behind := part(append(sign, " €", " kr", ".-", ",-", "%")...)
	per := part(append(when, " over 4 years", " twice a month", ", 13 a year", " x 14")...)
	beside := part(" base", " gross", " OTE", " net", " + super", " plus tips", " (2024)", " foo", " in NYC", " or so", "-92k", " to 95k", "/95k", " or 70 k", " + 10k", " (CAD)", " (a month)", "!")
	return rapid.Custom(func(t *rapid.T) string {
		s := ""
		for _, g := range []*rapid.Generator[string]{lead, number, scale, behind, per, beside} {
			s += g.Draw(t, "part")
			if rapid.IntRange(0, 3).Draw(t, "space") == 0 {
				s += rapid.SampledFrom([]string{" ", "\u00a0", "\u202f"}).Draw(t, "kind")
			}
		}
		return s
	})
}

// names tells whether a text has a code or a sign of a currency in it.
func names(text, code string, known []string) bool {
	s := strings.ToLower(typedLine(text))
	if strings.Contains(s, strings.ToLower(code)) {
		return true
	}
	for _, sg := range signs {
		codes := strings.Fields(sg.codes)
		if strings.Contains(s, strings.ToLower(sg.sign)) && slices.Contains(codes, code) && (len(codes) == 1 || slices.Contains(known, code)) {
			return true
		}
	}
	return slices.ContainsFunc(thousands, func(th struct{ sign, code string }) bool {
		return strings.Contains(s, strings.ToLower(th.sign)) && (th.code == code || slices.Contains(known, code))
	})
}

// Whatever is typed as pay: what is read is in no currency but one that the text
// names, and what a question offers is read as what it says, without another.
func TestPayIsNeverGuessed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, known := pay().Draw(t, "text"), []string{codes.Draw(t, "code")}
		for name, parse := range map[string]func(string, ...string) (Amount, error){"money": ParseMoney, "pay": ParsePay, "share": ParseShare, "quantity": ParseQuantity,
			"term": func(s string, known ...string) (Amount, error) { return ParseTerm(s, NewDate(2026, 11, 25), known...) }} {
			a, err := parse(text, known...)
			if a.Money() && a.unit != Bare && !names(text, a.unit, known) {
				t.Fatalf("%s: %q beside %s is read as %s", name, text, known, a)
			}
			var input *InputError
			if !errors.As(err, &input) {
				if again, err := parse(a.In(known[0]), known...); err != nil || !again.Equal(a) {
					t.Fatalf("%s: %q is read as %#v, shown as %q, which is read as %#v, %v", name, text, a, a.In(known[0]), again, err)
				}
				continue
			}
			for _, r := range input.Readings {
				got, err := parse(r.Text, known...)
				var next *InputError
				if errors.As(err, &next) && strings.Contains(next.Problem, "several countries") && !strings.Contains(input.Problem, "several countries") {
					continue // the number first, then whose sign it is
				}
				if err != nil || !got.OK() && got.InWords() == "" {
					t.Fatalf("%s: %q offers %q, which is not read: %v (%v)", name, text, r.Text, err, input)
				}
				if says := got.Named(known[0]).String(); got.Money() && r.Says != says && r.Says != got.unit {
					t.Fatalf("%s: %q offers %q as %q, and it is read as %q", name, text, r.Text, r.Says, says)
				}
			}
		}
	})
}

// Any amount of pay, whatever it is for and whatever stands beside it, is read back
// from what is shown of it, in a workbook of its own currency as in one of another.
func TestAnyPayIsReadBack(t *testing.T) {
	all := []Period{{}, Hour, Day, Week, TwoWeeks, Month, Quarter, Year, Month.Payments(12), Month.Payments(13), Month.Payments(16), {Year.unit, 2}, {Year.unit, 10}}
	rapid.Check(t, func(t *rapid.T) {
		v := decimal.New(rapid.Int64Range(0, 1e12).Draw(t, "v"), rapid.Int32Range(-6, 0).Draw(t, "exp"))
		if v.GreaterThan(MaxAmount) {
			v = MaxAmount
		}
		a := NewAmount(v, rapid.SampledFrom([]string{Bare, "USD", "EUR", "SEK", "INR", "KWD", "JPY", "CHF", "PLN", "XOF", "BRL", "TRY"}).Draw(t, "unit")).For(rapid.SampledFrom(all).Draw(t, "per"))
		a.note = rapid.SampledFrom([]string{"", "", "OTE", "base", "top of band", "w/ bonus", "zł 5", "quincenal", "two", "B2B", "k", "mil"}).Draw(t, "note")
		for shown, home := range map[string]string{a.String(): a.unit, a.In("GBP"): "GBP", a.In(a.unit): a.unit} {
			got, err := ParseMoney(shown, home)
			if err != nil || !got.Equal(a) {
				t.Fatalf("%#v is shown as %s and read as %s, %v", a, shown, got, err)
			}
		}
	})
}

func TestSignsAreOfCurrenciesInUse(t *testing.T) {
	for _, s := range signs {
		for _, code := range strings.Fields(s.codes) {
			if !IsCurrency(code) {
				t.Errorf("%s is for %s, which is no currency", s.sign, code)
			}
		}
	}
}
