package app_test

import (
	"strings"
	"testing"

	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// Another window deletes what one writes into: the text stays open, and no letter of it ever
// acts as a command.
func TestDeletedWhileItIsTypedInto(t *testing.T) {
	for name, c := range map[string]struct {
		open   []string // to a text of the record in focus
		delete []string // the same record in the other window
		record string   // of which collection there is one less otherwise
	}{
		"a return":    {[]string{"1", "enter"}, []string{"1", "d"}, workbook.ReturnRecords},
		"an ask":      {[]string{"3", "enter"}, []string{"3", "d"}, workbook.AskRecords},
		"an offer":    {[]string{"4", "enter"}, []string{"4", "d"}, workbook.OfferRecords},
		"a target":    {[]string{"7", "enter"}, []string{"7", "d"}, workbook.KPIRecords},
		"extra work":  {[]string{"8", "enter"}, []string{"8", "d"}, workbook.ExtraRecords},
		"a need":      {[]string{"2", "enter"}, []string{"1", "d"}, workbook.ReturnRecords},
		"a figure":    {[]string{"3", "G", "up", "up", "enter"}, []string{"3", "G", "up", "up", "d"}, workbook.FigureRecords},
		"with an ask": {[]string{"3", "enter"}, []string{"1", "d"}, workbook.AskRecords},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Width: 110, Height: 40, Example: true})
			other := d.Second()
			d.Key(c.open...)
			if !d.App().Typing() {
				t.Fatalf("%s opens to no text", name)
			}
			before := d.Workbook()
			place := d.App().Place()
			d.Type(" I de")
			other.Key(c.delete...)
			d.Follow()
			d.Type("adline and 3 days d u q")
			if !d.App().Typing() || d.Quit() || d.App().Place() != place {
				t.Errorf("typing %v, at %v, was at %v:\n%s", d.App().Typing(), d.App().Place(), place, d.Screen())
			}
			now := d.Workbook()
			if !workbook.Schema.Has(&now, place.Record) {
				t.Fatalf("the record is gone:\n%s", d.Screen())
			}
			raw := string(workbook.Schema.Encode(&now, place.Record))
			if !strings.Contains(raw, " I deadline and 3 days d u q") {
				t.Errorf("it is %s", raw)
			}
			for _, change := range workbook.Diff(before, now) {
				if change.Field == "" && change.After == nil && change.Record.Collection() == c.record {
					t.Errorf("%s is gone", change.Record)
				}
			}
		})
	}
}

// Who does not write in it loses it, as the other window meant.
func TestDeletedElsewhereGoes(t *testing.T) {
	d := uitest.New(t, uitest.Options{Width: 110, Height: 40, Example: true})
	other := d.Second()
	d.Key("1")
	before := d.Workbook()
	other.Key("1", "d")
	d.Follow()
	if got := d.Workbook(); len(got.Returns) != len(before.Returns)-1 {
		t.Errorf("%d returns, of %d", len(got.Returns), len(before.Returns))
	}
	storetest.Equal(t, other.Workbook(), d.Workbook())
}
