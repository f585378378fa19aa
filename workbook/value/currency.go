package value

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bojanz/currency"
)

// Bare is the unit of money that was typed without a currency: it is in that of
// its record, or else of its workbook, also when that is named later.
const Bare = "¤"

// IsCurrency tells an ISO 4217 code that is in use.
func IsCurrency(code string) bool { return code != "" && currency.IsValid(code) }

// symbolOf is the sign that stands before an amount: €92,000, CA$92,000; "" where
// only the code is plain.
func symbolOf(code string) string {
	s, ok := currency.GetSymbol(code, currency.Locale{Language: "en"})
	if !ok || s == code || code == "XAF" || code == "XOF" || code == "XPF" { // FCFA and its like stand behind
		return ""
	}
	return s
}

// signs are what people type for a currency. Where several share a sign, one that
// the workbook has been using is meant, or else the person is asked. Written in
// small letters a sign of letters is meant as well.
var signs = []struct{ sign, codes string }{
	{"US dollars", "USD"}, {"US dollar", "USD"}, {"Canadian dollars", "CAD"}, {"Australian dollars", "AUD"},
	{"U.S. dollars", "USD"}, {"$ CA", "CAD"}, {"$CA", "CAD"}, {"$ CAN", "CAD"}, {"$ US", "USD"}, {"$US", "USD"}, {"U$S", "USD"}, {"u$d", "USD"}, {"AR$", "ARS"}, {"$U", "UYU"},
	{"US $", "USD"}, {"CA $", "CAD"}, {"AU $", "AUD"}, {"NZ $", "NZD"}, {"HK $", "HKD"}, {"MX $", "MXN"}, {"R $", "BRL"}, {`ש"ח`, "ILS"},
	{"E£", "EGP"}, {"S/.", "PEN"}, {"S/", "PEN"}, {"TSh", "TZS"}, {"USh", "UGX"},
	{"US$", "USD"}, {"CA$", "CAD"}, {"CAN$", "CAD"}, {"AU$", "AUD"}, {"NZ$", "NZD"}, {"HK$", "HKD"}, {"NT$", "TWD"}, {"MX$", "MXN"},
	{"C$", "CAD"}, {"A$", "AUD"}, {"S$", "SGD"}, {"R$", "BRL"}, {"CN¥", "CNY"},
	{"€", "EUR"}, {"£", "GBP"}, {"₹", "INR"}, {"₩", "KRW"}, {"₪", "ILS"}, {"₺", "TRY"}, {"₱", "PHP"}, {"₦", "NGN"}, {"₴", "UAH"},
	{"₽", "RUB"}, {"฿", "THB"}, {"₫", "VND"}, {"đ", "VND"}, {"₸", "KZT"}, {"₵", "GHS"}, {"₡", "CRC"}, {"₲", "PYG"}, {"₾", "GEL"}, {"₼", "AZN"}, {"৳", "BDT"},
	{"zł", "PLN"}, {"zl", "PLN"}, {"złotych", "PLN"}, {"Kč", "CZK"}, {"Kc", "CZK"}, {"SFr", "CHF"}, {"Fr", "CHF"}, {"Franken", "CHF"}, {"Ft", "HUF"}, {"руб", "RUB"},
	{"грн", "UAH"}, {"lei", "RON"}, {"RM", "MYR"}, {"Rp", "IDR"}, {"Dhs", "AED MAD"}, {"Dh", "AED MAD"}, {"KSh", "KES"}, {"円", "JPY"}, {"원", "KRW"}, {"yen", "JPY"},
	{"人民币", "CNY"}, {"元", "CNY TWD"}, {"euros", "EUR"}, {"euro", "EUR"}, {"pounds", "GBP"}, {"pound", "GBP"}, {"quid", "GBP"}, {"rupees", "INR PKR LKR NPR MUR"}, {"pesos", "MXN ARS CLP COP PHP UYU"},
	{"Rs", "INR PKR LKR NPR MUR"}, {"¥", "JPY CNY"}, {"kr", "SEK NOK DKK ISK"}, {"kroner", "NOK DKK"}, {"kronor", "SEK"}, {"francs", "CHF XOF XAF"},
	{"dirhams", "AED MAD"}, {"dirham", "AED MAD"}, {"rand", "ZAR"}, {"rubles", "RUB"}, {"roubles", "RUB"}, {"zloty", "PLN"}, {"zlotys", "PLN"}, {"koruna", "CZK"}, {"korun", "CZK"},
	{"lira", "TRY"}, {"TL", "TRY"}, {"shekels", "ILS"}, {"NIS", "ILS"}, {"won", "KRW"}, {"baht", "THB"}, {"naira", "NGN"}, {"cedis", "GHS"}, {"GH₵", "GHS"}, {"shillings", "KES UGX TZS"},
	{"riyals", "SAR QAR"}, {"riyal", "SAR QAR"}, {"ringgit", "MYR"}, {"rupiah", "IDR"}, {"yuan", "CNY"}, {"RMB", "CNY"}, {"renminbi", "CNY"}, {"forint", "HUF"}, {"hryvnia", "UAH"}, {"reais", "BRL"},
	{"dollars", "USD CAD AUD NZD SGD HKD"}, {"dollar", "USD CAD AUD NZD SGD HKD"}, {"$", "USD CAD AUD NZD SGD MXN HKD ARS CLP COP"}, {"R", "ZAR"},
	{"ευρώ", "EUR"}, {"ευρω", "EUR"}, {"евро", "EUR"}, {"eur.", "EUR"}, {"euroa", "EUR"}, {"dólares", "USD CAD AUD NZD SGD HKD"}, {"dolares", "USD CAD AUD NZD SGD HKD"}, {"bucks", "USD CAD AUD NZD SGD"},
	{"soles", "PEN"}, {"colones", "CRC"}, {"guaraníes", "PYG"}, {"taka", "BDT"}, {"đồng", "VND"}, {"dong", "VND"}, {"บาท", "THB"}, {"块", "CNY"}, {"塊", "TWD"}, {"圆", "CNY"},
	{"درهم", "AED MAD"}, {"ريال", "SAR QAR OMR YER"}, {"ر.س", "SAR"}, {"د.إ", "AED"}, {"SR", "SAR"}, {"LE", "EGP"}, {"KD", "KWD"}, {"DT", "TND"}, {"FCFA", "XOF XAF"}, {"CFA", "XOF XAF"},
	{"din", "RSD"}, {"рублей", "RUB"}, {"гривень", "UAH"}, {"Naira", "NGN"}, {"N", "NGN NAD"}, {"P", "PHP BWP"},
}

