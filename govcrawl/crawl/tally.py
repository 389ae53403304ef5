"""The counting of one run while it goes on."""

from collections import Counter
from dataclasses import dataclass, field

from govcrawl.crawl.outcome import Outcome
from govcrawl.crawl.verdict import Counts


@dataclass(slots=True)
class Tally:
    """Counters by name; ``outcomes`` by state, ``reasons`` by ``state/reason``."""

    counters: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, number: int = 1) -> None:
        self.counters[name] += number

    def settle(self, outcome: Outcome) -> None:
        """Counts the outcome of one URL; one that stays to be done has none yet."""
        if outcome.state == "discovered":
            return
        self.outcomes[outcome.state] += 1
        if outcome.reason is not None:
            self.reasons[f"{outcome.state}/{outcome.reason}"] += 1

    def recheck(self, outcome: Outcome) -> None:
        """Counts a stored article that was looked at again."""
        self.add("rechecked")
        if outcome.reason is not None:
            self.reasons[f"rechecked/{outcome.reason}"] += 1

    def counts(self, *, waiting: int) -> Counts:
        """The counts so far, given how many of the run's URLs are still waiting."""
        return Counts(**self.counters, waiting=waiting, outcomes=dict(self.outcomes), reasons=dict(self.reasons))
