-- +goose Up
-- The job library keeps its own tables apart from ours; its own migrator fills this schema.
CREATE SCHEMA IF NOT EXISTS river;