// thousands are signs that count in thousands: 92 TEUR.
var thousands = []struct{ sign, code string }{{"TEUR", "EUR"}, {"T€", "EUR"}, {"KEUR", "EUR"}, {"k€", "EUR"}, {"TCHF", "CHF"}, {"kUSD", "USD"}, {"k$", "$"}, {"tkr", "kr"}}

// wordCodes are currency codes that are English words too: written small, they
// are the word.
var wordCodes = map[string]bool{"all": true, "try": true, "top": true, "cup": true, "pen": true, "mad": true, "bob": true, "gel": true, "sos": true, "mop": true, "lak": true}

// ValidCurrency gives the ISO 4217 code in capitals, of a code or of a sign
// that people type for one (£, dollars), or an InputError that says what a code
// looks like, with the codes to choose from where several share the sign.
func ValidCurrency(code string) (string, error) {
	typed := strings.TrimSpace(CleanLine(code))
	for _, s := range signs {
		if !strings.EqualFold(strings.TrimSuffix(s.sign, "."), strings.TrimSuffix(typed, ".")) {
			continue
		}
		if all := strings.Fields(s.codes); len(all) > 1 {
			return "", whichOf(code, typed, all, func(code string) string { return code })
		}
		return s.codes, nil
	}
	if up := strings.ToUpper(typed); IsCurrency(up) {
		return up, nil
	}
	return "", BadInput(code, Echo(code)+" is not a currency code.", "Type three letters, such as USD, EUR or GBP.")
}

