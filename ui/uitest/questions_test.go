//go:build unix

package uitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstmile/workbook"
)

// A pack is added, its question answered and the program killed; then the pack gets a
// fault, is mended, and is removed. The answer is there all the while.
func TestPackWithFaultsMendedRemoved(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		t.Run(size.String(), func(t *testing.T) {
			t.Parallel()
			data, pack := t.TempDir(), filepath.Join(t.TempDir(), "lee-2")
			if err := os.Chmod(data, 0o700); err != nil { // else that comes first
				t.Fatal(err)
			}
			write := func(folder, name, text string) {
				t.Helper()
				if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			firstmile(t, data, "content", "init", pack)
			firstmile(t, data, "content", "add", pack)
			firstmile(t, data, "new", "Coached", "--content", "lee-2")

			term := run(t, &Terminal{Size: size}, data)
			questions := OnMap(term).Lesson(workbook.LessonAsks).Start().Questions()
			questions.Answer(0, "At stake", "That it was mine")
			questions.Saved("That it was mine")
			term.Kill()
			again := run(t, &Terminal{Size: size}, data)
			// The place is noted behind the answers, so that the kill may have come before it.
			again.Wait("the questions or their lesson", func(s string) bool {
				return strings.Contains(s, "At stake") || strings.Contains(s, "enter start")
			})
			if strings.Contains(again.Screen(), "enter start") {
				again.Keys("Q")
			}
			again.WaitFor("At stake", "That it was mine")
			again.Keys("esc", "esc")
			OnMap(again).Quit()

			there := filepath.Join(data, "packs", "lee-2")
			write(there, "profile.toml", "[[field]]\nkey = \"profile.wiht\"\n")
			faulty := run(t, &Terminal{Size: size}, data)
			faulty.WaitFor("Your pack has 1 fault;")
			OnMap(faulty).Quit()
			write(there, "profile.toml", "[[field]]\nkey = \"profile.person\"\nlabel = \"Client\"\n")
			mended := run(t, &Terminal{Size: size}, data)
			OnMap(mended)
			mended.Keys("e")
			mended.WaitFor("Client")
			mended.Keys("ctrl+c")
			mended.Exit()
			if err := os.RemoveAll(there); err != nil {
				t.Fatal(err)
			}
			removed := run(t, &Terminal{Size: size}, data)
			removed.WaitFor("The pack “lee-2” is not here;")
			OnMap(removed).Lesson(workbook.LessonAsks).Start()
			removed.Keys("Q")
			removed.WaitFor("not here (lee-", "At stake", "That it was mine")
			if a := onDisk(t, data, "Coached").PackAnswers; len(a) != 1 || a[0].Answer != "That it was mine" ||
				a[0].Asked != "At stake: What you would regret not having said." {
				t.Errorf("on disk is %+v", a)
			}
		})
	}
}
