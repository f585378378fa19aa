package advice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonFirstMile,
		rules: []rule{
			{id: "kpi-missed-proof", severity: Blocks, leads: true, also: []workbook.Lesson{workbook.LessonAsks}, check: eachKPI(kpiMissedProof)},
			{id: "kpi-missed", severity: Warns, leads: true, check: eachKPI(kpiMissed)},
			{id: "kpi-missed-extra", severity: Warns, under: "kpi-missed", also: []workbook.Lesson{workbook.LessonTrust}, check: eachKPI(kpiMissedExtra)},
			{id: "kpi-units-differ", severity: Warns, check: eachKPI(kpiUnitsDiffer)},
			{id: "kpi-none", severity: Warns, missing: true, check: kpiNone},
			{id: "kpi-no-name", severity: Warns, missing: true, check: eachKPI(kpiNoName)},
			{id: "kpi-no-target", severity: Warns, missing: true, check: eachKPI(kpiNoTarget)},
			{id: "kpi-no-actual", severity: Warns, missing: true, check: eachKPI(kpiNoActual)},
			{id: "kpi-no-agreement", severity: Warns, missing: true, check: eachKPI(kpiNoAgreement)},
			{id: "kpi-unconfirmed", severity: Hints, check: eachKPI(kpiUnconfirmed)},
			{id: "kpi-old", severity: Hints, check: eachKPI(kpiOld)},
		},
		insight: insightFirstMile,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			hit, missed, unknown := w.Scorecard()
			switch {
			case w.WithoutKPI():
				return true, true, "none set"
			case len(missed) > 0:
				count = fmt.Sprint(len(missed), " missed")
			case len(unknown) > 0:
				count = fmt.Sprint(len(unknown), " open")
			default:
				count = fmt.Sprint(len(hit), " hit")
			}
			return len(w.KPIs) > 0, len(w.KPIs) > 0 && len(unknown) == 0, count
		},
	})
}

func eachKPI(look func(w *dated, k workbook.KPI) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.KPIRecords, w.KPIs, func(k *workbook.KPI) (workbook.ID, *Finding) { return k.ID, look(w, *k) })
	}
}

// target is what sentences call a target; it begins small where it has no name.
func target(k workbook.KPI) string { return called(k.What, noTarget) }

// job is target without the quotes, as what is told back names it.
func job(k *workbook.KPI) string {
	if s := endless(value.Shorten(value.CleanLine(k.What), value.MaxQuote)); s != "" {
		return s
	}
	return noTarget
}

// claim is the statement that a target is, in quotes.
func claim(k *workbook.KPI) string { return called(endless(k.Target.Statement), "") }

// endless is a text as it stands inside a sentence.
func endless(s string) string { return strings.TrimRight(value.CleanLine(s), ". ") }

const noTarget = "a target without a name"

func kpiNone(w *dated) []Finding {
	if len(w.KPIs) > 0 || w.WithoutKPI() {
		return nil
	}
	return one(Finding{Record: w.at(workbook.FirstMileRecords), Field: "nokpi", Text: "You have no target to show.",
		Do: "Write the one your manager would name, or say that there is none."})
}

// bare tells a target of which nothing is answered; what it lacks waits for its name.
func bare(k workbook.KPI) bool { return k == workbook.KPI{ID: k.ID, Private: k.Private} }

func kpiNoName(_ *dated, k workbook.KPI) *Finding {
	if !bare(k) {
		return nil
	}
	return &Finding{Field: "what", Text: "A target has no name yet.", Do: "Name it, or delete it."}
}

func kpiNoTarget(_ *dated, k workbook.KPI) *Finding {
	if !k.Target.IsZero() || bare(k) {
		return nil
	}
	return &Finding{Field: "target", Text: value.Sentence(target(k)) + " has no target.", Do: "Look it up, with its source."}
}

func kpiNoActual(_ *dated, k workbook.KPI) *Finding {
	if !resultBlank(&k) || bare(k) {
		return nil
	}
	return &Finding{Field: resultField(k), Text: value.Sentence(target(k)) + " has no result.", Do: "Look it up, with its source."}
}

// resultField is the field that a target's result stands in.
func resultField(k workbook.KPI) string {
	if k.Target.Statement != "" {
		return "met"
	}
	return "actual"
}

// resultBlank tells a result that is still to be looked up.
func resultBlank(k *workbook.KPI) bool {
	return k.Result() == workbook.KPIUnknown && (k.Target.Statement != "" || k.Actual.IsZero())
}

// resultUnlike tells one that is there in another unit than its target.
func resultUnlike(k *workbook.KPI) bool {
	return k.Result() == workbook.KPIUnknown && k.Target.Amount.OK() && !k.Actual.IsZero() && k.Actual.Unread() == ""
}

