-- +goose Up

-- One table for the questions without answer, whoever could not answer them. The rows of the former one
-- are not moved: the words of the persons stand in it unmasked, and only the program knows how to mask
-- and fold them.
DROP TABLE questions_sans_reponse;

-- The life of a question: asked in vain, entrusted to an article that is being written, answered by it, or
-- set aside.
ALTER TABLE guide_questions
    ADD COLUMN etat text NOT NULL DEFAULT 'ouverte' CHECK (etat IN ('ouverte', 'confiee', 'repondue', 'ecartee')),
    ADD COLUMN article text NOT NULL DEFAULT '' CHECK (length(article) <= 80),
    ADD CONSTRAINT guide_questions_article_selon_etat CHECK ((etat IN ('confiee', 'repondue')) = (article <> ''));
DROP INDEX guide_questions_nombre;
CREATE INDEX guide_questions_etat ON guide_questions (etat, nombre DESC, derniere_at DESC);
CREATE INDEX guide_questions_article ON guide_questions (article) WHERE article <> '';

-- Who asked is told, in the conversation. A row goes when the person was told, when she no longer wants to
-- be, with her conversation, or after a year.
CREATE TABLE guide_attentes (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pliee           text NOT NULL REFERENCES guide_questions (pliee) ON DELETE CASCADE,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    depuis          timestamptz NOT NULL,
    -- the article that answers and its title; empty while there is none
    article         text NOT NULL DEFAULT '' CHECK (length(article) <= 80),
    titre           text NOT NULL DEFAULT '' CHECK (length(titre) <= 200),
    UNIQUE (pliee, conversation_id),
    CHECK ((article = '') = (titre = ''))
);
CREATE INDEX guide_attentes_conversation ON guide_attentes (conversation_id);
CREATE INDEX guide_attentes_a_prevenir ON guide_attentes (id) WHERE article <> '';

-- What is searched, by day and door: how much, what came of it, and the words most searched. Nothing tells
-- who.
CREATE TABLE guide_recherches (
    jour    date NOT NULL,
    origine text NOT NULL CHECK (origine IN ('site', 'assistant')),
    issue   text NOT NULL CHECK (issue IN ('reponse', 'ignore', 'hors_sujet')),
    nombre  bigint NOT NULL CHECK (nombre > 0),
    PRIMARY KEY (jour, origine, issue)
);
CREATE TABLE guide_recherches_textes (
    jour    date NOT NULL,
    pliee   text NOT NULL CHECK (length(pliee) BETWEEN 1 AND 120),
    texte   text NOT NULL CHECK (length(texte) BETWEEN 1 AND 120), -- masked
    article text NOT NULL, -- found first, empty when none
    issue   text NOT NULL CHECK (issue IN ('reponse', 'ignore', 'hors_sujet')),
    nombre  bigint NOT NULL CHECK (nombre > 0),
    PRIMARY KEY (jour, pliee)
);

-- A vote on an answer of the assistant: one for each answer, which the person may change. With the
-- conversation goes what ties the vote to it; the vote stays, without who.
ALTER TABLE guide_votes
    ADD COLUMN origine text NOT NULL DEFAULT 'site' CHECK (origine IN ('site', 'assistant')),
    ADD COLUMN conversation_id uuid REFERENCES conversations (id) ON DELETE SET NULL,
    ADD COLUMN seq bigint,
    ADD COLUMN bloc integer,
    ADD CONSTRAINT guide_votes_reponse UNIQUE (conversation_id, seq, bloc),
    ADD CHECK ((origine = 'assistant') = (seq IS NOT NULL AND bloc IS NOT NULL)),
    ADD CHECK (origine = 'assistant' OR conversation_id IS NULL);
CREATE INDEX guide_votes_jour ON guide_votes (created_at);
