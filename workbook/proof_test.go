package workbook_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

func TestProofs(t *testing.T) {
	w := workbooktest.Full()
	w.Asks[0].KPIs, w.Asks[0].Extras = []workbook.ID{"K1", "gone"}, []workbook.ID{"E1"}
	var got []string
	for _, p := range w.Proofs(w.Asks[0]) {
		got = append(got, string(p.Record)+" "+p.Text)
	}
	want := []string{" The migration", "kpis/K1 Open incidents: 11 against at most 12 incidents",
		"extras/E1 Wrote the handover guide: They stopped calling at home"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A target without a name begins with its result.
func TestKPISays(t *testing.T) {
	for _, c := range []struct{ what, target, actual, want string }{
		{"Open incidents", "at most 12 incidents", "11", "Open incidents: 11 against at most 12 incidents"},
		{"Open incidents", "", "11", "Open incidents: 11"},
		{"Open incidents", "at most 12", "", "Open incidents"},
		{" ", "at least 40", "30", "30 against at least 40"},
		{"", "", "30", "30"},
		{"", "at least 40", "", ""},
		{"", "=Audit passed", "", "Audit passed"},
	} {
		k := workbook.KPI{What: c.what, Target: valuetest.Bound(c.target), Actual: valuetest.Amount(c.actual)}
		if got := k.Says(); got != c.want {
			t.Errorf("%+v says %q", c, got)
		}
	}
}

// A blank result is not known; zero is a result.
func TestKPIResult(t *testing.T) {
	for _, c := range []struct {
		target, actual string
		met            value.Answer
		want           workbook.Result
	}{
		{"at least 98 %", "99 %", "", workbook.KPIHit},
		{"at least 98 %", "98 %", "", workbook.KPIHit},
		{"at least 98 %", "96 %", "", workbook.KPIMissed},
		{"at least 98 %", "", "", workbook.KPIUnknown},
		{"at most 0", "0", "", workbook.KPIHit},
		{"at most 0", "1", "", workbook.KPIMissed},
		{"at most 0", "", "", workbook.KPIUnknown},
		{"at most 12 incidents", "11 incidents", "", workbook.KPIHit},
		{"at most 12 incidents", "11 days", "", workbook.KPIUnknown},
		{"at least 98 %", "97", "", workbook.KPIMissed}, // a bare number is of the other's unit
		{"at most 1 incident", "2", "", workbook.KPIMissed},
		{"at most 0", "1 accident", "", workbook.KPIMissed},
		{"at least 2000000 USD", "2100000", "", workbook.KPIHit},
		{"at least 50000 EUR/month", "49000 EUR", "", workbook.KPIMissed},
		{"", "11 days", "", workbook.KPIUnknown},
		{"=Audit passed", "", value.Yes, workbook.KPIHit},
		{"=Audit passed", "", value.No, workbook.KPIMissed},
		{"=Audit passed", "3", value.Unknown, workbook.KPIUnknown},
	} {
		k := workbook.KPI{Target: valuetest.Bound(c.target), Actual: valuetest.Amount(c.actual), Met: c.met}
		if got := k.Result(); got != c.want {
			t.Errorf("%q with %q %q: %d, want %d", c.target, c.actual, c.met, got, c.want)
		}
	}
}
