package share

import (
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// News is a change as a sentence.
type News struct {
	Lesson workbook.Lesson // or a page beside the lessons
	Text   string
}

// Words is what sentences on changes are made with.
type Words struct {
	Label func(key string) string            // what a field is called, "asks.minimum"
	Day   func(c workbook.Change) value.Date // when it changed; nil, or blank, where nobody knows
	Today value.Date
}

// Changes tells what changed between two states of a workbook, by lesson, such as "Base pay:
// minimum €86,000 → €88,000, 15 Nov". What the program keeps by itself is passed over.
func Changes(base, now workbook.Workbook, words Words) []News {
	var out []News
	for _, c := range workbook.Diff(base, now) {
		of := workbook.Schema.Collection(c.Record.Collection())
		if of.Kept {
			continue
		}
		text, page := words.of(base, now, c)
		if words.Day != nil {
			if day := words.Day(c); day.OK() {
				text += ", " + day.Short(words.Today)
			}
		}
		out = append(out, News{workbook.Lesson(page), text})
	}
	slices.SortStableFunc(out, func(a, b News) int { return slices.Index(pages[:], a.Lesson) - slices.Index(pages[:], b.Lesson) })
	return out
}

func (words Words) of(base, now workbook.Workbook, c workbook.Change) (text, page string) {
	of := workbook.Schema.Collection(c.Record.Collection())
	name, _, _ := strings.Cut(c.Field, "/")
	switch {
	case c.Field == "" && c.Before == nil:
		return fmt.Sprintf("%s: new %s", now.NameOf(c.Record, words.Today), of.Noun), of.Page
	case c.Field == "":
		return fmt.Sprintf("%s: %s taken out", base.NameOf(c.Record, words.Today), of.Noun), of.Page
	}
	f := of.Field(name)
	was := base.Words(changed(c, c.Before), words.Today)
	is := now.Words(c, words.Today)
	text = f.Name
	if words.Label != nil {
		text = words.Label(f.Label)
	}
	if called := now.NameOf(c.Record, words.Today); called != "" {
		first, rest := firstLetter(text)
		text = called + ": " + strings.ToLower(first) + rest
	}
	switch {
	case c.Before == nil:
		text += " is now " + is
	case c.After == nil:
		text += " was " + was + " and is blank"
	default:
		text += " " + was + " → " + is
	}
	return text, f.Page
}

func firstLetter(s string) (first, rest string) {
	for i := range s {
		if i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}
