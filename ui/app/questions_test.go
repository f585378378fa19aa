package app_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"firstmile/content"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// lees is a pack of a coach's own, with questions in two lessons.
func lees(t testing.TB) *content.Pack {
	t.Helper()
	p, faults := uitest.Pack().Over(fstest.MapFS{
		"pack.toml": {Data: []byte("id = \"lee-2\"\nname = \"Lee's words\"\nversion = 1\nlanguage = \"en\"\n")},
		"lessons/03-asks.md": {Data: []byte("+++\ntitle = \"Lee's third lesson\"\nshort = \"Lee's third\"\n" +
			"[[field]]\nkey = \"asks.minimum\"\nlabel = \"Floor\"\n+++\n")},
		"questions.toml": {Data: []byte(`
[[question]]
id = "stake"
lesson = "asks"
label = "At stake"
help = "What you would regret not having said."

[[question]]
id = "fear"
lesson = "asks"
label = "Feared"
help = "What you are afraid of hearing, and what you would say then."

[[question]]
id = "first"
lesson = "returns"
label = "First thought"
help = "What came to mind first."
`)},
	})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return p
}

// coached is the example in Lee's words, and beside it a workbook in those of the program.
func coached(t testing.TB, width, height int, answers ...workbook.PackAnswer) *uitest.Driver {
	t.Helper()
	w, other := uitest.Example(t), uitest.Empty("Another")
	w.Profile.Pack, w.PackAnswers = "lee-2", answers
	return uitest.New(t, uitest.Options{Books: []workbook.Workbook{w, other}, Open: []workbook.ID{w.ID}, Width: width, Height: height,
		Words: func(id string) (*content.Pack, string) {
			if id != "lee-2" {
				return uitest.Pack(), content.Absent(id)
			}
			return lees(t), ""
		}})
}

func TestQuestionsAreAnswered(t *testing.T) {
	for _, size := range [][]int{{80, 24}, {40, 12}} {
		d := coached(t, size[0], size[1])
		before := d.Workbook()
		d.Key("3")
		d.Want("Your coach asks two questions here")
		d.Key("Q")
		d.Want("Lee's words", "At stake", "Feared")
		d.Key("enter")
		d.Type("That it was mine to finish. q")
		d.Want("At stake", "That it was mine to finish. q")
		d.Key("ctrl+n")
		d.Want("Feared")
		d.Type("No budget.")
		d.Key("tab", "right", "esc")
		d.Want("mine only")
		w := d.Workbook()
		if len(w.PackAnswers) != 2 {
			t.Fatalf("%d answers", len(w.PackAnswers))
		}
		want := workbook.PackAnswer{ID: workbook.PackAnswerKey("lee-2", "stake").ID(), Answer: "That it was mine to finish. q",
			Asked:  "At stake: What you would regret not having said.",
			Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "stake"}
		if a := w.PackAnswer(want.ID); a == nil || *a != want {
			t.Errorf("the answer is %+v", a)
		}
		if a := w.PackAnswer(workbook.PackAnswerKey("lee-2", "fear").ID()); a == nil || !a.Private {
			t.Errorf("the second answer is %+v", a)
		}
		for range 20 { // word by word
			d.Key("u")
		}
		if got := d.Workbook(); len(workbook.Diff(before, got)) > 0 {
			t.Errorf("undo leaves %v", workbook.Diff(before, got))
		}
		d.Key("esc")
		d.Want("Lee's third")
	}
}

// A question that is opened and left blank has no answer.
func TestQuestionLeftBlankIsNotAnswered(t *testing.T) {
	d := coached(t, 80, 24)
	before := d.Workbook()
	d.Key("3", "Q", "enter", "esc")
	d.Key("enter", "ctrl+n", "esc")
	if got := d.Workbook(); len(workbook.Diff(before, got)) > 0 {
		t.Errorf("there is %v", workbook.Diff(before, got))
	}
	d.Key("enter", "x", "backspace", "esc")
	if got := d.Workbook(); len(got.PackAnswers) > 0 {
		t.Errorf("there is %v", got.PackAnswers)
	}
}

// An answer is deleted and marked by the keys that do it elsewhere, and found by its words.
func TestAnswersAreKeptLikeOthers(t *testing.T) {
	d := coached(t, 80, 24)
	d.Key("3", "Q", "d")
	d.Want("It has no answer yet: enter opens it.")
	d.Key("enter")
	d.Type("the migration nobody finished")
	d.Key("esc", "P")
	d.Want("mine only")
	d.Key("esc", "esc", "/")
	d.Type("nobody finished")
	d.Key("enter")
	d.Want("At stake", "the migration nobody finished")
	d.Key("esc", "d")
	d.Want("Deleted the answer to your coach.")
	if got := d.Workbook(); len(got.PackAnswers) > 0 {
		t.Errorf("there is %v", got.PackAnswers)
	}
	d.Key("u")
	if got := d.Workbook(); len(got.PackAnswers) != 1 {
		t.Errorf("there is %v", got.PackAnswers)
	}
	d = d.Restart()
	d.Key("enter") // the workbook opened last
	if !strings.Contains(d.Screen(), "the migration nobody finished") {
		t.Errorf("it does not come back where one was:\n%s", d.Screen())
	}
}

