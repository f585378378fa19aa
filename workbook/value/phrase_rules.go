package value

import "sync"

type compiledRule struct {
	parts []part
	make  func(p *phrase, m []node) []node
}

// theGrammar is made at its first use. It begins with "moment".
var theGrammar = sync.OnceValue(func() map[string][]compiledRule {
	out := map[string][]compiledRule{}
	for _, table := range []map[string][]rule{phraseRules, dayRules, dateRules, spanRules, periodRules, timeRules} {
		for name, rules := range table {
			for _, r := range rules {
				out[name] = append(out[name], compiledRule{compiled(r.parts), r.make})
			}
		}
	}
	return out
})

// phraseRules are whole phrases: a day, or a choice of days, with a time or without.
var phraseRules = map[string][]rule{
	"moment": {
		{"lead choice lead <.>?", pass(1)},
		{"lead choice _ <t>? time lead <.>?", at(1, 2)},
		{"_ time lead choice lead <.>?", clockFirst},
		{"_ around _ choice", about(1)},
		{"lead choice _ around", about(1)},
		{"_ before _ choice", edgeOf(1, -1)},
		{"_ choice before", edgeOf(0, -1)},
		{"_ after _ choice", edgeOf(1, 1)},
		{"_ time", dayless},
	},
	"lead": {{"_ by? _ by? _", none}},
	// 12 foo
	"nomonth": {
		{"dom unknown anyyear?", pass(0)},
		{"unknown dom anyyear?", pass(1)},
	},
	"choice": {
		{"day|vague", pass(0)},
		{"day|vague or|to _ day|vague", either},
		{"day <-> day", either},
		{"dom or|to _ dom _ mon yearpart?", daysOf(0, 2, 3, 4)},
		{"dom <-/> dom _ mon yearpart?", daysOf(0, 1, 2, 3)},
		{"mon _ dom or|to _ dom yearpart?", daysOf(1, 3, 0, 4)},
		{"mon _ dom <-> dom yearpart?", daysOf(1, 2, 0, 3)},
		{"weekday <-/> weekday", bothWeekdays},
		{"weekno|unit num or|to num", bothWeeks(0, 1, 3)},
		{"weekno|unit num <-/> num", bothWeeks(0, 1, 2)},
	},
}

// dayRules are days by what stands about them.
var dayRules = map[string][]rule{
	"day": {
		{"dated", pass(0)},
		{"sameday", pass(0)},
		{"back", pass(0)},
		{"edged", pass(0)},
		{"anchor <+> span", later(0, 1, 1)},
		{"weekday", weekdayAlone},
		{"mod _ weekday", weekdayWith(0, 1)},
		{"weekday _ mod", weekdayWith(1, 0)},
		{"holiday", pass(0)},
		{"domth", dayOfMonth},
		{"num", anyDayOfMonth},
		{"dom _ other", dayIn(0, 1)},
		{"other _ dom", dayIn(1, 0)},
		{"domth _ part", dayOfThe},
	},
	// a day to count from: what could be today or a week later is today
	"anchor": {
		{"dated", pass(0)},
		{"sameday", pass(0)},
		{"edged", pass(0)},
		{"holiday", pass(0)},
		{"domth", dayOfMonth},
		{"weekday", nearestWeekday},
		{"dom _ other", dayIn(0, 1)},
	},
	"sameday": {{"offset", offset}},
	"holiday": {
		{"christmas", holiday(12, 25, 24)},
		{"newyear", holiday(1, 1)},
	},
	"dated": {
		{"date", pass(0)},
		{"mod? weekday _ date", onWeekday(1, 2)},
		{"date _ weekday|dayletter", onWeekday(1, 0)},
		{"weekday _ dom", weekdayOfMonth},
	},
	// parts of a period that are days
	"edged": {
		{"edge _ period|part", edgeDay(0, 1)},
		{"period|part _ edge", edgeDay(1, 0)},
		{"mod? _ endof", endOf},
		{"which _ weekday _ period|part", nthDay(0, 1, 2)},
		{"which _ unit _ period|part", nthUnit},
		{"period|part _ which _ weekday", nthDay(1, 2, 0)},
		{"weekday _ week", weekdayIn(0, 1)},
		{"week _ weekday", weekdayIn(1, 0)},
		{"week <-> num", weekdayNumber},
	},
	// which day of it is not said
	"vague": {
		{"period", anyDayOf(0)},
		{"in _ period", anyDayOf(1)},
		{"which _ unit _ period|part", nthWeek},
		{"period|part _ which _ unit", weekNth},
	},
	// first, 1st, 1.
	"which": {
		{"nth", pass(0)},
		{"num ending", withEnding},
		{"num <.>", upToDigits(1)},
	},
}

