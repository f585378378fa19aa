package app

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/document"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// The smallest terminal in which everything can be done.
const (
	MinWidth  = 40
	MinHeight = 12
)

// margin is left and right of a screen. Above it stand the first line and a rule,
// below it the note and the keys; where rows are few the rule goes, and a note takes
// one only while there is something to say.
const (
	margin = 1
	few    = 16
)

func (a *App) rows(width int) (above, screen int, note []string) {
	above, note = 2, a.noteLines(width)
	if a.height < few {
		if above = 1; note[0] == "" {
			note = nil
		}
	}
	return above, a.height - above - len(note) - 1, note
}

func (a *App) tooSmall() bool { return a.width < MinWidth || a.height < MinHeight }

// View draws the program, once for each message that may have changed something
// and for each new day; a terminal answers a few questions at the start.
func (a *App) View() tea.View {
	if today := a.o.Today(); a.stale || today != a.drawnOn {
		a.shown, a.drawnOn, a.stale = a.page(), today, false
	}
	return a.shown
}

func (a *App) page() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.ReportFocus = true
	v.WindowTitle = "firstmile" // never a name: titles are logged and shared
	if a.width == 0 || a.done || !a.ready && !a.looking {
		return v
	}
	a.frame = a.draw()
	a.hideIn(&a.frame)
	for i, l := range a.frame.Lines {
		a.frame.Lines[i] = a.term.Shown(l)
	}
	v.SetContent(strings.Join(a.frame.Lines, "\n"))
	if a.following != nil && a.over == nil {
		return v // the cursor is theirs
	}
	at := a.frame.At()
	v.Cursor = tea.NewCursor(at.X, at.Y)
	v.Cursor.Blink = false
	v.Cursor.Shape = tea.CursorBar
	return v
}

func (a *App) draw() field.Drawing {
	if a.tooSmall() {
		d := field.Text(fmt.Sprintf("Please enlarge the window to %d×%d. Everything you typed is kept.", MinWidth, MinHeight), max(1, a.width), a.style.Plain)
		d.Lines = d.Lines[:min(len(d.Lines), a.height)]
		return d
	}
	width := a.width - 2*margin
	if !a.ready {
		var d field.Drawing
		d.Add(field.Text("Looking through your workbooks. The list is here as soon as each has been read; ctrl+c quits.", width, a.style.Plain), margin, true)
		return d
	}
	above, height, note := a.rows(width)
	var d field.Drawing
	if widths := a.widths(); a.over == nil && len(widths) > 1 {
		d = a.drawPanes(widths, above, height)
	} else {
		d = a.drawAlone(width, above, height)
	}
	d.Lines = append(d.Lines, note...)
	d.Add(a.footer(width), 0, false)
	var out field.Drawing
	out.Add(d, margin, true)
	return out
}

// drawAlone draws what has the keys over the whole width.
func (a *App) drawAlone(width, above, height int) field.Drawing {
	var d field.Drawing
	switch {
	case a.over == nil && a.window.several():
		d.Add(a.tabs(width, above), 0, false)
	default:
		d.Line(a.header(width))
		if above > 1 {
			d.Line(a.style.Dim.Render(strings.Repeat("─", width)))
		}
	}
	if a.over != nil {
		d.Add(a.over.draw(a, width, height), 0, true)
	} else {
		d.Add(a.drawPane(a.window.pane(), width, height), 0, true)
	}
	return cutTo(d, above+height)
}

// drawPane draws the page that a pane shows.
func (a *App) drawPane(p *pane, width, height int) field.Drawing {
	if p.view != nil {
		return p.view.screen.Draw(a.context(p.view), width, height)
	}
	return a.drawShelf(width, height)
}

// cutTo gives a drawing so many lines.
func cutTo(d field.Drawing, lines int) field.Drawing {
	if len(d.Lines) > lines {
		d.Lines = d.Lines[:lines]
	}
	for len(d.Lines) < lines {
		d.Line("")
	}
	return d
}

