package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

const (
	profileFile    = "profile.toml"
	returnsFile    = "catalog/returns.toml"
	evidenceFile   = "catalog/evidence.toml"
	objectionsFile = "catalog/objections.toml"
	ideasFile      = "catalog/ideas.toml"
	maxFile        = 256 << 10 // bytes
	minWords       = 120       // of a reading
	maxWords       = 260
)

// origins are where an idea may come from: an essay of the course, or practice.
var origins = []string{"next-step essay", "extra-mile essay", "outage essay", "practice"}

func lessonFile(l workbook.Lesson) string {
	return fmt.Sprintf("lessons/%02d-%s.md", l.Number(), l)
}

func loadCatalog(fsys fs.FS) (*catalog, error) {
	cards, err1 := loadEvidence(fsys)
	returns, err2 := loadReturns(fsys)
	objections, err3 := loadObjections(fsys)
	ideas, note, err4 := loadIdeas(fsys, cards)
	return &catalog{returns, cards, objections, ideas, note}, cmp.Or(err1, err2, err3, err4)
}

func loadEvidence(fsys fs.FS) ([]Evidence, error) {
	var doc struct {
		Cards []Evidence `toml:"card"`
	}
	f := open(fsys, evidenceFile)
	f.decode(&doc)
	for i, c := range doc.Cards {
		f.check(i+1, c)
		for j, l := range c.Lessons {
			if l.Number() == 0 || slices.Contains(c.Lessons[:j], l) {
				f.fail(i+1, "lessons", "there is no lesson %q, or it is here twice", l)
			}
		}
		if slices.ContainsFunc(doc.Cards[:i], func(o Evidence) bool { return o.ID == c.ID }) {
			f.fail(i+1, "id", "the id %q is here twice", c.ID)
		}
	}
	return doc.Cards, f.err
}

func (p *Pack) loadLesson(fsys fs.FS, id workbook.Lesson) error {
	f := open(fsys, lessonFile(id))
	body := f.cutBody()
	l := Lesson{Number: id.Number()}
	f.decode(&l)
	f.check(0, l)
	if l.ID != id {
		f.fail(0, "id", "the id has to be %q, as in the file's name", id)
	}
	if id.Built() == (l.Soon != "") {
		f.fail(0, "soon", `"soon" belongs in a lesson exactly while its activity is not built`)
	}
	p.addFields(f, l.Fields)
	l.Reading = f.reading(body)
	p.Lessons = append(p.Lessons, l)
	return f.err
}

func (p *Pack) loadProfile(fsys fs.FS) error {
	var doc struct {
		Fields []Field `toml:"field"`
	}
	f := open(fsys, profileFile)
	f.decode(&doc)
	p.addFields(f, doc.Fields)
	p.Profile = doc.Fields
	return f.err
}

// addFields takes the questions of one file: exactly those whose home it is.
func (p *Pack) addFields(f *file, all []Field) {
	for i, x := range all {
		f.check(i+1, x)
		if home := homes()[x.Key]; home != f.name {
			f.fail(i+1, "key", "the field %q belongs in %s", x.Key, cmp.Or(home, "no file, as no workbook has it"))
		}
		if _, twice := p.fields[x.Key]; twice {
			f.fail(i+1, "key", "the field %q is here twice", x.Key)
		}
		p.fields[x.Key] = x
	}
}

func loadReturns(fsys fs.FS) ([]Return, error) {
	var doc struct {
		Returns []Return `toml:"return"`
	}
	f := open(fsys, returnsFile)
	f.decode(&doc)
	for i, r := range doc.Returns {
		f.check(i+1, r)
		if r.Basis != "" && (r.Kind != workbook.KindPay || !slices.Contains(workbook.Bases(), r.Basis)) {
			f.fail(i+1, "basis", "there is no basis %q of %s", r.Basis, r.Kind)
		}
		if !slices.Contains(workbook.Kinds(), r.Kind) {
			f.fail(i+1, "kind", "there is no kind %q of return", r.Kind)
		}
		if slices.ContainsFunc(doc.Returns[:i], func(o Return) bool { return strings.EqualFold(o.Name, r.Name) }) {
			f.fail(i+1, "name", "the return %q is here twice", r.Name)
		}
		f.checkSynonyms(i+1, "also", r.Also)
		for _, also := range r.Also {
			if fitOf(fold(r.Name), fold(also)) != none { // it would find nothing more
				f.fail(i+1, "also", "the synonym %q is in the name already", also)
			}
		}
	}
	if len(doc.Returns) == 0 {
		f.fail(0, "return", "there is no [[return]]")
	}
	return doc.Returns, f.err
}

func loadObjections(fsys fs.FS) ([]Objection, error) {
	var doc struct {
		Objections []Objection `toml:"objection"`
	}
	f := open(fsys, objectionsFile)
	f.decode(&doc)
	for i, o := range doc.Objections {
		f.check(i+1, o)
		for _, before := range doc.Objections[:i] {
			if before.ID == o.ID {
				f.fail(i+1, "id", "the id %q is here twice", o.ID)
			}
			if strings.EqualFold(before.Hear, o.Hear) {
				f.fail(i+1, "hear", "the objection %q is here twice", o.Hear)
			}
		}
		f.checkSynonyms(i+1, "words", o.Words)
	}
	if len(doc.Objections) == 0 {
		f.fail(0, "objection", "there is no [[objection]]")
	}
	return doc.Objections, f.err
}

