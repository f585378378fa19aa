package field

import (
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// Book is what has the records that forms ask: a workbook, or what stands beside one.
type Book[W any] interface {
	Schema() *schema.Schema[W]
	// Currency is that of amounts that are shown without a code.
	Currency() string
}

// Host is what a form of a workbook needs of the page that it stands on.
type Host = HostOf[workbook.Workbook]

// HostOf is what a form needs of the page that it stands on.
type HostOf[W any] interface {
	Workbook() W
	// Named is Workbook with bare amounts in the currency that they count in.
	Named() W
	// Version goes up whenever Workbook has changed.
	Version() int
	// Edit changes the workbook and saves it; edits of one step are undone together.
	Edit(step string, change func(*W))
	// Words gives a field's label, help and example.
	Words(key string) (label, help, example string)
	// Typing is what typed text is read by.
	Typing() schema.Typing
	// NameOf is what a person calls a record.
	NameOf(workbook.Key) string
	// Follow goes to the page of a record.
	Follow(workbook.Key)
	Editor() *Editor
	Styles() *theme.Styles
	Keys() *theme.KeyMap
}
