"""``govcrawl extract``: what govcrawl reads in saved pages. No network, no database."""

from collections.abc import Sequence
from typing import Any

import click

from govcrawl.cli.saved import Saved, page_of, read_arguments
from govcrawl.errors import Rejected
from govcrawl.export.records import article_record, line
from govcrawl.extract import extract_article, join_parts
from govcrawl.normalize import normalize


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--url", "urls", multiple=True, help="Address of the page; once for all FILEs, or once a FILE.")
@click.option("--status", default=200, show_default=True, type=click.IntRange(100, 599), help="HTTP status.")
@click.option("--header", "headers", multiple=True, metavar="'K: V'", help="A response header; repeatable.")
@click.option("--site", "name", metavar="SITE", help="Read by the rules of this site instead of the URL's.")
@click.option("--join", is_flag=True, help="The FILEs are the parts of one article, in order.")
def command(
    files: tuple[str, ...], urls: tuple[str, ...], status: int, headers: tuple[str, ...], name: str | None, join: bool
) -> None:
    """Read saved pages; print one JSON object a page: the article, or why there is none.

    A page that yields no article is an answer, not an error: the exit status is 0.
    """
    saved = read_arguments(files, urls, status=status, headers=headers, name=name)
    for parts in [saved] if join else ([page] for page in saved):
        click.echo(line(_answer(parts)), nl=False)


def _answer(saved: Sequence[Saved]) -> dict[str, Any]:
    """The object printed for a page, or for the parts of one article."""
    first = saved[0]
    try:
        parts = [extract_article(page_of(part), part.site) for part in saved]
        article = normalize(parts[0] if len(parts) == 1 else join_parts(parts), first.site)
    except Rejected as refused:
        rejected = {"field": refused.field, "reason": refused.reason}
        return {"url": refused.url, "article": None, "rejected": rejected}
    return {"url": first.url, "article": article_record(article), "rejected": None}
