package value

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// column gives what people type, of a table in testdata.
func column(f *testing.F, file string, n int) (out []string) {
	f.Helper()
	table, err := os.ReadFile("testdata/" + file)
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(cells) > n && !strings.HasPrefix(line, "#") {
			out = append(out, cells[n])
		}
	}
	if len(out) < 100 {
		f.Fatalf("%s has only %d texts", file, len(out))
	}
	return out
}

func FuzzAmount(f *testing.F) {
	for i, text := range column(f, "typed.tsv", 0) {
		f.Add(text, i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, money bool) {
		amountHolds(t, text, "EUR")
		boundHolds(t, text, money, "EUR")
	})
}

func FuzzDate(f *testing.F) {
	for i, text := range column(f, "phrases.tsv", 0) {
		f.Add(text, uint16(i), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, days uint16, ahead bool) {
		way := Behind
		if ahead {
			way = Ahead
		}
		dateHolds(t, text, NewDate(1990, 1, 1).AddDays(int(days)), way)
	})
}

// What is accepted of a stored value is stored again as the same.
func FuzzStored(f *testing.F) {
	for _, text := range column(f, "typed.tsv", 3) {
		f.Add(text)
	}
	for _, text := range []string{"", "?soon", "=Principal", "17:45", "2027-10-31", "2027-03-12 10:30", "at most 5 %", "4000 EUR/month, 14 a year", "90000 USD (OTE)", "0.50 EUR"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		raw, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		storedHolds(t, raw, Amount.Equal)
		storedHolds(t, raw, Bound.Equal)
		storedHolds(t, raw, Date.Equal)
	})
}

func storedHolds[T any](t *testing.T, raw []byte, equal func(a, b T) bool) {
	var v, again T
	if json.Unmarshal(raw, &v) != nil {
		return
	}
	stored, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("%s is read as %#v and not stored: %v", raw, v, err)
	}
	if err := json.Unmarshal(stored, &again); err != nil || !equal(v, again) {
		t.Fatalf("%s is read as %#v, stored as %s and read as %#v, %v", raw, v, stored, again, err)
	}
}
