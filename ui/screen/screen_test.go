package screen_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/ui/theme"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// bench is a screen with what it needs, and no program around it.
type bench struct {
	t       *testing.T
	book    workbook.Workbook
	version int
	ed      *field.Editor
	went    []screen.Place
	copied  string
}

func newBench(t *testing.T, w workbook.Workbook) *bench {
	return &bench{t: t, book: w, ed: field.NewEditor()}
}

func (b *bench) context() *screen.Context {
	c := &screen.Context{
		Moved: b.version, Day: uitest.Today, Pack: uitest.Pack(), Style: theme.New(theme.Terminal{Ground: theme.Dark, Colors: colorprofile.TrueColor}), Key: theme.Keys(theme.New(theme.Terminal{}).Sign), Ed: b.ed,
		NewID: uitest.NewID,
		Go:    func(p screen.Place) { b.went = append(b.went, p) }, Say: func(string) {},
		Copy:    func(text string) { b.copied = text },
		Plan:    func(who plan.Audience) plan.Document { return plan.Build(b.book, who, uitest.Today) },
		Letters: func() []plan.Letter { return plan.Letters(b.book, uitest.Today) },
	}
	look := func() {
		c.Book, c.Advice = b.book, advice.Of(b.book, uitest.Today)
		c.Settled, c.Findings = c.Advice.Settled(), c.Advice.Findings()
	}
	look()
	c.Change = func(_ string, change func(*workbook.Workbook)) {
		next := b.book.Clone()
		change(&next)
		b.version++
		b.book, c.Moved = next, b.version
		look()
	}
	return c
}

func (b *bench) press(s screen.Screen, names ...string) (handled bool) {
	b.t.Helper()
	for _, n := range names {
		k, err := uitest.Key(n)
		if err != nil {
			b.t.Fatal(err)
		}
		c := b.context()
		if handled = s.Typing(c) && s.Type(c, k); handled {
			continue
		}
		var row command.Command
		if row, handled = s.Commands(c).Press(k); !handled {
			continue
		}
		if row.Do == nil {
			handled = false // the program's own
		} else if row.Off == "" {
			row.Do()
		}
	}
	return handled
}

// press is a key by its name.
type press string

func (p press) String() string { return string(p) }

// draw gives a screen as plain text, having looked whether it fits.
func (b *bench) draw(s screen.Screen, width, height int) string {
	b.t.Helper()
	d := s.Draw(b.context(), width, height)
	if len(d.Lines) > height {
		b.t.Fatalf("%d lines in %d", len(d.Lines), height)
	}
	var out []string
	for _, l := range d.Lines {
		if n := ansi.StringWidth(l); n > width {
			b.t.Fatalf("a line is %d wide in %d: %q", n, width, ansi.Strip(l))
		}
		out = append(out, strings.TrimRight(ansi.Strip(l), " "))
	}
	return strings.Join(out, "\n")
}

func TestTheMapMovesAndOpens(t *testing.T) {
	b := newBench(t, uitest.Example(t))
	m := screen.NewMap(b.context())
	if got := m.Place(b.context()).Field; got != string(advice.Of(b.book, uitest.Today).Next()) {
		t.Errorf("the focus is on %q, the next lesson is %q", got, advice.Of(b.book, uitest.Today).Next())
	}
	for _, c := range []struct{ key, lesson string }{{"g", "returns"}, {"j", "needs"}, {"down", "asks"}, {"k", "needs"},
		{"G", string(workbook.LessonStrategy)}, {"home", "returns"}, {"up", "returns"}} {
		b.press(m, c.key)
		if got := m.Place(b.context()).Field; got != c.lesson {
			t.Errorf("%s leads to %q, want %q", c.key, got, c.lesson)
		}
	}
	b.press(m, "enter")
	want := []screen.Place{{Screen: "returns"}}
	if len(b.went) != len(want) {
		t.Fatalf("it went to %v", b.went)
	}
	for i := range want {
		if b.went[i] != want[i] {
			t.Errorf("it went to %v, want %v", b.went[i], want[i])
		}
	}
	for i, l := range workbook.Lessons() {
		if row, ok := m.Commands(b.context()).Press(press(fmt.Sprint(i + 1))); !ok || row.ID != screen.LessonCommand(l) {
			t.Errorf("%d leads to %q, %t", i+1, row.ID, ok)
		}
	}
	if b.press(m, "esc") || b.press(m, "q") || b.press(m, "?") {
		t.Error("the map takes keys that are the program's")
	}
}

