"""人民网 · 党建. Lists ``index.html``, ``index2.html`` …, dates as 2024年03月12日; GBK."""

from govcrawl.platforms.people import PEOPLE
from govcrawl.site import Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class DangjianSpider(SiteSpider):
    site = Site(
        name="dangjian",
        title="人民网",
        platform=PEOPLE,
        columns=(Column("基层党建", "http://dangjian.people.com.cn/GB/394443/"),),
        hosts=("dangjian.people.com.cn", "cpc.people.com.cn"),
        list=ListRules(rows=(".p2j_con02 .fl ul li",), published=("i",)),
        topic_filter=True,
        confidence="documented",
    )
