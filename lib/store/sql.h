/* sql.h - every fixed statement of the store, by name: longer than other
 * headers because they are many. Only for lib/store. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

enum stmt {
    STMT_BEGIN,
    STMT_BEGIN_READ,
    STMT_COMMIT,
    STMT_ROLLBACK,
    STMT_STEP,
    STMT_STEP_KEEP,
    STMT_STEP_DROP,
    STMT_META_GET,
    STMT_META_SET,
    STMT_CODEBOOK_ADD,
    STMT_CODEBOOK_BY_HASH,
    STMT_CODEBOOK_GET,
    STMT_RUN_ADD,
    STMT_RUN_LIST,
    STMT_SOURCE_ADD,
    STMT_SOURCE_SET,
    STMT_SOURCE_BY_ALSO,
    STMT_SOURCE_BY_TEXT,
    STMT_SOURCE_NEWEST,
    STMT_ALSO_DROP,
    STMT_ALSO_ADD,
    STMT_SOURCE_BY_ID,
    STMT_SOURCE_BY_PREFIX,
    STMT_SOURCE_BY_NAME,
    STMT_SOURCE_NEXT,
    STMT_SOURCE_FACTS,
    STMT_VERSION_ADD,
    STMT_VERSION_OF_SOURCE,
    STMT_VERSION_BY_ID,
    STMT_VERSION_BY_NO,
    STMT_VERSION_NEXT,
    STMT_VERSION_BODY,
    STMT_VERSION_SAID,
    STMT_VERSION_RECORD,
    STMT_VERSION_WITHDRAW,
    STMT_VERSION_REDACT,
    STMT_VERSION_REDACT_BLOCKS,
    STMT_VERSION_REDACT_CITATIONS,
    STMT_VERSION_CITED_BY,
    STMT_VERSION_CITED_ELSEWHERE,
    STMT_VERSION_NEWEST,
    STMT_BLOCK_ADD,
    STMT_BLOCK_LIST,
    STMT_BLOCK_READ,
    STMT_BLOCK_ROLES,
    STMT_BLOCK_ROLE_SET,
    STMT_BLOCK_ROLE_CLEAR,
    STMT_FACT_ADD,
    STMT_FACT_SET,
    STMT_FACT_GET,
    STMT_FACT_BY_PREFIX,
    STMT_FACT_BY_NO,
    STMT_FACT_OF_VERSION,
    STMT_FACT_CLEAR_VALUES,
    STMT_FACT_CLEAR_CITATIONS,
    STMT_FACT_CHANGED_OF_VERSION,
    STMT_FACT_WITHDRAW_VERSION,
    STMT_VALUE_ADD,
    STMT_VALUE_LIST,
    STMT_VALUE_WORDS,
    STMT_EVIDENCE_LIST,
    STMT_CITATION_ADD,
    STMT_CITATION_LIST,
    STMT_ENTRY_ADD,
    STMT_ENTRY_HEAD,
    STMT_ENTRY_GET,
    STMT_ENTRY_BACK,
    STMT_ENTRY_BACK_SUBJECT,
    STMT_ENTRY_BACK_OP,
    STMT_ENTRY_OF_OP,
    STMT_ENTRY_SUBJECT,
    STMT_ENTRY_UNDONE,
    STMT_ENTRY_FORWARD,
    STMT_SEARCH_TEXT_ADD,
    STMT_SEARCH_FACT_ADD,
    STMT_SEARCH_FACT_DROP,
    STMT_SEARCH_TEXT_DROP,
    STMT_SEARCH_TEXT_MERGE,
    STMT_SEARCH_FACT_MERGE,
    STMT_SEARCH_TEXT,
    STMT_SEARCH_FACT,
    STMT_SEARCH_VERSIONS_BEHIND,
    STMT_SEARCH_FACTS_BEHIND,
    STMT_QUEUE_FACTS,
    STMT_QUEUE_VALUES,
    STMT_QUEUE_CITATIONS,
    STMT_QUEUE_SOURCES,
    STMT_HEAD_SEQ,
    STMT_READING_OWN,
    STMT_READING_OTHERS,
    STMT_READING_ANCHORS,
    STMT_FACT_BRIEF,
    STMT_FACT_COUNTING,
    STMT_SEAL_META,
    STMT_COUNT_TABLES,
    STMT_COUNT_STATS,
    STMT_COUNT_DECISIONS,
    STMT_RELATED, /* from here on: sql_related.c */
    STMT_PROFILE_GET = STMT_RELATED,
    STMT_PROFILE_PUT,
    STMT_PROFILE_DROP,
    STMT_PROFILE_PLACE,
    STMT_PROFILE_STORY,
    STMT_PROFILE_PLACE_TWINS,
    STMT_PROFILE_TWINS_STALE,
    STMT_PROFILE_TWINS_SET,
    STMT_POSTING_ADD,
    STMT_POSTING_DROP,
    STMT_POSTING_FIND,
    STMT_TOLL_ADD,
    STMT_TOLL_DROP,
    STMT_TOLL_FIND,
    STMT_STALE_LIST,
    STMT_STALE_ADD,
    STMT_STALE_VERSION,
    STMT_STALE_DROP,
    STMT_COMPARED_TOUCH,
    STMT_COMPARED_LIST,
    STMT_COMPARED_GET,
    STMT_COMPARED_SET,
    STMT_STALE_FACT_ADD,
    STMT_STALE_FACT_LIST,
    STMT_STALE_FACT_DROP,
    STMT_STORY_OF,
    STMT_STORY_NAME,
    STMT_STORY_NEXT,
    STMT_WITNESS_LIST,
    STMT_WITNESS_OWN,
    STMT_SAID_BEFORE,
    STMT_DISPUTED,
    STMT_DISPUTED_OWN,
    STMT_ACCOMPANIED,
    STMT_ACCOMPANIED_OWN,
    STMT_REUSE_DROP,
    STMT_REUSE_ADD,
    STMT_REUSE_LIST,
    STMT_REUSE_OF_SOURCE,
    STMT_ORIGIN_DROP,
    STMT_ORIGIN_ADD,
    STMT_ORIGIN_LIST,
    STMT_LINK_DROP,
    STMT_LINK_DROP_FAR,
    STMT_LINK_DROP_A,
    STMT_LINK_DROP_B,
    STMT_LINK_ADD,
    STMT_LINK_LIST,
    STMT_LINK_OF_FACT,
    STMT_LINK_OF_STORY,
    STMT_STORY_LINKED,
    STMT_SEAL_LINKS,
    STMT_SEAL_REUSES,
    STMT_SEAL_ORIGINS,
    STMT_SEAL_PROFILES,
    STMT_VERDICT_GET,
    STMT_VERDICT_NEXT,
    STMT_VERDICT_SET,
    STMT_VERDICT_DROP,
    STMT_VERDICT_STALE,
    STMT_VERDICT_TURN,
    STMT_VERDICT_APPLY,
    STMT_VERDICT_TURN_FAR,
    STMT_VERDICT_APPLY_FAR,
    STMT_VERDICT_STALE_NAMES,
    STMT_NAMED_LIST,
    STMT_NAMED_OF,
    STMT_NAMED_STATED,
    STMT_STORY_MEMBERS,
    STMT_COUNT,
};

