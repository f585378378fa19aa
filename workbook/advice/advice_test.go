package advice

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// chapterTest is all that is tested of one lesson, in a test file of its own.
type chapterTest struct {
	lesson   workbook.Lesson
	missing  []string // the rules that are about an answer not given yet, and no others
	also     also     // the rules that other lessons show too, and which
	rules    []ruleTest
	insights []insightTest
	progress []progressTest
}

type also map[string][]workbook.Lesson

var chapterTests []chapterTest

// ruleTest shows one rule twice: quiet is the near miss, fires the smallest
// change of a workbook without findings that brings the finding about.
type ruleTest struct {
	rule  string
	quiet func(w *workbook.Workbook)
	fires func(w *workbook.Workbook)
	want  []Finding // without what the rule's row has, which the test adds
}

type insightTest struct {
	name   string
	change func(w *workbook.Workbook)
	want   []string
}

type progressTest struct {
	name   string
	change func(w *workbook.Workbook)
	want   string          // state and count of lessons 1 to 4; in a later lesson's test, of that lesson alone
	next   workbook.Lesson // "" where all that is built is done
}

func found(s Severity, record workbook.Key, field, text, do string) []Finding {
	return []Finding{{Severity: s, Record: record, Field: field, Text: text, Do: do}}
}

func none(*workbook.Workbook) {}

// empty leaves the workbook that a person begins with.
func empty(w *workbook.Workbook) { *w = workbook.Workbook{ID: "W", Profile: w.Profile} }

// both makes several changes, one after the other.
func both(changes ...func(w *workbook.Workbook)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		for _, change := range changes {
			change(w)
		}
	}
}

func noGap(w *workbook.Workbook) {
	for i := range w.Returns {
		w.Returns[i].Wanted = w.Returns[i].Today
	}
}

func musts(n int) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Returns = nil
		for i := range n {
			w.Returns = append(w.Returns, workbook.Return{ID: workbook.ID("R" + string(rune('a'+i))), Need: workbook.Need{Sort: workbook.Must}})
		}
	}
}

// met makes the first returns must-haves with these answers.
func met(answers ...value.Answer) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		for i, a := range answers {
			w.Returns[i].Need.Sort, w.Returns[i].Need.Met = workbook.Must, a
		}
	}
}

// without takes the offer away, says so, and has the job meet the must-haves.
func without(answers ...value.Answer) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Offers, w.Fallback.NoOffer = nil, true
		met(answers...)(w)
	}
}

func covers(a value.Answer) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Offers[0].Covers = map[workbook.ID]value.Answer{"R1": a} }
}

// officeDays asks for less of something: four days in the office today.
func officeDays(minimum, target, opening string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Returns[0].Name, w.Returns[0].Kind = "Office days", workbook.KindPlace
		w.Returns[0].Need.Threshold = value.Bound{Amount: valuetest.Amount("3 days"), AtMost: true}
		w.Asks[0].Today = valuetest.Amount("4 days")
		numbers(minimum, target, opening)(w)
	}
}

// mustBeside sets the threshold of the first return beside the numbers of the ask about it.
func mustBeside(kind workbook.Kind, threshold, minimum, target, opening string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Returns[0].Kind, w.Returns[0].Need.Threshold, w.Asks[0].Today = kind, valuetest.Bound(threshold), value.Amount{}
		numbers(minimum, target, opening)(w)
	}
}

// numbers gives the first ask these; in per cent they are a rise on today's pay.
func numbers(minimum, target, opening string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = valuetest.Amount(minimum), valuetest.Amount(target), valuetest.Amount(opening)
	}
}

func rated(id workbook.ID, today, wanted, weight int) workbook.Return {
	return workbook.Return{ID: id, Today: value.NewPoints(today), Wanted: value.NewPoints(wanted), Weight: value.NewPoints(weight)}
}

func TestNothingToFind(t *testing.T) {
	if got := Of(workbooktest.Full(), valuetest.Day(workbooktest.TodayISO)).Findings(); len(got) > 0 {
		t.Errorf("a workbook that is done has findings:\n%s", cmp.Diff([]Finding(nil), got))
	}
}

