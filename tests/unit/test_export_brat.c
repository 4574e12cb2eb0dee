/* test_export_brat.c - facts that cite two texts, or none, in standoff files;
 * and a folder that cannot be made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "desk.h"

static struct desk desk;
static struct ibid_change_result result;
static struct ibid_error err;

static int setup(void **state)
{
    (void)state;
    err = (struct ibid_error){0};
    desk_open(&desk);
    desk_report(&desk, "a.txt", "Dravik", 23, "A. Verrick", "It rained.");
    desk_report(&desk, "b.txt", "Dravik", 23, "Ilse Rand", "Nobody was seen.");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    desk_done(&desk);
    return 0;
}

static enum ibid_status export_to(const char *folder)
{
    struct ibid_export what = {.format = "brat", .path = folder};
    struct ibid_export_summary summary;
    return ibid_export(desk.db, &what, &summary, &err);
}

static const char *file_of(const char *folder, const char *name,
                           const char *end)
{
    char *bytes =
        desk_read(arena_printf(desk.mem, "%s%s%s", folder, name, end));
    const char *kept = arena_strdup(desk.mem, bytes);
    free(bytes);
    return kept;
}

static const char *new_folder(void)
{
    return arena_printf(desk.mem, "%s/brat/", desk.folder);
}

static struct ibid_fact fact_of(const char *id)
{
    struct ibid_fact fact;
    assert_int_equal(ibid_fact_get(desk.db, id, desk.mem, &fact, &err),
                     IBID_OK);
    return fact;
}

/* The two casualties of both articles, as one fact. */
static struct ibid_fact merged(void)
{
    struct ibid_query killed = {.kind = "casualty"};
    struct ibid_link_choice choice = {.relation = "same", .merge = true};
    int64_t last = desk_facts(&desk, &killed) - 1;
    const char *id = desk_fact(&desk, "casualty", 0);
    const char *other = desk_fact(&desk, "casualty", last);
    assert_int_equal(
        ibid_link_decide(desk.db, id, &other, 1, &choice, NULL, &result, &err),
        IBID_OK);
    return fact_of(id);
}

static void words_of_another_text_are_named_with_it(void **state)
{
    (void)state;
    const char *folder = new_folder();
    struct ibid_query said = {.kind = "statement"};
    int64_t last = desk_facts(&desk, &said) - 1;
    const char *other = fact_of(desk_fact(&desk, "statement", last)).version;
    struct ibid_fact fact = merged();
    assert_string_not_equal(fact.version, other);
    assert_int_equal(export_to(folder), IBID_OK);
    const char *ann = file_of(folder, fact.version, ".ann");
    const char *from = arena_printf(desk.mem, " is cited from %s\n", other);
    assert_non_null(strstr(ann, fact.id));
    assert_non_null(strstr(ann, from));
}

/* Its facts have no words left to point at. */
static void facts_of_a_removed_text_stand_aside(void **state)
{
    (void)state;
    const char *folder = new_folder();
    struct ibid_fact fact = fact_of(desk_fact(&desk, "casualty", 0));
    assert_int_equal(ibid_source_redact(desk.db, "a.txt", NULL, &result, &err),
                     IBID_OK);
    assert_int_equal(export_to(folder), IBID_OK);
    const char *aside = file_of(folder, "without-place", ".tsv");
    const char *line = arena_printf(desk.mem, "%s\tcasualty\n", fact.id);
    assert_non_null(strstr(aside, line));
    struct buf text = {0};
    desk_bytes(arena_printf(desk.mem, "%s%s.txt", folder, fact.version), &text);
    desk_bytes(arena_printf(desk.mem, "%s%s.ann", folder, fact.version), &text);
    assert_int_equal(text.len, 0);
}

static void a_folder_is_made_once_and_where_it_can_be(void **state)
{
    (void)state;
    const char *folder = new_folder();
    assert_int_equal(export_to(folder), IBID_OK);
    assert_int_equal(export_to(folder), IBID_OK);
    const char *under = arena_printf(desk.mem, "%s/a.txt/brat/", desk.folder);
    assert_int_equal(export_to(under), IBID_IO);
    assert_non_null(strstr(err.text, "cannot make the folder"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_of_another_text_are_named_with_it),
        TEST(facts_of_a_removed_text_stand_aside),
        TEST(a_folder_is_made_once_and_where_it_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
