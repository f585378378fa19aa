package workbooktest_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// TestAnyReachesEveryField finds a field that a later record adds and Any forgets.
func TestAnyReachesEveryField(t *testing.T) {
	filled := map[string]bool{}
	var visit func(v reflect.Value, path string)
	visit = func(v reflect.Value, path string) {
		filled[path] = filled[path] || !v.IsZero()
		if _, leaf := v.Interface().(interface{ MarshalJSON() ([]byte, error) }); leaf {
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				visit(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		case reflect.Slice:
			visit(reflect.Zero(v.Type().Elem()), path+"[]")
			for i := range v.Len() {
				visit(v.Index(i), path+"[]")
			}
		}
	}
	for seed := range 60 {
		visit(reflect.ValueOf(workbooktest.Any().Example(seed)), "Workbook")
	}
	if len(filled) < 60 {
		t.Errorf("only %d fields were seen", len(filled))
	}
	for path, ok := range filled {
		if !ok {
			t.Errorf("Any never fills %s", path)
		}
	}
}

func TestAnyIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if err := workbooktest.Any().Draw(t, "w").Validate(); err != nil {
			t.Fatal(err)
		}
	})
}

// TestFullIsFull: other tests take one answer away and look what is found, which
// shows nothing of a lesson that Full leaves open.
func TestFullIsFull(t *testing.T) {
	w := workbooktest.Full()
	for _, p := range advice.Of(w, value.Date{}).Progresses() {
		if p.Lesson.Built() && p.State != advice.Done {
			t.Errorf("lesson %s is not done in Full: %v", p.Lesson, p)
		}
	}
	for _, f := range advice.Of(w, valuetest.Day(workbooktest.TodayISO)).Findings() {
		t.Errorf("Full has a finding, %s: %s", f.Rule, f.Text)
	}
	otherwise := []string{workbook.FallbackRecords, workbook.FirstMileRecords, // for who has no offer, and no target
		workbook.ResultRecords, workbook.RecapRecords, workbook.NoteRecords} // after the talk, and on the way
	for _, name := range workbooktest.Unanswered(w) {
		if !slices.Contains(otherwise, name) {
			t.Errorf("Full has nothing in %s", name)
		}
	}
}

func TestUnanswered(t *testing.T) {
	if got := len(workbooktest.Unanswered(workbook.Workbook{})); got != len(workbook.Schema.Collections) {
		t.Errorf("%d of %d collections of an empty workbook have no answer", got, len(workbook.Schema.Collections))
	}
	w := workbook.Workbook{Returns: []workbook.Return{{ID: "R1"}, {ID: "R2", Why: "Rent"}}, Fallback: workbook.Fallback{NoOffer: true}}
	if got := strings.Join(workbooktest.Unanswered(w), " "); strings.Contains(got, "returns") || strings.Contains(got, "fallback") {
		t.Errorf("no answer in %s", got)
	}
}

func TestNastyIsClean(t *testing.T) {
	for _, s := range workbooktest.Nasty {
		if value.Clean(s) != s {
			t.Errorf("%q is not clean", s)
		}
	}
}

func TestIDsAreInOrder(t *testing.T) {
	for i := range 2000 {
		if a, b := workbooktest.ID(i), workbooktest.ID(i+1); a >= b || len(a) != 26 {
			t.Fatal(fmt.Sprint(a, b))
		}
	}
}

func TestDiff(t *testing.T) {
	a, b := workbook.Workbook{ID: workbooktest.ID(1)}, workbook.Workbook{ID: workbooktest.ID(1)}
	if d := workbooktest.Diff(a, b); d != "" {
		t.Error(d)
	}
	b.Profile.Meeting = value.NewDate(2027, 3, 12)
	if workbooktest.Diff(a, b) == "" {
		t.Error("a different date is no difference")
	}
}
