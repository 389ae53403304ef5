"""重庆市民政局. TRS; lists ``index.html``, ``index_1.html`` by ``createPage(…)``."""

from govcrawl.platforms.trs import TRS
from govcrawl.site import ArticleRules, Column, Site
from govcrawl.spiders.base import SiteSpider


class ChongqingMzjSpider(SiteSpider):
    site = Site(
        name="chongqing_mzj",
        title="重庆市民政局",
        platform=TRS,
        columns=(Column("通知公告", "https://mzj.cq.gov.cn/zwgk_218/zfxxgkml/tzgg/"),),
        hosts=("mzj.cq.gov.cn",),
        article=ArticleRules(text=(".trs_editor_view", ".TRS_UEDITOR", "div.gkxl-article")),
        topic_filter=True,
        confidence="documented",
    )
