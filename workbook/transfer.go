package workbook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// The file that travels between machines and people; docs/format.md describes
// it field by field, docs/workbook.schema.json for programs.
const (
	FileFormat  = "firstmile-workbook"
	FileVersion = 1
	MaxImport   = 8 << 20 // bytes of a file that Import reads
	MaxRecords  = 1000    // entries of one list
)

// FileError says what in a workbook cannot be stored or taken in, and where.
type FileError struct {
	Path    string // such as workbook.asks[0].minimum; "" for the file as a whole
	Problem string // one sentence
}

func (e *FileError) Error() string {
	if e.Path == "" {
		return e.Problem
	}
	return e.Path + ": " + e.Problem
}

func fileError(path, format string, args ...any) error {
	return &FileError{Path: path, Problem: fmt.Sprintf(format, args...)}
}

// multiLine lists the answers that keep their line breaks, by their place in
// the file. It is the one place that says so; all other text is one line.
var multiLine = map[string]bool{
	"workbook.returns[].why":    true,
	"workbook.asks[].term":      true,
	"workbook.asks[].reason":    true,
	"workbook.asks[].cost":      true,
	"workbook.offers[].willsay": true,
	"workbook.fallback.plan":    true,
}

// MultiLine tells whether an answer may have several lines: MultiLine("asks",
// "reason"). Proofs may not: they are edited as one line each.
func MultiLine(collection, field string) bool {
	return multiLine["workbook."+collection+"[]."+field] || multiLine["workbook."+collection+"."+field]
}

// highest holds the bounds of numbers, by their place in the file.
var highest = map[string]int{
	"workbook.returns[].today":      MaxScore,
	"workbook.returns[].wanted":     MaxScore,
	"workbook.returns[].weight":     MaxScore,
	"workbook.returns[].need.share": 100,
}

func highestAt(shape string) int {
	if n, ok := highest[shape]; ok {
		return n
	}
	return value.MaxPoints
}

// choices holds the values of each answer that is chosen from a list; blank is
// always one more.
var choices = map[reflect.Type][]string{
	reflect.TypeFor[Kind]():         words(Kinds()),
	reflect.TypeFor[Sort]():         words(Sorts()[1:]),
	reflect.TypeFor[value.Answer](): words(value.Answers()),
	reflect.TypeFor[Basis]():        words(Bases()),
	reflect.TypeFor[Say]():          words(Says()),
	reflect.TypeFor[FigureKind]():   words(FigureKinds()),
	reflect.TypeFor[Status]():       words(Statuses()),
}

// words takes the letters themselves: an Answer's String is meant for the screen.
func words[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

var (
	textType   = reflect.TypeFor[string]()
	pointsType = reflect.TypeFor[value.Points]()
	validID    = lazy.New(`^[0-7][0-9A-HJKMNP-TV-Z]{25}$`)
)

type file struct {
	Format   string   `json:"format"`
	Version  int      `json:"version"`
	Workbook Workbook `json:"workbook"`
}

// Export writes a workbook as a file that travels. Whatever the workbook holds
// can be exported, so that nobody's answers are locked in: what a merge left
// pointing at a deleted return is let go of, so that Import takes the file.
func Export(w Workbook) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // the file is read by people too
	e.SetIndent("", "  ")
	f := file{FileFormat, FileVersion, tidy(w)}
	err := e.Encode(f)
	if err == nil && b.Len() > MaxImport { // the indentation alone may make it too large to come back
		b.Reset()
		e.SetIndent("", "")
		err = e.Encode(f)
	}
	if err != nil {
		return nil, fmt.Errorf("export the workbook: %w", err)
	}
	return b.Bytes(), nil
}

