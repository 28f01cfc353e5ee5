package pieces

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Depot stores bytes under our ids. The file system is the default; several machines want an
// object storage.
type Depot interface {
	// Ecrire stores the content; when it returns nil the bytes survive a power cut.
	Ecrire(ctx context.Context, id ID, contenu io.Reader) error
	// Ouvrir gives the content; an error that is fs.ErrNotExist when there is none.
	Ouvrir(ctx context.Context, id ID) (io.ReadSeekCloser, error)
	// Supprimer removes the content; an absent one is no error.
	Supprimer(ctx context.Context, id ID) error
	// Parcourir calls fn for each stored id with the time of its writing, until fn fails.
	Parcourir(ctx context.Context, fn func(id ID, ecrit time.Time) error) error
}

// Dossier is a Depot in a directory: <racine>/<two letters>/<id>. Only our ids make paths.
type Dossier struct{ racine *os.Root }

// tempSuffix marks what is being written.
const tempSuffix = ".part"

// OuvrirDossier makes the directory when missing. Access outside it is impossible (os.Root).
func OuvrirDossier(chemin string) (*Dossier, error) {
	if err := os.MkdirAll(chemin, 0o700); err != nil {
		return nil, fmt.Errorf("make the store of pieces: %w", err)
	}
	racine, err := os.OpenRoot(chemin)
	if err != nil {
		return nil, fmt.Errorf("open the store of pieces: %w", err)
	}
	return &Dossier{racine: racine}, nil
}

// Close releases the directory.
func (d *Dossier) Close() error { return d.racine.Close() }

func place(id ID) (dir, file string, err error) {
	if !id.Valide() {
		return "", "", fmt.Errorf("piece %q: %w", id, fs.ErrNotExist)
	}
	dir = string(id[:2])
	return dir, filepath.Join(dir, string(id)), nil
}

// Ecrire writes beside, syncs, renames and syncs the directory, so that a crash leaves either
// nothing or the whole.
func (d *Dossier) Ecrire(_ context.Context, id ID, contenu io.Reader) (err error) {
	dir, file, err := place(id)
	if err != nil {
		return err
	}
	if err := d.makeDir(dir); err != nil {
		return err
	}
	temp := file + tempSuffix
	defer func() {
		if err != nil {
			_ = d.racine.Remove(temp)
		}
	}()
	f, err := d.racine.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write piece %s: %w", id, err)
	}
	_, errCopy := io.Copy(f, contenu)
	if err := errors.Join(errCopy, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write piece %s: %w", id, err)
	}
	if err := d.racine.Rename(temp, file); err != nil {
		return fmt.Errorf("write piece %s: %w", id, err)
	}
	return d.syncDir(dir)
}

func (d *Dossier) makeDir(dir string) error {
	err := d.racine.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("make a directory of pieces: %w", err)
	}
	return d.syncDir(".")
}

func (d *Dossier) syncDir(dir string) error {
	f, err := d.racine.Open(dir)
	if err != nil {
		return fmt.Errorf("sync a directory of pieces: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("sync a directory of pieces: %w", err)
	}
	return nil
}

// Ouvrir opens the file for reading.
func (d *Dossier) Ouvrir(_ context.Context, id ID) (io.ReadSeekCloser, error) {
	_, file, err := place(id)
	if err != nil {
		return nil, err
	}
	f, err := d.racine.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open piece %s: %w", id, err)
	}
	return f, nil
}

// Supprimer removes the file.
func (d *Dossier) Supprimer(_ context.Context, id ID) error {
	_, file, err := place(id)
	if err != nil {
		return err
	}
	if err := d.racine.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove piece %s: %w", id, err)
	}
	return nil
}

// Parcourir visits the files, those half written too.
func (d *Dossier) Parcourir(ctx context.Context, fn func(id ID, ecrit time.Time) error) error {
	return fs.WalkDir(d.racine.FS(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone meanwhile
		}
		if err != nil {
			return fmt.Errorf("visit the pieces: %w", err)
		}
		if name, half := strings.CutSuffix(entry.Name(), tempSuffix); half && ID(name).Valide() {
			return d.removeHalf(path, info.ModTime())
		}
		if id := ID(entry.Name()); id.Valide() {
			return fn(id, info.ModTime())
		}
		return nil
	})
}

// removeHalf removes what a crash left half written, once nobody can still be writing it.
func (d *Dossier) removeHalf(path string, written time.Time) error {
	if time.Since(written) < time.Hour {
		return nil
	}
	if err := d.racine.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a half written piece: %w", err)
	}
	return nil
}
