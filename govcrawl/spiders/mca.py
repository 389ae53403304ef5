"""民政部. Lists ``/n152/n165/index.html`` with pages ``index_<code>_<n>.html``; the count may run down.

Articles ``/nA/nB/c1662…/content.html``, text in ``#zoom``. Cannot be reached from abroad.
"""

from govcrawl.site import ArticleRules, Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class McaSpider(SiteSpider):
    site = Site(
        name="mca",
        title="民政部",
        columns=(
            Column("工作动态", "https://www.mca.gov.cn/n152/n165/index.html"),
            Column("地方动态", "https://www.mca.gov.cn/n156/n2679/index.html"),
        ),
        hosts=("www.mca.gov.cn",),
        article=ArticleRules(title=("#artmain h3",), text=("#zoom",)),
        list=ListRules(article_url=r"/c\d+/content\.html$"),
        topic_filter=True,
        confidence="documented",
        note="column names and pager direction assumed",
    )
