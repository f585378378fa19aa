package bolt

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"unsafe"

	"go.etcd.io/bbolt"
)

// The parts of bbolt's page format that checkTrees needs. A page is a header of
// 16 bytes (id 8, flags 2, count 2, overflow 4) and then its elements, 16 bytes
// each: of a branch position 4, key size 4, child 8; of a leaf flags 4,
// position 4, key size 4, value size 4.
const (
	pageHeader  = 16
	pageElement = 16
	branchPage  = 0x01
	leafPage    = 0x02
	bucketLeaf  = 0x01

	freelistPage = 0x10

	// bucketHeader is the page of a bucket's root and a sequence, 8 bytes each.
	bucketHeader = 16
)

// checkTrees walks every bucket and makes sure that its pages are a tree and
// that what they point to lies within them. bbolt follows a branch that leads
// back to itself until the memory or the stack is used up, which nothing can
// recover from, and reads past a page into whatever memory is there; a flipped
// bit is enough for both. The values have checksums of ours.
//
// With all, what only a save relies on is checked too.
func checkTrees(f *file, tx *bbolt.Tx, all bool) error {
	info, err := f.fd.Stat()
	if err != nil {
		return err
	}
	db := tx.DB().Info()
	w := walk{
		// Through the mapping: a long history has too many pages to read each.
		data: unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&db.Data))), min(tx.Size(), info.Size())),
		size: uint64(db.PageSize),
		seen: map[uint64]bool{},
		all:  all,
	}
	if err := w.page(uint64(tx.Cursor().Bucket().Root()), true); err != nil || !w.all {
		return err
	}
	version := uint64(tx.ID())
	if tx.Writable() {
		version-- // a writer bears the next one's number
	}
	return w.free(version)
}

// free checks the list of free pages, which bears no checksum either: a page on
// it that is in use would be written over by the next save.
func (w *walk) free(version uint64) error {
	for meta := range uint64(2) {
		// Behind the page's header: magic, version, page size and flags, 4 bytes
		// each; the root bucket, 16; then 8 each, the list's page, the number of
		// pages and the version.
		at := meta*w.size + pageHeader
		if uint64(len(w.data)) < at+56 || native.Uint64(w.data[at+48:]) != version {
			continue
		}
		id, pages := native.Uint64(w.data[at+32:]), native.Uint64(w.data[at+40:])
		if err := w.claim(id); err != nil {
			return err
		}
		list := w.data[id*w.size:]
		count, ids := uint64(native.Uint16(list[10:])), list[pageHeader:]
		if count == 0xffff { // too many for the header
			count, ids = native.Uint64(ids), ids[8:]
		}
		if native.Uint16(list[8:]) != freelistPage || count > uint64(len(ids))/8 {
			return fmt.Errorf("%w: the list of free pages is not what it should be", errChecks)
		}
		for i := range count {
			free := native.Uint64(ids[i*8:])
			if free < 2 || free >= pages || w.seen[free] {
				return fmt.Errorf("%w: page %d is free and in use", errChecks, free)
			}
			w.seen[free] = true
		}
		return nil
	}
	return fmt.Errorf("%w: there is no page of version %d", errChecks, version)
}

// heads tells how many of the two first pages of a file are whole: each save writes one of
// them, and the other is what the file falls back on.
func heads(f *file) (n int) {
	size := int64(f.db.Info().PageSize)
	for i := range int64(2) {
		b := make([]byte, 64)
		if _, err := f.fd.ReadAt(b, i*size+pageHeader); err != nil {
			continue
		}
		sum := fnv.New64a()
		sum.Write(b[:56])
		if sum.Sum64() == native.Uint64(b[56:]) {
			n++
		}
	}
	return n
}

// claim notes that a page is in use, and those over which it goes on.
func (w *walk) claim(id uint64) error {
	pages := uint64(len(w.data)) / w.size
	if id >= pages || native.Uint64(w.data[id*w.size:]) != id {
		return fmt.Errorf("%w: page %d is out of place", errChecks, id)
	}
	more := uint64(native.Uint32(w.data[id*w.size+12:]))
	if id+more >= pages {
		return fmt.Errorf("%w: page %d goes past the end", errChecks, id)
	}
	for p := id; p <= id+more; p++ {
		if w.seen[p] {
			return fmt.Errorf("%w: page %d is in use twice", errChecks, p)
		}
		w.seen[p] = true
	}
	return nil
}

type walk struct {
	data []byte
	size uint64          // of a page
	seen map[uint64]bool // pages that something points to
	all  bool            // checks what only a save relies on, too
}

var native = binary.NativeEndian

func (w *walk) page(id uint64, top bool) error {
	if err := w.claim(id); err != nil {
		return err
	}
	page := w.data[id*w.size:]
	span := (uint64(native.Uint32(page[12:])) + 1) * w.size
	return w.elements(page[:span], id, top)
}

// elements checks a page, or a bucket inside a value, as bbolt writes it: pointed
// past the end it reads whatever memory is there, and where a key is out of place
// the next save goes to the wrong page. top tells a page of buckets.
func (w *walk) elements(page []byte, id uint64, top bool) error {
	flags, count := native.Uint16(page[8:]), uint64(native.Uint16(page[10:]))
	if flags != branchPage && flags != leafPage || uint64(len(page)) < pageHeader+count*pageElement {
		return fmt.Errorf("%w: page %d is not what it should be", errChecks, id)
	}
	// The keys and values stand behind the elements without a gap, in order. Where
	// they do not, what can be read still counts, but nothing is built on it.
	next := pageHeader + count*pageElement
	var last []byte
	for i := range count {
		e := page[pageHeader+i*pageElement:]
		position, keySize, valueSize := uint64(native.Uint32(e)), uint64(native.Uint32(e[4:])), uint64(0)
		if flags == leafPage {
			position, keySize, valueSize = keySize, uint64(native.Uint32(e[8:])), uint64(native.Uint32(e[12:]))
		}
		at := pageHeader + i*pageElement + position
		value := at + keySize
		if value+valueSize > uint64(len(page)) {
			return fmt.Errorf("%w: page %d points past its end", errChecks, id)
		}
		key := page[at:value]
		if w.all && (at != next || i > 0 && bytes.Compare(last, key) >= 0) {
			return fmt.Errorf("%w: the keys of page %d are out of place", errChecks, id)
		}
		last, next = key, value+valueSize
		var err error
		if flags == branchPage {
			err = w.page(native.Uint64(e[8:]), top)
		} else if native.Uint32(e)&bucketLeaf != 0 {
			err = w.bucket(page[value:next], id, top)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bucket checks the value of a bucket, which begins with the page of its root;
// that is 0 where the whole bucket is in the value, behind a header of its own.
func (w *walk) bucket(value []byte, id uint64, top bool) error {
	switch {
	case !top || len(value) < bucketHeader: // ours are flat
		return fmt.Errorf("%w: a bucket in page %d is not what it should be", errChecks, id)
	case native.Uint64(value) != 0:
		return w.page(native.Uint64(value), false)
	case len(value) < bucketHeader+pageHeader:
		return fmt.Errorf("%w: a bucket in page %d is cut short", errChecks, id)
	}
	return w.elements(value[bucketHeader:], id, false)
}
