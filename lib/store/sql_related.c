/* sql_related.c - the statements on how articles and facts bear on one another,
 * and what people said of that. */
#include "store/sql.h"

/* The place in this table. */
#define AT(statement) (statement - STMT_RELATED)

#define REUSE_COLUMNS                                                          \
    "r.a, r.b, s.id, t.id, r.relation, r.share, r.passages, r.story"
#define REUSES                                                                 \
    "FROM reuse r JOIN source s ON s.no = r.a JOIN source t ON t.no = r.b "
#define LINK_COLUMNS                                                           \
    "l.a, l.b, f.id, g.id, l.relation, l.score, l.exact, l.reason, v.says, "   \
    "l.story, x.source, y.source, f.\"start\", g.\"start\", "                  \
    "l.part"
#define LINKS                                                                  \
    "FROM link l JOIN fact f ON f.no = l.a JOIN fact g ON g.no = l.b "         \
    "JOIN version x ON x.no = f.version JOIN version y ON y.no = g.version "   \
    "LEFT JOIN verdict v ON " STORE_VERDICT_ON(                                \
        "f",                                                                   \
        "g") "WHERE f.withdrawn = 0 AND g.withdrawn = 0 AND f.status < 3 "     \
             "AND g.status < 3 "
/* A link that a person made: what it is, and the rest of its columns. */
#define VERDICT_RELATION                                                       \
    "CASE v.relation WHEN 'same' THEN 0 WHEN 'contradicts' THEN 1 ELSE 2 END"
#define VERDICT_REST "1000, 0, 'a person said so', "
#define PERSONS_LINK(story)                                                    \
    "INSERT INTO link (a, b, relation, score, exact, reason, story, part, "    \
    "seal) SELECT f.no, g.no, " VERDICT_RELATION ", " VERDICT_REST story       \
    ", 0, ibid_seal(f.no, g.no, " VERDICT_RELATION ", " VERDICT_REST story     \
    ", 0) FROM profile p CROSS JOIN version x ON x.source = p.source "
#define CONFIRMED                                                              \
    "AND v.says = 'confirmed' AND EXISTS (SELECT 1 FROM verdict) "             \
    "ON CONFLICT (a, b) DO UPDATE SET relation = excluded.relation, "          \
    "seal = ibid_seal(a, b, excluded.relation, score, exact, reason, "         \
    "story, part)"
/* A link that a person made the other way round. */
#define TURNED                                                                 \
    "AND EXISTS (SELECT 1 FROM verdict) "                                      \
    "AND EXISTS (SELECT 1 FROM fact f CROSS JOIN fact g CROSS JOIN verdict "   \
    "v ON v.a = g.id AND v.b = f.id WHERE f.no = link.a AND g.no = link.b "    \
    "AND v.says = 'confirmed')"
/* The facts of a source, of one kind or (NULL) all. */
#define FACTS_OF_KIND                                                          \
    "SELECT f.no FROM version v CROSS JOIN fact f ON f.version = v.no "        \
    "WHERE v.source = ?1 AND (?2 IS NULL OR f.kind = ?2)"

/* The facts of a story: at the second end of links that reach into it. */
#define FACTS_OF_STORY                                                         \
    "SELECT f.no FROM profile p CROSS JOIN version v ON v.source = p.source "  \
    "CROSS JOIN fact f ON f.version = v.no WHERE p.story = ?1"

/* The sources of facts `alike`, and those that they cite elsewhere. */
/* Of facts in newer and older texts of a source, only the newest is compared
 * with others. */
#define NEWEST                                                                 \
    "v.no = (SELECT max(n.no) FROM version n WHERE n.source = s.no AND "       \
    "n.withdrawn = 0 AND n.redacted = 0)"
#define WITNESSES                                                              \
    "SELECT s.no, f.no, s.outlet, s.url, (SELECT w.\"text\" FROM value w "     \
    "WHERE w.fact = f.no AND w.field = 'attributed_to'), e.\"start\", "        \
    "e.\"end\" FROM alike a "                                                  \
    "CROSS JOIN fact f ON f.no = a.no CROSS JOIN version v "                   \
    "ON v.no = f.version CROSS JOIN source s ON s.no = v.source "              \
    "LEFT JOIN citation e ON e.fact = f.no AND e.k = 0 AND e.c = 0 "           \
    "AND e.version IS NULL AND " NEWEST " UNION "                              \
    "SELECT s.no, c.fact, s.outlet, s.url, NULL, NULL, NULL FROM alike a "     \
    "CROSS JOIN citation c ON c.fact = a.no CROSS JOIN version v "             \
    "ON v.no = c.version CROSS JOIN source s ON s.no = v.source ORDER BY 1, 2"

