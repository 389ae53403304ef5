"""Records and the lines they become."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from govcrawl.export.records import NAMES, article_record, line, record
from govcrawl.export.schema import record_schema
from govcrawl.items import Article, Claim, Image, PageRef, Story

ARTICLE = Article(
    id="5f0c2b7a9d1e4c3f8a6b0d2e4f608192",
    site="xsnet",
    column="义桥新闻",
    url="http://www.example.cn/1.html",
    urls=("http://www.example.cn/1.html", "http://www.example.cn/1.html?from=list"),
    title="三新社区：楼道长上岗记",
    published_at=datetime(2024, 3, 4, 16, 30, tzinfo=UTC),
    published_precision="minute",
    modified_at=None,
    source="萧山日报",
    source_raw="萧山日报社",
    author=None,
    views=217,
    body="第一段。\n第二段。",
    script="hans",
    images=(Image(url="http://www.example.cn/1.jpg", caption="居民议事会现场"),),
    attachments=(),
    genre="news",
    topics=("社区治理",),
    claims={"published": (Claim("2024-03-05 00:30", "label", "发布时间"),)},
    transforms=("encoding:gb18030",),
    fetched_at=None,
    extractor="1",
    story=Story(id="a", role="reprint", similarity=0.97),
    page=PageRef(file="a.warc.gz", offset=12),
)


def test_a_record_has_the_fields_in_their_order() -> None:
    assert tuple(article_record(ARTICLE)) == NAMES


def test_a_record_is_what_the_schema_says() -> None:
    Draft202012Validator(record_schema()).validate(article_record(ARTICLE))


def test_times_are_china_time() -> None:
    assert article_record(ARTICLE)["published_at"] == "2024-03-05T00:30:00+08:00"


def test_a_time_without_zone_from_the_database_is_utc() -> None:
    stored = {"changed_at": datetime(2024, 3, 4, 16, 30)}  # noqa: DTZ001 - as a MongoDB driver may hand it out
    assert record(stored)["changed_at"] == "2024-03-05T00:30:00+08:00"


def test_nouns_become_plain_values() -> None:
    values = article_record(ARTICLE)
    assert values["images"] == [{"url": "http://www.example.cn/1.jpg", "caption": "居民议事会现场"}]
    assert values["claims"] == {"published": [{"value": "2024-03-05 00:30", "method": "label", "where": "发布时间"}]}
    assert values["story"] == {"id": "a", "role": "reprint", "similarity": 0.97}


def test_what_cleaning_removed_is_no_part_of_a_record() -> None:
    assert "removed" not in article_record(ARTICLE)


def test_chosen_fields_stand_in_the_order_chosen() -> None:
    assert record({"title": "甲", "_id": "1", "site": "x"}, names=("title", "_id")) == {"title": "甲", "_id": "1"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_line_holds_any_text_on_one_line(text: str) -> None:
    written = line({"title": text})
    assert len(written.decode().splitlines()) == 1
    assert json.loads(written) == {"title": text}


@pytest.mark.parametrize("sign", ["\u0085", "\u2028", "\u2029"])
def test_line_ends_inside_a_text_are_escaped(sign: str) -> None:
    assert line({"body": f"甲{sign}乙"}).decode().splitlines() == [rf'{{"body":"甲\u{ord(sign):04x}乙"}}']


def test_a_line_is_utf_8_and_not_escaped() -> None:
    assert line({"title": "社区"}) == '{"title":"社区"}\n'.encode()


def test_two_articles_of_one_value_give_one_line() -> None:
    assert line(article_record(ARTICLE)) == line(article_record(replace(ARTICLE)))
