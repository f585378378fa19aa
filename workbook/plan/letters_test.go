package plan_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// afterTalk is Wen's workbook after a talk, with all there is to write letters about.
func afterTalk() workbook.Workbook {
	w := workbooktest.Wen()
	w.Deals = append(w.Deals, workbook.Deal{ID: "D2", Deliver: "The new handover", Get: "a course", Status: workbook.DealEmailed, Since: valuetest.Day("2027-01-20")})
	w.Results = []workbook.AskResult{{ID: "Z1", Ask: "A1", Came: workbook.CameNotYet, By: valuetest.Day("2027-04-02")}, {ID: "Z2", Ask: "A2", Came: workbook.CameAgreed}}
	w.Recap = workbook.Recap{Said: "Lee wants the audit first", Theirs: "Ask HR about the title\nLook at the band", Mine: "Send the page of figures", Open: "The start date"}
	w.Talk.Criteria = "Two audits without a finding"
	return w
}

// talkOn is it with the talk on a day.
func talkOn(day string) workbook.Workbook {
	w := afterTalk()
	w.Profile.Meeting = valuetest.Day(day)
	return w
}

func letter(t *testing.T, w workbook.Workbook, id string) plan.Letter {
	t.Helper()
	all := plan.Letters(w, valuetest.Day(workbooktest.CasesISO))
	i := slices.IndexFunc(all, func(l plan.Letter) bool { return l.ID == id })
	if i < 0 {
		t.Fatalf("no letter %q among %+v", id, all)
	}
	return all[i]
}

