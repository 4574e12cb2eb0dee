/* kinds.h - the word lists of a language and what their words may be, as the
 * keywords in the files say; for lib/text only; longer than others: one enum
 * a list. */
#ifndef TEXT_KINDS_H
#define TEXT_KINDS_H

/* One list a file: schema/languages/<tag>/<list>.txt. schema/languages/
 * README.md says what each holds. */
enum lexicon_list {
    LIST_ABBREVIATIONS,
    LIST_CLITICS,
    LIST_COMMON,
    LIST_MONTHS,
    LIST_WEEKDAYS,
    LIST_SEASONS,
    LIST_NUMBERS,
    LIST_VAGUE,
    LIST_QUALIFIERS,
    LIST_DATES,
    LIST_TENSE,
    LIST_SPEECH,
    LIST_CLOCK,
    LIST_COUNT,
};

/* The keywords behind the "=" of each list, in the order the files name
 * them. */
enum abbreviation_kind {
    ABBREV_TITLE,  /* before a name: never ends a sentence */
    ABBREV_NUMBER, /* only before a number, never ends a sentence */
    ABBREV_DATE,   /* ends one unless a number follows */
    ABBREV_NAME,   /* of a place, if a capital: else as "any" */
    ABBREV_ANY,    /* ends one only before a word that often starts one */
    ABBREV_END,    /* ends one before any capital */
    ABBREV_NEVER,  /* "e.g.": never ends a sentence */
};

enum clitic_kind {
    CLITIC_ENDING, /* split from the word before it */
    CLITIC_WORD,   /* a word of its own that begins with an apostrophe */
};

/* What a common word may do; all count for language_match. */
enum common_kind {
    COMMON_PLAIN,
    COMMON_STARTER, /* often the first word of a sentence */
};

enum number_word_kind {
    NUMBER_UNIT,     /* 0..19 */
    NUMBER_TENS,     /* 20..90 */
    NUMBER_HUNDRED,  /* multiplies what stands before it */
    NUMBER_SCALE,    /* thousand, million */
    NUMBER_DOZEN,    /* multiplies like hundred */
    NUMBER_ORDINAL,  /* first, twentieth */
    NUMBER_SUFFIX,   /* letters behind digits: m, bn */
    NUMBER_RANK,     /* endings of ordinals in digits: st, nd, rd, th */
    NUMBER_DECADE,   /* ending of decades in digits: s */
    NUMBER_ARTICLE,  /* a hundred */
    NUMBER_AND,      /* two hundred and ten */
    NUMBER_HALF,     /* two and a half, half a million */
    NUMBER_TO,       /* 28 to 30 */
    NUMBER_BETWEEN,  /* between 28 and 30 */
    NUMBER_OR,       /* 28 or 30 */
    NUMBER_PERCENT,  /* percent */
    NUMBER_MORE_OR,  /* "or more" behind a number */
    NUMBER_LESS_OR,  /* "or less" behind a number */
    NUMBER_ABOUT_OR, /* "or so" behind a number */
    NUMBER_CLOCK,    /* what makes the number before it a time of day */
    NUMBER_PART,     /* value: of how many parts: quarter 4, thirds 3 */
};

enum qualifier_kind {
    QUALIFIER_FROM,  /* at least */
    QUALIFIER_TO,    /* up to */
    QUALIFIER_ABOUT, /* about, nearly */
};

/* Of months, weekdays and seasons. */
enum name_kind {
    NAME_SURE,
    NAME_DOUBTFUL, /* another word too: needs company */
};

enum date_word_kind {
    DATES_DAY,     /* value: days from the article's (yesterday -1) */
    DATES_UNIT,    /* value: enum date_unit */
    DATES_SHIFT,   /* value: units from the article's (last -1) */
    DATES_OTHER,   /* units from a day the text names (the following) */
    DATES_AGO,     /* behind a length of time: back from the article's */
    DATES_HENCE,   /* behind a length of time: on from the article's */
    DATES_APART,   /* earlier, later: behind a length of time, before a date */
    DATES_PART,    /* value: enum date_part */
    DATES_TIME,    /* a part of a day: morning, dawn */
    DATES_DECADE,  /* value: the decade's tens: twenties 20 */
    DATES_CENTURY, /* century */
    DATES_THE,     /* articles */
    DATES_OF,      /* "the spring of 2011" */
    DATES_TO,      /* between the ends of a range */
    DATES_BETWEEN, /* between A and B */
    DATES_AND,
    DATES_ABOUT,  /* about 2015: "~" */
    DATES_BEFORE, /* what a doubtful month or bare year needs before it */
    DATES_FEAST,  /* value: month and day of one kept every year, 1225 */
    DATES_SHARE,  /* value: of a year: quarter 4, half 2 */
};

enum date_unit {
    DATE_UNIT_DAY = 1,
    DATE_UNIT_WEEK,
    DATE_UNIT_MONTH,
    DATE_UNIT_YEAR,
    DATE_UNIT_DECADE,
    DATE_UNIT_WEEKEND,
};

enum date_part { DATE_PART_EARLY = 1, DATE_PART_MIDDLE, DATE_PART_LATE };

enum clock_kind {
    CLOCK_HALF,   /* a.m., p.m.; value: hours before it */
    CLOCK_FULL,   /* o'clock */
    CLOCK_ZONE,   /* world time */
    CLOCK_LENGTH, /* value: enum clock_unit */
    CLOCK_SINCE,  /* before a date: from then on */
    CLOCK_UNTIL,  /* before a date: up to it */
};

enum clock_unit {
    CLOCK_HOURS = 1,
    CLOCK_MINUTES,
    CLOCK_SECONDS,
    CLOCK_DAYS,
    CLOCK_WEEKS,
    CLOCK_MONTHS,
    CLOCK_YEARS,
    CLOCK_DECADES,
};

enum tense_kind {
    TENSE_PAST,
    TENSE_FUTURE,
    TENSE_PAST_ENDING, /* of regular verbs */
};

#endif
