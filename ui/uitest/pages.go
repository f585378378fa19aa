//go:build unix

package uitest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/workbook"
	"firstmile/workbook/plan"
)

// A journey reads like what a person does: each page has a method for each thing
// that can be done on it, which waits for what a person would look for before
// going on. Texts come from the content, so that better words break no test.
//
// Every page has the whole Terminal, for what only one journey does.

// FirstRun is the one question that a new person is asked.
type FirstRun struct{ *Terminal }

// NewPerson waits for the first screen of an empty data folder.
func NewPerson(t *Terminal) FirstRun {
	t.tb.Helper()
	t.WaitFor("What are you preparing for?")
	return FirstRun{t}
}

// Name answers the question and goes on to lesson 1.
func (p FirstRun) Name(name string) Lesson {
	p.tb.Helper()
	p.Type(name)
	p.Keys("enter")
	return onLesson(p.Terminal, workbook.LessonReturns)
}

// Example makes the filled example instead.
func (p FirstRun) Example() Map {
	p.tb.Helper()
	p.Keys("tab")
	return OnMap(p.Terminal)
}

// Library is the list of workbooks.
type Library struct{ *Terminal }

// OnLibrary waits for the list.
func OnLibrary(t *Terminal) Library {
	t.tb.Helper()
	t.WaitFor("Preparing for", "n new")
	return Library{t}
}

// Open opens a workbook by its name.
func (l Library) Open(name string) {
	l.tb.Helper()
	l.walk(name, "g", "down", "down", "down", "down")
	l.Keys("enter")
	l.WaitGone("n new")
}

// New makes one more workbook.
func (l Library) New(name string) Lesson {
	l.tb.Helper()
	l.Keys("n")
	l.WaitFor("A new workbook")
	l.Type(name)
	l.Keys("enter")
	return onLesson(l.Terminal, workbook.LessonReturns)
}

// Map shows the nine lessons.
type Map struct{ *Terminal }

// OnMap waits for the map.
func OnMap(t *Terminal) Map {
	t.tb.Helper()
	t.Wait("the map", func(s string) bool { return lessonRow(4).MatchString(s) && lessonRow(5).MatchString(s) })
	return Map{t}
}

// lessonRow finds the row of a lesson on the map.
func lessonRow(n int) *regexp.Regexp {
	return regexp.MustCompile(fmt.Sprintf(`(?m)^ [▸ ] [ ✓·!✗] %d  `, n))
}

// Lesson opens a lesson by its number.
func (m Map) Lesson(l workbook.Lesson) Lesson {
	m.tb.Helper()
	m.Keys(fmt.Sprint(l.Number()))
	return onLesson(m.Terminal, l)
}

// ClickLesson opens a lesson by clicking on it: once to choose it, and once
// more unless it was chosen before.
func (m Map) ClickLesson(l workbook.Lesson) Lesson {
	m.tb.Helper()
	row := regexp.MustCompile(fmt.Sprintf(`(?m)^ ▸ [ ✓·!✗] %d  `, l.Number())) // chosen
	if !row.MatchString(m.Screen()) {
		m.clickRow(l)
		m.Wait(fmt.Sprintf("lesson %d to be chosen", l.Number()), row.MatchString)
	}
	m.clickRow(l)
	return onLesson(m.Terminal, l)
}

func (m Map) clickRow(l workbook.Lesson) {
	m.tb.Helper()
	row := lessonRow(l.Number())
	for y, line := range strings.Split(m.Screen(), "\n") {
		if row.MatchString(line) {
			m.Click(8, y)
			return
		}
	}
	m.tb.Fatalf("lesson %d is out of sight:\n%s", l.Number(), frameOf(m.Screen()))
}

// Plan shows the plan.
func (m Map) Plan() Plan {
	m.tb.Helper()
	m.Keys("p")
	return onPlan(m.Terminal)
}

// Library goes back to the list of workbooks.
func (m Map) Library() Library {
	m.tb.Helper()
	m.Keys("esc")
	return OnLibrary(m.Terminal)
}

// Quit leaves the program from the map.
func (m Map) Quit() {
	m.tb.Helper()
	m.Keys("q")
	if status := m.Exit(); status != 0 {
		m.tb.Fatalf("q ended the program with %d:\n%s", status, m.Screen())
	}
}

// Lesson is what all lessons have in common.
type Lesson struct {
	*Terminal
	ID workbook.Lesson
}

