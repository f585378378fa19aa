// Package workbooktest makes random workbooks for the tests of every package
// that reads, writes or shows them.
package workbooktest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// Nasty are texts that break programs which trust what a person types. They
// are clean in the sense of value.CleanLine.
var Nasty = []string{
	"# not a heading", "- not a bullet", "+ plus", "* star", "> not a quote", "1. not numbered", "1) neither", "    four spaces",
	"===", "---", "- - -", "***", "___", "~~~", "```", "*stars* and **more**", "_under_ snake_case __init__", "`code`", "``",
	"[link](https://example.com)", "![image](x.png)", "[ref]: https://example.com", "[x] task", "[^1]",
	"<script>alert(1)</script>", "<b>bold</b>", "<!-- comment", "-->", "<https://example.com>", "a < b > c", "&lt;&amp;&#35;&copy; & co",
	"https://example.com/a_b?c=d&e=f", "www.example.com", "WWW.EXAMPLE.COM", "me@example.com", "mailto:me@example.com", "ftp://example.com",
	"a | b | c", "|---|---|", ":-:", `back\slash \* \| \\| end\`, "~~gone~~", "~5 and ~6", "trailing #", "##", "?", "?!",
	"=SUM(A1)", "=", "at least 5", "null", "\"quoted\"", "'", "{}", "€", "“curly”", "日本語のテキスト", "مرحبا", "e\u0301", "👩‍💻",
	"\u200b", "\u00a0", "-", "+", "1.", "0", "<", "&", "\\", "|", "~", "!", "(", ")", "a_", "_a", "*a", "a*",
}

// Line is a random text of one line: ordinary, nasty, or any characters.
func Line() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := value.CleanLine(Lines().Draw(t, "line"))
		if value.Unseen(s) { // which is blank
			return ""
		}
		return s
	})
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

// Bound is a random bound: blank, unread, a statement or a number with a side.
func Bound() *rapid.Generator[value.Bound] {
	return rapid.Custom(func(t *rapid.T) value.Bound {
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
	})
}

// answers makes random answers, kind by kind.
type answers struct {
	line, lines, code *rapid.Generator[string]
	amount            *rapid.Generator[value.Amount]
	date              *rapid.Generator[value.Date]
	bound             *rapid.Generator[value.Bound]
	mark              *rapid.Generator[value.Answer]
	nowhere           []schema.ID // what a link may say beside the records that there are
}

// anything is all that can be stored.
var anything = answers{
	line: Line(), lines: Lines(), code: rapid.SampledFrom([]string{"", "EUR", "USD", "CHF"}),
	amount: Amount(), date: Date(), bound: Bound(), mark: rapid.SampledFrom(append(value.Answers(), "")), nowhere: []schema.ID{""},
}

// few is what rules compare with each other, so that they often have something to say.
var few = answers{
	line: fewTexts, lines: fewTexts, code: rapid.SampledFrom([]string{"", "USD", "EUR", "x"}),
	amount: rapid.Map(rapid.SampledFrom([]string{"", "", "0 USD", "80000 USD", "90000 USD", "90000 USD", "92750.5 USD", "100000 USD",
		"90000 EUR", "5 %", "10 %", "2 days a week", "3 days a week", "7", "?about 90k"}), valuetest.Amount),
	date: rapid.Map(rapid.IntRange(-6, 6), func(n int) value.Date {
		switch n {
		case -6:
			return value.UnreadDate("soon")
		case -5, -4:
			return value.Date{}
		}
		return valuetest.Day(TodayISO).AddDays(n * 200)
	}),
	bound: rapid.Map(rapid.SampledFrom([]string{"", "at least 90000 USD", "at most 2 days a week", "at least 85000 EUR", "=no weekend calls",
		"?4k a month"}), valuetest.Bound),
	mark:    rapid.SampledFrom([]value.Answer{value.Yes, value.Yes, value.No, value.Unknown}),
	nowhere: []schema.ID{"", "gone"},
}

var fewTexts = rapid.SampledFrom([]string{"", "Pay", "a name", "日本 💰", "<b>&", "A sentence that is longer than the forty characters a sentence repeats.",
	"A base of 85,000 from May", "from $80k to 90k", "Two days a week", "10 % or 1 day"})

// Any is a random valid workbook: every field of the schema may be filled, blank,
// unreadable or nasty, and what points somewhere points at something.
func Any() *rapid.Generator[workbook.Workbook] { return AnyOf(workbook.Schema) }

// AnyOf is Any for the records of another schema.
func AnyOf[W any](s *schema.Schema[W]) *rapid.Generator[W] {
	return rapid.Custom(func(t *rapid.T) W {
		next := 0
		return random(t, s, &anything, func(*schema.Collection) schema.ID { next++; return ID(next) })
	})
}

// Small is a random workbook of few answers, in which much is found; what points
// somewhere may point nowhere. It is in the form in which records give it back.
func Small() *rapid.Generator[workbook.Workbook] {
	return rapid.Custom(func(t *rapid.T) workbook.Workbook {
		next := 0
		return random(t, workbook.Schema, &few, func(c *schema.Collection) schema.ID {
			next++
			return schema.ID(fmt.Sprint(c.Name, next))
		})
	})
}

func random[W any](t *rapid.T, s *schema.Schema[W], from *answers, id func(*schema.Collection) schema.ID) W {
	w, err := s.FromRecords(id(s.Collections[0]), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Collections {
		if !c.One {
			for range rapid.IntRange(0, 4).Draw(t, c.Name) {
				s.Add(&w, schema.KeyOf(c.Name, id(c)))
			}
		}
	}
	for _, c := range s.Collections {
		filled := !c.One || rapid.Bool().Draw(t, c.Name) // what there is one of is blank at times
		for _, rec := range c.Each(&w) {
			for _, f := range c.Fields {
				if filled {
					fill(t, s, &w, f, rec, from, func() schema.ID { return id(c) })
				}
			}
		}
	}
	return w
}

// Fill gives a field of a record of w a random answer of its kind.
func Fill[W any](t *rapid.T, s *schema.Schema[W], w *W, f *schema.Field, rec any, id schema.IDs) {
	fill(t, s, w, f, rec, &anything, id)
}

func fill[W any](t *rapid.T, s *schema.Schema[W], w *W, f *schema.Field, rec any, from *answers, id schema.IDs) {
	target := func() schema.ID {
		all := slices.Clone(from.nowhere)
		for id := range s.Collection(f.Target).Each(w) {
			all = append(all, id)
		}
		return rapid.SampledFrom(all).Draw(t, f.Label)
	}
	switch at := f.At(rec).(type) {
	case *string:
		kinds := map[schema.Kind]*rapid.Generator[string]{schema.LineKind: from.line, schema.LinesKind: from.lines, schema.CodeKind: from.code, schema.TokenKind: from.line}
		*at = kinds[f.Kind].Draw(t, f.Label)
	case *value.Amount:
		*at = from.amount.Draw(t, f.Label)
	case *value.Date:
		*at = from.date.Draw(t, f.Label)
	case *value.Bound:
		*at = from.bound.Draw(t, f.Label)
	case *value.Points:
		*at = 0
		if n := rapid.IntRange(-1, f.Highest).Draw(t, f.Label); n >= 0 {
			*at = value.NewPoints(n)
		}
	case *bool:
		*at = rapid.IntRange(0, 3).Draw(t, f.Label) == 0
	case *workbook.ID:
		*at = target()
	case *[]workbook.ID:
		*at = nil
		for range rapid.IntRange(0, 3).Draw(t, f.Label) {
			if of := target(); of != "" {
				*at = schema.Linked(*at, of, true)
			}
		}
	case *map[workbook.ID]value.Answer:
		*at = nil
		for range rapid.IntRange(0, 3).Draw(t, f.Label) {
			if of := target(); of != "" {
				if *at == nil {
					*at = map[schema.ID]value.Answer{}
				}
				(*at)[of] = from.mark.Draw(t, "mark")
			}
		}
	case *[]workbook.Entry:
		*at = nil
		for range rapid.IntRange(0, 4).Draw(t, f.Label) {
			text := from.line.Filter(func(s string) bool { return s != "" }).Draw(t, "entry")
			*at = append(*at, workbook.Entry{ID: id(), Text: text})
		}
	default: // a choice, each of which has a type of its own
		all := []string{""}
		for _, o := range f.Options {
			all = append(all, o.Value)
		}
		if err := f.Type(w, rec, rapid.SampledFrom(all).Draw(t, f.Label), schema.Typing{}); err != nil {
			t.Fatal(err)
		}
	}
}

// Unanswered lists the collections of which a workbook has no answer.
func Unanswered(w workbook.Workbook) []string {
	var out []string
	for _, c := range workbook.Schema.Collections {
		answered := false
		for _, rec := range c.Each(&w) {
			answered = answered || slices.ContainsFunc(c.Fields, func(f *schema.Field) bool { return !f.Blank(rec) })
		}
		if !answered {
			out = append(out, c.Name)
		}
	}
	return out
}

// Diff tells how two workbooks differ, "" when they do not.
func Diff(a, b workbook.Workbook) string {
	return cmp.Diff(a, b)
}
