"""``govcrawl withdraw``."""

import click

from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.naming import identity_of
from govcrawl.errors import UsageError


@click.command()
@click.argument("article", metavar="URL|ID")
@click.option("--why", required=True, help="The reason, for those who ask later.")
@database_options
def command(chosen: Chosen, *, article: str, why: str) -> None:
    """Take an article out of every export for good, however often it is crawled again."""
    if not why.strip():
        raise UsageError("--why needs a reason")
    with chosen.opened() as store:
        found = identity_of(article, store)
        elsewhere = store.corpus.told_elsewhere(found)
        is_new = store.corpus.withdraw(found, why=why)
        store.stories.set_aside(found)
        if is_new:
            click.echo(f"{found} is withdrawn; deltas tell those who keep a copy")
        else:
            click.echo(f"{found} was withdrawn before")
        for url in elsewhere:
            click.echo(f"its story is also told at {url}")
