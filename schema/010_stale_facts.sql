-- 010_stale_facts.sql - facts that changed in articles that did not.

-- Facts whose links are to be looked for again; those of a source in `stale`
-- are looked at with it.
CREATE TABLE stale_fact (
    fact INTEGER PRIMARY KEY
) STRICT;
