"""``govcrawl status``."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from govcrawl import settings
from govcrawl.cli.catalogue import site_named, sites
from govcrawl.cli.cells import moment, stamp
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.outcome import DONE, PROBLEMS
from govcrawl.cli.table import print_table
from govcrawl.crawl.verdict import GOOD
from govcrawl.export.records import line
from govcrawl.health.machine import judge_spool
from govcrawl.store.overview import Overview
from govcrawl.store.runs import RunRecord

SHOWN_WEEKS = 4
HEAD = (
    *("site", "now", "last run", "verdict", "last good run", "newest article"),
    *("waiting", "of a backfill", "articles a week"),
)
NUMBERS = ("waiting", "of a backfill", "articles a week")


@click.command()
@click.argument("names", metavar="[SITE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a site.")
@database_options
def command(chosen: Chosen, *, names: tuple[str, ...], as_json: bool) -> int:
    """Say how each site is doing: last runs, newest article, what waits, articles a week.

    Waiting are URLs that were discovered and not yet fetched, for the scheduled runs or for a backfill. Articles a
    week are those published in each of the last four weeks, the present one last. Times are China time. A spool that
    runs have left on this machine is named below, in JSON on standard error.

    Exit status: 0 the last run of every site ended well; 1 that of a site did not.
    """
    with chosen.opened() as store:
        known = store.overviews.sites()
        for name in names:
            if name not in known:
                site_named(name)
        found = [store.overviews.of(name, good=GOOD) for name in names or known]
    if as_json:
        for each in found:
            click.echo(line(as_values(each)), nl=False)
    else:
        print_table(HEAD, [tuple(cells(each)) for each in found], numbers=NUMBERS)
        if not names:
            say_never_run(found)
    spool = judge_spool(Path(settings.GOVCRAWL_DATA_DIR).expanduser())
    if spool.remedy is not None:
        click.echo(f"spool: {spool.said}: {spool.remedy}", err=as_json)
    return PROBLEMS if any(is_bad(each) for each in found) else DONE


def is_bad(overview: Overview) -> bool:
    """Whether somebody should look at a site: its last run did not end well."""
    return overview.last is not None and overview.last_verdict not in GOOD


def say_never_run(found: Sequence[Overview]) -> None:
    """Names the sites with lists of their own that were never crawled."""
    met = {each.site for each in found if each.last or each.running}
    never = [site.name for site in sites().values() if site.columns and site.name not in met]
    if never:
        click.echo(f"never run: {', '.join(never)}")


def cells(overview: Overview) -> Iterator[str]:
    """The row of a site."""
    yield overview.site
    yield ", ".join(f"{run.kind} since {moment(run.started_at)}" for run in overview.running)
    yield began(overview.last)
    yield overview.last_verdict or ""
    yield began(overview.last_good)
    yield moment(overview.newest)
    yield from (f"{overview.backlog[lane]:,}" for lane in ("crawl", "backfill"))
    yield " ".join(map(str, overview.weekly[-SHOWN_WEEKS:]))


def began(run: RunRecord | None) -> str:
    """When a run began."""
    return "" if run is None else moment(run.started_at)


def as_values(overview: Overview) -> dict[str, Any]:
    """A site as JSON shows it."""
    return {
        "site": overview.site,
        "bad": is_bad(overview),
        "running": [_brief(run) for run in overview.running],
        "last_run": overview.last and _brief(overview.last) | {"verdict": overview.last_verdict},
        "last_good_run": overview.last_good and _brief(overview.last_good),
        "newest_article": stamp(overview.newest),
        "backlog": overview.backlog,
        "articles_a_week": overview.weekly,
    }


def _brief(run: RunRecord) -> dict[str, Any]:
    return {
        "run": run.id,
        "kind": run.kind,
        "verdict": run.verdict,
        "started_at": stamp(run.started_at),
        "finished_at": stamp(run.finished_at),
        "owner": run.owner,
    }
