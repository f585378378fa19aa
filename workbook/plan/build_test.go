package plan_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"firstmile/content/example"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

func filled(t *testing.T) workbook.Workbook {
	t.Helper()
	w, err := example.Workbook(today, func() workbook.ID { return workbooktest.ID(1) })
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func asksOnly() workbook.Workbook {
	return workbook.Workbook{
		ID:      workbooktest.ID(1),
		Profile: workbook.Profile{Name: "Only asks", Meeting: today.AddDays(1)},
		Returns: []workbook.Return{
			{ID: workbooktest.ID(2), Name: "Base pay", Kind: workbook.KindPay},
			{ID: workbooktest.ID(3), Name: "Days at home", Kind: workbook.KindPlace},
		},
		Asks: []workbook.Ask{
			{ID: workbooktest.ID(4), Return: workbooktest.ID(2), Today: euro(80000), Minimum: euro(84000), Target: euro(88000), Opening: euro(92000),
				Say: workbook.SayRange, Term: "More base pay.\nFrom May."},
			{ID: workbooktest.ID(5), Return: workbooktest.ID(3), Opening: quantity(3, "days a week")},
		},
	}
}

func TestGolden(t *testing.T) {
	for name, w := range map[string]workbook.Workbook{"filled": filled(t), "empty": {ID: workbooktest.ID(1)}, "asks": asksOnly()} {
		for _, a := range plan.Audiences() {
			d := plan.Build(released(w), a, today)
			t.Run(name+"-"+string(a), func(t *testing.T) { golden.RequireEqual(t, plan.Markdown(d)) })
			if name == "filled" {
				t.Run(name+"-"+string(a)+"-html", func(t *testing.T) { golden.RequireEqual(t, plan.HTML(d)) })
			}
		}
	}
}

func section(t *testing.T, d plan.Document, id string) plan.Section {
	t.Helper()
	for _, s := range d.Sections {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("there is no section %q", id)
	return plan.Section{}
}

// written gives one section as Markdown.
func written(t *testing.T, w workbook.Workbook, a plan.Audience, id string) string {
	t.Helper()
	if a == plan.Manager {
		w = released(w)
	}
	return plan.Markdown(plan.Document{Sections: []plan.Section{section(t, plan.Build(w, a, today), id)}})
}

func TestSections(t *testing.T) {
	want := []string{"card", "bag", "gaps", "returns", "walkaway", "asks", "market", "alternatives", "deals", "timeline", "kpis", "extramile", "objections", "ladder", "noes", "emails"}
	for _, a := range []plan.Audience{plan.Mine, plan.Coach} {
		for name, w := range map[string]workbook.Workbook{"filled": filled(t), "empty": {}} {
			var got []string
			d := plan.Build(w, a, today)
			for _, s := range d.Sections {
				got = append(got, s.ID)
				if len(s.Blocks) == 0 || s.Title == "" {
					t.Errorf("%s, %s: section %s is blank", a, name, s.ID)
				}
			}
			if name == "empty" {
				want := []plan.Block{plan.Note{Text: "Nothing yet on returns, walk-away line, asks with reasons, market figures, alternatives, deals, timeline, " +
					"KPI scorecard, extra-mile notes, objections, concession ladder, the three noes and e-mails."}}
				if last := d.Sections[len(d.Sections)-1]; !slices.Equal(got, []string{"gaps"}) || !reflect.DeepEqual(last.Blocks[len(last.Blocks)-1:], want) {
					t.Errorf("%s: %q, in the end %v", a, got, last.Blocks)
				}
				continue
			}
			if !slices.Equal(got, want) || d.Audience != a {
				t.Errorf("%s: sections %q", a, got)
			}
			if md := plan.Markdown(d); strings.Contains(md, plan.NotAnswered) || strings.Contains(md, "lesson") && a == plan.Mine && !strings.Contains(md, "Still open") {
				t.Errorf("%s: what is not answered stands in the plan:\n%s", a, md)
			}
		}
	}
	for _, id := range plan.Filled() {
		if !slices.Contains(append(want, "notes", "after"), id) { // the talk of the example is to come
			t.Errorf("what fills %q fills no section", id)
		}
	}
}

// TestManagerHearsOfNoOtherPlan: neither a section, a word nor a gap hints at
// what else there is.
func TestManagerHearsOfNoOtherPlan(t *testing.T) {
	elsewhere := asksOnly()
	elsewhere.Asks[0].Reason, elsewhere.Asks[1].Return = "I could live with 84k.", ""
	for name, w := range map[string]workbook.Workbook{"filled": filled(t), "empty": {}, "elsewhere": elsewhere} {
		for _, o := range plan.OwnTexts(w) {
			if o.Why == "" {
				w.Release(o.Where, o.Text)
			}
		}
		md := strings.ToLower(plan.Markdown(plan.Build(w, plan.Manager, today)))
		for _, word := range []string{"minimum", "must-have", "alternative", "offer", "walk", "private", "coach", "weight", "gap", "finding",
			"left out", "contoso", "fabrikam", "inflation", "compa", "days at home"} {
			if strings.Contains(md, word) {
				t.Errorf("%s: the manager reads %q:\n%s", name, word, md)
			}
		}
	}
}

// page is how many lines a page of paper has, with margins.
const page = 54

// TestCardIsOnePage, even where a file has more asks than the rule allows.
func TestCardIsOnePage(t *testing.T) {
	card := written(t, filled(t), plan.Mine, "card")
	if n := strings.Count(card, "\n"); n > page {
		t.Errorf("the card has %d lines:\n%s", n, card)
	}
	w := filled(t)
	for range 5 {
		w.Asks = append(w.Asks, w.Asks[0])
	}
	w.Asks[0].Proofs = append(w.Asks[0].Proofs, workbooktest.Proofs("a fourth proof")...)
	w.Asks[1].Proofs = workbooktest.Proofs("of the second ask")
	card = written(t, w, plan.Mine, "card")
	if n := strings.Count(card, "\n"); n > page || !strings.Contains(card, "Five asks more under “Asks with reasons”") {
		t.Errorf("the card has %d lines:\n%s", n, card)
	}
	if strings.Count(card, "**Proof:**") != 2 || !strings.Contains(card, "of the second ask") || strings.Contains(card, "contract was not renewed") {
		t.Errorf("not each ask has one proof of its own:\n%s", card)
	}
	w.Asks[1].Proofs = workbooktest.Proofs(" ", w.Asks[0].Proofs[0].Text, "and one more")
	card = written(t, w, plan.Mine, "card")
	if strings.Count(card, w.Asks[0].Proofs[0].Text) != 1 || !strings.Contains(card, "**Proof:** and one more") {
		t.Errorf("a proof stands twice, or a blank one takes a place:\n%s", card)
	}
	for i := range w.Asks { // what is long is told further down
		w.Asks[i].Reason = strings.Repeat("The planning I took over used to be bought from outside. ", 20)
		w.Asks[i].Proofs = workbooktest.Proofs(strings.Repeat("Errors fell. ", 50)+fmt.Sprint(i), strings.Repeat("Nobody left. ", 50)+fmt.Sprint(i))
	}
	w.Review = workbook.Review{Budget: today.AddDays(50), Decider: "Imre in finance", Away: "until the 5th of March"}
	card = written(t, w, plan.Mine, "card")
	if n := strings.Count(ansi.Wordwrap(card, 76, ""), "\n"); n > page || !strings.Contains(card, " took over …\n") || strings.Count(written(t, w, plan.Mine, "asks"), "bought from outside") < 40 {
		t.Errorf("the card has %d lines:\n%s", n, card)
	}
	w.Asks[0].Term = "I would like at least €88k."
	card = written(t, w, plan.Mine, "card")
	if !strings.Contains(card, "✗ These words give away the least you would take.") {
		t.Errorf("the words say the minimum:\n%s", card)
	}
	card = strings.ReplaceAll(card, "€88k", "")
	if strings.Contains(card, "88,000") {
		t.Errorf("the card bears the minimum:\n%s", card)
	}
}

// TestWeakAlternativeStaysOut: one that is only spoken of, and one that runs out
// before the meeting. What follows from all must-haves is not told to who does not
// see them all.
func TestWeakAlternativeStaysOut(t *testing.T) {
	w := filled(t)
	const way = "- **Way out:** Contoso (example), in writing, until 20 Mar; €98,500 a year in all\n"
	if bag := written(t, w, plan.Mine, "bag"); !strings.Contains(bag, way) {
		t.Error(bag)
	}
	for name, weaken := range map[string]func(*workbook.Workbook){
		"verbal":   func(w *workbook.Workbook) { w.Offers[0].Status = workbook.Verbal },
		"early":    func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting.AddDays(-1) },
		"no taker": func(w *workbook.Workbook) { w.Offers[0].Take = value.No },
	} {
		weak := w.Clone()
		weaken(&weak)
		if bag := written(t, weak, plan.Mine, "bag"); strings.Contains(bag, "Way out") {
			t.Errorf("%s: %s", name, bag)
		}
	}
	for i := range w.Returns {
		w.Returns[i].Private = w.Returns[i].Name == "Weekends without calls"
	}
	if md := plan.Markdown(plan.Build(w, plan.Coach, today)); strings.Contains(md, "Way out") || strings.Contains(md, "your way out") ||
		!strings.Contains(md, "Something is kept private") {
		t.Errorf("a verdict is made from what the coach does not see:\n%s", md)
	}
	w = filled(t)
	for i := range w.Returns {
		w.Returns[i].Need.Met = value.Yes
	}
	w.Job.Base = valuetest.Amount("90000 EUR")
	if bag := written(t, w, plan.Mine, "bag"); !strings.Contains(bag, "- **Staying:** meets all three of your must-haves\n") {
		t.Error(bag)
	}
}

// TestMeetingDay: the plan is read on another day than it is written, so it
// counts no days.
func TestMeetingDay(t *testing.T) {
	for _, c := range []struct {
		day  value.Date
		want string
	}{
		{today, "30 Jan 2027"},
		{today.AddDays(1), "31 Jan 2027"},
		{today.AddDays(41), "12 Mar 2027"},
		{today.AddDays(-1), "29 Jan 2027"},
		{value.UnreadDate("soon"), "soon"},
	} {
		w := workbook.Workbook{Profile: workbook.Profile{Meeting: c.day}}
		if card := written(t, w, plan.Mine, "card"); !strings.Contains(card, "- **When:** "+c.want+"\n") {
			t.Errorf("%v: %s", c.want, card)
		}
	}
}

// TestPlanIsWhole: nothing that a person typed is missing from their own plan, but
// for what is not asked as the answers stand.
func TestPlanIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.OneOf(workbooktest.Any(), workbooktest.Small()).Draw(t, "w") // in the second, links may point nowhere
		all := texts(plan.Build(w, plan.Mine, today))
		has := func(what, s string) {
			if !strings.Contains(all, plain(s)) {
				t.Fatalf("%s %q is not in the plan", what, s)
			}
		}
		findings := advice.Of(w, today).Findings()
		w = w.Settled() // which is what a plan shows
		for _, text := range workbook.Schema.Texts(&w) {
			f, rec := workbook.Schema.Field(text.Record.Collection(), text.Field), workbook.Schema.Record(&w, text.Record)
			d, is := f.At(rec).(*value.Date)
			switch {
			case !f.Asked(&w, rec):
			case slices.Contains([]string{"job.inflation", "job.hours", "job.days"}, text.Label): // of which it has what it makes of pay
			case is && d.OK():
				has(text.Label, d.Short(today)) // with which the whole date begins
			default:
				typed := text.Text
				if n, is := f.At(rec).(*value.Amount); is { // as it was typed, where that is how it is told
					y := w.WorkYear()
					if o, is := rec.(*workbook.Offer); is {
						y = w.YearOf(*o)
					}
					typed = n.AsTyped(y).String()
				}
				if deal, is := rec.(*workbook.Deal); is && slices.Contains([]string{"today", "target"}, text.Field) { // a bare one counts what the other does
					now, target := deal.Numbers()
					typed = map[string]string{"today": now.Number(), "target": target.String()}[text.Field]
				}
				if typed == text.Text || !strings.Contains(all, plain(typed)) {
					has(text.Label, text.Text)
				}
			}
		}
		for _, a := range w.Asks {
			has("today", w.AskToday(a).String())
		}
		for _, f := range w.Figures {
			has("kind", string(f.Kind))
		}
		for _, o := range w.Offers {
			has("status", string(o.Status))
		}
		for _, l := range advice.Digest(findings) {
			has("finding", plan.OffPage(l.Text))
			has("finding", plan.OffPage(l.Do))
		}
	})
}

