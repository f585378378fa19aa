package app_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// state is one page of the program in one of its modes.
type state struct {
	name string
	new  func(t testing.TB, width, height int) *uitest.Driver
	text bool // a text is being typed, so the cursor is shown
}

// at makes a state from the workbooks in the store and the keys that lead there.
func at(name string, books func(testing.TB) []workbook.Workbook, keys ...string) state {
	return state{name: name, new: func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		// The way is gone in a big terminal, so that a state is the same at all sizes.
		d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Books: books(t)})
		d.Key(keys...)
		d.Resize(width, height)
		return d
	}}
}

func typed(s state) state { s.text = true; return s }

func none(testing.TB) []workbook.Workbook     { return nil }
func filled(t testing.TB) []workbook.Workbook { return []workbook.Workbook{uitest.Example(t)} }
func empty(testing.TB) []workbook.Workbook {
	return []workbook.Workbook{uitest.Empty("A raise at Contoso")}
}
func several(t testing.TB) []workbook.Workbook {
	wide := uitest.Empty("昇給の準備 👩🏽‍💼 with a name that is far too long for a column of any width that a terminal has")
	wide.Profile.Person, wide.Profile.Employer = "株式会社", "株式会社ノースウィンド and its daughters"
	return []workbook.Workbook{uitest.Example(t), uitest.Empty("A raise at Contoso"), wide}
}

// sorted is a workbook with one return in each group and one must-have that
// cannot be read yet, in wide letters.
func sorted(testing.TB) []workbook.Workbook {
	w := uitest.Empty("Sorted")
	for i, s := range []workbook.Sort{workbook.NotYet, workbook.Must, workbook.Nice} {
		w.Returns = append(w.Returns, workbook.Return{
			ID: uitest.NewID(), Name: fmt.Sprintf("給料と住宅手当と通勤手当 %d 👩🏽‍💼🇩🇪", i),
			Kind: workbook.KindPay, Need: workbook.Need{Sort: s},
			Why: "Because 家賃が上がった, and nobody told me so before I signed, which is a long story that does not fit on one line.",
		})
	}
	w.Offers = []workbook.Offer{{ID: uitest.NewID(), Employer: "株式会社サウスウィンドホールディングス", Status: workbook.Exploring}}
	w.Job.Base = value.UnreadAmount("about ninety, I think, or a little more than that when the bonus is counted")
	return []workbook.Workbook{w}
}

// nine is a workbook with nine must-haves, of which today's job meets one.
func nine(testing.TB) []workbook.Workbook {
	w := uitest.Empty("Nine must-haves")
	for i, name := range []string{"Base pay", "Days at home", "Home by six", "A quiet room", "No weekend calls", "A title that says what I do",
		"Paid training", "A roster two weeks ahead", "Somebody to learn from"} {
		r := workbook.Return{ID: uitest.NewID(), Name: name, Need: workbook.Need{Sort: workbook.Must, Met: value.No}}
		if i == 4 {
			r.Need.Met = value.Yes
		}
		w.Returns = append(w.Returns, r)
	}
	return []workbook.Workbook{w}
}

// noted is the example with notes that wait: one for a target, one long one, one of a day
// of another year.
func noted(t testing.TB) []workbook.Workbook {
	w := uitest.Example(t)
	for i, text := range []string{
		"Showed Sam how the log is kept, and 株式会社ノースウィンド wrote back that they want the same for the second line from March on.",
		"No planning error in week 4", "97% of the plans were out by Friday",
	} {
		w.KeepNote(uitest.NewID(), uitest.Today.AddDays(20*i-40), text)
	}
	return []workbook.Workbook{w}
}

