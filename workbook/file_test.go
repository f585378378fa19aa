package workbook_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// TestTransferLosesNothing: what is exported is imported as it was, and is what
// the schema for programs says.
func TestTransferLosesNothing(t *testing.T) {
	s := jsonSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		before := w.Clone()
		data, err := workbook.Export(w)
		if err != nil {
			t.Fatal(err)
		}
		if diff := workbooktest.Diff(before, w); diff != "" {
			t.Fatalf("exporting changed the workbook: %s", diff)
		}
		if !bytes.HasSuffix(data, []byte("}\n")) {
			t.Fatal("the file does not end with a newline")
		}
		back, err := workbook.Import(data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		if diff := workbooktest.Diff(w, back); diff != "" {
			t.Fatalf("lost or changed: %s", diff)
		}
		if err := s.Validate(decoded(t, data)); err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		again, err := workbook.Export(back)
		if err != nil || !bytes.Equal(data, again) {
			t.Fatalf("the second export differs: %v", err)
		}
	})
}

const head = `{"format":"firstmile-workbook","version":3,"workbook":`

var (
	id1 = string(workbooktest.ID(1))
	id2 = string(workbooktest.ID(2))
	id3 = string(workbooktest.ID(3))
)

// with gives a file with the fields of a workbook behind its id.
func with(fields string) string { return head + `{"id":"` + id1 + `",` + fields + `}}` }

func entry(id, text string) string { return `{"id":"` + id + `","text":"` + text + `"}` }

func asks(fields string) string {
	return with(`"returns":[{"id":"` + id2 + `"}],"asks":[{"id":"` + id3 + `",` + fields + `}]`)
}

func offers(fields string) string {
	return with(`"returns":[{"id":"` + id2 + `"}],"offers":[{"id":"` + id3 + `",` + fields + `}]`)
}

func returns(fields string) string {
	return with(`"returns":[{"id":"` + id2 + `",` + fields + `}]`)
}

