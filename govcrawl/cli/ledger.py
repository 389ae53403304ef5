"""``govcrawl ledger``."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

import click

from govcrawl.cli.catalogue import site_named
from govcrawl.cli.cells import day, moment, stamp
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.table import print_table
from govcrawl.export.records import line
from govcrawl.store.connection import Store
from govcrawl.store.entries import Entry, Kind, Lane, State
from govcrawl.store.overview import Sought, Total

SHOWN = 20  # entries of the table where no limit is given
MOMENTS = ("published_at", "discovered_at", "changed_at", "resolved_at", "stored_at", "next_attempt_at", "lease_until")


@click.command()
@click.argument("site")
@click.option("--state", type=click.Choice(get_args(State)), help="In this state.")
@click.option("--reason", metavar="SLUG", help="For this reason, as the totals name it.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Articles, or list pages of backfills.")
@click.option("--lane", type=click.Choice(get_args(Lane)), help="For the scheduled runs, or for backfills.")
@click.option("--column", metavar="NAME", help="Found in this column 栏目.")
@click.option("--limit", type=click.IntRange(min=0), help=f"The first so many; default: {SHOWN}, or all as JSON.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a URL, as they are read.")
@click.option("--totals", is_flag=True, help="Only how many there are, by state and reason.")
@database_options
def command(chosen: Chosen, *, site: str, limit: int | None, as_json: bool, totals: bool, **given: Any) -> None:
    """List the URLs of a site that were ever discovered, and what became of each.

    They come by state and reason, and below them stands how many there are of each. Times are China time.
    """
    sought = Sought(site=site, **given)
    with chosen.opened() as store:
        counted = store.overviews.totals(sought) if totals or not as_json else []
        if not counted and site not in store.overviews.sites():
            site_named(site)
        if as_json:
            print_json(counted if totals else store.overviews.entries(sought, limit=limit or 0), empty=limit == 0)
        else:
            print_tables(store, sought, counted, limit=0 if totals else SHOWN if limit is None else limit)


def print_json(found: Iterable[Total | Entry], *, empty: bool) -> None:
    """Prints a JSON object a line as each is read; none where none are wanted."""
    for each in () if empty else found:
        click.echo(line(total_values(each) if isinstance(each, Total) else entry_values(each)), nl=False)


def print_tables(store: Store, sought: Sought, counted: Sequence[Total], *, limit: int) -> None:
    """Prints so many entries, and the totals of all."""
    if limit:
        rows = [tuple(cells(entry)) for entry in store.overviews.entries(sought, limit=limit)]
        print_table(("state", "reason", "tried", "next attempt", "dated", "column", "URL"), rows, numbers=("tried",))
        click.echo()
    rows = [(each.state, each.reason or "", each.kind, each.lane, f"{each.urls:,}") for each in counted]
    print_table(("state", "reason", "kind", "lane", "URLs"), rows, numbers=("URLs",))
    click.echo(f"{sum(each.urls for each in counted):,} in all")


def cells(entry: Entry) -> Iterator[str]:
    """The row of a URL."""
    yield from (entry.state, entry.reason or "", str(entry.attempts), moment(entry.next_attempt_at))
    yield from (day(entry.published_at), entry.column or "", entry.url)


def entry_values(entry: Entry) -> dict[str, Any]:
    """An entry as JSON shows it."""
    return {
        "id": entry.id,
        "url": entry.url,
        "site": entry.site,
        "column": entry.column,
        "kind": entry.kind,
        "lane": entry.lane,
        "state": entry.state,
        "reason": entry.reason,
        "attempts": entry.attempts,
        "title": entry.link.title,
        **{name: stamp(getattr(entry, name)) for name in MOMENTS},
        "owner": entry.owner,
        "run": entry.run,
    }


def total_values(total: Total) -> dict[str, Any]:
    """A total as JSON shows it."""
    return {name: getattr(total, name) for name in ("state", "reason", "kind", "lane", "urls")}
