package content

import (
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
)

func TestObjections(t *testing.T) {
	want := strings.Fields("no-budget not-now top-of-band unfair had-a-raise not-mine-to-decide more-proof leaving not-done-here " +
		"your-job missed-target half think title-only")
	p, got := builtinPack(t), []string{}
	for _, o := range p.Objections() {
		got = append(got, o.ID)
		if strings.HasSuffix(o.Hear, ".") || len(o.Words) < 8 {
			t.Errorf("%s: %q with %d words", o.ID, o.Hear, len(o.Words))
		}
		if !strings.ContainsAny(o.Answer[len(o.Answer)-1:], ".?") {
			t.Errorf("%s: the answer is no sentence: %q", o.ID, o.Answer)
		}
		for _, hint := range []string{o.Proof, o.Trade, o.Date} {
			if strings.HasSuffix(hint, ".") || strings.ToUpper(hint[:1]) != hint[:1] {
				t.Errorf("%s: %q is no hint", o.ID, hint)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the objections are %q", got)
	}
}

func TestIdeas(t *testing.T) {
	p, from := builtinPack(t), map[string]int{}
	for _, d := range p.Ideas() {
		from[d.From]++
		if strings.HasSuffix(d.Name, ".") {
			t.Errorf("%q is no short line", d.Name)
		}
		if c, _ := p.Evidence(d.Card); d.Card != "" && !slices.Contains(c.Lessons, workbook.LessonTrust) {
			t.Errorf("%q rests on %q, which its lesson does not show", d.Name, d.Card)
		}
	}
	for i, n := range []int{6, 9, 3, 2} {
		if from[origins[i]] != n {
			t.Errorf("%d ideas from %s, not %d", from[origins[i]], origins[i], n)
		}
	}
	if len(p.Ideas()) != 20 || p.IdeasNote() == "" {
		t.Errorf("%d ideas, with the note %q", len(p.Ideas()), p.IdeasNote())
	}
}

func TestFindIdeas(t *testing.T) {
	p := builtinPack(t)
	for typed, want := range map[string]int{"": 20, "thank": 2, "outage": 3, "newcomers": 1, "lunch": 1, "zzz": 0} {
		if got := p.FindIdeas(typed); len(got) != want {
			t.Errorf("%q finds %v, not %d", typed, got, want)
		}
	}
}

// The sentences were written before the words were tried on them.
func TestFindObjections(t *testing.T) {
	p := builtinPack(t)
	for _, tt := range []struct{ typed, first string }{
		{"money", "no-budget"},
		{"BUDGET", "no-budget"},
		{"freeze", "no-budget"},
		{"we have no money this year", "no-budget"},
		{"times are tight", "no-budget"},
		{"ask me again next year", "not-now"},
		{"this is not a good time", "not-now"},
		{"you are at the maximum of your grade", "top-of-band"},
		{"what would the others say?", "unfair"},
		{"We just gave you an increase", "had-a-raise"},
		{"HR won't allow it", "not-mine-to-decide"},
		{"I have to ask my boss", "not-mine-to-decide"},
		{"show me first", "more-proof"},
		{"you are not ready yet", "more-proof"},
		{"are you going to quit?", "leaving"},
		{"nobody here works from home", "not-done-here"},
		{"it's company policy", "not-done-here"},
		{"that is what we pay you for", "your-job"},
		{"you did not reach your quota", "missed-target"},
		{"we can meet in the middle", "half"},
		{"I'll get back to you", "think"},
		{"let me sleep on it", "think"},
		{"a promotion without a raise", "title-only"},
		{"xylophone", ""},
		{"this, that and there", ""},
	} {
		found := p.FindObjections(tt.typed)
		if tt.first == "" && len(found) > 0 || tt.first != "" && (len(found) == 0 || found[0].ID != tt.first) {
			t.Errorf("%q finds %+v", tt.typed, found)
		}
	}
	if found := p.FindObjections(" - "); len(found) != len(p.Objections()) || found[0].ID != "no-budget" {
		t.Errorf("a blank text finds %d objections", len(found))
	}
}

// What is typed as it stands in the catalog, alone or in a sentence, leads there.
func TestNoWordOfAnObjectionIsDead(t *testing.T) {
	const inSight = 4
	p := builtinPack(t)
	at := func(typed, id string) int {
		return slices.IndexFunc(p.FindObjections(typed), func(o Objection) bool { return o.ID == id })
	}
	for _, o := range p.Objections() {
		if n := at(o.Hear, o.ID); n != 0 {
			t.Errorf("%q finds %s at %d", o.Hear, o.ID, n)
		}
		if n := at("Well, Robin: "+o.Hear+", frankly", o.ID); n != 0 {
			t.Errorf("%q in a sentence finds %s at %d", o.Hear, o.ID, n)
		}
		for _, word := range o.Words {
			if n := at(word, o.ID); n < 0 || n >= inSight {
				t.Errorf("%q finds %s at %d", word, o.ID, n)
			}
			if n := at("xylophone "+word, o.ID); n < 0 || n >= inSight {
				t.Errorf("%q in a sentence finds %s at %d", word, o.ID, n)
			}
		}
	}
}

// Of a sentence that fits nothing as a whole, what it says in full comes before
// what a word of it begins.
func TestWhatIsSaidComesFirst(t *testing.T) {
	all := []entry{{name: "Target practice"}, {name: "Half", also: []string{"on target"}}, {name: "Other"}}
	var got []int
	for _, h := range search(all, "xylophone on target") {
		got = append(got, h.at)
	}
	if !slices.Equal(got, []int{1, 0}) {
		t.Errorf("found %v", got)
	}
}

func TestLoadRefusesObjectionsAndIdeas(t *testing.T) {
	const (
		hear = `hear = "There is no budget"`
		note = `note = "`
		idea = `name = "Teach one thing over lunch"`
		card = `card = "thanks"`
		band = `words = ["band", `
	)
	refuseEach(t, []fault{
		{"no objections", objectionsFile, "", "# none", "", "there is no [[objection]]"},
		{"unknown key of an objection", objectionsFile, "proof =", "prof =", "prof =", "“prof” is no key of [[objection]]; “proof” is"},
		{"unknown table among objections", objectionsFile, "[[objection]]", "[[x]]\n[[objection]]", "[[x]]", "“x” is no key here"},
		{"objection without words", objectionsFile, band, "words = [] # [", "words = [] #", `“words” is missing or empty`},
		{"objection without an answer", objectionsFile, `answer = "`, `answer = "" # "`, "answer =", `“answer” is missing or empty`},
		{"objection without a reply", objectionsFile, `answer = "`, `# "`, "[[objection]]", `“answer” is missing or empty`},
		{"objection without a trade", objectionsFile, `trade = "`, `trade = " " # "`, "trade =", `“trade” is missing or empty`},
		{"objection too long", objectionsFile, hear, `hear = "` + strings.Repeat("x", 61) + `"`, "hear =", `“hear” has 61 characters; at most 60 fit`},
		{"answer too long", objectionsFile, `answer = "`, `answer = "` + strings.Repeat("x", 221) + `" # "`, "answer =",
			`“answer” has 221 characters; at most 220 fit`},
		{"answer of two lines", objectionsFile, `answer = "`, `answer = "a\nb" # "`, "answer =",
			`“answer” has a line break or a character that cannot be shown`},
		{"control character in an objection", objectionsFile, hear, "hear = \"There\x07\"", "hear =",
			"an escape sequence, a text direction override or another character that cannot be shown"},
		{"id twice", objectionsFile, `id = "half"`, `id = "no-budget"`, "id = \"no-budget\"\nhear = \"I can", `the id “no-budget” stands on line 6 already`},
		{"objection twice", objectionsFile, `hear = "I can do half"`, `hear = "not now"`, `hear = "not now"`, `the objection “not now” is here twice`},
		{"word in capitals", objectionsFile, band, band + `"Bánd", "band", `, band, `the synonym "Bánd" has to be a word or two in lower case`},
		{"spelling twice", objectionsFile, band, band + `"bands", `, band, `the synonym “bands” is here twice`},
		{"word that is none", objectionsFile, band, band + `"-", `, band, `the synonym "-" has to be a word or two in lower case`},

		{"no ideas", ideasFile, "", "note = \"x\"", "", "there is no [[idea]]"},
		{"no note", ideasFile, note, `# "`, "", `“note” is missing or empty`},
		{"note too long", ideasFile, note, note + strings.Repeat("x", 120), note, `“note” has 215 characters; at most 120 fit`},
		{"unknown key of an idea", ideasFile, idea, idea + "\nwhy = \"x\"", "why =", "“why” is no key of [[idea]]"},
		{"unknown key beside the note", ideasFile, note, "title = \"x\"\n" + note, "title =", "“title” is no key here"},
		{"idea without a name", ideasFile, idea + "\n", "", "[[idea]]\nfrom = \"extra-mile essay\"", `“name” is missing or empty`},
		{"idea too long", ideasFile, idea, `name = "` + strings.Repeat("x", 61) + `"`, `name = "xxx`, `“name” has 61 characters; at most 60 fit`},
		{"idea twice", ideasFile, idea, `name = "go where the trouble is"`, `name = "Go where`, `the idea “Go where the trouble is” is here twice`},
		{"idea from nowhere", ideasFile, `from = "practice"`, `from = "thin air"`, `from = "thin air"`,
			`an idea comes from one of ["next-step essay" "extra-mile essay" "outage essay" "practice"], not from “thin air”`},
		{"idea without its source", ideasFile, `from = "practice"`, `from = ""`, `from = ""`, `“from” is missing or empty`},
		{"card that is not there", ideasFile, card, `card = "thank"`, `card = "thank"`, `there is no card “thank”`},
	})
}

// What a study does not carry, its card says.
func TestCardsSayTheirLimits(t *testing.T) {
	p := builtinPack(t)
	for _, tt := range []struct{ id, source, limit string }{
		{"breach", "Lester, S. W., Turnley, W. H., Bloodgood, J. M., & Bolino, M. C. (2002)", "Perceptions, by survey"},
		{"appraisal", "Shore, T. H., & Tashchian, A. (2002)", "261 undergraduates and a made-up subordinate"},
		{"appraisal", "17(2), 261-274", "poor performers only"},
		{"concessions", "Tey, K. S., Schaerer, M., Madan, N., & Swaab, R. I. (2021)", "about a price"},
		{"concessions", "165, 153-166", "moderate rate and over more rounds"},
		{"silence", "Curhan, J. R., Overbeck, J. R., Cho, Y., Zhang, T., & Yang, Y. (2022)", "value for both sides"},
		{"arguments", "Maaravi, Y., Ganzach, Y., & Pazy, A. (2011)", "first offers and prices"},
		{"rehearsal", "Sheeran, P., Listrom, O., & Gollwitzer, P. M. (2024)", "0.27 to 0.66"},
		{"thanks", "Kumar, A., & Epley, N. (2018)", "not to a manager"},
		{"feedback", "Kluger, A. N., & DeNisi, A. (1996)", "differ widely"},
	} {
		c, _ := p.Evidence(tt.id)
		if !strings.Contains(c.Source, tt.source) || !strings.Contains(c.Caution, tt.limit) {
			t.Errorf("%s: %q, limits %q", tt.id, c.Source, c.Caution)
		}
	}
	if c, _ := p.Evidence("silence"); !strings.HasSuffix(c.Source, "Journal of Applied Psychology.") {
		t.Errorf("nobody has looked up where it stands: %q", c.Source)
	}
	if c, _ := p.Evidence("feedback"); !strings.Contains(c.Claim, "in over a third of the cases performance decreased") {
		t.Errorf("%q", c.Claim)
	}
}
