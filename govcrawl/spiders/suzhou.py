"""苏州市人民政府 · 区县快讯. UCAP: the list is the city's own JSON service."""

from govcrawl.platforms.ucap import UCAP
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class SuzhouSpider(SiteSpider):
    site = Site(
        name="suzhou",
        title="苏州市人民政府",
        platform=UCAP,
        columns=(
            Column(
                "区县快讯",
                "https://www.suzhou.gov.cn/szinf/info/getInfoCommon/"
                "?pagesize=15&currpage=1&channelid=75c636ea0efb487ea7e479e3cc0ff3e5",
            ),
        ),
        hosts=("www.suzhou.gov.cn",),
        topic_filter=True,
        confidence="documented",
    )
