/* config.h - a person's own settings. */
#ifndef TOOLS_CONFIG_H
#define TOOLS_CONFIG_H

#include "base/arena.h"

/* The value of `name` in ~/.config/ibid/config (or below $XDG_CONFIG_HOME), a
 * file of lines "name = value" and # comments. NULL: none, or no such file. */
const char *config_text(const char *name, struct arena *mem);

#endif
