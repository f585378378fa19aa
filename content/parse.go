package content

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// doc is a TOML text with the line of everything in it, which the library
// does not keep.
type doc struct {
	top   table
	lists map[string][]table // the [[name]] tables
}

type table struct {
	line int
	keys []entry
}

type entry struct {
	key   string
	value any // string or []string; anything else is refused by the reader
	line  int
}

func parseFile(fsys fs.FS, name, list string) (doc, *Error) {
	all, err := lines(fsys, name)
	if err != nil {
		return doc{}, err
	}
	d, err := parse(name, all, 0)
	if err != nil {
		return doc{}, err
	}
	if len(d.top.keys) > 0 {
		e := d.top.keys[0]
		return doc{}, &Error{name, e.line, fmt.Sprintf("unknown key %q", e.key)}
	}
	return d, d.onlyLists(name, list)
}

func (d doc) onlyLists(name, known string) *Error {
	for _, list := range slices.Sorted(maps.Keys(d.lists)) {
		if list != known {
			return &Error{name, d.lists[list][0].line, fmt.Sprintf("unknown table [[%s]]", list)}
		}
	}
	return nil
}

// parse reads TOML that starts below the given number of lines of the file.
// Plain text, which the built-in pack keeps to, takes the short way: the first
// frame of the program waits for it, and the library takes ten times as long.
func parse(name string, all []string, above int) (doc, *Error) {
	if d, ok := plain(all, above); ok {
		return d, nil
	}
	return full(name, all, above)
}

// plain reads the small part of TOML that needs no library: comments, [[name]],
// and key = "text" or key = ["text", "text"] on one line, with \" and \\ as the
// only escapes. ok is false for anything else, faults too: full tells them.
func plain(all []string, above int) (d doc, ok bool) {
	d = doc{top: table{line: 1}, lists: map[string][]table{}}
	t := &d.top
	for i, line := range all {
		n := above + i + 1
		if line == "" || line[0] == '#' {
			continue
		}
		if rest, found := strings.CutPrefix(line, "[["); found {
			name, found := strings.CutSuffix(rest, "]]")
			if !found || !bare(name) || d.top.index(name) >= 0 {
				return doc{}, false
			}
			d.lists[name] = append(d.lists[name], table{line: n})
			t = &d.lists[name][len(d.lists[name])-1]
			continue
		}
		key, rest, found := strings.Cut(line, " = ")
		if !found || !bare(key) || t.index(key) >= 0 {
			return doc{}, false
		}
		value, ok := plainValue(rest)
		if !ok {
			return doc{}, false
		}
		t.keys = append(t.keys, entry{key, value, n})
	}
	return d, true
}

func (t *table) index(key string) int {
	return slices.IndexFunc(t.keys, func(e entry) bool { return e.key == key })
}

func bare(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-')
	})
}

func plainValue(s string) (any, bool) {
	if rest, found := strings.CutPrefix(s, "["); found {
		list := []string{}
		for rest != "]" {
			v, after, ok := plainText(rest)
			if !ok {
				return nil, false
			}
			list = append(list, v)
			if rest = after; rest == "]" {
				break
			}
			if rest, ok = strings.CutPrefix(rest, ", "); !ok || rest == "]" {
				return nil, false
			}
		}
		return list, true
	}
	v, rest, ok := plainText(s)
	return v, ok && rest == ""
}

