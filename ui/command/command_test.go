package command_test

import (
	"slices"
	"testing"

	"charm.land/bubbles/v2/key"

	"firstmile/ui/command"
	"firstmile/ui/theme"
)

// pressed is a key by its name.
type pressed string

func (p pressed) String() string { return string(p) }

func bind(keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], ""))
}

func TestOfTwoRowsWithOneKeyTheOneThatDoesSomethingIsFound(t *testing.T) {
	l := command.List{
		{ID: "one", Key: bind("a"), Off: "Not now."}, {ID: "two", Key: bind("a", "b")},
		{ID: "three", Key: bind("c"), Off: "Not now."}, {ID: "four", InText: bind("f1")},
	}
	for k, want := range map[string]string{"a": "two", "b": "two", "c": "three", "d": "", "f1": ""} {
		if got, ok := l.Press(pressed(k)); got.ID != want || ok != (want != "") {
			t.Errorf("%s finds %q, %t, want %q", k, got.ID, ok, want)
		}
	}
	if got, _ := l.PressInText(pressed("f1")); got.ID != "four" {
		t.Errorf("in a text f1 finds %q", got.ID)
	}
}

func TestAPagesRowIsFilledFromFurtherOut(t *testing.T) {
	did := ""
	do := func(s string) func() { return func() { did += s } }
	page := command.List{{ID: "plan", Words: "look"}, {ID: "back", Key: bind("esc"), Do: do("page ")}}
	outer := command.List{
		{ID: "back", Quiet: true, Do: do("outer ")}, {ID: "help", Do: do("help")},
		{ID: "plan", Key: bind("p"), InText: bind("ctrl+l"), Words: "plan", Name: "The plan", Do: do("plan ")},
	}
	all := page.With(outer)
	for _, c := range all {
		c.Do()
	}
	if did != "plan page help" || len(page) != 2 || page[0].Do != nil {
		t.Errorf("they do %q", did)
	}
	if plan := all[0]; plan.Words != "look" || plan.Label() != "The plan" || plan.AllWritten() != "p, ctrl+l" || !plan.Listed() || !plan.Shown() {
		t.Errorf("it is %+v", plan)
	}
	if all[1].Listed() {
		t.Error("moving back is offered as a command")
	}
}

func TestMovingLeavesTheKeysOfCommands(t *testing.T) {
	at := 0
	l := command.List{{ID: "plan.manager", Key: bind("g")}}.Moves(theme.Keys(theme.New(theme.Terminal{}).Sign), func(by int) { at += by }, func(pages int) { at += 10 * pages })
	first, _ := l.Get("move.first")
	if keys := first.Key.Keys(); !slices.Equal(keys, []string{"home"}) {
		t.Errorf("the first row is reached by %v", keys)
	}
	for _, k := range []string{"j", "down", "pgdown", "k"} {
		c, _ := l.Press(pressed(k))
		c.Do()
	}
	if at != 11 {
		t.Errorf("it is at %d", at)
	}
	if l := (command.List{}).Steps(theme.Keys(theme.New(theme.Terminal{}).Sign), func(int) {}, nil).Say("move.down", "choose"); len(l) != 2 || !l[0].Shown() || l[0].Listed() || l[1].Shown() {
		t.Errorf("they are %+v", l)
	}
}

func TestAlsoIsWrittenAsBefore(t *testing.T) {
	one := bind("enter")
	b := command.Also(one, bind("l", "right"), bind("a"))
	if !slices.Equal(b.Keys(), []string{"enter", "l", "right", "a"}) || b.Help().Key != "enter" || len(one.Keys()) != 1 {
		t.Errorf("it is %v, %v", b.Keys(), b.Help())
	}
}
