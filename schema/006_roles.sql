-- 006_roles.sql - what a person says a paragraph is.

-- A role given by hand. It stands over the one in block, which stays as the
-- paragraph was read.
CREATE TABLE block_role (
    version INTEGER NOT NULL,
    n INTEGER NOT NULL, -- of the block
    role TEXT NOT NULL, -- 'title', 'body', 'boilerplate'...
    PRIMARY KEY (version, n),
    FOREIGN KEY (version, n) REFERENCES block (version, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
