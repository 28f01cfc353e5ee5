package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is one row of the table of docs/architecture.md. A package may import its own subtree, and
// the rooms that its row names.
type room struct {
	path string
	may  []string // rooms of this module; "L<n>" stands for every room of that layer and below
	l    int      // layer
}

// std marks rooms that may import nothing of this module.
var std []string

var rooms = []room{
	{path: "internal/fault", l: 0, may: std},
	{path: "internal/arch", l: 0, may: std},
	{path: "internal/webbuild", l: 0, may: std},
	{path: "internal/debit", l: 0, may: std},
	{path: "internal/pg", l: 1, may: []string{"internal/fault"}},
	{path: "internal/bus", l: 2, may: []string{"L1"}},
	{path: "internal/pieces", l: 2, may: []string{"L1"}},
	{path: "internal/jobs", l: 3, may: []string{"L2"}},
	{path: "internal/comptes", l: 4, may: []string{"L3"}},
	{path: "memoires", l: 5, may: []string{"L4"}},
	{path: "kb", l: 5, may: []string{"L4"}},
	{path: "assistant", l: 6, may: []string{"L5"}},
	{path: "web", l: 7, may: []string{"L6"}},
	{path: "cmd/claudia", l: 8, may: []string{"L7"}},
}

// pure are the rooms that do no I/O: what they may not import at all, and why.
var pure = map[string][]string{
	"assistant/dialogue":   {"os", "net", "net/http", "database/sql", "github.com/jackc/pgx/v5", "claudia/internal/pg", "claudia/assistant"},
	"assistant/francais":   {"os", "net", "net/http", "claudia/memoires", "claudia/internal/pg", "claudia/assistant"},
	"memoires/referentiel": {"os", "net", "net/http", "claudia/memoires", "claudia/internal/pg"},
	"memoires/lecture":     {"os", "net", "net/http", "claudia/memoires", "claudia/internal/pg"},
	"web/page":             {"claudia/memoires", "claudia/internal/pg", "claudia/assistant"},
}

func TestImports_followTheTableOfRooms(t *testing.T) {
	t.Parallel()
	root := moduleRoot(t)
	seen := map[string]bool{}
	for _, dir := range goFolders(t, root) {
		r, ok := roomOf(dir)
		if !ok {
			t.Errorf("%s holds Go files and is in no room: add it to docs/architecture.md and to rooms", dir)
			continue
		}
		seen[r.path] = true
		for file, imports := range importsOf(t, filepath.Join(root, dir)) {
			for _, imp := range imports {
				checkImport(t, r, dir, file, imp)
			}
		}
	}
	for _, r := range rooms {
		if !seen[r.path] {
			t.Errorf("room %s has no Go file any more: take it out of the table", r.path)
		}
	}
}

func checkImport(t *testing.T, r room, dir, file, imp string) {
	t.Helper()
	if strings.HasSuffix(file, "_test.go") {
		return
	}
	if slices.Contains(pure[dir], imp) {
		t.Errorf("%s/%s imports %s, which this room may not: it stays pure", dir, file, imp)
	}
	rel, ours := strings.CutPrefix(imp, "claudia/")
	if !ours || rel == dir {
		return
	}
	target, ok := roomOf(rel)
	if !ok {
		t.Errorf("%s/%s imports %s, which is in no room", dir, file, imp)
		return
	}
	if target.path == r.path {
		return
	}
	if !allowed(r, target) {
		t.Errorf("%s/%s imports %s: %s (layer %d) may not import %s (layer %d)", dir, file, imp, r.path, r.l, target.path, target.l)
	}
}

func allowed(r, target room) bool {
	for _, m := range r.may {
		if m == target.path {
			return true
		}
		if n, ok := strings.CutPrefix(m, "L"); ok {
			l, err := strconv.Atoi(n)
			if err == nil && target.l <= l && target.path != "internal/arch" {
				return true
			}
		}
	}
	return false
}

// roomOf finds the room with the longest path that holds the folder.
func roomOf(dir string) (room, bool) {
	best := -1
	for i, r := range rooms {
		if (dir == r.path || strings.HasPrefix(dir, r.path+"/")) && (best < 0 || len(r.path) > len(rooms[best].path)) {
			best = i
		}
	}
	if best < 0 {
		return room{}, false
	}
	return rooms[best], true
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// goFolders lists the folders with Go files, relative to the root with slashes.
func goFolders(t *testing.T, root string) []string {
	t.Helper()
	found := map[string]bool{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && p != root && (strings.HasPrefix(name, ".") || slices.Contains([]string{"node_modules", "testdata", "var", "tools", "dist"}, name)) {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(name, ".go") {
			rel, err := filepath.Rel(root, filepath.Dir(p))
			if err != nil {
				return err
			}
			found[filepath.ToSlash(rel)] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	dirs := make([]string, 0, len(found))
	for d := range found {
		dirs = append(dirs, d)
	}
	slices.Sort(dirs)
	return dirs
}

func importsOf(t *testing.T, dir string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), f, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range parsed.Imports {
			p, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.Base(f)] = append(out[filepath.Base(f)], p)
		}
	}
	return out
}
