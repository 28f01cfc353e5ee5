-- +goose Up

-- The guide: what readers say of it and look for in it, and the versions of its articles that were
-- shown. Nothing here tells who.

-- An article as it was served: a quoted version can be shown after an upgrade.
CREATE TABLE guide_versions (
    article      text NOT NULL CHECK (article ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
    empreinte    text NOT NULL CHECK (empreinte ~ '^[0-9a-f]{12}$'),
    titre        text NOT NULL CHECK (length(titre) BETWEEN 1 AND 200),
    contenu      jsonb NOT NULL, -- rendered page, headings, sources
    verifie_le   date,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (article, empreinte)
);

-- « Cet article vous a-t-il aidé ? »
CREATE TABLE guide_votes (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article    text NOT NULL,
    empreinte  text NOT NULL,
    utile      boolean NOT NULL,
    motif      text NOT NULL DEFAULT '' CHECK (motif IN ('', 'incomplet', 'obscur', 'faux', 'autre_question')),
    precision  text NOT NULL DEFAULT '' CHECK (length(precision) <= 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (article, empreinte) REFERENCES guide_versions (article, empreinte),
    CHECK (NOT utile OR (motif = '' AND precision = ''))
);
CREATE INDEX guide_votes_article ON guide_votes (article, empreinte);

-- How often an article is read, by day.
CREATE TABLE guide_lectures (
    article text NOT NULL,
    jour    date NOT NULL,
    nombre  bigint NOT NULL CHECK (nombre > 0),
    PRIMARY KEY (article, jour)
);

-- Questions that the guide could not answer, grouped by their folded form.
CREATE TABLE guide_questions (
    pliee       text PRIMARY KEY CHECK (length(pliee) BETWEEN 1 AND 400),
    question    text NOT NULL CHECK (length(question) BETWEEN 1 AND 200), -- as first typed, masked
    nombre      bigint NOT NULL DEFAULT 1 CHECK (nombre > 0),
    premiere_at timestamptz NOT NULL,
    derniere_at timestamptz NOT NULL
);
CREATE INDEX guide_questions_nombre ON guide_questions (nombre DESC, derniere_at DESC);
