package share_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/reply"
	"firstmile/workbook/share"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

var lee = reply.Sender{From: workbooktest.ID(901), Name: "Lee", Number: value.NewPoints(3), Day: valuetest.Day("2026-11-25")}

func id(n int) workbook.ID { return workbooktest.ID(n) }

// secret is a workbook with two private answers, one of which a proof and a released text repeat.
func secret() workbook.Workbook {
	w := workbook.Workbook{ID: id(1),
		Profile: workbook.Profile{Name: "Raise", Person: "Dana Reyes"},
		Returns: []workbook.Return{
			{ID: id(2), Name: "Base pay"},
			{ID: id(3), Name: "Leaving for the zebra sanctuary", Private: true},
			{ID: id(4), Name: "Quiet afternoons with violins", Private: true},
		},
		Asks: []workbook.Ask{{ID: id(5), Return: id(2), Reason: "Planning errors fell",
			Proofs: []workbook.Entry{{ID: id(6), Text: "Planning errors fell"}, {ID: id(7), Text: "I turned down the zebra sanctuary"}}}},
	}
	w.Release(workbook.Where{Ask: id(5), Field: "proofs", Entry: string(id(7))}, "I turned down the zebra sanctuary")
	return w
}

func blank() workbook.Workbook { return workbook.Workbook{ID: id(1)} }

func written(t *testing.T, f share.File) string {
	t.Helper()
	raw, err := share.Export(f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := share.Import(raw); err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTheFileHasNothingPrivate(t *testing.T) {
	w := secret()
	f, left := share.Of(w, blank(), lee, id(900), nil)
	text := written(t, f)
	for _, word := range []string{"zebra", "sanctuary", "violins", string(id(3)), string(id(4)), "released"} {
		if strings.Contains(text, word) {
			t.Errorf("the file has %q: %s", word, text)
		}
	}
	if !strings.Contains(text, "Planning errors fell") || !f.About.Private.Has(workbook.LessonReturns) || !f.About.Private.Has(workbook.LessonAsks) ||
		f.About.Private.Has(workbook.LessonOffers) {
		t.Errorf("the file lacks what is shared, or says it wrongly: %s", text)
	}
	if len(left) != 1 || left[0].Record != workbook.RecordKey("asks", id(5)) || left[0].Field != "proofs/"+string(id(7)) || left[0].Why == "" {
		t.Errorf("left out: %v", left)
	}

	one := w.Clone()
	one.Delete(workbook.RecordKey("returns", id(4)))
	fewer, _ := share.Of(one, blank(), lee, id(900), nil)
	if written(t, fewer) != text {
		t.Error("the file tells how much is private")
	}

	released, left := share.Of(w, blank(), lee, id(900), func(share.LeftOut) bool { return true })
	if text := written(t, released); len(left) > 0 || !strings.Contains(text, "I turned down the zebra sanctuary") || strings.Contains(text, "Leaving for") {
		t.Errorf("released one text, left out %v: %s", left, text)
	}
	if text := written(t, share.Whole(w, lee, id(900))); !strings.Contains(text, "violins") {
		t.Error("the whole file lacks something")
	}
}

func TestWhatIsPrivateNowIsWithdrawn(t *testing.T) {
	w := secret()
	open := w.Clone()
	for i := range open.Returns {
		open.Returns[i].Private = false
	}
	first, _ := share.Of(open, blank(), lee, id(900), nil)
	second, _ := share.Of(w, first.Workbook, lee, id(900), nil)
	if len(second.Withdrawn) != 3 || strings.Contains(written(t, second), "zebra") {
		t.Fatalf("withdrawn: %v", second.Withdrawn)
	}
	for _, base := range []workbook.Workbook{first.Workbook, blank()} { // with the state exchanged and without
		coach := first.Workbook.Clone()
		coach.Returns[1].Name = "The zebras" // written into, which withdrawing outweighs
		m := share.Merge(base, coach, second)
		if _, _, err := workbook.Schema.Apply(&coach, m.Changes, nil); err != nil {
			t.Fatal(err)
		}
		raw, _ := workbook.Export(coach)
		if strings.Contains(string(raw), "zebra") || len(coach.Asks[0].Proofs) != 1 || len(m.Decide) > 0 {
			t.Errorf("the coach still has %s, to decide %v", raw, m.Decide)
		}
	}
	deleted := open.Clone()
	deleted.Delete(workbook.RecordKey("returns", id(3)))
	if third, _ := share.Of(deleted, first.Workbook, lee, id(900), nil); len(third.Withdrawn) > 0 {
		t.Errorf("what was deleted is withdrawn: %v", third.Withdrawn)
	}
}

func TestFileComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := workbooktest.AnyOf(share.Schema).Draw(t, "file")
		raw, err := share.Export(f)
		if err != nil {
			t.Fatal(err)
		}
		back, err := share.Import(raw)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := share.Export(back); string(again) != string(raw) {
			t.Fatalf("%s came back as %s", raw, again)
		}
	})
}

