"""What the pages tell: articles composed by the demo's prose, each with its moment, its source and its readers."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from random import Random

from govcrawl.demo.prose import compose, name_list, topics

CHINA = timezone(timedelta(hours=8))
ERAS = {"old": (2003, 2009), "middle": (2010, 2017), "new": (2018, 2025)}
RARE = "镕堃喆犇淼"  # hanzi of names that GB 2312 lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article before it is printed; ``others`` are titles and days that stand in the lists around it."""

    title: str
    paragraphs: tuple[str, ...]
    at: datetime
    source: str
    second_source: str
    author: str
    editor: str
    views: int
    region: str
    others: tuple[tuple[str, datetime], ...]


@cache
def story(key: str, *, era: str = "new", length: int = 10) -> Story:
    """The story of a key, the same in every process; ``length`` counts paragraphs at most."""
    random = Random(f"story:{key}")
    main, second = random.sample(topics(), 2)
    prose = compose(f"bench:{key}", main=main, second=second)
    at = _moment(random, era)
    people = [random.choice(name_list("姓")) + random.choice(name_list("名")) for _ in range(2)]
    sources = random.sample(name_list("媒体"), 2)
    return Story(
        title=prose.title,
        paragraphs=prose.paragraphs[:length],
        at=at,
        source=sources[0],
        second_source=sources[1],
        author=people[0],
        editor=people[1],
        views=random.randint(11, 9899),
        region=prose.names["区"],
        others=tuple(_neighbour(f"{key}:{place}", at, random) for place in range(12)),
    )


def _neighbour(key: str, at: datetime, random: Random) -> tuple[str, datetime]:
    main, second = random.sample(topics(), 2)
    title = compose(f"bench:{key}", main=main, second=second, plan=("导",)).title
    return title, at + timedelta(days=random.randint(-40, 40), minutes=random.randint(0, 600))


def _moment(random: Random, era: str) -> datetime:
    year = random.randint(*ERAS[era])
    month, day = random.randint(1, 12), random.randint(1, 28)
    return datetime(year, month, day, random.randint(8, 18), random.randint(1, 58), random.randint(1, 58), tzinfo=CHINA)
