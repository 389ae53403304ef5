"""From a site's history to what is to be told: its state now, and what of it is a change."""

from collections.abc import Iterator
from typing import Literal

from govcrawl.alarms.coverage import coverage
from govcrawl.alarms.history import Finding, History
from govcrawl.alarms.silence import silence
from govcrawl.alarms.verdicts import verdicts

Event = Literal["raised", "worse", "recovered"]


def findings(history: History) -> Iterator[Finding]:
    """The state of a site in every respect of which enough is known; of the others nothing is said."""
    yield from verdicts(history)
    found = silence(history)
    if found is not None:
        yield found
    yield from coverage(history)


def event_of(before: int, now: int) -> Event | None:
    """What a change of level is; ``None`` for what nobody needs to be told."""
    if now > before:
        return "worse" if before else "raised"
    return "recovered" if before and not now else None
