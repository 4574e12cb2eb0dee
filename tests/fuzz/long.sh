#!/bin/sh
# A long run of every fuzz target, from the corpus and what earlier runs found:
# long.sh BUILD-FOLDER SECONDS [TARGET...]. One line each, and one for all; it
# fails when an input is found that breaks something (it is named, and kept
# below BUILD-FOLDER), or when a target was tried less often than
# tests/fuzz/floors.txt says, in inputs a second.
set -eu
build=$1
seconds=$2
shift 2
folder=$(cd "$(dirname "$0")" && pwd)
total=0
bad=0
while read -r name floor; do
    case $name in '#'*) continue ;; esac
    [ $# = 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
    found=$build/tests/found/$name
    log=$build/tests/found/$name.log
    mkdir -p "$found"
    result=0
    "$build/tests/$name" -max_total_time="$seconds" -print_final_stats=1 \
        -timeout=60 -artifact_prefix="$build/tests/found/$name-" \
        "$found" "$folder/corpus/$name" >"$log" 2>&1 || result=1
    points=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    points=${points:-0}
    if [ $result != 0 ]; then
        grep -E 'ERROR|SUMMARY|Test unit written' "$log" >&2 || true
    elif [ "$points" -lt $((floor * seconds)) ]; then
        echo "$name: fewer than $floor inputs a second" >&2
        result=1
    fi
    echo "$name points=$points bad=$result"
    total=$((total + points))
    bad=$((bad + result))
done <"$folder/floors.txt"
echo "fuzz points=$total bad=$bad"
[ $bad = 0 ]
