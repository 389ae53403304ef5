"""A database that holds many articles already: articles, their entries in the ledger, their stories."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from benchmarks.crawl.site import SpeedSpider
from benchmarks.crawl.web import article_page, article_url
from benchmarks.stories.scale import fill as fill_stories
from govcrawl.items import Article, Page
from govcrawl.reading.errands import read_article
from govcrawl.store.connection import Store
from govcrawl.store.documents import document

BATCH = 2000
SHORT = 300  # characters of a held article's text; a million of full length would be a benchmark of the disk
HELD = "[?]held="  # in the address of what is held
FIRST = datetime(2010, 1, 1, tzinfo=UTC)


def hold(store: Store, count: int) -> None:
    """Has the database hold so many articles, and nothing that a crawl brought."""
    if store.database["articles"].find_one({}):
        forget(store)
    else:
        fill(store, count)


def forget(store: Store) -> None:
    """Takes out what a crawl brought."""
    brought = {"url": {"$not": {"$regex": HELD}}}
    articles = store.database["articles"].distinct("_id", brought)
    store.database["stories"].delete_many({"members.article": {"$in": articles}})
    for name in ("articles", "ledger"):
        store.database[name].delete_many(brought)
    for name in ("walks", "runs"):
        store.database[name].delete_many({})


def fill(store: Store, count: int) -> None:
    """Puts so many articles of the benchmark's own site into the database, all of them older than what is crawled."""
    unacknowledged = type(store.database.write_concern)(w=1)
    for name, made in (("articles", _articles(count)), ("ledger", _entries(count))):
        collection = store.database[name].with_options(write_concern=unacknowledged)
        while batch := list(islice(made, BATCH)):
            collection.insert_many(batch, ordered=False)
    fill_stories(store, count, seed=count)


def _articles(count: int) -> Iterator[dict[str, Any]]:
    read = read_article(Page(url=article_url(0), body=article_page(0)), SpeedSpider.site, ())
    assert isinstance(read, Article)
    model = document(read)
    for number in range(count):
        at = _day(number)
        alone = {"id": _id(number), "role": "original", "similarity": 1.0}
        times = dict.fromkeys(("published_at", "first_seen_at", "last_seen_at", "changed_at", "fetched_at"), at)
        told = {"_id": _id(number), "url": _url(number), "urls": [_url(number)], "body": model["body"][:SHORT]}
        yield model | told | times | {"claims": {}, "story": alone, "revision": 1}


def _entries(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        times = dict.fromkeys(("discovered_at", "changed_at", "resolved_at", "stored_at"), _day(number))
        yield times | {
            "_id": _id(number),
            "url": _url(number),
            "site": SpeedSpider.site.name,
            "column": SpeedSpider.site.columns[0].name,
            "run": None,
            "kind": "article",
            "lane": "crawl",
            "link": {"title": None, "published": None, "body": None},
            "published_at": _day(number),
            "request": None,
            "state": "stored",
            "reason": None,
            "attempts": 0,
            "lease_until": None,
            "next_attempt_at": None,
            "owner": None,
        }


def _id(number: int) -> str:
    return sha256(_url(number).encode()).hexdigest()[:32]


def _url(number: int) -> str:
    return f"{article_url(0)}?held={number}"


def _day(number: int) -> datetime:
    return FIRST + timedelta(minutes=5 * number % (14 * 365 * 1440))
