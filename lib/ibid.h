/* ibid.h - the public interface of libibid, put together of its parts. */
#ifndef IBID_H
#define IBID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What there is. */
#include "ibid/database.h"
#include "ibid/fact.h"
#include "ibid/source.h"
#include "ibid/status.h"

/* Articles in. */
#include "ibid/extract.h"
#include "ibid/import.h"

/* Find and read. */
#include "ibid/compare.h"
#include "ibid/diff.h"
#include "ibid/entity.h"
#include "ibid/passage.h"
#include "ibid/query.h"
#include "ibid/queue.h"
#include "ibid/reading.h"

/* Change, and take back. */
#include "ibid/agree.h"
#include "ibid/anchor.h"
#include "ibid/change.h"
#include "ibid/curate.h"
#include "ibid/journal.h"

/* Cited tables out, checked, and back in. */
#include "ibid/apply.h"
#include "ibid/export.h"
#include "ibid/verify.h"

#ifdef __cplusplus
}
#endif

#endif
