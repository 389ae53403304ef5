"""CMS families that many sites share, one module each; here, how to tell them apart."""

import re
from functools import cache

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
    for platform, markers in _markers():
        if any(marker.search(url) or marker.search(text) for marker in markers):
            return platform
    return None


@cache
def _markers() -> tuple[tuple[Platform, tuple[re.Pattern[str], ...]], ...]:
    """The markers of each platform, one by one: each begins with letters of its own, to which the engine can skip."""
    return tuple((platform, tuple(map(re.compile, platform.markers))) for platform in PLATFORMS)
