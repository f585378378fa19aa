package bolt

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/workbook"
)

// schemaVersion is what this program writes. It may be read by every later one, so
// the way to it (bucket meta, key schema, sealed) never changes.
const schemaVersion = 2

// The buckets of workbook.db, all of them flat.
var (
	metaBucket    = []byte("meta")    // schema, id, created, visit, state, secret
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
	secretKey  = "secret" // the id of the keys, where the workbook has a passphrase
)

// The formats of a value. A record that is sealed with keys is a nonce and what
// XChaCha20-Poly1305 makes of its text, behind the revision.
const (
	formatPlain = 1
	formatKeys  = 2
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal makes the stored value: format byte, payload, then a big-endian CRC32C
// over the key and all that comes before it. bbolt checks none of its pages.
func seal(key string, payload []byte) []byte { return sealAs(formatPlain, key, payload) }

func sealAs(format byte, key string, payload []byte) []byte {
	v := make([]byte, 0, len(payload)+5)
	v = append(v, format)
	v = append(v, payload...)
	return binary.BigEndian.AppendUint32(v, checksum(key, v))
}

// unseal gives a copy of the payload, so that it may outlive the transaction.
// The error is errChecks, or errSchema for a format that this program lacks.
func unseal(key string, value []byte) ([]byte, error) {
	format, payload, err := unsealAny(key, value)
	if err == nil && format != formatPlain {
		return nil, errSchema
	}
	return payload, err
}

func unsealAny(key string, value []byte) (format byte, payload []byte, err error) {
	if len(value) < 5 {
		return 0, nil, errChecks
	}
	body := value[:len(value)-4]
	if checksum(key, body) != binary.BigEndian.Uint32(value[len(body):]) {
		return 0, nil, errChecks
	}
	return body[0], slices.Clone(body[1:]), nil
}

// sealAt makes the stored value of a text that bears a number.
func (k *keys) sealAt(id workbook.ID, name string, revision uint64, text []byte) []byte {
	if k == nil {
		return seal(name, numbered(revision, text))
	}
	return sealAs(formatKeys, name, numbered(revision, k.encrypt(id, name, revision, text)))
}

// unsealAt is its inverse. The error is errLocked where keys are needed that are not there,
// and errChecks for a value of other keys, or of none where there are some: nothing that
// others could have written is read as the person's.
func (k *keys) unsealAt(id workbook.ID, name string, value []byte) (revision uint64, text []byte, err error) {
	format, payload, err := unsealAny(name, value)
	switch {
	case err != nil:
		return 0, nil, err
	case format != formatPlain && format != formatKeys:
		return 0, nil, errSchema
	case format == formatPlain && k != nil:
		return 0, nil, errChecks
	case format == formatKeys && k == nil:
		return 0, nil, errLocked
	}
	revision, text, err = unnumbered(payload)
	if err == nil && k != nil {
		text, err = k.decrypt(id, name, revision, text)
	}
	return revision, text, err
}

// name is under which a record stands. With keys it does not tell what kind of record that
// is: whether there are offers is nobody's business either.
func (k *keys) name(key workbook.Key) string {
	if k == nil {
		return string(key)
	}
	h := k.hash()
	h.Write([]byte("name "))
	h.Write([]byte(key))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// putRecord stores a record; one without a text leaves its number.
func (k *keys) putRecord(b *bbolt.Bucket, id workbook.ID, key workbook.Key, revision uint64, record []byte) error {
	name, text := k.name(key), record
	if k != nil {
		text = slices.Concat([]byte(key), []byte{0}, record)
	}
	return b.Put([]byte(name), k.sealAt(id, name, revision, text))
}

// record is the inverse of putRecord, for the value that stands under a name.
func (k *keys) record(id workbook.ID, name string, value []byte) (key workbook.Key, revision uint64, record []byte, err error) {
	revision, text, err := k.unsealAt(id, name, value)
	if err != nil || k == nil {
		return workbook.Key(name), revision, text, err
	}
	of, record, found := bytes.Cut(text, []byte{0})
	if key = workbook.Key(of); !found || k.name(key) != name {
		return "", 0, nil, errChecks
	}
	return key, revision, record, nil
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

// toggle puts a record in, or takes it out; one without a text is none. With keys nobody
// else can tell what is in a set.
func (k *keys) toggle(s *set, key workbook.Key, record []byte) {
	if len(record) == 0 {
		return
	}
	h := k.hash()
	h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(key)))) // without it "ab"+"c" would count as "a"+"bc"
	h.Write([]byte(key))
	h.Write(record)
	for i, b := range h.Sum(nil)[:len(s)] {
		s[i] ^= b
	}
}

func (k *keys) setOf(records ...map[workbook.Key][]byte) set {
	var s set
	for _, all := range records {
		for key, r := range all {
			k.toggle(&s, key, r)
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
