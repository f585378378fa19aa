package advice

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
)

// What the answers to lessons 1 to 4 of people of six trades come to: the most important first, one
// line a rule, and what each lesson tells back.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d workbooks, %v", len(files), err)
	}
	today := valuetest.Day("2026-11-25")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			w, err := workbook.Import(raw)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			early := slices.DeleteFunc(slices.Clone(Of(w, today).Findings()), func(f Finding) bool { return f.Lesson.Number() > 4 })
			for _, l := range Digest(early) {
				fmt.Fprintf(&b, "%s %s: %s %s\n", l.Severity, l.Rule, l.Text, l.Do)
			}
			for _, l := range workbook.Lessons()[:4] {
				fmt.Fprintf(&b, "\n%d  %s\n", l.Number(), strings.Join(Of(w, today).Insight(l), " "))
			}
			golden.RequireEqual(t, b.String())
		})
	}
}
