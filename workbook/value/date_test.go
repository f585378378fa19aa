package value

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t testing.TB, iso string) Date {
	t.Helper()
	if iso == "" {
		return Date{}
	}
	d, err := ParseISODate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDate(t *testing.T) {
	const march, leap, last, end = "2027-03-12", "2028-02-29", "2026-12-31", "2027-01-31"
	tests := []struct {
		in, today string
		way       Direction
		want, err string
	}{
		{"", march, Ahead, "", ""},
		{"today", march, Ahead, march, ""},
		{"Tomorrow", last, Ahead, "2027-01-01", ""},
		{"yesterday", "2028-03-01", Ahead, leap, ""},
		{"12 mar", march, Ahead, march, ""},
		{"11 mar", march, Ahead, "2028-03-11", ""},
		{"12 mar", march, Behind, march, ""},
		{"13 mar", march, Behind, "2026-03-13", ""},
		{"13 mar", march, Ahead, "2027-03-13", ""},
		{"mar 12", march, Ahead, march, ""},
		{"March 12th", march, Ahead, march, ""},
		{"12th of March 2027", last, Ahead, march, ""},
		{"March 12, 2027", last, Ahead, march, ""},
		{"12 March 2027", last, Ahead, march, ""},
		{"12. mar. 2027", last, Ahead, march, ""},
		{"12-mar-27", last, Ahead, march, ""},
		{"12 mar '27", last, Ahead, march, ""},
		{"12mar", march, Ahead, march, ""},
		{"1 sept", march, Ahead, "2027-09-01", ""},
		{"Friday, March 12, 2027", last, Ahead, march, ""},
		{"fri 12 mar", march, Ahead, march, ""},
		{"2027-03-12", last, Ahead, march, ""},
		{"2027-3-12", last, Ahead, march, ""},
		{"2027/03/12", last, Ahead, march, ""},
		{"12.3.2027", last, Ahead, march, ""},
		{"12.3.27", last, Ahead, march, ""},
		{"12. 3.", march, Ahead, march, ""},
		{"25/3/2027", last, Ahead, "2027-03-25", ""},
		{"3/25/27", last, Ahead, "2027-03-25", ""},
		{"3-25", march, Ahead, "2027-03-25", ""},
		{"5/5", march, Ahead, "2027-05-05", ""},
		{"31 dec", last, Ahead, last, ""},
		{"1 jan", last, Ahead, "2027-01-01", ""},
		{"1 jan", last, Behind, "2026-01-01", ""},
		{"29 feb", march, Ahead, leap, ""},
		{"29 feb", march, Behind, "2024-02-29", ""},
		{"29 feb", leap, Ahead, leap, ""},
		{"29 feb", "2097-01-01", Ahead, "2104-02-29", ""},
		{"29 feb", "2103-01-01", Behind, "2096-02-29", ""},
		{"+6w", march, Ahead, "2027-04-23", ""},
		{"+ 10 days", last, Ahead, "2027-01-10", ""},
		{"-2 weeks", march, Ahead, "2027-02-26", ""},
		{"−2w", march, Ahead, "2027-02-26", ""},
		{"in 6 weeks", march, Ahead, "2027-04-23", ""},
		{"2 weeks ago", march, Behind, "2027-02-26", ""},
		{"+1m", end, Ahead, "2027-02-28", ""},
		{"+1m", "2028-01-31", Ahead, leap, ""},
		{"+1y", leap, Ahead, "2029-02-28", ""},
		{"+4y", leap, Ahead, "2032-02-29", ""},
		// 12 March 2027 is a Friday
		{"friday", march, Ahead, "", "Which day is meant by “friday”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"fri", march, Behind, "", "Which day is meant by “fri”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"this friday", march, Ahead, march, ""},
		{"friday", last, Ahead, "2027-01-01", ""},
		{"this Sat", march, Ahead, "2027-03-13", ""},
		{"thursday", march, Ahead, "2027-03-18", ""},
		{"thursday", march, Behind, "2027-03-11", ""},
		{"on sun.", march, Ahead, "2027-03-14", ""},
		{"next friday", march, Ahead, "", "Which day is meant by “next friday”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"Mon, 12 mar 2027", march, Ahead, "", "12 Mar 2027 is a Friday: which day is meant? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"fri 3/12", march, Ahead, "", "Which month is meant by “fri 3/12”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"3/12", march, Ahead, "", "Which month is meant by “3/12”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"12-3-2027", march, Ahead, "", "Which month is meant by “12-3-2027”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"3/12/27", march, Ahead, "", "Which month is meant by “3/12/27”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"27-03-12", march, Ahead, "", "Which day is meant by “27-03-12”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"oct 2026", march, Behind, "2026-10-01", ""},
		{"October, 2026", march, Behind, "2026-10-01", ""},
		{"october", march, Behind, "2026-10-01", ""},
		{"march", march, Behind, "2027-03-01", ""},
		{"2026-10", march, Behind, "2026-10-01", ""},
		{"2026", march, Behind, "2026-01-01", ""},
		{"2026-13", march, Behind, "", "“2026-13” is not a date that can be read. Type it such as 12 mar, oct 2026 or 2026."},
		{"october", march, Ahead, "", "Which day of “october”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"2026", march, Ahead, "", "Which day of “2026”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"mar 2027", march, Ahead, "", "Which day of “mar 2027”? Type it such as 12 mar, 2027-03-12 or +6w."},
		{"30 feb", march, Ahead, "", "There is no day “30 feb”: February has 29 days at most. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"29 feb 2027", march, Ahead, "", "There is no day “29 feb 2027”: February 2027 has 28 days. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"2027-02-29", march, Ahead, "", "There is no day “2027-02-29”: February 2027 has 28 days. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"2027-13-01", march, Ahead, "", "“2027-13-01” names no month. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"0 mar", march, Ahead, "", "There is no day “0 mar”. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"31/4", march, Ahead, "", "There is no day “31/4”: April has 30 days. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"25/13", march, Ahead, "", "“25/13” names no month. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"12 foo", march, Ahead, "", "“12 foo” names no month. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"1 mar 1800", march, Ahead, "", "Dates here lie between 1900 and 2200. Check the year."},
		{"+9999y", march, Ahead, "", "That is too far away. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"-9999m", march, Ahead, "", "That is too far away. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"tomorrow", "2200-12-31", Ahead, "", "That is too far away. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"+6 minutes", march, Ahead, "", "“+6 minutes” is not a date that can be read. Type it such as 12 mar, 2027-03-12 or +6w."},
		{"soon", march, Ahead, "", "“soon” is not a day yet. Type it such as 12 mar or +6w once you know it."},
		{"🗓", march, Ahead, "", "“🗓” is not a day yet. Type it such as 12 mar or +6w once you know it."},
	}
	for _, tt := range tests {
		t.Run(tt.in+" on "+tt.today, func(t *testing.T) {
			got, err := ParseDate(tt.in, day(t, tt.today), tt.way)
			if e := input(t, err); e != tt.err {
				t.Errorf("error\n got %s\nwant %s", e, tt.err)
			}
			if got.ISO() != tt.want {
				t.Errorf("got %q, want %q", got.ISO(), tt.want)
			}
		})
	}
	_, err := ParseDate(string(make([]byte, 300)), day(t, march), Ahead)
	if input(t, err) != "That is too long for a date. Type it such as 12 mar, 2027-03-12 or +6w." {
		t.Error(err)
	}
}

func TestDate(t *testing.T) {
	a, b := NewDate(2027, time.March, 12), day(t, "2028-02-29")
	if a.String() != "12 Mar 2027" || a.ISO() != "2027-03-12" || !a.Before(b) || b.Before(a) || a.Before(a) {
		t.Errorf("%s, %s", a, b)
	}
	if n := a.DaysTo(b); n != 354 || b.DaysTo(a) != -354 || a.AddDays(n) != b || a.DaysTo(Date{}) != 0 {
		t.Errorf("%d days", n)
	}
	if NewDate(2027, time.February, 31) != NewDate(2027, time.March, 3) {
		t.Error("a day outside its month does not roll over")
	}
	if got := DateOf(time.Date(2027, 3, 12, 23, 59, 0, 0, time.FixedZone("", 10*3600))); got != a {
		t.Errorf("the day of a moment is %s", got)
	}
	for today, want := range map[string]string{"2027-01-01": "12 Mar", "2026-12-31": "12 Mar 2027", "": "12 Mar 2027"} {
		if got := a.Short(day(t, today)); got != want {
			t.Errorf("short on %s: %s, want %s", today, got, want)
		}
	}
	if got := a.Long(); got != "12 March 2027" || (Date{}).Long() != "" || UnreadDate("soon").Long() != "soon" {
		t.Errorf("long: %s", got)
	}
	var blank Date
	if !blank.IsZero() || blank.OK() || blank.Before(a) || a.Before(blank) || blank.AddDays(3) != blank || blank.ISO()+blank.String()+blank.Short(a) != "" {
		t.Error("a blank date is not blank")
	}
	if u := UnreadDate("soon\x00"); u.IsZero() || u.OK() || u.Unread() != "soon" || u.String() != "soon" || u.Equal(blank) {
		t.Errorf("%#v", u)
	}
}

func TestDateStoredStrictly(t *testing.T) {
	for _, bad := range []string{`5`, `"2027-3-2"`, `"2027-02-29"`, `"12 mar"`, `"0001-01-01"`, `"2201-01-01"`, `"1899-12-31"`} {
		var d Date
		if err := json.Unmarshal([]byte(bad), &d); err == nil || !d.IsZero() {
			t.Errorf("%s was read as %v", bad, d)
		}
	}
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := NewDate(1905, 1, 1).AddDays(rapid.IntRange(0, 290*365).Draw(t, "today"))
		dateHolds(t, typed().Draw(t, "text"), today, rapid.SampledFrom([]Direction{Ahead, Behind}).Draw(t, "way"))
	})
}

func dateHolds(t rapid.TB, text string, today Date, way Direction) {
	for name, parse := range map[string]func(string, Date, Direction) (Date, error){"day": ParseDate, "moment": ParseMoment} {
		d, err := parse(text, today, way)
		if err != nil {
			if !d.IsZero() {
				t.Fatalf("%s: %q is refused and read as %v", name, text, d)
			}
			d = UnreadDate(text)
		} else if again, err := parse(d.String(), today, way); err != nil || again != d {
			t.Fatalf("%s: %q is read as %v, which is read as %v, %v", name, text, d, again, err)
		}
		stored, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var loaded Date
		if err := json.Unmarshal(stored, &loaded); err != nil || loaded != d {
			t.Fatalf("%s: %q is stored as %s and loaded as %v, %v", name, text, stored, loaded, err)
		}
	}
}

// A day typed without its year is the nearest one on the side asked for.
func TestDateWithoutYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := NewDate(1950, 1, 1).AddDays(rapid.IntRange(0, 200*365).Draw(t, "today"))
		want := today.AddDays(rapid.IntRange(0, 364).Filter(func(n int) bool {
			d := today.AddDays(n).time()
			return d.Month() != time.February || d.Day() != 29 // the next one may lie years off
		}).Draw(t, "days"))
		text := want.time().Format("2 Jan")
		if got, err := ParseDate(text, today, Ahead); err != nil || got != want {
			t.Fatalf("ahead of %s, %q is %s, %v", today, text, got, err)
		}
		back := today.AddDays(-today.DaysTo(want))
		if back.time().Month() == time.February && back.time().Day() == 29 {
			return
		}
		if got, err := ParseDate(back.time().Format("2 Jan"), today, Behind); err != nil || got != back {
			t.Fatalf("behind %s it is %s, %v, want %s", today, got, err, back)
		}
	})
}

