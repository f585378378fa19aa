package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// The bounds of a file that travels.
const (
	MaxImport  = 8 << 20 // bytes of a file that Import reads
	MaxRecords = 1000    // records of one list
)

// Format is a kind of file that travels between machines and people.
type Format struct {
	Name    string // what the file calls itself
	Version int    // what is written; every version from 1 is read
}

// Export writes w as a file that travels. Whatever w holds can be exported, so
// that nobody's answers are locked in: what a merge left pointing nowhere is let
// go of, so that Import takes the file.
func (s *Schema[W]) Export(w W, format Format) ([]byte, error) {
	w = s.Clone(w)
	s.Clean(&w)
	s.Tidy(&w)
	out := writer{} // people read the file too: no escapes for HTML
	out.open('{')
	out.name("format")
	out.text(format.Name)
	out.name("version")
	out.raw(fmt.Append(nil, format.Version))
	out.name(s.Name)
	out.open('{')
	out.name("id")
	out.text(string(*s.id(&w)))
	for _, c := range s.Collections {
		s.export(&out, c, &w)
	}
	out.close('}')
	out.close('}')
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, out.b, "", "  "); err != nil {
		return nil, fmt.Errorf("export the %s: %w", s.Name, err)
	}
	if pretty.Len() >= MaxImport { // the indentation alone may make it too large to come back
		return append(out.b, '\n'), nil
	}
	return append(pretty.Bytes(), '\n'), nil
}

func (s *Schema[W]) export(out *writer, c *Collection, w *W) {
	var list writer
	for id, rec := range c.Each(w) {
		c.write(&list, id, rec)
	}
	switch {
	case c.One && string(list.b) != "{}":
		out.name(c.Name)
		out.raw(list.b)
	case !c.One && len(list.b) > 0:
		out.name(c.Name)
		out.open('[')
		out.raw(list.b)
		out.close(']')
	}
}

