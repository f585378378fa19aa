package value

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestPoints(t *testing.T) {
	var blank Points
	if _, ok := blank.Int(); ok || !blank.IsZero() || blank.String() != "" || blank.Or(7) != 7 {
		t.Error("blank points are not blank")
	}
	for n, want := range map[int]int{-1: 0, 0: 0, 7: 7, 1000: 1000, 1001: 1000} {
		if p := NewPoints(n); p.Or(-1) != want || p.IsZero() {
			t.Errorf("NewPoints(%d) = %v", n, p)
		}
	}
	if NewPoints(7).String() != "7" {
		t.Error(NewPoints(7))
	}
	for _, bad := range []string{`-1`, `1001`, `1.5`, `"5"`, `[]`, `1e9`} {
		p := NewPoints(3)
		if err := json.Unmarshal([]byte(bad), &p); err == nil || p != NewPoints(3) {
			t.Errorf("%s was read as %v", bad, p)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := Points(rapid.Uint16Range(0, MaxPoints+1).Draw(t, "p"))
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		got := NewPoints(3)
		if err := json.Unmarshal(b, &got); err != nil || got != p {
			t.Fatalf("%v is stored as %s and loaded as %v, %v", p, b, got, err)
		}
	})
}