func TestTheMapsGaps(t *testing.T) {
	b := newBench(t, uitest.Example(t))
	m := screen.NewMap(b.context())
	if n := len(b.context().Findings); n < 2 {
		t.Fatalf("%d findings", n)
	}
	b.press(m, "tab", "down", "enter")
	if want := screen.FindingPlace(advice.Digest(b.context().Findings)[1].Finding); len(b.went) != 1 || b.went[0] != want {
		t.Errorf("it went to %v, want %v", b.went, want)
	}
	b.press(m, "up", "up") // above the first gap are the lessons
	b.went = nil
	b.press(m, "G", "enter")
	if len(b.went) != 1 || b.went[0].Screen != string(workbook.LessonStrategy) {
		t.Errorf("it went to %v", b.went)
	}
	b.press(m, "down", "enter") // and below the last lesson the gaps
	if want := screen.FindingPlace(b.context().Findings[0]); len(b.went) != 2 || b.went[1] != want {
		t.Errorf("it went to %v, want %v", b.went, want)
	}
	b.book = uitest.Empty("x") // another window
	b.version++
	b.draw(m, 80, 20)
	b.press(m, "down", "enter")
}

func TestALessonIsReadFirst(t *testing.T) {
	b := newBench(t, uitest.Empty("New"))
	for _, id := range workbook.Lessons() {
		l := screen.NewLesson(b.context(), id)
		text := b.draw(l, 80, 100)
		if first := b.context().Pack.Lesson(id).Mistake[1:40]; !strings.Contains(strings.Join(strings.Fields(text), " ")[:120], first) {
			t.Errorf("%s does not begin with its mistake %q:\n%s", id, first, text)
		}
		b.went = nil
		b.press(l, "enter")
		if after := b.draw(l, 80, 30); id.Built() && after == text || !id.Built() && len(b.went) != 1 {
			t.Errorf("%s: enter does not go on", id)
		}
	}
	b = newBench(t, uitest.Example(t))
	if text := b.draw(screen.NewLesson(b.context(), workbook.LessonReturns), 80, 30); !strings.Contains(text, "Your returns") {
		t.Errorf("a lesson that is answered opens to its reading:\n%s", text)
	}
}

func TestTheReadingScrollsToItsEndAndBack(t *testing.T) {
	b := newBench(t, uitest.Empty("New"))
	l := screen.NewLesson(b.context(), workbook.LessonReturns)
	top := b.draw(l, 60, 10)
	for range 40 {
		b.press(l, "pgdown")
		b.draw(l, 60, 10)
	}
	if end := b.draw(l, 60, 10); !strings.Contains(end, "▸ Start (enter)") {
		t.Errorf("the end is\n%s", end)
	}
	b.press(l, "up")
	if text := b.draw(l, 60, 10); !strings.Contains(text, "↓") {
		t.Errorf("one line up from the end it is\n%s", text)
	}
	for range 40 {
		b.press(l, "pgup")
	}
	if text := b.draw(l, 60, 10); text != top {
		t.Errorf("the top is\n%s\nand was\n%s", text, top)
	}
}

func TestTheNumberLineIsToScale(t *testing.T) {
	b := newBench(t, uitest.Example(t))
	l := screen.NewLesson(b.context(), workbook.LessonAsks)
	line := func() []rune {
		for _, s := range strings.Split(b.draw(l, 100, 30), "\n") {
			if strings.Contains(s, "──") {
				f := strings.Fields(s)
				return []rune(f[len(f)-1])
			}
		}
		return nil
	}
	// 82, 88, 92 and 96 thousand: of the width of 14, the minimum is at 6 and the target
	// at 10; the middle of the market, 94, is at 12.
	r := line()
	near := func(mark rune, share float64) bool { // a label may push the next by a cell
		at := int(float64(len(r)-1)*share + 0.5)
		return slices.Contains(r[max(0, at-1):min(len(r), at+2)], mark)
	}
	if len(r) < 20 || r[0] != '├' || r[len(r)-1] != '┤' || !near('┼', 6./14) || !near('┼', 10./14) || !near('┴', 12./14) {
		t.Errorf("it is %q", string(r))
	}
	b.book = b.book.Clone()
	b.version++
	b.book.Asks[0].Minimum, b.book.Asks[0].Target, b.book.Asks[0].Opening = b.book.Job.Base, b.book.Job.Base, b.book.Job.Base
	if got := b.draw(l, 100, 30); !strings.Contains(got, "today  minimum target opening") {
		t.Errorf("four equal numbers do not stand side by side:\n%s", got)
	}
}

