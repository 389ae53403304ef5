"""How fast an export streams, beside a bare cursor with orjson over the same collection, and how much memory it takes.

``python -m benchmarks.export [--articles N]``, 200,000 unless told. Each way runs in a process of its own, on articles
of real length; the target is half the pace of the bare cursor within 150 MB, and no more memory for all than for a few.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from textwrap import wrap
from typing import Any

import orjson

from govcrawl.export.corpus import write_file
from govcrawl.export.selection import Selection
from govcrawl.export.shape import Shape
from govcrawl.items import Article, Claim, Image, Story
from govcrawl.store.connection import Store, connect
from govcrawl.store.documents import document
from govcrawl.store.embedded import embedded

ARTICLES = 200_000
TEXTS = 1000
CLAIM = Claim("2024-03-05 09:12", "label", "发布时间")
TARGET, LIMIT = 0.5, 150  # of the bare cursor's pace; MB
WORDS = wrap("社区治理居民议事网格物业楼道党员志愿服务街道会议推进工作基层群众矛盾调解文明环境整治老人食堂停车", 2)


def main() -> None:
    if sys.argv[1:2] == ["measure"]:
        measure(*sys.argv[2:])
        return
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.export")
    arguments.add_argument("--articles", type=int, default=ARTICLES)
    count = arguments.parse_args().articles
    with tempfile.TemporaryDirectory() as directory, embedded(Path(directory)) as uri:
        with connect(uri, database="benchmark") as store:
            fill(store, count)
        for _ in range(2):  # the first warms MongoDB's cache for both
            bare, export = (run(way, uri, directory, count) for way in ("bare", "export"))
        few = run("export", uri, directory, count // 20)
    pace = bare["seconds"] / export["seconds"]
    for way in (bare, export, few):
        rate = way["articles"] / way["seconds"]
        print(f"{way['way']:7} {rate:9,.0f} articles/s {way['megabytes']:5.0f} MB peak of {way['articles']:,}")
    print(f"export at {pace:.2f} of the bare cursor's pace; target {TARGET}, at most {LIMIT} MB")
    sys.exit(pace < TARGET or export["megabytes"] > LIMIT)


def run(way: str, uri: str, directory: str, count: int) -> dict[str, Any]:
    """What one way measured of itself."""
    command = [sys.executable, "-m", "benchmarks.export", "measure", way, uri, directory, str(count)]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return dict(orjson.loads(said.stdout))


def measure(way: str, uri: str, directory: str, count: str) -> None:
    """Writes so many articles in one way; prints seconds and the peak of memory as JSON."""
    with connect(uri, database="benchmark") as store:
        began = time.perf_counter()
        {"bare": write_bare, "export": write_export}[way](store, Path(directory, f"{way}.jsonl"), int(count))
        seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = {"way": way, "articles": int(count), "seconds": seconds, "megabytes": megabytes}
    print(orjson.dumps(said).decode())


def write_bare(store: Store, target: Path, count: int) -> None:
    with target.open("wb") as file:
        for each in store.database["articles"].find().limit(count):
            file.write(orjson.dumps(each, default=str) + b"\n")


def write_export(store: Store, target: Path, count: int) -> None:
    shape, selection = Shape(), Selection()
    with store.corpus.view() as view:
        entries = islice(view.documents(selection, names=shape.names), count)
        write_file(entries, target, shape=shape, selection=selection, state=view.state(selection))


def fill(store: Store, count: int) -> None:
    """Stores articles as a crawl leaves them: a thousand texts, each many times with another address and date."""
    choose = random.Random(1)
    now = datetime.now(UTC)
    seen = {"first_seen_at": now, "last_seen_at": now, "changed_at": now}
    texts = [document(article(choose, number)) | seen for number in range(TEXTS)]
    for start in range(0, count, TEXTS):
        batch = [
            text | {"_id": f"{number:032x}", "published_at": a_moment(choose)}
            for number, text in zip(range(start, count), texts, strict=False)
        ]
        store.database["articles"].insert_many(batch, ordered=False)


def a_moment(choose: random.Random) -> datetime:
    return datetime(2014, 1, 1, tzinfo=UTC) + timedelta(minutes=choose.randrange(5_000_000))


def article(choose: random.Random, number: int) -> Article:
    """An article of real length: some 1,300 hanzi, at times ten thousand."""
    url = f"http://site{number % 60}.example.cn/{number}.html"
    title, paragraphs = "".join(choose.choices(WORDS, k=8)), min(80, 1 + int(choose.lognormvariate(2.1, 0.8)))
    return Article(
        id=f"{number:032x}",
        site=f"site{number % 60}",
        column="要闻",
        url=url,
        urls=(url,),
        title=title,
        published_at=a_moment(choose),
        published_precision="minute",
        modified_at=None,
        source="河湾街道办事处",
        source_raw="来源：河湾街道办事处",
        author=None,
        views=7,
        body="\n".join("".join(choose.choices(WORDS, k=60)) for _ in range(paragraphs)),
        script="hans",
        images=(Image(url=f"{url}.jpg", caption=title),),
        attachments=(),
        genre="news",
        topics=("社区治理",),
        claims=dict.fromkeys(("title", "published", "source"), (CLAIM, CLAIM)),
        transforms=(),
        fetched_at=datetime.now(UTC),
        extractor="1",
        story=Story(id=f"{number:032x}", role="original", similarity=1.0),
    )


if __name__ == "__main__":
    main()
