package content

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func builtinPack(t testing.TB) *Pack {
	t.Helper()
	p, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestBuiltinIsComplete(t *testing.T) {
	p := builtinPack(t)
	if len(p.Lessons) != len(workbook.Lessons()) {
		t.Fatalf("%d lessons", len(p.Lessons))
	}
	for i, id := range workbook.Lessons() {
		l := p.Lesson(id)
		if l.ID != id || l.Number != i+1 || len(l.Reading) < 2 {
			t.Errorf("lesson %d is %q, number %d, %d paragraphs", i+1, l.ID, l.Number, len(l.Reading))
		}
		if id.Built() == (l.Soon != "") || id.Built() == (len(l.Fields) == 0) {
			t.Errorf("%s: built %v, soon %q, %d fields", id, id.Built(), l.Soon, len(l.Fields))
		}
		for _, e := range l.Evidence {
			if c, ok := p.Evidence(e); !ok || c.ID != e {
				t.Errorf("%s: no card %q", id, e)
			}
		}
	}
	for _, k := range workbook.Kinds() {
		if !slices.ContainsFunc(p.Returns(), func(r Return) bool { return r.Kind == k }) {
			t.Errorf("no return of kind %q", k)
		}
	}
	if l := p.Lesson("nowhere"); l.ID != "" {
		t.Errorf("an unknown lesson gives %q", l.ID)
	}
	if _, ok := p.Evidence("nowhere"); ok {
		t.Error("an unknown card is found")
	}
	if f := p.Field("no.where"); f.Label != "no.where" {
		t.Errorf("an unknown field is labeled %q", f.Label)
	}
}

// Some keys are written out, so that this does not lean on the loader's list alone.
func TestEveryFieldHasWords(t *testing.T) {
	p := builtinPack(t)
	keys := []string{
		"profile.name", "profile.meeting", "job.base", "job.inflation",
		"returns.name", "returns.weight", "returns.sort", "returns.share", "returns.private", "asks.return", "asks.proofs",
		"figures.middle", "figures.date", "offers.signon", "offers.covers", "offers.willsay", "fallback.nooffer",
	}
	for key := range homes() {
		keys = append(keys, key)
	}
	for _, key := range keys {
		f := p.Field(key)
		if f.Key != key || f.Label == "" || f.Label == key || f.Help == "" {
			t.Errorf("%s: label %q, help %q", key, f.Label, f.Help)
		}
		if n := utf8.RuneCountInString(f.Help); n > 90 {
			t.Errorf("%s: the help has %d characters", key, n)
		}
	}
	for _, no := range []string{"returns.id", "returns.need", "asks.id", "profile.id"} {
		if homes()[no] != "" {
			t.Errorf("%s asks for words", no)
		}
	}
}

func TestReadingIsAboutTwoHundredWords(t *testing.T) {
	for _, l := range builtinPack(t).Lessons {
		n := len(strings.Fields(strings.Join(l.Reading, " ")))
		if n < 180 || n > 230 {
			t.Errorf("%s: %d words", l.ID, n)
		}
		for _, p := range l.Reading {
			if strings.ContainsAny(p, "\n*_`#<>[]") || strings.Contains(p, "  ") {
				t.Errorf("%s: markup or stray spaces in %q", l.ID, p)
			}
		}
	}
}

// What is shown while nothing is filled in is one sentence and one example that
// is marked as such; the key stands below it, where the screen draws it.
func TestEmptyIsOneSentenceAndOneExample(t *testing.T) {
	for _, l := range builtinPack(t).Lessons {
		sentence, example, ok := strings.Cut(l.Empty, " For example: ")
		if !ok || strings.ContainsAny(strings.TrimRight(sentence, ".?"), ".?") || !strings.HasSuffix(example, ".") ||
			strings.Contains(example, ". ") || strings.Contains(example, "For example") {
			t.Errorf("%s: %q", l.ID, l.Empty)
		}
	}
}

// texts gives everything a person reads, by where it stands.
func texts(p *Pack) map[string]string {
	out := map[string]string{}
	fields := func(all []Field) {
		for _, f := range all {
			out[f.Key] = f.Label + "\n" + f.Help + "\n" + f.Example
		}
	}
	fields(p.Profile)
	for _, l := range p.Lessons {
		out["lesson "+string(l.ID)] = strings.Join(append([]string{
			l.Title, l.Short, l.Mistake, l.Task, l.Empty, l.Soon}, l.Reading...), "\n")
		fields(l.Fields)
	}
	for _, r := range p.Returns() {
		out["return "+r.Name] = r.Name + "\n" + r.Why + "\n" + r.Threshold
	}
	for _, o := range p.Objections() {
		out["objection "+o.ID] = strings.Join(append([]string{o.Hear, o.Answer, o.Proof, o.Trade, o.Date}, o.Words...), "\n")
	}
	out["ideas"] = p.IdeasNote()
	for _, i := range p.Ideas() {
		out["idea "+i.Name] = i.Name + "\n" + i.From
	}
	for _, c := range p.Cards() {
		out["card "+c.ID] = c.Claim + "\n" + c.Caution // the source is quoted as it is
	}
	return out
}

func TestTone(t *testing.T) {
	never := []struct{ why, pattern string }{
		{"an exclamation mark", `!`},
		{"a gendered word", `(?i)\b(he|she|him|his|her|hers|himself|herself|guys?|manpower|chairman|girls?|boys?)\b`},
		{"British spelling", `(?i)(colour|behaviour|organis|labour|favour|programme|honour|recognis|realis(e|i))`},
		{"British spelling", `(?i)(afterwards|towards|per cent\b|judgement|centre|cheque|whilst|\bpay rise\b)`},
		{"a sum of money", `[$€£¥₹]\s*\d|\d\s*[$€£¥₹]|(?i)\b\d[\d,.]*\s*(k|usd|eur|gbp|dollars?|euros?|pounds?)\b|\b\d{1,3}[,.]\d{3}\b`},
		{"a claim without a source", `(?i)(80\s*%|95 percent|over 95|counter-?offer|women (don.?t|do not) ask|wrong compensation)`},
		{"a legal conclusion", `(?i)\b(illegal|unlawful|lawsuit|legally|binding|entitled)\b`},
		{"doubled space", `  `},
		{"a curly quote beside straight ones", `[“”‘’]`},
	}
	for at, text := range texts(builtinPack(t)) {
		for _, n := range never {
			if m := regexp.MustCompile(n.pattern).FindString(text); m != "" {
				t.Errorf("%s has %s: %q", at, n.why, m)
			}
		}
		if strings.Contains(text, "95%") && at != "lesson needs" && at != "returns.leave" {
			t.Errorf("%s speaks of 95%% outside the hesitation test", at)
		}
	}
}

// An example in the catalog is typed into the workbook as it stands, so it has
// to read as what it looks like; and a sum of money is never ours to give.
func TestThresholdsCanBeChecked(t *testing.T) {
	for _, r := range builtinPack(t).Returns() {
		th, err := value.ParseBound(r.Threshold, false, "USD")
		if err != nil {
			t.Errorf("%s: %v", r.Name, err)
		}
		bounded := strings.HasPrefix(r.Threshold, "at least ") || strings.HasPrefix(r.Threshold, "at most ")
		if th.Amount.OK() != bounded || th.String() != r.Threshold {
			t.Errorf("%s: %q is read as %q", r.Name, r.Threshold, th)
		}
		if th.Amount.Money() || th.Amount.Unit() == "%" || r.Kind.Money() && th.Amount.OK() {
			t.Errorf("%s: a figure of ours: %q", r.Name, r.Threshold)
		}
	}
}

// What stands as an example has to be something that can be typed there.
func TestExamplesCanBeTyped(t *testing.T) {
	p, today := builtinPack(t), value.NewDate(2027, 1, 30)
	var last value.Amount
	for _, key := range []string{"asks.today", "asks.minimum", "asks.target", "asks.opening"} {
		a, err := value.ParseQuantity(p.Field(key).Example, "EUR")
		if err != nil || !a.OK() || last.OK() && !last.Less(a) {
			t.Errorf("%s: %q is read as %q after %q, %v", key, p.Field(key).Example, a, last, err)
		}
		last = a
	}
	for _, key := range []string{"profile.meeting", "figures.date", "offers.start", "offers.deadline"} {
		if d, err := value.ParseDate(p.Field(key).Example, today, value.Ahead); err != nil || !d.OK() {
			t.Errorf("%s: %q is read as %q, %v", key, p.Field(key).Example, d, err)
		}
	}
	if _, err := value.ValidCurrency(p.Field("profile.currency").Example); err != nil {
		t.Error(err)
	}
	if th, err := value.ParseBound(p.Field("returns.threshold").Example, false, "EUR"); err != nil || !th.Amount.OK() {
		t.Errorf("returns.threshold is read as %q, %v", th, err)
	}
}

// The sources may be read, retold and named, but never repeated word for word.
func TestNothingIsTakenFromTheSeeds(t *testing.T) {
	phrases := []string{
		"dog poop", "greater good", "first mile before", "position of strength", "steal their glory",
		"seat of your", "indispensable", "stand out at work", "the expediter", "big picture", "scarcity",
		"call an audible", "on their own terms", "exponentially", "rookie", "hired you to", "going to be pretty bummed",
		"thank-you note", "no one else wants", "check in with", "heard the story", "a new project", "be a mentor",
		"not a competition", "above and beyond", "extra mile is", "real time updates", "in the loop", "key players", "business lead",
	}
	for at, text := range texts(builtinPack(t)) {
		for _, p := range phrases {
			if strings.Contains(strings.ToLower(text), p) {
				t.Errorf("%s has %q", at, p)
			}
		}
	}
}

// copyOf gives the files of a pack for a test to change.
func copyOf(t testing.TB, fsys fs.FS) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, name)
		out[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLoadAcceptsWhatEditorsMake(t *testing.T) {
	want := builtinPack(t)
	m := copyOf(t, files)
	for _, f := range m {
		f.Data = []byte("\uFEFF" + strings.ReplaceAll(string(f.Data), "\n", "\r\n"))
	}
	m["lessons/.03-asks.md.swp"] = &fstest.MapFile{}
	m["README.txt"] = &fstest.MapFile{}
	got, err := strict(m)
	if err != nil {
		t.Fatal(err)
	}
	if !samePack(got, want) {
		t.Error("line ends of Windows change what is read")
	}
}

func samePack(a, b *Pack) bool {
	return reflect.DeepEqual(a.Lessons, b.Lessons) && reflect.DeepEqual(a.Profile, b.Profile) &&
		reflect.DeepEqual(a.fields, b.fields) && reflect.DeepEqual(a.catalog(), b.catalog())
}

// Builtin reads its catalog late and holds it against nothing; this is what lets it.
func TestBuiltinIsStrict(t *testing.T) {
	if _, err := strict(files); err != nil {
		t.Fatal(err)
	}
}

// strict loads a pack, and refuses what a pack that is built into the program
// must not have: a fault in its catalog, a file that nothing reads, a lesson and
// a card of which only one names the other.
func strict(fsys fs.FS) (*Pack, error) {
	if err := onlyKnown(fsys); err != nil {
		return nil, err
	}
	c, err := loadCatalog(fsys)
	if err != nil {
		return nil, err
	}
	p, err := load(fsys)
	if err != nil {
		return nil, err
	}
	for _, l := range p.Lessons {
		var cards []string
		for _, card := range c.cards {
			if slices.Contains(card.Lessons, l.ID) {
				cards = append(cards, card.ID)
			}
		}
		if !slices.Equal(slices.Sorted(slices.Values(l.Evidence)), slices.Sorted(slices.Values(cards))) {
			f := open(fsys, lessonFile(l.ID))
			f.cutBody()
			f.fail(0, "evidence", "the evidence cards that name this lesson are %q", cards)
			return nil, f.first()
		}
	}
	return p, nil
}

// onlyKnown refuses a file that nothing would read: most often it is a lesson
// or a catalog under a wrong name.
func onlyKnown(fsys fs.FS) error {
	known := []string{profileFile, returnsFile, evidenceFile, objectionsFile, ideasFile}
	for _, l := range workbook.Lessons() {
		known = append(known, lessonFile(l))
	}
	for _, pattern := range []string{"lessons/[^.]*.md", "lessons/[^.]*.toml", "catalog/[^.]*.toml", "[^.]*.toml"} {
		names, _ := fs.Glob(fsys, pattern) // a folder that cannot be read shows when its files are opened
		for _, name := range names {
			if !slices.Contains(known, name) {
				return &Error{name, 0, "no such file belongs in a pack"}
			}
		}
	}
	return nil
}

func TestLoadReadsAnyTOML(t *testing.T) {
	m := copyOf(t, files)
	edit(t, m, "lessons/03-asks.md", `task = "`, "\"task\"   = 'X' # ")
	edit(t, m, "lessons/03-asks.md", `evidence = ["two-asks", `, "evidence = [\n  \"two-asks\", # ours\n  ")
	p, err := strict(m)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Lesson(workbook.LessonAsks); got.Task != "X" || got.Evidence[0] != "two-asks" || len(got.Evidence) != 6 {
		t.Errorf("read as %q, %q", got.Task, got.Evidence)
	}
}

// edit replaces the first occurrence of a text.
func edit(t testing.TB, m fstest.MapFS, name, old, new string) {
	t.Helper()
	s := string(m[name].Data)
	if !strings.Contains(s, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	m[name] = &fstest.MapFile{Data: []byte(strings.Replace(s, old, new, 1))}
}

func TestLoadRefuses(t *testing.T) {
	const (
		asks     = "lessons/03-asks.md"
		returns  = returnsFile
		cards    = evidenceFile
		minimum  = `label = "Minimum"`
		key      = `key = "asks.minimum"`
		task     = `task = "Choose`
		shown    = "has a line break or a character that cannot be shown"
		twoLines = "the front matter has to stand between two lines of +++, the first at the top"
		own      = `the evidence cards that name this lesson are ["asking" "two-asks" "first-offer" "precise" "range" "arguments"]`
		control  = "an escape sequence, a text direction override or another character that cannot be shown"
	)
	refuseEach(t, []fault{
		// front matter and TOML
		{"front matter not opened", asks, "+++\n", "", "", twoLines},
		{"front matter not closed", asks, "+++\nDevon", "Devon", "", twoLines},
		{"empty file", asks, "", "", "", twoLines},
		{"syntax", asks, `mistake = "`, `mistake = `, "mistake =", `expected value but found "Asking" instead`},
		{"syntax in a catalog", returns, `kind = "pay"`, `kind = "pay`, `kind = "pay`, "strings cannot contain newlines"},
		{"key twice", asks, "short =", "title =", `title = "One or two asks"` + "\nmistake", "Key 'title' has already been defined."},
		{"table and list of tables", asks, "[[field]]", "[field]", "[[field]]", "Key 'field' was already created and cannot be used as an array."},
		{"unknown table", asks, "[[field]]", "[[feild]]", "[[feild]]", "“feild” is no key here; “field” is"},
		{"unknown table in a catalog", returns, "[[return]]", "[[x]]\n[[return]]", "[[x]]", "“x” is no key here"},

		// keys
		{"unknown key", asks, task, "tusk = \"x\"\n" + task, "tusk", "“tusk” is no key here; “task” is"},
		{"unknown key and so a missing one", asks, minimum, `lable = "Minimum"`, "lable", "“lable” is no key of [[field]]; “label” is"},
		{"unknown key behind a long text", asks, task,
			"task = \"\"\"\\\n  [[tusk]]\n  tusk = 1\\\n  \"\"\"\ntusk = 1\nx = \"", "tusk = 1\nx", "“tusk” is no key here; “task” is"},
		{"no key in a long list", asks, "evidence = [", "evidence = [ # ]\n'tusk = 1',\n", "evidence =", own},
		{"unknown key of a key", asks, task, "a.b = 1\n" + task, "", "“b” is no key here"},
		{"unknown key in quotes", asks, task, "\"a b\" = 1\n" + task, `"a b"`, `“a b” is no key here`},
		{"key in capitals", asks, `short =`, `Short =`, "Short", "“Short” is no key here; “short” is"},
		{"known key in another table", asks, minimum, "title = \"x\"\n" + minimum, "title = \"x\"", "“title” is no key of [[field]]"},
		{"unknown key in profile", profileFile, "[[field]]", "title = \"x\"\n[[field]]", "title", "“title” is no key here"},
		{"unknown key in a card", cards, "source = ", "sauce = ", "sauce", "“sauce” is no key of [[card]]; “source” is"},
		{"missing key", asks, task, "# ", "", `“task” is missing or empty`},
		{"empty key", asks, `short = "One or two asks"`, `short = " "`, "short =", `“short” is missing or empty`},
		{"too long", asks, `short = "One or two asks"`, `short = "One or two asks at most"`, "short =", `“short” has 23 characters; at most 18 fit`},
		{"another id", asks, `id = "asks"`, `id = "needs"`, "id =", `the id has to be “asks”, as in the file's name`},
		{"no such id", asks, `id = "asks"`, `id = "wishes"`, "id =", `the id has to be “asks”, as in the file's name`},

		// questions
		{"label missing", asks, minimum + "\n", "", "[[field]]\n" + key, `“label” is missing or empty`},
		{"label empty", asks, minimum, `label = ""`, `label = ""`, `“label” is missing or empty`},
		{"label too long", asks, minimum, `label = "The least you would take"`, "The least you would take", `“label” has 24 characters; at most 18 fit`},
		{"help missing", asks, `help = "The least`, `# help = "The least`, "[[field]]\n" + key, `“help” is missing or empty`},
		{"unknown field", asks, key, `key = "asks.least"`, "asks.least", `“least” is no field of lesson 3`},
		{"id of a record", asks, key, `key = "asks.id"`, "asks.id", `“id” is no field of lesson 3`},
		{"field of another lesson", asks, key, `key = "returns.met"`, "returns.met",
			`the field “returns.met” belongs in lessons/02-needs.md`},
		{"field twice", asks, key, `key = "asks.today"`, "key = \"asks.today\"\n" + minimum, `the field “asks.today” is here twice`},
		{"field without words", profileFile, "[[field]]\nkey = \"profile.person\"", "[[field]]\nkey = \"profile.name\"",
			"key = \"profile.name\"\nlabel = \"Person\"", `the field “profile.name” is here twice`},
		{"no fields at all", profileFile, "", "# none", "", `there is no [[field]] for “job.base”`},
		{"built and soon", asks, task, "soon = \"x\"\n" + task, "soon =", `“soon” belongs in a lesson exactly while its activity is not built`},

		// characters
		{"override as an escape", asks, minimum, `label = "Min\u202eimum"`, "Min", `“label” ` + shown},
		{"line break as an escape", asks, minimum, `label = "Min\nimum"`, "Min", `“label” ` + shown},
		{"control character", asks, minimum, "label = \"Minimum\x1b[31m\"", "Minimum\x1b", control},
		{"override in the reading", asks, "A short list", "A \u202eshort list", "A \u202e", control},
		{"broken UTF-8", returns, "Base pay", "Base \xffpay", "Base \xff", "the text is not UTF-8: save the file as UTF-8"},

		// catalogs and what points at what
		{"card gone from a lesson", asks, `"precise"`, `"asking"`, "evidence =", own},
		{"card that does not exist", asks, `"precise"`, `"precise", "exact"`, "evidence =", own},
		{"card of other lessons", asks, `"precise"`, `"precise", "musts"`, "evidence =", own},
		{"card twice", cards, `id = "swing"`, `id = "musts"`, "id = \"musts\"\nlessons = [\"needs\"]\nclaim = \"A weight",
			`the id “musts” stands on line 19 already`},
		{"card of an unknown lesson", cards, `lessons = ["needs"]`, `lessons = ["need"]`, `"need"]`, `there is no lesson “need”, or it is here twice`},
		{"card with a lesson twice", cards, `lessons = ["needs"]`, `lessons = ["needs", "needs"]`, `"needs", "needs"`,
			`there is no lesson “needs”, or it is here twice`},
		{"card without lessons", cards, `lessons = ["needs"]`, `lessons = []`, "[]", `“lessons” is missing or empty`},
		{"card without claim", cards, `claim = "A weight means`, `# `, "[[card]]\nid = \"swing\"", `“claim” is missing or empty`},
		{"unknown kind", returns, `kind = "pay"`, `kind = "money"`, `"money"`, `there is no kind “money” of return`},
		{"return twice", returns, "Pay for overtime", "base pay", "base pay", `the return “base pay” is here twice`},
		{"name too long", returns, "Pay for overtime", "Pay for every hour of overtime", "Pay for every", `“name” has 30 characters; at most 28 fit`},
		{"synonym in capitals", returns, `"salary"`, `"Salary"`, "also =", `the synonym "Salary" has to be a word or two in lower case`},
		{"synonym of nothing", returns, `"salary"`, `" "`, "also =", `the synonym " " has to be a word or two in lower case`},
		{"synonym with a line break", returns, `"salary"`, `"sal\nary"`, "also =", `the synonym "sal\nary" has to be a word or two in lower case`},
		{"synonym twice", returns, `"salary"`, `"more-pay"`, "also =", `the synonym “more pay” is here twice`},
		{"synonym in the name", returns, `"salary"`, `"basepay"`, "also =", `the synonym “basepay” is in the name already`},
		{"no returns", returns, "", "# none", "", "there is no [[return]]"},
	})
}

// fault is one change in the built-in files that has to be refused.
type fault struct {
	name     string
	file     string
	old, new string // one change in the built-in file; with no old, new is the whole file
	at       string // stands on the line that is named; with no at, it is the first line
	want     string
}

func refuseEach(t *testing.T, tests []fault) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := copyOf(t, files)
			if tt.old == "" {
				m[tt.file] = &fstest.MapFile{Data: []byte(tt.new)}
			} else {
				edit(t, m, tt.file, tt.old, tt.new)
			}
			before, _, found := strings.Cut(string(m[tt.file].Data), tt.at)
			if !found {
				t.Fatalf("%q is not in the changed file", tt.at)
			}
			refused(t, m, fmt.Sprintf("%s:%d: %s", tt.file, strings.Count(before, "\n")+1, tt.want))
		})
	}
}

