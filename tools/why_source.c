/* why_source.c - where what is known of a source comes from. */
#include "why_source.h"

#include "base/error.h"
#include "base/jsonw.h"
#include "safe.h"
#include "view.h"

/* What can be known of a source. */
struct known {
    const char *field, *value;
};

enum { KNOWN_COUNT = 9 };

static void known_list(const struct ibid_source *source,
                       struct known out[KNOWN_COUNT])
{
    const struct known list[KNOWN_COUNT] = {
        {"title", source->title},     {"outlet", source->outlet},
        {"author", source->author},   {"published", source->published},
        {"url", source->url},         {"language", source->language},
        {"licence", source->licence}, {"section", source->section},
        {"agency", source->agency},
    };
    memcpy(out, list, sizeof list);
}

static bool is_same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* What the newest version states, and how much. */
struct stated {
    const char *version;
    struct ibid_said *list;
    size_t count;
};

/* Does a statement of `field` say `value`? */
static bool is_stated(const struct stated *stated, const char *field,
                      const char *value)
{
    for (size_t i = 0; i < stated->count; i++)
        if (strcmp(stated->list[i].field, field) == 0 &&
            is_same(stated->list[i].value, value))
            return true;
    return false;
}

/* ---- For people -------------------------------------------------------- */

static void place_text(struct buf *text, const struct ibid_said *said)
{
    safe_text(text, said->rule);
    if (!said->excerpt) {
        buf_byte(text, '\n');
        return;
    }
    buf_printf(text, ", bytes %u-%u of the original: ", said->start, said->end);
    safe_line(text, (struct str){said->excerpt, said->excerpt_bytes});
    buf_byte(text, '\n');
}

/* A statement that says something else is shown with what it says. */
static void said_text(struct buf *text, const struct ibid_said *said,
                      const char *value, bool *found)
{
    bool same = is_same(said->value, value);
    buf_text(text, same && !*found ? "  from      "
                   : same          ? "  also      "
                                   : "  differs   ");
    *found |= same;
    if (!same) {
        buf_byte(text, '"');
        safe_text(text, said->value);
        buf_text(text, "\" by ");
    }
    place_text(text, said);
}

static void known_text(struct out *out, const struct stated *stated,
                       const struct known *known)
{
    bool found = false;
    buf_byte(&out->text, '\n');
    out_styled(out, STYLE_HEAD, known->field);
    buf_text(&out->text, ": ");
    safe_text(&out->text, known->value ? known->value : "not known");
    buf_byte(&out->text, '\n');
    if (known->value && !is_stated(stated, known->field, known->value))
        buf_text(&out->text,
                 "  from      a person, or an earlier version: see the log\n");
    for (size_t i = 0; i < stated->count; i++)
        if (strcmp(stated->list[i].field, known->field) == 0)
            said_text(&out->text, &stated->list[i], known->value, &found);
}

/* What is stated and is no field of the source. */
static const char *const only_stated[] = {"modified", "retrieved", "record"};
enum { ONLY_STATED_COUNT = sizeof only_stated / sizeof *only_stated };

static const char *first_stated(const struct stated *stated, const char *field)
{
    for (size_t i = 0; i < stated->count; i++)
        if (strcmp(stated->list[i].field, field) == 0)
            return stated->list[i].value;
    return NULL;
}

static void also_text(struct out *out, const char *also)
{
    struct str lines = str_of(also), line, part;
    while (also && str_split(&lines, '\n', &line)) {
        (void)str_split(&line, '\t', &part); /* the id */
        buf_text(&out->text, "\nthe same text came as ");
        for (int i = 0; str_split(&line, '\t', &part); i++) {
            buf_text(&out->text, i ? ", " : "");
            safe_line(&out->text, part);
        }
        buf_byte(&out->text, '\n');
    }
}

static void for_people(struct run *run, const struct ibid_source *source,
                       const struct stated *stated)
{
    struct known known[KNOWN_COUNT];
    known_list(source, known);
    safe_text(&run->out.text, source->name);
    buf_printf(&run->out.text, " (%s), version %s\n", source->id,
               stated->version);
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        known_text(&run->out, stated, &known[i]);
    for (size_t i = 0; i < ONLY_STATED_COUNT; i++) {
        struct known one = {only_stated[i],
                            first_stated(stated, only_stated[i])};
        if (one.value)
            known_text(&run->out, stated, &one);
    }
    also_text(&run->out, source->also);
}

/* ---- For programs ------------------------------------------------------ */

static void said_json(struct jsonw *to, const struct ibid_said *said)
{
    jsonw_object(to);
    jsonw_key_text(to, "value", said->value);
    jsonw_key_text(to, "rule", said->rule);
    if (said->excerpt) {
        struct buf excerpt = {0};
        safe_line(&excerpt, (struct str){said->excerpt, said->excerpt_bytes});
        jsonw_key_int(to, "original_start", said->start);
        jsonw_key_int(to, "original_end", said->end);
        jsonw_key_str(to, "original", buf_view(&excerpt));
        buf_done(&excerpt);
    }
    jsonw_object_end(to);
}

static void known_json(struct jsonw *to, const struct stated *stated,
                       const struct known *known)
{
    jsonw_key(to, known->field);
    jsonw_object(to);
    jsonw_key(to, "value");
    jsonw_text(to, known->value);
    jsonw_key(to, "stated");
    jsonw_array(to);
    for (size_t i = 0; i < stated->count; i++)
        if (strcmp(stated->list[i].field, known->field) == 0)
            said_json(to, &stated->list[i]);
    jsonw_array_end(to);
    jsonw_object_end(to);
}

static void also_json(struct jsonw *to, const char *also)
{
    struct str lines = str_of(also), line, part;
    jsonw_key(to, "also");
    jsonw_array(to);
    while (also && str_split(&lines, '\n', &line)) {
        (void)str_split(&line, '\t', &part); /* the id */
        jsonw_array(to);
        while (str_split(&line, '\t', &part))
            jsonw_str(to, part);
        jsonw_array_end(to);
    }
    jsonw_array_end(to);
}

static enum ibid_status for_programs(struct run *run,
                                     const struct ibid_source *source,
                                     const struct stated *stated)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    struct known known[KNOWN_COUNT];
    known_list(source, known);
    jsonw_object(&to);
    jsonw_key_text(&to, "source", source->id);
    jsonw_key_text(&to, "name", source->name);
    jsonw_key_text(&to, "version", stated->version);
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        known_json(&to, stated, &known[i]);
    for (size_t i = 0; i < ONLY_STATED_COUNT; i++) {
        struct known one = {only_stated[i],
                            first_stated(stated, only_stated[i])};
        if (one.value)
            known_json(&to, stated, &one);
    }
    also_json(&to, source->also);
    jsonw_object_end(&to);
    enum ibid_status status = out_json(&run->out, buf_view(&text));
    buf_done(&text);
    return status;
}

enum ibid_status why_source(struct run *run, const struct ibid_source *source)
{
    struct stated stated = {0};
    if (!source->version_count)
        return err_set(&run->err, IBID_NOT_FOUND,
                       "the import of this source was undone");
    stated.version = source->versions[source->version_count - 1].id;
    enum ibid_status status =
        ibid_version_said(run->db, stated.version, run->mem, &stated.list,
                          &stated.count, &run->err);
    if (status != IBID_OK)
        return status;
    if (opt_flag(&run->args, "json"))
        return for_programs(run, source, &stated);
    for_people(run, source, &stated);
    return IBID_OK;
}
