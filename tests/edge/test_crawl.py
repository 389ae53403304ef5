"""``govcrawl crawl`` over real HTTP into a real MongoDB."""

import re
import signal
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from subprocess import CompletedProcess
from typing import Any

import pytest
import village
from command import Command, environment
from villages import HOST
from web import Web, page, reply, served

from govcrawl.store.connection import Store, connect
from govcrawl.store.runs import RunRecord

ARTICLES = 25


def last_run(store: Store) -> RunRecord:
    return next(store.runs.find(site="village"))


def stored(store: Store) -> set[str]:
    return {article["url"] for article in store.articles.find()}


def all_of(number: int) -> set[str]:
    return set(village.urls(number))


@dataclass(frozen=True)
class Once:
    """One of several runs: how it ended, what it asked for, and the articles after it."""

    done: CompletedProcess[str]
    run: RunRecord
    asked: list[str]
    articles: list[dict[str, Any]]


@pytest.fixture(scope="module")
def runs(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Once]]:
    """A first run of a village, one without news, and one after three more articles."""
    name = f"test_{uuid.uuid4().hex}"
    with served() as web, connect(mongodb_uri, database=name) as store:
        given = environment(web, tmp_path_factory.mktemp("data"))
        govcrawl = Command(given | {"MONGODB_URI": mongodb_uri, "MONGODB_DATABASE": name})
        made = []
        for articles in (ARTICLES, ARTICLES, ARTICLES + 3):
            village.build(web, articles)
            asked = len(web.asked)
            done = govcrawl("crawl", "village")
            made.append(Once(done, last_run(store), web.urls()[asked:], list(store.articles.find())))
        yield made
        store.client.drop_database(name)


def test_a_first_run_stores_every_article_of_every_list_page(runs: list[Once]) -> None:
    first = runs[0]
    assert first.done.returncode == 0, first.done.stderr
    assert {article["url"] for article in first.articles} == all_of(ARTICLES)
    counts = first.run.counts
    assert (first.run.verdict, counts["new"], counts["lists"], counts["taken"]) == ("ok", 25, 3, 25)


def test_a_run_that_went_well_warns_of_nothing(runs: list[Once]) -> None:
    assert [line for each in runs for line in each.done.stderr.splitlines() if " INFO " not in line] == []


def test_a_second_run_changes_nothing_and_says_so(runs: list[Once]) -> None:
    first, second, _ = runs
    assert second.done.returncode == 0
    assert "0 new, 10 known" in second.done.stderr
    assert second.articles == first.articles
    assert second.asked == [f"{HOST}/robots.txt", village.list_url(0)]
    assert second.run.verdict == "no_news"


def test_a_later_run_fetches_only_what_is_new(runs: list[Once]) -> None:
    third = runs[2]
    assert {article["url"] for article in third.articles} == all_of(ARTICLES + 3)
    assert all_of(ARTICLES + 3) & set(third.asked) == all_of(ARTICLES + 3) - all_of(ARTICLES)


def test_a_run_that_was_killed_is_taken_up_where_it_was(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, ARTICLES)
    running = govcrawl.start("crawl", "village", GOVCRAWL_LOOPBACK_DELAY="0.1")
    web.wait_for(12)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = govcrawl("crawl", "village")
    assert done.returncode == 0, done.stderr
    assert stored(store) == all_of(ARTICLES)
    assert store.ledger.counts("village")["stored"] == ARTICLES
    fetched = Counter(url for url in web.urls() if url in all_of(ARTICLES))
    assert sum(times - 1 for times in fetched.values()) <= 8  # what the killed run held
    assert [run.verdict for run in store.runs.find()] == ["ok", "lost"]


def test_a_run_that_is_told_to_end_gives_back_what_it_holds(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, ARTICLES)
    running = govcrawl.start("crawl", "village", GOVCRAWL_LOOPBACK_DELAY="0.2")
    web.wait_for(8)
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=120)
    assert running.returncode == 1
    states = store.ledger.counts("village")
    run = last_run(store)
    assert run.verdict == "degraded"
    assert states["leased"] == 0
    assert run.counts["taken"] == sum(run.counts["outcomes"].values()) + run.counts["waiting"]
    assert run.counts["waiting"] == states["discovered"] > 0
    assert govcrawl("crawl", "village").returncode == 0
    assert stored(store) == all_of(ARTICLES)


def test_a_second_run_of_a_site_that_is_being_run_does_not_start(govcrawl: Command, web: Web) -> None:
    village.build(web, 1)
    web.answers[village.article_url(1)] = web.behind_a_gate(village.article_page(1))
    running = govcrawl.start("crawl", "village")
    web.wait_for(3)
    done = govcrawl("crawl", "village")
    web.open.set()
    assert done.returncode == 75
    assert "village is being run" in done.stderr
    running.communicate(timeout=120)
    assert running.returncode == 0


def test_walls_end_the_run(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, ARTICLES)
    web.answers |= dict.fromkeys(all_of(ARTICLES), village.WALL)
    assert govcrawl("crawl", "village").returncode == 1
    run = last_run(store)
    assert run.verdict == "blocked"
    assert 3 <= run.counts["outcomes"]["blocked"] <= ARTICLES // 2  # three end it; what it holds may be fetched by then
    assert run.counts["waiting"] == run.counts["taken"] - run.counts["outcomes"]["blocked"] > 0
    assert stored(store) == set()


