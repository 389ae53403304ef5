"""The options that say which articles, and the selection they make."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import click

from govcrawl.cli.moments import Day, Moment
from govcrawl.errors import UsageError
from govcrawl.export.selection import Selection
from govcrawl.items import Genre, Window

OPTIONS = (
    click.option("--site", "sites", multiple=True, metavar="SITE", help="Of this site; repeatable."),
    click.option("--since", type=Day(), help="Published on this day or later, China time."),
    click.option("--until", type=Day(), help="Published on this day or earlier."),
    click.option("--fetched-since", type=Moment(), help="Fetched at this moment or later."),
    click.option("--topic", "topics", multiple=True, metavar="TERM", help="On this topic; repeatable."),
    click.option(
        "--genre", "genres", multiple=True, type=click.Choice(get_args(Genre)), help="Of this genre; repeatable."
    ),
    click.option("--source", "sources", multiple=True, metavar="ORG", help="Credited to this 来源; repeatable."),
    click.option("--story", type=click.Choice(["original", "all"]), default="all", help="Originals only, or all."),
    click.option("--match", metavar="TEXT", help="With this text in title or body, whatever its script."),
    click.option("--as-of", type=Moment(ending=True), help="As the corpus stood then."),
)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a verb the options that say which articles, and hands it these as one ``selection``."""

    @functools.wraps(command)
    def wrapped(*, since: date | None, until: date | None, story: str, **options: Any) -> Any:
        if since and until and since > until:
            raise UsageError(f"--since {since} is later than --until {until}")
        chosen = {name: options.pop(name) for name in ("sites", "topics", "genres", "sources")}
        selection = Selection(
            **chosen,
            window=Window(since=since, until=until),
            fetched_since=options.pop("fetched_since"),
            originals=story == "original",
            match=options.pop("match"),
            as_of=options.pop("as_of"),
        )
        return command(selection=selection, **options)

    for option in reversed(OPTIONS):
        wrapped = option(wrapped)
    return wrapped
