#!/bin/sh
# packages.sh - the npm packages of the browser tests, as their lock file says.
cd "${0%/*}" || exit 3
if [ -f node_modules/.package-lock.json ] &&
    [ node_modules/.package-lock.json -nt package-lock.json ]; then
    echo "installed: $(ls node_modules | tr '\n' ' ')"
    exit 0
fi
command -v npm >/dev/null || {
    echo "skipped: no npm; apt-get install npm"
    exit 77
}
npm ci --no-audit --no-fund && exit 0
echo "skipped: npm ci failed; with a network: npm ci --prefix tests/web"
exit 77
