// Package coach is what a coach keeps beside a client's workbook, and what is told from the
// two: who needs what, the brief before a session, the report on all. Nothing of it travels:
// what makes the plan, the files and the exports may not import it.
package coach

import (
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Part is a coach's own part of one client's workbook. Its slices are in the order of their
// ids. Like a workbook, it is passed by value and changed on a Clone.
type Part struct {
	ID       workbook.ID // the workbook's
	Client   Client
	Notes    []Note
	Sessions []Session
	Homework []Homework
	Words    []Words
	Released []Released
}

// Schema is the collections of a part, in the order of a file.
var Schema = schema.New("coach", func(p *Part) *workbook.ID { return &p.ID },
	client,
	notes,
	sessions,
	homework,
	words,
	released,
)

// Clone copies the part so deeply that changing the copy leaves p as it was.
func (p Part) Clone() Part { return Schema.Clone(p) }

// Schema is what describes it, for who has records of any schema before them.
func (p Part) Schema() *schema.Schema[Part] { return Schema }

// Currency is none: nothing in a part is money.
func (p Part) Currency() string { return "" }

// Validate tells whether the part can be stored and read back as it is: nil, or the first
// thing that is wrong as a workbook.FileError.
func (p Part) Validate() error { return Schema.Validate(&p) }

// Client is how a coach keeps a client.
type Client struct {
	Alias    string           // shown where the client's own name is not
	Tags     []workbook.Entry // what the coach sorts clients by
	Rest     value.Date       // nothing is to be done about them before this day
	Archived bool             // out of the rules and the report; still found
	Quiet    value.Amount     // days without news that are too many; see Client.Patience
	Next     value.Date       // the next session, with its time where that is known
	Clock    string           // when it is there where the client is: "Lisbon, one hour behind"
}

// ClientRecords has the one client.
const ClientRecords = "client"

var client = schema.One(ClientRecords, "", "How the client is kept.", func(p *Part) *Client { return &p.Client },
	schema.Line("alias", "A name to show where the client's own is not.", func(c *Client) *string { return &c.Alias }),
	schema.Entries("tags", "What clients are sorted by.", func(c *Client) *[]workbook.Entry { return &c.Tags }),
	schema.Day("rest", "The day before which nothing is to be done.", value.Ahead, func(c *Client) *value.Date { return &c.Rest }),
	schema.Switch("archived", "Whether the client is out of the rules and the report.", "archived", "active", func(c *Client) *bool { return &c.Archived }),
	schema.Quantity("quiet", "How many days without news are too many; left out it is 14, and 0 is never.", func(c *Client) *value.Amount { return &c.Quiet }),
	schema.Moment("next", "The next session.", value.Ahead, func(c *Client) *value.Date { return &c.Next }),
	schema.Line("clock", "How the client's clock differs.", func(c *Client) *string { return &c.Clock }),
)

// usualQuiet is how many days without news are too many, where the coach says nothing else
// (ours).
const usualQuiet = 14

// maxQuiet bounds it: a slip of the finger is no patience of a thousand years.
const maxQuiet = 3650

// Patience is how many days without news are too many, 0 for any number. What is not a whole
// number of days or weeks is as if it were left out.
func (c Client) Patience() int {
	if !c.Quiet.OK() || !c.Quiet.Value().IsInteger() || c.Quiet.Value().IntPart() > maxQuiet {
		return usualQuiet
	}
	switch n := int(c.Quiet.Value().IntPart()); c.Quiet.Unit() {
	case "", "day", "days":
		return n
	case "week", "weeks":
		return 7 * n
	}
	return usualQuiet
}

// Place is where in a client's workbook something of the coach's stands; each part of it may
// be blank.
type Place struct {
	Lesson workbook.Lesson
	Record workbook.Key
	Field  string // as a change names it: with the id of the part behind a slash, where an answer has several
}

// placeRows are those of a place, which a page knows and nobody types.
func placeRows[R any](at func(*R) *Place) schema.Rows[R] {
	return schema.Group("on", at,
		schema.Choice("lesson", "The lesson.", workbook.Lessons(), func(p *Place) *workbook.Lesson { return &p.Lesson }, schema.Elsewhere),
		schema.Token("record", "The record of the workbook, as the program names it.", func(p *Place) *string { return (*string)(&p.Record) }),
		schema.Token("field", "The field of that record.", func(p *Place) *string { return &p.Field }),
	)
}

// Gone tells whether the record of a place is not in a workbook any more.
func (p Place) Gone(w workbook.Workbook) bool {
	return p.Record != "" && !workbook.Schema.Has(&w, p.Record)
}

// Of says what a note is about, “Base pay”, or the name that its record had, where it is
// gone; "" where it is about no record.
func (n Note) Of(w workbook.Workbook, today value.Date) string {
	switch {
	case n.On.Record == "":
		return ""
	case n.On.Gone(w) && n.About == "":
		return "about something that is gone"
	case n.On.Gone(w):
		return "about " + quote(n.About) + ", which is gone"
	}
	if name := w.NameOf(n.On.Record, today); name != "" {
		return "about " + quote(name)
	}
	return ""
}

// quote repeats a few words of a text inside a sentence.
func quote(s string) string { return "“" + value.Shorten(oneLine(s), value.MaxQuote) + "”" }
