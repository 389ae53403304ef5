"""上海市民政局 · 基层信息: news of districts and streets, the best of all for the topic.

Lists ``index.html``, ``index_2.html`` by a jQuery pager; articles ``/YYYYMMDD/<32 hex>.html``.
"""

from govcrawl.site import ArticleRules, Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class ShanghaiMzjSpider(SiteSpider):
    site = Site(
        name="shanghai_mzj",
        title="上海市民政局",
        columns=(Column("基层信息", "https://mzj.sh.gov.cn/jicxx/index.html"),),
        hosts=("mzj.sh.gov.cn",),
        article=ArticleRules(text=("#ivs_content", ".Article_content")),
        list=ListRules(article_url=r"/20\d{6}/[0-9a-f]{32}\.html$"),
        confidence="documented",
    )
