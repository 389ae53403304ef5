"""Which articles an export holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from govcrawl.export.records import china_time
from govcrawl.items import Genre, Window

OPEN = Window()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What articles are asked for; each part left empty lets all through, the values of one part are alternatives.

    ``window`` is over ``published_at`` (an article without date is in no window that has an end), ``sources`` are
    canonical organisations, ``originals`` leaves reprints and excerpts out, ``match`` is a text that title or body
    holds. ``as_of`` asks for the corpus as it stood then.
    """

    sites: tuple[str, ...] = ()
    window: Window = OPEN
    fetched_since: datetime | None = None
    topics: tuple[str, ...] = ()
    genres: tuple[Genre, ...] = ()
    sources: tuple[str, ...] = ()
    originals: bool = False
    match: str | None = None
    as_of: datetime | None = None

    def describe(self) -> dict[str, Any]:
        """The filters for a manifest: only those that are set."""
        said = {
            "sites": list(self.sites),
            "since": self.window.since and self.window.since.isoformat(),
            "until": self.window.until and self.window.until.isoformat(),
            "fetched_since": self.fetched_since and china_time(self.fetched_since),
            "topics": list(self.topics),
            "genres": list(self.genres),
            "sources": list(self.sources),
            "story": "original" if self.originals else None,
            "match": self.match,
            "as_of": self.as_of and china_time(self.as_of),
        }
        return {name: value for name, value in said.items() if value}