// broken are files that Import refuses, with the sentence that it says. The
// schema refuses those marked true as well; the others are beyond a schema.
var broken = []struct {
	file, want string
	schema     bool
}{
	{"", "The file is empty.", false},
	{" \n", "The file is empty.", false},
	{"hello", "Line 1 is not JSON: invalid character 'h' looking for beginning of value.", false},
	{"{\n\"format\": \"firstmile-workbook\",\n}", "Line 3 is not JSON: invalid character '}' looking for beginning of object key string.", false},
	{head, "Line 1 is not JSON: unexpected end of JSON input.", false},
	{"{\n\"a\": \"B\xfcro\"}", "Line 2 is not UTF-8 text. Save the file as UTF-8, and import it again.", false},
	{with(`"job":{}`) + "\n{}", "Line 2: there is more after the end of the workbook.", false},
	{"[]", "The file is not a firstmile workbook: it holds a list instead of an object.", true},
	{"7", "The file is not a firstmile workbook: it holds a number instead of an object.", true},
	{"{}", `format: This is not a firstmile workbook; it would say "firstmile-workbook".`, true},
	{`{"format":"other","version":3,"workbook":{}}`, `format: This is not a firstmile workbook; it would say "firstmile-workbook".`, true},
	{`{"Format":"firstmile-workbook","version":3,"workbook":{}}`, `format: This is not a firstmile workbook; it would say "firstmile-workbook".`, true},
	{`{"format":"firstmile-workbook","workbook":{}}`, "version: The number of the file's version is missing.", true},
	{`{"format":"firstmile-workbook","version":"1","workbook":{}}`, "version: The number of the file's version is missing.", true},
	{`{"format":"firstmile-workbook","version":4,"workbook":{"later":1},"also":[]}`,
		"version: A newer firstmile wrote this file (version 4); this one reads up to version 3. Update firstmile to open it.", true},
	{`{"format":"firstmile-workbook","version":0,"workbook":{}}`, "version: 0 is no version of a workbook's file.", true},
	{`{"format":"firstmile-workbook","version":1.5,"workbook":{}}`, "version: 1.5 is no version of a workbook's file.", true},
	{`{"format":"firstmile-workbook","version":3}`, "workbook: The workbook itself is missing.", true},
	{`{"format":"firstmile-workbook","version":3,"workbook":{},"more":1}`, `There is no field "more" here.`, true},
	{head + `null}`, "workbook: null is not an answer; leave the field out instead.", true},
	{head + `[]}`, "workbook: An object is needed here, not a list.", true},
	{head + `{}}`, "workbook.id: The id is missing.", true},
	{head + `{"id":"x"}}`, `workbook.id: "x" is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.`, true},
	{head + `{"id":"` + strings.ToLower(id1) + `"}}`, `workbook.id: "` + strings.ToLower(id1) +
		`" is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.`, true},
	{head + `{"id":"8` + id1[1:] + `"}}`, `workbook.id: "8` + id1[1:] + `" is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.`, true},
	{with(`"extra":1`), `workbook: There is no field "extra" here.`, true},
	{with(`"Job":{}`), `workbook: There is no field "Job" here.`, true},
	{with(`"id":"` + id1 + `"`), `workbook: The field "id" stands here twice.`, false},
	{with(`"profile":{"name":"a","name":"b"}`), `workbook.profile: The field "name" stands here twice.`, false},
	{with(`"profile":{"name":null}`), "workbook.profile.name: null is not an answer; leave the field out instead.", true},
	{with(`"profile":{"name":7}`), "workbook.profile.name: Text is needed here, not a number.", true},
	{with(`"profile":{"name":"","meeting":"12 mar"}`), `workbook.profile.meeting: “12 mar” is not a date that can be read. Type it such as 2027-03-12.`, true},
	{with(`"profile":{"name":"","meeting":20270312}`), "workbook.profile.meeting: Text is needed here, not a number.", true},
	{with(`"job":{"base":92000}`), "workbook.job.base: Text is needed here, not a number.", true},
	{with(`"job":{"base":"92k"}`), `workbook.job.base: "92k" is not an amount such as "92000 EUR".`, true},
	{with(`"job":{"base":"-5 EUR"}`), `workbook.job.base: "-5 EUR" is not an amount such as "92000 EUR".`, true},
	{with(`"job":{"base":"9999999999999 EUR"}`), `workbook.job.base: "9999999999999 EUR" is larger than an amount can be.`, false},
	{with(`"job":[]`), "workbook.job: An object is needed here, not a list.", true},
	{with(`"returns":{}`), "workbook.returns: A list is needed here, not an object.", true},
	{with(`"returns":[null]`), "workbook.returns[0]: null is not an answer; leave the field out instead.", true},
	{with(`"returns":[{}]`), "workbook.returns[0].id: The id is missing.", true},
	{with(`"returns":[{"id":"` + id2 + `"},{"id":"` + id2 + `"}]`), `workbook.returns[1].id: The id "` + id2 + `" stands twice in this list.`, false},
	{returns(`"kind":"money"`),
		`workbook.returns[0].kind: "money" is none of pay, bonus, equity, benefits, time, place, growth, ` +
			`recognition, relationships, support, achievement, independence.`, true},
	{returns(`"today":11`), "workbook.returns[0].today: 11 is not a whole number from 0 to 10.", true},
	{returns(`"wanted":-1`), "workbook.returns[0].wanted: -1 is not a whole number from 0 to 10.", true},
	{returns(`"weight":2.5`), "workbook.returns[0].weight: 2.5 is not a whole number from 0 to 10.", true},
	{returns(`"weight":1e99`), "workbook.returns[0].weight: 1e99 is not a whole number from 0 to 10.", true},
	{returns(`"weight":"5"`), "workbook.returns[0].weight: A number is needed here, not text.", true},
	{returns(`"private":"yes"`), "workbook.returns[0].private: True or false is needed here, not text.", true},
	{returns(`"need":{"share":101}`), "workbook.returns[0].need.share: 101 is not a whole number from 0 to 100.", true},
	{returns(`"need":{"sort":"perhaps"}`), `workbook.returns[0].need.sort: "perhaps" is none of must, nice.`, true},
	{returns(`"need":{"met":"maybe"}`), `workbook.returns[0].need.met: "maybe" is none of yes, no, unknown.`, true},
	{returns(`"need":{"met":"don't know"}`), `workbook.returns[0].need.met: "don't know" is none of yes, no, unknown.`, true},
	{returns(`"need":{"threshold":"92000 EUR"}`),
		`workbook.returns[0].need.threshold: "92000 EUR" is not a threshold such as "at least 92000 EUR" or "=no weekend calls".`, true},
	{returns(`"need":{"why":""}`), `workbook.returns[0].need: There is no field "why" here.`, true},
	{returns(`"why":"` + strings.Repeat("x", value.MaxText+1) + `"`), "workbook.returns[0].why: The text is longer than 20000 characters.", true},
	{asks(`"return":"` + id3 + `"`), `workbook.asks[0].return: No return has the id "` + id3 + `".`, false},
	{asks(`"minimum":"a lot"`), `workbook.asks[0].minimum: "a lot" is not an amount such as "92000 EUR".`, true},
	{asks(`"minimum":"?` + strings.Repeat("x", value.MaxText+1) + `"`), "workbook.asks[0].minimum: The text is longer than 20000 characters.", true},
	{asks(`"say":"loudly"`), `workbook.asks[0].say: "loudly" is none of figure, range, words.`, true},
	{asks(`"basis":"net"`), `workbook.asks[0].basis: "net" is none of base, total, part.`, true},
	{asks(`"proofs":"one"`), "workbook.asks[0].proofs: A list is needed here, not text.", true},
	{asks(`"proofs":[` + entry(id1, "one") + `,` + entry(id2, "") + `]`), "workbook.asks[0].proofs[1]: An entry of this list is blank.", true},
	{asks(`"proofs":[{"id":"` + id1 + `"}]`), "workbook.asks[0].proofs[0]: An entry of this list is blank.", true},
	{asks(`"proofs":[{"text":"one"}]`), "workbook.asks[0].proofs[0].id: The id is missing.", true},
	{asks(`"proofs":[` + entry("one", "one") + `]`),
		`workbook.asks[0].proofs[0].id: "one" is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.`, true},
	{asks(`"proofs":[` + entry(id1, "one") + `,` + entry(id1, "two") + `]`), `workbook.asks[0].proofs[1].id: The id "` + id1 +
		`" stands twice in this list.`, false},
	{asks(`"proofs":[{"id":"` + id1 + `","text":"one","done":true}]`), `workbook.asks[0].proofs[0]: There is no field "done" here.`, true},
	{asks(`"proofs":[{"id":"` + id1 + `","text":7}]`), "workbook.asks[0].proofs[0].text: Text is needed here, not a number.", true},
	{asks(`"proofs":["one"]`), "workbook.asks[0].proofs[0]: An object is needed here, not text.", true}, // as in version 1
	{with(`"figures":[{"id":"` + id2 + `","kind":"rumor"}]`),
		`workbook.figures[0].kind: "rumor" is none of survey, posting, official, peer, recruiter, union.`, true},
	{with(`"figures":[{"id":""}]`), "workbook.figures[0].id: The id is missing.", true},
	{offers(`"status":"sure"`), `workbook.offers[0].status: "sure" is none of exploring, verbal, written, expired, declined.`, true},
	{offers(`"covers":{"` + id3 + `":"yes"}`), `workbook.offers[0].covers: No return has the id "` + id3 + `".`, false},
	{offers(`"covers":{"` + id2 + `":"perhaps"}`), `workbook.offers[0].covers.` + id2 + `: "perhaps" is none of yes, no, unknown.`, true},
	{offers(`"covers":{"` + id2 + `":true}`), `workbook.offers[0].covers.` + id2 + `: Text is needed here, not true or false.`, true},
	{offers(`"covers":{"` + id2 + `":"yes","` + id2 + `":"no"}`), `workbook.offers[0].covers: The field "` + id2 + `" stands here twice.`, false},
	{offers(`"covers":[]`), "workbook.offers[0].covers: An object is needed here, not a list.", true},
	{offers(`"start":"2300-01-01"`), "workbook.offers[0].start: “2300-01-01” is not a date that can be read. Type it such as 2027-03-12.", true},
	{with(`"profile":` + strings.Repeat("[", 40) + strings.Repeat("]", 40)), "workbook.profile" + strings.Repeat("[0]", 15) +
		": This is nested deeper than a workbook is.", true},
	{with(`"returns":[` + strings.TrimSuffix(strings.Repeat(`{},`, 1001), ",") + `]`), "workbook.returns: There are 1001 entries; 1000 is the limit.", true},
	{head + strings.Repeat(" ", schema.MaxImport), "The file is larger than 8 MiB, the most that a workbook may be.", false},
}

