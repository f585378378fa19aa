package bolt

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"

	"firstmile/storage"
	"firstmile/workbook"
)

// The key of a workbook that has a passphrase stands, wrapped, in two files that are the
// same: without them nothing in the folder can be read, so erasing begins with them.
var keyNames = []string{"workbook.key", "workbook.key.copy"}

// keys are what a workbook that has a passphrase is sealed with; nil for one that has none.
type keys struct {
	id     string // tells keys apart; says nothing of them
	master []byte
	aead   cipher.AEAD
	set    []byte
	byCode bool // they were opened with the recovery code
}

func newKeys(master []byte) (*keys, error) {
	part := func(of string, size int) ([]byte, error) {
		return hkdf.Key(sha256.New, master, nil, "firstmile "+of, size)
	}
	id, err := part("id", 8)
	if err != nil {
		return nil, err
	}
	values, err := part("values", chacha20poly1305.KeySize)
	if err != nil {
		return nil, err
	}
	set, err := part("set", sha256.Size)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(values)
	return &keys{id: hex.EncodeToString(id), master: master, aead: aead, set: set}, err
}

// hash is what a set is made with.
func (k *keys) hash() hash.Hash {
	if k == nil {
		return sha256.New()
	}
	return hmac.New(sha256.New, k.set)
}

// encrypt seals a text so that it opens only where it stood: in this workbook, under this
// key, at this revision.
func (k *keys) encrypt(id workbook.ID, key string, revision uint64, text []byte) []byte {
	nonce := make([]byte, k.aead.NonceSize(), k.aead.NonceSize()+len(text)+k.aead.Overhead())
	_, _ = rand.Read(nonce) // it never fails
	return k.aead.Seal(nonce, nonce, text, standing(id, key, revision))
}

// decrypt is its inverse. The error is errChecks.
func (k *keys) decrypt(id workbook.ID, key string, revision uint64, sealed []byte) ([]byte, error) {
	if len(sealed) < k.aead.NonceSize() {
		return nil, errChecks
	}
	text, err := k.aead.Open(nil, sealed[:k.aead.NonceSize()], sealed[k.aead.NonceSize():], standing(id, key, revision))
	if err != nil {
		return nil, errChecks
	}
	return text, nil
}

func standing(id workbook.ID, key string, revision uint64) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(id)))
	b = append(b, id...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(key)))
	b = append(b, key...)
	return binary.BigEndian.AppendUint64(b, revision)
}

// wrapped is what a key file holds, sealed as a value is.
type wrapped struct {
	Of         string  `json:"of,omitempty"` // the id of the key, which says nothing of it
	Stretch    stretch `json:"stretch"`
	Passphrase []byte  `json:"passphrase"` // the key, encrypted with what the passphrase stretches to
	Recovery   []byte  `json:"recovery"`   // the key again, with what the recovery code stands for

	// By has the key of what stands beside a workbook, encrypted with the workbook's, by the
	// id of those: no passphrase of its own opens it.
	By map[string][]byte `json:"by,omitempty"`
}

// file is the file of it.
func (w wrapped) file() ([]byte, error) {
	raw, err := json.Marshal(w)
	return seal(keyNames[0], raw), err
}

// unwrapped is its inverse.
func unwrapped(file []byte) (w wrapped, err error) {
	raw, err := unseal(keyNames[0], file)
	if err == nil {
		err = decode(raw, &w)
	}
	return w, err
}

// freshKeys are keys that nobody has yet.
func freshKeys() (*keys, error) {
	master := make([]byte, 32)
	_, _ = rand.Read(master) // it never fails
	return newKeys(master)
}

// stretch is how a passphrase becomes a key: argon2id, RFC 9106.
type stretch struct {
	Salt   []byte `json:"salt"`
	Passes uint32 `json:"passes"`
	Memory uint32 `json:"memory"` // KiB
	Lanes  uint8  `json:"lanes"`
}

