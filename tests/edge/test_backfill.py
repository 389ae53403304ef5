"""``govcrawl backfill`` over real HTTP into a real MongoDB."""

import re
import signal
from collections import Counter
from datetime import date, timedelta

import pytest
import village
from command import Command
from villages import HOST
from web import Web, reply

from govcrawl.store.connection import Store

ARTICLES = 60
FIRST, LAST = 16, 40  # of the window
WINDOW = ("--since", str(village.day(FIRST)), "--until", str(village.day(LAST)))
BACKFILL = ("backfill", "village", *WINDOW)
WANTED = {village.article_url(number) for number in range(FIRST, LAST + 1)}


@pytest.fixture(autouse=True)
def _village(web: Web) -> None:
    village.build(web, ARTICLES)


def stored(store: Store) -> set[str]:
    return {article["url"] for article in store.articles.find()}


def fetched(web: Web, since: int = 0) -> Counter[str]:
    return Counter(url for url in web.urls()[since:] if re.search(r"/t\d{8}_", url))


def test_a_backfill_stores_what_was_published_in_its_window(govcrawl: Command, web: Web, store: Store) -> None:
    done = govcrawl(*BACKFILL)
    assert done.returncode == 0, done.stderr
    assert stored(store) == WANTED
    assert set(fetched(web)) == WANTED
    run = next(store.runs.find())
    assert (run.kind, run.verdict, run.counts["taken"], run.counts["waiting"]) == ("backfill", "ok", len(WANTED), 0)


def test_a_backfill_that_is_complete_fetches_nothing_again(govcrawl: Command, web: Web, store: Store) -> None:
    govcrawl(*BACKFILL)
    asked = len(web.asked)
    assert govcrawl(*BACKFILL).returncode == 0
    assert len(web.asked) == asked


def test_two_processes_share_a_backfill_and_its_pace(govcrawl: Command, web: Web, store: Store) -> None:
    pair = [govcrawl.start(*BACKFILL, GOVCRAWL_LOOPBACK_DELAY="0.1") for _ in range(2)]
    for process in pair:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert stored(store) == WANTED
    assert set(fetched(web).values()) == {1}
    assert sum(run.counts["taken"] for run in store.runs.find()) == len(WANTED)
    times = sorted(at for at, _, _ in web.asked)
    apart = (times[-1] - times[0]) / (len(times) - 1)
    assert apart > 0.07  # 0.1 less what the first may be noted late; each at its own pace they would be 0.05 apart


def test_where_one_of_two_is_killed_the_other_does_all(govcrawl: Command, web: Web, store: Store) -> None:
    robots = f"{HOST}/robots.txt"
    pair = [govcrawl.start(*BACKFILL, GOVCRAWL_LOOPBACK_DELAY="0.1") for _ in range(2)]
    web.wait_until(lambda: len(web.times(robots)) > 1 and len(fetched(web)) > 5)
    pair[0].send_signal(signal.SIGKILL)
    pair[0].wait()
    _, said = pair[1].communicate(timeout=120)
    assert pair[1].returncode == 0, said
    assert stored(store) == WANTED


def test_a_walk_that_is_cut_off_is_said_and_goes_on_with_the_next_run(
    govcrawl: Command, web: Web, store: Store
) -> None:
    robots = f"{HOST}/robots.txt"
    web.answers[robots] = reply(f"User-agent: *\nDisallow: {village.list_url(3).removeprefix(HOST)}\n".encode())
    assert govcrawl(*BACKFILL).returncode == 1
    assert "walk_cut_off" in next(store.runs.find()).counts["problems"]
    assert stored(store) < WANTED
    del web.answers[robots]
    assert govcrawl(*BACKFILL).returncode == 0
    assert stored(store) == WANTED


def test_a_scheduled_run_does_not_work_off_a_backfill(govcrawl: Command, web: Web, store: Store) -> None:
    running = govcrawl.start(*BACKFILL, GOVCRAWL_LOOPBACK_DELAY="0.1")
    web.wait_for(12)
    running.send_signal(signal.SIGKILL)
    running.wait()
    left = WANTED - stored(store)
    web.answers |= {village.list_url(0): village.list_page([], None)}
    govcrawl("crawl", "village")
    assert WANTED - stored(store) == left


def test_two_thousand_list_pages_are_planned_in_forty_requests(govcrawl: Command, web: Web, store: Store) -> None:
    pages, newest = 2000, date(2024, 12, 31)

    def list_page(url: str) -> bytes | None:
        place = re.fullmatch(rf"{HOST}/cw/index(?:_(\d+))?\.html", url)
        number = int(place[1] or 0) if place else pages
        if number >= pages:
            return None
        articles = range(number * 10, number * 10 + 10)
        rows = [(f"{HOST}/cw/t20200101_{10**6 + n}.html", "村务", newest - timedelta(days=n // 5)) for n in articles]
        return village.list_page(rows, village.list_url(number + 1))

    web.answers.clear()
    web.otherwise = list_page
    done = govcrawl("backfill", "village", "--plan", "--since", "2018-01-01", "--until", "2018-12-31")
    assert done.returncode == 0, done.stderr
    lists = [url for url in web.urls() if "index" in url]
    assert len(lists) <= 40
    found = re.search(r"村务\s+([\d,]+)\s+([\d,]+)", done.stdout)
    assert found
    said_pages, said_articles = (int(number.replace(",", "")) for number in found.groups())
    assert said_articles == pytest.approx(365 * 5, rel=0.05)
    assert said_pages == pytest.approx(365 * 5 / 10, rel=0.05)
    assert list(store.runs.find()) == []
