package advice

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"firstmile/workbook"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// Two rules read sentences as a person writes them; testdata/reasons.tsv and
// testdata/leaving.tsv measure what they find. Write others before you change a row,
// and never tune a row to one.

// What the rows are made of; an apostrophe may be curved or left out.
const (
	im   = `i(?: am|['’]?m)(?: (?:so|very|really|just|always|also|getting|completely|constantly|simply|too|seriously|ready to|about to))?`
	ive  = `i(?: have|['’]?ve)?`
	cant = `(?:can['’]?t|cannot|can (?:barely|hardly|only just|no longer)|could(?:n['’]?t| not)|(?:am|['’]?m) not able to)`
	wont = `(?:(?:wo|ca|would|could|do)n['’]?t|cannot|(?:will|may|might|would|could|am|['’]?m) not)`
	ill  = `i(?: will|['’]?ll| would|['’]?d| may| might| could| can| must| shall|(?: am|['’]?m) going to)?(?: (?:just|then|otherwise|soon|rather|simply|also|either|hate to))?(?: (?:have to|need to|be forced to))?`
	idTo = `i(?: want|['’]?d (?:like|love)| would (?:like|love)| hope|['’]?m trying| am trying)(?: to be able)? to`
	end  = `(?:$|[.,;:!?)])`
)

// anyOf is an expression of one idea a row.
func anyOf(rows ...string) *lazy.Regexp {
	return lazy.New(`(?i)\b(?:` + strings.Join(rows, "|") + `)`)
}

