package content

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"firstmile/workbook/value"
)

// Error says what is wrong in a pack and where.
type Error struct {
	File   string // slash-separated, within the pack
	Line   int    // 1-based; 0 when it is the file as a whole
	Reason string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Reason
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason)
}

// maxReason is how long the reason of a fault may be, in characters.
const maxReason = 300

// maxFile is how large a file of a pack may be, in bytes.
const maxFile = 256 << 10

// file is one file while it is checked, with its faults in the order in which they
// were found.
type file struct {
	name   string
	text   string // the TOML in it, on the same lines as in the file
	md     toml.MetaData
	faults []*Error
	lost   bool // it could not be read, and what the checks would say of it is dropped
	slips  map[slip]bool
}

// slip is a key that was meant where another stands: that it is missing is told already.
type slip struct {
	section int
	key     string
}

// open reads a file. Control characters and text direction overrides are
// refused here, for every part of it at once.
func open(fsys fs.FS, name string) *file {
	f := &file{name: name, slips: map[slip]bool{}}
	b, err := fs.ReadFile(fsys, name)
	switch {
	case err != nil:
		f.lose(0, "cannot be read: %v", err)
		return f
	case len(b) > maxFile:
		f.lose(0, "the file is larger than 256 KB")
		return f
	}
	f.text = strings.TrimPrefix(strings.ReplaceAll(string(b), "\r\n", "\n"), "\uFEFF")
	if value.Clean(f.text) == f.text {
		return f
	}
	lines := strings.Split(f.text, "\n")
	for i, line := range lines {
		switch clean := value.Clean(line); {
		case clean == line:
		case !utf8.ValidString(line):
			f.failAt(i+1, "the text is not UTF-8: save the file as UTF-8")
		default:
			f.failAt(i+1, "an escape sequence, a text direction override or another character that cannot be shown")
		}
		lines[i] = value.Clean(line) // so that the other faults are found
	}
	f.text = strings.Join(lines, "\n")
	return f
}

// first is the fault that was found first, nil where there is none.
func (f *file) first() error {
	if len(f.faults) == 0 {
		return nil
	}
	return f.faults[0]
}

// cutBody leaves the front matter in f and returns what follows it.
func (f *file) cutBody() string {
	parts := strings.SplitN(f.text, "+++\n", 3)
	if len(parts) < 3 || parts[0] != "" {
		f.lose(1, "the front matter has to stand between two lines of +++, the first at the top")
		return ""
	}
	f.text = "\n" + parts[1] // so that the lines still count
	return parts[2]
}

// decode reads the TOML into a struct and refuses a key that this does not have.
func (f *file) decode(into any) {
	if f.lost {
		return
	}
	md, err := toml.Decode(f.text, into)
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		f.lose(syntax.Position.Line, "%s", syntax.Message)
		return
	} else if err != nil { // a wrong type; the library's line is that of the last such key in the file
		f.wrongType(err.Error())
		return
	}
	f.md = md
	unknown, section := md.Undecoded(), 0
	for _, key := range md.Keys() {
		name := key[len(key)-1]
		if len(key) == 1 && strings.HasSuffix(md.Type(name), "Hash") { // [table] or [[table]]
			section++
		}
		// The library also takes "Title" for "title".
		if slices.ContainsFunc(unknown, func(u toml.Key) bool { return slices.Equal(u, key) }) || name != strings.ToLower(name) {
			f.unknown(section, key, reflect.TypeOf(into).Elem())
		}
	}
}

// unknown refuses a key, and names the one that was most likely meant.
func (f *file) unknown(section int, key toml.Key, in reflect.Type) {
	where := "no key here"
	for _, part := range key[:len(key)-1] { // inside a [[table]]
		for i := range in.NumField() {
			if field := in.Field(i); field.Tag.Get("toml") == part && field.Type.Kind() == reflect.Slice {
				in, where = field.Type.Elem(), "no key of [["+part+"]]"
			}
		}
		if in.Kind() != reflect.Struct {
			break
		}
	}
	var known []string
	for i := 0; in.Kind() == reflect.Struct && i < in.NumField(); i++ {
		if tag := in.Field(i).Tag.Get("toml"); tag != "-" {
			known = append(known, tag)
		}
	}
	name := key[len(key)-1]
	near := nearest(name, known)
	f.slips[slip{section, near}] = true
	if f.fail(section, name, "“%s” is %s", name, orElse(where, near)); len(key) == 1 && near != "" && strings.HasSuffix(f.md.Type(name), "Hash") {
		f.lost = true // all of a list is under another name
	}
}

