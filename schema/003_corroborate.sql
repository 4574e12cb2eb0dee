-- 003_corroborate.sql - which articles tell one event, which share their
-- words, which facts agree or contradict: derived, it can be dropped and made
-- again. And what people said of it: that must never be lost.

-- What a source's newest version is about, and its place in a story.
CREATE TABLE profile (
    source INTEGER PRIMARY KEY REFERENCES source (no) ON DELETE RESTRICT,
    version INTEGER NOT NULL REFERENCES version (no) ON DELETE RESTRICT,
    tie INTEGER NOT NULL, -- from the source's id: settles what is even
    sum INTEGER NOT NULL, -- of terms and date: equal for equal articles
    "day" INTEGER, -- of publication, from 0000-03-01; NULL: not known
    terms BLOB NOT NULL, -- its weighted words (lib/corroborate/profile.h)
    kin BLOB NOT NULL, -- articles alike (lib/corroborate/story.h)
    story INTEGER NOT NULL, -- the source at the centre of its story
    twin INTEGER -- an equal source that stands for it; NULL: none
) STRICT;
CREATE INDEX profile_story ON profile (story);
CREATE INDEX profile_twin ON profile (twin) WHERE twin IS NOT NULL;

-- By which words a source is found; none for twins.
CREATE TABLE posting (
    key INTEGER NOT NULL, -- a word of its terms, or its sum
    tie INTEGER NOT NULL, -- of the source
    source INTEGER NOT NULL,
    PRIMARY KEY (key, tie, source)
) STRICT, WITHOUT ROWID;

-- Sources to be looked at again: their text, date, facts changed.
CREATE TABLE stale (
    source INTEGER PRIMARY KEY
) STRICT;

-- Words that two sources share.
CREATE TABLE reuse (
    a INTEGER NOT NULL, -- source
    b INTEGER NOT NULL, -- source, a < b by id
    relation INTEGER NOT NULL CHECK (relation BETWEEN 0 AND 2), -- 0 copy,
    -- 1 partial, 2 quotes
    share INTEGER NOT NULL, -- per thousand of the shorter one's words
    passages BLOB NOT NULL, -- spans in both (lib/corroborate/reuse.h)
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX reuse_b ON reuse (b);

-- What a text says of where its words come from: an agency.
CREATE TABLE origin (
    source INTEGER NOT NULL,
    name TEXT NOT NULL, -- 'afp'
    PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;

-- Facts of different sources that bear on one another.
CREATE TABLE link (
    a INTEGER NOT NULL, -- fact; of 'supersedes' the newer
    b INTEGER NOT NULL, -- fact
    relation INTEGER NOT NULL CHECK (relation BETWEEN 0 AND 2), -- 0 same,
    -- 1 contradicts, 2 supersedes
    score INTEGER NOT NULL, -- per thousand
    exact INTEGER NOT NULL CHECK (exact IN (0, 1)), -- full agreement
    reason TEXT NOT NULL, -- in words
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_b ON link (b);

-- A person's word on a link between facts or on two names: the projection of
-- the journal.
CREATE TABLE verdict (
    id TEXT PRIMARY KEY, -- 'l...' of a link, 'n...' of names
    a TEXT NOT NULL, -- id of a fact, or a name
    b TEXT NOT NULL, -- the other
    relation TEXT NOT NULL, -- 'same', 'contradicts', 'supersedes'
    says TEXT NOT NULL -- 'confirmed' or 'dismissed'
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_a ON verdict (a);
CREATE INDEX verdict_b ON verdict (b);

-- What is there already is to be looked at by the first command that writes.
INSERT INTO stale SELECT no FROM source;
