/* table.h - look up words in the sorted tables of schema/tables. */
#ifndef SOURCE_TABLE_H
#define SOURCE_TABLE_H

#include <stdint.h>

#include "base/str.h"

/* The bytes of table `path` ("tables/url_tracking.txt"): lines of a key, or a
 * key, a tab and a value, sorted by key in byte order; no empty lines; a
 * comment is a line that starts with '#' and stands before all others. An
 * unknown path is our bug. */
struct str table_open(const char *path);

/* The value of `key` ("" when its line has none); false when it is not
 * there. Works on the bytes as they are: nothing is loaded or kept. */
bool table_find(struct str table, struct str key, struct str *value);

/* The longest key that `text` begins with; 0 when none does. */
size_t table_prefix(struct str table, struct str text, struct str *value);

/* With which two letters, large or small, the keys of a table begin. */
struct table_starts {
    uint64_t bits[16];
};
struct table_starts table_starts(struct str table);

/* Can a key begin with the first two bytes of `text`? Quick, to spare a search;
 * yes may be wrong, no is not. */
bool table_may_start(const struct table_starts *starts, struct str text);

/* The next line, for tables that are walked rather than searched; false at
 * the end. Comments are passed over. */
bool table_next(struct str *table, struct str *key, struct str *value);

#endif
