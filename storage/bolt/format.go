package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

// schemaVersion is what this program writes. It may be read by every later one, so
// the way to it (bucket meta, key schema, sealed) never changes.
const schemaVersion = 1

// The buckets of workbook.db, all of them flat.
var (
	metaBucket     = []byte("meta")     // schema, id, created, saved, visit
	recordsBucket  = []byte("records")  // <collection>/<ulid>
	historyBucket  = []byte("history")  // big-endian revision
	manifestBucket = []byte("manifest") // set
)

// The keys of meta and manifest.
const (
	schemaKey  = "schema"
	idKey      = "id"
	createdKey = "created"
	savedKey   = "saved"
	visitKey   = "visit"
	setKey     = "set"
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

// manifest says what the records together must be. It is written in the
// transaction that writes them.
type manifest struct {
	Revision uint64 `json:"revision"`
	Count    int    `json:"count"`
	Hash     string `json:"hash"` // of every key and value, in the order of the keys
}

func newManifest(revision uint64, records map[workbook.Key][]byte) manifest {
	h := sha256.New()
	part := func(b []byte) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(b)))
		h.Write(n[:]) // without it "ab"+"c" would hash as "a"+"bc"
		h.Write(b)
	}
	for _, k := range slices.Sorted(maps.Keys(records)) {
		part([]byte(k))
		part(records[k])
	}
	return manifest{Revision: revision, Count: len(records), Hash: hex.EncodeToString(h.Sum(nil))}
}

// event is one entry of the history: a revision, or several that were joined.
type event struct {
	Since   time.Time `json:"since,omitzero"` // of the first save in it
	At      time.Time `json:"at"`             // of the last
	Window  string    `json:"window,omitempty"`
	Changes []change  `json:"changes"`
}

// change is workbook.Change as it is stored. One of the first programs has no
// field, and holds the record as a whole before and after.
type change struct {
	Key    workbook.Key    `json:"key"`
	Field  string          `json:"field,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

func newEvent(at time.Time, window string, changes []workbook.Change) event {
	e := event{Since: at, At: at, Window: window}
	for _, c := range changes {
		e.Changes = append(e.Changes, change{c.Record, c.Field, c.Before, c.After})
	}
	return e
}

// join makes one event of e and the one before it; false where that would lose
// more than typing. A record that came or went is an entry of its own.
func (e *event) join(before event) bool {
	if before.Window != e.Window || len(before.Changes) != len(e.Changes) || e.At.Sub(before.Since) > storage.HistoryGrain || e.At.Before(before.Since) {
		return false
	}
	for i, c := range e.Changes {
		if b := before.Changes[i]; b.Key != c.Key || b.Field != c.Field || c.Field == "" && (b.Before == nil || b.After == nil || c.After == nil) {
			return false
		}
	}
	e.Since = before.Since
	for i := range e.Changes {
		e.Changes[i].Before = before.Changes[i].Before
	}
	return true
}

func (e event) revision(n uint64) storage.Revision {
	r := storage.Revision{Number: n, At: e.At}
	for _, c := range e.Changes {
		r.Changes = append(r.Changes, workbook.Change{Record: c.Key, Field: c.Field, Before: c.Before, After: c.After})
	}
	return r
}

// revisionKey sorts as the number does.
func revisionKey(n uint64) string { return string(binary.BigEndian.AppendUint64(nil, n)) }

// decode reads JSON that has passed its checksum. The error leaves out the
// decoder's words, since they quote what they could not read.
func decode(payload []byte, into any) error {
	if json.Unmarshal(payload, into) != nil {
		return fmt.Errorf("%w: a value cannot be decoded", errChecks)
	}
	return nil
}
