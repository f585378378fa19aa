//go:build unix

package uitest

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/sys/unix"

	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

func TestMain(m *testing.M) {
	flag.Parse()
	if n, err := strconv.Atoi(flag.Lookup("test.parallel").Value.String()); err == nil && n < 6 {
		_ = flag.Set("test.parallel", "6") // journeys wait for frames more than they reckon
	}
	code := m.Run()
	RemoveBuilds()
	os.Exit(code)
}

const day = "2027-01-30"

// run starts the real program in a terminal, on a data folder.
func run(t *testing.T, term *Terminal, data string, args ...string) *Terminal {
	t.Helper()
	term.Env = append(term.Env, "FIRSTMILE_DATA="+data)
	return term.Start(t, append([]string{Build(t, "firstmile"), "--today", day}, args...)...)
}

// firstmile runs a command beside the screens and gives what it prints.
func firstmile(t *testing.T, data string, args ...string) string {
	t.Helper()
	cmd := exec.Command(Build(t, "firstmile"), append([]string{"--today", day, "--data", data}, args...)...)
	cmd.Env = append(os.Environ(), "GORACE="+Race)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("firstmile %q: %v\n%s", args, err, stderr.Bytes())
	}
	return string(out)
}

// onDisk is what another program reads of a workbook: the only proof of "Saved".
func onDisk(t *testing.T, data, name string) workbook.Workbook {
	t.Helper()
	w, err := workbook.Import([]byte(firstmile(t, data, "export", name, "--format", "json", "-o", "-")))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

var sizes = []Size{{80, 24}, {120, 40}, {40, 12}}

// The main job: from the first question to a plan in a file, and back the next day.
func TestNewPersonByKeys(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		t.Run(size.String(), func(t *testing.T) {
			t.Parallel()
			data, home := t.TempDir(), t.TempDir()
			term := run(t, &Terminal{Size: size, Dir: home}, data)

			lesson := NewPerson(term).Name("A raise at Northwind").Start()
			returns := Returns{lesson}
			returns.FromCatalog("base", "Base pay")
			returns.FromCatalog("home", "Days at home")
			returns.Own("Time to think")
			returns.Close()
			returns.Rate("Base pay", "Rent went up twice.", 5, 8, 8)
			returns.Rate("Days at home", "The commute.", 2, 8, 9)
			returns.Rate("Time to think", "My best work.", 1, 9, 3)
			returns.WaitLine("Days at home", "54")

			needs := Needs{returns.Map().Lesson(workbook.LessonNeeds).Start()}
			needs.Must("Base pay", "88k", "no")
			needs.Must("Days at home", "at least 2 days a week", "yes")
			needs.Nice("Time to think", 100)
			needs.Focus("Days at home")
			needs.WaitLine("Days at home", "✓ met")

			asks := Asks{needs.Map().Lesson(workbook.LessonAsks).Start()}
			asks.Numbers(asks.Choose("Base pay"), "I would like a base of 96,000.", "88k", "92,000", "96.000")
			asks.Numbers(asks.Choose("Days at home"), "Two days at home, please.", "1 day", "2 days", "3 days")
			asks.Third("Time to think")

			offers := Offers{asks.Map().Lesson(workbook.LessonOffers).Start()}
			offers.Add("Contoso", "97,500", "written", "yes")
			offers.Add("Fabrikam", "94k", "verbal", "no")
			offers.Move(-1, 0)
			offers.Keys("y")
			offers.Move(0, 1)
			offers.Keys("y")
			offers.Move(1, 0)
			offers.Keys("i")
			offers.Move(0, -1)
			offers.Keys("n")
			offers.WaitLine("▸ ", "[✗]")

			deals := Deals{offers.Map().Lesson(workbook.LessonPrenegotiate).Start()}
			deals.Add("Open incidents", "12 incidents", "at most 4", "a day at home", "Lee")
			deals.Keys("s", "s")
			deals.WaitFor("● e-mailed")

			sheet := deals.Map().Plan()
			sheet.For(plan.Coach)
			sheet.For(plan.Mine)
			sheet.Export("")
			sheet.For(plan.Manager)
			sheet.Export("for-sam.md")
			sheet.Map().Lesson(workbook.LessonAsks)
			asks.Keys("g", "enter")
			form := asks.AskForm()
			form.Go("asks.reason")
			form.Type("I took over the planning")
			form.WaitFor("planning")
			form.Keys("ctrl+c")
			if status := term.Exit(); status != 0 {
				t.Fatalf("ctrl+c ended the program with %d", status)
			}

			w := onDisk(t, data, "A raise")
			checkAnswers(t, w)
			checkFile(t, filepath.Join(home, "a-raise-at-northwind-plan-mine.md"), before(w), plan.Mine)
			checkFile(t, filepath.Join(home, "for-sam.md"), before(w), plan.Manager)

			again := run(t, &Terminal{Size: size}, data)
			OnLesson(again, workbook.LessonAsks)
			again.WaitLine("▸", "Base pay") // the same ask, but not inside its text
			again.Keys("enter")
			form = Asks{Lesson{again, workbook.LessonAsks}}.AskForm()
			form.Go("asks.reason")
			again.Type(" alone")
			again.Saved("alone")
			again.Keys("esc")
			Asks{Lesson{again, workbook.LessonAsks}}.Map().Quit()
			if got := onDisk(t, data, "A raise").Asks[0].Reason; got != "I took over the planning alone" {
				t.Errorf("the reason is %q", got)
			}
		})
	}
}