func onLesson(t *Terminal, l workbook.Lesson) Lesson {
	t.tb.Helper()
	OnLesson(t, l)
	return Lesson{t, l}
}

// OnLesson waits until a lesson is on screen. Its first line has whose
// it is, its number and its name, the short one where the terminal is narrow.
func OnLesson(t *Terminal, l workbook.Lesson) {
	t.tb.Helper()
	text := Pack().Lesson(l)
	t.Wait("lesson "+text.Title, func(screen string) bool {
		first, _, _ := strings.Cut(screen, "\n")
		_, rest, ok := strings.Cut(first, fmt.Sprintf("%d  ", l.Number()))
		return ok && (strings.HasPrefix(rest, text.Short[:min(8, len(text.Short))]) || strings.HasPrefix(rest, text.Title)) // a narrow terminal cuts it
	})
}

// Start folds the reading away. A lesson with answers has no reading open.
func (l Lesson) Start() Lesson {
	l.tb.Helper()
	l.WaitFor("enter start")
	l.Keys("enter")
	l.WaitGone("enter start")
	return l
}

// ClickStart scrolls through the reading to its end with the wheel, and clicks.
func (l Lesson) ClickStart() Lesson {
	l.tb.Helper()
	l.WaitFor("enter start")
	for !strings.Contains(l.Screen(), "▸ Start") {
		before := l.Screen()
		l.Wheel(1)
		l.Wait("the wheel to scroll", func(s string) bool { return s != before })
	}
	l.ClickOn("▸ Start")
	l.WaitGone("enter start")
	return l
}

// Map goes back to the map.
func (l Lesson) Map() Map {
	l.tb.Helper()
	l.Keys("esc")
	return OnMap(l.Terminal)
}

// Returns is the activity of lesson 1.
type Returns struct{ Lesson }

// FromCatalog adds a return of the catalog by the first letters of its name.
func (r Returns) FromCatalog(typed, name string) {
	r.tb.Helper()
	r.WaitFor("Find:")
	r.Type(typed)
	r.WaitLine("▸ "+cut(name), "")
	r.Keys("enter")
	r.WaitFor("Added “" + cut(name))
	r.WaitGone("Find: " + typed)
}

// Own adds a return that is not in the catalog.
func (r Returns) Own(name string) {
	r.tb.Helper()
	r.Type(name)
	r.WaitLine("▸ “" + cut(name))
	r.Keys("enter")
	r.WaitFor("Added “" + cut(name))
}

// Close closes the catalog.
func (r Returns) Close() {
	r.tb.Helper()
	r.Keys("esc")
	r.WaitFor("a add")
}

// Open opens the form of a return.
func (r Returns) Open(name string) Form {
	r.tb.Helper()
	r.walk(name, append([]string{"g"}, slices.Repeat([]string{"down"}, 8)...)...)
	r.Keys("enter")
	return r.Form("a return", workbook.ReturnRecords, workbook.LessonReturns)
}

// Rate scores a return and says why it matters.
func (r Returns) Rate(name, why string, today, wanted, weight int) {
	r.tb.Helper()
	f := r.Open(name)
	f.Fill("returns.why", why)
	f.Fill("returns.today", fmt.Sprint(today))
	f.Fill("returns.wanted", fmt.Sprint(wanted))
	f.Fill("returns.weight", fmt.Sprint(weight))
	f.Leave()
}

// Needs is the activity of lesson 2.
type Needs struct{ Lesson }

// Focus goes to a return, in whatever group it is.
func (n Needs) Focus(name string) {
	n.tb.Helper()
	n.walk(name, append([]string{"g"}, slices.Repeat([]string{"down"}, 8)...)...)
}

// sort puts a return into a group with a key, and goes back to it.
func (n Needs) sort(name, key string) {
	n.tb.Helper()
	n.Focus(name)
	n.Keys(key)
	n.Sync()
	n.Focus(name)
}

// Must calls a return a must-have, says what would count as having it, and
// whether today's job does.
func (n Needs) Must(name, line, met string) {
	n.tb.Helper()
	n.sort(name, "m")
	n.Keys("enter")
	f := n.Form("a return's need", workbook.ReturnRecords, workbook.LessonNeeds)
	f.Fill("returns.threshold", line)
	f.Choose("returns.met", met)
	f.Choose("returns.leave", "yes")
	f.Leave()
}

