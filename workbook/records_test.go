package workbook_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

type fatal interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// sameRecords compares what would be stored.
func sameRecords(t fatal, what string, want, got workbook.Workbook) {
	t.Helper()
	if d := cmp.Diff(asText(want.Records()), asText(got.Records())); d != "" {
		t.Fatalf("%s (-want +got):\n%s", what, d)
	}
}

func asText(in map[workbook.Key][]byte) map[workbook.Key]string {
	out := map[workbook.Key]string{}
	for k, v := range in {
		out[k] = string(v)
	}
	return out
}

func TestFromRecordsStrictly(t *testing.T) {
	good := map[workbook.Key]string{"profile/W": `{"name":"A raise"}`, "returns/R1": `{"id":"R1"}`}
	for name, tt := range map[string]struct {
		key  workbook.Key
		text string
		err  string
	}{
		"unknown collection": {"nothings/N1", `{}`, "record nothings/N1: unknown collection"},
		"no collection":      {"W", `{}`, "record W: unknown collection"},
		"unknown field":      {"returns/R1", `{"id":"R1","mood":5}`, "mood"},
		"field of a group":   {"returns/R1", `{"id":"R1","met":"yes"}`, "met"},
		"in another case":    {"returns/R1", `{"id":"R1","Name":"Pay"}`, "Name"},
		"twice":              {"returns/R1", `{"id":"R1","name":"Pay","name":"Time"}`, "stands here twice"},
		"null":               {"returns/R1", `{"id":"R1","name":null}`, "null is not an answer"},
		"another id":         {"returns/R1", `{"id":"R2"}`, `bears the id "R2"`},
		"no id":              {"returns/R1", `{}`, `bears the id ""`},
		"another workbook":   {"profile/X", `{"name":"B"}`, `bears the id "W"`},
		"not JSON":           {"returns/R1", `{"id":`, "record returns/R1"},
		"two values":         {"returns/R1", `{"id":"R1"}{}`, "there is more after the end"},
		"a bad amount":       {"job/W", `{"base":"lots"}`, "not an amount"},
		"a bad date":         {"profile/W", `{"meeting":"soon"}`, "not a date"},
		"bad points":         {"returns/R1", `{"id":"R1","today":-1}`, "not a whole number"},
		"a bad threshold":    {"returns/R1", `{"id":"R1","need":{"threshold":"x"}}`, "not a threshold"},
	} {
		in := map[workbook.Key][]byte{}
		for k, v := range good {
			in[k] = []byte(v)
		}
		if _, err := workbook.FromRecords("W", in); err != nil {
			t.Fatal(err)
		}
		in[tt.key] = []byte(tt.text)
		if got, err := workbook.FromRecords("W", in); err == nil || !strings.Contains(err.Error(), tt.err) || !reflect.DeepEqual(got, workbook.Workbook{}) {
			t.Errorf("%s: %v, %+v", name, err, got)
		}
	}
	if k := workbook.Key("returns/R1"); k.Collection() != "returns" || k.ID() != "R1" {
		t.Errorf("%s is %s of %s", k, k.ID(), k.Collection())
	}
}

func TestDelete(t *testing.T) {
	w := workbook.Workbook{
		Returns: []workbook.Return{{ID: "R1"}, {ID: "R2"}},
		Asks:    []workbook.Ask{{ID: "A1", Return: "R1"}, {ID: "A2", Return: "R2"}},
		Figures: []workbook.Figure{{ID: "F1"}},
		Offers:  []workbook.Offer{{ID: "O1", Covers: map[workbook.ID]value.Answer{"R1": value.Yes, "R2": value.No}}, {ID: "O2"}},
	}
	c := w.Clone()
	c.Delete(workbook.RecordKey(workbook.ReturnRecords, "R1"))
	if c.Return("R1") != nil || c.Ask("A1") != nil || c.AskFor("R1") != nil || c.Return("R2") == nil || c.Ask("A2") == nil || len(c.Offer("O1").Covers) != 1 {
		t.Errorf("%+v", c)
	}
	c.Delete(workbook.RecordKey(workbook.AskRecords, "A2"))
	c.Delete(workbook.RecordKey(workbook.FigureRecords, "F1"))
	c.Delete(workbook.RecordKey(workbook.OfferRecords, "O1"))
	if c.Ask("A2") != nil || c.Figure("F1") != nil || c.Offer("O1") != nil || c.Offer("O2") == nil {
		t.Errorf("%+v", c)
	}
	if w.Figure("F1") == nil || len(w.Offers[0].Covers) != 2 {
		t.Error("the original changed")
	}
}

