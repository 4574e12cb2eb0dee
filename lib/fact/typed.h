/* typed.h - values that are one whole number or day, for cells that count and
 * sort. */
#ifndef FACT_TYPED_H
#define FACT_TYPED_H

#include "base/buf.h"
#include "ibid.h"
#include "text/date.h"

enum typed_kind { TYPED_NOT, TYPED_NUMBER, TYPED_DAY };

struct typed {
    enum typed_kind kind; /* not: only the precision says something */
    double number;
    struct day day;
    const char *precision; /* "exact", "at least", "month"...; never NULL */
};

/* The only value of `field` (NULL allowed) as `want`. A number is one when
 * it is exact and has no more digits than a spreadsheet keeps, a day when it
 * is a whole date a spreadsheet can count from. */
struct typed typed_value(enum typed_kind want, const struct ibid_field *field);

/* As a cell shows it: "31", "2031-03-02"; "" when it is neither. */
void typed_write(const struct typed *value, struct buf *out);

#endif
