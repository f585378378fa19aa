package coach_test

import (
	"fmt"
	"testing"
	"time"

	"firstmile/workbook/coach"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// many are 10,000 clients, as a board knows them.
func many() []coach.Facts {
	first := []string{"Zoë", "Ana", "Hana", "Jana", "Jonas", "Priya", "Łukasz", "Dana", "Tomas", "Wen"}
	out := make([]coach.Facts, 10_000)
	for i := range out {
		f := &out[i]
		f.ID, f.Person = workbooktest.ID(i), fmt.Sprintf("%s Haas %d", first[i%len(first)], i)
		f.Name, f.Employer, f.Built, f.Quiet = fmt.Sprint("A raise at company ", i%97), fmt.Sprint("Company ", i%97), 9, 14
		f.Talk, f.News, f.Blocks = on(i%400-200), on(-i%40), i%3
		f.Sessions, f.Booked = []value.Date{on(-i % 50), on(-i%50 - 14)}, on(i%30)
		f.Homework = homework("Three market figures", coach.Open, i%60-10)
	}
	return out
}

func BenchmarkBoard(b *testing.B) {
	all := many()
	lines := coach.Board(all, today)
	b.Run("rank", func(b *testing.B) {
		for b.Loop() {
			coach.Board(all, today)
		}
	})
	for _, by := range coach.Orders() {
		b.Run("by "+string(by), func(b *testing.B) {
			for b.Loop() {
				coach.Sort(lines, by, today)
			}
		})
	}
	b.Run("filter", func(b *testing.B) {
		for b.Loop() {
			coach.Filter{Only: coach.OnlyNeeds}.Keep(lines, today)
		}
	})
	for _, typed := range []string{"a", "ana haas", "27 nov", "nobody"} {
		b.Run("narrow "+typed, func(b *testing.B) {
			for b.Loop() {
				coach.Narrow(lines, typed)
			}
		})
	}
}

// A board of 10,000 clients answers to each key at once, with room for a slow machine.
func TestManyClients(t *testing.T) {
	all := many()
	best := map[string]time.Duration{}
	for range 5 {
		for what, do := range map[string]func(){
			"ranked":   func() { coach.Board(all, today) },
			"narrowed": func() { coach.Narrow(coach.Board(all, today), "ana haas") },
		} {
			from := time.Now()
			do()
			if took := time.Since(from); best[what] == 0 || took < best[what] {
				best[what] = took
			}
		}
	}
	for what, took := range best {
		if took > 500*time.Millisecond {
			t.Errorf("10,000 clients are %s in %s", what, took)
		}
	}
}

// What it costs to make the facts of a client, which an index keeps.
func BenchmarkFacts(b *testing.B) {
	s := seven(today)[0]
	for b.Loop() {
		s.Facts(today)
	}
}
