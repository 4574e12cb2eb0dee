/* calibration.c - how often a codebook's rules were right, and in which
 * contexts more and less often. */
#include "extract/rules.h"

enum {
    PRIOR_FACTS = 10,      /* what a rule's own confidence weighs as much as */
    WEIGHTS_MAX = 100000,  /* of a codebook */
    WEIGHT_BYTES_MAX = 12, /* of its number, "-1.25" */
};

static struct rule *rule_named(struct codebook *c, struct str id)
{
    for (size_t i = 0; i < c->rule_count; i++)
        if (str_eq(str_of(c->rules[i].id), id))
            return &c->rules[i];
    return NULL;
}

static bool read_count(struct str word, double *out)
{
    *out = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < '0' || word.ptr[i] > '9' || i > 8)
            return false;
        *out = *out * 10 + (word.ptr[i] - '0');
    }
    return word.len != 0;
}

/* Two digits are enough, and the same in every export. */
static double in_hundredths(double share)
{
    return (double)(int)(share * 100 + 0.5) / 100;
}

/* A line of calibration.txt: a rule, how many of its facts were right, and
 * how many there were. What the rule says of itself counts as some more. */
static void read_shares(struct codebook *c, struct script *script,
                        struct str id, struct str line)
{
    struct str right = script_word(&line);
    struct rule *rule = rule_named(c, id);
    double good = 0, all = 0;
    if (!rule)
        script_fail(script, "no rule \"%.*s\": take the line out", (int)id.len,
                    id.ptr);
    else if (!read_count(right, &good) || !read_count(line, &all) || good > all)
        script_fail(script, "write a rule, how many of its facts were right, "
                            "and of how many");
    else
        rule->confidence = in_hundredths(
            (good + PRIOR_FACTS * rule->confidence) / (all + PRIOR_FACTS));
}

/* "-1.25": digits, at most two behind the point. */
static bool read_weight(struct str word, double *out)
{
    bool minus = word.len && word.ptr[0] == '-';
    struct str whole, rest = str_cut(word, minus, word.len);
    double units = 0, part = 0;
    if (word.len > WEIGHT_BYTES_MAX || !str_split(&rest, '.', &whole) ||
        !read_count(whole, &units) || units > 20)
        return false;
    if (rest.ptr && (rest.len > 2 || !read_count(rest, &part)))
        return false;
    *out = units + part / (rest.len == 1 ? 10 : 100);
    *out = minus ? -*out : *out;
    return true;
}

/* "weight NUMBER CONTEXT": what is added to the logarithm of the odds. */
static void read_context(struct codebook *c, struct script *script,
                         struct str line)
{
    double weight, *kept;
    if (!read_weight(script_word(&line), &weight) || !line.len) {
        script_fail(script, "write weight, a number such as -0.25, and the "
                            "context it is for");
        return;
    }
    if (c->weights.count == WEIGHTS_MAX) {
        script_fail(script, "more than %d weights", WEIGHTS_MAX);
        return;
    }
    kept = arena_new(&c->mem, double);
    *kept = weight;
    *map_at(&c->weights, arena_str(&c->mem, line)) = kept;
}

void calibration_read(struct codebook *codebook, struct script *script)
{
    struct str line;
    while (script_next(script, &line)) {
        struct str id = script_word(&line);
        if (str_eq(id, STR("weight")))
            read_context(codebook, script, line);
        else
            read_shares(codebook, script, id, line);
    }
}
