package value

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
)

var trailingZero = regexp.MustCompile(`(\.\d)0( |$)`)

// What people typed, and how it is to be read: "92000 CHF", "3500 USD/month",
// "90000 USD, note OTE", "ask", a question with its readings.
func TestAmountsAsPeopleTypeThem(t *testing.T) {
	raw, err := os.ReadFile("testdata/amounts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		col := strings.Split(line, "\t")
		typed, code, want := col[0], col[1], col[2]
		parse := ParseMoney
		switch {
		case strings.HasPrefix(want, "in a bonus: "), strings.HasPrefix(want, "in variable pay: "):
			parse = ParseShare
		}
		a, err := parse(typed, code)
		got, _ := a.Named(code).MarshalText()
		var input *InputError
		asks := errors.As(err, &input) && len(input.Readings) > 0
		want = trailingZero.ReplaceAllString(want, "$1$2") // 92000.50 is stored as 92000.5
		switch _, note, noted := strings.Cut(want, ", note "); {
		case strings.HasPrefix(want, "ask in a yearly field"):
			continue // the field asks, since the text alone is no question; see readPay
		case strings.HasPrefix(want, "ask"), strings.HasPrefix(want, "in variable pay: 20 %, ask"):
			if !asks {
				t.Errorf("%s in %s is read as %q, %v: want a question with readings", typed, code, got, err)
			}
		case want == "words: not an amount, kept":
			if err == nil || asks {
				t.Errorf("%s is read as %q, %v", typed, got, err)
			}
		case strings.HasPrefix(want, "in a bonus: "):
			if string(got) != strings.TrimPrefix(want, "in a bonus: ") || err != nil {
				t.Errorf("%s is read as %q, %v", typed, got, err)
			}
		case noted:
			want = regexp.MustCompile(`, note .*`).ReplaceAllString(want, " ("+note+")")
			fallthrough
		default:
			if string(got) != want || err != nil {
				t.Errorf("%s in %s is read as %q, %v: want %q", typed, code, got, err, want)
			}
		}
		if asks {
			for _, r := range input.Readings {
				if a, err := parse(r.Text, code); err != nil || !a.OK() {
					t.Errorf("%s: the reading %q asks again: %v", typed, r.Text, err)
				}
				t.Logf("%s → %s (%s)", typed, r.Text, r.Says)
			}
		}
	}
}

// Why a day of the table is refused.
var refusals = map[string]string{
	"29 Feb 2027": "There is no day “29 Feb 2027”: February 2027 has 28 days.",
	"31 Jun":      "There is no day “31 Jun”: June has 30 days.",
	"asap":        "“asap” is not a day yet.",
}

// Days as people type them, on 25 November 2026, a Wednesday.
func TestDaysAsPeopleTypeThem(t *testing.T) {
	raw, err := os.ReadFile("testdata/dates.tsv")
	if err != nil {
		t.Fatal(err)
	}
	today := NewDate(2026, 11, 25)
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		typed, want, _ := strings.Cut(line, "\t")
		parse := ParseDate
		if strings.HasSuffix(want, "where a time is asked for") {
			parse, want = ParseMoment, strings.TrimSuffix(want, " where a time is asked for")
		}
		d, err := parse(typed, today, Ahead)
		got, _ := d.MarshalJSON()
		var input *InputError
		asks := errors.As(err, &input) && len(input.Readings) > 1
		switch {
		case strings.HasPrefix(want, "ask"):
			if !asks {
				t.Errorf("%s is read as %s, %v: want a question with readings", typed, got, err)
			}
		case strings.HasPrefix(want, "refused"), strings.HasPrefix(want, "words"):
			if input == nil || input.Problem != refusals[typed] || asks {
				t.Errorf("%s is read as %s, %v: want %s", typed, got, err, want)
			}
		case string(got) != `"`+want+`"` || err != nil:
			t.Errorf("%s is read as %s, %v: want %s", typed, got, err, want)
		}
		if asks {
			for _, r := range input.Readings {
				if again, err := parse(r.Text, today, Ahead); err != nil || !again.OK() {
					t.Errorf("%s: the reading %q asks again: %v", typed, r.Text, err)
				}
			}
		}
	}
}

// Days and times in the words of fifteen languages, with all that is asked: on 25
// November 2026, too.
func TestPhrasesAsPeopleTypeThem(t *testing.T) {
	raw, err := os.ReadFile("testdata/phrases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		typed, want, _ := strings.Cut(line, "\t")
		d, err := ParseMoment(typed, NewDate(2026, 11, 25), Ahead)
		stored, _ := d.MarshalJSON()
		got := strings.Trim(string(stored), `"`)
		var input *InputError
		if errors.As(err, &input) {
			got = "refused: " + input.Problem
			var readings []string
			for _, r := range input.Readings {
				readings = append(readings, r.Text)
			}
			if len(readings) > 0 {
				got = "ask: " + strings.Join(readings, " | ")
			}
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", typed, got, want)
		}
	}
}
