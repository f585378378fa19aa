package screen

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// A number goes on digit by digit while it stays below its end and in its place.
func TestNumbersAreTypedInPlace(t *testing.T) {
	for _, c := range []struct {
		typed string // < takes a digit back, . goes elsewhere and back
		most  int
		want  string
		full  bool // the last digit was one too many
	}{
		{"7", 10, "7", false}, {"10", 10, "10", false}, {"15", 10, "5", true}, {"105", 10, "5", false}, {"78", 10, "8", false}, {"05", 10, "5", false}, {"1.0", 10, "0", false},
		{"45", 100, "45", false}, {"100", 100, "100", false}, {"105", 100, "5", true}, {"453", 100, "3", false}, {"4.5", 100, "5", false}, {"007", 100, "7", false}, {"1001", 100, "1", false},
		{"45<", 100, "4", false}, {"45<0", 100, "40", false}, {"4<", 100, "", false}, {"<", 100, "", false}, {"4<5", 100, "5", false}, {"0<", 100, "", false},
	} {
		var n number
		var p value.Points
		full := false
		for _, k := range c.typed {
			switch at := workbook.Key("here"); k {
			case '.':
				n = number{at: "there"}
			case '<':
				p = n.erase(at, p)
			default:
				p, full = n.digit(at, p, int(k-'0'), c.most)
			}
		}
		if p.String() != c.want || full != c.full {
			t.Errorf("%s of at most %d gives %q, too many: %t; want %q, %t", c.typed, c.most, p, full, c.want, c.full)
		}
	}
}
