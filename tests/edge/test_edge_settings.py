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