func TestRules(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	for _, c := range chapterTests {
		for _, tt := range c.rules {
			t.Run(tt.rule, func(t *testing.T) {
				quiet := workbooktest.Full()
				tt.quiet(&quiet)
				if got := only(tt.rule, Of(quiet, today).Findings()); got != nil {
					t.Errorf("fires where it should not: %+v", got)
				}
				fires := workbooktest.Full()
				tt.fires(&fires)
				var want []Finding
				for _, f := range tt.want {
					f.Rule, f.Lesson, f.Missing = tt.rule, c.lesson, slices.Contains(c.missing, tt.rule)
					f.Also = c.also[tt.rule]
					if f.Missing && len(fires.Returns) == 0 { // who has not begun lacks nothing yet
						f.Severity = Hints
					}
					want = append(want, f)
				}
				if diff := cmp.Diff(want, only(tt.rule, Of(fires, today).Findings())); diff != "" {
					t.Errorf("finding (-want +got):\n%s", diff)
				}
				records := fires.Records()
				for _, f := range Of(fires, today).Findings() {
					checkFinding(t, records, f)
				}
			})
		}
	}
}

func only(rule string, all []Finding) []Finding {
	var out []Finding
	for _, f := range all {
		if f.Rule == rule {
			out = append(out, f)
		}
	}
	return out
}

// built lists the lessons in which something is asked.
func built() []workbook.Lesson {
	return slices.DeleteFunc(workbook.Lessons(), func(l workbook.Lesson) bool { return !l.Built() })
}

func TestRuleTable(t *testing.T) {
	var taught, tested []workbook.Lesson
	for _, c := range chapters {
		taught = append(taught, c.lesson)
	}
	for _, l := range workbook.Lessons() {
		if slices.ContainsFunc(chapterTests, func(tt chapterTest) bool { return tt.lesson == l }) {
			tested = append(tested, l)
		}
	}
	if diff := cmp.Diff([][]workbook.Lesson{built(), built()}, [][]workbook.Lesson{taught, tested}); diff != "" {
		t.Fatalf("the lessons with an activity, and those with a chapter and with a test of it (-want +got):\n%s", diff)
	}
	seen := map[string]bool{}
	for _, c := range chapters {
		tests := chapterTests[slices.IndexFunc(chapterTests, func(tt chapterTest) bool { return tt.lesson == c.lesson })]
		var missing []string
		elsewhere := also{}
		if len(c.rules) == 0 {
			t.Errorf("%s has no rules", c.lesson)
		}
		for _, r := range c.rules {
			if seen[r.id] {
				t.Errorf("two rules have the id %s", r.id)
			}
			seen[r.id] = true
			if !slices.ContainsFunc(tests.rules, func(tt ruleTest) bool { return tt.rule == r.id }) {
				t.Errorf("rule %s has no test", r.id)
			}
			if r.missing {
				missing = append(missing, r.id)
			}
			if r.also != nil {
				elsewhere[r.id] = r.also
			}
		}
		if diff := cmp.Diff(tests.missing, missing); diff != "" {
			t.Errorf("%s: rules about what is missing (-want +got):\n%s", c.lesson, diff)
		}
		if diff := cmp.Diff(tests.also, elsewhere, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: rules that other lessons show too (-want +got):\n%s", c.lesson, diff)
		}
		for _, tt := range tests.rules {
			if !seen[tt.rule] && tt.rule != "unread" { // that one holds for every lesson
				t.Errorf("the test of %s tests no rule", tt.rule)
			}
		}
	}
	if Hints.String()+Warns.String()+Blocks.String() != "hintwarnsblocks" {
		t.Error("severities have other names")
	}
}

func TestAbout(t *testing.T) {
	f := Finding{Lesson: workbook.LessonNeeds, Also: []workbook.Lesson{workbook.LessonAsks}}
	for _, l := range workbook.Lessons() {
		if want := l == workbook.LessonNeeds || l == workbook.LessonAsks; f.About(l) != want {
			t.Errorf("about %s: %v", l, !want)
		}
	}
}

type fataler interface {
	Helper()
	Errorf(string, ...any)
}

// checkFinding holds for every finding, whatever the workbook.
func checkFinding(t fataler, records map[workbook.Key][]byte, f Finding) {
	t.Helper()
	for _, s := range []string{f.Text, f.Do} {
		body, asks := strings.CutSuffix(s, "?")
		if !strings.HasSuffix(s, ".") && !asks || strings.ContainsAny(body, "!?\n\t") || strings.Contains(s, "..") || strings.Contains(s, "  ") || s != value.Clean(s) {
			t.Errorf("%s: not one sentence: %q", f.Rule, s)
		}
		if i := strings.Index(s, ". "); i >= 0 && s[i+2] >= 'A' && s[i+2] <= 'Z' {
			t.Errorf("%s: two sentences: %q", f.Rule, s)
		}
		if s == "" || s[0] >= 'a' && s[0] <= 'z' {
			t.Errorf("%s: begins small: %q", f.Rule, s)
		}
	}
	if f.Record == "" {
		if f.Field != "" {
			t.Errorf("%s: a field without a record", f.Rule)
		}
		return
	}
	if f.Field != "" && workbook.Schema.Field(f.Record.Collection(), f.Field) == nil {
		t.Errorf("%s: %s has no field %q", f.Rule, f.Record.Collection(), f.Field)
	}
	if _, ok := records[f.Record]; !ok {
		t.Errorf("%s: there is no record %s", f.Rule, f.Record)
	}
}

