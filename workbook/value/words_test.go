package value

import "testing"

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		Count(0, "return"): "no returns", Count(1, "return"): "one return", Count(10, "return"): "ten returns", Count(11, "return"): "11 returns",
		Counted(1, "hint"): "1 hint", Counted(2, "hint"): "2 hints", Others(1): "one other", Others(3): "three others",
		Ordinal(2): "second", Ordinal(11): "number 11", Ordinal(0): "number 0",
		List(nil): "", List([]string{"a"}): "a", List([]string{"a", "b"}): "a and b", List([]string{"a", "b", "c"}): "a, b and c",
		Sentence("base pay"): "Base pay", Sentence("“base”"): "“base”", Sentence("éa"): "éa",
		SignedPercent(stored("5.5 %").Value()): "+5.5%", SignedPercent(stored("5.5 %").Value().Neg()): "−5.5%", SignedPercent(stored("0 %").Value()): "0%",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
