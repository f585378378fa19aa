package app_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/app"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// deaf is a saver that takes everything and reports nothing, so that only the
// program's own goroutine is measured.
type deaf struct{ app.Saver }

func (deaf) Save(workbook.ID, []workbook.Change) uint64 { return 0 }
func (deaf) Visit(workbook.ID, storage.Visit)           {}

// BenchmarkUpdateView is one key in a form: what a person waits for between
// pressing it and seeing it. It should stay under a millisecond.
func BenchmarkUpdateView(b *testing.B) {
	for _, c := range []struct {
		name  string
		books func(testing.TB) []workbook.Workbook
		open  []string
		text  string
	}{
		{"example returns why", filled, []string{"1", "enter"}, ""},
		{"example ask reason", filled, []string{"3", "enter", "shift+tab", "shift+tab", "shift+tab", "shift+tab"}, ""},
		{"example offer employer", filled, []string{"4", "down", "enter"}, ""},
		{"empty conversation", empty, []string{"e", "tab"}, ""},
		{"empty job", empty, []string{"3", "enter", "t"}, ""},
		{"example 5000 characters", filled, []string{"1", "enter", "ctrl+u"}, strings.Repeat("some words ", 5000/11)},
		{"example 20000 characters", filled, []string{"1", "enter", "ctrl+u"}, strings.Repeat("some words ", 20000/11)},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkTyping(b, c.books, c.open, c.text) })
	}
}

// benchmarkTyping types a letter and takes it back, in the field that keys open,
// behind a text.
func benchmarkTyping(b *testing.B, books func(testing.TB) []workbook.Workbook, open []string, text string) {
	d := uitest.New(b, uitest.Options{Width: 120, Height: 40, Books: books(b)})
	d.Key(open...)
	if text != "" {
		d.Paste(text)
	}
	if !d.App().Typing() {
		b.Fatalf("no form:\n%s", d.Screen())
	}
	d.App().SetSaver(deaf{})
	x, err := uitest.Key("x")
	if err != nil {
		b.Fatal(err)
	}
	back, _ := uitest.Key("backspace")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		var msg tea.Msg = x
		if i%2 == 1 {
			msg = back // the text stays as long as it is
		}
		d.App().Update(msg)
		d.App().View()
	}
}

// BenchmarkView is drawing alone, as after a terminal tells its size again.
func BenchmarkView(b *testing.B) {
	for _, name := range []string{"filled/map", "filled/plan mine", "filled/asks form", "filled/offers", "filled/find"} {
		b.Run(name, func(b *testing.B) {
			for _, s := range states() {
				if s.name == name {
					d := s.new(b, 120, 40)
					b.ReportAllocs()
					for b.Loop() {
						d.App().Update(tea.WindowSizeMsg{Width: 120, Height: 40})
						d.App().View()
					}
				}
			}
		})
	}
}

// many is the example with 300 returns.
func many(t testing.TB) []workbook.Workbook {
	w := uitest.Example(t)
	for len(w.Returns) < 300 {
		r := w.Returns[len(w.Returns)%7]
		r.ID = uitest.NewID()
		w.Returns = append(w.Returns, r)
	}
	return []workbook.Workbook{w}
}

// BenchmarkManyReturns is one letter in a form, in a workbook of 300 returns: at
// most a millisecond.
func BenchmarkManyReturns(b *testing.B) {
	for name, open := range map[string][]string{
		"returns why": {"1", "enter"}, "needs threshold": {"2", "enter"}, "ask reason": {"3", "enter", "shift+tab", "shift+tab", "shift+tab", "shift+tab"},
		"offer employer": {"4", "down", "enter"}, "conversation": {"e"},
	} {
		b.Run(name, func(b *testing.B) { benchmarkTyping(b, many, open, "") })
	}
}
