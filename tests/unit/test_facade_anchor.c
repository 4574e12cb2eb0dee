/* test_facade_anchor.c - citations of a version that is not the newest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "desk.h"

/* A casualty in an article, and the same article with another toll. */
static const char *open_edited(struct desk *desk)
{
    desk_open(desk);
    const char *first = desk_article(desk, "Dravik", 28, "Ilse Brandvold", "");
    desk_import(desk, desk_file(desk, "a.txt", first));
    const char *fact = desk_fact(desk, "casualty", 0);
    const char *second = desk_article(desk, "Dravik", 31, "Ilse Brandvold", "");
    desk_import(desk, desk_file(desk, "a.txt", second));
    assert_non_null(fact);
    return fact;
}

static struct ibid_fact read_fact(struct desk *desk, const char *id)
{
    struct ibid_fact fact;
    struct ibid_error err = {0};
    if (ibid_fact_get(desk->db, id, desk->mem, &fact, &err))
        desk_fail("%s", err.text);
    return fact;
}

static enum ibid_status count_one(void *ctx, const struct ibid_anchoring *it,
                                  struct ibid_error *err)
{
    (void)err;
    ((int *)ctx)[it->to.anchor]++;
    return IBID_OK;
}

static int waiting(struct desk *desk, const char *fact, int counts[4])
{
    struct ibid_query query = {.facts = &fact, .fact_count = 1};
    memset(counts, 0, 4 * sizeof *counts);
    assert_int_equal(
        ibid_anchoring_each(desk->db, &query, 0, count_one, counts, NULL), 0);
    return counts[0] + counts[1] + counts[2] + counts[3];
}

static void a_lost_citation_stays_and_says_by_which_version(void **state)
{
    (void)state;
    struct desk desk;
    const char *id = open_edited(&desk);
    int counts[4];
    struct ibid_query query = {.facts = &id, .fact_count = 1};
    struct ibid_change_result result;
    assert_true(waiting(&desk, id, counts) > 1);
    assert_true(counts[IBID_LOST] > 0 && counts[IBID_APPROXIMATE] > 0);
    struct ibid_fact before = read_fact(&desk, id);
    assert_int_equal(ibid_anchor_decide(desk.db, &query, 0, IBID_ANCHOR_ACCEPT,
                                        NULL, &result, NULL),
                     0);
    struct ibid_fact after = read_fact(&desk, id);
    const struct ibid_citation *number = after.fields[0].values[0].citations;
    assert_int_equal(number->anchor, IBID_LOST);
    assert_string_equal(number->version, before.version);
    assert_string_not_equal(number->against, before.version);
    assert_string_not_equal(after.citations[0].version, before.version);
    assert_int_equal(after.citations[0].anchor, IBID_APPROXIMATE);
    assert_int_equal(waiting(&desk, id, counts), 0);
    assert_int_equal(desk_findings(&desk), 0);
    desk_done(&desk);
}

static void one_citation_is_replaced_or_removed(void **state)
{
    (void)state;
    struct desk desk;
    const char *id = open_edited(&desk);
    struct ibid_fact fact = read_fact(&desk, id);
    const struct ibid_citation *number = fact.fields[0].values[0].citations;
    struct ibid_cite instead = {.start = 0, .end = 5};
    struct ibid_change_result result;
    assert_int_equal(ibid_anchor_set(desk.db, id, number->id,
                                     IBID_ANCHOR_ACCEPT, &instead, NULL,
                                     &result, NULL),
                     0);
    fact = read_fact(&desk, id);
    number = fact.fields[0].values[0].citations;
    assert_int_equal(number->start, 0);
    assert_int_equal(number->end, 5);
    assert_int_equal(number->anchor, IBID_EXACT);
    assert_int_equal(ibid_anchor_set(desk.db, id, number->id,
                                     IBID_ANCHOR_REMOVE, NULL, NULL, &result,
                                     NULL),
                     0);
    fact = read_fact(&desk, id);
    assert_int_equal(fact.fields[0].values[0].citation_count, 0);
    assert_int_equal(desk_findings(&desk), 0);
    desk_done(&desk);
}

static void the_last_words_of_a_fact_cannot_be_removed(void **state)
{
    (void)state;
    struct desk desk;
    const char *id = open_edited(&desk);
    struct ibid_fact fact = read_fact(&desk, id);
    struct ibid_change_result result;
    assert_int_equal(fact.citation_count, 1);
    assert_int_equal(ibid_anchor_set(desk.db, id, fact.citations[0].id,
                                     IBID_ANCHOR_REMOVE, NULL, NULL, &result,
                                     NULL),
                     IBID_INVALID);
    assert_int_equal(ibid_anchor_set(desk.db, id, "cnone", IBID_ANCHOR_KEEP,
                                     NULL, NULL, &result, NULL),
                     IBID_NOT_FOUND);
    desk_done(&desk);
}

static void a_version_by_which_was_judged_cannot_be_undone(void **state)
{
    (void)state;
    struct desk desk;
    const char *id = open_edited(&desk);
    struct ibid_query query = {.facts = &id, .fact_count = 1};
    struct ibid_change_result result;
    struct ibid_change_options none = {0};
    struct ibid_source source;
    assert_int_equal(ibid_source_get(desk.db, "a.txt", desk.mem, &source, NULL),
                     0);
    char import[24];
    (void)snprintf(import, sizeof import, "%lld", (long long)desk_head(&desk));
    assert_int_equal(ibid_anchor_decide(desk.db, &query, 0, IBID_ANCHOR_KEEP,
                                        &none, &result, NULL),
                     0);
    assert_int_equal(ibid_undo(desk.db, import, &none, &result, NULL),
                     IBID_CONFLICT);
    assert_int_equal(ibid_undo(desk.db, NULL, &none, &result, NULL), 0);
    assert_int_equal(ibid_undo(desk.db, import, &none, &result, NULL), 0);
    assert_int_equal(desk_findings(&desk), 0);
    desk_done(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lost_citation_stays_and_says_by_which_version),
        cmocka_unit_test(one_citation_is_replaced_or_removed),
        cmocka_unit_test(the_last_words_of_a_fact_cannot_be_removed),
        cmocka_unit_test(a_version_by_which_was_judged_cannot_be_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