func TestImportRefuses(t *testing.T) {
	s := jsonSchema(t)
	for _, c := range broken {
		name := c.file
		if len(name) > 200 {
			name = name[:200]
		}
		w, err := workbook.Import([]byte(c.file))
		if err == nil {
			t.Errorf("%s\nwas taken", name)
			continue
		}
		if _, ok := err.(*workbook.FileError); !ok || err.Error() != c.want {
			t.Errorf("%s\n got %s\nwant %s", name, err, c.want)
		}
		if !reflect.DeepEqual(w, workbook.Workbook{}) {
			t.Errorf("%s\nhalf a workbook came with the error", name)
		}
		if c.schema && s.Validate(decoded(t, []byte(c.file))) == nil {
			t.Errorf("%s\nis fine by the schema", name)
		}
	}
	var many strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&many, `,"%s":"yes"`, workbooktest.ID(i))
	}
	if _, err := workbook.Import([]byte(offers(`"covers":{` + many.String()[1:] + `}`))); err == nil ||
		err.Error() != "workbook.offers[0].covers: There are 1001 entries; 1000 is the limit." {
		t.Error(err)
	}
}

// TestImportNeverPanics, whatever a file holds, and says where it stands.
func TestImportNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data, err := workbook.Export(workbooktest.Any().Draw(t, "w"))
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 4).Draw(t, "damages") {
			at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
			switch rapid.IntRange(0, 2).Draw(t, "damage") {
			case 0:
				data[at] = rapid.Byte().Draw(t, "byte")
			case 1:
				data = slices.Delete(data, at, min(len(data), at+rapid.IntRange(1, 20).Draw(t, "cut")))
			case 2:
				data = slices.Insert(data, at, []byte(rapid.SampledFrom([]string{"null", "{}", "[", `"`, ",", "1e999", `"id":`, "\x1b"}).Draw(t, "put"))...)
			}
			if len(data) == 0 {
				return
			}
		}
		w, err := workbook.Import(data)
		if err == nil {
			if err := w.Validate(); err != nil {
				t.Fatalf("what was imported is not valid: %v", err)
			}
			return
		}
		if e, ok := err.(*workbook.FileError); !ok || !strings.HasSuffix(e.Problem, ".") || value.CleanLine(err.Error()) != err.Error() ||
			len(err.Error()) > 400 {
			t.Fatalf("%T %q", err, err)
		}
	})
}

