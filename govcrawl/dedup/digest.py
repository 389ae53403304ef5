"""Digests: texts that hold another in one piece, and other stories beside it."""

import re
from collections import Counter

from govcrawl.dedup.telling import may_name

_DIGEST = re.compile(
    r"[二三四五六七八九十\d][则例]$|外[一二三四]?[则篇条]|[一本上]周|各地|多地|等$|盘点|集萃|合辑|速览"
)
_COLUMN = re.compile(r"简报|动态|要闻|快讯|综述")  # a site also prints these behind the title of a single story
_PLACE = re.compile(r"([\u4e00-\u9fff]{2})(?:社区|街道|小区|[村镇乡区县市苑园路])")
_COUNTED = re.compile(r"[一二三四五六七八九十百千万多余][个座条处名]")


def is_digest(title: str, part: str, rest: str, *, like_titles: bool) -> bool:
    """Whether a text that holds a part in one piece tells other stories too: by its title, or of other places."""
    if _DIGEST.search(title) or (not like_titles and _COLUMN.search(title)):
        return True
    named, elsewhere = _places(part), _places(rest)
    told_of = {name for name, count in elsewhere.items() if count > 1}
    return not like_titles and bool(named and told_of) and not named.keys() & elsewhere.keys()


def _places(flat: str) -> Counter[str]:
    found = Counter(_PLACE.findall(flat))
    return Counter({name: count for name, count in found.items() if may_name(name) and not _COUNTED.match(name)})
