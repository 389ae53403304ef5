"""``govcrawl schedule run --metrics``."""

import re
from collections.abc import Callable
from urllib.request import urlopen

import pytest

from govcrawl.cli.schedule import measured
from tests.schedule.conftest import Desk


def test_prometheus_is_told_how_the_crawl_of_a_supervisor_goes(
    supervise: Callable[..., Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    supervisor = supervise("exit 0").supervisor
    supervisor.store.runs.start("a", owner="a test")
    with measured(supervisor, 0):
        address = re.search(r"http://127\.0\.0\.1:\d+/metrics", capsys.readouterr().err)
        assert address is not None
        with urlopen(address[0], timeout=30) as answer:
            assert 'govcrawl_running{site="a"} 1.0' in answer.read().decode()