func TestLetters(t *testing.T) {
	day := valuetest.Day
	for name, c := range map[string]struct {
		id, want string
		change   func(w *workbook.Workbook)
	}{
		"request": {"request", "Half an hour before 15 March 2027?\n\nDear Lee,\n\nMay I have thirty minutes before 15 March 2027? I would like to go through what we agreed, " +
			"what came of it, and two requests: more base pay and days at home. A page follows three days ahead.\n\nWould 25 February 2027 suit you?\n\nWen", func(*workbook.Workbook) {}},
		"the talk comes too late": {"request", "Half an hour before 15 February 2027?\n\nDear Lee,\n\nMay I have thirty minutes before 15 February 2027? I would like to go through what we agreed, " +
			"what came of it, and two requests: more base pay and days at home. A page follows three days ahead.\n\nWhich day would suit you?\n\nWen",
			func(w *workbook.Workbook) { w.Review.Budget = day("2027-02-15") }},
		"the budget is set": {"request", "Half an hour?\n\nDear Lee,\n\nMay I have thirty minutes with you? I would like to go through what we agreed, " +
			"what came of it, and two requests: more base pay and days at home. A page follows one day ahead.\n\nWould 25 February 2027 suit you?\n\nWen",
			func(w *workbook.Workbook) { w.Review.Budget, w.Review.Sent = day("2027-01-15"), day("2027-02-24") }},
		"nothing but an ask": {"request", "Half an hour?\n\nHello,\n\nMay I have thirty minutes with you? I would like to go through one request: more base pay. " +
			"A page follows three days ahead.\n\nWhich day would suit you?", func(w *workbook.Workbook) {
			*w = workbook.Workbook{ID: "W", Returns: w.Returns[:1], Asks: w.Asks[:1]}
		}},
		"what is private": {"request", "Half an hour before 15 March 2027?\n\nDear Lee,\n\nMay I have thirty minutes before 15 March 2027? I would like to go through what we agreed, " +
			"what came of it, and one request: days at home.\n\nWould 25 February 2027 suit you?\n\nWen", func(w *workbook.Workbook) {
			w.Asks[0].Private, w.Review.Sent = true, day("2027-01-31") // and the page is out
		}},
		"recap": {"recap", "Our talk on 25 February 2027\n\nDear Lee,\n\nThank you for the time. This is how I understood us; please correct me.\n\n" +
			"Base pay: not yet. We look at it again on 2 April 2027.\nDays at home: agreed.\nWhat it takes: Two audits without a finding\n" +
			"You will:\n- Ask HR about the title\n- Look at the band\nI will: Send the page of figures\nOpen: The start date\nNext: Lee asks finance, by 1 March 2027\n\n" +
			"A short yes is enough.\n\nWen", func(*workbook.Workbook) {}},
		"a short recap": {"recap", "Our talk\n\nDear Mr. Adler,\n\nThank you for the time. This is how I understood us; please correct me.\n\nOpen: The start date\n\nA short yes is enough.\n\nWen",
			func(w *workbook.Workbook) {
				w.Results = nil // and a step that is the recap itself is not told in it
				w.Profile.With, w.Profile.Meeting, w.Recap, w.Talk = "Mr. Adler, owner", value.Date{}, workbook.Recap{Open: "\n The start date \n", Mine: "Send a summary of our talk"}, workbook.Talk{Next: "I send Lee the recap by e-mail", NextBy: day("2027-03-01")}
			}},
		"nudge": {"deal/D2", "A yes or a correction?\n\nDear Lee,\n\nOn 20 January 2027 I wrote down how I understood us about “The new handover”. Is it right?\n\n" +
			"I would be glad to know before 15 March 2027, so that I can plan the work by it.\n\nWen", func(*workbook.Workbook) {}},
		"a bare nudge": {"deal/D2", "A yes or a correction?\n\nDear Lee,\n\nI wrote down how I understood us. Is it right?\n\nI would be glad to know, so that I can plan the work by it.\n\nWen",
			func(w *workbook.Workbook) {
				w.Deals[1], w.Review.Budget = workbook.Deal{ID: "D2", Status: workbook.DealEmailed}, value.UnreadDate("in spring")
			}},
		"what was said": {"deal/D2", "How I understood us\n\nDear Lee,\n\nOn 20 January 2027 we spoke about “The new handover”. This is how I understood us; please correct me.\n\n" +
			"If “The new handover” reaches at least 3 teams by 30 Jun 2027, then a course from 1 Sep 2027; you approve it.\n\nA short yes is enough.\n\nWen", func(w *workbook.Workbook) {
			d := &w.Deals[1]
			d.Status, d.Target, d.Due, d.Effective, d.Approver = workbook.DealSaid, valuetest.Bound("at least 3 teams"), day("2027-06-30"), day("2027-09-01"), "Lee"
		}},
		"barely said": {"deal/D2", "How I understood us\n\nDear director,\n\nWe spoke about “The new handover”. This is how I understood us; please correct me.\n\n" +
			"If “The new handover”, then a course.\n\nA short yes is enough.\n\nWen", func(w *workbook.Workbook) {
			w.Profile.With, w.Deals[1].Status, w.Deals[1].Since = "The director", workbook.DealSaid, value.Date{}
		}},
		"the budget is set today": {"deal/D2", "A yes or a correction?\n\nDear Lee,\n\nOn 20 January 2027 I wrote down how I understood us about “The new handover”. Is it right?\n\n" +
			"I would be glad to know, so that I can plan the work by it.\n\nWen", func(w *workbook.Workbook) { w.Review.Budget = day(workbooktest.CasesISO) }},
		"criteria": {"criteria/A1", "What it would take\n\nDear Lee,\n\nThank you for telling me plainly that “Base pay” is not possible now. So that I can work toward it: " +
			"which result would it take, in numbers; by when; and who decides?\n\nI noted: Two audits without a finding\n\nIs that right? May we look at it on 2 April 2027?\n\nWen", func(*workbook.Workbook) {}},
		"bare criteria": {"criteria/A2", "What it would take\n\nDear Lee,\n\nThank you for telling me plainly that “Days at home” is not possible now. So that I can work toward it: " +
			"which result would it take, in numbers; by when; and who decides?\n\nWen", func(w *workbook.Workbook) {
			w.Results[1].Came, w.Results[1].By, w.Talk.Criteria = workbook.CameNo, day("2027-01-20"), ""
		}},
	} {
		w := afterTalk()
		c.change(&w)
		if l := letter(t, w, c.id); l.Needs != "" || l.Subject+"\n\n"+l.Body != c.want {
			t.Errorf("%s: %s\n%s\n\n%s\nwant\n%s", name, l.Needs, l.Subject, l.Body, c.want)
		} else if l.Text() != "Subject: "+l.Subject+"\n\n"+l.Body+"\n" {
			t.Errorf("%s: copied as %q", name, l.Text())
		}
	}
}

// TestARequestIsForATalkThatIsNotBooked: where it proposes a day, it says when it is of use.
func TestARequestIsForATalkThatIsNotBooked(t *testing.T) {
	if l := letter(t, afterTalk(), "request"); l.Only != "Only while the talk is not booked yet." || strings.Contains(l.Text(), l.Only) {
		t.Errorf("%+v", l)
	}
	w := afterTalk()
	w.Profile.Meeting = value.Date{}
	if l := letter(t, w, "request"); l.Only != "" {
		t.Errorf("%+v", l)
	}
}

