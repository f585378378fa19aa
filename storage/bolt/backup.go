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
	backupVersion = 1
	manifestName  = "manifest.json"
	backupFolder  = "workbooks/"
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
	m := backupManifest{Format: backupFormat, Version: backupVersion, Made: s.time(), Program: s.program}
	for _, id := range ids {
		files, err := s.files(ctx, id)
		if err != nil {
			return s.explain(id, managing, err)
		}
		for _, name := range backedUp {
			data, there := files[name]
			if !there {
				continue
			}
			f := backupFile{backupFolder + string(id) + "/" + name, int64(len(data)), hashOf(data)}
			m.Files = append(m.Files, f)
			if err := addFile(out, f.Path, m.Made, data); err != nil {
				return err
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

// files reads what a backup has of a workbook.
func (s *Store) files(ctx context.Context, id workbook.ID) (map[string][]byte, error) {
	folder, unlock, err := s.enter(ctx, id, true)
	if err != nil {
		return nil, err
	}
	defer unlock()
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

// Sound tells whether the files of a workbook are whole, as far as they can be read.
func (s *Store) Sound(ctx context.Context, id workbook.ID) error {
	_, err := s.files(ctx, id)
	return explain(id, reading, err)
}

// Backup is one that was read and not unpacked yet.
type Backup struct {
	Made  time.Time
	books map[workbook.ID]map[string]packed
}

// Has tells whether a workbook is in it.
func (b *Backup) Has(id workbook.ID) bool { return b.books[id] != nil }

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
	b := &Backup{m.Made, map[workbook.ID]map[string]packed{}}
	total := int64(0)
	for _, f := range m.Files {
		id, name, ours := ofWorkbook(f.Path)
		if total += max(f.Size, 0); !ours || in[f.Path] == nil || f.Size < 0 || f.Size > maxStored || total > maxBackup {
			return nil, noBackup("the backup's list does not fit what is in it.")
		}
		if b.books[id] == nil {
			b.books[id] = map[string]packed{}
		}
		b.books[id][name] = packed{f, in[f.Path]}
		delete(in, f.Path)
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

// ofWorkbook reads the name of a file in a backup; only names that BackUp gives are any.
func ofWorkbook(path string) (id workbook.ID, name string, ours bool) {
	rest, inside := strings.CutPrefix(path, backupFolder)
	folder, name, found := strings.Cut(rest, "/")
	return workbook.ID(folder), name, inside && found && validID(folder) && slices.Contains(backedUp, name)
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
