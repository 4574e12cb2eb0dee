/* match.c - the machine that runs compiled patterns from their triggers.
 *
 * Depth first with a memory of states that led nowhere; every step is paid
 * from a budget that grows with the text, so that no text and no codebook
 * can make it slow. */
#include "extract/match_item.h"
#include "extract/triggers.h"

/* A capture's edge, in the order it was passed. */
struct edge {
    uint32_t item;
    uint8_t op, field;
    bool around; /* of a capture around the trigger */
};

struct choice {
    uint32_t pc, at, edges;
};

struct seen {
    uint32_t run, pc, at;
};

struct machine {
    const struct reading *reading;
    uint64_t *taken; /* by item: kinds that a fact has captured it for */
    /* by place: before the sentence ends, or behind its beginning, a quotation
     * stands ahead of it, behind it */
    bool *quote_ahead, *quote_behind;
    bool loose;   /* the second time round: loose rules, what is left */
    uint32_t run; /* number of the attempt */
    int64_t budget;
    bool forward;
    uint32_t edge_count, stack_count;
    struct edge edges[PATTERN_CAPTURES_MAX * 4];
    struct choice stack[MATCH_STACK_MAX];
    struct seen seen[MATCH_SEEN_SLOTS];
};

/* Move `*at` over what the test takes; false when it fails. */
static bool step(const struct machine *m, const struct instruction *in,
                 uint32_t *at)
{
    const struct reading *r = m->reading;
    if (in->class == CLASS_EDGE)
        return match_at_edge(r, *at);
    if (in->class == CLASS_START)
        return *at == 0 || r->items[*at - 1].kind >= ITEM_BREAK;
    if (m->forward ? *at >= r->item_count : *at == 0)
        return false;
    uint32_t taken =
        match_item_test(r, in, m->forward ? *at : *at - 1, m->forward);
    *at = m->forward ? *at + taken : *at - taken;
    return taken != 0;
}

/* Does the neighbour test true, whichever way we run? */
static bool neighbour(struct machine *m, const struct instruction *in,
                      uint32_t at, bool next)
{
    bool forward = m->forward;
    m->forward = next;
    bool found = step(m, in, &at);
    m->forward = forward;
    return found;
}

/* Was this state tried before in this run? Remembers it. Forgetting is
 * harmless: it only costs steps. */
static bool seen_before(struct machine *m, uint32_t pc, uint32_t at)
{
    struct seen *s = &m->seen[(pc * 31 + at * 7) & (MATCH_SEEN_SLOTS - 1)];
    if (s->run == m->run && s->pc == pc && s->at == at)
        return true;
    *s = (struct seen){m->run, pc, at};
    return false;
}

static void add_edge(struct machine *m, const struct instruction *in,
                     uint32_t at)
{
    if (m->edge_count < sizeof m->edges / sizeof *m->edges)
        m->edges[m->edge_count++] =
            (struct edge){at, in->op, (uint8_t)in->arg, in->class != 0};
}

/* Does the way from `in` on surely end at its first test? Asked of every
 * branch, so only what one look at the next item tells. */
static bool is_hopeless(const struct machine *m, const struct instruction *in,
                        uint32_t at)
{
    const struct reading *r = m->reading;
    while (in->op == OP_OPEN)
        in++;
    if (in->op != OP_TEST || (m->forward ? at >= r->item_count : at == 0))
        return false;
    const struct item *item = &r->items[m->forward ? at : at - 1];
    if (in->class == CLASS_WORD)
        return item->word != in->arg || item->kind != ITEM_WORD;
    if (in->class == CLASS_TAGS)
        return !(TAG_BIT(item->tag) & in->arg);
    if (in->class == CLASS_LIST && m->forward) {
        const struct vword *word = &r->codebook->vocab.words[item->word];
        return !vword_on(word, in->arg) && !vword_may_begin(word, in->arg);
    }
    return false;
}

static bool split(struct machine *m, const struct instruction *code,
                  struct choice *state)
{
    const struct instruction *in = &code[state->pc];
    if (is_hopeless(m, &code[in->to], state->at)) {
        state->pc = in->other;
        return true;
    }
    if (seen_before(m, state->pc, state->at))
        return false;
    if (m->stack_count < MATCH_STACK_MAX &&
        !is_hopeless(m, &code[in->other], state->at))
        m->stack[m->stack_count++] =
            (struct choice){in->other, state->at, m->edge_count};
    state->pc = in->to;
    return true;
}