// before is the workbook as it was when the plan was written.
func before(w workbook.Workbook) workbook.Workbook {
	w = w.Clone()
	w.Asks[0].Reason = ""
	return w
}

func checkAnswers(t *testing.T, w workbook.Workbook) {
	t.Helper()
	got := []string{w.Profile.Name}
	for _, r := range w.Returns {
		pull, _ := r.Pull()
		got = append(got, fmt.Sprintf("%s: %d, %s, %s, met %s", r.Name, pull, r.Need.Sort, r.Need.Threshold, r.Need.Met))
	}
	for _, a := range w.Asks {
		got = append(got, fmt.Sprintf("%s: %s %s %s", w.Return(a.Return).Name, a.Minimum, a.Target, a.Opening))
	}
	for _, o := range w.Offers {
		s := fmt.Sprintf("%s: %s, %s, take %s", o.Employer, o.Base, o.Status, o.Take)
		for _, r := range w.Sorted(workbook.Must) {
			s += fmt.Sprintf(", %s %s", r.Name, w.MustCovered(o, *r))
		}
		got = append(got, s)
	}
	for _, d := range w.Deals {
		got = append(got, w.DealSays(d, Today), d.Status.String())
	}
	want := []string{
		"A raise at Northwind",
		"Base pay: 24, must, at least 88,000, met no",
		"Days at home: 54, must, at least 2 days a week, met yes",
		"Time to think: 24, nice, , met ",
		"Base pay: 88,000 92,000 96,000",
		"Days at home: 1 day 2 days 3 days",
		"Contoso: 97,500, written, take yes, Base pay yes, Days at home yes",
		"Fabrikam: 94,000, verbal, take no, Base pay no, Days at home don't know",
		"If “Open incidents” goes from 12 to at most 4 incidents, then a day at home; Lee approves it.", "e-mailed",
	}
	if !slices.Equal(got, want) {
		t.Errorf("on disk:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func checkFile(t *testing.T, path string, w workbook.Workbook, who plan.Audience) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Error(err)
		return
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("%s has mode %v", path, info.Mode())
	}
	got, _ := os.ReadFile(path)
	today, _ := value.ParseDate(day, value.Date{}, value.Ahead)
	if want := plan.Markdown(plan.Build(w, who, today)); string(got) != want {
		t.Errorf("%s is not the plan of what is on disk:\n%s\nwant:\n%s", path, got, want)
	}
}

// The same with the hand on the mouse: only texts and numbers are typed.
func TestNewPersonByMouse(t *testing.T) {
	t.Parallel()
	data, home := t.TempDir(), t.TempDir()
	term := run(t, &Terminal{Size: Size{100, 30}, Dir: home}, data)
	lesson := NewPerson(term).Name("A raise at Northwind").ClickStart()

	for _, name := range []string{"Base pay", "Pay for overtime", "A yearly pay review"} {
		term.ClickOn(name)
		term.WaitFor("Added “" + cut(name))
	}
	for !strings.Contains(term.Screen(), "A mentor") { // out of sight
		before := term.Screen()
		term.Wheel(1)
		term.Wait("the catalog to scroll", func(s string) bool { return s != before })
	}
	term.Type("mentor")
	term.WaitLine("▸", "A mentor")
	term.ClickOn("A mentor")
	term.WaitFor("Added “A mentor")
	term.Keys("esc") // a catalog has no button to close it
	term.WaitFor("a add")
	rate := func(name string, scores ...string) {
		term.ClickOn("  " + name)
		term.WaitLine("▸ " + name)
		term.ClickOn(name + ",")
		f := term.Form("rating", workbook.ReturnRecords, workbook.LessonReturns)
		for i, key := range []string{"returns.today", "returns.wanted", "returns.weight"} {
			f.Click(key)
			f.Type(scores[i])
		}
		f.Leave()
	}
	rate("Base pay", "5", "8", "8")
	rate("Pay for overtime", "2", "8", "9")
	term.WaitLine("Pay for overtime", "54")

	needs := lesson.Map().ClickLesson(workbook.LessonNeeds).ClickStart()
	term.ClickOn("Base pay")
	term.Keys("m")
	term.WaitFor("Must-have  1")
	term.ClickOn("Base pay")
	term.ClickOn("what would count as having it?")
	f := term.Form("a must-have", workbook.ReturnRecords, workbook.LessonNeeds)
	f.Click("returns.threshold")
	f.Type("88k")
	f.WaitFor("88k") // the rows below move with it
	f.Click("returns.met")
	f.ClickOption("no")
	f.Leave()

	asks := needs.Map().ClickLesson(workbook.LessonAsks).ClickStart()
	term.ClickOn("Base pay")
	term.ClickOn("▸ Ask for it")
	f = Asks{asks}.AskForm()
	f.Click("asks.target")
	f.Type("92k")
	f.Leave()

	offers := asks.Map().ClickLesson(workbook.LessonOffers).ClickStart()
	term.ClickOn("add an offer")
	f = Offers{offers}.OfferForm()
	f.Type("Contoso")
	f.Click("offers.status")
	f.ClickOption("written")
	f.Click("offers.base")
	f.Type("97500")
	f.Leave()
	term.WaitLine("▸ Contoso", "97,500")
	x, _ := term.find("✗") // the row of staying
	_, y := term.find("▸ Contoso")
	for _, next := range []string{"[✗]", "[?]", "[✓]"} { // from the yes that its base already is, and round
		term.Click(x, y)
		term.WaitLine("▸ Contoso", next)
	}

	sheet := offers.Map().Plan()
	sheet.ClickOn("3 Everything")
	sheet.WaitFor("Still open")
	before := sheet.Screen()
	sheet.Wheel(1)
	sheet.Wait("the wheel to scroll", func(s string) bool { return s != before })
	sheet.ClickOn("○ manager")
	sheet.WaitFor("for your manager")
	sheet.ClickOn("○ mine")
	sheet.WaitFor("for yourself")
	sheet.Export("")
	sheet.Map().Quit()

	w := onDisk(t, data, "A raise")
	if len(w.Returns) != 4 || len(w.Asks) != 1 || len(w.Offers) != 1 || w.Asks[0].Target.String() != "92,000" {
		t.Errorf("on disk are %d returns, %d asks, %d offers", len(w.Returns), len(w.Asks), len(w.Offers))
	}
	if must := w.Sorted(workbook.Must); len(must) != 1 || w.MustCovered(w.Offers[0], *must[0]) != value.Yes {
		t.Errorf("the cell of the matrix is not on disk: %v", w.Offers)
	}
	checkFile(t, filepath.Join(home, "a-raise-at-northwind-plan-mine.md"), w, plan.Mine)
}

// A workbook with one question open: what most journeys below need.
func onRole(t *testing.T, term *Terminal) Form {
	t.Helper()
	term.WaitFor("1  " + Pack().Lesson(workbook.LessonReturns).Short)
	term.Keys("e")
	f := profileForm(term)
	f.Go("profile.role")
	return f
}

func profileForm(term *Terminal) Form {
	term.tb.Helper()
	return term.Form("the conversation", workbook.ProfileRecords, "")
}

// role is what the screen shows of the role.
func role(screen string) string {
	label := Pack().Field("profile.role").Label
	for line := range strings.Lines(screen) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "▸ "+label); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// Every way out waits for what is still being saved. The test holds the
// workbook's lock, as another window does that saves, until the program leaves.
func TestWaysOut(t *testing.T) {
	t.Parallel()
	const text = "Operations analyst, typed to the end"
	gone := func(term *Terminal) { // the program has left the screen and still runs
		term.Wait("the screen to be given back", func(string) bool { return bytes.Contains(term.Raw(), []byte(ansi.ResetModeAltScreenSaveCursor)) })
	}
	for name, leave := range map[string]func(*Terminal){
		"SIGTERM": func(term *Terminal) { term.Signal(syscall.SIGTERM); gone(term) },
		"SIGINT":  func(term *Terminal) { term.Signal(os.Interrupt); gone(term) },
		"window":  func(term *Terminal) { term.CloseWindow() },
		"ctrl+c":  func(term *Terminal) { term.Keys("ctrl+c"); term.WaitFor("Saving before leaving") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			firstmile(t, data, "new", "A raise")
			term := run(t, &Terminal{}, data)
			onRole(t, term)
			term.Sync()
			unlock := lock(t, data)
			term.Type(text)
			term.Wait("the text, not saved yet", func(s string) bool { return role(s) == text && strings.Contains(s, "Saving") })
			leave(term)
			unlock()
			if status := term.Exit(); status != 0 {
				t.Errorf("it ended with %d:\n%s", status, term.Screen())
			}
			if got := onDisk(t, data, "A raise").Profile.Role; got != text {
				t.Errorf("%q was typed, and %q is on disk", text, got)
			}
		})
	}
}

