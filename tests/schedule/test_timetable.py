"""When a site is due again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from govcrawl.chinese.dates import CHINA
from govcrawl.errors import UsageError
from govcrawl.schedule.plan import Defaults, plan_of
from govcrawl.schedule.timetable import seconds, timetable
from govcrawl.site import Column, Site
from govcrawl.store.schedules import Schedule

SUNDAY = datetime(2026, 11, 22, 21, 30, tzinfo=CHINA)
DEFAULTS = Defaults(every="6h", jitter="5m", longest="12h")
SITE = Site(name="shequ", title="河湾社区", columns=(Column("动态", "http://shequ.example.cn/"),))


@pytest.mark.parametrize(
    ("every", "due"),
    [
        ("6h", "2026-11-23 03:30:00"),
        ("1d12h", "2026-11-24 09:30:00"),
        ("90s", "2026-11-22 21:31:30"),
        ("30 6 * * *", "2026-11-23 06:30:00"),
        ("0 22 * * *", "2026-11-22 22:00:00"),
        ("*/20  8-18 * * 1-5", "2026-11-23 08:00:00"),
        ("0 9 1 * *", "2026-12-01 09:00:00"),
        ("@daily", "2026-11-23 00:00:00"),
    ],
)
def test_the_next_time_is_said_in_china_time(every: str, due: str) -> None:
    assert timetable(every).following(SUNDAY).astimezone(CHINA).replace(tzinfo=None).isoformat(" ") == due


def test_after_an_outage_only_the_next_time_counts() -> None:
    """However many times were missed, what follows the present is one moment, and it is in the future."""
    assert timetable("*/5 * * * *").following(SUNDAY) == SUNDAY + timedelta(minutes=5)


def test_a_share_of_the_jitter_comes_on_top() -> None:
    hourly = timetable("1h", jitter="10m")
    assert hourly.following(SUNDAY, share=0.5) == SUNDAY + timedelta(hours=1, minutes=5)


@pytest.mark.parametrize("every", ["", "6", "6 hours", "0s", "every day", "61 * * * *", "* * *", "-1h", "６h"])
def test_what_says_no_times_is_refused(every: str) -> None:
    with pytest.raises(UsageError, match=r"no times|no period"):
        timetable(every)


@pytest.mark.parametrize("period", ["", "5", "m", "5 m", "1.5h"])
def test_what_is_no_length_of_time_is_refused(period: str) -> None:
    with pytest.raises(UsageError, match="no length of time"):
        seconds(period)


def test_the_operator_counts_above_the_site_and_the_site_above_the_settings() -> None:
    assert plan_of(SITE, None, DEFAULTS).timetable == timetable("6h", jitter="5m")
    declared = replace(SITE, every="30 6 * * *", longest="2h")
    plan = plan_of(declared, None, DEFAULTS)
    assert (plan.timetable.every, plan.longest) == ("30 6 * * *", 7200)
    overridden = replace(Schedule.unset("shequ"), every="1h", jitter="0s")
    plan = plan_of(declared, overridden, DEFAULTS)
    assert (plan.timetable, plan.longest) == (timetable("1h"), 7200)


@pytest.mark.parametrize(
    ("quiet", "default", "due"),
    [
        (None, None, "03:30"),
        ("02:00-06:00", None, "06:00"),
        (None, "22:00-07:30", "07:30"),
        ("02:00-06:00", "05:00-08:00", "08:00"),
        ("04:00-06:00", "12:00-13:00", "03:30"),
    ],
)
def test_what_would_be_due_within_quiet_hours_is_due_at_their_end(
    quiet: str | None, default: str | None, due: str
) -> None:
    plan = plan_of(replace(SITE, quiet=quiet), None, replace(DEFAULTS, quiet=default))
    assert f"{plan.following(SUNDAY).astimezone(CHINA):%H:%M}" == due


def test_quiet_hours_that_never_end_put_a_site_off_for_days_and_not_for_ever() -> None:
    plan = plan_of(replace(SITE, quiet="08:00-08:00"), None, DEFAULTS)
    assert plan.following(SUNDAY) > SUNDAY + timedelta(hours=6)


def test_quiet_hours_that_are_none_are_refused() -> None:
    with pytest.raises(UsageError, match="shequ"):
        plan_of(replace(SITE, quiet="nachts"), None, DEFAULTS)
