package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Period is what an amount of pay is for. The zero value is not said: it counts
// as whatever period its workbook is in.
type Period struct {
	unit  string // hour, day, week, two weeks, month, quarter, year
	times int    // of a month, how many are paid in a year where that is said; of years, how many an amount is spread over
}

// The periods of pay.
var (
	Hour     = Period{unit: "hour"}
	Day      = Period{unit: "day"}
	Week     = Period{unit: "week"}
	TwoWeeks = Period{unit: "two weeks"}
	Month    = Period{unit: "month"}
	Quarter  = Period{unit: "quarter"}
	Year     = Period{unit: "year"}
)

// The most years that a grant is spread over, and the months that are paid in a year.
const (
	maxYears    = 10
	minPayments = 12
	maxPayments = 16
)

// periods have the words for each, in the languages of the people who are paid:
// units stand behind "a", "per" or a slash; the others stand alone. Those of
// scripts without spaces stand before the number as well.
var periods = []struct {
	Period
	units, alone string
}{
	{Hour, "hour hours hr hrs h std stunde stunden heure heures hora horas ora ore uur godz godzinę godzina hodinu hodina hod timme timmen tim time timen tunti t óra час jam 時間 小时",
		"hourly ph p.h stündlich 時給 时薪"},
	{Day, "day days d tag tage jour jours día dia días dias giorno dag dzień den päivä pv 日 天", "daily pd p.d täglich 日給 日当 日薪"},
	{TwoWeeks, "fortnight two-weeks other-week 2-weeks", "biweekly bi-weekly fortnightly"},
	{Week, "week weeks wk w woche semaine semana settimana tydzień tydz týden vecka uke uge viikko vko 週 周", "weekly pw p.w wöchentlich 週給 周薪"},
	{Month, "month months mon mo mth mnth m monat mon. mois mes mês mese maand mies miesiąc miesiac měs měsíc månad mån måned mnd md kuukausi kk mt hó hónap мес месяц bulan ay 월 月",
		"monthly pm p.m pcm monatlich mensuel mensual mensuales mensal mensuale mensili maandelijks miesięcznie mtl měsíčně månedlig månatligen mensile 月給 月収 月额 月薪"},
	{Quarter, "quarter qtr q quartal trimestre kvartal", "quarterly"},
	{Year, "year years yr yrs y annum a jahr an année ans año ano anno jaar rok år vuosi v év год tahun yıl 연 年", "yearly annually annual pa p.a jährlich annuel anual annuale rocznie ročně årlig årligen 年収 年薪 年俸"},
}

// sized are the periods by name.
func sized(unit string) (Period, bool) {
	for _, p := range periods {
		if p.unit == unit {
			return p.Period, true
		}
	}
	return Period{}, false
}

// Periods lists those that a person's pay may be spoken of in.
func Periods() []Period { return []Period{Hour, Day, Week, Month, Year} }

// IsZero tells whether it is not said.
func (p Period) IsZero() bool { return p == Period{} }

// Payments gives a month of which so many are paid in a year, 12 to 16.
func (p Period) Payments(n int) Period {
	if p.unit == Month.unit {
		p.times = n
	}
	return p
}

// Name is hour, day, week, two weeks, month, quarter or year; "4 years" for what
// is spread over several; "" where it is not said.
func (p Period) Name() string {
	if p.unit == Year.unit && p.times > 0 {
		return fmt.Sprintf("%d years", p.times)
	}
	return p.unit
}

// String gives it as it stands behind an amount: "an hour", "a year", "over 4
// years", "a month, 14 a year".
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.unit == Hour.unit:
		return "an hour"
	case p.unit == TwoWeeks.unit:
		return "every two weeks"
	case p.unit == Year.unit && p.times > 0:
		return "over " + p.Name()
	case p.times > 0:
		return fmt.Sprintf("a %s, %d a year", p.unit, p.times)
	}
	return "a " + p.unit
}

// stored gives it as it stands behind a code in a file: "/hour", "/month, 14 a year".
func (p Period) stored() string {
	switch {
	case p.IsZero():
		return ""
	case p.unit == Month.unit && p.times > 0:
		return fmt.Sprintf("/month, %d a year", p.times)
	}
	return "/" + p.Name()
}

// WorkYear is what turns pay of one period into pay of another, as far as the
// person told it.
type WorkYear struct {
	Hours    decimal.Decimal // worked in a week; 0 where not told
	Days     decimal.Decimal // worked in a week; 0 where not told
	Payments int             // months paid in a year; 0 counts as 12
}

var weeks = decimal.NewFromInt(52)

