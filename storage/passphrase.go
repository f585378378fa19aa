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

// codeLength is how many letters a recovery code has.
const codeLength = 25

var codeTyped = strings.NewReplacer("-", "", " ", "")

// IsRecoveryCode tells whether a text could be a recovery code as a person types one: so
// could a passphrase of as many letters.
func IsRecoveryCode(secret string) bool {
	code := strings.ToUpper(codeTyped.Replace(secret))
	return len(code) == codeLength && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}
