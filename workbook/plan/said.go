package plan

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// spokenSecrets are what a text that is sent or said to the manager is held against: the
// marks of their copy, but for what the two have spoken of and for what is prepared to be said.
func spokenSecrets(w workbook.Workbook) *secrets {
	w = w.Clone()
	for i, d := range w.Deals {
		if d.Status == workbook.DealSaid {
			w.Deals[i].Status = workbook.DealEmailed
		}
	}
	s := secretsFrom(w, Manager)
	s.words = slices.DeleteFunc(s.words, func(secret secretWords) bool {
		return secret.why == prepared || secret.why == reasons["promises.what"]
	})
	return s
}

// Discreet is a workbook as the manager is spoken to of it: a return whose name is marked
// is called by its kind, and what shows an ask and is marked is left out.
func Discreet(w workbook.Workbook) workbook.Workbook { return spokenSecrets(w).discreet(w) }

func (s *secrets) discreet(w workbook.Workbook) workbook.Workbook {
	shared, out := workbook.Schema.Shared(w), w.Clone()
	var taken []string
	for i, r := range out.Returns {
		why := s.marks(w, OwnText{Where: workbook.Where{Return: r.ID, Field: "name"}, Text: r.Name})
		if why == "" || why == private && shared.Return(r.ID) == nil { // who asks for what they keep private says it
			continue
		}
		name := neutral[r.Kind]
		if slices.Contains(taken, name) {
			name = "A second point"
		}
		taken = append(taken, name)
		out.Returns[i].Name = name
	}
	for i, a := range out.Asks {
		out.Asks[i].Proofs = slices.DeleteFunc(slices.Clone(a.Proofs), func(e workbook.Entry) bool {
			return s.marks(w, OwnText{Where: workbook.Where{Ask: a.ID, Field: "proofs", Entry: string(e.ID)}, Text: e.Text}) != ""
		})
	}
	return out
}

// neutral words name what is asked for where its own name says too much.
var neutral = map[workbook.Kind]string{
	"":                         "A change in my work",
	workbook.KindPay:           "Pay",
	workbook.KindBonus:         "A bonus",
	workbook.KindEquity:        "A share in the company",
	workbook.KindBenefits:      "A change to my benefits",
	workbook.KindTime:          "A change to my working hours",
	workbook.KindPlace:         "A change to where I work",
	workbook.KindGrowth:        "Room to grow",
	workbook.KindRecognition:   "Recognition for my work",
	workbook.KindRelationships: "A change in how we work together",
	workbook.KindSupport:       "Support for my work",
	workbook.KindAchievement:   "A change to what I work on",
	workbook.KindIndependence:  "More say in my work",
}

// Gives is why to look twice at a text of the person's own before it is said to the manager,
// a sentence such as "Says your minimum."; "" when nothing is known.
func Gives(w workbook.Workbook, text string) string { return spokenSecrets(w).tells(text) }

// careful looks through what a letter is made of, for what it would give away.
type careful struct {
	*secrets
	w     workbook.Workbook // as the answers are
	notes []string
}

// named notes that a return is not called by its name in a letter.
func (c *careful) named(r *workbook.Return) {
	own := c.w.Return(r.ID)
	if own == nil || own.Name == r.Name {
		return
	}
	why := c.marks(c.w, OwnText{Where: workbook.Where{Return: r.ID, Field: "name"}, Text: own.Name})
	c.note(fmt.Sprintf("“%s” %s, so it is called “%s” here. Lesson 1 has its name.",
		value.Shorten(oneLine(own.Name), value.MaxQuote), clause(why), workbook.MidSentence(r.Name)))
}

// said notes what a text of the person's own gives away that stands in a letter, but for
// numbers that the manager knows; where is the page on which it is changed.
func (c *careful) said(label, where, text string, known ...number) {
	why := c.repeated(text)
	if why == "" {
		why = c.number(text, known)
	}
	if why != "" {
		c.note(fmt.Sprintf("%s, “%s”, %s. %s has it, to be changed.", label, value.Shorten(oneLine(text), value.MaxQuote), clause(why), where))
	}
}

func (c *careful) note(s string) {
	if !slices.Contains(c.notes, s) {
		c.notes = append(c.notes, s)
	}
}

// clause is a reason inside a sentence.
func clause(why string) string {
	_, size := utf8.DecodeRuneInString(why)
	return strings.ToLower(why[:size]) + stopless(why[size:])
}
