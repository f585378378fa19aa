package app

import "strings"

// exposedInShort stands where a command would not be whole.
const exposedInShort = "Others on this computer can enter your data folder. Help (F1) has the command that closes it."

// notify says what is to be said once, when nothing else is said.
func (a *App) notify() {
	for a.note == "" && len(a.notices) > 0 {
		a.note, a.notices = a.notices[0], a.notices[1:]
	}
}

// kept says where the answers are kept, and that nobody else reads them where that is so.
func (a *App) kept() string {
	if a.o.Exposed+a.o.Notice != "" {
		return a.o.Folder + "."
	}
	return a.o.Folder + ", which only your account can read."
}

// keptAndSeen is all that is to be known of where the answers are.
func (a *App) keptAndSeen() string {
	sealed := "Whoever administers the computer can read them too, unless the workbook has a passphrase: “Passphrase”, in the commands (ctrl+p), gives it one."
	if v := a.window.view(); v != nil && v.doc.Protected() {
		sealed = "This workbook has a passphrase: without it nobody can read its files."
	}
	return strings.TrimSpace(strings.Join([]string{"They stay in " + a.kept(), sealed, "What they were before: firstmile history NAME.", a.o.Notice, a.o.Exposed}, "\n"))
}
