//go:build unix

package uitest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestExplore(t *testing.T) {
	script, err := os.ReadFile(os.Getenv("EXPLORE"))
	if err != nil {
		t.Skip()
	}
	var w, h int
	fmt.Sscanf(os.Getenv("SIZE"), "%dx%d", &w, &h)
	term := (&Terminal{Size: Size{w, h}}).Start(t, Build(t, "firstmile/ui/zz"), t.TempDir())
	for _, l := range strings.Split(string(script), "\n") {
		cmd, arg, _ := strings.Cut(l, " ")
		switch cmd {
		case "wait":
			term.WaitFor(arg)
		case "keys":
			term.Keys(strings.Fields(arg)...)
		case "type":
			term.Type(arg)
		case "click":
			term.ClickOn(arg)
		case "show":
			term.Settle(100 * time.Millisecond)
			x, y := term.Cursor()
			fmt.Printf("%s cursor %d,%d\n", frameOf(term.Screen()), x, y)
		}
	}
}
