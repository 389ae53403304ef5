"""What an ingest has in hand, and what it counts."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from govcrawl.items import Page, PageRef, RawArticle
from govcrawl.site import Site
from govcrawl.store.entries import Entry

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # when a record was captured that does not say it: before any other
DAMAGE = frozenset(("torn", "damaged"))


@dataclass(slots=True)
class Tally:
    """What the files held so far.

    ``taken`` are the addresses that were new, each with one of ``outcomes``; ``again`` those that were known and
    captured later here; ``known`` those with nothing new. ``passed`` counts the records that are no pages, by reason.
    """

    taken: int = 0
    again: int = 0
    known: int = 0
    elsewhere: int = 0
    reprints: int = 0
    dated: int = 0
    sourced: int = 0
    saved: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page of a file, where it lies, and the site whose rules it is read by."""

    id: str
    page: Page
    ref: PageRef
    site: Site

    @property
    def at(self) -> datetime:
        return self.page.fetched_at or UNDATED


@dataclass(slots=True)
class Begun:
    """An article whose further parts are still to come."""

    entry: Entry
    first: Capture
    raws: list[RawArticle]
    refs: list[PageRef]
