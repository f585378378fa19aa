package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"firstmile/workbook"
)

// schemaVersion is what this program writes. It may be read by every later one, so
// the way to it (bucket meta, key schema, sealed) never changes.
const schemaVersion = 2

// The buckets of workbook.db, all of them flat.
var (
	metaBucket    = []byte("meta")    // schema, id, created, visit, state
	recordsBucket = []byte("records") // <collection>/<ulid>: numbered
	sidesBucket   = []byte("sides")   // sides/<ulid>: numbered
)

// The keys of meta.
const (
	schemaKey  = "schema"
	idKey      = "id"
	createdKey = "created"
	visitKey   = "visit"
	stateKey   = "state"
)

// formatPlain is the only format of a value so far; the byte leaves room for
// values that are encrypted.
const formatPlain = 1

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal makes the stored value: format byte, payload, then a big-endian CRC32C
// over the key and all that comes before it. bbolt checks none of its pages.
func seal(key string, payload []byte) []byte {
	v := make([]byte, 0, len(payload)+5)
	v = append(v, formatPlain)
	v = append(v, payload...)
	return binary.BigEndian.AppendUint32(v, checksum(key, v))
}

// unseal gives a copy of the payload, so that it may outlive the transaction.
// The error is errChecks, or errSchema for a format that this program lacks.
func unseal(key string, value []byte) ([]byte, error) {
	if len(value) < 5 {
		return nil, errChecks
	}
	body := value[:len(value)-4]
	if checksum(key, body) != binary.BigEndian.Uint32(value[len(body):]) {
		return nil, errChecks
	}
	if body[0] != formatPlain {
		return nil, errSchema
	}
	return slices.Clone(body[1:]), nil
}

func checksum(key string, body []byte) uint32 {
	return crc32.Update(crc32.Checksum([]byte(key), castagnoli), castagnoli, body)
}

// numbered puts the revision that wrote a record before it. A record that was deleted
// leaves its number without a text, so that what is salvaged from pages that are free
// by now does not bring it back.
func numbered(revision uint64, record []byte) []byte {
	return append(binary.BigEndian.AppendUint64(nil, revision), record...)
}

// unnumbered is its inverse.
func unnumbered(payload []byte) (revision uint64, record []byte, err error) {
	if len(payload) < 8 {
		return 0, nil, errChecks
	}
	return binary.BigEndian.Uint64(payload), payload[8:], nil
}

// mark is the state of a workbook in a few bytes: the revision, and what all records and
// sides together must be.
type mark struct {
	Revision uint64    `json:"revision"`
	Set      set       `json:"set"`
	Saved    time.Time `json:"saved"`
}

// set tells sets of records apart. Each record counts for itself, so that a save costs
// what it changes and not what there is.
type set [16]byte

// toggle puts a record in, or takes it out; one without a text is none.
func (s *set) toggle(key workbook.Key, record []byte) {
	if len(record) == 0 {
		return
	}
	h := sha256.New()
	h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(key)))) // without it "ab"+"c" would count as "a"+"bc"
	h.Write([]byte(key))
	h.Write(record)
	for i, b := range h.Sum(nil)[:len(s)] {
		s[i] ^= b
	}
}

func setOf(records ...map[workbook.Key][]byte) set {
	var s set
	for _, all := range records {
		for k, r := range all {
			s.toggle(k, r)
		}
	}
	return s
}

// MarshalText and UnmarshalText write a set in hexadecimal.
func (s set) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, s[:]), nil }

func (s *set) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(s) {
		return errChecks
	}
	_, err := hex.Decode(s[:], text)
	return err
}

// decode reads JSON that has passed its checksum. The error leaves out the
// decoder's words, since they quote what they could not read.
func decode(payload []byte, into any) error {
	if json.Unmarshal(payload, into) != nil {
		return fmt.Errorf("%w: a value cannot be decoded", errChecks)
	}
	return nil
}
