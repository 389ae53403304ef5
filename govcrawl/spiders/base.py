"""SiteSpider: the walk over the list pages of a site to its article pages."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.settings import BaseSettings

from govcrawl.site import Site


class SiteSpider(Spider):
    """A spider whose whole difference from its siblings is its ``site``."""

    site: ClassVar[Site]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "site" in vars(cls):
            cls.name = cls.site.name

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Slows the project's pace down to the site's, never up, and notes a site whose certificates are broken."""
        super().update_settings(settings)
        pace = max(settings.getfloat("DOWNLOAD_DELAY"), cls.site.delay)
        settings.set("DOWNLOAD_DELAY", pace, priority="spider")
        if not cls.site.verify_tls:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")

    def __init__(self, name: str | None = None, *, start_urls: str = "", **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.start_urls = start_urls.split()
        self.allowed_hosts = frozenset(self.site.hosts or map(host_of, (column.url for column in self.site.columns)))
        if self.site.start_urls:
            self.allowed_hosts |= frozenset(map(host_of, self.start_urls))


def host_of(url: str) -> str:
    """The host of a URL in lower case, without port or credentials; empty where it has none."""
    return urlsplit(url).hostname or ""
