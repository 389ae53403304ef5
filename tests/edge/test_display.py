"""What people see of a run while it goes on, and what programs read of it."""

import json
import os
import pty
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import village
from command import HERE, Command
from warm import Warm
from web import Web, page

from govcrawl.crawl.progress import Progress, Rate, still_to_come
from govcrawl.crawl.verdict import Counts
from govcrawl.crawl.walk import Walk
from govcrawl.items import Window
from govcrawl.store.connection import Store

ARTICLES = 25
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
NEW_YEAR = date(2024, 1, 1)


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def logged(govcrawl: Command, web: Web) -> list[dict[str, Any]]:
    """The log of a crawl through a proxy with a password, of a site with a page that yields no article."""
    village.build(web, ARTICLES)
    web.answers[village.article_url(7)] = page("<html><body></body></html>")
    proxy = web.proxy.replace("://", "://ann:s3cret@")
    contact = "mailto:crawler@example.org"
    done = govcrawl("crawl", "village", "--json-logs", GOVCRAWL_PROXY=proxy, GOVCRAWL_CONTACT=contact)
    assert done.returncode == 0, done.stderr
    assert "s3cret" not in done.stdout + done.stderr
    return json_lines(done.stderr)


def test_a_log_of_json_says_whose_a_line_is_and_what_was_counted(logged: list[dict[str, Any]], store: Store) -> None:
    run = next(store.runs.find())
    assert {line["site"] for line in logged} == {"village"}
    assert {line["run"] for line in logged} == {run.id}
    assert all({"time", "level", "message"} <= line.keys() for line in logged)
    *_, progress, end = logged
    assert progress["counts"]["reasons"] == {"rejected/no_body": 1}
    assert (progress["queue"], progress["seconds_left"]) == (0, None)
    assert (end["verdict"], end["counts"]["new"], end["problems"]) == ("ok", ARTICLES - 1, [])
    assert end["time"].endswith("+08:00")


def test_a_run_keeps_what_it_was_made_with(logged: list[dict[str, Any]], store: Store) -> None:
    run = next(store.runs.find())
    assert run.about.keys() == {"govcrawl", "extractor", "scrapy", "python", "since", "until"}
    assert run.about["extractor"] == next(store.articles.find())["extractor"]
    assert run.counts["bytes"] > 1000 * ARTICLES / 2
    assert run.counts["seconds"] > 0


def test_a_log_of_json_is_json_where_nothing_could_start(govcrawl: Command) -> None:
    uri = "mongodb://someone:s3cret@127.0.0.1:1/"
    done = govcrawl("crawl", "village", MONGODB_URI=uri, GOVCRAWL_STORE_TIMEOUT="0.2", GOVCRAWL_LOG_FORMAT="json")
    assert done.returncode == 75
    (line,) = json_lines(done.stderr)
    assert (line["level"], line["site"], line["run"]) == ("ERROR", "village", None)
    assert "s3cret" not in done.stderr


def test_no_password_of_a_proxy_that_is_down_is_logged(govcrawl: Command) -> None:
    done = govcrawl("crawl", "village", "--json-logs", GOVCRAWL_PROXY="http://ann:s3cret@127.0.0.1:1")
    assert done.returncode == 1
    assert json_lines(done.stderr)[-1]["verdict"] == "failed"
    assert "s3cret" not in done.stdout + done.stderr


def test_a_strange_log_format_is_wrong_usage(govcrawl: Command) -> None:
    done = govcrawl("crawl", "village", GOVCRAWL_LOG_FORMAT="xml")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_backfill_on_a_terminal_says_how_far_it_is_and_how_long_it_will_take(govcrawl: Command, web: Web) -> None:
    village.build(web, 60)
    web.answers[village.article_url(38)] = page("<html><body></body></html>")
    window = ("--since", str(village.day(5)), "--until", str(village.day(40)))
    shown = on_a_terminal(govcrawl, "backfill", "village", *window)
    assert re.search(
        r"village +\d list pages, \d+ new, 0 known, 1 rejected \(no_body\), [\d.]+ pages/s, \d+ wait", shown
    )
    assert re.search(r"waiting, \d+ min left", shown)
    assert "INFO" in shown, "what is logged stands above the live line"


def on_a_terminal(govcrawl: Command, *arguments: str) -> str:
    """What a command shows on a terminal of its own, without the signs that move its cursor."""
    terminal, side = pty.openpty()
    environment = govcrawl.environment | {"COLUMNS": "160", "TERM": "xterm", "GOVCRAWL_LOOPBACK_DELAY": "0.06"}
    with Warm(*arguments, cwd=HERE, env=environment, stdout=side, stderr=side) as running:
        os.close(side)
        shown = b"".join(read(terminal))
    os.close(terminal)
    assert running.returncode == 0, shown.decode()
    return CONTROL.sub("", shown.decode())


def read(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal until nobody can write any more, which Linux says by an error."""
    while True:
        try:
            yield os.read(terminal, 65536)
        except OSError:
            return


def test_a_sentence_names_refusals_by_reason() -> None:
    counts = Counts(
        lists=3,
        new=20,
        known=5,
        reprints=2,
        outcomes={"stored": 20, "rejected": 4, "gone": 1},
        reasons={"rejected/no_body": 1, "rejected/soft_404": 3, "gone/http_404": 1},
    )
    assert str(Progress(counts=counts, rate=1.04, queue=7, left=4000)) == (
        "3 list pages, 20 new, 5 known, 2 reprints, 4 rejected (3 soft_404, 1 no_body), 1 gone (http_404), "
        "1.0 pages/s, 7 waiting, 1 h 7 min left"
    )


def test_a_rate_is_that_of_the_last_minute() -> None:
    rate = Rate()
    assert rate.of(0, at=0.0) == 0.0
    assert rate.of(10, at=10.0) == 1.0
    assert rate.of(20, at=70.0) == pytest.approx(1 / 6)
    assert rate.of(80, at=130.0) == 1.0


@pytest.mark.parametrize(
    ("walks", "ahead"),
    [
        ([], None),
        ([Walk()], None),
        ([(10, 1)], 90.0 * 110 / 10),
        ([(10, 1), (20, 1)], (90 + 80) * 110 / 30),
        ([(100, 1)], 0.0),
    ],
    ids=str,
)
def test_what_is_still_to_come_is_as_dense_as_what_came(walks: list[Any], ahead: float | None) -> None:
    end = NEW_YEAR + timedelta(days=99)
    window = Window(since=NEW_YEAR, until=end)
    made = [
        each if isinstance(each, Walk) else Walk(pages=1, newest=end, oldest=end - timedelta(days=each[0] - 1))
        for each in walks
    ]
    counts = Counts(lists=10, links=100)
    found = still_to_come(counts, made, columns=max(1, len(made)), window=window, today=end)
    assert found == (None if ahead is None else pytest.approx(ahead))
