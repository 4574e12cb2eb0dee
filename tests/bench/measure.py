#!/usr/bin/env python3
"""Run a command: its seconds, peak memory, and what it wrote.
measure.py WHAT FILE COMMAND..."""

import os
import resource
import subprocess
import sys
import time


def main():
    what, path, *command = sys.argv[1:]
    if os.path.exists(path):
        os.unlink(path)
    start = time.monotonic()
    with open(path + ".stdout", "wb") as out:
        subprocess.run(command, stdout=out, check=True)
    seconds = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    written = max(os.path.getsize(p) for p in (path, path + ".stdout")
                  if os.path.exists(p))
    print(f"{what:40} {seconds:8.2f} s {used.ru_utime:8.2f} s user "
          f"{used.ru_maxrss // 1024:6d} MB {written / 1e6:9.1f} MB written "
          f"{written / 1e6 / max(used.ru_utime, 1e-9):7.1f} MB/s of user time",
          flush=True)


if __name__ == "__main__":
    main()
