"""Exports killed at random moments: the file is the old or the new one, whole, every time.

``python -m benchmarks.export_kills [--kills N] [--articles N]``, 50 and 5,000 unless told. Every export is the command
that people run, of another selection than the one before it, so that the file before a kill and after it can be told
apart. One that is let run to its end removes what the killed ones left.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from benchmarks.export import fill
from govcrawl.store.connection import connect
from govcrawl.store.embedded import embedded

SELECTIONS: tuple[tuple[str, ...], ...] = ((), ("--until", "2018-12-31"))


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.export_kills")
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--articles", type=int, default=5_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as directory, embedded(Path(directory, "data")) as uri:
        with connect(uri, database="benchmark") as store:
            fill(store, given.articles)
        found = kill(Path(directory, "corpus.jsonl"), {**os.environ, "MONGODB_URI": uri}, times=given.kills)
    print(f"{given.kills} kills left the file old {found['old']}, new {found['new']}, neither {found['broken']} times")
    print(f"partial files after the export that was let run: {found['litter']}")
    sys.exit(bool(found["broken"] or found["litter"]))


def kill(target: Path, environment: dict[str, str], *, times: int) -> Counter[str]:
    """What stood there after each kill: the old file, the new one, or one that is neither."""
    wholes, lasts = [], []
    for selection in SELECTIONS:
        began = time.monotonic()
        export(target, selection, environment).wait()
        lasts.append(time.monotonic() - began)
        wholes.append(target.read_bytes())
    choose, now = random.Random(5), len(SELECTIONS) - 1
    found = Counter[str]()
    for _ in range(times):
        other = 1 - now
        with export(target, SELECTIONS[other], environment) as running, suppress(subprocess.TimeoutExpired):
            try:
                running.wait(choose.uniform(0.3, 1.1) * lasts[other])
            finally:
                running.kill()
        held = target.read_bytes()
        found["old" if held == wholes[now] else "new" if held == wholes[other] else "broken"] += 1
        now = other if held == wholes[other] else now
    export(target, SELECTIONS[0], environment).wait()
    found["litter"] = sum(path.suffix == ".partial" for path in target.parent.iterdir())
    return found


def export(target: Path, selection: tuple[str, ...], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """An export that has been started."""
    command = [sys.executable, "-m", "govcrawl", "export", "--database", "benchmark", *selection, "-o", str(target)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
