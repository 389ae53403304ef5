"""The date that an article's URL carries, with the precision it has there: a fallback, never above what is printed."""

import re
from urllib.parse import urlsplit

from govcrawl.items import Claim

_Y = r"(?P<y>(?:199|20[0-4])\d)"
_M = r"(?P<m>0[1-9]|1[0-2])"
_D = r"(?P<d>0[1-9]|[12]\d|3[01])"
_M1 = r"(?P<m>0?[1-9]|1[0-2])"
_D1 = r"(?P<d>0?[1-9]|[12]\d|3[01])"
# (dialect, where the date stands in the path): the most precise first, a creation id before a directory of the year
_DIALECTS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("t20240305_1", rf"/[a-z]?t{_Y}{_M}{_D}_\d+"),
        ("2024-03/05/", rf"/{_Y}[-_]{_M1}/{_D1}(?:/|\D)"),
        ("2024/0305/", rf"/{_Y}/{_M}[-_]?{_D}(?:/|[_.-]|$)"),
        ("2024/03/05/", rf"/{_Y}/{_M1}/{_D1}(?=[/_.-])"),
        ("2024-03-05", rf"[/_]{_Y}[-_]{_M}[-_]{_D}(?!\d)"),
        ("/20240305/", rf"/{_Y}{_M}{_D}(?=[/_.-])"),
        ("/20240305123456", rf"/[A-Za-z]{{0,6}}{_Y}{_M}{_D}\d{{4,}}(?=[/_.]|$)"),
        ("/202403/05/", rf"/{_Y}{_M}/{_D}(?=/)"),
        ("/202403/", rf"/{_Y}{_M}/"),
        ("/2024-03/", rf"/{_Y}-{_M}/"),
        ("/2024/03/", rf"/{_Y}/{_M}/"),
        ("/art/2024/", rf"/art/{_Y}/art_"),
    )
)


def url_claim(url: str) -> Claim | None:
    """The date in a URL's path as ``2024-03-05``, ``2024-03`` or ``2024``; ``None`` where it carries none."""
    path = urlsplit(url).path
    for name, pattern in _DIALECTS:
        found = pattern.search(path)
        if found:
            parts = (part.zfill(2) for part in found.groupdict().values() if part)
            return Claim("-".join(parts), "url", name)
    return None
