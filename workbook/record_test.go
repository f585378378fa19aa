package workbook_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

type fatal interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func recordsOf(t fatal, w workbook.Workbook) map[workbook.Key][]byte {
	t.Helper()
	out, err := w.Records()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func diffOf(t fatal, a, b workbook.Workbook) []workbook.Change {
	t.Helper()
	out, err := workbook.Diff(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func rebased(t fatal, base, mine, theirs workbook.Workbook) workbook.Workbook {
	t.Helper()
	out, err := workbook.Rebase(base, mine, theirs)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// same compares what would be stored.
func sameRecords(t fatal, what string, want, got workbook.Workbook) {
	t.Helper()
	if d := cmp.Diff(asText(recordsOf(t, want)), asText(recordsOf(t, got))); d != "" {
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

// two draws two states of one workbook.
func twoStates(t *rapid.T) (a, b workbook.Workbook) {
	a, b = workbooktest.Any().Draw(t, "a"), workbooktest.Any().Draw(t, "b")
	b.ID = a.ID
	return a, b
}

func TestRecordsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		got, err := workbook.FromRecords(w.ID, recordsOf(t, w))
		if err != nil {
			t.Fatal(err)
		}
		if d := workbooktest.Diff(w, got); d != "" {
			t.Fatalf("(-want +got):\n%s", d)
		}
		sameRecords(t, "records", w, got)
	})
}

func TestDiffProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := twoStates(t)
		if got := diffOf(t, a, a.Clone()); len(got) != 0 {
			t.Fatalf("a workbook differs from itself: %v", got)
		}
		changes := diffOf(t, a, b)
		if !slices.IsSortedFunc(changes, func(x, y workbook.Change) int { return strings.Compare(string(x.Key), string(y.Key)) }) {
			t.Fatal("the changes are not in the order of their keys")
		}
		was := recordsOf(t, a)
		got := recordsOf(t, a)
		for _, c := range changes {
			if string(was[c.Key]) != string(c.Before) || string(c.Before) == string(c.After) {
				t.Fatalf("%s: before is not what was, or nothing changed", c.Key)
			}
			if c.After == nil {
				delete(got, c.Key)
			} else {
				got[c.Key] = c.After
			}
		}
		applied, err := workbook.FromRecords(a.ID, got)
		if err != nil {
			t.Fatal(err)
		}
		sameRecords(t, "a with the changes to b", b, applied)
	})
}

func TestRebaseProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, mine := twoStates(t)
		sameRecords(t, "nothing new from the other window", mine, rebased(t, base, mine, base))
		sameRecords(t, "nothing new from this window", mine, rebased(t, base, base, mine))
		sameRecords(t, "both did the same", mine, rebased(t, base, mine, mine))
	})
}

// Edits of different records in two windows both survive, whichever window
// saves last.
func TestRebaseKeepsDisjointEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := workbooktest.Any().Draw(t, "base")
		mine, theirs := base.Clone(), base.Clone()
		mine.Profile.Role = "mine"
		theirs.Job.Inflation = value.UnreadAmount("theirs")
		for i := range base.Returns {
			switch rapid.SampledFrom([]string{"mine", "theirs", "neither"}).Draw(t, "whose") {
			case "mine":
				mine.Returns[i].Why = "mine"
			case "theirs":
				theirs.Returns[i].Why = "theirs"
			}
		}
		if n := len(base.Offers); n > 0 && rapid.Bool().Draw(t, "delete an offer") {
			theirs.DeleteOffer(base.Offers[n-1].ID)
		}
		got := rebased(t, base, mine, theirs)
		sameRecords(t, "the other order", got, rebased(t, base, theirs, mine))
		if got.Profile.Role != "mine" || got.Job.Inflation.Unread() != "theirs" || len(got.Offers) != len(theirs.Offers) {
			t.Fatalf("an edit is lost: %+v", got)
		}
		for i, r := range got.Returns {
			want := mine.Returns[i].Why
			if theirs.Returns[i].Why == "theirs" {
				want = "theirs"
			}
			if r.Why != want {
				t.Fatalf("return %d: %q, want %q", i, r.Why, want)
			}
		}
	})
}

func TestRebaseConflicts(t *testing.T) {
	base := workbook.Workbook{ID: "W", Returns: []workbook.Return{{ID: "R1", Name: "Pay"}, {ID: "R2", Name: "Time"}}}

	mine, theirs := base.Clone(), base.Clone()
	mine.Returns[0].Name, theirs.Returns[0].Name = "mine", "theirs"
	if got := rebased(t, base, mine, theirs); got.Returns[0].Name != "mine" {
		t.Errorf("of two edits of one record %q is kept", got.Returns[0].Name)
	}

	// The other window deleted a return; this one asked for it.
	mine, theirs = base.Clone(), base.Clone()
	mine.Asks = []workbook.Ask{{ID: "A1", Return: "R1"}}
	theirs.DeleteReturn("R1")
	got := rebased(t, base, mine, theirs)
	if len(got.Asks) != 1 || got.Return("R1") != nil {
		t.Fatalf("%+v", got)
	}
	if !slices.ContainsFunc(advice.Findings(got, value.NewDate(2027, 3, 12)), func(f advice.Finding) bool { return f.Rule == "ask-return-gone" && f.Record == "asks/A1" }) {
		t.Error("the dangling ask is not found")
	}
	for _, l := range workbook.Lessons() {
		advice.Insight(got, l, value.NewDate(2027, 3, 12))
	}

	// An edit brings back what the other window deleted: an answer is not lost.
	mine.Returns[0].Why = "since"
	if got := rebased(t, base, mine, theirs); got.Return("R1") == nil || got.Return("R1").Why != "since" {
		t.Errorf("the edit is lost: %+v", got)
	}
}

