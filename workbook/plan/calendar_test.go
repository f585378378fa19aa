package plan_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// dayEvent is one event of a calendar: its properties by name, with their parameters, and
// what its alarms are triggered by.
type dayEvent struct {
	props  map[string]string
	alarms []string
}

var (
	property = regexp.MustCompile(`^([A-Z-]+(?:;[A-Z]+=[A-Z-]+)*):(.*)$`)
	oneDay   = regexp.MustCompile(`^\d{8}$`)
	moment   = regexp.MustCompile(`^\d{8}T\d{6}$`)
)

// parsed reads a calendar strictly, as RFC 5545 has it.
func parsed(t failing, file string) (events []dayEvent) {
	body, whole := strings.CutSuffix(file, "\r\n")
	if !whole || strings.Count(file, "\r") != strings.Count(file, "\r\n") || strings.Count(file, "\n") != strings.Count(file, "\r\n") {
		t.Fatalf("lines do not all end in CRLF: %q", file)
	}
	var lines []string
	for _, raw := range strings.Split(body, "\r\n") {
		if len(raw) > 75 || !utf8.ValidString(raw) {
			t.Fatalf("a line of %d octets, or half a character: %q", len(raw), raw)
		}
		if rest, goesOn := strings.CutPrefix(raw, " "); goesOn {
			lines[len(lines)-1] += rest
		} else {
			lines = append(lines, raw)
		}
	}
	var within []string
	for _, line := range lines {
		m := property.FindStringSubmatch(line)
		if m == nil || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' }) {
			t.Fatalf("no property: %q", line)
		}
		switch name, v := m[1], m[2]; {
		case name == "BEGIN":
			within = append(within, v)
			if v == "VEVENT" {
				events = append(events, dayEvent{props: map[string]string{}})
			}
		case name == "END":
			if len(within) == 0 || within[len(within)-1] != v {
				t.Fatalf("%s ends inside %v", v, within)
			}
			within = within[:len(within)-1]
		case strings.Join(within, "/") == "VCALENDAR/VEVENT":
			e := events[len(events)-1]
			if _, twice := e.props[name]; twice {
				t.Fatalf("%s twice in %v", name, e.props)
			}
			e.props[name] = v
		case strings.Join(within, "/") == "VCALENDAR/VEVENT/VALARM" && name == "TRIGGER":
			e := &events[len(events)-1]
			e.alarms = append(e.alarms, v)
		}
	}
	if len(within) > 0 || len(events) == 0 || lines[0] != "BEGIN:VCALENDAR" || !slices.Contains(lines, "VERSION:2.0") {
		t.Fatalf("no whole calendar: %q", lines)
	}
	seen := map[string]bool{}
	for _, e := range events {
		start, end, day := e.props["DTSTART;VALUE=DATE"], e.props["DTEND;VALUE=DATE"], oneDay
		if start == "" {
			start, end, day = e.props["DTSTART"], e.props["DTEND"], moment
		}
		if !day.MatchString(start) || !day.MatchString(end) || end <= start || e.props["CLASS"] != "PRIVATE" || e.props["SUMMARY"] == "" || len(e.alarms) == 0 {
			t.Fatalf("no whole event: %v %v", e.props, e.alarms)
		}
		if uid := e.props["UID"]; uid == "" || seen[uid] {
			t.Fatalf("an id is missing or there twice: %q", uid)
		}
		seen[e.props["UID"]] = true
	}
	return events
}

// unescaped reads the text of a value.
func unescaped(t failing, s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ';' || c == ',':
			t.Fatalf("%q is not escaped in %q", c, s)
		case c != '\\':
			b.WriteByte(c)
		case i+1 < len(s) && s[i+1] == 'n':
			b.WriteByte('\n')
			i++
		case i+1 < len(s) && strings.IndexByte(`\;,`, s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i++
		default:
			t.Fatalf("a lone backslash in %q", s)
		}
	}
	return b.String()
}

func summaries(t failing, events []dayEvent) (out []string) {
	for _, e := range events {
		out = append(out, unescaped(t, e.props["SUMMARY"]))
	}
	return out
}

// TestCalendarOfTheExample: the example as it is read, for work and with all of it.
func TestCalendarOfTheExample(t *testing.T) {
	w := filled(t)
	for _, all := range []bool{false, true} {
		t.Run(fmt.Sprint("all-", all), func(t *testing.T) {
			file, _ := plan.Calendar(w, today, all)
			parsed(t, file)
			golden.RequireEqual(t, strings.ReplaceAll(file, "\r\n", "\n")) // the parser has looked at the ends
		})
	}
}