func TestFileIsStrict(t *testing.T) {
	good := written(t, share.Whole(workbook.Workbook{ID: id(1)}, lee, id(900)))
	for _, c := range []struct{ was, is, want string }{
		{`"firstmile-share"`, `"firstmile-workbook"`, "format: This is not a firstmile share"},
		{`"version": 3`, `"version": 9`, "A newer firstmile wrote this file"},
		{`"number": 3`, `"number": 3, "count": 2`, `There is no field "count" here`},
		{`"number": 3`, `"number": -1`, "is not a whole number"},
		{`"name": "Lee"`, `"name": "Lee", "name": "Lee"`, "stands here twice"},
		{`"whole": true`, `"private": { "shoes": true }`, `There is no field "shoes" here`},
		{`"whole": true`, `"private": { "returns": 2 }`, "share.about.private.returns"},
	} {
		if !strings.Contains(good, c.was) {
			t.Fatalf("%s is not in %s", c.was, good)
		}
		if _, err := share.Import([]byte(strings.Replace(good, c.was, c.is, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("with %s: %v, not %q", c.is, err, c.want)
		}
	}
}

// suggest is a reply with one suggestion.
func suggest(c workbook.Change) reply.Reply {
	return reply.Reply{ID: id(1), Sender: lee, Suggestions: []reply.Suggestion{reply.Suggest(id(50), c, "Two of your figures lie above it.", lee.Day)}}
}

func TestSuggestionIsAskedOnce(t *testing.T) {
	w := secret()
	ask := workbook.RecordKey("asks", id(5))
	r := suggest(workbook.Change{Record: ask, Field: "reason", Before: raw("Planning errors fell"), After: raw("Planning errors fell to two")})
	w.Asks[0].Reason = "Errors fell"
	b := share.Beside{ID: id(1)}
	for range 2 { // the same file twice
		if err := b.Receive(r); err != nil {
			t.Fatal(err)
		}
		if len(b.Suggestions) != 1 || len(b.Exchanges) != 1 || b.Exchanges[0].Way != share.In || b.Exchanges[0].With != lee {
			t.Fatalf("received %+v", b)
		}
	}
	s := b.Suggestions[0]
	was, mine, suggested := s.Versions(w)
	if string(was) != `"Planning errors fell"` || string(mine) != `"Errors fell"` || string(suggested) != `"Planning errors fell to two"` ||
		!s.Overtaken(w) || !s.Received.Open() {
		t.Errorf("was %s, mine %s, suggested %s, overtaken %v", was, mine, suggested, s.Overtaken(w))
	}
	changes, err := s.Take(w)
	if err != nil || len(changes) != 1 || string(changes[0].Before) != string(mine) || string(changes[0].After) != string(suggested) {
		t.Errorf("taking it makes %v, %v", changes, err)
	}
	b.Suggestions[0].Received.State = share.Declined
	if err := b.Receive(r); err != nil || b.Suggestions[0].Received.State != share.Declined {
		t.Error("what was declined is asked again")
	}
	if r.ID = id(8); b.Receive(r) != share.ErrOther {
		t.Error("a reply on another workbook was taken in")
	}
}

func TestTake(t *testing.T) {
	w := secret()
	ask, other := workbook.RecordKey("asks", id(5)), workbook.RecordKey("kpis", id(60))
	first, fresh := "proofs/"+string(id(6)), "proofs/"+string(id(61))
	for name, c := range map[string]struct {
		change workbook.Change
		want   string // the fields that change, or the error's beginning
	}{
		"an entry added":      {workbook.Change{Record: ask, Field: fresh, After: json.RawMessage(`{"text":"One more"}`)}, fresh},
		"an entry deleted":    {workbook.Change{Record: ask, Field: first, Before: json.RawMessage(`{"text":"Planning errors fell"}`)}, first},
		"a record added":      {workbook.Change{Record: other, After: json.RawMessage(`{"id":"` + string(id(60)) + `","what":"Planning"}`)}, "kpis"},
		"a record deleted":    {workbook.Change{Record: ask, Before: json.RawMessage(`{"id":"` + string(id(5)) + `"}`)}, "asks"},
		"made blank":          {workbook.Change{Record: ask, Field: "reason", Before: raw("Planning errors fell")}, "reason"},
		"so already":          {workbook.Change{Record: ask, Field: "reason", After: raw("Planning errors fell")}, ""},
		"gone":                {workbook.Change{Record: other, Field: "what", After: raw("Planning")}, "What it is about is gone"},
		"pointing at nothing": {workbook.Change{Record: ask, Field: "return", After: raw(string(id(99)))}, "The suggestion does not fit"},
	} {
		s := share.Suggestion{Suggestion: reply.Suggest(id(50), c.change, "", lee.Day)}
		changes, err := s.Take(w)
		got := ""
		for _, ch := range changes {
			if ch.Record.Collection() != "released" { // it goes with its ask
				got += ch.Field
			}
			if ch.Field == "" && ch.Record == c.change.Record {
				got += ch.Record.Collection()
			}
		}
		if err != nil && (c.want == "" || !strings.HasPrefix(err.Error(), c.want)) || err == nil && got != c.want {
			t.Errorf("%s: %q, %v, not %q", name, got, err, c.want)
		}
	}
}

func raw(text string) json.RawMessage {
	out, _ := json.Marshal(text)
	return out
}

func TestBesideCanBeKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := workbooktest.AnyOf(share.BesideSchema).Draw(t, "beside")
		back, err := share.BesideSchema.FromRecords(b.ID, share.BesideSchema.Records(&b))
		if err != nil || !share.BesideSchema.Same(&b, &back) {
			t.Fatalf("%+v came back as %+v, %v", b, back, err)
		}
	})
}

