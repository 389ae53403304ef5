"""深圳市民政局. gkmlpt, by http only; 4847 documents seen by others."""

from govcrawl.platforms.gkmlpt import GKMLPT
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class ShenzhenMzjSpider(SiteSpider):
    site = Site(
        name="shenzhen_mzj",
        title="深圳市民政局",
        platform=GKMLPT,
        columns=(Column("信息公开目录", "http://mzj.sz.gov.cn/gkmlpt/index"),),
        hosts=("mzj.sz.gov.cn",),
        topic_filter=True,
        confidence="documented",
    )
