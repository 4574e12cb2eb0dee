-- 008_names.sql - what else an article says of itself, and the other names
-- under which the same text came.

ALTER TABLE source ADD COLUMN section TEXT; -- of the outlet: 'World'
ALTER TABLE source ADD COLUMN agency TEXT; -- credited with it: 'Reuters'

-- The same text under other names or addresses: a line each of the id that
-- the name would have made, a tab, the name, and with an address a tab and
-- that. NULL: none.
ALTER TABLE source ADD COLUMN also TEXT;

-- The ids and names in source.also.
CREATE TABLE source_also (
    id TEXT PRIMARY KEY, -- 's...'
    source INTEGER NOT NULL REFERENCES source (no) ON DELETE RESTRICT,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX source_also_name ON source_also (name);
CREATE INDEX source_also_of ON source_also (source);

-- By which the same text is found.
CREATE INDEX version_text ON version (text_sha256);
