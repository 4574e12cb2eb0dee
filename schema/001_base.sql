-- 001_base.sql - what must never be lost: sources, versions, facts, journal.
-- Append-only: a released migration is never edited, a new file follows it.

-- Settings of this database.
CREATE TABLE meta (
    key TEXT PRIMARY KEY, -- 'created', 'codebook' (number of the one in use)
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Codebooks as they were when used: a fact's rule can always be read again.
CREATE TABLE codebook (
    no INTEGER PRIMARY KEY,
    name TEXT NOT NULL, -- 'news'
    language TEXT NOT NULL, -- BCP 47, 'en'
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32), -- of its files
    files BLOB NOT NULL -- zstd of its files: path, bytes, length-prefixed
) STRICT;

-- One execution of an import or extraction (PROV: an activity).
CREATE TABLE run (
    no INTEGER PRIMARY KEY,
    op TEXT NOT NULL, -- operation of the journal it belongs to
    action TEXT NOT NULL CHECK (action IN ('import', 'extract')),
    program TEXT NOT NULL, -- 'ibid 0.1.0'
    codebook INTEGER NOT NULL REFERENCES codebook (no),
    parameters TEXT NOT NULL, -- JSON: options given
    started TEXT NOT NULL -- UTC, ISO 8601
) STRICT;

-- An article as a work. Current state; the journal holds earlier ones.
CREATE TABLE source (
    no INTEGER PRIMARY KEY, -- order of arrival
    id TEXT NOT NULL UNIQUE, -- 's...', from its url, record id or file name
    name TEXT NOT NULL, -- file name, or the record's own id
    url TEXT,
    title TEXT,
    outlet TEXT,
    author TEXT,
    published TEXT, -- EDTF; unknown stays NULL
    language TEXT, -- BCP 47
    licence TEXT,
    revision INTEGER NOT NULL CHECK (revision > 0)
) STRICT;

-- One immutable text of a source. After a redaction original, text and map
-- are NULL; hashes and lengths stay.
CREATE TABLE version (
    no INTEGER PRIMARY KEY, -- order of arrival
    id TEXT NOT NULL UNIQUE, -- 'v...', from source and text
    source INTEGER NOT NULL REFERENCES source (no) ON DELETE RESTRICT,
    run INTEGER NOT NULL REFERENCES run (no) ON DELETE RESTRICT,
    imported TEXT NOT NULL, -- UTC, ISO 8601
    media_type TEXT NOT NULL,
    encoding TEXT NOT NULL, -- what the original was decoded from
    encoding_confidence INTEGER NOT NULL, -- percent
    warnings TEXT NOT NULL, -- JSON array of sentences
    said TEXT NOT NULL, -- JSON: each title, date, author... that it states
    -- of itself: field, value, rule, and bytes [start, end) of the original
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32), -- of the original
    original_bytes INTEGER NOT NULL CHECK (original_bytes >= 0),
    original BLOB, -- zstd; NULL: the text is the original, or redacted
    text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),
    text_bytes INTEGER NOT NULL CHECK (text_bytes >= 0),
    text BLOB, -- zstd of UTF-8
    map BLOB, -- text to original bytes, delta-coded; NULL: identity
    redacted INTEGER NOT NULL DEFAULT 0 CHECK (redacted IN (0, 1)),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)) -- undone
) STRICT;
CREATE INDEX version_of_source ON version (source, no);

-- Paragraph-like stretches of a version's text, and what they are.
CREATE TABLE block (
    version INTEGER NOT NULL REFERENCES version (no) ON DELETE RESTRICT,
    n INTEGER NOT NULL CHECK (n >= 0), -- from 0 in reading order
    "start" INTEGER NOT NULL CHECK ("start" >= 0), -- bytes
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    role TEXT NOT NULL, -- 'title', 'body', 'boilerplate'...
    PRIMARY KEY (version, n)
) STRICT, WITHOUT ROWID;

-- One record of a kind, as it is now: the projection of the journal.
CREATE TABLE fact (
    no INTEGER PRIMARY KEY, -- the short local number, #12
    id TEXT NOT NULL UNIQUE, -- 'f...'
    version INTEGER NOT NULL REFERENCES version (no) ON DELETE RESTRICT,
    "start" INTEGER NOT NULL, -- byte where its evidence starts: its place
    kind TEXT NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4),
    "rank" INTEGER NOT NULL CHECK ("rank" BETWEEN 0 AND 2),
    rank_reason TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    revision INTEGER NOT NULL CHECK (revision > 0), -- one more each change
    rule TEXT, -- 'news/said@1'; NULL: made by hand
    merged_into TEXT, -- id of the fact it was merged into
    note TEXT, -- a curator's
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn BETWEEN 0 AND 2)
    -- kept but no longer counted: 1 its making was undone or a re-extraction
    -- replaced it, 2 the import of its version was undone
) STRICT;
-- Holds all that lists filter by, so that they need not read the rows.
CREATE INDEX fact_place ON fact (
    version, "start", kind, status, withdrawn, confidence, rule
);
CREATE INDEX fact_kind ON fact (kind, status);

