package plan

import (
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() { sections["emails"] = planner.letters }

// Letter is an e-mail to the manager, made of the answers. Nothing of it is private, and
// no minimum and no offer stands in it, unless the person's own words say it: Beware has
// what is known of that.
type Letter struct {
	ID      string       // stays the same while there is the record that it is about
	Name    string       // what it is for, "Nudge: Open incidents"
	Record  workbook.Key // the deal, the ask or the recap that it is about, "" for others
	Subject string
	Body    string
	Beware  []string // what it would give away, and which name it goes without, with where that is changed: whole sentences, no part of it
	Only    string   // when it is of use, a sentence that is no part of it; "" where that is plain
	Needs   string   // what has to be answered before it can be written, a sentence; "" where it is
}

// Text is the letter as it is copied.
func (l Letter) Text() string { return "Subject: " + l.Subject + "\n\n" + l.Body + "\n" }

// Letters gives the four kinds in the order in which they are sent: a request before the
// talk, a recap after it, one for each deal that nobody has confirmed, which writes down
// what was said of it or asks for a yes, and what it would take for each ask that came to a no. One that cannot be
// written yet says what it needs. Today keeps days that have passed out of them.
func Letters(w workbook.Workbook, today value.Date) []Letter {
	marks := spokenSecrets(w)
	l := letters{w: workbook.Schema.Shared(marks.discreet(w)), own: w, marks: marks, today: today}
	return slices.Concat([]Letter{l.request(), l.recap()}, l.ofDeals(), l.criteria())
}

type letters struct {
	w     workbook.Workbook // without what is private, with names that may be said
	own   workbook.Workbook // as the answers are
	marks *secrets
	today value.Date
}

// careful looks through one letter.
func (l letters) careful() *careful { return &careful{secrets: l.marks, w: l.own} }

// stopless is a sentence without its full stop.
func stopless(s string) string { return strings.TrimRight(s, ". ") }

// ahead tells whether a day is still to come: nobody is asked for something today.
func (l letters) ahead(d value.Date) bool { return l.today.Before(d) }

// body is a letter with its address and its name beneath; paragraphs without an answer
// are left out.
func (l letters) body(paragraphs ...string) string {
	dear := "Hello,"
	if to := l.w.Profile.Addressed(); to != "" {
		dear = "Dear " + to + ","
	}
	all := append([]string{dear}, paragraphs...)
	return strings.Join(slices.DeleteFunc(append(all, oneLine(l.w.Profile.Person)), blank), "\n\n")
}

// sentences joins those that have an answer.
func sentences(all ...string) string { return strings.Join(slices.DeleteFunc(all, blank), " ") }

// point is an answer of lines under its name: one line stands behind it.
func point(name, text string) string {
	all := slices.DeleteFunc(strings.Split(text, "\n"), blank)
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	switch len(all) {
	case 0:
		return ""
	case 1:
		return name + ": " + all[0]
	}
	return name + ":\n- " + strings.Join(all, "\n- ")
}

func (l letters) request() Letter {
	out := Letter{ID: "request", Name: "Request", Subject: "Half an hour?"}
	r, meeting := l.w.Review, l.w.Profile.Meeting
	switch days := l.today.DaysTo(meeting); {
	case days < 0:
		out.Needs = "The talk was held on " + meeting.Long() + "."
		return out
	case days == 0 && meeting.OK() && l.today.OK():
		out.Needs = "The talk is today."
		return out
	}
	var asks []string
	look := l.careful()
	for _, a := range l.w.Asks {
		if r := l.w.Return(a.Return); r != nil && !blank(r.Name) {
			look.named(r)
			asks = append(asks, a.MoreOf(oneLine(r.Name)))
		}
	}
	if len(asks) == 0 {
		out.Needs = "This letter needs an ask."
		return out
	}
	may := "May I have thirty minutes with you?"
	budget := l.ahead(r.Budget)
	if budget {
		out.Subject = "Half an hour before " + r.Budget.Long() + "?"
		may = "May I have thirty minutes before " + r.Budget.Long() + "?"
	}
	through := value.Count(len(asks), "request") + ": " + value.List(asks) + "."
	if spoken := func(d workbook.Deal) bool { return d.Status.Or() != workbook.DealIdea }; len(l.w.KPIs) > 0 || slices.ContainsFunc(l.w.Deals, spoken) {
		through = "what we agreed, what came of it, and " + through
	}
	suits, page := "Which day would suit you?", "A page follows three days ahead."
	if l.ahead(meeting) && (!budget || meeting.Before(r.Budget)) { // one that comes too late is not proposed
		suits, out.Only = "Would "+meeting.Long()+" suit you?", "Only while the talk is not booked yet."
		if r.Sent.OK() {
			page = ""
			if n := r.Sent.DaysTo(meeting); n > 0 && !r.Sent.Before(l.today) {
				page = "A page follows " + value.Count(n, "day") + " ahead."
			}
		}
	}
	out.Body, out.Beware = l.body(sentences(may, "I would like to go through "+through, page), suits), look.notes
	return out
}

func (l letters) recap() Letter {
	out := Letter{ID: "recap", Name: "Recap", Record: workbook.RecordKey(workbook.RecapRecords, l.w.ID), Subject: "Our talk"}
	if m := l.w.Profile.Meeting; m.OK() {
		out.Subject += " on " + m.Long()
	}
	r, t := l.w.Recap, l.w.Talk
	look := l.careful()
	said := append(l.came(look), point("You will", r.Theirs), point("I will", notRecap(r.Mine)), point("Open", r.Open))
	if said = slices.DeleteFunc(said, blank); len(said) == 0 {
		out.Needs = "This letter needs what was said in the talk."
		return out
	}
	if next := oneLine(notRecap(t.Next)); next != "" {
		by := ""
		if t.NextBy.OK() {
			by = t.NextBy.Long()
		}
		said = append(said, "Next: "+joined(next, before("by ", by)))
		look.said("The next step", "Lesson 9", next)
	}
	look.said("What they will do", afterTalkPage, r.Theirs)
	look.said("What you will do", afterTalkPage, notRecap(r.Mine))
	look.said("What is open", afterTalkPage, r.Open)
	out.Beware = look.notes
	out.Body = l.body("Thank you for the time. This is how I understood us; please correct me.", strings.Join(said, "\n"), "A short yes is enough.")
	return out
}

const afterTalkPage = "The page “After the talk”"

// came has a line for each ask of which something came, in words that a person can send,
// and what it takes once something is "not yet".
func (l letters) came(look *careful) []string {
	var out []string
	takes := ""
	for _, a := range l.w.Asks {
		came, r := l.w.ResultOf(a.ID), l.w.Return(a.Return)
		if came == nil || came.Came == "" || r == nil || blank(r.Name) {
			continue
		}
		look.named(r)
		var known []number // what they agreed to
		if came.Came == workbook.CameAgreed || came.Came == workbook.CamePart {
			known = read(came.What).numbers()
		}
		look.said("What was said of it", afterTalkPage, came.What, known...)
		words, day := string(came.Came), "By "
		switch came.Came {
		case workbook.CamePart:
			words = "agreed in part"
		case workbook.CameNotYet:
			words, day, takes = "not yet", "We look at it again on ", l.w.Talk.Criteria
		case workbook.CameNo:
			words, day = "not possible now", "We look at it again on "
		}
		all := []string{oneLine(r.Name) + ": " + words, stopless(oneLine(came.What)), ""}
		if came.By.OK() {
			all[2] = day + came.By.Long()
		}
		out = append(out, strings.Join(slices.DeleteFunc(all, blank), ". ")+".")
	}
	look.said("What it takes", afterTalkPage, takes)
	return append(out, point("What it takes", takes))
}

// notRecap leaves out the lines that say that this very letter will be sent.
func notRecap(s string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(s, "\n"), workbook.SpeaksOfRecap), "\n")
}

