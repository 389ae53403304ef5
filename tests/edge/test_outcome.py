"""The names of outcomes."""

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from govcrawl.crawl.failures import RefusedRequest, Unfetched
from govcrawl.crawl.outcome import HOUR, TRIES, Outcome, of_failure, of_refusal
from govcrawl.errors import Blocked, Rejected

URL = "http://a.example/1"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DownloadTimeoutError("30 s"), "timeout"),
        (CannotResolveHostError("a.example"), "cannot_resolve"),
        (ResponseDataLossError("…"), "truncated"),
        (DownloadFailedError("reset"), "download_failed"),
        (OSError("?"), "download_failed"),
        (Unfetched("robots_unreachable", "…"), "robots_unreachable"),
    ],
)
def test_a_failure_that_may_pass_is_tried_again_in_an_hour(error: Exception, reason: str) -> None:
    assert of_failure(error, attempts=1) == Outcome("failed", reason, HOUR)


def test_the_second_failure_rests_twice_as_long_and_the_last_for_good() -> None:
    error = DownloadTimeoutError("30 s")
    assert of_failure(error, attempts=2).again == 2 * HOUR
    assert of_failure(error, attempts=TRIES).again is None


@pytest.mark.parametrize(
    ("error", "reason"),
    [(DownloadCancelledError("too much"), "too_large"), (Unfetched("bad_encoding", "…"), "bad_encoding")],
)
def test_a_failure_that_lasts_is_not_tried_again(error: Exception, reason: str) -> None:
    assert of_failure(error, attempts=1) == Outcome("failed", reason)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Unfetched("robots", "…"), "robots"),
        (RefusedRequest("http://127.0.0.1/"), "refused_address"),
        (IgnoreRequest("max redirections reached"), "redirect_loop"),
    ],
)
def test_what_our_own_rules_leave_out_is_skipped(error: Exception, reason: str) -> None:
    assert of_failure(error, attempts=1) == Outcome("skipped", reason)


def test_what_a_throttled_host_withheld_stays_to_be_done_after_the_time_it_asked_for() -> None:
    error = Unfetched("throttled", "…", retry_after=900.0)
    assert of_failure(error, attempts=1) == Outcome("discovered", "throttled", 900.0)


def test_a_wall_is_blocked_whatever_its_status() -> None:
    error = Blocked("page", URL, "jiasule")
    assert of_refusal(error, status=521, attempts=1).state == "blocked"
    assert of_refusal(error, status=404, attempts=1).reason == "jiasule"


def test_a_page_that_is_gone_is_looked_for_once_more_before_it_is_gone_for_good() -> None:
    error = Rejected("page", URL, "soft_404")
    assert of_refusal(error, status=404, attempts=1).again is not None
    assert of_refusal(error, status=410, attempts=2) == Outcome("gone", "http_410")


@pytest.mark.parametrize("status", [302, 403, 500, 503])
def test_an_error_status_is_a_failure_by_its_number(status: int) -> None:
    outcome = of_refusal(Rejected("body", URL, "no_body"), status=status, attempts=1)
    assert (outcome.state, outcome.reason) == ("failed", f"http_{status}")


def test_a_page_without_an_article_is_rejected_for_the_reason_it_was_read_with() -> None:
    outcome = of_refusal(Rejected("title", URL, "no_title"), status=200, attempts=1)
    assert outcome == Outcome("rejected", "no_title")
