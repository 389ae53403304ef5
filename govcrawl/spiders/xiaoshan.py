"""杭州市萧山区人民政府, where the 义桥 sub-site of 萧山网 takes its news from. Hanweb, 40 rows a page."""

from govcrawl.platforms.hanweb import HANWEB
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class XiaoshanSpider(SiteSpider):
    site = Site(
        name="xiaoshan",
        title="杭州市萧山区人民政府",
        platform=HANWEB,
        columns=(Column("镇街动态", "https://www.xiaoshan.gov.cn/col/col1684591/index.html"),),
        hosts=("www.xiaoshan.gov.cn",),
        topic_filter=True,
        confidence="documented",
        note="column name assumed",
    )
