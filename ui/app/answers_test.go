package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// prepared has what the forms need to be opened: a return of each sort.
func prepared(testing.TB) []workbook.Workbook {
	w := uitest.Empty("Test")
	w.Profile.Currency = "EUR"
	for _, r := range []struct {
		name string
		kind workbook.Kind
		sort workbook.Sort
	}{{"Pay", workbook.KindPay, workbook.Must}, {"Training", workbook.KindGrowth, workbook.Nice}, {"Home", workbook.KindPlace, workbook.NotYet}} {
		w.Returns = append(w.Returns, workbook.Return{ID: uitest.NewID(), Name: r.name, Kind: r.kind, Need: workbook.Need{Sort: r.sort}})
	}
	return []workbook.Workbook{w}
}

// answer is one field filled by keys.
type answer struct {
	keys string // typed; words in angle brackets are keys
	want string
	get  func(workbook.Workbook) string
}

func fill(d *uitest.Driver, keys string) {
	for keys != "" {
		before, after, found := strings.Cut(keys, "<")
		d.Type(before)
		if !found {
			return
		}
		key, rest, _ := strings.Cut(after, ">")
		d.Key(key)
		keys = rest
	}
}

func onOff(b bool) string {
	if b {
		return "on"
	}
	return "off"
}

type formTable struct {
	name    string
	open    []string
	answers []answer
}