// days is a workbook with a day of every kind.
func days() workbook.Workbook {
	w := workbooktest.Full()
	w.Profile.With, w.Profile.Meeting = "Ada, head of operations", valuetest.Day("2027-04-01 23:45")
	w.Review.Date = valuetest.Day("2027-11-10")
	w.KPIs = append(w.KPIs, workbook.KPI{ID: "K2", What: "Plans out; by Friday", Target: valuetest.Bound("at least 98 %"), Actual: valuetest.Amount("90 %"), By: valuetest.Day("2027-03-31")})
	w.Promises = append(w.Promises, workbook.Promise{ID: "P2", What: "A word with Imre", By: valuetest.Day("2027-03-20")})
	w.Results = []workbook.AskResult{{ID: "Z1", Ask: "A1", What: "Base from May", By: valuetest.Day("2027-04-10")}}
	return w
}

var fullToday = valuetest.Day(workbooktest.TodayISO)

// TestCalendarTitles: each day has a title that may be read at work; what may not is
// there with all of it alone, and what is over is not.
func TestCalendarTitles(t *testing.T) {
	file, left := plan.Calendar(days(), fullToday, false)
	want := []string{
		"Check-in with Ada", "Keep a promise", "Check-in with Ada", "Send the page", "Report: Plans out; by Friday", "Talk with Ada", "Check-in with Ada", "Next step",
		"Check-in with Ada", "Budget is set", "Check-in with Ada", "Check-in with Ada", "Meeting with Ada", "Report: Open incidents", "As agreed: Open incidents", "Review with Ada",
	}
	if got := summaries(t, parsed(t, file)); left != 3 || !slices.Equal(got, want) {
		t.Errorf("%d left out of\n%q, want\n%q", left, got, want)
	}
	file, left = plan.Calendar(days(), fullToday, true)
	got := summaries(t, parsed(t, file))
	for _, s := range []string{"Globex wants an answer", "You promised: A word with Imre", "They said by this day: Base from May", "To come back to: There is no budget"} {
		if !slices.Contains(got, s) {
			t.Errorf("%q is not in %q", s, got)
		}
	}
	if len(got) != len(want)+3 || left != 0 {
		t.Errorf("%d events, %d left out: %q", len(got), left, got)
	}
	if file, left := plan.Calendar(workbook.Workbook{}, fullToday, true); file != "" || left != 0 {
		t.Errorf("a calendar of nothing: %q, %d", file, left)
	}
	over := days()
	over.Review.Cadence = workbook.NoCadence
	if file, left := plan.Calendar(over, valuetest.Day("2028-01-01"), true); file != "" || left != 0 {
		t.Errorf("a calendar of what is over: %q, %d", file, left)
	}
}

// TestCalendarTimes: the talk has its time wherever one is, and half an hour, also over
// midnight; a day is whole. What is not to be missed is told before.
func TestCalendarTimes(t *testing.T) {
	file, _ := plan.Calendar(days(), fullToday, false)
	for _, e := range parsed(t, file) {
		switch e.props["SUMMARY"] {
		case "Talk with Ada":
			if e.props["DTSTART"] != "20270401T234500" || e.props["DTEND"] != "20270402T001500" || e.props["TRANSP"] != "OPAQUE" || !slices.Equal(e.alarms, []string{"-P1D", "-PT1H"}) {
				t.Errorf("the talk: %v %v", e.props, e.alarms)
			}
		case "Report: Open incidents":
			if e.props["DTSTART;VALUE=DATE"] != "20270630" || e.props["DTEND;VALUE=DATE"] != "20270701" || e.props["TRANSP"] != "TRANSPARENT" || !slices.Equal(e.alarms, []string{"-P1DT15H"}) {
				t.Errorf("a delivery: %v %v", e.props, e.alarms)
			}
		}
		if e.props["DTSTAMP"] != "20270312T000000Z" || e.props["SEQUENCE"] != "9932" {
			t.Errorf("not of the day on which it is written: %v", e.props)
		}
	}
}

