"""Which articles an export holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from govcrawl.dedup.flat import flatten
from govcrawl.errors import UsageError
from govcrawl.export.records import CHINA, china_time
from govcrawl.items import Genre, Window

OPEN = Window()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What articles are asked for; each part left empty lets all through, the values of one part are alternatives.

    ``window`` is over ``published_at`` (an article without date is in no window that has an end), ``sources`` are
    canonical organisations, ``originals`` leaves reprints and excerpts out, ``match`` is a text that title or body
    holds, whatever the script, width and punctuation of either. ``as_of`` asks for the corpus as it stood then,
    ``limit`` for the first so many.
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
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.match is not None and not flatten(self.match):
            raise UsageError("a text to match needs a hanzi, a letter or a digit")

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
        set_ones = {name: value for name, value in said.items() if value}
        return set_ones if self.limit is None else {**set_ones, "limit": self.limit}

    @property
    def is_present_whole(self) -> bool:
        """Whether it asks for all there is now, so that deltas lead on from it."""
        return self.limit is None and self.as_of is None

    def holds(self, document: Mapping[str, Any]) -> bool:
        """Whether a stored document is among the articles asked for."""
        published, fetched = document.get("published_at"), document.get("fetched_at")
        story = document.get("story") or {}
        return (
            (not self.sites or document["site"] in self.sites)
            and (
                self.window == OPEN or (published is not None and self.window.holds(published.astimezone(CHINA).date()))
            )
            and (self.fetched_since is None or (fetched is not None and fetched >= self.fetched_since))
            and (not self.topics or not set(self.topics).isdisjoint(document["topics"]))
            and (not self.genres or document["genre"] in self.genres)
            and (not self.sources or document.get("source") in self.sources)
            and (not self.originals or story.get("role", "original") == "original")
            and (self.match is None or self._matches(document))
        )

    def _matches(self, document: Mapping[str, Any]) -> bool:
        sought = flatten(self.match or "")
        return sought in flatten(document["title"]) or sought in flatten(document["body"])