// ownNeed has what a reason is made of that is the person's own rather than the
// employer's: words that tell it by themselves.
var ownNeed = anyOf(
	// home and family
	`single (?:mum|mom|dad|mother|father|parent)|alimony|child support|(?:kid|baby|child|twins) on the way|(?:two|three|four|five) kids,|(?:day-?care|childcare|kindergarten|nursery) (?:costs?|fees|is)|starts (?:day-?care|kindergarten|university|college)`,
	`(?:we|i)(?: are|['’]?re|['’]?m| am) (?:\w+ )?(?:getting (?:married|divorced)|expecting(?: (?:our|a|my|twins)\b|`+end+`))|(?:home with|take|feed) (?:the|my) (?:family|kids)|our (?:\w+ )?(?:mortgage|landlord|wedding|kids?|child|children|baby|new house)\b|our rent (?:is|went|has)|(?:we|i)(?: have|['’]?ve)?(?: just)? had (?:a|our|another) (?:\w+ )?(?:baby|child|son|daughter)\b`,
	`(?:`+ive+`|we)(?: (?:want|have|need|like|try|trying) to| must| got| start)?(?: (?:have|got|feed|raise|support|putting|put))? (?:(?:a|another|one|two|three|four|small|young|little|disabled|sick) )+(?:kids?|child(?:ren)?|baby|family|son|daughter)\b`,
	// money that does not reach
	`^`+cant+` (?:afford|live|get by|pay)|make ends meet|(?:live|living) (?:on|off)\b|student loans?\b|(?:bills|debts?|loans) to pay|out of (?:savings|money|cash|my own pocket)|money is tight|end of the month`+end,
	`(?:pay|keep up with|behind (?:on|with)) (?:off )?(?:my|the) (?:rent|bills|debts?|mortgage|loans?|credit card)`,
	`i (?:do |really |just |badly )?(?:need|want|could use|could do with)(?: (?:the|more|some|extra|a bit|of))* (?:money|cash|income)\b|(?:put|set) (?:something|some|money) aside|pay back|i (?:could|would) really (?:use|do with)|i need (?:it for|to pay|\w+ work`+end+`)`,
	`my (?:pay|salary|wages?) (?:has been|(?:has|have|does|is|are)(?:n['’]?t| not)|goes|buys|stays)|my (?:last )?raise\b|inflation (?:has|is|was|ate|eats)|(?:with|to|by|behind|of|below) inflation|costs? of (?:living|everything)|everything costs (?:so much |a lot )?more\b`,
	`(?:everything|life|living|child-?care|day-?care|kindergarten|food|groceries|gas|petrol|fuel|diesel|rents?|housing|energy|heating|electricity|insurance|prices)\b[^.;,]{0,25} (?:expensive|dear|crazy|insane|doubled|tripled|twice|through the roof|(?:is|are|went|gone|going|shot) up)\b`,
	// the way to work, tiredness
	`(?:hours?|minutes) each way|i live (?:\w+ ){0,4}(?:miles|km|away|far|hours?)|takes me (?:\w+ ){0,4}(?:hours?|minutes)|i (?:drive|travel|commute) (?:\w+ ){0,4}hours?|too much for me|(?:kill|stress|exhaust)(?:s|ing)? me\b|for me`+end,
	`(?:wears?|wearing|burns?|burning|leaves?|leaving|makes?|making|gets?) me (?:out|down|tired|sick|drained|ill|exhausted|no time|with no)\b|(?:no|have a|a) life (?:left|outside)`,
	// fairness to oneself, and what others have
	`(?:only|just|not|isn['’]?t) fair\b|appreciates? me|values? me\b|i feel (?:that i|i|like)|(?:want to|to|not) feel valued|passed over|nothing for it|mean (?:a lot|so much|the world) to me|with nothing`+end+`|i work (?:so|very|really) hard|(?:older|longer|harder|more) than (?:any|every)(?:one|body)`,
	`(?:earn|make|get|got|paid|hired)\w*\b[^.;,]{0,40} than (?:me|mine|i(?: (?:do|am|get|make|earn))?)`+end+`|(?:colleagues?|everyone|everybody|others|else|town|employer|elsewhere)\b[^.;,]{0,25} (?:earns?|makes?|paid|gets?|got) (?:more|better|a raise)|gets? [^.;,]{0,20}more and does|for less work`,
	// years, and nothing else
	ive+` (?:been|worked)(?: (?:a|an|so|very|loyal) ?\w*)? (?:here|(?:with|at|in|for|to) (?:you|(?:the|this|your) \w+)|\w+ for)(?: \w+){1,4} years?(?: now)?\W*$|^\w+ years (?:here|in|with|at)\b[^.;,]*\W*$|(?:here|been|worked) (?:longer than|since (?:the|day)|from (?:the|day))|longest[- ]serving|started before`,
	`put in my (?:time|years)|years of my life|over an? year since|since my last (?:raise|increase)|(?:no|not (?:had|got(?:ten)?|seen)|haven['’]?t (?:had|got(?:ten)?|seen|taken)) (?:a )?(?:raise|vacation|holiday)\b|same (?:pay|salary|wage) (?:since|for)`,
	// what it is to be spent on
	idTo+` (?:buy|travel|retire|save|settle|move|slow down|see my|spend (?:more )?time|take the|have (?:more|a)|be home|afford)|i want a better life|i(?:['’]?d| would) (?:be|feel) (?:happier|better)`,
)

// ownMine are words that tell it right behind my or I have; in many trades they
// are work when they stand elsewhere.
var ownMine = anyOf(`(?:my|` + ive + `(?: got)?|i pay(?: \S+ for)?|i bought|we (?:just )?bought|(?:that )?i still owe|` + idTo + ` have) (?:a |\w+ )?(?:rent|mortgage|landlord|lease|loans?|debts?|savings|household|pension|taxes|bills?|credit card|school fees|insurance|bank|car|flat|apartment|house|home|family|partner|` +
	`mother|father|mom|mum|dad|parents|son|daughter|sister|brother|kids?|child|children|baby|twins|grand\w+|wedding|nursery|childcare|daycare|nanny|friends?|neighbou?r|ex|boy|girl|newborn|toddler|wages?|knees?|feet|wrists?|shoulders?|body|health|sleep|marriage)\b|(?:my|this) back` + end + `|my back (?:is|can|hurts?|aches?|has|will|won)`)

