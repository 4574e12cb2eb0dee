/* fuzz_verify.c - any bytes as an exported file: it is checked, or refused
 * with a reason. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "verify/verify.h"

/* A database without anything in it, made once. */
static struct store *database(void)
{
    static struct store *st;
    char folder[] = "/tmp/ibid-fuzz-XXXXXX", path[64];
    if (st)
        return st;
    promise(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/fuzz.db", folder);
    promise(store_open(path, STORE_CREATE, &st, NULL) == IBID_OK);
    unlink(path);
    rmdir(folder);
    return st;
}

static void note(void *ctx, const struct ibid_finding *finding)
{
    promise(finding->check[0] && finding->subject[0] && finding->text[0]);
    ++*(int64_t *)ctx;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct verify_how how;
    struct ibid_verify_summary summary;
    struct ibid_error err = {0};
    int64_t findings = 0;
    char path[] = "/tmp/ibid-fuzz-file-XXXXXX";
    int fd = mkstemp(path);
    promise(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    enum ibid_status status =
        verify_file(database(), &how, path, note, &findings, &summary, &err);
    promise(status == IBID_OK || (status == IBID_INVALID && err.text[0]));
    promise(findings == summary.findings);
    unlink(path);
    return 0;
}
