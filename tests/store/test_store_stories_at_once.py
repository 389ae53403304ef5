"""Many writers of the same articles, and writers that are killed: the stories end as one would have left them."""

import subprocess
import sys
import threading
from random import Random
from typing import Any

import pytest
from pymongo.collection import Collection
from pymongo.results import BulkWriteResult

from benchmarks.stories import determinism
from govcrawl.items import Story
from govcrawl.store.connection import Store, connect
from govcrawl.store.together import LOOKS
from tests.dedup.articles import READOUT
from tests.store.variants import picture, put, report, told, variants

WRITERS = 6
COUNT = 120  # articles of the generator, of which each process stores all


@pytest.fixture
def expected(store: Store) -> dict[str, Any]:
    """What one writer makes of the variants."""
    put(store, variants())
    made = picture(store)
    for name in ("articles", "stories"):
        store.database[name].delete_many({})
    return made


def test_writers_in_random_orders_end_as_one_would(mongodb_uri: str, store: Store, expected: dict[str, Any]) -> None:
    failures: list[BaseException] = []

    def write(seed: int) -> None:
        articles = variants()
        Random(seed).shuffle(articles)
        try:
            with connect(mongodb_uri, database=store.database.name) as own:
                put(own, articles)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=write, args=(seed,)) for seed in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert picture(store) == expected


def test_an_article_that_waits_on_the_lists_of_two_stories_is_told_its_last_place(store: Store) -> None:
    """It left one story, entered another by another writer's hand, and left that one too."""
    first, second, edited = report("a"), report("b"), report("b", READOUT)
    put(store, [first, second])
    home = {"members.article": second.id}
    held = next(each for each in store.database["stories"].find_one(home)["members"] if each["article"] == second.id)
    store.articles.save(edited)
    store.database["articles"].update_one({"_id": second.id}, {"$set": {"story_moves": 7}})
    store.database["stories"].update_one(home, {"$push": {"leaving": {**held, "moves": 7}}})
    store.stories.finish()
    assert told(store, edited) == Story(id=edited.id, role="original", similarity=1.0)
    assert [story.get("leaving") or [] for story in store.database["stories"].find()] == [[], []]


@pytest.mark.parametrize("commands", [7, 31, 58, 80])
def test_a_writer_that_is_killed_and_started_again_ends_alike(
    mongodb_uri: str, store: Store, expected: dict[str, Any], commands: int
) -> None:
    writer = [sys.executable, "-m", "tests.store.writer", mongodb_uri, store.database.name]
    assert subprocess.run([*writer, "1", str(commands)], check=False).returncode == 9
    assert subprocess.run([*writer, "2", "1000000"], check=False).returncode == 0
    assert picture(store) == expected


def test_processes_of_which_one_is_killed_end_as_one_would(mongodb_uri: str, store: Store, database: str) -> None:
    determinism.write_one_by_one(mongodb_uri, store.database.name, determinism.articles(COUNT, seed=7))
    arguments = ["--articles", str(COUNT), "--seed", "7"]
    assert determinism.run(mongodb_uri, database, arguments, processes=3, kills=1, random=Random(7)) == 1
    with connect(mongodb_uri, database=database) as many:
        assert determinism.picture(many) == determinism.picture(store)


@pytest.mark.parametrize("together", [2, 5, 100])
def test_articles_that_are_placed_together_end_as_one_by_one(
    store: Store, expected: dict[str, Any], together: int
) -> None:
    articles = variants()
    Random(together).shuffle(articles)
    for start in range(0, len(articles), together):
        some = articles[start : start + together]
        store.articles.save_many(some)
        assert all(isinstance(place, Story) for place in store.stories.place_many(some))
    assert picture(store) == expected


def test_articles_that_lead_new_stories_found_them_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, [report("a", READOUT)])
    others = [report(name, READOUT.replace("28个", f"{31 + at}个")) for at, name in enumerate("bcdefghi")]
    store.articles.save_many(others)
    written: list[str] = []
    bulk_write = Collection.bulk_write

    def noted(collection: Collection[Any], *given: Any, **options: Any) -> BulkWriteResult:
        written.append(collection.name)
        return bulk_write(collection, *given, **options)

    monkeypatch.setattr(Collection, "bulk_write", noted)
    places = store.stories.place_many(others)
    assert {place.role for place in places if isinstance(place, Story)} == {"original"}
    assert len(written) <= 2 * LOOKS < len(others)  # some are founded, and those whose keys they share wake