func TestWorkdaysTo(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		want     int
	}{
		{"2027-02-22", "2027-02-25", 3}, // Monday to Thursday
		{"2027-03-09", "2027-03-12", 3},
		{"2027-02-19", "2027-02-22", 1}, // over a weekend
		{"2027-02-20", "2027-02-21", 0}, // Saturday to Sunday
		{"2027-02-22", "2027-02-22", 0},
		{"2026-12-31", "2027-01-04", 1}, // the first of January is none
		{"2027-02-25", "2027-02-22", -3},
		{"", "2027-02-22", 0},
		{"2027-02-22", "", 0},
	} {
		if got := day(t, tt.from).WorkdaysTo(day(t, tt.to)); got != tt.want {
			t.Errorf("%s to %s: %d, not %d", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2027-01-31", 1, "2027-02-28"},
		{"2027-01-31", 13, "2028-02-29"},
		{"2027-03-31", -1, "2027-02-28"},
		{"2027-02-05", 0, "2027-02-05"},
		{"2200-12-05", 1, ""},
		{"", 1, ""},
	} {
		if got := day(t, tt.from).AddMonths(tt.n).ISO(); got != tt.want {
			t.Errorf("%d months after %s: %s, not %s", tt.n, tt.from, got, tt.want)
		}
	}
}
