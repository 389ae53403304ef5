"""What any spider of a site must be: named after it, no faster than it may be, at home on its hosts only."""

import logging
from typing import Any, ClassVar

from scrapy import FormRequest, Request, Spider
from scrapy.settings import BaseSettings

from govcrawl.crawl.responses import host_of, is_loopback
from govcrawl.items import ListRequest
from govcrawl.site import Site

logger = logging.getLogger(__name__)


class SiteVisitor(Spider):
    """A spider that visits one site; ``allowed_hosts`` is what the address guard lets it ask."""

    site: ClassVar[Site]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "site" in vars(cls):
            cls.name = cls.site.name

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Slows the project's pace down to the site's, never up; on a web of one's own it is the one set for that."""
        super().update_settings(settings)
        pace = {"DOWNLOAD_DELAY": max(settings.getfloat("DOWNLOAD_DELAY"), cls.site.delay)}
        if is_loopback(settings["GOVCRAWL_PROXY"] or ""):
            pace = loopback_pace(settings)
        settings.setdict(pace, priority="spider")
        if not cls.site.verify_tls:
            logger.warning("%s: certificates are not checked, as its declaration says", cls.site.name)
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.allowed_hosts = frozenset(self.site.hosts or (host_of(column.url) for column in self.site.columns))


def loopback_pace(settings: BaseSettings) -> dict[str, Any]:
    """The pace on a web of one's own; where requests go out several at a time, pages in work keep ahead of them."""
    delay, at_once = settings.getfloat("GOVCRAWL_LOOPBACK_DELAY"), settings.getint("GOVCRAWL_LOOPBACK_REQUESTS")
    pace = {"DOWNLOAD_DELAY": delay, "AUTOTHROTTLE_START_DELAY": delay, "AUTOTHROTTLE_MAX_DELAY": 1.0}
    if at_once == 1:
        return pace
    return pace | {
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS": at_once,
        "CONCURRENT_REQUESTS_PER_DOMAIN": at_once,
        "GOVCRAWL_IN_FLIGHT": 12 * at_once,
    }


def list_request(asked: ListRequest, **options: Any) -> Request:
    """The request for a list page, as Scrapy sends it."""
    return FormRequest(
        asked.url,
        method=asked.method,
        headers=dict(asked.headers),
        formdata=list(asked.form) or None,
        dont_filter=True,
        **options,
    )