// TestImportCleans: a file cannot carry what a terminal would obey.
func TestImportCleans(t *testing.T) {
	file := asks(`"return":"` + id2 + `","term":"a\nb\u001b[2J\u202ec\r\nd","proofs":[` + entry(id1, `x\ny\u0007`) +
		`],"reason":"\ud800","target":"92000 eur","minimum":"?\u001b[31mred"`)
	w, err := workbook.Import([]byte("\uFEFF" + file))
	if err != nil {
		t.Fatal(err)
	}
	want := workbook.Ask{ID: workbooktest.ID(3), Return: workbooktest.ID(2), Term: "a\nb[2Jc\nd", Reason: "\uFFFD",
		Proofs: []workbook.Entry{{ID: workbooktest.ID(1), Text: "x y"}},
		Target: value.NewAmount(decimal.NewFromInt(92000), "EUR"), Minimum: value.UnreadAmount("[31mred")}
	if diff := cmp.Diff(want, w.Asks[0]); diff != "" {
		t.Error(diff)
	}
	w, err = workbook.Import([]byte(with(`"profile":{"name":"two\nlines","meeting":"?\u001bsoon"},"returns":[{"id":"` + id3 +
		`","why":"two\nlines","need":{"threshold":"=no\ncalls"}},{"id":"` + id2 + `"}]`)))
	if err != nil {
		t.Fatal(err)
	}
	if w.Profile.Name != "two lines" || w.Profile.Meeting.Unread() != "soon" || w.Returns[1].Why != "two\nlines" ||
		w.Returns[1].Need.Threshold.Statement != "no calls" {
		t.Errorf("%+v", w)
	}
	if w.Returns[0].ID != workbooktest.ID(2) {
		t.Error("the returns are not in the order of their ids")
	}
}