// sample has a record of every kind, and in them every kind of text.
func sample(testing.TB) []workbook.Workbook {
	w := storetest.Sample(workbook.IDs(uitest.NewID))
	for i := range w.Returns { // the longest text is drawn in a test of its own: it takes its time
		r := []rune(w.Returns[i].Why)
		w.Returns[i].Why = string(r[:min(len(r), 1500)])
	}
	for i, p := range w.Asks[0].Proofs {
		r := []rune(p.Text)
		w.Asks[0].Proofs[i].Text = string(r[:min(len(r), 1500)])
	}
	return []workbook.Workbook{w}
}

// late is a workbook whose talk comes after the budget is set, which nobody knows in
// unsaid.
func late(testing.TB) []workbook.Workbook {
	w := workbooktest.Rosa()
	w.ID = uitest.NewID()
	return []workbook.Workbook{w}
}

func unsaid(t testing.TB) []workbook.Workbook {
	all := late(t)
	all[0].Review, all[0].Deals = workbook.Review{Agenda: all[0].Review.Agenda}, nil
	return all
}

// states lists every page in every mode. The name begins with the book.
func states() []state {
	all := []state{
		typed(at("first/start", none)),
		typed(at("first/typed", none, "A", "space", "r")),
		at("library/empty", empty, "esc", "d"),
		at("library/one", filled, "esc"),
		at("library/several", several),
		at("library/last row", several, "G"),
		{name: "library/broken", new: broken},
		typed(at("library/rename", filled, "esc", "r")),
		typed(at("library/new", filled, "esc", "n")),
		typed(at("library/find", several, "/")),
		typed(at("library/commands", several, "ctrl+p")),
		at("library/help", several, "?"),
	}
	for _, b := range []struct {
		name  string
		books func(testing.TB) []workbook.Workbook
		start []string // leads from a lesson's first page to its activity
	}{{"filled", filled, nil}, {"empty", empty, []string{"enter"}}} {
		in := func(lesson string, keys ...string) []string {
			return slices.Concat([]string{lesson}, b.start, keys)
		}
		all = append(all,
			at(b.name+"/map", b.books),
			at(b.name+"/map first", b.books, "g"),
			typed(at(b.name+"/conversation", b.books, "e")),
			typed(at(b.name+"/conversation meeting", b.books, "e", "tab", "tab", "tab", "tab")),
			at(b.name+"/plan mine", b.books, "p"),
			at(b.name+"/plan coach", b.books, "p", "c"),
			at(b.name+"/plan manager", b.books, "p", "g"),
			at(b.name+"/plan end", b.books, "p", "G"),
			typed(at(b.name+"/export mine", b.books, "x")),
			typed(at(b.name+"/export coach", b.books, "x", "tab")),
			typed(at(b.name+"/export manager", b.books, "x", "tab", "tab")),
			typed(at(b.name+"/export exists", b.books, "x", "enter", "x", "enter")),
			at(b.name+"/help", b.books, "?"),
			typed(at(b.name+"/commands", b.books, "ctrl+p")),
			typed(at(b.name+"/commands none", b.books, "ctrl+p", "z", "z")),
			typed(at(b.name+"/find", b.books, "/")),
			typed(at(b.name+"/find base", b.books, "/", "b", "a", "s", "e")),
			at(b.name+"/asks add", b.books, in("3", "G", "up")...),
			at(b.name+"/asks job", b.books, in("3", "G")...),
			typed(at(b.name+"/asks job form", b.books, in("3", "t")...)),
			typed(at(b.name+"/asks figure form", b.books, in("3", "f")...)),
			at(b.name+"/asks said", b.books, in("3", "v")...),
			at(b.name+"/offers", b.books, in("4")...),
			typed(at(b.name+"/offers new", b.books, in("4", "a")...)),
			typed(at(b.name+"/offers after a no", b.books, in("4", "o", "x")...)),
			at(b.name+"/offers said none", b.books, in("4", "o", "x", "esc")...),
			typed(at(b.name+"/offers job form", b.books, in("4", "t")...)),
			typed(at(b.name+"/returns catalog", b.books, catalog(b.name)...)),
			typed(at(b.name+"/returns own", b.books, append(catalog(b.name), "z", "z")...)),
		)
		for _, l := range workbook.Lessons() {
			keys := []string{fmt.Sprint(l.Number())}
			if b.name == "filled" {
				if !l.Built() {
					break // those read the same in every workbook
				}
				keys = append(keys, "r")
			}
			all = append(all, at(fmt.Sprintf("%s/reading %d", b.name, l.Number()), b.books, keys...))
		}
	}
	all = append(all,
		at("filled/map gaps", filled, "tab"),
		at("filled/map last gap", filled, "tab", "G"),
		at("filled/returns", filled, "1"),
		typed(at("filled/returns form", filled, "1", "enter")),
		at("filled/returns form slider", filled, "1", "enter", "tab"),
		at("filled/returns form choice", filled, "1", "enter", "shift+tab"),
		at("filled/returns form switch", filled, "1", "enter", "tab", "tab", "tab", "tab"),
		at("filled/needs must", filled, "2"),
		at("filled/needs nice", filled, "2", "l"),
		at("filled/needs points", filled, "2", "l", "4", "5"),
		typed(at("filled/needs must form", filled, "2", "enter")),
		at("filled/needs nice form", filled, "2", "l", "enter"),
		at("filled/asks", filled, "3"),
		at("filled/asks card", filled, "3", "down", "down"),
		at("filled/asks swap", filled, "3", "down", "down", "enter"),
		at("filled/asks figure", filled, "3", "G", "up", "up"),
		typed(at("filled/asks form", filled, "3", "enter")),
		typed(at("filled/asks form money", filled, "3", "enter", "tab", "tab")),
		typed(at("filled/asks form proofs", filled, "3", "enter", "shift+tab", "shift+tab")),
		typed(at("filled/asks form in words", filled, "3", "down", "enter")),
		at("filled/offers offer", filled, "4", "down"),
		at("filled/offers take", filled, "4", "down", "l", "l", "l"),
		at("filled/offers year", filled, "4", "down", "l", "l", "l", "l"),
		typed(at("filled/offers form", filled, "4", "down", "enter")),
		typed(at("filled/offers form end", filled, "4", "down", "enter", "shift+tab", "shift+tab")),
		at("filled/reviews", filled, "6"),
		at("filled/reviews past", filled, "6", "g"),
		typed(at("filled/reviews form", filled, "6", "e")),
		typed(at("filled/reviews check-in", filled, "6", "a")),
		at("late/reviews", late, "6", "down"),
		at("unsaid/reviews", unsaid, "6"),
		at("empty/reviews", empty, "6", "enter"),
		at("empty/returns", empty, "1", "enter", "esc"),
		at("empty/needs", empty, "2", "enter"),
		at("empty/asks", empty, "3", "enter"),
		at("sorted/map", sorted),
		at("sorted/returns", sorted, "1", "g"),
		typed(at("sorted/returns form", sorted, "1", "enter")),
		at("sorted/needs not yet", sorted, "2", "h"),
		at("sorted/needs must", sorted, "2"),
		at("sorted/needs nice", sorted, "2", "l"),
		at("sorted/needs not yet form", sorted, "2", "h", "enter"),
		at("nine/needs", nine, "2", "down", "down"),
		at("nine/needs none", nine, "2", "o"),
		at("sorted/asks cards", sorted, "3", "enter"),
		at("sorted/offers", sorted, "4"),
		typed(at("sorted/offers job form", sorted, "4", "t")),
		typed(at("sorted/find", sorted, "/")),
		at("notes/map", noted),
		at("notes/map row", noted, "g", "down", "down", "down", "down", "down", "down", "down", "down", "down"),
		at("notes/list", noted, toNotes...),
		at("notes/long", noted, append(toNotes, "G")...),
		at("notes/proof of which", noted, append(toNotes, "3")...),
		at("notes/places", noted, append(toNotes, "enter")...),
		at("notes/places off", noted, append(toNotes, "down", "enter", "down")...),
		typed(at("notes/form", noted, append(toNotes, "e")...)),
		at("notes/none", empty, toNotes...),
		at("notes/placed", noted, append(toNotes, "7", "esc")...),
		at("sample/map", sample),
		at("sample/notes", sample, toNotes...),
		at("sample/returns", sample, "1", "r", "enter", "G"),
		typed(at("sample/returns form", sample, "1", "r", "enter", "G", "enter")),
		at("sample/needs", sample, "2"),
		typed(at("sample/asks form", sample, "3", "enter")),
		at("sample/offers", sample, "4"),
		at("sample/plan", sample, "p"),
		typed(at("sample/find", sample, "/")),
		state{name: "failing/map", new: failing()},
		state{name: "failing/form", new: failing("1", "enter"), text: true},
		state{name: "failing/quit page", new: failing("ctrl+c")},
		state{name: "failing/rescue", new: failing("ctrl+c", "x"), text: true},
	)
	return all
}