// A target that was missed shuts the gate, is on the card, and stays so when the program
// ends; that nobody set one is taken back by it.
func TestFirstMileJourney(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := run(t, &Terminal{}, data)
	mile := FirstMile{OnMap(term).Lesson(workbook.LessonFirstMile).Start()}
	mile.Keys("0")
	mile.WaitFor("You say that nobody set you a target.")
	mile.Add("Jobs passed", "Mr. Adler, on hiring", "at least 95 %", "91")
	mile.WaitFor("91%  ✗ missed", "✗ The gate is shut.", "Jobs passed is at 91% against at least 95%.")
	mile.Keys("y")
	mile.WaitLine("▸ Jobs passed", "yes")
	mile.Map().Plan()
	term.WaitFor("✗ Jobs passed: 91% against at least 95%")
	term.Saved("Jobs passed")
	term.Keys("ctrl+c")
	if status := term.Exit(); status != 0 {
		t.Fatalf("it ended with %d:\n%s", status, term.Screen())
	}
	w := onDisk(t, data, "A raise")
	if len(w.KPIs) != 1 || w.KPIs[0].Confirmed != value.Yes || w.KPIs[0].Result() != workbook.KPIMissed || w.FirstMile.NoKPI {
		t.Errorf("on disk are %+v, %+v", w.KPIs, w.FirstMile)
	}
}

