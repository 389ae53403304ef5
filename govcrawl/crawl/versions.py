"""What a run was made with, so that one may be compared with another years later."""

import platform
from datetime import date
from importlib.metadata import version

from govcrawl import __version__
from govcrawl.items import Window
from govcrawl.normalize.gate import EXTRACTOR


def made_with(window: Window) -> dict[str, str | None]:
    """The versions of what runs, of the rules of extraction, and the days of a backfill."""
    return {
        "govcrawl": __version__,
        "extractor": EXTRACTOR,
        "scrapy": version("scrapy"),
        "python": platform.python_version(),
        "since": _day(window.since),
        "until": _day(window.until),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