func TestFindingsProperties(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		before, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		got := Of(w, today).Findings()
		for _, l := range workbook.Lessons() {
			for _, s := range Of(w, today).Insight(l) {
				named := slices.ContainsFunc(w.Offers, func(o workbook.Offer) bool { return strings.HasPrefix(s, o.Employer) })
				if !strings.HasSuffix(strings.TrimSuffix(s, "”"), ".") || strings.ContainsAny(s, "!?") || s != value.CleanLine(s) || s[0] >= 'a' && s[0] <= 'z' && !named {
					t.Fatalf("%s: not a sentence: %q", l, s)
				}
			}
		}
		if after, err := json.Marshal(w); err != nil || string(after) != string(before) {
			t.Fatalf("the rules changed the workbook:\n%s\n%s", before, after)
		}
		if diff := cmp.Diff(got, Of(w.Clone(), today).Findings()); diff != "" {
			t.Fatalf("the rules say two things of one workbook:\n%s", diff)
		}
		records := w.Records()
		for i, f := range got {
			checkFinding(t, records, f)
			rank := func(f Finding) []int { return []int{-int(f.Severity), -number(leads(f.Rule)), f.Lesson.Number()} }
			if i > 0 && slices.Compare(rank(f), rank(got[i-1])) < 0 {
				t.Fatalf("%s stands behind %s", f.Rule, got[i-1].Rule)
			}
		}
	})
}

// The contradiction is resolved by any of the three ways out that it names.
func TestMustUncoveredIsResolved(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		for _, f := range only("must-uncovered", Of(w, today).Findings()) {
			id := f.Record.ID()
			asked := w.Clone()
			asked.Asks = append(asked.Asks, workbook.Ask{ID: "A9", Return: id})
			offered := w.Clone()
			offered.Offers = append(offered.Offers, workbook.Offer{ID: "O9", Covers: map[workbook.ID]value.Answer{id: value.Yes}})
			nice := w.Clone()
			nice.Return(id).Need.Sort = workbook.Nice
			for way, w := range map[string]workbook.Workbook{"an ask": asked, "an offer": offered, "a nice-to-have": nice} {
				if slices.ContainsFunc(only("must-uncovered", Of(w, today).Findings()), func(g Finding) bool { return g.Record == f.Record }) {
					t.Fatalf("%s does not resolve %s", way, f.Text)
				}
			}
		}
	})
}

// Deleting what a finding points at takes the finding with it.
func TestDeletedRecordHasNoFindings(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		seen := map[workbook.Key]bool{}
		for _, f := range Of(w, today).Findings() {
			if seen[f.Record] {
				continue
			}
			seen[f.Record] = true
			if of := workbook.Schema.Collection(f.Record.Collection()); of == nil || of.One {
				continue
			}
			c := w.Clone()
			c.Delete(f.Record)
			for _, g := range Of(c, today).Findings() {
				if g.Record == f.Record {
					t.Fatalf("%s is deleted, and %s still points at it", f.Record, g.Rule)
				}
			}
		}
	})
}

