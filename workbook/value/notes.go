package value

import (
	"strings"
	"sync"
)

// noteWords are what people put beside an amount of pay that changes neither the
// number nor its currency nor what it is for: they are kept as a note. Of any other
// word one is asked, since it may be a word for thousands, a month or a currency.
var noteWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`
		base basic basis grundgehalt grundlohn fix fixed fixum fixe fijo fisso fast zasadnicza základ
		gross brut brute bruts brutes brutto bruto brutos bruta brutta bruttó lordo lordi lorda hrubého hrubá hrubý brutt
		net nett neto netos netto netta netti nette nets nettó líquido líquidos liquido liquidos libres limpios čistého čistá
		na rękę czysto ręki in hand in-hand take home take-home hand 手取り 額面 基本給 総支給 税前 税后 税込 税抜 到手 세전 세후
		before after tax taxes pre-tax pretax imposable avant impôt steuer vor nach
		total comp compensation package pkg all all-in allin everything included incl incl. inklusive including inc excl exclusive excluding ex with without w/ w/o plus and + & und y e et og och i mit ohne avec sans con
		ote ctc tcc tc ttc fte rsu rsus lti sti hra avg max min average median mean mediana moyenne durchschnitt p10 p25 p50 p75 p90 est estimated guaranteed target at
		pay salary salaries wage wages rate lohn gehalt salaire sueldo salario salário stipendio lön løn lønn plat pensja płaca
		super superannuation pension bonus boni commission commissions prima prime tip tips gratuities provision equity stock options shares benefits
		car housing allowance accommodation meals food healthcare insurance vakantiegeld urlaubsgeld weihnachtsgeld overtime diff differential nights
		cash casual loading temp temporary perm permanent contract contractor freelance pro rata prorata part-time full-time remote hybrid onsite exempt non-exempt
		vat mwst ust tva iva btw moms dph áfa gst hst w2 w-2 1099 c2c b2b uop uz pj clt m.n iso nqso
		petrol fuel gas diesel mileage travel commute commuting train bus tram ticket tickets transport parking phone mobile internet gym course courses training lunch meal voucher vouchers
		uniform laundry relocation moving childcare nursery dental medical health match holiday vacation leave night weekend weekends sunday sundays shift shifts on-call oncall premium stipend dojazd
		for für pour para til för dla sign on
		signing sign-on signon one-off oneoff once einmalig retention award advertised posted offered current new old now last this next`) {
		out[noteKey(w)] = true
	}
	return out
})

// noteKey is what spellings of a word beside an amount have in common.
func noteKey(w string) string { return strings.ToLower(strings.Trim(w, ".,:;()")) }

// unknownWord is the first of some words beside an amount of which it is not known here
// that they change nothing of it; "" for none.
func unknownWord(words string) string {
	for _, w := range strings.Fields(words) {
		for _, part := range strings.FieldsFunc(w, func(r rune) bool { return r == '/' || r == ',' }) {
			if !noteWords()[noteKey(part)] && !noteWords()[noteKey(w)] && noteKey(part) != "" {
				return noteKey(w)
			}
		}
	}
	return ""
}

// shares tells words that make a number one of shares: what these are worth is asked for.
func shares(words string) bool {
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	return strings.Contains(" rsu rsus option options share shares stock stocks unit units aktien actions acciones azioni point points token tokens ", " "+first+" ") && first != ""
}
