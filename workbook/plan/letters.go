package plan

import (
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() { sections["emails"] = planner.letters }

// Letter is an e-mail to the manager, made of the answers. Nothing of it is private, and
// no minimum and no offer stands in it.
type Letter struct {
	ID      string       // stays the same while there is the record that it is about
	Name    string       // what it is for, "Nudge: Open incidents"
	Record  workbook.Key // the deal, the ask or the recap that it is about, "" for others
	Subject string
	Body    string
	Needs   string // what has to be answered before it can be written, a sentence; "" where it is
}

// Text is the letter as it is copied.
func (l Letter) Text() string { return "Subject: " + l.Subject + "\n\n" + l.Body + "\n" }

// Letters gives the four kinds in the order in which they are sent: a request before the
// budget, a recap after the talk, a nudge for each deal that was written down and not
// confirmed, and what it would take for each ask that came to a no. One that cannot be
// written yet says what it needs. Today keeps days that have passed out of them.
func Letters(w workbook.Workbook, today value.Date) []Letter {
	l := letters{workbook.Schema.Shared(w), today}
	return slices.Concat([]Letter{l.request(), l.recap()}, l.nudges(), l.criteria())
}

type letters struct {
	w     workbook.Workbook // without what is private
	today value.Date
}

// ahead tells whether a day is still to come, or is today.
func (l letters) ahead(d value.Date) bool { return d.OK() && !d.Before(l.today) }

// body is a letter with its address and its name beneath; paragraphs without an answer
// are left out.
func (l letters) body(paragraphs ...string) string {
	to, _, _ := strings.Cut(oneLine(l.w.Profile.With), ",")
	dear := "Hello,"
	if to = strings.TrimSpace(to); to != "" {
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
	var asks []string
	for _, a := range l.w.Asks {
		if r := l.w.Return(a.Return); r != nil && !blank(r.Name) {
			asks = append(asks, oneLine(r.Name))
		}
	}
	if len(asks) == 0 {
		out.Needs = "This letter needs an ask."
		return out
	}
	r, meeting := l.w.Review, l.w.Profile.Meeting
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
		suits = "Would " + meeting.Long() + " suit you?"
		if r.Sent.OK() {
			page = ""
			if n := r.Sent.DaysTo(meeting); n > 0 && l.ahead(r.Sent) {
				page = "A page follows " + value.Count(n, "day") + " ahead."
			}
		}
	}
	out.Body = l.body(sentences(may, "I would like to go through "+through, page), suits)
	return out
}

func (l letters) recap() Letter {
	out := Letter{ID: "recap", Name: "Recap", Record: workbook.RecordKey(workbook.RecapRecords, l.w.ID), Subject: "Our talk"}
	if m := l.w.Profile.Meeting; m.OK() {
		out.Subject += " on " + m.Long()
	}
	r, t := l.w.Recap, l.w.Talk
	said := slices.DeleteFunc([]string{point("You will", r.Theirs), point("I will", r.Mine), point("Open", r.Open)}, blank)
	if len(said) == 0 {
		out.Needs = "This letter needs what was said in the talk."
		return out
	}
	if next := oneLine(t.Next); next != "" {
		by := ""
		if t.NextBy.OK() {
			by = t.NextBy.Long()
		}
		said = append(said, "Next: "+joined(next, before("by ", by)))
	}
	out.Body = l.body("Thank you for the time. This is how I understood us; please correct me.", strings.Join(said, "\n"), "A short yes is enough.")
	return out
}

func (l letters) nudges() []Letter {
	var out []Letter
	for _, d := range l.w.Deals {
		if d.Status != workbook.DealEmailed || d.Outcome != "" {
			continue
		}
		about := firstOf(d.Deliver, d.Target.Statement, d.Get)
		wrote := "I wrote down how I understood us"
		if d.Since.OK() {
			wrote = "On " + d.Since.Long() + " " + wrote
		}
		n := Letter{ID: "nudge/" + string(d.ID), Name: "Nudge" + before(": ", about), Record: workbook.RecordKey(workbook.DealRecords, d.ID),
			Subject: "A yes or a correction?"}
		if about != "" {
			about = " about “" + about + "”"
		}
		glad := "I would be glad to know, so that I can plan the work by it."
		if b := l.w.Review.Budget; l.ahead(b) {
			glad = "I would be glad to know before " + b.Long() + ", so that I can plan the work by it."
		}
		n.Body = l.body(sentences(wrote+about+".", "Is it right?"), glad)
		out = append(out, n)
	}
	if len(out) == 0 {
		return []Letter{{ID: "nudge", Name: "Nudge", Subject: "A yes or a correction?", Needs: "This letter needs a deal that you e-mailed and nobody has confirmed."}}
	}
	return out
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
		look := ""
		if l.ahead(came.By) {
			look = "May we look at it on " + came.By.Long() + "?"
		}
		name := oneLine(r.Name)
		out = append(out, Letter{ID: "criteria/" + string(a.ID), Name: "Criteria: " + name, Record: workbook.RecordKey(workbook.AskRecords, a.ID), Subject: subject,
			Body: l.body("Thank you for telling me plainly that “"+name+"” is not possible now. "+
				"So that I can work toward it: which result would it take, in numbers; by when; and who decides?",
				point("I noted", l.w.Talk.Criteria), look)})
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
			out = append(out, Paragraph{Text: l.Subject, Lead: true}, Quote{l.Body})
		}
	}
	return out
}
