"""Digests: texts that hold another in one piece, and other stories beside it."""

import re
from collections import Counter

from govcrawl.dedup.telling import may_name
from govcrawl.dedup.text import Text

MIN_HEADING = 8  # characters

_DIGEST = re.compile(
    r"[二三四五六七八九十\d][则例]$|外[一二三四]?[则篇条]|[一本上]周|各地|多地|等$|盘点|集萃|合辑|速览"
)
_BESIDES = re.compile(r"外[一二三四五六七八九十\d]*[则篇条]$")
_COLUMN = re.compile(r"简报|动态|要闻|快讯|综述")  # a site also prints these behind the title of a single story
_PLACE = re.compile(r"([\u4e00-\u9fff]{2})(?<![社小])(?:社区|街道|小区|[村镇乡区县市苑园路])")  # 3名社区 is none
_COMMUNITY = re.compile(r"([\u4e00-\u9fff]{2})(?:社区|小区|[村苑园])")
_NO_NAME = re.compile(
    r"[一二三四五六七八九十百千万多余][个座条处名]|友好|智慧|数字|智能|完整|示范|试点|绿色|无废|韧性|美丽|城市|农村|城乡|老旧|现代"
)


def is_digest(title: str, part: str, rest: str, *, like_titles: bool) -> bool:
    """Whether a text that holds a part in one piece tells other stories too: by its title, or of other places."""
    if _DIGEST.search(title) or (not like_titles and _COLUMN.search(title)):
        return True
    named, elsewhere = places(part), places(rest)
    told_of = {name for name, count in elsewhere.items() if count > 1}
    return not like_titles and bool(named and told_of) and not named.keys() & elsewhere.keys()


def announces_others(title: str, other: str) -> bool:
    """Whether a title alone says that other stories stand beside the one that it names (外二则)."""
    return bool(_BESIDES.search(title)) and not _BESIDES.search(other)


def heads_two(rest: str, title: str, held: Text) -> bool:
    """Whether what a page says beside an article that it holds is an article too, under the page's own title."""
    names_both = title not in held.title and held.title not in title
    return len(title) >= MIN_HEADING and names_both and title in rest


def goes_on(part: str, rest: str) -> bool:
    """Whether what stands around a part is of the same community: it names one that the part names."""
    return bool(places(part, _COMMUNITY).keys() & places(rest, _COMMUNITY).keys())


def holds_heading(flat: str, held: Text) -> bool:
    """Whether a page of several articles has the title of one of them above it; the article does not say it itself."""
    return len(held.title) >= MIN_HEADING and held.title in flat and held.title not in held.flat


def places(flat: str, shape: re.Pattern[str] = _PLACE) -> Counter[str]:
    """How often a text names each place, of a shape."""
    found = Counter(shape.findall(flat))
    return Counter({name: count for name, count in found.items() if may_name(name) and not _NO_NAME.match(name)})