// header is the title at the left; when it is and what is saved at the right.
func (a *App) header(width int) string {
	title, right := "firstmile", ""
	v := a.window.view()
	switch {
	case a.over != nil:
		_, help := a.over.(*helpPage)
		if title = a.over.title(a); v != nil && a.window.several() && !help { // whose it is about
			title = a.short(v) + " · " + title
		}
		if _, choosing := a.over.(*choosePage); v != nil && !choosing { // which says it itself
			right = saveState(v.doc.DocumentOf)
		}
	case v == nil && a.coaching():
		if title, right = a.boardTitle(width); a.failing() != nil {
			right = notSaved
		}
	case v == nil && a.failing() != nil:
		right = notSaved
	case v != nil:
		c := a.context(v)
		title = v.screen.Title(c, width)
		saved, talk := a.counted(v, a.state(v), width-ansi.StringWidth(title)-width/4-len(" · ")-2), talkIn(v.doc.Book(), a.o.Today())
		if a.hidden {
			room := min(ansi.StringWidth(title), width/4)
			if !onMap(v) {
				room = ansi.StringWidth(title) + min(ansi.StringWidth(whose(v.doc.Book(), width, width)), width/4+ansi.StringWidth(" · "))
			}
			saved, talk = a.withHidden(saved, room, width), nil
		}
		if _, on := onSide(v); on {
			title, saved, talk = "Your side of "+a.name(v), strings.TrimRight("only you see this   "+saved, " "), nil
			if ansi.StringWidth(title+saved)+2 > width { // what is saved, and the name, have to be read
				saved = a.state(v)
			}
		} else if !onMap(v) {
			least := "" // the days to the talk in short
			if len(talk) > 0 {
				least = talk[len(talk)-1] + "   "
			}
			title = whose(v.doc.Book(), width-ansi.StringWidth(title+least+saved)-2, width) + title
		}
		if a.following != nil {
			title = "Following " + title
		}
		title, right = withTalk(title, saved, talk, width)
	}
	if a.over != nil || v == nil {
		right = a.withHidden(right, min(ansi.StringWidth(title), width/4), width)
	}
	return a.headerLine(a.style.Bold, title, right, width)
}

const notSaved = "! Not saved"

// whose says whose workbook a page is of: the person, or else what is prepared. It is
// cut to the room before the page is, but never to less than a quarter of the width.
func whose(w workbook.Workbook, room, width int) string {
	who := w.Profile.Person
	if who == "" {
		who = w.Profile.Name
	}
	if who == "" {
		return ""
	}
	most := max(8, width/4, room-len(" · ")-3)
	if first, _, _ := strings.Cut(w.Profile.Person, " "); ansi.StringWidth(who) > most && first != "" {
		who = first // Alex, rather than Alex Exa…
	}
	return field.Cut(who, most) + " · "
}

// withTalk puts the days to the talk beside what is saved, in full or in short,
// where a title leaves room for it.
func withTalk(title, right string, talk []string, width int) (string, string) {
	for _, t := range talk {
		if ansi.StringWidth(title+t+right)+6 <= width {
			return title, strings.TrimRight(t+"   "+right, " ")
		}
	}
	return title, right
}

// state is what is saved, and whether somebody looks on.
func (a *App) state(v *View) string {
	if a.following != nil {
		return "as of " + v.doc.Saved().Local().Format("15:04")
	}
	saved := saveState(v.doc.DocumentOf)
	if _, on := onSide(v); on {
		saved = saveState(a.sideOf(v))
	} else if l, is := v.screen.(*screen.Lesson); is && l.Untaken() && v.doc.Failure() == nil {
		saved = a.key.Open.Help().Key + " adds it" // and nothing before
	}
	return strings.TrimLeft(a.follows(v)+"   "+saved, " ")
}

// saveState says what is on disk; "Saved" only when it is.
func saveState[W any](d *document.DocumentOf[W]) string {
	switch {
	case d.Failure() != nil:
		return notSaved
	case d.Unsaved():
		return "Saving"
	case len(d.Conflicts()) > 0:
		return twoTexts
	case d.Saved().IsZero():
		return ""
	}
	return "Saved " + d.Saved().Local().Format("15:04")
}

