#!/bin/sh
# Install to a folder, move it, build a program against it by pkg-config and
# by CMake, then make the Debian package and run what is in it.
# check.sh WORK-FOLDER, from the top folder.
set -eu
top=$(pwd)
work=$1
fail() {
    echo "$1" >&2
    exit 1
}
rm -rf "$work/installed" "$work/moved" "$work/deb" "$work/unpacked" "$work/facts"
mkdir -p "$work"
cd "$work"

cmake -S "$top" -B build -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_TESTING=OFF >configure.log ||
    fail "configuring failed: $work/configure.log"
cmake --build build >build.log || fail "building failed: $work/build.log"
cmake --install build --prefix "$work/installed" >install.log
mv installed moved

expected="$work/moved/bin/ibid
$work/moved/include/ibid.h
$work/moved/include/ibid/fact.h
$work/moved/lib/cmake/ibid/ibid-config.cmake
$work/moved/lib/libibid.so
$work/moved/lib/libibid.so.0
$work/moved/lib/pkgconfig/ibid.pc
$work/moved/share/bash-completion/completions/ibid
$work/moved/share/fish/vendor_completions.d/ibid.fish
$work/moved/share/man/man1/ibid.1
$work/moved/share/man/man1/ibid-import.1
$work/moved/share/zsh/vendor-completions/_ibid"
echo "$expected" | while read -r file; do
    [ -s "$file" ] || fail "not installed: $file"
done

# The man pages say something, and troff has no complaint.
if command -v man >/dev/null; then
    for page in moved/share/man/man1/*.1; do
        complaint=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l \
            -Tutf8 -Z "$page" 2>&1 >/dev/null)
        [ -z "$complaint" ] || fail "$page: $complaint"
    done
fi
bash -n moved/share/bash-completion/completions/ibid
if command -v zsh >/dev/null; then
    zsh -n moved/share/zsh/vendor-completions/_ibid
fi
if command -v fish >/dev/null; then
    fish -n moved/share/fish/vendor_completions.d/ibid.fish
fi

libraries=$work/moved/lib
PKG_CONFIG_PATH="$work/moved/lib/pkgconfig"
export PKG_CONFIG_PATH
# pkg-config quotes blanks in paths for the shell to read once more.
eval "${CC:-cc} -std=c17 -pedantic -Werror \"\$top/tests/package/use.c\" -o use \
    $(pkg-config --cflags --libs ibid)"
LD_LIBRARY_PATH=$libraries ./use
cmake -S "$top/tests/package" -B use-cmake -G Ninja \
    -DCMAKE_PREFIX_PATH="$work/moved" >use-cmake.log
cmake --build use-cmake >>use-cmake.log
LD_LIBRARY_PATH=$libraries use-cmake/use

command -v dpkg-shlibdeps >/dev/null || exit 77
(cd build && cpack -G DEB -B "$work/deb" >"$work/deb.log" 2>&1) ||
    fail "cpack failed: $work/deb.log"
set -- deb/*.deb
[ $# -eq 1 ] || fail "cpack made $# packages"
dpkg-deb -x "$1" unpacked
dpkg-deb -f "$1" Depends | grep -q libsqlite3-0 ||
    fail "the package does not depend on libsqlite3-0"
./unpacked/usr/bin/ibid --version
mkdir facts
./unpacked/usr/bin/ibid --db facts/a.db import "$top/samples" >facts/import.log
./unpacked/usr/bin/ibid --db facts/a.db verify