def test_each_wall_makes_the_pause_between_requests_four_times_as_long(govcrawl: Command, web: Web) -> None:
    village.build(web, 4)
    web.answers |= dict.fromkeys(list(village.urls(4))[:2], village.WALL)
    said = govcrawl("crawl", "village", GOVCRAWL_LOOPBACK_DELAY="0.05").stderr
    once, twice = (float(seconds) for seconds in re.findall(r"denied; it is asked every ([\d.]+) s", said))
    assert once >= 4 * 0.05
    assert twice >= 3.97 * once  # as printed, to three digits


def test_a_host_that_asks_for_an_hour_ends_the_run(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, ARTICLES)
    busy = reply(b"", "Retry-After: 3600", status="429 Too Many Requests")
    web.answers |= dict.fromkeys(list(all_of(ARTICLES))[:20], busy)
    assert govcrawl("crawl", "village").returncode == 1
    run = last_run(store)
    assert run.verdict == "throttled"
    assert run.counts["taken"] == sum(run.counts["outcomes"].values()) + run.counts["waiting"]
    later = [entry for entry in store.ledger.find("village") if entry.reason == "throttled"]
    assert later
    assert all((entry.next_attempt_at - entry.changed_at).total_seconds() > 3500 for entry in later)


def test_lists_without_links_are_said_to_be_empty(govcrawl: Command, web: Web, store: Store) -> None:
    web.answers[village.list_url(0)] = village.list_page([], None)
    assert govcrawl("crawl", "village").returncode == 1
    assert last_run(store).verdict == "empty"


def test_a_site_that_does_not_answer_has_failed(govcrawl: Command, web: Web, store: Store) -> None:
    web.answers[village.list_url(0)] = b""
    assert govcrawl("crawl", "village").returncode == 1
    assert last_run(store).verdict == "failed"


def test_every_page_has_an_outcome_with_a_name(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, 6)
    gone, walled, empty, broken, forbidden, fine = (village.article_url(number) for number in range(1, 7))
    web.answers[gone] = reply(b"", status="410 Gone")
    web.answers[fine] = village.article_page(6).replace(b"text/html", b"application/json")  # its bytes say better
    web.answers[walled] = village.WALL
    web.answers[empty] = page("<html><body></body></html>")
    web.answers[broken] = b"\x00\x01"
    web.answers[f"{HOST}/robots.txt"] = reply(f"User-agent: *\nDisallow: {forbidden.removeprefix(HOST)}\n".encode())
    done = govcrawl("crawl", "village")
    states = {entry.url: f"{entry.state}/{entry.reason}" for entry in store.ledger.find("village")}
    assert states == {
        gone: "gone/http_410",
        walled: "blocked/denied",
        empty: "rejected/no_body",
        broken: "failed/download_failed",
        forbidden: "skipped/robots",
        fine: "stored/None",
    }
    assert done.returncode == 1, "one of six failed"


def test_the_parts_of_an_article_are_joined(govcrawl: Command, web: Web, store: Store) -> None:
    village.build(web, 1)
    first, second = village.article_url(1), village.article_url(1).replace(".html", "_2.html")
    web.answers[first] = village.article_page(1, parts=f'<a href="{second}">下一页</a>')
    web.answers[second] = village.article_page(1, text="第二页接着说：办法贴出去的头一个星期，来问的人比来议的人还多。")
    govcrawl("crawl", "village")
    (article,) = store.articles.find()
    assert article["body"].endswith("来问的人比来议的人还多。")
    assert article["body"].count("\n") == 3


def test_given_addresses_are_taken_as_articles_or_as_lists_each_walked_for_itself(
    govcrawl: Command, web: Web, store: Store
) -> None:
    village.build(web, ARTICLES)
    other, second = f"{HOST}/dw/index.html", f"{HOST}/dw/index_1.html"
    rows = [[(f"{HOST}/dw/t20230101_{n}.html", village.title(n), village.day(n))] for n in (1, 2)]
    web.answers |= {other: village.list_page(rows[0], second), second: b""}  # its second page breaks off
    web.answers |= {url: village.article_page(n + 30) for n, ((url, _, _),) in enumerate(rows)}
    urls = f"{village.article_url(3)} {village.list_url(1)} {other}"
    assert govcrawl("crawl", "village", "-a", f"start_urls={urls}").returncode == 1
    assert "walk_cut_off" in last_run(store).counts["problems"]
    assert stored(store) == {village.article_url(3)} | all_of(15) | {rows[0][0][0]}
    web.answers[second] = village.list_page(rows[1], None)
    assert govcrawl("crawl", "village", "-a", f"start_urls={urls}").returncode == 0
    assert last_run(store).counts["new"] == 1, "the walk that was cut off goes past what is known"


def test_without_mongodb_nothing_starts(govcrawl: Command, web: Web) -> None:
    uri = "mongodb://someone:secret@127.0.0.1:1/"
    done = govcrawl("crawl", "village", MONGODB_URI=uri, GOVCRAWL_STORE_TIMEOUT="0.2")
    assert done.returncode == 75
    assert "no MongoDB answers at 127.0.0.1:1" in done.stderr
    assert "secret" not in done.stderr
    assert web.asked == []
