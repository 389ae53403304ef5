"""西藏自治区民政厅 · 地市动态. TRS; the region's second list page is ``index_2``."""

from govcrawl.platforms.trs import TRS_FROM_TWO
from govcrawl.site import ArticleRules, Column, Site
from govcrawl.spiders.base import SiteSpider


class XizangMztSpider(SiteSpider):
    site = Site(
        name="xizang_mzt",
        title="西藏自治区民政厅",
        platform=TRS_FROM_TWO,
        columns=(Column("地市动态", "https://mzt.xizang.gov.cn/zxzx/dsdt/index.html"),),
        hosts=("mzt.xizang.gov.cn",),
        article=ArticleRules(text=("div.view",)),
        topic_filter=True,
        confidence="documented",
    )
