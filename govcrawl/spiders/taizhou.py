"""泰州市 and 泰州市海陵区人民政府, where 投促中国 takes its news of 泰州 from. jpaas, text in ``.wzzw-article``.

No list address is known: give them with ``-a start_urls=…``.
"""

from govcrawl.platforms.jpaas import JPAAS
from govcrawl.site import Site
from govcrawl.spiders.base import SiteSpider


class TaizhouSpider(SiteSpider):
    site = Site(
        name="taizhou",
        title="泰州市人民政府",
        platform=JPAAS,
        hosts=("www.taizhou.gov.cn", "www.tzhl.gov.cn"),
        start_urls=True,
        topic_filter=True,
        note="addresses from the command line",
    )
