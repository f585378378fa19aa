package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// pastLines writes a history for people, a line for each change under its day.
func pastLines(past []pastSave, width int) string {
	var b strings.Builder
	day, windows := "", 0
	for _, save := range past {
		windows = max(windows, len(save.Window))
	}
	for _, save := range joined(past) {
		at := save.At.Local()
		if on := at.Format("2 January 2006"); on != day {
			day = on
			b.WriteString(on + "\n")
		}
		head := fmt.Sprintf("  %s  %-*s  ", at.Format("15:04"), windows, save.Window)
		for _, c := range save.Changes {
			room := 0
			if width > 0 {
				room = width - ansi.StringWidth(head)
			}
			b.WriteString(strings.TrimRight(head+c.line(room), " ") + "\n")
			head = strings.Repeat(" ", ansi.StringWidth(head))
		}
	}
	return b.String()
}

// joined makes one entry of those of a window that write the same answers within a minute,
// though another window wrote between them: two that type in turn would have a line a letter.
func joined(past []pastSave) (out []pastSave) {
	for _, save := range past {
		if i := continued(out, save); i >= 0 {
			out[i].Changes = slices.Clone(out[i].Changes)
			for j, c := range save.Changes {
				out[i].Changes[j].Is, out[i].Changes[j].Said = c.Is, c.Said
			}
			continue
		}
		out = append(out, save)
	}
	return out
}

// continued gives which of the entries a save goes on with, -1 for none: nothing else came of
// the same answers in between.
func continued(past []pastSave, save pastSave) int {
	const minute = "2006-01-02 15:04"
	typed := func(c pastChange) bool { return c.Field != "" && (c.Said == "" || c.beside) }
	for i, before := range slices.Backward(past) {
		switch {
		case before.At.Local().Format(minute) != save.At.Local().Format(minute):
			return -1
		case before.Window == save.Window && slices.EqualFunc(before.Changes, save.Changes, func(a, b pastChange) bool {
			return typed(a) && typed(b) && a.Record == b.Record && a.Field == b.Field && a.beside == b.beside
		}):
			return i
		}
		for _, c := range save.Changes {
			if slices.ContainsFunc(before.Changes, func(b pastChange) bool {
				return !b.beside && b.Record == c.Record && (b.Field == c.Field || b.Field == "")
			}) {
				return -1
			}
		}
	}
	return -1
}

// whatOf is how a record and its field are called together.
func whatOf(name, asked string) string {
	return strings.Join(slices.DeleteFunc([]string{name, asked}, func(s string) bool { return s == "" }), ", ")
}

// line says a change in at most room cells, 0 for any number.
func (c pastChange) line(room int) string {
	if c.Said != "" {
		about := c.about(room, c.Said)
		if about != "" && c.Field != "" {
			about += ":"
		}
		return cut(strings.TrimSpace(about+" "+c.Said), room)
	}
	was, is := cmp.Or(clean(c.Was), "–"), cmp.Or(clean(c.Is), "–")
	about := c.about(room, ": "+was+" → "+is)
	if left := room - ansi.StringWidth(about+":  → "); room > 0 && left < ansi.StringWidth(was+is) {
		was, is = fromDifference(was, is)
		was = cut(was, max(left/2, left-ansi.StringWidth(is)))
		is = cut(is, left-ansi.StringWidth(was))
	}
	return about + ": " + was + " → " + is
}

// about says which answer a change is of, where rest is to stand behind it. Where both do not
// fit, it takes half of the room; the record's name gives way first, since the field's is
// short, then the page.
func (c pastChange) about(room int, rest string) string {
	whole := func(where, name string) string {
		return strings.Join(slices.DeleteFunc([]string{where, whatOf(name, c.asked)}, func(s string) bool { return s == "" }), ": ")
	}
	text := whole(c.Where, c.name)
	may := max(room/2, room-ansi.StringWidth(rest)-1)
	over := ansi.StringWidth(text) - may
	if room == 0 || over <= 0 {
		return text
	}
	const shortest = 9 // of a name in quotes
	name, closed := strings.CutSuffix(c.name, "”")
	if n := ansi.StringWidth(c.name); n > shortest {
		if name = cut(name, max(n-over, shortest)-1); closed {
			name += "”"
		}
		text = whole(c.Where, name)
	}
	if ansi.StringWidth(text) > may && c.asked != "" {
		text = whole("", name)
	}
	return cut(text, may)
}

// fromDifference leaves out what two texts begin with alike, but for a little before where
// they differ.
func fromDifference(was, is string) (string, string) {
	n := 0
	for n < len(was) && n < len(is) && was[n] == is[n] {
		n++
	}
	for n > 0 && n < len(was) && !utf8.RuneStart(was[n]) {
		n--
	}
	const lead = 8
	from := ansi.StringWidth(was[:n]) - lead
	if from <= 1 {
		return was, is
	}
	if word := strings.IndexByte(ansi.TruncateLeft(was[:n], from, ""), ' '); word >= 0 {
		from += word + 1
	}
	return ansi.TruncateLeft(was, from, "…"), ansi.TruncateLeft(is, from, "…")
}

// cut shortens a text to a number of cells, 0 for any.
func cut(s string, room int) string {
	if room == 0 {
		return s
	}
	return ansi.Truncate(s, room, "…")
}
