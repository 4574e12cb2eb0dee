/* comparison.h - what several sources say, for people and as JSON. */
#ifndef TOOLS_COMPARISON_H
#define TOOLS_COMPARISON_H

#include "view.h"

/* A source by its letter: A, B, ... Z, a, b... */
char comparison_letter(const struct ibid_comparison *all, const char *source);

/* The sources with their letters. */
void comparison_sources(struct out *out, const struct ibid_comparison *all);

/* A row a group, a column a source. */
void comparison_table(struct out *out, const struct ibid_comparison *all,
                      const struct keys *keys);

/* Each group with the words of each source; why a fact (id) is linked. */
void comparison_groups(struct out *out, const struct ibid_comparison *all,
                       const struct keys *keys);
void comparison_links(struct out *out, const struct ibid_comparison *all,
                      const char *of);

/* The whole as one line of JSON. */
enum ibid_status comparison_json(struct run *run,
                                 const struct ibid_comparison *all,
                                 struct ibid_error *err);

#endif
