"""The publication and modification time of an article out of its claims."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from govcrawl.chinese import dates
from govcrawl.chinese.dates import CHINA, Stamp
from govcrawl.items import Claim, RawArticle
from govcrawl.normalize.text import clean_value

EARLIEST = datetime(1995, 1, 1, tzinfo=CHINA)  # no Chinese page is older
SLACK = timedelta(hours=36)  # past the fetch: time zones and clocks that run fast

_WEAK = frozenset({"url", "row"})  # where a page's own date, even if only 更新时间, is closer to the truth
_MONTH_AND_DAY = re.compile(r"(?:[^\d]{0,12}[:：])?\W*(?P<month>\d{1,2})(?:-|/|\.|月)(?P<day>\d{1,2})日?\W*")


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim of a date that passed, and what it says."""

    claim: Claim
    stamp: Stamp


def read_published(raw: RawArticle) -> Dated | None:
    """The first claim of a publication date that parses and lies in the sanity window.

    A page that prints but one date and calls it 更新时间 means its publication: that comes before what the URL or the
    list's row say.
    """
    published = raw.claims.get("published", ())
    strong = tuple(claim for claim in published if claim.method not in _WEAK)
    weak = tuple(claim for claim in published if claim.method in _WEAK)
    return next(read_dates((*strong, *raw.claims.get("modified", ()), *weak), raw), None)


def read_modified(raw: RawArticle, published: Dated | None) -> Dated | None:
    """The first claim of a modification that stands beside the publication and is not before its day."""
    claims = (claim for claim in raw.claims.get("modified", ()) if published is None or claim != published.claim)
    modified = next(read_dates(claims, raw), None)
    if modified and published and modified.stamp.at() < published.stamp.at():
        same_day = modified.stamp.at().date() == published.stamp.at().date()
        return modified if same_day else None
    return modified


def read_dates(claims: Iterable[Claim], raw: RawArticle) -> Iterator[Dated]:
    """The claims that parse and lie in the sanity window, in their order."""
    for claim in claims:
        stamp = _read(claim, raw)
        if stamp and _sane(stamp, raw.fetched_at):
            yield Dated(claim, stamp)


def _read(claim: Claim, raw: RawArticle) -> Stamp | None:
    value = clean_value(claim.value)
    stamp = dates.parse(value)
    if stamp is None and raw.fetched_at and claim.method != "url":
        stamp = dates.relative(value, fetched_at=raw.fetched_at)
    return stamp or _in_year_of_url(value, raw)


def _sane(stamp: Stamp, fetched_at: datetime | None) -> bool:
    at = stamp.at()
    return at >= EARLIEST and (fetched_at is None or at <= fetched_at + SLACK)


def _in_year_of_url(value: str, raw: RawArticle) -> Stamp | None:
    """The day that ``03-10`` means on a page whose URL states the year."""
    day = _MONTH_AND_DAY.fullmatch(value)
    if not day:
        return None
    years = (dates.parse(claim.value) for claim in raw.claims.get("published", ()) if claim.method == "url")
    year = next((stamp.year for stamp in years if stamp), None)
    return dates.parse(f"{year}-{day['month']}-{day['day']}") if year else None
