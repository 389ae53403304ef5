"""北京市民政局. Hanweb; rows in ``div.bjmz_tylist``."""

from govcrawl.platforms.hanweb import HANWEB
from govcrawl.site import Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class BeijingMzjSpider(SiteSpider):
    site = Site(
        name="beijing_mzj",
        title="北京市民政局",
        platform=HANWEB,
        columns=(
            Column("工作动态", "https://mzj.beijing.gov.cn/col/col10694/index.html"),
            Column("通知公告", "https://mzj.beijing.gov.cn/col/col10692/index.html"),
            Column("基层动态", "https://mzj.beijing.gov.cn/col/col10696/index.html"),
        ),
        hosts=("mzj.beijing.gov.cn",),
        list=ListRules(rows=("div.bjmz_tylist li",)),
        topic_filter=True,
        note="column names assumed",
    )
