"""The counting of one run while it goes on."""

from collections import Counter
from dataclasses import dataclass, field

from govcrawl.crawl.outcome import Outcome
from govcrawl.crawl.verdict import Counts


@dataclass(slots=True)
class Tally:
    """Counters by name; ``outcomes`` by state, ``reasons`` by ``state/reason``.

    ``revocable`` are the outcomes of URLs, by id, that the same run may look at again: each URL counts once, as it is.
    """

    counters: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    revocable: dict[str, Outcome] = field(default_factory=dict)

    def add(self, name: str, number: int = 1) -> None:
        self.counters[name] += number

    def settle(self, url_id: str, outcome: Outcome) -> None:
        """Counts the outcome of one URL in place of any before; one that stays to be done has none yet."""
        self.revoke(url_id)
        if outcome.state == "discovered":
            return
        self._count(outcome, 1)
        if outcome.state != "stored":
            self.revocable[url_id] = outcome

    def revoke(self, url_id: str) -> bool:
        """Whether a URL had an outcome that counts no more."""
        outcome = self.revocable.pop(url_id, None)
        if outcome is not None:
            self._count(outcome, -1)
        return outcome is not None

    def recheck(self, outcome: Outcome) -> None:
        """Counts a stored article that was looked at again."""
        self.add("rechecked")
        if outcome.reason is not None:
            self.reasons[f"rechecked/{outcome.reason}"] += 1

    def counts(self, *, waiting: int) -> Counts:
        """The counts so far, given how many of the run's URLs are still waiting."""
        return Counts(**self.counters, waiting=waiting, outcomes=dict(+self.outcomes), reasons=dict(+self.reasons))

    def _count(self, outcome: Outcome, number: int) -> None:
        self.outcomes[outcome.state] += number
        if outcome.reason is not None:
            self.reasons[f"{outcome.state}/{outcome.reason}"] += number