func formTables() []formTable {
	type w = workbook.Workbook
	return []formTable{
		{"conversation", []string{"e"}, []answer{
			{" of mine", "Test of mine", func(w w) string { return w.Profile.Name }},
			{"Dana", "Dana", func(w w) string { return w.Profile.Person }},
			{"Nord & Söhne", "Nord & Söhne", func(w w) string { return w.Profile.Employer }},
			{"Engineer (q?)", "Engineer (q?)", func(w w) string { return w.Profile.Role }},
			{"12 mar 10:30", "12 Mar 2027, 10:30", func(w w) string { return w.Profile.Meeting.String() }},
			{"Sam, head of ops", "Sam, head of ops", func(w w) string { return w.Profile.With }},
			{"<backspace><backspace><backspace>chf", "CHF", func(w w) string { return w.Profile.Currency }},
			{"end of march", "31 Mar 2027", func(w w) string { return w.Review.Budget.String() }},
			{"HR", "HR", func(w w) string { return w.Review.BudgetFrom }},
			{"Imre", "Imre", func(w w) string { return w.Review.Decider }},
			{"until the 14th", "until the 14th", func(w w) string { return w.Review.Away }},
		}},
		{"returns", []string{"1", "enter", "shift+tab", "shift+tab"}, []answer{
			{" raise", "Pay raise", func(w w) string { return w.Returns[0].Name }},
			{"t", "time", func(w w) string { return string(w.Returns[0].Kind) }},
			{"Because: why not?<alt+enter>Second line", "Because: why not?\nSecond line", func(w w) string { return w.Returns[0].Why }},
			{"7", "7", func(w w) string { return w.Returns[0].Today.String() }},
			{"10", "10", func(w w) string { return w.Returns[0].Wanted.String() }},
			{"3<right><right><left>", "4", func(w w) string { return w.Returns[0].Weight.String() }},
			{"<right>", "on", func(w w) string { return onOff(w.Returns[0].Private) }},
		}},
		{"must-have", []string{"2", "enter"}, []answer{
			{"at least 88k", "at least €88,000", func(w w) string { return w.Returns[0].Need.Threshold.String() }},
			{"b", "base", func(w w) string { return string(w.Returns[0].Need.Basis) }},
			{"y", "yes", func(w w) string { return string(w.Returns[0].Need.Met) }},
			{"d", "unknown", func(w w) string { return string(w.Returns[0].Need.Leave) }},
		}},
		{"nice-to-have", []string{"2", "l", "enter"}, []answer{
			{"100", "100", func(w w) string { return w.Returns[1].Need.Share.String() }},
			{"a day", "a day", func(w w) string { return w.Returns[1].Need.Worst }},
			{"a week", "a week", func(w w) string { return w.Returns[1].Need.Best }},
		}},
		{"ask", []string{"3", "enter", "enter"}, []answer{
			{"I would like €96k.", "I would like €96k.", func(w w) string { return w.Asks[0].Term }},
			{"t", "total", func(w w) string { return string(w.Asks[0].Basis) }},
			{"80k", "€80,000", func(w w) string { return w.Asks[0].Today.String() }},
			{"85,000", "€85,000", func(w w) string { return w.Asks[0].Minimum.String() }},
			{"90.000", "€90,000", func(w w) string { return w.Asks[0].Target.String() }},
			{"+20%", "20%", func(w w) string { return w.Asks[0].Opening.String() }},
			{"r", "range", func(w w) string { return string(w.Asks[0].Say) }},
			{"It pays.", "It pays.", func(w w) string { return w.Asks[0].Reason }},
			{"Little", "Little", func(w w) string { return w.Asks[0].Cost }},
			{"one<enter>two<enter>three", "one|two|three", func(w w) string { return linesOf(w.Asks[0].Proofs) }},
			{"<right>", "on", func(w w) string { return onOff(w.Asks[0].Private) }},
		}},
		{"figure", []string{"3", "enter", "f"}, []answer{
			{"Survey", "Survey", func(w w) string { return w.Figures[0].Source }},
			{"<right>", string(workbook.FigureKinds()[0]), func(w w) string { return string(w.Figures[0].Kind) }},
			{"Engineer", "Engineer", func(w w) string { return w.Figures[0].Role }},
			{"Berlin", "Berlin", func(w w) string { return w.Figures[0].Place }},
			{"80k", "€80,000", func(w w) string { return w.Figures[0].Low.String() }},
			{"€92000", "€92,000", func(w w) string { return w.Figures[0].Middle.String() }},
			{"105k", "€105,000", func(w w) string { return w.Figures[0].High.String() }},
			{"b", "base", func(w w) string { return string(w.Figures[0].Basis) }},
			{"2026-11-02", "2 Nov 2026", func(w w) string { return w.Figures[0].Date.String() }},
			{"<left>", "on", func(w w) string { return onOff(w.Figures[0].Private) }},
		}},
		{"job", []string{"3", "enter", "t"}, []answer{
			{"92k", "€92,000", func(w w) string { return w.Job.Base.String() }},
			{"<left>", "year", func(w w) string { return string(w.Job.Period) }},
			{"36", "36", func(w w) string { return w.Job.Hours.String() }},
			{"5k", "€5,000", func(w w) string { return w.Job.Bonus.String() }},
			{"10%", "10% of base", func(w w) string { return w.Job.Variable.String() }},
			{"4k", "€4,000", func(w w) string { return w.Job.Earned.String() }},
			{"1", "€1", func(w w) string { return w.Job.Equity.String() }},
			{"3.600", "€3,600", func(w w) string { return w.Job.Benefits.String() }},
			{"2,5", "2.5%", func(w w) string { return w.Job.Inflation.String() }},
		}},
		{"offer", []string{"4", "enter", "a"}, []answer{
			{"Contoso", "Contoso", func(w w) string { return w.Offers[0].Employer }},
			{"Lead", "Lead", func(w w) string { return w.Offers[0].Role }},
			{"w", "written", func(w w) string { return string(w.Offers[0].Status) }},
			{"+6w", "13 Mar 2027", func(w w) string { return w.Offers[0].Deadline.String() }},
			{"93k", "€93,000", func(w w) string { return w.Offers[0].Base.String() }},
			{"40", "40", func(w w) string { return w.Offers[0].Hours.String() }},
			{"2k", "€2,000", func(w w) string { return w.Offers[0].Bonus.String() }},
			{"1k", "€1,000", func(w w) string { return w.Offers[0].Variable.String() }},
			{"900", "€900", func(w w) string { return w.Offers[0].Earned.String() }},
			{"0", "€0", func(w w) string { return w.Offers[0].Equity.String() }},
			{"3k", "€3,000", func(w w) string { return w.Offers[0].Benefits.String() }},
			{"4k", "€4,000", func(w w) string { return w.Offers[0].SignOn.String() }},
			{"200 a month", "€200 a month", func(w w) string { return w.Offers[0].Cost.String() }},
			{"5", "5", func(w w) string { return w.Offers[0].Travel.String() }},
			{"Example City", "Example City", func(w w) string { return w.Offers[0].Place }},
			{"1 may", "1 May 2027", func(w w) string { return w.Offers[0].Start.String() }},
			{"y", "yes", func(w w) string { return string(w.Offers[0].Take) }},
			{"I was approached.", "I was approached.", func(w w) string { return w.Offers[0].WillSay }},
			{"m", "on", func(w w) string { return onOff(w.Offers[0].Private) }},
		}},
		{"after a no", []string{"4", "enter", "o"}, []answer{
			{"Ask again<alt+enter>in June", "Ask again\nin June", func(w w) string { return w.Fallback.Plan }},
			{"", "on", func(w w) string { return onOff(w.Fallback.NoOffer) }},
		}},
	}
}

