/* gate.c - who may come in: the checks every request passes, in order. */
#include "web/gate.h"

#include <stdio.h>

#include "base/hash.h"

/* The one page that is opened from outside the browser's own pages: */
static const char page[] = "/", start[] = "/start";

void gate_secret(char out[GATE_SECRET_BYTES])
{
    struct sha256 bytes;
    random_fill(bytes.byte, sizeof bytes.byte);
    hash_hex(&bytes, out);
}

struct gate gate_make(int port)
{
    struct gate gate = {.port = port};
    gate_secret(gate.cookie);
    gate_secret(gate.token);
    return gate;
}

bool gate_same(struct str given, const char *secret)
{
    size_t length = strlen(secret);
    unsigned char differs = given.len != length;
    for (size_t i = 0; i < length; i++)
        differs |=
            (unsigned char)((i < given.len ? given.ptr[i] : 0) ^ secret[i]);
    return !differs;
}

static bool present(const struct head *head, enum header which)
{
    return head->header[which].ptr != NULL;
}

/* ---- The checks, in order ----------------------------------------------- */

/* A request must say in one way where it ends. */
static int check_body(const struct head *head)
{
    struct str length = head->header[HEADER_CONTENT_LENGTH];
    long bytes = 0;
    if (present(head, HEADER_TRANSFER_ENCODING))
        return 501;
    if (!present(head, HEADER_CONTENT_LENGTH))
        return head->method == METHOD_POST ? 411 : 0;
    if (length.len < 1 || length.len > 9)
        return 400;
    for (size_t i = 0; i < length.len; i++) {
        if (length.ptr[i] < '0' || length.ptr[i] > '9')
            return 400;
        bytes = bytes * 10 + (length.ptr[i] - '0');
    }
    if (bytes > GATE_BODY_BYTES_MAX)
        return 413;
    return bytes && head->method != METHOD_POST ? 400 : 0;
}

/* A name that points at this machine may be anybody's (DNS rebinding); only
 * these two are ours. */
static int check_host(const struct gate *gate, const struct head *head)
{
    char ip[32], name[32];
    struct str host = head->header[HEADER_HOST];
    if (!host.len)
        return 400;
    (void)snprintf(ip, sizeof ip, "127.0.0.1:%d", gate->port);
    (void)snprintf(name, sizeof name, "localhost:%d", gate->port);
    return str_ieq(host, str_of(ip)) || str_ieq(host, str_of(name)) ? 0 : 421;
}

/* "same-site" is another port of this machine: refused. */
static int check_site(const struct head *head)
{
    struct str site = head->header[HEADER_FETCH_SITE];
    if (!present(head, HEADER_FETCH_SITE) || str_eq(site, STR("same-origin")))
        return 0;
    bool typed =
        str_eq(site, STR("none")) && head->method != METHOD_POST &&
        (str_eq(head->path, str_of(page)) || str_eq(head->path, str_of(start)));
    return typed ? 0 : 403;
}

static int check_origin(const struct head *head)
{
    struct str origin = head->header[HEADER_ORIGIN];
    if (!present(head, HEADER_ORIGIN))
        return head->method == METHOD_POST && !present(head, HEADER_FETCH_SITE)
                   ? 403
                   : 0;
    struct str scheme = STR("http://");
    return str_starts(origin, scheme) &&
                   str_ieq(str_cut(origin, scheme.len, origin.len),
                           head->header[HEADER_HOST])
               ? 0
               : 403;
}

/* Cookies are sent to every port: ours has the port in its name. */
static int check_cookie(const struct gate *gate, const struct head *head)
{
    char name[32];
    struct str rest = head->header[HEADER_COOKIE], part;
    int found = 0, right = 0;
    (void)snprintf(name, sizeof name, "fdb_%d=", gate->port);
    while (rest.ptr && str_split(&rest, ';', &part)) {
        part = str_trim(part);
        if (!str_starts(part, str_of(name)))
            continue;
        found++;
        right += gate_same(str_cut(part, strlen(name), part.len), gate->cookie);
    }
    return found == 1 && right == 1 ? 0 : 401;
}

static int check_post(const struct gate *gate, const struct head *head)
{
    struct str type = head->header[HEADER_CONTENT_TYPE];
    if (!gate_same(head->header[HEADER_TOKEN], gate->token))
        return 403;
    return str_ieq(type, STR("application/json")) ||
                   str_ieq(type, STR("application/json; charset=utf-8")) ||
                   str_ieq(type, STR("application/json;charset=utf-8"))
               ? 0
               : 415;
}

int gate_check(const struct gate *gate, const struct head *head)
{
    int status = check_body(head);
    if (!status && head->method == METHOD_OPTIONS)
        status = 403;
    if (!status)
        status = check_host(gate, head);
    if (!status)
        status = check_site(head);
    if (!status)
        status = check_origin(head);
    if (!status &&
        (head->method == METHOD_POST || !str_eq(head->path, str_of(start))))
        status = check_cookie(gate, head);
    if (!status && head->method == METHOD_POST)
        status = check_post(gate, head);
    return status;
}
