package lazy_test

import (
	"strconv"
	"testing"

	"firstmile/workbook/lazy"
)

func TestMemo(t *testing.T) {
	asked := 0
	m := lazy.NewMemo(func(s string) string { asked++; return s + "!" })
	for range 3 {
		if got := m.Of("a"); got != "a!" {
			t.Fatalf("%q", got)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times for one text", asked)
	}
	for i := range 1000 { // what is kept does not grow without end, and stays right
		if n := strconv.Itoa(i); m.Of(n) != n+"!" {
			t.Fatalf("%s gives %s", n, m.Of(n))
		}
	}
}