// lock holds the lock of the only workbook in a data folder.
func lock(t *testing.T, data string) (unlock func()) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(data, "workbooks", "*", "lock"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the locks in %s: %v, %v", data, found, err)
	}
	f, err := os.OpenFile(found[0], os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	return func() { _ = f.Close() }
}

// Two windows, each on a workbook of its own.
func TestTwoWorkbooks(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "Raise")
	firstmile(t, data, "new", "Promotion")
	words := strings.Fields(strings.Repeat("each word is saved beside the other window ", 4))
	type typed struct {
		name string
		form Form
		text string
	}
	var windows []*typed
	for _, name := range []string{"Raise", "Promotion"} {
		term := run(t, &Terminal{}, data, "open", name)
		windows = append(windows, &typed{name, onRole(t, term), ""})
	}
	for i, word := range words {
		for _, w := range windows {
			w.text += fmt.Sprintf("%s%d ", word, i)
			w.form.Type(fmt.Sprintf("%s%d ", word, i))
		}
	}
	for _, w := range windows {
		w.form.Saved(lastWord(w.text))
		w.form.Keys("esc")
		OnMap(w.form.Terminal).Quit()
		if got := onDisk(t, data, w.name).Profile.Role; got != w.text {
			t.Errorf("%s: typed %q, on disk is %q", w.name, w.text, got)
		}
	}
}