// cost is what a new passphrase is stretched with, but for its salt: the second of the two
// sets that RFC 9106 recommends. Tests use less.
var cost = stretch{Passes: 3, Memory: 64 * 1024, Lanes: 4}

// sane bounds what a file may ask for: one that was made to stop the program does not.
func (s stretch) sane() bool {
	return len(s.Salt) >= 8 && len(s.Salt) <= 64 && s.Passes >= 1 && s.Passes <= 16 && s.Memory >= 8*1024 && s.Memory <= 1024*1024 && s.Lanes >= 1 && s.Lanes <= 16
}

// wrapper is the cipher that a passphrase opens. A passphrase is the same however its
// accents were typed.
func (s stretch) wrapper(passphrase string) (*keys, error) {
	return newKeys(argon2.IDKey([]byte(norm.NFC.String(passphrase)), s.Salt, s.Passes, s.Memory, s.Lanes, chacha20poly1305.KeySize))
}

// recoveryWrapper is the cipher that a recovery code opens: it is random enough as it is.
func recoveryWrapper(code string) (*keys, error) {
	master := sha256.Sum256([]byte("recovery code " + code))
	return newKeys(master[:])
}

func newRecoveryCode() string {
	letters := rand.Text()[:storage.RecoveryLetters] // of five bits each
	var groups []string
	for i := 0; i < len(letters); i += 5 {
		groups = append(groups, letters[i:i+5])
	}
	return strings.Join(groups, "-")
}

// wrap makes the key file for a passphrase, with a new recovery code.
func (k *keys) wrap(id workbook.ID, passphrase string) (file []byte, recovery string, err error) {
	w := wrapped{Of: k.id, Stretch: cost}
	w.Stretch.Salt = make([]byte, 16)
	_, _ = rand.Read(w.Stretch.Salt)
	recovery = newRecoveryCode()
	byPassphrase, err := w.Stretch.wrapper(passphrase)
	if err != nil {
		return nil, "", err
	}
	byCode, err := recoveryWrapper(storage.RecoveryCodes(recovery)[0])
	if err != nil {
		return nil, "", err
	}
	w.Passphrase = byPassphrase.encrypt(id, keyNames[0], 0, k.master)
	w.Recovery = byCode.encrypt(id, keyNames[0], 0, k.master)
	file, err = w.file()
	return file, recovery, err
}

// unwrap gives the key in a key file. The error is storage.ErrPassphrase, or errChecks for
// a file that is damaged.
func unwrap(id workbook.ID, file []byte, secret string) (*keys, error) {
	w, err := unwrapped(file)
	if err != nil {
		return nil, err
	}
	if !w.Stretch.sane() {
		return nil, errChecks
	}
	try := func(by *keys, err error, sealed []byte) *keys {
		if err != nil {
			return nil
		}
		master, err := by.decrypt(id, keyNames[0], 0, sealed)
		if err != nil {
			return nil
		}
		k, _ := newKeys(master)
		return k
	}
	for _, code := range storage.RecoveryCodes(secret) {
		by, err := recoveryWrapper(code)
		if k := try(by, err, w.Recovery); k != nil {
			k.byCode = true
			return k, nil
		}
	}
	by, err := w.Stretch.wrapper(secret)
	if k := try(by, err, w.Passphrase); k != nil {
		return k, nil
	}
	return nil, storage.ErrPassphrase
}

// hasKeyFile tells whether a folder has a key, be it a workbook's or what an interrupted
// program left.
func hasKeyFile(folder string) bool {
	for _, name := range keyNames {
		if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
			return true
		}
	}
	return false
}

// writeKeyFiles puts a key file in a folder, under both of its names where none is given.
func writeKeyFiles(folder string, file []byte, names ...string) error {
	if len(names) == 0 {
		names = keyNames
	}
	for _, name := range names {
		if err := replaceFile(filepath.Join(folder, name), func(f *os.File) error { _, err := f.Write(file); return err }); err != nil {
			return err
		}
	}
	return nil
}

