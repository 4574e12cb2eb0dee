/* victims.c - the words that say who the victims are, and what part of them. */
#include "corroborate/victims.h"

#include "base/byte.h"
#include "source/table.h"

enum { PART_BYTES = 24 }; /* behind a number, to see whether it is a part */

/* The group that tables/victims.txt puts them in: "Syrian soldiers and allied
 * fighters" are troops, "Daesh extremists" are of Daesh. */
static void group_of(struct claim *claim)
{
    struct str victims = str_of(claim->who_text);
    struct str table = table_open("tables/victims.txt"), group;
    char room[PROFILE_WORD_ROOM];
    for (size_t at = 0; at < victims.len;) {
        bool capital;
        struct str word = profile_next_word(victims, &at, &capital, room);
        if (!word.len)
            break;
        if (!table_find(table, word, &group))
            continue;
        if (str_eq(group, STR("-")) || str_eq(group, STR("+"))) {
            claim->at_large |= group.ptr[0] == '-';
            claim->rest |= group.ptr[0] == '+';
            continue;
        }
        bool yields = str_ends(group, STR(" *"));
        bool yielded = str_ends(claim->group, STR(" *"));
        if (!claim->group.len || (yielded && !yields))
            claim->group = group;
        else if (!yields && !str_eq(claim->group, group))
            claim->other_groups = true;
    }
    claim->at_large = !claim->group.len && !claim->named &&
                      (claim->at_large || !claim->who.telling);
}

/* Is it told as a part: "five of them"? */
static bool is_part(const struct claim *claim, struct str around)
{
    struct str number = str_of(claim->text), value;
    size_t at = str_find(around, number) + number.len;
    char room[PART_BYTES];
    if (at >= around.len)
        return false;
    struct str rest = str_trim(str_cut(around, at, around.len));
    size_t len = rest.len < sizeof room ? rest.len : sizeof room;
    for (size_t i = 0; i < len; i++)
        room[i] =
            byte_is_in(rest.ptr[i], " \t\n") ? ' ' : byte_lower(rest.ptr[i]);
    return table_prefix(table_open("tables/parts.txt"), (struct str){room, len},
                        &value) > 0;
}

void victims_read(struct claim *claim, struct str around)
{
    group_of(claim);
    claim->rest |= is_part(claim, around);
}
