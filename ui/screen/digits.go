package screen

import (
	"strings"

	"firstmile/ui/command"
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// number is typed digit by digit where it stands, in a row or a cell of a table.
type number struct {
	at workbook.Key // where the last digit went; the next one goes on from there
}

// digit puts one more digit behind those that were typed there: 1 and then 0 is ten.
// Where that would be more than most, a new number begins; full tells that a digit
// still had room there, but not this one.
func (n *number) digit(at workbook.Key, before value.Points, digit, most int) (to value.Points, full bool) {
	was, typed := before.Int()
	typed = typed && n.at == at
	n.at = at
	if typed && was*10+digit <= most {
		return value.NewPoints(was*10 + digit), false
	}
	return value.NewPoints(digit), typed && was*10 <= most
}

// erase takes the last digit back; none is left of the last one.
func (n *number) erase(at workbook.Key, before value.Points) value.Points {
	n.at = at
	if was, _ := before.Int(); was >= 10 {
		return value.NewPoints(was / 10)
	}
	return 0
}

var digitNames = strings.Fields("zero one two three four five six seven eight nine")

// digitRows are the commands that type a number in place; in the line of keys one
// stands for all of them.
func digitRows(k *theme.KeyMap, id, words, off string, digit func(int), erase func()) command.List {
	var rows command.List
	for i, name := range digitNames {
		b := k.Score
		b.SetKeys(k.Score.Keys()[i])
		row := command.Command{ID: id + "." + name, Key: b, Quiet: i > 0, Off: off, Do: func() { digit(i) }}
		if i == 0 {
			row.Words = words
		}
		rows = append(rows, row)
	}
	return append(rows, command.Command{ID: id + ".erase", Key: k.Erase, Quiet: true, Off: off, Do: erase})
}
