package plan

import (
	"maps"
	"slices"
)

// Filled lists the sections that something fills, in any order.
func Filled() []string { return slices.Collect(maps.Keys(sections)) }

// Blank tells what counts as not answered.
var Blank = blank
