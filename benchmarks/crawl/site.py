"""速度观察网 · 社区治理: the site of this benchmark, as govcrawl declares one."""

from benchmarks.crawl.web import list_url
from govcrawl.site import Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class SpeedSpider(SiteSpider):
    site = Site(
        name="speed",
        title="速度观察网",
        columns=(Column("社区治理", list_url(0)),),
        list=ListRules(max_pages=10_000),
    )
