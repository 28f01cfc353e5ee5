package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ErrNoBinaries says that PostgreSQL is not installed, and how to install it.
var ErrNoBinaries = errors.New("PostgreSQL est introuvable sur cette machine : installez-le par « apt-get install postgresql » ou indiquez une base par DATABASE_URL")

// findBinaries gives the directory that holds postgres and initdb: the wanted one, else the newest
// found, else (when the cluster already exists) the one of its major version.
func findBinaries(wanted, dataDir string, run runner) (string, error) {
	if wanted != "" {
		if !usable(wanted, run) {
			return "", fmt.Errorf("%s holds no usable postgres and initdb: %w", wanted, ErrNoBinaries)
		}
		return wanted, nil
	}
	found := candidates()
	found = slices.DeleteFunc(found, func(dir string) bool { return !usable(dir, run) })
	if len(found) == 0 {
		return "", ErrNoBinaries
	}
	slices.SortStableFunc(found, func(a, b string) int { return majorOf(b) - majorOf(a) })
	version, err := os.ReadFile(filepath.Join(dataDir, "PG_VERSION")) //nolint:gosec // our own cluster
	if err != nil {                                                   // no cluster yet: the newest will make it
		return found[0], nil //nolint:nilerr // see above
	}
	major := strings.TrimSpace(string(version))
	for _, dir := range found {
		if strconv.Itoa(majorOf(dir)) == major {
			return dir, nil
		}
	}
	return "", fmt.Errorf("les données de %s sont de PostgreSQL %s, qui n'est pas installé : « apt-get install postgresql-%s »", dataDir, major, major)
}

// candidates lists where distributions put the binaries, beside the PATH.
func candidates() []string {
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			path = target
		}
		dirs = append(dirs, filepath.Dir(path))
	}
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql@*/bin"} {
		matches, err := filepath.Glob(pattern)
		if err == nil {
			dirs = append(dirs, matches...)
		}
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

func usable(dir string, run runner) bool {
	for _, name := range []string{"postgres", "initdb"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			return false
		}
	}
	return run.reaches(dir)
}

// majorOf asks the binaries for their version; 0 when they do not say.
func majorOf(dir string) int {
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output() //nolint:gosec,noctx // a binary found by us, which answers at once
	if err != nil {
		return 0
	}
	// "postgres (PostgreSQL) 15.18 (Debian …)"
	_, rest, _ := strings.Cut(string(out), "(PostgreSQL) ")
	digits := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
	if digits <= 0 {
		return 0
	}
	major, err := strconv.Atoi(rest[:digits])
	if err != nil {
		return 0
	}
	return major
}
