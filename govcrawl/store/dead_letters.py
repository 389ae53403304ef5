"""What could not be stored, with the reason, so that nobody has to guess."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

from govcrawl.errors import Unstorable
from govcrawl.store.documents import plain
from govcrawl.store.failures import translated

Document = dict[str, Any]

LONGEST_DETAIL = 2000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """Something that MongoDB refused: its key and address, and why, as often as it was tried."""

    key: str
    url: str
    reason: str
    detail: str
    times: int
    at: datetime


class DeadLetters:
    """The collection ``dead_letters``: one document a key and reason."""

    def __init__(self, dead_letters: Collection[Document]) -> None:
        self._dead_letters = dead_letters

    @translated()
    def keep(self, refused: Unstorable, *, url: str) -> None:
        """Write down what was refused; that of the same key for the same reason is counted."""
        key, reason = plain(refused.key), plain(refused.reason)
        said = plain({"key": key, "reason": reason, "url": url, "detail": refused.detail[:LONGEST_DETAIL]})
        times = {"times": {"$add": [{"$ifNull": ["$times", 0]}, 1]}, "at": "$$NOW"}
        update = [{"$replaceWith": {"$mergeObjects": ["$$ROOT", {"$literal": said}, times]}}]
        self._dead_letters.update_one({"_id": f"{key}:{reason}"}, update, upsert=True)

    @translated()
    def count(self) -> int:
        """How many there are."""
        return self._dead_letters.estimated_document_count()

    def find(self) -> Iterator[DeadLetter]:
        """All of them, the longest refused first."""
        with translated():
            for held in self._dead_letters.find(sort=[("at", ASCENDING)]):
                yield DeadLetter(**{name: value for name, value in held.items() if name != "_id"})
