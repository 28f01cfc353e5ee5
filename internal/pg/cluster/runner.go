package cluster

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	osuser "os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// runner is the identity under which the server runs.
type runner struct {
	uid, gid uint32
	drop     bool // we are root and become uid
}

// newRunner keeps the current user, except from root, whom PostgreSQL refuses.
func newRunner() (runner, error) {
	if os.Geteuid() != 0 {
		return runner{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil //nolint:gosec // ids are never negative here
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := osuser.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if errUID == nil && errGID == nil {
			return runner{uid: uint32(uid), gid: uint32(gid), drop: true}, nil
		}
	}
	return runner{}, errors.New("PostgreSQL ne démarre pas en root et la machine n'a ni utilisateur postgres ni nobody : lancez le programme sous un autre utilisateur")
}

func (r runner) prepare(cmd *exec.Cmd, dir string) {
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=" + dir}
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	if r.drop {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: r.uid, Gid: r.gid, NoSetGroups: false}
	}
}

// own makes the directory, private to the server's user.
func (r runner) own(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil { //nolint:gosec // the server's user must pass through
		return fmt.Errorf("make the parent directory: %w", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("make the directory: %w", err)
	}
	if r.drop {
		if err := os.Chown(dir, int(r.uid), int(r.gid)); err != nil {
			return fmt.Errorf("give the directory to the server's user: %w", err)
		}
	}
	return os.Chmod(dir, 0o700) //nolint:gosec // a directory, private to one user
}

// reaches says whether the server's user may enter dir and all its parents.
func (r runner) reaches(dir string) bool {
	if !r.drop {
		return true
	}
	for ; ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil || !r.enters(info) {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
	}
}

func (r runner) enters(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	mode := info.Mode().Perm()
	switch {
	case stat.Uid == r.uid:
		return mode&0o100 != 0
	case stat.Gid == r.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}

// placeFor gives the directory to use for the wanted one, and makes it.
func placeFor(wanted string, run runner) (string, error) {
	if wanted == "" {
		return "", errors.New("no directory given for the cluster")
	}
	dir, err := filepath.Abs(wanted)
	if err != nil {
		return "", fmt.Errorf("place the cluster: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil { //nolint:gosec // the server's user must pass through
		return "", fmt.Errorf("place the cluster: %w", err)
	}
	if !run.reaches(filepath.Dir(dir)) {
		dir = filepath.Join("/var/tmp", "claudia-"+short(dir))
	}
	return dir, run.own(dir)
}

// maxSocketPath is the room for the path of a Unix socket on Linux (sun_path holds 108 with the
// final zero).
const maxSocketPath = 107

func socketDir(dir string, run runner) (string, error) {
	socket := filepath.Join(dir, "socket")
	if len(filepath.Join(socket, socketName)) > maxSocketPath {
		socket = filepath.Join("/var/tmp", "claudia-s-"+short(dir))
	}
	return socket, run.own(socket)
}

// short names a path, the same each time, for the fall-back directories.
func short(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:6])
}
