/* sql.c - the statements on articles, facts and the journal. */
#include "store/sql.h"

#define SOURCE_COLUMNS                                                         \
    "no, id, name, url, title, outlet, author, published, language, licence, " \
    "revision, section, agency, also"
#define VERSION_COLUMNS                                                        \
    "v.no, v.id, v.source, v.imported, v.media_type, v.encoding, v.warnings, " \
    "v.sha256, v.original_bytes, v.text_sha256, v.text_bytes, v.redacted, "    \
    "v.withdrawn, s.id"
#define VERSIONS "FROM version v JOIN source s ON s.no = v.source "
#define FACT_COLUMNS                                                           \
    "f.no, f.id, f.version, f.\"start\", f.kind, f.status, f.\"rank\", "       \
    "f.rank_reason, f.confidence, f.revision, f.rule, f.merged_into, f.note, " \
    "f.withdrawn"
#define ENTRY_COLUMNS                                                          \
    "seq, op, at, actor, action, subject, reason, body, body_sha256, undoes, " \
    "prev, hash"

#define READING                                                                \
    "SELECT f.no, f.id, f.kind, f.status, c.k, w.field, "                      \
    "(SELECT count(*) FROM value x WHERE x.fact = c.fact AND x.k < c.k "       \
    "AND x.field = w.field), c.\"start\", c.\"end\", c.stance, c.anchor "

