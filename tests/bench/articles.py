#!/usr/bin/env python3
"""Made-up articles as JSONL, many facts each: articles.py COUNT"""

import json
import random
import sys

PLACES = ["Vessen", "Port Amrin", "Old Karst", "Lower Bellwick", "Tarn Hill",
          "Ostrava Quay", "Upper Dorn", "Sable Point", "Merrow", "Ilmen"]
WHO = ["police", "the interior ministry", "a hospital official",
       "rescue workers", "the mayor of Merrow", "Joana Ferrel"]
HARM = ["killed", "wounded", "injured", "displaced", "detained"]
HOW = ["At least %d", "%d", "More than %d", "About %d", "Exactly %d"]


def sentence(rnd):
    number = HOW[rnd.randrange(len(HOW))] % rnd.randrange(2, 900)
    return (f"{number} people were {rnd.choice(HARM)} in {rnd.choice(PLACES)} "
            f"on March {rnd.randrange(1, 28)}, 2031, "
            f"{rnd.choice(WHO)} said.")


def main():
    rnd = random.Random(2031)
    for number in range(int(sys.argv[1])):
        text = "\n\n".join(
            " ".join(sentence(rnd) for _ in range(4)) for _ in range(6))
        print(json.dumps({
            "id": f"made-{number}", "title": f"Day {number} of the count",
            "outlet": f"Outlet {number % 40}", "author": "A. Coder",
            "url": f"https://news.example/{number}",
            "published": "2031-03-28", "language": "en",
            "text": f"Day {number} of the count\n\n{text}\n"}))


if __name__ == "__main__":
    main()
