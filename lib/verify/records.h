/* records.h - sources and facts as JSON. Only for lib/verify. */
#ifndef VERIFY_RECORDS_H
#define VERIFY_RECORDS_H

#include <jansson.h>

#include "verify/file.h"

/* Check a member of an exported document ("head"), an element of one of its
 * arrays ("sources", "facts"), or a line of JSONL ("source", "fact"). */
enum ibid_status file_check_piece(struct file_check *check, const char *key,
                                  json_t *piece, struct ibid_error *err);

#endif
