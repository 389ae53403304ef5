"""福建省信访局. TRS; few articles on the topic."""

from govcrawl.platforms.trs import TRS
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class FujianXfjSpider(SiteSpider):
    site = Site(
        name="fujian_xfj",
        title="福建省信访局",
        platform=TRS,
        columns=(Column("通知公告", "https://xfj.fujian.gov.cn/zwgk/tzgg/"),),
        hosts=("xfj.fujian.gov.cn",),
        delay=3.0,
        topic_filter=True,
        confidence="documented",
    )