// TestCoachSeesNothingPrivate: changing what is private changes not a byte of
// the coach's plan, and so does taking it out, but for returns: that there is one
// keeps the plan from saying which offer would do.
func TestCoachSeesNothingPrivate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		other := workbooktest.Any().Draw(t, "other")
		bare := w.Clone()
		changed := w.Clone()
		for i, r := range w.Returns {
			if !r.Private {
				continue
			}
			if i < len(other.Returns) {
				id := r.ID
				changed.Returns[i] = other.Returns[i]
				changed.Returns[i].ID, changed.Returns[i].Private = id, true
			}
			for k := range changed.Offers {
				changed.Offers[k].Cover(r.ID, value.Yes)
			}
		}
		hidden := private(w)
		for k := range hidden {
			if k.Collection() != workbook.ReturnRecords && hidden[k] {
				bare.Delete(k)
			}
		}
		for i, a := range w.Asks {
			r := w.Return(a.Return)
			if !a.Private && (r == nil || !r.Private) {
				continue
			}
			changed.Asks[i].Term, changed.Asks[i].Minimum, changed.Asks[i].Target = "secret", euro(1), euro(2)
		}
		for i, f := range w.Figures {
			if f.Private {
				changed.Figures[i].Source, changed.Figures[i].Middle = "secret", euro(3)
			}
		}
		for i, o := range w.Offers {
			if o.Private {
				changed.Offers[i].Employer, changed.Offers[i].Base = "secret", euro(4)
			}
		}
		read := func(w workbook.Workbook) string { return plan.Markdown(plan.Unmarked(w, today)) }
		md := read(w)
		if got := read(bare); got != md {
			t.Fatalf("what is private leaves a trace:\n%s\n---\n%s", md, got)
		}
		if got := read(changed); got != md {
			t.Fatalf("what is private shows:\n%s\n---\n%s", md, got)
		}
	})
}

