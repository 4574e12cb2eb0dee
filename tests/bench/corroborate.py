#!/usr/bin/env python3
"""What corroboration costs as a database grows, and with hostile articles.

corroborate.py IBID [ARTICLES...]: for each size (10000 and 100000 unless
given) import so many fictional articles, three to a story, then 1,000 more;
print the processor time of those 1,000, its ratio to the first size, which must
be 1.5 at most, and the memory. Then identical articles (a quarter of 10,000,
and all) and one article of 2.5 and of 10 MB, which must take at most 5 times
as long as the smaller. Exit 1 when a bound is broken.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

NAMES = [a + b + c for a in ("Ar", "Bel", "Cor", "Dun", "El", "Far", "Gal")
         for b in "aoiu" for c in ("va", "dek", "rin", "mor", "sten", "lia")]
WORDS = [a + b for a in ("run", "talk", "mark", "build", "plan", "offer",
                         "reach", "hold", "open", "fight", "vot", "speak")
         for b in ("ing", "ed", "er", "s", "ment", "ion", "ful", "ly")]
MORE = 1000


def article(i):
    story, own = random.Random(i // 3), random.Random(i)
    who = [story.choice(NAMES) + " " + story.choice(NAMES) for _ in range(3)]
    dead = story.randint(3, 90)
    body = [" ".join(own.choice(WORDS) for _ in range(50)) + " near %s said "
            "the %s council." % (own.choice(who), own.choice(NAMES))
            for _ in range(6)]
    text = ("%s %s %s\n\nAt least %d people were killed in %s on Friday, %s "
            "said. \"The road is closed to all of us for days,\" said %s, mayor "
            "of %s.\n\n%s\n" % (who[0], own.choice(WORDS), who[1], dead,
                                who[0].split()[0], who[1], who[2],
                                who[0].split()[1], "\n\n".join(body)))
    return {"id": "a%d" % i, "text": text, "published": "2031-03-15",
            "outlet": "Outlet %d" % (i % 40)}


def same(i):
    return {"id": "a%d" % i, "published": "2031-03-15",
            "outlet": "Outlet %d" % i,
            "text": "Shelling kills 23 in Dravik\n\nAt least 23 people were "
                    "killed in Dravik on Friday, hospital director Rada "
                    "Mikkelsen said.\n"}


def write(path, make, numbers):
    with open(path, "w", encoding="utf-8") as out:
        for i in numbers:
            out.write(json.dumps(make(i)) + "\n")


def cost(ibid, database, *paths):
    """Processor seconds of an import, and the MB it held at most."""
    child = subprocess.Popen([ibid, "--db", database, "import", "--quiet",
                              "--published=2031-03-15", *paths])
    _, child.returncode, used = os.wait4(child.pid, 0)
    if child.returncode:
        sys.exit("the import failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def growth(ibid, folder, sizes):
    costs = []
    for size in sizes:
        database = os.path.join(folder, "%d.db" % size)
        first, more = (os.path.join(folder, n) for n in ("first", "more"))
        write(first, article, range(size))
        write(more, article, range(size, size + MORE))
        cost(ibid, database, first)
        seconds, megabytes = cost(ibid, database, more)
        costs.append(seconds)
        print("%d articles: %d more take %.2f s, %.2f times, %d MB" %
              (size, MORE, seconds, seconds / costs[0], megabytes), flush=True)
        os.remove(database)
    return costs[-1] <= costs[0] * 1.5


def hostile(ibid, folder):
    times = []
    for count in (2500, 10000):
        path = os.path.join(folder, "same")
        write(path, same, range(count))
        times.append(cost(ibid, os.path.join(folder, "s%d.db" % count),
                          path)[0])
        print("%d identical articles: %.2f s" % (count, times[-1]), flush=True)
    for size in (2500000, 10000000):
        path = os.path.join(folder, "long.txt")
        line = same(0)["text"].split("\n\n")[1] + "\n"
        with open(path, "w", encoding="utf-8") as out:
            out.write("Shelling kills 23 in Dravik\n\n")
            out.write(line * (size // len(line)))
        few = os.path.join(folder, "few")
        write(few, same, range(3))
        seconds, megabytes = cost(
            ibid, os.path.join(folder, "l%d.db" % size), path, few)
        times.append(seconds)
        print("an article of %d bytes: %.2f s, %d MB" %
              (size, seconds, megabytes), flush=True)
    return times[1] <= times[0] * 5 and times[3] <= times[2] * 5


def main():
    ibid = os.path.abspath(sys.argv[1])
    sizes = [int(n) for n in sys.argv[2:]] or [10000, 100000]
    with tempfile.TemporaryDirectory() as folder:
        fine = growth(ibid, folder, sizes)
        fine = hostile(ibid, folder) and fine
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
