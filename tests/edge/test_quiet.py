"""Quiet hours, by a clock that is given."""

from datetime import UTC, datetime, timedelta

import pytest
from command import Command
from hypothesis import given
from hypothesis import strategies as st
from web import Web

from govcrawl.chinese.dates import CHINA
from govcrawl.crawl.quiet import Quiet, quiet_hours

DAY = datetime(2024, 3, 5, tzinfo=CHINA)


def at(said: str) -> datetime:
    return datetime.fromisoformat(f"2024-03-05T{said}:00+08:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("declared", "moment", "holds"),
    [
        ("08:00-18:00", "07:59", False),
        ("08:00-18:00", "08:00", True),
        ("08:00-18:00", "17:59", True),
        ("08:00-18:00", "18:00", False),
        ("22:00-06:00", "23:30", True),
        ("22:00-06:00", "05:59", True),
        ("22:00-06:00", "06:00", False),
        ("00:00-00:00", "12:00", True),
    ],
)
def test_quiet_hours_are_of_chinas_day(declared: str, moment: str, holds: bool) -> None:
    assert Quiet.of(declared).holds(at(moment)) is holds


@pytest.mark.parametrize(
    ("moment", "seconds"), [("07:00", 3600), ("08:00", 0), ("12:00", 0), ("18:00", 14 * 3600), ("23:00", 9 * 3600)]
)
def test_the_seconds_until_they_begin(moment: str, seconds: float) -> None:
    assert Quiet.of("08:00-18:00").seconds_until(at(moment)) == seconds


@given(st.times(), st.times(), st.integers(0, 86_399))
def test_they_hold_when_the_seconds_until_them_have_passed_and_not_before(start, end, second: int) -> None:
    quiet = Quiet(start.replace(microsecond=0), end.replace(microsecond=0))
    now = DAY + timedelta(seconds=second)
    left = quiet.seconds_until(now)
    assert quiet.holds(now + timedelta(seconds=left))
    assert left == 0 or not quiet.holds(now + timedelta(seconds=left - 1))


@pytest.mark.parametrize("declared", ["nights", "08:00", "08-18-20", "25:00-26:00", "08:00–18:00"])
def test_what_is_no_time_of_day_is_said(declared: str) -> None:
    with pytest.raises(ValueError, match=r"time|isoformat|hour"):
        Quiet.of(declared)


def test_those_of_a_site_and_of_the_project_both_count() -> None:
    assert quiet_hours("08:00-18:00", None, "22:00-23:00") == (Quiet.of("08:00-18:00"), Quiet.of("22:00-23:00"))


def test_within_them_no_run_starts_and_nothing_is_asked(govcrawl: Command, web: Web) -> None:
    done = govcrawl("crawl", "village", GOVCRAWL_QUIET="00:00-00:00")
    assert done.returncode == 75
    assert "village is left alone from 00:00-00:00 China time" in done.stderr
    assert web.asked == []