func lastWord(s string) string { f := strings.Fields(s); return f[len(f)-1] }

// Two windows on one workbook, typing at the same time: both keep all they
// typed, and each sees the other's when it looks.
func TestTwoWindowsOnOne(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := run(t, &Terminal{}, data)
	first := Returns{OnMap(term).Lesson(workbook.LessonReturns).Start()}
	first.FromCatalog("base", "Base pay")
	first.FromCatalog("home", "Days at home")
	first.Saved("Days at home")
	first.Close()
	second := Returns{onLesson(run(t, &Terminal{}, data), workbook.LessonReturns)}

	texts := typeInBoth(t,
		first.Open("Base pay").On("returns.why"),
		second.Open("Days at home").On("returns.why"))
	w := onDisk(t, data, "A raise")
	for i, text := range texts {
		if got := w.Returns[i].Why; got != text {
			t.Errorf("window %d typed %q, on disk is %q", i, text, got)
		}
	}

	// Neither looked at the other's text while it typed; the focus brings it.
	first.Keys("esc")
	first.walk("Days at home", "g", "down", "down")
	first.Focus(true)
	first.WaitFor("b0 b1 b2")
	// The second one sees a new ask as soon as it opens the lesson.
	asks := Asks{first.Map().Lesson(workbook.LessonAsks).Start()}
	asks.Choose("Base pay").Saved("Ask: Base pay")
	second.Keys("esc")
	second.WaitFor("a add")
	second.Map().Lesson(workbook.LessonAsks)
	second.WaitFor("1 of 2")
	second.WaitLine("1  Base pay")
	Lesson{second.Terminal, workbook.LessonAsks}.Map().Quit()
}

// Two windows in two fields of one record: both answers stay, on disk and in
// both windows.
func TestTwoWindowsInOneRecord(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	forms := []Form{
		onRole(t, run(t, &Terminal{}, data)).On("profile.role"),
		onRole(t, run(t, &Terminal{}, data)).On("profile.with"),
	}
	texts := typeInBoth(t, forms...)
	w := onDisk(t, data, "A raise")
	stored := []string{w.Profile.Role, w.Profile.With}
	if stored[0] != texts[0] || stored[1] != texts[1] {
		t.Errorf("typed were %q, on disk are %q", texts, stored)
	}
	for i := range forms {
		forms[i].Focus(true)
		for _, text := range texts {
			forms[i].WaitFor(lastWord(text))
		}
	}
}

// Somebody corrects the middle of a text while another window saves: the cursor
// stays where it is, also when the other's answers come in, and behind the help.
func TestCursorStaysInTheMiddle(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := run(t, &Terminal{}, data)
	form := onRole(t, term)
	form.Type("Operations analyst")
	form.Saved("Operations analyst")
	x, y := term.Cursor()
	form.Keys("left", "left", "left")
	term.WaitCursor(x-3, y)

	other := Returns{OnMap(run(t, &Terminal{}, data)).Lesson(workbook.LessonReturns).Start()}
	other.FromCatalog("base", "Base pay")
	other.Saved("Base pay")

	form.Type("X") // its save brings the other's return along
	form.Saved("Operations analXyst")
	form.Focus(true)
	form.Sync()
	form.Type("Y")
	form.Saved("Operations analXYyst")
	w := onDisk(t, data, "A raise")
	if w.Profile.Role != "Operations analXYyst" || len(w.Returns) != 1 {
		t.Errorf("on disk are %q and %d returns", w.Profile.Role, len(w.Returns))
	}
}

