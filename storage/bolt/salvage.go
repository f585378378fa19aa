package bolt

import (
	"encoding/json"
	"maps"
	"slices"
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
	broken  map[workbook.Key]bool           // records of which a value was found that is not whole
	place   place
	foreign bool // it is another workbook's
}

type numberedRecord struct {
	revision uint64
	record   []byte
}

// pageSizes are those that bbolt uses: a page of the system's.
var pageSizes = []int{4096, 16384, 65536, 8192}

// salvage looks through every page of workbook.db for what is whole, without following any
// of its pointers.
func salvage(p place) salvaged {
	out := salvaged{records: map[workbook.Key]numberedRecord{}, first: map[workbook.Key][]byte{}, broken: map[workbook.Key]bool{}, place: p}
	data, err := readPlain(p.path(fileName))
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
	if out.foreign {
		return salvaged{foreign: true}
	}
	maps.Copy(out.first, firstLive(p.folder))
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

func (s *salvaged) value(name string, sealed []byte) {
	keys, id := s.place.keys, s.place.id
	switch name {
	case idKey:
		var of workbook.ID
		if payload, err := unseal(name, sealed); err == nil && json.Unmarshal(payload, &of) == nil && of != id {
			s.foreign = true
		}
		return
	case stateKey:
		var m mark
		if payload, err := unseal(name, sealed); err == nil && json.Unmarshal(payload, &m) == nil && m.Revision >= s.mark.Revision {
			s.mark = m
		}
		return
	case createdKey:
		if payload, err := unseal(name, sealed); err == nil {
			_ = json.Unmarshal(payload, &s.created)
		}
		return
	case visitKey:
		payload, err := unseal(name, sealed)
		if keys != nil {
			_, payload, err = keys.unsealAt(id, name, sealed)
		}
		if err == nil {
			_ = json.Unmarshal(payload, &s.visit)
		}
		return
	}
	if of := owner(s.place.of, workbook.Key(name)); of != "" && of != id {
		if _, _, err := unsealAny(name, sealed); err == nil {
			s.foreign = true
		}
		return
	}
	if payload, err := unseal(name, sealed); err == nil && keys == nil && len(payload) > 0 && payload[0] == '{' && isRecord(workbook.Key(name)) {
		s.first[workbook.Key(name)] = payload
		return
	}
	key, revision, record, err := keys.record(id, name, sealed)
	if k := workbook.Key(name); err != nil && keys == nil && isRecord(k) && s.place.of.Collection(k.Collection()) != nil {
		s.broken[k] = true
	}
	if known, there := s.records[key]; err == nil && isRecord(key) && (!there || revision > known.revision) {
		s.records[key] = numberedRecord{revision, record}
	}
}

// isRecord tells the keys of records from the others.
func isRecord(k workbook.Key) bool {
	return strings.Contains(string(k), "/") && validID(string(k.ID()))
}

// lost gives the records of which nothing whole was found, and which a state does not have
// from elsewhere.
func (s salvaged) lost(state *held) (out []workbook.Key) {
	for _, k := range slices.Sorted(maps.Keys(s.broken)) {
		_, known := s.records[k]
		_, before := s.first[k]
		if !known && !before && state.records.get(k) == nil {
			out = append(out, k)
		}
	}
	return out
}
