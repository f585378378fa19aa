package value

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/lazy"
)

// periods have the words for each, in the languages of the people who are paid, "_"
// being a space: units stand behind "a", "per" or a slash; the others stand alone, at
// either end. Those of scripts without spaces may touch the number.
var periods = []struct {
	Period
	units, alone string
}{
	{Hour, "hour hours hr hrs h std stunde stunden heure heures hora horas ora ore uur u godz godz. godzinę godzina godzin hodinu hodina hod hod. timme timmen tim timen tunti t óra óránként órát " +
		"saat час година jam giờ ชั่วโมง oră ώρα 時間 小时 小時 時 时 시간",
		"hourly ph p.h p/h p/hr p/u /time i_timen pr_time pr._time per_time stündlich stundenlohn timen timmen timelønn timlön tunnissa horaire óránként saatlik 時給 时薪 시급"},
	{Day, "day days d tag tage jour jours día dia días dias giorno dag dzień den päivä pv zi gün день ngày hari ημέρα 日 天 일",
		"daily pd p.d p/d täglich tagessatz tjm dagen day_rate dzienna diario journalier 日給 日当 日薪 일급"},
	{TwoWeeks, "fortnight two_weeks other_week second_week 2_weeks", "biweekly bi-weekly fortnightly"},
	{Week, "week weeks wk wks w woche wochen semaine semana sem settimana tydzień tydz týden vecka veckan uke uken uge ugen viikko vko săptămână hafta неделю неделя tuần minggu εβδομάδα 週 周 주",
		"weekly pw p.w p/w wöchentlich veckan uken ugen hebdomadaire semanal semanales settimanale haftalık 週給 周薪 주급"},
	{Month, "month months mon mo mth mths mnth m monat monate mon. mois mes mês mese maand mies miesiąc miesiacu miesiącu miesiac m-c mc měsíc měs měs. månad månaden mån mån. måned måneden mnd md md. " +
		"mánuði kuukausi kk mt hó hónap luna lună мес мес. месяц місяць bulan bln tháng เดือน ay μήνα 월 月 か月 个月",
		"monthly m-c pm p.m p/m p._m pcm p.c.m p.c.m. monatlich monatslohn monatsgehalt mensuel mensuels mensuelle mensual mensuales mensal mensais mensuale mensili maandelijks miesięcznie miesięczna " +
			"mtl měsíčně månedlig månatligen månaden måneden månedslønn månadslön mensile kuukaudessa havonta havi aylık ежемесячно lunar 月給 月収 月额 月薪 월급"},
	{Quarter, "quarter qtr q quartal trimestre trimester kvartal", "quarterly"},
	{Year, "year years yr yrs y annum a jahr jahre an année ans año ano anno jaar rok roku år året vuosi év yıl год рік tahun thn năm ปี χρόνο 연 年 년",
		"yearly annually annual pa p.a p/a p._a jährlich jahresgehalt jahresbrutto ral annuel annuels annuelle anual anuales anuais annuale annuali annui annuo annue rocznie roczna ročně årlig årligen året " +
			"årslønn årslön vuodessa évente yıllık jaarlijks per_annum 年収 年薪 年俸 연봉"},
}

// before stands between an amount and the unit that it is for, "_" being a space.
const before = "/ _per _a _an _each _every _in_a _in_the _the _at_an _at_a _pro _je _par _por _per_l' _cada _chaque _im _in_der _die _der _das _am _in _al _a_la _la _el _ao _à _à_la _de_l' " +
	"_à_l' _l' _all' _alla _il _za _na _w _v _på _i _om _om_året _pr _pr. _p _в _за _на _τον _την _το _pe"

// halfMonth ends pay that comes twice a month, which is no period of its own here.
var halfMonth = lazy.New(`(?i)^(.*\d.*?)(?:\s+(?:(?:twice|two times|2x) (?:a|per|each|every) month|semi-?\s?monthly)|\s*(?:/|\s(?:por|a la|cada|la)\s)?\s*(?:quincenal(?:es)?|quincena))$`)

// periodWord is one of those words, apart.
type periodWord struct {
	Period
	word  string
	alone bool
}

