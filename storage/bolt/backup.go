package bolt

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"firstmile/workbook"
)

// A backup is a zip file with the files of workbooks as they stand in the data folder and a
// manifest of them. It says no name that the files do not say, and is made and unpacked
// without reading an answer.
const (
	backupFormat  = "firstmile-backup"
	backupVersion = 2 // 1 where nothing stands beside the workbooks, as before there was that
	manifestName  = "manifest.json"
)

// backedUp are the files of a workbook that a backup has, those first without which the
// next cannot be read. Copies are made anew.
var backedUp = slices.Concat(keyNames, []string{logName, fileName})

// What a backup may hold; more is no backup of ours.
const (
	maxStored   = 64 << 20 // bytes in a file of a workbook
	maxBackup   = 4 << 30  // bytes in all of them
	maxFiles    = 100_000
	maxManifest = 32 << 20
)

type backupManifest struct {
	Format  string       `json:"format"`
	Version int          `json:"version"`
	Made    time.Time    `json:"made"`
	Program string       `json:"program"`
	Files   []backupFile `json:"files"`
}

type backupFile struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// BackUp writes a backup of workbooks, each as it stands while nobody saves in it.
func (s *Store) BackUp(ctx context.Context, w io.Writer, ids []workbook.ID) error {
	out := zip.NewWriter(w)
	m := backupManifest{Format: backupFormat, Version: 1, Made: s.time(), Program: s.program}
	for _, id := range ids {
		all, err := s.allFiles(ctx, id)
		if err != nil {
			return s.explain(id, managing, err)
		}
		for _, of := range s.all() {
			for _, name := range backedUp {
				data, there := all[of.name][name]
				if !there {
					continue
				}
				if of.whose != nil {
					m.Version = backupVersion
				}
				f := backupFile{of.name + "/" + string(id) + "/" + name, int64(len(data)), hashOf(data)}
				m.Files = append(m.Files, f)
				if err := addFile(out, f.Path, m.Made, data); err != nil {
					return err
				}
			}
		}
	}
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return errors.Join(addFile(out, manifestName, m.Made, raw), out.Close())
}

func addFile(out *zip.Writer, name string, made time.Time, data []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: made}
	h.SetMode(fileMode)
	f, err := out.CreateHeader(h)
	if err == nil {
		_, err = f.Write(data)
	}
	return err
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// all are the stores of the data folder, the workbooks' first.
func (s *Store) all() []*store { return append([]*store{s.store}, s.parts...) }

// allFiles reads what a backup has of a workbook and of what stands beside it, by the name of
// the store. Nobody changes the passphrase meanwhile.
func (s *Store) allFiles(ctx context.Context, id workbook.ID) (map[string]map[string][]byte, error) {
	folder, unlock, err := s.enter(ctx, id, true)
	if err != nil {
		return nil, err
	}
	defer unlock()
	out := map[string]map[string][]byte{}
	if out[s.name], err = s.files(folder, id); err != nil {
		return nil, err
	}
	for _, part := range s.parts {
		if !part.stands(id) {
			continue
		}
		out[part.name], err = func() (map[string][]byte, error) {
			free, err := part.lockBook(ctx, part.book(id), true)
			if err != nil {
				return nil, err
			}
			defer free()
			return part.files(part.book(id), id)
		}()
		if err != nil {
			return nil, part.explain(id, managing, err)
		}
	}
	return out, nil
}

