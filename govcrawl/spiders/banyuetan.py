"""半月谈 · 基层治理. On topic as a whole. Lists ``index.html``, ``index_2.html`` …; the date is in the meta tags.

Selectors known from public readers of the site.
"""

from govcrawl.site import ArticleRules, Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class BanyuetanSpider(SiteSpider):
    site = Site(
        name="banyuetan",
        title="半月谈",
        columns=(Column("基层治理", "http://www.banyuetan.org/byt/jicengzhili/index.html"),),
        hosts=("www.banyuetan.org",),
        article=ArticleRules(title=(".detail_tit h1",), text=("#detail_content",)),
        list=ListRules(
            rows=(".bty_tbtj_list ul.clearFix li",),
            link="h3 a[href]",
            published=(".tag3",),
            article_url=r"/detail/\d{8}/\d+_1\.s?html?$",
        ),
        confidence="documented",
    )
