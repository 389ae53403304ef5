"""投促中国 (investchn.com) · 开发区新闻, by city.

Known: the breadcrumb 首页 > 开发区新闻 > 城市 > 文字新闻, the info line 发布时间 · 来源 · 发布开发区, 上一条/下一条.
Not known: the address of a single list. The columns below are placeholders; when somebody has looked at the site, its
own belong here, or hand them over with ``-a start_urls=…``. Nothing in reading depends on them.
"""

from govcrawl.site import Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class InvestchnSpider(SiteSpider):
    site = Site(
        name="investchn",
        title="投促中国",
        columns=(
            Column("泰州", "http://www.investchn.com/news/list/taizhou/"),
            Column("苏州", "http://www.investchn.com/news/list/suzhou/"),
            Column("赣州", "http://www.investchn.com/news/list/ganzhou/"),
        ),
        hosts=("www.investchn.com",),
        start_urls=True,
        list=ListRules(
            article_url=r"investchn\.com/(?!.*(?:list|page=)).*(?:news|xinwen|show|view|detail|info|article).*\d"
        ),
        note="list addresses unknown",
    )
