"""江苏省民政厅. Hanweb; the date beside a list row may be its neighbour's, so the article's own goes first."""

from govcrawl.platforms.hanweb import HANWEB
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class JiangsuMztSpider(SiteSpider):
    site = Site(
        name="jiangsu_mzt",
        title="江苏省民政厅",
        platform=HANWEB,
        columns=(
            Column("工作动态", "https://mzt.jiangsu.gov.cn/col/col55087/index.html"),
            Column("地方动态", "https://mzt.jiangsu.gov.cn/col/col78574/index.html"),
        ),
        hosts=("mzt.jiangsu.gov.cn",),
        topic_filter=True,
        confidence="documented",
        note="column names assumed",
    )
