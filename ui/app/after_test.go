package app_test

import (
	"context"
	"strings"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// afterTalk starts on the day after the talk of the example.
func afterTalk(t *testing.T, o uitest.Options) *uitest.Driver {
	t.Helper()
	o.Books = held(t)
	d := uitest.New(t, o)
	d.Key("t")
	d.Want("After the talk", "▸ Base pay")
	return d
}

// A digit says what came of an ask; there is one record for each, and a step of undo.
func TestWhatCameIsSaidByADigit(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("enter")
	d.Want("Say first what came of it: 1 to 4.")
	if len(d.Workbook().Results) != 0 {
		t.Fatal("enter made a record")
	}
	d.Key("2")
	d.Want("● part: ‹what exactly?›", "‹day›", "Send the recap today.")
	d.Key("3")
	d.Want("● not yet: ‹what would it take?›", "What it takes")
	if w := d.Workbook(); len(w.Results) != 1 || w.Results[0].Ask != w.Asks[0].ID || w.Results[0].Came != workbook.CameNotYet {
		t.Fatalf("%+v", w.Results)
	}
	d.Key("3")
	d.Want("You have said so already")
	d.Key("u")
	d.Want("● part: ‹what exactly?›")
	d.Key("u")
	d.Want("○ ‹what came?›")
	if n := len(d.Workbook().Results); n != 0 {
		t.Errorf("%d results", n)
	}
	d.Key("U", "d")
	d.Want("Taken back. u brings it back.", "○ ‹what came?›")
	d.Key("u", "P")
	if !d.Workbook().Results[0].Private {
		t.Error("P does not mark it")
	}
	d.ClickOn("The senior title")
	d.ClickOn("4 no")
	if r := d.Workbook().ResultOf(d.Workbook().Asks[1].ID); r == nil || r.Came != workbook.CameNo {
		t.Errorf("a click says %+v", r)
	}
	d.Want("● no")
}

// The sentence below follows each letter of what came exactly.
func TestWhatCameIsSetBesideTheNumbers(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("2", "enter")
	d.Type("€90,000 from 1 May")
	d.WantWrapped("€90,000 is above your minimum, €2,000 below the target. Send the recap today.")
	d.Key("tab", "y", "tab")
	d.Type("2 apr")
	d.Key("esc")
	d.Want("● part: €90,000 from 1 May", "yes    2 Apr")
	d.Absent("Send the recap")
	d.ClickOn("Base pay") // it has the focus: this opens it
	if p := d.App().Place(); p.Record.Collection() != workbook.ResultRecords || p.Field != "what" {
		t.Errorf("a click leads to %+v", p)
	}
	d.Key("esc", "down", "1", "enter", "ctrl+n")
	if p := d.App().Place(); p.Record != workbook.RecordKey(workbook.ResultRecords, d.Workbook().ResultOf(d.Workbook().Asks[0].ID).ID) || p.Field != "what" {
		t.Errorf("ctrl+n leads to %+v", p)
	}
}

// What was said is written below, and what it takes once something is "not yet".
func TestWhatWasSaidIsWrittenDown(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("down", "down", "down")
	d.Want("▸ They will")
	d.Key("1")
	d.Want("Go to an ask first")
	d.Key("enter")
	d.Type("Ask HR")
	d.Key("tab")
	d.Type("Send the page")
	d.Key("esc")
	d.Want("▸ They will      Ask HR", "I will         Send the page")
	d.Absent("What it takes")
	d.Key("g", "3", "G", "enter")
	d.Type("Two audits")
	d.Key("esc")
	d.Want("● not yet: Two audits", "to show “Two audits”")
	if w := d.Workbook(); w.Recap.Theirs != "Ask HR" || w.Recap.Mine != "Send the page" || w.Talk.Criteria != "Two audits" {
		t.Errorf("%+v, %q", w.Recap, w.Talk.Criteria)
	}
}

// What another window deletes is not typed into any more.
func TestAResultThatIsGone(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("1", "enter")
	other := d.Second()
	other.Key("t", "d")
	d.Focus()
	d.Want("It stays, since you are writing in it.")
	if n := len(d.Workbook().Results); n != 1 || !d.App().Typing() {
		t.Errorf("%d results, its form is open: %v", n, d.App().Typing())
	}
	d.Key("esc")
	other.Focus()
	other.Key("d")
	d.Focus()
	d.Want("○ ‹what came?›")
	other.Key("u")
	other.Key("3") // both say what came: one record
	d.Key("2")
	other.Focus()
	d.Focus()
	if n := len(d.Workbook().Results); n != 1 {
		t.Errorf("%d results for one ask", n)
	}
	other.Key("esc", "3", "g", "d") // and the ask itself goes
	d.Focus()
	if n := len(d.Workbook().Results); n != 0 || d.App().Typing() {
		t.Errorf("%d results", n)
	}
}

// Before the day of the talk the page says which day it is, and no round begins.
func TestBeforeTheTalkNoRoundBegins(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("t")
	d.Want("Rehearsal")
	d.Absent("After the talk")
	d.Key("esc", "ctrl+p")
	d.Type("what came")
	d.Key("enter")
	d.Want("After the talk", "The talk is on 12 Mar. What came of it goes here.")
	d.Key("n")
	d.Want("The talk is on 12 Mar.")
	if n := len(d.Entries()); n != 1 {
		t.Errorf("%d workbooks", n)
	}
	d.SetToday(value.NewDate(2027, 3, 12))
	d.Key("n")
	d.Want("Say first what came of your asks")
	d.Key("esc", "t") // on that day both are of use
	d.Want("Rehearsal")
	d.Key("esc", "T")
	d.Want("After the talk")
}

// n makes a workbook of the next round and opens it; the old one stays as it is.
func TestTheNextRound(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("1", "down", "3", "enter")
	d.Type("A second audit")
	d.Key("esc")
	before := d.Workbook()
	d.Key("n")
	d.WantWrapped("The next round begins here. The one before stays as it is, in the library.")
	all := d.Entries()
	if len(all) != 2 {
		t.Fatalf("%d workbooks", len(all))
	}
	if all[0].ID == before.ID {
		all[0] = all[1]
	}
	snap, err := d.Store().Load(context.Background(), all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	w := snap.Workbook
	if w.Profile.Before != before.ID || w.Profile.Name != before.Profile.Name+", round 2" || len(w.Deals) != len(before.Deals)+1 || len(w.Asks) != 0 {
		t.Errorf("%+v, %d deals, %d asks", w.Profile, len(w.Deals), len(w.Asks))
	}
	if got := w.Deals[len(w.Deals)-1].Target.Statement; got != "A second audit" {
		t.Errorf("it takes %q", got)
	}
	d.Key("u")
	d.Want("Nothing to undo.")
	d.Key("e")
	d.WantWrapped("“the round before” opens the one that it follows")
	d.Key("esc", "ctrl+p")
	d.Type("round before")
	d.Key("enter")
	d.Want("After the talk") // where it was left
	if snap, err = d.Store().Load(context.Background(), before.ID); err != nil || diff(before, snap.Workbook) {
		t.Errorf("the round before is another now (%v)", err)
	}
	d.Key("n")
	d.WantWrapped("There is one called")
}

// noRoom is a store that takes in no new workbook.
type noRoom struct{ storage.Store }

func (noRoom) Create(context.Context, workbook.Workbook) (storage.Snapshot, error) {
	return storage.Snapshot{}, errFull
}

// Where the store fails nothing is half made, and the page says so.
func TestTheNextRoundOfAFailingStore(t *testing.T) {
	fail := storetest.NewFail(storetest.NewMemory(noon), nil)
	d := afterTalk(t, uitest.Options{Store: fail, Width: 100})
	fail.With(errFull)
	d.Key("1", "n") // what was said is not on disk: no round begins without it
	d.WantWrapped("the disk is full")
	if d.App().Place().Screen != workbook.AfterPage || len(d.Entries()) != 1 {
		t.Errorf("it is at %+v, with %d workbooks", d.App().Place(), len(d.Entries()))
	}
	fail.With(nil)
	d.Key("2", "n")
	d.WantWrapped("The next round begins here.")

	memory := storetest.NewMemory(noon)
	d = afterTalk(t, uitest.Options{Store: memory})
	d.Key("1")
	full := uitest.New(t, uitest.Options{Store: noRoom{memory}})
	full.Key("n")
	full.WantWrapped("the disk is full")
	if full.App().Place().Screen != workbook.AfterPage || len(full.Entries()) != 1 {
		t.Errorf("it is at %+v, with %d workbooks", full.App().Place(), len(full.Entries()))
	}
}

// The recap is ready to copy, and to write to a file, from here and from its page.
func TestTheRecapIsCopiedAndWritten(t *testing.T) {
	d := afterTalk(t, uitest.Options{Width: 100})
	d.Key("x")
	d.Want("Export for yourself") // there is nothing to recap
	d.Key("esc", "down", "down", "down", "enter")
	d.Type("Ask HR")
	d.Key("esc", "e")
	d.Want("Recap", "Subject: Our talk on 29 January 2027")
	d.Key("Y")
	if !strings.HasPrefix(d.Copied, "Subject: Our talk on 29 January 2027\n\nDear Sam Sample,\n") || !strings.Contains(d.Copied, "You will: Ask HR") {
		t.Errorf("the clipboard has %q", d.Copied)
	}
	const file = uitest.Folder + "/a-raise-at-northwind-example-recap.txt"
	d.Key("x", "enter")
	d.Want("Written to " + file)
	if got := string(d.Exported[file]); got != d.Copied {
		t.Errorf("the file has %q", got)
	}
	d.Key("esc", "t", "x")
	d.Want("Write a letter to a file", "recap.txt")
	d.Absent("For whom?")
	d.Key("enter")
	d.WantWrapped("ctrl+o replaces it")
}

// The way back from a letter leads to the page that it was opened from.
func TestTheWayBackFromALetter(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("down", "2", "e")
	d.Want("Recap", "esc back")
	d.Key("esc")
	d.Want("After the talk", "● part")
	if p := d.App().Place(); p.Screen != workbook.AfterPage || p.Record != workbook.RecordKey(workbook.AskRecords, d.Workbook().Asks[1].ID) {
		t.Errorf("esc leads to %+v", p)
	}
	d.Key("esc", "p", "esc")
	d.Absent("After the talk", "Recap") // the plan itself leads to the map
}

// Every ask's row is whole, the one without the focus too, and the four answers stay in
// sight once one is given.
func TestNothingOfWhatCameIsCut(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("4", "enter")
	d.Type("The budget is closed until the first of July, and we look at it again two weeks earlier")
	d.Key("esc", "down")
	d.Want("The budget is closed until")
	d.WantWrapped("The no is to the ask, and not to you.")
	d.Want("two weeks earlier")
	d.Key("up")
	d.Want("1–4 another answer")
	d.ClickOn("1–4 another answer")
	d.Want("1 agreed, 2 part, 3 not yet, 4 no; d takes it back.")
}

// A place is found again at the next start, without a text open.
func TestAfterIsFoundAgain(t *testing.T) {
	d := afterTalk(t, uitest.Options{})
	d.Key("1", "enter")
	again := d.Restart()
	again.Want("After the talk", "▸ Base pay")
	if again.App().Typing() || again.App().Place().Screen != workbook.AfterPage {
		t.Errorf("it starts at %+v", again.App().Place())
	}
	again.Key("e")
	if p := again.App().Place(); p.Screen != screen.PlanScreen {
		t.Errorf("e leads to %+v", p)
	}
	if !strings.Contains(again.Screen(), "Card") {
		t.Error("it is no plan")
	}
}
