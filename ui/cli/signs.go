package cli

import "strings"

// withoutSigns tells a terminal that may have none of our signs: the Linux console,
// whose font lacks them, one without a UTF-8 locale, and the old console of Windows,
// which names neither itself nor a locale.
func withoutSigns(env func(string) string, windows bool) bool {
	if windows {
		return env("WT_SESSION") == "" && env("TERM") == "" && env("TERM_PROGRAM") == "" && env("ConEmuANSI") == ""
	}
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} { // the first that is set counts
		if locale = env(name); locale != "" {
			break
		}
	}
	locale = strings.ToLower(locale)
	return env("TERM") == "linux" || !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
}
