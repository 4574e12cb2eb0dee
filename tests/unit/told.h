/* told.h - tolls as reports tell them, and how two bear on one another; after
 * cmocka.h. */
#ifndef TOLD_H
#define TOLD_H

#include "corroborate/link.h"

enum { DAY = 741000, FIELDS = 5 }; /* some day of 2028 */

/* What a report says of a toll; NULL: nothing. */
struct told {
    const char *number, *normal, *victims, *place, *date;
    const char *around; /* NULL: of one event */
    int32_t day;        /* of the report, after DAY; -1: not known */
    int minute;         /* of the report, on its day; 0: not known */
    uint32_t start;     /* where it stands */
};

static struct arena mem;
static struct profile_words words;

static inline int setup(void **state)
{
    (void)state;
    words = profile_words(&mem);
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    arena_done(&mem);
    return 0;
}

static inline struct claim *claim(const struct told *said, size_t source)
{
    const char *const names[FIELDS] = {"number", "harm", "victims", "place",
                                       "date"};
    const char *const texts[FIELDS] = {said->number, "killed", said->victims,
                                       said->place, said->date};
    const char *const normal[FIELDS] = {
        said->normal, "\"killed\"", NULL, NULL,
        said->date ? arena_printf(&mem, "\"%s\"", said->date) : NULL};
    struct ibid_value values[FIELDS];
    struct ibid_field fields[FIELDS];
    struct ibid_fact fact = {.id = arena_printf(&mem, "f%zu", source),
                             .kind = "casualty",
                             .version = "v1",
                             .fields = fields};
    for (size_t i = 0; i < FIELDS; i++)
        if (texts[i]) {
            values[i] =
                (struct ibid_value){.text = texts[i], .normalized = normal[i]};
            fields[fact.field_count++] =
                (struct ibid_field){names[i], &values[i], 1};
        }
    const char *around = said->around ? said->around
                                      : "in the Kalvik barracks by Morvane "
                                        "gunmen";
    struct claim *out = claim_make(&words, &fact, str_of(around), &mem);
    out->source = source;
    out->published = said->day < 0 ? PROFILE_DAY_UNKNOWN : DAY + said->day;
    out->minute = said->minute ? said->minute : PROFILE_MINUTE_UNKNOWN;
    out->start = said->start;
    return out;
}

/* How the first bears on the second, and the same seen from the other. */
static inline enum link_relation relation(struct told a, struct told b)
{
    struct link there, back;
    const struct claim *x = claim(&a, 1), *y = claim(&b, 2);
    link_compare(x, y, &there);
    link_compare(y, x, &back);
    assert_int_equal(there.relation, back.relation);
    if (there.relation == LINK_SUPERSEDES)
        assert_int_not_equal(there.swap, back.swap);
    return there.relation;
}

#define FIVE .number = "five", .normal = "{\"min\":5,\"max\":5}"
#define SEVEN .number = "seven", .normal = "{\"min\":7,\"max\":7}"
#define SEVEN_OR_MORE .number = "at least seven", .normal = "{\"min\":7}"
#define FIVE_OR_MORE .number = "at least five", .normal = "{\"min\":5}"
#define TWENTY .number = "20", .normal = "{\"min\":20,\"max\":20}"
#define THIRTY .number = "30", .normal = "{\"min\":30,\"max\":30}"
#define ONE(name)                                                              \
    .number = (name), .normal = "{\"min\":1,\"max\":1}", .victims = (name)

#endif
