"""``govcrawl withdraw``."""

import re

import click

from govcrawl.cli.catalogue import site_of
from govcrawl.cli.database import Chosen, database_options
from govcrawl.errors import UsageError
from govcrawl.normalize import article_id, canonical_url
from govcrawl.store.connection import Store

IDENTITY = re.compile(r"[0-9a-f]{32}")


@click.command()
@click.argument("article", metavar="URL|ID")
@click.option("--why", required=True, help="The reason, for those who ask later.")
@database_options
def command(chosen: Chosen, *, article: str, why: str) -> None:
    """Take an article out of every export for good, however often it is crawled again."""
    if not why.strip():
        raise UsageError("--why needs a reason")
    with chosen.opened() as store:
        found = _identity(article, store)
        if store.corpus.withdraw(found, why=why):
            click.echo(f"{found} is withdrawn; deltas tell those who keep a copy")
        else:
            click.echo(f"{found} was withdrawn before")


def _identity(article: str, store: Store) -> str:
    """The identity of an article by one of its addresses, stored or not; raises UsageError where it is none."""
    if IDENTITY.fullmatch(article):
        return article
    if not article.startswith(("http://", "https://")):
        raise UsageError(f"{article!r} is neither the address of an article nor 32 hex digits")
    return store.corpus.find_id(article) or article_id(canonical_url(article, site_of(article)))
