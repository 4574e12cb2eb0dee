/* test_import_child.c - a program that reads documents for us is fenced in. */
#define _GNU_SOURCE /* unshare */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "import/child.h"

/* What the program prints, to be released; its exit code. */
static struct buf said(const char *const *argv, int *code)
{
    struct buf out = {0};
    struct ibid_error err = {0};
    FILE *in = fopen("/dev/null", "rb");
    assert_non_null(in);
    assert_int_equal(child_run(argv, in, &out, code, &err), IBID_OK);
    (void)fclose(in);
    buf_text(&out, ""); /* ends it */
    return out;
}

#define RUN(code, ...) said((const char *const[]){__VA_ARGS__, NULL}, code)

static void a_child_has_limits_of_time_memory_and_files(void **state)
{
    (void)state;
    char expected[160];
    int code = -1;
    struct buf out =
        RUN(&code, "prlimit", "--raw", "--noheadings", "--output=SOFT,HARD",
            "--cpu", "--as", "--fsize", "--core", "--nofile");
    (void)snprintf(expected, sizeof expected,
                   "%d %d\n%lld %lld\n0 0\n0 0\n16 16\n", CHILD_SECONDS_MAX,
                   CHILD_SECONDS_MAX, (long long)CHILD_MEMORY_BYTES_MAX,
                   (long long)CHILD_MEMORY_BYTES_MAX);
    assert_int_equal(code, 0);
    assert_string_equal(out.ptr, expected);
    buf_done(&out);
}

static void a_child_sees_nothing_of_our_environment(void **state)
{
    (void)state;
    int code = -1;
    assert_int_equal(setenv("IBID_TEST_SECRET", "xyz", 1), 0);
    struct buf out = RUN(&code, "env");
    assert_int_equal(code, 0);
    assert_string_equal(out.ptr, "LC_ALL=C\n");
    buf_done(&out);
}

static void a_child_cannot_write_a_file(void **state)
{
    (void)state;
    char folder[] = "/tmp/ibid-test-XXXXXX", path[40];
    struct buf out = {0};
    struct ibid_error err = {0};
    int code = -1;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/made", folder);
    FILE *in = fopen("/proc/version", "rb");
    const char *const argv[] = {"tee", path, NULL};
    assert_int_equal(child_run(argv, in, &out, &code, &err), IBID_LIMIT);
    (void)fclose(in);
    FILE *made = fopen(path, "rb");
    if (made) {
        assert_int_equal(fgetc(made), EOF);
        (void)fclose(made);
    }
    (void)unlink(path);
    assert_int_equal(rmdir(folder), 0);
    buf_done(&out);
}

/* Not everywhere may a program part with the network. */
static bool kernel_lets_us(void)
{
    int how = 1;
    pid_t pid = fork();
    if (pid == 0)
        _exit(unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0);
    return waitpid(pid, &how, 0) == pid && how == 0;
}

static void a_child_has_no_network_where_the_kernel_allows_it(void **state)
{
    (void)state;
    char ours[64] = "";
    int code = -1;
    if (!kernel_lets_us())
        skip();
    assert_true(readlink("/proc/self/ns/net", ours, sizeof ours - 1) > 0);
    struct buf out = RUN(&code, "readlink", "-n", "/proc/self/ns/net");
    assert_int_equal(code, 0);
    assert_memory_equal(out.ptr, "net:[", 5);
    assert_string_not_equal(out.ptr, ours);
    buf_done(&out);
}

static void a_child_that_does_not_stop_printing_is_stopped(void **state)
{
    (void)state;
    struct buf out = {0};
    struct ibid_error err = {0};
    int code = -1;
    FILE *in = fopen("/dev/null", "rb");
    const char *const argv[] = {"yes", NULL};
    assert_int_equal(child_run(argv, in, &out, &code, &err), IBID_LIMIT);
    assert_string_equal(err.text, "gives more than 512 MiB");
    (void)fclose(in);
    buf_done(&out);
}

static void a_program_that_is_not_there_is_said_to_be_missing(void **state)
{
    (void)state;
    struct buf out = {0};
    struct ibid_error err = {0};
    int code = -1;
    const char *const argv[] = {"no-such-program-of-ours", NULL};
    assert_int_equal(child_run(argv, stdin, &out, &code, &err), IBID_NOT_FOUND);
    assert_string_equal(err.text, "no-such-program-of-ours is not installed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_has_limits_of_time_memory_and_files),
        cmocka_unit_test(a_child_sees_nothing_of_our_environment),
        cmocka_unit_test(a_child_cannot_write_a_file),
        cmocka_unit_test(a_child_has_no_network_where_the_kernel_allows_it),
        cmocka_unit_test(a_child_that_does_not_stop_printing_is_stopped),
        cmocka_unit_test(a_program_that_is_not_there_is_said_to_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
