/* test_relate.c - links that are looked for again when only facts changed are
 * those that looking at everything would find. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "desk.h"
#include "ibid_db.h"
#include "relate/relate.h"
#include "store/links.h"
#include "store/related.h"

enum { OUTLETS = 4, STEPS = 60, LONG_PARAGRAPHS = 110 };

static struct desk desk;
static struct ibid_change_result result;
static struct ibid_error err;

/* ---- One event in several outlets ---------------------------------------- */

/* The same event, told with small differences; with `more` so long that not
 * all of its facts are compared. */
static const char *telling(int which, int more)
{
    static const char *const days[] = {"Monday", "Tuesday"};
    struct buf out = {0};
    buf_printf(&out,
               "Market shelling kills %d in Dravik\n\n"
               "At least %d people were killed and 58 wounded in the market "
               "of Dravik on %s, police spokeswoman Ana Perez said.\n\n"
               "\"We will ask the council for an open inquiry into the market "
               "shelling,\" said Teodor Vance, mayor of Dravik.\n\n"
               "\"The rebels will %s the Vessen talks next month,\" said "
               "foreign minister Maren Dahl.\n\n",
               23 + which % 2, 23 + which % 2, days[which % 2],
               which % 2 ? "not attend" : "attend");
    for (int i = 0; i < more; i++)
        buf_printf(&out,
                   "At least %d people were killed and %d wounded in the "
                   "market of Dravik on Monday, hospital director Ines Lind "
                   "said.\n\n",
                   4 + i % 40, 5 + i % 31);
    const char *text = arena_strndup(desk.mem, out.ptr, out.len);
    buf_done(&out);
    return text;
}

/* Another story, in which the toll of the event stands too. */
static const char aside[] =
    "Wool fair opens a day late in Brenholt\n\n"
    "Weavers, dyers and shepherds from nine valleys set up their stalls in "
    "Brenholt as the wool fair opened under a cloudless sky. Spinners showed "
    "the old wheel, and a ram named Gustav won the silver bell again.\n\n"
    "Prices for raw fleece were a tenth higher than last spring, and mills "
    "have promised to buy from the valleys after two dry summers. The guild "
    "of dyers gave a course in madder and woad for school classes.\n\n"
    "The fair had been put off after at least 23 people were killed and 58 "
    "wounded in the shelling of the market of Dravik on Monday.\n\n";

static int setup(void **state)
{
    char name[32];
    (void)state;
    desk_open(&desk);
    for (int i = 0; i < OUTLETS; i++) {
        (void)snprintf(name, sizeof name, "outlet-%d.txt", i);
        desk_import(&desk, desk_file(&desk, name,
                                     telling(i, i == 1 ? LONG_PARAGRAPHS : 0)));
    }
    desk_import(&desk, desk_file(&desk, "aside.txt", aside));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return desk_close(&desk);
}

/* ---- What is linked ------------------------------------------------------ */

static enum ibid_status tell(void *ctx, const struct link_row *link,
                             struct ibid_error *failure)
{
    (void)failure;
    buf_printf(ctx, "%s %s %d %d %d %d %lld %s\n", link->a_id, link->b_id,
               link->relation, (int)link->score, link->exact, link->part,
               (long long)link->story, link->reason);
    return IBID_OK;
}

static struct buf links(void)
{
    struct buf out = {0};
    assert_int_equal(store_link_each(desk.db->st, 0, tell, &out, &err),
                     IBID_OK);
    buf_byte(&out, 0);
    return out;
}

/* Are they what looking at everything again finds? How many there are. */
static size_t check_links(const char *after)
{
    struct ibid_info info;
    struct buf now = links();
    assert_int_equal(ibid_info_get(desk.db, desk.mem, &info, &err), IBID_OK);
    for (int64_t no = 1; no <= info.sources; no++)
        assert_int_equal(store_stale_add(desk.db->st, no, &err), IBID_OK);
    assert_int_equal(relate_catch_up(desk.db->st, &err), IBID_OK);
    struct buf all = links();
    size_t count = 0;
    if (strcmp(now.ptr, all.ptr) != 0)
        fail_msg("after %s:\n%s\ninstead of\n%s", after, now.ptr, all.ptr);
    for (const char *c = all.ptr; *c; c++)
        count += *c == '\n';
    buf_done(&now);
    buf_done(&all);
    return count;
}

/* ---- Changes ------------------------------------------------------------- */

static const char *edit(const char *fact, unsigned number)
{
    const char *field = *desk_value(&desk, fact, "number")    ? "number"
                        : *desk_value(&desk, fact, "content") ? "content"
                                                              : "person";
    struct ibid_assignment to = {
        .field = field,
        .value = field[0] == 'n'
                     ? arena_printf(desk.mem, "%u", 20 + number)
                     : "The rebels will attend the Vessen talks next month"};
    assert_int_equal(
        ibid_fact_edit(desk.db, fact, &to, 1, NULL, 0, NULL, &result, &err),
        IBID_OK);
    return "an edit";
}

static const char *decide(const char *fact, enum ibid_fact_status to)
{
    struct ibid_query one = {.facts = &fact, .fact_count = 1};
    assert_int_equal(ibid_fact_decide(desk.db, &one, to, NULL, &result, &err),
                     IBID_OK);
    return ibid_fact_status_name(to);
}

static const char *step(unsigned which, const char *fact, unsigned number)
{
    if (which < 3)
        return edit(fact, number);
    if (which < 6)
        return decide(fact, IBID_REJECTED);
    if (which < 7)
        return decide(fact, IBID_EXTRACTED);
    if (which < 8)
        return decide(fact, IBID_ACCEPTED);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err), IBID_OK);
    return "an undo";
}

static void links_after_changes_are_those_found_by_looking_at_all(void **state)
{
    (void)state;
    uint64_t seed = 11;
    int64_t facts = desk_facts(&desk, NULL);
    assert_true(facts > 220); /* more of one source than are compared */
    size_t least = check_links("the import"), most = least;
    assert_true(least > 20);
    struct buf before = links();
    assert_non_null(strstr(before.ptr, "one event in two stories"));
    buf_done(&before);
    edit(desk_fact(&desk, NULL, 0),
         1); /* that an undo never takes the import */
    for (int i = 0; i < STEPS; i++) {
        const char *fact =
            desk_fact(&desk, NULL, desk_random(&seed, (unsigned)facts));
        const char *what =
            step(desk_random(&seed, 10), fact, desk_random(&seed, 8));
        size_t count = check_links(what);
        least = count < least ? count : least;
        most = count > most ? count : most;
    }
    assert_true(most > least); /* they did change */
}

static void many_changes_at_once_are_followed_too(void **state)
{
    (void)state;
    struct ibid_query tolls = {.where = "kind:casualty number<30"};
    assert_int_equal(
        ibid_fact_decide(desk.db, &tolls, IBID_REJECTED, NULL, &result, &err),
        IBID_OK);
    assert_true(result.changed > 20);
    size_t less = check_links("rejecting many");
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err), IBID_OK);
    assert_int_not_equal(check_links("undoing that"), less);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            links_after_changes_are_those_found_by_looking_at_all, setup,
            teardown),
        cmocka_unit_test_setup_teardown(many_changes_at_once_are_followed_too,
                                        setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
