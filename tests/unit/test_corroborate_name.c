/* test_corroborate_name.c - which names are one, and which are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "corroborate/entity.h"

struct two {
    const char *a, *b;
    bool personal, same;
};

/* Names as newspapers spell them, and names that are near to others. */
static const struct two measured[] = {
    {"Deir Ezzor", "Dayr al-Zawr", false, true},
    {"Deir Ezzor", "Deir al-Zor", false, true},
    {"Dayr az-Zawr", "Deir el-Zour", false, true},
    {"Muammar Gaddafi", "Moammar Ghaddafi", true, true},
    {"Mohammed Hussein", "Muhammad Husayn", true, true},
    {"Volodymyr Zelensky", "Volodymyr Zelenskyy", true, true},
    {"Abdul Rahman", "Abdel Rahman", true, true},
    {"Jabhat al-Nusra", "Jabhat an-Nusra", false, true},
    {"Kharkiv", "Kharkov", false, true},
    {"Kobani", "Kobane", false, true},
    {"President Rada Mikkelsen", "Rada Mikkelsen", true, true},
    {"hospital director Rada Mikkelsen", "Rada Mikkelsen", true, true},
    {"Prime Minister Ivo Brandt", "Ivo Brandt", true, true},
    {"Ivo Brandt, the mayor of Dravik,", "Ivo Brandt", true, true},
    {"Ivo H. Brandt", "Ivo Brandt", true, true},
    {"the United Nations", "United Nations", false, true},
    {"S\xc3\xa9golne Ren\xc3\xa9", "Segolne Rene", true, true},
    {"Dravik\xe2\x80\x99s", "Dravik", false, true},
    {"Mr. Brandt", "Ivo Brandt", true, true},
    {"MFO", "Morvane Fishing Organisation", false, true},
    {"Ivo Brandt", "Ivo Brink", true, false},
    {"Rada Mikkelsen", "Rolf Mikkelsen", true, false},
    {"German", "Germany", false, false},
    {"Bill Bratton", "Bill Burton", true, false},
    {"David Bossie", "David Boies", true, false},
    {"Berman", "Burman", true, false},
    {"George W. Holm", "George H.W. Holm", true, false},
    {"Niger", "Nigeria", false, false},
    {"Aleppo", "East Aleppo", false, false},
    {"Iran", "Iraq", false, false},
    {"Austria", "Australia", false, false},
    {"Dravik", "the mayor of Dravik", false, false},
    {"Ivo Brandt", "a friend of Ivo Brandt", true, false},
    {"Ivo Brandt", "Ivo Brandt's campaign manager", true, false},
    {"North Morvane", "South Morvane", false, false},
    {"MFO", "Morvane Ministry for Oil", false, false},
    {"IS", "Is", false, false},
    {"Foreign Ministry", "Defence Ministry", false, false},
};

static bool are_one(const struct two *two)
{
    struct arena mem = {0};
    struct entities found;
    struct entity_name names[] = {{two->a, two->personal, 1},
                                  {two->b, two->personal, 1}};
    entities_make(names, 2, NULL, 0, &mem, &found);
    bool one = found.group[0] == found.group[1];
    assert_int_equal(found.merge_count, one); /* each merge has its reason */
    arena_done(&mem);
    return one;
}

/* All of those that are one, none of the others. */
static void names_are_one_as_measured(void **state)
{
    (void)state;
    int found = 0, same = 0;
    for (size_t i = 0; i < sizeof measured / sizeof *measured; i++) {
        bool one = are_one(&measured[i]);
        if (one && !measured[i].same)
            fail_msg("%s is not %s", measured[i].a, measured[i].b);
        if (measured[i].same && !one)
            print_message("%s is %s\n", measured[i].a, measured[i].b);
        found += one;
        same += measured[i].same;
    }
    assert_true(found >= same);
}

static void why(const struct entity_name *names, size_t count,
                const struct entity_pair *pairs, size_t pair_count,
                const char *reasons)
{
    struct arena mem = {0};
    struct entities found;
    char said[100] = "";
    entities_make(names, count, pairs, pair_count, &mem, &found);
    for (size_t i = 0; i < found.merge_count; i++) {
        strcat(said, entity_why_name(found.merges[i].why));
        strcat(said, " ");
    }
    assert_string_equal(said, reasons);
    arena_done(&mem);
}

static void every_merge_has_its_reason(void **state)
{
    (void)state;
    const struct entity_name names[] = {
        {"Deir Ezzor", false, 3},     {"Dayr al-Zawr", false, 1},
        {"Morvane Union", false, 1},  {"MU", false, 1},
        {"Ivo Brandt", true, 2},      {"Brandt", true, 1},
        {"Mayor Ivo Brandt", true, 1}};
    const struct entity_pair pairs[] = {
        {"Morvane Union", "MU", ENTITY_STATED, 12}};
    why(names, 7, pairs, 1, "written stated spelt short ");
}

static void what_a_person_says_stands_over_all_else(void **state)
{
    (void)state;
    const struct entity_name names[] = {{"Deir Ezzor", false, 3},
                                        {"Dayr al-Zawr", false, 1},
                                        {"Kalvik", false, 1}};
    const struct entity_pair apart[] = {
        {"Deir Ezzor", "Dayr al-Zawr", ENTITY_APART, 0}};
    const struct entity_pair one[] = {
        {"Deir Ezzor", "Kalvik", ENTITY_SAID, 0},
        {"Dayr al-Zawr", "Kalvik", ENTITY_LISTED, 0},
        {"Deir Ezzor", "Dayr al-Zawr", ENTITY_APART, 0}};
    why(names, 3, apart, 1, "");
    why(names, 3, one, 3, "said ");
}

static void a_short_name_of_two_people_is_of_none(void **state)
{
    (void)state;
    const struct entity_name names[] = {{"Ivo Brandt", true, 3},
                                        {"Rada Brandt", true, 1},
                                        {"Mr. Brandt", true, 1}};
    why(names, 3, NULL, 0, "");
}

static void a_group_is_not_short_for_another(void **state)
{
    (void)state;
    const struct entity_name names[] = {{"Morvane Rebels", true, 1},
                                        {"Rebels", true, 1},
                                        {"Kalvik Soldier", true, 1},
                                        {"Soldier", true, 1}};
    why(names, 4, NULL, 0, "");
}

static void hostile_names_are_read_to_a_limit(void **state)
{
    (void)state;
    static char text[100001];
    struct arena mem = {0};
    memset(text, 'A', sizeof text - 1);
    struct name_form form = name_read(text, &mem);
    assert_true(form.core.len <= NAME_BYTES_MAX);
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = i % 2 ? ' ' : 'A';
    assert_true(name_read(text, &mem).words <= NAME_WORDS_MAX);
    assert_int_equal(name_read("", &mem).core.len, 0);
    assert_int_equal(name_read("\xe2\x80\x99s ,,(A", &mem).core.len, 0);
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_one_as_measured),
        cmocka_unit_test(every_merge_has_its_reason),
        cmocka_unit_test(what_a_person_says_stands_over_all_else),
        cmocka_unit_test(a_short_name_of_two_people_is_of_none),
        cmocka_unit_test(a_group_is_not_short_for_another),
        cmocka_unit_test(hostile_names_are_read_to_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
