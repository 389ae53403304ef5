"""A toy site that breaks under a supervisor: the alarms of it, told once each, and cleared when it is mended."""

import signal
from pathlib import Path

from command import Command
from web import page, served

from govcrawl.store.connection import Store
from tests.alarms.conftest import Receiver
from tests.schedule.toy import LISTS, article_page, article_url, environment, list_page

SITE = "east"
WALL = page("<html><title>403 Forbidden</title><body>访问被拒绝</body></html>")


def test_a_site_that_breaks_under_a_supervisor_is_told_once_and_so_is_its_recovery(
    store: Store, receiver: Receiver, mongodb_uri: str, tmp_path: Path
) -> None:
    with served() as web:
        web.answers[LISTS[SITE]] = list_page(SITE, [1])
        web.answers[article_url(SITE, 1)] = article_page(SITE, 1)
        command = Command(environment(web, tmp_path, mongodb_uri, store.database.name))
        running = command.start("schedule", "run", SITE, GOVCRAWL_WEBHOOK_URL=receiver.url)
        try:
            web.wait_until(lambda: article_url(SITE, 1) in web.urls())
            web.answers[LISTS[SITE]] = b""
            receiver.wait_for(1)
            web.answers |= {article_url(SITE, number): WALL for number in range(2, 7)}
            web.answers[LISTS[SITE]] = list_page(SITE, range(6, 0, -1))
            receiver.wait_for(2)
            web.answers |= {article_url(SITE, number): article_page(SITE, number) for number in range(2, 7)}
            receiver.wait_for(4)
        finally:
            running.send_signal(signal.SIGTERM)
            _, said = running.communicate(timeout=120)
    assert running.returncode == 0, said
    told = [(each["event"], each["kind"]) for each in receiver.told]
    assert told[:2] == [("raised", "verdict"), ("raised", "blocked")]
    assert sorted(told[2:]) == [("recovered", "blocked"), ("recovered", "verdict")]
    assert receiver.told[1]["url"] in {article_url(SITE, number) for number in range(2, 7)}
