"""Stored articles that are looked at again."""

from datetime import datetime, timedelta

import pytest
import village
from command import Command
from web import Web, reply

from govcrawl.chinese.dates import CHINA
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Entry

URL = village.article_url(1)
CHANGED = "补记：办法试行一个月，村民又添了两条，一并贴在村务栏里，欢迎接着提意见。"
UNCHANGED = reply(b"", 'ETag: "7"', status="304 Not Modified")


@pytest.fixture
def crawled(govcrawl: Command, web: Web) -> Command:
    """A village of one article, crawled once."""
    village.build(web, 1)
    web.answers[URL] = village.article_page(1, headers=('ETag: "7"', "Last-Modified: Tue, 05 Mar 2024 01:00:00 GMT"))
    assert govcrawl("crawl", "village").returncode == 0
    return govcrawl


def make_due(store: Store) -> None:
    """Lets the time pass after which everything is looked at again."""
    store.database["ledger"].update_many({}, [{"$set": {"next_attempt_at": "$$NOW"}}])


def entry(store: Store) -> Entry:
    (held,) = store.ledger.find("village")
    return held


def test_a_young_article_is_due_again_in_a_day_and_an_old_one_never(
    govcrawl: Command, web: Web, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(village, "NEWEST", datetime.now(CHINA).date() + timedelta(days=390))
    village.build(web, 15)
    govcrawl("crawl", "village")
    due = {each.url: each.next_attempt_at for each in store.ledger.find("village")}
    assert due.pop(village.article_url(10)) is not None, "published today"
    assert due[village.article_url(4)] is not None, "six days ago"
    assert due[village.article_url(2)] is None, "eight days ago"


def test_a_page_that_is_as_it_was_costs_a_question(crawled: Command, web: Web, store: Store) -> None:
    make_due(store)
    web.answers[URL] = UNCHANGED
    assert crawled("crawl", "village").returncode == 0
    head = [head for _, url, head in web.asked if url == URL][-1]
    assert b'If-None-Match: "7"' in head
    assert b"If-Modified-Since: Tue, 05 Mar 2024" in head
    assert entry(store).state == "stored"
    run = next(store.runs.find())
    assert (run.verdict, run.counts["rechecked"], run.counts["taken"]) == ("no_news", 1, 0)


def test_a_changed_text_becomes_a_revision_and_the_old_one_is_kept(crawled: Command, web: Web, store: Store) -> None:
    make_due(store)
    web.answers[URL] = village.article_page(1, text=CHANGED)
    assert crawled("crawl", "village").returncode == 0
    (article,) = store.articles.find()
    assert (article["revision"], article["body"]) == (2, CHANGED)
    (before,) = store.articles.revisions(article["_id"])
    assert before["body"].startswith("昨天傍晚")
    assert next(store.runs.find()).counts["revised"] == 1


def test_a_page_that_is_gone_twice_leaves_a_tombstone_and_the_article(crawled: Command, web: Web, store: Store) -> None:
    web.answers[URL] = reply(b"", status="404 Not Found")
    make_due(store)
    crawled("crawl", "village")
    (article,) = store.articles.find()
    assert "gone_at" not in article
    assert entry(store).state == "gone"
    make_due(store)
    crawled("crawl", "village")
    (article,) = store.articles.find()
    assert article["gone_at"] is not None
    assert article["body"].startswith("昨天傍晚")
    assert entry(store).next_attempt_at is None


def test_an_article_that_comes_back_is_gone_no_more(crawled: Command, web: Web, store: Store) -> None:
    web.answers[URL] = reply(b"", status="404 Not Found")
    for _ in range(2):
        make_due(store)
        crawled("crawl", "village")
    web.answers[URL] = village.article_page(1, text=CHANGED)
    make_due(store)
    crawled("crawl", "village")
    (article,) = store.articles.find()
    assert "gone_at" not in article
    assert entry(store).state == "stored"


@pytest.mark.parametrize("answer", [b"", village.WALL, reply(b"", status="500 Internal Server Error")])
def test_trouble_with_a_stored_page_leaves_it_stored(answer: bytes, crawled: Command, web: Web, store: Store) -> None:
    make_due(store)
    web.answers[URL] = answer
    crawled("crawl", "village")
    held = entry(store)
    assert held.state == "stored"
    assert held.reason is not None
    assert held.next_attempt_at is not None
