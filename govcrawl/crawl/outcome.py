"""What became of a URL: the name of its outcome in the ledger, from whatever answered in its stead."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from govcrawl.crawl.failures import RefusedRequest, Unfetched
from govcrawl.errors import Blocked, Rejected
from govcrawl.items import PageRef

State = Literal["stored", "rejected", "blocked", "failed", "gone", "skipped", "discovered"]

HOUR = 3600.0  # seconds
TRIES = 3  # runs in which a failed URL is tried before it rests for good
BLOCKED_REST = 6 * HOUR
FAILED_REST = HOUR  # doubled with every further attempt
GONE_REST = 24 * HOUR  # until the second look that makes a tombstone
RECHECK_REST = 24 * HOUR  # between two looks at a young article

SLUGS: dict[type[Exception], str] = {
    DownloadTimeoutError: "timeout",
    CannotResolveHostError: "cannot_resolve",
    DownloadConnectionRefusedError: "connection_refused",
    ResponseDataLossError: "truncated",
    DownloadCancelledError: "too_large",  # Scrapy cancels only what exceeds DOWNLOAD_MAXSIZE
    NotSupported: "not_supported",
    UnsupportedURLSchemeError: "not_supported",
}
SIGNS = {"redirections reached": "redirect_loop", "exceeded DOWNLOAD_MAXSIZE": "too_large"}  # of Scrapy's IgnoreRequest
VANISHED = {"gone", "rejected/soft_404"}
LASTING = {"too_large", "bad_encoding", "not_supported", "spider_error", "not_storable"}
CHOSEN = {"robots", "refused_address", "redirect_loop"}  # left out by our own rules


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state a URL is left in, why, and the seconds until it is due again (``None``: never of itself)."""

    state: State
    reason: str | None = None
    again: float | None = None

    @property
    def is_tombstone(self) -> bool:
        """Whether a page was looked for twice and is gone for good."""
        return self.state == "gone" and self.again is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is kept of a page so that the next look at it costs little; ``pages`` of one that yielded no article."""

    published_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    pages: tuple[PageRef, ...] | None = None


def of_refusal(error: Rejected, *, status: int, attempts: int) -> Outcome:
    """The outcome of a page that yields no article; ``attempts`` counts this one."""
    if isinstance(error, Blocked):
        return Outcome("blocked", error.reason, BLOCKED_REST)
    if status in (404, 410):
        return Outcome("gone", f"http_{status}", GONE_REST if attempts < 2 else None)
    if status >= 300:
        return failed(f"http_{status}", attempts)
    return Outcome("rejected", error.reason)


def of_failure(error: BaseException, *, attempts: int) -> Outcome:
    """The outcome of a request that brought no response; ``attempts`` counts this one."""
    if isinstance(error, Unfetched) and error.retry_after is not None:
        return Outcome("discovered", error.reason, error.retry_after)
    reason = slug(error)
    if isinstance(error, RefusedRequest) or reason in CHOSEN:
        return Outcome("skipped", reason)
    return failed(reason, attempts)


def of_stored(published: datetime | None, discovered: datetime, *, now: datetime, young: timedelta) -> Outcome:
    """The outcome of a page whose article is stored: it is looked at again while it is young."""
    age = now - (published or discovered)
    return Outcome("stored", None, RECHECK_REST if age < young else None)


def content_hash(body: bytes) -> str:
    """What tells whether a page was served as it was before."""
    return sha256(body).hexdigest()[:32]


def of_recheck(outcome: Outcome, *, attempts: int) -> Outcome:
    """What an outcome means for an article that is stored: it stays so, unless its page is gone."""
    if outcome.state == "stored":
        return outcome
    if VANISHED & {outcome.state, f"{outcome.state}/{outcome.reason}"}:
        return Outcome("gone", outcome.reason, GONE_REST if attempts < 2 else None)
    return Outcome("stored", outcome.reason, RECHECK_REST if outcome.again is None else outcome.again)


def failed(reason: str, attempts: int) -> Outcome:
    """A failure, tried again in a later run unless trying does not help."""
    if reason in LASTING or attempts >= TRIES:
        return Outcome("failed", reason)
    return Outcome("failed", reason, FAILED_REST * 2 ** (attempts - 1))


def slug(error: BaseException) -> str:
    """The stable name under which a failure is counted."""
    if isinstance(error, Unfetched):
        return error.reason
    for kind, name in SLUGS.items():
        if isinstance(error, kind):
            return name
    return next((name for sign, name in SIGNS.items() if sign in str(error)), "download_failed")
