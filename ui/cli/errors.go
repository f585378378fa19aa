package cli

import (
	"errors"
	"fmt"
	"image/color"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/value"

	"charm.land/fang/v2"
	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// failure is an error in words for the person; cause is for errors.Is only.
type failure struct {
	text  string
	cause error
}

func (f *failure) Error() string { return f.text }
func (f *failure) Unwrap() error { return f.cause }

// wrong makes a failure that has no other cause.
func wrong(format string, args ...any) error {
	return &failure{text: fmt.Sprintf(format, args...)}
}

// sentence gives what is shown of an error. The store's and our own are
// sentences already; cobra's become one.
func sentence(err error) string {
	if own, ok := errors.AsType[*failure](err); ok {
		return own.text
	}
	s := strings.TrimSpace(err.Error())
	if s == "" {
		return "Something went wrong. Nothing was changed; see firstmile --help."
	}
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + ". See firstmile --help."
}

// flagError says what is wrong with a flag.
func flagError(cmd *cobra.Command, err error) error {
	if own, ok := errors.AsType[*failure](err); ok {
		return own
	}
	help := fmt.Sprintf("See %s --help.", cmd.CommandPath())
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := "--" + e.GetSpecifiedName()
		if e.GetSpecifiedShortnames() != "" {
			name = "-" + e.GetSpecifiedName()
		}
		return wrong("%s has no flag %s. %s", cmd.CommandPath(), quoted(name), help)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return wrong("The flag --%s needs a value. %s", e.GetFlag().Name, help)
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return wrong("The flag --%s cannot be %s. %s", e.GetFlag().Name, quoted(e.GetValue()), help)
	}
	return wrong("A flag cannot be read: %s. %s", clean(err.Error()), help)
}

// clean makes what came from outside safe to show within a line.
func clean(s string) string { return value.CleanLine(s) }

// quoted repeats what was typed, cut short.
func quoted(s string) string {
	s = clean(s)
	if r := []rune(s); len(r) > 60 {
		s = string(r[:59]) + "…"
	}
	return "“" + s + "”"
}

// path repeats the name of a file in full.
func path(s string) string { return "“" + clean(s) + "”" }

// shell writes an argument as it can be typed in a shell. One with characters that
// cannot be shown has them as codes, which bash, zsh and POSIX since 2024 read.
func shell(s string) string {
	if clean(s) != s {
		return coded(s)
	}
	switch {
	case s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,/") == "" && s[0] != '-':
		return s
	case !strings.ContainsAny(s, "\"$`\\!"):
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// coded is an argument in which all but ASCII is a code.
func coded(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F || c == '\'' || c == '\\' {
			fmt.Fprintf(&b, `\%03o`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return "$'" + b.String() + "'"
}

// argument is shell for a name that a command takes: one that begins like a flag
// needs two hyphens before it.
func argument(s string) string {
	if strings.HasPrefix(clean(s), "-") {
		return "-- " + shell(s)
	}
	return shell(s)
}

// valueName is how the help calls a flag's value.
func valueName(cmd *cobra.Command, flag, name string) {
	f := cmd.Flags().Lookup(flag)
	if f == nil {
		f = cmd.PersistentFlags().Lookup(flag)
	}
	f.Usage = strings.TrimSpace(f.Usage) + " [" + name + "]"
}

// scheme colors the help. It is readable on light and dark alike: plain text is
// the terminal's own.
func scheme(lipgloss.LightDarkFunc) fang.ColorScheme {
	none := lipgloss.NoColor{}
	return fang.ColorScheme{
		Base: none, Title: lipgloss.Cyan, Description: none, Codeblock: none,
		Program: lipgloss.Cyan, DimmedArgument: none, Comment: none, Flag: lipgloss.Cyan,
		FlagDefault: none, Command: lipgloss.Cyan, QuotedString: none, Argument: none,
		Help: none, Dash: none, ErrorHeader: [2]color.Color{none, none}, ErrorDetails: none,
	}
}
