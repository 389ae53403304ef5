"""共产党员网 (12371.cn): list pages carry their rows in a script; articles ``/YYYY/MM/DD/ARTI….shtml``."""

from govcrawl.platforms.dangyuan import DANGYUAN
from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider


class DangyuanSpider(SiteSpider):
    site = Site(
        name="dangyuan",
        title="共产党员网",
        platform=DANGYUAN,
        columns=(
            Column("最新发布", "https://www.12371.cn/zxfb/"),
            Column("中央文件", "https://www.12371.cn/special/zcwj/"),
        ),
        hosts=("www.12371.cn",),
        topic_filter=True,
        confidence="documented",
    )
