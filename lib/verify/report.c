/* report.c - where findings go. */
#include "verify/report.h"

#include <stdarg.h>
#include <stdio.h>

#include "store/entries.h"

enum { TEXT_BYTES = 512 };

void verify_off(struct verify *v, const char *check, const char *subject,
                const char *format, ...)
{
    char text[TEXT_BYTES];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    v->summary->findings++;
    if (v->each)
        v->each(v->ctx, &(struct ibid_finding){check, subject, text});
}

enum ibid_status verify_damage(struct verify *v, enum ibid_status status,
                               const char *subject, struct ibid_error *err)
{
    if (status != IBID_DAMAGED && status != IBID_INVALID &&
        status != IBID_NOT_FOUND)
        return status;
    verify_off(v, "damage", subject, "%s", err ? err->text : "");
    if (err)
        *err = (struct ibid_error){0};
    return IBID_OK;
}

static void head_text(const struct entry *entry, char *out, size_t room)
{
    char hex[SHA256_HEX_BYTES];
    hash_hex(&entry->hash, hex);
    (void)snprintf(out, room, "%lld:%s", (long long)entry->seq, hex);
}

/* The number before the colon, -1 when it is none. */
static int64_t seq_of(const char *head)
{
    int64_t seq = 0;
    const char *at = head;
    for (; *at >= '0' && *at <= '9' && seq < INT64_MAX / 10 - 1; at++)
        seq = seq * 10 + (*at - '0');
    return *at == ':' && at > head ? seq : -1;
}

enum ibid_status verify_head(struct verify *v, const char *head,
                             const char *subject, struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry entry = {0};
    char known[sizeof v->summary->head] = "";
    int64_t seq = seq_of(head);
    enum ibid_status status = IBID_OK;
    if (seq > 0)
        status = store_entry_get(v->st, seq, &mem, &entry, err);
    if (status == IBID_NOT_FOUND)
        status = IBID_OK;
    head_text(&entry, known, sizeof known);
    if (!status && strcmp(known, head) != 0)
        verify_off(v, "head", subject,
                   "the journal has no entry %.90s: this was exported from "
                   "another database, or the journal was rewritten since",
                   head);
    arena_done(&mem);
    return status;
}

enum ibid_status verify_head_get(struct verify *v, struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry entry = {0};
    enum ibid_status status = store_entry_head(v->st, &mem, &entry, err);
    if (!status)
        head_text(&entry, v->summary->head, sizeof v->summary->head);
    arena_done(&mem);
    return status;
}
