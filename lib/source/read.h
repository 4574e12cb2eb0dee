/* read.h - turn bytes into an article: decode, clean, find the blocks. */
#ifndef SOURCE_READ_H
#define SOURCE_READ_H

#include "base/error.h"
#include "source/article.h"

/* Read `original` as plain text. The text is exactly what was given, decoded
 * (a UTF-8 BOM stays as U+FEFF; that of UTF-16 is part of the encoding); no
 * byte is trimmed or changed. `charset`: declared by whoever delivered it, or
 * NULL. `out` may already hold metadata, which is kept; a title is taken from
 * the first block only where none is given. Everything lives in `mem`;
 * out->original and, for UTF-8, out->text are `original` itself.
 * IBID_INVALID: NUL bytes (binary), or nothing but blanks. IBID_LIMIT: over
 * ARTICLE_BYTES_MAX. `out` is untouched on failure. */
enum ibid_status read_text(struct str original, const char *charset,
                           struct arena *mem, struct article *out,
                           struct ibid_error *err);

/* Read `original` as an HTML page: text of all blocks, one line each, blanks
 * folded, entities decoded, script, style and comments skipped, the map to
 * the original bytes kept; metadata from the page fills what is not given.
 * Statuses as read_text(). Linear in original.len. */
enum ibid_status read_html(struct str original, const char *charset,
                           struct arena *mem, struct article *out,
                           struct ibid_error *err);

/* Does it look like HTML rather than plain text? Looks at the first 4 KiB. */
bool looks_like_html(struct str head);

/* Bytes with NUL or a known magic number: "a PNG picture", "a PDF document",
 * "binary data"; NULL when it can be text. */
const char *looks_binary(struct str head);

/* The map put behind another: a -> b and b -> c give a -> c. */
struct source_map map_join(struct source_map inner, struct source_map outer,
                           struct arena *mem);

/* Original bytes of text bytes [start, end): the smallest run that covers
 * them. False when no byte of it has an original. */
bool map_span(const struct source_map *map, uint32_t start, uint32_t end,
              uint32_t *original_start, uint32_t *original_end);

/* The box around text bytes [start, end) on the first page they stand on;
 * false when they stand on none. Its text is what of them is in it. */
bool map_box_of(const struct source_map *map, uint32_t start, uint32_t end,
                struct map_box *out);

/* Delta-coded varints, and back (IBID_DAMAGED on anything malformed). */
void map_pack(const struct source_map *map, struct buf *out);
enum ibid_status map_unpack(struct str packed, struct arena *mem,
                            struct source_map *out, struct ibid_error *err);

/* Title and body blocks (block_role_is_main), one a line, inner line breaks
 * as blanks. */
void article_main(struct str text, const struct block *blocks, size_t count,
                  struct buf *out);

/* The form of a url by which two are the same page: scheme and host in lower
 * case, no default port, no fragment, no tracking parameters (utm_*, fbclid,
 * gclid ...). Anything but http(s) comes back unchanged. */
char *url_canonical(const char *url, struct arena *mem);

#endif