// Nice calls a return a nice-to-have and types some of the 100 points in its row.
func (n Needs) Nice(name string, points int) {
	n.tb.Helper()
	n.sort(name, "n")
	n.Type(fmt.Sprint(points))
	n.WaitLine("▸ "+cut(name), fmt.Sprint(points))
}

// Asks is the activity of lesson 3.
type Asks struct{ Lesson }

// Focus goes to a card, an ask or a figure.
func (a Asks) Focus(name string) {
	a.tb.Helper()
	a.walk(name, append([]string{"g"}, slices.Repeat([]string{"down"}, 12)...)...)
}

// Choose asks for a return and opens its form.
func (a Asks) Choose(name string) Form {
	a.tb.Helper()
	a.Focus(name)
	a.Keys("enter")
	return a.AskForm()
}

// AskForm is the form of an ask.
func (a Asks) AskForm() Form {
	a.tb.Helper()
	return a.Form("an ask", workbook.AskRecords, workbook.LessonAsks)
}

// Numbers fills in an ask and leaves its form.
func (a Asks) Numbers(f Form, term, minimum, target, opening string) {
	a.tb.Helper()
	f.Fill("asks.term", term)
	f.Fill("asks.minimum", minimum)
	f.Fill("asks.target", target)
	f.Fill("asks.opening", opening)
	f.Leave()
}

// Third tries to ask for one more, and is refused with a reason.
func (a Asks) Third(name string) {
	a.tb.Helper()
	a.Focus(name)
	a.Keys("enter")
	a.WaitFor("would be a third ask", "1  Swap with", "2  Swap with")
	a.Keys("esc")
	a.WaitGone("would be a third ask")
}

// Offers is the activity of lesson 4.
type Offers struct{ Lesson }

// Add adds an offer and leaves its form.
func (o Offers) Add(employer, base, status, take string) {
	o.tb.Helper()
	o.Keys("a")
	f := o.OfferForm()
	f.Fill("offers.employer", employer)
	f.Choose("offers.status", status)
	f.Fill("offers.base", base)
	f.Choose("offers.take", take)
	f.Leave()
	if o.paged() {
		o.WaitLine(cut(employer)+", "+status, " of ")
		return
	}
	o.WaitLine("▸ " + cut(employer))
}

// paged tells whether each offer is a page of its own, its cells below each other.
func (o Offers) paged() bool { return o.Size.Width < 60 }

// Move goes down by so many offers and across by so many cells.
func (o Offers) Move(offers, cells int) {
	o.tb.Helper()
	down, across := [2]string{"up", "down"}, [2]string{"left", "right"}
	if o.paged() {
		down, across = across, down
	}
	press := func(n int, keys [2]string) {
		for range max(n, -n) {
			o.Keys(keys[min(1, max(0, n))])
		}
	}
	press(offers, down)
	press(cells, across)
}

// OfferForm is the form of an offer.
func (o Offers) OfferForm() Form {
	o.tb.Helper()
	return o.Form("an offer", workbook.OfferRecords, workbook.LessonOffers)
}

// Reviews is the activity of lesson 6.
type Reviews struct{ Lesson }

// CheckIn writes down a check-in that is held today, and leaves its form.
func (r Reviews) CheckIn(showed, heard string) {
	r.tb.Helper()
	r.Keys("a")
	f := r.Form("a check-in", workbook.CheckInRecords, workbook.LessonReviews)
	f.Fill("checkins.showed", showed)
	f.Fill("checkins.heard", heard)
	f.Leave()
	r.WaitLine("▸ ", "today", cut("check-in: "+showed))
}

// Point adds a point to the agenda, behind those that are there, and leaves the form.
func (r Reviews) Point(text string) {
	r.tb.Helper()
	r.Keys("e")
	f := r.Form("the review", workbook.ReviewRecords, workbook.LessonReviews).On("review.agenda")
	f.Keys("enter")
	f.Type(text)
	f.Leave()
}

// FirstMile is the activity of lesson 7.
type FirstMile struct{ Lesson }

// Add adds a target that was agreed with somebody, and leaves its form.
func (m FirstMile) Add(what, agreed, target, actual string) {
	m.tb.Helper()
	m.Keys("a")
	f := m.Form("a target", workbook.KPIRecords, workbook.LessonFirstMile)
	f.Fill("kpis.what", what)
	f.Fill("kpis.agreed", agreed)
	f.Fill("kpis.target", target)
	f.Fill("kpis.actual", actual)
	f.Leave()
	m.WaitLine("▸ " + cut(what))
}