// The lines of the other test are counted, so here are some as they stand.
func TestLoadNamesTheLine(t *testing.T) {
	front := func(body string) string {
		return "+++\nid = \"returns\"\ntitle = \"T\"\n\n# a comment\nshort = \"S\"\n+++\n" + body
	}
	for _, tt := range []struct{ data, want string }{
		{"", "lessons/01-returns.md:1: the front matter has to stand between two lines of +++, the first at the top"},
		{"+++\n\nid = \"returns\"\n+++\n", "lessons/01-returns.md:1: “title” is missing or empty"},
		{"+++\n\n\nid = \n+++\n", "lessons/01-returns.md:4: expected value but found '\\n' instead"},
		{front("word\n") + "\x00", "lessons/01-returns.md:9: an escape sequence, a text direction override or another character that cannot be shown"},
		{strings.Replace(front("word\n"), "short", "shirt", 1), "lessons/01-returns.md:6: “shirt” is no key here; “short” is"},
	} {
		m := copyOf(t, files)
		m["lessons/01-returns.md"] = &fstest.MapFile{Data: []byte(tt.data)}
		refused(t, m, tt.want)
	}
}

// A lesson that no field is asked in says what is to come, and asks nothing. The
// lesson is made up, since one day all nine are built.
func TestLoadOfWhatIsNotBuilt(t *testing.T) {
	const id workbook.Lesson = "later"
	name, soon := lessonFile(id), "soon = \"S\"\n"
	front := "+++\nid = \"later\"\ntitle = \"T\"\nshort = \"S\"\nmistake = \"M\"\ntask = \"T\"\nempty = \"E\"\nevidence = [\"goals\"]\n"
	field := "[[field]]\nkey = \"asks.term\"\nlabel = \"x\"\nhelp = \"x\"\n"
	for _, tt := range []struct{ front, want string }{
		{front + soon, ""},
		{front, name + `:1: “soon” belongs in a lesson exactly while its activity is not built`},
		{front + soon + field, name + `:11: the field “asks.term” belongs in lessons/03-asks.md`},
	} {
		m := fstest.MapFS{name: {Data: []byte(tt.front + "+++\n" + strings.Repeat("word\n", minWords))}}
		p, got := &Pack{fields: map[string]Field{}}, ""
		if err := p.loadLesson(m, id); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
		if tt.want == "" && (len(p.Lessons) != 1 || p.Lessons[0].Soon != "S") {
			t.Errorf("read as %+v", p.Lessons)
		}
	}
}