// in tells how many of a period a year of work has; false where that is not known.
func (y WorkYear) in(p Period) (decimal.Decimal, bool) {
	switch p.unit {
	case Hour.unit:
		return weeks.Mul(y.Hours), y.Hours.IsPositive()
	case Day.unit:
		return weeks.Mul(y.Days), y.Days.IsPositive()
	case Week.unit:
		return weeks, true
	case TwoWeeks.unit:
		return decimal.NewFromInt(26), true
	case Month.unit:
		return decimal.NewFromInt(int64(cmp.Or(p.times, y.Payments, minPayments))), true
	case Quarter.unit:
		return decimal.NewFromInt(4), true
	case Year.unit:
		return decimal.NewFromInt(1).DivRound(decimal.NewFromInt(int64(max(1, p.times))), 12), true
	}
	return decimal.Zero, false
}

// Assumes says what a conversion between two periods rests on, as it goes on
// behind an amount: "at 38 hours a week", "at 14 payments a year"; "" where it
// rests on the calendar alone.
func (y WorkYear) Assumes(from, to Period) string {
	if from.unit == to.unit && from.times == to.times {
		return ""
	}
	var out []string
	for _, p := range []Period{from, to} {
		switch p.unit {
		case Hour.unit:
			out = append(out, y.Hours.String()+" hours a week")
		case Day.unit:
			out = append(out, y.Days.String()+" days a week")
		case Month.unit:
			out = append(out, fmt.Sprintf("%d payments a year", cmp.Or(p.times, y.Payments, minPayments)))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "at " + List(slices.Compact(out))
}

// To gives an amount of pay for another period, rounded to whole units from 1,000
// up and to hundredths below; false where it has no period or the two do not meet
// in what is known of the year.
func (a Amount) To(p Period, y WorkYear) (Amount, bool) {
	if !a.Money() || a.per.IsZero() || p.IsZero() {
		return a, false
	}
	if a.per == p {
		return a, true
	}
	from, ok1 := y.in(a.per)
	to, ok2 := y.in(p)
	if !ok1 || !ok2 {
		return a, false
	}
	v := a.value.Mul(from).DivRound(to, 2)
	if v.GreaterThanOrEqual(thousand) {
		v = v.Round(0)
	}
	a.value, a.per = v, p
	return a, true
}

// cutPeriod takes what an amount is for off either end: "a year", "/mo", "p.a.",
// "over 4 years", and 年収 before it.
func cutPeriod(s string) (rest string, p Period, found bool) {
	if rest, years, ok := cutYears(s); ok {
		return rest, Period{Year.unit, years}, true
	}
	low := strings.ToLower(s)
	for _, p := range periods {
		for _, w := range strings.Fields(p.alone) {
			if r, ok := strings.CutPrefix(low, w); ok && unspaced(w) && r != "" {
				return strings.TrimLeft(s[len(s)-len(r):], " :："), p.Period, true
			}
			if body, ok := cutWord(low, w); ok {
				return strings.TrimRight(s[:len(body)], " ,"), p.Period, true
			}
		}
		for _, w := range strings.Fields(p.units) {
			body, ok := cutWord(low, strings.ReplaceAll(w, "-", " "))
			if !ok {
				continue
			}
			for _, before := range []string{"/", " per", " a", " an", " each", " every", " in a", " pro", " par", " por", " im", " al", " za", " på", " i", " om", " om året"} {
				if r, ok := strings.CutSuffix(strings.TrimRight(body, " "), before); ok && strings.ContainsFunc(r, unicode.IsDigit) {
					return strings.TrimRight(s[:len(r)], " ,"), p.Period, true
				}
			}
			if unspaced(w) && strings.HasSuffix(body, "/") {
				return s[:len(body)-1], p.Period, true
			}
		}
	}
	return s, Period{}, false
}

// cutWord takes a word and a full stop off the end of s, which is in small
// letters; it does not cut inside a word of letters.
func cutWord(s, word string) (string, bool) {
	body, ok := strings.CutSuffix(strings.TrimSuffix(s, "."), strings.TrimSuffix(word, "."))
	if !ok || body == "" {
		return s, false
	}
	last, _ := utf8.DecodeLastRuneInString(body)
	first, _ := utf8.DecodeRuneInString(word)
	if unicode.IsLetter(first) && (unicode.IsLetter(last) || unicode.IsDigit(last)) && !unspaced(word) {
		return s, false
	}
	return body, true
}

// unspaced tells a word of a script that puts no spaces between words.
func unspaced(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// cutYears takes the years that a grant is spread over off the end.
func cutYears(s string) (rest string, years int, ok bool) {
	words := strings.Fields(strings.ReplaceAll(s, "/", " / "))
	n := len(words)
	if n < 3 || !slices.Contains([]string{"years", "yrs", "yr", "year"}, strings.ToLower(strings.Trim(words[n-1], "."))) {
		return s, 0, false
	}
	v, found := spelled(words[n-2])
	var at int
	switch strings.ToLower(words[n-3]) {
	case "over", "across", "for", "/", "in":
		at = n - 3
	default:
		return s, 0, false
	}
	if !found || v < 2 || v > maxYears || at == 0 {
		return s, 0, false
	}
	return strings.TrimRight(strings.Join(words[:at], " "), ", "), v, true
}