// TestTheDetailsStayBesideTheirList: wherever the list is scrolled to, what
// belongs to its focused row begins at the top of its own pane.
func TestTheDetailsStayBesideTheirList(t *testing.T) {
	example := uitest.Example(t)
	for i := range 40 {
		example.Returns = append(example.Returns, workbook.Return{ID: uitest.NewID(), Name: fmt.Sprint("Return ", i), Kind: workbook.KindTime})
	}
	for _, c := range []struct {
		lesson       workbook.Lesson
		keys         []string
		list, beside string
	}{
		{workbook.LessonAsks, []string{"G"}, "▸ Today's job", "What you have today:"},
		{workbook.LessonAsks, []string{"G", "up", "up"}, "▸ Job posting of an in", "Job posting of an in"},
	} {
		b := newBench(t, example)
		l := screen.NewLesson(b.context(), c.lesson)
		b.press(l, c.keys...)
		for _, size := range [][2]int{{78, 20}, {118, 36}, {70, 14}} {
			text := b.draw(l, size[0], size[1])
			top := ""
			for _, line := range strings.Split(text, "\n") {
				if strings.Contains(line, "more lines") {
					top = line
					break
				}
			}
			if !strings.Contains(text, c.list) || !strings.HasPrefix(top, "↑") || !strings.Contains(top, c.beside) {
				t.Errorf("%s %v: %q does not stand at the top beside %q:\n%s", c.lesson, c.keys, c.beside, c.list, text)
			}
		}
	}
}

// TestPageKeysScrollWhatStandsBesideTheList, which stays where it is, until the
// focus goes to another row.
func TestPageKeysScrollWhatStandsBesideTheList(t *testing.T) {
	for _, c := range []struct {
		lesson          workbook.Lesson
		list, top, last string
	}{
		{workbook.LessonAsks, "Your asks", "“I would like my base pay", "no longer stops when I am away"},
	} {
		b := newBench(t, uitest.Example(t))
		l := screen.NewLesson(b.context(), c.lesson)
		text := func() string { return b.draw(l, 78, 14) }
		begin := text()
		if !strings.Contains(begin, c.top) || strings.Contains(begin, c.last) {
			t.Fatalf("%s begins with\n%s", c.lesson, begin)
		}
		for range 9 {
			b.press(l, "pgdown")
			text()
		}
		if end := text(); !strings.Contains(end, c.list) || strings.Contains(end, c.top) || !strings.Contains(end, c.last) {
			t.Errorf("%s ends with\n%s", c.lesson, end)
		}
		b.press(l, "pgup", "pgup", "pgup", "pgup")
		if again := text(); again != begin {
			t.Errorf("%s: pgup leads to\n%s", c.lesson, again)
		}
		b.press(l, "pgdown", "down")
		text()
		b.press(l, "up")
		if again := text(); again != begin {
			t.Errorf("%s: what stood beside another row is still scrolled\n%s", c.lesson, again)
		}
		b.press(l, "pgdown")
		b.draw(l, 60, 14) // there it stands below
		if again := text(); again != begin {
			t.Errorf("%s: a page is kept for later\n%s", c.lesson, again)
		}
	}
}

