package coach_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// jonas is a client whose talk is near and who is behind.
func jonas() coach.Briefed {
	w := workbooktest.Wen()
	w.ID = workbooktest.ID(1)
	w.Profile.Name, w.Profile.Person, w.Profile.Employer, w.Profile.Meeting = "Promotion at Holt & Sons", "Jonas Weber", "Holt & Sons", day("2026-11-27")
	w.Asks = w.Asks[:1] // none covers the days at home
	w.Asks[0].Opening = valuetest.Amount("86000 EUR")
	w.Steps, w.Deals, w.Objections = nil, nil, nil
	w.Figures = []workbook.Figure{{ID: "F1", Source: "A survey", Private: true}}
	then := w.Clone()
	then.Profile.With, then.Talk.Pause, then.Talk.Next, then.Extras, then.Fallback.Plan = "", "Later", "Ask again", nil, "Stay a year"
	return coach.Briefed{
		Source: coach.Source{Workbook: w, TakenIn: day("2026-11-23"), Part: coach.Part{ID: w.ID,
			Notes: []coach.Note{
				{ID: "N1", Text: "Speaks of rent again:\nwhose reason is it?", Bring: true, Made: day("2026-11-12")},
				{ID: "N2", Text: "Would take 84k", On: coach.Place{Record: "asks/A1"}, Bring: true, Made: day("2026-11-13")},
				{ID: "N3", Text: "Kept for later", Made: day("2026-11-14")},
				{ID: "N4", Text: "Why?", On: coach.Place{Record: "asks/A9"}, About: "Days at home", Bring: true},
			},
			Sessions: []coach.Session{
				{ID: "S1", Day: day("2026-11-12"), Agreed: "He asks Sam for an earlier day.\n\nHe writes the first sentence by 27 Nov.", Seen: "Tired"},
				{ID: "S0", Day: day("2026-11-01"), Agreed: "Long ago"},
				{ID: "S2", Day: day("2026-11-19")}, // nothing was written down
			},
			Homework: []coach.Homework{
				{ID: "H0", Task: "First sentence", Due: day("2026-11-27"), Own: "he will not"},
				{ID: "H1", Task: "Three market figures above €90,000", Due: day("2026-11-22")},
				{ID: "H2", Task: "Ask for an earlier day", Due: day("2026-11-20"), State: coach.Done, Done: day("2026-11-21")},
				{ID: "H3", Task: "Read lesson 3", State: coach.Looked},
				{ID: "H4", Task: "Read lesson 4"},
			}}},
		Then: &then, Since: day("2026-11-12"),
	}
}

func lines(b coach.Brief) string { return strings.Join(b.Lines(), "\n") + "\n" }

func TestBrief(t *testing.T) {
	b := jonas()
	golden(t, "brief.txt", lines(b.Brief(today)))
	golden(t, "brief.md", b.Brief(today).Markdown())
	raw, err := json.MarshalIndent(b.Brief(today), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "brief.json", string(raw)+"\n")
	b.Amounts = true
	golden(t, "brief-amounts.txt", lines(b.Brief(today)))
	golden(t, "brief-blank.txt", lines(coach.Briefed{Source: coach.Source{Workbook: workbook.Workbook{ID: workbooktest.ID(1)}}}.Brief(today)))
}