// TestExportTakesAnything: what a merge of two windows leaves behind must not
// lock anybody's answers in.
func TestExportTakesAnything(t *testing.T) {
	w := workbook.Workbook{
		ID:      workbooktest.ID(1),
		Profile: workbook.Profile{Name: "esc\x1b[2J\nape"},
		Returns: []workbook.Return{{ID: workbooktest.ID(2)}},
		Asks:    []workbook.Ask{{ID: workbooktest.ID(3), Return: workbooktest.ID(99), Term: "kept", Proofs: workbooktest.Proofs("", "kept too")}},
		Offers: []workbook.Offer{{ID: workbooktest.ID(4), Covers: map[workbook.ID]value.Answer{
			workbooktest.ID(99): value.Yes, workbooktest.ID(2): value.No}}},
	}
	if err := w.Validate(); err == nil {
		t.Error("a broken workbook is valid")
	}
	data, err := workbook.Export(w)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsRune(data, 0x1b) || bytes.Contains(data, []byte(`\u001b`)) {
		t.Error("an escape sequence was exported")
	}
	got, err := workbook.Import(data)
	if err != nil {
		t.Fatal(err)
	}
	w.Profile.Name = "esc[2J ape"
	w.Asks[0].Return, w.Asks[0].Proofs = "", w.Asks[0].Proofs[1:]
	delete(w.Offers[0].Covers, workbooktest.ID(99))
	if diff := workbooktest.Diff(w, got); diff != "" {
		t.Error(diff)
	}
}

