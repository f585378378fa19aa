package field

import "firstmile/ui/theme"

// Scroll is how far down a person is in a text, or on which row of a list. What
// a page comes to is known only while drawing, when the height is: pages wait
// until then, so that no size is kept.
type Scroll struct {
	at    int
	pages int // asked for since it was drawn, up when negative
	whole bool
}

// Whole tells whether all of it was in sight when it was drawn last.
func (s *Scroll) Whole() bool { return s.whole }

// At is the line or the row, as it was drawn last and moved since.
func (s *Scroll) At() int { return s.at }

// To goes to a line or a row.
func (s *Scroll) To(at int) { s.at, s.pages = at, 0 }

// Move goes down by lines or rows, up when negative; drawing brings it back from
// beyond either end.
func (s *Scroll) Move(by int) { s.at += by }

// Page goes down by as much as is seen but for one line, which stays in sight.
func (s *Scroll) Page(by int) { s.pages += by }

// Settle gives the place in a list of n of which seen are in sight; there the
// pages turn into rows.
func (s *Scroll) Settle(n, seen int) int {
	s.To(max(0, min(s.at+s.pages*max(1, seen-1), n-1)))
	return s.at
}

// Window gives the height lines of a drawing that a person has scrolled to, with
// marks where there is more above or below.
func (s *Scroll) Window(d Drawing, height int, st *theme.Styles) Drawing {
	from := s.Settle(len(d.Lines)-height+1, unmarked(height))
	if s.whole = len(d.Lines) <= height; s.whole || height < 1 {
		return d.Window(height, st)
	}
	return d.from(from, height, st)
}