func TestTheMatrixShowsTheFocusedColumnInAnyWidth(t *testing.T) {
	w := uitest.Example(t)
	for i := range w.Returns {
		w.Returns[i].Need.Sort = workbook.Must
	}
	b := newBench(t, w)
	l := screen.NewLesson(b.context(), workbook.LessonOffers)
	b.press(l, "down")
	for _, width := range []int{38, 58, 78, 98, 118} {
		for range 12 {
			b.press(l, "left")
		}
		for i := range len(w.Returns) + 3 {
			if text := b.draw(l, width, 30); strings.Count(text, "[") != 1 {
				t.Errorf("at %d, column %d is not in sight:\n%s", width, i, text)
			}
			b.press(l, "right")
		}
	}
}

// TestTheHeadingStaysAboveItsCell, whatever the size: at a cell's place, a line
// above it begins the heading.
func TestTheHeadingStaysAboveItsCell(t *testing.T) {
	for _, offers := range []int{0, 2, 9} {
		w := uitest.Example(t)
		for i := len(w.Offers); i < offers; i++ {
			w.Offers = append(w.Offers, workbook.Offer{ID: uitest.NewID(), Employer: fmt.Sprint("Employer ", i)})
		}
		w.Offers = w.Offers[:offers]
		names := []string{"Base pay", "Days at home", "Weekends without calls", "would take", "in all a year", "once", "after its costs"}
		if offers > 0 {
			w.Offers[0].SignOn, w.Offers[0].Cost = valuetest.Amount("4000 EUR"), valuetest.Amount("2400 EUR")
		} else { // nobody has either
			names = names[:5]
		}
		b := newBench(t, w)
		l := screen.NewLesson(b.context(), workbook.LessonOffers)
		if offers == 0 {
			b.press(l, "enter") // it opens to its reading
		}
		for _, size := range [][2]int{{60, 8}, {78, 8}, {78, 12}, {78, 16}, {78, 20}, {118, 36}} {
			b.press(l, "g", "left", "left", "left", "left", "left", "left", "left")
			for row := range offers + 1 {
				for _, name := range names {
					text := b.draw(l, size[0], size[1])
					if before, _, seen := strings.Cut(text, "["); !seen || !strings.Contains(text, "▸") {
						t.Fatalf("at %v, row %d, the cell is not in sight:\n%s", size, row, text)
					} else if lines := strings.Split(before, "\n"); !slices.ContainsFunc(lines, func(l string) bool {
						at, r := ansi.StringWidth(lines[len(lines)-1]), []rune(l)
						end := min(len(r), at+max(8, 2+strings.Index(text[len(before):], "]")))
						return at < end && strings.Contains(string(r[at:end]), name[:4])
					}) {
						t.Errorf("at %v, row %d, the heading %q is not above its cell:\n%s", size, row, name, text)
					}
					if last := w.Offers[max(0, offers-1):]; offers > 0 && !strings.Contains(text, last[0].Employer[:8]) && !strings.Contains(text, "↓") {
						t.Errorf("at %v, row %d, nothing says that there are more rows:\n%s", size, row, text)
					}
					b.press(l, "right")
				}
				b.press(l, "down", "left", "left", "left", "left", "left", "left", "left")
			}
		}
	}
}