// tidy gives a copy in which every text is clean and nothing points nowhere.
func tidy(w Workbook) Workbook {
	w = w.Clone()
	cleanTexts(&w)
	for i := range w.Asks {
		a := &w.Asks[i]
		if w.Return(a.Return) == nil {
			a.Return = ""
		}
		a.Proofs = slices.DeleteFunc(a.Proofs, func(p string) bool { return p == "" })
	}
	for i := range w.Offers {
		maps.DeleteFunc(w.Offers[i].Covers, func(id ID, _ value.Answer) bool { return w.Return(id) == nil })
	}
	return w
}

// Import reads what Export writes, strictly: what it does not know would be
// lost at the next save, so it is refused with the place where it stands.
// Text comes out clean.
func Import(data []byte) (Workbook, error) {
	if len(data) > MaxImport {
		return Workbook{}, fileError("", "The file is larger than %d MiB, the most that a workbook may be.", MaxImport>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // editors on Windows add it
	if !utf8.Valid(data) {
		line := 1
		for rest := data; len(rest) > 0; {
			r, n := utf8.DecodeRune(rest)
			if r == utf8.RuneError && n == 1 {
				break
			}
			if r == '\n' {
				line++
			}
			rest = rest[n:]
		}
		return Workbook{}, fileError("", "Line %d is not UTF-8 text. Save the file as UTF-8, and import it again.", line)
	}
	root, err := parse(data)
	if err != nil {
		return Workbook{}, err
	}
	body, err := open(root)
	if err != nil {
		return Workbook{}, err
	}
	var w Workbook
	if err := decode(body, reflect.ValueOf(&w).Elem(), "workbook", "workbook"); err != nil {
		return Workbook{}, err
	}
	cleanTexts(&w)
	if err := w.Validate(); err != nil {
		return Workbook{}, err
	}
	sortByID(&w)
	return w, nil
}

// open checks the envelope. The version comes before everything in it: a newer
// file is called that, not faulty.
func open(root *node) (*node, error) {
	if root.kind != '{' {
		return nil, fileError("", "The file is not a firstmile workbook: it holds %s instead of an object.", root.what())
	}
	format, version, body := root.member("format"), root.member("version"), root.member("workbook")
	if format == nil || format.kind != '"' || format.text != FileFormat {
		return nil, fileError("format", "This is not a firstmile workbook; it would say %q.", FileFormat)
	}
	switch {
	case version == nil || version.kind != '0':
		return nil, fileError("version", "The number of the file's version is missing.")
	case version.text != fmt.Sprint(FileVersion):
		if newer := lazy.New(`^[1-9]\d{0,8}$`); newer.MatchString(version.text) {
			return nil, fileError("version", "A newer firstmile wrote this file (version %s); this one reads version %d. Update firstmile to open it.", version.text, FileVersion)
		}
		return nil, fileError("version", "%s is no version of a workbook's file.", value.Shorten(version.text, 20))
	}
	for _, m := range root.members {
		if m.key != "format" && m.key != "version" && m.key != "workbook" {
			return nil, unknownField("", m.key)
		}
	}
	if body == nil {
		return nil, fileError("workbook", "The workbook itself is missing.")
	}
	return body, nil
}

func unknownField(path, key string) error {
	return fileError(path, "There is no field %q here.", value.Shorten(value.CleanLine(key), value.MaxQuote))
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

func (n *node) what() string {
	return map[byte]string{'{': "an object", '[': "a list", '"': "text", '0': "a number", 't': "true or false", 'n': "null"}[n.kind]
}

// maxDepth is well above what a workbook nests, and keeps a hostile file from
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
		return fileError("", "The file is not JSON: %v.", err)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return fileError("", "The file is empty.")
	}
	upTo := data[:min(int(syntax.Offset), len(data))]
	line := bytes.Count(upTo, []byte("\n")) + 1
	if strings.Contains(syntax.Error(), "after top-level value") {
		return fileError("", "Line %d: there is more after the end of the workbook.", line)
	}
	return fileError("", "Line %d is not JSON: %v.", line, syntax)
}

func parseValue(d *json.Decoder, path string, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, fileError(path, "This is nested deeper than a workbook is.")
	}
	t, err := d.Token()
	if err != nil {
		return nil, fileError(path, "This cannot be read: %v.", err)
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
			at, key := fmt.Sprintf("%s[%d]", path, i), ""
			if n.kind == '{' {
				k, err := d.Token()
				if err != nil {
					return nil, fileError(path, "This cannot be read: %v.", err)
				}
				key = k.(string) // the file is known to be JSON, in which a key is a string
				at = below(path, key)
				if seen[key] {
					return nil, fileError(path, "The field %q stands here twice.", value.Shorten(value.CleanLine(key), value.MaxQuote))
				}
				seen[key] = true
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

// decode fills v from n by v's own JSON names. path names the place to a
// person, shape is the same without the numbers.
func decode(n *node, v reflect.Value, path, shape string) error {
	if n.kind == 'n' {
		return fileError(path, "null is not an answer; leave the field out instead.")
	}
	need := func(kind byte) error {
		if n.kind == kind {
			return nil
		}
		return fileError(path, "%s is needed here, not %s.", value.Sentence((&node{kind: kind}).what()), n.what())
	}
	if v.Type() == pointsType {
		if err := need('0'); err != nil {
			return err
		}
		return decodePoints(n.text, v, path, shape)
	}
	if u, ok := v.Addr().Interface().(json.Unmarshaler); ok {
		if err := need('"'); err != nil {
			return err
		}
		return decodeText(n.text, u, path)
	}
	switch v.Kind() {
	case reflect.Struct:
		if err := need('{'); err != nil {
			return err
		}
		fields := fieldsOf(v.Type())
		for _, m := range n.members {
			i, ok := fields[m.key]
			if !ok {
				return unknownField(path, m.key)
			}
			if err := decode(m.value, v.Field(i), path+"."+m.key, shape+"."+m.key); err != nil {
				return err
			}
		}
	case reflect.Slice:
		if err := need('['); err != nil {
			return err
		}
		if most := mostEntries(v); len(n.items) > most {
			return tooMany(path, len(n.items), most)
		}
		if len(n.items) == 0 {
			return nil // a nil slice and an empty one are the same answer
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
		for i, item := range n.items {
			if err := decode(item, v.Index(i), fmt.Sprintf("%s[%d]", path, i), shape+"[]"); err != nil {
				return err
			}
		}
	case reflect.Map:
		if err := need('{'); err != nil {
			return err
		}
		if len(n.members) > MaxRecords {
			return tooMany(path, len(n.members), MaxRecords)
		}
		for _, m := range n.members {
			one := reflect.New(v.Type().Elem()).Elem()
			if err := decode(m.value, one, below(path, m.key), shape+"[]"); err != nil {
				return err
			}
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			v.SetMapIndex(reflect.ValueOf(m.key).Convert(v.Type().Key()), one)
		}
	case reflect.Bool:
		if err := need('t'); err != nil {
			return err
		}
		v.SetBool(n.text == "true")
	case reflect.String:
		if err := need('"'); err != nil {
			return err
		}
		v.SetString(n.text)
	default:
		panic(fmt.Sprintf("workbook: no way to import a %s at %s", v.Type(), shape))
	}
	return nil
}

func decodePoints(number string, v reflect.Value, path, shape string) error {
	var p value.Points
	if err := json.Unmarshal([]byte(number), &p); err != nil {
		return outside(path, value.Shorten(number, 20), highestAt(shape))
	}
	v.Set(reflect.ValueOf(p))
	return nil
}

// decodeText hands an amount, a date or a threshold its own stored form.
func decodeText(text string, into json.Unmarshaler, path string) error {
	if len([]rune(text)) > value.MaxText+1 { // one for the mark before what was kept as typed
		return tooLong(path)
	}
	raw, err := json.Marshal(text)
	if err == nil {
		err = into.UnmarshalJSON(raw)
	}
	if err == nil {
		return nil
	}
	problem := strings.ReplaceAll(err.Error(), fmt.Sprintf("%q", text), fmt.Sprintf("%q", value.Shorten(value.CleanLine(text), value.MaxQuote)))
	if !strings.HasSuffix(problem, ".") {
		problem += "."
	}
	return fileError(path, "%s", value.Sentence(problem))
}

func outside(path, number string, highest int) error {
	return fileError(path, "%s is not a whole number from 0 to %d.", number, highest)
}

// mostEntries is how long a list may be. One of texts is typed into one field,
// which may have as many lines as it has characters.
func mostEntries(list reflect.Value) int {
	if list.Type().Elem() == textType {
		return value.MaxText
	}
	return MaxRecords
}

func tooMany(path string, n, most int) error {
	return fileError(path, "There are %d entries; %d is the limit.", n, most)
}

func tooLong(path string) error {
	return fileError(path, "The text is longer than %d characters.", value.MaxText)
}

// fieldsOf gives the fields of a struct by their JSON names.
func fieldsOf(t reflect.Type) map[string]int {
	out := map[string]int{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out[name] = i
	}
	return out
}

// walk visits every answer, with its path and its shape. Structs that are
// stored as one text, such as an Amount, are visited whole, lists before their
// entries.
func walk(v reflect.Value, path, shape string, visit func(v reflect.Value, path, shape string) error) error {
	if _, leaf := v.Addr().Interface().(json.Unmarshaler); leaf {
		return visit(v, path, shape)
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if err := walk(v.Field(i), path+"."+name, shape+"."+name, visit); err != nil {
				return err
			}
		}
		return nil
	case reflect.Slice:
		if err := visit(v, path, shape); err != nil {
			return err
		}
		for i := range v.Len() {
			if err := walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i), shape+"[]", visit); err != nil {
				return err
			}
		}
		return nil
	}
	return visit(v, path, shape)
}

// cleanTexts makes every text safe to store and to show.
// Cleaned gives a copy in which every text is as its boundary would have let it
// in; see Clean.
func (w Workbook) Cleaned() Workbook {
	w = w.Clone()
	cleanTexts(&w)
	return w
}

func cleanTexts(w *Workbook) {
	_ = walk(reflect.ValueOf(w).Elem(), "workbook", "workbook", func(v reflect.Value, _, shape string) error {
		switch x := v.Addr().Interface().(type) {
		case *value.Amount:
			*x = x.Clean()
		case *value.Date:
			*x = x.Clean()
		case *value.Bound:
			*x = x.Clean()
		case *string:
			*x = cleanAt(*x, shape)
		}
		return nil
	})
}

func cleanAt(s, shape string) string {
	if multiLine[shape] {
		return value.Clean(s)
	}
	return value.CleanLine(s)
}

// Validate tells whether the workbook can be stored and read back as it is:
// nil, or the first thing that is wrong as a FileError. It judges the form
// only; what the answers amount to is for Findings.
func (w Workbook) Validate() error {
	w = w.Clone() // walk needs a value that it can take the address of
	if err := walk(reflect.ValueOf(&w).Elem(), "workbook", "workbook", validAnswer); err != nil {
		return err
	}
	if err := validIDs(w); err != nil {
		return err
	}
	for i, a := range w.Asks {
		if a.Return != "" && w.Return(a.Return) == nil {
			return fileError(fmt.Sprintf("workbook.asks[%d].return", i), "No return has the id %q.", a.Return)
		}
	}
	for i, o := range w.Offers {
		for _, id := range slices.Sorted(maps.Keys(o.Covers)) {
			path := fmt.Sprintf("workbook.offers[%d].covers", i)
			if w.Return(id) == nil {
				return fileError(path, "No return has the id %q.", value.Shorten(value.CleanLine(string(id)), value.MaxQuote))
			}
			if err := validChoice(reflect.ValueOf(o.Covers[id]), below(path, string(id))); err != nil {
				return err
			}
		}
	}
	return nil
}

func validAnswer(v reflect.Value, path, shape string) error {
	if v.Kind() == reflect.Slice && v.Len() > mostEntries(v) {
		return tooMany(path, v.Len(), mostEntries(v))
	}
	switch x := v.Addr().Interface().(type) {
	case *value.Points:
		if n, ok := x.Int(); ok && n > highestAt(shape) {
			return outside(path, fmt.Sprint(n), highestAt(shape))
		}
	case *value.Amount:
		return validStored(*x, value.Amount.Equal, x.Clean(), x.Unread(), path)
	case *value.Date:
		return validStored(*x, value.Date.Equal, x.Clean(), x.Unread(), path)
	case *value.Bound:
		return validStored(*x, value.Bound.Equal, x.Clean(), x.Statement+x.Unread(), path)
	case *string:
		switch {
		case len([]rune(*x)) > value.MaxText:
			return tooLong(path)
		case *x != cleanAt(*x, shape):
			return fileError(path, "The text holds characters that cannot be stored.")
		case *x == "" && strings.HasSuffix(shape, "[]"):
			return fileError(path, "An entry of this list is blank.")
		}
	}
	return validChoice(v, path)
}

// validStored tells whether what is written of a value is read back as the same.
func validStored[T any](v T, equal func(a, b T) bool, clean T, text, path string) error {
	if len([]rune(text)) > value.MaxText {
		return tooLong(path)
	}
	var back T
	raw, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(raw, &back)
	}
	if err != nil || !equal(v, back) || !equal(v, clean) {
		return fileError(path, "%s cannot be stored as it stands.", value.Shorten(value.CleanLine(fmt.Sprintf("“%v”", v)), value.MaxQuote))
	}
	return nil
}

