"""What the store says of a site, against the same counted one by one."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from govcrawl.report.grids import Cell, days_of, days_until, months_until, years_of
from govcrawl.store.connection import Store
from govcrawl.store.figures import SiteFigures
from tests.report.corpus import HARMFUL, ODD_SITE, save

CHINA = timezone(timedelta(hours=8))
LONG_AGO = date(2000, 1, 1)


@pytest.fixture(scope="module")
def shequ(years: Store) -> SiteFigures:
    return years.figures.of("shequ", since=LONG_AGO)


@pytest.fixture(scope="module")
def odd(years: Store) -> SiteFigures:
    return years.figures.of("odd", since=LONG_AGO)


def test_sites_are_those_of_which_anything_is_stored(years: Store) -> None:
    assert years.overviews.sites() == sorted([ODD_SITE, "mirror", "odd", "shequ"])


def test_articles_are_counted_by_month_of_publication_in_china(years: Store, shequ: SiteFigures) -> None:
    published = [held["published_at"] for held in years.articles.find(site="shequ")]
    assert shequ.held == Counter(f"{moment.astimezone(CHINA):%Y-%m}" for moment in published)


def test_a_month_ends_at_midnight_in_china(store: Store) -> None:
    save(store, "shequ", 1, published_at=datetime(2024, 3, 31, 15, 59, tzinfo=UTC))
    save(store, "shequ", 2, published_at=datetime(2024, 3, 31, 16, 0, tzinfo=UTC))
    assert store.figures.of("shequ", since=LONG_AGO).held == {"2024-03": 1, "2024-04": 1}


def test_coverage_counts_fields_and_reprints(store: Store) -> None:
    save(store, "shequ", 1)
    save(store, "shequ", 2, source=None, author="李建国", title="两条线", body="另一件事，另一种说法。" * 9)
    save(store, "shequ", 3, published_at=None, published_precision=None, title="三块牌", body="还有一件事要说。" * 12)
    save(store, "mirror", 1, published_at=datetime(2024, 4, 1, tzinfo=UTC))
    ours, theirs = (store.figures.of(site, since=LONG_AGO).coverage for site in ("shequ", "mirror"))
    assert (ours.articles, ours.dated, ours.sourced, ours.authored, ours.reprints) == (3, 2, 2, 1, 0)
    assert (theirs.articles, theirs.reprints) == (1, 1)


def test_an_article_without_a_date_is_in_no_month(years: Store) -> None:
    assert years.figures.of(ODD_SITE, since=LONG_AGO).held == {None: 1}


def test_what_is_not_stored_is_counted_by_reason_and_by_the_month_of_its_row(odd: SiteFigures) -> None:
    number = len(HARMFUL)
    assert {(each.state, each.reason): each.urls for each in odd.refusals}[("rejected", "soft_404")] == number
    assert odd.missing == {"2026-03": 6 * number}
    assert odd.states["rejected"] == 2 * number


def test_a_column_says_what_its_site_states_and_what_is_known(odd: SiteFigures) -> None:
    (column,) = odd.columns
    assert (column.stated, column.known, column.stored) == (60, 6 * len(HARMFUL), 0)
    assert column.walked_at is not None


def test_refused_pages_are_listed_with_their_reasons_the_latest_first(odd: SiteFigures) -> None:
    assert Counter(entry.state for entry in odd.refused) == {"blocked": 6, "rejected": 12, "failed": 6}
    moments = [entry.changed_at for entry in odd.refused if entry.state == "rejected"]
    assert moments == sorted(moments, reverse=True)


def test_articles_arrive_on_the_day_they_were_first_stored(years: Store, shequ: SiteFigures) -> None:
    today = years.figures.now().astimezone(CHINA).date()
    assert sum(shequ.arrived.values()) == shequ.coverage.articles
    assert set(shequ.arrived) <= {today, today - timedelta(days=1)}


def test_runs_of_the_days_asked_for_are_held_and_thirty_at_least(years: Store) -> None:
    today = years.figures.now().date()
    assert len(years.figures.of("mirror", since=LONG_AGO).runs) == 40
    assert len(years.figures.of("mirror", since=today).runs) == 30


def test_the_newest_article_is_none_that_is_withdrawn(years: Store, shequ: SiteFigures) -> None:
    newest = max(years.articles.find(site="shequ"), key=lambda held: held["published_at"])
    assert shequ.newest is not None
    assert shequ.newest.url == newest["url"]
    other = years.figures.of("shequ", since=LONG_AGO, withdrawn=[newest["_id"]]).newest
    assert other is not None
    assert other.url != newest["url"]


def test_a_story_is_told_original_first(years: Store) -> None:
    stories = years.retellings.biggest(limit=10)
    assert [(story.articles, story.sites) for story in stories] == [(2, ("mirror", "shequ"))] * 3
    for story in stories:
        assert [(telling.site, telling.role) for telling in story.tellings] == [
            ("shequ", "original"),
            ("mirror", "reprint"),
        ]


def test_a_withdrawn_article_is_in_no_story(years: Store) -> None:
    story, *_ = years.retellings.biggest(limit=1)
    withdrawn = [story.tellings[1].article]
    assert story.id not in [each.id for each in years.retellings.biggest(limit=10, withdrawn=withdrawn)]


def test_counts_read_indexes_and_no_document(years: Store) -> None:
    watched = years.database
    watched.command("profile", 2)
    try:
        years.figures.of("odd", since=LONG_AGO)
    finally:
        watched.command("profile", 0)
    counted: list[dict[str, Any]] = list(watched["system.profile"].find({"command.aggregate": {"$exists": True}}))
    watched["system.profile"].drop()
    assert len(counted) == 3
    assert [each["command"]["pipeline"] for each in counted if each["docsExamined"] or not each["keysExamined"]] == []


def test_the_worst_verdict_of_a_day_is_shown(years: Store, shequ: SiteFigures) -> None:
    now = years.figures.now()
    days = days_of(shequ, days_until(now.astimezone(CHINA).date(), 30), at=now)
    assert len(days) == 30
    assert all(day.verdict for day in days)
    assert days[-1].verdict == "running" if days[-1].runs == 2 else days[-1].verdict in ("running", "ok")


def test_years_are_the_latest_first_and_whole() -> None:
    first, second = years_of({"2024-03": 2, None: 9}, {"2022-12": 1})
    assert (first.year, second.year) == (2024, 2022)
    assert first.cells[2] == Cell(month="2024-03", held=2, missing=0)
    assert [cell.level for cell in (first.cells[2], second.cells[11], first.cells[0])] == ["full", "little", "none"]


def test_months_go_back_over_the_turn_of_a_year() -> None:
    assert months_until(date(2026, 2, 1), 4) == ("2025-11", "2025-12", "2026-01", "2026-02")
