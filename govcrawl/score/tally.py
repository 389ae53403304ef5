"""The marks of many pages, a figure a field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from govcrawl.score.judging import Judgement

Z = 1.96  # of a normal distribution: an interval that covers 95 %
ORDER = ("kept", "title", "published", "invented", "source", "author", "views", "body", "refused", "reason")


@dataclass(frozen=True, slots=True)
class Score:
    """How right a field is over ``pages`` pages: the mean mark, and Wilson's interval of 95 % around it.

    ``wrong`` counts the pages that are not wholly right. For a mean of marks between 0 and 1 (``body``), the interval
    is wider than need be, for none varies more than marks that are 0 or 1.
    """

    field: str
    pages: int
    wrong: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tally:
    """The scores in the order of ``ORDER``, the pages that are not all right, worst first, and what reading cost."""

    pages: int
    scores: tuple[Score, ...]
    worst: tuple[Judgement, ...]
    mean_ms: float
    slowest_ms: float

    def score(self, field: str) -> Score:
        """The score of a field; KeyError where no page was judged by it."""
        found = {score.field: score for score in self.scores}
        return found[field]


def tally(judgements: Iterable[Judgement]) -> Tally:
    """The scores of judged pages."""
    judged = sorted(judgements, key=lambda judgement: (-judgement.lost, judgement.id))
    marks: dict[str, list[float]] = {}
    for judgement in judged:
        for mark in judgement.marks:
            marks.setdefault(mark.field, []).append(mark.share)
    costs = [1000 * judgement.seconds for judgement in judged]
    return Tally(
        pages=len(judged),
        scores=tuple(_score(field, marks[field]) for field in ORDER if field in marks),
        worst=tuple(judgement for judgement in judged if judgement.lost > 0),
        mean_ms=sum(costs) / len(costs) if costs else 0.0,
        slowest_ms=max(costs, default=0.0),
    )


def wilson(share: float, count: int) -> tuple[float, float]:
    """The score interval of 95 % for a share seen in ``count`` trials."""
    if not count:
        return 0.0, 1.0
    centre = share + Z * Z / (2 * count)
    spread = Z * sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    low, high = ((centre + sign * spread) / (1 + Z * Z / count) for sign in (-1, 1))
    return max(0.0, low), min(1.0, high)


def _score(field: str, marks: Sequence[float]) -> Score:
    share = sum(marks) / len(marks)
    return Score(field, len(marks), sum(mark < 1 for mark in marks), share, *wilson(share, len(marks)))