// TestTheRecapTellsWhatCame: whatever came of an ask, what was said of it and its day
// stand in the recap, in a line that says which answer it was.
func TestTheRecapTellsWhatCame(t *testing.T) {
	for came, want := range map[workbook.Came]string{
		workbook.CameAgreed: "Base pay: agreed. €90,000, as of May. By 2 April 2027.",
		workbook.CamePart:   "Base pay: agreed in part. €90,000, as of May. By 2 April 2027.",
		workbook.CameNotYet: "Base pay: not yet. €90,000, as of May. We look at it again on 2 April 2027.",
		workbook.CameNo:     "Base pay: not possible now. €90,000, as of May. We look at it again on 2 April 2027.",
	} {
		w := afterTalk()
		w.Recap, w.Results = workbook.Recap{}, []workbook.AskResult{{ID: "Z1", Ask: "A1", Came: came, What: "€90,000, as of May.", By: valuetest.Day("2027-04-02")}}
		if l := letter(t, w, "recap"); !slices.Contains(strings.Split(l.Body, "\n"), want) {
			t.Errorf("%s: no line %q in %s\n%s", came, want, l.Needs, l.Body)
		}
		w.Results[0].Private = true
		if l := letter(t, w, "recap"); l.Needs == "" {
			t.Errorf("%s is private, and told: %s", came, l.Body)
		}
	}
	if n := len(workbook.AllCame()); n != 4 {
		t.Errorf("%d outcomes, not 4", n)
	}
}

// TestLettersThatWait: each says what it needs, and stands in no plan.
func TestLettersThatWait(t *testing.T) {
	confirmed := afterTalk()
	confirmed.Deals[1].Status, confirmed.Results, confirmed.Recap = workbook.DealConfirmed, nil, workbook.Recap{Said: "Much", Theirs: " \n "}
	hidden := afterTalk()
	hidden.Asks[0].Private, hidden.Asks[1].Private, hidden.Deals[1].Private, hidden.Recap = true, true, true, workbook.Recap{}
	oneSided := afterTalk()
	oneSided.Deals[1].Status, oneSided.Deals[1].Get, oneSided.Deals[1].Return = workbook.DealSaid, "", "R3"
	over := afterTalk()
	over.Deals[1].Outcome = workbook.OutcomeMet
	for name, c := range map[string]struct {
		w     workbook.Workbook
		needs map[string]string
	}{
		"empty":     {workbook.Workbook{ID: "W"}, map[string]string{"request": "an ask.", "recap": "what was said", "deal": "a deal that was said or e-mailed", "criteria": "“not yet” or “no”"}},
		"confirmed": {confirmed, map[string]string{"recap": "what was said", "deal": "a deal that was said or e-mailed", "criteria": "“not yet” or “no”"}},
		"private":   {hidden, map[string]string{"request": "an ask.", "recap": "what was said", "deal": "a deal that was said or e-mailed", "criteria": "“not yet” or “no”"}},
		"ended":     {over, map[string]string{"deal": "a deal that was said or e-mailed"}},
		"today":     {talkOn(workbooktest.CasesISO), map[string]string{"request": "The talk is today."}},
		"held":      {talkOn("2027-01-31"), map[string]string{"request": "The talk was held on 31 January 2027."}},
		"one side":  {oneSided, map[string]string{"deal": "what you deliver and how much you get."}},
		"all there": {afterTalk(), nil},
	} {
		waiting, written := 0, 0
		for _, l := range plan.Letters(c.w, valuetest.Day(workbooktest.CasesISO)) {
			kind, _, _ := strings.Cut(l.ID, "/")
			want := c.needs[kind]
			if l.Needs == "" {
				written++
			} else {
				waiting++
			}
			if (l.Needs == "") != (want == "") || !strings.Contains(l.Needs, want) || l.Needs != "" && l.Body != "" {
				t.Errorf("%s: %s needs %q, want %q", name, l.ID, l.Needs, want)
			}
		}
		if waiting != len(c.needs) {
			t.Errorf("%s: %d letters wait", name, waiting)
		}
		quotes := 0
		for _, s := range plan.Build(c.w, plan.Mine, valuetest.Day(workbooktest.CasesISO)).Sections {
			if s.ID == "emails" {
				quotes = len(s.Blocks) / 2
			}
		}
		if quotes != written {
			t.Errorf("%s: %d letters of %d stand in the plan", name, quotes, written)
		}
	}
}

