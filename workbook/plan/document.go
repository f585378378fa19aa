// Package plan turns a workbook into the plan that a person takes to the
// conversation: first into a Document, which the preview screen shows, then
// into Markdown or HTML. The manager's plan is made from a type that cannot hold what
// a manager must not read.
package plan

// Audience is who a plan is for. It is always named, never a default.
type Audience string

// The three audiences.
const (
	Mine    Audience = "mine"    // all of it
	Coach   Audience = "coach"   // all but what is marked private
	Manager Audience = "manager" // only what is said openly
)

// Audiences lists what can be chosen.
func Audiences() []Audience { return []Audience{Mine, Coach, Manager} }

// About says in a sentence what the plan for this audience holds. The
// manager's says nothing: it must not hint that another plan exists.
func (a Audience) About() string {
	switch a {
	case Mine:
		return "For you alone: this copy holds your minimum and your alternatives."
	case Coach:
		return "For your coach: what you marked private is left out."
	}
	return ""
}

// NotAnswered stands where an answer is missing.
const NotAnswered = "Not yet answered"

// Nothing stands in a table's cell that has no answer.
const Nothing = "–"

// Document is a plan before it takes the shape of a file or a screen. All text
// is plain: not wrapped and not escaped, line breaks as the person typed them.
type Document struct {
	Title    string
	Person   string // whose it is; blank in the manager's, who knows
	Key      string // tells two workbooks of one title apart
	Audience Audience
	Part     string // the id of the one section that it is of, blank for all
	Sections []Section
}

// About is what the Document says of itself under its title.
func (d Document) About() string {
	if d.Part != "" && d.Audience == Mine { // which may hold neither
		return "For you alone: one part of your plan."
	}
	return d.Audience.About()
}

// Section is one titled part; its ID is stable.
type Section struct {
	ID, Title string
	Blocks    []Block
}

// Block is one of Paragraph, Note, List, Table, Facts and Quote.
type Block interface{ block() }

// Paragraph is running text. A Lead is a short line that names what follows.
type Paragraph struct {
	Text string
	Lead bool
}

// Note is a dim remark, such as NotAnswered.
type Note struct{ Text string }

// List is bullets, or numbers where the order counts.
type List struct {
	Items    []string
	Signed   bool // each item begins with a sign, which stands for the bullet on a screen
	Numbered bool
}

// Table has one cell a column in each row.
type Table struct {
	Header []string
	Align  []Align // by column; Left where it is shorter than Header
	Rows   [][]string
}

// Align is how a column stands.
type Align int

// Words stand left, numbers right.
const (
	Left Align = iota
	Right
)

// Facts are labels with their values.
type Facts struct{ Items []Fact }

// Fact is one line of Facts; an unanswered one has the value NotAnswered.
type Fact struct{ Label, Value string }

// Quote is the exact words to say.
type Quote struct{ Text string }

// texts lists all that stands in the sections.
func (d Document) texts() []string {
	var out []string
	for _, s := range d.Sections {
		out = append(out, s.Title)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case Paragraph:
				out = append(out, b.Text)
			case Note:
				out = append(out, b.Text)
			case Quote:
				out = append(out, b.Text)
			case List:
				out = append(out, b.Items...)
			case Facts:
				for _, f := range b.Items {
					out = append(out, f.Label, f.Value)
				}
			case Table:
				out = append(out, b.Header...)
				for _, row := range b.Rows {
					out = append(out, row...)
				}
			}
		}
	}
	return out
}

func (Paragraph) block() {}
func (Note) block()      {}
func (List) block()      {}
func (Table) block()     {}
func (Facts) block()     {}
func (Quote) block()     {}
