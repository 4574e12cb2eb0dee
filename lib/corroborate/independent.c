/* independent.c - sources that copy, share a publisher or an origin are one. */
#include "corroborate/independent.h"

#include "corroborate/profile.h"
#include "source/read.h"
#include "source/table.h"

enum { SAID_WORDS_MAX = 16, SAID_SAME_PERCENT = 60 };

struct str independent_host(const char *url, struct arena *mem)
{
    struct str text = str_of(url_canonical(url ? url : "", mem));
    size_t at = str_find(text, STR("://"));
    if (at >= text.len)
        return (struct str){"", 0};
    text = str_cut(text, at + 3, text.len);
    size_t end = 0;
    while (end < text.len && text.ptr[end] != '/' && text.ptr[end] != ':' &&
           text.ptr[end] != '?')
        end++;
    return str_cut(text, 0, end);
}

/* "the": what it stands before was spoken of already. */
static bool is_definite(struct str word)
{
    struct str sort;
    return table_find(table_open("tables/name_particles.txt"), word, &sort) &&
           str_eq(sort, STR("definite"));
}

bool independent_is_description(struct str said_by)
{
    char room[PROFILE_WORD_ROOM];
    size_t at = 0, words = 0;
    bool capital = false, definite = false;
    for (;; words++) {
        bool now;
        struct str word = profile_next_word(said_by, &at, &now, room);
        if (!word.len)
            break;
        if (!words)
            definite = is_definite(word);
        capital = now;
    }
    return definite && words > 1 && !capital;
}

/* Words with a capital, by which an authority is known. */
static size_t names_of(struct str text, uint64_t out[SAID_WORDS_MAX])
{
    char room[PROFILE_WORD_ROOM];
    size_t count = 0;
    for (size_t at = 0; at < text.len && count < SAID_WORDS_MAX;) {
        bool capital, first = at == 0;
        struct str word = profile_next_word(text, &at, &capital, room);
        if (word.len && capital && !(first && is_definite(word)))
            out[count++] = profile_word_id(word);
    }
    return count;
}

static bool same_authority(struct str a, struct str b)
{
    uint64_t x[SAID_WORDS_MAX], y[SAID_WORDS_MAX];
    size_t n = names_of(a, x), m = names_of(b, y), shared = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (x[i] == y[k]) {
                shared++;
                break;
            }
    size_t less = n < m ? n : m;
    return less && shared * 100 >= less * SAID_SAME_PERCENT;
}

static bool share_agency(const struct witness *a, const struct witness *b)
{
    for (size_t i = 0; i < a->agency_count; i++)
        for (size_t k = 0; k < b->agency_count; k++)
            if (str_eq(a->agencies[i], b->agencies[k]))
                return true;
    return false;
}

static bool same_publisher(const struct witness *a, const struct witness *b)
{
    return a->source == b->source ||
           (a->publisher.len && str_ieq(a->publisher, b->publisher));
}

/* Do the witness's words share half of themselves, or of the passage, with
 * it? */
static bool is_within(const struct witness *w, uint32_t start, uint32_t end)
{
    uint32_t from = w->start > start ? w->start : start;
    uint32_t to = w->end < end ? w->end : end;
    uint32_t words = w->end - w->start, passage = end - start;
    return to > from && (to - from) * 2 >= (words < passage ? words : passage);
}

static bool is_copied(const struct witness *a, const struct witness *b,
                      const struct copy_pair *copy)
{
    return copy->a == a->source && copy->b == b->source &&
           (!copy->a_end || (is_within(a, copy->a_start, copy->a_end) &&
                             is_within(b, copy->b_start, copy->b_end)));
}

static bool is_copy(const struct witness *a, const struct witness *b,
                    const struct copy_pair *copies, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_copied(a, b, &copies[i]) || is_copied(b, a, &copies[i]))
            return true;
    return false;
}

static size_t root_of(size_t *group, size_t i)
{
    while (group[i] != i)
        i = group[i] = group[group[i]];
    return i;
}

struct independent independent_count(const struct witness *list, size_t count,
                                     const struct copy_pair *copies,
                                     size_t copy_count)
{
    size_t outlet[INDEPENDENT_MAX], origin[INDEPENDENT_MAX];
    struct independent out = {0};
    count = count < INDEPENDENT_MAX ? count : INDEPENDENT_MAX;
    for (size_t i = 0; i < count; i++) {
        outlet[i] = origin[i] = i;
        for (size_t k = 0; k < i; k++) {
            bool house = same_publisher(&list[i], &list[k]);
            if (house)
                outlet[root_of(outlet, i)] = root_of(outlet, k);
            if (house || is_copy(&list[i], &list[k], copies, copy_count) ||
                share_agency(&list[i], &list[k]) ||
                same_authority(list[i].said_by, list[k].said_by))
                origin[root_of(origin, i)] = root_of(origin, k);
        }
    }
    for (size_t i = 0; i < count; i++) {
        out.publishers += outlet[i] == i;
        out.origins += origin[i] == i;
    }
    return out;
}
