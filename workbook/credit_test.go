package workbook_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"firstmile/workbook"
	"firstmile/workbook/workbooktest"
)

func TestShares(t *testing.T) {
	for _, tt := range []struct {
		words  string
		credit []string
		want   workbook.Shares
	}{
		{"I sorted it and I built the racks on my weekend.", nil, workbook.Shares{I: 3}},
		{"I answer it.", nil, workbook.Shares{I: 1}},
		{"Sam tested every step; I wrote it down; we use it every night.", []string{"Sam"}, workbook.Shares{I: 1, We: 1, Named: []string{"Sam"}}},
		{"I helped Sam", []string{"Sam"}, workbook.Shares{I: 1, Named: []string{"Sam"}}},
		{"i'm glad: I’ve asked, I'd written and I'll ask again; it was mine, not about me", nil, workbook.Shares{I: 6}},
		{"We've done it together, and ours works for all of us, says our chief", nil, workbook.Shares{We: 4}},
		// A name is a whole word; the first of a full name will do, and so will a group.
		{"The sample is the same as before, and I kept it.", []string{"Sam"}, workbook.Shares{I: 1}},
		{"Ines wrote it and Mr. Adler paid for it", []string{"Ines Moreau", "Mr. Adler"}, workbook.Shares{Named: []string{"Ines Moreau", "Mr. Adler"}}},
		{"Adler paid for it", []string{"Mr. Adler"}, workbook.Shares{Named: []string{"Mr. Adler"}}},
		{"I owe it to Sam's patience and to Kim.", []string{"Sam from IT; Kim, Ann and Lee", "Kim"}, workbook.Shares{I: 1, Named: []string{"Sam from IT", "Kim"}}},
		{"Susann helped me", []string{"Ann"}, workbook.Shares{I: 1}},
		{"I fixed it at night", []string{"The night shift"}, workbook.Shares{I: 1}},
		{"I fixed it for the night shift", []string{"The night shift"}, workbook.Shares{I: 1, Named: []string{"The night shift"}}},
		{"sam tested it and I wrote it", []string{"Sam"}, workbook.Shares{I: 1, Named: []string{"Sam"}}},
		{"I will do it in may", []string{"Will", "May"}, workbook.Shares{I: 1}},
		{"Will did it in may and I watched", []string{"Will", "May"}, workbook.Shares{I: 1, Named: []string{"Will"}}},
		{"José and I wrote it", []string{"José"}, workbook.Shares{I: 1, Named: []string{"José"}}},
		// What looks like I or us and is neither.
		{"The I/O and the A.I. of our US branch", nil, workbook.Shares{We: 1}},
		{"The store was rebuilt.", []string{" ", "."}, workbook.Shares{}},
	} {
		e := workbook.Extra{Words: tt.words, Credit: workbooktest.Proofs(tt.credit...)}
		tt.want.English = true
		if diff := cmp.Diff(tt.want, e.Shares(), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.words, diff)
		}
	}
}

// Of words that are not English nothing is counted.
func TestSharesOfOtherLanguages(t *testing.T) {
	for _, words := range []string{
		"", "12, 13.", "Handbuch fertig",
		"Ich habe das Handbuch geschrieben, und Sam hat es geprüft.",
		"Yo lo escribí y Sam me ayudó.", "Sam me ayudó",
		"J'ai écrit le guide, et Sam me l'a relu.",
		"Io ho scritto la guida. I colleghi che la usano mi ringraziano.",
		"Ik heb het geschreven en Sam was erbij; we gebruiken het.",
		"Ja to zrobiłem, a my się cieszymy.",
		"Jag skrev det och Sam testade.", "Eu escrevi o guia com o Sam, e não me cansei.",
		"Я написал, Sam me помог", "私が書いた。Sam me",
	} {
		e := workbook.Extra{Words: words, Credit: workbooktest.Proofs("Sam")}
		if got := e.Shares(); got.English || got.I+got.We+len(got.Named) > 0 {
			t.Errorf("%q: %+v", words, got)
		}
	}
}