-- Values of a fact's fields, fields in the codebook's order.
CREATE TABLE value (
    fact INTEGER NOT NULL REFERENCES fact (no) ON DELETE CASCADE,
    k INTEGER NOT NULL CHECK (k > 0), -- from 1
    field TEXT NOT NULL,
    "text" TEXT NOT NULL, -- the article's words, or the curator's
    normalized TEXT, -- JSON
    PRIMARY KEY (fact, k)
) STRICT, WITHOUT ROWID;

-- The words a value rests on (k = 0: the fact as a whole, its evidence).
CREATE TABLE citation (
    fact INTEGER NOT NULL REFERENCES fact (no) ON DELETE CASCADE,
    k INTEGER NOT NULL CHECK (k >= 0), -- which value
    c INTEGER NOT NULL CHECK (c >= 0), -- from 0 within the value
    version INTEGER REFERENCES version (no) ON DELETE RESTRICT, -- NULL: the
    -- fact's own
    "start" INTEGER NOT NULL CHECK ("start" >= 0), -- bytes of its text
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    stance INTEGER NOT NULL CHECK (stance BETWEEN 0 AND 1),
    anchor INTEGER NOT NULL CHECK (anchor BETWEEN 0 AND 3),
    quote_sum BLOB CHECK (length(quote_sum) = 8), -- first bytes of the
    -- SHA-256 of the quote; NULL once redacted
    PRIMARY KEY (fact, k, c)
) STRICT, WITHOUT ROWID;

CREATE INDEX citation_elsewhere ON citation (version)
WHERE version IS NOT NULL;

-- The journal: every change, in order, chained by hashes. Nothing here is
-- ever changed or removed; a redaction may empty a body, whose hash stays.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    op TEXT NOT NULL, -- operation: entries of one step share it
    at TEXT NOT NULL, -- UTC, ISO 8601
    actor TEXT NOT NULL,
    action TEXT NOT NULL, -- 'import', 'edit', 'accept', 'undo'...
    subject TEXT NOT NULL, -- id of a version, fact or source
    reason TEXT,
    body TEXT, -- JSON: state before and after; NULL: redacted
    body_sha256 BLOB NOT NULL CHECK (length(body_sha256) = 32),
    undoes INTEGER REFERENCES journal (seq), -- entry taken back or redone
    prev BLOB NOT NULL CHECK (length(prev) = 32), -- hash of entry seq - 1
    hash BLOB NOT NULL CHECK (length(hash) = 32) -- of all of the above
) STRICT;
CREATE INDEX journal_op ON journal (op);
CREATE INDEX journal_subject ON journal (subject);
CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal
BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_keeps_words BEFORE UPDATE ON journal
WHEN NEW.body IS NOT NULL OR NEW.seq IS NOT OLD.seq OR NEW.op IS NOT OLD.op
    OR NEW.at IS NOT OLD.at OR NEW.actor IS NOT OLD.actor
    OR NEW.action IS NOT OLD.action OR NEW.subject IS NOT OLD.subject
    OR NEW.reason IS NOT OLD.reason
    OR NEW.body_sha256 IS NOT OLD.body_sha256
    OR NEW.undoes IS NOT OLD.undoes OR NEW.prev IS NOT OLD.prev
    OR NEW.hash IS NOT OLD.hash
BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER version_keeps_rows BEFORE DELETE ON version
BEGIN
    SELECT RAISE (ABORT, 'versions are never removed');
END;
CREATE TRIGGER version_keeps_words BEFORE UPDATE OF id, source, sha256,
    original_bytes, original, text_sha256, text_bytes, text, map ON version
WHEN NEW.redacted = 0 OR NEW.text IS NOT NULL OR NEW.original IS NOT NULL
    OR NEW.id IS NOT OLD.id OR NEW.source IS NOT OLD.source
    OR NEW.sha256 IS NOT OLD.sha256 OR NEW.text_sha256 IS NOT OLD.text_sha256
    OR NEW.original_bytes IS NOT OLD.original_bytes
    OR NEW.text_bytes IS NOT OLD.text_bytes
BEGIN
    SELECT RAISE (ABORT, 'versions never change');
END;
