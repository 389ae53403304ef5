"""``python -m benchmarks.accuracy``: the README's table. ``--write DIR`` writes the pages for ``govcrawl score DIR``."""

import sys
from argparse import ArgumentParser
from pathlib import Path

import trafilatura

from benchmarks.accuracy.corpus import write
from benchmarks.accuracy.measuring import (
    where_a_container_is_known,
    with_declared_sites,
    with_trafilatura,
    without_declarations,
)
from govcrawl.score import Score, Tally

ROWS = (
    ("title", "title"),
    ("published", "date (and time, where printed)"),
    ("source", "source 来源"),
    ("author", "author"),
    ("views", "views"),
    ("body", "body, mean F1 over characters"),
    ("refused", "pages without an article refused"),
)


def table() -> str:
    """The README's table, in Markdown."""
    columns = (with_declared_sites(), without_declarations(), with_trafilatura())
    head = ("", "site declared", "site unknown", f"trafilatura {trafilatura.__version__} alone ¹")
    rows = [head, ("---",) * len(head)]
    for field, name in ROWS:
        rows.append((name, *(_share(column.score(field)) for column in columns)))
    rows.append(("dates invented", *(_count(column.score("invented")) for column in columns)))
    rows.append(("CPU a page, mean", *(f"{column.mean_ms:.1f} ms" for column in columns)))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    cost = where_a_container_is_known()
    articles = columns[0].score("kept").pages
    return "\n".join(
        [
            *lines,
            "",
            f"{articles} articles and {columns[0].pages - articles} other pages, of our own making; in brackets, Wilson's interval of 95 %. Where a",
            f"container is known, an article takes {cost.mean_ms:.1f} ms of CPU, the slowest {cost.slowest_ms:.0f} ms.",
            "",
            "¹ on the generated pages; its dates are compared to the day, its site name is taken for the source.",
        ]
    )


def _share(score: Score) -> str:
    return f"{score.share:.1%} ({score.low:.1%}–{score.high:.1%})"


def _count(score: Score) -> str:
    return f"{score.wrong} on {score.pages} pages"


def _worst(found: Tally) -> str:
    return "\n".join(
        f"{page.id}: {mark.field}: {mark.wanted} ≠ {mark.got}"
        for page in found.worst
        for mark in page.marks
        if mark.share < 1
    )


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--write", metavar="DIR", type=Path, help="write the labelled pages into DIR")
    parser.add_argument("--worst", action="store_true", help="print every difference instead of the table")
    given = parser.parse_args()
    if given.write:
        given.write.mkdir(parents=True, exist_ok=True)
        print(f"{write(given.write)} labelled pages in {given.write}")
    elif given.worst:
        print(f"Declared:\n{_worst(with_declared_sites())}\n\nUnknown:\n{_worst(without_declarations())}")
    else:
        print(table())


if __name__ == "__main__":
    sys.exit(main())
