"""The exceptions with which a response is not had: ours, and those of Scrapy and Twisted."""

from functools import cache

from scrapy.exceptions import (
    CannotResolveHostError,
    CloseSpider,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    DropItem,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from govcrawl.errors import Refused


class Unfetched(IgnoreRequest):
    """A response that govcrawl does without; ``reason`` is the slug that the ledger keeps.

    ``retry_after`` is the seconds a server asked to be left alone, ``None`` where it asked for nothing.
    """

    def __init__(self, reason: str, detail: str, *, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.retry_after = retry_after


class Stopped(Unfetched):
    """A request that was waiting its turn when the run ended."""

    def __init__(self) -> None:
        super().__init__("stopped", "the run ended before its turn came", retry_after=0.0)


class RefusedRequest(Refused, Unfetched):
    """A request that the address guard did not let out."""

    def __init__(self, detail: str) -> None:
        super().__init__("refused_address", detail)

    def __str__(self) -> str:
        return str(self.args[-1])


class NotStored(DropItem):
    """An article that MongoDB did not take; ``reason`` is ``None`` where it was not there to take anything."""

    def __init__(self, url: str, reason: str | None) -> None:
        super().__init__(f"{url}: {reason or 'MongoDB is away'}")
        self.reason = reason


class StoreLost(CloseSpider):
    """MongoDB stayed away for longer than a run waits; where Scrapy knows no better, it closes the spider."""

    def __init__(self) -> None:
        super().__init__("store_lost")


@cache
def download_failures() -> tuple[type[Exception], ...]:
    """The exceptions with which Scrapy says that there is no response.

    One is its HTTP handler's, which takes half a second to import: no verb but a crawl should.
    """
    from scrapy.core.downloader.handlers.http11 import TunnelError

    return (
        CannotResolveHostError,
        DownloadCancelledError,
        DownloadConnectionRefusedError,
        DownloadFailedError,
        DownloadTimeoutError,
        IgnoreRequest,
        NotSupported,
        ResponseDataLossError,
        TunnelError,
        UnsupportedURLSchemeError,
    )
