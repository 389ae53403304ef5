"""What exists in the toy web: every page of the five sites, and what a crawl must make of it."""

from functools import cache

from govcrawl.demo.page import Kept, ToyPage, Web
from govcrawl.demo.sites import fanwen, guali, investchn, meipian, mirror, xsnet

SITES = ("investchn", "meipian", "xsnet", "mirror", "fanwen")
"""The spiders of the toy web in the order in which they must run for each reprint to come after its original."""

ARGUMENTS = {"mirror": {"start_urls": " ".join(mirror.START_URLS)}}
"""What a spider needs with ``-a``, by its name."""


@cache
def toy_web() -> Web:
    """The toy web; the same in every process."""
    portal = investchn.pages()
    older = _plain(portal, "/2030")  # of the column with the oldest articles
    town = xsnet.pages(older[2:4])
    return Web(
        (
            *portal,
            *meipian.pages(older[:2]),
            *town,
            *guali.pages(),
            *mirror.pages(_plain(portal, "/2020"), _plain(town, "/content_14")),
            *fanwen.pages(),
        )
    )


def _plain(pages: list[ToyPage], part: str) -> list[tuple[str, Kept]]:
    """The articles among the pages whose address holds ``part`` and that reprint nothing, with their addresses."""
    return [
        (page.url, page.expected)
        for page in pages
        if part in page.url and isinstance(page.expected, Kept) and page.expected.original is None
    ]
