/* verify_json.c - check an exported JSON or JSONL file, piece by piece. */
#include <jansson.h>

#include "verify/records.h"
#include "verify/verify.h"

enum { TOP_KEYS_MAX = 64 };

static enum ibid_status load(struct feed *feed, struct buf *text, json_t **out,
                             struct ibid_error *err)
{
    json_error_t why;
    *out = json_loadb(text->ptr, text->len,
                      JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &why);
    return *out ? IBID_OK : feed_invalid(feed, err, why.text);
}

struct document {
    struct file_check *check;
    struct feed *feed;
    struct buf text;
    const char *seen[TOP_KEYS_MAX];
    size_t seen_count;
    bool facts;
};

static enum ibid_status read_piece(struct document *d, const char *key,
                                   struct ibid_error *err)
{
    json_t *piece = NULL;
    arena_reset(&d->check->mem);
    enum ibid_status status = feed_json(d->feed, &d->text, err);
    if (!status)
        status = load(d->feed, &d->text, &piece, err);
    if (!status)
        status = file_check_piece(d->check, key, piece, err);
    json_decref(piece);
    return status;
}

/* Elements up to the "]", each by itself. */
static enum ibid_status read_array(struct document *d, const char *key,
                                   struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    feed_take(d->feed);
    int c = feed_skip_blanks(d->feed, &status, err);
    while (!status && c != ']') {
        status = read_piece(d, key, err);
        if (status)
            return status;
        c = feed_skip_blanks(d->feed, &status, err);
        if (!status && c != ',' && c != ']')
            status = feed_invalid(d->feed, err, "\",\" or \"]\" is missing");
        if (!status && c == ',') {
            feed_take(d->feed);
            c = feed_skip_blanks(d->feed, &status, err);
            if (!status && c == ']')
                status = feed_invalid(d->feed, err, "a value is missing");
        }
    }
    if (!status)
        feed_take(d->feed);
    return status;
}

/* The key at hand, which no other one may be like. */
static enum ibid_status read_key(struct document *d, const char **out,
                                 struct ibid_error *err)
{
    json_t *key = NULL;
    enum ibid_status status = feed_json(d->feed, &d->text, err);
    if (!status)
        status = load(d->feed, &d->text, &key, err);
    if (!status && !json_is_string(key))
        status = feed_invalid(d->feed, err, "a key is missing");
    if (status) {
        json_decref(key);
        return status;
    }
    *out = arena_strdup(&d->check->kept, json_string_value(key));
    json_decref(key);
    for (size_t i = 0; i < d->seen_count; i++)
        if (strcmp(d->seen[i], *out) == 0)
            return feed_invalid(d->feed, err, "a key stands there twice");
    if (d->seen_count == TOP_KEYS_MAX)
        return feed_invalid(d->feed, err, "it has too many keys");
    d->seen[d->seen_count++] = *out;
    return IBID_OK;
}

static enum ibid_status read_member(struct document *d, struct ibid_error *err)
{
    const char *key = NULL;
    enum ibid_status status = read_key(d, &key, err);
    if (status)
        return status;
    if (feed_skip_blanks(d->feed, &status, err) != ':')
        return status ? status : feed_invalid(d->feed, err, "\":\" is missing");
    feed_take(d->feed);
    int c = feed_skip_blanks(d->feed, &status, err);
    if (status)
        return status;
    bool facts = strcmp(key, "facts") == 0 || strcmp(key, "findings") == 0;
    d->facts |= facts && c == '[';
    return c == '[' ? read_array(d, key, err) : read_piece(d, key, err);
}

static enum ibid_status read_document(struct document *d,
                                      struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    int c = feed_skip_blanks(d->feed, &status, err);
    if (c == '{')
        feed_take(d->feed);
    c = feed_skip_blanks(d->feed, &status, err);
    while (!status && c == '"') {
        status = read_member(d, err);
        if (!status)
            c = feed_skip_blanks(d->feed, &status, err);
        if (!status && c == ',') {
            feed_take(d->feed);
            c = feed_skip_blanks(d->feed, &status, err);
            if (!status && c != '"')
                c = 0;
        } else if (c == '"') {
            c = 0; /* no comma */
        }
    }
    if (!status && c != '}')
        status = feed_invalid(d->feed, err, "it is not a JSON document");
    if (status)
        return status;
    feed_take(d->feed);
    if (feed_skip_blanks(d->feed, &status, err) >= 0)
        status = feed_invalid(d->feed, err, "more stands behind the document");
    return status;
}

enum ibid_status file_check_json(struct file_check *check, struct feed *feed,
                                 struct ibid_error *err)
{
    struct document d = {.check = check, .feed = feed};
    enum ibid_status status = read_document(&d, err);
    if (!status && !d.facts)
        status =
            err_set(err, IBID_INVALID,
                    "%s has no facts: it is no export of ibid", feed->path);
    buf_done(&d.text);
    return status;
}

static enum ibid_status check_header(struct file_check *check, json_t *line,
                                     struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (void *at = json_object_iter(line); at && !status;
         at = json_object_iter_next(line, at))
        status = file_check_piece(check, json_object_iter_key(at),
                                  json_object_iter_value(at), err);
    return status;
}

static enum ibid_status check_line(struct file_check *check, struct feed *feed,
                                   struct buf *text, bool *known,
                                   struct ibid_error *err)
{
    json_t *line = NULL;
    enum ibid_status status = load(feed, text, &line, err);
    const char *type =
        status ? NULL : json_string_value(json_object_get(line, "type"));
    *known |= type != NULL;
    if (type && strcmp(type, "header") == 0)
        status = check_header(check, line, err);
    else if (type)
        status = file_check_piece(check, type, line, err);
    json_decref(line);
    return status;
}

enum ibid_status file_check_jsonl(struct file_check *check, struct feed *feed,
                                  struct ibid_error *err)
{
    struct buf text = {0};
    enum ibid_status status = IBID_OK;
    bool known = false;
    while (!status && feed_skip_blanks(feed, &status, err) >= 0) {
        arena_reset(&check->mem);
        status = feed_json(feed, &text, err);
        if (!status)
            status = check_line(check, feed, &text, &known, err);
    }
    if (!status && !known)
        status =
            err_set(err, IBID_INVALID,
                    "%s has no facts: it is no export of ibid", feed->path);
    buf_done(&text);
    return status;
}
