package bolt

import (
	"encoding/binary"
	"fmt"
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
)

// checkTrees walks the branches of every bucket and makes sure that they are
// trees. bbolt follows a branch that leads back to itself until the memory or
// the stack is used up, which nothing can recover from, and a flipped bit in a
// page number is enough for that. The leaves have checksums of ours.
func checkTrees(f *file, tx *bbolt.Tx) error {
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
	}
	return w.page(uint64(tx.Cursor().Bucket().Root()), true)
}

type walk struct {
	data []byte
	size uint64 // of a page
	seen map[uint64]bool
}

var native = binary.NativeEndian

func (w *walk) page(id uint64, top bool) error {
	if id >= uint64(len(w.data))/w.size || w.seen[id] {
		return fmt.Errorf("%w: page %d is out of place", errChecks, id)
	}
	page := w.data[id*w.size:]
	flags, count := native.Uint16(page[8:]), uint64(native.Uint16(page[10:]))
	if native.Uint64(page) != id || flags != branchPage && flags != leafPage {
		return fmt.Errorf("%w: page %d is not what it should be", errChecks, id)
	}
	if flags == leafPage && !top {
		return nil
	}
	w.seen[id] = true
	if uint64(len(page)) < pageHeader+count*pageElement {
		return fmt.Errorf("%w: page %d is too full", errChecks, id)
	}
	for at := uint64(pageHeader); at < pageHeader+count*pageElement; at += pageElement {
		if flags == branchPage {
			if err := w.page(native.Uint64(page[at+8:]), top); err != nil {
				return err
			}
			continue
		}
		if native.Uint32(page[at:])&bucketLeaf == 0 {
			continue
		}
		// The value of a bucket begins with the page of its root, 0 where the
		// bucket is in the value itself.
		value := at + uint64(native.Uint32(page[at+4:])) + uint64(native.Uint32(page[at+8:]))
		if value+8 > uint64(len(page)) {
			return fmt.Errorf("%w: page %d points past the end", errChecks, id)
		}
		if root := native.Uint64(page[value:]); root != 0 {
			if err := w.page(root, false); err != nil {
				return err
			}
		}
	}
	return nil
}