// linesOf are the texts of a list of entries.
func linesOf(all []workbook.Entry) string {
	var out []string
	for _, e := range all {
		out = append(out, e.Text)
	}
	return strings.Join(out, "|")
}

func TestEveryFieldOfEveryFormIsFilledByKeys(t *testing.T) {
	for _, table := range formTables() {
		t.Run(table.name, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 100, Height: 30})
			d.Key(table.open...)
			for i, a := range table.answers {
				fill(d, a.keys)
				if got := a.get(d.Workbook().Named()); got != a.want {
					t.Fatalf("field %d: %s stores %q, want %q\n%s", i, a.keys, got, a.want, d.Screen())
				}
				if i < len(table.answers)-1 {
					d.Key("tab")
				}
			}
			w := d.Workbook()
			d.Key("esc")
			if d.App().Typing() {
				t.Errorf("esc does not leave the form:\n%s", d.Screen())
			}
			for i, a := range table.answers { // none was taken away by a later one
				if got := a.get(w.Named()); got != a.want {
					t.Errorf("in the end field %d is %q, want %q", i, got, a.want)
				}
			}
			again := d.Restart()
			for i, a := range table.answers {
				if got := a.get(again.Workbook().Named()); got != a.want {
					t.Errorf("after a new start field %d is %q, want %q", i, got, a.want)
				}
			}
		})
	}
}

func TestEnterGoesThroughAForm(t *testing.T) {
	for _, table := range formTables() {
		if table.name == "ask" {
			continue // in a list Enter makes a line; tab goes on
		}
		t.Run(table.name, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 100, Height: 40})
			d.Key(table.open...)
			for range table.answers { // some are asked only once another is given
				if d.App().Typing() {
					d.Key("enter")
				}
			}
			if d.App().Typing() {
				t.Errorf("Enter in the last field does not leave the form:\n%s", d.Screen())
			}
		})
	}
}

func TestWhatCannotBeReadIsKeptAndSaid(t *testing.T) {
	type w = workbook.Workbook
	for _, c := range []struct {
		name string
		open []string
		text string
		get  func(workbook.Workbook) string
	}{
		{"meeting", []string{"e", "tab", "tab", "tab", "tab"}, "31 feb", func(w w) string { return w.Profile.Meeting.Unread() }},
		{"currency", []string{"e", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "ctrl+u"}, "DUCAT",
			func(w w) string { return w.Profile.Currency }},
		{"minimum", []string{"3", "enter", "enter", "tab", "tab", "tab"}, "a lot", func(w w) string { return w.Asks[0].Minimum.Unread() }},
		{"figure", []string{"3", "enter", "f", "tab", "tab", "tab", "tab"}, "12,34,5", func(w w) string { return w.Figures[0].Low.Unread() }},
		{"figure date", []string{"3", "enter", "f", "shift+tab", "shift+tab"}, "whenever it was", func(w w) string { return w.Figures[0].Date.Unread() }},
		{"inflation", []string{"3", "enter", "t", "shift+tab"}, "much%", func(w w) string { return w.Job.Inflation.Unread() }},
		{"deadline", []string{"4", "enter", "a", "tab", "tab", "tab"}, "2027-13-01", func(w w) string { return w.Offers[0].Deadline.Unread() }},
		{"offer's base", []string{"4", "enter", "a", "tab", "tab", "tab", "tab"}, "92k USD EUR", func(w w) string { return w.Offers[0].Base.Unread() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 100, Height: 40})
			d.Key(c.open...)
			d.Type(c.text)
			if got := c.get(d.Workbook()); got != c.text {
				t.Errorf("stored is %q, want %q", got, c.text)
			}
			d.Absent("kept.") // while one types an answer is half of itself
			for _, keys := range [][2]string{{"tab", "shift+tab"}, {"shift+tab", "tab"}, {"up", "down"}} {
				d.Key(keys[0])
				d.Want("! ", "kept.", c.text)
				if _, y, shown := d.Cursor(); shown && strings.Contains(d.Lines()[y], c.text) {
					t.Fatalf("%s does not leave the field:\n%s", keys[0], d.Screen())
				}
				d.Key(keys[1])
				d.Absent("kept.")
				_, y, _ := d.Cursor()
				if !strings.Contains(d.Lines()[y], c.text) {
					t.Fatalf("%s does not lead back into the field:\n%s", keys[1], d.Screen())
				}
			}
			d.Key("esc")
			if d.App().Typing() {
				t.Errorf("esc does not leave the form:\n%s", d.Screen())
			}
			if got := c.get(d.Restart().Workbook()); got != c.text {
				t.Errorf("after a new start it is %q, want %q", got, c.text)
			}
		})
	}
}

