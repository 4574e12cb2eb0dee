/* calendar.h - dates as spreadsheets show and take them. Only for
 * lib/tabular. */
#ifndef TABULAR_CALENDAR_H
#define TABULAR_CALENDAR_H

#include "base/str.h"

/* Do both say the same day, or as much of it as was said ("Mar 1" became
 * "2026-03-01", "2016-12-21" became "21/12/16")? False when one is no date, or
 * when both are written in the same way and say something else. */
bool calendar_same(struct str before, struct str now);

/* Do both say the same time of day or length of time ("14 12:30" became
 * "02:12:30 PM", "32905 12:30" the day on which so many hours end)? */
bool calendar_same_time(struct str before, struct str now);

#endif
