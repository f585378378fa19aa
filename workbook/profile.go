package workbook

import (
	"slices"
	"strings"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Profile says whose conversation it is, with whom and when.
type Profile struct {
	Name     string
	Person   string
	Employer string
	Role     string
	Meeting  value.Date
	With     string
	Currency string
	Before   ID     // the workbook of the round before this one
	Pack     string // the id of a coach's content pack, whose words are shown
}

// ProfileRecords has the one profile.
const ProfileRecords = "profile"

var profile = schema.One(ProfileRecords, "", "Whose conversation it is.", func(w *Workbook) *Profile { return &w.Profile },
	schema.Line("name", "What is being prepared: “A raise at Northwind”.", func(p *Profile) *string { return &p.Name }),
	schema.Line("person", "Whose it is, for coaches with several clients.", func(p *Profile) *string { return &p.Person }),
	schema.Line("employer", "Today's employer.", func(p *Profile) *string { return &p.Employer }),
	schema.Line("role", "Today's role.", func(p *Profile) *string { return &p.Role }),
	schema.Moment("meeting", "The day of the meeting, and its time where that is known.", value.Ahead, func(p *Profile) *value.Date { return &p.Meeting }),
	schema.Line("with", "Who sits across the table.", func(p *Profile) *string { return &p.With }),
	schema.Currency("currency", "The ISO 4217 code for amounts that are typed without one: `\"EUR\"`. "+
		"Text that is no code is kept as it was typed; `check` tells of it.",
		func(p *Profile) *string { return &p.Currency }),
	schema.Line("before", "The id of the workbook of the round before, where this is another round.", func(p *Profile) *string { return (*string)(&p.Before) },
		schema.When(func(*Workbook, *Profile) bool { return false })),
	schema.Line("pack", "The id of a coach's content pack, whose words are shown and whose questions are asked. The file bears no pack.",
		func(p *Profile) *string { return &p.Pack },
		schema.When(func(*Workbook, *Profile) bool { return false })),
)

// Across is who sits across the table, as a sentence names them: without what they are,
// "Ada" of "Ada, head of operations", and with a small article, "the director".
func (p Profile) Across() string {
	name := ShortName(p.With)
	if first, rest, more := strings.Cut(name, " "); more && slices.Contains(articles, strings.ToLower(first)) {
		return strings.ToLower(first) + " " + rest
	}
	return name
}

// Addressed is Across as a letter begins with it: "director".
func (p Profile) Addressed() string {
	name := p.Across()
	if first, rest, more := strings.Cut(name, " "); more && slices.Contains(articles, first) {
		return strings.TrimSpace(rest)
	}
	return name
}

// articles begin what is no name.
var articles = []string{"the", "a", "an", "my", "our"}

// ShortName is a name in a line, without what the person is.
func ShortName(s string) string {
	name, _, _ := strings.Cut(firstOf(s), ",")
	return strings.TrimRight(strings.TrimSpace(name), " .")
}