// typeInBoth types into two windows at once, until both say that all is saved.
func typeInBoth(t *testing.T, forms ...Form) []string {
	t.Helper()
	texts := make([]string, len(forms))
	var both sync.WaitGroup
	for i := range forms {
		for n := range 30 {
			texts[i] += fmt.Sprintf("%c%d ", 'a'+i, n)
		}
		both.Go(func() { // neither waits for the other's save
			for _, word := range strings.SplitAfter(texts[i], " ") {
				forms[i].Type(word)
			}
		})
	}
	both.Wait()
	for i := range forms {
		forms[i].Saved(lastWord(texts[i]))
	}
	return texts
}

// Both type into the same field: one of the texts wins, and nothing breaks.
func TestTwoWindowsInOneField(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	var forms [2]Form
	for i := range forms {
		forms[i] = onRole(t, run(t, &Terminal{}, data))
	}
	for i := range 20 {
		for j := range forms {
			forms[j].Type(fmt.Sprintf("%c%d ", 'a'+j, i))
		}
	}
	for j := range forms {
		forms[j].Wait("its last words to be saved", func(s string) bool {
			return (strings.Contains(s, "Saved ") || strings.Contains(s, "Two answers")) && !strings.Contains(s, "Not saved")
		})
		forms[j].Keys("esc")
		OnMap(forms[j].Terminal).Quit()
	}
	// Whoever opens it next has both windows' last words, to choose from where they differ.
	third := run(t, &Terminal{}, data)
	third.WaitFor("esc library")
	got := onDisk(t, data, "A raise").Profile.Role
	if strings.Contains(third.Screen(), "Two answers") {
		third.Keys("ctrl+t")
		third.WaitForAny("In the other window", ", another window")
		got = third.Screen()
	}
	for _, want := range []string{"a19", "b19"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not on disk: %q", want, got)
		}
	}
}

// A window may get too small to read at any moment, and comes back whole.
func TestResizeWhileTyping(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := run(t, &Terminal{}, data)
	form := onRole(t, term)
	form.Type("Operations 分析 analyst")
	form.Saved("Operations 分析 analyst")
	x, y := term.Cursor()
	form.Keys("left", "left")
	term.WaitCursor(x-2, y)
	whole := term.Screen()
	for _, s := range []Size{{120, 40}, {40, 12}, {20, 5}, {1, 1}, {39, 40}, {200, 11}, {20, 5}} {
		term.Resize(s)
		switch {
		case s.Width < 3:
		case s.Width < 40 || s.Height < 12:
			term.WaitFor("Please enlarge"[:min(14, s.Width-1)])
		default:
			term.Wait("the text at "+s.String(), func(screen string) bool {
				_, last, _ := strings.Cut(screen, "tab next field")
				return strings.Contains(screen, "分析") && strings.Contains(screen, "analyst") && !strings.Contains(last, "\n")
			})
		}
	}
	term.Resize(Size{80, 24})
	term.Wait("the screen as it was before:\n"+whole, func(s string) bool { return s == whole })
	term.WaitCursor(x-2, y)
	term.Keys("backspace")
	form.Saved("Operations 分析 analst")
	if got := onDisk(t, data, "A raise").Profile.Role; got != "Operations 分析 analst" {
		t.Errorf("on disk is %q", got)
	}
}

