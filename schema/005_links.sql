-- 005_links.sql - links and shared words belong to a story, with which they
-- are made again.

ALTER TABLE reuse ADD COLUMN story INTEGER NOT NULL DEFAULT 0; -- profile.story
ALTER TABLE link ADD COLUMN story INTEGER NOT NULL DEFAULT 0; -- the same
CREATE INDEX reuse_story ON reuse (story);
CREATE INDEX link_story ON link (story);

INSERT OR IGNORE INTO stale SELECT no FROM source;
