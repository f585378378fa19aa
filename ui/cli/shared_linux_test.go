package cli

import (
	"bufio"
	"strings"
	"testing"
)

func TestRemoteMounts(t *testing.T) {
	const mounts = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
80 22 0:50 / /home/dana/far rw,nosuid - fuse.sshfs dana@host:/ rw,user_id=1000
81 22 0:51 / /home/dana/far/near rw - fuse.gocryptfs /home/dana/.crypt rw
82 22 0:52 / /home/dana/web\040share rw - fuse https://cloud.example.com/dav rw
83 22 0:53 / /mnt/c rw - 9p drvfs rw,aname=drvfs;path=C:\;uid=1000
84 22 0:54 / /mnt/guest rw - 9p share rw,trans=virtio
`
	for dir, want := range map[string]bool{
		"/home/dana": false, "/home/dana/far": true, "/home/dana/far/x": true, "/home/dana/farther": false, "/home/dana/far/near/x": false,
		"/home/dana/web share/firstmile": true, "/mnt/c/Users/dana": false, "/mnt/guest/x": true,
	} {
		if got := remoteMount(dir, bufio.NewScanner(strings.NewReader(mounts))); got != want {
			t.Errorf("%s: %v, want %v", dir, got, want)
		}
	}
}