// maxReadings is the most that one is asked to choose from.
const maxReadings = 6

// whichOf asks which of several currencies a sign means.
func whichOf(text, sign string, codes []string, typed func(code string) string) error {
	codes = codes[:min(len(codes), maxReadings)]
	e := InputError{Text: text, Problem: fmt.Sprintf("“%s” is used by several countries: which one?", sign), Try: "Type the code instead, such as " + typed(codes[0]) + ".", which: true, asks: true}
	for _, c := range codes {
		e.Readings = append(e.Readings, Reading{typed(c), c})
	}
	return &e
}

// money is a currency that was found at either end of a typed amount.
type money struct {
	rest  string
	code  string   // "" where several share the sign
	sign  string   // as it was typed
	codes []string // that share it
	scale int32    // TEUR
}

// cutCurrency takes an ISO code, a sign or both off either end. Of a sign that
// several share, the first code of known is meant that shares it.
func cutCurrency(s string, known []string) (money, bool) {
	m := money{rest: s}
	for _, sg := range thousands {
		if body, ok := cutSign(s, sg.sign); ok {
			s, m.scale = strings.TrimSpace(body)+" "+sg.code, 3
		}
	}
	m.rest, m.code = cutCode(s)
	for _, sg := range signs {
		body, found := cutSign(m.rest, sg.sign)
		if !found {
			continue
		}
		codes := strings.Fields(sg.codes)
		switch {
		case m.code != "" && !slices.Contains(codes, m.code) && sg.sign != "$" && sg.sign != "dollars":
			return money{rest: s, sign: sg.sign}, true // €92k USD: two currencies
		case m.code != "":
		case len(codes) == 1:
			m.code = codes[0]
		default:
			if i := slices.IndexFunc(known, func(k string) bool { return slices.Contains(codes, k) }); i >= 0 {
				m.code = known[i]
			}
		}
		m.rest, m.sign, m.codes = strings.TrimSpace(body), sg.sign, codes
		return m, true
	}
	return m, m.code != ""
}

// cutCode takes an ISO 4217 code off either end: "USD 92k", "92kusd".
func cutCode(s string) (rest, code string) {
	if n := len(s); n > 3 {
		if code, ok := typedCode(s[:3]); ok && !letter(s[3]) {
			return strings.TrimSpace(s[3:]), code
		}
		body := s[:n-3]
		if code, ok := typedCode(s[n-3:]); ok && (!letter(body[n-4]) || isNumber(body)) {
			return strings.TrimSpace(body), code
		}
	}
	return s, ""
}

func typedCode(s string) (string, bool) {
	up := strings.ToUpper(s)
	return up, IsCurrency(up) && (s == up || !wordCodes[strings.ToLower(s)])
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// cutSign takes a sign off either end, without case. A sign of letters does not
// touch other letters but those of a scale ("45kr" and "98 tkr" are none), and may
// bear a point ("kr.", "Rs.").
func cutSign(s, sign string) (string, bool) {
	n := len(sign)
	first, _ := utf8.DecodeRuneInString(sign)
	last, _ := utf8.DecodeLastRuneInString(sign)
	if len(s) > n && strings.EqualFold(s[:n], sign) {
		if next, _ := utf8.DecodeRuneInString(s[n:]); !unicode.IsLetter(last) || unspaced(sign) || !unicode.IsLetter(next) {
			return strings.TrimPrefix(s[n:], "."), true
		}
	}
	if unicode.IsLetter(last) {
		s = strings.TrimSuffix(s, ".")
	}
	if len(s) > n && strings.EqualFold(s[len(s)-n:], sign) {
		prev, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
		if n == 1 && unicode.IsLetter(first) && prev != ' ' && !unicode.IsDigit(prev) { // M.N. is no naira
			return s, false
		}
		if !unicode.IsLetter(first) || unspaced(sign) || !unicode.IsLetter(prev) {
			return s[:len(s)-n], true
		}
	}
	return s, false
}
