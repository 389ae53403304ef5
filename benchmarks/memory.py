"""``python -m benchmarks.memory``: the memory of a crawl and its workers together, over many pages.

Resident memory as the kernel counts it, looked at five times a second; what processes share counts in each of them.
"""

import argparse
import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from time import monotonic

from benchmarks.crawl.__main__ import database
from benchmarks.crawl.ways import govcrawl, served
from benchmarks.machine import machine

PAGES = 50_000
LIMIT = 600  # MB
FLAT = 1.05  # the last quarter to the one before it
PAUSE = 0.2  # seconds


@dataclass
class Watch:
    """The memory of a command's process and its children in MB, and when it was seen, until it is ended."""

    seen: list[tuple[float, float]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        began = monotonic()
        while not self.ended.wait(PAUSE):
            held = sum(map(resident, crawl_processes()))
            if held:
                self.seen.append((monotonic() - began, held))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/memory.svg")
    asked = parser.parse_args()
    print(machine())
    watch = Watch()
    looking = threading.Thread(target=watch.look)
    with database() as uri, served(asked.pages) as proxy:
        looking.start()
        walked = govcrawl(proxy, uri, "benchmark")
        watch.ended.set()
        looking.join()
    held = [each for _, each in watch.seen]
    quarter = len(held) // 4
    third, last = mean(held[2 * quarter : 3 * quarter]), mean(held[3 * quarter :])
    print(f"{walked.articles} articles at {walked.pace:.1f} a second")
    print(f"peak {max(held):.0f} MB (bar {LIMIT}), third quarter {third:.0f} MB, last quarter {last:.0f} MB")
    if asked.plot:
        from benchmarks.plots import line

        title = f"Memory of the crawl and its workers over {walked.articles:,} pages"
        line("memory", [at for at, _ in watch.seen], held, title=title, x="seconds", y="MB", limit=LIMIT)
    sys.exit(max(held) > LIMIT or last > FLAT * third)


def crawl_processes() -> Iterator[int]:
    """The process of ``govcrawl crawl`` that this one started, and those that it started."""
    parents = {pid: parent for pid in processes() if (parent := parent_of(pid))}
    ours = {pid for pid, parent in parents.items() if parent == os.getpid() and "crawl\0speed" in command(pid)}
    yield from (pid for pid, parent in parents.items() if pid in ours or parent in ours)


def processes() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]


def parent_of(pid: int) -> int | None:
    said = read(pid, "stat")
    return int(said.rpartition(")")[2].split()[1]) if said else None


def command(pid: int) -> str:
    return read(pid, "cmdline")


def resident(pid: int) -> float:
    """The resident memory of a process in MB, 0 where it is no more."""
    said = read(pid, "statm")
    return int(said.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if said else 0.0


def read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


if __name__ == "__main__":
    main()
