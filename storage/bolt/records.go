package bolt

import (
	"maps"

	"firstmile/workbook"
)

// records are records of a workbook by their keys, and do not change once they are made.
// What a save changes lies over what there was: a copy costs what is changed and not what
// there is.
type records struct{ base, over map[workbook.Key][]byte } // in over nil is one that is gone

// overMost is how many records lie over others before they become one.
const overMost = 32

func (r records) get(k workbook.Key) []byte {
	if record, there := r.over[k]; there {
		return record
	}
	return r.base[k]
}

// with gives a copy in which some records are others, or gone where they are nil.
func (r records) with(changed map[workbook.Key][]byte) records {
	over := maps.Clone(r.over)
	if over == nil {
		over = map[workbook.Key][]byte{}
	}
	maps.Copy(over, changed)
	next := records{r.base, over}
	if len(over) > overMost {
		next = records{base: next.all()}
	}
	return next
}

// all gives them as a map of the caller's.
func (r records) all() map[workbook.Key][]byte {
	out := make(map[workbook.Key][]byte, len(r.base)+len(r.over))
	maps.Copy(out, r.base)
	for k, record := range r.over {
		if record == nil {
			delete(out, k)
		} else {
			out[k] = record
		}
	}
	return out
}
