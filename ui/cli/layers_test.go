package cli

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers says what each package may import of ours; arrows point down only.
// A new package has to be put in its place here first.
var layers = map[string][]string{
	"workbook/lazy":            {},
	"workbook/value":           {"workbook/lazy"},
	"workbook/value/valuetest": {"workbook/value"},
	"workbook/schema":          {"workbook/lazy", "workbook/value"},
	"workbook":                 {"workbook/lazy", "workbook/schema", "workbook/value"},
	"workbook/workbooktest":    {"workbook", "workbook/schema", "workbook/value", "workbook/value/valuetest"},
	"workbook/advice":          {"workbook", "workbook/lazy", "workbook/schema", "workbook/value"},
	"workbook/plan":            {"workbook", "workbook/advice", "workbook/lazy", "workbook/schema", "workbook/value"},
	"workbook/reply":           {"workbook", "workbook/schema", "workbook/value"},
	"workbook/share":           {"workbook", "workbook/plan", "workbook/reply", "workbook/schema", "workbook/value"},
	"workbook/search":          {"workbook/value"},
	"workbook/coach": {"workbook", "workbook/advice", "workbook/plan", "workbook/schema", "workbook/search",
		"workbook/value"},
	"content":             {"workbook", "workbook/lazy", "workbook/value"},
	"content/contenttest": {},
	"content/example":     {"workbook", "workbook/value"},
	"storage":             {"workbook", "workbook/lazy", "workbook/schema", "workbook/value"},
	"storage/bolt":        {"storage", "workbook", "workbook/advice", "workbook/schema", "workbook/value"},
	"storage/disktest":    {},
	"storage/storetest":   {"storage", "workbook", "workbook/advice", "workbook/schema", "workbook/value"},
	"ui/theme":            {},
	"ui/command":          {"ui/theme"},
	"ui/document":         {"storage", "workbook", "workbook/advice", "workbook/plan", "workbook/schema", "workbook/value"},
	"ui/field":            {"ui/command", "ui/theme", "workbook", "workbook/schema", "workbook/value"},
	"ui/screen": {"content", "storage", "ui/command", "ui/field", "ui/theme", "workbook", "workbook/advice",
		"workbook/coach", "workbook/plan", "workbook/schema", "workbook/value"},
	"ui/app": {"content", "storage", "ui/command", "ui/document", "ui/field", "ui/screen", "ui/theme", "workbook",
		"workbook/advice", "workbook/coach", "workbook/lazy", "workbook/plan", "workbook/search", "workbook/share", "workbook/value"},
	"ui/uitest": {"content", "content/example", "storage", "storage/storetest", "ui/app", "ui/screen", "workbook",
		"workbook/coach", "workbook/plan", "workbook/value"},
	"ui/cli": {"content", "content/example", "storage", "storage/bolt", "ui/app", "workbook", "workbook/advice", "workbook/coach",
		"workbook/plan", "workbook/reply", "workbook/schema", "workbook/share", "workbook/value"},
	"": {"ui/cli"},
}

// outside says what the domain may import from elsewhere: exact decimals and
// the lists of currencies and of letters.
var outside = []string{"github.com/shopspring/decimal", "github.com/bojanz/currency", "golang.org/x/text/"}

func TestImportsPointDown(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "firstmile/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		words := strings.Fields(line)
		of := trim(words[0])
		allowed, known := layers[of]
		if !known {
			t.Errorf("package %q has no place among the layers", of)
			continue
		}
		seen[of] = true
		for _, path := range words[1:] {
			switch first, _, _ := strings.Cut(path, "/"); {
			case first == "firstmile":
				if !slices.Contains(allowed, trim(path)) {
					t.Errorf("%s must not import %s", of, trim(path))
				}
			case first == "net" && path != "net/url":
				t.Errorf("%s imports %s: nothing leaves the machine", of, path)
			case strings.Contains(first, ".") && strings.HasPrefix(of, "workbook") && !strings.HasSuffix(of, "test"):
				if !slices.ContainsFunc(outside, func(o string) bool { return strings.HasPrefix(path, o) }) {
					t.Errorf("%s must not import %s", of, path)
				}
			}
		}
	}
	for of := range layers {
		if !seen[of] {
			t.Errorf("package %q is named among the layers and does not exist", of)
		}
	}
}

// What is the coach's own cannot travel: nothing that makes answers, plans or files that leave
// knows of it, not even through something else.
func TestNothingThatTravelsKnowsTheCoach(t *testing.T) {
	var reaches func(of string) bool
	reaches = func(of string) bool {
		return slices.ContainsFunc(layers[of], func(to string) bool { return to == coachPackage || reaches(to) })
	}
	if _, known := layers[coachPackage]; !known {
		t.Fatalf("there is no %s", coachPackage)
	}
	for of := range layers {
		if (of == "workbook" || strings.HasPrefix(of, "workbook/") || strings.HasPrefix(of, "content")) && reaches(of) {
			t.Errorf("%s may import %s", of, coachPackage)
		}
	}
}

const coachPackage = "workbook/coach"

func trim(path string) string {
	return strings.TrimPrefix(strings.TrimPrefix(path, "firstmile"), "/")
}