// Each open workbook is in its own words.
func TestEachWorkbookHasItsWords(t *testing.T) {
	d := coached(t, 80, 24)
	title := uitest.Pack().Lesson(workbook.LessonAsks).Short
	d.Want("Lee's third")
	d.Key("ctrl+p")
	d.Type("lesson 3")
	d.Want("Lee's third lesson")
	d.Key("esc", "3")
	d.Want("Your coach asks two questions here: Q.")
	d.Key("enter", "tab", "tab", "tab")
	d.Want("▸ Floor")
	d.Type("1")
	d.Key("esc", "esc", "u")
	d.Want("Undone: Floor, “Base pay”.")
	d.Key("/")
	d.Type("floor")
	d.Want("▸ €88,000", "Floor")
	d.Key("esc", "esc")
	d.Key("down", "enter")
	d.Want("Another", title)
	d.Absent("Lee's third")
	d.Key("3", "enter", "esc", "ctrl+p")
	d.Type("coach")
	d.Absent("Your coach's questions")
	d.Key("esc")
	for !strings.Contains(d.Screen(), "Preparing for") {
		d.Key("esc")
	}
	d.Key("up", "enter")
	d.Want("Lee's third")
	d.Key("w", "a") // a second view of it
	d.Type("northwind")
	d.Key("enter")
	d.Key("g")
	d.Want("Lee's third")
}

// Without its pack a workbook opens, in the words that come with the program, with what was
// asked and answered.
func TestWorkbookWithoutItsPack(t *testing.T) {
	w := uitest.Example(t)
	w.Profile.Pack = "lee-2"
	w.PackAnswers = []workbook.PackAnswer{{ID: uitest.NewID(), Answer: "That it was mine to finish", Asked: "At stake: What you would regret not having said.",
		Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "stake"}}
	absent := func(id string) (*content.Pack, string) { return uitest.Pack(), content.Absent(id) }
	for _, size := range [][]int{{80, 24}, {40, 12}} {
		d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w, uitest.Empty("Another")}, Open: []workbook.ID{w.ID}, Words: absent, Width: size[0], Height: size[1]})
		d.WantWrapped("The pack “lee-2” is not here")
		d.Key("3")
		d.Want(uitest.Pack().Lesson(workbook.LessonAsks).Short)
		d.Key("Q")
		d.WantWrapped("Asked by a pack that is not here (lee-", "At stake", "What you would regret not having said.", "That it was mine to finish")
		d.Key("enter", "end")
		d.Type(", I think")
		d.Key("esc")
		if got := d.Workbook().PackAnswers; len(got) != 1 || got[0].Answer != "That it was mine to finish, I think" || got[0].Asked != w.PackAnswers[0].Asked {
			t.Errorf("the answer is %+v", got)
		}
	}
}

// What a pack does not ask any more stays with its answer.
func TestQuestionThatIsNotAskedAnyMore(t *testing.T) {
	w := uitest.Example(t)
	w.Profile.Pack = "lee-2"
	w.PackAnswers = []workbook.PackAnswer{{ID: workbook.PackAnswerKey("lee-2", "old").ID(), Answer: "An old answer",
		Asked: "Once: What was asked once.", Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "old"}}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Words: func(string) (*content.Pack, string) { return lees(t), "" }})
	d.Key("3", "Q")
	d.Want("At stake", "Feared", "Not asked any more.", "Once", "An old answer")
}

// A pack with faults is told once, in a sentence.
func TestPackWithFaultsIsTold(t *testing.T) {
	w := uitest.Example(t)
	w.Profile.Pack = "lee-2"
	_, faults := uitest.Pack().Over(fstest.MapFS{})
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Words: func(string) (*content.Pack, string) { return uitest.Pack(), faults.Sentence() }})
	d.Want("Your pack has 1 fault; the built-in words are shown.")
	d.Key("3")
	d.Absent("1 fault")
}

// An undo in a workbook with a pack names the question.
func TestUndoNamesTheQuestion(t *testing.T) {
	d := coached(t, 80, 24)
	d.Key("3", "Q", "enter")
	d.Type("Mine")
	d.Key("esc", "esc", "esc", "u")
	if !slices.ContainsFunc(d.Lines(), func(l string) bool { return strings.Contains(l, "Undone:") && strings.Contains(l, "At stake") }) {
		t.Errorf("undo says\n%s", d.Screen())
	}
}
