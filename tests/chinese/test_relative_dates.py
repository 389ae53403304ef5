"""Dates that only mean something at the moment of the fetch."""

from datetime import UTC, datetime

import pytest

from govcrawl.chinese.dates import CHINA, parse, relative

FETCHED = datetime(2026, 3, 1, 9, 30, 40, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("刚刚", "2026-03-01 09:30"),
        ("剛才", "2026-03-01 09:30"),
        ("5分钟前", "2026-03-01 09:25"),
        ("40分鐘前", "2026-03-01 08:50"),
        ("30秒前", "2026-03-01 09:30"),
        ("3小时前", "2026-03-01"),
        ("10小時前", "2026-02-28"),
        ("半小时前", "2026-03-01"),
        ("今天 08:15", "2026-03-01 08:15"),
        ("昨天 10:20", "2026-02-28 10:20"),
        ("昨日10:20", "2026-02-28 10:20"),
        ("昨天", "2026-02-28"),
        ("昨天(28日)", "2026-02-28"),
        ("前天 23:10", "2026-02-27 23:10"),
        ("发布于 2天前", "2026-02-27"),
        ("两天前", "2026-02-27"),
        ("一周前", "2026-02"),
        ("1个月前", "2026-02"),
        ("三个月前", "2025-12"),
        ("一个半月前", "2026-01"),
        ("1年前", "2025"),
    ],
)
def test_a_relative_date_is_counted_back_from_the_fetch_as_precisely_as_it_is_said(text: str, stamp: str) -> None:
    assert str(relative(text, fetched_at=FETCHED)) == stamp


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("大前天", "2026-02-26"),
        ("上个月", "2026-02"),
        ("去年", "2025"),
        ("yesterday", "2026-02-28"),
        ("2 hours ago", "2026-03-01"),
        ("3 weeks ago", "2026-02"),
    ],
)
def test_the_rare_ways_to_say_it_are_read_too(text: str, stamp: str) -> None:
    assert str(relative(text, fetched_at=FETCHED)) == stamp


@pytest.mark.parametrize(
    "text", ["", "in 2 days", "2026-02-03", "昨天(3日)", "空前", "目前", "前天津市长", "三年来", "以前"]
)
def test_what_is_not_relative_or_contradicts_the_fetch_is_none(text: str) -> None:
    assert relative(text, fetched_at=FETCHED) is None


def test_the_day_is_china_s_day_whatever_zone_the_fetch_is_given_in() -> None:
    fetched_at = datetime(2026, 2, 28, 20, 0, tzinfo=UTC)  # 04:00 of 1 March in China
    assert str(relative("昨天", fetched_at=fetched_at)) == "2026-02-28"


@pytest.mark.parametrize("text", ["3小时前", "昨天 10:20", "刚刚"])
def test_parse_knows_no_clock_and_leaves_relative_dates_unread(text: str) -> None:
    assert parse(text) is None
