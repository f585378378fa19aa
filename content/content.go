// Package content is what the person reads: the nine lessons, the words of
// every question, the catalogs to pick from and the evidence cards with their
// sources. One pack is embedded, and a coach's own may lie over it: other words and open
// questions, never other rules. A mistake in a pack is told with its file and line
// instead of showing on screen.
package content

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"firstmile/workbook"
)

// Pack is one complete set of words. It is shared: treat it as read-only.
type Pack struct {
	Info      Info       // blank for the words that come with the program
	Lessons   []Lesson   // all nine, in order
	Profile   []Field    // the questions about the conversation and today's job
	Questions []Question // a coach's own, in the order of the file
	files     []string   // a coach's own
	fields    map[string]Field
	catalog   func() *catalog
}

// catalog is what the first screen does not need; it is read at its first use.
type catalog struct {
	returns    []Return
	cards      []Evidence
	objections []Objection
	ideas      []Idea
	note       string
}

// Returns lists common returns to pick from.
func (p *Pack) Returns() []Return { return p.catalog().returns }

// Cards lists what research and other authors say.
func (p *Pack) Cards() []Evidence { return p.catalog().cards }

// Objections lists what the other side may say, each with its four moves.
func (p *Pack) Objections() []Objection { return p.catalog().objections }

// Ideas lists extra work to pick from.
func (p *Pack) Ideas() []Idea { return p.catalog().ideas }

// IdeasNote is what stands beside the ideas: how to choose among them.
func (p *Pack) IdeasNote() string { return p.catalog().note }

// Lesson is one lesson's words. Soon is set, and Fields is empty, exactly while
// the lesson's activity is not built.
type Lesson struct {
	ID       workbook.Lesson `toml:"id" max:"200"`
	Number   int             `toml:"-"` // 1 to 9, from the order of the files
	Title    string          `toml:"title" max:"60"`
	Short    string          `toml:"short" max:"18"`                 // for a narrow map
	Mistake  string          `toml:"mistake" max:"200"`              // the mistake that the lesson prevents, one sentence
	Task     string          `toml:"task" max:"200"`                 // what to do on the page, one sentence
	Empty    string          `toml:"empty" max:"600"`                // shown while nothing is filled in
	Soon     string          `toml:"soon" max:"600" optional:"true"` // what the activity will be
	Reading  []string        `toml:"-"`                              // paragraphs, 120 to 260 words in all
	Evidence []string        `toml:"evidence"`                       // ids of the cards behind the lesson
	Fields   []Field         `toml:"field" optional:"true"`
}

// Field is the words of one question.
type Field struct {
	Key     string `toml:"key" max:"200"` // "<collection>.<name>", such as "asks.minimum"
	Label   string `toml:"label" max:"18"`
	Help    string `toml:"help" max:"100"` // what to type and why
	Example string `toml:"example" max:"80" optional:"true"`
}

// Return is one common return to pick from.
type Return struct {
	Name      string         `toml:"name" max:"28"`
	Kind      workbook.Kind  `toml:"kind" max:"200"`
	Also      []string       `toml:"also" optional:"true"`          // what people call it, in lower case; none is in the name
	Basis     workbook.Basis `toml:"basis" max:"8" optional:"true"` // of pay: "part" for what is no base pay, such as a premium
	Why       string         `toml:"why" max:"200"`                 // an example of a why, in the first person
	Threshold string         `toml:"threshold" max:"200"`           // an example of a line that can be checked, readable by value.ParseBound
}

// Evidence is one card: what was studied, by whom, and how far it carries.
type Evidence struct {
	ID      string            `toml:"id" max:"200"`
	Claim   string            `toml:"claim" max:"600"`
	Source  string            `toml:"source" max:"600"`                  // the full citation
	Caution string            `toml:"caution" max:"600" optional:"true"` // the limits of the finding
	Lessons []workbook.Lesson `toml:"lessons"`
}

// Objection is what the other side may say, and what to have ready: a reply that
// can be said as it stands, and hints at a proof, a trade and a date.
type Objection struct {
	ID     string   `toml:"id" max:"20"` // stays for good: a workbook may keep it
	Hear   string   `toml:"hear" max:"60"`
	Answer string   `toml:"answer" max:"220"`
	Proof  string   `toml:"proof" max:"60"`
	Trade  string   `toml:"trade" max:"60"`
	Date   string   `toml:"date" max:"60"`
	Words  []string `toml:"words"` // what a sentence that means the same may have, in lower case
}

// Idea is one idea for extra work, and where it comes from.
type Idea struct {
	Name string `toml:"name" max:"60"`
	From string `toml:"from" max:"20"`                  // one of the course's essays, or practice
	Card string `toml:"card" max:"200" optional:"true"` // id of the evidence card behind it
}

//go:embed lessons catalog *.toml
var files embed.FS

var builtin = sync.OnceValues(func() (*Pack, error) { return load(files) })

// Builtin gives the pack that comes with the program. It is parsed once, on
// first use; an error (*Error) means that the program was built wrong.
func Builtin() (*Pack, error) { return builtin() }

// load reads and checks a pack. Its first fault is returned as *Error: a file
// that is missing or over 256 KB, an unknown or missing key, a text that is
// empty, too long or has control characters, a question without words. The
// catalog waits until it is needed; a test holds it, and what points from the
// lessons into it, to the same.
func load(fsys fs.FS) (*Pack, error) {
	p := &Pack{catalog: sync.OnceValue(func() *catalog {
		c, _ := loadCatalog(fsys)
		return c
	})}
	if err := p.loadWords(fsys); err != nil {
		return nil, err
	}
	return p, nil
}

// loadWords reads the lessons and the profile.
func (p *Pack) loadWords(fsys fs.FS) error {
	p.fields = map[string]Field{}
	var faults []error
	for _, id := range workbook.Lessons() {
		faults = append(faults, p.loadLesson(fsys, id))
	}
	faults = append(faults, p.loadProfile(fsys))
	for _, key := range slices.Sorted(maps.Keys(homes())) {
		if _, ok := p.fields[key]; !ok {
			faults = append(faults, &Error{homes()[key], 1, fmt.Sprintf("there is no [[field]] for “%s”", key)})
		}
	}
	return cmp.Or(faults...)
}

// Lesson gives a lesson's words; the zero Lesson for an unknown lesson.
func (p *Pack) Lesson(l workbook.Lesson) Lesson {
	if n := l.Number(); n > 0 {
		return p.Lessons[n-1]
	}
	return Lesson{}
}

// Field gives the words of a question by its key. A key that does not exist,
// which load rules out for every field of a workbook, is its own label.
func (p *Pack) Field(key string) Field {
	if f, ok := p.fields[key]; ok {
		return f
	}
	return Field{Key: key, Label: key}
}

// Evidence finds a card by its id.
func (p *Pack) Evidence(id string) (Evidence, bool) {
	for _, c := range p.Cards() {
		if c.ID == id {
			return c, true
		}
	}
	return Evidence{}, false
}