// Whatever the clipboard holds, the screen and the file hold text.
func TestPaste(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := run(t, &Terminal{}, data)
	form := onRole(t, term)
	for _, c := range []struct{ name, pasted, want string }{
		{"escape sequences", "red \x1b[31mhat\x1b[0m \x1b]0;owned\x07and \u009b31m bell\a", "red hat and 31m bell"},
		{"bidi controls", "safe\u202egnp.exe\u2066x\u2069", "safegnp.exex"},
		{"line breaks", "one\ntwo\r\nthree\tfour", "one two three four"},
		{"wide runes", "分析 👩‍👩‍👧‍👦 e\u0301 🇩🇪 done", "分析 👩‍👩‍👧‍👦 e\u0301 🇩🇪 done"},
	} {
		form.Keys("ctrl+u")
		form.Paste(c.pasted)
		form.Saved(lastWord(c.want))
		if got := onDisk(t, data, "A raise").Profile.Role; got != c.want {
			t.Errorf("%s: pasted %q, on disk is %q, want %q", c.name, c.pasted, got, c.want)
		}
	}
	// Much at once: in full as far as the field goes, and said when not.
	form.Keys("ctrl+u")
	long := strings.Repeat("ten chars ", 999) + "the end!!!"
	form.Paste(long)
	form.Saved("the end!!!")
	if got := onDisk(t, data, "A raise").Profile.Role; got != long {
		t.Errorf("10,000 characters were pasted, %d are on disk", utf8.RuneCountInString(got))
	}
	form.Paste(strings.Repeat("and more than any field holds ", 400))
	form.WaitFor("This field is full")
	form.Keys("esc")
	OnMap(term).Quit()
	if raw := term.Raw(); bytes.Contains(raw, []byte("owned")) || bytes.Contains(raw, []byte("\x1b[31m")) || bytes.Contains(raw, []byte("\u202e")) {
		t.Error("what was pasted reached the terminal as an escape sequence")
	}
}

// A terminal that marks no pastes sends a long text as keys. It is on screen and on
// disk within 3 seconds, whether in one piece or letter by letter.
func TestBurst(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := run(t, &Terminal{}, data)
	form := onRole(t, term)
	long := strings.Repeat("ten chars ", 999) + "the end!!!"
	for _, how := range []struct {
		name string
		send func()
	}{
		{"in one piece", func() { form.Type(long) }},
		{"letter by letter", func() {
			for _, letter := range long {
				form.Type(string(letter))
			}
		}},
	} {
		form.Keys("ctrl+u")
		form.WaitGone("the end!!!")
		since := time.Now()
		how.send()
		form.Saved("the end!!!")
		if took := time.Since(since); took > 3*time.Second && !storetest.Race {
			t.Errorf("%s: 10,000 letters took %v", how.name, took)
		}
		if got := onDisk(t, data, "A raise").Profile.Role; got != long {
			t.Errorf("%s: 10,000 letters were typed, %d are on disk", how.name, utf8.RuneCountInString(got))
		}
	}
}

// Nothing blinks and nothing moves by itself.
func TestIdle(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]func(*testing.T) *Terminal{
		"first run": func(t *testing.T) *Terminal { return NewPerson(run(t, &Terminal{}, t.TempDir())).Terminal },
		"map": func(t *testing.T) *Terminal {
			return NewPerson(run(t, &Terminal{}, t.TempDir())).Example().Terminal
		},
		"form": func(t *testing.T) *Terminal {
			data := t.TempDir()
			firstmile(t, data, "new", "A raise")
			return onRole(t, run(t, &Terminal{}, data)).Terminal
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := page(t)
			term.Settle(300 * time.Millisecond)
			if n := term.Changes(time.Second); n != 0 {
				raw := term.Raw()
				t.Errorf("%d bytes were written while nobody did anything: %q", n, raw[len(raw)-n:])
			}
		})
	}
}

// colored is any escape sequence that sets a color, but not those for bold and dim.
var colored = regexp.MustCompile("\x1b\\[(?:[0-9;:]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")

