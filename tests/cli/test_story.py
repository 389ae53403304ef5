"""``govcrawl story`` and ``govcrawl restory``."""

import json
from datetime import timedelta
from typing import Any

import pytest

from govcrawl.errors import UsageError
from govcrawl.items import Article
from govcrawl.store import sweep
from govcrawl.store.connection import Store
from tests.cli.conftest import Run
from tests.dedup.articles import READOUT
from tests.store.variants import FULLER, HALF, NOON, picture, put, report


@pytest.fixture
def story(store: Store) -> list[Article]:
    """An original, a fuller reprint of it under another title, and an excerpt of the next day."""
    articles = [report("a"), report("b", FULLER, title="枣林社区停车难：议事亭里找到了答案"), report("c", HALF)]
    put(store, [*articles, report("z", READOUT)])
    return articles


def told(run: Run, named: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("story", named, "--json").stdout)
    return found


def test_a_story_is_found_by_any_article_and_any_address(run: Run, story: list[Article]) -> None:
    found = told(run, story[0].id)
    assert [each["_id"] for each in found["articles"]] == [article.id for article in story]
    assert all(told(run, named) == found for named in (story[1].url, story[2].id, f"https://www.{story[2].url[7:]}"))


def test_it_says_who_is_the_original_and_why(run: Run, story: list[Article]) -> None:
    found = told(run, story[2].id)
    assert (found["original"], found["id"]) == (story[0].id, story[1].id)
    assert found["why_original"] == "the first of 3"
    assert [each["role"] for each in found["articles"]] == ["original", "reprint", "excerpt"]
    assert found["articles"][1]["why"].startswith("the fullest text")
    assert "of the longer" in found["articles"][2]["why"]


def test_it_shows_what_differs_from_the_original(run: Run, story: list[Article]) -> None:
    _, fuller, excerpt = told(run, story[0].id)["articles"]
    assert [each["kind"] for each in fuller["passages"]] == ["alike", "added"]
    assert fuller["passages"][1]["here"].startswith("第二天一早")
    assert [each["kind"] for each in excerpt["passages"]] == ["alike", "left_out"]
    said = run("story", story[0].id).stdout
    assert "枣林社区停车难：议事亭里找到了答案, the original's: 枣林社区停车难，议事亭里找答案" in said
    assert "1 alike, 1 added" in said


def test_a_credit_that_decides_is_said(run: Run, store: Store) -> None:
    early = report("a", borrowed=True, source="枣林晚报")
    put(store, [early, report("b", publisher="枣林晚报")])
    assert told(run, early.id)["why_original"] == "the first of the 1 that credit no other"


@pytest.mark.parametrize("named", ["http://nowhere.example.cn/1.html", "0" * 32, "河湾"])
def test_what_is_not_stored_is_a_usage_error(run: Run, story: list[Article], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        run("story", named)


def test_an_article_that_was_deleted_is_said_to_be_stored_no_more(run: Run, store: Store, story: list[Article]) -> None:
    store.database["articles"].delete_one({"_id": story[0].id})
    assert "its article is stored no more" in run("story", story[2].id).stdout


def test_deciding_anew_changes_nothing_where_no_rule_changed(run: Run, store: Store, story: list[Article]) -> None:
    before = picture(store)
    said = run("restory")
    assert (said.stdout, said.stderr) == ("", "4 articles decided anew: none moved\n")
    assert picture(store) == before


def split(store: Store, article: Article) -> None:
    """Leave a store as rules would have that found an article alone."""
    alone = {"id": article.id, "role": "original", "similarity": 1.0}
    store.database["articles"].update_one({"_id": article.id}, {"$set": {"story": alone}, "$unset": {"story_moves": 1}})
    mine = {"members": {"article": article.id}}
    store.database["stories"].update_one({"members.article": article.id}, {"$pull": mine})


def test_who_moved_is_said(run: Run, store: Store, story: list[Article]) -> None:
    split(store, story[2])
    moved = [json.loads(line) for line in run("restory", "--json").stdout.splitlines()]
    assert [(each["_id"], each["from"]["role"], each["to"]["role"]) for each in moved] == [
        (story[2].id, "original", "excerpt")
    ]
    assert "none moved" in run("restory").stderr


def test_old_rules_are_decided_anew(run: Run, store: Store, story: list[Article]) -> None:
    before = picture(store)
    store.database["stories"].update_many({}, {"$set": {"members.$[].rules": 0}})
    assert "none moved" in run("restory").stderr
    assert picture(store) == before
    rules = {each["rules"] for held in store.database["stories"].find() for each in held["members"]}
    assert rules == {sweep.RULES}


def test_only_articles_since_a_day_are_looked_at(run: Run, story: list[Article]) -> None:
    said = run("restory", "--since", (NOON + timedelta(days=2)).date())
    assert said.stderr.startswith("2 articles decided anew")


def test_a_sweep_that_was_stopped_goes_on_and_tells_all_that_moved(
    run: Run, store: Store, story: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "BATCH", 1)
    split(store, story[2])
    began = store.sweep()
    began.begin()
    first, second = (decided for _, decided in zip(range(2), began.run(), strict=False))
    assert first < second
    said = run("restory")
    assert said.stderr.startswith("going on after 1 articles\n4 articles decided anew: 1 to another story")
    assert story[2].id in said.stdout
