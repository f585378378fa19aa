package app

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/document"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// exportForm asks where to write the plan, and for whom.
type exportForm struct {
	book    workbook.Workbook
	today   value.Date
	who     plan.Audience
	of      *document.Document
	quit    overlay      // where a rescue leads back to: it writes the whole workbook; nil for a plan
	letter  *plan.Letter // it is this letter that is written; nil for a plan
	problem string
	exists  string // the path that is taken, "" for none
}

// exportPage proposes a file for what is on screen.
func (a *App) exportPage(v *View) overlay {
	e := &exportForm{book: v.doc.Book(), of: v.doc, today: a.o.Today(), who: plan.Mine}
	if s, ok := v.screen.(*screen.Plan); ok {
		e.who = s.For
	}
	if s, ok := v.screen.(interface {
		Letter(*screen.Context) plan.Letter
	}); ok {
		if letter := s.Letter(a.context(v)); letter.Body != "" {
			e.letter = &letter
		}
	}
	a.ed.Edit(e.fileName(plan.AsMarkdown), false)
	return e
}

// calendarPage proposes a file for the person's days alone.
func (a *App) calendarPage(v *View) overlay {
	e := &exportForm{book: v.doc.Book(), of: v.doc, today: a.o.Today(), who: plan.Mine}
	a.ed.Edit(e.fileName(plan.AsCalendar), false)
	return e
}

// rescuePage writes the answers that could not be saved to a file, and leads
// back to the question what to do.
func (a *App) rescuePage(of *document.Document, quit overlay) overlay {
	e := &exportForm{book: of.Book(), of: of, today: a.o.Today(), quit: quit}
	a.ed.Edit(e.fileName(""), false)
	return e
}

func (e *exportForm) rescues() bool { return e.quit != nil }

// planned tells whether it is a plan that is written, for someone.
func (e *exportForm) planned() bool { return !e.rescues() && e.letter == nil }

// close leads back to where the form was opened.
func (e *exportForm) close(a *App) {
	a.hide()
	if e.rescues() {
		a.over = e.quit
	}
}

func (e *exportForm) fileName(f plan.Format) string {
	switch {
	case e.rescues():
		return plan.Slug(e.book.Profile.Name) + ".json"
	case e.letter != nil:
		return plan.Slug(e.book.Profile.Name) + "-" + plan.Slug(e.letter.Name) + ".txt"
	}
	return plan.FileName(plan.Build(e.book, e.who, e.today), f)
}

// data is what goes into the file: its name says in which format.
func (e *exportForm) data(path string) ([]byte, error) {
	switch {
	case e.rescues():
		return workbook.Export(e.book)
	case e.letter != nil:
		return []byte(e.letter.Text()), nil
	}
	as := plan.FormatOf(path)
	if as != plan.AsCalendar {
		return []byte(as.Write(plan.Build(e.book, e.who, e.today))), nil
	}
	days, left := plan.Calendar(e.book, e.today, false)
	switch {
	case e.who != plan.Mine:
		return nil, errors.New("A calendar is for you alone: choose “mine” with tab, or end the name in .md or .html.")
	case days == "" && left > 0:
		return nil, errors.New("No day ahead may be seen at work, so there is nothing to write. firstmile export --all writes what there is.")
	case days == "":
		return nil, errors.New("No day is ahead yet, so there is nothing to write. Lesson 6 has the days of a talk.")
	}
	return []byte(days), nil
}

func (e *exportForm) title(*App) string {
	switch {
	case e.rescues():
		return "Write the answers to a file"
	case e.letter != nil:
		return "Write a letter to a file"
	}
	return "Export for " + screen.AudienceName(e.who)
}

func (e *exportForm) commands(a *App) command.List {
	k := a.key
	replace := command.Command{ID: "export.replace", Key: k.Overwrite, Words: "replace it", Name: "replace the file", Do: func() { e.write(a, true) }}
	rows := command.List{{ID: "export.write", Key: k.Open, Words: "write it", Do: func() { e.write(a, false) }}}
	if e.taken(a) {
		rows = command.List{replace, rows[0]} // a narrow line of keys has one of them
	} else {
		replace.Off = "There is no file to replace: enter writes a new one."
		rows = append(rows, replace)
	}
	if e.planned() {
		rows = append(rows,
			command.Command{ID: "export.next", Key: k.Next, Words: "for someone else", Do: func() { e.turn(a, 1) }},
			command.Command{ID: "export.previous", Key: k.Previous, Do: func() { e.turn(a, -1) }})
	}
	return append(rows, command.Command{ID: "back", Key: k.Back, Words: "back", Do: func() { e.close(a) }})
}

func (e *exportForm) press(a *App, k tea.KeyPressMsg) {
	e.problem = ""
	a.ed.Key(k)
}

func (e *exportForm) turn(a *App, by int) {
	all := plan.Audiences()
	e.choose(a, all[(slices.Index(all, e.who)+by+len(all))%len(all)])
}

// choose changes the audience; a file name follows where no more than its ending was touched.
func (e *exportForm) choose(a *App, who plan.Audience) {
	as := plan.FormatOf(a.ed.Text())
	untouched := a.ed.Text() == e.fileName(as)
	e.who = who
	if untouched {
		a.ed.Edit(e.fileName(as), false)
	}
	e.problem = ""
}

