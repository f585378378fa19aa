package advice

import (
	"fmt"
	"strings"

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

// ownNeed has what a reason is made of that is the person's own rather than the employer's.
var ownNeed = anyOf(
	// home and family
	`my (?:\w+ )?(?:rent|mortgage|landlord|lease|loans?|debts?|savings|household|pension|taxes|bills?|credit card|insurance|car|flat|apartment|house|home|family|wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|`+
		`mother|father|mom|mum|dad|parents|son|daughter|sister|brother|kids?|child|children|baby|twins|grand(?:ma|pa|mother|father|parents|children|kids)|wedding|childcare|daycare|childminder|nanny|friends?|neighbou?r)\b`,
	`our (?:\w+ )?(?:mortgage|landlord|wedding|kids?|child|children|baby|house)\b|our rent (?:is|went|has)|alimony|child support|school fees|single (?:mum|mom|dad|mother|father|parent)|divorce[d.]?`+end,
	`(?:we|i)(?: are|['’]?re|['’]?m| am) (?:\w+ )?(?:pregnant|getting (?:married|divorced)|expecting(?: (?:our|a|my|twins)\b|`+end+`))|(?:kid|baby|child|twins) on the way|moving in together`,
	`(?:`+ive+`|we)(?: want to| have to| need to| must| got)?(?: (?:have|got|feed|raise|support))? (?:(?:a|another|one|two|three|four|small|young|little|my) )+(?:kids?|child(?:ren)?|baby|family)\b|(?:home with|take|feed) (?:the|my) (?:family|kids)`,
	`(?:day-?care|childcare|kindergarten|nursery) (?:costs?|fees|is)|pay(?:ing)? for (?:day-?care|childcare|kindergarten|school|university|college)|starts (?:day-?care|kindergarten|university|college)`,
	// money that does not reach
	`(?:^|i (?:just |really |simply )?)`+cant+` (?:afford|live|get by|keep up|make ends meet|cope|save (?:anything|up|for)|pay (?:my|the|for)|take another)|make ends meet|to live on\b|i (?:still )?owe\b|student loans?\b`,
	`(?:pay|keep up with|behind (?:on|with)) (?:off )?(?:my|the) (?:rent|bills|debts?|mortgage|loans?|credit card)|(?:bills|debts?|loans) to pay|out of (?:savings|money|cash|my own pocket)|(?:costs?|costing) me\b|saving (?:up )?for|money is tight|end of the month`+end,
	`i (?:do |really |just |badly )?(?:need|want|could use|could do with)(?: (?:the|more|some|extra|a bit|of))* (?:money|cash|income)\b|send money|i need to pay`,
	`my (?:pay|salary|wages?) (?:has|have|does|is|are)(?:n['’]?t| not) |inflation (?:has|is|was|ate|eats)|(?:with|to|by|behind|of) inflation|cost of living`,
	`(?:everything|life|living|food|groceries|gas|petrol|fuel|diesel|rents?|housing|energy|heating|electricity|insurance|prices)\b[^.;,]{0,25} (?:expensive|dear|crazy|insane|doubled|tripled|twice|through the roof|(?:is|are|went|gone|going|shot) up)\b`,
	// the way to work, tiredness, health
	`(?:the|my|this) (?:\w+ )?commute\b|(?:hours?|minutes) each way|i (?:live|drive|travel|commute) (?:\w+ ){0,4}(?:hours?|miles|km|kilomet\w+) (?:away|and|to|every|each|a day)|i live (?:so |too )?far`,
	im+` (?:tired|exhausted|burn(?:t|ed)[ -]?out|worn out|drained|overworked|stressed|broke|sick of|fed up|older|under a lot|underpaid|undervalued|worth)\b|i sleep (?:badly|poorly)|i need (?:a break|rest|a vacation|a holiday)|no life\b|life outside|too much for me`,
	`(?:wears?|wearing|burns?|burning|leaves?|leaving|makes?|making|gets?|drags?) me (?:out|down|tired|sick|drained|ill|exhausted|no time|with no)\b|(?:kill|stress|exhaust)(?:s|ing)? me\b|stress`+end,
	`my (?:\w+ )?(?:back|knees?|feet|health|sleep|body)(?:`+end+`| (?:is|are|can|hurts?|aches?|cannot|has|have|suffers?|will|won)\b)|ruining my|hurts? my`,
	// fairness to oneself, and what others have
	`i (?:think i |really |truly )?deserve (?:it|this|more|better|an?|the)\b|`+ive+` earned (?:it|this)\b|(?:only|just|not|isn['’]?t) fair\b|unfair\b|treated fairly|appreciates? me|values? me\b|i feel (?:under|un|like|that i|i)|i work (?:so|very|really) hard|i(?: am|['’]?m) worth`,
	`(?:earn|make|get|paid)\w*\b[^.;,]{0,40} than (?:me|mine|i(?: (?:do|am|get|make|earn))?)`+end+`|previous employer paid`,
	// years, and nothing else
	ive+` (?:been|worked) (?:here|(?:with|at|in|for) (?:you|(?:the|this|your) \w+))(?: \w+){1,4} years?(?: now)?\W*$|^\w+ years (?:here|in|with|at)\b[^.;,]*\W*$|(?:here|been) (?:longer than|since the)|longest[- ]serving|put in my (?:time|years)|waited (?:long|enough)|years of my life`,
	`since my last (?:raise|increase)|(?:no|not (?:had|got(?:ten)?|seen)|haven['’]?t (?:had|got(?:ten)?|seen)) (?:a )?raise\b|same (?:pay|salary|wage) (?:since|for)`,
	// what it is to be spent on
	idTo+` (?:buy|travel|retire|save|settle|move|see my|spend (?:more )?time|take the|have (?:more|a)|be home)|i want a better life|i(?:['’]?d| would) be happier`,
)

// ofWork are words of home that stand for customers and work: the children's ward.
var ofWork = lazy.New(`(?i)\b(?:child(?:ren)?|kids?|baby|family|mother|parents?|mortgage|loan|pension|insurance|rent|car|house|wedding|home)(?:['’]?s)?['’]? (?:ward|unit|menu|customers?|clients?|guests?|residents?|patients|calls?|cars?|sales|repairs?|loans|bookings?|department|class|group|team|evenings?|portfolio|desk)\b`)

// askReasonOwn: a reason that the other side need not share moves nobody.
func askReasonOwn(_ *dated, a workbook.Ask, name string) *Finding {
	m := ownNeed.FindString(ofWork.ReplaceAllString(a.Reason, "…"))
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
	`(?:or|if) i (?:leave|go|quit|walk|left|open my)(?:`+end+`| (?:to|out|away|elsewhere|own))|(?:or|else|otherwise|not|no),? `+im+` (?:off|out|done|leaving|walking|gone)\b`,
	im+` (?:gone|leaving|walking|quitting|resigning|done here|out(?:ta|`+end+`| of here)|off to|on my way out|walk away|give up here)\b|part ways|los(?:e|ing) me\b`,
	`(?:this|that|it)(?: is|['’]?s| will be| would be) my last|pack (?:up )?my (?:things|bags)|hand (?:\w+ )?(?:my )?keys in`,
	`(?:hand|put|turn)\w* in (?:my |the )?(?:notice|resignation)|(?:give|giving) (?:my |\w+ weeks['’]? )?notice`+end+`|my resignation|my notice (?:is|period)|weeks['’]? notice, `,
	// I stay, if
	`i(?: ?`+wont+`) (?:want to |see myself )?(?:stay(?:ing)?|remain|be (?:here|back)|sign on|renew|going to stay)\b|(?:so that|if|then|or|and) i(?:['’]?ll| will| would|['’]?d| can| could| may)? (?:stay|remain|keep working here)\b`,
	`(?:make|let|help|for) me (?:to )?(?:stay|remain)|whether (?:to|i) stay|about staying|want to stay`+end+`|i (?:can |could |will |would )?stay with (?:you|us|the)\b|to remain with|keep(?:ing)? me(?:`+end+`| here)`,
	`(?:think\w*|of|about|consider(?:ing)?) (?:leaving|quitting|moving to|(?:other |my )(?:options|opp\w+|future))|reconsider my|my future here|i have (?:other )?options`,
	// others would have me
	`(?:offered|approached|called|contacted|headhunted|poached?) me\b|being headhunted|approached by|(?:hire|want|wants|would take|would have|could have) me(?:`+end+`| at| on| tomorrow| for)|me to join|pay me (?:\d+% |\w+ )?more|(?:from|by) (?:a )?(?:recruiters?|headhunters?)`,
	`(?:better|outside|written|job|competing) offer|`+ive+`(?: got)? an(?:other)? offer|me an offer|offers? (?:elsewhere|from)|match (?:it|that|their)|my counter-?offer`,
	`(?:other|another|next door|across town|down the road|competition|competitors?)\b[^.;,]{0,25} (?:pays? (?:me )?(?:\S+ ){0,2}more|hiring|(?:rung|called|offered) me)\b|pays? more (?:down|across|next|over|around)|is hiring`,
	`(?:chang|switch|look|find|need|start|get)\w* (?:for )?(?:an? |to )?(?:other |another |new |different |better )?(?:jobs?|position|employer)\b|look\w* (?:around`+end+`|elsewhere|for (?:something else|other work))|start looking|job market|appl(?:y|ied|ying) elsewhere|applications|had an interview|trial day`,
	`(?:i|my|me)\b[^.;,]{0,40} (?:elsewhere|somewhere else|(?:for|with|to) someone else)`,
	// another in my place, or I as my own boss
	`(?:find|look for|get|need) (?:yourself|someone else|somebody else|a new (?:nurse|driver|cook|\w+er|\w+ician|\w+ant))\b|someone else will|on my own`+end+`|my own (?:salon|business|firm|shop|company)|self-employed|freelancing|rent a chair`,
)

// askHintsLeaving: a threat answers a question that nobody asked yet.
func askHintsLeaving(_ *dated, a workbook.Ask, name string) *Finding {
	for _, t := range []struct{ field, text string }{{"term", a.Term}, {"reason", a.Reason}} {
		if m := leaving.FindString(t.text); m != "" {
			return &Finding{Field: t.field, Text: fmt.Sprintf("Your words for %s hint at leaving (“%s”).", name, value.CleanLine(m)),
				Do: "Leave that out; ask for what you want, and keep your way out in your bag."}
		}
	}
	return nil
}
