/* json_member.h - a string of a JSON line with the way back to its bytes. */
#ifndef IMPORT_JSON_MEMBER_H
#define IMPORT_JSON_MEMBER_H

#include "source/article.h"

/* The string value of member `key` of the object in `line`, which must be
 * valid JSON: its text, escapes undone, and the map to bytes of `line`. False
 * when the object has no such member or it is no string. */
bool json_member(struct str line, const char *key, struct arena *mem,
                 struct str *text, struct source_map *map);

#endif
