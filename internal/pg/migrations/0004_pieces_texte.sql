-- +goose Up
-- A long text pasted in a conversation is kept as it was pasted (situations.md R15). Files that people
-- upload stay PDF, PNG or JPEG: the service takes no other.
ALTER TABLE pieces
    DROP CONSTRAINT pieces_type_admis,
    ADD CONSTRAINT pieces_type_admis CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg', 'text/plain'));