func TestLoadRefusesReadings(t *testing.T) {
	name := lessonFile(workbook.LessonTrust)
	parts := strings.SplitN(string(copyOf(t, files)[name].Data), "+++\n", 3)
	front := "+++\n" + parts[1]
	n := strings.Count(front, "\n") + 1 // the line of the closing +++
	for _, tt := range []struct {
		body string
		want string
	}{
		{"", "the reading has 0 words; it needs 120 to 260"},
		{"\n\n \n", "the reading has 0 words; it needs 120 to 260"},
		{"\n\n" + strings.Repeat("word\n", 119), "the reading has 119 words; it needs 120 to 260"},
		{"\n" + strings.Repeat("word word word\n\n", 87), "the reading has 261 words; it needs 120 to 260"},
	} {
		m := copyOf(t, files)
		m[name] = &fstest.MapFile{Data: []byte(front + "+++\n" + tt.body)}
		refused(t, m, fmt.Sprintf("%s:%d: %s", name, n, tt.want))
	}
	for _, body := range []string{strings.Repeat("word\n", 120), strings.Repeat("word\n\n", 260)} {
		m := copyOf(t, files)
		m[name] = &fstest.MapFile{Data: []byte(front + "+++\n" + body)}
		if _, err := strict(m); err != nil {
			t.Error(err)
		}
	}
}

