"""CMS families that many sites share, one module each; here, how to tell them apart."""

import re
from functools import lru_cache

from govcrawl.platforms.fanwen import FANWEN
from govcrawl.platforms.meipian import MEIPIAN
from govcrawl.platforms.xsnet import XSNET
from govcrawl.site import Platform

PLATFORMS: tuple[Platform, ...] = (MEIPIAN, XSNET, FANWEN)
"""Every platform, in the order in which it is looked for: the first whose marker is found wins."""


def recognise(text: str, url: str) -> Platform | None:
    """The platform whose marker stands in a page's text or URL, ``None`` where nothing does."""
    for platform in PLATFORMS:
        marker = _marker(platform)
        if marker.search(url) or marker.search(text):
            return platform
    return None


@lru_cache(maxsize=64)
def _marker(platform: Platform) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{marker})" for marker in platform.markers))
