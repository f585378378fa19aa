package advice

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ruleTest shows one rule twice: quiet is the near miss, fires the smallest
// change of a workbook without findings that brings the finding about.
type ruleTest struct {
	rule  string
	quiet func(w *workbook.Workbook)
	fires func(w *workbook.Workbook)
	want  []Finding // without Rule, which the test adds
}

func none(*workbook.Workbook) {}

// empty leaves the workbook that a person begins with.
func empty(w *workbook.Workbook) { *w = workbook.Workbook{ID: "W", Profile: w.Profile} }

// ruleTests has each lesson's rules from a test file of its own.
var ruleTests = slices.Concat(returnRuleTests, needRuleTests, askRuleTests, offerRuleTests)

func found(s Severity, l workbook.Lesson, record workbook.Key, field, text, do string) []Finding {
	return []Finding{{Severity: s, Lesson: l, Record: record, Field: field, Text: text, Do: do}}
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

func covers(a value.Answer) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Offers[0].Covers = map[workbook.ID]value.Answer{"R1": a} }
}

// officeDays asks for less of something: four days in the office today.
func officeDays(minimum, target, opening string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Returns[0].Name, w.Returns[0].Kind, w.Returns[0].Need.Threshold = "Office days", workbook.KindPlace, value.Bound{Amount: valuetest.Amount("3 days"), AtMost: true}
		w.Asks[0].Today, w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = valuetest.Amount("4 days"), valuetest.Amount(minimum), valuetest.Amount(target), valuetest.Amount(opening)
	}
}

// percents asks for pay as a rise on today's.
func percents(minimum, target, opening string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = valuetest.Amount(minimum), valuetest.Amount(target), valuetest.Amount(opening)
	}
}

func TestNothingToFind(t *testing.T) {
	if got := Findings(workbooktest.Full(), valuetest.Day(workbooktest.TodayISO)); got != nil {
		t.Errorf("a workbook that is done has findings:\n%s", cmp.Diff([]Finding(nil), got))
	}
}

func TestRules(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	for _, tt := range ruleTests {
		t.Run(tt.rule, func(t *testing.T) {
			quiet := workbooktest.Full()
			tt.quiet(&quiet)
			if got := only(tt.rule, Findings(quiet, today)); got != nil {
				t.Errorf("fires where it should not: %+v", got)
			}
			fires := workbooktest.Full()
			tt.fires(&fires)
			for i := range tt.want {
				tt.want[i].Rule, tt.want[i].Missing = tt.rule, slices.Contains(missing, tt.rule)
				if slices.Contains(shown, tt.rule) {
					tt.want[i].Also = []workbook.Lesson{workbook.LessonAsks}
				}
			}
			if diff := cmp.Diff(tt.want, only(tt.rule, Findings(fires, today))); diff != "" {
				t.Errorf("finding (-want +got):\n%s", diff)
			}
			records, err := fires.Records()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range Findings(fires, today) {
				checkFinding(t, records, f)
			}
		})
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

// missing are the rules that are no news to someone who is just giving the answers.
var missing = []string{
	"returns-few", "return-no-why", "return-no-kind", "return-no-name",
	"must-no-threshold", "musts-none",
	"ask-no-minimum", "asks-none", "ask-no-target", "ask-no-opening", "ask-no-words", "ask-no-reason", "ask-no-proof",
	"ask-exact-no-reason", "currency-none", "meeting-none", "figures-few", "figure-no-amount", "figure-no-source",
	"offer-no-take", "offer-no-deadline", "offer-no-employer", "fallback-no-plan",
}

// shown are the rules that lesson 3 shows though another lesson mends them.
var shown = []string{"must-uncovered", "must-unasked"}

func TestRuleTable(t *testing.T) {
	seen := map[string]bool{}
	for i, c := range chapters {
		if c.lesson.Number() != i+1 || !c.lesson.Built() {
			t.Errorf("%s is chapter %d", c.lesson, i+1)
		}
		for _, r := range c.rules {
			if seen[r.id] {
				t.Errorf("two rules have the id %s", r.id)
			}
			seen[r.id] = true
			if !slices.ContainsFunc(ruleTests, func(tt ruleTest) bool { return tt.rule == r.id }) {
				t.Errorf("rule %s has no test", r.id)
			}
			if r.missing != slices.Contains(missing, r.id) {
				t.Errorf("rule %s: missing is %v", r.id, r.missing)
			}
		}
	}
	for _, tt := range ruleTests {
		if !seen[tt.rule] {
			t.Errorf("the test of %s tests no rule", tt.rule)
		}
	}
	if Hints.String()+Warns.String()+Blocks.String() != "hintwarnsblocks" {
		t.Error("severities have other names")
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
		if !strings.HasSuffix(s, ".") || strings.ContainsAny(s, "!?\n\t") || strings.Contains(s, "..") || strings.Contains(s, "  ") || s != value.Clean(s) {
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
	if f.Field != "" && !slices.Contains(workbooktest.Fields[f.Record.Collection()], f.Field) {
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
		got := Findings(w, today)
		for _, l := range workbook.Lessons() {
			for _, s := range Insight(w, l, today) {
				if !strings.HasSuffix(s, ".") || strings.ContainsAny(s, "!?") || s != value.CleanLine(s) || s[0] >= 'a' && s[0] <= 'z' && !slices.ContainsFunc(w.Offers, func(o workbook.Offer) bool { return strings.HasPrefix(s, o.Employer) }) {
					t.Fatalf("%s: not a sentence: %q", l, s)
				}
			}
		}
		if after, err := json.Marshal(w); err != nil || string(after) != string(before) {
			t.Fatalf("the rules changed the workbook:\n%s\n%s", before, after)
		}
		if diff := cmp.Diff(got, Findings(w.Clone(), today)); diff != "" {
			t.Fatalf("the rules say two things of one workbook:\n%s", diff)
		}
		records, err := w.Records()
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range got {
			checkFinding(t, records, f)
			if i > 0 && (f.Severity > got[i-1].Severity || f.Severity == got[i-1].Severity && f.Lesson.Number() < got[i-1].Lesson.Number()) {
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
		for _, f := range only("must-uncovered", Findings(w, today)) {
			id := f.Record.ID()
			asked := w.Clone()
			asked.Asks = append(asked.Asks, workbook.Ask{ID: "A9", Return: id})
			offered := w.Clone()
			offered.Offers = append(offered.Offers, workbook.Offer{ID: "O9", Covers: map[workbook.ID]value.Answer{id: value.Yes}})
			nice := w.Clone()
			nice.Return(id).Need.Sort = workbook.Nice
			for way, w := range map[string]workbook.Workbook{"an ask": asked, "an offer": offered, "a nice-to-have": nice} {
				if slices.ContainsFunc(only("must-uncovered", Findings(w, today)), func(g Finding) bool { return g.Record == f.Record }) {
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
		for _, f := range Findings(w, today) {
			if seen[f.Record] {
				continue
			}
			seen[f.Record] = true
			c := w.Clone()
			id := f.Record.ID()
			switch f.Record.Collection() {
			case workbook.ReturnRecords:
				c.DeleteReturn(id)
			case workbook.AskRecords:
				c.DeleteAsk(id)
			case workbook.FigureRecords:
				c.DeleteFigure(id)
			case workbook.OfferRecords:
				c.DeleteOffer(id)
			default:
				continue
			}
			for _, g := range Findings(c, today) {
				if g.Record == f.Record {
					t.Fatalf("%s is deleted, and %s still points at it", f.Record, g.Rule)
				}
			}
		}
	})
}