// ownMe are words that tell it in any sentence about me.
var ownMe = anyOf(`(?:afford|owe|broke|break even|get by|struggling|drowning|alimony|landlord|wife|husband|girlfriend|boyfriend|fianc[eé]e?|childminder|divorced?|pregnant|marriage|become a (?:father|mother|parent)|earner|cope|costs? me|costing me|saving (?:up )?for|send money|commute|keep up|lease|` +
	`tired|exhausted|burn(?:t|ed) ?out|worn out|drain(?:ed|ing)|overworked|stress(?:ed)?|sick of|fed up|sleep|midnight|too old|older|unfair|fair(?:ly)?|deserve|entitled|earned (?:it|this)|loyal|for granted|unappreciated|undervalued|underpaid|worth|waited|family on|pension|take (?:another|it any)|need a (?:break|rest)|anxious|worried about money|carrying too much|catch the bus|train ticket)\b`)

// me tells that a sentence is about oneself.
var me = lazy.New(`(?i)\b(?:i|im|ive|id|my|me|we|our)\b`)

// gains are words of work and of what it brings: with them a sentence is the employer's as well.
var gains = lazy.New(`(?i)\b(?:customers?|clients?|guests?|patients?|residents?|pupils|wards?|units?|menus?|calls|parents['’]? evenings?|bookings?|sales|sold|sells?|loans desk|accounts?|business|portfolio|department|cars|brought|saves?|saved us|fell|grew|went from|down (?:by|\d+)|(?:by|to) half|halve[sd]?|crews?|the team|the salon|the office|without a|so (?:that )?(?:you|we|the|no|releases)|certified)\b`)

// sentenceEnd parts the sentences of a reason.
var sentenceEnd = lazy.New(`[.;!?\n]+(?:\s+|$)`)

// own gives the words that make a reason one's own, "" where none do.
var own = lazy.NewMemo(func(reason string) string {
	for _, text := range sentenceEnd.Split(reason, -1) {
		if gains.MatchString(text) {
			continue
		}
		m := ownMine.FindString(text)
		if m == "" {
			m = ownNeed.FindString(text)
		}
		if m == "" && me.MatchString(text) {
			m = ownMe.FindString(text)
		}
		if m != "" {
			return m
		}
	}
	return ""
})

// askReasonOwn: a reason that the other side need not share moves nobody.
func askReasonOwn(_ *dated, a workbook.Ask, name string) *Finding {
	m := own.Of(a.Reason)
	if m == "" {
		return nil
	}
	return &Finding{Field: "reason", Text: fmt.Sprintf("Your reason for %s is your own (“%s”), and they need not care about it.", name, value.CleanLine(m)),
		Do: "Say what they gain, or what it would cost them to do without."}
}