func plainText(s string) (text, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", "", false
	}
	s = s[1:]
	if i := strings.IndexAny(s, `"\`); i >= 0 && s[i] == '"' {
		return s[:i], s[i+1:], true // no escapes: no copy
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return b.String(), s[i+1:], true
		case s[i] == '\\':
			if i++; i == len(s) || s[i] != '"' && s[i] != '\\' {
				return "", "", false
			}
		}
		b.WriteByte(s[i])
	}
	return "", "", false
}

// full reads any TOML with the library and finds the lines in the text.
func full(name string, all []string, above int) (doc, *Error) {
	var m map[string]any
	if _, err := toml.Decode(strings.Join(all, "\n"), &m); err != nil {
		var pe toml.ParseError
		if errors.As(err, &pe) {
			return doc{}, &Error{name, pe.Position.Line + above, pe.Message}
		}
		return doc{}, &Error{name, 0, err.Error()}
	}
	found := locate(all, above)
	d := doc{top: table{line: 1}, lists: map[string][]table{}}
	for key, v := range m {
		tables, ok := v.([]map[string]any)
		if !ok {
			d.top.add(key, v, found.top)
			continue
		}
		for i, values := range tables {
			at := table{line: 1}
			if i < len(found.lists[key]) {
				at = found.lists[key][i]
			}
			t := table{line: at.line}
			for k, v := range values {
				t.add(k, v, at)
			}
			t.sort()
			d.lists[key] = append(d.lists[key], t)
		}
	}
	d.top.sort()
	return d, nil
}

// add puts a value in at the line where the key was found, or at the table's.
func (t *table) add(key string, v any, found table) {
	line := t.line
	if i := found.index(key); i >= 0 {
		line = found.keys[i].line
	}
	if list, ok := v.([]any); ok {
		texts := make([]string, 0, len(list))
		for _, e := range list {
			if s, ok := e.(string); ok {
				texts = append(texts, s)
			}
		}
		if len(texts) == len(list) {
			v = texts
		}
	}
	t.keys = append(t.keys, entry{key, v, line})
}

func (t *table) sort() {
	slices.SortFunc(t.keys, func(a, b entry) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return strings.Compare(a.key, b.key)
	})
}

// locate finds the lines of tables and keys in text that is known to be TOML.
// It only has to keep out of multi-line strings and lists. Its patterns are
// compiled here because the built-in pack never comes this way.
func locate(all []string, above int) doc {
	listHead := regexp.MustCompile(`^\s*\[\[\s*["']?([^"'\]]+?)["']?\s*\]\]`)
	tableHead := regexp.MustCompile(`^\s*\[\s*["']?([^"'\[\],]+?)["']?\s*\]\s*(?:#.*)?$`)
	keyHead := regexp.MustCompile(`^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*(?:=|\.)\s*(.*)$`)
	d := doc{lists: map[string][]table{}}
	t, quote, depth := &d.top, "", 0
	for i, line := range all {
		n := above + i + 1
		if quote == "" && depth == 0 {
			if m := listHead.FindStringSubmatch(line); m != nil {
				d.lists[m[1]] = append(d.lists[m[1]], table{line: n})
				t = &d.lists[m[1]][len(d.lists[m[1]])-1]
				continue
			}
			if m := tableHead.FindStringSubmatch(line); m != nil {
				d.top.keys = append(d.top.keys, entry{key: m[1], line: n})
				t = &table{} // [name] is refused; its keys are nobody's
				continue
			}
			m := keyHead.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			t.keys = append(t.keys, entry{key: m[1] + m[2] + m[3], line: n})
			line = m[4]
		}
		quote, depth = scan(line, quote, depth)
	}
	return d
}

// scan follows strings and brackets to the end of a line: which quote is still
// open, and how deep in lists it is.
func scan(line, quote string, depth int) (string, int) {
	for i := 0; i < len(line); {
		switch rest := line[i:]; {
		case quote != "":
			switch {
			case rest[0] == '\\' && quote[0] == '"':
				i += 2
			case strings.HasPrefix(rest, quote):
				i += len(quote)
				quote = ""
			default:
				i++
			}
		case rest[0] == '#':
			return "", depth
		case strings.HasPrefix(rest, `"""`), strings.HasPrefix(rest, "'''"):
			quote = rest[:3]
			i += 3
		case rest[0] == '"', rest[0] == '\'':
			quote = rest[:1]
			i++
		default:
			switch rest[0] {
			case '[', '{':
				depth++
			case ']', '}':
				depth--
			}
			i++
		}
	}
	if len(quote) == 1 {
		quote = "" // cannot be: a one-line string ends on its line
	}
	return quote, depth
}
