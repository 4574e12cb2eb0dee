#!/usr/bin/env python3
"""How many cases of the Recognizers-Text specifications ibid's dates pass.

    recognizers.py IBID FOLDER [--misses FAMILY]

FOLDER holds the specifications of English dates and numbers (DateExtractor,
DateParser, DatePeriodParser, DateTimeModel, DurationParser, NumberModel,
NumberRangeModel, OrdinalModel .json).  Each case is read by `ibid extract
--stream --mentions` with the case's reference date as the day of publication.
A case passes when each expression it expects is found at its words, give or
take "the", "in", "at" and the like, with the value it expects in EDTF, and
where it expects none nothing is found.  Cases are sorted into families by the
values that they expect.  Prints a table; with --misses the cases of a family
that do not pass.  Standard library only.
"""
import argparse
import collections
import datetime
import json
import os
import re
import subprocess

DATE_FILES = ("DateExtractor", "DateParser", "DatePeriodParser",
              "DateTimeModel", "DurationParser")
NUMBER_FILES = ("NumberModel", "NumberRangeModel", "OrdinalModel")
SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
# Words that one side counts as part of the expression and the other does not.
LEAD = "It was told.\n\nIt reads: "  # else the first line is a title
LOOSE = {"the", "in", "on", "at", "of", "by", "from", "since", "between", "to",
         "a", "an", "this", "year", "before", "after", "until", "for", "during",
         "over", "about", "around", "all", "and", "within", "than", "or"}


def cases(folder, names):
    for name in names:
        with open(os.path.join(folder, name + ".json"),
                  encoding="utf-8-sig") as f:
            for case in json.load(f):
                yield name, case


def read(ibid, found):
    """The mentions of each case, in order."""
    lines = []
    for i, (_, case) in enumerate(found):
        day = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")
        lines.append(json.dumps({"id": str(i), "text": LEAD + case["Input"],
                                 "published": day[:10]}) + "\n")
    done = subprocess.run([ibid, "extract", "--stream", "--mentions"],
                          input="".join(lines).encode(),
                          stdout=subprocess.PIPE, check=True)
    answers = {int(r["source"]["name"]): r.get("mentions", [])
               for r in map(json.loads, done.stdout.decode().splitlines())}
    return [answers.get(i, []) for i in range(len(found))]


def timexes(result):
    """What a result may mean, as (timex, first day, day behind the last)."""
    if "Resolution" in result:
        for v in (result["Resolution"] or {}).get("values", []):
            yield (v.get("timex", ""), v.get("value") or v.get("start"),
                   v.get("end"), v.get("Mod"))
    elif result.get("Value"):
        value = result["Value"]
        for side in ("PastResolution", "FutureResolution"):
            r = value.get(side) or {}
            yield (value.get("Timex", ""), r.get("date") or r.get("startDate"),
                   r.get("endDate"), value.get("Mod"))


def family(name, result):
    kind = (result.get("TypeName") or result.get("Type") or "").split(".")[-1]
    first = next(timexes(result), ("", None, None, None))
    timex, mod = first[0], first[3]
    if name in NUMBER_FILES:
        value = (result.get("Resolution") or {}).get("value") or ""
        if name == "OrdinalModel":
            return "number: relative ordinal (next, last)" if \
                "+" in value or "-" in value else "number: ordinal"
        if name == "NumberRangeModel":
            return "number: range (at least, between)"
        if re.fullmatch(r"-?\d+", value):
            return "number: whole"
        return "number: fraction, decimal, power"
    if kind == "duration":
        return "duration (three days)"
    if kind in ("time", "timerange"):
        return "time of day without a day"
    if kind in ("datetime", "datetimerange", "datetimealt"):
        return "day and time"
    if kind == "set":
        return "repeated (every Monday)"
    if kind in ("datealt", "timezone"):
        return "alternatives, time zones"
    if mod in ("before", "after", "since", "until", "approx"):
        return "open range (since, before)"
    if kind == "daterange":
        if timex.startswith("("):
            return "range of two ends"
        if "W" in timex:
            return "week, weekend"
        if re.search(r"SP|SU|FA|WI", timex):
            return "season"
        if re.search(r"Q\d|H\d", timex):
            return "quarter, half"
        return "month, year, decade, part of one"
    if name == "DateExtractor":
        return "day: words only"
    if re.match(r"\d{4}-\d\d-\d\d$", timex):
        text = result["Text"]
        return "day: relative" if not re.search(r"\d{4}|\d[./-]\d", text) \
            else "day: in full"
    if timex.startswith("XXXX-W"):
        return "day: weekday"
    if timex.startswith("XXXX"):
        return "day: without a year"
    return "day: other"


def day_before(day):
    return str(datetime.date.fromisoformat(day[:10]) -
               datetime.timedelta(days=1))