// Import reads what Export writes, strictly: what it does not know would be lost
// at the next save, so it is refused with the place where it stands (*Error).
// Text comes out clean.
func (s *Schema[W]) Import(data []byte, format Format) (W, error) {
	var w, none W
	if len(data) > MaxImport {
		return none, fail("", "The file is larger than %d MiB, the most that a %s may be.", MaxImport>>20, s.Name)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // editors on Windows add it
	if line := badLine(data); line > 0 {
		return none, fail("", "Line %d is not UTF-8 text. Save the file as UTF-8, and import it again.", line)
	}
	root, err := parse(data)
	if err != nil {
		return none, err
	}
	body, version, err := s.open(root, format)
	if err != nil {
		return none, err
	}
	if err := s.read(&w, body, &reading{texts: version == 1}); err != nil {
		return none, err
	}
	s.Clean(&w)
	if err := s.Validate(&w); err != nil {
		return none, err
	}
	return w, nil
}

// badLine gives the first line that is not UTF-8, 0 when there is none.
func badLine(data []byte) int {
	if utf8.Valid(data) {
		return 0
	}
	line := 1
	for rest := data; ; {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		rest = rest[n:]
	}
}

// open checks the envelope. The version comes before everything in it: a newer
// file is called that, not faulty.
func (s *Schema[W]) open(root *node, format Format) (*node, int, error) {
	if root.kind != '{' {
		return nil, 0, fail("", "The file is not a firstmile %s: it holds %s instead of an object.", s.Name, what(root.kind))
	}
	named, version, body := root.member("format"), root.member("version"), root.member(s.Name)
	if named == nil || named.kind != '"' || named.text != format.Name {
		return nil, 0, fail("format", "This is not a firstmile %s; it would say %q.", s.Name, format.Name)
	}
	if version == nil || version.kind != '0' {
		return nil, 0, fail("version", "The number of the file's version is missing.")
	}
	n := 0
	if whole := lazy.New(`^[1-9]\d{0,8}$`); whole.MatchString(version.text) {
		_ = json.Unmarshal([]byte(version.text), &n)
	}
	switch {
	case n < 1:
		return nil, 0, fail("version", "%s is no version of a %s's file.", value.Shorten(version.text, 20), s.Name)
	case n > format.Version:
		return nil, 0, fail("version", "A newer firstmile wrote this file (version %d); this one reads up to version %d. "+
			"Update firstmile to open it.", n, format.Version)
	}
	for _, m := range root.members {
		if m.key != "format" && m.key != "version" && m.key != s.Name {
			return nil, 0, unknownField("", m.key)
		}
	}
	if body == nil {
		return nil, 0, fail(s.Name, "The %s itself is missing.", s.Name)
	}
	return body, n, nil
}

func (s *Schema[W]) read(w *W, body *node, r *reading) error {
	if err := body.need('{', s.Name); err != nil {
		return err
	}
	for _, m := range body.members {
		path := s.Name + "." + m.key
		c := s.byName[m.key]
		switch {
		case m.key == "id":
			if err := m.value.need('"', path); err != nil {
				return err
			}
			*s.id(w) = ID(m.value.text)
		case c == nil:
			return unknownField(s.Name, m.key)
		case c.One:
			if err := c.read(r, m.value, c.insert(w, ""), path); err != nil {
				return err
			}
		default:
			if err := s.readList(w, c, m.value, r, path); err != nil {
				return err
			}
		}
	}
	return nil
}

// readList reads a file's list, in the order of its ids, whatever the file's is.
func (s *Schema[W]) readList(w *W, c *Collection, n *node, r *reading, path string) error {
	if err := n.need('[', path); err != nil {
		return err
	}
	if len(n.items) > MaxRecords {
		return tooMany(path, len(n.items), MaxRecords)
	}
	seen := map[ID]bool{}
	for i, item := range n.items {
		at := fmt.Sprintf("%s[%d]", path, i)
		if err := item.need('{', at); err != nil {
			return err
		}
		id := ID("")
		if own := item.member("id"); own != nil {
			if err := own.need('"', at+".id"); err != nil {
				return err
			}
			id = ID(own.text)
		}
		if err := checkID(id, at+".id", seen); err != nil {
			return err
		}
		r.id = id
		if err := c.read(r, item, c.insert(w, id), at); err != nil {
			return err
		}
	}
	return nil
}

// checkID refuses an id that is none, or that stands in its list already.
func checkID(id ID, path string, seen map[ID]bool) error {
	switch {
	case id == "":
		return fail(path, "The id is missing.")
	case !validID.MatchString(string(id)):
		return fail(path, "%q is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.", value.Shorten(value.CleanLine(string(id)), value.MaxQuote))
	case seen[id]:
		return fail(path, "The id %q stands twice in this list.", id)
	}
	seen[id] = true
	return nil
}

// Validate tells whether w can be stored and read back as it is: nil, or the
// first thing that is wrong as an *Error. It judges the form only.
func (s *Schema[W]) Validate(w *W) error {
	if err := checkID(*s.id(w), s.Name+".id", map[ID]bool{}); err != nil {
		return err
	}
	for _, c := range s.Collections {
		if n := c.count(w); n > MaxRecords {
			return tooMany(s.Name+"."+c.Name, n, MaxRecords)
		}
		seen, n := map[ID]bool{}, 0
		for id, rec := range c.Each(w) {
			path := s.path(c, n)
			n++
			if !c.One {
				if err := checkID(id, path+".id", seen); err != nil {
					return err
				}
			}
			for _, f := range c.Fields {
				if err := s.validAnswer(w, f, rec, f.in(path)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *Schema[W]) validAnswer(w *W, f *Field, rec any, path string) error {
	at := f.at(rec)
	if err := f.ops.check(f, at, path); err != nil {
		return err
	}
	for _, id := range f.ops.links(at) {
		if !s.Has(w, KeyOf(f.Target, id)) {
			return fail(path, "No %s has the id %q.", s.byName[f.Target].Noun, value.Shorten(value.CleanLine(string(id)), value.MaxQuote))
		}
	}
	return nil
}