// inLetters are the answers that a letter may hold.
var inLetters = []string{"profile.with", "profile.person", "profile.meeting", "returns.name", "review.budget", "review.sent", "deals.deliver", "deals.target", "deals.get",
	"deals.since", "deals.today", "deals.due", "deals.effective", "deals.approver", "recap.theirs", "recap.mine", "recap.open", "talk.next", "talk.nextby", "talk.criteria", "results.what", "results.by"}

// sentencesOf are the sentences of all letters that are written.
func sentencesOf(w workbook.Workbook) []string {
	var out []string
	for _, l := range plan.Letters(w, valuetest.Day(workbooktest.CasesISO)) {
		for _, line := range strings.Split(l.Subject+"\n"+l.Body, "\n") {
			for _, end := range []string{". ", "? "} {
				line = strings.ReplaceAll(line, end, end+"\n")
			}
			out = append(out, strings.Split(line, "\n")...)
		}
	}
	return out
}

// TestLettersComeFromTheAnswers: where an answer is changed, the sentences that bear it
// change, and no others.
func TestLettersComeFromTheAnswers(t *testing.T) {
	bears := map[string]bool{}
	w := afterTalk()
	w.Deals = append(w.Deals, workbooktest.Full().Deals[0])
	w.Deals[2].ID, w.Deals[2].Status = "D3", workbook.DealSaid
	before := sentencesOf(w)
	for _, text := range workbook.Schema.Texts(&w) {
		changed := w.Clone()
		f, now := workbook.Schema.Field(text.Record.Collection(), text.Field), ""
		short := "-" // a date as it stands in the sentence of a deal
		switch at := f.At(workbook.Schema.Record(&changed, text.Record)).(type) {
		case *string:
			now = "zq"
			*at = now
		case *value.Date:
			*at = at.AddDays(1)
			now, short = at.Long(), at.String()
		case *value.Amount:
			*at, now = quantity(77, "zq"), "zq"
		case *value.Bound:
			*at, now = value.Bound{Statement: "zq"}, "zq"
		case *[]workbook.Entry:
			*at, now = workbooktest.Proofs("zq"), "zq"
		default:
			continue
		}
		for _, s := range sentencesOf(changed) {
			if slices.Contains(before, s) {
				continue
			}
			bears[text.Label] = true
			if !strings.Contains(s, now) && !strings.Contains(s, short) && !strings.HasSuffix(strings.TrimSpace(s), "ahead.") {
				t.Errorf("%s was changed, and so was %q", text.Label, s)
			}
		}
	}
	for label := range bears {
		if !slices.Contains(inLetters, label) {
			t.Errorf("%s stands in a letter", label)
		}
	}
	if len(bears) < 18 {
		t.Errorf("only %d answers stand in letters: %v", len(bears), bears)
	}
}

// TestLettersAreForTheManager: whatever the workbook, nothing stands in them but what is
// theirs to read.
func TestLettersAreForTheManager(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.OneOf(workbooktest.Any(), workbooktest.Small()).Draw(t, "w")
		all := tokens(&w)
		text := ""
		for _, l := range plan.Letters(w, today) {
			text += l.Name + l.Text() + l.Needs
		}
		for _, token := range all {
			if there := strings.Contains(text, token.text); there && (token.kept && !token.said || !slices.Contains(inLetters, token.of)) {
				t.Fatalf("%v stands in a letter:\n%s", token, text)
			} else if there {
				seen++
			}
		}
		for _, r := range w.Returns { // one that is not asked for openly is not named
			asked := slices.ContainsFunc(w.Asks, func(a workbook.Ask) bool { return a.Return == r.ID && !a.Private })
			if !asked && strings.Contains(text, r.Name) {
				t.Fatalf("%q is not asked for:\n%s", r.Name, text)
			}
		}
	})
	if seen == 0 {
		t.Error("no letter had an answer")
	}
}

// Letters keep their ids, which are how a page finds them again.
func TestLettersAreFoundAgain(t *testing.T) {
	w := afterTalk()
	ids := map[string]schema.Key{}
	for _, l := range plan.Letters(w, today) {
		if _, twice := ids[l.ID]; twice || l.Name == "" || l.Subject == "" {
			t.Errorf("%+v", l)
		}
		ids[l.ID] = l.Record
	}
	if len(ids) != 4 || ids["deal/D2"] != workbook.RecordKey(workbook.DealRecords, "D2") || ids["criteria/A1"] != workbook.RecordKey(workbook.AskRecords, "A1") {
		t.Errorf("%v", ids)
	}
}
