-- 007_parts.sql - of two facts that say the same one may hold the other and
-- more.

ALTER TABLE link ADD COLUMN part INTEGER NOT NULL DEFAULT 0; -- 1: b is part
-- of a; 2: a is part of b

INSERT OR IGNORE INTO stale SELECT no FROM source;
