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

from benchmarks.crawl.ways import Walked, govcrawl, scrapy, served
from benchmarks.machine import machine
from govcrawl.store.connection import connect
from govcrawl.store.embedded import embedded

PAGES, RUNS = 2000, 5
OF_PLAIN, OF_BARE = 5.0, 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    print(machine())
    paces: dict[str, list[float]] = defaultdict(list)
    with database() as uri, served(asked.pages) as proxy:
        for _ in range(asked.runs):
            for way in ("bare", "plain", "govcrawl"):
                walked = walk(way, proxy, uri)
                paces[way].append(walked.pace)
                print(
                    f"  {way:10}{walked.articles:6} articles {walked.seconds:8.1f} s {walked.pace:8.1f} a second",
                    flush=True,
                )
    sys.exit(report({way: median(each) for way, each in paces.items()}))


@contextmanager
def database() -> Iterator[str]:
    """The URI of a MongoDB of this benchmark's own."""
    with tempfile.TemporaryDirectory() as home, embedded(Path(home)) as uri:
        yield uri


def walk(way: str, proxy: str, uri: str) -> Walked:
    """One walk over the site, into a database with nothing in it."""
    with connect(uri, database="benchmark") as store:
        for name in ("benchmark", "benchmark_plain"):
            store.client.drop_database(name)
    return govcrawl(proxy, uri, "benchmark") if way == "govcrawl" else scrapy(way, proxy, uri)


def report(paces: dict[str, float]) -> int:
    """Prints the medians and how they compare; 1 where govcrawl is slower than it should be."""
    for way, pace in paces.items():
        print(f"{way:10}{pace:8.1f} articles/s")
    of_plain, of_bare = paces["govcrawl"] / paces["plain"], paces["govcrawl"] / paces["bare"]
    print(
        f"govcrawl: {of_plain:.1f} times the plain spider (bar {OF_PLAIN:g}), {of_bare:.2f} of the bare walk (bar {OF_BARE:g})"
    )
    return int(of_plain < OF_PLAIN or of_bare < OF_BARE)


if __name__ == "__main__":
    main()
