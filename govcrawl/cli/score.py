"""``govcrawl score``: how right extraction is over a folder of labelled pages. No network, no database."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import orjson

from govcrawl.cli.catalogue import site_named, site_of
from govcrawl.cli.outcome import DONE, PROBLEMS, complain
from govcrawl.cli.table import print_table
from govcrawl.errors import UsageError
from govcrawl.score import Judgement, Labelled, Tally, breaches, judge, read_floors, read_folder, tally
from govcrawl.site import Site

FEW = 60  # pages that are read before a second process would have started


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--site", "name", metavar="SITE", help="Read by the rules of this site instead of the URL's.")
@click.option("--worst", default=10, show_default=True, metavar="N", type=click.IntRange(0), help="Pages to show.")
@click.option("--floor", "floor", metavar="FILE", type=click.Path(path_type=Path), help='{"title": 0.99, …}')
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(folder: Path, name: str | None, worst: int, floor: Path | None, *, as_json: bool) -> int:
    """Say how right extraction is over a folder of labelled pages.

    DIR holds pages {id}.html with labels {id}.json and, where known, {id}.meta.json (url, status, headers), or fixture
    directories. Titles, sources and authors count when they are equal but for white space, dates to the day or finer
    where the label is, bodies by F1 over their characters.

    Exit status: 0; 1 with --floor where a field is under its floor; 2 wrong usage.
    """
    floors = read_floors(floor) if floor else {}
    site = site_named(name) if name else None
    found = tally(judged([(labelled, site or site_of(labelled.pages[0].url)) for labelled in read_folder(folder)]))
    if not found.pages:
        raise UsageError(f"{folder}: no labelled pages; a page {{id}}.html has its label in {{id}}.json")
    if as_json:
        click.echo(orjson.dumps(summary(found, worst), option=orjson.OPT_INDENT_2))
    else:
        print_scores(found)
        print_worst(found.worst[:worst])
    below = list(breaches(found, floors))
    for breach in below:
        complain(f"under its floor: {breach}")
    return PROBLEMS if below else DONE


def judged(pages: Sequence[tuple[Labelled, Site]]) -> Iterable[Judgement]:
    """The judgements of all pages, each read by the rules of its site, on every core where there are many."""
    if len(pages) <= FEW:
        return [judge(labelled, site) for labelled, site in pages]
    workers = min(os.cpu_count() or 1, len(pages) // FEW + 1)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(judge, *zip(*pages, strict=True), chunksize=8))


def summary(found: Tally, worst: int) -> dict[str, Any]:
    """The tally as a JSON object."""
    return {
        "pages": found.pages,
        "fields": {score.field: asdict(score) for score in found.scores},
        "cpu_ms": {"mean": round(found.mean_ms, 2), "slowest": round(found.slowest_ms, 2)},
        "worst": [
            {"id": each.id, "differs": [asdict(mark) for mark in each.marks if mark.share < 1]}
            for each in found.worst[:worst]
        ],
    }


def print_scores(found: Tally) -> None:
    """Prints a table, a row a field."""
    head = ("field", "pages", "wrong", "right", "95 % interval")
    rows = [
        (score.field, f"{score.pages}", f"{score.wrong}", f"{score.share:.2%}", f"{score.low:.2%} – {score.high:.2%}")
        for score in found.scores
    ]
    print_table(head, rows, numbers=head[1:])
    click.echo(f"{found.pages} articles and pages; CPU {found.mean_ms:.1f} ms each, {found.slowest_ms:.0f} ms at most")


def print_worst(judgements: Sequence[Judgement]) -> None:
    """Prints what differs on the worst pages."""
    if judgements:
        click.echo()
        print_table(("page", "field", "wanted", "got"), _differences(judgements))


def _differences(judgements: Sequence[Judgement]) -> Iterator[tuple[str, str, str, str]]:
    for judgement in judgements:
        for mark in judgement.marks:
            if mark.share < 1:
                field = f"{mark.field} {mark.share:.3f}" if mark.field == "body" else mark.field
                yield judgement.id, field, mark.wanted, mark.got