func TestAThresholdThatIsNoNumberIsAStatement(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.Key("2", "h", "l", "enter")
	d.Type("No calls on weekends")
	if got := d.Workbook().Returns[0].Need.Threshold.Statement; got != "No calls on weekends" {
		t.Errorf("it is %q", got)
	}
	d.Key("tab")
	d.Want("No calls on weekends")
}

func TestAmountsAreShownBackInOneForm(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.Key("3", "enter", "t")
	d.Type("92k")
	d.Want("– €92,000")
	d.Key("tab")
	d.Want("€92,000")
	d.Absent("92k")
}

func TestLongTextsAreStoredWhole(t *testing.T) {
	long := strings.Repeat("All of it. 語 ", 1000)[:10_000]
	for !strings.HasSuffix(long, " ") {
		long = long[:len(long)-1]
	}
	long += "."
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "enter", "ctrl+u")
	d.Paste(long)
	if got := d.Workbook().Returns[0].Why; got != long {
		t.Errorf("%d bytes are stored, want %d", len(got), len(long))
	}
	d.Absent("This field is full")
	d.Key("shift+tab", "shift+tab") // the name, one line
	d.Paste(long)
	if got := d.Workbook().Returns[0].Name; got != "Base pay"+long {
		t.Errorf("%d bytes are stored of one line, want %d", len(got), len(long)+8)
	}
}

func TestAFullFieldSaysSo(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "enter", "ctrl+u")
	d.Paste(strings.Repeat("x", value.MaxText+10))
	d.WantWrapped("! This field is full: what no longer fits")
	if got := len(d.Workbook().Returns[0].Why); got != value.MaxText {
		t.Errorf("%d characters are stored, want %d", got, value.MaxText)
	}
	d.Key("tab", "shift+tab")
	d.Absent("This field is full")
}

func TestPastedTextIsOnlyText(t *testing.T) {
	const evil = "\x1b[31mred\x1b[0m\x1b]52;c;aGk=\x07 a\u202eb\u2066 \x00\x9b1mc\r\nq\rx"
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.Key("1", "enter")
	d.Paste(evil)
	if got := d.Workbook().Returns[0].Why; strings.ContainsAny(got, "\x1b\x00\x07\r\u202e\u2066\u009b") ||
		!strings.HasSuffix(got, "c\nq\nx") || !strings.HasPrefix(got, "red ab ") {
		t.Errorf("stored is %q", got)
	}
	if !d.App().Typing() {
		t.Error("a line break in a paste is read as Enter")
	}
	d.Key("shift+tab", "shift+tab")
	d.Paste(evil)
	if got := d.Workbook().Returns[0].Name; strings.ContainsAny(got, "\x1b\x00\x07\r\n\u202e\u2066\u009b") || !strings.HasSuffix(got, "c q x") {
		t.Errorf("stored is %q", got)
	}
	for _, page := range [][]string{{"esc"}, {"ctrl+p"}, {"esc", "/"}, {"esc", "esc", "x"}, {"esc", "esc", "n"}, {"esc", "r"}} {
		d.Key(page...)
		d.Paste(evil)
		if strings.ContainsAny(d.Screen(), "\x1b\x00\x07\r\u202e\u2066\u009b") {
			t.Errorf("%v: control characters are shown: %q", page, d.Screen())
		}
	}
}

func TestAPasteWhereNothingIsTypedDoesNothing(t *testing.T) {
	each(t, 80, 24, func(t *testing.T, s state, d *uitest.Driver) {
		if d.App().Typing() {
			return
		}
		before := look(d)
		d.Paste("qdx\ny1?\n")
		if after := look(d); after.screen != before.screen || !slices.Equal(after.revision, before.revision) {
			t.Errorf("it became\n%s", after.screen)
		}
	})
}