/* A verdict v on a link l between facts f and g: as the link has it now. */
#define STORE_VERDICT_ON(f, g)                                                 \
    "v.a IN (" f ".id, " g ".id) AND v.b IN (" f ".id, " g ".id) AND "         \
    "v.relation = CASE l.relation WHEN 0 THEN 'same' WHEN 1 THEN "             \
    "'contradicts' ELSE 'supersedes' END "

/* Of a link l: both facts count, and nobody said that it is none. */
#define NOT_DISMISSED                                                          \
    "NOT EXISTS (SELECT 1 FROM fact x CROSS JOIN fact y LEFT JOIN verdict v "  \
    "ON " STORE_VERDICT_ON("x", "y") "WHERE x.no = l.a AND y.no = l.b AND "    \
                                     "(x.withdrawn > 0 OR y.withdrawn > 0 OR " \
                                     "x.status > 2 OR y.status > 2 "           \
                                     "OR v.says = 'dismissed'))"

/* Of a fact f: a citation disputes it, or a link that was not dismissed. */
#define STORE_DISPUTED                                                         \
    "(EXISTS (SELECT 1 FROM citation c WHERE c.fact = f.no "                   \
    "AND c.stance = 1) OR EXISTS (SELECT 1 FROM link l WHERE l.a = f.no "      \
    "AND l.relation = 1 AND " NOT_DISMISSED ") OR EXISTS (SELECT 1 "           \
    "FROM link l WHERE l.b = f.no AND l.relation = 1 AND " NOT_DISMISSED "))"

/* The same where links are not known. */
#define STORE_DISPUTED_OWN                                                     \
    "EXISTS (SELECT 1 FROM citation c WHERE c.fact = f.no AND c.stance = 1)"

extern const char *const store_sql_own[STMT_RELATED];
extern const char *const store_sql_related[STMT_COUNT - STMT_RELATED];

static inline const char *store_sql(enum stmt which)
{
    return which < STMT_RELATED ? store_sql_own[which]
                                : store_sql_related[which - STMT_RELATED];
}

#endif