// dropKeyFiles overwrites a key and removes it: where the file system writes in place,
// nothing of it is left.
func dropKeyFiles(folder string) error {
	for _, name := range keyNames {
		path := filepath.Join(folder, name)
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		info, err := f.Stat()
		if err == nil {
			_, err = f.Write(make([]byte, info.Size()))
		}
		if err := errors.Join(err, f.Sync(), f.Close(), removeFile(path)); err != nil {
			return err
		}
	}
	return syncDir(folder)
}

// errOtherSide says which passphrase counts where changing it was cut off, by which of the
// files of the key this one opens: the first has the new key.
var errOtherSide = [...]error{
	&problem{"Changing to this passphrase was cut off. Nothing was changed; the one before still opens this workbook.", storage.ErrPassphrase, nil},
	&problem{"This was the passphrase before. Nothing was changed; the new one opens this workbook.", storage.ErrPassphrase, nil},
}

// keyIn gives the key in a folder that a passphrase or a recovery code opens and that the
// workbook is sealed with, and makes both files that one: a change of the passphrase, which
// is another key, may have been cut off between them. The lock is held.
func keyIn(folder string, id workbook.ID, secret string) (*keys, error) {
	var wrong error
	of, old := sealedWith(folder, id), ""
	if h, err := readFile(place{folder: folder, id: id}, fileName); errors.Is(err, errLocked) && h != nil && oneKey(folder) {
		old = h.sealed // an older file with its key: what is later needs another, which is not here
	}
	for i, name := range keyNames {
		file, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			continue
		}
		k, err := unwrap(id, file, secret)
		switch {
		case err == nil && of == "": // neither the file nor a copy can tell
			return k, nil
		case err == nil && k.id != of && k.id != old: // of the other side of a change
			err = errOtherSide[i]
		case err == nil:
			other, _ := os.ReadFile(filepath.Join(folder, keyNames[1-i]))
			if string(other) != string(file) {
				_ = writeKeyFiles(folder, file)
			}
			return k, nil
		case !errors.Is(err, storage.ErrPassphrase):
			continue // it is damaged, and there is another
		}
		if already := (*problem)(nil); !errors.As(wrong, &already) {
			wrong = err
		}
	}
	switch {
	case wrong == nil:
		return nil, fmt.Errorf("%w: both files of the key", errChecks)
	case of != "" && !keyFor(folder, of):
		return nil, &problem{"This workbook's key is an older one. Nothing was changed; put back the later one, or a backup: firstmile restore.",
			storage.ErrPassphrase, nil}
	}
	return nil, wrong
}

// keyFor tells whether a file of a folder's keys may have the key that something is sealed
// with: its id stands in the clear, but in the files of the first programs that had keys.
func keyFor(folder, of string) bool {
	all := wholeKeys(folder)
	return len(all) == 0 || slices.ContainsFunc(all, func(file []byte) bool {
		w, err := unwrapped(file)
		return err == nil && (w.Of == "" || w.Of == of)
	})
}

// oneKey tells whether there is no second key in a folder: its files are the same, or one.
func oneKey(folder string) bool {
	all := wholeKeys(folder)
	return len(all) == 1 || len(all) == 2 && string(all[0]) == string(all[1])
}

// sealedWith gives the id of the keys that the newest state of a workbook is sealed with, as
// its file and its copies tell; "" where that needs none, or none of them can be read.
func sealedWith(folder string, id workbook.ID) (of string) {
	p, newest := place{folder: folder, id: id}, uint64(0)
	for _, name := range append([]string{fileName}, copiesOf(folder)...) {
		h, err := readFile(p, name)
		if h != nil && (err == nil || errors.Is(err, errLocked)) && h.mark.Revision > newest {
			newest, of = h.mark.Revision, h.sealed
		}
	}
	return of
}
