package cli

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"syscall"
)

// networks are the numbers by which Linux names file systems on other machines
// (statfs(2)): NFS, SMB, CIFS, SMB2, AFS, Ceph.
var networks = map[uint32]bool{0x6969: true, 0x517B: true, 0xFF534D42: true, 0xFE534D42: true, 0x5346414F: true, 0x00C36400: true}

// Of these two the number does not tell where the files are.
const (
	fuse  = 0x65735546
	plan9 = 0x01021997 // a share of the machine that this one is a guest of, or a disk of Windows under WSL
)

// remote are file systems of programs that reach other machines, as mountinfo has them.
var remote = []string{"sshfs", "rclone", "s3fs", "gvfsd-fuse", "glusterfs", "google-drive-ocamlfuse", "curlftpfs", "onedriver",
	"juicefs", "ceph-fuse", "smbnetfs", "kio-fuse"}

// onNetwork tells whether a folder that is there is on another machine.
func onNetwork(dir string) bool {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil {
		return false
	}
	switch uint32(st.Type) {
	case fuse, plan9:
		mounts, err := os.Open("/proc/self/mountinfo")
		if err != nil {
			return false
		}
		defer mounts.Close()
		return remoteMount(dir, bufio.NewScanner(mounts))
	}
	return networks[uint32(st.Type)]
}

// remoteMount tells from mountinfo (proc(5)) whether what a folder is on is reached over
// a network.
func remoteMount(dir string, mounts *bufio.Scanner) bool {
	longest, is := "", false
	for mounts.Scan() {
		before, after, ok := strings.Cut(mounts.Text(), " - ")
		at, of := strings.Fields(before), strings.Fields(after)
		if !ok || len(at) < 5 || len(of) < 3 {
			continue
		}
		point := octal.Replace(at[4])
		if dir != point && !strings.HasPrefix(dir, strings.TrimSuffix(point, "/")+"/") || len(point) < len(longest) {
			continue
		}
		kind, sub, _ := strings.Cut(of[0], ".")
		longest = point
		is = kind == "fuse" && (slices.Contains(remote, sub) || strings.Contains(of[1], "://")) || kind == "9p" && !strings.Contains(of[2], "aname=drvfs")
	}
	return is
}

// octal reads what mountinfo writes of the characters that part its columns.
var octal = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
