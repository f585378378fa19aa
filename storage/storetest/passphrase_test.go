package storetest_test

import (
	"strings"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

func init() { suite["passphrase"] = passphrase }

// A workbook with a passphrase says nothing without it, in no window, and everything with
// it, or with the recovery code.
func passphrase(t *testing.T, window func() storage.Store) {
	const first, second = "four words of mine", "other words of mine"
	a, b := window(), window()
	w := storetest.Sample(storetest.IDs())
	base := must(a.Create(t.Context(), w))(t)
	must(storetest.SaveAs(t.Context(), b, base, named(w, "a name")))(t)
	if _, err := a.Protect(t.Context(), w.ID, "", "short"); err == nil {
		t.Error("a passphrase of 5 letters is taken")
	}
	code := must(a.Protect(t.Context(), w.ID, "", first))(t)
	if len(code) < 10 {
		t.Errorf("recovery code %q", code)
	}
	if got := load(t, a, w.ID); !got.Protected || got.Workbook.Profile.Name != "a name" {
		t.Error("the window that gave the passphrase does not have it:", got.Protected)
	}
	must(storetest.SaveAs(t.Context(), a, load(t, a, w.ID), named(w, "another name")))(t)

	locked := func(s storage.Store) {
		t.Helper()
		_, err := s.Load(t.Context(), w.ID)
		fails(t, err, storage.ErrLocked)
		_, err = s.History(t.Context(), w.ID)
		fails(t, err, storage.ErrLocked)
		_, err = storetest.SaveAs(t.Context(), s, base, named(w, "not seen"))
		fails(t, err, storage.ErrLocked)
		e := must(s.List(t.Context()))(t)[0]
		if want := (storage.Entry{ID: w.ID, Saved: e.Saved, Protected: true}); e != want || e.Saved.IsZero() {
			t.Errorf("the list says %+v", e)
		}
	}
	locked(b)
	locked(window())
	fails(t, b.Unlock(t.Context(), w.ID, "no words of mine"), storage.ErrPassphrase)
	locked(b)
	ok(t, b.Unlock(t.Context(), w.ID, first))
	if got := load(t, b, w.ID).Workbook.Profile.Name; got != "another name" {
		t.Errorf("with the passphrase it is %q", got)
	}
	if got := must(b.List(t.Context()))(t)[0]; got.Name != "another name" || !got.Protected {
		t.Errorf("the list of who has the passphrase says %+v", got)
	}
	if n := len(must(b.History(t.Context(), w.ID))(t)); n < 3 {
		t.Errorf("of the history %d entries are left", n)
	}

	_, err := b.Protect(t.Context(), w.ID, "no words of mine", second)
	fails(t, err, storage.ErrPassphrase)
	next := must(b.Protect(t.Context(), w.ID, strings.ToLower(code), second))(t)
	c := window()
	fails(t, c.Unlock(t.Context(), w.ID, first), storage.ErrPassphrase)
	fails(t, c.Unlock(t.Context(), w.ID, code), storage.ErrPassphrase)
	ok(t, c.Unlock(t.Context(), w.ID, next))
	must(storetest.SaveAs(t.Context(), c, load(t, c, w.ID), named(w, "a third name")))(t)

	if code := must(c.Protect(t.Context(), w.ID, second, ""))(t); code != "" {
		t.Errorf("without a passphrase there is a code: %q", code)
	}
	if got := load(t, window(), w.ID); got.Protected || got.Workbook.Profile.Name != "a third name" {
		t.Errorf("without its passphrase it is %q", got.Workbook.Profile.Name)
	}
	must(storetest.SaveAs(t.Context(), b, load(t, b, w.ID), named(w, "a fourth name")))(t)
}
