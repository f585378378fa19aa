package workbook_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/workbooktest"
)

// What Import takes can be stored and read back, and travels on as it is; what it
// refuses is told as what a file can have wrong.
func FuzzImport(f *testing.F) {
	files, err := filepath.Glob("testdata/version*.json")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(head + `{"id":"` + id1 + `"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := workbook.Import(data)
		if err != nil {
			if _, told := err.(*schema.Error); !told {
				t.Fatalf("refused with %T", err)
			}
			return
		}
		if err := w.Validate(); err != nil {
			t.Fatalf("taken, and not valid: %v", err)
		}
		same := func(what string, back workbook.Workbook, err error) {
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			if diff := workbooktest.Diff(w, back); diff != "" {
				t.Fatalf("%s: lost or changed: %s", what, diff)
			}
		}
		file, err := workbook.Export(w)
		if err != nil {
			t.Fatal(err)
		}
		back, err := workbook.Import(file)
		same("exported", back, err)
		back, err = workbook.FromRecords(w.ID, w.Records())
		same("stored", back, err)
	})
}

// What is accepted of stored records is stored again as the same, whatever stands in
// one of them.
func FuzzRecords(f *testing.F) {
	full := workbooktest.Full()
	records := full.Records()
	for _, k := range slices.Sorted(maps.Keys(records)) {
		f.Add(string(k), records[k])
	}
	f.Fuzz(func(t *testing.T, key string, record []byte) {
		with := maps.Clone(records)
		with[workbook.Key(key)] = record
		w, err := workbook.FromRecords(full.ID, with)
		if err != nil {
			return
		}
		again := w.Records()
		back, err := workbook.FromRecords(full.ID, again)
		if err != nil {
			t.Fatalf("%q: %s is read, and not read again: %v", key, record, err)
		}
		if diff := workbooktest.Diff(w, back); diff != "" {
			t.Fatalf("%q: %s is stored as another: %s", key, record, diff)
		}
		third := back.Records()
		if !maps.EqualFunc(again, third, bytes.Equal) {
			t.Fatalf("%q: %s is stored in two ways", key, record)
		}
		if data, err := workbook.Export(w); err != nil || !strings.HasPrefix(string(data), "{") {
			t.Fatalf("%q: %s cannot leave again: %v", key, record, err)
		}
	})
}
