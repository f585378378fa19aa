package content

import (
	"cmp"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// origins are where an idea of the program's own may come from: an essay of the course,
// or practice.
var origins = []string{"next-step essay", "extra-mile essay", "outage essay", "practice"}

func loadCatalog(fsys fs.FS) (*catalog, error) {
	c := &catalog{}
	var all []error
	for _, part := range []struct {
		name string
		read func(*file)
	}{
		{evidenceFile, c.readEvidence}, {returnsFile, c.readReturns}, {objectionsFile, c.readObjections}, {ideasFile, c.readIdeas},
	} {
		f := open(fsys, part.name)
		part.read(f)
		if part.name == ideasFile {
			for i, d := range c.ideas {
				if !slices.Contains(origins, d.From) {
					f.fail(i+1, "from", "an idea comes from one of %q, not from “%s”", origins, d.From)
				}
			}
		}
		all = append(all, f.first())
	}
	return c, cmp.Or(all...)
}

// readEvidence adds the cards of a file, and replaces those that are there already by
// their ids.
func (c *catalog) readEvidence(f *file) {
	var doc struct {
		Cards []Evidence `toml:"card"`
	}
	f.decode(&doc)
	for i, card := range doc.Cards {
		f.check(i+1, card)
		f.sums(i+1, Evidence{Claim: card.Claim, Caution: card.Caution}) // a source may be full of numbers
		for j, l := range card.Lessons {
			if l.Number() == 0 || slices.Contains(card.Lessons[:j], l) {
				f.fail(i+1, "lessons", "there is no lesson “%s”, or it is here twice", l)
			}
		}
		if before := slices.IndexFunc(doc.Cards[:i], func(o Evidence) bool { return o.ID == card.ID }); before >= 0 {
			f.again(i+1, before+1, card.ID)
		}
	}
	for _, card := range doc.Cards {
		if at := slices.IndexFunc(c.cards, func(o Evidence) bool { return o.ID == card.ID }); at >= 0 {
			c.cards[at] = card
		} else {
			c.cards = append(c.cards, card)
		}
	}
}

// again refuses an id that stands in an earlier section.
func (f *file) again(section, before int, id string) {
	f.fail(section, "id", "the id “%s” stands on line %d already", id, f.line(before, "id"))
}

func (c *catalog) readReturns(f *file) {
	var doc struct {
		Returns []Return `toml:"return"`
	}
	f.decode(&doc)
	for i, r := range doc.Returns {
		f.check(i+1, r)
		f.sums(i+1, r)
		if r.Basis != "" && (r.Kind != workbook.KindPay || !slices.Contains(workbook.Bases(), r.Basis)) {
			f.fail(i+1, "basis", "there is no basis “%s” of %s", r.Basis, r.Kind)
		}
		if r.Kind != "" && !slices.Contains(workbook.Kinds(), r.Kind) {
			f.fail(i+1, "kind", "there is no kind “%s” of return", r.Kind)
		}
		if slices.ContainsFunc(doc.Returns[:i], func(o Return) bool { return strings.EqualFold(o.Name, r.Name) }) {
			f.fail(i+1, "name", "the return “%s” is here twice", r.Name)
		}
		f.checkSynonyms(i+1, "also", r.Also)
		for _, also := range r.Also {
			if fitOf(fold(r.Name), fold(also)) != none { // it would find nothing more
				f.fail(i+1, "also", "the synonym “%s” is in the name already", also)
			}
		}
	}
	if len(doc.Returns) == 0 {
		f.fail(0, "return", "there is no [[return]]")
	}
	c.returns = doc.Returns
}

func (c *catalog) readObjections(f *file) {
	var doc struct {
		Objections []Objection `toml:"objection"`
	}
	f.decode(&doc)
	for i, o := range doc.Objections {
		f.check(i+1, o)
		f.sums(i+1, o)
		for k, before := range doc.Objections[:i] {
			if before.ID == o.ID {
				f.again(i+1, k+1, o.ID)
			}
			if strings.EqualFold(before.Hear, o.Hear) {
				f.fail(i+1, "hear", "the objection “%s” is here twice", o.Hear)
			}
		}
		f.checkSynonyms(i+1, "words", o.Words)
	}
	if len(doc.Objections) == 0 {
		f.fail(0, "objection", "there is no [[objection]]")
	}
	c.objections = doc.Objections
}

// readIdeas takes the ideas, and what stands beside them.
func (c *catalog) readIdeas(f *file) {
	var doc struct {
		Note  string `toml:"note" max:"120"`
		Ideas []Idea `toml:"idea" optional:"true"` // said below
	}
	f.decode(&doc)
	f.check(0, doc)
	for i, d := range doc.Ideas {
		f.check(i+1, d)
		f.sums(i+1, d)
		if d.Card != "" && !slices.ContainsFunc(c.cards, func(c Evidence) bool { return c.ID == d.Card }) {
			f.fail(i+1, "card", "there is no card “%s”", d.Card)
		}
		if slices.ContainsFunc(doc.Ideas[:i], func(o Idea) bool { return strings.EqualFold(o.Name, d.Name) }) {
			f.fail(i+1, "name", "the idea “%s” is here twice", d.Name)
		}
	}
	if len(doc.Ideas) == 0 {
		f.fail(0, "idea", "there is no [[idea]]")
	}
	c.ideas, c.note = doc.Ideas, doc.Note
}

// checkSynonyms holds synonyms to what the search can use: one that is a spelling
// of another would find nothing more.
func (f *file) checkSynonyms(section int, key string, synonyms []string) {
	for i, also := range synonyms {
		words := fold(also)
		same := func(o string) bool { return strings.Join(fold(o), "") == strings.Join(words, "") }
		switch {
		case len(words) == 0 || value.CleanLine(also) != also || strings.TrimSpace(also) != also || strings.ToLower(also) != also:
			f.fail(section, key, "the synonym %q has to be a word or two in lower case", also)
		case slices.ContainsFunc(synonyms[:i], same):
			f.fail(section, key, "the synonym “%s” is here twice", also)
		}
	}
}

var (
	sumOfMoney = lazy.New(`\p{Sc}\s?\d|\d\s?\p{Sc}|(?i)\b\d[\d,.]*\s?(k|dollars?|euros?|pounds?)\b|\b\d{1,3}[,.]\d{3}\b`)
	besideCode = lazy.New(`\b[A-Z]{3}\s?\d|\d\s?[A-Z]{3}\b`)
)

// sums refuses a sum of money in what a catalog offers: what covers a rent is the
// person's own figure.
func (f *file) sums(section int, table any) {
	v := reflect.ValueOf(table)
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.String { // what only finds a thing may be called by a number
			continue
		}
		text := v.Field(i).String()
		money := sumOfMoney.MatchString(text)
		for _, at := range besideCode.FindAllStringIndex(text, -1) {
			money = money || value.IsCurrency(strings.Trim(text[at[0]:at[1]], "0123456789 \t"))
		}
		if money {
			f.fail(section, v.Type().Field(i).Tag.Get("toml"), "“%s” holds an amount", value.Shorten(text, value.MaxQuote))
		}
	}
}
