package advice

import (
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Severity says how much a finding matters.
type Severity int

// A hint can wait, a warning weakens the conversation, a block means that the
// plan does not hold: `check` exits 1 on it.
const (
	Hints Severity = iota
	Warns
	Blocks
)

// String gives hint, warns or blocks.
func (s Severity) String() string {
	switch s {
	case Hints:
		return "hint"
	case Warns:
		return "warns"
	}
	return "blocks"
}

// Finding is one thing that the answers, checked against each other, show.
type Finding struct {
	Rule     string          // the id of the rule, "ask-no-minimum"
	Severity Severity        // how much it matters
	Lesson   workbook.Lesson // where it is mended
	Record   workbook.Key    // the record that it points to; "" for the lesson as a whole
	Field    string          // the field to fill or change, as in the record's JSON, a return's need included; may be ""
	Text     string          // one sentence: what is so
	Do       string          // one sentence: what to do about it
}

// About tells whether the finding belongs to what a lesson asks: an unmet
// must-have that no ask covers is as much lesson 3's as lesson 2's.
func (f Finding) About(l workbook.Lesson) bool {
	return f.Lesson == l || l == workbook.LessonAsks && (f.Rule == "must-uncovered" || f.Rule == "must-unasked")
}

// Missing tells whether the finding is about an answer that is not there yet,
// which is no news to someone who is just giving the answers. The ids of such
// rules, and of no others, have "-no-" in them or end in "-none" or "-few".
func (f Finding) Missing() bool {
	return strings.Contains(f.Rule, "-no-") || strings.HasSuffix(f.Rule, "-none") || strings.HasSuffix(f.Rule, "-few")
}

// Rule is one check across the workbook: a pure function that names what it
// found. A rule yields its findings with Record, Field, Text and Do; the rest
// is the rule's own.
type Rule struct {
	ID       string
	Severity Severity
	Lesson   workbook.Lesson
	Check    func(w workbook.Workbook, today value.Date) []Finding
}

var rules = slices.Concat(returnRules, needRules, askRules, offerRules)

// Rules is the one table of checks. The map, the lessons, the plan's open gaps
// and `check` all use it through Findings.
func Rules() []Rule { return slices.Clone(rules) }

// Findings runs every rule: what blocks comes first, then by lesson.
func Findings(w workbook.Workbook, today value.Date) []Finding {
	var out []Finding
	for _, r := range rules {
		for _, f := range r.Check(w, today) {
			f.Rule, f.Severity, f.Lesson = r.ID, r.Severity, r.Lesson
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		if a.Severity != b.Severity {
			return int(b.Severity) - int(a.Severity)
		}
		return a.Lesson.Number() - b.Lesson.Number()
	})
	return out
}

func one(f Finding) []Finding { return []Finding{f} }