// What is there to find, where it is asked and under which words.
func TestTexts(t *testing.T) {
	w := workbooktest.Full()
	w.Figures[0].Place = "Berlin"
	got := map[workbook.Text]bool{}
	for _, text := range workbook.Schema.Texts(&w) {
		got[text] = true
	}
	for _, want := range []workbook.Text{
		{Text: "A raise", Record: "profile/W", Field: "name", Label: "profile.name"},
		{Text: "$85,000", Page: "asks", Record: "job/W", Field: "base", Label: "job.base"},
		{Text: "The commute", Page: "returns", Record: "returns/R2", Field: "why", Label: "returns.why"},
		{Text: "at least $90,000", Page: "needs", Record: "returns/R1", Field: "threshold", Label: "returns.threshold"},
		{Text: "The migration", Page: "asks", Record: "asks/A1", Field: "proofs", Label: "asks.proofs"},
		{Text: "Berlin", Page: "asks", Record: "figures/F1", Field: "place", Label: "figures.place"},
		{Text: "Globex", Page: "offers", Record: "offers/O1", Field: "employer", Label: "offers.employer"},
	} {
		if !got[want] {
			t.Errorf("%+v is not among the texts", want)
		}
	}
}

// What is private, and the asks about it, is not in what the coach gets.
func TestShared(t *testing.T) {
	w := workbooktest.Full()
	w.Offers[0].Cover("R1", value.Yes)
	w.Offers[0].Cover("R2", value.No)
	w.Returns[0].Private, w.Figures[1].Private = true, true
	got := workbook.Schema.Shared(w)
	want := w.Clone()
	want.Released = nil
	want.Returns, want.Asks, want.Figures = want.Returns[1:], nil, append(want.Figures[:1:1], want.Figures[2])
	want.Objections, want.Steps, want.Portions = nil, nil, nil // which are about the ask, and the return
	want.Offers[0].Cover("R1", value.Unanswered)
	sameRecords(t, "the coach's copy", want, got)
	if w.Return("R1") == nil || len(w.Offers[0].Covers) != 2 {
		t.Error("sharing changed the workbook")
	}
	w = workbooktest.Full() // another window has deleted what an ask is about
	w.Returns = w.Returns[1:]
	if got := workbook.Schema.Shared(w); len(got.Asks) > 0 {
		t.Error("an ask is shared, and nobody knows whether what it is about was private")
	}
}

// Which answers may have several lines decides what Enter does in a field. Those of
// lessons 1 to 4 are written out; any other follows from its kind.
func TestSeveralLines(t *testing.T) {
	var got []string
	for _, c := range workbook.Schema.Collections {
		for _, f := range c.Fields {
			if several := f.Kind == schema.LinesKind || f.Kind == schema.EntriesKind; f.Lines() != several {
				t.Errorf("%s, which is %s, has several lines: %t", f.Label, f.Kind, f.Lines())
			}
			if n := workbook.Lesson(f.Page).Number(); f.Lines() && n > 0 && n <= 4 && !c.Kept {
				got = append(got, f.Label)
			}
		}
	}
	want := "returns.why asks.term asks.reason asks.cost asks.proofs asks.outweighs offers.willsay fallback.plan"
	if strings.Join(got, " ") != want {
		t.Errorf("%q have several lines", got)
	}
}

func TestSmallThings(t *testing.T) {
	if (workbook.Workbook{}).Currency() != "" || (workbook.Workbook{Profile: workbook.Profile{Currency: "EUR"}}).Currency() != "EUR" {
		t.Error("the currency is wrong")
	}
	if value.Unknown.String() != "don't know" || value.Yes.String() != "yes" || len(value.Answers()) != 3 || len(workbook.Statuses()) != 5 {
		t.Error("the answers are wrong")
	}
	for i, l := range workbook.Lessons() {
		if l.Number() != i+1 || i < 4 && !l.Built() { // which later ones are built is held in ui/screen
			t.Errorf("%s is number %d, built: %t", l, l.Number(), l.Built())
		}
	}
	if workbook.Lesson("").Built() || workbook.Lesson("x").Number() != 0 {
		t.Error("no lesson is one")
	}
}
