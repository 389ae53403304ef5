"""A copy that is kept by deltas while others write."""

import random
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from govcrawl.export.corpus import Tombstone
from govcrawl.export.records import line, record
from govcrawl.export.selection import Selection
from govcrawl.export.shape import USUAL
from govcrawl.store.connection import Store
from tests.store.conftest import MakeArticle
from tests.store.variants import put, variants

ADDRESSES = [f"http://shequ.example.cn/a{number}.html" for number in range(25)]
STEPS = 50  # of each crawl


SELECTIONS = {
    "all": Selection(),
    "some": Selection(genres=("news",), match="小课堂"),
    "originals": Selection(originals=True),
}


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_a_mirror_kept_by_deltas_equals_a_full_export(
    selection: Selection, store: Store, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govcrawl.store.view.LAG", timedelta(seconds=1))
    failures: list[BaseException] = []
    crawls = [threading.Thread(target=write, args=(store, make_article, seed, failures)) for seed in (1, 2)]
    for crawl in crawls:
        crawl.start()
    mirror, cursor = full(store, selection)
    deltas = 0
    while any(crawl.is_alive() for crawl in crawls):
        cursor = apply(mirror, store, selection, cursor)
        deltas += 1
    apply(mirror, store, selection, cursor)
    assert not failures
    assert deltas > 3
    assert mirror
    assert store.database["articles"].count_documents({"story_moves": {"$gt": 1}}) > 3, "stories have moved"
    assert mirror == full(store, selection)[0]


def write(store: Store, make_article: MakeArticle, seed: int, failures: list[BaseException]) -> None:
    """A crawl that meets new, changed, moved and vanished articles, and now and then somebody who withdraws one."""
    choose, retold = random.Random(seed), variants()
    try:
        for _ in range(STEPS):
            article = make_article(
                choose.choice(ADDRESSES),
                genre=choose.choice(["news", "notice"]),
                body=choose.choice(["小课堂开课了。", "没有课了。"]),
                views=choose.randrange(3),
            )
            chance = choose.random()
            if chance < 0.5:
                store.articles.save(article)
            elif chance < 0.8:
                put(store, [replace(choose.choice(retold), body=choose.choice(retold).body)])
            elif chance < 0.98:
                store.articles.mark_gone(choose.choice([article, choose.choice(retold)]).id)
            else:
                store.corpus.withdraw(choose.choice([article, choose.choice(retold)]).id, why="本人要求")
    except BaseException as error:
        failures.append(error)
        raise


def full(store: Store, selection: Selection) -> tuple[dict[str, bytes], str]:
    with store.corpus.view() as view:
        found = view.documents(selection, names=USUAL)
        return {each["_id"]: line(record(each, names=USUAL)) for each in found}, view.state(selection).cursor


def apply(mirror: dict[str, bytes], store: Store, selection: Selection, cursor: str) -> str:
    """Brings the mirror up to date; where the next delta begins."""
    with store.corpus.view() as view:
        for entry in view.changes(selection, since=datetime.fromisoformat(cursor), names=USUAL):
            if isinstance(entry, Tombstone):
                mirror.pop(entry.id, None)
            else:
                mirror[entry["_id"]] = line(record(entry, names=USUAL))
        return view.state(selection).cursor