var (
	periodWords = sync.OnceValue(func() (out []periodWord) {
		for _, p := range periods {
			for _, w := range apart(p.alone) {
				out = append(out, periodWord{p.Period, w, true})
			}
			for _, w := range apart(p.units) {
				out = append(out, periodWord{p.Period, w, false})
			}
		}
		return out
	})
	beforePeriod = sync.OnceValue(func() []string { return apart(before) })
)

func apart(list string) []string {
	out := strings.Fields(list)
	for i, w := range out {
		out[i] = strings.ReplaceAll(w, "_", " ")
	}
	return out
}

// cutPeriod takes what an amount is for off either end: "a year", "/mo", "p.a.",
// "over 4 years", and 年収 before it.
func cutPeriod(s string) (rest string, p Period, found bool) {
	if rest, years, ok := cutYears(s); ok {
		return rest, Period{Year.unit, years}, true
	}
	low := strings.ToLower(s)
	if len(low) != len(s) { // a letter that is longer in small, which no word here has
		low = s
	}
	for _, p := range periodWords() {
		if n := p.leads(low); n > 0 {
			return strings.TrimLeft(s[n:], " :："), p.Period, true
		}
		body, ok := p.cut(low)
		if !ok {
			continue
		}
		for _, b := range beforePeriod() {
			if r, ok := strings.CutSuffix(strings.TrimRight(body, " "), b); ok && strings.ContainsFunc(r, unicode.IsDigit) {
				return strings.TrimRight(s[:len(r)], " ,"), p.Period, true
			}
		}
		if p.alone {
			return strings.TrimRight(s[:len(body)], " ,"), p.Period, true
		}
	}
	return s, Period{}, false
}

// leads tells how much of s, in small letters, is the word in front of a number:
// 月給35万, RAL 32.000; 0 for none.
func (p periodWord) leads(s string) int {
	rest, ok := strings.CutPrefix(s, p.word)
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case !ok || rest == "" || !p.alone && !unspaced(p.word):
	case unspaced(p.word) && (p.alone || unicode.IsDigit(next)), len(p.word) > 2 && (next == ' ' || next == ':'):
		return len(p.word)
	}
	return 0
}

// cut takes the word and a full stop off the end of s, which is in small letters. It
// does not cut inside a word of letters; an abbreviation that stands alone may touch
// the number ("2250pcm", "85kpa").
func (p periodWord) cut(s string) (string, bool) {
	body, ok := strings.CutSuffix(strings.TrimSuffix(s, "."), strings.TrimSuffix(p.word, "."))
	if !ok || body == "" {
		return s, false
	}
	last, size := utf8.DecodeLastRuneInString(body)
	first, _ := utf8.DecodeRuneInString(p.word)
	if !unicode.IsLetter(first) || unspaced(p.word) || !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return body, true
	}
	scaled, _ := utf8.DecodeLastRuneInString(body[:len(body)-size])
	return body, p.alone && len(p.word) < 5 && (unicode.IsDigit(last) || last == 'k' && unicode.IsDigit(scaled))
}

// named tells whether a word is one for the period: hours, Std.
func (p Period) named(word string) bool {
	word = strings.TrimSuffix(strings.ToLower(word), ".")
	return slices.ContainsFunc(periodWords(), func(w periodWord) bool {
		return w.Period == p && !w.alone && strings.TrimSuffix(w.word, ".") == word
	})
}

// unspaced tells a word of a script that puts no spaces between words.
func unspaced(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// years stand behind the number of years that a grant is spread over, and over before it.
const (
	yearsWord = " years yrs yr year jahre jahren ans années años anni anos jaar år lat let év "
	overWords = " over across for / in über auf sur en a durante su em op på na przez per "
)

// cutYears takes the years that a grant is spread over off the end.
func cutYears(s string) (rest string, years int, ok bool) {
	words := strings.Fields(strings.ReplaceAll(s, "/", " / "))
	n := len(words)
	if n < 4 || !strings.Contains(yearsWord, " "+strings.ToLower(strings.Trim(words[n-1], "."))+" ") || !strings.Contains(overWords, " "+strings.ToLower(words[n-3])+" ") {
		return s, 0, false
	}
	v, found := spelled(words[n-2])
	if !found || v < 2 || v > maxYears {
		return s, 0, false
	}
	return strings.TrimRight(strings.Join(words[:n-3], " "), ", "), v, true
}