def edtf(timex, first, behind):
    """The EDTF values that stand for one meaning."""
    first = first[:10] if first and re.match(r"\d{4}-\d\d-\d\d", first) else None
    behind = behind[:10] if behind and re.match(r"\d{4}-\d\d-\d\d",
                                                behind) else None
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", timex)
    if season:
        yield f"{season[1]}-{SEASONS[season[2]]}"
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", timex):
        yield timex
    if re.fullmatch(r"(\d{3}X|\d\dXX)", timex):
        yield timex
    if first and not behind:
        yield first
    if first and behind:
        last = day_before(behind)
        yield f"{first}/{last}"
        yield f"{first}/{behind}"  # the end named is often the day behind
        if first[8:] == "01" and behind[8:] == "01":
            months = ((int(behind[:4]) - int(first[:4])) * 12 +
                      int(behind[5:7]) - int(first[5:7]))
            if months == 1:
                yield first[:7]
            if months == 12 and first[5:7] == "01":
                yield first[:4]
            if months == 120 and first[5:7] == "01":
                yield first[:3] + "X"
            yield f"{first[:7]}/{last[:7]}"
            if first[5:7] == "01" and behind[5:7] == "01":
                yield f"{first[:4]}/{last[:4]}"
                yield f"{first[:4]}/{behind[:4]}"
            yield f"{first[:7]}/{behind[:7]}"


def words(text):
    return [w for w in re.findall(r"\w+", text.lower()) if w not in LOOSE]


def span(case, result):
    start = result["Start"] + len(LEAD)
    if "Length" in result:
        return start, start + result["Length"]
    return start, result["End"] + 1 + len(LEAD)


def same_words(case, result, mention):
    a, b = span(case, result)
    text = LEAD + case["Input"]
    return words(text[a:b]) == words(text[mention["start"]:mention["end"]])


def number_right(name, result, mention):
    low, high = bounds(mention.get("value") or {})
    want = (result.get("Resolution") or {}).get("value") or ""
    if name != "NumberRangeModel":
        try:
            return low == high and abs(low - float(want)) < 1e-6
        except (TypeError, ValueError):
            return False
    m = re.fullmatch(r"[\[(](-?[\d.]*),(-?[\d.]*)[\])]", want)
    return bool(m) and all(x == (float(y) if y else None)
                           for x, y in ((low, m[1]), (high, m[2])))


def bounds(value):
    """(min, max) of a number mention; None where it is open."""
    return value.get("min"), value.get("max")


def clock(timex):
    """T8, T08:30 as ibid writes it."""
    m = re.fullmatch(r"T(\d\d?)(:\d\d)?(:00)?", timex)
    return f"T{int(m[1]):02}{m[2] or ':00'}" if m else timex


def open_value(first, behind, mod):
    """An end of a date that is open on one side."""
    if mod in ("since", "after"):
        return f"{first}/.."
    return f"../{first or behind}"


def time_right(result, mention):
    """Lengths, times of day, dates with an open side."""
    value = (mention.get("value") or "").rstrip("Z~")
    for timex, first, behind, mod in timexes(result):
        if mention["type"] == "period" and value in {
                open_value(e, e, mod) for e in edtf(timex, first, behind)}:
            return True
        if mention["type"] in ("duration", "time") and value == clock(timex):
            return True
    return False


def right(name, case, result, mentions):
    for mention in mentions:
        if not same_words(case, result, mention):
            continue
        if name in NUMBER_FILES:
            if number_right(name, result, mention):
                return True
        elif mention["type"] != "date":
            if time_right(result, mention):
                return True
        elif name == "DateExtractor" or any(
                (mention.get("value") or "").rstrip("~?%") == one
                for t in timexes(result) for one in edtf(t[0], t[1], t[2])):
            return True
    return False


def judge(name, case, mentions):
    """(family, passed) of a case."""
    kind = "number" if name in NUMBER_FILES else "date"
    results = case["Results"]
    if not results:
        return f"{kind}: none there", all(m["type"] != kind for m in mentions)
    kinds = (kind,) if kind == "number" else ("date", "period", "time",
                                              "duration")
    mentions = [m for m in mentions if m["type"] in kinds]
    passed = all(right(name, case, r, mentions) for r in results)
    return family(name, results[0]), passed


def main():
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("ibid")
    ap.add_argument("folder")
    ap.add_argument("--misses", metavar="FAMILY")
    o = ap.parse_args()
    found = list(cases(o.folder, DATE_FILES + NUMBER_FILES))
    right_of, all_of = collections.Counter(), collections.Counter()
    for (name, case), mentions in zip(found, read(o.ibid, found)):
        what, passed = judge(name, case, mentions)
        all_of[what] += 1
        right_of[what] += passed
        if o.misses == what and not passed:
            print(name, json.dumps(case["Input"]), "|",
                  [(r["Text"], list(timexes(r))[:1] or r.get("Resolution"))
                   for r in case["Results"]], "|",
                  [((LEAD + case["Input"])[m["start"]:m["end"]], m.get("value"))
                   for m in mentions if m["value"] != ""])
    if not o.misses:
        print("| family | cases | pass |\n|---|--:|--:|")
        for what in sorted(all_of):
            print(f"| {what} | {all_of[what]} | {right_of[what]} |")


main()