func TestInsight(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	for _, c := range chapterTests {
		for _, tt := range c.insights {
			t.Run(string(c.lesson)+" "+tt.name, func(t *testing.T) {
				w := workbooktest.Full()
				tt.change(&w)
				if diff := cmp.Diff(tt.want, Of(w, today).Insight(c.lesson)); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
	for _, l := range append(workbook.Lessons(), "nowhere") {
		if got := Of(workbooktest.Full(), today).Insight(l); (got != nil) != l.Built() {
			t.Errorf("%s says %q", l, got)
		}
	}
}

func TestProgresses(t *testing.T) {
	later := workbook.LessonStrategy
	if i := slices.IndexFunc(workbook.Lessons(), func(l workbook.Lesson) bool { return !l.Built() }); i >= 0 {
		later = workbook.Lessons()[i]
	}
	check := func(from, to int, tt progressTest) {
		t.Run(tt.name, func(t *testing.T) {
			w := workbooktest.Full()
			tt.change(&w)
			all := Of(w, value.Date{}).Progresses()
			if len(all) != 9 {
				t.Fatalf("%d lines", len(all))
			}
			if tt.want == "" {
				if all[2].State != Done {
					t.Errorf("lesson 3 is %v", all[2])
				}
				return
			}
			var got []string
			for i, p := range all {
				if p.Lesson.Number() != i+1 {
					t.Errorf("%s is line %d", p.Lesson, i+1)
				}
				got = append(got, fmt.Sprintf("%d %s", p.State, p.Count))
				if !p.Lesson.Built() && got[i] != "0 –" {
					t.Errorf("%s is %v", p.Lesson, p)
				}
			}
			next := tt.next
			if next == "" {
				next = later
			}
			if got := strings.Join(got[from:to], ", "); got != tt.want || Of(w, value.Date{}).Next() != next {
				t.Errorf("got %s, next %s; want %s, next %s", got, Of(w, value.Date{}).Next(), tt.want, next)
			}
		})
	}
	check(0, 4, progressTest{"all done", none, "2 3, 2 1 · 2, 2 1 of 2, 2 1", ""})
	check(0, 4, progressTest{"empty", empty, "0 –, 0 –, 0 –, 0 –", workbook.LessonReturns})
	for _, c := range chapterTests {
		from, to := 0, 4
		if n := c.lesson.Number(); n > to {
			from, to = n-1, n
		}
		for _, tt := range c.progress {
			check(from, to, tt)
		}
	}
	if got := Of(workbooktest.Full(), value.Date{}).Summary(); got != (Summary{Done: len(built()), Built: len(built())}) {
		t.Errorf("%+v", got)
	}
	if got := Of(workbook.Workbook{}, value.Date{}).Summary(); got != (Summary{Built: len(built())}) {
		t.Errorf("%+v", got)
	}
}

// A lesson that is done has nothing in it that blocks for want of an answer.
func TestDoneMeansAnswered(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	wants := map[workbook.Lesson][]string{
		workbook.LessonReturns: {"returns-few", "returns-only-money", "return-no-why", "return-no-name", "return-unrated"},
		workbook.LessonNeeds:   {"must-no-threshold", "unread", "musts-none", "returns-unsorted"},
		workbook.LessonAsks:    {"ask-no-minimum", "ask-target-below-minimum", "ask-opening-below-target", "ask-return-gone", "asks-none", "ask-no-reason"},
		workbook.LessonReviews: {"review-no-budget", "review-no-agenda"},
	}
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		for _, p := range Of(w, value.Date{}).Progresses() {
			if p.State != Done {
				continue
			}
			for _, rule := range wants[p.Lesson] {
				got := slices.DeleteFunc(only(rule, Of(w, today).Findings()), func(f Finding) bool { return f.Lesson != p.Lesson })
				if len(got) > 0 {
					t.Fatalf("%s is done, and %s", p.Lesson, got[0].Text)
				}
			}
		}
	})
}

func TestLessons(t *testing.T) {
	workbook.Lessons()[0] = "changed"
	if workbook.Lessons()[0] != workbook.LessonReturns {
		t.Error("a caller can change the lessons")
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "no", 1: "one", 10: "ten", 11: "11", -1: "-1"} {
		if got := value.Spell(n); got != want {
			t.Errorf("%d is spelled %q", n, got)
		}
	}
	for n, want := range map[int]string{1: "first", 10: "tenth", 11: "number 11", 0: "number 0"} {
		if got := value.Ordinal(n); got != want {
			t.Errorf("the ordinal of %d is %q", n, got)
		}
	}
	if value.Count(1, "answer") != "one answer" || value.Count(2, "answer") != "two answers" || value.List(nil) != "" {
		t.Error("count or list is wrong")
	}
	long := "a name that is much longer than what a sentence can repeat"
	if got := quote(long + "\x1b[31m"); got != "“a name that is much longer than what a …”" {
		t.Errorf("quoted as %s", got)
	}
}

// A finding never names a field that its form does not ask, whatever the workbook.
func TestFindingsLeadToAFieldThatIsAsked(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		for _, f := range Of(w, workbooktest.Date().Draw(t, "today")).Findings() {
			if f.Field == "" || !workbook.Schema.Has(&w, f.Record) {
				continue
			}
			of := workbook.Schema.Field(f.Record.Collection(), f.Field)
			if seen++; of.InForm() && !of.Asked(&w, workbook.Schema.Record(&w, f.Record)) {
				t.Fatalf("%s names %s, which is not asked: %s", f.Rule, of.Label, f.Text)
			}
		}
	})
	if seen == 0 {
		t.Error("no finding names a field")
	}
}