// TestExportReads: a person can read the file.
func TestExportReads(t *testing.T) {
	data, err := workbook.Export(workbook.Workbook{ID: workbooktest.ID(1), Profile: workbook.Profile{Name: "R&D <now>"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"format\": \"firstmile-workbook\",\n  \"version\": 3,\n  \"workbook\": {\n    \"id\": \"" + id1 +
		"\",\n    \"profile\": {\n      \"name\": \"R&D <now>\"\n    }\n  }\n}\n"
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Error(diff)
	}
}

func TestValidate(t *testing.T) {
	valid := func() workbook.Workbook {
		return workbook.Workbook{ID: workbooktest.ID(1), Returns: []workbook.Return{{ID: workbooktest.ID(2)}}, Asks: []workbook.Ask{{ID: workbooktest.ID(3)}}}
	}
	if w := valid(); w.Validate() != nil {
		t.Fatal(w.Validate())
	}
	for want, spoil := range map[string]func(*workbook.Workbook){
		"workbook.job.base: “€-5” cannot be stored as it stands.": func(w *workbook.Workbook) { w.Job.Base = value.NewAmount(decimal.NewFromInt(-5), "EUR") },
		"workbook.job.bonus: “€0.0000001” cannot be stored as it stands.": func(w *workbook.Workbook) {
			w.Job.Bonus = value.NewAmount(decimal.New(1, -7), "EUR")
		},
		"workbook.job.equity: “1 a b” cannot be stored as it stands.": func(w *workbook.Workbook) {
			w.Job.Equity = value.NewAmount(decimal.New(1, 0), "a\nb")
		},
		"workbook.profile.meeting: “1 Jan 3000” cannot be stored as it stands.":   func(w *workbook.Workbook) { w.Profile.Meeting = value.NewDate(3000, 1, 1) },
		"workbook.profile.name: The text holds characters that cannot be stored.": func(w *workbook.Workbook) { w.Profile.Name = "a\nb" },
		"workbook.returns[0].why: The text holds characters that cannot be stored.": func(w *workbook.Workbook) {
			w.Returns[0].Why = "fine\nbut\x1b"
		},
		"workbook.returns[0].need.threshold: “no” cannot be stored as it stands.": func(w *workbook.Workbook) {
			w.Returns[0].Need.Threshold = value.Bound{Statement: "no", AtMost: true}
		},
		"workbook.returns[0].need.threshold: The text is longer than 20000 characters.": func(w *workbook.Workbook) {
			w.Returns[0].Need.Threshold = value.Bound{Statement: strings.Repeat("x", 20001)}
		},
		"workbook.asks: There are 1001 entries; 1000 is the limit.": func(w *workbook.Workbook) { w.Asks = make([]workbook.Ask, 1001) },
		`workbook.asks[0].id: The id is missing.`:                   func(w *workbook.Workbook) { w.Asks[0].ID = "" },
	} {
		w := valid()
		spoil(&w)
		if err := w.Validate(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// golden opens a file of testdata that the program of version 1 wrote: every
// field of its time is filled. It is never renewed.
func golden(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestVersion1 opens what the first program exported, and what it stored, and
// loses nothing: the entries of lists get the ids that every reader gives them.
func TestVersion1(t *testing.T) {
	w, err := workbook.Import(golden(t, "version1.json"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := workbook.Import(golden(t, "version2.json"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := workbooktest.Diff(want, w); diff != "" {
		t.Errorf("version 1 opens as something else: %s", diff)
	}
	got, err := workbook.Export(w)
	if err != nil {
		t.Fatal(err)
	}
	second := bytes.Replace(golden(t, "version2.json"), []byte(`"version": 2`), []byte(`"version": 3`), 1)
	for _, file := range [][]byte{got, second} {
		if err := jsonSchema(t).Validate(decoded(t, file)); err != nil {
			t.Error(err)
		}
	}
	var stored map[workbook.Key]json.RawMessage
	if err := json.Unmarshal(golden(t, "records1.json"), &stored); err != nil {
		t.Fatal(err)
	}
	records := map[workbook.Key][]byte{}
	for k, raw := range stored {
		records[k] = raw
	}
	back, err := workbook.FromRecords(w.ID, records)
	if err != nil {
		t.Fatal(err)
	}
	if diff := workbooktest.Diff(w, back); diff != "" {
		t.Errorf("what was stored opens as something else than what was exported: %s", diff)
	}

	// Word for word: but for the order of fields and the entries of lists, the
	// old file says the same as the new one.
	var old, is any
	for raw, into := range map[*any][]byte{&old: golden(t, "version1.json"), &is: got} {
		if err := json.Unmarshal(into, raw); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(old, withoutIDs(is)); diff != "" {
		t.Errorf("the later version says something else: %s", diff)
	}
	for _, label := range []string{"asks.proofs", "offers.covers", "returns.private", "returns.best", "fallback.plan", "figures.high"} {
		c, name, _ := strings.Cut(label, ".")
		if !slices.ContainsFunc(collect(workbook.Schema.Collection(c), &w), func(rec any) bool { return !workbook.Schema.Field(c, name).Blank(rec) }) {
			t.Errorf("the golden has no %s", label)
		}
	}
}

// TestVersion3 opens a file of version 3, whatever has been added to it since: it says
// the same when it is written again, and no field that it had is blank.
func TestVersion3(t *testing.T) {
	file := golden(t, "version3.json")
	w, err := workbook.Import(file)
	if err != nil {
		t.Fatal(err)
	}
	got, err := workbook.Export(w)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(decoded(t, file), decoded(t, got)); diff != "" {
		t.Errorf("the file says something else: %s", diff)
	}
	if err := jsonSchema(t).Validate(decoded(t, file)); err != nil {
		t.Error(err)
	}
	for c, names := range map[string]string{
		"profile": "name person employer role meeting with currency", "review": "budget decider away",
		"returns": "name kind why today wanted weight sort threshold basis met leave share worst best private",
		"job":     "base period hours days payments bonus variable earned equity benefits inflation",
		"asks":    "return term basis today minimum target opening say reason cost proofs outweighs private",
		"figures": "source kind role place low middle high basis date private",
		"offers": "employer role status deadline base hours bonus variable earned equity benefits signon cost travel place start take willsay " +
			"covers private",
		"fallback": "plan stay nooffer", "released": "return ask figure field entry text",
	} {
		all := workbook.Schema.Collection(c)
		for _, name := range strings.Fields(names) {
			if !slices.ContainsFunc(collect(all, &w), func(rec any) bool { return !all.Field(name).Blank(rec) }) {
				t.Errorf("the golden has no %s.%s", c, name)
			}
		}
	}
	if own, y := w.OwnPeriod(), w.WorkYear(); own != value.Hour || y.Payments != 13 || y.Hours.String() != "38.5" || y.Days.String() != "4" {
		t.Errorf("pay is spoken of in %v, a year is %+v", own, y)
	}
}

func collect(c *schema.Collection, w *workbook.Workbook) (out []any) {
	for _, rec := range c.Each(w) {
		out = append(out, rec)
	}
	return out
}

// withoutIDs turns a file of a later version into one of version 1.
func withoutIDs(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, in := range v {
			v[k] = withoutIDs(in)
		}
		if text, is := v["text"]; is && len(v) == 2 {
			return text
		}
		if v["version"] == 3. {
			v["version"] = 1.
		}
	case []any:
		for i, in := range v {
			v[i] = withoutIDs(in)
		}
	}
	return v
}

// TestImportOfVersion1: bare texts get ids that depend on the record and the
// place alone; an entry that bears its id keeps it.
func TestImportOfVersion1(t *testing.T) {
	old := func(file string) string { return strings.Replace(file, `"version":3`, `"version":1`, 1) }
	w, err := workbook.Import([]byte(old(asks(`"proofs":["one","one",` + entry(id1, "two") + `]`))))
	if err != nil {
		t.Fatal(err)
	}
	record := workbooktest.ID(3)
	want := []workbook.Entry{{ID: schema.DerivedID(record, 0), Text: "one"}, {ID: schema.DerivedID(record, 1), Text: "one"},
		{ID: workbooktest.ID(1), Text: "two"}}
	if diff := cmp.Diff(want, w.Asks[0].Proofs); diff != "" {
		t.Error(diff)
	}
	for file, want := range map[string]string{
		`"proofs":["one",""]`: "workbook.asks[0].proofs[1]: An entry of this list is blank.",
		`"proofs":[7]`:        "workbook.asks[0].proofs[0]: An object is needed here, not a number.",
	} {
		if _, err := workbook.Import([]byte(old(asks(file)))); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", file, err, want)
		}
	}
}
