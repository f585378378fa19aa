package workbook_test

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

func hitKPI(id workbook.ID) workbook.KPI {
	return workbook.KPI{ID: id, What: "Quota", Agreed: "Kim", Target: valuetest.Bound("at least 95 %"), Actual: valuetest.Amount("96 %"), Confirmed: value.Yes}
}

func TestGate(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	miss := func(by value.Date) func(*workbook.Workbook) {
		return func(w *workbook.Workbook) { w.KPIs[0].Actual, w.KPIs[0].By = valuetest.Amount("94 %"), by }
	}
	extra := func(w *workbook.Workbook) {
		w.Extras = []workbook.Extra{{ID: "E1", What: "A guide"}, {ID: "E2"}}
	}
	for _, c := range []struct {
		name   string
		change []func(*workbook.Workbook)
		want   workbook.GateState
	}{
		{"open", nil, workbook.GateOpen},
		{"extra work beside what is hit", []func(*workbook.Workbook){extra}, workbook.GateOpen},
		{"none", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.KPIs = nil }}, workbook.GateEmpty},
		{"one just begun", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.KPIs = []workbook.KPI{{ID: "K1"}} }}, workbook.GateEmpty},
		{"nobody set one", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.KPIs, w.FirstMile.NoKPI = nil, true }}, workbook.GateNoTarget},
		{"nobody set one, yet there is one", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.FirstMile.NoKPI = true }}, workbook.GateOpen},
		{"one not known", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.KPIs[1].Actual = value.Amount{} }}, workbook.GateUnknown},
		{"one in another unit", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.KPIs[1].Actual = valuetest.Amount("96 days") }}, workbook.GateUnknown},
		{"own count", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.KPIs[1].Confirmed = value.Unknown }}, workbook.GateOwnCount},
		{"missed", []func(*workbook.Workbook){miss(value.Date{})}, workbook.GateMissed},
		{"missed, one not known", []func(*workbook.Workbook){miss(value.Date{}), func(w *workbook.Workbook) { w.KPIs[1].Actual = value.Amount{} }}, workbook.GateMissed},
		{"missed, on target today", []func(*workbook.Workbook){miss(today)}, workbook.GateDated},
		{"missed, and its day has passed", []func(*workbook.Workbook){miss(today.AddDays(-1))}, workbook.GateMissed},
		{"both missed, one with a day", []func(*workbook.Workbook){miss(today), func(w *workbook.Workbook) { w.KPIs[1].Actual = valuetest.Amount("1 %") }}, workbook.GateMissed},
		{"missed, with extra work", []func(*workbook.Workbook){miss(today), extra}, workbook.GateBypassed},
		{"agreed with nobody", []func(*workbook.Workbook){miss(today), extra, func(w *workbook.Workbook) { w.KPIs[0].Agreed, w.KPIs[1].Agreed = "", "" }}, workbook.GateUnagreed},
		{"one agreed", []func(*workbook.Workbook){func(w *workbook.Workbook) { w.KPIs[0].Agreed = "" }}, workbook.GateOpen},
	} {
		w := workbook.Workbook{ID: "W", KPIs: []workbook.KPI{hitKPI("K1"), hitKPI("K2")}}
		for _, change := range c.change {
			change(&w)
		}
		g := w.Gate(today)
		if g.State != c.want {
			t.Errorf("%s: state %d, want %d", c.name, g.State, c.want)
		}
		if g.Open() != (c.want == workbook.GateOpen) || g.Shut() != (w.KPIs != nil && w.KPIs[0].Result() == workbook.KPIMissed) {
			t.Errorf("%s: open %v, shut %v", c.name, g.Open(), g.Shut())
		}
	}
}

func TestStands(t *testing.T) {
	for _, c := range []struct{ target, actual, want string }{
		{"at least 95 %", "91 %", "91% against at least 95%"},
		{"at most 12 incidents", "11 incidents", "11 against at most 12 incidents"},
		{"at most 12 incidents", "1 incident", "1 against at most 12 incidents"},
		{"at least 95 %", "91", "91% against at least 95%"},
		{"at most 12 incidents", "3 days", "3 days against at most 12 incidents"},
		{"at most 0", "0", "0 against at most 0"},
		{"at least 2000000 USD", "2100000 USD", "$2,100,000 against at least $2,000,000"},
		{"=Audit passed", "3", " against Audit passed"},
		{"at most 3", "", " against at most 3"},
	} {
		k := workbook.KPI{Target: valuetest.Bound(c.target), Actual: valuetest.Amount(c.actual)}
		if actual, target := k.Stands(); actual+" against "+target != c.want {
			t.Errorf("%q beside %q: %s against %s", c.actual, c.target, actual, target)
		}
	}
}
