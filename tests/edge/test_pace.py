"""The pause between two requests to a host, in Scrapy's own downloader."""

import pytest
from scrapy.core.downloader import Slot
from scrapy.utils.test import get_crawler

from govcrawl.crawl.pace import LONGEST, Pace

HOST = "a.example"


@pytest.fixture
def pace() -> Pace:
    """The pace of a crawl that has a slot for one host, a second between two requests."""
    crawler = get_crawler(settings_dict={"DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"))})
    crawler.engine = crawler._create_engine()
    crawler.engine.downloader.slots[HOST] = Slot(concurrency=1, delay=1.0)
    return Pace(crawler)


def test_a_host_that_is_slowed_down_stays_so_when_its_slot_is_forgotten(pace: Pace) -> None:
    pace.slow(HOST, 4.0)
    assert pace.delay(HOST) == 4.0
    pace.crawler.engine.downloader.slots.clear()
    assert pace.delay(HOST) == 4.0
    assert pace.crawler.engine.downloader.per_slot_settings[HOST]["delay"] == 4.0


def test_nothing_makes_a_host_faster(pace: Pace) -> None:
    pace.slow(HOST, 4.0)
    pace.slow(HOST, 2.0)
    assert pace.delay(HOST) == 4.0


def test_however_many_walls_a_host_puts_up_it_is_asked_every_five_minutes(pace: Pace) -> None:
    for _ in range(20):
        pace.slow(HOST, 4 * pace.delay(HOST))
    assert pace.delay(HOST) == LONGEST == 300.0
