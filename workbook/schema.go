package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Records, their names and what differs between two states of them are the
// schema's; see package schema.
type (
	ID     = schema.ID
	IDs    = schema.IDs
	Key    = schema.Key
	Change = schema.Change
	Entry  = schema.Entry
	Text   = schema.Text
)

// Schema is the collections of a workbook, in the order of a file. Each stands in
// its records' file, with one row for each field.
var Schema = schema.New("workbook", func(w *Workbook) *ID { return &w.ID },
	profile,
	returns,
	job,
	asks,
	figures,
	offers,
	fallback,
	released,
	review,
	deals,
	checkIns,
	firstMile,
	kpis,
	extras,
	promises,
	talk,
	objections,
	steps,
	packages,
	portions,
	results,
	recap,
	notes,
	packAnswers,
)

// Format is the file that travels between machines and people; docs/format.md
// describes it field by field, docs/workbook.schema.json for programs.
var Format = schema.Format{Name: "firstmile-workbook", Version: 3}

// FileError says what in a workbook cannot be stored or taken in, and where.
type FileError = schema.Error

// RecordKey names a record of a collection.
func RecordKey(collection string, id ID) Key { return schema.KeyOf(collection, id) }

// Clone copies the workbook so deeply that changing the copy leaves w as it was.
func (w Workbook) Clone() Workbook { return Schema.Clone(w) }

// Cleaned gives a copy in which every text is as its boundary would have let it
// in; see value.Clean.
func (w Workbook) Cleaned() Workbook {
	w = w.Clone()
	Schema.Clean(&w)
	return w
}

// Delete takes a record out, with all that cannot stand without it.
func (w *Workbook) Delete(k Key) { Schema.Delete(w, k) }

// Diff lists the answers in which b differs from a.
func Diff(a, b Workbook) []Change { return Schema.Diff(&a, &b) }

// Records gives every record of the workbook as JSON, by key.
func (w Workbook) Records() map[Key][]byte { return Schema.Records(&w) }

// FromRecords puts a workbook together from its records, strictly; what version
// 1 stored is read too.
func FromRecords(id ID, records map[Key][]byte) (Workbook, error) {
	return Schema.FromRecords(id, records)
}

// Export writes a workbook as a file that travels.
func Export(w Workbook) ([]byte, error) { return Schema.Export(w, Format) }

// Import reads what Export writes, of this version and of earlier ones, strictly;
// errors are FileErrors.
func Import(data []byte) (Workbook, error) { return Schema.Import(data, Format) }

// Validate tells whether the workbook can be stored and read back as it is: nil,
// or the first thing that is wrong as a FileError. It judges the form only; what
// the answers amount to is for advice.
func (w Workbook) Validate() error { return Schema.Validate(&w) }

// Typing is what text typed into this workbook is read by.
func (w Workbook) Typing(today value.Date, newID IDs) schema.Typing {
	return schema.Typing{Currency: w.Currency(), Known: w.known(), Today: today, NewID: newID}
}

// Schema is what describes it, for who has records of any schema before them.
func (w Workbook) Schema() *schema.Schema[Workbook] { return Schema }
