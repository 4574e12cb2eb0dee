/* story_kin.h - the kin of an article: those in its own lists first, each found
 * at once however many there are. */
#ifndef CORROBORATE_STORY_KIN_H
#define CORROBORATE_STORY_KIN_H

#include "corroborate/story.h"

/* Another article that is alike. Bits say in which list of which side. */
enum kin_bit { KIN_LIKE = 1, KIN_FIRST = 2 };
struct story_kin {
    int64_t other;
    uint32_t tie; /* of the other */
    uint16_t score;
    uint8_t mine : 2, theirs : 2; /* enum kin_bit: in my lists, in its lists */
    uint8_t fresh : 1;            /* since the last settling */
};

struct kin_list {
    struct story_kin *list; /* those in its own lists first */
    size_t count, room, mine_count;
    uint32_t *slots; /* hash table of many kin: number + 1; 0: free */
    size_t slot_room;
};

/* All of these want the kin of their nodes read (story_node_kin). */

/* The kin that is `other`, or NULL. Pointers hold until kin come or go. */
struct story_kin *story_kin_find(struct story_graph *graph,
                                 struct story_node *node, int64_t other);

/* The same, made when there is none yet, in no list. */
struct story_kin *story_kin_at(struct story_graph *graph,
                               struct story_node *node,
                               const struct story_node *other, uint32_t score);

/* `other` is kin no more. */
void story_kin_drop(struct story_graph *graph, struct story_node *node,
                    const struct story_node *other);

/* Put it into `node`'s own lists (enum kin_bit); 0: into none. */
void story_kin_list(struct kin_list *list, struct story_kin *kin, uint8_t mine);

/* Kin as bytes. */
void story_kin_write(const struct story_node *node, struct buf *out);

/* Kin from bytes; how many there are, and the sum of their scores. False when
 * they are none. */
bool story_kin_read(struct str bytes, struct arena *mem, struct kin_list *out);
bool story_kin_count(struct str bytes, size_t *count, uint64_t *degree);

#endif
