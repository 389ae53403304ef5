"""美篇: posts of the authors that are listed here, and of nobody else.

Its user agreement (7.1) forbids bulk copying of others' accounts, hence an allow-list: a column is one author,
``https://www.meipian.cn/c/<user id>``. The ids below belong to the demonstration; replace them by authors who agreed.
"""

from govcrawl.platforms.meipian import MEIPIAN
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class MeipianSpider(SiteSpider):
    site = Site(
        name="meipian",
        title="美篇",
        platform=MEIPIAN,
        columns=(
            Column("大东街社区", "https://www.meipian.cn/c/39170021"),
            Column("和平街社区", "https://www.meipian.cn/c/39170022"),
        ),
        hosts=("www.meipian.cn",),
        genre="post",
        delay=1.5,
        confidence="documented",
        note="explicit author allow-list; list API known from code of 2026-05",
    )
