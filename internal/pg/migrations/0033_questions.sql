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