// taken tells whether the file in the field is the one that was found to be
// there, however the text came to be what it is.
func (e *exportForm) taken(a *App) bool {
	return e.exists != "" && e.exists == strings.TrimSpace(a.ed.Text())
}

// endings are those of a plan's file.
var endings = []string{"", ".md", ".markdown", ".txt", ".html", ".htm", ".ics"}

// exported tells how writing the file ended.
type exported struct {
	asked string // as it was typed
	path  string
	err   error
}

func (e *exportForm) write(a *App, replace bool) {
	path := strings.TrimSpace(a.ed.Text())
	if path == "" {
		e.problem = "Type a file name first."
		return
	}
	if ext := strings.ToLower(filepath.Ext(path)); e.planned() && !slices.Contains(endings, ext) {
		e.problem = fmt.Sprintf("The plan is written as plain text (.md), as a page for a browser (.html) or as days for a calendar (.ics), and a %s file is none of them. End the name in one of these.", ext)
		return
	}
	data, err := e.data(path)
	if err != nil {
		e.problem = err.Error()
		return
	}
	a.run(func() tea.Msg {
		full, err := a.o.Export(path, data, replace)
		return exported{path, full, err}
	})
}

func (a *App) exported(msg exported) {
	e, open := a.over.(*exportForm)
	switch {
	case msg.err == nil:
		path := value.CleanLine(msg.path) // it is only shown, and the folder's name may be anything
		if open {
			if e.rescues() {
				e.of.Rescued(e.book, path)
			}
			e.close(a)
		}
		a.note = "Written to " + path
		a.written = path
	case open:
		e.exists, e.problem = "", msg.err.Error()
		if errors.Is(msg.err, fs.ErrExist) {
			e.exists = msg.asked
		}
	default:
		a.note = msg.err.Error()
	}
}

func (e *exportForm) paste(a *App, text string) {
	e.problem = ""
	a.ed.Paste(text)
}
func (e *exportForm) wheel(int)    {}
func (e *exportForm) typing() bool { return true }

func (e *exportForm) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	st := a.style
	w := min(width, 76)
	if e.planned() {
		d.Line(st.Bold.Render("For whom?"))
		d.Add(field.Choice(string(e.who), field.Options(plan.Audiences()), true, w, st, func(who string) { e.choose(a, plan.Audience(who)) }), 0, false)
		d.Text(audienceMeans(e.who), w, st.Dim)
		switch e.who {
		case plan.Coach:
			for i, t := range plan.Repeats(e.book) {
				if says := "! " + t.Says(); !a.hidden {
					d.Text(says, w, st.Warn)
				} else if i == 0 { // which would quote it
					d.Text("! Something repeats what you keep private: it is listed here once amounts are shown.", w, st.Warn)
				}
			}
		case plan.Manager:
			all := plan.OwnTexts(e.book)
			d.Text(plan.LeftOut(e.book, all), w, st.Plain)
			if again := plan.LookAgain(all); again != "" {
				d.Text("! "+again, w, st.Warn)
			}
		}
		d.Blank()
	}
	if e.letter != nil && len(e.letter.Beware) > 0 {
		for _, beware := range e.letter.Beware {
			d.Text("! "+beware, w, st.Warn)
		}
		d.Blank()
	}
	if a.hidden {
		d.Text("Amounts are hidden on the screen only: the file has them.", w, st.Plain)
		d.Blank()
	}
	if v := a.window.view(); v != nil && v.doc.Protected() {
		d.Text("The passphrase of the workbook does not cover the file: whoever has the file can read it.", w, st.Plain)
		d.Blank()
	}
	d.Line(st.Bold.Render("Which file?"))
	at := len(d.Lines)
	d.Add(a.ed.DrawBehind("▸ ", w, st), 0, true)
	if e.problem == "" {
		d.Text(fileHelp, w, st.Dim)
		if e.planned() {
			d.Text(pageHelp(e.who), w, st.Dim)
		}
	} else { // it has the room of the help, and is in sight with the name
		d.Focus, d.Cursor = len(d.Lines), nil // which reads it, until one types on
		d.Text("! "+e.problem, w, st.Warn)
		if e.taken(a) {
			d.Text("ctrl+o replaces it, or type another name.", w, st.Plain)
		}
		d.Block = field.Block{From: at, To: len(d.Lines)}
	}
	return d.Window(height, st)
}

// fileHelp says what can be typed as a file.
const fileHelp = "A name goes into the folder firstmile was started in; a path works too. Only your account can read the file."

// pageHelp says how to have the plan to print, and the days in it for oneself.
func pageHelp(who plan.Audience) string {
	s := "End the name in .html for a page to print or to open in a browser"
	if who == plan.Mine {
		s += ", in .ics for your days in a calendar"
	}
	return s + "."
}

func audienceMeans(who plan.Audience) string {
	switch who {
	case plan.Coach:
		return "Everything but what you marked as yours only."
	case plan.Manager:
		return "Only what you released: no minimum, must-have or offer, unless a text of yours says it."
	}
	return "Everything, your minimum and your alternatives included. For your eyes."
}
