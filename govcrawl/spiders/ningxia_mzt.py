"""宁夏回族自治区民政厅. TRS; lists ``index.html``, ``index_1.html``; text in ``div.view``."""

from govcrawl.platforms.trs import TRS
from govcrawl.site import ArticleRules, Column, Site
from govcrawl.spiders.base import SiteSpider


class NingxiaMztSpider(SiteSpider):
    site = Site(
        name="ningxia_mzt",
        title="宁夏回族自治区民政厅",
        platform=TRS,
        columns=(
            Column("通知公告", "https://mca.nx.gov.cn/xwzx/tzgg/index.html"),
            Column("政策文件", "https://mca.nx.gov.cn/zwgk/zcfg/zcwj/index.html"),
        ),
        hosts=("mca.nx.gov.cn",),
        article=ArticleRules(text=("div.view",)),
        topic_filter=True,
        confidence="documented",
    )
