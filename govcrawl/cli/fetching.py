"""One page fetched for a command, with the guards and the pace of a crawl."""

from govcrawl.errors import GovcrawlError
from govcrawl.items import Page
from govcrawl.site import Site


def fetch_page(site: Site, url: str) -> Page:
    """The page at a URL, asked for once; raises GovcrawlError where it is not to be had. Once a process."""
    from govcrawl.look.errands import Missing, fetch  # Scrapy takes half a second to import
    from govcrawl.look.live import at_home, look

    (page,) = look([(at_home(site, url), fetch(url))])
    if isinstance(page, Missing):
        raise GovcrawlError(str(page))
    return page
