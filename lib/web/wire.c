/* wire.c - what stands on every answer, whoever sends it. */
#include "web/wire.h"

const struct wire_header wire_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
     "'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
     "frame-ancestors 'none'; require-trusted-types-for 'script'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Referrer-Policy", "no-referrer"},
    {"Cache-Control", "no-store"},
    {"Permissions-Policy",
     "camera=(), microphone=(), geolocation=(), clipboard-read=()"},
    {"Connection", "close"},
    {0},
};

const char wire_refused[] =
    "Refused. Open the address that \"ibid review\" prints when it starts; "
    "it works once.\n";

static const char *reason(int status)
{
    static const struct {
        int status;
        const char *words;
    } all[] = {
        {400, "Bad Request"},         {401, "Unauthorized"},
        {403, "Forbidden"},           {408, "Request Timeout"},
        {411, "Length Required"},     {413, "Content Too Large"},
        {414, "URI Too Long"},        {415, "Unsupported Media Type"},
        {421, "Misdirected Request"}, {431, "Request Header Fields Too Large"},
        {501, "Not Implemented"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].status == status)
            return all[i].words;
    return "Refused";
}

void wire_refusal(int status, struct buf *out)
{
    buf_printf(out, "HTTP/1.1 %d %s\r\n", status, reason(status));
    for (size_t i = 0; wire_headers[i].name; i++)
        buf_printf(out, "%s: %s\r\n", wire_headers[i].name,
                   wire_headers[i].value);
    buf_printf(out,
               "Content-Type: text/plain; charset=utf-8\r\n"
               "Content-Length: %zu\r\n\r\n%s",
               strlen(wire_refused), wire_refused);
}
