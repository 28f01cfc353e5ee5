package texte

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"claudia/memoires/lecture"
)

// OCRPresent tells whether the OCR program and its French data are found on this machine.
func OCRPresent(ctx context.Context) bool {
	out, err := exec.CommandContext(ctx, "tesseract", "--list-langs").CombinedOutput()
	return err == nil && bytes.Contains(out, []byte("\nfra\n"))
}

// tesseract reads a clean raster; the words are in points. The image goes by stdin, so no name of
// a user reaches the command line.
func tesseract(ctx context.Context, g gris, ech float64, psm int) ([]lecture.Mot, error) {
	chemin, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, ocrAbsent(err)
	}
	cmd := exec.CommandContext(ctx, chemin, "stdin", "stdout", "-l", "fra", //nolint:gosec // fixed arguments
		"--psm", strconv.Itoa(psm), "--dpi", strconv.Itoa(int(ech*72)), "tsv")
	cmd.Stdin = bytes.NewReader(pgm(g))
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	sortie := &borne{reste: 16 << 20}
	erreurs := &borne{reste: 4 << 10}
	cmd.Stdout, cmd.Stderr = sortie, erreurs
	cmd.WaitDelay = delaiKilled
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, tropLong(ctx.Err())
	case err != nil && bytes.Contains(erreurs.Bytes(), []byte("fra.traineddata")):
		return nil, ocrAbsent(errors.New("the French data of tesseract is missing"))
	case err != nil:
		return nil, impossible(fmt.Errorf("tesseract: %w: %s", err, premiereLigne(erreurs.Bytes())))
	}
	return lireTSV(sortie.Bytes(), ech), nil
}

// pgm encodes the raster as a portable graymap.
func pgm(g gris) []byte {
	out := make([]byte, 0, len(g.pix)+32)
	out = fmt.Appendf(out, "P5\n%d %d\n255\n", g.l, g.h)
	return append(out, g.pix...)
}

// lireTSV reads the words of tesseract's table; lines that it does not understand are passed over.
func lireTSV(b []byte, ech float64) []lecture.Mot {
	var mots []lecture.Mot
	s := bufio.NewScanner(bytes.NewReader(b))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		c := strings.Split(s.Text(), "\t")
		if len(c) != 12 || c[0] != "5" {
			continue
		}
		var n [4]float64
		ok := true
		for i := range n {
			v, err := strconv.ParseFloat(c[6+i], 64)
			ok = ok && err == nil
			n[i] = v / ech
		}
		conf, err := strconv.ParseFloat(c[10], 64)
		texte := strings.TrimSpace(nettoyer(c[11]))
		if !ok || err != nil || texte == "" || n[2] <= 0 || n[3] <= 0 {
			continue
		}
		mots = append(mots, lecture.Mot{
			Texte: texte, Zone: lecture.Zone{n[0], n[1], n[0] + n[2], n[1] + n[3]}, Confiance: max(min(conf/100, 1), 0),
		})
	}
	return mots
}
