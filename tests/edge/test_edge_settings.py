"""The settings, as Scrapy and an operator meet them."""

import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from govcrawl.site import Column, Site
from govcrawl.spiders.base import SiteSpider

ROOT = Path(__file__).parents[2]


class SlowSpider(SiteSpider):
    site = Site(name="slow", title="慢", columns=(Column("要闻", "http://slow.example/yw/"),), delay=3.0)


class HastySpider(SiteSpider):
    site = Site(name="hasty", title="急", columns=(Column("要闻", "http://hasty.example/yw/"),), delay=0.1)


class BrokenSpider(SiteSpider):
    site = Site(name="broken", title="坏", columns=(Column("要闻", "https://broken.example/"),), verify_tls=False)


def settings_of(spider: type[SiteSpider]) -> Settings:
    settings = Settings()
    settings.setmodule("govcrawl.settings", priority="project")
    spider.update_settings(settings)
    return settings


def test_a_spider_is_called_what_its_site_is_called() -> None:
    assert SlowSpider.name == "slow"


def test_a_site_may_be_slower_than_the_project() -> None:
    assert settings_of(SlowSpider).getfloat("DOWNLOAD_DELAY") == 3.0


def test_no_site_is_faster_than_the_project() -> None:
    assert settings_of(HastySpider).getfloat("DOWNLOAD_DELAY") == 1.0


def test_certificates_are_checked_unless_the_site_says_that_its_own_are_broken() -> None:
    assert settings_of(SlowSpider).getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert not settings_of(BrokenSpider).getbool("DOWNLOAD_VERIFY_CERTIFICATES")


def test_a_site_whose_certificates_are_not_checked_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    settings_of(SlowSpider)
    assert caplog.text == ""
    settings_of(BrokenSpider)
    assert "broken: certificates are not checked" in caplog.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELNETCONSOLE_ENABLED", False),  # each would let others run code in the crawl
        ("REMOTE_CONTROL_ENABLED", False),
        ("JOBDIR", None),  # pickles
        ("COOKIES_ENABLED", False),
        ("METAREFRESH_ENABLED", False),
        ("ROBOTSTXT_OBEY", True),
        ("DOWNLOAD_FAIL_ON_DATALOSS", True),
        ("ALLOW_PRIVATE_ADDRESSES", False),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("AUTOTHROTTLE_ENABLED", True),
    ],
)
def test_what_a_crawl_may_not_do_is_switched_off(name: str, value: object) -> None:
    assert settings_of(SlowSpider)[name] == value


@pytest.mark.parametrize(
    ("name", "most"),
    [("DOWNLOAD_MAXSIZE", 10 * 2**20), ("DOWNLOAD_TIMEOUT", 30), ("REDIRECT_MAX_TIMES", 5), ("RETRY_TIMES", 2)],
)
def test_every_response_has_its_limits(name: str, most: int) -> None:
    assert 0 < settings_of(SlowSpider).getint(name) <= most


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("DOWNLOADER_MIDDLEWARES", "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware"),
        ("DOWNLOADER_MIDDLEWARES", "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware"),
        ("DOWNLOADER_MIDDLEWARES", "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware"),
    ],
)
def test_a_guard_of_our_own_stands_where_scrapys_would_let_more_through(name: str, without: str) -> None:
    settings = settings_of(SlowSpider)
    standing = {**settings.getdict(f"{name}_BASE"), **settings.getdict(name)}
    assert standing.get(without) is None
    assert {
        "govcrawl.middlewares.addresses.AddressGuard",
        "govcrawl.middlewares.robots.StrictRobots",
    } <= standing.keys()


@pytest.mark.parametrize("scheme", ["data", "file", "ftp", "s3"])
def test_nothing_but_http_is_fetched(scheme: str) -> None:
    assert settings_of(SlowSpider).getdict("DOWNLOAD_HANDLERS")[scheme] is None


def test_the_database_and_the_contact_come_from_the_environment() -> None:
    said = "import govcrawl.settings as s; print(s.MONGODB_URI, s.MONGODB_DATABASE, s.GOVCRAWL_DATA_DIR, s.USER_AGENT)"
    environment = {
        "MONGODB_URI": "mongodb://db.example/",
        "MONGODB_DATABASE": "news",
        "XDG_DATA_HOME": "/data",
        "GOVCRAWL_CONTACT": "https://example.org/bot",
        "http_proxy": "http://elsewhere.example:3128",
    }
    done = subprocess.run([sys.executable, "-c", said], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split()[:3] == ["mongodb://db.example/", "news", "/data/govcrawl"]
    assert done.stdout.strip().endswith("(+https://example.org/bot)")
