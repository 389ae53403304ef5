"""``govcrawl runs``."""

from collections.abc import Iterator
from typing import Any

import click

from govcrawl.cli.catalogue import site_named
from govcrawl.cli.cells import duration, moment, size, stamp
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.table import print_table
from govcrawl.crawl.verdict import Counts
from govcrawl.export.records import line
from govcrawl.store.runs import RunRecord

STATES = ("stored", "rejected", "blocked", "failed", "gone", "skipped")
HEAD = (
    *("started", "site", "kind", "verdict", "list pages", "URLs", *STATES, "waiting", "sums"),
    *("new", "fetched", "took", "problems"),
)
NUMBERS = ("list pages", "URLs", *STATES, "waiting", "new", "fetched", "took")


@click.command()
@click.argument("site", required=False)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="The latest so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a run.")
@database_options
def command(chosen: Chosen, *, site: str | None, limit: int, as_json: bool) -> None:
    """List the latest runs: when, how they ended, what they counted.

    A run answers for the URLs it discovered and those it found due. Each is in one of the states that follow, or
    waiting for a later run: where the numbers add up, ``sums`` says yes. Times are China time.
    """
    with chosen.opened() as store:
        found = list(store.runs.find(site=site, limit=limit))
    if site is not None and not found:
        site_named(site)
    if as_json:
        for run in found:
            click.echo(line(as_values(run)), nl=False)
        return
    print_table(HEAD, [tuple(cells(run)) for run in found], numbers=NUMBERS)


def cells(run: RunRecord) -> Iterator[str]:
    """The row of a run."""
    counts = Counts.of(run.counts)
    yield from (moment(run.started_at), run.site, run.kind, run.verdict or run.state, str(counts.lists))
    yield str(counts.taken)
    yield from (str(counts.in_state(state)) for state in STATES)
    yield from (str(counts.waiting), "yes" if counts.sums else "NO", str(counts.new), size(counts.bytes))
    seconds = seconds_of(run)
    yield "" if seconds is None else duration(seconds)
    yield ", ".join(run.counts.get("problems", ())).replace("_", " ")


def as_values(run: RunRecord) -> dict[str, Any]:
    """A run as JSON shows it."""
    counts = dict(run.counts)
    return {
        "run": run.id,
        "site": run.site,
        "kind": run.kind,
        "state": run.state,
        "verdict": run.verdict,
        "problems": counts.pop("problems", []),
        "ended": counts.pop("ended", None),
        "started_at": stamp(run.started_at),
        "finished_at": stamp(run.finished_at),
        "seconds": counts.pop("seconds", seconds_of(run)),
        "counts": counts,
        "sums": Counts.of(counts).sums,
        "owner": run.owner,
        "about": run.about,
    }


def seconds_of(run: RunRecord) -> float | None:
    """How long a run that has ended took."""
    return None if run.finished_at is None else round((run.finished_at - run.started_at).total_seconds(), 1)