const char *const store_sql_own[STMT_RELATED] = {
    [STMT_BEGIN] = "BEGIN IMMEDIATE",
    [STMT_BEGIN_READ] = "BEGIN",
    [STMT_COMMIT] = "COMMIT",
    [STMT_ROLLBACK] = "ROLLBACK",
    [STMT_STEP] = "SAVEPOINT step",
    [STMT_STEP_KEEP] = "RELEASE step",
    [STMT_STEP_DROP] = "ROLLBACK TO step",
    [STMT_META_GET] = "SELECT value FROM meta WHERE key = ?1",
    [STMT_META_SET] =
        "INSERT INTO meta (key, value, seal) VALUES (?1, ?2, ibid_seal(?1, "
        "?2)) ON CONFLICT (key) DO UPDATE SET value = excluded.value, "
        "seal = excluded.seal",
    [STMT_CODEBOOK_ADD] = "INSERT INTO codebook (name, language, sha256, "
                          "files) VALUES (?1, ?2, ?3, ?4)",
    [STMT_CODEBOOK_BY_HASH] = "SELECT no FROM codebook WHERE sha256 = ?1",
    [STMT_CODEBOOK_GET] = "SELECT name, language, sha256, files "
                          "FROM codebook WHERE no = ?1",
    [STMT_RUN_ADD] = "INSERT INTO run (op, action, program, codebook, "
                     "parameters, started) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [STMT_RUN_LIST] = "SELECT r.op, r.program, r.parameters, c.name, c.sha256 "
                      "FROM run r JOIN codebook c ON c.no = r.codebook "
                      "ORDER BY r.no",

    [STMT_SOURCE_ADD] =
        "INSERT INTO source (" SOURCE_COLUMNS ") VALUES (NULL, ?1, ?2, ?3, "
        "?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11, ?12)",
    [STMT_SOURCE_SET] =
        "UPDATE source SET url = ?2, title = ?3, outlet = ?4, author = ?5, "
        "published = ?6, language = ?7, licence = ?8, section = ?9, "
        "agency = ?10, also = ?11, revision = revision + 1 WHERE no = ?1",
    [STMT_SOURCE_NEWEST] = "SELECT coalesce(max(no), 0) FROM source",
    [STMT_ALSO_DROP] = "DELETE FROM source_also WHERE source = ?1",
    [STMT_ALSO_ADD] = "INSERT OR IGNORE INTO source_also (id, source, "
                      "name) VALUES (?1, ?2, ?3)",
    [STMT_SOURCE_BY_ALSO] = "SELECT source FROM source_also WHERE id = ?1",
    [STMT_SOURCE_BY_TEXT] =
        "SELECT source FROM version WHERE text_sha256 = ?1 AND withdrawn = 0 "
        "AND redacted = 0 ORDER BY no LIMIT 1",
    [STMT_SOURCE_BY_ID] = "SELECT " SOURCE_COLUMNS " FROM source WHERE id = ?1",
    [STMT_SOURCE_BY_PREFIX] = "SELECT no FROM source WHERE id >= ?1 "
                              "AND id < ?1 || '~' LIMIT 2",
    [STMT_SOURCE_BY_NAME] = "SELECT no FROM source WHERE name = ?1 "
                            "UNION SELECT source FROM source_also "
                            "WHERE name = ?1 LIMIT 2",
    [STMT_SOURCE_NEXT] = "SELECT " SOURCE_COLUMNS " FROM source "
                         "WHERE no > ?1 ORDER BY no LIMIT 1",
    [STMT_SOURCE_FACTS] =
        "SELECT count(*) FROM version v JOIN fact f ON f.version = v.no "
        "WHERE v.source = ?1 AND f.withdrawn = 0",

    [STMT_VERSION_ADD] =
        "INSERT INTO version (id, source, run, imported, media_type, "
        "encoding, encoding_confidence, warnings, sha256, original_bytes, "
        "original, text_sha256, text_bytes, text, map, said) VALUES (?1, ?2, "
        "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    [STMT_VERSION_OF_SOURCE] =
        "SELECT " VERSION_COLUMNS " " VERSIONS
        "WHERE v.source = ?1 AND v.no > ?2 ORDER BY v.no LIMIT 1",
    [STMT_VERSION_BY_ID] =
        "SELECT " VERSION_COLUMNS " " VERSIONS "WHERE v.id = ?1",
    [STMT_VERSION_BY_NO] =
        "SELECT " VERSION_COLUMNS " " VERSIONS "WHERE v.no = ?1",
    [STMT_VERSION_NEXT] = "SELECT " VERSION_COLUMNS " " VERSIONS
                          "WHERE v.no > ?1 ORDER BY v.no LIMIT 1",
    [STMT_VERSION_BODY] =
        "SELECT text, text_bytes, original, original_bytes, map, redacted "
        "FROM version WHERE no = ?1",
    [STMT_VERSION_SAID] = "SELECT said FROM version WHERE no = ?1",
    [STMT_VERSION_RECORD] =
        "SELECT v.map, v.no, v.imported, v.media_type, v.encoding, "
        "v.encoding_confidence, v.warnings, v.original_bytes, v.text_bytes, "
        "r.op, r.action, r.program, r.parameters, r.started, r.codebook, "
        "v.said "
        "FROM version v JOIN run r ON r.no = v.run WHERE v.no = ?1",
    [STMT_VERSION_WITHDRAW] = "UPDATE version SET withdrawn = ?2 WHERE no = ?1",
    [STMT_VERSION_REDACT] = "UPDATE version SET redacted = 1, text = NULL, "
                            "original = NULL, map = NULL WHERE no = ?1",
    [STMT_VERSION_REDACT_BLOCKS] = "DELETE FROM block WHERE version = ?1",
    [STMT_VERSION_REDACT_CITATIONS] =
        "UPDATE citation SET quote_sum = NULL WHERE version = ?1 OR "
        "(version IS NULL AND fact IN (SELECT no FROM fact "
        "WHERE version = ?1))",
    [STMT_VERSION_CITED_BY] =
        "SELECT no FROM fact WHERE version = ?1 AND no > ?2 UNION "
        "SELECT fact FROM citation WHERE version = ?1 AND fact > ?2 "
        "ORDER BY 1 LIMIT 1",
    [STMT_VERSION_CITED_ELSEWHERE] =
        "SELECT f.id FROM citation c JOIN fact f ON f.no = c.fact "
        "WHERE (c.version = ?1 OR c.against = ?1) AND f.withdrawn = 0 "
        "LIMIT 1",
    [STMT_VERSION_NEWEST] =
        "SELECT no FROM version WHERE source = ?1 AND withdrawn = 0 "
        "ORDER BY no DESC LIMIT 1",
    [STMT_BLOCK_ADD] = "INSERT INTO block VALUES (?1, ?2, ?3, ?4, ?5)",
    [STMT_BLOCK_LIST] = "SELECT \"start\", \"end\", role FROM block "
                        "WHERE version = ?1 ORDER BY n",
    [STMT_BLOCK_READ] =
        "SELECT b.\"start\", b.\"end\", coalesce(r.role, b.role) "
        "FROM block b LEFT JOIN block_role r ON r.version = b.version "
        "AND r.n = b.n WHERE b.version = ?1 ORDER BY b.n",
    [STMT_BLOCK_ROLES] =
        "SELECT b.role, r.role FROM block b LEFT JOIN block_role r "
        "ON r.version = b.version AND r.n = b.n WHERE b.version = ?1 "
        "ORDER BY b.n",
    [STMT_BLOCK_ROLE_SET] = "INSERT INTO block_role VALUES (?1, ?2, ?3) "
                            "ON CONFLICT (version, n) DO UPDATE SET role = ?3",
    [STMT_BLOCK_ROLE_CLEAR] =
        "DELETE FROM block_role WHERE version = ?1 AND n = ?2",

    [STMT_FACT_ADD] =
        "INSERT INTO fact (id, version, \"start\", kind, status, \"rank\", "
        "rank_reason, confidence, revision, rule, merged_into, note, "
        "withdrawn) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11, "
        "?12)",
    [STMT_FACT_SET] =
        "UPDATE fact SET version = ?2, \"start\" = ?3, kind = ?4, "
        "status = ?5, \"rank\" = ?6, rank_reason = ?7, confidence = ?8, "
        "rule = ?9, merged_into = ?10, note = ?11, withdrawn = ?12, "
        "revision = revision + 1 WHERE no = ?1",
    [STMT_FACT_GET] = "SELECT " FACT_COLUMNS " FROM fact f WHERE f.no = ?1",
    [STMT_FACT_BY_PREFIX] = "SELECT no FROM fact WHERE id >= ?1 "
                            "AND id < ?1 || '~' LIMIT 2",
    [STMT_FACT_BY_NO] = "SELECT no FROM fact WHERE no = ?1",
    [STMT_FACT_OF_VERSION] =
        "SELECT no FROM fact WHERE version = ?1 AND no > ?2 "
        "ORDER BY no LIMIT 1",
    [STMT_FACT_CLEAR_VALUES] = "DELETE FROM value WHERE fact = ?1",
    [STMT_FACT_CLEAR_CITATIONS] = "DELETE FROM citation WHERE fact = ?1",
    [STMT_FACT_CHANGED_OF_VERSION] =
        "SELECT f.id FROM fact f JOIN journal j ON j.subject = f.id "
        "WHERE f.version = ?1 AND f.withdrawn < 2 "
        "AND j.action NOT IN ('undo', 'redo') AND coalesce("
        "(SELECT t.action FROM journal t WHERE t.undoes = j.seq "
        "ORDER BY t.seq DESC LIMIT 1), 'redo') = 'redo' "
        "ORDER BY j.seq DESC LIMIT 1",
    [STMT_FACT_WITHDRAW_VERSION] =
        "UPDATE fact SET withdrawn = ?2 WHERE version = ?1 "
        "AND withdrawn = ?3",
    [STMT_VALUE_ADD] = "INSERT INTO value VALUES (?1, ?2, ?3, ?4, ?5)",
    [STMT_VALUE_LIST] = "SELECT k, field, \"text\", normalized FROM value "
                        "WHERE fact = ?1 ORDER BY k",
    [STMT_VALUE_WORDS] = "SELECT \"text\" FROM value WHERE fact = ?1 ORDER "
                         "BY k",
    [STMT_EVIDENCE_LIST] =
        "SELECT coalesce(c.version, f.version), c.\"start\", c.\"end\" FROM "
        "fact f CROSS JOIN citation c ON c.fact = f.no "
        "WHERE f.no = ?1 AND c.k = 0 ORDER BY c.c",
    [STMT_CITATION_ADD] =
        "INSERT INTO citation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10)",
    [STMT_CITATION_LIST] =
        "SELECT c.k, coalesce(c.version, f.version), c.\"start\", c.\"end\", "
        "c.stance, c.anchor, c.quote_sum, c.against FROM fact f CROSS JOIN "
        "citation c "
        "ON c.fact = f.no WHERE f.no = ?1 ORDER BY c.k, c.c",

    [STMT_ENTRY_ADD] = "INSERT INTO journal (" ENTRY_COLUMNS ") VALUES (?1, "
                       "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [STMT_ENTRY_HEAD] = "SELECT " ENTRY_COLUMNS " FROM journal "
                        "ORDER BY seq DESC LIMIT 1",
    [STMT_ENTRY_GET] = "SELECT " ENTRY_COLUMNS " FROM journal WHERE seq = ?1",
    [STMT_ENTRY_BACK] = "SELECT " ENTRY_COLUMNS " FROM journal "
                        "WHERE seq < ?1 ORDER BY seq DESC LIMIT 1",
    [STMT_ENTRY_BACK_SUBJECT] =
        "SELECT " ENTRY_COLUMNS " FROM journal WHERE subject = ?2 "
        "AND seq < ?1 ORDER BY seq DESC LIMIT 1",
    [STMT_ENTRY_BACK_OP] = "SELECT " ENTRY_COLUMNS " FROM journal "
                           "WHERE op = ?2 AND seq < ?1 "
                           "ORDER BY seq DESC LIMIT 1",
    [STMT_ENTRY_OF_OP] = "SELECT min(seq), max(seq), count(*) FROM journal "
                         "WHERE op = ?1",
    [STMT_ENTRY_SUBJECT] = "SELECT min(subject) FROM journal "
                           "WHERE subject > ?1 AND subject < ?2 || '~'",
    [STMT_ENTRY_UNDONE] = "SELECT action = 'undo' FROM journal "
                          "WHERE undoes = ?1 ORDER BY seq DESC LIMIT 1",
    [STMT_ENTRY_FORWARD] = "SELECT " ENTRY_COLUMNS " FROM journal "
                           "WHERE seq > ?1 ORDER BY seq LIMIT 1",

    [STMT_SEARCH_TEXT_ADD] =
        "INSERT INTO text_search (rowid, title, body) VALUES (?1, ?2, ?3)",
    [STMT_SEARCH_FACT_ADD] =
        "INSERT INTO fact_search (rowid, words) VALUES (?1, ?2)",
    [STMT_SEARCH_FACT_DROP] = "INSERT INTO fact_search (fact_search, rowid, "
                              "words) VALUES ('delete', ?1, ?2)",
    [STMT_SEARCH_TEXT_DROP] =
        "INSERT INTO text_search (text_search, rowid, title, body) "
        "VALUES ('delete', ?1, ?2, ?3)",
    [STMT_SEARCH_TEXT_MERGE] =
        "INSERT INTO text_search (text_search) VALUES ('optimize')",
    [STMT_SEARCH_FACT_MERGE] =
        "INSERT INTO fact_search (fact_search) VALUES ('optimize')",
    [STMT_SEARCH_TEXT] =
        "SELECT t.rowid FROM text_search t JOIN version v ON v.no = t.rowid "
        "WHERE text_search MATCH ?1 AND v.withdrawn = 0 AND v.redacted = 0 "
        "ORDER BY t.rank LIMIT ?2",
    [STMT_SEARCH_FACT] =
        "SELECT t.rowid FROM fact_search t JOIN fact f ON f.no = t.rowid "
        "WHERE fact_search MATCH ?1 AND f.withdrawn = 0 "
        "ORDER BY t.rank LIMIT ?2",
    [STMT_SEARCH_VERSIONS_BEHIND] = "SELECT no FROM version WHERE no > ?1 "
                                    "ORDER BY no LIMIT 1",
    [STMT_SEARCH_FACTS_BEHIND] = "SELECT no FROM fact WHERE no > ?1 "
                                 "ORDER BY no LIMIT 1",
    [STMT_QUEUE_FACTS] =
        "SELECT f.no, v.source, f.version, f.\"start\", f.kind, f.status, "
        "f.\"rank\", f.confidence, f.revision, f.rule, "
        "EXISTS (SELECT 1 FROM link l WHERE l.a = f.no AND l.relation = 1 "
        "AND " NOT_DISMISSED ") OR EXISTS (SELECT 1 FROM link l "
        "WHERE l.b = f.no AND l.relation = 1 AND " NOT_DISMISSED ") "
        "FROM fact f "
        "CROSS JOIN version v ON v.no = f.version "
        "WHERE f.no BETWEEN ?1 AND ?2 AND f.withdrawn = 0 ORDER BY f.no",
    [STMT_QUEUE_VALUES] = "SELECT fact, k, field FROM value "
                          "WHERE fact BETWEEN ?1 AND ?2 ORDER BY fact, k",
    [STMT_QUEUE_CITATIONS] = "SELECT fact, k, stance, anchor FROM citation "
                             "WHERE fact BETWEEN ?1 AND ?2 ORDER BY fact, k",
    [STMT_QUEUE_SOURCES] =
        "SELECT no, id, name, outlet, title FROM source ORDER BY no",
    [STMT_HEAD_SEQ] = "SELECT coalesce(max(seq), 0) FROM journal",
    [STMT_READING_OWN] =
        READING "FROM fact f CROSS JOIN citation c ON c.fact = f.no "
                "LEFT JOIN value w ON w.fact = c.fact AND w.k = c.k "
                "WHERE f.version = ?1 AND f.withdrawn = 0 "
                "AND c.\"start\" < ?3 AND c.\"end\" > ?2 "
                "AND (c.version IS NULL OR c.version = ?1)",
    [STMT_READING_OTHERS] =
        READING "FROM citation c CROSS JOIN fact f ON f.no = c.fact "
                "LEFT JOIN value w ON w.fact = c.fact AND w.k = c.k "
                "WHERE c.version = ?1 AND f.version <> ?1 AND f.withdrawn = 0 "
                "AND c.\"start\" < ?3 AND c.\"end\" > ?2",
    [STMT_READING_ANCHORS] =
        "SELECT c.anchor, count(*) FROM fact f CROSS JOIN citation c "
        "ON c.fact = f.no WHERE f.version = ?1 AND f.withdrawn = 0 "
        "AND (c.version IS NULL OR c.version = ?1) GROUP BY 1 UNION ALL "
        "SELECT c.anchor, count(*) FROM citation c CROSS JOIN fact f "
        "ON f.no = c.fact WHERE c.version = ?1 AND f.version <> ?1 "
        "AND f.withdrawn = 0 GROUP BY 1",
    [STMT_FACT_BRIEF] =
        "SELECT f.no, f.id, f.kind, f.\"start\", v.id, w.field, w.\"text\", "
        "w.normalized FROM version v CROSS JOIN fact f ON f.version = v.no "
        "CROSS JOIN value w ON w.fact = f.no WHERE v.source = ?1 "
        "AND f.withdrawn = 0 AND f.status < 3 AND (?2 IS NULL OR f.kind = ?2) "
        "ORDER BY v.no, f.no, w.k",
    [STMT_FACT_COUNTING] =
        "SELECT count(*) FROM version v CROSS JOIN fact f ON f.version = v.no "
        "WHERE v.source = ?1 AND f.withdrawn = 0 AND f.status < 3",
    [STMT_SEAL_META] = "SELECT key FROM meta WHERE seal <> ibid_seal(key, "
                       "value)",
    [STMT_COUNT_TABLES] =
        "SELECT (SELECT count(DISTINCT source) FROM version "
        "WHERE withdrawn = 0), "
        "(SELECT count(*) FROM version WHERE withdrawn = 0), "
        "(SELECT count(*) FROM fact WHERE withdrawn = 0), "
        "(SELECT count(*) FROM fact WHERE withdrawn = 0 AND status > 0), "
        "(SELECT count(*) FROM citation), "
        "(SELECT count(*) FROM journal)",
    [STMT_COUNT_STATS] =
        "SELECT 'kind', kind, count(*) FROM fact WHERE withdrawn = 0 "
        "GROUP BY 2 UNION ALL "
        "SELECT 'status', status, count(*) FROM fact WHERE withdrawn = 0 "
        "GROUP BY 2 UNION ALL "
        "SELECT 'outlet', coalesce(s.outlet, ''), count(DISTINCT s.no) "
        "FROM source s JOIN version v ON v.source = s.no "
        "WHERE v.withdrawn = 0 GROUP BY 2 UNION ALL "
        "SELECT 'role', coalesce(r.role, b.role), count(*) FROM block b "
        "LEFT JOIN block_role r ON r.version = b.version AND r.n = b.n "
        "GROUP BY 2 UNION ALL "
        "SELECT 'anchor', anchor, count(*) FROM citation GROUP BY 2 "
        "UNION ALL "
        "SELECT 'rule', coalesce(rule, '') || '/' || status, count(*) "
        "FROM fact WHERE withdrawn = 0 GROUP BY 2",
    [STMT_COUNT_DECISIONS] = /* 1 accepted, 2 corrected, 3 rejected */
    "SELECT rule, total(CASE status WHEN 1 THEN 1 WHEN 2 THEN 0.5 ELSE 0 END), "
    "count(*) FROM fact WHERE kind = ?1 AND status IN (1, 2, 3) "
    "AND withdrawn = 0 AND rule IS NOT NULL GROUP BY rule",
};
