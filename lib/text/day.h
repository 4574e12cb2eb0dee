/* day.h - the proleptic Gregorian calendar. */
#ifndef TEXT_DAY_H
#define TEXT_DAY_H

#include "text/date.h"

enum { YEAR_UNKNOWN = -1, DAYS_A_WEEK = 7 };

/* Is there such a day in the years 0 to 9999, or in one not known? */
bool day_is_valid(const struct day *day);

/* Of month 1 to 12; February of a year not known has 29. */
int month_days(int year, int month);

/* Days since 0000-03-01, and back. */
int32_t day_number(const struct day *day);
struct day day_from_number(int32_t number);

struct day day_add(const struct day *day, int days);
struct day month_add(const struct day *day, int months); /* day = 0 */
int day_weekday(const struct day *day);                  /* Monday = 1 */

#endif
