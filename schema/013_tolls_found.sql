-- 013_tolls_found.sql - tolls of one event that stand in articles of different
-- stories find each other.

-- By which words a source's tolls are found: derived, like what it is about.
CREATE TABLE toll (
    key INTEGER NOT NULL, -- a harm, a number and a word beside it
    tie INTEGER NOT NULL, -- of the source
    source INTEGER NOT NULL,
    PRIMARY KEY (key, tie, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX toll_source ON toll (source);

INSERT OR IGNORE INTO stale SELECT no FROM source;
