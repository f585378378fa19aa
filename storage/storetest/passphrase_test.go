package storetest_test

import (
	"strings"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

// What has a passphrase says nothing without it, in no window, and everything with it, or
// with the recovery code.
func (k kit[W]) passphrase(t *testing.T, window func() storage.StoreOf[W]) {
	const first, second = "four words of mine", "other words of mine"
	a, b := window(), window()
	w := k.sample(storetest.IDs())
	id := k.id(w)
	base := must(a.Create(t.Context(), w))(t)
	must(k.saveAs(b, base, k.named(w, "a name")))(t)
	if _, err := a.Protect(t.Context(), id, "", "short"); err == nil {
		t.Error("a passphrase of 5 letters is taken")
	}
	code := must(a.Protect(t.Context(), id, "", first))(t)
	if len(code) < 10 {
		t.Errorf("recovery code %q", code)
	}
	if got := k.load(t, a, id); !got.Protected || *k.first(&got.Workbook) != "a name" {
		t.Error("the window that gave the passphrase does not have it:", got.Protected)
	}
	must(k.saveAs(a, k.load(t, a, id), k.named(w, "another name")))(t)

	locked := func(s storage.StoreOf[W]) {
		t.Helper()
		_, err := s.Load(t.Context(), id)
		fails(t, err, storage.ErrLocked)
		_, err = s.History(t.Context(), id)
		fails(t, err, storage.ErrLocked)
		_, err = k.saveAs(s, base, k.named(w, "not seen"))
		fails(t, err, storage.ErrLocked)
	}
	locked(b)
	locked(window())
	fails(t, errOf(b.Unlock(t.Context(), id, "no words of mine")), storage.ErrPassphrase)
	for secret, byCode := range map[string]bool{first: false, code: true, strings.ToLower(code): true} {
		if by, err := window().Unlock(t.Context(), id, secret); by != byCode || err != nil {
			t.Errorf("%q: by the code %v, %v", secret, by, err)
		}
	}
	locked(b)
	ok(t, errOf(b.Unlock(t.Context(), id, first)))
	if got := k.load(t, b, id); *k.first(&got.Workbook) != "another name" {
		t.Errorf("with the passphrase it is %q", *k.first(&got.Workbook))
	}
	if n := len(must(b.History(t.Context(), id))(t)); n < 3 {
		t.Errorf("of the history %d entries are left", n)
	}

	_, err := b.Protect(t.Context(), id, "no words of mine", second)
	fails(t, err, storage.ErrPassphrase)
	ok(t, errOf(window().Unlock(t.Context(), id, strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(code))))
	next := must(b.Protect(t.Context(), id, strings.ToLower(code), second))(t)
	c := window()
	fails(t, errOf(c.Unlock(t.Context(), id, first)), storage.ErrPassphrase)
	fails(t, errOf(c.Unlock(t.Context(), id, code)), storage.ErrPassphrase)
	ok(t, errOf(c.Unlock(t.Context(), id, next)))
	must(k.saveAs(c, k.load(t, c, id), k.named(w, "a third name")))(t)

	if code := must(c.Protect(t.Context(), id, second, ""))(t); code != "" {
		t.Errorf("without a passphrase there is a code: %q", code)
	}
	if got := k.load(t, window(), id); got.Protected || *k.first(&got.Workbook) != "a third name" {
		t.Errorf("without its passphrase it is %q", *k.first(&got.Workbook))
	}
	must(k.saveAs(b, k.load(t, b, id), k.named(w, "a fourth name")))(t)
}

// passphraseListed: the list says nothing of a workbook that is locked, and its name to who
// has the passphrase.
func passphraseListed(t *testing.T, window func() storage.Store) {
	a, b := window(), window()
	w := storetest.Sample(storetest.IDs())
	must(a.Create(t.Context(), w))(t)
	must(a.Protect(t.Context(), w.ID, "", "four words of mine"))(t)
	e := must(b.List(t.Context()))(t)[0]
	if want := (storage.Entry{ID: w.ID, Saved: e.Saved, Protected: true}); e != want || e.Saved.IsZero() {
		t.Errorf("the list says %+v", e)
	}
	ok(t, errOf(b.Unlock(t.Context(), w.ID, "four words of mine")))
	load(t, b, w.ID)
	if got := must(b.List(t.Context()))(t)[0]; got.Name != w.Profile.Name || !got.Protected {
		t.Errorf("the list of who has the passphrase says %+v", got)
	}
}

// errOf is the error of what also gives a value.
func errOf[T any](_ T, err error) error { return err }
