"""A toy site that breaks under a supervisor in every way: the alarms of it, told once each, and cleared when mended."""

import signal
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from command import Command
from web import Web, page, served

from govcrawl.chinese.dates import CHINA
from govcrawl.items import Article
from govcrawl.store.connection import Store
from tests.alarms.conftest import READ, Receiver
from tests.schedule.toy import LISTS, article_page, article_url, environment, list_page
from tests.store.conftest import article_fields

SITE = "east"
WALL = page("<html><title>403 Forbidden</title><body>访问被拒绝</body></html>")
DAY = timedelta(days=1)
SILENT = 45  # days: longer than any holiday
TODAY = datetime.now(CHINA).replace(hour=9, minute=0)
NOW = f"{TODAY:%Y-%m-%d}"
NEW = range(27, 32)


def remember(store: Store) -> None:
    """A history: an article a day until the site fell silent, and ten runs with ten new articles each, all dated."""
    for ago in range(SILENT, SILENT + 60):
        article = Article(**article_fields(f"http://east.example/before/{ago}.html"))
        store.articles.save(replace(article, site=SITE, published_at=TODAY - ago * DAY))
    for _ in range(10):
        run = store.runs.start(SITE, owner="host:1")
        store.runs.finish(run.id, counts=READ | {"links": 6, "new": 10, "dated": 10}, verdict="ok")


def publish(web: Web, numbers: Sequence[int], *, day: str = NOW, answer: bytes | None = None) -> None:
    """Has the list name these articles as of a day, and each answer with its page or with something else."""
    web.answers |= {article_url(SITE, each): answer or article_page(SITE, each, day=day) for each in numbers}
    web.answers[LISTS[SITE]] = list_page(SITE, numbers, day=day)


def break_and_mend(web: Web, receiver: Receiver) -> None:
    """What happens to the site; each time, what follows from it is waited for."""
    receiver.wait_for(2)
    publish(web, range(21, 27))
    receiver.wait_for(4)
    web.answers[LISTS[SITE]] = b""
    receiver.wait_for(5)
    publish(web, NEW, answer=WALL)
    receiver.wait_for(6)
    publish(web, NEW)
    receiver.wait_for(8)


def test_a_site_that_breaks_under_a_supervisor_is_told_once_and_so_is_its_recovery(
    store: Store, receiver: Receiver, mongodb_uri: str, tmp_path: Path
) -> None:
    remember(store)
    with served() as web:
        publish(web, range(1, 21), day="")  # it has been silent, and says of no article any more when it is from
        command = Command(environment(web, tmp_path, mongodb_uri, store.database.name))
        running = command.start("schedule", "run", SITE, GOVCRAWL_WEBHOOK_URL=receiver.url)
        try:
            break_and_mend(web, receiver)
        finally:
            running.send_signal(signal.SIGTERM)
            _, said = running.communicate(timeout=120)
    assert running.returncode == 0, said
    told = [(each["event"], each["kind"]) for each in receiver.told]
    assert sorted(told[:2]) == [("raised", "coverage/published_at"), ("raised", "silent")]
    assert sorted(told[2:4]) == [("recovered", "coverage/published_at"), ("recovered", "silent")]
    assert told[4:6] == [("raised", "verdict"), ("raised", "blocked")]
    assert sorted(told[6:]) == [("recovered", "blocked"), ("recovered", "verdict")]
    assert receiver.told[5]["url"] in {article_url(SITE, number) for number in NEW}
    assert receiver.told[5]["page"]["file"].startswith(f"{SITE}/")