// talkIn says when the talk is, in full and in short; nothing when that is not
// answered.
func talkIn(w workbook.Workbook, today value.Date) []string {
	m := w.Profile.Meeting
	if !m.OK() {
		return nil
	}
	var out []string
	said := func(when string) { out = append(out, "talk "+when) }
	switch days := today.DaysTo(m); {
	case days == 0 || days == 1:
		when := [2]string{"today", "tomorrow"}[days]
		if at := m.Time(); at != "" {
			said(when + " at " + at)
		}
		said(when)
		out = append(out, when)
	case days == -1:
		said("was yesterday")
		out = append(out, "was yesterday")
	case days < 0:
		said(fmt.Sprintf("was %d days ago", -days))
		out = append(out, fmt.Sprintf("talk %d days ago", -days), fmt.Sprintf("%d days ago", -days))
	default:
		said(fmt.Sprintf("in %d days", days))
		out = append(out, fmt.Sprintf("in %d days", days))
	}
	return out
}

// noteLines are the sentence that the program has to say now, whole: it ends in what was
// kept and what to do, or in the name of a file.
func (a *App) noteLines(width int) []string {
	const most = 4
	left := "…"
	if a.term.ASCII {
		left = "..."
	}
	style, said := a.style.Plain, value.Clean(a.note)
	switch d := a.failing(); {
	case a.note == "" && a.following != nil && a.over == nil:
		said = a.followNote()
	case a.menu && width < menuWidth:
		said = a.menuInWords()
	case d != nil && a.over == nil && a.note == "":
		style, said = a.style.Warn, a.failure(d)
	case d == nil && a.sideFailing() != nil && a.over == nil && a.note == "":
		style, said = a.style.Warn, a.sideFailure(a.sideFailing())
	case a.note == "" || a.note != a.o.Exposed:
		said = shortPath(said, a.o.Home, left, width)
	case ansi.StringWidth(said[strings.LastIndex(said, "\n")+1:]) > width: // a command is whole, or it is elsewhere
		said = exposedInShort
	}
	lines := field.Wrap(said, width)
	if len(lines) > most { // the folder is known, and what to do is not
		lines = field.Wrap(strings.Replace(said, a.o.Folder, left+string(filepath.Separator)+filepath.Base(a.o.Folder), 1), width)
	}
	if len(lines) == 0 {
		return []string{""}
	}
	if len(lines) > most {
		lines = append(lines[:most-1], field.Cut(strings.Join(lines[most-1:], " "), width))
	}
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}

// failure is what stands there for as long as a workbook cannot be saved.
func (a *App) failure(d *document.Document) string {
	of := "! "
	if v := a.window.view(); v == nil || v.doc != d {
		of += "“" + field.Cut(d.Book().Profile.Name, 24) + "”: "
	}
	says, offers := a.unsaved(d)
	if offers == "" {
		return of + says
	}
	return of + strings.TrimSuffix(says, ".") + "; " + a.key.Unsaved.Help().Key + " offers to " + offers + "."
}

// shortPath shortens a path that a sentence ends in, where it is too wide: ~ stands for the
// home folder, and left and a slash for folders in its middle, so that it still reads as a
// path. The name at its end stays whole, in a row of its own if need be, and so does the folder
// that it is in where there is room.
func shortPath(said, home, left string, width int) string {
	const sep = string(filepath.Separator)
	if ansi.StringWidth(said) <= width {
		return said
	}
	if home != "" {
		said = strings.Replace(said, " "+home+sep, " ~"+sep, 1)
	}
	first, last := strings.Index(said, sep), strings.LastIndex(said, sep)
	if first > 0 && said[first-1] == '~' {
		first--
	}
	if ansi.StringWidth(said) <= width || first < 0 || !strings.Contains(said[first:last], sep) {
		return said
	}
	before, name := said[:first], left+said[last:]
	room := width - ansi.StringWidth(before+name)
	if room < 0 {
		before, room = strings.TrimRight(before, " ")+"\n", width-ansi.StringWidth(name)
	}
	if room < 0 {
		return said
	}
	if own := strings.LastIndex(said[:last], sep); own > first+1 && ansi.StringWidth(said[own:last]) <= room { // which folder it is
		room -= ansi.StringWidth(said[own:last])
		name, last = left+said[own:], own
	}
	kept := ansi.Truncate(said[first:last], room, "")
	kept = kept[:strings.LastIndex(kept, sep)+1]
	if kept == sep { // which alone would say nothing
		kept = ""
	}
	return before + kept + name
}