const char *const store_sql_related[STMT_COUNT - STMT_RELATED] = {
    [AT(STMT_PROFILE_GET)] =
        "SELECT version, tie, sum, \"day\", terms, kin, story, twin "
        "FROM profile WHERE source = ?1",
    [AT(STMT_PROFILE_PUT)] =
        "INSERT OR REPLACE INTO profile (source, version, tie, sum, "
        "\"day\", terms, kin, story, twin, seal) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "ibid_seal(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))",
    [AT(STMT_PROFILE_DROP)] = "DELETE FROM profile WHERE source = ?1",
    [AT(STMT_PROFILE_PLACE)] =
        "UPDATE profile SET story = ?2, kin = ?3, seal = ibid_seal(source, "
        "version, tie, sum, \"day\", terms, ?3, ?2, twin) WHERE source = ?1",
    [AT(STMT_PROFILE_STORY)] =
        "UPDATE profile SET story = ?2, seal = ibid_seal(source, version, "
        "tie, sum, \"day\", terms, kin, ?2, twin) WHERE source = ?1",
    [AT(STMT_PROFILE_PLACE_TWINS)] =
        "UPDATE profile SET story = ?2, seal = ibid_seal(source, version, "
        "tie, sum, \"day\", terms, kin, ?2, twin) "
        "WHERE twin = ?1 AND story <> ?2",
    [AT(STMT_PROFILE_TWINS_STALE)] =
        "INSERT OR IGNORE INTO stale SELECT source FROM profile "
        "WHERE twin = ?1",
    [AT(STMT_PROFILE_TWINS_SET)] =
        "UPDATE profile SET twin = ?2, seal = ibid_seal(source, version, "
        "tie, sum, \"day\", terms, kin, story, ?2) WHERE twin = ?1",
    [AT(STMT_POSTING_ADD)] =
        "INSERT OR IGNORE INTO posting VALUES (?1, ?2, ?3)",
    [AT(STMT_POSTING_DROP)] =
        "DELETE FROM posting WHERE key = ?1 AND tie = ?2 AND source = ?3",
    [AT(STMT_POSTING_FIND)] =
        "SELECT source FROM posting WHERE key = ?1 ORDER BY tie LIMIT ?2",
    [AT(STMT_TOLL_ADD)] = "INSERT OR IGNORE INTO toll VALUES (?1, ?2, ?3)",
    [AT(STMT_TOLL_DROP)] = "DELETE FROM toll WHERE source = ?1",
    [AT(STMT_TOLL_FIND)] =
        "SELECT source, tie FROM toll WHERE key = ?1 ORDER BY tie LIMIT ?2",
    [AT(STMT_STALE_LIST)] = "SELECT source FROM stale ORDER BY source LIMIT ?1",
    [AT(STMT_STALE_ADD)] = "INSERT OR IGNORE INTO stale VALUES (?1)",
    [AT(STMT_STALE_VERSION)] = "INSERT OR IGNORE INTO stale SELECT source "
                               "FROM version WHERE id = ?1",
    [AT(STMT_STALE_DROP)] = "DELETE FROM stale WHERE source = ?1",
    [AT(STMT_COMPARED_TOUCH)] =
        "INSERT INTO compared (story, members, stale) VALUES (?1, 0, 1) "
        "ON CONFLICT (story) DO UPDATE SET stale = 1, "
        "members = iif(?2, 0, members)",
    [AT(STMT_COMPARED_LIST)] =
        "SELECT story FROM compared WHERE stale = 1 ORDER BY story LIMIT ?1",
    [AT(STMT_COMPARED_GET)] = "SELECT members FROM compared WHERE story = ?1",
    [AT(STMT_COMPARED_SET)] =
        "UPDATE compared SET members = ?2, stale = 0 WHERE story = ?1",
    [AT(STMT_STALE_FACT_ADD)] =
        "INSERT OR IGNORE INTO stale_fact SELECT f.no FROM fact f "
        "JOIN version v ON v.no = f.version WHERE f.no = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM stale s WHERE s.source = v.source)",
    [AT(STMT_STALE_FACT_LIST)] =
        "SELECT DISTINCT v.source, ifnull(p.story, 0), f.kind FROM stale_fact "
        "s CROSS JOIN fact f ON f.no = s.fact CROSS JOIN version v "
        "ON v.no = f.version LEFT JOIN profile p ON p.source = v.source "
        "ORDER BY 2, 1, 3 LIMIT ?1",
    [AT(STMT_STALE_FACT_DROP)] =
        "DELETE FROM stale_fact WHERE fact IN (" FACTS_OF_KIND ")",
    [AT(STMT_STORY_OF)] = "SELECT story FROM profile WHERE source = ?1",
    [AT(STMT_STORY_NAME)] = "SELECT s.id FROM profile p JOIN source s "
                            "ON s.no = p.story WHERE p.source = ?1",
    [AT(STMT_STORY_NEXT)] = "SELECT source FROM profile WHERE story = ?1 "
                            "AND source > ?2 ORDER BY source LIMIT 1",
    [AT(STMT_WITNESS_LIST)] =
        "WITH alike (no) AS (SELECT ?1 UNION SELECT l.b FROM link l "
        "WHERE l.a = ?1 AND l.relation = 0 AND " NOT_DISMISSED
        " UNION SELECT l.a FROM link l WHERE l.b = ?1 AND l.relation = 0 "
        "AND " NOT_DISMISSED ") " WITNESSES,
    [AT(STMT_WITNESS_OWN)] = "WITH alike (no) AS (SELECT ?1) " WITNESSES,
    [AT(STMT_SAID_BEFORE)] =
        "SELECT w.\"text\" FROM fact f CROSS JOIN fact p "
        "ON p.version = f.version CROSS JOIN value w ON w.fact = p.no "
        "WHERE f.no = ?1 AND p.\"start\" <= f.\"start\" "
        "AND p.withdrawn = 0 AND w.field = 'attributed_to' "
        "ORDER BY p.\"start\" DESC, p.no DESC",
    [AT(STMT_DISPUTED)] =
        "SELECT " STORE_DISPUTED " FROM fact f WHERE f.no = ?1",
    [AT(STMT_DISPUTED_OWN)] =
        "SELECT " STORE_DISPUTED_OWN " FROM fact f WHERE f.no = ?1",
    [AT(STMT_ACCOMPANIED)] =
        "SELECT a FROM link UNION ALL SELECT b FROM link UNION ALL "
        "SELECT fact FROM citation WHERE version IS NOT NULL",
    [AT(STMT_ACCOMPANIED_OWN)] =
        "SELECT fact FROM citation WHERE version IS NOT NULL",
    [AT(STMT_REUSE_DROP)] = "DELETE FROM reuse WHERE story = ?1",
    [AT(STMT_REUSE_ADD)] =
        "INSERT OR REPLACE INTO reuse (a, b, relation, share, "
        "passages, story, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
        "ibid_seal(?1, ?2, ?3, ?4, ?5, ?6))",
    [AT(STMT_REUSE_LIST)] =
        "SELECT " REUSE_COLUMNS " " REUSES "ORDER BY s.id, t.id",
    [AT(STMT_REUSE_OF_SOURCE)] =
        "SELECT " REUSE_COLUMNS " " REUSES
        "WHERE r.a = ?1 OR r.b = ?1 ORDER BY s.id, t.id",
    [AT(STMT_ORIGIN_DROP)] = "DELETE FROM origin WHERE source = ?1",
    [AT(STMT_ORIGIN_ADD)] = "INSERT OR IGNORE INTO origin VALUES "
                            "(?1, ?2, ibid_seal(?1, ?2))",
    [AT(STMT_ORIGIN_LIST)] =
        "SELECT name FROM origin WHERE source = ?1 ORDER BY name",
    [AT(STMT_LINK_DROP)] = "DELETE FROM link WHERE story = ?1",
    [AT(STMT_LINK_DROP_FAR)] =
        "DELETE FROM link WHERE b IN (" FACTS_OF_STORY ")",
    [AT(STMT_LINK_DROP_A)] = "DELETE FROM link WHERE a IN (" FACTS_OF_KIND ")",
    [AT(STMT_LINK_DROP_B)] = "DELETE FROM link WHERE b IN (" FACTS_OF_KIND ")",
    [AT(STMT_LINK_ADD)] =
        "INSERT OR REPLACE INTO link (a, b, relation, score, exact, reason, "
        "story, part, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
        "ibid_seal(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))",
    [AT(STMT_LINK_LIST)] =
        "SELECT " LINK_COLUMNS " " LINKS "ORDER BY f.id, g.id",
    [AT(STMT_LINK_OF_FACT)] = "SELECT " LINK_COLUMNS " " LINKS
                              "AND (l.a = ?1 OR l.b = ?1) ORDER BY f.id, g.id",
    [AT(STMT_LINK_OF_STORY)] =
        "SELECT " LINK_COLUMNS " " LINKS
        "AND (l.story = ?1 OR l.b IN (" FACTS_OF_STORY ")) "
        "ORDER BY f.id, g.id",
    [AT(STMT_STORY_LINKED)] = "SELECT min(story) FROM link WHERE story > ?1 "
                              "AND relation >= ?2",
    [AT(STMT_SEAL_LINKS)] =
        "SELECT coalesce(f.id, '#' || l.a) FROM link l LEFT JOIN fact f "
        "ON f.no = l.a WHERE l.seal <> ibid_seal(l.a, l.b, l.relation, "
        "l.score, l.exact, l.reason, l.story, l.part)",
    [AT(STMT_SEAL_REUSES)] =
        "SELECT coalesce(s.id, r.a) FROM reuse r LEFT JOIN source s "
        "ON s.no = r.a WHERE r.seal <> ibid_seal(r.a, r.b, r.relation, "
        "r.share, r.passages, r.story)",
    [AT(STMT_SEAL_ORIGINS)] =
        "SELECT coalesce(s.id, o.source) FROM origin o LEFT JOIN source s "
        "ON s.no = o.source WHERE o.seal <> ibid_seal(o.source, o.name)",
    [AT(STMT_SEAL_PROFILES)] =
        "SELECT coalesce(s.id, p.source) FROM profile p LEFT JOIN source s "
        "ON s.no = p.source WHERE p.seal <> ibid_seal(p.source, p.version, "
        "p.tie, p.sum, p.\"day\", p.terms, p.kin, p.story, p.twin)",
    [AT(STMT_VERDICT_GET)] =
        "SELECT id, a, b, relation, says FROM verdict WHERE id = ?1",
    [AT(STMT_VERDICT_NEXT)] = "SELECT id, a, b, relation, says FROM verdict "
                              "WHERE id > ?1 ORDER BY id LIMIT 1",
    [AT(STMT_VERDICT_SET)] =
        "INSERT OR REPLACE INTO verdict (id, a, b, relation, says) "
        "VALUES (?1, ?2, ?3, ?4, ?5)",
    [AT(STMT_VERDICT_DROP)] = "DELETE FROM verdict WHERE id = ?1",
    [AT(STMT_VERDICT_STALE)] =
        "INSERT OR IGNORE INTO stale SELECT v.source FROM fact f JOIN version "
        "v ON v.no = f.version WHERE f.id IN (?1, ?2)",
    [AT(STMT_VERDICT_STALE_NAMES)] =
        "INSERT OR IGNORE INTO stale SELECT v.source FROM value w "
        "JOIN fact f ON f.no = w.fact JOIN version v ON v.no = f.version "
        "WHERE w.\"text\" IN (?1, ?2)",
    [AT(STMT_NAMED_LIST)] =
        "SELECT w.\"text\", w.normalized, count(*) FROM value w "
        "JOIN fact f ON f.no = w.fact WHERE f.kind = ?1 AND w.field = ?2 "
        "AND f.withdrawn = 0 AND f.status < 3 GROUP BY 1, 2 ORDER BY 1, 2",
    [AT(STMT_NAMED_OF)] =
        "SELECT f.kind, w.field, w.\"text\", w.normalized, f.no "
        "FROM version v CROSS JOIN fact f ON f.version = v.no "
        "CROSS JOIN value w ON w.fact = f.no WHERE v.source = ?1 "
        "AND f.withdrawn = 0 AND f.status < 3 AND (w.field IN ('speaker', "
        "'person', 'place') OR (f.kind = 'alias' AND w.field IN ('name', "
        "'other_name'))) ORDER BY v.no, f.no, w.k",
    [AT(STMT_NAMED_STATED)] =
        "SELECT w.\"text\", x.\"text\", f.no FROM fact f "
        "JOIN value w ON w.fact = f.no AND w.field = 'name' "
        "JOIN value x ON x.fact = f.no AND x.field = 'other_name' "
        "WHERE f.kind = 'alias' AND f.withdrawn = 0 AND f.status < 3 "
        "ORDER BY f.id",
    [AT(STMT_VERDICT_TURN)] = "DELETE FROM link WHERE story = ?1 " TURNED,
    [AT(STMT_VERDICT_TURN_FAR)] =
        "DELETE FROM link WHERE b IN (" FACTS_OF_STORY ") " TURNED,
    [AT(STMT_VERDICT_APPLY)] =
        PERSONS_LINK("?1") "CROSS JOIN fact f ON f.version = x.no "
                           "CROSS JOIN verdict v ON v.a = f.id CROSS JOIN fact "
                           "g ON g.id = v.b "
                           "WHERE p.story = ?1 " CONFIRMED,
    [AT(STMT_VERDICT_APPLY_FAR)] = PERSONS_LINK(
        "q.story") "CROSS JOIN fact g ON g.version = x.no "
                   "CROSS JOIN verdict v ON v.b = g.id CROSS JOIN fact f ON "
                   "f.id = v.a "
                   "CROSS JOIN version y ON y.no = f.version "
                   "CROSS JOIN profile q ON q.source = y.source "
                   "WHERE p.story = ?1 AND q.story <> ?1 " CONFIRMED,
    [AT(STMT_STORY_MEMBERS)] = "SELECT source FROM profile WHERE story = ?1 "
                               "ORDER BY tie, source LIMIT ?2",
};