func TestChanges(t *testing.T) {
	amount := func(s string) value.Amount { return valuetest.Amount(s) }
	base := secret()
	base.Asks[0].Minimum = amount("86000 EUR")
	now := base.Clone()
	now.Asks[0].Minimum, now.Asks[0].Reason, now.Asks[0].Cost = amount("88000 EUR"), "", "Little"
	now.Profile.Role = "Planner"
	now.Delete(workbook.RecordKey("returns", id(4)))
	now.KPIs = []workbook.KPI{{ID: id(20), What: "Errors"}}
	now.Release(workbook.Where{Field: "role"}, "Planner")
	var got []string
	for _, n := range share.Changes(base, now, share.Words{
		Label: func(key string) string {
			_, field, _ := strings.Cut(key, ".")
			return value.Sentence(field)
		},
		Day: func(c workbook.Change) value.Date {
			if c.Field == "minimum" {
				return valuetest.Day("2026-11-15")
			}
			return value.Date{}
		},
		Today: valuetest.Day("2026-11-25"),
	}) {
		got = append(got, string(n.Lesson)+"|"+n.Text)
	}
	want := []string{
		"|Role is now Planner",
		"returns|Quiet afternoons with violins: return taken out",
		"asks|Base pay: minimum €86,000 → €88,000, 15 Nov",
		"asks|Base pay: reason was Planning errors fell and is blank",
		"asks|Base pay: cost is now Little",
		"firstmile|Errors: new target",
	}
	if !slices.Equal(got, want) {
		t.Errorf("changes:\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
