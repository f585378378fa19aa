package app_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/app"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/coach"
)

func noParts() *storetest.MemoryOf[coach.Part] {
	return storetest.NewMemoryOf(func() time.Time { return uitest.Noon }, coach.Schema)
}

// coaching starts the screens of a coach.
func coaching(t testing.TB, o uitest.Options) *uitest.Driver {
	t.Helper()
	if o.Parts == nil {
		o.Parts = noParts()
	}
	if o.Books == nil {
		o.Example = true
	}
	if o.Width == 0 {
		o.Width, o.Height = 100, 30
	}
	return uitest.New(t, o)
}

// partOf is a coach's part with something in each of its lists.
func partOf(w workbook.Workbook) coach.Part {
	day := uitest.Today
	id := uitest.NewID
	p := coach.Part{ID: w.ID}
	p.Client = coach.Client{Alias: "A.", Next: day.AddDays(5)}
	p.Notes = []coach.Note{
		{ID: id(), Text: "Speaks of rent again: whose reason is it?", Bring: true, Made: day.AddDays(-18), About: "Base pay",
			On: coach.Place{Lesson: workbook.LessonAsks, Record: workbook.RecordKey(workbook.AskRecords, w.Asks[0].ID)}},
		{ID: id(), Made: day, Text: "株式会社ノースウィンド is where the partner works, " +
			"which is why a move is no option at all before the summer after next."},
		{ID: id(), Text: "The two numbers were guesses", Made: day.AddDays(-3), On: coach.Place{Lesson: workbook.LessonAsks}},
	}
	p.Sessions = []coach.Session{
		{ID: id(), Day: day.AddDays(-18), Over: coach.OverVideo, Agreed: "Asks Sam for an earlier day\nLooks for three figures", Seen: "The numbers come easily.",
			Covered: coach.Covered{0: true, 2: true}},
		{ID: id(), Day: day.AddDays(-40), Over: coach.OverRoom},
	}
	p.Homework = []coach.Homework{
		{ID: id(), Task: "Three market figures", Why: "Your number rests on one", Due: day.AddDays(-3), Told: day.AddDays(-18), Own: "The second time."},
		{ID: id(), Task: "First sentence", Due: day.AddDays(2)},
		{ID: id(), Task: "Ask for an earlier day", Due: day.AddDays(-5), Told: day.AddDays(-18), Done: day.AddDays(-4)},
	}
	p.Words = []coach.Words{
		{ID: id(), Kind: coach.Question, Value: "What would you regret not having said?", On: coach.Place{Lesson: workbook.LessonAsks}},
		{ID: id(), Kind: coach.Suggestion, Value: `"97000 EUR"`, Read: `"96000 EUR"`, Why: "Two of your figures lie above it.",
			On: coach.Place{Lesson: workbook.LessonAsks, Record: workbook.RecordKey(workbook.AskRecords, w.Asks[0].ID), Field: "opening"}},
	}
	return p
}

// sided makes a state of a coach's side.
func sided(name string, fill bool, keys ...string) state {
	return state{name: "side/" + name, new: func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		o := uitest.Options{Width: 120, Height: 40, Books: filled(t), Parts: noParts()}
		if fill {
			if _, err := o.Parts.Create(t.Context(), partOf(o.Books[0])); err != nil {
				t.Fatal(err)
			}
		}
		d := coaching(t, o)
		d.Key(keys...)
		d.Resize(width, height)
		return d
	}}
}

func sideStates() []state {
	return []state{
		sided("lesson", true, "3"),
		typed(sided("note", true, "3", "K")),
		sided("homework", true, "C"),
		typed(sided("homework form", true, "C", "enter")),
		sided("release", true, "C", "space"),
		sided("notes", true, "C", "tab"),
		typed(sided("note form", true, "C", "tab", "enter")),
		sided("to send", true, "C", "tab", "tab"),
		sided("released suggestion", true, "C", "tab", "tab", "space", "enter"),
		sided("next", true, "C", "left", "left"),
		typed(sided("client form", true, "C", "left", "left", "enter")),
		sided("sessions", true, "C", "left"),
		typed(sided("session form", true, "C", "left", "enter")),
		sided("empty", false, "C"),
		sided("empty next", false, "C", "left", "left"),
	}
}