func TestColors(t *testing.T) {
	t.Parallel()
	show := func(t *testing.T, term *Terminal) (*Terminal, string) {
		m := NewPerson(run(t, term, t.TempDir())).Example()
		m.Lesson(workbook.LessonOffers).Keys("esc")
		OnMap(term).Plan().Map()
		return term, term.Style("▸")
	}
	t.Run("dark and light", func(t *testing.T) {
		t.Parallel()
		dark, onDark := show(t, &Terminal{})
		light, onLight := show(t, &Terminal{Light: true})
		mute, onMute := show(t, &Terminal{Mute: true})
		if onDark == onLight || onDark == "" || onLight == "" {
			t.Errorf("the mark is %q on dark and %q on light", onDark, onLight)
		}
		if onMute != onDark {
			t.Errorf("without an answer the mark is %q, want %q as on dark", onMute, onDark)
		}
		for _, term := range []*Terminal{dark, light, mute} {
			if !colored.Match(term.Raw()) {
				t.Error("no colors at all: the test below would prove nothing")
			}
		}
	})
	for _, value := range []string{"1", "yes"} {
		t.Run("NO_COLOR="+value, func(t *testing.T) {
			t.Parallel()
			term, _ := show(t, &Terminal{Env: []string{"NO_COLOR=" + value}})
			if found := colored.FindAll(term.Raw(), 3); found != nil {
				t.Errorf("colors were written: %q", found)
			}
		})
	}
}

// A terminal that answers no question still gets its first screen, and works;
// esc is one byte there.
func TestMuteTerminal(t *testing.T) {
	t.Parallel()
	term := &Terminal{Mute: true, Plain: true}
	NewPerson(run(t, term, t.TempDir())).Name("A raise").Map().Quit()
}

// asNobody makes a program run without root's right to write everywhere, and
// hands it the data folder.
func asNobody(t *testing.T, data string) *syscall.SysProcAttr {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil // an ordinary account obeys the modes anyway
	}
	const nobody = 65534
	for dir := data; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil { // t.TempDir is for its owner only
			t.Fatal(err)
		}
	}
	err := filepath.WalkDir(data, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, nobody, nobody)
	})
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// A folder that cannot be written: the screen says so, keeps the text, asks
// before quitting, and saves once it can.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := &Terminal{Attr: asNobody(t, data)}
	run(t, term, data)
	form := onRole(t, term)
	term.Sync()
	books, err := filepath.Glob(filepath.Join(data, "workbooks", "*"))
	if err != nil || len(books) != 1 {
		t.Fatalf("%v in %s: %v", books, data, err)
	}
	modes := func(folder, file os.FileMode) {
		for _, name := range []string{"workbook.db", "lock"} {
			if err := os.Chmod(filepath.Join(books[0], name), file); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(books[0], folder); err != nil {
			t.Fatal(err)
		}
	}
	modes(0o500, 0o400)
	form.Type("kept on the screen")
	term.WaitFor("! Not saved", "the data folder cannot be written", "kept on the screen")
	term.Keys("ctrl+c")
	term.WaitFor("Your last answers are not on disk yet")
	term.Keys("esc")
	term.WaitFor("kept on the screen")
	modes(0o700, 0o600)
	form.Type(", then saved")
	form.Saved("kept on the screen, then saved")
	term.Keys("ctrl+c")
	if status := term.Exit(); status != 0 {
		t.Errorf("it ended with %d:\n%s", status, term.Screen())
	}
	if got := onDisk(t, data, "A raise").Profile.Role; got != "kept on the screen, then saved" {
		t.Errorf("on disk is %q", got)
	}
}

// A data folder that cannot be one: a sentence, no screen, and nothing touched.
func TestDataPathIsAFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	term := run(t, &Terminal{}, file)
	if status := term.Exit(); status != 2 {
		t.Errorf("it ended with %d", status)
	}
	screen := strings.Join(strings.Fields(term.Screen()), " ")
	if !strings.Contains(screen, "data folder") || strings.Contains(screen, "goroutine") {
		t.Errorf("it said:\n%s", term.Screen())
	}
	if got, _ := os.ReadFile(file); string(got) != "mine" {
		t.Errorf("the file now holds %q", got)
	}
}
