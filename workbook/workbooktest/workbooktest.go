// Package workbooktest makes random workbooks for the tests of every package
// that reads, writes or shows them.
package workbooktest

import (
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/schema"
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

func bound(t *rapid.T) value.Bound {
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

// Any is a random valid workbook: every field of the schema may be filled, blank,
// unreadable or nasty, and what points somewhere points at something.
func Any() *rapid.Generator[workbook.Workbook] { return AnyOf(workbook.Schema) }

// AnyOf is Any for the records of another schema.
func AnyOf[W any](s *schema.Schema[W]) *rapid.Generator[W] {
	return rapid.Custom(func(t *rapid.T) W {
		next := 0
		id := func() schema.ID { next++; return ID(next) }
		w, err := s.FromRecords(id(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range s.Collections {
			if !c.One {
				for range rapid.IntRange(0, 4).Draw(t, c.Name) {
					s.Add(&w, schema.KeyOf(c.Name, id()))
				}
			}
		}
		for _, c := range s.Collections {
			filled := !c.One || rapid.Bool().Draw(t, c.Name) // what there is one of is blank at times
			for _, rec := range c.Each(&w) {
				for _, f := range c.Fields {
					if filled {
						Fill(t, s, &w, f, rec, id)
					}
				}
			}
		}
		return w
	})
}

// Fill gives a field of a record of w a random answer of its kind.
func Fill[W any](t *rapid.T, s *schema.Schema[W], w *W, f *schema.Field, rec any, id schema.IDs) {
	target := func(name string) schema.ID {
		all := []schema.ID{""}
		for id := range s.Collection(f.Target).Each(w) {
			all = append(all, id)
		}
		return rapid.SampledFrom(all).Draw(t, name)
	}
	switch at := f.At(rec).(type) {
	case *string:
		switch f.Kind {
		case schema.LinesKind:
			*at = Lines().Draw(t, f.Label)
		case schema.CodeKind:
			*at = rapid.SampledFrom([]string{"", "EUR", "USD", "CHF"}).Draw(t, f.Label)
		default:
			*at = Line().Draw(t, f.Label)
		}
	case *value.Amount:
		*at = Amount().Draw(t, f.Label)
	case *value.Date:
		*at = Date().Draw(t, f.Label)
	case *value.Bound:
		*at = bound(t)
	case *value.Points:
		*at = 0
		if n := rapid.IntRange(-1, f.Highest).Draw(t, f.Label); n >= 0 {
			*at = value.NewPoints(n)
		}
	case *bool:
		*at = rapid.IntRange(0, 3).Draw(t, f.Label) == 0
	case *workbook.ID:
		*at = target(f.Label)
	case *map[workbook.ID]value.Answer:
		*at = nil
		for range rapid.IntRange(0, 3).Draw(t, f.Label) {
			if of := target(f.Label); of != "" {
				if *at == nil {
					*at = map[schema.ID]value.Answer{}
				}
				(*at)[of] = rapid.SampledFrom(append(value.Answers(), "")).Draw(t, "mark")
			}
		}
	case *[]workbook.Entry:
		*at = nil
		for range rapid.IntRange(0, 4).Draw(t, f.Label) {
			text := Line().Filter(func(s string) bool { return s != "" }).Draw(t, "entry")
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

// Diff tells how two workbooks differ, "" when they do not.
func Diff(a, b workbook.Workbook) string {
	return cmp.Diff(a, b)
}
