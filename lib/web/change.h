/* change.h - what all routes that change something share: who asks for what,
 * once, on which revisions; and what is answered. */
#ifndef WEB_CHANGE_H
#define WEB_CHANGE_H

#include "base/hash.h"
#include "web/request.h"

enum { CHANGE_FACTS_MAX = 10000 };

/* A change under way: begun by change_read(), ended by change_answer(). */
struct change {
    struct request *request;
    const char *op_id;          /* the page's, a UUID */
    char op[ID_BYTES];          /* the journal's, made from it */
    struct ibid_expected *seen; /* the facts it touches */
    size_t seen_count;
    struct ibid_change_options options;
    struct ibid_change_result result;
};

/* Read op_id, expected and why. IBID_INVALID says what is missing,
 * IBID_READ_ONLY. */
enum ibid_status change_read(struct request *request, struct change *out);

/* Must the revision of this fact be known? IBID_INVALID when it is not. */
enum ibid_status change_needs(struct change *change, const char *fact);

/* The fact that member `key` of the body names, whose revision is known. */
enum ibid_status change_fact(struct change *change, const char *key,
                             const char **out);

/* Answer what came of it: 200, or 409 with what the facts were and are. */
enum ibid_status change_answer(struct change *change, enum ibid_status status,
                               struct answer *answer);

/* Members of the body, or of an object in it; IBID_INVALID names the one that
 * is missing or of another type. Strings live as long as the request. */
enum ibid_status body_text(struct request *request, json_t *object,
                           const char *key, const char **out);
enum ibid_status body_number(struct request *request, json_t *object,
                             const char *key, int64_t max, int64_t *out);
enum ibid_status body_ids(struct request *request, const char *key,
                          const char *const **out, size_t *count);

#endif
