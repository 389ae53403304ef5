"""Stored articles that are looked at again: one village, crawled four times while its pages fare differently."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import village
from command import Command, environment
from web import Web, reply, served

from govcrawl.chinese.dates import CHINA
from govcrawl.store.connection import Store, connect
from govcrawl.store.ledger import Entry
from govcrawl.store.runs import RunRecord

SAME, CHANGED, SILENT, WALLED, BROKEN, GONE = village.urls(6)
TEXT = "补记：办法试行一个月，村民又添了两条，一并贴在村务栏里，欢迎接着提意见。"
UNCHANGED = reply(b"", 'ETag: "7"', status="304 Not Modified")
MISSING = reply(b"", status="404 Not Found")


@dataclass(frozen=True)
class Look:
    """What a run left: how it ended, and the articles, their revisions and the ledger after it."""

    status: int
    run: RunRecord
    articles: dict[str, dict[str, Any]]
    before: dict[str, list[dict[str, Any]]]
    ledger: dict[str, Entry]


@pytest.fixture(scope="module")
def looks(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Look], Web]]:
    """Four runs, between each two of which so much time passes that everything is looked at again."""
    name = f"test_{uuid.uuid4().hex}"
    with served() as web, connect(mongodb_uri, database=name) as store:
        village.build(web, 6)
        web.answers[SAME] = village.article_page(
            1, headers=('ETag: "7"', "Last-Modified: Tue, 05 Mar 2024 01:00:00 GMT")
        )
        given = environment(web, tmp_path_factory.mktemp("data"))
        govcrawl = Command(given | {"MONGODB_URI": mongodb_uri, "MONGODB_DATABASE": name})
        changed, failing = village.article_page(2, text=TEXT), reply(b"", status="500 Internal Server Error")
        answers: list[dict[str, bytes]] = [
            {},
            {SAME: UNCHANGED, CHANGED: changed, SILENT: b"", WALLED: village.WALL, BROKEN: failing, GONE: MISSING},
            {},
            {GONE: village.article_page(6, text=TEXT)},
        ]
        yield [look(govcrawl, web, store, each) for each in answers], web
        store.client.drop_database(name)


def look(govcrawl: Command, web: Web, store: Store, answers: dict[str, bytes]) -> Look:
    web.answers |= answers
    store.database["ledger"].update_many({}, [{"$set": {"next_attempt_at": "$$NOW"}}])
    done = govcrawl("crawl", "village")
    articles = {each["url"]: each for each in store.articles.find()}
    return Look(
        status=done.returncode,
        run=next(store.runs.find()),
        articles=articles,
        before={url: store.articles.revisions(each["_id"]) for url, each in articles.items()},
        ledger={entry.url: entry for entry in store.ledger.find("village")},
    )


Looks = tuple[list[Look], Web]


def test_a_page_that_is_as_it_was_costs_a_question(looks: Looks) -> None:
    (_, second, *_), web = looks
    head = [head for _, url, head in web.asked if url == SAME][1]
    assert b'If-None-Match: "7"' in head
    assert b"If-Modified-Since: Tue, 05 Mar 2024" in head
    assert second.ledger[SAME].state == "stored"
    assert second.articles[SAME]["revision"] == 1


def test_a_changed_text_becomes_a_revision_and_the_old_one_is_kept(looks: Looks) -> None:
    (_, second, *_), _ = looks
    assert (second.articles[CHANGED]["revision"], second.articles[CHANGED]["body"]) == (2, TEXT)
    (before,) = second.before[CHANGED]
    assert before["body"].startswith("昨天傍晚")


def test_a_run_counts_what_it_looked_at_again_apart(looks: Looks) -> None:
    (first, second, third, _), _ = looks
    assert (first.run.verdict, first.run.counts["taken"], first.run.counts["rechecked"]) == ("ok", 6, 0)
    assert (second.run.verdict, second.run.counts["taken"], second.run.counts["revised"]) == ("ok", 0, 1)
    assert (third.run.verdict, third.run.counts["rechecked"]) == ("no_news", 6)
    assert [each.status for each in (first, second, third)] == [0, 0, 0]


def test_a_page_that_is_gone_twice_leaves_a_tombstone_and_the_article(looks: Looks) -> None:
    (_, second, third, _), _ = looks
    assert "gone_at" not in second.articles[GONE]
    assert (second.ledger[GONE].state, second.ledger[GONE].next_attempt_at is None) == ("gone", False)
    assert third.articles[GONE]["gone_at"] is not None
    assert third.articles[GONE]["body"].startswith("昨天傍晚")
    assert third.ledger[GONE].next_attempt_at is None


def test_an_article_that_comes_back_is_gone_no_more(looks: Looks) -> None:
    fourth = looks[0][3]
    assert "gone_at" not in fourth.articles[GONE]
    assert fourth.ledger[GONE].state == "stored"


@pytest.mark.parametrize("url", [SILENT, WALLED, BROKEN])
def test_trouble_with_a_stored_page_leaves_it_stored(url: str, looks: Looks) -> None:
    held = looks[0][1].ledger[url]
    assert held.state == "stored"
    assert held.reason is not None
    assert held.next_attempt_at is not None


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
