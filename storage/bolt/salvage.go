package bolt

import (
	"encoding/json"
	"os"
	"strings"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

// salvaged is what can still be read in the pages of a damaged file: for each key the
// newest value whose checksum is right, wherever it stands.
type salvaged struct {
	mark    mark
	created time.Time
	visit   storage.Visit
	records map[workbook.Key]numberedRecord // sides too
	first   map[workbook.Key][]byte         // as the first programs wrote them
}

type numberedRecord struct {
	revision uint64
	record   []byte
}

// pageSizes are those that bbolt uses: a page of the system's.
var pageSizes = []int{4096, 16384, 65536, 8192}

// salvage looks through every page of a file for what is whole, without following any
// of its pointers.
func salvage(path string) salvaged {
	out := salvaged{records: map[workbook.Key]numberedRecord{}, first: map[workbook.Key][]byte{}}
	data, err := os.ReadFile(path)
	if err != nil {
		return out
	}
	for _, size := range pageSizes {
		for at := 0; at+pageHeader <= len(data); at += size {
			out.page(data[at:])
		}
		if len(out.records)+len(out.first) > 0 {
			break
		}
	}
	return out
}

// page takes what is whole in a page, or in a bucket inside a value; what is behind the
// page is there too, since it may go on.
func (s *salvaged) page(page []byte) {
	if len(page) < pageHeader || native.Uint16(page[8:])&leafPage == 0 {
		return
	}
	for i := range uint64(native.Uint16(page[10:])) {
		at := pageHeader + i*pageElement
		if at+pageElement > uint64(len(page)) {
			return
		}
		e := page[at:]
		from := at + uint64(native.Uint32(e[4:]))
		value := from + uint64(native.Uint32(e[8:]))
		to := value + uint64(native.Uint32(e[12:]))
		if to > uint64(len(page)) || value-from > maxKey {
			continue
		}
		if native.Uint32(e)&bucketLeaf != 0 {
			if to-value > bucketHeader {
				s.page(page[value+bucketHeader : to])
			}
			continue
		}
		s.value(string(page[from:value]), page[value:to])
	}
}

// maxKey is more than any key of ours has, in bytes.
const maxKey = 200

func (s *salvaged) value(key string, sealed []byte) {
	payload, err := unseal(key, sealed)
	if err != nil {
		return
	}
	switch {
	case key == stateKey:
		var m mark
		if json.Unmarshal(payload, &m) == nil && m.Revision >= s.mark.Revision {
			s.mark = m
		}
	case key == createdKey:
		_ = json.Unmarshal(payload, &s.created)
	case key == visitKey:
		_ = json.Unmarshal(payload, &s.visit)
	case !strings.Contains(key, "/") || !validID(string(workbook.Key(key).ID())):
	case len(payload) > 0 && payload[0] == '{':
		s.first[workbook.Key(key)] = payload
	default:
		revision, record, err := unnumbered(payload)
		if known, there := s.records[workbook.Key(key)]; err == nil && (!there || revision > known.revision) {
			s.records[workbook.Key(key)] = numberedRecord{revision, record}
		}
	}
}
