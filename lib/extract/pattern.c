/* pattern.c - pattern trees to programs that run from a trigger. */
#include "extract/pattern_node.h"

/* Where instructions go; `steps` also counts what emits nothing, so that no
 * tree, however its parts are shared, takes long. */
struct emitter {
    struct instruction code[PATTERN_PROGRAM_MAX];
    uint32_t count, steps;
    bool reverse, full;
    uint32_t ways[PATTERN_PROGRAM_MAX]; /* needs_quote(): still to be gone */
    bool gone[PATTERN_PROGRAM_MAX];
};

/* The way from the root to the trigger. */
enum { TRAIL_MAX = PATTERN_DEPTH_MAX * 4 };
struct trail {
    const struct pattern_node *nodes[TRAIL_MAX];
    int count;
};

bool pattern_define(struct pattern_space *space, struct script *script,
                    struct str name, struct str body)
{
    if (!script_is_name(name))
        return script_fail(script, "\"%.*s\" is not a name", (int)name.len,
                           name.ptr);
    if (space->macro_count == PATTERN_MACROS_MAX)
        return script_fail(script, "more than %d definitions",
                           PATTERN_MACROS_MAX);
    if (!pattern_parse(space, script, NULL, body))
        return false;
    space->macros[space->macro_count++] = (struct pattern_macro){
        arena_str(space->mem, name), arena_str(space->mem, body)};
    return true;
}

static uint32_t put(struct emitter *e, enum op op, unsigned class, uint32_t arg)
{
    if (e->count >= PATTERN_PROGRAM_MAX ||
        ++e->steps > PATTERN_PROGRAM_MAX * 4) {
        e->full = true;
        return 0;
    }
    e->code[e->count] = (struct instruction){
        .op = (uint8_t)op, .class = (uint8_t) class, .arg = arg};
    return e->count++;
}

/* A split whose preferred branch is the next instruction, or with `lazy` the
 * other one, which is set later. */
static void set_other(struct emitter *e, uint32_t split, bool lazy)
{
    struct instruction *i = &e->code[split];
    i->to = (uint16_t)(lazy ? e->count : split + 1);
    i->other = (uint16_t)(lazy ? split + 1 : e->count);
}

static void emit(struct emitter *e, const struct pattern_node *node);

static void emit_sequence(struct emitter *e, const struct pattern_node *first)
{
    const struct pattern_node *all[NODE_CHILDREN_MAX];
    int count = 0;
    for (; first && count < NODE_CHILDREN_MAX; first = first->next)
        all[count++] = first;
    for (int i = 0; i < count; i++)
        emit(e, all[e->reverse ? count - 1 - i : i]);
}

static void emit_choice(struct emitter *e, const struct pattern_node *node)
{
    uint32_t exits[NODE_CHILDREN_MAX];
    int count = 0;
    for (const struct pattern_node *c = node->child; c; c = c->next) {
        uint32_t split = c->next ? put(e, OP_SPLIT, 0, 0) : 0;
        emit(e, c);
        if (c->next) {
            exits[count++] = put(e, OP_JUMP, 0, 0);
            set_other(e, split, false);
        }
    }
    for (int i = 0; i < count; i++)
        e->code[exits[i]].to = (uint16_t)e->count;
}

static void emit_repeat(struct emitter *e, const struct pattern_node *node)
{
    uint32_t splits[PATTERN_REPEAT_MAX + 1];
    int count = 0;
    for (int i = 0; i < node->min && !e->full; i++)
        emit(e, node->child);
    if (node->max >= REPEAT_FOREVER) {
        uint32_t split = put(e, OP_SPLIT, 0, 0);
        emit(e, node->child);
        uint32_t jump = put(e, OP_JUMP, 0, 0);
        e->code[jump].to = (uint16_t)split;
        set_other(e, split, node->lazy);
        return;
    }
    for (int i = node->min; i < node->max && !e->full; i++) {
        splits[count++] = put(e, OP_SPLIT, 0, 0);
        emit(e, node->child);
    }
    while (count && !e->full)
        set_other(e, splits[--count], node->lazy);
}

static void emit(struct emitter *e, const struct pattern_node *node)
{
    if (e->full || ++e->steps > PATTERN_PROGRAM_MAX * 4) {
        e->full = true;
        return;
    }
    switch ((enum node_type)node->type) {
    case NODE_SEQUENCE:
        emit_sequence(e, node->child);
        break;
    case NODE_CHOICE:
        emit_choice(e, node);
        break;
    case NODE_REPEAT:
        emit_repeat(e, node);
        break;
    case NODE_CAPTURE:
        put(e, OP_OPEN, 0, node->field);
        emit(e, node->child);
        put(e, OP_CLOSE, 0, node->field);
        break;
    case NODE_TEST:
        put(e, OP_TEST, node->class, node->arg);
        break;
    case NODE_NOT_NEXT:
        put(e, OP_NOT_NEXT, node->class, node->arg);
        break;
    case NODE_NOT_LAST:
        put(e, OP_NOT_LAST, node->class, node->arg);
        break;
    case NODE_IS_NEXT:
        put(e, OP_IS_NEXT, node->class, node->arg);
        break;
    }
}

