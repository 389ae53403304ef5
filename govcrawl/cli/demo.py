"""``govcrawl demo``."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

import click

from govcrawl import settings
from govcrawl.cli.database import Chosen
from govcrawl.cli.outcome import DONE, PROBLEMS
from govcrawl.cli.table import print_table

if TYPE_CHECKING:
    from govcrawl.demo.compare import Difference
    from govcrawl.demo.run import Row
    from govcrawl.demo.server import ToyServer

HEAD = ("site", "articles", "reprints", "not stored, by reason", "seconds")


@click.command()
@click.option("-o", "--output", "target", metavar="FILE", default="demo.jsonl", show_default=True)
@click.option("--serve", is_flag=True, help="Crawl nothing; serve the toy web to a browser until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to serve it; default: a free port.")
def command(target: str, *, serve: bool, port: int) -> int:
    """Crawl a small web of our own on this machine, and compare what comes out with what must.

    Exit status: 0 all is as expected; 1 something is not, and is listed; 75 MongoDB could not be started.
    """
    from govcrawl.demo.server import serving
    from govcrawl.demo.web import toy_web

    with serving(toy_web(), port=port) as server:
        if not serve:
            return demonstrate(server, Path(target))
        click.echo(f"The toy web is at http://localhost:{server.port}/ until Ctrl-C.")
        with suppress(KeyboardInterrupt):
            Event().wait()
        return DONE


def demonstrate(server: "ToyServer", target: Path) -> int:
    """Crawls, exports and compares; the exit status."""
    from govcrawl.demo.run import DATABASE, crawl_toy_web, export, judge, rows, start_afresh

    began = monotonic()
    chosen = Chosen(settings.MONGODB_URI, DATABASE)
    with chosen.opened() as earlier:
        start_afresh(earlier)
        with chosen.opened() as store:
            reports = crawl_toy_web(server.proxy, uri=chosen.uri)
            tally = export(store, target)
            print_rows(list(rows(store, reports)))
            click.echo(f"{target}: {tally}; {monotonic() - began:.0f} seconds in all.")
            return say(judge(store, server), pages=len(server.web.pages))


def print_rows(rows: "Sequence[Row]") -> None:
    """Prints the table: a site a row."""
    print_table(HEAD, [tuple(cells(row)) for row in rows], numbers=("articles", "reprints", "seconds"))


def cells(row: "Row") -> tuple[str, ...]:
    """The row of a site."""
    refused = ", ".join(f"{number} {reason}" for reason, number in sorted(row.refused.items()))
    return row.site, str(row.articles), str(row.reprints), refused or "none", f"{row.seconds:.1f}"


def say(differences: "Sequence[Difference]", *, pages: int) -> int:
    """Prints what is not as expected, every difference on a line; the exit status."""
    for difference in differences:
        click.echo(str(difference))
    if differences:
        click.echo(f"{len(differences)} differences from the manifest of {pages} pages.")
        return PROBLEMS
    click.echo(f"As expected: each of the {pages} pages came out as its manifest says.")
    return DONE
