/* typed.h - values that are one whole number or day, for cells that count and
 * sort. */
#ifndef EXPORT_TYPED_H
#define EXPORT_TYPED_H

#include "extract/codebook.h"
#include "ibid.h"
#include "text/date.h"

enum typed_kind { TYPED_NOT, TYPED_NUMBER, TYPED_DAY };

struct typed {
    enum typed_kind kind; /* not: only the precision says something */
    double number;
    struct day day;
    const char *precision; /* "exact", "at least", "month"...; never NULL */
};

/* The only value of `field` (NULL allowed), of this type. A number is one when
 * it is exact and has no more digits than a spreadsheet keeps, a day when it
 * is a whole date a spreadsheet can count from. */
struct typed typed_value(enum field_type type, const struct ibid_field *field);

#endif
