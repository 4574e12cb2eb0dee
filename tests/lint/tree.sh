#!/bin/sh
# What is committed has a place: no stray file or folder at the top.
set -eu
command -v git >/dev/null && git rev-parse --git-dir >/dev/null 2>&1 || exit 77
strays=$(git ls-files | cut -d/ -f1 | sort -u | grep -vxE \
    '\.(ci|clang-format|clang-tidy|editorconfig|gitattributes|gitignore)|CHANGELOG\.md|CMakeLists\.txt|CMakePresets\.json|CONTRIBUTING\.md|LICENSE|README\.md|cmake|docs|lib|samples|schema|tests|tools' ||
    true)
[ -z "$strays" ] && exit 0
echo "$strays"
echo "^ not of the tree: take it out, or name it in tests/lint/tree.sh" >&2
exit 1
