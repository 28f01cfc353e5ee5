package live

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestFrames_closeCodes holds WS-04 and WS-06 to WS-12 with a client that has no library.
func TestFrames_closeCodes(t *testing.T) {
	t.Parallel()
	s := newServeur(t, nil)
	texte := func(s string) []byte { return trame(0x81, s) }
	longue := strings.Repeat("a", 17<<10)
	var morceaux []byte
	for i := range 20 {
		premier := byte(0)
		if i == 0 {
			premier = 1
		}
		morceaux = append(morceaux, trame(premier, strings.Repeat("b", 1000))...)
	}
	for _, c := range []struct {
		name   string
		octets []byte
		want   []int
	}{
		{"WS-04 RSV1 after an offer of compression", trame(0xc1, "x"), []int{1002}},
		{"WS-06 unmasked", []byte{0x81, 1, 'x'}, []int{1002}},
		{"WS-06 RSV2", trame(0xa1, "x"), []int{1002}},
		{"WS-06 reserved opcode", trame(0x83, "x"), []int{1002}},
		{"WS-06 fragmented control", trame(0x09, "x"), []int{1002}},
		{"WS-06 control of 126 bytes", trame(0x89, longue[:126]), []int{1002}},
		{"WS-06 orphan continuation", trame(0x80, "x"), []int{1002}},
		{"WS-06 text inside a fragment", slices.Concat(trame(0x01, "a"), trame(0x81, "b")), []int{1002}},
		{"WS-06 HTTP text", []byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), []int{1002}},
		{"WS-07 one long frame", texte(longue), []int{1009}},
		{"WS-07 many fragments", morceaux, []int{1009}},
		{"WS-07 length 2^63-1", []byte{0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0}, []int{1009}},
		{"WS-08 length 2^64-1", []byte{0x81, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0}, []int{0, 1009}},
		{"WS-09 invalid UTF-8", texte("\xff\xfe"), []int{1007}},
		{"WS-10 binary", trame(0x82, "x"), []int{1003}},
		{"WS-11 reserved close code", trame(0x88, "\x03\xec"), []int{1002}},
		{"WS-11 one-byte close", trame(0x88, "x"), []int{1002, 1005}},
		{"WS-12 flood of pings", bytes.Repeat(trame(0x89, ""), 400), []int{1008}},
		{"WS-12 flood of empty fragments", slices.Concat(trame(0x01, ""), bytes.Repeat(trame(0x00, ""), 400)), []int{1008}},
		{"WS-12 flood of empty messages", bytes.Repeat(texte(""), 400), []int{1008}},
	} {
		b := s.brute("ioana", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")
		if got := b.code(c.octets); !slices.Contains(c.want, got) {
			t.Errorf("%s: close code %d, want %v", c.name, got, c.want)
		}
	}
	attendreQue(t, func() bool { return s.hub.Connexions() == 0 })
}

// TestTrames_countsWhateverTheCuts: the count does not depend on how the bytes arrive.
func TestTrames_countsWhateverTheCuts(t *testing.T) {
	t.Parallel()
	flux := slices.Concat(trame(0x81, "bonjour"), trame(0x89, ""), trame(0x81, strings.Repeat("x", 300)), trame(0x81, strings.Repeat("y", 70_000)), trame(0x00, ""))
	for _, pas := range []int{1, 2, 3, 7, 100, 4096, len(flux)} {
		var c compteur
		n := 0
		for part := range slices.Chunk(flux, pas) {
			n += c.trames(part)
		}
		if n != 5 {
			t.Errorf("steps of %d: %d frames, want 5", pas, n)
		}
	}
}

func FuzzTrames(f *testing.F) {
	f.Add([]byte{0x81, 0x85, 1, 2, 3, 4, 'h', 'e', 'l', 'l', 'o'}, 3)
	f.Add(trame(0x81, strings.Repeat("x", 200)), 1)
	f.Fuzz(func(t *testing.T, b []byte, pas int) {
		if pas < 1 || pas > 1000 {
			return
		}
		var entier, coupe compteur
		n := entier.trames(b)
		m := 0
		for part := range slices.Chunk(b, pas) {
			m += coupe.trames(part)
		}
		if n != m || n > len(b)/2 {
			t.Errorf("%d frames at once, %d in steps of %d", n, m, pas)
		}
	})
}

func FuzzLire(f *testing.F) {
	f.Add([]byte(`{"t":"message","cid":"7f1b6a1e-8a0a-4a8e-9a55-1c1f4f6a9d10","texte":"le 3 mars"}`))
	f.Add([]byte(`{"t":"choix","cid":"7f1b6a1e-8a0a-4a8e-9a55-1c1f4f6a9d10","seq":3,"bloc":1,"choix":0}`))
	f.Add([]byte(`[[[[[[[[[[]]]]]]]]]]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := lire(b)
		if err != nil {
			return
		}
		if _, connu := champs[m.Type]; !connu {
			t.Errorf("%q taken as type %q", b, m.Type)
		}
		if !json.Valid(b) {
			t.Errorf("%q is not JSON and was taken", b)
		}
	})
}

// TestSeau_refills with time and tells how long to wait.
func TestSeau_refills(t *testing.T) {
	t.Parallel()
	var s seau
	now := time.Unix(1_800_000_000, 0)
	for i := range 5 {
		if ok, _ := s.prendre(now, 5, 1); !ok {
			t.Fatalf("token %d refused", i)
		}
	}
	ok, attente := s.prendre(now, 5, 1)
	if ok || attente != time.Second {
		t.Errorf("sixth = %v, wait %v; want refused, 1 s", ok, attente)
	}
	if ok, _ := s.prendre(now.Add(1100*time.Millisecond), 5, 1); !ok {
		t.Error("refused after a second")
	}
}

// TestAssembler_keepsEveryEvent: however events are joined, a frame is one object or a flat array,
// and all of them come in their order.
func TestAssembler_keepsEveryEvent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var lot []paquet
		n := 0
		for range rapid.IntRange(1, 8).Draw(t, "packets") {
			var es [][]byte
			for range rapid.IntRange(1, 5).Draw(t, "events") {
				n++
				es = append(es, []byte(fmt.Sprintf(`{"n":%d,"x":%q}`, n, strings.Repeat("x", rapid.IntRange(0, 30_000).Draw(t, "size")))))
			}
			lot = append(lot, joindre(es)...)
		}
		vu := 0
		for len(lot) > 0 {
			var f []byte
			f, lot = assembler(lot)
			if f[0] != '[' {
				f = []byte("[" + string(f) + "]")
			}
			var es []struct{ N int }
			if err := json.Unmarshal(f, &es); err != nil {
				t.Fatal(err)
			}
			for _, e := range es {
				if vu++; e.N != vu {
					t.Fatalf("event %d in place of %d", e.N, vu)
				}
			}
		}
		if vu != n {
			t.Fatalf("%d events of %d", vu, n)
		}
	})
}
