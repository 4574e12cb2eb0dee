-- 012_seals.sql - a derived row or a setting that was changed behind the
-- program's back is found: they have no entry in the journal to be held against.

-- The first 8 bytes of the SHA-256 over the other columns (ibid_seal() in
-- lib/store/seal.c).
ALTER TABLE meta ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reuse ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE origin ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE profile ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;

UPDATE meta SET seal = ibid_seal(key, value);
UPDATE link SET seal =
    ibid_seal(a, b, relation, score, exact, reason, story, part);
UPDATE reuse SET seal = ibid_seal(a, b, relation, share, passages, story);
UPDATE origin SET seal = ibid_seal(source, name);
UPDATE profile SET seal =
    ibid_seal(source, version, tie, sum, "day", terms, kin, story, twin);
