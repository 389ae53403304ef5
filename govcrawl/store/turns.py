"""Whose turn it is to ask a host: one after the other, whatever processes on whatever machines want to.

A turn is a moment on MongoDB's clock, kept for whoever took it; one that is not used is lost.
"""

from typing import Any

from pymongo import ReturnDocument
from pymongo.collection import Collection

from govcrawl.store.failures import translated

Document = dict[str, Any]


class Turns:
    """The collection ``turns``: one document a host."""

    def __init__(self, turns: Collection[Document]) -> None:
        self._turns = turns

    @translated()
    def take(self, host: str, *, pause: float) -> float:
        """The seconds until the next turn at a host, which is the caller's; the one after it comes ``pause`` later."""
        mine = {"$max": ["$next_at", "$$NOW"]}
        after_mine = {"$dateAdd": {"startDate": mine, "unit": "millisecond", "amount": round(pause * 1000)}}
        update = {"next_at": after_mine, "wait": {"$toLong": {"$subtract": [mine, "$$NOW"]}}}
        held = self._turns.find_one_and_update(
            {"_id": host}, [{"$set": update}], upsert=True, return_document=ReturnDocument.AFTER
        )
        assert held is not None
        return float(held["wait"]) / 1000