// files reads what a backup has of a folder, whose lock is held.
func (s *store) files(folder string, id workbook.ID) (map[string][]byte, error) {
	p := s.place(folder, id)
	if _, err := p.asItStands(); err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, name := range backedUp {
		data, err := readPlain(p.path(name))
		if err == nil {
			out[name] = data
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return out, nil
}

// asItStands verifies a workbook's files as far as they can be read: what is sealed, or what
// a later program wrote, need not be.
func (p place) asItStands() (u unpacked, err error) {
	h, err := whole(p)
	switch {
	case err == nil:
		return unpacked{h, true}, nil
	case errors.Is(err, errFirst):
		h, _, err = readFirstFile(p.folder, p.id)
		return unpacked{h, true}, err
	case errors.Is(err, errSchema):
		return unpacked{}, nil
	case errors.Is(err, errKeyless):
		return unpacked{}, err
	case errors.Is(err, errLocked) && h != nil:
		return unpacked{h, false}, nil
	case errors.Is(err, errLocked): // something is damaged, and only the key tells what
		return unpacked{}, errChecks
	}
	return unpacked{}, err
}

// Sound tells whether the files of a workbook, and those beside it, are whole, as far as they
// can be read.
func (s *Store) Sound(ctx context.Context, id workbook.ID) error {
	_, err := s.allFiles(ctx, id)
	return explain(id, reading, err)
}

// Backup is one that was read and not unpacked yet.
type Backup struct {
	Made time.Time
	// in has the files by the name of the store, then by the workbook's id, then by their names.
	in map[string]map[workbook.ID]map[string]packed
}

// Has tells whether a workbook is in it.
func (b *Backup) Has(id workbook.ID) bool { return b.in[booksName][id] != nil }

type packed struct {
	backupFile
	in *zip.File
}

// noBackup says why a file is not taken for a backup.
func noBackup(why string) error {
	return &problem{"Nothing was restored: " + why, nil, nil}
}

// ReadBackup reads what a backup says that it holds, strictly: a file with anything else in
// it is none.
func ReadBackup(r io.ReaderAt, size int64) (*Backup, error) {
	z, err := zip.NewReader(r, size)
	if err != nil || len(z.File) > maxFiles {
		return nil, noBackup("this file is no backup of firstmile, or it was cut short.")
	}
	in := map[string]*zip.File{}
	for _, f := range z.File {
		if _, twice := in[f.Name]; twice || !f.Mode().IsRegular() || f.Flags&1 != 0 || f.Method != zip.Deflate && f.Method != zip.Store {
			return nil, noBackup("this file has parts that no backup has.")
		}
		in[f.Name] = f
	}
	m, err := readManifest(in[manifestName])
	if err != nil {
		return nil, err
	}
	delete(in, manifestName)
	b := &Backup{m.Made, map[string]map[workbook.ID]map[string]packed{}}
	total := int64(0)
	for _, f := range m.Files {
		of, id, name, ours := ofWorkbook(f.Path)
		if total += max(f.Size, 0); !ours || in[f.Path] == nil || f.Size < 0 || f.Size > maxStored || total > maxBackup {
			return nil, noBackup("the backup's list does not fit what is in it.")
		}
		if b.in[of] == nil {
			b.in[of] = map[workbook.ID]map[string]packed{}
		}
		if b.in[of][id] == nil {
			b.in[of][id] = map[string]packed{}
		}
		b.in[of][id][name] = packed{f, in[f.Path]}
		delete(in, f.Path)
	}
	for of, all := range b.in {
		for id := range all {
			if !b.Has(id) || of != booksName && m.Version < backupVersion {
				return nil, noBackup("the backup's list does not fit what is in it.")
			}
		}
	}
	if len(in) > 0 {
		return nil, noBackup("this file has parts that no backup has.")
	}
	return b, nil
}

func readManifest(f *zip.File) (m backupManifest, err error) {
	if f == nil {
		return m, noBackup("this file is no backup of firstmile.")
	}
	raw, err := unpack(f, maxManifest)
	switch {
	case err != nil || json.Unmarshal(raw, &m) != nil || m.Format != backupFormat:
		return m, noBackup("this file is no backup of firstmile, or it is damaged.")
	case m.Version > backupVersion:
		return m, noBackup("a newer firstmile wrote this backup. Restore it with that version.")
	}
	return m, nil
}

// ofWorkbook reads the name of a file in a backup; only names that BackUp gives are any. of is
// the name of a store, which Stage has to know.
func ofWorkbook(path string) (of string, id workbook.ID, name string, ours bool) {
	parts := strings.Split(path, "/")
	if len(parts) != 3 || parts[0] == "" || strings.Trim(parts[0], "abcdefghijklmnopqrstuvwxyz") != "" {
		return "", "", "", false
	}
	return parts[0], workbook.ID(parts[1]), parts[2], validID(parts[1]) && slices.Contains(backedUp, parts[2])
}

// unpack reads a file of at most some bytes, whatever its header says.
func unpack(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%w: more than is said", errChecks)
	}
	return data, err
}

// whole reads a file and verifies that it is what the manifest says.
func (p packed) whole() ([]byte, error) {
	data, err := unpack(p.in, p.Size)
	if err != nil || hashOf(data) != p.SHA256 {
		return nil, errors.Join(errChecks, err)
	}
	return data, nil
}
