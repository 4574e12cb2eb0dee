/* assets.h - the files the page is made of, built into the program. */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "web/request.h"

/* Answer with the file of assets/ that `path` names ("/" is index.html);
 * false when there is none. */
bool asset_answer(struct str path, struct answer *answer);

#endif
