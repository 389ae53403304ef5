"""What a story is made of, and its rules: which text leads it, which article is its original.

Every member of a story matches its *leader*, the fullest text; two leaders that share a key never match. So the stories
follow from the articles alone, whatever the order they come in, and no third article chains two stories
(docs/stories.md).
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from govcrawl.dedup.decision import Decision, decide
from govcrawl.dedup.signature import keys, text_key
from govcrawl.dedup.text import Text
from govcrawl.dedup.titles import likeness
from govcrawl.items import Precision

NEIGHBOURS = 1024  # texts, of some 20 KB each, that are kept because they are soon asked for again
RULES = 3  # grows when keys or decisions change; `govcrawl restory` then decides anew

CHINA = timezone(timedelta(hours=8))
UNLIKE = 0.5  # likeness of titles; below, one text under both is nobody's reprint
FURNITURE_TITLES = 3  # unlike titles that one site prints over one text make it furniture of the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What a story knows of an article: where it is from, and the marks of its text.

    ``title`` is flattened, ``text`` equal for equal texts, ``size`` the flattened text's length. ``borrowed``: its page
    credits another organisation with the text, and ``named`` is that one; else ``named`` are those it speaks for: whom
    it credits, and whose site it is on. ``absent``: it is withdrawn, or gone from its site. ``rules`` made the keys.
    """

    article: str
    site: str
    title: str
    text: int
    size: int
    keys: tuple[int, ...]
    published_at: datetime | None
    precision: Precision | None
    borrowed: bool
    named: tuple[str, ...] = ()
    absent: bool = False
    rules: int = RULES

    @property
    def day(self) -> date | None:
        return day_of(self.published_at, self.precision)

    @property
    def fullness(self) -> tuple[int, str]:
        """The least of its story leads it: the fullest text, and among equals the least id."""
        return -self.size, self.article

    @property
    def originality(self) -> tuple[bool, date, bool, datetime, str]:
        """The least comes first: of the earliest day, and of one day who credits nobody else; no date is no claim."""
        latest = _latest(self.published_at, self.precision)
        return self.published_at is None, latest.date(), self.borrowed, latest, self.article

    def credits(self, other: "Member") -> bool:
        """Whether its page credits an organisation that the other speaks for, so that the other was there before it."""
        return not other.borrowed and self.credits_any(other.named)

    def credits_any(self, names: Iterable[str]) -> bool:
        """Whether its page credits one of these; a name that holds the other's is its department or its paper."""
        return self.borrowed and any(name in own or own in name for name in names for own in self.named)

    def reads_as(self, other: "Member") -> bool:
        """Whether the decision sees the same in both."""
        return (self.text, self.title, self.day, self.rules) == (other.text, other.title, other.day, other.rules)

    def meets(self, other: "Member") -> bool:
        """Whether the two share a key, without which they are never compared."""
        return not set(self.keys).isdisjoint(other.keys)


def original_of(members: Sequence[Member]) -> Member:
    """The original of a story: the first of those who credit no other member, whatever their dates say.

    Who is absent counts only where all are.
    """
    members = [each for each in members if not each.absent] or members
    speaking = {name for each in members if not each.borrowed for name in each.named}
    first_hand = [each for each in members if not each.credits_any(speaking)]
    return min(first_hand, key=lambda member: member.originality)


def day_of(published_at: datetime | None, precision: Precision | None) -> date | None:
    """The day of publication in China, where the page gives it."""
    if published_at is None or precision in ("month", "year"):
        return None
    return published_at.astimezone(CHINA).date()


@lru_cache(maxsize=NEIGHBOURS)
def judge(one: Text, other: Text) -> Decision:
    """The decision on two texts; the same few pairs are asked for again and again."""
    return decide(one, other)


@lru_cache(maxsize=NEIGHBOURS)
def marks(text: Text) -> tuple[int, int, tuple[int, ...]]:
    """The marks of a text that a member carries: equal for equal texts, its length, its keys."""
    return text_key(text), len(text.flat), keys(text)


def is_furniture(titles: Iterable[str]) -> bool:
    """Whether the titles that one site prints over one text are too unlike for anything but the site's furniture."""
    unlike: list[str] = []
    for title in sorted(set(titles)):
        if all(likeness(title, other) < UNLIKE for other in unlike):
            unlike.append(title)
    return len(unlike) >= FURNITURE_TITLES


def _latest(published_at: datetime | None, precision: Precision | None) -> datetime:
    """The last moment that a date of its precision may mean."""
    if published_at is None:
        return datetime.max.replace(tzinfo=UTC)
    local = published_at.astimezone(CHINA)
    if precision in ("second", "minute"):
        return local
    if precision in ("month", "year"):
        month = local.month if precision == "month" else 12
        local = local.replace(month=month, day=monthrange(local.year, month)[1])
    return local.replace(hour=23, minute=59, second=59)
