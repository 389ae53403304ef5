"""浙江省民政厅. Hanweb records in the page and ``?uid=&pageNum=``, or jpaas: whichever the page prints.

By IPv6 only from abroad, and the API of jpaas then answers page 1 whatever is asked: the walk ends there.
"""

from govcrawl.platforms.jpaas import JPAAS
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class ZhejiangMztSpider(SiteSpider):
    site = Site(
        name="zhejiang_mzt",
        title="浙江省民政厅",
        platform=JPAAS,
        columns=(Column("工作动态", "https://mzt.zj.gov.cn/col/col1632784/index.html"),),
        hosts=("mzt.zj.gov.cn",),
        topic_filter=True,
        note="column name assumed",
    )
