"""广东省民政厅. gkmlpt: the column page names the site's id, the list is an API, the article carries itself as JSON."""

from govcrawl.platforms.gkmlpt import GKMLPT
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class GuangdongMztSpider(SiteSpider):
    site = Site(
        name="guangdong_mzt",
        title="广东省民政厅",
        platform=GKMLPT,
        columns=(Column("信息公开目录", "https://smzt.gd.gov.cn/gkmlpt/index"),),
        hosts=("smzt.gd.gov.cn",),
        topic_filter=True,
        confidence="documented",
    )
