package storage

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// MinPassphrase is the least length of a passphrase, in characters.
const MinPassphrase = 8

var errShort = errors.New("A passphrase needs at least 8 characters: a few words that only you would put together. Nothing was changed; choose a longer one.")

// CheckPassphrase tells what is wrong with a new passphrase, in a sentence for the person.
func CheckPassphrase(passphrase string) error {
	if utf8.RuneCountInString(passphrase) < MinPassphrase {
		return errShort
	}
	return nil
}

// CheckAgain tells what is wrong where a new passphrase was typed a second time.
func CheckAgain(passphrase, again string) error {
	if passphrase != again {
		return errUnequal
	}
	return nil
}

var errUnequal = errors.New("The two are not the same. Nothing was changed; try it again.")

// What is said once a passphrase was given or taken away, and of the code that came with it.
const (
	PassphraseSet = "The passphrase is set."
	AboutRecovery = "The recovery code opens the workbook if you forget the passphrase, and is not shown again: " +
		"write it down and keep it away from this computer. Without both nobody can open it."
	PassphraseGone = "The passphrase is gone: whoever can read the data folder can read this workbook."
	OpenedByCode   = "You opened it with the recovery code."
)

// RecoveryLetters is how many letters a recovery code has.
const RecoveryLetters = 25

var codeTyped = strings.NewReplacer("-", "", " ", "")

// IsRecoveryCode tells whether a text could be a recovery code as a person types one: so
// could a passphrase of as many letters.
func IsRecoveryCode(secret string) bool {
	code := strings.ToUpper(codeTyped.Replace(secret))
	return len(code) == RecoveryLetters && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// The alphabet of recovery codes has no 0, 1, 8 and 9, which are written for O, I or L, B and G.
var codeRead = strings.NewReplacer("0", "O", "8", "B", "9", "G")

// maxOnes is how many 1s are read both ways: a code has that many I and L once in millions.
const maxOnes = 10

// RecoveryCodes are the recovery codes that a person can have meant by a text, without
// dashes, in large letters; none where it can be no code.
func RecoveryCodes(typed string) []string {
	if !IsRecoveryCode(typed) {
		return nil
	}
	out := []string{codeRead.Replace(strings.ToUpper(codeTyped.Replace(typed)))}
	for range min(strings.Count(out[0], "1"), maxOnes) {
		var both []string
		for _, code := range out {
			both = append(both, strings.Replace(code, "1", "I", 1), strings.Replace(code, "1", "L", 1))
		}
		out = both
	}
	return out
}
