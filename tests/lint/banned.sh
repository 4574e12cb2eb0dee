#!/bin/sh
# Functions we do not call, headers we do not need, comments we do not write.
set -eu
failed=0
ban() { # why, pattern, folders...
    why=$1
    pattern=$2
    shift 2
    if grep -rnE --include='*.[ch]' "$pattern" "$@"; then
        echo "^ $why" >&2
        failed=1
    fi
}
call='(^|[^A-Za-z0-9_.>])'
ban "overruns, hidden state or a shell: use buf, str or snprintf" \
    "$call(strcpy|strcat|sprintf|vsprintf|gets|atoi|strtok|system|popen|wordexp|setjmp|longjmp)[[:space:]]*\(" \
    lib tools
ban "the library never prints, exits or reads the environment" \
    "$call(printf|vprintf|puts|putchar|perror|exit|getenv|secure_getenv)[[:space:]]*\(" lib
# A child process that cannot become another program has nowhere else to go.
others=$(find lib -name '*.[ch]' ! -path lib/import/child.c)
# shellcheck disable=SC2086 # names without blanks
ban "the library never exits" "$call(_exit)[[:space:]]*\(" $others
# shellcheck disable=SC2086 # names without blanks
ban "the library starts no program but through child.c" \
    "$call(execl|execv|execve|execvp|execvpe|execlp|fexecve|posix_spawnp?|fork|vfork)[[:space:]]*\\(" $others
ban "no shell is started" '"(/[a-z/]*/)(ba|da)?sh"|"sh"' lib tools
ban "the library never prints" '(^|[^A-Za-z0-9_])(stderr|stdout|stdin)([^A-Za-z0-9_]|$)' lib
ban "comments are /* like this */" '(^|[[:space:];{}])//' lib tools tests
ban "headers are included from lib/: #include \"text/utf8.h\"" \
    '#[[:space:]]*include "\.\.?/' lib tools tests
ban "what is not done is not committed" '(^|[^A-Za-z])(TODO|FIXME|XXX|HACK)([^A-Za-z]|$)' \
    lib tools tests

for file in $(find lib tools tests -name '*.[ch]'); do
    case $(head -n 1 "$file") in
    "/* ${file##*/} - "*) ;;
    *)
        echo "$file: the first line says its job: /* ${file##*/} - ... */" >&2
        failed=1
        ;;
    esac
done
exit $failed