// toNotes leads to the notes from any page.
var toNotes = slices.Clip([]string{"ctrl+p", "n", "o", "t", "e", "s", "space", "t", "o", "enter"})

// catalog leads to the catalog of returns, which an empty lesson opens by itself.
func catalog(book string) []string {
	if book == "empty" {
		return []string{"1", "enter"}
	}
	return []string{"1", "c"}
}

// brokenStore has one workbook that cannot be opened.
type brokenStore struct {
	storage.Store
	id workbook.ID
}

var errBroken = fmt.Errorf("The file of this workbook is damaged, and nothing of it was changed. "+
	"A copy of it can be mended: see “firstmile help mend”. (%w)", storage.ErrDamaged)

func (b brokenStore) List(ctx context.Context) ([]storage.Entry, error) {
	list, err := b.Store.List(ctx)
	return append([]storage.Entry{{ID: b.id, Problem: errBroken}}, list...), err
}

func (b brokenStore) Load(ctx context.Context, id workbook.ID) (storage.Snapshot, error) {
	if id == b.id {
		return storage.Snapshot{}, errBroken
	}
	return b.Store.Load(ctx, id)
}

func noon() time.Time { return uitest.Noon }

func broken(t testing.TB, width, height int) *uitest.Driver {
	return uitest.New(t, uitest.Options{Width: width, Height: height, Books: several(t),
		Store: brokenStore{storetest.NewMemory(noon), "01J00000000000000BROKEN0000"}})
}