/* One instruction; false when this way leads nowhere. */
static bool execute(struct machine *m, const struct instruction *code,
                    struct choice *state)
{
    const struct instruction *in = &code[state->pc];
    switch ((enum op)in->op) {
    case OP_TEST:
        state->pc++;
        return step(m, in, &state->at);
    case OP_NOT_NEXT:
    case OP_NOT_LAST:
        state->pc++;
        return !neighbour(m, in, state->at, in->op == OP_NOT_NEXT);
    case OP_IS_NEXT:
        state->pc++;
        return neighbour(m, in, state->at, true);
    case OP_SPLIT:
        return split(m, code, state);
    case OP_JUMP:
        state->pc = in->to;
        return true;
    case OP_OPEN:
    case OP_CLOSE:
        add_edge(m, in, state->at);
        state->pc++;
        return true;
    case OP_MATCH:
        break;
    }
    return true;
}

/* Run a program from `*at`; true leaves `*at` where it ended. */
static bool run(struct machine *m, const struct program *program, bool forward,
                uint32_t *at)
{
    struct choice state = {0, *at, 0};
    m->forward = forward;
    m->stack_count = 0;
    m->run++;
    while (m->budget-- > 0) {
        if (program->code[state.pc].op == OP_MATCH) {
            *at = state.at;
            return true;
        }
        if (execute(m, program->code, &state))
            continue;
        if (!m->stack_count)
            return false;
        state = m->stack[--m->stack_count];
        m->edge_count = state.edges;
    }
    return false;
}

static void add_capture(struct proposal *p, uint8_t field, uint32_t first,
                        uint32_t last)
{
    if (first >= last || p->capture_count == PATTERN_CAPTURES_MAX)
        return;
    uint16_t at = p->capture_count++;
    while (at && p->captures[at - 1].first > first) {
        p->captures[at] = p->captures[at - 1];
        at--;
    }
    p->captures[at] = (struct capture){first, last, field};
}

/* Edges to captures: pairs of OPEN and CLOSE in running order, and pairs of
 * CLOSE around the trigger, one from each run. */
static void gather(struct machine *m, struct proposal *p)
{
    for (uint32_t i = 0; i < m->edge_count; i++) {
        const struct edge *e = &m->edges[i];
        for (uint32_t k = i + 1; k < m->edge_count; k++) {
            const struct edge *o = &m->edges[k];
            if (o->field != e->field || o->around != e->around ||
                o->op != OP_CLOSE || (!e->around && e->op != OP_OPEN))
                continue;
            uint32_t low = e->item < o->item ? e->item : o->item;
            add_capture(p, e->field, low, e->item + o->item - low);
            break;
        }
    }
}

/* Items the trigger takes at `item`. */
static uint32_t trigger_length(const struct machine *m, const struct pattern *p,
                               uint32_t item)
{
    if (p->trigger_class == CLASS_LIST)
        return reading_list_ahead(m->reading, item, p->trigger);
    if (p->trigger_class == CLASS_NUMBER)
        return m->reading->items[item].ahead[PHRASE_NUMBER];
    if (p->trigger_class == CLASS_DATE)
        return m->reading->items[item].ahead[PHRASE_DATE];
    return 1;
}

/* Try one pattern whose trigger begins at `item`. */
static bool attempt(struct machine *m, const struct pattern *pattern,
                    uint32_t item, struct proposal *p)
{
    if ((pattern->ahead.quotes && !m->quote_ahead[item + 1]) ||
        (pattern->behind.quotes && !m->quote_behind[item]))
        return false;
    uint32_t length = trigger_length(m, pattern, item);
    uint32_t first = item, last = item + length;
    if (!length)
        return false;
    m->edge_count = 0;
    if (!run(m, &pattern->ahead, true, &last))
        return false;
    uint32_t kept = m->edge_count;
    struct edge ahead[PATTERN_CAPTURES_MAX * 4];
    memcpy(ahead, m->edges, kept * sizeof *ahead);
    m->edge_count = 0;
    if (!run(m, &pattern->behind, false, &first))
        return false;
    for (uint32_t i = 0; i < kept; i++)
        if (m->edge_count < sizeof m->edges / sizeof *m->edges)
            m->edges[m->edge_count++] = ahead[i];
    p->first = first;
    p->last = last;
    p->trigger = item;
    p->capture_count = 0;
    gather(m, p);
    return true;
}

