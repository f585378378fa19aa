package plan

import (
	"maps"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Filled lists the sections that something fills, in any order.
func Filled() []string { return slices.Collect(maps.Keys(sections)) }

// Blank tells what counts as not answered, OffPage what a plan says of a finding.
var (
	Blank   = blank
	OffPage = offPage
)

// Unmarked is the coach's plan without the marks, which say what repeats something private.
func Unmarked(w workbook.Workbook, today value.Date) Document { return sharedBy(w, today).document("") }
