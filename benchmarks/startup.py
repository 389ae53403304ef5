"""``python -m benchmarks.startup``: how long until the command line answers, and until a crawl of one page is done."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks.crawl.__main__ import database, walk
from benchmarks.crawl.ways import served
from benchmarks.machine import machine

RUNS = 5
HELP_LIMIT = 0.3  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/startup.svg")
    asked = parser.parse_args()
    print(machine())
    with database() as uri, served(1) as proxy:
        ways: dict[str, Callable[[], object]] = {
            "python -c pass": lambda: run("-c", "pass"),
            "import govcrawl.cli": lambda: run("-c", "import govcrawl.cli"),
            "govcrawl --help": lambda: run("-m", "govcrawl", "--help"),
            "import scrapy": lambda: run("-c", "import scrapy"),
            "govcrawl crawl, a site of one page": lambda: walk("govcrawl", proxy, uri, held=0),
        }
        seconds = {name: median(took(way) for _ in range(asked.runs)) for name, way in ways.items()}
    for name, each in seconds.items():
        print(f"{name:36}{each:8.2f} s")
    if asked.plot:
        from benchmarks.plots import bars

        bars("startup", seconds, title="Starting", unit="seconds")
    sys.exit(seconds["govcrawl --help"] > HELP_LIMIT)


def took(way: Callable[[], object]) -> float:
    began = perf_counter()
    way()
    return perf_counter() - began


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
