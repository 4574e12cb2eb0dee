/* pattern_parse.c - the text of a pattern to a tree. */
#include "extract/pattern_node.h"

#include "text/token.h"

struct parser {
    struct pattern_space *space;
    struct script *script;
    const struct codebook_kind *kind;
    struct str text;
    size_t at;
    int depth;
    bool failed;
};

static void *fail(struct parser *p, const char *what, struct str where)
{
    if (!p->failed)
        script_fail(p->script, "%s: \"%.*s\"", what,
                    (int)(where.len < 60 ? where.len : 60), where.ptr);
    p->failed = true;
    return NULL;
}

static struct str here(const struct parser *p)
{
    return str_cut(p->text, p->at, p->text.len);
}

static char peek(struct parser *p)
{
    while (p->at < p->text.len &&
           (p->text.ptr[p->at] == ' ' || p->text.ptr[p->at] == '\t'))
        p->at++;
    return str_at(p->text, p->at, '\0');
}

static struct pattern_node *node_new(struct parser *p, enum node_type type)
{
    if (p->space->node_count++ >= PATTERN_NODES_MAX)
        fail(p, "the codebook's patterns are too many or too long", here(p));
    struct pattern_node *node = arena_new(p->space->mem, struct pattern_node);
    node->type = (uint8_t)type;
    return node;
}

static struct pattern_node *test(struct parser *p, enum pattern_class class,
                                 uint32_t arg)
{
    struct pattern_node *node = node_new(p, NODE_TEST);
    node->class = (uint8_t) class;
    node->arg = arg;
    return node;
}

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '\'' || c == '-' || c == '_' ||
           (unsigned char)c >= 0x80;
}

static struct str word_here(struct parser *p)
{
    size_t start = p->at;
    while (p->at < p->text.len && is_word_char(p->text.ptr[p->at]))
        p->at++;
    return str_cut(p->text, start, p->at);
}

/* Literal words or marks, tokenized as a text's are. */
static struct pattern_node *literal(struct parser *p, struct str text)
{
    struct stretch all = {0, (uint32_t)text.len};
    struct tokens tokens =
        text_tokens(p->space->lang, text, &all, 1, p->space->mem);
    if (!tokens.count || tokens.count > VOCAB_ENTRY_WORDS_MAX)
        return fail(p, "not a word to look for", text);
    struct pattern_node *sequence = node_new(p, NODE_SEQUENCE);
    const struct pattern_node **tail = &sequence->child;
    for (uint32_t i = 0; i < tokens.count; i++) {
        uint32_t id = vocab_add(p->space->vocab, tokens.list[i].word);
        struct pattern_node *one = test(p, CLASS_WORD, id);
        if (tokens.count == 1)
            return one;
        *tail = one;
        tail = &one->next;
    }
    return sequence;
}

static struct pattern_node *quoted(struct parser *p)
{
    size_t start = ++p->at;
    while (p->at < p->text.len && p->text.ptr[p->at] != '"')
        p->at++;
    if (p->at == p->text.len)
        return fail(p, "a quotation mark is not closed",
                    str_cut(p->text, start, p->text.len));
    return literal(p, str_cut(p->text, start, p->at++));
}

static struct pattern_node *list(struct parser *p)
{
    p->at++;
    struct str name = word_here(p);
    int id = vocab_list(p->space->vocab, name);
    if (id < 0)
        return fail(p, "no such word list", name);
    return test(p, CLASS_LIST, (uint32_t)id);
}

static struct pattern_node *class(struct parser *p)
{
    size_t start = ++p->at;
    while (p->at < p->text.len && p->text.ptr[p->at] != '>')
        p->at++;
    struct str name = str_cut(p->text, start, p->at);
    if (p->at < p->text.len)
        p->at++;
    struct pattern_node found = {0};
    if (pattern_class_find(name, &found))
        return test(p, (enum pattern_class)found.class, found.arg);
    return fail(p, "no such class of words", name);
}

static struct pattern_node *choice(struct parser *p);

