-- +goose Up
CREATE TABLE pieces (
    id             text PRIMARY KEY,
    structure_id   bigint REFERENCES structures,
    utilisateur_id bigint      NOT NULL REFERENCES utilisateurs,
    nom            text        NOT NULL,
    type           text        NOT NULL,
    taille         bigint      NOT NULL,
    sha256         bytea       NOT NULL,
    etat           text        NOT NULL DEFAULT 'disponible',
    created_at     timestamptz NOT NULL DEFAULT now(),
    -- So that a row of another structure cannot point to it (promises.md, threat 2).
    CONSTRAINT pieces_de_structure UNIQUE (structure_id, id),
    CONSTRAINT pieces_id_forme CHECK (id ~ '^[a-z2-7]{26}$'),
    CONSTRAINT pieces_type_admis CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg')),
    CONSTRAINT pieces_taille_positive CHECK (taille > 0),
    CONSTRAINT pieces_empreinte CHECK (length(sha256) = 32),
    CONSTRAINT pieces_nom_court CHECK (length(nom) BETWEEN 1 AND 120),
    CONSTRAINT pieces_etat_connu CHECK (etat IN ('disponible', 'quarantaine'))
);
-- The same file twice is one piece within its owner, and never compared between owners (threat 23).
CREATE UNIQUE INDEX pieces_meme_fichier ON pieces (structure_id, sha256) WHERE structure_id IS NOT NULL;
CREATE UNIQUE INDEX pieces_meme_fichier_personnel ON pieces (utilisateur_id, sha256) WHERE structure_id IS NULL;

ALTER TABLE coordonnees_bancaires
    ADD CONSTRAINT coordonnees_rib_de_structure FOREIGN KEY (structure_id, rib_piece) REFERENCES pieces (structure_id, id);