// orElse adds to what something is not which one is, where one is near.
func orElse(not, near string) string {
	if near == "" {
		return not
	}
	return fmt.Sprintf("%s; “%s” is", not, near)
}

// wrongType refuses a value of another type than its key has, where the first of that name
// stands that looks so. reason is what the library says, with the last key and both types.
func (f *file) wrongType(reason string) {
	_, rest, _ := strings.Cut(reason, `(last key "`)
	name, rest, _ := strings.Cut(rest, `"`)
	name = name[strings.LastIndexByte(name, '.')+1:]
	list, number := strings.Contains(rest, "has type slice"), strings.Contains(rest, "destination has type int")
	for i, line := range strings.Split(f.text, "\n") {
		key, v, is := strings.Cut(line, "=")
		v = strings.TrimSpace(v)
		quoted := strings.HasPrefix(v, `"`) || strings.HasPrefix(v, "'")
		switch {
		case !is && strings.HasPrefix(line, "["+name+"]"):
			f.lose(i+1, "“%s” stands in double brackets: [[%s]]", name, name)
		case !is || strings.Trim(key, " \t\"'") != name:
		case list && !strings.HasPrefix(v, "["):
			f.lose(i+1, "“%s” has to be a list: [\"one\", \"two\"]", name)
		case number && strings.Trim(v, "0123456789") != "":
			f.lose(i+1, "“%s” has to be a whole number, without quotes", name)
		case !list && !number && strings.HasPrefix(v, "["):
			f.lose(i+1, "all in the list “%s” has to be text in quotes", name)
		case !list && !number && !quoted:
			f.lose(i+1, "“%s” has to be text in quotes", name)
		}
	}
	f.lose(0, "“%s” has a value of another kind than it needs", name)
}

// check holds a struct against its tags: "max" is the most characters of a
// text, and what is not "optional" has to be there. Section 0 of the file is
// what stands above the first [[table]], section 1 is that table, and so on.
func (f *file) check(section int, table any) {
	v := reflect.ValueOf(table)
	for i := range v.NumField() {
		x, tag := v.Field(i), v.Type().Field(i).Tag
		key, text := tag.Get("toml"), x.String()
		n := utf8.RuneCountInString(text)
		most, _ := strconv.Atoi(tag.Get("max")) // without the tag nothing fits, which shows at once
		switch {
		case key == "-", x.Kind() == reflect.Int:
		case tag.Get("optional") == "" && (x.Len() == 0 || strings.TrimSpace(text) == ""):
			if !f.slips[slip{section, key}] {
				f.fail(section, key, "“%s” is missing or empty", key)
			}
		case x.Kind() == reflect.Slice: // a list has no bound
		case value.CleanLine(text) != text: // it can come in as an escape
			f.fail(section, key, "“%s” has a line break or a character that cannot be shown", key)
		case n > most:
			f.fail(section, key, "“%s” has %d characters; at most %d fit", key, n, most)
		}
	}
}

// fail notes a fault at the line of a key.
func (f *file) fail(section int, key, format string, args ...any) {
	f.failAt(f.line(section, key), format, args...)
}

// line is where a key stands, or where its section begins when the key is not found.
// The library does not keep lines, so they are looked up in the text; a look-alike
// inside a text of several lines is taken for the key.
func (f *file) line(section int, key string) int {
	at, found := 0, 1
	for i, line := range strings.Split(f.text, "\n") {
		name, _, _ := strings.Cut(line, "=")
		header := strings.HasPrefix(line, "[")
		if header {
			at++
		}
		if at == section && (header || strings.Trim(name, " \t\"'") == key) {
			found = i + 1
		}
	}
	return found
}

// failAt notes a fault at a line. What it repeats of the file may be anything.
func (f *file) failAt(line int, format string, args ...any) {
	if !f.lost {
		f.faults = append(f.faults, &Error{f.name, line, value.Shorten(value.CleanLine(fmt.Sprintf(format, args...)), maxReason)})
	}
}

// lose notes the fault for which the rest of the file cannot be checked.
func (f *file) lose(line int, format string, args ...any) {
	f.failAt(line, format, args...)
	f.lost = true
}

// nearest gives the one of some names that was most likely meant, "" where none is near.
func nearest(typed string, names []string) (best string) {
	least := min(max(2, len(typed)/3), 3) + 1
	for _, name := range names {
		if d := editsBetween(typed, name); d < least && d < len(typed) && d < len(name) {
			best, least = name, d
		}
	}
	return best
}

// editsBetween counts the letters that make one word of another: put in, left out or
// changed (Levenshtein).
func editsBetween(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := before
			if a[i] != b[j] {
				changed++
			}
			before = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
