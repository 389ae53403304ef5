"""``govcrawl sites`` and the catalogue behind it."""

import json

import pytest
from click.testing import CliRunner

from govcrawl.cli.catalogue import ANONYMOUS, site_named, site_of, sites
from govcrawl.cli.sites import command
from govcrawl.errors import UsageError


def test_every_site_stands_in_the_list_under_its_name() -> None:
    lines = CliRunner().invoke(command).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["site", *sites()]


def test_the_list_is_also_json_lines() -> None:
    listed = [json.loads(line) for line in CliRunner().invoke(command, ["--json"]).stdout.splitlines()]
    assert [site["name"] for site in listed] == list(sites())
    assert {"title", "platform", "columns", "confidence"} <= set(listed[0])


def test_the_five_sites_are_found() -> None:
    assert {"investchn", "meipian", "xsnet", "mirror", "fanwen"} <= set(sites())


def test_a_misspelt_site_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'investchn'"):
        site_named("investchm")


def test_an_unknown_site_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no site is called"):
        site_named("☃")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://www.investchn.com/news/detail/1.html", "investchn"),
        ("http://www.InvestCHN.com:80/news/", "investchn"),
        ("https://jl.ruiwen.com/1.html", "fanwen"),
        ("https://ruiwen.com/1.html", "fanwen"),
        ("https://notruiwen.com/1.html", ANONYMOUS.name),
        ("http://investchn.com.example/", ANONYMOUS.name),
        ("file:///home/ann/1.html", ANONYMOUS.name),
        ("http://[", ANONYMOUS.name),
    ],
)
def test_the_host_of_a_url_tells_its_site(url: str, name: str) -> None:
    assert site_of(url).name == name


def test_a_site_of_a_package_of_ones_own_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    package = tmp_path_factory.mktemp("own") / "own_spiders.py"
    package.write_text(
        "from govcrawl.site import Site\n"
        "from govcrawl.spiders.base import SiteSpider\n"
        "class OwnSpider(SiteSpider):\n"
        "    site = Site(name='own', title='自家')\n"
    )
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.setattr("govcrawl.settings.SPIDER_MODULES", ["govcrawl.spiders", "own_spiders"])
    sites.cache_clear()
    try:
        assert "own" in sites()
    finally:
        sites.cache_clear()
