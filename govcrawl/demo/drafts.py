"""Articles before they are printed: prose, the moment each was published, its address."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random

from govcrawl.demo.prose import Prose, compose, topics

CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article of a toy site; ``at`` is China time to the second, ``number`` counts down from the newest."""

    url: str
    prose: Prose
    at: datetime
    number: int

    @property
    def title(self) -> str:
        return self.prose.title

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self.prose.paragraphs

    @property
    def day(self) -> datetime:
        """Midnight of the day of publication, as a page without a time of day states it."""
        return self.at.replace(hour=0, minute=0, second=0)

    def told(self, *paragraphs: str, title: str = "") -> "Draft":
        """The same article with other paragraphs, and with another title where one is given."""
        return replace(self, prose=replace(self.prose, title=title or self.title, paragraphs=paragraphs))


def drafts(
    seed: str, count: int, *, newest: date, pairs: int, plan: Sequence[str], address: Callable[[datetime, int], str]
) -> tuple[Draft, ...]:
    """``count`` articles, newest first, one to five days apart.

    ``pairs`` is the number of the first pair of topics: sites that start 40 apart share none. ``address`` makes a URL
    of the moment of publication and a number that grows with it.
    """
    random = Random(seed)  # noqa: S311
    day = newest
    made = []
    for place in range(count):
        main, second = _pair(pairs + place)
        at = datetime.combine(day, time(random.randint(8, 18), random.randint(0, 59), random.randint(1, 59)), CHINA)
        prose = compose(f"{seed}:{place}", main=main, second=second, plan=_shortened(plan, random))
        made.append(Draft(url=address(at, count - place), prose=prose, at=at, number=count - place))
        day -= timedelta(days=random.randint(1, 5))
    return tuple(made)


def chunks(rows: Sequence[Draft], size: int) -> Iterator[tuple[Draft, ...]]:
    """The rows of list page after list page."""
    for start in range(0, len(rows), size):
        yield tuple(rows[start : start + size])


def epoch(at: datetime) -> int:
    """Seconds since 1970."""
    return int(at.astimezone(UTC).timestamp())


def _pair(number: int) -> tuple[str, str]:
    """Two different topics; no pair comes twice, in either order, within 210 numbers."""
    names = topics()
    lap, place = divmod(number, len(names))
    return names[place], names[(place + 1 + lap) % len(names)]


def _shortened(plan: Sequence[str], random: Random) -> list[str]:
    """The plan without some of its middle, so that articles differ in length: four paragraphs at least."""
    out = set(random.sample(range(1, len(plan) - 1), random.randint(0, len(plan) - 5)))
    return [part for place, part in enumerate(plan) if place not in out]
