package content

import (
	"sync"

	"firstmile/workbook"
)

// homes lists every question of a workbook with the file that holds its words,
// so that a new field without a label is refused instead of shown under its own
// key. The words stand with the lesson that asks, in profile.toml where none
// does. Today's pay is asked beside the asks and needed by every lesson behind
// them; its words stand in profile.toml too. Most commands need no words.
var homes = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, c := range workbook.Schema.Collections {
		if c.Kept {
			continue
		}
		for _, f := range c.Fields {
			if workbook.Lesson(f.Page).Number() == 0 || c.Name == workbook.JobRecords {
				out[f.Label] = profileFile
			} else {
				out[f.Label] = lessonFile(workbook.Lesson(f.Page))
			}
		}
	}
	return out
})
