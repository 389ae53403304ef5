"""What the verdicts on runs say of a site."""

import pytest

from govcrawl.alarms.changes import event_of
from govcrawl.alarms.coverage import coverage
from govcrawl.alarms.history import History
from govcrawl.alarms.verdicts import verdicts
from govcrawl.store.runs import RunRecord
from tests.alarms.conftest import a_run


def levels(*runs: RunRecord) -> dict[str, int]:
    """The level of each kind of alarm, the latest run given first."""
    return {found.kind: found.level for found in verdicts(History(site="a", title="a", runs=runs))}


def run_of(verdict: str) -> RunRecord:
    """A run as one with this verdict counts."""
    return a_run(verdict, **({"lists": 0, "outcomes": {"blocked": 3}} if verdict in ("blocked", "failed") else {}))


@pytest.mark.parametrize(
    ("latest", "known"),
    [
        (["ok"], {"blocked": 0, "verdict": 0}),
        (["no_news", "failed"], {"blocked": 0, "verdict": 0}),
        (["empty"], {"blocked": 0, "verdict": 2}),
        (["failed"], {"verdict": 2}),
        (["failed", "ok"], {"verdict": 2}),
        (["degraded", "ok"], {"blocked": 0}),
        (["degraded"], {"blocked": 0}),
        (["degraded", "degraded"], {"blocked": 0, "verdict": 1}),
        (["throttled", "degraded"], {"blocked": 0, "verdict": 1}),
        (["degraded", "failed"], {"blocked": 0, "verdict": 1}),
        (["blocked", "ok"], {"blocked": 1}),
        (["failed", "blocked"], {"verdict": 2}),
        (["lost", "ok"], {"blocked": 0, "verdict": 0}),
        (["lost", "lost"], {"blocked": 0, "verdict": 2}),
    ],
)
def test_the_latest_verdicts_decide(latest: list[str], known: dict[str, int]) -> None:
    assert levels(*map(run_of, latest)) == known


def test_a_run_that_somebody_stopped_says_nothing() -> None:
    stopped = a_run("degraded", ended="shutdown", problems=["ended_shutdown"])
    assert levels(stopped, stopped, a_run("ok")) == {"blocked": 0, "verdict": 0}
    assert levels(stopped) == {}


def test_missing_fields_are_said_by_their_own_alarm_and_not_twice() -> None:
    undated = a_run("degraded", problems=["undated"])
    assert levels(undated, undated) == {"blocked": 0, "verdict": 0}


def test_what_is_said_names_the_counts_the_reasons_and_the_runs_before() -> None:
    broken = a_run(
        "degraded",
        problems=["failures"],
        taken=40,
        outcomes={"stored": 30, "failed": 10},
        reasons={"failed/timeout": 10},
    )
    (found,) = (
        each
        for each in verdicts(History(site="a", title="a", runs=(broken, broken, a_run("ok"), a_run("ok"))))
        if each.kind == "verdict"
    )
    assert found.why == (
        "The run of 2026-11-20 04:00 UTC was degraded (failures): 2 list pages read, 0 failed, 40 links; "
        "of 40 articles 30 stored, 10 failed (10 failed/timeout). The 3 runs before it: 2 ok, 1 degraded."
    )


@pytest.mark.parametrize(
    ("before", "now", "event"),
    [(0, 0, None), (0, 1, "raised"), (1, 1, None), (1, 2, "worse"), (2, 1, None), (2, 0, "recovered")],
)
def test_only_a_change_for_the_worse_and_the_recovery_are_told(before: int, now: int, event: str | None) -> None:
    assert event_of(before, now) == event


def many(number: int, *, new: int = 10, sourced: int = 9, ago: float = 100.0) -> list[RunRecord]:
    return [a_run("ok", ago=ago + each, new=new, dated=new, sourced=sourced) for each in range(number)]


def sourced_level(history: History) -> int | None:
    return next((found.level for found in coverage(history) if found.kind == "coverage/source"), None)


def test_a_field_that_is_found_much_less_often_is_missed() -> None:
    broken = many(2, sourced=2, ago=0)
    history = History(site="a", title="a", runs=(*broken, *many(10)))
    assert {found.kind: found.level for found in coverage(history)} == {
        "coverage/published_at": 0,
        "coverage/source": 1,
    }
    (found,) = (each for each in coverage(history) if each.level)
    assert found.why == "Of its latest new articles 4 of 20 have source; of those before, 90 of 100."


@pytest.mark.parametrize(
    ("runs", "level"),
    [
        pytest.param([*many(2, sourced=8, ago=0), *many(10)], 0, id="a little less is chance"),
        pytest.param([*many(1, new=3, sourced=0, ago=0), *many(10)], 0, id="three articles without are chance too"),
        pytest.param([*many(2, sourced=0, ago=0), *many(4)], None, id="too little before"),
        pytest.param(many(1), None, id="too little at all"),
        pytest.param([*many(2, sourced=0, ago=0), *many(10, sourced=0)], 0, id="never had it"),
    ],
)
def test_what_is_no_drop_is_not_taken_for_one(runs: list[RunRecord], level: int | None) -> None:
    assert sourced_level(History(site="a", title="a", runs=tuple(runs))) == level


def test_a_field_is_found_again_once_a_few_new_articles_have_it() -> None:
    broken, good = many(2, sourced=0, ago=50), many(10)
    raised = {"coverage/source": a_run(ago=40).started_at}
    still = History(site="a", title="a", runs=(*broken, *good), raised=raised)
    assert sourced_level(still) is None, "no new article since, so nothing is known"
    mended = History(site="a", title="a", runs=(*many(1, new=6, sourced=6, ago=0), *broken, *good), raised=raised)
    assert sourced_level(mended) == 0
    worse = History(site="a", title="a", runs=(*many(1, new=6, sourced=0, ago=0), *broken, *good), raised=raised)
    assert sourced_level(worse) == 1


def test_what_was_missing_until_an_alarm_was_over_raises_no_other() -> None:
    good, broken, mended = many(10), many(2, sourced=0, ago=50), many(1, new=6, sourced=6, ago=40)
    over = {"coverage/source": a_run(ago=39).started_at}
    assert sourced_level(History(site="a", title="a", runs=(*mended, *broken, *good))) == 1
    assert sourced_level(History(site="a", title="a", runs=(*mended, *broken, *good), over=over)) is None
    again = many(2, sourced=0, ago=0)
    assert sourced_level(History(site="a", title="a", runs=(*again, *mended, *broken, *good), over=over)) == 1