static void keep(const struct reading *r, const struct proposal *p,
                 struct proposals *out)
{
    out->list = arena_grow(r->mem, out->list, &out->capacity, out->count + 1,
                           sizeof *out->list);
    struct proposal *copy = &out->list[out->count++];
    *copy = *p;
    copy->captures =
        arena_array(r->mem, p->capture_count + 1u, sizeof *copy->captures);
    memcpy(copy->captures, p->captures,
           p->capture_count * sizeof *copy->captures);
}

/* Note what a fact has captured, and its trigger. */
static void take(struct machine *m, const struct proposal *p, uint64_t kind)
{
    m->taken[p->trigger] |= kind;
    for (uint16_t i = 0; i < p->capture_count; i++)
        for (uint32_t k = p->captures[i].first; k < p->captures[i].last; k++)
            m->taken[k] |= kind;
}

/* Is the pattern still to be tried on its trigger? */
static bool is_due(const struct machine *m, const struct rule_pattern *p,
                   uint32_t i, uint64_t claimed, uint32_t filled)
{
    if (p->outside && m->reading->items[i].flags & ITEM_INSIDE)
        return false;
    return p->fills ? p->rule != filled : p->also || !(claimed >> p->kind & 1);
}

static void match_item(struct machine *m, uint32_t i, match_watch *watch,
                       void *ctx, struct proposals *out)
{
    const struct codebook *c = m->reading->codebook;
    uint16_t room[CANDIDATES_MAX];
    const uint16_t *patterns = room;
    struct capture captures[PATTERN_CAPTURES_MAX];
    struct proposal found = {.captures = captures};
    uint32_t count =
        triggers_of(c, &m->reading->items[i], m->loose, room, &patterns);
    /* Kinds a rule has found on this trigger. */
    uint64_t claimed = m->loose ? m->taken[i] : 0;
    uint32_t filled = UINT32_MAX; /* the rule that filled from it */
    for (uint32_t k = 0; k < count; k++) {
        const struct rule_pattern *p = &c->patterns[patterns[k]];
        if (!is_due(m, p, i, claimed, filled))
            continue;
        bool matched = attempt(m, &p->pattern, i, &found);
        if (watch)
            watch(ctx, i, patterns[k], matched);
        if (!matched)
            continue;
        if (p->fills) {
            filled = p->rule;
        } else {
            claimed |= 1ull << p->kind;
            take(m, &found, 1ull << p->kind);
        }
        found.rule = p->rule;
        found.pattern = patterns[k];
        keep(m->reading, &found, out);
    }
}

static void match_once(struct machine *m, match_watch *watch, void *ctx,
                       struct proposals *out)
{
    for (uint32_t i = 0; i < m->reading->item_count; i++) {
        m->budget += MATCH_STEPS_PER_ITEM;
        if (m->budget > MATCH_STEPS_MAX)
            m->budget = MATCH_STEPS_MAX;
        match_item(m, i, watch, ctx, out);
    }
}

static void find_quotes(struct machine *m)
{
    const struct reading *r = m->reading;
    m->quote_ahead = arena_array(r->mem, r->item_count + 1u, sizeof(bool));
    m->quote_behind = arena_array(r->mem, r->item_count + 1u, sizeof(bool));
    for (uint32_t i = 0; i < r->item_count; i++) {
        const struct item *item = &r->items[i];
        m->quote_behind[i + 1] =
            item->kind == ITEM_QUOTE ||
            (item->kind == ITEM_WORD && m->quote_behind[i]);
    }
    for (uint32_t i = r->item_count; i-- > 0;) {
        const struct item *item = &r->items[i];
        m->quote_ahead[i] = item->kind == ITEM_QUOTE ||
                            (item->kind == ITEM_WORD && m->quote_ahead[i + 1]);
    }
}

void match_all(const struct reading *reading, match_watch *watch, void *ctx,
               struct proposals *out)
{
    struct machine *m = arena_new(reading->mem, struct machine);
    m->reading = reading;
    m->budget = MATCH_STEPS_FIRST;
    m->taken =
        arena_array(reading->mem, reading->item_count + 1u, sizeof *m->taken);
    find_quotes(m);
    match_once(m, watch, ctx, out);
    m->loose = true;
    match_once(m, watch, ctx, out);
}
