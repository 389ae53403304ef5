"""The toy web as the core sees it: read page by page, without crawler, database or network."""

from dataclasses import replace
from datetime import UTC, datetime

from govcrawl.demo.page import ToyPage, Web
from govcrawl.demo.web import ARGUMENTS
from govcrawl.extract.lists import extract_list, first_request
from govcrawl.items import Link, ListRequest, Page
from govcrawl.site import Site
from govcrawl.spiders.fanwen import FanwenSpider
from govcrawl.spiders.investchn import InvestchnSpider
from govcrawl.spiders.meipian import MeipianSpider
from govcrawl.spiders.mirror import MirrorSpider
from govcrawl.spiders.xsnet import XsnetSpider

FETCHED = datetime(2024, 11, 20, tzinfo=UTC)
SITES = {
    spider.site.name: spider.site
    for spider in (InvestchnSpider, MeipianSpider, XsnetSpider, MirrorSpider, FanwenSpider)
}


def received(page: ToyPage, link: Link | None = None) -> Page:
    """A toy page as a crawler receives it."""
    headers = {name.lower(): value for name, value in page.headers}
    return Page(url=page.url, body=page.body, status=page.status, headers=headers, fetched_at=FETCHED, link=link)


def walked(web: Web, site: Site) -> dict[str, Link]:
    """The links of all list pages of a site by their URL, each with the name of its column in ``body``."""
    starts = [(first_request(site, column), column.name) for column in site.columns]
    for url in ARGUMENTS.get(site.name, {}).get("start_urls", "").split():
        starts.append((ListRequest(url=url), ""))
    found: dict[str, Link] = {}
    for start, column in starts:
        request: ListRequest | None = start
        while request is not None and (page := web.find(request.url, request.form or None)):
            listed = extract_list(received(page), request=request, site=site)
            fresh = [link for link in listed.links if link.url not in found]
            found |= {link.url: replace(link, body=column) for link in fresh}
            request = listed.next if fresh else None
    return found
