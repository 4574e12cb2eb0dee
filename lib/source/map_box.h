/* map_box.h - the part of a map that leads to boxes on pages. */
#ifndef SOURCE_MAP_BOX_H
#define SOURCE_MAP_BOX_H

#include "base/error.h"
#include "source/article.h"

enum { MAP_OF_BOXES = 2 }; /* the first byte of such a packed map */

/* What follows that byte: the number of boxes, and for each: text gap, text
 * length, page step, left, top, width, height, as varints. */
void map_boxes_pack(const struct source_map *map, struct buf *out);
enum ibid_status map_boxes_unpack(struct str packed, struct arena *mem,
                                  struct source_map *out,
                                  struct ibid_error *err);

#endif
