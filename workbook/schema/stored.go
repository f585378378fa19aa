package schema

import "encoding/json"

// Stored is what a store has to know of records, whatever struct they are put together in:
// every Schema is one.
type Stored interface {
	// Collection finds a collection by its name, nil when there is none.
	Collection(name string) *Collection
	// Readable tells why records cannot be put together, nil where they can.
	Readable(id ID, records map[Key][]byte) error
	// Between lists what differs between the records of two states, in the order of the
	// keys. The error is that of records which cannot be put together.
	Between(id ID, a, b map[Key][]byte) ([]Change, error)
	// ApplyTo makes changes in records as they are stored.
	ApplyTo(id ID, records map[Key][]byte, changes []Change) (done []Change, gone []Key, beside []Change, err error)
	// Answer gives what a stored record says in a field.
	Answer(record Key, stored []byte, field string) (json.RawMessage, error)
	// CleanChange and CleanAnswer give texts as a boundary would have let them in.
	CleanChange(c Change) Change
	CleanAnswer(record Key, field string, raw json.RawMessage) json.RawMessage
}

// Readable tells why FromRecords would refuse records, nil where it would not.
func (s *Schema[W]) Readable(id ID, records map[Key][]byte) error {
	_, err := s.FromRecords(id, records)
	return err
}

// Between is Diff for records as they are stored.
func (s *Schema[W]) Between(id ID, a, b map[Key][]byte) ([]Change, error) {
	was, err := s.FromRecords(id, a)
	if err != nil {
		return nil, err
	}
	is, err := s.FromRecords(id, b)
	if err != nil {
		return nil, err
	}
	return s.Diff(&was, &is), nil
}