// private lists what a coach may not read: what is marked, and what links to it. It is
// true of those that are hidden for another reason than a private return, which stays
// where it is: that there is one is told.
func private(w workbook.Workbook) map[workbook.Key]bool {
	out := map[workbook.Key]bool{}
	var hide func(k workbook.Key, bare bool)
	hide = func(k workbook.Key, bare bool) {
		if was, seen := out[k]; seen && (was || !bare) {
			return
		}
		out[k] = bare
		for _, d := range workbook.Schema.Dependents(&w, k) {
			if d.Field.Kind == schema.RefKind {
				hide(d.Record, bare)
			}
		}
	}
	for _, c := range workbook.Schema.Collections {
		if f := c.Field("private"); f != nil {
			for id, rec := range c.Each(&w) {
				if *f.At(rec).(*bool) {
					hide(workbook.RecordKey(c.Name, id), c.Name != workbook.ReturnRecords)
				}
			}
		}
	}
	return out
}

func TestAskNumbers(t *testing.T) {
	w := filled(t)
	w.Asks[0].Say = workbook.SayRange
	got := written(t, w, plan.Mine, "asks")
	for _, want := range []string{
		"**Today:** €82,000", "**Minimum:** €88,000", "**Target:** €92,000", "**Opening:** €96,000",
		"**Said as:** €92,000 to €96,000, a range that starts at the target (Ames & Mason 2015)",
		"**Rise to the target:** +12.2%", "**Rise after inflation:** +9.5%, at the 2.5% a year",
		"**Compa-ratio:** 0.98 of €94,000, the middle of three market figures", "(Malhotra)", "**Said as:** words alone, no number",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the asks lack %q:\n%s", want, got)
		}
	}
	if strings.Count(got, "**Minimum:**") != 1 {
		t.Errorf("an ask in words is asked for a minimum:\n%s", got)
	}
	if got := written(t, w, plan.Manager, "asks"); !strings.Contains(got, "**In numbers:** €92,000 to €96,000, base pay") ||
		!strings.Contains(got, "**Rise:** +12.2% to +17.1%") {
		t.Error(got)
	}
	w.Asks[0].Opening = w.Asks[0].Target
	if got := written(t, w, plan.Manager, "asks"); !strings.Contains(got, "**In numbers:** €92,000, base pay") {
		t.Error(got)
	}
	// A percentage is a rise on today's pay.
	w.Asks[0].Target, w.Asks[0].Basis = quantity(10, "%"), workbook.TotalBasis
	if got := written(t, w, plan.Mine, "asks"); !strings.Contains(got, "**Rise to the target:** +10%") || !strings.Contains(got, "**Basis:** total pay") {
		t.Error(got)
	}
	w.Asks[0].Target = euro(80000)
	w.Asks[0].Basis = workbook.BaseBasis
	if got := written(t, w, plan.Mine, "asks"); !strings.Contains(got, "**Rise to the target:** −2.4%") {
		t.Error(got)
	}
	w.Asks[0].Target = euro(82000)
	if got := written(t, w, plan.Mine, "asks"); !strings.Contains(got, "**Rise to the target:** 0%") {
		t.Error(got)
	}
	w.Asks[0].Return = workbooktest.ID(77)
	if got := written(t, w, plan.Mine, "asks"); !strings.Contains(got, "About a return that is gone") {
		t.Error(got)
	}
}

