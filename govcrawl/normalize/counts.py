"""How often an article was read, out of what the page prints."""

import re
import unicodedata
from collections.abc import Iterable

from govcrawl.items import Claim
from govcrawl.normalize.text import clean_value

LONGEST = 24  # digits and commas of a count
MOST = 2**53  # beyond it is no count, and no JSON number either

_COUNT = re.compile(
    r"(?:[^\d\s:]{0,8}[:\s])?[\s\[(]*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?\s*(?P<unit>[万萬wW亿億kK千])?\s*"
    r"\+?\s*(?:余?次|人次|人|阅读|閱讀|浏览|瀏覽)?[\s\])]*"
)
_UNITS = {"k": 10**3, "千": 10**3, "万": 10**4, "萬": 10**4, "w": 10**4, "亿": 10**8, "億": 10**8}


def read_views(claims: Iterable[Claim]) -> tuple[Claim, int] | None:
    """The first claim that is a count and nothing else, and the count: ``1.2万`` is 12000."""
    for claim in claims:
        value = count(claim.value)
        if value is not None:
            return claim, value
    return None


def count(value: str) -> int | None:
    """The number a value states; ``None`` where it is empty, filled in by a script, or something else."""
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", clean_value(value)))
    if not found or len(found["digits"]) > LONGEST:
        return None
    unit = _UNITS.get((found["unit"] or "").lower(), 1)
    if found["fraction"] and unit == 1:
        return None
    whole = int(found["digits"].replace(",", "")) * unit
    number = whole + round(float(found["fraction"] or 0) * unit)
    return number if number <= MOST else None
