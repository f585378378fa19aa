// Package workbooktest makes random workbooks for the tests of every package
// that reads, writes or shows them.
package workbooktest

import (
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Nasty are texts that break programs which trust what a person types. They
// are clean in the sense of workbook.CleanLine.
var Nasty = []string{
	"# not a heading", "- not a bullet", "+ plus", "* star", "> not a quote", "1. not numbered", "1) neither", "    four spaces", "===", "---", "- - -", "***", "___", "~~~", "```",
	"*stars* and **more**", "_under_ snake_case __init__", "`code`", "``", "[link](https://example.com)", "![image](x.png)", "[ref]: https://example.com", "[x] task", "[^1]",
	"<script>alert(1)</script>", "<b>bold</b>", "<!-- comment", "-->", "<https://example.com>", "a < b > c", "&lt;&amp;&#35;&copy; & co", "https://example.com/a_b?c=d&e=f", "www.example.com", "WWW.EXAMPLE.COM",
	"me@example.com", "mailto:me@example.com", "ftp://example.com", "a | b | c", "|---|---|", ":-:", `back\slash \* \| \\| end\`, "~~gone~~", "~5 and ~6", "trailing #", "##", "?", "?!", "=SUM(A1)", "=", "at least 5", "null", "\"quoted\"", "'", "{}", "€", "“curly”",
	"日本語のテキスト", "مرحبا", "e\u0301", "👩‍💻", "\u200b", "\u00a0", "-", "+", "1.", "0", "<", "&", "\\", "|", "~", "!", "(", ")", "a_", "_a", "*a", "a*",
}

// Line is a random text of one line: ordinary, nasty, or any characters.
func Line() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string { return value.CleanLine(Lines().Draw(t, "line")) })
}

// Lines is a random text that may have several lines.
func Lines() *rapid.Generator[string] {
	parts := rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom(Nasty),
		rapid.SampledFrom([]string{"", " ", "\n", "\n\n", "\t", "word", "Two words.", "A sentence, with 3 numbers (88,000 and 5%)."}),
		rapid.StringN(0, 8, -1),
	), 0, 4)
	return rapid.Custom(func(t *rapid.T) string {
		return value.Clean(strings.Join(parts.Draw(t, "parts"), rapid.SampledFrom([]string{"", " ", "\n"}).Draw(t, "glue")))
	})
}

// crockford are the characters of an id, in their order.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ID gives the n-th of a row of valid ids, in order.
func ID(n int) workbook.ID {
	tail := make([]byte, 16)
	for i := len(tail) - 1; i >= 0; i-- {
		tail[i], n = crockford[n%32], n/32
	}
	return workbook.ID("01JABCDEFG" + string(tail))
}

// Amount is a random amount: blank, unread, money, per cent, words or bare.
func Amount() *rapid.Generator[value.Amount] {
	return rapid.Custom(func(t *rapid.T) value.Amount {
		switch rapid.IntRange(0, 5).Draw(t, "amount") {
		case 0:
			return value.Amount{}
		case 1:
			return value.UnreadAmount(Line().Draw(t, "unread"))
		}
		v := decimal.New(rapid.Int64Range(0, 999_999_999).Draw(t, "value"), -int32(rapid.IntRange(0, 6).Draw(t, "places")))
		unit := rapid.SampledFrom([]string{"EUR", "USD", "CHF", "JPY", "%", "days a week", "", "weird *unit* | <b>"}).Draw(t, "unit")
		return value.NewAmount(v, unit)
	})
}

// Date is a random date: blank, unread or a day.
func Date() *rapid.Generator[value.Date] {
	return rapid.Custom(func(t *rapid.T) value.Date {
		switch rapid.IntRange(0, 3).Draw(t, "date") {
		case 0:
			return value.Date{}
		case 1:
			return value.UnreadDate(Line().Draw(t, "unread"))
		}
		return value.NewDate(2027, 1, 1).AddDays(rapid.IntRange(-46_000, 63_000).Draw(t, "day"))
	})
}

func threshold(t *rapid.T) value.Bound {
	switch rapid.IntRange(0, 3).Draw(t, "threshold") {
	case 0:
		return value.Bound{}
	case 1:
		return value.Bound{Statement: Line().Draw(t, "statement")}
	case 2:
		return value.UnreadBound(Line().Draw(t, "unread"))
	}
	a := Amount().Filter(value.Amount.OK).Draw(t, "amount")
	return value.Bound{Amount: a, AtMost: rapid.Bool().Draw(t, "most")}
}

func points(t *rapid.T, highest int) value.Points {
	if n := rapid.IntRange(-1, highest).Draw(t, "points"); n >= 0 {
		return value.NewPoints(n)
	}
	return 0
}

// choice draws one of all, or blank.
func choice[T ~string](t *rapid.T, all []T) T {
	return rapid.SampledFrom(append([]T{""}, all...)).Draw(t, fmt.Sprintf("%T", all[0]))
}

// Any is a random valid workbook: every field may be filled, blank, unreadable
// or nasty, and what points somewhere points at something.
func Any() *rapid.Generator[workbook.Workbook] {
	return rapid.Custom(func(t *rapid.T) workbook.Workbook {
		line := func() string { return Line().Draw(t, "line") }
		lines := func() string { return Lines().Draw(t, "lines") }
		amount := func() value.Amount { return Amount().Draw(t, "amount") }
		date := func() value.Date { return Date().Draw(t, "date") }
		private := func() bool { return rapid.IntRange(0, 3).Draw(t, "private") == 0 }
		next := 0
		id := func() workbook.ID { next++; return ID(next) }
		many := func(n int, add func()) {
			for range rapid.IntRange(0, n).Draw(t, "count") {
				add()
			}
		}
		w := workbook.Workbook{ID: id()}
		w.Profile = workbook.Profile{Name: line(), Person: line(), Employer: line(), Role: line(), With: line(), Meeting: date(), Currency: choice(t, []string{"EUR", "USD", "CHF"})}
		if rapid.Bool().Draw(t, "job") {
			w.Job = workbook.Job{Base: amount(), Bonus: amount(), Equity: amount(), Benefits: amount(), Inflation: amount()}
		}
		w.Fallback = workbook.Fallback{NoOffer: rapid.Bool().Draw(t, "no offer"), Plan: lines()}
		many(5, func() {
			w.Returns = append(w.Returns, workbook.Return{
				ID: id(), Name: line(), Kind: choice(t, workbook.Kinds()), Why: lines(),
				Today: points(t, workbook.MaxScore), Wanted: points(t, workbook.MaxScore), Weight: points(t, workbook.MaxScore),
				Need: workbook.Need{Sort: choice(t, workbook.Sorts()[1:]), Threshold: threshold(t), Met: choice(t, value.Answers()),
					Leave: choice(t, value.Answers()), Share: points(t, 100), Worst: line(), Best: line()},
				Private: private(),
			})
		})
		returnID := func() workbook.ID {
			if n := rapid.IntRange(-1, len(w.Returns)-1).Draw(t, "return"); n >= 0 {
				return w.Returns[n].ID
			}
			return ""
		}
		many(3, func() {
			a := workbook.Ask{
				ID: id(), Return: returnID(), Term: lines(), Basis: choice(t, workbook.Bases()), Today: amount(), Minimum: amount(), Target: amount(), Opening: amount(),
				Say: choice(t, workbook.Says()), Reason: lines(), Cost: lines(), Private: private(),
			}
			many(4, func() {
				a.Proofs = append(a.Proofs, Line().Filter(func(s string) bool { return s != "" }).Draw(t, "proof"))
			})
			w.Asks = append(w.Asks, a)
		})
		many(3, func() {
			w.Figures = append(w.Figures, workbook.Figure{
				ID: id(), Source: line(), Kind: choice(t, workbook.FigureKinds()), Role: line(), Place: line(), Low: amount(), Middle: amount(), High: amount(),
				Basis: choice(t, workbook.Bases()), Date: date(), Private: private(),
			})
		})
		many(3, func() {
			o := workbook.Offer{
				ID: id(), Employer: line(), Role: line(), Base: amount(), Bonus: amount(), Equity: amount(), Benefits: amount(), SignOn: amount(), Place: line(),
				Start: date(), Deadline: date(), Status: choice(t, workbook.Statuses()), Take: choice(t, value.Answers()), WillSay: lines(), Private: private(),
			}
			for _, r := range w.Returns {
				if rapid.Bool().Draw(t, "marked") {
					if o.Covers == nil {
						o.Covers = map[workbook.ID]value.Answer{}
					}
					o.Covers[r.ID] = choice(t, value.Answers())
				}
			}
			w.Offers = append(w.Offers, o)
		})
		return w
	})
}

// Diff tells how two workbooks differ, "" when they do not.
func Diff(a, b workbook.Workbook) string {
	return cmp.Diff(a, b)
}