// dateRules are days in numbers and months.
var dateRules = map[string][]rule{
	"dom": {
		{"num <.>?", upToDigits(2)},
		{"domth", pass(0)},
	},
	// surely a day of a month
	"domth": {
		{"num ending", withEnding},
		{"num daymark", upToDigits(2)},
		{"num <.>", dottedDay},
		{"nth", positive},
		{"number nth", tensAndOne},
	},
	"mon": {
		{"month", pass(0)},
		{"num monthmark", upToDigits(2)},
	},
	"year": {
		{"num yearmark?", fourDigits},
		{"mod _ unit", otherYear(0, 1)},
		{"unit _ mod", otherYear(1, 0)},
	},
	"anyyear": {
		{"year", pass(0)},
		{"<'>? num", twoDigits},
	},
	"yearpart": {
		{"_ year", pass(0)},
		{"<'>? num", twoDigits},
	},
	"date": {
		{"dom <-/.>? _ mon <-/.>? yearpart?", ymd(2, 1, 0)},
		{"mon <-/.>? _ dom <-/>? yearpart?", ymd(2, 0, 1)},
		{"mon number yearpart?", inWords(2, 0, 1)},
		{"number _ mon yearpart?", inWords(2, 1, 0)},
		{"year <-/.>? _ mon <-/.>? _ dom", ymd(0, 1, 2)},
		{"num <-/.>? roman <-/.>? yearpart?", ymd(2, 1, 0)},
		{"num <.> num <.>?", dotted},
		{"num <.> num <.>? yearpart", dotted},
		{"num </> num", slashed},
		{"num </> num </> anyyear", slashed},
		{"num </-> num _ year", slashed},
		{"num num year", slashed},
		{"year num num", ymd(0, 1, 2)},
		{"num <-> num", slashed},
		{"num <-> num <-> year", slashed},
		{"num <-> num <-> num", anyOrder},
		{"year <-> num <-> num", ymd(0, 1, 2)},
		{"year </> num </> num", ymd(0, 1, 2)},
		{"year <.> num <.> num", ymd(0, 1, 2)},
		{"num", eightDigits},
	},
}

// spanRules are spans, and days that lie a span away.
var spanRules = map[string][]rule{
	"count": {
		{"num", upToDigits(4)},
		{"number", pass(0)},
		{"number number", tensAndOne},
	},
	"span": {
		{"count _ unit", spanOf(0, 1)},
		{"number? _ couple _ unit", several(2, 2, 3)},
		{"number? _ few _ unit", several(2, 2, 3, 4)},
		{"half _ number? unit", halfOf(2)},
		{"number half _ unit", halfOf(2)},
		{"count unit or _ half", andHalf},
		{"count or|to count _ unit", spanBetween(0, 2, 3)},
		{"count <-> count _ unit", spanBetween(0, 1, 2)},
		{"count unit or count", spanBetween(0, 3, 1)},
	},
	"length": {{"in? _ span later?", pass(1)}},
	"back": {
		{"in _ span later?", later(-1, 1, 1)},
		{"sameday in _ span", later(0, 2, 1)},
		{"<+> span", later(-1, 0, 1)},
		{"span later", later(-1, 0, 1)},
		{"<-> span", later(-1, 0, -1)},
		{"span ago", later(-1, 0, -1)},
		{"ago", never}, // so that each class of words stands in a rule
		{"agopre _ span ago?", later(-1, 1, -1)},
		{"in _ unit", inOne(1)},
		{"unit later", inOne(0)},
		{"span", spanAlone},
		{"unit", fortnightAlone},
		{"span sameday", later(1, 0, 1)},
		{"span after _ anchor", later(2, 0, 1)},
		{"span before _ anchor", later(2, 0, -1)},
		{"unit after _ anchor", dayBeside(1)},
		{"unit before _ anchor", dayBeside(-1)},
		{"anchor _ span later", later(0, 1, 1)},
		{"anchor _ span ago|before", later(0, 1, -1)},
		{"weekday unit", weekdayWeek},
		{"weekday weekafter", weekdayWeek},
		{"count dayplural later", weekdaysAway},
		{"weekday in _ span", weekdayAfter(0, 2)},
		{"in? _ span fill weekday", weekdayAfter(3, 1)},
	},
}

