package content

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode"

	"firstmile/workbook"
)

const (
	profileFile    = "profile.toml"
	returnsFile    = "catalog/returns.toml"
	evidenceFile   = "catalog/evidence.toml"
	objectionsFile = "catalog/objections.toml"
	ideasFile      = "catalog/ideas.toml"
	minWords       = 120 // of a reading
	maxWords       = 260
)

func lessonFile(l workbook.Lesson) string {
	return fmt.Sprintf("lessons/%02d-%s.md", l.Number(), l)
}

func (p *Pack) loadLesson(fsys fs.FS, id workbook.Lesson) error {
	f := open(fsys, lessonFile(id))
	body := f.cutBody()
	l := Lesson{Number: id.Number()}
	f.decode(&l)
	f.check(0, l)
	f.ofFile(id, l)
	p.addFields(f, l.Fields)
	l.Reading = f.reading(body)
	p.Lessons = append(p.Lessons, l)
	return f.first()
}

// ofFile holds a lesson against the file that it stands in.
func (f *file) ofFile(id workbook.Lesson, l Lesson) {
	if l.ID != id {
		f.fail(0, "id", "the id has to be “%s”, as in the file's name", id)
	}
	if id.Built() == (l.Soon != "") {
		f.fail(0, "soon", "“soon” belongs in a lesson exactly while its activity is not built")
	}
}

func (p *Pack) loadProfile(fsys fs.FS) error {
	var doc struct {
		Fields []Field `toml:"field"`
	}
	f := open(fsys, profileFile)
	f.decode(&doc)
	p.addFields(f, doc.Fields)
	p.Profile = doc.Fields
	return f.first()
}

// addFields takes the questions of one file: exactly those whose home it is.
func (p *Pack) addFields(f *file, all []Field) {
	for i, x := range all {
		f.check(i+1, x)
		f.athome(i+1, x.Key)
		if _, twice := p.fields[x.Key]; twice {
			f.fail(i+1, "key", "the field “%s” is here twice", x.Key)
		}
		p.fields[x.Key] = x
	}
}

// athome tells whether this is the file for the words of a field, and refuses it where it
// is not.
func (f *file) athome(section int, key string) bool {
	home := homes()[key]
	switch {
	case home == f.name || key == "": // that it is missing is told already
	case home != "":
		f.fail(section, "key", "the field “%s” belongs in %s", key, home)
	default:
		collection, name, dotted := strings.Cut(key, ".")
		var own []string // of the collection where there is such a one here, else all
		for k, file := range homes() {
			if file == f.name && strings.HasPrefix(k, collection+".") {
				own = append(own, k[len(collection)+1:])
			}
		}
		of := f.name
		if dotted && len(own) > 0 {
			key = name
		} else {
			own = slices.DeleteFunc(slices.Collect(maps.Keys(homes())), func(k string) bool { return homes()[k] != f.name })
		}
		slices.Sort(own)
		near := nearest(key, own)
		for _, l := range workbook.Lessons() {
			if lessonFile(l) == f.name {
				of = fmt.Sprint("lesson ", l.Number())
			}
		}
		f.fail(section, "key", "“%s” is %s", key, orElse("no field of "+of, near))
	}
	return home == f.name
}

// reading joins the lines of each paragraph; where to break them is the
// screen's business.
func (f *file) reading(body string) (paragraphs []string) {
	words := 0
	for text := range strings.SplitSeq(body, "\n\n") {
		if all := strings.Fields(text); len(all) > 0 {
			paragraphs = append(paragraphs, strings.Join(all, " "))
			words += max(len(all), unspaced(text)/2)
		}
	}
	if words < minWords || words > maxWords {
		closing := strings.Count(f.text, "\n") + 1
		f.failAt(closing, "the reading has %d words; it needs %d to %d", words, minWords, maxWords)
	}
	return paragraphs
}

// unspaced counts the letters of scripts that put no spaces between words; two of them
// come to about a word.
func unspaced(text string) (n int) {
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			n++
		}
	}
	return n
}
