/* error.c - fill in a caller's struct ibid_error. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

enum ibid_status err_set(struct ibid_error *err, enum ibid_status status,
                         const char *format, ...)
{
    if (!err)
        return status;
    va_list args;
    va_start(args, format);
    err->status = status;
    err->source[0] = '\0';
    err->line = 0;
    err->byte = -1;
    (void)vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return status;
}

void err_at(struct ibid_error *err, const char *source, int64_t line,
            int64_t byte)
{
    if (!err)
        return;
    (void)snprintf(err->source, sizeof err->source, "%s", source ? source : "");
    err->line = line;
    err->byte = byte;
}