func TestCursorIsBehindWhatIsTyped(t *testing.T) {
	for _, open := range [][]string{{"e", "tab"}, {"1", "enter"}, {"ctrl+p"}, {"x", "ctrl+u"}, {"esc", "n"}, {"1", "c"},
		{"3", "enter", "enter", "shift+tab", "shift+tab"}} {
		for _, text := range []string{"hello", "給料と住宅", "a語b", "👩🏽‍💼 ok", "🇩🇪", "e\u0301té"} {
			d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 120, Height: 30})
			d.Key(open...)
			x0, y0, _ := d.Cursor()
			d.Type(text)
			x, y, shown := d.Cursor()
			if !shown || y != y0 || x != x0+ansi.StringWidth(text) {
				t.Errorf("%v: typing %q moves the cursor from %d,%d to %d,%d, want %d cells\n%s", open, text, x0, y0, x, y, ansi.StringWidth(text), d.Screen())
				continue
			}
			if line := d.Lines()[y]; !strings.HasPrefix(ansi.Cut(line, x0, ansi.StringWidth(line)), text) {
				t.Errorf("%v: %q does not stand before the cursor:\n%s", open, text, d.Screen())
			}
			for range []rune(text) { // textarea takes clusters away rune by rune
				d.Key("backspace")
			}
			if x, _, _ := d.Cursor(); x != x0 {
				t.Errorf("%v: Backspace over %q leads to column %d, not %d", open, text, x, x0)
			}
		}
	}
}

func TestCursorInSeveralLines(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 120, Height: 30})
	d.Key("1", "enter")
	x0, y0, _ := d.Cursor()
	d.Type("給料")
	d.Key("alt+enter")
	d.Type("と住宅手当")
	if x, y, _ := d.Cursor(); y != y0+1 || x != x0+10 {
		t.Errorf("the cursor is at %d,%d, want %d,%d\n%s", x, y, x0+10, y0+1, d.Screen())
	}
	d.Key("up")
	if x, y, _ := d.Cursor(); y != y0 || x != x0+4 {
		t.Errorf("up: the cursor is at %d,%d, want %d,%d", x, y, x0+4, y0)
	}
}

// What a text may mean is asked once it is left, and one key answers; who leaves it
// again keeps it as it is. The focus stays, so that who types on sees what it became.
func TestAQuestionIsAnsweredByOneKey(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 100, Height: 40})
	d.Key("3", "enter", "t")
	d.Type("92.5")
	d.Key("enter")
	d.Want("? What is “92.5” for?", "1  €92.50 an hour", "2  €92,500 a year")
	d.Key("2")
	if p := d.App().Place(); p.Field != "base" {
		t.Errorf("the answer leads to %s: who types on would not see that it was one", p.Field)
	}
	d.Key("enter")
	if got := d.Workbook().Job; got.Base.String() != "92,500 a year" || got.Period != "year" {
		t.Errorf("it is %s, paid by the %s", got.Base, got.Period)
	}
	d.Want("From here on pay is by the year; undo takes it back.")
	d.Key("ctrl+z")
	if got := d.Workbook().Job; got.Base.Unread() != "92.5" || got.Period != "" {
		t.Errorf("undo gives %s, paid by the %s", got.Base, got.Period)
	}
	d.Key("up", "enter") // asks again
	d.Want("1  €92.50 an hour")
	d.Key("esc")
	d.Absent("1  €92.50 an hour")
	d.Type("k")
	if got := d.Workbook().Job.Base.String(); got != "92,500" {
		t.Errorf("it is typed on as %s", got)
	}
	d.Key("backspace", "enter", "enter")
	d.Want("“92.5” for?", "Your text is kept.")
}

