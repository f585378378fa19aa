package value

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"firstmile/workbook/lazy"
)

// monthWords are what a month is called in German, French, Spanish, Portuguese,
// Italian, Dutch, Polish, Czech, Swedish, Norwegian, Danish and Finnish, in the forms
// that stand in a date, without accents. English names are read first, by any
// beginning of three letters; these by any that no other month shares.
var monthWords = [12]string{
	"januar janner janvier enero janeiro gennaio januari styczen stycznia leden ledna januari tammikuu tammikuuta janv ene gen sty led tammi",
	"februar fevrier febrero fevereiro febbraio februari luty lutego unor unora helmikuu helmikuuta fevr fev lut uno helmi",
	"marz maerz mars marzo marco maart marzec marca brezen brezna marts maaliskuu maaliskuuta mrt bre maalis",
	"april avril abril aprile kwiecien kwietnia duben dubna huhtikuu huhtikuuta avr abr kwi dub huhti",
	"mai mayo maio maggio mei maj maja kveten kvetna toukokuu toukokuuta mag kve touko",
	"juni juin junio junho giugno czerwiec czerwca cerven cervna kesakuu kesakuuta giu cze cvn kesa",
	"juli juillet julio julho luglio lipiec lipca cervenec cervence heinakuu heinakuuta juil lug lip cvc heina",
	"august aout agosto augustus sierpien sierpnia srpen srpna augusti elokuu elokuuta ago sie srp elo",
	"septembre septiembre setembro settembre wrzesien wrzesnia zari syyskuu syyskuuta set wrz zar syys",
	"oktober octobre octubre outubro ottobre pazdziernik pazdziernika rijen rijna lokakuu lokakuuta okt out ott paz rij loka",
	"novembre noviembre novembro listopad listopada listopadu marraskuu marraskuuta lis marras",
	"dezember decembre diciembre dezembro dicembre grudzien grudnia prosinec prosince joulukuu joulukuuta dez dic gru pro joulu",
}

// weekdayWords are the days of the week in the same languages, from Sunday.
var weekdayWords = [7]string{
	"sonntag dimanche domingo domenica zondag niedziela nedele sondag sunnuntai", "montag lundi lunes segunda lunedi maandag poniedzialek pondeli mandag maanantai",
	"dienstag mardi martes terca martedi dinsdag wtorek utery tisdag tirsdag tiistai", "mittwoch mercredi miercoles quarta mercoledi woensdag sroda streda onsdag keskiviikko",
	"donnerstag jeudi jueves quinta giovedi donderdag czwartek ctvrtek torsdag torstai", "freitag vendredi viernes sexta venerdi vrijdag piatek patek fredag perjantai",
	"samstag sonnabend samedi sabado sabato zaterdag sobota lordag lauantai",
}

// fillers stand between the parts of a date and say nothing.
var fillers = strings.Fields("the of de del der den dem le la el il am um op on dnia do a")

