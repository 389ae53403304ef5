"""``python -m benchmarks.stories.scale``: what stories cost in a corpus of many articles, and how many bytes they take.

The corpus is of members with keys drawn at random, inserted in bulk: three of four stand alone, the others share a
story. Then real articles are stored and placed, three of ten of them reprints of one that came before.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from bson import ObjectId
from pymongo import monitoring

from benchmarks.stories import customs, sheets
from govcrawl.dedup.story import Member
from govcrawl.items import Article
from govcrawl.store.connection import Store, connect
from govcrawl.store.embedded import embedded
from govcrawl.store.membership import Membership, summary

BATCH = 5000
KEYS = 13
TOGETHER = 20  # articles that are placed with one call, as a crawl does
OF_ONE_STORY = (1, 1, 1, 1, 1, 1, 2, 2, 3, 3)  # members; a story with a third drawn now and then
SHARING = 0.1  # of the articles that are placed; they have a sentence that others have too
REPRINTED = 0.3  # of the articles that are placed
CUSTOMS = (customs.credited, customs.datelined, customs.cut(0.1, 0.3), customs.annotated, customs.reworded(0.1, 0.3))
TITLE = "社区基层治理网格居民议事协商服务党建引领共建共治共享老旧小区改造养老托育志愿物业楼道"


class RoundTrips(monitoring.CommandListener):
    """Counts the commands that MongoDB was sent."""

    def __init__(self) -> None:
        self.count = 0

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        self.count += 1

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        pass

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Cost:
    """What an article took, on average: milliseconds of CPU and of waiting, commands to MongoDB."""

    cpu: float
    wall: float
    commands: float

    def __str__(self) -> str:
        return f"{self.cpu:.2f} ms CPU, {self.commands:.2f} commands, {self.wall:.1f} ms"


def main() -> None:
    """Prints the cost of a placement and the bytes an article, by the size of the corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000], help="sizes of the corpus")
    parser.add_argument("--placed", type=int, default=1000, help="articles placed at each size")
    parser.add_argument("--mongodb-uri", help="default: a MongoDB of its own, in a temporary directory")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        if asked.mongodb_uri:
            measure(asked.mongodb_uri, asked.articles, asked.placed)
        else:
            with embedded(Path(directory)) as uri:
                measure(uri, asked.articles, asked.placed)


def measure(uri: str, sizes: list[int], placed: int) -> None:
    """Prints a line for each size, the corpus growing from one to the next."""
    trips = RoundTrips()
    monitoring.register(trips)
    with connect(uri, database="benchmark_stories") as store:
        store.client.drop_database(store.database.name)
    with connect(uri, database="benchmark_stories") as store:
        held = 0
        for size in sorted(sizes):
            fill(store, size - held, seed=size)
            weighed = weight(store, size)
            print(f"{size:>9,} articles: {weighed}")
            for what, cost in place(store, placed, trips, seed=size).items():
                print(f"{what:>9} {placed}: {cost}")
            held = size + placed
        store.client.drop_database(store.database.name)


def fill(store: Store, count: int, *, seed: int) -> None:
    """Puts stories of ``count`` members into the collection."""
    stories = store.database["stories"].with_options(write_concern=type(store.database.write_concern)(w=1))
    made = _stories(count, Random(seed))
    while batch := list(islice(made, BATCH)):
        stories.insert_many(batch, ordered=False)


def place(store: Store, count: int, trips: RoundTrips, *, seed: int) -> dict[str, Cost]:
    """What storing articles costs, and what placing them does, which includes reading their texts."""
    articles = _articles(Random(f"placed {seed}"))
    store.stories.finish()
    spent = {"storing": [0.0, 0.0, 0.0], "placing": [0.0, 0.0, 0.0]}
    for _ in range(0, count, TOGETHER):
        batch = list(islice(articles, TOGETHER))
        with _spending(spent["storing"], trips):
            store.articles.save_many(batch)
        with _spending(spent["placing"], trips):
            places = store.stories.place_alone(batch)
            store.stories.place_many([article for article, place in zip(batch, places, strict=True) if place is None])
    return {
        what: Cost(1000 * cpu / count, 1000 * wall / count, commands / count)
        for what, (cpu, wall, commands) in spent.items()
    }


@contextmanager
def _spending(spent: list[float], trips: RoundTrips) -> Iterator[None]:
    before = time.process_time(), time.perf_counter(), trips.count
    yield
    for place, now in enumerate((time.process_time(), time.perf_counter(), trips.count)):
        spent[place] += now - before[place]


