package screen

import (
	"fmt"
	"strings"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/coach"
)

// NotesOn counts the coach's notes about the page and the row in focus; on the map, all.
func (c *Context) NotesOn(s Screen) (n int) {
	if c.Beside == nil {
		return 0
	}
	if _, on := s.(*Map); on {
		return len(c.Beside.Part.Notes)
	}
	at := s.Place(c)
	for _, note := range c.Beside.Part.Notes {
		lesson, record := string(note.On.Lesson) == at.Screen, at.Record != "" && note.On.Record == at.Record
		if note.On.Lesson != "" && lesson || record {
			n++
		}
	}
	return n
}

// NoteOn is where a note that is taken now belongs, and what that is called.
func (c *Context) NoteOn(s Screen) (on coach.Place, about string) {
	at := s.Place(c)
	if l := workbook.Lesson(at.Screen); l.Number() > 0 {
		on.Lesson = l
	} else if l := workbook.Lesson(at.Field); at.Screen == MapScreen && l.Number() > 0 {
		on.Lesson = l
	}
	if at.Record != "" && workbook.Schema.Has(&c.Book, at.Record) {
		on.Record = at.Record
		if at.Field != "" && workbook.Schema.Field(at.Record.Collection(), at.Field) != nil {
			on.Field = at.Field
		}
		about = recordName(c, at.Record)
	}
	return on, about
}

// NoteAsks is the question of a prompt that takes a note about a place.
func NoteAsks(on coach.Place, about string) string {
	switch {
	case about != "":
		return "What about “" + field.Cut(strings.Join(strings.Fields(about), " "), 40) + "”?"
	case on.Lesson != "":
		return fmt.Sprintf("What about lesson %d?", on.Lesson.Number())
	}
	return "What do you note?"
}
