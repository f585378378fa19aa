package storage

import (
	"errors"
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
