"""CMS families that many sites share, one module each; here, how to tell them apart."""

from functools import cache

import re2

from govcrawl.platforms.aspnet import ASPNET
from govcrawl.platforms.dangyuan import DANGYUAN
from govcrawl.platforms.dede import DEDE
from govcrawl.platforms.empire import EMPIRE
from govcrawl.platforms.eportal import EPORTAL
from govcrawl.platforms.fanwen import FANWEN
from govcrawl.platforms.gkmlpt import GKMLPT
from govcrawl.platforms.govcn import GOVCN
from govcrawl.platforms.hanweb import HANWEB
from govcrawl.platforms.igs import IGS
from govcrawl.platforms.jpaas import JPAAS
from govcrawl.platforms.lonsun import LONSUN
from govcrawl.platforms.meipian import MEIPIAN
from govcrawl.platforms.people import PEOPLE
from govcrawl.platforms.phpcms import PHPCMS
from govcrawl.platforms.sudy import SUDY
from govcrawl.platforms.trs import TRS
from govcrawl.platforms.ucap import UCAP
from govcrawl.platforms.vsb import VSB
from govcrawl.platforms.was import WAS
from govcrawl.platforms.wordpress import WORDPRESS
from govcrawl.platforms.xsnet import XSNET
from govcrawl.site import Platform

PLATFORMS: tuple[Platform, ...] = (
    MEIPIAN,
    FANWEN,
    DANGYUAN,
    GOVCN,
    GKMLPT,
    JPAAS,
    HANWEB,
    UCAP,
    WAS,
    IGS,
    TRS,
    VSB,
    SUDY,
    PEOPLE,
    XSNET,
    LONSUN,
    EPORTAL,
    DEDE,
    PHPCMS,
    EMPIRE,
    WORDPRESS,
    ASPNET,
)
"""Every platform, in the order in which it is looked for: the first whose marker is found wins."""


def recognise(text: str, url: str) -> Platform | None:
    """The platform whose marker stands in a page's URL or text, ``None`` where nothing does."""
    markers, platforms = _markers()
    found = markers.Match(f"{url}\n{text}".encode("utf-8", "replace"))
    return platforms[min(found)] if found else None


@cache
def _markers() -> tuple[re2.Set, tuple[Platform, ...]]:
    """The markers of all platforms, which one pass over a page looks for together, and whose each is."""
    markers = re2.Set.SearchSet()
    for platform in PLATFORMS:
        for marker in platform.markers:
            markers.Add(marker)
    markers.Compile()
    return markers, tuple(platform for platform in PLATFORMS for _ in platform.markers)
