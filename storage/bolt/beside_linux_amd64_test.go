package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/disktest"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

func init() { children["protect"] = protectChild }

// protectChild (dir, workbook, was, passphrase) gives a passphrase, changes it or takes it away.
func protectChild(args []string) error {
	if err := disktest.Watched(); err != nil {
		return err
	}
	s, _, err := openBothNow(args[0], time.Now)
	if err != nil {
		return err
	}
	if _, err := s.Protect(ctx, workbook.ID(args[1]), args[2], args[3]); err != nil {
		return err
	}
	_, err = fmt.Println("done")
	return err
}

// Wherever giving a passphrase, changing it or taking it away is cut off, by a kill or by the
// power: one passphrase, the one before or the new one, opens the workbook and what stands
// beside it, and once it was opened both are sealed with that, or with none.
func TestPassphraseBesideIsCutOff(t *testing.T) {
	const first, second = passphrase, "other words of mine"
	for name, c := range map[string]struct{ was, is string }{
		"giving": {"", first}, "changing": {first, second}, "taking away": {first, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parent := fastFolder(t)
			data := filepath.Join(parent, "data")
			w, want := bothIn(t, data)
			if c.was != "" {
				s, _ := openBoth(t, data)
				must(s.Protect(ctx, w.ID, "", c.was))(t)
			}
			rec, err := disktest.Run{Disk: parent, Programs: []*exec.Cmd{child("protect", nil, data, string(w.ID), c.was, c.is)}}.Record()
			if disktest.Refused(err) {
				t.Skipf("NOT RUN: %v", err)
			}
			ok(t, err)
			disk := filepath.Join(fastFolder(t), "disk")
			opened := map[string]int{}
			for i := range rec.Images(imageSeed, many(storetest.Part(24))) {
				ok(t, i.Lay(disk))
				with, err := opensAlike(filepath.Join(disk, "data"), w, want, c.was, c.is)
				if err == nil && len(i.Said) > 0 && with != c.is {
					err = fmt.Errorf("it was done, and %q opens it", with)
				}
				if err != nil {
					t.Errorf("%s: %v", i.What, err)
				}
				opened[with]++
				ok(t, os.RemoveAll(disk))
			}
			t.Logf("opened with: %v", opened)
			if opened[c.was] == 0 || opened[c.is] == 0 {
				t.Error("it is never cut off")
			}
		})
	}
}

// opensAlike gives the passphrase that opens a workbook and what stands beside it, "" for none,
// and checks that they are what they were, and sealed alike once they were opened.
func opensAlike(data string, w workbook.Workbook, want side, secrets ...string) (with string, err error) {
	s, beside, err := openBothNow(data, time.Now)
	if err != nil {
		return "", err
	}
	snap, err := s.Load(ctx, w.ID)
	if errors.Is(err, storage.ErrLocked) {
		if _, err := beside.Load(ctx, w.ID); !errors.Is(err, storage.ErrLocked) {
			return "", fmt.Errorf("locked, and what stands beside it gives %v", err)
		}
		for _, with = range secrets {
			if with == "" {
				continue
			}
			if _, err = s.Unlock(ctx, w.ID, with); !errors.Is(err, storage.ErrPassphrase) {
				break
			}
		}
		if err == nil {
			snap, err = s.Load(ctx, w.ID)
		}
	}
	if err != nil {
		return with, err
	}
	got, err := beside.Load(ctx, w.ID)
	if err != nil {
		return with, fmt.Errorf("beside it: %w", err)
	}
	if !workbook.Schema.Same(&snap.Workbook, &w) || !sides.Same(&got.Workbook, &want) || snap.Mended+got.Mended != "" {
		return with, fmt.Errorf("it is not what it was: %s%s", snap.Mended, got.Mended)
	}
	if snap.Protected != (with != "") || got.Protected != snap.Protected {
		return with, fmt.Errorf("with %q, protected are %v and %v", with, snap.Protected, got.Protected)
	}
	if err := errors.Join(s.Checkpoint(ctx, w.ID), beside.Checkpoint(ctx, w.ID)); err != nil { // as at the end of a session
		return with, err
	}
	if h := s.Examine(ctx, w.ID); len(h.Wrong) > 0 {
		return with, fmt.Errorf("doctor finds %v", h.Wrong)
	}
	left, _ := filepath.Glob(filepath.Join(beside.book(w.ID), "*"))
	for _, path := range left {
		if b, err := os.ReadFile(path); with != "" && (err != nil || bytes.Contains(b, []byte(secretNote))) {
			return with, fmt.Errorf("%s says what was noted (%v)", path, err)
		}
	}
	return with, nil
}
