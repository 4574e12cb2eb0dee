-- 011_tolls.sql - tolls are compared by place, day and victims: what they were
-- linked to before is looked for again.

INSERT OR IGNORE INTO stale SELECT no FROM source;
