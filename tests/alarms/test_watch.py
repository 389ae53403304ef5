"""From what the store has recorded of a site to what is told: each alarm once, and once that it is mended."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from govcrawl.alarms import channels
from govcrawl.alarms.calendar import days, kind_of
from govcrawl.alarms.watch import watch
from govcrawl.chinese.dates import CHINA
from govcrawl.items import Article, PageRef
from govcrawl.site import Column, Site
from govcrawl.store.connection import Store
from tests.alarms.conftest import NOW, READ, Receiver
from tests.store.conftest import article_fields

SITE = Site(name="shequ", title="河湾社区", columns=(Column("动态", "http://shequ.example.cn/"),))


@dataclass
class Recorded:
    """A site of which a store knows; hours are counted from ``NOW``."""

    store: Store
    receiver: Receiver

    def run(self, verdict: str = "ok", *, hour: float, **counts: Any) -> None:
        """Records a run that ended with this verdict."""
        made = self.store.runs.start(SITE.name, owner="host:1")
        self.store.runs.finish(made.id, counts=READ | counts, verdict=verdict)
        at = NOW + timedelta(hours=hour)
        self.store.database.runs.update_one({"_id": made.id}, {"$set": {"started_at": at, "finished_at": at}})

    def publish(self, day: date) -> None:
        """Records an article of a day."""
        article = Article(**article_fields(f"http://shequ.example.cn/{day}.html"))
        at = datetime(day.year, day.month, day.day, 9, tzinfo=CHINA)
        page = PageRef(file="2026/shequ.warc.gz", offset=day.toordinal())
        self.store.articles.save(replace(article, site=SITE.name, published_at=at, page=page))

    def told(self) -> list[str]:
        """Looks, and gives the titles that are told now and were not before."""
        before = len(self.receiver.bodies)
        watch(self.store, [SITE], [channels.generic(self.receiver.url, None)])
        return [each["title"] for each in self.receiver.told[before:]]


@pytest.fixture
def site(store: Store, receiver: Receiver) -> Recorded:
    """A site that is well: articles on every working day, ten a run, all with date and source."""
    recorded = Recorded(store, receiver)
    for day in days(date(2026, 9, 14), date(2026, 11, 19)):
        if kind_of(day) in ("Mon", "Tue", "Wed", "Thu", "Fri", "make-up"):
            recorded.publish(day)
    for hour in range(-60, 0, 6):
        recorded.run(hour=hour, new=10, dated=10, sourced=9)
    return recorded


def fail(site: Recorded) -> None:
    site.run("failed", hour=1, lists=0, lists_failed=3)


def degrade(site: Recorded) -> None:
    site.run("degraded", hour=1, problems=["failures"])
    site.run("degraded", hour=2, problems=["failures"])


def empty(site: Recorded) -> None:
    site.run("empty", hour=1, links=0)


def block(site: Recorded) -> None:
    site.run("blocked", hour=1, outcomes={"blocked": 3})


def fall_silent(site: Recorded) -> None:
    site.run("no_news", hour=24 * 14)


def lose_sources(site: Recorded) -> None:
    site.run("degraded", hour=1, new=20, dated=20, sourced=1, problems=["unsourced"])


def lose_dates(site: Recorded) -> None:
    site.run("degraded", hour=1, new=20, dated=0, sourced=18, problems=["undated"])


def be_well(site: Recorded) -> None:
    for hour in (24 * 15, 24 * 15 + 6):
        site.run(hour=hour, new=10, dated=10, sourced=9)
    site.publish(date(2026, 12, 4))
    # what was raised, was so before these runs
    site.store.database.alarms.update_many({}, {"$set": {"since": NOW + timedelta(hours=24 * 14 + 1)}})


@pytest.mark.parametrize(
    ("breaks", "kind", "name", "recovered"),
    [
        (fail, "verdict", "failed", "ok"),
        (degrade, "verdict", "degraded", "ok"),
        (empty, "verdict", "empty", "ok"),
        (block, "blocked", "blocked", "not blocked any more"),
        (fall_silent, "silent", "silent", "publishes"),
        (lose_sources, "coverage/source", "source is missing", "source is found"),
        (lose_dates, "coverage/published_at", "published_at is missing", "published_at is found"),
    ],
)
def test_what_breaks_is_told_once_and_so_is_that_it_is_mended(
    site: Recorded, breaks: Callable[[Recorded], None], kind: str, name: str, recovered: str
) -> None:
    assert site.told() == []
    breaks(site)
    assert site.told() == [f"🔴 河湾社区 (shequ): {name}"]
    assert [alarm.kind for alarm in site.store.alarms.find(raised=True)] == [kind]
    assert site.told() == []
    be_well(site)
    assert site.told() == [f"🟢 河湾社区 (shequ): recovered: {recovered}"]
    assert site.told() == []
    assert site.store.alarms.find(raised=True) == []


def test_what_gets_worse_is_told_again_and_what_gets_less_bad_is_not(site: Recorded) -> None:
    degrade(site)
    assert len(site.told()) == 1
    site.run("failed", hour=3, lists=0, lists_failed=3)
    assert site.told() == ["🔴 河湾社区 (shequ): failed"]
    site.run("degraded", hour=4, problems=["failures"])
    assert site.told() == []
    site.run("failed", hour=5, lists=0, lists_failed=3)
    assert site.told() == ["🔴 河湾社区 (shequ): failed"]


def test_a_message_of_silence_shows_the_newest_article_and_its_archived_page(site: Recorded) -> None:
    fall_silent(site)
    site.told()
    (told,) = site.receiver.told
    assert told["url"] == "http://shequ.example.cn/2026-11-19.html"
    assert told["page"] == {"file": "2026/shequ.warc.gz", "offset": date(2026, 11, 19).toordinal()}
    assert "longest silence before was" in told["why"]


def test_of_several_who_look_at_once_one_tells(site: Recorded) -> None:
    block(site)
    barrier = threading.Barrier(4)

    def look() -> None:
        barrier.wait()
        site.told()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each["name"] for each in site.receiver.told] == ["blocked"]


def test_what_a_channel_does_not_take_is_told_later_and_other_channels_are_told_now(site: Recorded) -> None:
    site.receiver.answers = [(500, b"")]
    block(site)
    assert len(site.told()) == 1, "tried"
    assert site.told() == [], "not again within the minute for which whoever tells has the right to"
    slack = channels.slack(site.receiver.url)
    watch(site.store, [SITE], [slack])
    assert len(site.receiver.bodies) == 2
    site.store.database.alarms.update_many({}, {"$set": {"sending": {}}})
    assert site.told() == ["🔴 河湾社区 (shequ): blocked"]
    assert site.told() == []


def test_what_could_not_be_told_for_a_day_is_left(site: Recorded) -> None:
    block(site)
    watch(site.store, [SITE], [])
    long_ago = {"$set": {"since": NOW - timedelta(days=400)}}
    site.store.database.alarms.update_many({}, long_ago)
    assert site.told() == []


def test_without_channels_the_state_is_kept_all_the_same(site: Recorded) -> None:
    block(site)
    assert [alarm.name for alarm in watch(site.store, [SITE], [])] == ["blocked"]
    assert [alarm.version for alarm in site.store.alarms.find(site="shequ")] == [1]


def test_a_site_that_was_never_run_raises_nothing(store: Store) -> None:
    assert watch(store, [SITE], []) == []
