/* texts.c - the texts that citations point into, with their code points
 * counted, a few at a time. */
#include "export/texts.h"

static struct text_slot *slot_of(struct texts *texts, const char *version)
{
    for (int i = 0; i < TEXTS_KEPT; i++)
        if (strcmp(texts->slots[i].version, version) == 0)
            return &texts->slots[i];
    struct text_slot *slot = &texts->slots[texts->next];
    texts->next = (texts->next + 1) % TEXTS_KEPT;
    arena_reset(&slot->mem);
    slot->version[0] = '\0';
    slot->indexed = false;
    texts->status =
        store_version_find(texts->st, version, &slot->no, texts->err);
    if (!texts->status && !slot->no)
        texts->status = err_set(texts->err, IBID_DAMAGED,
                                "a citation points at version %s, which is "
                                "not in the database",
                                version);
    if (texts->status)
        return NULL;
    struct str id = str_of(version);
    memcpy(slot->version, id.ptr, id.len < ID_BYTES ? id.len : ID_CHARS);
    slot->version[id.len < ID_BYTES ? id.len : ID_CHARS] = '\0';
    return slot;
}

const struct utf8_index *texts_get(void *ctx, const char *version)
{
    struct texts *texts = ctx;
    if (texts->status)
        return NULL;
    struct text_slot *slot = slot_of(texts, version);
    struct store_text found;
    if (!slot)
        return NULL;
    texts->status = store_version_text(texts->st, slot->no, &found, texts->err);
    if (texts->status || !found.text.ptr)
        return NULL;
    if (!slot->indexed)
        slot->index = utf8_index(found.text, &slot->mem);
    slot->indexed = true;
    slot->index.text = found.text; /* the store may have read it again */
    return &slot->index;
}

void texts_done(struct texts *texts)
{
    for (int i = 0; i < TEXTS_KEPT; i++)
        arena_done(&texts->slots[i].mem);
}