// kpiUnitsDiffer says why a result is not known though both numbers are there.
func kpiUnitsDiffer(_ *dated, k workbook.KPI) *Finding {
	if !resultUnlike(&k) {
		return nil
	}
	return &Finding{Field: "actual", Text: fmt.Sprintf("The target and the result of %s are not in one unit: %s and %s.", target(k), k.Target, plain(k.Actual)),
		Do: "Write both in the same unit; until then the result is not known."}
}

// plain is an amount inside a sentence, where one in words is quoted.
func plain(a value.Amount) string {
	if words := a.InWords(); words != "" {
		return called(words, "")
	}
	return a.String()
}

func kpiNoAgreement(_ *dated, k workbook.KPI) *Finding {
	if k.Agreed != "" || bare(k) {
		return nil
	}
	return &Finding{Field: "agreed", Text: "Nobody agreed to " + target(k) + ".", Do: "Ask for ten minutes to settle it."}
}

func kpiUnconfirmed(_ *dated, k workbook.KPI) *Finding {
	if k.Result() == workbook.KPIUnknown || k.Confirmed == value.Yes {
		return nil
	}
	if k.Confirmed == value.No {
		return &Finding{Field: "confirmed", Text: "They count " + target(k) + " otherwise than you do.", Do: "Lay both counts side by side before the talk."}
	}
	return &Finding{Field: "confirmed", Text: "Only you have counted " + target(k) + ".", Do: "Send the number and ask whether it is theirs."}
}

func kpiMissed(w *dated, k workbook.KPI) *Finding {
	if k.Result() != workbook.KPIMissed {
		return nil
	}
	fill, do := "by", "Deliver it first; else give a day."
	if k.OnTargetBy(w.today).OK() {
		fill, do = resultField(k), "Say it first and once, then go on."
	}
	text := value.Sentence(target(k)) + " is missed: " + claim(&k) + "."
	if actual, against := k.Stands(); actual != "" {
		text = fmt.Sprintf("%s is at %s against %s.", value.Sentence(target(k)), actual, against)
	}
	return &Finding{Field: fill, Text: text, Do: do}
}

func kpiMissedExtra(w *dated, k workbook.KPI) *Finding {
	if k.Result() != workbook.KPIMissed || len(w.Gate(w.today).Extras) == 0 {
		return nil
	}
	return &Finding{Field: resultField(k), Text: "You list extra work while " + target(k) + " is missed.", Do: "Put it off the card until the target is met."}
}

// kpiMissedProof: extra work in the place of the job is the mistake that the lesson is
// about. An ask that a target shows, which was hit, is proved by the job.
func kpiMissedProof(w *dated, k workbook.KPI) *Finding {
	if k.Result() != workbook.KPIMissed {
		return nil
	}
	var asks []string
	for _, a := range w.Asks {
		extra := slices.ContainsFunc(a.Extras, func(id workbook.ID) bool { return w.Extra(id) != nil })
		job := slices.ContainsFunc(a.KPIs, func(id workbook.ID) bool { k := w.KPI(id); return k != nil && k.Result() == workbook.KPIHit })
		if extra && !job {
			asks = append(asks, askName(w, a))
		}
	}
	if len(asks) == 0 {
		return nil
	}
	is := "ask for " + asks[0] + " is"
	if len(asks) > 1 {
		is = "asks for " + value.List(asks) + " are"
	}
	return &Finding{Field: resultField(k), Text: fmt.Sprintf("Your %s proved by extra work while %s is missed.", is, target(k)),
		Do: "Prove it with the job itself, or wait."}
}

// stale is how many days old a reading may be (ours).
const stale = 100

func kpiOld(w *dated, k workbook.KPI) *Finding {
	if k.AsOf.DaysTo(w.today) <= stale {
		return nil
	}
	return &Finding{Field: "asof", Text: value.Sentence(target(k)) + " was last read on " + k.AsOf.Short(w.today) + ".", Do: "Read it again."}
}

// insightFirstMile tells the state of the gate.
func insightFirstMile(w *dated) []string {
	g := w.Gate(w.today)
	switch g.State {
	case workbook.GateEmpty:
		return []string{"Write down the one thing your manager would name if asked how you are doing."}
	case workbook.GateNoTarget:
		return []string{"Nobody has set you a target.", "Propose one; it is half of a deal already (lesson 5)."}
	case workbook.GateUnknown:
		return []string{unknown(g.Unknown)}
	case workbook.GateOpen:
		return []string{"You hit " + hits(len(g.Hit)) + ", and they agree: you stand on the first mile.", "“" + FirstMileWords(g) + "”"}
	case workbook.GateOwnCount:
		return []string{"You hit " + hits(len(g.Hit)) + " by your own count; let " + cmp.Or(w.Profile.Across(), "your manager") + " say so before the talk."}
	case workbook.GateMissed:
		return []string{stand(w, g.Missed) + ".", "Deliver that first, or say when you will."}
	case workbook.GateDated:
		return []string{stand(w, g.Missed) + ".", "Say it first and once, then go on."}
	case workbook.GateBypassed:
		is := "is"
		if len(g.Missed) > 1 {
			is = "are"
		}
		work := "one piece of extra work is"
		if n := len(g.Extras); n > 1 {
			work = value.Spell(n) + " pieces of extra work are"
		}
		return []string{fmt.Sprintf("%s %s missed while %s listed.", value.Sentence(jobs(g.Missed)), is, work),
			"To whoever pays for the target, the extra looks like a way around it."}
	}
	if len(w.KPIs) == 1 {
		return []string{"Nobody agreed to this target; so far it is your own view of your job."}
	}
	return []string{"Nobody agreed to these targets; so far they are your own view of your job."}
}

