package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"firstmile/workbook"
)

// The files of a pack beside the lessons.
const (
	profileFile  = "profile.toml"
	returnsFile  = "catalog/returns.toml"
	evidenceFile = "catalog/evidence.toml"
)

// Bounds in characters, so that a text fits where the screens put it.
const (
	maxFile    = 256 << 10 // bytes
	maxShort   = 18
	maxLabel   = 18
	maxName    = 28
	maxTitle   = 60
	maxHelp    = 100
	maxExample = 80
	maxLine    = 200
	maxText    = 600
	minWords   = 120
	maxWords   = 260
)

func lessonFile(l workbook.Lesson) string {
	return fmt.Sprintf("lessons/%02d-%s.md", l.Number(), l)
}

func load(fsys fs.FS) (*Pack, *Error) {
	if err := onlyKnown(fsys); err != nil {
		return nil, err
	}
	homes, err := fieldHomes()
	if err != nil {
		return nil, err
	}
	p := &Pack{fields: map[string]Field{}, cards: map[string]int{}}
	refs := map[string]entry{} // the evidence line of each lesson, for the cross-check
	for _, id := range workbook.Lessons() {
		l, ref, err := loadLesson(fsys, id, homes)
		if err != nil {
			return nil, err
		}
		p.Lessons = append(p.Lessons, l)
		refs[lessonFile(id)] = ref
		for _, f := range l.Fields {
			p.fields[f.Key] = f
		}
	}
	if p.Profile, err = loadProfile(fsys, homes); err != nil {
		return nil, err
	}
	for _, f := range p.Profile {
		p.fields[f.Key] = f
	}
	if p.Returns, err = loadReturns(fsys); err != nil {
		return nil, err
	}
	if err := p.loadEvidence(fsys, refs); err != nil {
		return nil, err
	}
	return p, nil
}

// onlyKnown refuses a file that nothing would read: most often it is a lesson
// or a catalog under a wrong name.
func onlyKnown(fsys fs.FS) *Error {
	known := []string{profileFile, returnsFile, evidenceFile}
	for _, l := range workbook.Lessons() {
		known = append(known, lessonFile(l))
	}
	for _, dir := range []string{"lessons", "catalog", "."} {
		all, err := fs.ReadDir(fsys, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &Error{dir, 0, "cannot be read: " + err.Error()}
		}
		for _, e := range all {
			name := path.Join(dir, e.Name())
			ext := path.Ext(name)
			ours := ext == ".toml" || ext == ".md" && dir == "lessons"
			if ours && !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(known, name) {
				return &Error{name, 0, "no such file belongs in a pack"}
			}
		}
	}
	return nil
}

// lines reads a file line by line. Control characters and bidirectional
// overrides are refused here, for every part of it at once.
func lines(fsys fs.FS, name string) ([]string, *Error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{name, 0, "the file is missing"}
	case err == nil && info.Size() > maxFile:
		return nil, &Error{name, 0, "the file is larger than 256 KB"}
	}
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, &Error{name, 0, "cannot be read: " + err.Error()}
	}
	s := strings.TrimPrefix(strings.ReplaceAll(string(b), "\r\n", "\n"), "\uFEFF")
	all := strings.Split(s, "\n")
	if clean(s) {
		return all, nil
	}
	for i, line := range all {
		if !clean(line) {
			return nil, &Error{name, i + 1, "a control character, a text direction override or broken UTF-8"}
		}
	}
	return all, nil
}

// clean tells whether workbook.Clean would leave s as it is; plain ASCII, which
// is nearly all of a pack, is told without looking at runes.
func clean(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7F || c < ' ' && c != '\n' && c != '\t' {
			return workbook.Clean(s) == s
		}
	}
	return true
}

const fence = "+++"