func TestAlternativesTable(t *testing.T) {
	w := filled(t)
	w.Offers[1].Deadline = today.AddDays(-1)
	w.Offers[0].SignOn = quantity(5, "USD")
	got := written(t, w, plan.Mine, "alternatives")
	for _, want := range []string{
		"| First year | In all a year |\n", "| Staying | – | no | no | yes | – | €87,600 | €87,600 |\n",
		"| Contoso (example) | written | yes | yes | yes | yes | €98,500 and more | €98,500 |\n",
		"| Fabrikam (example) | verbal, has run out | yes | don't know | yes | yes |",
		"Not counted, because blank: the bonus of Fabrikam (example).", "None of this says that leaving is safe.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the matrix lacks %q:\n%s", want, got)
		}
	}
	w.Offers[0].SignOn, w.Offers[1].Cost = value.Amount{}, euro(600)
	if got := written(t, w, plan.Mine, "alternatives"); !strings.Contains(got, "| In all a year | After its costs |\n") || !strings.Contains(got, "€94,600 | €94,000 |\n") {
		t.Error(got)
	}
	w.Offers = nil
	if got := written(t, w, plan.Mine, "alternatives"); strings.Contains(got, "openly") || strings.Contains(got, "In all a year") || !strings.Contains(got, "| Staying | Operations analyst | €82,000 | €2,000 |") {
		t.Error(got)
	}
}