// Where there is one column of text, an offer is a page: its cells stand below each
// other, and the way across goes to the next offer.
func TestAnOfferIsAPage(t *testing.T) {
	w := uitest.Example(t)
	w.Offers[0].SignOn, w.Offers[0].Cost = valuetest.Amount("4000 EUR"), valuetest.Amount("2400 EUR")
	b := newBench(t, w)
	l := screen.NewLesson(b.context(), workbook.LessonOffers)
	for _, size := range [][2]int{{38, 8}, {38, 10}, {38, 14}, {58, 8}} {
		draw := func() string { return b.draw(l, size[0], size[1]) }
		draw() // what is drawn says which way the arrows go
		b.press(l, "left", "left", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up")
		for row, name := range []string{"Staying", w.Offers[0].Employer, w.Offers[1].Employer} {
			for i, cell := range []string{"Base pay", "Days at home", "Weekends without calls", "would take", "in all a year", "once", "after its costs", "nice-to-haves of 100", "answer by", "The senior title"} {
				if i > 0 {
					b.press(l, "down")
				}
				text := draw()
				if !strings.Contains(text, name+", ") && row > 0 || !strings.Contains(text, fmt.Sprintf("%d of 3", row+1)) {
					t.Errorf("at %v the page of %s does not say whose it is:\n%s", size, name, text)
				}
				if line := text[max(0, strings.Index(text, "▸")):]; !strings.HasPrefix(line, "▸ "+cell) || !strings.Contains(line[:strings.Index(line, "\n")], "[") {
					t.Errorf("at %v, %s, the focus is not on %q:\n%s", size, name, cell, text)
				}
			}
			b.press(l, "up", "up", "up", "up", "up", "up", "up", "up", "up", "right")
		}
	}
}

func TestTheLibraryInAnyWidth(t *testing.T) {
	entries := []storage.Entry{
		{ID: "A", Name: "A raise", Person: "Dana", Employer: "Northwind", Meeting: uitest.Today.AddDays(10), Done: 1, Built: 4, Opened: uitest.Noon},
		{ID: "B", Name: strings.Repeat("給料 ", 40), Employer: strings.Repeat("株式会社 ", 20), Built: 4},
		{ID: "C", Name: "", Problem: errors.New("The file is damaged; nothing of it was changed.")},
		{ID: "D", Built: 4},
	}
	for row := range entries {
		for width := 38; width < 130; width++ {
			picked := -1
			d := screen.DrawLibrary(entries, row, uitest.Today, width, 20, theme.New(theme.Terminal{Ground: theme.Dark, Colors: colorprofile.TrueColor}), func(i int) { picked = i })
			for i, l := range d.Lines {
				if n := ansi.StringWidth(l); n > width {
					t.Fatalf("at %d, line %d is %d wide: %q", width, i, n, ansi.Strip(l))
				}
				if strings.Contains(ansi.Strip(l), "Dana · A raise") {
					if d.Hit(3, i)(); picked != 0 {
						t.Errorf("at %d, a click on the first picks %d", width, picked)
					}
				}
			}
		}
	}
}

func TestThePlanInAnyWidth(t *testing.T) {
	b := newBench(t, uitest.Example(t))
	p := screen.NewPlan()
	for _, who := range []string{"m", "c"} { // the manager's is a list
		b.press(p, who)
		for _, width := range []int{38, 45, 58, 70, 78, 98, 118, 128} {
			if text := b.draw(p, width, 20); !strings.Contains(text, "● ") || !strings.Contains(text, "↓") {
				t.Errorf("%s at %d:\n%s", who, width, text)
			}
			b.press(p, "G")
			if end := b.draw(p, width, 20); !strings.Contains(end, "↑") || strings.Contains(end, "↓") {
				t.Errorf("%s at %d, the end:\n%s", who, width, end)
			}
			b.press(p, "home")
		}
	}
	for _, c := range []struct{ key, who string }{{"m", "mine"}, {"tab", "coach"}, {"tab", "manager"}, {"tab", "mine"}, {"shift+tab", "manager"}} {
		b.press(p, c.key)
		if got := p.Place(b.context()).Field; got != c.who {
			t.Errorf("%s leads to %q, want %q", c.key, got, c.who)
		}
	}
}

// words parts a text where a line may end: at spaces and behind hyphens.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '-' })
}

// TestThePlansTablesStayWhole: whether as a table or row by row, no word, no
// number and no heading breaks or is left out.
func TestThePlansTablesStayWhole(t *testing.T) {
	example := uitest.Example(t)
	example.Returns[1].Weight = value.NewPoints(10)
	example.Returns[2].Name = "(unrated)"
	example.Returns[2].Weight = value.Points(0)
	for name, c := range map[string]struct {
		book workbook.Workbook
		step int
	}{"example": {example, 1}, "sample": {storetest.Sample(workbook.IDs(uitest.NewID)), 20}} {
		b, w := newBench(t, c.book), c.book
		p := screen.NewPlan()
		b.press(p, "3") // all of it
		for width := 38; width <= 128; width += c.step {
			text := b.draw(p, width, 1<<20)
			seen := map[string]int{}
			for _, word := range words(text) {
				seen[word]++
			}
			for _, s := range plan.Build(w, plan.Mine, uitest.Today).Sections {
				for _, block := range s.Blocks {
					table, ok := block.(plan.Table)
					if !ok {
						continue
					}
					for _, row := range table.Rows {
						for _, word := range words(strings.Join(row, " ")) {
							if ascii := len(word) == ansi.StringWidth(word); !ascii || word == plan.Nothing || len(word) > width-2 {
								continue
							}
							if seen[word]--; seen[word] < 0 {
								t.Fatalf("%s at %d: %q of %q breaks or is left out:\n%s", name, width, word, row, text)
							}
						}
					}
				}
			}
			if strings.Contains(text, "…") && name == "example" && width > 62 {
				t.Fatalf("%s at %d: something is cut:\n%s", name, width, text)
			}
		}
	}
}