// Ledger is the activity of lesson 8.
type Ledger struct{ Lesson }

// Add adds a piece of extra work with what is told of it, and leaves its form.
func (l Ledger) Add(what, whom, result, credit, told, words string) {
	l.tb.Helper()
	l.Keys("a")
	f := l.Form("a piece of extra work", workbook.ExtraRecords, workbook.LessonTrust)
	for _, answer := range [][2]string{{"what", what}, {"whom", whom}, {"result", result}, {"credit", credit}, {"told", told}, {"words", words}} {
		f.Fill(workbook.ExtraRecords+"."+answer[0], answer[1])
	}
	f.Leave()
	l.WaitLine("▸ "+cut(what), cut(told))
}

// Promise adds a promise that was kept or not, and leaves its form.
func (l Ledger) Promise(what, to, by, kept string) {
	l.tb.Helper()
	l.Keys("m")
	f := l.Form("a promise", workbook.PromiseRecords, workbook.LessonTrust)
	f.Fill("promises.what", what)
	f.Fill("promises.to", to)
	f.Fill("promises.by", by)
	f.Choose("promises.kept", kept)
	f.Leave()
	l.WaitLine("▸ Promise: ") // an article behind it begins small
}

// Deals is the activity of lesson 5.
type Deals struct{ Lesson }

// Add writes a deal in its sentence.
func (d Deals) Add(deliver, today, target, get, approver string) {
	d.tb.Helper()
	d.Keys("a")
	f := d.Form("a deal", workbook.DealRecords, workbook.LessonPrenegotiate)
	f.Fill("deals.deliver", deliver)
	f.Fill("deals.today", today)
	f.Fill("deals.target", target)
	f.Fill("deals.get", get)
	f.Fill("deals.approver", approver)
	f.Leave()
	d.WaitLine(approver + " approves it.")
}

// Plan is the preview of the plan.
type Plan struct{ *Terminal }

func onPlan(t *Terminal) Plan {
	t.tb.Helper()
	t.WaitFor("● mine   ○ coach   ○ manager")
	return Plan{t}
}

// For shows the plan for somebody.
func (p Plan) For(who plan.Audience) {
	p.tb.Helper()
	p.Keys(map[plan.Audience]string{plan.Mine: "m", plan.Coach: "c", plan.Manager: "g"}[who])
	p.WaitFor("● " + string(who))
}

// Export writes the plan on screen; "" leaves the file name that is offered.
func (p Plan) Export(file string) {
	p.tb.Helper()
	p.Keys("x")
	p.WaitFor("Which file?")
	if file != "" {
		p.Keys("ctrl+u")
		p.Type(file)
	}
	p.Keys("enter")
	p.Wait("the file to be written", func(s string) bool { return strings.Contains(s, "Written to") && !strings.Contains(s, "Which file?") })
}

// Map goes back to the map.
func (p Plan) Map() Map {
	p.tb.Helper()
	p.Keys("esc")
	return OnMap(p.Terminal)
}

// Form is an open form: what belongs to one record.
type Form struct {
	*Terminal
	keys []string // its fields, as content names them
}

// Form waits for the form of a record of a collection, with what a lesson asks of
// it; no lesson for the conversation itself.
func (t *Terminal) Form(what, collection string, of workbook.Lesson) Form {
	t.tb.Helper()
	f := Form{Terminal: t}
	for _, fl := range workbook.Schema.Collection(collection).Fields {
		if fl.Page == string(of) {
			f.keys = append(f.keys, fl.Label)
		}
	}
	t.Wait("the form of "+what, func(s string) bool { return f.at(s) != "" })
	return f
}

// At is the key of the focused field.
func (f Form) At() string { return f.at(f.Screen()) }

func (f Form) at(screen string) string {
	for line := range strings.Lines(screen) {
		_, rest, ok := strings.Cut(strings.TrimRight(line, "\n"), "▸ ")
		if !ok {
			continue
		}
		if _, inner, two := strings.Cut(rest, "▸ "); two { // a list at the left has a mark too
			rest = inner
		}
		for _, k := range f.keys {
			if after, ok := strings.CutPrefix(rest, Pack().Field(k).Label); ok && (after == "" || strings.HasPrefix(after, "  ")) {
				return k
			}
		}
	}
	return ""
}