// failing is the example on a disk that is full, with one change made.
func failing(keys ...string) func(t testing.TB, width, height int) *uitest.Driver {
	return func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		store := storetest.NewFail(storetest.NewMemory(noon), errFull)
		d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Store: store, Example: true})
		d.Key("1", "P", "esc")
		d.Key(keys...)
		d.Resize(width, height)
		return d
	}
}

var errFull = fmt.Errorf("Not saved: the disk is full. Your answers are kept here, and saving is tried again. (%w)", storage.ErrFull)

// each runs a test in every state. Under the race detector, which makes drawing
// ten times slower and has little to find on one goroutine, a test takes some
// of the states, another test other ones; the run without it takes them all.
func each(t *testing.T, width, height int, test func(t *testing.T, s state, d *uitest.Driver)) {
	t.Helper()
	for _, s := range some(t, states()) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			test(t, s, s.new(t, width, height))
		})
	}
}

func some[T any](t *testing.T, all []T) []T {
	t.Helper()
	const every = 14
	if !raceEnabled {
		return all
	}
	var out []T
	h := fnv.New32a()
	fmt.Fprint(h, t.Name())
	for i := int(h.Sum32() % every); i < len(all); i += every {
		out = append(out, all[i])
	}
	t.Logf("under the race detector: %d of %d", len(out), len(all))
	return out
}
