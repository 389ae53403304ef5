"""Publication and modification out of the claims."""

from datetime import UTC, datetime

import pytest

from govcrawl.items import Claim, RawArticle
from govcrawl.normalize.times import read_modified, read_published

FETCHED = datetime(2024, 3, 6, 2, 0, tzinfo=UTC)


def page(
    *published: tuple[str, str], modified: tuple[tuple[str, str], ...] = (), fetched_at: datetime | None = FETCHED
) -> RawArticle:
    """A page whose claims are (value, method) pairs, most trustworthy first."""
    claims = {
        "published": tuple(Claim(value, method, "there") for value, method in published),
        "modified": tuple(Claim(value, method, "更新时间") for value, method in modified),
        "written": (Claim("2024-02-01", "label", "成文日期"),),
    }
    return RawArticle(url="http://a.example.cn/1", fetched_at=fetched_at, claims=claims, paragraphs=())


def published(raw: RawArticle) -> str | None:
    found = read_published(raw)
    return str(found.stamp) if found else None


def modified(raw: RawArticle) -> str | None:
    found = read_modified(raw, read_published(raw))
    return str(found.stamp) if found else None


@pytest.mark.parametrize(
    ("claims", "stamp"),
    [
        ((("2024-03-05 09:12", "label"), ("2024-03-04", "meta")), "2024-03-05 09:12"),
        ((("发布时间：2024-03-05 来源：某网", "rules"),), "2024-03-05"),
        ((("正在加载", "label"), ("2024-03-04", "meta")), "2024-03-04"),
        ((("", "label"), ("2024-03-04", "url")), "2024-03-04"),
        ((("1970-01-01 08:00:00", "meta"), ("2024-03-04", "url")), "2024-03-04"),
        ((("1994-12-31", "label"), ("2024-03-04", "url")), "2024-03-04"),
        ((("2024-03-09", "meta"), ("2024-03-04", "url")), "2024-03-04"),
        ((("2024", "url"),), "2024"),
        ((("202403", "url"),), "2024-03"),
        ((("2015-2024", "label"),), None),
        ((), None),
    ],
)
def test_the_first_claim_that_parses_and_is_sane_is_the_publication(
    claims: tuple[tuple[str, str], ...], stamp: str | None
) -> None:
    assert published(page(*claims)) == stamp


def test_a_date_up_to_36_hours_past_the_fetch_is_a_fast_clock_not_a_lie() -> None:
    assert published(page(("2024-03-07 21:00", "label"))) == "2024-03-07 21:00"
    assert published(page(("2024-03-07 23:00", "label"))) is None


def test_without_a_time_of_fetch_no_date_is_too_late_and_relative_dates_stay_unread() -> None:
    assert published(page(("2031-01-01", "label"), fetched_at=None)) == "2031-01-01"
    assert published(page(("3小时前", "label"), fetched_at=None)) is None


@pytest.mark.parametrize(
    ("value", "stamp"), [("3小时前", "2024-03-06"), ("昨天 10:20", "2024-03-05 10:20"), ("发布于 2天前", "2024-03-04")]
)
def test_a_relative_date_is_anchored_at_the_fetch(value: str, stamp: str) -> None:
    assert published(page((value, "label"))) == stamp


def test_a_month_and_day_takes_its_year_from_the_url_and_from_nowhere_else() -> None:
    assert published(page(("03-04", "row"), ("2024", "url"))) == "2024-03-04"
    assert published(page(("时间:03-04", "label"), ("2023-12", "url"))) == "2023-03-04"
    assert published(page(("03-04", "row"))) is None


def test_a_lone_update_is_the_publication_and_no_modification() -> None:
    raw = page(("2024-03-01", "url"), modified=(("2024-03-05 19:55:00", "label"),))
    assert published(raw) == "2024-03-05 19:55:00"
    assert modified(raw) is None


def test_an_update_beside_a_publication_is_a_modification() -> None:
    raw = page(("2024-03-01", "meta"), modified=(("2024-03-05 19:55:00", "label"),))
    assert (published(raw), modified(raw)) == ("2024-03-01", "2024-03-05 19:55:00")


def test_an_update_before_the_publication_is_none_but_on_the_same_day_it_may_be_coarser() -> None:
    assert modified(page(("2024-03-05 10:00", "label"), modified=(("2024-03-01", "label"),))) is None
    assert modified(page(("2024-03-05 10:00", "label"), modified=(("2024-03-05", "label"),))) == "2024-03-05"


def test_the_day_of_writing_is_never_the_publication() -> None:
    assert published(page()) is None