static struct pattern_node *macro(struct parser *p)
{
    p->at++;
    struct str name = word_here(p);
    for (size_t i = p->space->macro_count; i-- > 0;) {
        const struct pattern_macro *found = &p->space->macros[i];
        if (!str_eq(found->name, name))
            continue;
        struct parser inner = *p;
        inner.text = found->body;
        inner.at = 0;
        struct pattern_node *node = choice(&inner);
        p->failed = inner.failed;
        return node;
    }
    return fail(p, "no definition of this name stands above", name);
}

static bool number(struct parser *p, uint16_t *out)
{
    size_t start = p->at;
    unsigned value = 0;
    while (p->at < p->text.len && p->text.ptr[p->at] >= '0' &&
           p->text.ptr[p->at] <= '9' && value < 10000)
        value = value * 10 + (unsigned)(p->text.ptr[p->at++] - '0');
    *out = (uint16_t)value;
    return p->at > start && value <= PATTERN_REPEAT_MAX;
}

/* "..8": up to eight items of any kind, as few as possible. */
static struct pattern_node *gap(struct parser *p)
{
    struct str where = here(p);
    p->at += 2;
    struct pattern_node *node = node_new(p, NODE_REPEAT);
    node->lazy = true;
    node->child = test(p, CLASS_ANY, 0);
    if (!number(p, &node->max))
        return fail(p, "a gap is .. and a number up to 64", where);
    return node;
}

static struct pattern_node *group(struct parser *p)
{
    struct str where = here(p);
    p->at++;
    struct pattern_node *inner = choice(p);
    if (p->failed)
        return inner;
    if (peek(p) != ')')
        return fail(p, "a parenthesis is not closed", where);
    p->at++;
    return inner;
}

static struct pattern_node *atom(struct parser *p)
{
    char c = peek(p);
    struct str where = here(p);
    if (c == '(')
        return group(p);
    if (c == '"')
        return quoted(p);
    if (c == '@')
        return list(p);
    if (c == '<')
        return class(p);
    if (c == '&')
        return macro(p);
    if (str_starts(where, STR("..")))
        return gap(p);
    if (is_word_char(c))
        return literal(p, word_here(p));
    return fail(p, "not understood", where);
}

static bool bounds(struct parser *p, struct pattern_node *node)
{
    p->at++;
    bool ok = number(p, &node->min);
    node->max = node->min;
    if (ok && peek(p) == ',') {
        p->at++;
        peek(p);
        ok = number(p, &node->max);
    }
    ok = ok && peek(p) == '}' && node->min <= node->max && node->max;
    p->at += ok;
    return ok;
}

/* An atom with what stands behind it: ? * + {m,n}, lazy with another ?. */
static struct pattern_node *repeat(struct parser *p)
{
    struct pattern_node *inner = atom(p);
    if (p->failed)
        return inner;
    struct str where = here(p);
    char c = str_at(where, 0, '\0');
    if (!byte_is_in(c, "?*+{"))
        return inner;
    struct pattern_node *node = node_new(p, NODE_REPEAT);
    node->child = inner;
    node->min = c == '+';
    node->max = c == '?' ? 1 : REPEAT_FOREVER;
    if (c != '{')
        p->at++;
    else if (!bounds(p, node))
        return fail(p, "write {m,n} with n up to 64", where);
    if (p->at < p->text.len && p->text.ptr[p->at] == '?') {
        node->lazy = true;
        p->at++;
    }
    return node;
}

/* "!x" the next is no x, "~x" the one before is none, "=x" the next is x. */
static struct pattern_node *look(struct parser *p)
{
    static const uint8_t types[] = {NODE_NOT_NEXT, NODE_NOT_LAST, NODE_IS_NEXT};
    char mark = p->text.ptr[p->at++];
    struct str where = here(p);
    struct pattern_node *inner = atom(p);
    if (p->failed)
        return inner;
    if (inner->type != NODE_TEST)
        return fail(p, "!, ~ and = take one word, list or class", where);
    inner->type = types[mark == '!' ? 0 : mark == '~' ? 1 : 2];
    return inner;
}

