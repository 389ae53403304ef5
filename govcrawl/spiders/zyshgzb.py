"""中央社会工作部: built by 人民网, articles ``/n1/YYYY/MMDD/cN-ID.html``. Three seconds between requests.

The addresses of the lists are assumed from the column numbers in its articles. The calendar of its newspaper, a JSON of
years and issues, is not read.
"""

from govcrawl.platforms.people import PEOPLE
from govcrawl.site import ArticleRules, Column, Site
from govcrawl.spiders.base import SiteSpider


class ZyshgzbSpider(SiteSpider):
    site = Site(
        name="zyshgzb",
        title="中央社会工作部",
        platform=PEOPLE,
        columns=(
            Column("基层治理", "https://www.zyshgzb.gov.cn/460636/index.html"),
            Column("工作动态", "https://www.zyshgzb.gov.cn/459388/index.html"),
        ),
        hosts=("www.zyshgzb.gov.cn",),
        article=ArticleRules(
            title=(".title",),
            source=(".origin",),
            author=(".author",),
            text=(".article-context",),
            drop=("p.editor", ".pre", ".sub"),
        ),
        delay=3.1,
        note="list addresses assumed",
    )