def weight(store: Store, count: int) -> str:
    """Bytes an article, on the disk and of that in use, of the collection and of each index."""
    store.client.admin.command("fsync")
    said = store.database.command("collStats", "stories")
    data = _bytes(said["storageSize"], said["wiredTiger"])
    indexes = {name: _bytes(said["indexSizes"][name], detail) for name, detail in said["indexDetails"].items()}
    total = [sum(sizes) / count for sizes in zip(data, *indexes.values(), strict=True)]
    parts = ", ".join(f"{name} {size / count:.0f}" for name, (_, size) in indexes.items())
    return f"{total[0]:.0f} bytes an article on the disk, {total[1]:.0f} in use: data {data[1] / count:.0f}, {parts}"


def _bytes(size: int, detail: Mapping[str, Any]) -> tuple[int, int]:
    return size, size - detail["block-manager"]["file bytes available for reuse"]


def _stories(count: int, random: Random) -> Iterator[dict[str, Any]]:
    left = count
    while left:
        size = min(left, random.choice(OF_ONE_STORY) + (random.random() < 0.02) * random.randint(1, 12))
        left -= size
        members = [_membership(random, first=number == 0) for number in range(size)]
        now = datetime.now(UTC)
        said = {"leader": members[0].article, **summary(members), "turn": size, "created_at": now, "changed_at": now}
        yield {"_id": ObjectId(), "members": [each.document() for each in members], **said}


def _membership(random: Random, *, first: bool) -> Membership:
    owned = tuple(random.getrandbits(64) - 2**63 for _ in range(KEYS if first else random.choice((0, 0, 0, 1, 2, 5))))
    member = Member(
        article=f"{random.getrandbits(128):032x}",
        site=f"site{random.randrange(60)}",
        title="".join(random.choices(TITLE, k=random.randint(14, 30))),
        text=random.getrandbits(64) - 2**63,
        size=random.randint(200, 3000),
        keys=owned,
        published_at=datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(5_000_000)),
        precision=random.choice(("day", "minute")),
        borrowed=not first and random.random() < 0.5,
        named=("某某区融媒体中心",),
    )
    return Membership(member=member, owned=owned, fit=1.0 if first else random.random())


def _articles(random: Random) -> Iterator[Article]:
    made: list[sheets.Sheet] = []
    while True:
        if made and random.random() < REPRINTED:
            one = random.choice(made)
            sheet = replace(one, body=random.choice(CUSTOMS)(one.body, random))
        else:
            sheet = written(random)
            made.append(sheet)
        url = f"http://www.example.cn/{random.getrandbits(64):x}.html"
        yield an_article(sheet, url, site=f"site{random.randrange(60)}")


def written(random: Random) -> sheets.Sheet:
    """An article of sentences of its own; one in ten has a sentence of the official ones that others have too."""
    said = ["".join(random.choices(_words(), k=random.randint(8, 20))) for _ in range(random.randint(8, 25))]
    if random.random() < SHARING:
        common = sheets.filled(sheets.readout(random), random).body.split("。")
        said.insert(random.randrange(len(said)), random.choice(common))
    title = "".join(random.choices(_words(), k=random.randint(5, 9)))
    return sheets.Sheet(title, "".join(f"{each}，{each[::-1]}。\n" for each in said), sheets.day(random))


@cache
def _words() -> list[str]:
    """Words of two characters, some much more common than others."""
    text = Path(__file__).with_name("official.txt").read_text(encoding="utf-8")
    runs = re.findall("[\u4e00-\u9fff]+", text)
    return [run[place : place + 2] for run in runs for place in range(0, len(run) - 1, 2)]


def an_article(sheet: sheets.Sheet, url: str, *, site: str) -> Article:
    """The article of a sheet, at an address."""
    at = datetime.combine(sheet.day, datetime.min.time(), UTC) if sheet.day else None
    return Article(
        id=sha256(url.encode()).hexdigest()[:32],
        site=site,
        column=None,
        url=url,
        urls=(url,),
        title=sheet.title,
        body=sheet.body,
        script="hans",
        genre="news",
        published_at=at,
        published_precision="day" if at else None,
        modified_at=None,
        source=None,
        source_raw=None,
        author=None,
        views=None,
        images=(),
        attachments=(),
        topics=(),
        claims={},
        transforms=(),
        fetched_at=datetime.now(UTC),
        extractor="benchmark",
        publisher="某某区融媒体中心",
    )


if __name__ == "__main__":
    main()
