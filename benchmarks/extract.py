"""``python -m benchmarks.extract``: pages a second a core, by kind of site, beside trafilatura on the raw page.

The pages are those of ``benchmarks.accuracy``. govcrawl reads and normalizes them as those of declared sites;
trafilatura reads them with its metadata. CPU time of this process counts, medians over ``--runs``.
"""

import argparse
import contextlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import median
from time import process_time

import trafilatura

from benchmarks.accuracy.corpus import specimens
from benchmarks.accuracy.specimens import Specimen
from benchmarks.machine import machine
from govcrawl.errors import Rejected
from govcrawl.extract import extract_article, join_parts
from govcrawl.normalize import normalize

RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/extract.svg")
    asked = parser.parse_args()
    print(machine())
    families: dict[str, list[Specimen]] = defaultdict(list)
    for made in specimens():
        if made.label.article:
            families[made.family].append(made)
    print(f"{'':16}{'pages':>6}{'govcrawl':>12}{'trafilatura':>14}{'times':>8}")
    paces: dict[str, tuple[float, float]] = {}
    for family, made in sorted(families.items()):
        paces[family] = pace(govcrawl, made, asked.runs), pace(baseline, made, asked.runs)
        print(row(family, pages(made), *paces[family]))
    everything = [each for made in families.values() for each in made]
    ours, theirs = pace(govcrawl, everything, asked.runs), pace(baseline, everything, asked.runs)
    print(row("all", pages(everything), ours, theirs))
    if asked.plot:
        from benchmarks.plots import bars

        bars(
            "extract",
            {"govcrawl, with dates and sources": ours, "trafilatura with metadata": theirs},
            title="Reading an article page",
            unit="pages a second a core",
        )


def row(name: str, count: int, ours: float, theirs: float) -> str:
    return f"{name:16}{count:6}{ours:12.0f}{theirs:14.0f}{ours / theirs:8.1f}"


def pages(made: Sequence[Specimen]) -> int:
    return sum(len(each.pages) for each in made)


def pace(read: Callable[[Specimen], None], made: Sequence[Specimen], runs: int) -> float:
    """Pages a second of CPU, the median over the runs."""
    seconds = []
    for each in made:
        read(each)  # what is made once is made
    for _ in range(runs):
        began = process_time()
        for each in made:
            read(each)
        seconds.append(process_time() - began)
    return pages(made) / median(seconds)


def govcrawl(made: Specimen) -> None:
    site = made.declared
    with contextlib.suppress(Rejected):
        normalize(join_parts([extract_article(page, site) for page in made.pages]), site)


def baseline(made: Specimen) -> None:
    for page in made.pages:
        trafilatura.bare_extraction(page.body, url=page.url, with_metadata=True)


if __name__ == "__main__":
    main()
