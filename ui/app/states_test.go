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
	"firstmile/workbook/value/valuetest"
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

// twoAnswers is an answer that two windows wrote, to choose from.
func twoAnswers(t testing.TB, width, height int) *uitest.Driver {
	t.Helper()
	d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Example: true})
	other := d.Second()
	for _, window := range []*uitest.Driver{d, other} {
		window.Key("1", "enter")
	}
	for i, window := range []*uitest.Driver{d, other} {
		window.Key("ctrl+u")
		window.Type([]string{"So that the rent is no worry.", "Because the work has grown since I was hired."}[i])
	}
	other.Follow()
	other.Key("ctrl+t")
	other.Resize(width, height)
	return other
}

// panes makes a state of workbooks side by side.
func panes(name string, n int, keys ...string) state {
	return state{name: name, new: func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		books := []workbook.Workbook{client("Dana Reyes", "Holt"), uitest.Example(t), client("Jonas Weber-Hohenstein", "Contoso")}[:n]
		d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Books: books, Open: idsOf(books)})
		d.Key(keys...)
		d.Resize(width, height)
		return d
	}}
}

func idsOf(all []workbook.Workbook) (ids []workbook.ID) {
	for _, w := range all {
		ids = append(ids, w.ID)
	}
	return ids
}

// coachAt makes a state of a coach's board from the keys that lead there.
func coachAt(name string, keys ...string) state {
	return state{name: name, new: func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		d, _, _ := onBoard(t, 120, 40)
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

// targets is a workbook whose scorecard is half filled: one target is hit, one waits for
// its result, one in words is missed, and one is neither agreed nor read.
func targets(testing.TB) []workbook.Workbook {
	w := uitest.Empty("Four targets")
	w.Profile.With = "Kim"
	w.KPIs = []workbook.KPI{
		{ID: uitest.NewID(), What: "Calls answered within ten minutes", Agreed: "Kim, in January", Target: valuetest.Bound("at least 95 %"), Private: true},
		{ID: uitest.NewID(), What: "Revenue of the north", Agreed: "Kim, in January", Target: valuetest.Bound("at least 2000000 USD"),
			Actual: valuetest.Amount("2150000 USD"), AsOf: valuetest.Day("2026-12-31"), Source: "The books", Confirmed: value.Yes},
		{ID: uitest.NewID(), What: "顧客からの苦情をゼロにすること 👩🏽‍💼", Target: valuetest.Bound("?a few")},
		{ID: uitest.NewID(), What: "The audit", Agreed: "Kim, on hiring", Target: valuetest.Bound("=The audit was passed without a single finding"), Met: value.No,
			Confirmed: value.Unknown},
	}
	return []workbook.Workbook{w}
}

// hit is a workbook whose only target is hit, as both sides count.
func hit(t testing.TB) []workbook.Workbook {
	w := targets(t)[0]
	w.KPIs = w.KPIs[1:2]
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

// dealt has three deals: one that is whole, one of long words in wide letters, and one of
// which the day has passed.
func dealt(testing.TB) []workbook.Workbook {
	w := uitest.Empty("Deals")
	w.Returns = []workbook.Return{{ID: uitest.NewID(), Name: "Days at home"}, {ID: uitest.NewID(), Name: "給料と住宅手当と通勤手当"}}
	w.Deals = []workbook.Deal{
		{ID: uitest.NewID(), Deliver: "Open incidents", Today: valuetest.Amount("12 incidents"), Target: valuetest.Bound("at most 4 incidents"),
			Due: uitest.Today.AddDays(151), Source: "The incident board", Return: w.Returns[0].ID, Get: "three days a week at home",
			Effective: uitest.Today.AddDays(152), Approver: "Lee, with a word from HR", Partial: "At eight: two days", Outside: "A new system moves the date",
			Successor: "The e-mail is in my file", Status: workbook.DealConfirmed, Since: uitest.Today.AddDays(-2)},
		{ID: uitest.NewID(), Deliver: "Calls of customers in Hokkaido, Kyushu and Okinawa that are answered within ten minutes, 電話を十分以内に取る",
			Target: valuetest.Bound("at least 95 %"), Due: value.UnreadDate("when it is warm again"), Return: w.Returns[1].ID,
			Get: "a day on which nobody calls, 静かな日", Status: workbook.DealEmailed, Since: uitest.Today.AddDays(-40), Private: true},
		{ID: uitest.NewID(), Deliver: "Nurses trained on the new pumps", Target: valuetest.Bound("=Two nurses are signed off on the new pumps"),
			Due: uitest.Today.AddDays(-1), Get: "one night shift a month at most", Effective: uitest.Today.AddDays(60), Approver: "Ines"},
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

// half is a ledger that was begun: work without a name, work that is told as one's own
// alone and is private, and promises that are late, open or not answered yet.
func half(testing.TB) []workbook.Workbook {
	w := uitest.Empty("Half a ledger")
	w.Extras = []workbook.Extra{{ID: uitest.NewID()}, {ID: uitest.NewID(), What: "Rebuilt the tool store on two weekends in the spring", Whom: "The crew of the northern branch",
		Told: "Mr. Adler, who owns the place", Words: "I sorted it and I built the racks on my weekend.", Leg: workbook.Ability, Habit: value.Yes, Over: value.Yes, Private: true}}
	w.Promises = []workbook.Promise{{ID: uitest.NewID()}, {ID: uitest.NewID(), What: "A plan", To: "Ben", By: uitest.Today.AddDays(6)},
		{ID: uitest.NewID(), What: "The rota", To: "The team", By: uitest.Today.AddDays(-6)}, {ID: uitest.NewID(), What: "The racks", To: "The crew", By: uitest.Today.AddDays(-9), Kept: value.No}}
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

// held is the example on the day after its talk, debriefed with what came of it.
func held(t testing.TB) []workbook.Workbook {
	w := uitest.Example(t)
	w.Profile.Meeting = uitest.Today.AddDays(-1)
	return []workbook.Workbook{w}
}

func debriefed(t testing.TB) []workbook.Workbook {
	w := held(t)[0]
	w.SayCame(w.Asks[0].ID, workbook.CamePart)
	w.SayCame(w.Asks[1].ID, workbook.CameNotYet)
	r := w.ResultOf(w.Asks[0].ID)
	r.What, r.Writing, r.By = "€90,000 from 1 May", value.No, uitest.Today.AddDays(62)
	w.Recap = workbook.Recap{Said: "Sam wants the audit first, and finance has to look at the band before anybody signs anything that costs money this year",
		Theirs: "Ask HR about the title\nLook at the band", Mine: "Send the page of figures"}
	return []workbook.Workbook{w}
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
		coachAt("clients/board"),
		coachAt("clients/last row", "G", "v"),
		coachAt("clients/marked", "m", "m"),
		coachAt("clients/sorted", "s"),
		coachAt("clients/filtered", "f", "h", "o", "m", "e", "enter"),
		coachAt("clients/none", "f", "q", "u", "i", "e", "t", "enter"),
		coachAt("clients/archived", "A", "tab"),
		coachAt("clients/brief", "b"),
		typed(coachAt("clients/filter", "f")),
		typed(coachAt("clients/narrowed", "/", "z", "o", "e")),
		typed(coachAt("clients/rest", "z")),
		at("library/deleted", several, "d", "d", "D"),
		at("library/erase", several, "d", "D", "E"),
		{name: "filled/two answers", new: twoAnswers},
		{name: "filled/older files", new: older},
		typed(state{name: "locked/passphrase", new: locked}),
		typed(state{name: "locked/not the passphrase", new: func(t testing.TB, width, height int) *uitest.Driver {
			d := locked(t, width, height)
			d.Type("not this one")
			d.Key("enter")
			d.Type("but")
			return d
		}}),
		{name: "locked/library", new: func(t testing.TB, width, height int) *uitest.Driver {
			d := locked(t, width, height)
			d.Key("esc")
			return d
		}},
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
			at(b.name+"/plan letters", b.books, "p", "4"),
			at(b.name+"/plan letters waiting", b.books, "p", "4", "down"),
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
	all = append(all, sideStates()...)
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
		at("filled/after", filled, "ctrl+p", "a", "f", "t", "e", "r", "space", "t", "h", "e", "enter"),
		at("empty/after", empty, "ctrl+p", "a", "f", "t", "e", "r", "space", "t", "h", "e", "enter"),
		at("held/after", held, "t"),
		at("debriefed/after", debriefed, "t", "down"),
		at("debriefed/after said", debriefed, "t", "down", "down"),
		at("debriefed/after last", debriefed, "t", "G"),
		typed(at("debriefed/after form", debriefed, "t", "enter")),
		typed(at("debriefed/after said form", debriefed, "t", "down", "down", "enter")),
		typed(at("debriefed/after criteria form", debriefed, "t", "G", "enter")),
		at("filled/board", filled, "9"),
		at("filled/board first", filled, "9", "g"),
		at("filled/board ready", filled, "9", "up"),
		at("filled/opening", filled, "9", "up", "enter"),
		typed(at("filled/opening form", filled, "9", "up", "enter", "enter")),
		at("filled/objections", filled, "9", "enter"),
		typed(at("filled/objections form", filled, "9", "enter", "enter")),
		typed(at("filled/objections catalog", filled, "9", "enter", "c")),
		typed(at("filled/objections own", filled, "9", "enter", "c", "z", "z")),
		at("filled/ladder", filled, "9", "down", "enter"),
		at("filled/ladder in words", filled, "9", "down", "enter", "tab"),
		typed(at("filled/ladder form", filled, "9", "down", "enter", "enter")),
		typed(at("filled/noes form", filled, "9", "down", "down", "enter")),
		typed(at("filled/pause form", filled, "9", "G", "enter")),
		at("filled/packages", filled, "9", "m"),
		at("filled/packages scored", filled, "9", "m", "down", "down", "right"),
		at("filled/packages names", filled, "9", "m", "up"),
		at("filled/packages four", filled, "9", "m", "a"),
		typed(at("filled/packages form", filled, "9", "m", "down", "enter")),
		typed(at("filled/packages name form", filled, "9", "m", "up", "enter")),
		typed(at("filled/rehearsal", filled, "t", "W", "h", "a", "t")),
		at("filled/rehearsal shown", filled, "t", "W", "h", "a", "t", "enter"),
		at("filled/rehearsal aloud", filled, "t", "enter", "y", "enter"),
		at("filled/rehearsal counted", filled, "t", "enter", "y", "enter", "n"),
		at("filled/rehearsal elevator", filled, "t", "tab"),
		at("filled/rehearsal elevator words", filled, "t", "tab", "enter"),
		typed(at("empty/rehearsal", empty, "t")),
		at("empty/rehearsal shown", empty, "t", "N", "o", "enter"),
		at("empty/rehearsal elevator", empty, "t", "tab"),
		typed(at("sample/rehearsal", sample, "t")),
		at("sample/rehearsal shown", sample, "t", "enter"),
		at("sample/rehearsal elevator words", sample, "t", "tab", "enter"),
		at("empty/board", empty, "9", "enter"),
		at("empty/opening", empty, "9", "enter", "enter"),
		typed(at("empty/opening form", empty, "9", "enter", "enter", "enter")),
		at("empty/objections", empty, "9", "enter", "down", "enter"),
		typed(at("empty/objections catalog", empty, "9", "enter", "down", "enter", "enter")),
		at("empty/ladder", empty, "9", "enter", "down", "down", "enter"),
		at("empty/packages", empty, "9", "enter", "m"),
		at("empty/packages one", empty, "9", "enter", "m", "a"),
		at("sample/opening", sample, "9", "g", "right", "down", "enter"),
		at("sample/objections", sample, "9", "g", "right", "down", "down", "enter"),
		at("sample/ladder", sample, "9", "g", "right", "down", "down", "down", "enter"),
		at("sample/packages", sample, "9", "m"),
		at("filled/ledger", filled, "8"),
		at("filled/ledger tick", filled, "8", "tab", "tab", "tab", "tab", "space"),
		at("filled/ledger untold", filled, "8", "down"),
		at("filled/ledger promise", filled, "8", "G"),
		at("filled/ledger alone", filled, "8", "pgdown"),
		typed(at("filled/ledger ideas", filled, "8", "i")),
		typed(at("filled/ledger ideas thank", filled, "8", "i", "t", "h", "a", "n", "k")),
		typed(at("filled/ledger form", filled, "8", "enter")),
		typed(at("filled/ledger words", filled, "8", "down", "enter", "tab", "tab", "tab", "tab", "tab", "I", "space", "d", "i", "d")),
		typed(at("filled/ledger promise form", filled, "8", "m")),
		at("empty/ledger", empty, "8", "enter"),
		at("half/ledger", half, "8"),
		at("half/ledger all mine", half, "8", "down"),
		at("half/ledger late", half, "8", "G"),
		at("empty/returns", empty, "1", "enter", "esc"),
		at("empty/needs", empty, "2", "enter"),
		at("empty/asks", empty, "3", "enter"),
		at("filled/firstmile", filled, "7", "down"),
		typed(at("filled/firstmile form", filled, "7", "down", "enter", "tab", "tab", "tab")),
		at("empty/firstmile", empty, "7", "enter"),
		at("empty/firstmile none set", empty, "7", "enter", "0"),
		at("targets/firstmile", targets, "7", "down", "down", "down"),
		at("targets/firstmile hit", hit, "7"),
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
		at("empty/deals", empty, "5", "enter"),
		at("filled/deals", filled, "5"),
		at("filled/deals said", filled, "5", "v"),
		typed(at("filled/deals gap", filled, "5", "enter", "t", "w", "o")),
		typed(at("filled/deals questions", filled, "5", "down")),
		at("filled/deals new", filled, "5", "a"),
		at("dealt/deals", dealt, "5"),
		at("dealt/deals second", dealt, "5", "down"),
		typed(at("dealt/deals second gap", dealt, "5", "down", "shift+tab", "shift+tab", "enter")),
		at("dealt/deals last", dealt, "5", "down", "down"),
		at("sample/deals", sample, "5"),
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
		state{name: "coached/asks", new: asked("3")},
		state{name: "coached/questions", new: asked("3", "Q")},
		state{name: "coached/questions last", new: asked("3", "Q", "G")},
		typed(state{name: "coached/questions form", new: asked("3", "Q", "enter")}),
		at("sample/questions", sample, "3", "Q"),
		at("sample/map", sample),
		at("sample/notes", sample, toNotes...),
		at("sample/returns", sample, "1", "r", "enter", "G"),
		typed(at("sample/returns form", sample, "1", "r", "enter", "G", "enter")),
		at("sample/needs", sample, "2"),
		typed(at("sample/asks form", sample, "3", "enter")),
		at("sample/offers", sample, "4"),
		at("sample/ledger", sample, "8"),
		typed(at("sample/ledger form", sample, "8", "enter")),
		at("sample/plan", sample, "p"),
		at("sample/plan letters", sample, "p", "4"),
		at("talked/plan letters", talked, "p", "4", "down"),
		typed(at("sample/find", sample, "/")),
		state{name: "failing/map", new: failing()},
		state{name: "failing/form", new: failing("1", "enter"), text: true},
		state{name: "failing/quit page", new: failing("ctrl+c")},
		state{name: "since/map", new: sinceMap},
		panes("panes/maps", 2), panes("panes/lesson", 2, "w", "l", "3"), panes("panes/menu", 2, "w"), panes("panes/three", 3, "1", "w", "1", "p"),
		panes("panes/whole", 2, "w", "z"), panes("panes/library", 2, "esc"), typed(panes("panes/form", 2, "1", "enter")),
		state{name: "failing/not saved", new: failing("ctrl+s")},
		typed(state{name: "failing/deleted form", new: deletedUnder(false)}), typed(state{name: "failing/erased form", new: deletedUnder(true)}),
		state{name: "failing/deleted not saved", new: deletedUnder(false, "ctrl+s")}, state{name: "failing/erased not saved", new: deletedUnder(true, "ctrl+s")},
		state{name: "failing/rescue", new: failing("ctrl+c", "x"), text: true},
	)
	return all
}

// talked is the example after its talk, with what there is to write letters about.
func talked(t testing.TB) []workbook.Workbook {
	w := uitest.Example(t)
	w.Deals[0].Status = workbook.DealEmailed
	w.Recap = workbook.Recap{Theirs: "Ask HR about the title\nLook at the band with finance", Mine: "Send the page of figures", Open: "The start date"}
	w.Results = []workbook.AskResult{{ID: uitest.NewID(), Ask: w.Asks[1].ID, Came: workbook.CameNotYet}}
	w.Talk.Criteria = "Two audits without a finding"
	return []workbook.Workbook{w}
}

// asked is the example in a coach's words, with an answer to the coach and one to a pack
// that is not here.
func asked(keys ...string) func(testing.TB, int, int) *uitest.Driver {
	return func(t testing.TB, width, height int) *uitest.Driver {
		t.Helper()
		d := coached(t, 120, 40, workbook.PackAnswer{ID: workbook.PackAnswerKey("lee-2", "stake").ID(),
			Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "stake",
			Asked: "At stake: What you would regret not having said.", Private: true,
			Answer: "That the migration was mine to finish, that 二つの夜 went into it, and that nobody else would have stayed.\n\n" +
				"I would regret it for longer than an answer of no would hurt."},
			workbook.PackAnswer{ID: uitest.NewID(), Lesson: workbook.LessonAsks, Pack: "imre", Question: "who",
				Asked: "Who: Who else gains by it.", Answer: "The night shift"})
		d.Key(keys...)
		d.Resize(width, height)
		return d
	}
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

// third is some for tests that begin each page anew for each of its commands: the long run
// of the proofs looks at all.
func third[T any](t *testing.T, all []T) []T {
	t.Helper()
	if storetest.Brief() || storetest.Long() {
		return some(t, all)
	}
	return oneOf(t, 3, all)
}

func some[T any](t *testing.T, all []T) []T {
	t.Helper()
	if !storetest.Brief() {
		return all
	}
	return oneOf(t, 28, all)
}

// oneOf gives one of so many, other ones for each test.
func oneOf[T any](t *testing.T, every int, all []T) []T {
	t.Helper()
	var out []T
	h := fnv.New32a()
	fmt.Fprint(h, t.Name())
	for i := int(h.Sum32()) % every; i < len(all); i += every {
		out = append(out, all[i])
	}
	t.Logf("looked at: %d of %d", len(out), len(all))
	return out
}
