package texte

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"claudia/internal/fault"
)

// EstEnfant tells whether this process was started as the reader child; main and TestMain then
// leave with ChildMain's result before doing anything else.
func EstEnfant() bool { return os.Getenv(variable) == "1" }

// reserve is what the child keeps of its time to hand over the pages that it could read: its parent ends
// it when the whole is over.
const reserve = 6 * time.Second

// ChildMain is the whole life of the reader child: limits, request and file from stdin, answer on
// stdout. It gives the exit code; a refused file is an answer (0), not a failure.
func ChildMain(stdin io.Reader, stdout io.Writer) int {
	in := bufio.NewReader(stdin)
	tete, err := in.ReadBytes('\n')
	if err != nil {
		return 3
	}
	var d demande
	if err := json.Unmarshal(tete, &d); err != nil {
		return 3
	}
	if err := seLimiter(d); err != nil {
		return 4
	}
	contenu, err := io.ReadAll(in)
	if err != nil {
		return 3
	}
	ctx, cancel := context.WithTimeout(context.Background(), d.Delai-min(reserve, d.Delai/4))
	defer cancel()
	if err := json.NewEncoder(stdout).Encode(repondre(ctx, contenu, d)); err != nil {
		return 5
	}
	return 0
}

// seLimiter lowers what this process and its children may take.
func seLimiter(d demande) error {
	secondes := uint64(max(d.Delai.Seconds(), 1)) * 2
	memoire := uint64(max(d.Memoire, memoireMin))
	for _, l := range []struct {
		quoi  int
		borne uint64
	}{
		{syscall.RLIMIT_AS, memoire},
		{syscall.RLIMIT_CPU, secondes},
		{syscall.RLIMIT_CORE, 0},
		{syscall.RLIMIT_FSIZE, 64 << 20}, // the cache of compiled code is the only file it writes
	} {
		if err := syscall.Setrlimit(l.quoi, &syscall.Rlimit{Cur: l.borne, Max: l.borne}); err != nil {
			return fmt.Errorf("limit resource %d: %w", l.quoi, err)
		}
	}
	debug.SetMemoryLimit(d.Memoire / 2)
	return nil
}

// repondre reads the file; what goes wrong becomes the fault of the answer.
func repondre(ctx context.Context, contenu []byte, d demande) (rep reponse) {
	defer func() {
		if v := recover(); v != nil {
			rep = reponse{Faute: versFaute(impossible(fmt.Errorf("panic in the reader: %v", v)))}
		}
	}()
	rep, err := lireFichier(ctx, contenu, d)
	if err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			err = tropLong(err)
		}
		return reponse{Faute: versFaute(err)}
	}
	return rep
}

func versFaute(err error) *faute {
	f, ok := fault.As(err)
	if !ok {
		f = impossible(err)
	}
	out := &faute{Kind: f.Kind, Code: f.Code, Message: f.Message}
	if f.Err != nil {
		out.Cause = f.Err.Error()
	}
	return out
}

// lireFichier goes by the format to the pages or to the crop that were asked.
func lireFichier(ctx context.Context, contenu []byte, d demande) (reponse, error) {
	format, err := Reconnaitre(contenu)
	if err != nil {
		return reponse{}, err
	}
	if d.Apercu {
		png, err := apercu(ctx, contenu, format, d)
		return reponse{PNG: png}, err
	}
	if format == FormatPDF {
		pages, err := lirePDF(ctx, contenu, d)
		return reponse{Pages: pages}, err
	}
	page, err := lireImage(ctx, contenu, format, d)
	if err != nil {
		return reponse{}, err
	}
	rep := reponse{}
	rep.Pages = append(rep.Pages, page)
	return rep, nil
}

// cacheParDefaut is a folder of ours alone: compiled code is loaded from it, so nobody else may
// write there. An empty string means no cache.
func cacheParDefaut() string {
	base, err := os.UserCacheDir()
	if err != nil {
		base = filepath.Join(os.TempDir(), "claudia-"+strconv.Itoa(os.Getuid()))
	}
	dossier := filepath.Join(base, "claudia", "pdfium")
	if os.MkdirAll(dossier, 0o700) != nil {
		return ""
	}
	info, err := os.Lstat(dossier)
	if err != nil || !info.IsDir() || info.Mode().Perm()&0o022 != 0 {
		return ""
	}
	if st, ok := info.Sys().(*syscall.Stat_t); !ok || int(st.Uid) != os.Getuid() {
		return ""
	}
	return dossier
}

// delaiPage gives a context for one page.
func delaiPage(ctx context.Context, d demande) (context.Context, context.CancelFunc) {
	if d.DelaiPage <= 0 {
		return context.WithTimeout(ctx, 10*time.Second)
	}
	return context.WithTimeout(ctx, d.DelaiPage)
}
