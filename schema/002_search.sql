-- 002_search.sql - derived tables: they can be dropped and made again from
-- the base tables. Fed by the program in bulk, up to the marks in meta
-- ('search_version', 'search_fact'); what lies behind a mark is not indexed
-- yet.

-- Words of each version's text; rowid = version.no. Holds no text itself.
CREATE VIRTUAL TABLE text_search USING fts5 (
    title, body, content = '', tokenize = "unicode61 remove_diacritics 2"
);

-- Words of each fact's values and evidence; rowid = fact.no.
CREATE VIRTUAL TABLE fact_search USING fts5 (
    words, content = '', tokenize = "unicode61 remove_diacritics 2"
);
