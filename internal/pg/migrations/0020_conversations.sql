-- +goose Up
-- The history of this database: clients that hold another one reload (promises.md P4, P25). A
-- restore that loses data changes the timeline, which is part of what is shown as the epoch.
CREATE TABLE historiques (
    seul  boolean PRIMARY KEY DEFAULT true CHECK (seul),
    epoch uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO historiques DEFAULT VALUES;

-- A conversation is narrow: its row is locked and rewritten for each group of messages.
CREATE TABLE conversations (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    utilisateur_id bigint NOT NULL,
    statut         text NOT NULL DEFAULT 'ouverte' CHECK (statut IN ('ouverte', 'close')),
    next_seq       bigint NOT NULL DEFAULT 1 CHECK (next_seq >= 1),
    -- last entry that calls for a turn, and last entry that had one
    entree_seq     bigint NOT NULL DEFAULT 0 CHECK (entree_seq < next_seq),
    traite_seq     bigint NOT NULL DEFAULT 0 CHECK (traite_seq < next_seq),
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX conversations_utilisateur ON conversations (utilisateur_id, created_at DESC);

-- The journal: append only, seq = 1..n without a hole in each conversation. It has no foreign key:
-- its one writer inserts by joining the conversation whose row it has locked, so that the reference
-- always exists, and checking each row again took 40 % of the time of a batch (measured). The trigger
-- below is the other half of the key.
CREATE TABLE messages (
    conversation_id uuid NOT NULL,
    seq             bigint NOT NULL CHECK (seq >= 1),
    cid             uuid NOT NULL,
    auteur          text NOT NULL CHECK (auteur IN ('usager', 'assistant', 'agent', 'systeme')),
    utilisateur_id  bigint,
    contenu         jsonb NOT NULL,
    at              timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (conversation_id, seq),
    CONSTRAINT messages_cid UNIQUE (conversation_id, cid),
    CHECK (auteur NOT IN ('usager', 'agent') OR utilisateur_id IS NOT NULL)
);

-- +goose StatementBegin
CREATE FUNCTION effacer_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM messages WHERE conversation_id = OLD.id;
    RETURN OLD;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER conversations_effacer BEFORE DELETE ON conversations
    FOR EACH ROW EXECUTE FUNCTION effacer_messages();

-- What the engine keeps between two turns; its row is the lock of the turn, so that the journal
-- never waits for an engine.
CREATE TABLE dialogues (
    conversation_id uuid PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    etat            jsonb NOT NULL DEFAULT '{}',
    memoire_id      bigint,
    main            text NOT NULL DEFAULT 'assistant' CHECK (main IN ('assistant', 'humain')),
    humain_motif    text NOT NULL DEFAULT '',
    humain_at       timestamptz,
    updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX dialogues_memoire ON dialogues (memoire_id) WHERE memoire_id IS NOT NULL;

-- The documents dropped in a conversation.
CREATE TABLE documents (
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    seq             bigint NOT NULL, -- message that brought it
    piece           text NOT NULL,
    nom             text NOT NULL,
    PRIMARY KEY (conversation_id, seq, piece)
);
CREATE INDEX documents_piece ON documents (piece);

-- What was read on an uploaded document, once for each document.
CREATE TABLE lectures (
    piece      text PRIMARY KEY,
    etat       text NOT NULL DEFAULT 'en_cours' CHECK (etat IN ('en_cours', 'lue', 'echec')),
    lecture    jsonb,
    motif      text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((etat = 'lue') = (lecture IS NOT NULL))
);

-- Questions that the guide could not answer (situations.md R14), without who asked.
CREATE TABLE questions_sans_reponse (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question   text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
