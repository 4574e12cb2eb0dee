/* members.h - what is known of a source and can be corrected, by name and in
 * one order, for those who export, check and edit it. */
#ifndef FACT_MEMBERS_H
#define FACT_MEMBERS_H

#include "ibid.h"

enum {
    MEMBERS = 9,
    MEMBERS_OF_FACT = 5, /* of these stand beside each fact in a table */
    MEMBER_PREFIX = 7,   /* "source_" */
};

/* The column of a table: "source_title". Behind the prefix it is the name to
 * edit it by. */
extern const char *const member_column[MEMBERS];

/* Its text in `source`, NULL when it is not known; and where that is kept. */
const char *member_get(const struct ibid_source *source, size_t i);
const char **member_at(struct ibid_source *source, size_t i);

#endif