// The days of a brief, and what it was made from, are told in sentences.
func TestBriefDays(t *testing.T) {
	for _, c := range []struct{ talk, next, want string }{
		{"", "", "The talk has no day yet. No session is booked."},
		{"?soon", "2026-11-24", "The talk has no day yet. No session is booked."},
		{"2026-11-25 10:30", "2026-11-25 15:00", "The talk is on 25 Nov, today. The next session is today."},
		{"2026-11-26", "2026-11-26", "The talk is on 26 Nov, tomorrow. The next session is tomorrow."},
		{"2027-01-05", "2026-12-01", "The talk is on 5 Jan 2027, in 41 days. The next session is on 1 Dec, in 6 days."},
		{"2026-11-24", "", "The talk was on 24 Nov, yesterday. No session is booked."},
		{"2026-11-20", "", "The talk was on 20 Nov, 5 days ago. No session is booked."},
	} {
		b := coach.Briefed{Source: coach.Source{Part: coach.Part{Client: coach.Client{Next: day(c.next)}}}}
		b.Workbook.Profile.Meeting = day(c.talk)
		if got := b.Brief(today).Days; got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	b := coach.Briefed{Source: coach.Source{Kept: []workbook.Lesson{workbook.LessonAsks, workbook.LessonReturns}}}
	if got := b.Brief(today).AsOf; got != "Lessons 1 and 3: something is kept private." {
		t.Error(got)
	}
}

// A brief has at most sixty lines, and shows no amount that was not asked for.
func TestBriefIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := coach.Briefed{Source: sources().Draw(t, "client")}
		b.Workbook = canaries(b.Workbook, "WORKBOOK")
		b.Workbook.Profile.Person, b.Workbook.Profile.Name = "Person", "A raise to 777,777"
		then := workbooktest.Small().Draw(t, "then")
		b.Then = &then
		for i := range 30 * rapid.IntRange(0, 1).Draw(t, "much") {
			b.Part.Notes = append(b.Part.Notes, coach.Note{ID: workbooktest.ID(1000 + i), Text: strings.Repeat("Would take 777,777 now. ", 30), Bring: true})
			b.Part.Homework = append(b.Part.Homework, coach.Homework{ID: workbooktest.ID(2000 + i), Task: "Ask for 777.777,00 €"})
			b.Part.Sessions = append(b.Part.Sessions, coach.Session{ID: workbooktest.ID(3000 + i), Day: today, Agreed: strings.Repeat("€777777\n", 40)})
		}
		got := b.Brief(day(workbooktest.TodayISO))
		if n := len(got.Lines()); n > coach.MaxBrief {
			t.Fatalf("%d lines", n)
		}
		if s := lines(got) + got.Markdown(); strings.Contains(strings.NewReplacer(",", "", ".", "").Replace(s), "777777") {
			t.Fatalf("an amount in\n%s", s)
		}
	})
}

func TestReport(t *testing.T) {
	var facts []coach.Facts
	for _, s := range seven(day("2026-11-25")) {
		facts = append(facts, s.Facts(day("2026-12-12")))
	}
	facts = append(facts,
		coach.Facts{ID: "01JABCDEFG0000000000000201", Name: "A raise at Northwind", Employer: "Northwind",
			Built: 9, Homework: homework("Ask Northwind's HR", coach.Open, 0)},
		coach.Facts{ID: "01JABCDEFG0000000000000202", Person: "王芳", Built: 9, Employer: "Holt & Sons",
			Homework: homework("Write to Sons of Holt, for Fang", coach.Open, 0)},
		coach.Facts{ID: "01JABCDEFG0000000000000203", Person: "Gone", Archived: true, Decide: 3},
	)
	today := day("2026-12-12")
	r := coach.ReportOn(facts, false, today)
	text := func(r coach.Report) string {
		head, rows, foot := r.Text()
		out := head + "\n"
		for _, row := range rows {
			out += strings.Join(row, " | ") + "\n"
		}
		return out + foot + "\n"
	}
	golden(t, "report.txt", text(r))
	golden(t, "report-initials.txt", text(coach.ReportOn(facts, true, today)))
	golden(t, "report.md", r.Markdown())
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "report.json", string(raw)+"\n")
	const nobody = "12 Dec 2026: 0 active, 0 need you\nNext 7 days: 0 talks, 0 sessions. Homework late: 0. Silent: 0.\n"
	if got := text(coach.ReportOn(nil, false, today)); got != nobody {
		t.Error(got)
	}
	if got := text(coach.ReportOn(facts[:1], false, today)); !strings.HasPrefix(got, "12 Dec 2026: 1 active, 1 needs you\n") {
		t.Error(got)
	}
}

// Over sixty days no report holds an amount, a digit of a task, an employer, or, with
// initials, a name.
func TestNoAmountInAnyReport(t *testing.T) {
	from := day("2026-11-25")
	all := seven(from)
	for n := range 61 {
		today := from.AddDays(n)
		var facts []coach.Facts
		for i := range all {
			facts = append(facts, all[i].Facts(today))
		}
		for _, initials := range []bool{false, true} {
			r := coach.ReportOn(facts, initials, today)
			raw, _ := json.Marshal(r)
			for _, lost := range []string{"80k", "Northwind", "Holt", "€", "EUR", "USD"} {
				if strings.Contains(string(raw)+r.Markdown(), lost) {
					t.Fatalf("%q in %s", lost, raw)
				}
			}
			for _, f := range facts {
				for name := range strings.FieldsSeq(f.Person) {
					if initials && strings.Contains(string(raw), name) {
						t.Fatalf("%q in %s", name, raw)
					}
				}
			}
		}
	}
}

