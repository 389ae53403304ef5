"""What kind of text an article is."""

import re

from govcrawl.items import Genre
from govcrawl.site import Site

_TEMPLATE = re.compile(
    r"范文|模板|样本|[(（【\[]?(?:精选|通用|热门|优秀|实用|合集|汇编|最新)?\s*(?:[\d一二三四五六七八九十]+)\s*篇[)）】\]]?$"
)
_END = r"(?:[(（].{0,20}[)）])?$"
_NOTICE = re.compile(
    rf"(?:通知|公告|公示|通告|启事|批复|简章|倡议书|一封信){_END}"
    rf"|关于.{{2,80}}(?:意见|办法|细则|规定|条例|方案|规划|名单|决定|通报|函|令|清单|目录|指南|须知|答复|说明){_END}"
    r"|(?:意见|办法|细则|规定|条例|方案|规划)[(（](?:试行|暂行|草案|征求意见稿|修订|\d{4}年?(?:版|修订)).{0,8}[)）]$"
    r"|(?:招标|中标|成交|采购|招聘|征集|拟任前?|任前|录用|拍卖|变更|更正|终止)(?:公告|公示|结果|启事)"
)
_NOTICE_COLUMN = re.compile(r"通知|公告|公示|政策文件|规范性文件|政策法规|招标|采购|招聘")
_ABOUT_A_NOTICE = re.compile(r"召开|举行|举办|发布会|座谈|解读|学习|开展|推进|部署|一张|一纸|这[封份张]")


def genre_of(site: Site, title: str, column: str | None) -> Genre:
    """The genre a site declares, else what the (simplified) title and the column say, else ``news``."""
    if site.genre:
        return site.genre
    if _TEMPLATE.search(title):
        return "template"
    if _ABOUT_A_NOTICE.search(title) and not title.startswith("关于"):
        return "news"
    if _NOTICE.search(title) or (column and _NOTICE_COLUMN.search(column)):
        return "notice"
    return "news"