// TestMixedFigures: base and total are shown together and told apart.
func TestMixedFigures(t *testing.T) {
	w := filled(t)
	if got := written(t, w, plan.Manager, "market"); strings.Contains(got, "not to be compared") {
		t.Error(got)
	}
	w.Figures[1].Basis, w.Figures[2].Private = workbook.TotalBasis, true
	got := written(t, w, plan.Manager, "market")
	if strings.Count(got, "Base pay and total pay are not to be compared") != 1 || strings.Contains(got, "retailer") {
		t.Error(got)
	}
	got = written(t, w, plan.Mine, "market")
	if !strings.Contains(got, "**Middle, base pay:** €92,000, of two figures") || !strings.Contains(got, "**Middle, total pay:** €97,000, of one figure\n") {
		t.Error(got)
	}
	w.Figures = nil
	for _, s := range plan.Build(released(w), plan.Manager, today).Sections {
		if s.ID == "market" {
			t.Error("the manager reads of market figures that there are none")
		}
	}
}

func TestGaps(t *testing.T) {
	w := filled(t)
	w.Asks[0].Minimum = value.Amount{}
	got := written(t, w, plan.Mine, "gaps")
	at := -1
	for _, want := range []string{"- ✗ Your ask for “Base pay” has no minimum.", "- !", "- ·", "Fabrikam"} {
		i := strings.Index(got, want)
		if i <= at {
			t.Errorf("%q is not where it belongs:\n%s", want, got)
		}
		at = i
	}
	for _, s := range plan.Build(workbooktest.Full(), plan.Mine, valuetest.Day(workbooktest.TodayISO)).Sections {
		if s.ID == "gaps" {
			t.Errorf("nothing is open, and the plan says so: %v", s)
		}
	}
}