// K takes a line about the row in focus, and C shows it.
func TestANoteOfTheCoachs(t *testing.T) {
	d := coaching(t, uitest.Options{})
	d.Key("3", "K")
	d.Want("A note of yours", "Only you see this.", "What about “Base pay”?")
	d.Type("Whose reason is it?")
	d.Key("enter")
	d.Want("Kept, and only you see it: C shows your side.", "1 note ")
	n := d.Part().Notes
	ask := workbook.RecordKey(workbook.AskRecords, d.Workbook().Asks[0].ID)
	if len(n) != 1 || n[0].Text != "Whose reason is it?" || n[0].On != (coach.Place{Lesson: workbook.LessonAsks, Record: ask}) ||
		n[0].About != "Base pay" || n[0].Made != uitest.Today {
		t.Fatalf("kept is %+v", n)
	}
	d.Key("esc", "8")
	d.Absent("1 note ")
	d.Key("esc", "C", "tab")
	d.Want("Your side of Alex Example", "only you see this", "[Notes]", "Whose reason is it?", "about “Base pay”", "Saved 12:00")
	d.Key("u")
	d.Want("Undone.", "No notes yet.")
	d.Key("U")
	d.Want("Done again.", "Whose reason is it?")
	d.Key("esc")
	d.Want("1 note ")
	d.Key("u") // the client's, which has an undo of its own
	d.Want("Nothing to undo.")
}

// What esc leaves typed is there the next time.
func TestANoteThatIsPutOff(t *testing.T) {
	d := coaching(t, uitest.Options{})
	d.Key("3", "K")
	d.Type("Half a")
	d.Key("esc", "K")
	d.Want("Half a")
	d.Type(" thought")
	d.Key("enter", "C", "tab")
	d.Want("Half a thought")
}

func TestHomework(t *testing.T) {
	d := coaching(t, uitest.Options{})
	d.Key("C")
	d.Want("No homework yet.")
	d.Key("a")
	d.Type("Three market figures")
	d.Key("tab")
	d.Type("+1w")
	d.Key("tab")
	d.Type("Your number rests on one")
	d.Key("tab")
	d.Type("CANARY")
	d.Key("esc")
	d.Want("Three market figures", "6 Feb", "due 6 Feb", "not yet", "Only you")
	h := d.Part().Homework
	if len(h) != 1 || h[0].Due != uitest.Today.AddDays(7) || h[0].Own != "CANARY" {
		t.Fatalf("kept is %+v", h)
	}
	k := workbook.RecordKey(coach.HomeworkRecords, h[0].ID)
	may := func() bool { p := d.Part(); return p.MayTravel(k) }

	d.Key("space")
	d.Want("This is all of it that the client would get:", "Three market figures", "Your number rests on one", "6 Feb 2027")
	d.Absent("CANARY")
	if may() {
		t.Error("it was released before it was seen")
	}
	d.Key("esc")
	if may() {
		t.Error("esc released it")
	}
	d.Key("space", "enter")
	d.Want("Released as it stands.", "released")
	if !may() {
		t.Error("it was not released")
	}
	d.Key("enter", "tab", "tab", "ctrl+u")
	d.Type("Another reason")
	d.Key("esc")
	if d.Absent("released"); may() {
		t.Error("what was changed is still released")
	}
	d.Key("space", "space")
	if d.Want("take back"); !may() {
		t.Error("it was not released again")
	}
	d.Key("space")
	if d.Want("Taken back"); may() {
		t.Error("it was not taken back")
	}

	d.Key("y")
	d.Want("Looked at; u takes it back.", "looked at")
	if h := d.Part().Homework[0]; h.State != coach.Looked || h.Done != uitest.Today {
		t.Errorf("looked at is %+v", h)
	}
	d.Key("u")
	d.Want("due 6 Feb")
	d.Key("d")
	if d.Want("Deleted. u brings it back."); len(d.Part().Homework) != 0 {
		t.Error("it was not deleted")
	}
	d.Key("u")
	d.Want("Three market figures")
}

