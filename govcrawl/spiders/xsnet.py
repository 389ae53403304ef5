"""萧山网: the 义桥 sub-site /A/flkcxsd/ of zt.xsnet.cn, and the 瓜沥 town site.

Articles are /content/YYYY-MM/DD/content_N.html with an empty 内容来源. The 义桥 list addresses are assumed, that of
瓜沥 is documented. Mirrors on foreign hosts carry pinyin pollution: crawl those with the spider ``mirror``.
"""

from govcrawl.platforms.xsnet import XSNET
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class XsnetSpider(SiteSpider):
    site = Site(
        name="xsnet",
        title="萧山网",
        platform=XSNET,
        columns=(
            Column("热点新闻", "http://zt.xsnet.cn/A/flkcxsd/node_1001.html"),
            Column("义桥新闻", "http://zt.xsnet.cn/A/flkcxsd/node_1002.html"),
            Column("瓜沥政务", "http://guali.xsnet.cn/html/ygzw/"),
        ),
        hosts=("zt.xsnet.cn", "guali.xsnet.cn"),
        note="义桥 list addresses assumed",
    )