// While a question is put, the help gives way, and the question is in sight with all that
// answers it; the cursor reads it until one types on.
func TestAQuestionIsInSight(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}} {
		for name, c := range map[string]struct {
			open []string
			text string
			want []string
			help string
		}{
			"base": {[]string{"3", "enter", "t"}, "92.5", []string{"? What is “92.5” for?", "1  €92.50 an hour", "2  €92,500 a year"},
				"Base pay before tax"},
			"minimum":   {[]string{"3", "enter", "enter", "tab", "tab", "tab"}, "88-92k", []string{"88-92k", "1  €88,000", "2  €92,000"}, "For yourself"},
			"dollars":   {[]string{"3", "enter", "t"}, "$92,000", []string{"? ", "1  ", "2  ", "3  ", "4  ", "5  ", "6  "}, "Base pay before tax"},
			"meeting":   {[]string{"e", "tab", "tab", "tab", "tab"}, "3/4", []string{"?", "1  ", "2  "}, "The day of the talk"},
			"threshold": {[]string{"2", "enter"}, "about 88k", []string{"? Which number is the line", "1  at least", "2  at most"}, "A number with a unit"},
		} {
			d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 100, Height: 40})
			d.Key(c.open...)
			d.Resize(size[0], size[1])
			d.Type(c.text)
			d.Key("enter")
			d.Want(c.want...)
			d.Absent(c.help)
			if t.Failed() {
				t.Fatalf("%s at %d×%d", name, size[0], size[1])
			}
			x, y, _ := d.Cursor()
			if at := ansi.Cut(d.Lines()[y], x-2, x); at != "? " {
				t.Errorf("%s at %d×%d: the cursor is at %d,%d and not on the question\n%s", name, size[0], size[1], x, y, d.Screen())
			}
			d.Key("esc") // back to the text
			d.Type("x")
			x, y, _ = d.Cursor()
			if at := ansi.Cut(d.Lines()[y], 0, x); !strings.HasSuffix(at, c.text+"x") {
				t.Errorf("%s at %d×%d: the cursor is not behind the text but %q", name, size[0], size[1], at)
			}
		}
	}
}

// "Person" was taken for the boss, who is asked for below.
func TestWhoThePersonIsIsSaid(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.Key("e", "tab")
	d.WantWrapped("Your own name, or the name of the person you coach.")
}

// In a narrow window labels stand above, and a field is in sight with its help.
func TestANarrowFormHasLabelsAbove(t *testing.T) {
	helps := map[string][]string{}
	for _, c := range workbook.Schema.Collections {
		for _, f := range c.Fields {
			if words := uitest.Pack().Field(f.Label); words.Label != "" {
				helps[words.Label] = append(helps[words.Label], words.Help)
			}
		}
	}
	for name, open := range map[string][]string{"conversation": {"e"}, "returns": {"1", "enter"}, "ask": {"3", "enter"}, "job": {"3", "t"}, "offer": {"4", "enter"}} {
		d := uitest.New(t, uitest.Options{Example: true, Width: 40, Height: 12})
		d.Key(open...)
		for range 9 {
			lines := d.Lines()
			at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, " ▸ ") })
			if at < 0 {
				t.Fatalf("%s: no field has the focus:\n%s", name, d.Screen())
			}
			label, shown := strings.TrimSpace(strings.TrimPrefix(lines[at], " ▸ ")), strings.Join(strings.Fields(strings.Join(lines[at:], " ")), " ")
			shown = strings.ReplaceAll(shown, "- ", "-") // broken behind a hyphen
			whole := func(help string) bool { return strings.Contains(shown, strings.ReplaceAll(help, "- ", "-")) }
			if helps[label] == nil {
				t.Errorf("%s: %q is no label by itself", name, label)
			} else if label != "Kind" && label != "Reason" && label != "Proofs" && !slices.ContainsFunc(helps[label], whole) { // these have many lines of their own
				t.Errorf("%s: the help of %s is not whole:\n%s", name, label, d.Screen())
			}
			d.Key("tab")
		}
	}
}

// A text typed into a choice chooses nothing.
func TestATextIsNoChoice(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t), Width: 100, Height: 40})
	d.Key("3", "enter", "enter", "tab")
	d.Type("19.40 an hour, total")
	if got := d.Workbook().Asks[0].Basis; got != "" {
		t.Errorf("it chose %s", got)
	}
	d.Want("There is nothing to type here")
	n := uitest.New(t, uitest.Options{Books: prepared(t), Width: 40, Height: 12}) // with the most options, and the least room
	n.Key("1", "enter", "shift+tab")
	n.Type("growing")
	n.WantWrapped("● growth", "There is nothing to type here: ← → choose.")
	d.Key("right")
	if got := d.Workbook().Asks[0].Basis; got != "base" {
		t.Errorf("an arrow chose %q", got)
	}
}
