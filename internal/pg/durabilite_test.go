package pg

import (
	"errors"
	"strings"
	"testing"
)

func TestVerdict_namesTheSetting(t *testing.T) {
	t.Parallel()
	safe := durabilite{fsync: "on", fullPageWrites: "on", synchronousCommit: "on", version: 150018}
	change := func(fn func(d *durabilite)) durabilite {
		d := safe
		fn(&d)
		return d
	}
	tests := []struct {
		name    string
		in      durabilite
		reglage string // empty: taken
	}{
		{"safe", safe, ""},
		{"local without standby", change(func(d *durabilite) { d.synchronousCommit = "local" }), ""},
		{"remote write", change(func(d *durabilite) { d.synchronousCommit, d.standbys = "remote_write", "s1" }), ""},
		{"local with standby", change(func(d *durabilite) { d.synchronousCommit, d.standbys = "local", "s1" }), "synchronous_commit"},
		{"synchronous_commit off", change(func(d *durabilite) { d.synchronousCommit = "off" }), "synchronous_commit"},
		{"fsync off", change(func(d *durabilite) { d.fsync = "off" }), "fsync"},
		{"full_page_writes off", change(func(d *durabilite) { d.fullPageWrites = "off" }), "full_page_writes"},
		{"replica", change(func(d *durabilite) { d.replica = true }), "pg_is_in_recovery"},
		{"old", change(func(d *durabilite) { d.version = 130012 }), "server_version"},
		{"tests may be unsafe", change(func(d *durabilite) { d.fsync, d.forTests = "off", true }), ""},
		{"tests may not be old", change(func(d *durabilite) { d.version, d.forTests = 130012, true }), "server_version"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := tt.in.verdict()
			var got *DurabiliteError
			if !errors.As(err, &got) {
				if tt.reglage != "" {
					t.Errorf("verdict = %v, want a refusal of %s", err, tt.reglage)
				}
				return
			}
			if got.Reglage != tt.reglage || !strings.Contains(got.Message, tt.reglage) || strings.Contains(got.Message, "\n") {
				t.Errorf("verdict = %+v, want one line that names %s", got, tt.reglage)
			}
		})
	}
}
