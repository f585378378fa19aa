package content

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"firstmile/workbook"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

const (
	packFile      = "pack.toml"
	questionsFile = "questions.toml"
	maxVersion    = 9999
)

// Info says which pack of a coach's own it is.
type Info struct {
	ID       string `toml:"id" max:"30"`   // small letters, digits and hyphens; a workbook names its pack by it
	Name     string `toml:"name" max:"40"` // as it is shown: "Lee's questions"
	Version  int    `toml:"version"`       // 1 to 9999; a later one is higher
	Language string `toml:"language" max:"20"`
}

// Question is an open question of a coach's own.
type Question struct {
	ID     string          `toml:"id" max:"30"` // never used again for another question
	Lesson workbook.Lesson `toml:"lesson" max:"200"`
	Label  string          `toml:"label" max:"18"`
	Help   string          `toml:"help" max:"100"`
}

// Asked is the question as a workbook keeps it beside its answer.
func (q Question) Asked() string { return q.Label + ": " + q.Help }

// QuestionsIn lists the pack's own questions of a lesson.
func (p *Pack) QuestionsIn(l workbook.Lesson) []Question {
	return slices.DeleteFunc(slices.Clone(p.Questions), func(q Question) bool { return q.Lesson != l })
}

// Files lists the files of a coach's pack, slash-separated.
func (p *Pack) Files() []string { return p.files }

// Faults are all that is wrong in a pack, by their files and lines.
type Faults []*Error

// Error lists the faults, a line each, and counts them.
func (f Faults) Error() string {
	var b strings.Builder
	files := map[string]bool{}
	for _, e := range f {
		files[e.File] = true
		b.WriteString(e.Error() + "\n")
	}
	return b.String() + value.Counted(len(f), "fault") + " in " + value.Counted(len(files), "file")
}

// Sentence says what becomes of a pack with faults.
func (f Faults) Sentence() string {
	return fmt.Sprintf("Your pack has %s; the built-in words are shown.", value.Counted(len(f), "fault"))
}

// Absent says what becomes of a workbook whose pack is not here.
func Absent(id string) string {
	return fmt.Sprintf("The pack “%s” is not here; the built-in words are shown.", value.Shorten(value.CleanLine(id), value.MaxQuote))
}

