/* search.c - full text search: derived tables, caught up in bulk. */
#include "store/search.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/versions.h"
#include "store/write.h"

/* Indexed in one transaction. */
enum { CATCH_UP_TEXTS = 2000, CATCH_UP_FACTS = 20000 };

/* ---- Words ------------------------------------------------------------- */

static void word_line(struct buf *out, struct str words)
{
    buf_str(out, words);
    buf_byte(out, '\n');
}

static enum ibid_status value_words(struct store *st, int64_t no,
                                    struct buf *out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VALUE_WORDS);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW)
        word_line(out, store_blob(row, 0));
    return store_ended(st, row, rc, IBID_OK, err);
}

static enum ibid_status evidence_words(struct store *st, int64_t no,
                                       struct buf *out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_EVIDENCE_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        struct store_text text;
        int64_t start = sqlite3_column_int64(row, 1);
        int64_t end = sqlite3_column_int64(row, 2);
        status =
            store_version_text(st, sqlite3_column_int64(row, 0), &text, err);
        if (status || !text.text.ptr)
            continue; /* redacted */
        if (start < 0 || end < start || (uint64_t)end > text.text.len)
            status = err_set(err, IBID_DAMAGED,
                             "a citation lies outside its text; run 'ibid "
                             "verify'");
        else
            word_line(out, str_cut(text.text, (size_t)start, (size_t)end));
    }
    return store_ended(st, row, rc, status, err);
}

/* Add or drop, as `which` says, the words of a fact's values and evidence. */
static enum ibid_status fact_row(struct store *st, enum stmt which, int64_t no,
                                 struct ibid_error *err)
{
    struct buf words = {0};
    enum ibid_status status = value_words(st, no, &words, err);
    if (!status)
        status = evidence_words(st, no, &words, err);
    sqlite3_stmt *row = status ? NULL : store_stmt(st, which);
    if (!status && !row)
        status = store_fail(st, err);
    if (!status) {
        sqlite3_bind_int64(row, 1, no);
        store_bind_str(row, 2, buf_view(&words));
        status = store_run(st, row, err);
    }
    buf_done(&words);
    return status;
}

/* ---- Marks ------------------------------------------------------------- */

static const char text_mark[] = "search_version";
static const char fact_mark[] = "search_fact";

static enum ibid_status mark_get(struct store *st, const char *key, int64_t *no,
                                 struct ibid_error *err)
{
    struct arena mem = {0};
    const char *value = NULL;
    enum ibid_status status = store_meta_get(st, key, &mem, &value, err);
    if (!status)
        *no = value ? strtoll(value, NULL, 10) : 0;
    arena_done(&mem);
    return status;
}

static enum ibid_status mark_set(struct store *st, const char *key, int64_t no,
                                 struct ibid_error *err)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, no);
    return store_meta_set(st, key, text, err);
}

/* Is row `no` behind the mark, so that its words are in the index? */
static enum ibid_status indexed(struct store *st, const char *key, int64_t no,
                                bool *yes, struct ibid_error *err)
{
    int64_t mark;
    enum ibid_status status = mark_get(st, key, &mark, err);
    if (!status)
        *yes = no <= mark;
    return status;
}

enum ibid_status store_search_fact_drop(struct store *st, int64_t no,
                                        struct ibid_error *err)
{
    bool yes;
    enum ibid_status status = indexed(st, fact_mark, no, &yes, err);
    if (!status && yes)
        status = fact_row(st, STMT_SEARCH_FACT_DROP, no, err);
    return status;
}

enum ibid_status store_search_fact_add(struct store *st, int64_t no,
                                       struct ibid_error *err)
{
    bool yes;
    enum ibid_status status = indexed(st, fact_mark, no, &yes, err);
    if (!status && yes)
        status = fact_row(st, STMT_SEARCH_FACT_ADD, no, err);
    return status;
}

static enum ibid_status text_row(struct store *st, enum stmt which, int64_t no,
                                 struct ibid_error *err)
{
    struct store_text text;
    enum ibid_status status = store_version_text(st, no, &text, err);
    if (status || !text.text.ptr)
        return status; /* redacted: nothing to index */
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    store_bind_text(row, 2, "");
    store_bind_str(row, 3, text.text);
    return store_run(st, row, err);
}

enum ibid_status store_search_text_drop(struct store *st, int64_t version,
                                        struct ibid_error *err)
{
    bool yes;
    enum ibid_status status = indexed(st, text_mark, version, &yes, err);
    if (!status && yes)
        status = text_row(st, STMT_SEARCH_TEXT_DROP, version, err);
    return status;
}

/* ---- Catching up ------------------------------------------------------- */

static enum ibid_status fact_index(struct store *st, int64_t no,
                                   struct ibid_error *err)
{
    return fact_row(st, STMT_SEARCH_FACT_ADD, no, err);
}

static enum ibid_status text_index(struct store *st, int64_t no,
                                   struct ibid_error *err)
{
    return text_row(st, STMT_SEARCH_TEXT_ADD, no, err);
}

