#!/bin/sh
# setup.sh - from a fresh clone to a cited table, or to a tested build.
set -eu

# What building takes, and what the tests use on top of it.
build_packages="
cmake
gcc
libc6-dev
libcsv-dev
libexpat1-dev
libicu-dev
libjansson-dev
libmicrohttpd-dev
libsqlite3-dev
libssl-dev
libxlsxwriter-dev
libzip-dev
libzstd-dev
ninja-build
pkg-config
poppler-utils
zlib1g-dev"
test_packages="
bibutils
chromium
clang-format
cppcheck
dpkg-dev
file
g++
libcmocka-dev
libreoffice-calc-nogui
libxml2-utils
man-db
nodejs
npm
pandoc
python3
python3-jsonschema
python3-openpyxl
python3-prov
sqlite3
universal-ctags
wget"

help() {
    cat <<'END'
usage: sh tools/setup.sh [--no-install] demo|test|help

  demo   build ibid, import samples/, show one fact with its words, export
         cited CSV and JSON and verify them; results in build/demo/
  test   build with sanitizers and run every test
  help   this text

Both first install the Debian packages they need and that are missing, with
apt-get and, unless you are root, sudo. --no-install installs nothing.
END
}

fail() {
    printf 'setup.sh: %s\n' "$1" >&2
    exit 3
}

step() {
    printf '\n== %s\n' "$1"
}

# Node.js and npm come from many places, and Debian's packages refuse to stand
# beside another's: a program that is there is enough.
has_program() { # package
    case $1 in
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) false ;;
    esac
}

missing_packages() { # packages...
    for package in "$@"; do
        ! has_program "$package" || continue
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *' installed') ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

install_packages() { # packages...
    [ "$may_install" = yes ] || return 0
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
        fail "this is not Debian: install what this script lists at its top \
by your own means, then add --no-install"
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    step "Installing ${missing% } (--no-install to leave that to you)"
    root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            fail "cannot install without root or sudo; as root: apt-get \
install ${missing% }"
        root="sudo"
    fi
    # shellcheck disable=SC2086 # words on purpose
    $root apt-get update -q &&
        $root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends $missing ||
        fail "apt-get could not install ${missing% }"
}

build() { # preset, options for cmake...
    step "Building (build/$1)"
    cmake --preset "$@" >"build/$1.log" 2>&1 || {
        cat "build/$1.log"
        fail "cmake could not configure; is something not installed?"
    }
    cmake --build "build/$1" || fail "the build failed"
}

demo() {
    # shellcheck disable=SC2086
    install_packages $build_packages
    build release -DBUILD_TESTING=OFF
    PATH=$PWD/build/release:$PATH
    out=build/demo
    rm -rf "$out"
    mkdir -p "$out"
    IBID_DB=$PWD/$out/ibid.db
    NO_COLOR=1
    export PATH IBID_DB NO_COLOR

    step "Importing samples/"
    ibid import samples
    step "The first casualty figure, with the words it rests on"
    first=$(ibid list --kind casualty --json | sed -n \
        's/.*"id": *"\(f[a-z0-9]*\)".*/\1/p' | head -n 1)
    [ -n "$first" ] || fail "no casualty was found in samples/"
    ibid show "$first"
    step "Exporting, and checking every citation of the export"
    ibid export --format csv --kind casualty -o "$out/casualties.csv"
    ibid export --format csv --kind statement -o "$out/statements.csv"
    ibid export --format json -o "$out/facts.json"
    for file in casualties.csv statements.csv facts.json; do
        ibid verify "$out/$file"
    done
    statements=$(ibid list --kind statement --json | grep -c '"id"')
    casualties=$(ibid list --kind casualty --json | grep -c '"id"')
    echo
    echo "Done: $statements statements and $casualties casualty figures, each" \
        "with its quote, are in $out/; open $out/statements.csv, then try:" \
        "build/release/ibid --db $out/ibid.db list"
}

run_tests() {
    # shellcheck disable=SC2086
    install_packages $build_packages $test_packages
    build dev
    step "Testing"
    ctest --preset dev || fail "tests failed; what they said stands above"
    echo
    echo "Done: no test failed; one set alone: ctest --preset dev -L unit" \
        "(or spec, cli, lint, web, slow)"
}

may_install=yes
verb=
for argument in "$@"; do
    case $argument in
    --no-install) may_install=no ;;
    -h | --help) verb=help ;;
    demo | test | help) verb=$argument ;;
    *)
        help >&2
        exit 2
        ;;
    esac
done

case $0 in
*/*) cd "${0%/*}/.." ;;
*) cd .. ;;
esac
mkdir -p build
case $verb in
demo) demo ;;
test) run_tests ;;
help) help ;;
*)
    help >&2
    exit 2
    ;;
esac