// plainDate gives a typed date in small letters without accents, with the months and
// the days of the week in English, and the days of Japanese and Chinese in ISO form.
func plainDate(text string) string {
	s := strings.ReplaceAll(strings.ToLower(typedLine(text)), "−", "-")
	s = eastern.ReplaceAllString(s, "$1-$2-$3")
	s = easternDay.ReplaceAllStringFunc(s, func(m string) string {
		part := easternDay.FindStringSubmatch(m)
		return part[2] + " " + monthName[max(1, min(12, atoi(part[1])))-1]
	})
	var b strings.Builder
	for _, r := range norm.NFD.String(folds.Replace(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	words := strings.Fields(ordinal.ReplaceAllString(strings.TrimPrefix(b.String(), "in the "), "$1"))
	for i, w := range words {
		bare := strings.Trim(w, ".,")
		if n := foreignMonth(bare); n > 0 && month(bare) == 0 && !(bare == "ago" && i > 0 && spanWord.MatchString(words[i-1])) {
			words[i] = strings.Replace(w, bare, monthName[n-1], 1)
		}
		for d, names := range weekdayWords {
			if slices.Contains(strings.Fields(names), bare) {
				words[i] = strings.Replace(w, bare, strings.ToLower(time.Weekday(d).String()), 1)
			}
		}
		if n, ok := spelled(bare); ok && bare != "" && bare[0] > '9' && n < 100 {
			words[i] = fmt.Sprint(n)
		}
	}
	return strings.Join(words, " ")
}

var (
	folds      = strings.NewReplacer("ł", "l", "ø", "o", "æ", "ae", "ß", "ss", "đ", "d")
	eastern    = lazy.New(`(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})[日号]?(?:\s?\(.\))?`)
	easternDay = lazy.New(`(\d{1,2})月\s?(\d{1,2})[日号]?(?:\s?\(.\))?`)

	ordinal   = lazy.New(`\b(\d{1,2})(?:er|re|o|a|e|de|te)\b`)
	spanWord  = lazy.New(`^\d*(?:d|days?|w|wks?|weeks?|m|mos?|months?|y|yrs?|years?)$`)
	ofMonth   = lazy.New(`^(end|start|beginning|first day|last day|middle|mid|early|late)(?:-| |$)(?:of |in )?(?:the )?(.+)$`)
	nth       = lazy.New(`^(?:the )?(1st|first|2nd|second|3rd|third|4th|fourth|last) (` + weekdayShape + `)(?: of| in)? ([a-z]{3,9})\.?(?: (\d{4}))?$`)
	isoWeek   = lazy.New(`^(?:(\d{4})-?\s?)?(?:kw|w|week|wk|semaine|sem|uge|uke|vecka|v|viikko|tydzien|tyden|settimana|semana)\.?\s?(\d{1,2})(?:[/ ,]+(\d{4}))?$`)
	span      = lazy.New(`^(?:in |within )?(?:an? |(\d{1,3}) )(days?|weeks?|wks?|fortnights?|months?|years?)(?:'s?)?(?: from (?:now|today)| time)?$`)
	dayOnly   = lazy.New(`^(?:the )?(\d{1,2})(?:st|nd|rd|th)$`)
	quarterly = lazy.New(`^q([1-4])(?: (\d{4}))?$`)
	vague     = lazy.New(`^(?:next|this|coming) (week|month|quarter|year)$`)
	clockEnd  = lazy.New(`^(.+?),?\s+(?:at |um |kl\.? |a las |a )?(\d{1,2})(?:[:h.](\d\d))?\s?(am|pm|uhr|h)?$`)
)

// foreignMonth gives 1 to 12 for a word that no other month's begins like, else 0.
func foreignMonth(w string) int {
	if len(w) < 3 || strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return 0
	}
	exact, begins := 0, 0
	for i, names := range monthWords {
		for _, name := range strings.Fields(names) {
			switch {
			case name == w:
				exact = i + 1
			case strings.HasPrefix(name, w) && begins != 0 && begins != i+1:
				begins = -1
			case strings.HasPrefix(name, w):
				begins = i + 1
			}
		}
	}
	if exact > 0 {
		return exact
	}
	return max(begins, 0)
}

// askDay asks which of several days a text means.
func askDay(text, problem string, days ...Date) error {
	e := InputError{Text: text, Problem: problem, Try: dateHelp, asks: true}
	for _, d := range days {
		if d.OK() && !slices.ContainsFunc(e.Readings, func(r Reading) bool { return r.Text == d.String() }) {
			e.Readings = append(e.Readings, Reading{d.String(), d.time().Format("Monday, 2 January 2006")})
		}
	}
	return &e
}

// parsePhrase reads days that are said rather than written: end of March, first
// Monday in March, KW 10, in two weeks, the 14th. false where it is none of these.
func parsePhrase(text, s string, today Date, way Direction) (Date, error, bool) {
	if m := span.FindStringSubmatch(s); m != nil {
		n, unit := 1, strings.TrimSuffix(m[2], "s")
		if m[1] != "" {
			n = atoi(m[1])
		}
		if unit == "wk" {
			unit = "week"
		}
		if unit == "fortnight" {
			n, unit = 2*n, "week"
		}
		ahead, err := shift(text, today, n, unit)
		if err != nil || way == Ahead {
			return ahead, err, true
		}
		ago, _ := shift(text, today, -n, unit)
		return Date{}, askDay(text, "Is "+Echo(text)+" ago, or from now?", ago, ahead), true
	}
	if m := isoWeek.FindStringSubmatch(s); m != nil {
		d, err := weekOf(text, m[1]+m[3], atoi(m[2]), today, way)
		return d, err, true
	}
	if m := nth.FindStringSubmatch(s); m != nil && month(m[3]) > 0 {
		d, err := nthWeekday(text, m[1], dayOfWeek(m[2]), month(m[3]), m[4], today, way)
		return d, err, true
	}
	if m := dayOnly.FindStringSubmatch(s); m != nil {
		for i := range 3 {
			t := today.time()
			first := time.Date(t.Year(), t.Month()+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
			if way == Behind {
				first = time.Date(t.Year(), t.Month()-time.Month(i), 1, 0, 0, 0, 0, time.UTC)
			}
			d := NewDate(first.Year(), first.Month(), atoi(m[1]))
			if atoi(m[1]) > 0 && d.time().Month() == first.Month() && (way == Ahead && !d.Before(today) || way == Behind && !today.Before(d)) {
				return d, nil, true
			}
		}
		return Date{}, noSuchDay(text), true
	}
	if m := vague.FindStringSubmatch(s); m != nil {
		n := 1
		if strings.HasPrefix(s, "this") {
			n = 0
		}
		return Date{}, askDay(text, "Which day is meant by "+Echo(text)+"?", ends(today, m[1], n)...), true
	}
	if m := quarterly.FindStringSubmatch(s); m != nil {
		first, last := spanOf(s, today, way)
		return Date{}, askDay(text, "Which day of "+Echo(text)+"?", first, last), true
	}
	if way == Ahead {
		s := strings.TrimPrefix(s, "in ")
		if n := month(s); n > 0 {
			first, last := spanOf(s, today, way)
			return Date{}, askDay(text, "Which day of "+Echo(text)+"?", first, first.AddDays(14), last), true
		}
	}
	if m := ofMonth.FindStringSubmatch(s); m != nil {
		first, last := spanOf(m[2], today, way)
		if !first.OK() {
			return Date{}, nil, false
		}
		switch m[1] {
		case "end", "last day":
			return last, nil, true
		case "start", "beginning", "first day":
			return first, nil, true
		case "mid", "middle":
			return first.AddDays(first.DaysTo(last) / 2 / 7 * 7), nil, true // the fifteenth of a month
		case "early":
			return Date{}, askDay(text, "Which day is meant by "+Echo(text)+"?", first, first.AddDays(6), first.AddDays(9)), true
		}
		return Date{}, askDay(text, "Which day is meant by "+Echo(text)+"?", last.AddDays(-9), last.AddDays(-4), last), true
	}
	return Date{}, nil, false
}

// spanOf gives the first and the last day of a month, a quarter or a year that is
// named; blank where it is none.
func spanOf(s string, today Date, way Direction) (first, last Date) {
	name, year, _ := strings.Cut(strings.Trim(s, "."), " ")
	if year != "" && !yearOnly.MatchString(year) {
		name, year = s, ""
	}
	at, months := month(strings.Trim(name, ".,")), 1
	if m := quarterly.FindStringSubmatch(name); m != nil {
		at, months = 3*atoi(m[1])-2, 3
	}
	t := today.time()
	switch name {
	case "month", "this month":
		at, year = int(t.Month()), fmt.Sprint(t.Year())
	case "next month":
		next := addMonths(t, 1)
		at, year = int(next.Month()), fmt.Sprint(next.Year())
	case "quarter", "this quarter":
		at, months, year = (int(t.Month())-1)/3*3+1, 3, fmt.Sprint(t.Year())
	case "year", "this year":
		at, months, year = 1, 12, fmt.Sprint(t.Year())
	case "next year":
		at, months, year = 1, 12, fmt.Sprint(t.Year()+1)
	}
	if yearOnly.MatchString(name) {
		at, months, year = 1, 12, name
	}
	if at == 0 {
		return Date{}, Date{}
	}
	y := t.Year()
	if year != "" {
		y = atoi(year)
	} else if end := NewDate(y, time.Month(at+months), 0); way == Ahead && end.Before(today) {
		y++
	} else if way == Behind && today.Before(NewDate(y, time.Month(at), 1)) {
		y--
	}
	if !inBounds(y) {
		return Date{}, Date{}
	}
	return NewDate(y, time.Month(at), 1), NewDate(y, time.Month(at+months), 0)
}

// ends gives the days that may be meant by a week, a month or longer.
func ends(today Date, unit string, n int) []Date {
	switch unit {
	case "week":
		monday := today.AddDays(7*n - (int(today.time().Weekday())+6)%7)
		return []Date{monday, monday.AddDays(4)}
	case "quarter":
		t := addMonths(today.time(), 3*n)
		first := NewDate(t.Year(), time.Month((int(t.Month())-1)/3*3+1), 1)
		return []Date{first, NewDate(first.time().Year(), first.time().Month()+3, 0)}
	case "year":
		y := today.time().Year() + n
		return []Date{NewDate(y, 1, 1), NewDate(y, 12, 31)}
	}
	t := addMonths(today.time(), n)
	return []Date{NewDate(t.Year(), t.Month(), 1), NewDate(t.Year(), t.Month(), 15), NewDate(t.Year(), t.Month()+1, 0)}
}

// weekOf gives the Monday of a week of ISO 8601.
func weekOf(text, year string, week int, today Date, way Direction) (Date, error) {
	for i := range 3 {
		y := today.time().Year()
		if way == Ahead {
			y += i
		} else {
			y -= i
		}
		if year != "" {
			y = atoi(year)
		}
		fourth := NewDate(y, 1, 4) // is in the first week
		monday := fourth.AddDays(7*(week-1) - (int(fourth.time().Weekday())+6)%7)
		if is, n := monday.time().ISOWeek(); !inBounds(y) || week < 1 || is != y || n != week {
			return Date{}, BadInput(text, "There is no week "+Echo(text)+".", dateHelp)
		}
		if year != "" || way == Ahead && !monday.AddDays(6).Before(today) || way == Behind && !today.Before(monday) {
			return monday, nil
		}
	}
	return Date{}, noSuchDay(text)
}

// nthWeekday gives the first to fourth or the last such day of a month.
func nthWeekday(text, which string, day time.Weekday, month int, year string, today Date, way Direction) (Date, error) {
	for i := range 2 {
		first, last := spanOf(strings.TrimSpace(monthName[month-1]+" "+year), today, way)
		if i > 0 {
			first = NewDate(first.time().Year()+1, first.time().Month(), 1)
			last = NewDate(first.time().Year(), first.time().Month()+1, 0)
		}
		if !first.OK() {
			break
		}
		d := first.AddDays((int(day) - int(first.time().Weekday()) + 7) % 7)
		if n := strings.Index("1234", which[:1]); n > 0 {
			d = d.AddDays(7 * n)
		} else if n := slices.Index([]string{"first", "second", "third", "fourth"}, which); n > 0 {
			d = d.AddDays(7 * n)
		} else if which == "last" {
			d = last.AddDays(-((int(last.time().Weekday()) - int(day) + 7) % 7))
		}
		if year != "" || way == Behind || !d.Before(today) {
			return d, nil
		}
	}
	return Date{}, noSuchDay(text)
}