var validID = lazy.New(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// ValidID tells whether a text can be the id of a pack, and so the name of its folder.
func ValidID(id string) bool { return len(id) <= 30 && validID.MatchString(id) }

var language = lazy.New(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// Over lays a pack over these words, which stay as they are: what it does not hold is
// theirs. With any fault there is no pack, and every fault is given.
func (p *Pack) Over(fsys fs.FS) (*Pack, Faults) {
	o := &over{fsys: fsys, Pack: &Pack{Lessons: slices.Clone(p.Lessons), Profile: slices.Clone(p.Profile), fields: maps.Clone(p.fields), catalog: p.catalog}}
	o.look()
	if o.has[packFile] {
		o.read(packFile, o.readInfo)
	} else {
		o.faults = append(o.faults, &Error{packFile, 0, "is missing: it says what the pack is called"})
	}
	o.readCatalog()
	for i := range o.Lessons {
		o.read(lessonFile(o.Lessons[i].ID), func(f *file) { o.readLesson(f, &o.Lessons[i]) })
	}
	o.read(profileFile, o.readProfile)
	o.read(questionsFile, o.readQuestions)
	if len(o.faults) > 0 {
		slices.SortStableFunc(o.faults, func(a, b *Error) int {
			if a.File != b.File {
				return strings.Compare(a.File, b.File)
			}
			return a.Line - b.Line
		})
		return nil, o.faults
	}
	return o.Pack, nil
}

// over is a pack while it is laid over another.
type over struct {
	*Pack
	fsys   fs.FS
	has    map[string]bool
	faults Faults
}

// read reads a file where the pack has it.
func (o *over) read(name string, by func(*file)) {
	if o.has[name] {
		f := open(o.fsys, name)
		by(f)
		o.faults = append(o.faults, f.faults...)
	}
}

// look finds the files that the pack holds, and refuses what has no place in one.
func (o *over) look() {
	known := []string{packFile, profileFile, questionsFile, returnsFile, evidenceFile, objectionsFile, ideasFile}
	for _, l := range workbook.Lessons() {
		known = append(known, lessonFile(l))
	}
	o.has = map[string]bool{}
	refuse := func(name, format string, args ...any) {
		o.faults = append(o.faults, &Error{name, 0, fmt.Sprintf(format, args...)})
	}
	for _, folder := range []string{".", "lessons", "catalog"} {
		entries, err := fs.ReadDir(o.fsys, folder)
		if err != nil && folder == "." {
			refuse(packFile, "the folder cannot be read: %v", err)
		}
		for _, e := range entries {
			name := strings.TrimPrefix(folder+"/"+e.Name(), "./")
			switch {
			case aside(name), e.IsDir() && (name == "lessons" || name == "catalog"):
			case e.IsDir():
				refuse(name, "this folder has no place in a pack")
			case !slices.Contains(known, name):
				near := nearest(name, known)
				if near != "" {
					near = "; “" + near + "” has"
				}
				refuse(name, "this file has no place in a pack%s", near)
			case !e.Type().IsRegular():
				refuse(name, "this is no plain file: put the file itself here")
			default:
				o.has[name] = true
				o.files = append(o.files, name)
			}
		}
	}
}

// aside tells what may lie beside the files of a pack: what editors keep, and what tells
// people of it.
func aside(name string) bool {
	base := name[strings.LastIndexByte(name, '/')+1:]
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") ||
		!strings.Contains(name, "/") && (strings.HasPrefix(name, "README") || strings.HasPrefix(name, "LICENSE"))
}

func (o *over) readInfo(f *file) {
	var in Info
	f.decode(&in)
	f.check(0, in)
	if in.ID != "" && !ValidID(in.ID) {
		f.fail(0, "id", "the id “%s” has to be small letters, digits and single hyphens, such as lee-2", in.ID)
	}
	if in.Version < 1 || in.Version > maxVersion {
		f.fail(0, "version", "“version” has to be a whole number from 1 to %d", maxVersion)
	}
	if in.Language != "" && !language.MatchString(in.Language) {
		f.fail(0, "language", "“%s” is no code of a language, such as en or pt-BR", in.Language)
	}
	o.Info = in
}

// readCatalog takes the lists that the pack has; cards it takes one by one.
func (o *over) readCatalog() {
	if !slices.ContainsFunc([]string{evidenceFile, returnsFile, objectionsFile, ideasFile}, func(name string) bool { return o.has[name] }) {
		return
	}
	c := *o.catalog()
	c.cards = slices.Clone(c.cards)
	o.read(evidenceFile, c.readEvidence)
	o.read(returnsFile, c.readReturns)
	o.read(objectionsFile, c.readObjections)
	o.read(ideasFile, c.readIdeas)
	o.catalog = sync.OnceValue(func() *catalog { return &c })
}

// fieldWords is what a pack says of a field; what is left out stays as it is.
type fieldWords struct {
	Key     string  `toml:"key"`
	Label   *string `toml:"label"`
	Help    *string `toml:"help"`
	Example *string `toml:"example"`
}

// lessonWords is what a pack says of a lesson; what is left out stays as it is.
type lessonWords struct {
	ID       *workbook.Lesson `toml:"id"`
	Title    *string          `toml:"title"`
	Short    *string          `toml:"short"`
	Mistake  *string          `toml:"mistake"`
	Task     *string          `toml:"task"`
	Empty    *string          `toml:"empty"`
	Soon     *string          `toml:"soon"`
	Evidence []string         `toml:"evidence"`
	Fields   []fieldWords     `toml:"field"`
}

func take[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

func (o *over) readLesson(f *file, l *Lesson) {
	body := f.cutBody()
	var says lessonWords
	f.decode(&says)
	id := l.ID
	take(&l.ID, says.ID)
	take(&l.Title, says.Title)
	take(&l.Short, says.Short)
	take(&l.Mistake, says.Mistake)
	take(&l.Task, says.Task)
	take(&l.Empty, says.Empty)
	take(&l.Soon, says.Soon)
	if says.Evidence != nil {
		o.named(f, says.Evidence)
		l.Evidence = says.Evidence
	}
	f.check(0, *l)
	f.ofFile(id, *l)
	l.Fields = o.overFields(f, l.Fields, says.Fields)
	if strings.TrimSpace(body) != "" {
		l.Reading = f.reading(body)
	}
}

// named holds the cards that a lesson names against those that there are.
func (o *over) named(f *file, cards []string) {
	for i, card := range cards {
		if _, there := o.Evidence(card); !there {
			f.fail(0, "evidence", "there is no card “%s”", card)
		} else if slices.Contains(cards[:i], card) {
			f.fail(0, "evidence", "the card “%s” is here twice", card)
		}
	}
}

func (o *over) readProfile(f *file) {
	var doc struct {
		Fields []fieldWords `toml:"field"`
	}
	f.decode(&doc)
	o.Profile = o.overFields(f, o.Profile, doc.Fields)
}

// overFields gives the fields of a file with the words that the pack has for them.
func (o *over) overFields(f *file, all []Field, says []fieldWords) []Field {
	all = slices.Clone(all)
	lines := map[string]int{} // by key
	for i, s := range says {
		if s.Key == "" {
			f.check(i+1, struct {
				Key string `toml:"key" max:"200"`
			}{})
			continue
		}
		if !f.athome(i+1, s.Key) {
			continue
		}
		line := f.line(i+1, "key")
		if lines[s.Key] > 0 {
			f.failAt(line, "the field “%s” stands on line %d already", s.Key, lines[s.Key])
			continue
		}
		lines[s.Key] = line
		field := o.fields[s.Key]
		take(&field.Label, s.Label)
		take(&field.Help, s.Help)
		take(&field.Example, s.Example)
		f.check(i+1, field)
		o.fields[s.Key] = field
		all[slices.IndexFunc(all, func(x Field) bool { return x.Key == s.Key })] = field
	}
	return all
}

func (o *over) readQuestions(f *file) {
	var doc struct {
		Questions []Question `toml:"question"`
	}
	f.decode(&doc)
	var lessons []string
	for _, l := range workbook.Lessons() {
		lessons = append(lessons, string(l))
	}
	for i, q := range doc.Questions {
		f.check(i+1, q)
		if q.ID != "" && !ValidID(q.ID) {
			f.fail(i+1, "id", "the id “%s” has to be small letters, digits and single hyphens, such as stake", q.ID)
		}
		if before := slices.IndexFunc(doc.Questions[:i], func(o Question) bool { return o.ID == q.ID && q.ID != "" }); before >= 0 {
			f.again(i+1, before+1, q.ID)
		}
		if q.Lesson != "" && q.Lesson.Number() == 0 {
			f.fail(i+1, "lesson", "“%s” is %s", q.Lesson, orElse("no lesson", nearest(string(q.Lesson), lessons)))
		}
	}
	o.Questions = doc.Questions
}

//go:embed starter
var starter embed.FS

// Starter gives the files of a pack to begin with, with comments.
func Starter() fs.FS {
	sub, err := fs.Sub(starter, "starter")
	if err != nil {
		panic(err) // the folder is built in
	}
	return sub
}
