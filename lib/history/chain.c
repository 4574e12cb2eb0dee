/* chain.c - the journal from the first entry on: each fits the one before. */
#include "history/chain.h"

#include <stdio.h>

struct chain {
    struct store *st;
    replay_finding *each;
    void *ctx;
    struct replay_counts *counts;
    struct arena step; /* of the entry at hand */
};

static void off(struct chain *r, const char *check, const char *subject,
                const char *text)
{
    r->each(r->ctx, check, subject, text);
}

static bool hash_eq(const struct sha256 *a, const struct sha256 *b)
{
    return memcmp(a->byte, b->byte, SHA256_BYTES) == 0;
}

static void check_link(struct chain *r, const struct entry *entry, int64_t seq,
                       const struct sha256 *prev)
{
    char name[32];
    (void)snprintf(name, sizeof name, "entry %lld", (long long)entry->seq);
    struct sha256 hash = history_entry_hash(entry);
    if (entry->seq != seq)
        off(r, "journal", name, "entries before it are missing");
    if (!hash_eq(&entry->prev, prev))
        off(r, "journal", name, "it does not follow the entry before it");
    if (!hash_eq(&hash, &entry->hash))
        off(r, "journal", name, "its hash does not fit what it says");
    if (!entry->body) {
        off(r, "journal", name, "its body is missing");
        return;
    }
    struct sha256 body = hash_of(str_of(entry->body));
    if (!hash_eq(&body, &entry->body_sha256))
        off(r, "journal", name, "its body was changed");
}

static bool is_head(const struct entry *entry, const char *expect)
{
    char hex[SHA256_HEX_BYTES], head[96];
    hash_hex(&entry->hash, hex);
    (void)snprintf(head, sizeof head, "%lld:%s", (long long)entry->seq, hex);
    return strcmp(head, expect) == 0;
}

static enum ibid_status walk(struct chain *r, const char *expect,
                             struct ibid_error *err)
{
    struct sha256 prev = {{0}};
    int64_t seq = 0;
    bool met = !expect || strncmp(expect, "0:", 2) == 0;
    for (;;) {
        struct entry entry;
        arena_reset(&r->step);
        enum ibid_status status =
            store_entry_forward(r->st, seq, &r->step, &entry, err);
        if (status)
            return status;
        if (!entry.seq)
            break;
        check_link(r, &entry, seq + 1, &prev);
        met = met || is_head(&entry, expect);
        seq = entry.seq;
        prev = entry.hash;
        r->counts->entries++;
    }
    if (!met)
        off(r, "head", expect,
            "this head is not in the journal: it was rewritten since");
    return IBID_OK;
}

enum ibid_status chain_check(struct store *st, const char *expect,
                             replay_finding *each, void *ctx,
                             struct replay_counts *counts,
                             struct ibid_error *err)
{
    struct chain r = {.st = st, .each = each, .ctx = ctx, .counts = counts};
    enum ibid_status status = walk(&r, expect, err);
    arena_done(&r.step);
    return status;
}
