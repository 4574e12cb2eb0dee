/* rules.h - a compiled codebook: kinds, word lists, grammar, rules; longer than
 * others because all of it is one thing. */
#ifndef EXTRACT_RULES_H
#define EXTRACT_RULES_H

#include "base/map.h"
#include "extract/grammar.h"
#include "extract/pattern.h"

enum {
    RULE_PATTERNS_MAX = 64,  /* of one rule */
    RULE_CONSTANTS_MAX = 16, /* "set" lines of one rule */
    RULE_CHOICES_MAX = 8,    /* behind "if" */
    PATTERNS_MAX = 16384,    /* of a codebook */
};

/* "if FIELD CHOICE CHOICE". */
struct rule_choices {
    uint8_t field, count; /* none: whatever it is */
    const char *list[RULE_CHOICES_MAX];
};

/* "set field = value", or "inherit field", "inherit field?". */
struct rule_constant {
    uint8_t field;
    const char *value; /* NULL: taken over from the fact before */
    bool optional;     /* ... if there is one */
};

/* An example of a rule: a text, and a fact that must come of it. */
struct rule_example {
    struct str text;
    int64_t line;
    bool matches; /* false: "not", the rule must find nothing */
    const struct rule_expected *expected;
};

/* A fact that an example must give: "field = value" pairs. */
struct rule_expected {
    struct str pairs;
    int64_t line;
    const struct rule_expected *next;
};

struct rule {
    const char *id;    /* "said-after" */
    const char *label; /* "news/said-after@1" */
    const char *about;
    const char *path; /* the file it stands in */
    int64_t line;
    uint16_t kind; /* number in codebook.kinds */
    uint16_t version;
    uint8_t split;  /* a second capture of this field starts a new fact */
    bool outside;   /* not within quotations */
    bool top;       /* not within what another fact of its kind captured */
    bool loose;     /* after all others, where none has taken the trigger */
    bool also;      /* fires beside other rules on the same trigger */
    bool drops;     /* makes no facts: removes those around it */
    bool fills;     /* makes no facts: fills fields of those around it */
    uint8_t within; /* it must lie in this field, or PATTERN_NO_FIELD */
    uint8_t near;   /* ... at most so many items from the trigger; 0: any */
    uint32_t needs; /* bits of fields: no fact without one of them; 0: any */
    struct rule_choices only; /* drops only facts of these */
    double confidence;
    double learnt; /* the same after the reviewer's decisions; 0: none */
    struct rule_constant constants[RULE_CONSTANTS_MAX];
    size_t constant_count;
    struct rule_example *examples;
    size_t example_count, example_capacity;
};

/* "inside KIND.HOLDER take FIELD if CHOICE-FIELD CHOICE": a fact whose trigger
 * stands in the words of another's HOLDER has that one's FIELD. */
struct field_inside {
    uint16_t kind;
    uint8_t holder, take, when;
    const char *choice; /* NULL: whatever it is */
};

/* A pattern and its rule, with what is asked of it at every word; in the order
 * of the files. */
struct rule_pattern {
    struct pattern pattern;
    uint16_t rule, kind;
    bool loose, outside, fills, also;
};

/* The patterns of one trigger: in codebook.chained. */
struct trigger_chain {
    uint32_t first, count;
};

struct codebook {
    struct arena mem;
    struct language *lang;
    struct vocab vocab;
    struct grammar grammar;
    struct pattern_space space;
    const char *name, *language, *description;
    struct codebook_kind *kinds;
    size_t kind_count;
    /* "derived from FIELD": its number + 1 by kind and field, or 0 */
    uint8_t (*from)[CODEBOOK_FIELDS_MAX];
    const struct field_inside *(*inside)[CODEBOOK_FIELDS_MAX];
    uint32_t *bounds; /* by kind: bits of the fields that hold others */
    uint32_t *needs;  /* by kind: bits of fields of which it needs one */
    /* by kind: facts less sure are left out, those with a quotation, others */
    double (*keep)[2];
    struct map weights; /* context -> double, added to the log odds */
    struct rule *rules;
    size_t rule_count, rule_capacity;
    struct rule_pattern *patterns;
    size_t pattern_count, pattern_capacity;
    struct sha256 hash;
    uint16_t *chained; /* pattern numbers, grouped by trigger, ascending */
    size_t chained_count;
    /* by trigger; first those of ordinary rules, then of loose ones */
    struct trigger_chain by_class[CLASS_START + 1][2];
    struct trigger_chain (*by_word)[2];                /* [vocab.word_count] */
    int person_list, title_list, org_list, place_list; /* or -1 */
    int verb_list, clause_list, clause_verb_list, clause_on_list;
};

/* Read codebook.txt: name, language, kinds, fields. */
void kinds_read(struct codebook *codebook, struct script *script);
/* "one of FIELD FIELD" behind "needs": sets the bits of these fields. */
bool kinds_read_needs(struct script *script, const struct codebook_kind *kind,
                      struct str line, uint32_t *needs);
/* "FIELD CHOICE CHOICE" behind "if". */
bool kinds_read_choices(struct script *script, const struct codebook_kind *kind,
                        struct str line, struct rule_choices *out);

/* Read a file of rules. */
void rules_read(struct codebook *codebook, struct script *script);

/* Read calibration.txt, once the rules are read. */
void calibration_read(struct codebook *codebook, struct script *script);

/* Compile all files; `codebook` is zero before. Mistakes go to `mistakes`. */
void codebook_compile(struct codebook *codebook,
                      const struct codebook_file *files, size_t count,
                      struct mistakes *mistakes);
void codebook_done(struct codebook *codebook);

#endif
