package reply_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/reply"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// The suggestions of a random reply are those that some edit of a random workbook makes.
func TestReplyComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := workbooktest.AnyOf(reply.Schema).Draw(t, "reply")
		r.Suggestions = nil
		w := workbooktest.Any().Draw(t, "workbook")
		r.ID = w.ID
		for i, c := range workbook.Diff(workbook.Workbook{ID: w.ID}, w) {
			if len(c.After) < value.MaxText && !workbook.Schema.Collection(c.Record.Collection()).Kept {
				r.Suggestions = append(r.Suggestions, reply.Suggest(workbooktest.ID(1000+i), c, "Why", value.NewDate(2026, 11, 25)))
			}
		}
		raw, err := reply.Export(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := reply.Import(raw)
		if err != nil {
			t.Fatal(err)
		}
		if !reply.Schema.Same(&r, &back) {
			t.Fatalf("%+v came back as %+v", r, back)
		}
	})
}

func TestReplyIsStrict(t *testing.T) {
	id := workbooktest.ID
	ask, profile := workbook.RecordKey("asks", id(5)), workbook.RecordKey("profile", id(1))
	text := func(s string) json.RawMessage { return json.RawMessage(s) }
	for _, c := range []struct {
		change workbook.Change
		want   string // "" for one that is taken in
	}{
		{workbook.Change{Record: ask, Field: "reason", After: text(`"Less work"`)}, ""},
		{workbook.Change{Record: profile, Field: "role", After: text(`"Planner"`)}, ""},
		{workbook.Change{Record: "shoes/1", Field: "size", After: text(`"9"`)}, "There are no records"},
		{workbook.Change{Record: ask, Field: "shoe", After: text(`"9"`)}, "There is no field"},
		{workbook.Change{Record: ask, Field: "reason", After: text(`7`)}, "cannot be read"},
		{workbook.Change{Record: ask, Field: "reason", After: text(`no JSON`)}, "cannot be read"},
		{workbook.Change{Record: ask, After: text(`{"shoe":"9"}`)}, "cannot be read"},
		{workbook.Change{Record: ask, Field: "reason"}, "What is suggested is what was read"},
		{workbook.Change{Record: profile, After: text(`{}`)}, "can neither come nor go"},
		{workbook.Change{Record: workbook.RecordKey("profile", id(2)), Field: "role", After: text(`"x"`)}, "can neither come nor go"},
		{workbook.Change{Record: workbook.RecordKey("released", id(2)), Field: "text", After: text(`"x"`)}, "the program keeps it"},
	} {
		r := reply.Reply{ID: id(1), Suggestions: []reply.Suggestion{reply.Suggest(id(50), c.change, "", value.Date{})}}
		raw, err := reply.Export(r)
		if err != nil {
			t.Fatal(err)
		}
		_, err = reply.Import(raw)
		if c.want == "" {
			if err != nil {
				t.Errorf("%+v: %v", c.change, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "reply.suggestions[0]: ") {
			t.Errorf("%+v: %v, not %q", c.change, err, c.want)
		}
	}
	// A note or a session of the coach fits nowhere.
	for _, field := range []string{"notes", "sessions", "own", "homework"} {
		raw := `{"format":"firstmile-reply","version":1,"reply":{"id":"` + string(id(1)) + `","` + field + `":[]}}`
		if _, err := reply.Import([]byte(raw)); err == nil || !strings.Contains(err.Error(), "There is no field") {
			t.Errorf("%s: %v", field, err)
		}
	}
}