func loadLesson(fsys fs.FS, id workbook.Lesson, homes map[string]string) (Lesson, entry, *Error) {
	name := lessonFile(id)
	fail := func(line int, reason string) (Lesson, entry, *Error) {
		return Lesson{}, entry{}, &Error{name, line, reason}
	}
	all, err := lines(fsys, name)
	if err != nil {
		return Lesson{}, entry{}, err
	}
	if strings.TrimSpace(all[0]) != fence {
		return fail(1, "the file has to start with a line of +++")
	}
	end := slices.IndexFunc(all[1:], func(s string) bool { return strings.TrimSpace(s) == fence })
	if end < 0 {
		return fail(1, "the front matter is not closed by a second line of +++")
	}
	front, body := all[1:end+1], all[end+2:]
	d, err := parse(name, front, 1)
	if err != nil {
		return Lesson{}, entry{}, err
	}
	if err := d.onlyLists(name, "field"); err != nil {
		return Lesson{}, entry{}, err
	}
	r := read(name, d.top, "id", "title", "short", "mistake", "task", "empty", "soon", "evidence")
	l := Lesson{
		ID:       id,
		Number:   id.Number(),
		Title:    r.text("title", maxTitle),
		Short:    r.text("short", maxShort),
		Mistake:  r.text("mistake", maxLine),
		Task:     r.text("task", maxLine),
		Empty:    r.text("empty", maxText),
		Evidence: r.list("evidence"),
	}
	if got := r.text("id", maxLine); got != string(id) {
		r.fail("id", fmt.Sprintf("the id has to be %q, as in the file's name", id))
	}
	if id.Built() {
		if r.has("soon") {
			r.fail("soon", "this lesson's activity is built, so \"soon\" has to go")
		}
	} else {
		l.Soon = r.text("soon", maxText)
		if tables := d.lists["field"]; len(tables) > 0 && r.err == nil {
			r.err = &Error{name, tables[0].line, "this lesson's activity is not built yet, so it has no fields"}
		}
	}
	if r.err != nil {
		return Lesson{}, entry{}, r.err
	}
	if l.Fields, err = loadFields(name, d.lists["field"], homes); err != nil {
		return Lesson{}, entry{}, err
	}
	if l.Reading, err = reading(name, body, end+3); err != nil {
		return Lesson{}, entry{}, err
	}
	return l, d.top.keys[r.at("evidence")], nil
}

// reading joins the lines of each paragraph; where to break them is the
// screen's business. first is the number of body's first line, below the +++.
func reading(name string, body []string, first int) ([]string, *Error) {
	var out, paragraph []string
	words, start := 0, 0
	for i := 0; i <= len(body); i++ {
		var more []string
		if i < len(body) {
			more = strings.Fields(body[i])
		}
		if words += len(more); start == 0 && words > 0 {
			start = first + i
		}
		if len(more) == 0 && len(paragraph) > 0 {
			out, paragraph = append(out, strings.Join(paragraph, " ")), paragraph[:0]
		}
		paragraph = append(paragraph, more...)
	}
	switch {
	case words == 0:
		return nil, &Error{name, first - 1, "the reading is empty"}
	case words < minWords || words > maxWords:
		return nil, &Error{name, start, fmt.Sprintf("the reading has %d words; it needs %d to %d", words, minWords, maxWords)}
	}
	return out, nil
}

func loadProfile(fsys fs.FS, homes map[string]string) ([]Field, *Error) {
	d, err := parseFile(fsys, profileFile, "field")
	if err != nil {
		return nil, err
	}
	return loadFields(profileFile, d.lists["field"], homes)
}

// loadFields reads the questions of one file: exactly those whose home it is.
func loadFields(name string, tables []table, homes map[string]string) ([]Field, *Error) {
	var out []Field
	seen := map[string]bool{}
	for _, t := range tables {
		r := read(name, t, "key", "label", "help", "example")
		f := Field{
			Key:     r.text("key", maxLine),
			Label:   r.text("label", maxLabel),
			Help:    r.text("help", maxHelp),
			Example: r.optional("example", maxExample),
		}
		switch home := homes[f.Key]; {
		case home == "":
			r.fail("key", fmt.Sprintf("there is no field %q in a workbook", f.Key))
		case home != name:
			r.fail("key", fmt.Sprintf("the field %q belongs in %s", f.Key, home))
		case seen[f.Key]:
			r.fail("key", fmt.Sprintf("the field %q is here twice", f.Key))
		}
		if r.err != nil {
			return nil, r.err
		}
		seen[f.Key] = true
		out = append(out, f)
	}
	var missing []string
	for key, home := range homes {
		if home == name && !seen[key] {
			missing = append(missing, key)
		}
	}
	if len(missing) > 0 {
		return nil, &Error{name, 1, fmt.Sprintf("there is no [[field]] for %q", slices.Min(missing))}
	}
	return out, nil
}

func loadReturns(fsys fs.FS) ([]Return, *Error) {
	d, err := parseFile(fsys, returnsFile, "return")
	if err != nil {
		return nil, err
	}
	var out []Return
	seen := map[string]bool{}
	for _, t := range d.lists["return"] {
		r := read(returnsFile, t, "name", "kind", "why", "threshold")
		ret := Return{
			Name:      r.text("name", maxName),
			Kind:      workbook.Kind(r.text("kind", maxLine)),
			Why:       r.text("why", maxLine),
			Threshold: r.text("threshold", maxLine),
		}
		if !slices.Contains(workbook.Kinds(), ret.Kind) {
			r.fail("kind", fmt.Sprintf("there is no kind %q of return", ret.Kind))
		}
		if seen[strings.ToLower(ret.Name)] {
			r.fail("name", fmt.Sprintf("the return %q is here twice", ret.Name))
		}
		if _, err := workbook.ParseThreshold(ret.Threshold, "", workbook.DefaultCurrency); err != nil {
			r.fail("threshold", "the threshold cannot be read: "+err.Error())
		}
		if r.err != nil {
			return nil, r.err
		}
		seen[strings.ToLower(ret.Name)] = true
		out = append(out, ret)
	}
	if len(out) == 0 {
		return nil, &Error{returnsFile, 1, "there is no [[return]]"}
	}
	return out, nil
}

