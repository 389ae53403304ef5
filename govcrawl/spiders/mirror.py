"""Polluted mirrors (站群): any host that reprints under pinyin pollution, given with ``-a start_urls=…``.

Such hosts come and go, so none is listed; the text of every page is taken for polluted, and nothing of its layout is
relied on. Only hosts of the given addresses are visited.
"""

from govcrawl.site import Site
from govcrawl.spiders.base import SiteSpider


class MirrorSpider(SiteSpider):
    site = Site(
        name="mirror",
        title="镜像站",
        start_urls=True,
        polluted=True,
        note="addresses from the command line",
    )