// ofDeals has one letter for each deal that was said or e-mailed and not confirmed. Its id
// stays when it goes from the one to the other.
func (l letters) ofDeals() []Letter {
	var out []Letter
	for _, d := range l.w.Deals {
		if d.Outcome != "" {
			continue
		}
		switch d.Status {
		case workbook.DealSaid:
			out = append(out, l.understood(d))
		case workbook.DealEmailed:
			out = append(out, l.nudge(d))
		}
	}
	if len(out) == 0 {
		return []Letter{{ID: "deal", Name: "Nudge", Subject: "A yes or a correction?",
			Needs: "This letter needs a deal that was said or e-mailed and nobody has confirmed."}}
	}
	return out
}

// ofDeal is a letter about a deal, without its body; did begins the sentence that names
// what the deal is about.
func (l letters) ofDeal(d workbook.Deal, name, did string) (out Letter, wrote string) {
	about := firstOf(d.Deliver, d.Target.Statement, d.Get)
	if d.Since.OK() {
		wrote = "On " + d.Since.Long() + " "
	}
	wrote += did
	out = Letter{ID: "deal/" + string(d.ID), Name: name + before(": ", about), Record: workbook.RecordKey(workbook.DealRecords, d.ID)}
	if about != "" {
		wrote += " about “" + about + "”"
	}
	return out, wrote + "."
}

