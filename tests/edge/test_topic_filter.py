"""A site that prints everything: what is off the topic is entered in the ledger, and never fetched."""

import village
from command import Command
from villages import HOST
from web import Web

from govcrawl.store.connection import Store

OFF_TOPIC = "关于春节期间婚姻登记工作安排的公告"


def test_rows_off_the_topic_are_skipped_by_name(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, 5)
    titles = {number: village.title(number) if number > 2 else OFF_TOPIC for number in range(1, 6)}
    rows = [(village.article_url(number), titles[number], village.day(number)) for number in range(5, 0, -1)]
    web.answers[village.list_url(0)] = village.list_page(rows, None)
    done = govcrawl("crawl", "county")
    assert done.returncode == 0, done.stderr
    assert {article["url"] for article in store.articles.find()} == {
        village.article_url(number) for number in (3, 4, 5)
    }
    assert store.ledger.counts("county")["skipped"] == 2
    assert not {village.article_url(1), village.article_url(2)} & set(web.urls())
    run = next(store.runs.find(site="county"))
    assert (run.verdict, run.counts["taken"], run.counts["reasons"]) == ("ok", 5, {"skipped/off_topic": 2})


def test_rows_off_the_topic_do_not_keep_a_later_run_going(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, 25)
    rows = [(village.article_url(number), OFF_TOPIC, village.day(number)) for number in range(25, 15, -1)]
    web.answers[village.list_url(0)] = village.list_page(rows, village.list_url(1))
    govcrawl("crawl", "county")
    asked = len(web.asked)
    govcrawl("crawl", "county")
    assert web.urls()[asked:] == [f"{HOST}/robots.txt", village.list_url(0)]
