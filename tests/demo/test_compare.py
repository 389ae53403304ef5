"""That the comparison with the manifest sees what it must see."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from govcrawl.demo.compare import Record, differences
from govcrawl.demo.page import Kept, Left, Moved, Never
from govcrawl.demo.web import toy_web
from govcrawl.export.records import china_time

WEB = toy_web()
URL, KEPT = next((url, kept) for url, kept in WEB.kept().items() if kept.original)
LATER = china_time(datetime(2031, 1, 1, tzinfo=UTC))
LEFT = next(page for page in WEB.pages if isinstance(page.expected, Left))
NEVER = next(page for page in WEB.pages if isinstance(page.expected, Never))


def perfect(url: str, kept: Kept) -> dict[str, Any]:
    """The record of an article that is as expected."""
    return {
        "url": url,
        "urls": [url],
        "site": kept.site,
        "column": kept.column,
        "title": kept.title,
        "published_at": china_time(kept.at) if kept.at else None,
        "published_precision": kept.precision,
        "modified_at": china_time(kept.modified) if kept.modified else None,
        "source": kept.source,
        "author": kept.author,
        "views": kept.views,
        "body": "\n".join(kept.paragraphs),
        "script": kept.script,
        "genre": kept.genre,
        "images": [{"url": "x", "caption": caption} for caption in kept.captions],
        "attachments": [{"url": url, "name": None} for url in kept.attachments],
        "story": {"id": kept.original or url, "role": "reprint" if kept.original else "original", "similarity": 1.0},
    }


RECORDS: list[Record] = [perfect(url, kept) for url, kept in WEB.kept().items()]
ELSEWHERE = {page.expected.to for page in WEB.pages if isinstance(page.expected, Moved)}
RESTING: dict[str, tuple[str, str | None]] = {
    page.url: (page.expected.state, page.expected.reason) if isinstance(page.expected, Left) else ("stored", None)
    for page in WEB.pages
    if isinstance(page.expected, Kept | Left | Moved) and page.url not in ELSEWHERE
}


def seen(**changed: Any) -> set[tuple[str, str]]:
    """The URLs and fields that the comparison names when these fields of one reprint are changed."""
    records = [{**record, **changed} if record["url"] == URL else record for record in RECORDS]
    return {(found.url, found.field) for found in differences(WEB, records=records, resting=RESTING, asked=[])}


def test_a_perfect_crawl_has_no_differences() -> None:
    assert differences(WEB, records=RECORDS, resting=RESTING, asked=[]) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "别的标题"}, "title"),
        ({"published_at": LATER}, "published_at"),
        ({"published_precision": "year"}, "published_precision"),
        ({"source": "别的来源"}, "source"),
        ({"author": "别人"}, "author"),
        ({"views": -1}, "views"),
        ({"site": "other"}, "site"),
        ({"body": "\n".join(KEPT.paragraphs[:-1])}, "paragraphs"),
        ({"body": "\n".join([*KEPT.paragraphs, "上一篇：没有了"])}, "paragraphs"),
        ({"body": "\n".join(["多余的一段。", *KEPT.paragraphs])}, "paragraph 1"),
        ({"story": {"id": KEPT.original, "role": "original"}}, "role"),
        ({"story": {"id": "another", "role": "reprint"}}, "story"),
        ({"story": None}, "role"),
        ({"images": [{"url": "x", "caption": "说明"}]}, "captions"),
        ({"attachments": [{"url": "x", "name": None}]}, "attachments"),
    ],
)
def test_a_changed_field_is_named(changed: dict[str, Any], field: str) -> None:
    assert (URL, field) in seen(**changed)


def test_a_missing_article_is_named() -> None:
    records = [record for record in RECORDS if record["url"] != URL]
    assert [(found.url, found.field) for found in differences(WEB, records=records, resting=RESTING, asked=[])] == [
        (URL, "stored")
    ]


def test_an_article_that_nobody_expected_is_named() -> None:
    extra = {**perfect(URL, replace(KEPT)), "url": LEFT.url, "urls": []}
    found = differences(WEB, records=[*RECORDS, extra], resting=RESTING, asked=[])
    assert [(each.url, each.field) for each in found] == [(LEFT.url, "stored")]


@pytest.mark.parametrize("outcome", [None, ("stored", None), ("rejected", "other_reason")])
def test_another_outcome_in_the_ledger_is_named(outcome: tuple[str, str | None] | None) -> None:
    resting = {url: said for url, said in RESTING.items() if url != LEFT.url}
    if outcome:
        resting[LEFT.url] = outcome
    found = differences(WEB, records=RECORDS, resting=resting, asked=[])
    assert [(each.url, each.field) for each in found] == [(LEFT.url, "ledger")]


@pytest.mark.parametrize("url", [NEVER.url, "https://mp.weixin.qq.com/s/toyToyToy"])
def test_a_page_that_must_not_be_asked_for_is_named(url: str) -> None:
    found = differences(WEB, records=RECORDS, resting=RESTING, asked=[URL, url])
    assert [(each.url, each.field) for each in found] == [(url, "asked for")]


def test_an_article_that_the_ledger_does_not_know_as_stored_is_named() -> None:
    resting = RESTING | {URL: ("failed", "timeout")}
    found = differences(WEB, records=RECORDS, resting=resting, asked=[])
    assert [(each.url, each.field) for each in found] == [(URL, "ledger")]


def test_either_of_two_undated_copies_may_be_the_original() -> None:
    kept = WEB.kept()
    copy = next(url for url in kept if kept[url].original and kept[url].at is None)
    roles = {copy: "original", kept[copy].original: "reprint"}
    records = [
        {**each, "story": {**each["story"], "role": roles.get(each["url"], each["story"]["role"])}} for each in RECORDS
    ]
    assert differences(WEB, records=records, resting=RESTING, asked=[]) == []


def test_two_originals_of_one_text_are_named() -> None:
    kept = WEB.kept()
    copy = next(url for url in kept if kept[url].original and kept[url].at is None)
    records = [
        {**each, "story": {**each["story"], "role": "original"}} if each["url"] == copy else each for each in RECORDS
    ]
    found = differences(WEB, records=records, resting=RESTING, asked=[])
    assert [each.field for each in found] == ["role"]