func TestSessionsAndWhatIsToBeBroughtUp(t *testing.T) {
	d := coaching(t, uitest.Options{})
	d.Key("C", "left", "a")
	d.Type("Asks Sam for an earlier day")
	d.Key("esc")
	d.Want("[Sessions]", "30 Jan", "Asks Sam for an earlier day")
	d.Key("left")
	d.Want("[Next]", "No session is booked")
	d.Key("enter")
	d.Type("+5d")
	d.Key("esc")
	d.Want("Next session: 4 Feb")
	d.Key("right", "right", "right", "a")
	d.Type("Whose reason is it?")
	d.Key("esc", "space")
	d.Want("bring up", "To be brought up")
	d.Key("tab", "tab", "down")
	d.Want("To bring up", "▸ Whose reason is it?")
	d.Key("space")
	d.Absent("To bring up")
	p := d.Part()
	if len(p.Sessions) != 1 || p.Client.Next != uitest.Today.AddDays(5) || len(p.Notes) != 1 || p.Notes[0].Bring {
		t.Errorf("kept is %+v", p)
	}
}

// A record in which nothing was written is none.
func TestNothingWrittenOnTheSide(t *testing.T) {
	d := coaching(t, uitest.Options{})
	for range 5 {
		d.Key("C", "tab", "a", "esc", "esc")
	}
	d.Key("C")
	for range 4 {
		d.Key("tab", "a", "esc")
	}
	if p := d.Part(); len(p.Notes)+len(p.Sessions)+len(p.Homework)+len(p.Words) != 0 {
		t.Errorf("kept is %+v", p)
	}
}

// Where nobody coaches, nothing of it is there.
func TestWithoutACoach(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	for _, k := range []string{"C", "K"} {
		d.Key(k)
		d.Want(k + " does nothing here")
	}
	d.Key("?")
	d.Absent("your side")
}

// With amounts hidden, the coach's side is gone from the screen.
func TestHiddenSide(t *testing.T) {
	for _, s := range sideStates() {
		t.Run(s.name, func(t *testing.T) {
			d := s.new(t, 100, 30)
			d.Key("ctrl+l")
			own := []string{"only you see", "Only you", "Your side", "CANARY", "note ", "notes "}
			d.Absent(own...)
			for _, k := range []string{"C", "K"} {
				d.Key(k)
				d.Want(k + " does nothing here")
			}
			d.Key("ctrl+p")
			d.Type("your side")
			d.Want("No command has these letters.")
			d.Key("esc", "ctrl+l", "C")
			d.Want("Your side of Alex Example")
		})
	}
}

// Where one stands on the side is told to nobody: not to a window that follows, not at the next
// start, not in the title.
func TestTheSideIsNoPlace(t *testing.T) {
	d := coaching(t, uitest.Options{})
	f := d.Follower(app.WithoutPrivate)
	d.Key("3", "C", "a")
	d.Type("CANARY")
	f.Follow()
	f.Want("Following", "One or two asks")
	f.Absent("CANARY", "Your side", "note")
	f.Key("C")
	f.Absent("Your side")
	if got := d.Snapshot().Visit.Place; !strings.HasPrefix(got, string(workbook.LessonAsks)) {
		t.Errorf("noted is %q", got)
	}
	if title := d.View().WindowTitle; title != "firstmile" {
		t.Errorf("the title is %q", title)
	}
	again := d.Restart()
	again.Want("One or two asks")
	again.Key("C")
	again.Want("CANARY")
}

