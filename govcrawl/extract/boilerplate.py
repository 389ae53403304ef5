"""What on a page is furniture, told by the names of elements and by whole lines: marks, not deletions.

A name is compared word by word (``news-share_box`` is news, share, box), never as a substring: ad is not in head.
"""

import re
from functools import lru_cache

from govcrawl.extract.vocabulary import read_words

_WORDS = re.compile(r"[A-Za-z][a-z]*|\d+")
_NAMES = read_words("names")
_FURNITURE, _WHOLE, _SURE = (frozenset(_NAMES[kind]) for kind in ("furniture", "whole", "sure"))
_TAGS = frozenset({"nav", "footer", "aside"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=8192)
def furniture(tag: str, name: str) -> str | None:
    """The word by which an element of this tag, id and classes is furniture; ``None`` where nothing says so."""
    if tag in _TAGS:
        return tag
    for token in name.split():
        lowered = token.lower()
        if lowered in _WHOLE or lowered in _FURNITURE:
            return lowered
        words: list[str] = [word.lower() for word in _WORDS.findall(token)]
        found = next((word for word in words if word in _FURNITURE), None)
        if found:
            return found
    return None


def sure(word: str) -> bool:
    """Whether this word of a name is never said of an article's own box."""
    return word in _SURE


# Each begins with a look at the characters that it may begin with: most places of a text are ruled out by it.
_FOOT = re.compile(
    r"(?=[c©版I公网技主承联举舉不信新])(?:copyright|©|版\s*权\s*所\s*有|版\s*權\s*所\s*有|ICP[备備证證]|公网安备|网站标识码|技术支持|[主承]办单位|[主承]\s*办[:：]|联系我们|网站地图"
    r"|[举舉][报報][电電邮][话話箱]|不良信息|信息网络传播视听节目许可证|新闻信息服务许可证)",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(r"[\s【\[]*(?:上|下|前|后|後)\s*一?\s*[篇条條则則页頁个個]\s*[】\]]?\s*[:：>》]")
_RIGHTS = re.compile(
    r"(?=[版免郑特凡未转引侵不文网用评留发])(?:(?:版权|免责|郑重|特别)\s*(?:声明|说明|申明)|凡(?:本|注明|来源|是)[^。]{0,30}(?:注明|来源|转载|作品)|未经[^。]{0,20}授权"
    r"|(?:转载|引用)[^。]{0,20}(?:注明|出处)|(?:侵权|侵犯)[^。]{0,30}(?:删除|联系)|不代表本[网站]|文责自负|网友评论|网上有害信息"
    r"|^(?:网友|用户)?(?:评论|留言|发言))",
)

_COMMENTS = re.compile(
    r"[\W\d]*(?:网友|網友|用户|读者|最新|热门|全部|精彩|我要|发表|文章|查看|大家)?(?:评论|評論|留言|跟帖|回复)(?:列表|区|专区|一下)?"
    r"(?:\W*(?:共|已有)?\W*\d*\W*条?(?:评论|人参与|更多)?\W*)"
)


@lru_cache(maxsize=4096)
def is_foot(text: str) -> bool:
    """Whether a line belongs to a page's foot: rights, licences, operators."""
    return _FOOT.search(text) is not None


@lru_cache(maxsize=4096)
def is_neighbour(text: str) -> bool:
    """Whether a line links the article before or after: 上一篇, 下一篇."""
    return _NEIGHBOUR.match(text) is not None


def is_comment_heading(text: str) -> bool:
    """Whether a line is the heading over readers' comments."""
    return _COMMENTS.fullmatch(text) is not None


def is_rights_notice(text: str) -> bool:
    """Whether a line is prose about copying, liability or comments rather than the article's."""
    return _RIGHTS.search(text) is not None
