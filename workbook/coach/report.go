package coach

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// Report is what may be shown of all clients to somebody else, such as a supervisor or a
// sponsor: who needs the coach and why. It holds no amount, no note, no employer and no
// answer.
type Report struct {
	Day    value.Date  `json:"day"`
	Active int         `json:"active"` // clients that are not archived
	Need   int         `json:"need"`   // of these, those that need the coach
	Rows   []ReportRow `json:"rows"`   // those that need the coach
	// Of the next seven days, today among them, and of all active clients.
	Talks    int `json:"talks"`
	Sessions int `json:"sessions"`
	Late     int `json:"late"`   // clients whose homework is late
	Silent   int `json:"silent"` // clients of whom there was no news for too long
}

// ReportRow is one client in a report.
type ReportRow struct {
	Name  string     `json:"name"`
	Done  int        `json:"done"`
	Built int        `json:"built"`
	Talk  value.Date `json:"talk,omitzero"`
	Rule  string     `json:"rule"`
	Says  string     `json:"says"`
}

// ReportOn makes the report on a day. With initials it names nobody.
func ReportOn(all []Facts, initials bool, today value.Date) Report {
	out := Report{Day: today, Rows: []ReportRow{}}
	for _, l := range Board(all, today) {
		if l.Archived {
			continue
		}
		out.Active++
		if l.Reason.NeedsYou() {
			out.Rows = append(out.Rows, ReportRow{l.inReport(initials), l.Done, l.Built, l.Talk, l.Reason.Rule, l.safe(initials).Sentence()})
		}
		if _, ok := ahead(l.Talk, today, near); ok {
			out.Talks++
		}
		if _, ok := ahead(l.NextSession(today), today, near); ok {
			out.Sessions++
		}
		if _, s := Waiting(l.Homework, today); s == LateHomework {
			out.Late++
		}
		if l.silent(today) && !l.Talk.Before(today) {
			out.Silent++
		}
	}
	out.Need = len(out.Rows)
	return out
}

// inReport is the name of a client in a report. What is prepared may name the employer, so
// that it is never one; a client without a name of their own goes by the id's beginning,
// which a command takes for a name.
func (l Line) inReport(initials bool) string {
	name := cmp.Or(l.Person, l.Alias)
	switch {
	case name == "":
		return string(l.ID[:min(len(l.ID), len("01JABCDEFG"))])
	case !initials:
		return name
	}
	var out []string
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, string(unicode.ToUpper(r))+".")
		}
	}
	return strings.Join(out, " ")
}

// safe is a reason as a report may tell it: without digits in a task, and without a task that
// names the employer, or, with initials, the client.
func (l Line) safe(initials bool) Reason {
	r := l.Reason
	if r.Rule != "homework-late" && r.Rule != "homework-back" {
		return r
	}
	full := value.Fold(r.What)
	named := func(name string, least int) bool {
		name = value.Fold(name)
		return name != "" && (strings.Contains(full, name) ||
			slices.ContainsFunc(strings.Fields(name), func(w string) bool { return utf8.RuneCountInString(w) >= least && strings.Contains(full, w) }))
	}
	if named(l.Employer, 4) || initials && named(l.Person, 2) {
		r.What = ""
	}
	r.What = strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return '•'
		}
		return c
	}, r.What)
	return r
}

// Text is the report as lines of text: what stands above the rows, the rows in cells, and
// what stands below.
func (r Report) Text() (head string, rows [][]string, foot string) {
	need := "need"
	if r.Need == 1 {
		need = "needs"
	}
	for _, row := range r.Rows {
		rows = append(rows, []string{row.Name, fmt.Sprintf("%d of %d", row.Done, row.Built), cmp.Or(row.Talk.Short(r.Day), "–"), row.Says})
	}
	return fmt.Sprintf("%s: %d active, %d %s you", r.Day, r.Active, r.Need, need), rows,
		fmt.Sprintf("Next 7 days: %s, %s. Homework late: %d. Silent: %d.", value.Counted(r.Talks, "talk"), value.Counted(r.Sessions, "session"), r.Late, r.Silent)
}

// Markdown is the report as a file to print.
func (r Report) Markdown() string {
	head, rows, foot := r.Text()
	var blocks []plan.Block
	if len(rows) > 0 {
		blocks = append(blocks, plan.Table{Header: []string{"Client", "Lessons", "Talk", "Why"}, Rows: rows})
	}
	return plan.Markdown(plan.Document{Title: head, Sections: []plan.Section{{Title: "Clients", Blocks: append(blocks, plan.Paragraph{Text: foot})}}})
}
