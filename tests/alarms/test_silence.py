"""Quiet or broken: silences against the habits of a site."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from govcrawl.alarms.calendar import days, kind_of
from govcrawl.alarms.history import Finding, History
from govcrawl.alarms.silence import silence
from tests.alarms.conftest import a_run

Publishes = Callable[[date], int]


def on_working_days(day: date) -> int:
    return 3 if kind_of(day) in ("Mon", "Tue", "Wed", "Thu", "Fri", "make-up") else 0


def on_mondays(day: date) -> int:
    return int(day.weekday() == 0)


def now_and_then(day: date) -> int:
    """Bursts of a week, silences of up to three weeks between them."""
    return 2 if day.isocalendar().week % 4 == 0 else 0


def look(
    publishes: Publishes, *, newest: str, seen: str, since: str = "2025-06-01", verdict: str = "no_news"
) -> Finding:
    """What is found on a day by the last run, of a site whose newest article is of a day."""
    last = date.fromisoformat(newest)
    arrivals = {day: publishes(day) for day in days(date.fromisoformat(since), last)} | {last: 1}
    run = a_run(verdict)
    at = run.started_at.replace(year=int(seen[:4]), month=int(seen[5:7]), day=int(seen[8:10]))
    found = silence(History(site="shequ", title="河湾社区", runs=(replace(run, started_at=at),), arrivals=arrivals))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("publishes", "newest", "seen", "level"),
    [
        pytest.param(on_working_days, "2026-11-13", "2026-11-16", 0, id="the weekend"),
        pytest.param(on_working_days, "2026-11-13", "2026-11-17", 0, id="one working day may be without"),
        pytest.param(on_working_days, "2026-11-13", "2026-11-19", 1, id="three working days are not"),
        pytest.param(on_working_days, "2026-09-30", "2026-10-08", 0, id="国庆: a week of holidays"),
        pytest.param(on_working_days, "2026-09-30", "2026-10-12", 1, id="国庆, and the days after"),
        pytest.param(on_working_days, "2026-02-14", "2026-02-24", 0, id="春节: nine days off"),
        pytest.param(on_mondays, "2026-11-09", "2026-11-16", 0, id="six days of a weekly"),
        pytest.param(on_mondays, "2026-10-19", "2026-11-20", 1, id="four weeks of a weekly"),
        pytest.param(now_and_then, "2026-10-04", "2026-10-24", 0, id="a silence as long as others before"),
        pytest.param(now_and_then, "2026-10-04", "2026-12-20", 1, id="one much longer than any"),
    ],
)
def test_a_silence_counts_by_the_habit_of_its_days(publishes: Publishes, newest: str, seen: str, level: int) -> None:
    assert look(publishes, newest=newest, seen=seen).level == level


def test_what_is_said_names_the_days_the_odds_and_the_longest_silence_before() -> None:
    why = look(on_working_days, newest="2026-11-06", seen="2026-11-20").why
    assert why.startswith(
        "No article from 2026-11-07 to 2026-11-19: 13 days, 9 of them working days, which used to bring 2"
    )
    assert "once in 1,000,000 times; its longest silence before was 9 days from 2026-02-15" in why
    assert why.endswith("Its lists are read as ever, so it may publish elsewhere.")


def test_a_site_whose_last_run_had_problems_may_be_broken_rather_than_quiet() -> None:
    why = look(on_working_days, newest="2026-11-06", seen="2026-11-20", verdict="degraded").why
    assert "Its last run was degraded, so it may be us who do not see." in why


@pytest.mark.parametrize("since", ["2026-10-20", "2026-11-05"])
def test_of_a_site_that_is_known_for_a_few_weeks_nothing_is_said(since: str) -> None:
    arrivals = dict.fromkeys(days(date.fromisoformat(since), date(2026, 11, 6)), 1)
    assert silence(History(site="a", title="a", runs=(a_run(),), arrivals=arrivals)) is None


def test_of_a_site_that_publishes_too_seldom_nothing_is_said() -> None:
    arrivals = {date(2026, 1, 1) + timedelta(days=40 * number): 1 for number in range(8)}
    assert silence(History(site="a", title="a", runs=(a_run(),), arrivals=arrivals)) is None


def test_days_that_no_run_has_seen_are_no_silence() -> None:
    """A supervisor that stood still for a month says nothing of its sites."""
    assert look(on_working_days, newest="2026-09-22", seen="2026-09-23").level == 0
    history = History(site="a", title="a", runs=(a_run(lists=0),), arrivals={date(2026, 1, 1): 1})
    assert silence(history) is None


def test_an_article_dated_in_the_future_does_not_hide_a_silence() -> None:
    arrivals = {day: on_working_days(day) for day in days(date(2026, 1, 1), date(2026, 11, 6))} | {date(2027, 5, 1): 1}
    found = silence(History(site="a", title="a", runs=(a_run(),), arrivals=arrivals))
    assert found is not None
    assert found.level == 1


def test_a_saturday_that_is_worked_is_a_working_day_and_a_holiday_is_none() -> None:
    kinds = [kind_of(date(2026, 2, day)) for day in (13, 14, 16, 20, 28)]
    assert kinds == ["Fri", "make-up", "holiday", "holiday", "make-up"]
    assert kind_of(date(2026, 11, 21)) == "Sat"