func TestFromRecordsStrictly(t *testing.T) {
	good := map[workbook.Key]string{"profile/W": `{"name":"A raise"}`, "returns/R1": `{"id":"R1"}`}
	for name, tt := range map[string]struct {
		key  workbook.Key
		text string
		err  string
	}{
		"unknown collection": {"deals/D1", `{}`, "record deals/D1: unknown collection"},
		"no collection":      {"W", `{}`, "record W: unknown collection"},
		"unknown field":      {"returns/R1", `{"id":"R1","mood":5}`, "mood"},
		"another id":         {"returns/R1", `{"id":"R2"}`, `bears the id "R2"`},
		"another workbook":   {"profile/X", `{"name":"B"}`, `bears the id "W"`},
		"not JSON":           {"returns/R1", `{"id":`, "record returns/R1"},
		"two values":         {"returns/R1", `{"id":"R1"}{}`, "more behind the record"},
		"a bad amount":       {"job/W", `{"base":"lots"}`, "not an amount"},
		"a bad date":         {"profile/W", `{"meeting":"soon"}`, "not a date"},
		"bad points":         {"returns/R1", `{"id":"R1","today":-1}`, "outside"},
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

// Changing a clone in every way that a screen may leaves the original as it was.
func TestCloneIsIndependent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		before, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		c := w.Clone()
		sameRecords(t, "the clone", w, c)
		c.Profile.Name += "x"
		for i := range c.Asks {
			c.Asks[i].Cost += "x"
			for j := range c.Asks[i].Proofs {
				c.Asks[i].Proofs[j] += "x"
			}
		}
		for i := range c.Figures {
			c.Figures[i].Source += "x"
		}
		for i := range c.Offers {
			c.Offers[i].Role += "x"
			for id := range c.Offers[i].Covers {
				c.Offers[i].Covers[id] = "x"
			}
		}
		c.ScaleShares()
		for _, r := range slices.Clone(c.Returns) {
			c.Return(r.ID).Name += "x"
			c.DeleteReturn(r.ID)
		}
		if after, _ := json.Marshal(w); string(after) != string(before) {
			t.Fatalf("changing a clone changes the workbook:\n%s\n%s", before, after)
		}
	})
}

func TestDelete(t *testing.T) {
	w := workbook.Workbook{
		Returns: []workbook.Return{{ID: "R1"}, {ID: "R2"}},
		Asks:    []workbook.Ask{{ID: "A1", Return: "R1"}, {ID: "A2", Return: "R2"}},
		Figures: []workbook.Figure{{ID: "F1"}},
		Offers:  []workbook.Offer{{ID: "O1", Covers: map[workbook.ID]value.Answer{"R1": value.Yes, "R2": value.No}}, {ID: "O2"}},
	}
	c := w.Clone()
	c.DeleteReturn("R1")
	if c.Return("R1") != nil || c.Ask("A1") != nil || c.AskFor("R1") != nil || c.Return("R2") == nil || c.Ask("A2") == nil || len(c.Offer("O1").Covers) != 1 {
		t.Errorf("%+v", c)
	}
	c.DeleteAsk("A2")
	c.DeleteFigure("F1")
	c.DeleteOffer("O1")
	if c.Ask("A2") != nil || c.Figure("F1") != nil || c.Offer("O1") != nil || c.Offer("O2") == nil {
		t.Errorf("%+v", c)
	}
	if w.Figure("F1") == nil || len(w.Offers[0].Covers) != 2 {
		t.Error("the original changed")
	}
}

func TestSmallThings(t *testing.T) {
	if (workbook.Workbook{}).Currency() != workbook.DefaultCurrency || (workbook.Workbook{Profile: workbook.Profile{Currency: "EUR"}}).Currency() != "EUR" {
		t.Error("the currency is wrong")
	}
	if value.Unknown.String() != "don't know" || value.Yes.String() != "yes" || len(value.Answers()) != 3 || len(workbook.Statuses()) != 5 {
		t.Error("the answers are wrong")
	}
	if !(workbook.Job{}).IsZero() || !(workbook.Need{}).IsZero() || (workbook.Need{Leave: value.No}).IsZero() {
		t.Error("IsZero is wrong")
	}
}