func TestATableThatDoesNotFitIsShownRowByRow(t *testing.T) {
	w := uitest.Example(t)
	w.Returns[0].Weight = value.NewPoints(10)
	b := newBench(t, w)
	p := screen.NewPlan()
	b.press(p, "3") // all of it
	for _, c := range []struct {
		width int
		want  string
	}{
		{78, `
2  Base pay
  Kind: pay · Today: 5 · Wanted: 8 · Weight: 10 · Weight × gap: 30
  Why: Rent went up twice, and the work has grown since I was hired.
`},
		{38, `
2  Base pay
  Kind: pay · Today: 5 · Wanted: 8 ·
  Weight: 10 · Weight × gap: 30
  Why: Rent went up twice, and the
  work has grown since I was hired.
`},
		{118, `
                                                               Weight
#  Return                  Kind         Today  Wanted  Weight   × gap  Why
`},
		{118, `
2  Base pay                pay              5       8      10      30  Rent went up twice, and the work has
                                                                       grown since I was hired.
`},
	} {
		text := strings.ReplaceAll(b.draw(p, c.width, 1<<20), "\u00a0", " ")
		if !strings.Contains(text, c.want) {
			t.Errorf("at %d there is no\n%s\nin\n%s", c.width, c.want, text)
		}
	}
}

// When a workbook was last opened is told at every width.
func TestLibraryTellsWhenItWasOpened(t *testing.T) {
	opened := time.Date(2027, 1, 28, 12, 0, 0, 0, time.Local)
	entries := []storage.Entry{{Name: "A raise", Opened: opened}, {Name: "Another"}}
	for _, width := range []int{38, 78, 118} {
		d := screen.DrawLibrary(entries, 0, uitest.Today, width, 20, theme.New(theme.Terminal{Ground: theme.Dark, Colors: colorprofile.TrueColor}), func(int) {})
		if text := strings.Join(d.Lines, "\n"); !strings.Contains(text, "28 Jan") {
			t.Errorf("%d wide:\n%s", width, text)
		}
		if focus := d.Zones[1].Y; width < 90 && focus != 3 || width >= 90 && focus != 2 {
			t.Errorf("%d wide: the second row answers at %d", width, focus)
		}
	}
}

// Where a list and what belongs to its row do not fit beside each other, the page
// keys turn to the one below and back.
func TestPageKeysTurnToTheDetails(t *testing.T) {
	b := newBench(t, uitest.Example(t))
	l := screen.NewLesson(b.context(), workbook.LessonAsks)
	has := func(want bool, what string, texts ...string) {
		t.Helper()
		text := b.draw(l, 38, 8)
		for _, s := range texts {
			if strings.Contains(text, s) != want {
				t.Fatalf("%s: %q is there: %t\n%s", what, s, !want, text)
			}
		}
	}
	has(true, "the list", "Your asks")
	b.press(l, "pgdown")
	has(false, "the details", "Your asks")
	has(true, "the details", "I would like my base pay")
	seen := ""
	for range 8 {
		b.press(l, "pgdown")
		seen += b.draw(l, 38, 8)
	}
	if !strings.Contains(seen, "Trained three") {
		t.Errorf("the last proof never comes:\n%s", seen)
	}
	b.press(l, "esc")
	has(true, "back at the list", "Your asks")
	b.press(l, "pgdown", "pgup")
	b.draw(l, 38, 8)
	b.press(l, "pgdown")
	b.draw(l, 38, 8)
	b.press(l, "down")
	has(true, "another row", "Your asks")
}
