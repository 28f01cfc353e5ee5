-- +goose Up

-- The articles of the guide that were edited here. An article that is not in guide_articles is the one
-- that comes with the program; once edited, what readers see is decided by this table alone.
CREATE TABLE guide_articles (
    id         text PRIMARY KEY CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(id) <= 80),
    derniere   int NOT NULL CHECK (derniere >= 1), -- the revision that editors work on
    publiee    int,                                -- the revision that readers see; null: none
    livree     bytea CHECK (length(livree) = 32),  -- digest of the file of the program that it replaces
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Revisions are written once and never changed.
CREATE TABLE guide_revisions (
    article    text NOT NULL REFERENCES guide_articles,
    numero     int NOT NULL CHECK (numero >= 1),
    source     text NOT NULL CHECK (octet_length(source) <= 65536), -- the whole file, head included
    titre      text NOT NULL CHECK (length(titre) BETWEEN 1 AND 160),
    categorie  text NOT NULL,
    etat       text NOT NULL CHECK (etat IN ('brouillon', 'interne', 'public')), -- for whom it is written
    revoir_le  date,
    auteur     bigint REFERENCES utilisateurs, -- null: the program, or an import
    auteur_nom text NOT NULL,
    motif      text NOT NULL DEFAULT '' CHECK (length(motif) <= 300),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (article, numero)
);
ALTER TABLE guide_articles
    ADD CONSTRAINT guide_articles_derniere FOREIGN KEY (id, derniere) REFERENCES guide_revisions (article, numero) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT guide_articles_publiee FOREIGN KEY (id, publiee) REFERENCES guide_revisions (article, numero) DEFERRABLE INITIALLY DEFERRED;

-- A revision that somebody wants readers to see. A public one is read again by a second person.
CREATE TABLE guide_demandes (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article    text NOT NULL,
    numero     int NOT NULL,
    portee     text NOT NULL CHECK (portee IN ('interne', 'public')),
    etat       text NOT NULL CHECK (etat IN ('en_attente', 'programmee', 'publiee', 'renvoyee', 'annulee')),
    publier_at timestamptz, -- null: as soon as it may be
    importee   boolean NOT NULL DEFAULT false, -- put in by whoever runs the program, with no second reader
    par        bigint REFERENCES utilisateurs,
    par_nom    text NOT NULL,
    created_at timestamptz NOT NULL,
    relue_par  bigint REFERENCES utilisateurs,
    relue_nom  text NOT NULL DEFAULT '',
    relue_at   timestamptz,
    mot        text NOT NULL DEFAULT '' CHECK (length(mot) <= 300),
    FOREIGN KEY (article, numero) REFERENCES guide_revisions (article, numero),
    CONSTRAINT guide_demandes_deux_personnes CHECK (relue_par IS DISTINCT FROM par OR relue_par IS NULL),
    CONSTRAINT guide_demandes_relue CHECK (etat NOT IN ('programmee', 'publiee') OR portee = 'interne' OR importee OR relue_par IS NOT NULL),
    CHECK (etat <> 'programmee' OR publier_at IS NOT NULL)
);
CREATE UNIQUE INDEX guide_demandes_ouverte ON guide_demandes (article) WHERE etat IN ('en_attente', 'programmee');
CREATE INDEX guide_demandes_echeance ON guide_demandes (publier_at) WHERE etat = 'programmee';

-- What was done to an article, and by whom; never changed.
CREATE TABLE guide_journal (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article text NOT NULL REFERENCES guide_articles,
    numero  int NOT NULL,
    geste   text NOT NULL CHECK (geste IN ('ecrit', 'restaure', 'importe', 'demande', 'approuve', 'renvoye', 'annule', 'publie', 'retire')),
    par     bigint REFERENCES utilisateurs,
    par_nom text NOT NULL,
    mot     text NOT NULL DEFAULT '' CHECK (length(mot) <= 300),
    at      timestamptz NOT NULL
);
CREATE INDEX guide_journal_article ON guide_journal (article, id DESC);
