"""``python -m benchmarks.crawl``: articles a second of govcrawl, of a plain spider and of Scrapy's bare walk.

All three walk the same site, served from memory on loopback, one after the other, as often as ``--runs`` says; what is
printed are medians. ``--held N`` fills the database with so many articles first, and walks into an empty one too.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.crawl.held import hold
from benchmarks.crawl.ways import Walked, govcrawl, scrapy, served
from benchmarks.machine import machine
from govcrawl.store.connection import connect
from govcrawl.store.embedded import embedded

PAGES, RUNS = 2000, 5
OF_PLAIN, OF_BARE, OF_EMPTY = 5.0, 0.5, 0.9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--held", type=int, default=0, help="articles that the database holds beforehand")
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/crawl.svg")
    asked = parser.parse_args()
    print(machine())
    ways = ("empty", "held") if asked.held else ("bare", "plain", "govcrawl")
    paces: dict[str, list[float]] = defaultdict(list)
    with database() as uri, served(asked.pages) as proxy:
        for _ in range(asked.runs):
            for way in ways:
                walked = walk(way, proxy, uri, held=asked.held)
                paces[way].append(walked.pace)
                said = f"{walked.articles:6} articles {walked.seconds:8.1f} s {walked.pace:8.1f} a second"
                print(f"  {way:10}{said}", flush=True)
    medians = {way: median(each) for way, each in paces.items()}
    if asked.plot:
        draw(medians)
    sys.exit(report_held(medians, asked.held) if asked.held else report(medians))


@contextmanager
def database() -> Iterator[str]:
    """The URI of a MongoDB of this benchmark's own."""
    with tempfile.TemporaryDirectory() as home, embedded(Path(home)) as uri:
        yield uri


def walk(way: str, proxy: str, uri: str, *, held: int) -> Walked:
    """One walk over the site, into a database with nothing in it, or with so many articles."""
    if way == "held":
        with connect(uri, database="benchmark_held") as store:
            hold(store, held)
        return govcrawl(proxy, uri, "benchmark_held")
    with connect(uri, database="benchmark") as store:
        for name in ("benchmark", "benchmark_plain"):
            store.client.drop_database(name)
    return scrapy(way, proxy, uri) if way in ("bare", "plain") else govcrawl(proxy, uri, "benchmark")


def report(paces: dict[str, float]) -> int:
    """Prints the medians and how they compare; 1 where govcrawl is slower than it should be."""
    for way, pace in paces.items():
        print(f"{way:10}{pace:8.1f} articles/s")
    of_plain, of_bare = paces["govcrawl"] / paces["plain"], paces["govcrawl"] / paces["bare"]
    print(
        f"govcrawl: {of_plain:.1f} times the plain spider (bar {OF_PLAIN:g}), {of_bare:.2f} of the bare walk (bar {OF_BARE:g})"
    )
    return int(of_plain < OF_PLAIN or of_bare < OF_BARE)


def report_held(paces: dict[str, float], held: int) -> int:
    """The same of a database that holds many articles, and one that holds none."""
    kept = paces["held"] / paces["empty"]
    print(
        f"with {held:,} articles held: {paces['held']:.1f} articles/s, {kept:.2f} of {paces['empty']:.1f} (bar {OF_EMPTY:g})"
    )
    return int(kept < OF_EMPTY)


def draw(paces: dict[str, float]) -> None:
    from benchmarks.plots import bars

    names = {"bare": "Scrapy's bare walk", "plain": "Scrapy, trafilatura, an insert an item"}
    values = {names.get(way, way): pace for way, pace in paces.items()}
    bars("held" if "held" in paces else "crawl", values, title="A crawl on two cores", unit="articles a second")


if __name__ == "__main__":
    main()