/* "field:" in front of an element, if it stands here. */
static bool capture_name(struct parser *p, struct str *name)
{
    size_t start = p->at;
    *name = word_here(p);
    if (name->len && p->at < p->text.len && p->text.ptr[p->at] == ':') {
        p->at++;
        return true;
    }
    p->at = start;
    return false;
}

static int field_number(const struct codebook_kind *kind, struct str name)
{
    for (size_t i = 0; kind && i < kind->field_count; i++)
        if (str_eq(str_of(kind->fields[i].name), name))
            return (int)i;
    return -1;
}

static struct pattern_node *element(struct parser *p);

/* "^": of several words the first is the trigger. */
static struct pattern_node *trigger(struct parser *p)
{
    p->at++;
    struct str where = here(p);
    struct pattern_node *inner = element(p);
    struct pattern_node *mark = inner;
    while (!p->failed && mark && mark->type != NODE_TEST) {
        bool opens = mark->type == NODE_CAPTURE || mark->type == NODE_SEQUENCE;
        mark = opens ? (struct pattern_node *)mark->child : NULL;
    }
    if (!p->failed && !mark)
        return fail(p, "^ marks one word, list or class", where);
    if (!p->failed)
        mark->trigger = true;
    return inner;
}

static struct pattern_node *element(struct parser *p)
{
    struct str name;
    char c = peek(p);
    if (c == '!' || c == '~' || c == '=')
        return look(p);
    if (c == '^')
        return trigger(p);
    if (!capture_name(p, &name))
        return repeat(p);
    struct pattern_node *node = node_new(p, NODE_CAPTURE);
    int field = field_number(p->kind, name);
    if (field < 0 && p->kind)
        return fail(p, "the kind has no such field", name);
    node->field = field < 0 ? 0 : (uint8_t)field;
    node->child = peek(p) == '^' ? trigger(p) : repeat(p);
    return node;
}

static struct pattern_node *sequence(struct parser *p)
{
    struct pattern_node *node = node_new(p, NODE_SEQUENCE);
    const struct pattern_node **tail = &node->child;
    int count = 0;
    for (char c = peek(p); c && c != ')' && c != '|' && !p->failed;
         c = peek(p)) {
        if (++count > NODE_CHILDREN_MAX)
            return fail(p, "more than 128 elements in a row", here(p));
        struct pattern_node *one = element(p);
        if (p->failed)
            return NULL;
        *tail = one;
        tail = &one->next;
    }
    return count == 1 ? (struct pattern_node *)node->child : node;
}

static struct pattern_node *choice(struct parser *p)
{
    if (++p->depth > PATTERN_DEPTH_MAX)
        return fail(p, "groups are nested too deep", here(p));
    struct pattern_node *first = sequence(p), *last = first;
    int count = 1;
    if (!p->failed && peek(p) == '|') {
        struct pattern_node *node = node_new(p, NODE_CHOICE);
        node->child = first;
        first = node;
    }
    while (!p->failed && peek(p) == '|') {
        p->at++;
        if (++count > NODE_CHILDREN_MAX)
            return fail(p, "more than 128 alternatives", here(p));
        struct pattern_node *one = sequence(p);
        last->next = one;
        last = one;
    }
    p->depth--;
    return p->failed ? NULL : first;
}

const struct pattern_node *pattern_parse(struct pattern_space *space,
                                         struct script *script,
                                         const struct codebook_kind *kind,
                                         struct str text)
{
    struct parser p = {
        .space = space, .script = script, .kind = kind, .text = text};
    const struct pattern_node *root = choice(&p);
    if (!p.failed && peek(&p))
        fail(&p, "not understood", here(&p));
    if (!p.failed && !root->child && root->type == NODE_SEQUENCE)
        fail(&p, "nothing to look for", text);
    return p.failed ? NULL : root;
}