// understood writes down a deal that was only said, in full dates. How much comes back has
// to be said: the name of a return is the person's own.
func (l letters) understood(d workbook.Deal) Letter {
	out, spoke := l.ofDeal(d, "Recap", "we spoke")
	out.Subject = "How I understood us"
	if !d.Gives() || blank(d.Get) {
		out.Needs = "This letter needs what you deliver and how much you get."
		return out
	}
	out.Body = l.body(sentences(value.Sentence(spoke), "This is how I understood us; please correct me."),
		l.dealSays(d), "A short yes is enough.")
	out.Beware = l.ofTexts(d.Get, d.Deliver, d.Target.Statement, d.Get)
	return out
}

// dealSays tells a deal to who reads the letter, and may be the one to approve it.
func (l letters) dealSays(d workbook.Deal) string {
	reader := l.w.Profile.Across() != "" && strings.EqualFold(d.ApprovedBy(), l.w.Profile.Across())
	if reader {
		d.Approver = ""
	}
	says := l.w.DealSays(d, value.Date{})
	if reader {
		says = stopless(says) + "; you approve it."
	}
	return says
}

// nudge asks for a yes to a deal that was written down.
func (l letters) nudge(d workbook.Deal) Letter {
	out, wrote := l.ofDeal(d, "Nudge", "I wrote down how I understood us")
	out.Subject = "A yes or a correction?"
	glad := "I would be glad to know, so that I can plan the work by it."
	if b := l.w.Review.Budget; l.ahead(b) {
		glad = "I would be glad to know before " + b.Long() + ", so that I can plan the work by it."
	}
	out.Body = l.body(sentences(wrote, "Is it right?"), glad)
	out.Beware = l.ofTexts(d.Get, firstOf(d.Deliver, d.Target.Statement, d.Get))
	return out
}

// ofTexts looks through the texts of a deal; the manager knows the numbers of its reward.
func (l letters) ofTexts(reward string, all ...string) []string {
	look := l.careful()
	for _, text := range all {
		look.said("A text of this deal", "Lesson 5", text, read(reward).numbers()...)
	}
	return look.notes
}

// firstOf is the first answer there is, in a line.
func firstOf(all ...string) string {
	for _, s := range all {
		if !blank(s) {
			return oneLine(s)
		}
	}
	return ""
}

func (l letters) criteria() []Letter {
	const subject = "What it would take"
	var out []Letter
	for _, a := range l.w.Asks {
		came, r := l.w.ResultOf(a.ID), l.w.Return(a.Return)
		if came == nil || came.Came != workbook.CameNotYet && came.Came != workbook.CameNo || r == nil || blank(r.Name) {
			continue
		}
		again := ""
		if l.ahead(came.By) {
			again = "May we look at it on " + came.By.Long() + "?"
		}
		noted := point("I noted", l.w.Talk.Criteria)
		if noted != "" { // it is asked about, and not once more
			again = sentences("Is that right?", again)
		}
		look := l.careful()
		look.named(r)
		look.said("What it takes", afterTalkPage, l.w.Talk.Criteria)
		name := oneLine(r.Name)
		if own := l.own.Return(r.ID); own.Name != r.Name { // it is no name to be quoted
			name = workbook.MidSentence(name)
		}
		out = append(out, Letter{Beware: look.notes, ID: "criteria/" + string(a.ID), Name: "Criteria: " + name, Record: workbook.RecordKey(workbook.AskRecords, a.ID), Subject: subject,
			Body: l.body("Thank you for telling me plainly that “"+name+"” is not possible now. "+
				"So that I can work toward it: which result would it take, in numbers; by when; and who decides?",
				noted, again)})
	}
	if len(out) == 0 {
		return []Letter{{ID: "criteria", Name: "Criteria", Subject: subject, Needs: "This letter needs an ask that was answered with “not yet” or “no”."}}
	}
	return out
}

// letters are those that can be written.
func (p planner) letters() []Block {
	var out []Block
	for _, l := range Letters(p.w, p.today) {
		if l.Needs == "" {
			out = append(out, Paragraph{Text: l.Subject, Lead: true})
			if len(l.Beware) > 0 {
				out = append(out, Note{"! Look twice before you send it: your own words may give something away, or a name was left out."})
			}
			out = append(out, Quote{l.Body})
		}
	}
	return out
}