// periodRules are weeks, months, quarters and years.
var periodRules = map[string][]rule{
	"period": {
		{"mon", monthOf(0, -1)},
		{"mon <-/.>? _ year", monthOf(0, 1)},
		{"mon <'> num", monthOf(0, 1)},
		{"mon <-/> num", monthOfShortYear},
		{"year <-/.>? _ mon", monthOf(1, 0)},
		{"num <-/.> year", monthOf(0, 1)},
		{"year <-/.> num", monthOf(1, 0)},
		{"mod _ month", otherMonth(0, 1)},
		{"month _ mod", otherMonth(1, 0)},
		{"quarterno num", quarterOf(1, -1)},
		{"quarterno num </>? _ anyyear", quarterOf(1, 2)},
		{"year <-/>? quarterno num", quarterOf(2, 0)},
		{"num quarterno", quarterOf(0, -1)},
		{"num quarterno </>? _ anyyear", quarterOf(0, 2)},
		{"domth unit", partOfYear(0, 1, -1)},
		{"domth unit _ year|part", partOfYear(0, 1, 2)},
		{"which _ half _ period|part", halfPeriod},
		{"halfno num", halfYearOf(1, -1)},
		{"halfno num _ year", halfYearOf(1, 2)},
		{"year", wholeYear},
		{"other", pass(0)},
		{"week", pass(0)},
		{"weekof _ date", weekOfDay},
		{"unit _ by? _ date", weekOfDate},
	},
	"week": {
		{"weekno num", weekOfYear(1, -1)},
		{"weekno num </>? _ year", weekOfYear(1, 2)},
		{"counted num unit", weekCounted},
		{"unit num", weekNumbered(0, 1, -1)},
		{"unit num </>? _ year", weekNumbered(0, 1, 2)},
		{"year <-/>? weekno num", weekOfYear(2, 0)},
		{"year <-/>? unit num", weekNumbered(1, 2, 0)},
		{"num <.> unit", weekNumbered(1, 0, -1)},
		{"num <.> unit _ year", weekNumbered(1, 0, 2)},
		{"mod _ unit", otherWeek(0, 1)},
		{"unit _ mod", otherWeek(1, 0)},
	},
	// this month, next year
	"other": {
		{"mod _ unit|calunit", otherPeriod(0, 1)},
		{"unit _ mod", otherPeriod(1, 0)},
	},
	// the month, as in "end of the month"
	"part": {{"unit|calunit", thisPeriod}},
}

// timeRules are times of day.
var timeRules = map[string][]rule{
	"clock": {
		{"num <:> num", clockOf(0, 1)},
		{"num <:> num <:> num", clockOf(0, 1)},
		{"num <.> num", dottedClock},
		{"num hour", clockOf(0, -1)},
		{"num hour num minute?", clockOf(0, 2)},
		{"num hour halfafter|half", halfPast(0, 30)},
		{"num minute", never},
		{"count oclock", clockOf(0, -1)},
		{"halfpast count", halfPast(1, 30)},
		{"quarterpast count", halfPast(1, 15)},
		{"quarterto count", halfPast(1, -15)},
		{"halfto count", halfPast(1, -30)},
		{"half count", halfEither},
		{"at _ count halfafter", halfPast(1, 30)},
		{"at _ count quarterafter", halfPast(1, 15)},
		{"at _ count", clockOf(1, -1)},
		{"at _ clock", atClock},
		{"num", bareClock},
		{"num", fourDigitClock},
		{"noon", fixed(12 * 60)},
		{"num noon", twelve},
		{"midnight", midnight},
	},
	"time": {
		{"hours", pass(0)},
		{"hours <-> hours", pass(0)},
		{"_ by hours or|to hours", pass(1)},
		{"hours to hours", pass(0)},
	},
	"hours": {
		{"clock", pass(0)},
		{"clock hour|oclock", pass(0)},
		{"clock am", halfDay(0, 0)},
		{"clock pm", halfDay(0, 12)},
		{"am clock", halfDay(1, 0)},
		{"pm clock", halfDay(1, 12)},
		{"clock _ morning", halfDay(0, 0)},
		{"clock _ afternoon|evening", halfDay(0, 12)},
		{"morning _ at? _ clock", halfDay(2, 0)},
		{"afternoon|evening _ at? _ clock", halfDay(2, 12)},
		{"clock <-> clock am", halfDay(0, 0)},
		{"clock <-> clock pm", halfDay(0, 12)},
		{"morning", dayPart(9, 10, 11)},
		{"lunch", dayPart(12, 13)},
		{"afternoon", dayPart(14, 15, 16)},
		{"evening", dayPart(18, 19, 20)},
	},
}