// Each pane has the side of its own client, with an undo of its own.
func TestSidesInPanes(t *testing.T) {
	books := []workbook.Workbook{client("Dana Reyes", "Holt"), client("Priya Nair", "Contoso")}
	d := coaching(t, uitest.Options{Width: 120, Height: 30, Books: books, Open: idsOf(books)})
	d.Key("K")
	d.Want("Dana · A note of yours")
	d.Type("Of Dana")
	d.Key("enter")
	d.Want("Dana: Kept")
	d.Key("C", "a")
	d.Type("For Dana")
	d.Key("ctrl+r", "C", "a")
	d.Type("For Priya")
	d.Key("esc", "ctrl+r", "u")
	part := func(i int) coach.Part {
		snap, err := d.Parts().Load(d.Context(), books[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		return snap.Workbook
	}
	if p := part(0); len(p.Homework) != 1 || strings.TrimSpace(p.Homework[0].Task) != "For" || len(p.Notes) != 1 {
		t.Errorf("Dana has %+v", p)
	}
	if p := part(1); len(p.Homework) != 1 || p.Homework[0].Task != "For Priya" || len(p.Notes) != 0 {
		t.Errorf("Priya has %+v", p)
	}
}

// Two windows on one client: what one writes, the other shows.
func TestASideInTwoWindows(t *testing.T) {
	d := coaching(t, uitest.Options{})
	d.Key("C", "a")
	d.Type("Three figures")
	d.Key("esc")
	other := d.Second()
	other.Key("C")
	other.Want("Three figures")
	other.Key("a")
	other.Type("First sentence")
	other.Key("esc")
	d.Focus() // the part was not there when it was opened
	d.Want("Three figures", "First sentence")
	d.Key("d")
	other.FollowSides()
	other.Absent("Three figures")
	other.Want("First sentence")
}

// failing fails to save until it is mended.
type failingParts struct {
	*storetest.MemoryOf[coach.Part]
	err error
}

func (f *failingParts) Create(ctx context.Context, p coach.Part) (storage.SnapshotOf[coach.Part], error) {
	if f.err != nil {
		return storage.SnapshotOf[coach.Part]{}, f.err
	}
	return f.MemoryOf.Create(ctx, p)
}

func TestASideThatCannotBeSaved(t *testing.T) {
	parts := &failingParts{noParts(), errors.New("The disk is full.")}
	d := coaching(t, uitest.Options{Parts: parts})
	d.Key("C", "a")
	d.Type("Three figures")
	d.Key("esc")
	d.Want("! Not saved", "! Alex Example: The disk is full. What you wrote on your side is kept here, and saving is tried")
	d.Key("esc")
	d.Want("The disk is full.")
	d.Key("ctrl+c")
	d.Want("Not saved", "The disk is full.", "wrote on your side as a coach is not saved")
	parts.err = nil
	d.Key("r")
	if !d.Quit() {
		t.Errorf("it does not quit once all is saved:\n%s", d.Screen())
	}
	if h := d.Part().Homework; len(h) != 1 || h[0].Task != "Three figures" {
		t.Errorf("kept is %+v", h)
	}
}

// A part that cannot be read is said when it is asked for, and read again.
type unreadParts struct {
	*storetest.MemoryOf[coach.Part]
	err error
}

func (f *unreadParts) Load(ctx context.Context, id workbook.ID) (storage.SnapshotOf[coach.Part], error) {
	if f.err != nil {
		return storage.SnapshotOf[coach.Part]{}, f.err
	}
	return f.MemoryOf.Load(ctx, id)
}

func TestASideThatCannotBeRead(t *testing.T) {
	parts := &unreadParts{noParts(), errors.New("The file of your side of this workbook is damaged.")}
	d := coaching(t, uitest.Options{Parts: parts})
	d.Key("C")
	d.Want("The file of your side of this workbook is damaged.", "tab gaps")
	parts.err = nil
	d.Key("C", "C")
	d.Want("Your side of Alex Example")
}

// Every field that a form of the coach's asks has its words.
func TestTheSideHasWords(t *testing.T) {
	for _, s := range sideStates() {
		if !strings.HasSuffix(s.name, "form") {
			continue
		}
		d := s.new(t, 100, 40)
		first := d.Screen()
		for range 20 {
			if d.Key("tab"); d.Screen() == first {
				break
			}
			i := slices.IndexFunc(d.Lines(), func(l string) bool { return strings.HasPrefix(strings.TrimSpace(l), "▸") })
			if i < 0 || strings.TrimSpace(strings.Trim(d.Lines()[i], "▸ ")) == "–" {
				t.Errorf("a field of %s has no label:\n%s", s.name, d.Screen())
			}
		}
	}
}

// Nothing that a coach wrote is on any page but C and K, or in any file.
func TestNothingOfTheSideIsElsewhere(t *testing.T) {
	books, parts := filled(t), noParts()
	p := partOf(books[0])
	p.Client.Alias, p.Client.Clock = "CANARY", "CANARY"
	for i := range p.Notes {
		p.Notes[i].Text, p.Notes[i].About = "CANARY", "CANARY"
	}
	for i := range p.Sessions {
		p.Sessions[i].Agreed, p.Sessions[i].Seen = "CANARY", "CANARY"
	}
	for i := range p.Homework {
		p.Homework[i].Task, p.Homework[i].Why, p.Homework[i].Own = "CANARY", "CANARY", "CANARY"
	}
	for i := range p.Words {
		p.Words[i] = coach.Words{ID: p.Words[i].ID, Kind: coach.Question, Value: "CANARY", Why: "CANARY"}
	}
	if _, err := parts.Create(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	d := coaching(t, uitest.Options{Books: books, Parts: parts})
	d.Watch(func(tea.Msg) {
		if !strings.Contains(d.Screen(), "Your side of") && strings.Contains(d.Screen(), "CANARY") {
			t.Errorf("it is on\n%s", d.Screen())
		}
	})
	d.Key("C", "tab", "esc")
	for i := range 9 {
		d.Key(string(rune('1'+i)), "v", "esc", "?", "esc", "esc")
	}
	d.Key("p", "c", "g", "4", "esc", "t", "esc", "x", "enter", "/", "c", "a", "n", "a", "r", "y")
	d.Want("Nothing in this workbook has these letters.")
	d.Key("esc", "ctrl+p", "esc")
	for _, k := range []string{"", "tab", "tab"} {
		d.Key("x")
		if k != "" {
			d.Key(k)
		}
		d.Key("enter")
	}
	d.Key("esc", "esc", "esc")
	if len(d.Exported) == 0 {
		t.Error("nothing was exported")
	}
	for name, data := range d.Exported {
		if strings.Contains(name+string(data), "CANARY") {
			t.Errorf("%s has something of the side", name)
		}
	}
}

// slowParts does something while a part is being read.
type slowParts struct {
	*storetest.MemoryOf[coach.Part]
	during func()
}

func (s *slowParts) Load(ctx context.Context, id workbook.ID) (storage.SnapshotOf[coach.Part], error) {
	if during := s.during; during != nil {
		s.during = nil
		during()
	}
	return s.MemoryOf.Load(ctx, id)
}

// What is typed while the part is being read waits for it, so that it lands on the page that it
// was meant for.
func TestKeysWaitForTheSide(t *testing.T) {
	parts := &slowParts{MemoryOf: noParts()}
	books := []workbook.Workbook{client("Dana Reyes", "Holt"), client("Priya Nair", "Contoso")}
	d := coaching(t, uitest.Options{Books: books, Parts: parts})
	parts.during = func() {
		d.Key("C", "a")
		d.Type("Three figures")
		d.Absent("Your side of", "Three figures")
	}
	d.Key("enter")
	d.Want("Your side of", "Three figures")
}

// What two windows wrote into one place of a coach's side is to choose from, as answers are.
func TestTwoTextsOnTheSide(t *testing.T) {
	d := coaching(t, uitest.Options{})
	d.Key("C", "a")
	d.Type("A task")
	d.Key("esc")
	other := d.Second()
	other.Key("C")
	for i, window := range []*uitest.Driver{d, other} {
		window.Key("enter", "ctrl+u")
		window.Type([]string{"Three figures", "First sentence"}[i])
		window.Key("esc")
	}
	other.Want("! Two answers: ctrl+t")
	other.Key("ctrl+t")
	other.Want("Written in two windows", "Task, piece of homework", "Three figures", "First sentence")
	other.Key("ctrl+l")
	other.Absent("Three figures", "First sentence")
	other.Key("ctrl+l", "C", "ctrl+t", "2")
	other.Want("Chosen.")
	other.Absent("! Two answers")
	if h := other.Part().Homework; len(h) != 1 || h[0].Task != "Three figures" {
		t.Errorf("kept is %+v", h)
	}
}