// Go moves to a field with tab.
func (f Form) Go(key string) {
	f.tb.Helper()
	for range len(f.keys) + 2 {
		at := f.At()
		if at == key {
			return
		}
		f.Keys("tab")
		f.Wait("the field after "+at, func(s string) bool { now := f.at(s); return now != at && now != "" })
	}
	f.tb.Fatalf("tab does not lead to %s:\n%s", key, frameOf(f.Screen()))
}

// On is Go, for whoever goes on with the form.
func (f Form) On(key string) Form {
	f.tb.Helper()
	f.Go(key)
	return f
}

// Fill types an answer, or the digits of a score.
func (f Form) Fill(key, text string) {
	f.tb.Helper()
	f.Go(key)
	f.Type(text)
}

// Choose steps through the options of a field to one.
func (f Form) Choose(key, option string) {
	f.tb.Helper()
	f.Go(key)
	for range 8 {
		before := f.Screen()
		if strings.Contains(before, "● "+option) {
			return
		}
		f.Keys("right")
		f.Wait("another option", func(s string) bool { return chosen(s) != chosen(before) })
	}
	f.tb.Fatalf("no option %q:\n%s", option, frameOf(f.Screen()))
}

// chosen is the option that is marked in a form.
func chosen(screen string) string {
	for line := range strings.Lines(screen) {
		if i := strings.LastIndex(line, "● "); i >= 0 && !strings.Contains(line[i:], "●●") {
			return line[i:]
		}
	}
	return ""
}

// Click focuses a field by clicking on its label.
func (f Form) Click(key string) {
	f.tb.Helper()
	label := Pack().Field(key).Label
	on := ""
	f.Wait("the field "+label, func(s string) bool {
		for _, mark := range []string{"▸ ", "  "} {
			for _, end := range []string{"  ", "\n"} {
				if on = mark + label; strings.Contains(s+"\n", on+end) {
					on += end
					return true
				}
			}
		}
		return false
	})
	on = strings.TrimRight(on, "\n")
	x, y := f.findLast(on) // a table above the form may have a word of it
	f.Terminal.Click(x+3, y)
	f.Wait(label+" to have the focus", func(s string) bool { return f.at(s) == key })
}

// ClickOption clicks on an option of the focused field.
func (f Form) ClickOption(option string) {
	f.tb.Helper()
	f.ClickOn("○ " + option)
	f.WaitFor("● " + option)
}

// Leave closes the form.
func (f Form) Leave() {
	f.tb.Helper()
	f.Keys("esc")
	f.Wait("the form to close", func(s string) bool { return f.at(s) == "" })
}

// walk presses keys until a row that begins with name has the focus.
func (t *Terminal) walk(name string, keys ...string) {
	t.tb.Helper()
	for i := 0; !focused(t.Screen(), cut(name)); i++ {
		if i == len(keys) {
			t.tb.Fatalf("no way to %q:\n%s", name, frameOf(t.Screen()))
		}
		t.Keys(keys[i])
		t.Sync()
	}
}

// focused tells whether the mark stands before a row's name, or before the
// number before it.
func focused(screen, name string) bool {
	for line := range strings.Lines(screen) {
		for {
			_, row, ok := strings.Cut(line, "▸ ")
			if !ok {
				break
			}
			if strings.HasPrefix(strings.TrimLeft(row, "0123456789 "), name) {
				return true
			}
			line = row
		}
	}
	return false
}

// Sync returns when the program has taken all keys sent before, by opening the
// help and closing it again. It is for keys that may well change nothing.
func (t *Terminal) Sync() {
	t.tb.Helper()
	t.Keys("f1")
	t.WaitFor("Help  ") // its title
	t.Keys("esc")
	t.WaitGone("Help  ")
}

// Saved waits until a text that was just typed is on the screen beside "Saved".
// The two belong together: the frame that shows a new letter says "Saving".
func (t *Terminal) Saved(typed string) {
	t.tb.Helper()
	t.Wait(fmt.Sprintf("%q to be saved", typed), func(s string) bool {
		return strings.Contains(s, typed) && strings.Contains(s, "Saved ")
	})
}

// cut shortens a name to what also the narrowest column shows of it.
func cut(name string) string { return strings.TrimRight(ansi.Truncate(name, 10, ""), " ") }