// leaving has words that hint at going, which is for the end of a talk if at all.
var leaving = anyOf(
	// I go, or else
	ill+` (?:quit|resign|walk away|move on|part ways|be (?:gone|off|out)|leave(?:`+end+`| (?:if|for|you|us|over|unless|this|teaching|here|the (?:company|firm|team|hospital|school)))|go(?:`+end+`| elsewhere| back to freelancing))`,
	`(?:or|if|then) i (?:leave|go|quit|walk|left|open my)(?:`+end+`| (?:out|away|elsewhere|own))|or i go to\b|i quit\b|i (?:will )?(?:stop|be done) (?:working|coming|here)|(?:or|else|otherwise|then),? i (?:take my|stop|will go)|(?:or|else|otherwise|not|no),? `+im+` (?:off|out|done|leaving|walking|gone)\b`,
	im+` (?:gone|leaving|walking|quitting|resigning|off then|done here|out(?:ta|`+end+`| of here)|off to|on my way out|walk away|give up here|done if|done with)\b|part ways|los(?:e|ing) me\b`,
	`(?:this|that|it)(?: is|['’]?s| will be| would be) my last|pack (?:up )?my (?:things|bags)|bags are packed|goodbye|(?:do|be|have to do) without me|outta here|had enough|put up with|forced to (?:leave|go|look|explore)|(?:to|from|not|than) (?:leave|leaving)`+end+`|hand (?:\w+ )?(?:my )?keys in`,
	`(?:hand|put|turn)\w* in (?:my |the )?(?:notice|resignation)|(?:give|giving) (?:my |\w+ weeks['’]? )?notice`+end+`|my resignation|my notice is|give my notice|weeks['’]? notice, `,
	// I stay, if
	`i(?: ?`+wont+`) (?:want to |see myself )?(?:stay(?:ing)?|remain|be (?:here|back)|sign on|renew|going to stay)\b|(?:so that|if|then|or|and) i(?:['’]?ll| will| would|['’]?d| can| could| may)? (?:stay|remain|keep working here)\b`,
	`(?:rather|need this to|have to) stay\b|(?:make|let|help|for) me (?:to )?(?:stay|remain|leave`+end+`)|whether (?:to|i) stay|about staying|for how long|might not (?:extend|renew)|no future|think about next (?:year|season)|there are other|tempted by|future (?:here|for me)|(?:do|does)n['’]?t see a future|want to stay`+end+`|i (?:can |could |will |would )?stay with (?:you|us|the)\b|to remain with|keep(?:ing)? me(?:`+end+`| here)`,
	`(?:think\w*|of|about|consider(?:ing)?) (?:leaving|quitting|moving to|(?:other |my )(?:options|opp\w+|future))|reconsider my|my future here|i have (?:other )?options`,
	// others would have me
	`(?:offered|approached|called|contacted|headhunted|poached?) me\b|being headhunted|approached by|(?:hire|want|wants|(?:would|['’]?d) (?:love to )?(?:take|have|hire)|could have) me(?:`+end+`| at| on| tomorrow| for)|me to join|pay me (?:\d+% |\w+ )?more|(?:from|by) (?:a )?(?:recruiters?|headhunters?)|(?:companies|firms|recruiters) (?:are |is )?(?:after|calling|asking)|made me (?:an? )?(?:offer|proposal)|i(?:['’]?ve| have| was) been (?:offered|told that)|(?:back|people like) me`+end+`|a call from (?:another|a)|putting in my papers|what i (?:could|can|would) get`,
	``+ive+` (?:got )?an? (?:\w+ )?offer|outside offer|job offer|`+ive+`(?: got)? an(?:other)? offer|me an offer|(?:my|an) offer elsewhere|an offer from|match (?:it|that|their)|my (?:other |counter-?)offer|beat that`,
	`(?:other|another|next door|across town|down the road|competition|competitors?)\b[^.;,]{0,25} (?:pays? (?:me )?(?:\S+ ){0,2}more|hiring|(?:rung|called|offered) me)\b|pays? more (?:down|across|next|over|around)|is hiring`,
	`(?:chang|switch|look|find|need|start|get)\w* (?:for )?(?:an? |to )?(?:other |another |new |different |better )?(?:jobs?|position|employer)\b|look\w* (?:around`+end+`|elsewhere|for (?:something else|other work))|(?:start|be) looking|looking at other|explore the market|job market|appl(?:y|ied|ying) (?:elsewhere|to other)|applications|been interviewing|(?:had|have|got) an interview|trial day|find (?:something|a job|work)|new role|plenty of (?:\w+ )?(?:jobs|work)|shortage of (?:jobs|work)`,
	`(?:i|my|me)\b[^.;,]{0,40} (?:elsewhere|somewhere else|(?:for|with|to) someone else)`,
	`(?:a )?(?:headhunter|recruiter)s? (?:called|rang|wrote|keeps?|has|have|is|are)\b|(?:am|['’]m) interviewing|keeps? asking me to (?:come|join)|(?:am|['’]m) off\b|odchodzę|propozycj\w+ pracy|kündige\b|(?:ich|dann) gehe\b|je pars\b|me voy\b`,
	// another in my place, or I as my own boss
	`(?:find|look for|get|need) (?:yourself|someone else|somebody else|a new (?:nurse|driver|cook|\w+er|\w+ician|\w+ant))\b|(?:someone|somebody) else will|have to replace me|on my own`+end+`|my own (?:salon|business|firm|shop|company)|self-employed|freelanc(?:e work|ing)|for myself`+end+`|rent a chair`,
)