func TestLoadRefusesFiles(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(fstest.MapFS)
		want   string
	}{
		{"lesson missing", func(m fstest.MapFS) { delete(m, "lessons/08-trust.md") },
			"lessons/08-trust.md: cannot be read: open lessons/08-trust.md: file does not exist"},
		{"lesson too many", func(m fstest.MapFS) { m["lessons/10-more.md"] = &fstest.MapFile{} }, "lessons/10-more.md: no such file belongs in a pack"},
		{"lesson under another name", func(m fstest.MapFS) {
			m["lessons/04-trust.md"] = m["lessons/08-trust.md"]
			delete(m, "lessons/08-trust.md")
		}, "lessons/04-trust.md: no such file belongs in a pack"},
		{"catalog missing", func(m fstest.MapFS) { delete(m, returnsFile) },
			"catalog/returns.toml: cannot be read: open catalog/returns.toml: file does not exist"},
		{"catalog too many", func(m fstest.MapFS) { m["catalog/offers.toml"] = &fstest.MapFile{} }, "catalog/offers.toml: no such file belongs in a pack"},
		{"TOML in the root", func(m fstest.MapFS) { m["job.toml"] = &fstest.MapFile{} }, "job.toml: no such file belongs in a pack"},
		{"profile missing", func(m fstest.MapFS) { delete(m, profileFile) }, "profile.toml: cannot be read: open profile.toml: file does not exist"},
		{"file too large", func(m fstest.MapFS) { m[profileFile] = &fstest.MapFile{Data: make([]byte, maxFile+1)} },
			"profile.toml: the file is larger than 256 KB"},
		{"folder for a file", func(m fstest.MapFS) {
			delete(m, profileFile)
			m[profileFile+"/x"] = &fstest.MapFile{}
		}, "profile.toml: cannot be read: read profile.toml: invalid argument"},
		{"no cards", func(m fstest.MapFS) { m[evidenceFile] = &fstest.MapFile{} }, `catalog/ideas.toml:33: there is no card “thanks”`},
		{"card not named by its lesson", func(m fstest.MapFS) {
			edit(t, m, evidenceFile, `lessons = ["needs"]`, `lessons = ["needs", "returns"]`)
		}, `lessons/01-returns.md:8: the evidence cards that name this lesson are ["work-values" "asking" "musts"]`},

		// A value of a wrong type.
		{"not a text", func(m fstest.MapFS) { edit(t, m, "lessons/03-asks.md", `short = "`, `short = 2 # "`) },
			`lessons/03-asks.md:4: “short” has to be text in quotes`},
		{"not a text in a table", func(m fstest.MapFS) { edit(t, m, "lessons/03-asks.md", `label = "`, `label = 2 # "`) },
			`lessons/03-asks.md:12: “label” has to be text in quotes`},
		{"not a list", func(m fstest.MapFS) { edit(t, m, "lessons/03-asks.md", `evidence = [`, `evidence = 1 # [`) },
			`lessons/03-asks.md:8: “evidence” has to be a list: ["one", "two"]`},
		{"list of other things", func(m fstest.MapFS) { edit(t, m, "lessons/03-asks.md", `evidence = [`, `evidence = [1, `) },
			`lessons/03-asks.md:8: all in the list “evidence” has to be text in quotes`},
		{"one table in a catalog", func(m fstest.MapFS) {
			m[returnsFile] = &fstest.MapFile{Data: []byte("[return]\nname = 'x'")}
		}, `catalog/returns.toml:1: “return” stands in double brackets: [[return]]`},
		{"nothing at all", func(m fstest.MapFS) { clear(m) }, "catalog/evidence.toml: cannot be read: open catalog/evidence.toml: file does not exist"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := copyOf(t, files)
			tt.change(m)
			refused(t, m, tt.want)
		})
	}
}

func refused(t *testing.T, m fs.FS, want string) {
	t.Helper()
	p, err := strict(m)
	var e *Error
	if !errors.As(err, &e) || p != nil {
		t.Fatalf("pack %v, error %v; want %s", p != nil, err, want)
	}
	if e.Error() != want {
		t.Errorf("got  %s\nwant %s", e, want)
	}
}

func BenchmarkBuiltin(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		p, err := load(files) // Builtin itself keeps what it parsed
		if err != nil {
			b.Fatal(err)
		}
		p.Cards()
	}
}
