/* bodies.c - the JSON bodies of journal entries. */
#include "history/bodies.h"

#include <jansson.h>
#include <stdlib.h>

void body_change(struct str before, struct str after, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key(&to, "before");
    jsonw_raw(&to, before.len ? before : STR("null"));
    jsonw_key(&to, "after");
    jsonw_raw(&to, after.len ? after : STR("null"));
    jsonw_object_end(&to);
}

void body_codebook(const struct codebook_row *codebook, struct buf *out)
{
    char hex[SHA256_HEX_BYTES];
    hash_hex(&codebook->sha256, hex);
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key_text(&to, "codebook", codebook->name);
    jsonw_key_text(&to, "language", codebook->language);
    jsonw_key_text(&to, "sha256", hex);
    jsonw_object_end(&to);
}

void body_source_state(const struct ibid_source *source, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key_text(&to, "id", source->id);
    jsonw_key_text(&to, "name", source->name);
    jsonw_key_text(&to, "url", source->url);
    jsonw_key_text(&to, "title", source->title);
    jsonw_key_text(&to, "outlet", source->outlet);
    jsonw_key_text(&to, "author", source->author);
    jsonw_key_text(&to, "published", source->published);
    jsonw_key_text(&to, "language", source->language);
    jsonw_key_text(&to, "licence", source->licence);
    jsonw_key_text(&to, "section", source->section);
    jsonw_key_text(&to, "agency", source->agency);
    jsonw_key_text(&to, "also", source->also);
    jsonw_object_end(&to);
}

void body_fact_state(const struct ibid_fact *fact, bool withdrawn,
                     struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    fact_state_json(fact, withdrawn, &to);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct digest_item *)a)->id,
                  ((const struct digest_item *)b)->id);
}

struct sha256 body_digest(struct digest_item *items, size_t count)
{
    if (count)
        qsort(items, count, sizeof *items, by_id);
    struct hash h = hash_begin();
    for (size_t i = 0; i < count; i++) {
        hash_field(&h, str_of(items[i].id));
        hash_add(&h,
                 (struct str){(const char *)items[i].state.byte, SHA256_BYTES});
    }
    return hash_end(&h);
}

/* ---- and back ---------------------------------------------------------- */

static const char *member(json_t *object, const char *key, struct arena *mem)
{
    json_t *text = json_object_get(object, key);
    return json_is_string(text) ? arena_strdup(mem, json_string_value(text))
                                : NULL;
}

static void source_of(json_t *state, struct arena *mem, struct ibid_source *out)
{
    *out = (struct ibid_source){
        .id = member(state, "id", mem),
        .name = member(state, "name", mem),
        .url = member(state, "url", mem),
        .title = member(state, "title", mem),
        .outlet = member(state, "outlet", mem),
        .author = member(state, "author", mem),
        .published = member(state, "published", mem),
        .language = member(state, "language", mem),
        .licence = member(state, "licence", mem),
        .section = member(state, "section", mem),
        .agency = member(state, "agency", mem),
        .also = member(state, "also", mem),
    };
}

enum ibid_status body_source_parse(struct str state, struct arena *mem,
                                   struct ibid_source *out,
                                   struct ibid_error *err)
{
    json_t *root = json_loadb(state.ptr, state.len, 0, NULL);
    struct ibid_source source;
    source_of(root, mem, &source);
    json_decref(root);
    if (!source.id || !source.name)
        return err_set(err, IBID_DAMAGED,
                       "the journal holds a state that is none of a source");
    *out = source;
    return IBID_OK;
}

/* Where the JSON value that starts at `at` ends. The text is our own. */
static size_t value_end(struct str json, size_t at)
{
    int depth = 0;
    bool quoted = false;
    for (; at < json.len; at++) {
        char c = json.ptr[at];
        if (quoted && c == '\\')
            at++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && depth && (c == '}' || c == ']') && !--depth)
            return at + 1;
        else if (!quoted && !depth && (c == ',' || c == '}'))
            return at;
    }
    return json.len;
}

/* The state behind `key` at `*at`, as the bytes that stand there; ptr NULL
 * for null. False when the key does not stand there. */
static bool state_at(struct str body, size_t *at, struct str key,
                     struct str *out)
{
    if (!str_starts(str_cut(body, *at, body.len), key))
        return false;
    size_t start = *at + key.len;
    *at = value_end(body, start);
    *out = str_cut(body, start, *at);
    if (str_eq(*out, STR("null")))
        *out = (struct str){0};
    return true;
}

/* What the body of an import or restore holds besides states. */
static bool import_of(const struct entry *entry, bool import, struct arena *mem,
                      struct body *out)
{
    json_t *root = json_loads(entry->body, JSON_REJECT_DUPLICATES, NULL);
    out->sha256 = member(root, "sha256", mem);
    out->text_sha256 = member(root, "text_sha256", mem);
    out->record = member(root, "record", mem);
    out->layout = member(root, "layout", mem);
    out->digest = member(root, "digest", mem);
    out->facts = json_integer_value(json_object_get(root, "facts"));
    json_decref(root);
    bool whole = out->sha256 && out->text_sha256 && out->record && out->layout;
    return out->digest && (whole || !import);
}

enum ibid_status body_parse(const struct entry *entry, struct arena *mem,
                            struct body *out, struct ibid_error *err)
{
    size_t at = 0;
    struct str body = str_of(entry->body);
    bool import = strcmp(entry->action, "import") == 0;
    bool restore = strcmp(entry->action, "restore") == 0;
    *out = (struct body){0};
    bool ok = entry->body != NULL;
    if (ok && !restore && !str_eq(body, STR("{}")))
        ok = state_at(body, &at, STR("{\"before\":"), &out->before) &&
             state_at(body, &at, STR(",\"after\":"), &out->after);
    if (ok && (import || restore))
        ok = import_of(entry, import, mem, out);
    return ok ? IBID_OK
              : err_set(err, IBID_DAMAGED,
                        "the body of journal entry %lld cannot be read",
                        (long long)entry->seq);
}