// unknown tells what to do about results that are not known: those that are blank come first.
func unknown(all []*workbook.KPI) string {
	blank, unlike := picked(all, resultBlank), picked(all, resultUnlike)
	switch n := len(unlike); {
	case len(blank) > 0:
		return fmt.Sprintf("Look up %s before you speak of more: %s.", value.Count(len(blank), "result"), jobs(blank))
	case n == 1:
		return "One result is in another unit than its target: " + jobs(unlike) + "."
	case n > 1:
		return fmt.Sprintf("%s results are in another unit than their targets: %s.", value.Sentence(value.Spell(n)), jobs(unlike))
	case len(all) == 1:
		return "One result is not known yet: " + jobs(all) + "."
	}
	return fmt.Sprintf("%s results are not known yet: %s.", value.Sentence(value.Spell(len(all))), jobs(all))
}

// picked are those of which something is true.
func picked(all []*workbook.KPI, is func(*workbook.KPI) bool) []*workbook.KPI {
	return slices.DeleteFunc(slices.Clone(all), func(k *workbook.KPI) bool { return !is(k) })
}

func hits(n int) string {
	switch n {
	case 1:
		return "your one target"
	case 2:
		return "both"
	}
	return "all " + value.Spell(n)
}

func jobs(all []*workbook.KPI) string {
	var names []string
	for _, k := range all {
		names = append(names, job(k))
	}
	return value.List(names)
}

// stand tells how what is missed stands, each with the day by which it is on target; what
// has none comes first.
func stand(w *dated, missed []*workbook.KPI) string {
	var open, dated []string
	for _, k := range missed {
		is := " is missed"
		actual, against := k.Stands()
		if actual != "" {
			is = " is at " + actual
		}
		switch by := k.OnTargetBy(w.today); {
		case by.OK():
			dated = append(dated, job(k)+is+", on target by "+by.Short(w.today))
		case actual != "":
			open = append(open, job(k)+is+" against "+against)
		default:
			open = append(open, job(k)+is+": "+claim(k))
		}
	}
	all := append(open, dated...)
	if n := len(all) - 1; n > 0 {
		return value.Sentence(strings.Join(all[:n], ", ") + ", and " + all[n])
	}
	return value.Sentence(all[0])
}

// FirstMileWords is what one who stands on the first mile can say: the job, how it
// stands, and what came on top of it. It is said aloud, so it is a sentence throughout.
func FirstMileWords(g workbook.Gate) string {
	if len(g.Hit) == 0 {
		return ""
	}
	k := g.Hit[0]
	if i := slices.IndexFunc(g.Hit, func(k *workbook.KPI) bool { return endless(k.What) != "" }); i > 0 {
		k = g.Hit[i]
	}
	stands, done := "What you hired me for stands at ", "What you hired me for is done: "
	if what := k.Inside(); what != "" {
		stands, done = "You hired me for "+what+": it stands at ", "You hired me for "+what+", and it is done: "
	}
	actual, against := k.Stands()
	s := done + endless(strings.Trim(against, "\"“”"))
	if !workbook.IsSentence(against) { // "by December" is no result
		s = strings.Replace(strings.TrimSuffix(done, ": "), ", and it", ": it", 1)
	}
	if actual != "" {
		s = stands + actual + " against " + against
	}
	if i := slices.IndexFunc(g.Extras, func(e *workbook.Extra) bool { return endless(e.What) != "" }); i >= 0 {
		s += ", and on top of it" + asDone(endless(g.Extras[i].What))
	}
	return s + ". I would like to talk about what comes next."
}

// asDone goes on behind "on top of it" with a piece of work: as what I did, where it
// begins with what was done, else as it was written.
func asDone(what string) string {
	first, rest, _ := strings.Cut(what, " ")
	switch verb := strings.ToLower(first); {
	case verb == "i":
		return " I " + rest
	case verb == "we":
		return " we " + rest
	case past(verb):
		return strings.TrimRight(" I "+verb+" "+rest, " ")
	}
	return ": " + workbook.MidSentence(what)
}
