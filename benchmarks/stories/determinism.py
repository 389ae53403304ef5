"""``python -m benchmarks.stories.determinism``: processes that are killed and started again end as one process would.

Each process stores and places all articles, in an order of its own. Some are killed in the midst of it and started
again, until all are through. What MongoDB then holds of stories, and what articles know of theirs, must be the same as
after one process that stored and placed them one by one.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.stories import customs, hazards, sheets
from benchmarks.stories.scale import an_article, written
from benchmarks.stories.sheets import Sheet
from govcrawl.errors import StoreError
from govcrawl.items import Article
from govcrawl.store.connection import connect
from govcrawl.store.embedded import embedded
from tests.store.variants import picture

TOGETHER = 7  # articles that are placed with one call
PAPERS = ("云州日报", "海塘晚报", "白石发布")
CUSTOMS = (
    *(customs.credited, customs.datelined, customs.annotated, customs.traditional, customs.moved),
    *(customs.cut(0.1, 0.4), customs.cut(0.4, 0.6), customs.reworded(0.1, 0.5), lambda body, _: body),
)
HAZARDS = (
    *(hazards.one_number, hazards.other_names, hazards.digest, hazards.chrome, hazards.same_notice_next_year),
    *(hazards.next_of_a_series, hazards.shared_block, hazards.another_behind),
)


def main() -> int:
    """Prints what was found, and whether it is the same; the exit status says so too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", nargs=3, metavar=("URI", "DATABASE", "ORDER"), help="be one of the processes")
    asked = parser.parse_args()
    if asked.write:
        write(*asked.write[:2], articles(asked.articles, seed=asked.seed), order=asked.write[2])
        return 0
    with tempfile.TemporaryDirectory() as directory, embedded(Path(directory)) as uri:
        write_one_by_one(uri, "one", articles(asked.articles, seed=asked.seed))
        began = time.perf_counter()
        command = ["--articles", str(asked.articles), "--seed", str(asked.seed)]
        killed = run(uri, "many", command, processes=asked.processes, kills=asked.kills, random=Random(asked.seed))
        took = time.perf_counter() - began
        with connect(uri, database="one") as one, connect(uri, database="many") as many:
            expected, found = picture(one), picture(many)
    same = expected == found
    print(f"{asked.articles} articles, {len(expected['stories'])} stories")
    print(f"{asked.processes} processes, {killed} of them killed, {took:.0f} s")
    print(f"{'the same' if same else 'NOT the same'} as one process, one by one")
    return 0 if same else 1


def run(uri: str, database: str, arguments: list[str], *, processes: int, kills: int, random: Random) -> int:
    """How many processes were killed until every one had written all."""
    command = [sys.executable, "-m", "benchmarks.stories.determinism", *arguments, "--write", uri, database]
    working = {number: subprocess.Popen([*command, str(number)]) for number in range(processes)}
    killed = 0
    while working:
        time.sleep(random.uniform(0.3, 2.0) if killed < kills else 0.1)
        for number, process in list(working.items()):
            if process.poll() is not None:
                if process.returncode == 0:
                    del working[number]
                    continue
                working[number] = subprocess.Popen([*command, f"{number} again {killed}"])
        if working and killed < kills:
            random.choice(list(working.values())).kill()
            killed += 1
    return killed


def write_one_by_one(uri: str, database: str, made: list[Article]) -> None:
    """Stores and places the articles, each for itself: what all other ways must come to."""
    with connect(uri, database=database) as store:
        for article in made:
            store.articles.save(article)
            store.stories.place(article, stored=True)


def write(uri: str, database: str, made: list[Article], *, order: str) -> None:
    """Stores and places the articles, some at a time, in an order of its own."""
    Random(order).shuffle(made)
    with connect(uri, database=database) as store:
        for start in range(0, len(made), TOGETHER):
            batch = made[start : start + TOGETHER]
            store.articles.save_many(batch)
            places = store.stories.place_alone(batch)
            others = [article for article, place in zip(batch, places, strict=True) if place is None]
            for answer in store.stories.place_many(others):
                if isinstance(answer, StoreError):
                    raise answer


def articles(count: int, *, seed: int) -> list[Article]:
    """Articles of which half are reprints, and one in ten only looks like one; always the same for the same seed."""
    random = Random(f"determinism {seed}")
    return [_article(sheet, number, random) for number, sheet in enumerate(islice(_sheets(random), count))]


def _sheets(random: Random) -> Iterator[Sheet]:
    made: list[Sheet] = []
    while True:
        drawn = random.random()
        if made and drawn < 0.5:
            one = random.choice(made)
            day = one.day and one.day + timedelta(days=random.randint(-2, 9))
            yield replace(one, body=random.choice(CUSTOMS)(one.body, random), day=day)
        elif drawn < 0.6:
            yield from random.choice(HAZARDS)(random)
        else:
            made.append(sheets.feature(random) if drawn < 0.7 else written(random))
            yield made[-1]


def _article(sheet: Sheet, number: int, random: Random) -> Article:
    url = f"http://www.example.cn/{number}.html"
    at = datetime.combine(sheet.day, clock(), UTC) if sheet.day and random.random() > 0.05 else None
    source, publisher = random.choice([None, *PAPERS]), random.choice([None, "云州新闻网", *PAPERS])
    return replace(
        an_article(sheet, url, site=f"site{random.randrange(20)}"),
        published_at=at,
        published_precision="day" if at else None,
        source=source,
        publisher=publisher,
        borrowed=None not in (source, publisher) and source != publisher,
    )


if __name__ == "__main__":
    sys.exit(main())