// loadEvidence reads the cards and holds them against what the lessons name:
// card and lesson have to name each other.
func (p *Pack) loadEvidence(fsys fs.FS, refs map[string]entry) *Error {
	d, err := parseFile(fsys, evidenceFile, "card")
	if err != nil {
		return err
	}
	for _, t := range d.lists["card"] {
		r := read(evidenceFile, t, "id", "lessons", "claim", "source", "caution")
		c := Evidence{
			ID:      r.text("id", maxLine),
			Claim:   r.text("claim", maxText),
			Source:  r.text("source", maxText),
			Caution: r.optional("caution", maxText),
		}
		if _, twice := p.cards[c.ID]; twice {
			r.fail("id", fmt.Sprintf("the id %q is here twice", c.ID))
		}
		for _, name := range r.list("lessons") {
			l := workbook.Lesson(name)
			if l.Number() == 0 {
				r.fail("lessons", fmt.Sprintf("there is no lesson %q", name))
			} else if !slices.Contains(p.Lesson(l).Evidence, c.ID) {
				r.fail("lessons", fmt.Sprintf("%s does not name the card %q", lessonFile(l), c.ID))
			}
			c.Lessons = append(c.Lessons, l)
		}
		if r.err != nil {
			return r.err
		}
		p.cards[c.ID] = len(p.Cards)
		p.Cards = append(p.Cards, c)
	}
	for _, l := range p.Lessons {
		for _, id := range l.Evidence {
			name := lessonFile(l.ID)
			c, ok := p.Evidence(id)
			if !ok {
				return &Error{name, refs[name].line, fmt.Sprintf("there is no evidence card %q", id)}
			}
			if !slices.Contains(c.Lessons, l.ID) {
				return &Error{name, refs[name].line, fmt.Sprintf("the evidence card %q does not name this lesson", id)}
			}
		}
	}
	return nil
}

// reader takes the known keys out of a table; its first fault stays in err.
type reader struct {
	file string
	t    table
	err  *Error
}

// read refuses unknown keys first: a key spelled wrong is better told than
// the one that is missing for it.
func read(file string, t table, known ...string) *reader {
	r := &reader{file: file, t: t}
	for _, e := range t.keys {
		if !slices.Contains(known, e.key) {
			r.fail(e.key, fmt.Sprintf("unknown key %q", e.key))
		}
	}
	return r
}

func (r *reader) at(key string) int {
	return slices.IndexFunc(r.t.keys, func(e entry) bool { return e.key == key })
}

func (r *reader) has(key string) bool { return r.at(key) >= 0 }

// fail notes a fault at the line of a key, or at the table when it is missing.
func (r *reader) fail(key, reason string) {
	if r.err != nil {
		return
	}
	line := r.t.line
	if i := r.at(key); i >= 0 {
		line = r.t.keys[i].line
	}
	r.err = &Error{r.file, line, reason}
}

func (r *reader) text(key string, most int) string {
	if !r.has(key) {
		r.fail(key, fmt.Sprintf("%q is missing", key))
		return ""
	}
	s := r.optional(key, most)
	if strings.TrimSpace(s) == "" {
		r.fail(key, fmt.Sprintf("%q is empty", key))
	}
	return s
}

func (r *reader) optional(key string, most int) string {
	i := r.at(key)
	if i < 0 {
		return ""
	}
	s, ok := r.t.keys[i].value.(string)
	switch {
	case !ok:
		r.fail(key, fmt.Sprintf("%q has to be a text in quotes", key))
	case strings.ContainsAny(s, "\n\t") || !clean(s): // either can come in as an escape
		r.fail(key, fmt.Sprintf("%q has a line break or a character that cannot be shown", key))
	case utf8.RuneCountInString(s) > most:
		r.fail(key, fmt.Sprintf("%q has %d characters; at most %d fit", key, utf8.RuneCountInString(s), most))
	}
	return s
}

func (r *reader) list(key string) []string {
	i := r.at(key)
	if i < 0 {
		r.fail(key, fmt.Sprintf("%q is missing", key))
		return nil
	}
	all, ok := r.t.keys[i].value.([]string)
	if !ok {
		r.fail(key, fmt.Sprintf("%q has to be a list of texts", key))
		return nil
	}
	if len(all) == 0 {
		r.fail(key, fmt.Sprintf("%q is empty", key))
	}
	for i, s := range all {
		if slices.Contains(all[:i], s) {
			r.fail(key, fmt.Sprintf("%q names %q twice", key, s))
		}
	}
	return all
}
