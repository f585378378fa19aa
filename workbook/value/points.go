package value

import (
	"encoding/json"
	"fmt"
)

// Points is a whole number from 0 to MaxPoints, or blank; the zero value is
// blank, so that "not yet answered" is never read as 0.
type Points uint16

// MaxPoints is the most a Points holds; each field has its own, lower bound.
const MaxPoints = 1000

// NewPoints gives n as Points; n is clamped to 0..MaxPoints.
func NewPoints(n int) Points { return Points(min(max(n, 0), MaxPoints) + 1) }

// Int gives the number, and false when blank.
func (p Points) Int() (int, bool) {
	if p == 0 {
		return 0, false
	}
	return int(p) - 1, true
}

// Or gives the number, or n when blank.
func (p Points) Or(n int) int {
	if v, ok := p.Int(); ok {
		return v
	}
	return n
}

// IsZero tells whether it is blank.
func (p Points) IsZero() bool { return p == 0 }

// String gives the digits, or "" when blank.
func (p Points) String() string {
	if v, ok := p.Int(); ok {
		return fmt.Sprint(v)
	}
	return ""
}

// MarshalJSON writes the number, or null when blank.
func (p Points) MarshalJSON() ([]byte, error) {
	if v, ok := p.Int(); ok {
		return json.Marshal(v)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads a whole number from 0 to MaxPoints, or null.
func (p *Points) UnmarshalJSON(b []byte) error {
	var n *int
	if err := json.Unmarshal(b, &n); err != nil {
		return fmt.Errorf("a whole number is needed, not %s", b)
	}
	if n == nil {
		*p = 0
		return nil
	}
	if *n < 0 || *n > MaxPoints {
		return fmt.Errorf("%d is outside 0 to %d", *n, MaxPoints)
	}
	*p = NewPoints(*n)
	return nil
}