/* Find the marked test below `node` through sequences and captures. */
static bool find_mark(const struct pattern_node *node, struct trail *trail)
{
    if (trail->count == TRAIL_MAX)
        return false;
    trail->nodes[trail->count++] = node;
    if (node->trigger)
        return true;
    if (node->type == NODE_SEQUENCE || node->type == NODE_CAPTURE)
        for (const struct pattern_node *c = node->child; c; c = c->next)
            if (find_mark(c, trail))
                return true;
    trail->count--;
    return false;
}

static bool can_trigger(const struct pattern_node *node)
{
    return node->type == NODE_TEST &&
           (node->class == CLASS_WORD || node->class == CLASS_LIST ||
            node->class == CLASS_SPEECH || node->class == CLASS_QUOTE ||
            node->class == CLASS_NUMBER || node->class == CLASS_DATE);
}

/* Without a mark: the first element that can be one. */
static void choose(const struct pattern_node *root, struct trail *trail)
{
    trail->nodes[0] = root;
    trail->count = 1;
    if (can_trigger(root) || root->type != NODE_SEQUENCE)
        return;
    for (const struct pattern_node *c = root->child; c; c = c->next) {
        const struct pattern_node *in = c->type == NODE_CAPTURE ? c->child : c;
        if (!can_trigger(in) ||
            (in->class != CLASS_WORD && in->class != CLASS_LIST))
            continue;
        trail->nodes[trail->count++] = c;
        if (in != c)
            trail->nodes[trail->count++] = in;
        return;
    }
}

/* What a test or the end of a program says to the question below. */
enum answer { ASK_ON, ENOUGH, NOT_NEEDED };

static enum answer asked(const struct instruction *in)
{
    if (in->op == OP_MATCH)
        return NOT_NEEDED;
    if (in->op != OP_TEST)
        return ASK_ON;
    switch (in->class) {
    case CLASS_QUOTE:
    case CLASS_SPEECH:
    case CLASS_UNCLOSED:
        return ENOUGH;
    case CLASS_BREAK:
    case CLASS_PARAGRAPH:
        return NOT_NEEDED;
    default:
        return ASK_ON;
    }
}

static void go(struct emitter *e, uint32_t *count, uint32_t pc)
{
    if (!e->gone[pc])
        e->ways[(*count)++] = pc;
    e->gone[pc] = true;
}

/* Does every way through the program take a quotation, and before it the end
 * of no sentence? Where none stands the program need not run. */
static bool needs_quote(struct emitter *e)
{
    uint32_t count = 0;
    memset(e->gone, 0, e->count * sizeof *e->gone);
    go(e, &count, 0);
    while (count) {
        uint32_t pc = e->ways[--count];
        const struct instruction *in = &e->code[pc];
        enum answer answer = asked(in);
        if (answer == NOT_NEEDED)
            return false;
        if (answer == ENOUGH)
            continue;
        if (in->op == OP_SPLIT)
            go(e, &count, in->other);
        go(e, &count,
           in->op == OP_SPLIT || in->op == OP_JUMP ? in->to : pc + 1);
    }
    return true;
}

/* Everything ahead of the trigger (or behind it, in reverse), innermost
 * first: a capture around the trigger ends where its part ends. */
static struct program emit_side(struct emitter *e, const struct trail *trail,
                                bool reverse, struct arena *mem)
{
    e->count = e->steps = 0;
    e->reverse = reverse;
    for (int level = trail->count - 2; level >= 0; level--) {
        const struct pattern_node *node = trail->nodes[level];
        const struct pattern_node *inner = trail->nodes[level + 1];
        if (node->type == NODE_CAPTURE) {
            put(e, OP_CLOSE, 1, node->field);
        } else if (!reverse) {
            emit_sequence(e, inner->next);
        } else {
            const struct pattern_node *before[NODE_CHILDREN_MAX];
            int count = 0;
            for (const struct pattern_node *c = node->child; c != inner;
                 c = c->next)
                before[count++] = c;
            while (count)
                emit(e, before[--count]);
        }
    }
    put(e, OP_MATCH, 0, 0);
    struct instruction *code = arena_array(mem, e->count + 1, sizeof *code);
    memcpy(code, e->code, e->count * sizeof *code);
    return (struct program){code, e->count, !e->full && needs_quote(e)};
}

bool pattern_compile(struct pattern_space *space, struct script *script,
                     const struct codebook_kind *kind, struct str text,
                     struct pattern *out)
{
    const struct pattern_node *root = pattern_parse(space, script, kind, text);
    if (!root)
        return false;
    struct trail trail = {0};
    if (!find_mark(root, &trail))
        choose(root, &trail);
    const struct pattern_node *trigger = trail.nodes[trail.count - 1];
    if (!can_trigger(trigger))
        return script_fail(script, "the pattern has no word or word list of "
                                   "its own: mark one with ^");
    if (!space->emitter)
        space->emitter = arena_new(space->mem, struct emitter);
    struct emitter *e = space->emitter;
    e->full = false;
    *out = (struct pattern){.trigger_class = trigger->class,
                            .trigger = trigger->arg};
    out->ahead = emit_side(e, &trail, false, space->mem);
    out->behind = emit_side(e, &trail, true, space->mem);
    if (e->full)
        return script_fail(script,
                           "the pattern is too long: it comes to more "
                           "than %d steps",
                           PATTERN_PROGRAM_MAX);
    return true;
}
