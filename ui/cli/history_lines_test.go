package cli

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// A line that is cut still says which field it is of, and what is other than before.
func TestHistoryLineIsCutWhereItSaysLeast(t *testing.T) {
	answer := pastChange{Record: "returns/1", Field: "why", Where: "1 Returns", name: "“Hours posted two weeks ahead for all of us”", asked: "Why it matters"}
	for _, c := range []struct {
		was, is string
		room    int
		want    string
	}{
		{"", "Rent went up", 0, "1 Returns: “Hours posted two weeks ahead for all of us”, Why it matters: – → Rent went up"},
		{"", "Rent went up", 76, "1 Returns: “Hours posted two weeks ahea…”, Why it matters: – → Rent went up"},
		{"Fewer sick ca", "Fewer sick calls", 72, "1 Returns: “Hours p…”, Why it matters: Fewer sick ca → Fewer sick calls"},
		{"Fewer sick ca", "Fewer sick calls", 56, "“Hours …”, Why it matters: …sick ca → …sick calls"},
		{"It would cost less than what it saves, Ann said", "It would cost less than what it saves, Joan said", 76,
			"1 Returns: “Hours po…”, Why it matters: …saves, Ann said → …saves, Joan said"},
		{"One", "Two of a kind, and some more that do not fit here", 72, "1 Returns: “Hours …”, Why it matters: One → Two of a kind, and some mor…"},
	} {
		answer.Was, answer.Is = c.was, c.is
		got := answer.line(c.room)
		if got != c.want || c.room > 0 && ansi.StringWidth(got) > c.room {
			t.Errorf("in %d cells:\n%s, want\n%s", c.room, got, c.want)
		}
	}
	said := pastChange{Record: "returns/1", Field: "why", Where: "1 Returns", name: answer.name, asked: answer.asked,
		Said: "window B has “The work grew, and how” beside it"}
	if got := said.line(72); !strings.Contains(got, ", Why it matters: window B has") {
		t.Errorf("the field is cut away: %s", got)
	}
	text := rapid.StringMatching(`[a-zé日 ]{0,40}`)
	rapid.Check(t, func(t *rapid.T) {
		answer := answer
		same := text.Draw(t, "same")
		answer.Was, answer.Is = same+text.Draw(t, "was"), same+text.Draw(t, "is")
		room := rapid.IntRange(30, 120).Draw(t, "room")
		got := answer.line(room)
		if n := ansi.StringWidth(got); n > room {
			t.Fatalf("%d cells in %d: %q", n, room, got)
		}
		was, is, _ := strings.Cut(got[strings.LastIndex(got, ": ")+2:], " → ")
		if room >= 75 && clean(answer.Was) != clean(answer.Is) && was == is && ansi.StringWidth(was) > 14 {
			t.Fatalf("before and after look the same: %q", got)
		}
	})
}

// What two windows type in turn is a line for each, unless something else came of the answer.
func TestHistoryJoinsTyping(t *testing.T) {
	at := time.Date(2027, 1, 30, 9, 0, 0, 0, time.Local)
	save := func(window string, second int, changes ...pastChange) pastSave {
		return pastSave{At: at.Add(time.Duration(second) * time.Second), Window: window, Changes: changes}
	}
	why := func(was, is string) pastChange {
		return pastChange{Record: "returns/1", Field: "why", asked: "Why", Was: was, Is: is}
	}
	role := func(was, is string) pastChange {
		return pastChange{Record: "profile/1", Field: "role", asked: "Role", Was: was, Is: is}
	}
	beside := func(said string) pastChange {
		return pastChange{Record: "returns/1", Field: "why", asked: "Why", Said: said, beside: true}
	}
	for name, c := range map[string]struct {
		past []pastSave
		want []string
	}{
		"two answers in turn": {
			[]pastSave{save("A", 1, why("", "R")), save("B", 2, role("", "N")), save("A", 3, why("R", "Re")), save("B", 4, role("N", "Nu"))},
			[]string{"A  Why: – → Re", "B  Role: – → Nu"},
		},
		"one answer, on both sides": {
			[]pastSave{save("A", 1, why("", "R")), save("B", 2, beside("B has x")), save("A", 3, why("R", "Re")), save("B", 4, beside("B has xy"))},
			[]string{"A  Why: – → Re", "B  Why: B has xy"},
		},
		"one answer, over the other's": {
			[]pastSave{save("A", 1, why("", "R")), save("B", 2, why("R", "Q")), save("A", 3, why("Q", "S"))},
			[]string{"A  Why: – → R", "B  Why: R → Q", "A  Why: Q → S"},
		},
		"another minute": {
			[]pastSave{save("A", 1, why("", "R")), save("B", 2, role("", "N")), save("A", 61, why("R", "Re"))},
			[]string{"A  Why: – → R", "B  Role: – → N", "A  Why: R → Re"},
		},
		"the record came anew": {
			[]pastSave{save("A", 1, why("", "R")), save("B", 2, pastChange{Record: "returns/1", Said: "taken out"}), save("A", 3, why("", "Re"))},
			[]string{"A  Why: – → R", "B  taken out", "A  Why: – → Re"},
		},
	} {
		var got []string
		for line := range strings.Lines(pastLines(c.past, 0)) {
			if _, said, found := strings.Cut(strings.TrimSpace(line), ":0"); found {
				got = append(got, said[len("0  "):])
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}
