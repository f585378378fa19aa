package app

import (
	"firstmile/content"
	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/document"
)

// words are what a workbook is shown in.
type words struct {
	pack    *content.Pack
	why     string       // a sentence where they are not those of its own pack
	lessons command.List // see lessonRows
}

// wordsOf reads the words of a workbook's pack; those that come with the program where it
// names none. It is for commands, since it reads files.
func (a *App) wordsOf(snap storage.Snapshot, builtin *content.Pack) words {
	id := snap.Workbook.Profile.Pack
	if id == "" || a.o.Words == nil {
		return words{pack: builtin}
	}
	pack, why := a.o.Words(id)
	return words{pack: pack, why: why}
}

// wordsIn are those that a workbook is shown in already, else those that come with the program.
func (a *App) wordsIn(doc *document.Document) words {
	for _, v := range a.window.views {
		if v.doc == doc {
			return v.words
		}
	}
	return words{pack: a.pack, lessons: lessonRows(a.pack)}
}

// speak has a workbook shown in these words, in a view that is opened and in every other,
// and says once where they are not its own.
func (a *App) speak(v *View, w words) {
	w.lessons = lessonRows(w.pack)
	v.words = w
	for _, other := range a.window.views {
		if other.doc == v.doc {
			other.words = w
		}
	}
	if w.why != "" {
		a.notices = append(a.notices, w.why)
	}
}