var hint = lazy.NewMemo(leaving.FindString)

// askHintsLeaving: a threat answers a question that nobody asked yet.
func askHintsLeaving(_ *dated, a workbook.Ask, name string) *Finding {
	for _, t := range []struct{ field, text string }{{"term", a.Term}, {"reason", a.Reason}} {
		if m := hint.Of(t.text); m != "" {
			return &Finding{Field: t.field, Text: fmt.Sprintf("Your words for %s hint at leaving (“%s”).", name, value.CleanLine(m)),
				Do: "Leave that out; ask for what you want, and keep your way out in your bag."}
		}
	}
	return nil
}

// spokenOf lists the amounts that the words of an ask name, in the unit and for the
// period that its numbers are; percentages beside money are rises over today.
func spokenOf(w *dated, a workbook.Ask) []value.Mention {
	all, known := w.said[a.ID]
	if !known {
		all = readAmounts(w, a, a.Term)
		w.said[a.ID] = all
	}
	return all
}

// readAmounts lists the amounts that words about an ask name; see spokenOf.
func readAmounts(w *dated, a workbook.Ask, words string) []value.Mention {
	if words == "" {
		return nil
	}
	like := a.Opening
	for _, n := range []value.Amount{a.Target, a.Minimum} {
		if !like.OK() {
			like = n
		}
	}
	all := value.Mentions(words, like, w.Currency())
	for i, m := range all {
		n := m.Amount.Named(like.Unit())
		if m.More && n.Per().IsZero() {
			n = n.For(like.Per())
		}
		if n.Per().IsZero() {
			n = n.For(like.Per())
		} else if like.Per().IsZero() {
			n, _ = n.To(value.Year, w.WorkYear())
			n = n.For(value.Period{})
		} else {
			n, _ = n.To(like.Per(), w.WorkYear())
		}
		all[i].Amount = n
		if !m.More || !m.Asked {
			continue
		}
		sum, ok := w.AskToday(a).Add(n)
		if all[i].Asked = ok; ok {
			all[i].Amount = sum
		}
	}
	if now := w.AskToday(a); like.Money() && now.Comparable(like) {
		for _, m := range value.Mentions(words, value.NewAmount(decimal.Zero, "%")) {
			all = append(all, value.Mention{Amount: m.Amount, Asked: m.Asked})
		}
	}
	return all
}

// says tells whether an amount that the words name is one of an ask's numbers; a
// percentage is, where it is the rise to it in whole or half per cents.
func says(w *dated, a workbook.Ask, m, n value.Amount) bool {
	if m.Unit() == "%" && n.Money() {
		rise, ok := value.Rise(w.AskToday(a), n)
		return ok && rise.Sub(m.Value()).Abs().LessThanOrEqual(decimal.New(5, -1))
	}
	if !m.Comparable(n) || m.Value().Equal(n.Value()) {
		return m.Comparable(n)
	}
	// $31.73 an hour is 66,000 a year, rounded; what is round itself was not converted.
	off := m.Value().Sub(n.Value()).Abs()
	return m.Money() && !m.Value().Mod(ten).IsZero() && off.LessThanOrEqual(n.Value().Mul(decimal.New(5, -4)))
}

var ten = decimal.NewFromInt(10)

