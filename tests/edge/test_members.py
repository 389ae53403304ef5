"""A replica set of three whose primary is killed in mid-crawl; ``benchmarks/members.py`` does more to one."""

from pathlib import Path

import village
from command import Command
from web import Web

from benchmarks.replicas import address, replica_set
from govcrawl.crawl.verdict import Counts
from govcrawl.store.condition import condition_of
from govcrawl.store.connection import connect

ARTICLES = 25
ELECTION = 3.0  # seconds


def test_another_member_takes_over_and_nothing_is_missing_or_doubled(
    govcrawl: Command, web: Web, tmp_path: Path
) -> None:
    village.build(web, ARTICLES)
    with replica_set(tmp_path, election=ELECTION) as members:
        running = govcrawl.start("crawl", "village", MONGODB_URI=members.uri, GOVCRAWL_LOOPBACK_DELAY="0.05")
        web.wait_for(15)
        killed = members.primary()
        members.kill(killed)
        _, said = running.communicate(timeout=120)
        assert running.returncode == 0, said
        with connect(members.uri, database=govcrawl.environment["MONGODB_DATABASE"]) as store:
            assert condition_of(store.database).down == (address(killed),)
            assert sorted(each["url"] for each in store.articles.find()) == sorted(village.urls(ARTICLES))
            assert sum(store.ledger.counts("village").values()) == store.ledger.counts("village")["stored"] == ARTICLES
            [run] = store.runs.find()
            assert Counts.of(run.counts).sums
    asked = [url for url in web.urls() if url in village.urls(ARTICLES)]
    assert len(asked) == len(set(asked))
