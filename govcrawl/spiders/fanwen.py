"""范文 sites of one family: GBK declared as gb2312, essays over several pages, compilations without a date.

Article addresses and the 相关文章 tail are documented; which name the second page of a list has is not, so the pager
that the page prints is followed.
"""

from govcrawl.platforms.fanwen import FANWEN
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class FanwenSpider(SiteSpider):
    site = Site(
        name="fanwen",
        title="范文网",
        platform=FANWEN,
        columns=(
            Column("简报", "http://www.ruiwen.com/huiyi/jianbao/"),
            Column("社区工作", "https://www.unjs.com/fanwenwang/ziliao/"),
            Column("制度", "https://www.yjbys.com/zhidu/"),
        ),
        hosts=(".ruiwen.com", ".unjs.com", ".yjbys.com"),
        genre="template",
        note="list addresses assumed",
    )