/* One of the two indexes: its mark, what lies behind it, how to add a row. */
struct catching {
    const char *mark;
    int at_once;
    enum stmt behind;
    enum ibid_status (*index)(struct store *st, int64_t no,
                              struct ibid_error *err);
};

/* The number after `*no`, 0 at the end. */
static enum ibid_status next_behind(struct store *st, enum stmt which,
                                    int64_t *no, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, *no);
    int rc = sqlite3_step(row);
    int64_t last = *no;
    *no = rc == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
    enum ibid_status status = store_ended(st, row, rc, IBID_OK, err);
    return status ? status : store_walk_check(st, last, *no, err);
}

/* Index some rows; *done when none is left. */
static enum ibid_status catch_some(struct store *st,
                                   const struct catching *what, bool *done,
                                   struct ibid_error *err)
{
    int64_t mark = 0, no;
    enum ibid_status status = mark_get(st, what->mark, &mark, err);
    no = mark;
    *done = false;
    for (int i = 0; !status && i < what->at_once && !*done; i++) {
        status = next_behind(st, what->behind, &no, err);
        *done = no == 0;
        if (!status && !*done) {
            status = what->index(st, no, err);
            mark = no;
        }
    }
    return status ? status : mark_set(st, what->mark, mark, err);
}

static enum ibid_status catch_all(struct store *st, const struct catching *what,
                                  struct ibid_error *err)
{
    for (bool done = false; !done;) {
        int64_t no;
        enum ibid_status status = mark_get(st, what->mark, &no, err);
        if (!status)
            status = next_behind(st, what->behind, &no, err);
        if (status || !no)
            return status; /* up to date: nothing to write */
        status = store_begin(st, err);
        if (!status)
            status = catch_some(st, what, &done, err);
        status = store_end(st, status, err);
        if (status)
            return status;
    }
    return IBID_OK;
}

enum ibid_status store_search_catch_up(struct store *st, struct ibid_error *err)
{
    static const struct catching texts = {
        text_mark, CATCH_UP_TEXTS, STMT_SEARCH_VERSIONS_BEHIND, text_index};
    static const struct catching facts = {fact_mark, CATCH_UP_FACTS,
                                          STMT_SEARCH_FACTS_BEHIND, fact_index};
    if (st->read_only || !sqlite3_get_autocommit(st->db))
        return IBID_OK; /* what is indexed must do */
    enum ibid_status status = catch_all(st, &texts, err);
    return status ? status : catch_all(st, &facts, err);
}

/* ---- Asking ------------------------------------------------------------ */

/* Every piece becomes an FTS5 string, in which nothing is an operator. */
static void term(struct buf *out, struct str word, bool prefix)
{
    if (out->len)
        buf_byte(out, ' ');
    buf_byte(out, '"');
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '"')
            buf_byte(out, '"');
        buf_byte(out, word.ptr[i]);
    }
    buf_text(out, prefix ? "\"*" : "\"");
}

static bool has_letter(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
            (c >= 'a' && c <= 'z'))
            return true;
    }
    return false;
}

char *store_search_expression(const char *words, struct arena *mem)
{
    struct buf out = {0};
    struct str rest = str_trim(str_of(words));
    while (rest.len) {
        bool phrase = rest.ptr[0] == '"';
        size_t end = phrase;
        while (end < rest.len && rest.ptr[end] != '"' &&
               (phrase || rest.ptr[end] != ' '))
            end++;
        struct str word = str_cut(rest, phrase, end);
        bool prefix = !phrase && word.len > 1 && word.ptr[word.len - 1] == '*';
        word.len -= prefix;
        if (has_letter(word))
            term(&out, word, prefix);
        end += phrase && end < rest.len;
        rest = str_trim(str_cut(rest, end, rest.len));
    }
    char *expression = out.len ? arena_strndup(mem, out.ptr, out.len) : NULL;
    buf_done(&out);
    return expression;
}

char *store_search_phrase(const char *words, struct arena *mem)
{
    struct buf out = {0};
    struct str text = str_of(words);
    bool prefix = text.len > 1 && text.ptr[text.len - 1] == '*';
    text.len -= prefix;
    if (has_letter(text))
        term(&out, text, prefix);
    char *phrase = out.len ? arena_strndup(mem, out.ptr, out.len) : NULL;
    buf_done(&out);
    return phrase;
}

static enum ibid_status matches(struct store *st, enum stmt which,
                                const char *match, int64_t limit,
                                store_no_fn *each, void *ctx,
                                struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, match);
    sqlite3_bind_int64(row, 2, limit > 0 ? limit : -1);
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = each(ctx, sqlite3_column_int64(row, 0), err);
    return store_ended(st, row, rc, status, err);
}

enum ibid_status store_search_texts(struct store *st, const char *match,
                                    int64_t limit, store_no_fn *each, void *ctx,
                                    struct ibid_error *err)
{
    return matches(st, STMT_SEARCH_TEXT, match, limit, each, ctx, err);
}

enum ibid_status store_search_facts(struct store *st, const char *match,
                                    int64_t limit, store_no_fn *each, void *ctx,
                                    struct ibid_error *err)
{
    return matches(st, STMT_SEARCH_FACT, match, limit, each, ctx, err);
}