// What is only the coach's reaches nothing that leaves, and no report; a brief has only what a
// coach is to see.
func TestCanaries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := coach.Briefed{Source: sources().Draw(t, "client"), Amounts: rapid.Bool().Draw(t, "amounts")}
		b.Workbook = private(t, b.Workbook)
		then := private(t, workbooktest.Small().Draw(t, "then"))
		b.Then = &then
		for i := range b.Part.Notes {
			b.Part.Notes[i].Text, b.Part.Notes[i].About = "NOTE", "NOTE"
		}
		for i := range b.Part.Sessions {
			b.Part.Sessions[i].Agreed, b.Part.Sessions[i].Seen = "SESSION", "SEEN"
		}
		for i := range b.Part.Homework {
			h := &b.Part.Homework[i]
			h.Own, h.Task, h.Why = "OWN", "TASK", "WHY"
			if h.Told.OK() { // what the client was told is no secret
				h.Task = "told"
			}
			if rapid.IntRange(0, 3).Draw(t, "released") == 0 {
				h.Task = "released"
				b.Part.Release(workbook.RecordKey(coach.HomeworkRecords, h.ID))
			}
		}
		for i := range b.Part.Words {
			w := &b.Part.Words[i]
			w.Read, w.Value, w.Why = "WORDS", "WORDS", "WORDS"
		}
		b.Part.Client.Clock = "CLOCK"
		today := day(workbooktest.TodayISO)
		var outside []string // what leaves, and what lies where others may see it
		for _, a := range plan.Audiences() {
			d := plan.Build(b.Workbook, a, today)
			outside = append(outside, plan.Markdown(d), plan.HTML(d))
		}
		file, err := workbook.Export(b.Workbook)
		if err != nil {
			t.Fatal(err)
		}
		outside = append(outside, string(file))
		facts := b.Facts(today)
		kept, _ := json.Marshal(facts)
		for _, initials := range []bool{false, true} {
			r := coach.ReportOn([]coach.Facts{facts}, initials, today)
			raw, _ := json.Marshal(r)
			outside = append(outside, string(raw), r.Markdown())
		}
		for _, s := range append(outside, string(kept)) {
			for _, canary := range []string{"NOTE", "SESSION", "SEEN", "OWN", "TASK", "WHY", "WORDS", "CLOCK"} {
				if strings.Contains(s, canary) {
					t.Fatalf("%s in\n%s", canary, s)
				}
			}
		}
		brief := b.Brief(today)
		raw, _ := json.Marshal(brief)
		said := string(raw) + lines(brief) + brief.Markdown()
		for _, canary := range []string{"PRIVATE", "OWN", "SEEN", "WHY", "WORDS"} {
			if strings.Contains(said, canary) || strings.Contains(string(kept), canary) {
				t.Fatalf("%s in\n%s", canary, said)
			}
		}
	})
}

// private gives a workbook in which all that is private, and hangs on that, says so in every
// text.
func private(t *rapid.T, w workbook.Workbook) workbook.Workbook {
	for _, c := range workbook.Schema.Collections {
		for _, rec := range c.Each(&w) {
			if f := c.Field("private"); f != nil {
				*f.At(rec).(*bool) = rapid.Bool().Draw(t, "private")
			}
		}
	}
	shared := workbook.Schema.Shared(w)
	hidden := canaries(w, "PRIVATE")
	for _, c := range workbook.Schema.Collections {
		for id, rec := range c.Each(&w) {
			if k := workbook.RecordKey(c.Name, id); !workbook.Schema.Has(&shared, k) {
				from := workbook.Schema.Record(&hidden, k)
				for _, f := range c.Fields {
					if slices.Contains([]string{"line", "lines", "entries"}, string(f.Kind)) {
						_ = f.Type(&w, rec, f.Show(from, ""), workbook.Workbook{}.Typing(value.Date{}, func() workbook.ID { return workbooktest.ID(5000) }))
					}
				}
			}
		}
	}
	return w
}
