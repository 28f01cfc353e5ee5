-- +goose Up
-- Login sessions. The token itself is never stored: who reads this table cannot take a session. A
-- revoked row stays until its expiry, so that a request under way cannot write the session anew.
CREATE TABLE sessions (
    jeton          bytea PRIMARY KEY,
    donnees        bytea       NOT NULL,
    utilisateur_id bigint REFERENCES utilisateurs,
    adresse_ip     text        NOT NULL DEFAULT '',
    agent          text        NOT NULL DEFAULT '',
    created_at     timestamptz NOT NULL DEFAULT now(),
    vu_at          timestamptz NOT NULL DEFAULT now(),
    expire_at      timestamptz NOT NULL,
    revoque_at     timestamptz,
    CONSTRAINT sessions_jeton_empreinte CHECK (length(jeton) = 32)
);
CREATE INDEX sessions_par_utilisateur ON sessions (utilisateur_id);
CREATE INDEX sessions_expirees ON sessions (expire_at);
