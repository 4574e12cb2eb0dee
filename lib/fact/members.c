/* members.c - what is known of a source and can be corrected. */
#include "fact/members.h"

#include <stddef.h>

const char *const member_column[MEMBERS] = {
    "source_title",     "source_outlet",  "source_author",
    "source_published", "source_url",     "source_language",
    "source_licence",   "source_section", "source_agency"};

static const size_t offsets[MEMBERS] = {offsetof(struct ibid_source, title),
                                        offsetof(struct ibid_source, outlet),
                                        offsetof(struct ibid_source, author),
                                        offsetof(struct ibid_source, published),
                                        offsetof(struct ibid_source, url),
                                        offsetof(struct ibid_source, language),
                                        offsetof(struct ibid_source, licence),
                                        offsetof(struct ibid_source, section),
                                        offsetof(struct ibid_source, agency)};

const char **member_at(struct ibid_source *source, size_t i)
{
    return (const char **)(void *)((char *)source + offsets[i]);
}

const char *member_get(const struct ibid_source *source, size_t i)
{
    return *(const char *const *)(const void *)((const char *)source +
                                                offsets[i]);
}
