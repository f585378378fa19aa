package screen

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// opening is the page of the first sentence and the two questions behind it. What the
// program builds is shown until the person writes; it never takes the place of their own.
type opening struct {
	editing
	focus    focus[string] // the field
	proposal memo[string]
	gives    memo[string] // why to look twice at the one that is written
}

// current is the focused field.
func (o *opening) current() string { return openingFields[o.focus.in(openingFields)] }

// openingFields are what the page asks.
var openingFields = []string{"opening", "question1", "question2"}

func (o *opening) asks() []string { return openingFields }

func (o *opening) commands(c *Context) command.List {
	if o.inForm {
		return o.formCommands(c)
	}
	write := command.Command{ID: "opening.write", Key: command.Also(c.Key.Open, c.Key.Right), Words: "write", Do: func() { o.write(c, o.current()) }}
	propose := command.Command{ID: "opening.propose", Key: c.Key.Cycle, Words: "take it up", Do: func() { o.propose(c, c.Key.Undo) }}
	switch {
	case c.Book.Talk.Opening != "":
		propose.Off = "Yours is written, and stays: empty it, and it is built anew."
	case o.built(c) == "":
		propose.Off = "Nothing to build it from yet: name a target, an ask or a proof."
	}
	return command.List{write, propose}.Moves(c.Key, func(by int) { o.move(c, by) }, nil)
}

// write opens the form; a first sentence that is blank begins with what was built.
func (o *opening) write(c *Context, fieldName string) {
	if fieldName == "opening" && c.Book.Talk.Opening == "" {
		o.propose(c, c.Key.UndoInText)
	}
	o.show(talkKey(c), string(workbook.LessonStrategy), fieldName, nil)
	o.form.Fields = openingFields
}

// propose puts what was built into the blank field, to be changed; undo is the key that
// takes it back from where one then is.
func (o *opening) propose(c *Context, undo key.Binding) {
	built := o.built(c)
	if built == "" || c.Book.Talk.Opening != "" {
		return
	}
	c.Change("opening", func(w *workbook.Workbook) { w.Talk.Opening = built })
	c.Say("It is yours to change. " + undo.Help().Key + " takes it back.")
}

func (o *opening) enter(c *Context, _ workbook.Key, fieldName string) {
	o.inForm = false
	if fieldName != "" {
		o.focus.to(fieldName)
		o.show(talkKey(c), string(workbook.LessonStrategy), fieldName, nil)
		o.form.Fields = openingFields
	}
}

func (o *opening) move(c *Context, by int) {
	if o.inForm {
		o.form.Move(c, by)
		return
	}
	o.focus.move(by, openingFields)
}

func (o *opening) at(c *Context) (workbook.Key, string) {
	if o.inForm {
		return o.form.Record, o.form.Focused(c.Book)
	}
	return talkKey(c), ""
}

func (o *opening) start(*Context) {}

// draw shows the first sentence with what can be counted in it, and the questions.
func (o *opening) draw(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	st, w := c.Style, min(width, measure)
	text, title := c.Book.Talk.Opening, "Opening, in your words"
	if built := o.built(c); strings.TrimSpace(text) == "" && built != "" {
		text, title = built, "Opening, built from lesson "+builtFrom(c)
	}
	check := advice.CheckOpening(c.Book, text)
	count := ""
	if check.Words > 0 {
		count = fmt.Sprintf("%d of %d words", check.Words, workbook.MaxOpening)
	}
	if ansi.StringWidth(title)+len(count)+2 > w {
		title = "Opening"
	}
	d.Line(st.Bold.Render(field.Pad(title, w-len(count))) + st.Dim.Render(count))
	if o.inForm {
		d.Add(o.form.Draw(c, w, true), 0, true)
		o.drawChecks(c, &d, check, w)
		return d
	}
	for _, name := range openingFields {
		o.drawField(c, &d, name, text, w)
		if name == "opening" {
			o.drawChecks(c, &d, check, w)
		}
	}
	return d
}

// drawField shows an answer in a row that can have the focus.
func (o *opening) drawField(c *Context, d *field.Drawing, name, built string, width int) {
	st, y := c.Style, len(d.Lines)
	f := workbook.Schema.Field(workbook.TalkRecords, name)
	text, render := f.Show(&c.Book.Talk, ""), st.Plain.Render
	switch {
	case name == "opening" && built != "":
		text = "“" + built + "”"
	case text == "":
		text, render = "– for example: "+c.Pack.Field(f.Label).Example, st.Dim.Render
	}
	here, style := name == o.current(), st.Dim
	if here {
		style, d.Focus = st.Accent, y
	}
	label, indent := marker(st, here)+style.Render(c.Pack.Field(f.Label).Label), 2
	if width >= narrow {
		indent = 18
		hanging(d, field.Pad(label, indent), indent, text, width, render)
	} else {
		d.Line(label)
		hanging(d, spaces(indent), indent, text, width, render)
	}
	d.Click(y, width, func() {
		again := o.current() == name
		if o.focus.to(name); again {
			o.write(c, name)
		}
	})
}

// drawChecks says what stands in the first sentence that does not belong there.
func (o *opening) drawChecks(c *Context, d *field.Drawing, check advice.OpeningCheck, width int) {
	if check.Words == 0 {
		return
	}
	indent := 2
	if width >= narrow {
		indent = 18
	}
	found := check.Found()
	if check.Long() {
		found = append(found, fmt.Sprintf("more than %d words", workbook.MaxOpening))
	}
	warn := func(says string, text func(...string) string) {
		hanging(d, spaces(indent)+c.Style.Warn.Render("! "), indent+2, says, width, text)
	}
	if len(found) == 0 {
		hanging(d, spaces(indent)+"✓ ", indent+2, "no apology, need of your own, leaving or offer", width, c.Style.Plain.Render)
	} else {
		warn("It has "+value.List(found)+".", c.Style.Warn.Render)
	}
	if gives := o.gives.of(c, func(c *Context) string { return plan.Gives(c.Book, c.Book.Talk.Opening) }); gives != "" {
		warn(gives, c.Style.Plain.Render)
	}
}

// built is the first sentence that the answers lead to, "" where they lead to none.
func (o *opening) built(c *Context) string {
	return o.proposal.of(c, func(c *Context) string { return plan.Discreet(c.Settled).ProposedOpening(c.Day) })
}

// builtFrom is the lesson whose answers it begins with.
func builtFrom(c *Context) string {
	if hit, missed, _ := c.Settled.Scorecard(); len(hit)+len(missed) > 0 {
		return fmt.Sprint(workbook.LessonFirstMile.Number())
	}
	return fmt.Sprint(workbook.LessonAsks.Number())
}
