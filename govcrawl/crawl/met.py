"""The URLs that a walk has met, as one value a list page; later values share most of what earlier ones hold."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Met:
    """A set that grows by new values; ``levels`` are disjoint, each larger than the next, so there are few of them."""

    levels: tuple[frozenset[str], ...] = ()

    def __contains__(self, url: object) -> bool:
        return any(url in level for level in self.levels)

    def after(self, urls: Collection[str]) -> "Met":
        """These URLs, and all that were met before."""
        levels, added = list(self.levels), frozenset(url for url in urls if url not in self)
        while levels and len(levels[-1]) <= len(added):
            added |= levels.pop()
        return Met((*levels, added)) if added else self
