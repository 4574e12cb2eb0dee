/* victims.h - of whom a toll is: a group, people at large, others; pure. */
#ifndef CORROBORATE_VICTIMS_H
#define CORROBORATE_VICTIMS_H

#include "corroborate/claim.h"

/* Read what a toll says of its victims (who_text, who, named, text) by
 * tables/victims.txt, and behind its number by tables/parts.txt. */
void victims_read(struct claim *claim, struct str around);

#endif