// askWordsMinimum: who says the least aloud will be given it.
func askWordsMinimum(w *dated, a workbook.Ask, name string) *Finding {
	if saysAnswer(a, a.Minimum, a.Target, a.Opening) {
		return &Finding{Field: "term", Text: fmt.Sprintf("Your words for %s say %s, which is your minimum.", name, quote(a.Minimum.InWords())), Do: sayOpening}
	}
	if !a.Minimum.OK() || says(w, a, a.Minimum, a.Opening) || says(w, a, a.Minimum, a.Target) && a.Say == workbook.SayRange {
		return nil
	}
	for _, m := range spokenOf(w, a) {
		if says(w, a, m.Amount, a.Minimum) && !says(w, a, m.Amount, a.Opening) {
			return &Finding{Field: "term", Text: fmt.Sprintf("Your words for %s say %s, which is your minimum.", name, m.Amount),
				Do: sayOpening}
		}
	}
	return nil
}

const sayOpening = "Say your opening instead: whoever hears the least you would take has no reason to offer more."

// saysAnswer tells whether the words of an ask name an answer that is in words, such as a
// title, and not only as a part of one of the others, which are more.
func saysAnswer(a workbook.Ask, answer value.Amount, others ...value.Amount) bool {
	plain := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "-", " ")) }
	term, said := plain(a.Term), plain(answer.InWords())
	for _, o := range others {
		other := plain(o.InWords())
		if other == said {
			return false
		}
		if other != "" && strings.Contains(other, said) {
			term = strings.ReplaceAll(term, other, "")
		}
	}
	at := strings.Index(term, said)
	if said == "" || at < 0 {
		return false
	}
	letter := func(s string, last bool) bool { // a word of its own
		r, _ := utf8.DecodeRuneInString(s)
		if last {
			r, _ = utf8.DecodeLastRuneInString(s)
		}
		return s != "" && unicode.IsLetter(r)
	}
	return !letter(term[:at], true) && !letter(term[at+len(said):], false)
}

// askWordsDiffer finds the slip that is heard: the words ask for one amount and
// the ask for another. Today's may be named, and of a range its lower end.
func askWordsDiffer(w *dated, a workbook.Ask, name string) *Finding {
	if a.Opening.InWords() != "" && saysAnswer(a, a.Target, a.Opening) && !saysAnswer(a, a.Opening) {
		return &Finding{Field: "term", Text: fmt.Sprintf("Your words for %s say %s, and the opening is %s.", name, quote(a.Target.InWords()), quote(a.Opening.InWords())),
			Do: "Make the words and the numbers agree."}
	}
	if !a.Opening.OK() {
		return nil
	}
	for _, m := range spokenOf(w, a) {
		n := m.Amount
		between := func(x, y value.Amount) bool { return x.Comparable(n) && y.Comparable(n) && !n.Less(x) && !y.Less(n) }
		switch {
		case !m.Asked, says(w, a, n, a.Opening), says(w, a, n, a.Minimum), between(w.AskToday(a), w.AskToday(a)):
			continue
		case a.Say == workbook.SayRange && (says(w, a, n, a.Target) || between(a.Target, a.Opening) || between(a.Opening, a.Target)):
			continue
		case n.Comparable(a.Opening) && n.Money() && n.Value().Mul(decimal.NewFromInt(farFrom)).LessThan(a.Opening.Value()):
			continue // a bonus beside the pay
		}
		opening := a.Opening.String()
		if n.Unit() == "%" {
			if rise, ok := value.Rise(w.AskToday(a), a.Opening); ok {
				opening += ", " + value.SignedPercent(rise)
			}
		}
		return &Finding{Field: "term", Text: fmt.Sprintf("Your words for %s say %s, and the opening is %s.", name, n, opening), Do: "Make the words and the numbers agree."}
	}
	return nil
}

// farFrom is how many times smaller than the opening an amount in the words is from
// where it is taken for something beside it, such as a bonus (ours).
const farFrom = 3
