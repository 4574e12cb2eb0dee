-- 009_compared.sql - which stories were looked through as they are, so that
-- one into which many articles come is looked through once.

-- Derived, like what it is about.
CREATE TABLE compared (
    story INTEGER PRIMARY KEY, -- profile.story
    members INTEGER NOT NULL, -- a sum of the sources compared; 0: not known
    stale INTEGER NOT NULL CHECK (stale IN (0, 1)) -- 1: to be looked through
) STRICT;
CREATE INDEX compared_stale ON compared (story) WHERE stale = 1;