// loadIdeas gives the ideas, and what stands beside them.
func loadIdeas(fsys fs.FS, cards []Evidence) ([]Idea, string, error) {
	var doc struct {
		Note  string `toml:"note" max:"120"`
		Ideas []Idea `toml:"idea" optional:"true"` // said below
	}
	f := open(fsys, ideasFile)
	f.decode(&doc)
	f.check(0, doc)
	for i, d := range doc.Ideas {
		f.check(i+1, d)
		if !slices.Contains(origins, d.From) {
			f.fail(i+1, "from", "an idea comes from one of %q, not from %q", origins, d.From)
		}
		if d.Card != "" && !slices.ContainsFunc(cards, func(c Evidence) bool { return c.ID == d.Card }) {
			f.fail(i+1, "card", "there is no card %q", d.Card)
		}
		if slices.ContainsFunc(doc.Ideas[:i], func(o Idea) bool { return strings.EqualFold(o.Name, d.Name) }) {
			f.fail(i+1, "name", "the idea %q is here twice", d.Name)
		}
	}
	if len(doc.Ideas) == 0 {
		f.fail(0, "idea", "there is no [[idea]]")
	}
	return doc.Ideas, doc.Note, f.err
}

// checkSynonyms holds synonyms to what the search can use: one that is a spelling
// of another would find nothing more.
func (f *file) checkSynonyms(section int, key string, synonyms []string) {
	for i, also := range synonyms {
		words := fold(also)
		same := func(o string) bool { return strings.Join(fold(o), "") == strings.Join(words, "") }
		switch {
		case len(words) == 0 || value.CleanLine(also) != also || strings.TrimSpace(also) != also || strings.ToLower(also) != also:
			f.fail(section, key, "the synonym %q has to be a word or two in lower case", also)
		case slices.ContainsFunc(synonyms[:i], same):
			f.fail(section, key, "the synonym %q is here twice", also)
		}
	}
}

// file is one file while it is checked. It keeps its first fault and drops the
// later ones, so that the checks need not look after each other.
type file struct {
	name string
	text string // the TOML in it, on the same lines as in the file
	err  error
}

// open reads a file. Control characters and text direction overrides are
// refused here, for every part of it at once.
func open(fsys fs.FS, name string) *file {
	f := &file{name: name}
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		f.failAt(0, "cannot be read: %v", err)
	} else if len(b) > maxFile {
		f.failAt(0, "the file is larger than 256 KB")
	}
	f.text = strings.TrimPrefix(strings.ReplaceAll(string(b), "\r\n", "\n"), "\uFEFF")
	if value.Clean(f.text) != f.text {
		for i, line := range strings.Split(f.text, "\n") {
			if value.Clean(line) != line {
				f.failAt(i+1, "a control character, a text direction override or broken UTF-8")
			}
		}
	}
	return f
}

// cutBody leaves the front matter in f and returns what follows it.
func (f *file) cutBody() string {
	parts := strings.SplitN(f.text, "+++\n", 3)
	if len(parts) < 3 || parts[0] != "" {
		f.failAt(1, "the front matter has to stand between two lines of +++, the first at the top")
		return ""
	}
	f.text = "\n" + parts[1] // so that the lines still count
	return parts[2]
}

// decode reads the TOML and refuses a key that the struct does not have.
func (f *file) decode(into any) {
	md, err := toml.Decode(f.text, into)
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		f.failAt(syntax.Position.Line, "%s", syntax.Message)
	} else if err != nil { // a wrong type; the library's line is that of the last such key in the file
		_, reason, _ := strings.Cut(err.Error(), "(last key ")
		f.failAt(0, "key %s", strings.Replace(reason, ")", "", 1))
	}
	unknown, section := md.Undecoded(), 0
	for _, key := range md.Keys() {
		name := key[len(key)-1]
		if len(key) == 1 && strings.HasSuffix(md.Type(name), "Hash") { // [table] or [[table]]
			section++
		}
		// The library also takes "Title" for "title".
		if len(unknown) > 0 && slices.Equal(key, unknown[0]) || name != strings.ToLower(name) {
			f.fail(section, name, "unknown key %s", key)
		}
	}
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
		case key == "-":
		case tag.Get("optional") == "" && (x.Len() == 0 || strings.TrimSpace(text) == ""):
			f.fail(section, key, "%q is missing or empty", key)
		case x.Kind() == reflect.Slice: // a list has no bound
		case value.CleanLine(text) != text: // it can come in as an escape
			f.fail(section, key, "%q has a line break or a character that cannot be shown", key)
		case n > most:
			f.fail(section, key, "%q has %d characters; at most %d fit", key, n, most)
		}
	}
}

// reading joins the lines of each paragraph; where to break them is the
// screen's business.
func (f *file) reading(body string) (paragraphs []string) {
	words := 0
	for text := range strings.SplitSeq(body, "\n\n") {
		if all := strings.Fields(text); len(all) > 0 {
			paragraphs = append(paragraphs, strings.Join(all, " "))
			words += len(all)
		}
	}
	if words < minWords || words > maxWords {
		closing := strings.Count(f.text, "\n") + 1
		f.failAt(closing, "the reading has %d words; it needs %d to %d", words, minWords, maxWords)
	}
	return paragraphs
}

// fail notes a fault at the line of a key, or where its section begins when the
// key is not found. The library does not keep lines, so they are looked up in
// the text; a look-alike inside a text of several lines is taken for the key.
func (f *file) fail(section int, key, format string, args ...any) {
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
	f.failAt(found, format, args...)
}

func (f *file) failAt(line int, format string, args ...any) {
	if f.err == nil {
		f.err = &Error{f.name, line, fmt.Sprintf(format, args...)}
	}
}