// TestCalendarKeepsIDs: what has moved has the id that it had, and check-ins keep theirs
// as the first of them pass.
func TestCalendarKeepsIDs(t *testing.T) {
	ids := func(w workbook.Workbook, today value.Date) map[string]string {
		out := map[string]string{}
		file, _ := plan.Calendar(w, today, true)
		for _, e := range parsed(t, file) {
			out[e.props["UID"]] = e.props["DTSTART"] + e.props["DTSTART;VALUE=DATE"]
		}
		return out
	}
	before, moved := ids(days(), fullToday), days()
	moved.Profile.Meeting = valuetest.Day("2027-04-03")
	moved.Deals[0].Due = moved.Deals[0].Due.AddDays(3)
	moved.Review.Next = moved.Review.Next.AddDays(1)
	moved.Offers[0].Deadline = moved.Offers[0].Deadline.AddDays(1)
	after := ids(moved, fullToday)
	changed := 0
	for id, at := range before {
		if after[id] == "" {
			t.Errorf("%s is gone", id)
		} else if after[id] != at {
			changed++
		}
	}
	if changed != 9 || len(after) != len(before) {
		t.Errorf("%d of %d moved to %d", changed, len(before), len(after))
	}
	for id, at := range ids(days(), fullToday.AddDays(10)) { // one check-in is over
		if before[id] != at {
			t.Errorf("%s is on %s, and was on %s", id, at, before[id])
		}
	}
}

// TestCalendarSaysNoOffer: a text that repeats an offer or the minimum is left out of a title.
func TestCalendarSaysNoOffer(t *testing.T) {
	for deliver, want := range map[string]string{
		"Open incidents":            "Report: Open incidents",
		"What Globex would give me": "Report",
		"Worth 90,000 to me":        "Report",
		"":                          "Report",
		" \t ":                      "Report",
	} {
		w := days()
		w.Deals[0].Deliver, w.Deals[0].Target = deliver, value.Bound{}
		file, _ := plan.Calendar(w, fullToday, false)
		if got := summaries(t, parsed(t, file)); !slices.Contains(got, want) {
			t.Errorf("%q: %q", deliver, got)
		}
	}
}

// TestCalendarTexts: whatever a text holds, and however long it is, it comes back as it was.
func TestCalendarTexts(t *testing.T) {
	reports := func(t failing, text string) {
		w := workbook.Workbook{ID: workbooktest.ID(1)}
		w.Deals = []workbook.Deal{{ID: workbooktest.ID(2), Deliver: text, Due: today, Status: workbook.DealConfirmed}}
		file, _ := plan.Calendar(w, today, false)
		want := strings.TrimSuffix("Report: "+strings.TrimSpace(value.CleanLine(text)), ": ")
		if got := summaries(t, parsed(t, file)); !slices.Equal(got, []string{want}) {
			t.Fatalf("%q, want %q", got, want)
		}
	}
	for n := range 400 {
		reports(t, strings.Repeat("x", n))
		reports(t, strings.Repeat("語", n))
	}
	rapid.Check(t, func(t *rapid.T) {
		reports(t, rapid.OneOf(workbooktest.Lines(), rapid.StringMatching(`[\\;,:" é語👩🏽‍💼]{0,400}`)).Draw(t, "text"))
	})
}

// TestCalendarTellsNothing: over random workbooks, only who one meets, what one delivers
// and which target one reports on is said, and of these nothing that is private or not
// agreed.
func TestCalendarTellsNothing(t *testing.T) {
	said := 0
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		marks := map[string]string{} // a text of its own for every answer in words
		n := 0
		mark := func(k workbook.Key, name string) string {
			n++
			s := fmt.Sprintf("qx%dz", n)
			marks[s] = k.Collection() + "." + name
			return s
		}
		for _, c := range workbook.Schema.Collections {
			for id, rec := range c.Each(&w) {
				for _, f := range c.Fields {
					switch at := f.At(rec).(type) {
					case *string:
						if f.Kind == schema.LineKind || f.Kind == schema.LinesKind {
							*at = mark(schema.KeyOf(c.Name, id), f.Name)
						}
					case *[]workbook.Entry:
						for i := range *at {
							(*at)[i].Text = mark(schema.KeyOf(c.Name, id), f.Name)
						}
					case *value.Bound:
						if at.Statement != "" {
							at.Statement = mark(schema.KeyOf(c.Name, id), f.Name)
						}
					}
				}
			}
		}
		shared := workbook.Schema.Shared(w)
		may := []string{"profile.with"}
		file, _ := plan.Calendar(w, today, false)
		if file == "" {
			return
		}
		parsed(t, file)
		whole := strings.ReplaceAll(file, "\r\n ", "")
		for s, label := range marks {
			if !strings.Contains(whole, s) || slices.Contains(may, label) {
				continue
			}
			said++
			ok := slices.ContainsFunc(shared.Deals, func(d workbook.Deal) bool {
				return d.Deliver == s && (d.Status == workbook.DealEmailed || d.Status == workbook.DealConfirmed)
			}) || slices.ContainsFunc(shared.KPIs, func(k workbook.KPI) bool { return k.What == s })
			if !ok {
				t.Fatalf("%s %s is in the calendar:\n%s", label, s, whole)
			}
		}
	})
	if said == 0 {
		t.Error("nothing was said at all, so that nothing was tested")
	}
}
