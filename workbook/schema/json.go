package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"firstmile/workbook/value"
)

// Error says what cannot be stored or taken in, and where.
type Error struct {
	Path    string // such as workbook.asks[0].minimum; "" for the file as a whole
	Problem string // one sentence
}

func (e *Error) Error() string {
	if e.Path == "" {
		return e.Problem
	}
	return e.Path + ": " + e.Problem
}

func fail(path, format string, args ...any) error {
	return &Error{Path: path, Problem: fmt.Sprintf(format, args...)}
}

func unknownField(path, key string) error {
	return fail(path, "There is no field %q here.", value.Shorten(value.CleanLine(key), value.MaxQuote))
}

// node is one JSON value. encoding/json alone would let a key stand twice and
// take "Name" for "name"; both would lose an answer in silence.
type node struct {
	kind    byte // one of { [ " 0 t n
	text    string
	members []member
	items   []*node
}

type member struct {
	key   string
	value *node
}

func (n *node) member(key string) *node {
	for _, m := range n.members {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

func (n *node) said() string {
	if n == nil {
		return ""
	}
	return n.text
}

func what(kind byte) string {
	return map[byte]string{'{': "an object", '[': "a list", '"': "text", '0': "a number", 't': "true or false", 'n': "null"}[kind]
}

func (n *node) need(kind byte, path string) error {
	switch n.kind {
	case kind:
		return nil
	case 'n':
		return fail(path, "null is not an answer; leave the field out instead.")
	}
	return fail(path, "%s is needed here, not %s.", value.Sentence(what(kind)), what(n.kind))
}

// maxDepth is well above what a file nests, and keeps a hostile one from
// exhausting the stack.
const maxDepth = 16

func parse(data []byte) (*node, error) {
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		return nil, notJSON(data, err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return parseValue(d, "", 0)
}

func notJSON(data []byte, err error) error {
	syntax, ok := errors.AsType[*json.SyntaxError](err)
	if !ok {
		return fail("", "The file is not JSON: %v.", err)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return fail("", "The file is empty.")
	}
	upTo := data[:min(int(syntax.Offset), len(data))]
	line := bytes.Count(upTo, []byte("\n")) + 1
	if strings.Contains(syntax.Error(), "after top-level value") {
		return fail("", "Line %d: there is more after the end of the workbook.", line)
	}
	return fail("", "Line %d is not JSON: %v.", line, syntax)
}

func parseValue(d *json.Decoder, path string, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, fail(path, "This is nested deeper than a workbook is.")
	}
	t, err := d.Token()
	if err != nil {
		return nil, fail(path, "This cannot be read: %v.", err)
	}
	switch t := t.(type) {
	case string:
		return &node{kind: '"', text: t}, nil
	case json.Number:
		return &node{kind: '0', text: t.String()}, nil
	case bool:
		return &node{kind: 't', text: fmt.Sprint(t)}, nil
	case json.Delim:
		n := &node{kind: byte(t)}
		seen := map[string]bool{}
		for i := 0; d.More(); i++ {
			at, key := "", ""
			if n.kind == '{' {
				k, err := d.Token()
				if err != nil {
					return nil, fail(path, "This cannot be read: %v.", err)
				}
				key = k.(string) // the text is known to be JSON, in which a key is a string
				at = below(path, key)
				if seen[key] {
					return nil, fail(path, "The field %q stands here twice.", value.Shorten(value.CleanLine(key), value.MaxQuote))
				}
				seen[key] = true
			} else {
				at = fmt.Sprintf("%s[%d]", path, i)
			}
			v, err := parseValue(d, at, depth+1)
			if err != nil {
				return nil, err
			}
			if n.kind == '{' {
				n.members = append(n.members, member{key, v})
			} else {
				n.items = append(n.items, v)
			}
		}
		_, err := d.Token() // the closing bracket
		return n, err
	}
	return &node{kind: 'n'}, nil
}

// below gives the path of a field; a key that a file made up is kept short.
func below(path, key string) string {
	key = value.Shorten(value.CleanLine(key), value.MaxQuote)
	if path == "" {
		return key
	}
	return path + "." + key
}

// writer writes JSON, compact.
type writer struct {
	b    []byte
	html bool // <, > and & are escaped, as encoding/json does: what is stored always was
}

func (w *writer) comma() {
	if n := len(w.b); n > 0 {
		switch w.b[n-1] {
		case '{', '[', ':':
		default:
			w.b = append(w.b, ',')
		}
	}
}

func (w *writer) open(bracket byte) { w.comma(); w.b = append(w.b, bracket) }

func (w *writer) close(bracket byte) { w.b = append(w.b, bracket) }

func (w *writer) name(s string) { w.text(s); w.b = append(w.b, ':') }

func (w *writer) raw(b []byte) { w.comma(); w.b = append(w.b, b...) }

func (w *writer) text(s string) {
	w.comma()
	if plain(s) {
		w.b = append(append(append(w.b, '"'), s...), '"')
		return
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(w.html)
	_ = e.Encode(s) // a string always can be
	w.b = append(w.b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}

// plain tells text that stands in JSON as it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x7f {
			return false
		}
	}
	return true
}
