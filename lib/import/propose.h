/* propose.h - facts of an article, with ids, ready to be written: the same for
 * an import, a re-extraction and a stream. */
#ifndef IMPORT_PROPOSE_H
#define IMPORT_PROPOSE_H

#include "extract/extract.h"
#include "source/article.h"

/* The ids that content gives: of a source from what it is (its canonical url,
 * else its name), of a version from its source and text. Strings in `mem`. */
const char *propose_source_id(const struct article *article, struct arena *mem);
const char *propose_version_id(const char *source,
                               const struct sha256 *text_sha256,
                               struct arena *mem);

/* Is the article in the codebook's language? By what it says, else by its
 * commonest words. */
bool propose_language_fits(const struct codebook *codebook,
                           const struct article *article);

/* Extract and give every fact its id, and it and its citations their source
 * and version; facts that came out twice are dropped. Citations have no ids
 * (fact_citation_ids() gives them). `with`: see enum extract_with. Everything
 * in `mem`. */
void propose_facts(const struct codebook *codebook,
                   const struct article *article, const char *published,
                   const char *source, const char *version, unsigned with,
                   struct arena *mem, struct extraction *out);

#endif
