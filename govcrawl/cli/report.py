"""``govcrawl report``."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

import click

from govcrawl.cli.catalogue import sites
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.outcome import DONE, complain
from govcrawl.cli.standing import Standing
from govcrawl.errors import StoreError, UsageError
from govcrawl.store.connection import Store

STORIES = 50  # of the biggest, a page each
MINUTE = 60.0  # seconds


@click.command()
@click.option("-o", "--output", "target", metavar="DIR", required=True, help="Where the pages go; made if missing.")
@click.option("--serve", is_flag=True, help="Keep them fresh, and serve them on this machine until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to serve; default: a free port.")
@click.option(
    "--every", type=click.FloatRange(min=0, min_open=True), default=10.0, show_default=True, help="Minutes between two."
)
@click.option("--stories", type=click.IntRange(0, 1000), default=STORIES, show_default=True, help="How many stories.")
@database_options
def command(chosen: Chosen, *, target: str, serve: bool, port: int, every: float, stories: int) -> int:
    """Write a report as pages that open from disk: sites, runs, what is missing, the biggest stories.

    The pages ask nothing from anywhere and have no scripts, so they may be copied, mailed, or put behind a web server.
    """
    directory = Path(target)
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{target} is no directory")
    with Standing(chosen) as standing:
        click.echo(f"{directory / 'index.html'}: {write(standing.revive(), directory, stories=stories)} pages")
        if serve:
            keep_fresh(standing.revive, directory, port=port, pause=every * MINUTE, stories=stories)
    return DONE


def write(store: Store, directory: Path, *, stories: int = STORIES) -> int:
    """Writes the report on a store; how many pages it has."""
    from govcrawl.report.pages import Report, first_day, pages
    from govcrawl.report.publish import publish

    figures = store.figures
    now = figures.now()
    withdrawn = store.corpus.withdrawn()
    report = Report(
        made_at=now,
        sites=tuple(figures.of(site, since=first_day(now), withdrawn=withdrawn) for site in store.overviews.sites()),
        stories=tuple(store.retellings.biggest(limit=stories, withdrawn=withdrawn)) if stories else (),
        titles={site.name: site.title for site in sites().values()},
    )
    return publish(pages(report), directory)


def keep_fresh(revive: Callable[[], Store], directory: Path, *, port: int, pause: float, stories: int) -> None:
    """Serves the report until it is interrupted, and writes it anew every so many seconds.

    While MongoDB is away, the last report stays.
    """
    from govcrawl.report.serve import serving

    with ended() as end, serving(directory, port=port) as found:
        click.echo(f"The report is at http://127.0.0.1:{found}/ until Ctrl-C.")
        while not end.wait(pause):
            try:
                write(revive(), directory, stories=stories)
            except StoreError as error:
                complain(f"the report stays as it was: {error}")


@contextmanager
def ended() -> Iterator[Event]:
    """An event that SIGINT and SIGTERM set while the block lasts."""
    end = Event()

    def set_end(_: int, __: FrameType | None) -> None:
        end.set()

    earlier = {number: signal.signal(number, set_end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
