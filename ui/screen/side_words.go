package screen

import (
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/coach"
)

// sideText is the label of a field of the coach's part, what it asks, and an example.
type sideText struct{ label, help, example string }

// sideTexts are the words of the coach's own part. They stand here and not with the lessons:
// what makes plans and files reads those, and knows nothing of a coach's part.
var sideTexts = map[string]sideText{
	"client.next":     {"Next session", "The day you meet next, with its time where you know it.", "5 feb 10:00"},
	"client.alias":    {"Alias", "A name to show where the client's own is not to be seen.", "D."},
	"client.tags":     {"Tags", "What you sort clients by, one a line.", "returner"},
	"client.rest":     {"At rest until", "Nothing about this client is brought to you before this day.", "+2w"},
	"client.quiet":    {"Quiet", "How many days without news are too many: 14 where you say nothing, 0 for never.", "21 days"},
	"client.clock":    {"Clock", "How the client's clock differs from yours.", "Lisbon, one hour behind"},
	"client.archived": {"Kept as", "Who is archived is out of the rules and reports, and still found.", ""},

	"notes.text":  {"Note", "Only you see it.", "Speaks of rent again: whose reason is it?"},
	"notes.bring": {"Bring it up", "What is to be brought up stands under Next until you tick it.", ""},

	"sessions.day":    {"Day", "The day you met, with its time where you know it.", "today 10:00"},
	"sessions.over":   {"Over", "Where you met.", ""},
	"sessions.agreed": {"Agreed", "What the two of you agreed, a line each.", "Asks Sam for an earlier day"},
	"sessions.seen":   {"Seen", "What you saw, for you alone.", "The numbers come easily, the words do not yet"},

	"homework.task":  {"Task", "What is to be done. It can be sent once you release it.", "Three market figures"},
	"homework.why":   {"Why", "What it is for. It goes with the task.", "Your number rests on one"},
	"homework.due":   {"Due", "The day by which it is to be done. It goes with the task.", "+1w"},
	"homework.told":  {"Told on", "The day you sent or said it.", "today"},
	"homework.done":  {"Done on", "The day the client said that it is done.", "today"},
	"homework.state": {"State", "Left out, it is open, or done where it has such a day.", ""},
	"homework.own":   {"Your own remark", "For you alone: it is never sent.", "The second time that this waits"},

	"words.value": {"Question", "What you ask. It can be sent once you release it.", "What would you regret not having said?"},
	"words.why":   {"Why", "What makes you ask or suggest it. It goes with the rest.", "Two of your figures lie above it"},
}

// sideWords gives the label, the help and the example of a field of the coach's part; of a
// lesson that a session spoke of, its title.
func (c *Context) sideWords(key string) (label, help, example string) {
	if name, is := strings.CutPrefix(key, coach.SessionRecords+"."); is {
		if l := workbook.Lesson(name); l.Number() > 0 {
			return c.Pack.Lesson(l).Title, "Whether you spoke of this lesson.", ""
		}
	}
	t := sideTexts[key]
	return t.label, t.help, t.example
}

// asked names what has the focus, and says what is asked of it.
func (s *Side) asked(c *Context) (name, help string) {
	if s.see(c); !s.inForm {
		return "Your side", "Sessions, homework and notes that only you see. " +
			"Nothing of it is in a plan, an export or a share. A task or a question can be sent once you release it (space)."
	}
	name, help, example := c.sideWords(coach.Schema.Field(s.form.Record.Collection(), s.form.Focused(c.Beside.Part)).Label)
	if example != "" {
		help += " For example: " + example
	}
	return name, help
}

// SideLabel names an answer of the coach's part, with what it is of.
func (c *Context) SideLabel(k workbook.Key, name string) string {
	name, _, _ = strings.Cut(name, "/") // it may be a part of an answer
	of := coach.Schema.Collection(k.Collection())
	f := of.Field(name)
	if f == nil {
		return of.Noun
	}
	label, _, _ := c.sideWords(f.Label)
	if of.One {
		return label
	}
	return label + ", " + of.Noun
}
