"""What ``govcrawl backfill --plan`` prints."""

from dataclasses import replace

import pytest

from govcrawl.cli.backfill import print_plans
from govcrawl.crawl.plan import Plan
from govcrawl.items import ListRequest

FORESEEN = Plan(
    column="要闻", start=ListRequest(url="http://a.cn/"), basis="bisected", pages=1200, articles=18_000, asked=31
)
WALKED = replace(FORESEEN, column="公告", basis="unknown", pages=None, articles=None, asked=3)


def test_a_plan_says_requests_and_hours_at_the_polite_pace(capsys: pytest.CaptureFixture[str]) -> None:
    print_plans([FORESEEN], seconds=1.0)
    _, row, *said = capsys.readouterr().out.splitlines()
    assert row.split() == ["要闻", "1,200", "18,000", "19,200", "5.3", "31", "bisected"]
    assert said == ["19,200 requests, 5.3 hours at one in 1 s.", "31 requests were made to find this out."]


def test_what_cannot_be_foreseen_is_said_and_not_counted_as_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_plans([WALKED], seconds=1.0)
    said = capsys.readouterr().out
    assert "hours at" not in said
    assert "Not foreseen" in said
    assert "公告" in said.splitlines()[-2]
    print_plans([FORESEEN, WALKED], seconds=2.0)
    assert "10.7 hours at one in 2 s" in capsys.readouterr().out
