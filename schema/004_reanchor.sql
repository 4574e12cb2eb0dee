-- 004_reanchor.sql - what was decided of a citation when its source had a newer
-- version.

-- The newer version that was looked at when the citation was left where it is
-- (its anchor says how it stands there); NULL: none, or it points into the
-- version it was moved to.
ALTER TABLE citation ADD COLUMN against INTEGER REFERENCES version (no)
    ON DELETE RESTRICT;

CREATE INDEX citation_against ON citation (against)
WHERE against IS NOT NULL;