// The manager's file bears no name that the manager's copy goes without, and
// none that tells of other copies.
func TestFileName(t *testing.T) {
	w := workbook.Workbook{ID: workbooktest.ID(1), Profile: workbook.Profile{Name: "Raise, or leave for Contoso"}}
	w.Offers = []workbook.Offer{{ID: workbooktest.ID(1), Employer: "Contoso"}}
	for who, want := range map[plan.Audience]string{
		plan.Mine: "raise-or-leave-for-contoso-plan-mine.md", plan.Coach: "raise-or-leave-for-contoso-plan-coach.md",
		plan.Manager: "a-conversation-about-my-work-000001-our-talk.md",
	} {
		if got := plan.FileName(plan.Build(w, who, today), plan.AsMarkdown); got != want {
			t.Errorf("for %s %q, want %q", who, got, want)
		}
	}
	// Two clients are told apart, in any script.
	names := map[string]bool{}
	for i, of := range []workbook.Profile{{Name: "昇給の相談"}, {Name: "昇進の相談"}, {Name: "昇給の相談", Person: "山田"}, {Name: "💰"}, {Name: "🏠"}, {Name: "A raise", Person: "Dana"}, {Name: "A raise", Person: "Kim"}} {
		got := plan.FileName(plan.Build(workbook.Workbook{ID: workbooktest.ID(i), Profile: of}, plan.Mine, today), plan.AsMarkdown)
		if names[got] {
			t.Errorf("two clients' files are called %q", got)
		}
		names[got] = true
	}
	w.Profile.Name = "A raise"
	if got := plan.FileName(plan.Build(released(w), plan.Manager, today), plan.AsMarkdown); got != "a-raise-our-talk.md" {
		t.Errorf("%q", got)
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"A raise at Northwind":         "a-raise-at-northwind",
		"  Größe & Émile's “Plan”  ":   "grosse-emiles-plan",
		"Łódź Ærø Ørsted":              "lodz-aero-orsted",
		"":                             "workbook",
		"日本語":                          "日本語",
		"昇給の相談 山田":                     "昇給の相談-山田",
		"Повышение в июне":             "повышение-в-июне",
		"💰💰":                           "workbook",
		"../../etc/passwd":             "etc-passwd",
		"CON":                          "con-workbook",
		"com1":                         "com1-workbook",
		"LPT9":                         "lpt9-workbook",
		"com12":                        "com12",
		"nul.txt":                      "nul-txt",
		"---a---":                      "a",
		strings.Repeat("a", 200):       strings.Repeat("a", 60),
		strings.Repeat("abcdefg ", 20): "abcdefg-abcdefg-abcdefg-abcdefg-abcdefg-abcdefg-abcdefg",
		"ＦＵＬＬ　ｗｉｄｔｈ":                   "full-width",
	} {
		if got := plan.Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := plan.Slug(rapid.String().Draw(t, "name"))
		ok := s != "" && utf8.RuneCountInString(s) <= 69 && len(s) < 250 && !strings.HasPrefix(s, "-") && !strings.HasSuffix(s, "-") && !strings.Contains(s, "--")
		for _, r := range s {
			ok = ok && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '-')
		}
		if !ok {
			t.Fatalf("%q", s)
		}
	})
}

// Who decides the money is named as that where no day is known.
func TestTheCardNamesWhoDecides(t *testing.T) {
	w := filled(t)
	w.Review.Budget, w.Review.Decider = value.Date{}, "Dana"
	if got := written(t, w, plan.Mine, "card"); !strings.Contains(got, "**Who decides:** Dana") || strings.Contains(got, "Money is set") {
		t.Errorf("the card says\n%s", got)
	}
}

// A share of base in today's number is told as it was typed and as the money that it comes to.
func TestTodayAsAShare(t *testing.T) {
	w := workbook.Workbook{Job: workbook.Job{Pay: workbook.Pay{Base: euro(82000)}}, Returns: []workbook.Return{{ID: "R1", Name: "Bonus", Kind: workbook.KindBonus}},
		Asks: []workbook.Ask{{ID: "A1", Return: "R1", Today: valuetest.Amount("10 %"), Opening: euro(9000)}}}
	if card := texts(plan.Build(w, plan.Mine, today)); !strings.Contains(card, "10%, €8,200") {
		t.Error(card)
	}
}
