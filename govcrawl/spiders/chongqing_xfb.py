"""重庆市信访办. TRS; few articles on the topic."""

from govcrawl.platforms.trs import TRS
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class ChongqingXfbSpider(SiteSpider):
    site = Site(
        name="chongqing_xfb",
        title="重庆市信访办公室",
        platform=TRS,
        columns=(Column("问答解读", "https://xfb.cq.gov.cn/zwgk_219/zcjd/wzjd/"),),
        hosts=("xfb.cq.gov.cn",),
        topic_filter=True,
        confidence="documented",
        note="column name assumed",
    )
