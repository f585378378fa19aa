package app_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"firstmile/ui/app"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

func TestHidden(t *testing.T) {
	for in, want := range map[string]string{
		"You would accept €88,000 for “Base pay”.":         "You would accept ••• for “Base pay”.",
		"to go to 76,000, or 92k, or 8 200 zł":             "to go to •••, or •••, or ••• zł",
		"a rise of 4.5 % or +17.1%":                        "a rise of ••• or •••",
		"$19.40 an hour, 820万, PLN8200, 5 k, EUR 5, €5":    "••• an hour, •••万, PLN•••, • k, EUR •, ••",
		"₹12,50,000 and ٩٢٠٠٠ and 92’000":                  "••• and ••• and •••",
		"on 12 Mar 2027, or March 12, 2027, or 2027-03-12": "on 12 Mar 2027, or March 12, 2027, or 2027-03-12",
		"in 41 days at 14:02, 12 weeks ago, 13 more lines": "in 41 days at 14:02, 12 weeks ago, 13 more lines",
		"lesson 3, 2 of 12, three, 7 proofs, 10":           "lesson 3, 2 of 12, three, 7 proofs, 10",
		"3 · 4      2 of 2":                                "3 · 4      2 of 2",
		"nothing":                                          "nothing",
		"1,200 days":                                       "••• days",
		"since 2019 it is 2000 a month":                    "since ••• it is ••• a month",
	} {
		if got := app.Hidden(in)[0]; got != want {
			t.Errorf("%q\nbecomes %q\n   want %q", in, got, want)
		}
	}
	// What stands in columns stays there, and a number that is cut by the end of its row is hidden whole.
	got := app.Hidden(
		"pay            €88,000   €9,500  yes",
		"bonus              €70      10%  no",
		"\x1b[1mfrom €88,000 on\x1b[m          it is 8",
		"                         200 zł")
	want := []string{
		"pay                •••      •••  yes",
		"bonus              •••      •••  no",
		"\x1b[1mfrom ••• on\x1b[m              it is •",
		"                         ••• zł"}
	if !slices.Equal(got, want) {
		t.Errorf("%q\n want %q", got, want)
	}
}

// What is left in a frame of what may be read in it.
var (
	readable = regexp.MustCompile(`\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})?|\d{4}-\d\d-\d\d|\d{1,2}:\d\d` +
		`|\d+ (day|week|minute|second|more|line|word|character|note)s?|\d{1,2} of \d{1,2}`)
	telling = regexp.MustCompile(`\p{Sc} ?\d|\d[.,]\d|\d ?%|\d{2}|\d[kM]`)
	wide    = regexp.MustCompile(`[^ ]+(?: [^ ]+)*`)
)

// TestHiddenAmountsAreOnNoPage looks at every page that is compared with a file, hidden:
// nothing may be an amount, nothing else has moved, and one key brings all back.
func TestHiddenAmountsAreOnNoPage(t *testing.T) {
	for _, name := range some(t, pages) {
		if strings.HasPrefix(name, "side/") { // which is gone then: see TestHiddenSide
			continue
		}
		if strings.Contains(name, "help") { // which is the program's own words
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := byName(t, name)
			d := s.new(t, 80, 24)
			before := d.Lines()
			d.Key("ctrl+l")
			with := d.Lines()
			fits(t, s, d, 80, 24)
			tellsNothing(t, d)
			if !strings.Contains(with[0], "hidden: ") {
				t.Errorf("the header does not say so: %q", with[0])
			}
			d.Key("ctrl+l")
			without := d.Lines()
			if strings.Contains(name, "export") || strings.Contains(name, "failing") { // there is a sentence more, or less
				return
			}
			book, _, _ := strings.Cut(name, "/")
			if slices.Contains([]string{"coached", "dealt", "targets", "half"}, book) { // something private is gone, and the rest moves up
				return
			}
			for y := 2; y < len(with)-2; y++ {
				for _, c := range wide.FindAllStringIndex(without[y], -1) {
					cell, at := without[y][c[0]:c[1]], ansi.StringWidth(without[y][:c[0]])
					if !strings.ContainsAny(cell, "0123456789") && !strings.HasPrefix(ansi.Cut(with[y], at, 80), cell) {
						t.Errorf("%q is not where it was:\n%s\n%s", cell, without[y], with[y])
					}
					if telling.MatchString(cell) && strings.ContainsAny(cell, "€$£") && !strings.Contains(with[y], "••") {
						t.Errorf("nothing stands for an amount:\n%s\n%s", without[y], with[y])
					}
				}
			}
			if !slices.Equal(before[2:len(before)-2], without[2:len(without)-2]) {
				t.Errorf("the key does not bring all back:\n%s", strings.Join(without, "\n"))
			}
		})
	}
}

// tellsNothing looks for what may be an amount, and for each amount of the workbooks.
func tellsNothing(t *testing.T, d *uitest.Driver) {
	t.Helper()
	lines := d.Lines()
	lines = lines[:len(lines)-1] // the keys
	for _, line := range lines {
		if telling.MatchString(strings.ReplaceAll(readable.ReplaceAllString(line, ""), "10", "")) {
			t.Errorf("%q tells a number", line)
		}
	}
	text := strings.Join(lines, "\n")
	for _, e := range d.Entries() {
		if e.Problem != nil || e.Locked() {
			continue
		}
		book := mustLoad(t, d, e.ID)
		for p := range workbook.Schema.Amounts(&book) {
			if n := p.Amount.Number(); p.Amount.Money() && len(n) > 2 && strings.Contains(text, n) {
				t.Errorf("%s is on the page", n)
			}
		}
	}
}

func TestHiddenWhileTyping(t *testing.T) {
	d := uitest.New(t, uitest.Options{Width: 80, Height: 24, Example: true, Hide: true})
	d.Want("amounts hidden: M shows them")
	d.Key("3", "enter", "tab", "tab", "tab", "ctrl+u")
	d.Want("amounts hidden: ctrl+l")
	before, y, _ := d.Cursor()
	d.Type("97500")
	x, _, _ := d.Cursor()
	if line := d.Lines()[y]; !strings.Contains(line, "•••••") || strings.Contains(line, "97") || x != before+5 {
		t.Errorf("the cursor went from %d to %d: %q", before, x, line)
	}
	d.Absent("97", "97,500")
	d.Key("ctrl+l")
	d.Want("97500", "Amounts are shown again.")
	d.Key("esc", "M")
	d.Absent("97,500")
	d.Key("x")
	d.Want("the file has them")
}

func TestGoldenHidden(t *testing.T) {
	for _, name := range []string{"filled/map", "filled/asks", "filled/offers", "filled/asks form", "filled/plan mine"} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				d := byName(t, name).new(t, size[0], size[1])
				d.Key("ctrl+l")
				golden.RequireEqual(t, d.Screen()+"\n")
			})
		}
	}
}
