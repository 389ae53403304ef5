"""中国政府网 · 要闻: the whole column is one JSON file."""

from govcrawl.platforms.govcn import GOVCN
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class GovcnSpider(SiteSpider):
    site = Site(
        name="govcn",
        title="中国政府网",
        platform=GOVCN,
        columns=(Column("要闻", "https://www.gov.cn/yaowen/liebiao/YAOWENLIEBIAO.json"),),
        hosts=("www.gov.cn",),
        topic_filter=True,
        confidence="documented",
    )
