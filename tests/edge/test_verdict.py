"""The verdict on a run, a table of what operators must be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.crawl.verdict import Counts, Verdict, exit_status, judge

FULL = Counts(lists=3, links=60, taken=60, outcomes={"stored": 58, "rejected": 2}, new=58)
DAILY = Counts(lists=1, links=20, known=10, taken=10, outcomes={"stored": 10}, new=10, dated=10, sourced=9)


@pytest.mark.parametrize(
    ("counts", "ended", "said"),
    [
        (FULL, "finished", "ok"),
        (Counts(lists=1, links=20, known=20), "finished", "no_news"),
        (Counts(lists=1, links=20, known=20, revised=1), "finished", "ok"),
        (Counts(lists=2), "finished", "empty"),
        (Counts(), "finished", "no_news"),
        (Counts(lists=1, lists_failed=1, links=20, known=20), "finished", "degraded"),
        (Counts(lists_failed=2), "finished", "failed"),
        (Counts(lists=1, links=9, taken=9, outcomes={"failed": 9}), "finished", "failed"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 7, "failed": 2}), "finished", "degraded"),
        (Counts(lists=5, links=95, taken=95, outcomes={"stored": 90, "failed": 5}), "finished", "ok"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 4}, waiting=5), "shutdown", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 4}, waiting=5), "memusage_exceeded", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"blocked": 3}, waiting=6), "blocked", "blocked"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 4}, waiting=5), "throttled", "throttled"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 4}, waiting=5), "store_lost", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 4}, waiting=5, in_spool=2), "store_lost", "failed"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 4}, waiting=5), "quiet", "ok"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 4}, waiting=5, errors=1), "quiet", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 9}, spooled=3), "finished", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 9}, errors=1), "finished", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 8}), "finished", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 8}, waiting=1), "finished", "degraded"),
        (Counts(lists=1, links=9, taken=9, outcomes={"stored": 1, "rejected": 8}), "finished", "degraded"),
    ],
)
def test_verdict(counts: Counts, ended: str, said: Verdict) -> None:
    assert judge(counts, ended).verdict == said


@pytest.mark.parametrize(
    ("counts", "problems"),
    [
        (DAILY, ()),
        (Counts(lists=1, links=9, known=9), ("fewer_links",)),
        (Counts(lists=1, links=20, taken=10, outcomes={"stored": 4, "rejected": 6}, new=4), ("mostly_refused",)),
        (Counts(lists=1, links=20, taken=10, outcomes={"stored": 10}, new=10, sourced=9, dated=4), ("undated",)),
        (Counts(lists=1, links=20, taken=10, outcomes={"stored": 10}, new=10, sourced=4, dated=9), ("unsourced",)),
        (Counts(lists=1, links=20, taken=3, outcomes={"rejected": 3}), ()),
    ],
)
def test_a_run_is_compared_with_the_history_of_its_site(counts: Counts, problems: tuple[str, ...]) -> None:
    said = judge(counts, "finished", history=[DAILY] * 5)
    assert said.problems == problems
    assert said.verdict == ("degraded" if problems else "no_news" if not counts.taken else "ok")


def test_a_short_history_is_no_measure() -> None:
    assert judge(Counts(lists=1, links=2, known=2), "finished", history=[DAILY] * 4).verdict == "no_news"


@pytest.mark.parametrize(("links", "said"), [(19, "degraded"), (20, "no_news"), (25, "no_news"), (26, "degraded")])
def test_a_site_may_declare_how_many_links_its_list_pages_give(links: int, said: Verdict) -> None:
    assert judge(Counts(lists=1, links=links, known=links), "finished", expected=(20, 25)).verdict == said


@given(stored=st.integers(0, 50), rejected=st.integers(0, 50), lost=st.integers(1, 50))
def test_a_run_that_lost_a_url_is_never_well(stored: int, rejected: int, lost: int) -> None:
    outcomes = {"stored": stored, "rejected": rejected}
    counts = Counts(lists=1, links=1, taken=stored + rejected + lost, outcomes=outcomes)
    assert judge(counts, "finished").verdict not in ("ok", "no_news")


def test_counts_are_read_back_from_the_store_whatever_else_it_keeps() -> None:
    assert Counts.of({"lists": 3, "links": 60, "ended": "finished", "seconds": 12.5}) == Counts(lists=3, links=60)


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [(["ok", "no_news"], 0), (["ok", "degraded"], 1), (["empty"], 1), (["blocked"], 1), ([], 0)],
)
def test_the_exit_status_is_the_worst_of_the_verdicts(verdicts: list[Verdict], status: int) -> None:
    assert exit_status(verdicts) == status