func validChoice(v reflect.Value, path string) error {
	all, chosen := choices[v.Type()]
	if !chosen || v.String() == "" || slices.Contains(all, string(v.Convert(textType).String())) {
		return nil
	}
	return fileError(path, "%q is none of %s.", value.Shorten(value.CleanLine(v.Convert(textType).String()), value.MaxQuote), strings.Join(all, ", "))
}

func validIDs(w Workbook) error {
	if !validID.MatchString(string(w.ID)) {
		return badID("workbook.id", w.ID)
	}
	return firstError(
		uniqueIDs("returns", w.Returns, func(r Return) ID { return r.ID }),
		uniqueIDs("asks", w.Asks, func(a Ask) ID { return a.ID }),
		uniqueIDs("figures", w.Figures, func(f Figure) ID { return f.ID }),
		uniqueIDs("offers", w.Offers, func(o Offer) ID { return o.ID }),
	)
}

func firstError(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

func uniqueIDs[T any](collection string, all []T, of func(T) ID) error {
	seen := map[ID]bool{}
	for i, v := range all {
		id, path := of(v), fmt.Sprintf("workbook.%s[%d].id", collection, i)
		switch {
		case !validID.MatchString(string(id)):
			return badID(path, id)
		case seen[id]:
			return fileError(path, "The id %q stands twice in this list.", id)
		}
		seen[id] = true
	}
	return nil
}

func badID(path string, id ID) error {
	if id == "" {
		return fileError(path, "The id is missing.")
	}
	return fileError(path, "%q is not an id: 26 characters of 0-9 and A-Z without I, L, O and U.", value.Shorten(value.CleanLine(string(id)), value.MaxQuote))
}

// sortByID puts a file written by hand in the order that a Workbook keeps.
func sortByID(w *Workbook) {
	slices.SortFunc(w.Returns, func(a, b Return) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(w.Asks, func(a, b Ask) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(w.Figures, func(a, b Figure) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(w.Offers, func(a, b Offer) int { return strings.Compare(string(a.ID), string(b.ID)) })
}
