"""福建省民政厅. TRS; its firewall answers bursts with a minute of 403, hence the slow pace.

The same lists can be had as JSON from ``POST /fjdzapp/search`` (platform WAS) once a column's ``classsql`` is known.
"""

from govcrawl.platforms.trs import TRS
from govcrawl.site import ArticleRules, Column, Site
from govcrawl.spiders.base import SiteSpider


class FujianMztSpider(SiteSpider):
    site = Site(
        name="fujian_mzt",
        title="福建省民政厅",
        platform=TRS,
        columns=(
            Column("通知公告", "https://mzt.fujian.gov.cn/gk/tzgg/"),
            Column("政策解读", "https://mzt.fujian.gov.cn/gk/zcjd/mzzcwjjd/"),
        ),
        hosts=("mzt.fujian.gov.cn",),
        article=ArticleRules(text=(".xl_con", ".article_component", ".xl-bk")),
        delay=3.0,
        topic_filter=True,
        confidence="documented",
    )
