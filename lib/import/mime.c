/* mime.c - messages in the Internet's mail format and the parts in them. */
#include "import/mime.h"

/* ---- Headers ----------------------------------------------------------- */

/* The length of the line at `at`, its end included. */
static size_t line_at(struct str text, size_t at)
{
    const char *end = memchr(text.ptr + at, '\n', text.len - at);
    return end ? (size_t)(end - text.ptr) + 1 - at : text.len - at;
}

static bool is_empty(struct str line)
{
    return str_trim(line).len == 0;
}

struct mime_part mime_split(struct str entity)
{
    for (size_t at = 0; at < entity.len;) {
        size_t length = line_at(entity, at);
        if (is_empty(str_cut(entity, at, at + length)))
            return (struct mime_part){str_cut(entity, 0, at),
                                      str_cut(entity, at + length, entity.len)};
        at += length;
    }
    return (struct mime_part){entity, str_cut(entity, entity.len, entity.len)};
}

static bool is_folded(struct str head, size_t at)
{
    return at < head.len && (head.ptr[at] == ' ' || head.ptr[at] == '\t');
}

struct str mime_header_place(struct str head, const char *name)
{
    struct str wanted = str_of(name);
    size_t at = 0;
    for (; at < head.len; at += line_at(head, at)) {
        struct str line = str_cut(head, at, head.len);
        if (line.len > wanted.len && line.ptr[wanted.len] == ':' &&
            str_ieq(str_cut(line, 0, wanted.len), wanted))
            break;
    }
    if (at >= head.len)
        return str_cut(head, head.len, head.len);
    size_t end = at + line_at(head, at);
    while (is_folded(head, end))
        end += line_at(head, end);
    return str_trim(str_cut(head, at + wanted.len + 1, end));
}

const char *mime_header(struct str head, const char *name, struct arena *mem)
{
    struct str place = mime_header_place(head, name), line;
    struct buf value = {0};
    while (str_split(&place, '\n', &line)) { /* folded: joined by a space */
        line = str_trim(line);
        if (value.len && line.len)
            buf_byte(&value, ' ');
        buf_str(&value, line);
    }
    const char *copy = value.len && !memchr(value.ptr, '\0', value.len)
                           ? arena_strndup(mem, value.ptr, value.len)
                           : NULL;
    buf_done(&value);
    return copy;
}

const char *mime_type(struct str head, struct arena *mem)
{
    const char *value = mime_header(head, "Content-Type", mem);
    if (!value)
        return "text/plain"; /* RFC 2045, 5.2 */
    char *type = arena_strndup(mem, value, strcspn(value, "; \t"));
    for (char *at = type; *at; at++)
        *at = byte_lower(*at);
    return type;
}

/* A value, quoted or not, at `at`. */
static const char *parameter_value(const char *at, struct arena *mem)
{
    struct buf value = {0};
    if (*at != '"')
        return arena_strndup(mem, at, strcspn(at, "; \t"));
    for (at++; *at && *at != '"'; at++) {
        if (*at == '\\' && at[1])
            at++;
        buf_byte(&value, *at);
    }
    const char *copy =
        arena_strndup(mem, value.ptr ? value.ptr : "", value.len);
    buf_done(&value);
    return copy;
}

const char *mime_parameter(const char *value, const char *name,
                           struct arena *mem)
{
    size_t length = strlen(name);
    bool quoted = false;
    for (const char *at = value; at && *at; at++) {
        quoted ^= *at == '"';
        if (*at != ';' || quoted)
            continue;
        at += 1 + strspn(at + 1, " \t");
        if (strnlen(at, length + 1) > length && at[length] == '=' &&
            str_ieq((struct str){at, length}, str_of(name)))
            return parameter_value(at + length + 1, mem);
        at--;
    }
    return NULL;
}

/* ---- Parts ------------------------------------------------------------- */

/* A multipart body still to be looked through. */
struct level {
    struct str rest; /* behind the last boundary seen */
    char boundary[MIME_BOUNDARY_BYTES_MAX + 2];
    size_t length; /* of "--boundary" */
};

struct walk_parts {
    struct arena *mem;
    struct mime_part *parts;
    size_t count, room;
    struct level levels[MIME_DEPTH_MAX];
    size_t depth;
};

/* Where the next boundary line starts, or text.len; `*behind` is the byte
 * after it, `*last` that it closes the whole. */
static size_t boundary_next(const struct level *level, size_t *behind,
                            bool *last)
{
    struct str text = level->rest;
    struct str mark = {level->boundary, level->length};
    for (size_t at = 0; at < text.len;) {
        size_t length = line_at(text, at);
        struct str line = str_cut(text, at, at + length);
        if (str_starts(line, mark)) {
            struct str tail = str_cut(line, mark.len, line.len);
            *last = str_starts(tail, STR("--"));
            *behind = at + length;
            if (*last || is_empty(tail))
                return at;
        }
        at += length;
    }
    *behind = text.len;
    *last = true;
    return text.len;
}

static bool level_open(struct walk_parts *w, struct mime_part entity)
{
    const char *type = mime_header(entity.head, "Content-Type", w->mem);
    const char *boundary =
        type && strncmp(mime_type(entity.head, w->mem), "multipart/", 10) == 0
            ? mime_parameter(type, "boundary", w->mem)
            : NULL;
    size_t length = boundary ? strlen(boundary) : 0;
    if (!length || length > MIME_BOUNDARY_BYTES_MAX ||
        w->depth == MIME_DEPTH_MAX)
        return false;
    struct level *level = &w->levels[w->depth++];
    *level = (struct level){.rest = entity.body, .length = length + 2};
    memcpy(level->boundary, "--", 2);
    memcpy(level->boundary + 2, boundary, length);
    bool last;
    size_t behind;
    (void)boundary_next(level, &behind, &last); /* the preamble */
    level->rest = str_cut(level->rest, behind, level->rest.len);
    if (last)
        w->depth--;
    return true;
}

static void part_add(struct walk_parts *w, struct mime_part part)
{
    w->parts =
        arena_grow(w->mem, w->parts, &w->room, w->count + 1, sizeof *w->parts);
    w->parts[w->count++] = part;
}

/* The next entity of the innermost level, which ends with its last. */
static struct mime_part entity_next(struct walk_parts *w)
{
    struct level *level = &w->levels[w->depth - 1];
    size_t behind;
    bool last;
    size_t end = boundary_next(level, &behind, &last);
    struct str entity = str_cut(level->rest, 0, end);
    level->rest = str_cut(level->rest, behind, level->rest.len);
    if (last)
        w->depth--;
    return mime_split(entity);
}

const struct mime_part *mime_parts(struct str message, struct arena *mem,
                                   size_t *count)
{
    struct walk_parts w = {.mem = mem};
    struct mime_part whole = mime_split(message);
    if (!level_open(&w, whole))
        part_add(&w, whole);
    while (w.depth && w.count < MIME_PARTS_MAX) {
        struct mime_part part = entity_next(&w);
        if (!level_open(&w, part))
            part_add(&w, part);
    }
    *count = w.count;
    return w.parts;
}
