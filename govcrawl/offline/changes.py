"""What is different between an article as it is stored and as it reads today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from govcrawl.errors import ReaderLost, Rejected

Document = Mapping[str, Any]

# Identity, places and times: none of them a matter of rules. ``grams`` follow title and body.
NOT_COMPARED = frozenset(
    ("_id", "site", "url", "urls", "story", "revision", "page", "parts", "fetched_at", "extractor", "grams")
)
KEPT_IF_NULL = frozenset(("column", "views"))  # a later list or page may have said it
SAMPLES = 3  # of the changes of a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One value that changes, and the article in which it does."""

    url: str
    old: Any
    new: Any


def changed_fields(held: Document, wanted: Document, *, only: frozenset[str] | None = None) -> dict[str, Any]:
    """The fields of a stored article that are to change, with their new values; of ``only`` these, where given."""
    return {
        name: value
        for name, value in wanted.items()
        if name not in NOT_COMPARED
        and (only is None or name in only)
        and not (value is None and name in KEPT_IF_NULL)
        and held.get(name) != value
    }


@dataclass(slots=True)
class Tally:
    """What reading the archive again has come to so far.

    ``read`` counts the pages of articles and ``refused_read`` those of refusals, ``changed`` the articles that read
    otherwise, ``fields`` in which of their fields, ``moved`` those whose canonical URL is another. ``refusals`` counts,
    by reason, the articles whose page is refused today, ``found`` the refused pages that are articles today, by why
    they were refused. ``unreadable`` are pages that are not to be had, by file, ``lost`` those over which whoever read
    them was lost; ``unstorable`` are articles that MongoDB refuses, ``overtaken`` those that a crawl has changed
    meanwhile.
    """

    read: int = 0
    refused_read: int = 0
    changed: int = 0
    moved: int = 0
    overtaken: int = 0
    unstorable: int = 0
    lost: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def add_change(self, held: Document, changes: Document) -> None:
        self.changed += 1
        self.fields.update(changes.keys())
        for name, new in changes.items():
            samples = self.samples.setdefault(name, [])
            if len(samples) < SAMPLES:
                samples.append(Sample(url=held["url"], old=held.get(name), new=new))

    def add_refusal(self, url: str, error: Rejected | ReaderLost) -> None:
        """Counts a stored article whose page gives none today."""
        if isinstance(error, ReaderLost):
            self.lost += 1
            return
        self.refusals[f"{error.field}: {error.reason}"] += 1
        if len(self.refused) < SAMPLES:
            self.refused.append(url)

    @property
    def is_clean(self) -> bool:
        """Whether every page was to be had, and every article could be stored."""
        return not self.unreadable and not self.unstorable and not self.lost
