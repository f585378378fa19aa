package advice

import (
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// OpeningCheck is what stands in a first sentence that does not belong there, in the
// words that tell it; each is "" where none does. testdata/openings.tsv measures what it
// finds: write others before you change a row.
type OpeningCheck struct {
	Words   int    // workbook.MaxOpening at most
	Apology string // "Sorry to bother you"
	Rent    string // a need of one's own: "my rent"
	Leaving string // "walk away"
	Offer   string // "another offer", or the employer of one
}

// CheckOpening reads a first sentence.
func CheckOpening(w workbook.Workbook, text string) OpeningCheck {
	return OpeningCheck{Words: workbook.WordsIn(text), Apology: sorry.Of(text), Rent: own.Of(text), Leaving: hint.Of(text), Offer: offerNamed(w, text)}
}

// Threat gives the words that speak of leaving or of an offer, "" where none do.
func (c OpeningCheck) Threat() string {
	if c.Leaving != "" {
		return c.Leaving
	}
	return c.Offer
}

// Found lists in words what does not belong there: "an apology", "leaving".
func (c OpeningCheck) Found() []string {
	var out []string
	for _, f := range []struct{ name, words string }{{"an apology", c.Apology}, {"a need of your own", c.Rent}, {"leaving", c.Leaving}, {"an offer", c.Offer}} {
		if f.words != "" {
			out = append(out, f.name)
		}
	}
	return out
}

// Long tells whether it has more words than one says in one go.
func (c OpeningCheck) Long() bool { return c.Words > workbook.MaxOpening }

var sorry = lazy.NewMemo(anyOf(
	`(?:i['’]?m |i am )?(?:so |very |really |terribly )?sorry\b|apologi[sz]e|(?:my )?apolog(?:y|ies)\b|forgive me|pardon me|excuse me|i beg your pardon`,
	`i (?:really )?(?:hate|don['’]?t want|do not want|didn['’]?t want|don['’]?t like|do not like) to (?:ask|bother|bring this|trouble|disturb|take|be (?:a bother|difficult|greedy|pushy|rude)|seem|sound|complain)|i feel (?:bad|awkward|embarrassed|guilty|terrible|uncomfortable|silly)`,
	`i hope (?:it['’]?s|it is|this is|that['’]?s|you don['’]?t|you do not|i['’]?m not|i am not) ?(?:okay|ok|all right|fine|mind|bothering|not too|taking)|if (?:it['’]?s|it is|that['’]?s|this is) not too much (?:trouble|to ask)|i know (?:this|it|now)(?: is|['’]?s) (?:probably |maybe )?(?:a bad|not a good|the wrong|awkward|a lot)`,
	`(?:this|it) (?:is|may be|might be|feels) (?:a bit |very |really )?(?:awkward|embarrassing|uncomfortable)|i(?:['’]?m| am) (?:a (?:bit|little) |so |very )?(?:embarrassed|ashamed|nervous)|(?:to|for) bother(?:ing)? you|for taking (?:up )?your time|won['’]?t take (?:much|up much|too much|more) of your time`,
).FindString)

// ofOffer tells of an offer of work, and not of what one sells.
var ofOffer = lazy.NewMemo(anyOf(
	`(?:have|had|['’]ve|ive|got|get|getting|received|hold|holding|accept|accepting|turn(?:ed|ing)? down|declin\w+|weigh\w*|consider\w*|sitting on|there(?: is|['’]s| are)|decide on|sign(?:ed)?|answer|take|taking) (?:an?|another|this|that|my|other|two|three|some|several) (?:[\w-]+ ){0,3}offers?\b`,
	`(?:an?|another|the|their|my)(?: [\w-]+){0,2} offers? (?:elsewhere|in hand|in my (?:hand|pocket|bag)|on my (?:desk|table)|at an?other)`,
	`(?:outside|competing|rival|job|external|other|another|better-paid|second) offers?\b|counter-?offer\b|(?:the|an?) offers? (?:that )?(?:i(?: have|['’]ve got| got)`+end+`|i(?: have|['’]ve)? (?:hold|received|been given)\b)`,
	`offered me\b|i(?:['’]ve| have| had)? been (?:\w+ )?offered|i was (?:\w+ )?offered|i(?:['’]m| am) being offered`,
	`my (?:\w+ )?offers?(?:`+end+`| is| runs| ends| expires| says)`,
	`i(?:['’]ve| have)? (?:just |recently |also )?(?:been approached|interviewed (?:at|with|for)|been (?:talking|speaking) (?:to|with) (?:other|another|two|three|some|several))|before i (?:give notice|sign\b|say yes to|accept)`,
	`i(?:['’]m| am)(?: also| already)? (?:talking|speaking|in talks|in touch) (?:to|with) (?:other|another|two|three|some|several|a few) (?:\w+ )?`+employers,
	`(?:other|another|two|three|some|several|a few) (?:\w+ )?`+employers+` (?:(?:has|have) )?(?:wants?|asked|called|wrote)\b[^.,;!?]{0,20} (?:me|i)\b|(?:put|laid) something (?:\w+ )?on the table|my next step,? [^.;!?]{0,20}(?:outside|elsewhere)`,
	`(?:an?|their|in|with) (?:\w+ )?(?:contract|offer) (?:from|with) (?:an?|another|the) (?:rival|competitor|client|customer|other|another)|was made an offer|put an offer|(?:take|taking) the other (?:job|post|role)|being courted|asked me to (?:run|join|lead|come over)\b[^.,;!?]{0,12}(?:their|them|`+end+`)`,
	`i (?:intend|plan|am going|will have|mean) to (?:resign|quit|leave)\b|(?:a )?reason to stay\b|would start me (?:on|at)`,
	`match (?:what|their|this|that|it`+end+`|the offer)|(?:pays?|paying|would pay) (?:me )?more (?:elsewhere|there)`,
).FindString)

const employers = `(?:firms?|compan(?:y|ies)|employers?|hospitals?|clinics?|schools?|shops?|restaurants?|agenc(?:y|ies)|practices?|banks?|depots?|teams?)`

// offerNamed gives the words that speak of an offer, or the employer of one of lesson 4.
func offerNamed(w workbook.Workbook, text string) string {
	if m := ofOffer.Of(text); m != "" {
		return m
	}
	plain := " " + strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t.,;:!?“”\"()'’", r) }), " ") + " "
	for _, o := range w.Offers {
		name, _, _ := strings.Cut(value.CleanLine(o.Employer), " (") // what stands in brackets is a note
		if name = strings.TrimSpace(name); name != "" && !strings.EqualFold(name, w.Profile.Employer) && strings.Contains(plain, " "+name+" ") {
			return name
		}
	}
	return ""
}

// checked is CheckOpening of the first sentence that is written.
func checked(w *dated) OpeningCheck { return CheckOpening(w.Workbook, w.Talk.Opening) }

// talkThreat: a threat answers a question that nobody asked yet.
func talkThreat(w *dated) []Finding {
	if checked(w).Threat() == "" {
		return nil
	}
	return one(Finding{Record: w.at(workbook.TalkRecords), Field: "opening", Text: "Your first sentence speaks of leaving or of an offer.", Do: "Open with the work."})
}
