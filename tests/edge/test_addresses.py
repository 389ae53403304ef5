"""The address guard: which URLs and which DNS answers stay inside."""

import ipaddress
from collections.abc import Iterator

import pytest
from twisted.internet.error import DNSLookupError

from govcrawl.crawl.failures import RefusedRequest
from govcrawl.middlewares import addresses
from govcrawl.middlewares.addresses import check, check_answer, is_public, literal, refuse_private


@pytest.fixture(autouse=True)
def _no_answers_left() -> Iterator[None]:
    yield
    addresses.resolved_inside.clear()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://10.0.0.8/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://127.0.0.1./",
    ],
)
def test_a_private_address_is_refused_in_every_spelling(url: str) -> None:
    with pytest.raises(RefusedRequest, match="no public address"):
        check(url, hosts=None, private=False)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example.cn/a",
        "file:///etc/passwd",
        "http://user:pw@news.example.cn/",
        "http://user@news.example.cn/",
        "http://news.example.cn:8080/",
        "http://news.example.cn:99999/",
        "http://[::1/",
        "http:///path",
        "http://新闻.example.cn/",
        "http://news.example.cn/" + "a/" * 1100,
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(RefusedRequest):
        check(url, hosts=None, private=True)


def test_a_refusal_prints_no_password() -> None:
    with pytest.raises(RefusedRequest) as refusal:
        check("http://user:secret@news.example.cn/", hosts=None, private=False)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "url", ["http://news.example.cn/a", "https://news.example.cn:443/", "http://NEWS.example.cn./"]
)
def test_a_listed_host_is_let_out(url: str) -> None:
    check(url, hosts=["news.example.cn"], private=False)


@pytest.mark.parametrize("host", ["example.cn", "a.example.cn", "b.a.example.cn"])
def test_a_leading_dot_takes_the_subdomains_along(host: str) -> None:
    check(f"http://{host}/", hosts=[".example.cn"], private=False)


@pytest.mark.parametrize("host", ["badexample.cn", "example.cn.evil.example", "other.example"])
def test_a_host_off_the_list_is_refused(host: str) -> None:
    with pytest.raises(RefusedRequest, match="not among the hosts"):
        check(f"http://{host}/", hosts=[".example.cn", "news.example.org"], private=False)


def test_a_setting_lets_loopback_out_on_any_port() -> None:
    check("http://127.0.0.1:8765/", hosts=["127.0.0.1"], private=True)


def test_that_setting_opens_no_other_port_of_the_open_internet() -> None:
    with pytest.raises(RefusedRequest, match="ports"):
        check("http://8.8.8.8:8765/", hosts=None, private=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_name_is_no_literal() -> None:
    assert literal("www.gov.cn") is None


def test_a_name_that_leads_inside_is_refused_when_it_is_resolved_and_by_name_from_then_on() -> None:
    with pytest.raises(DNSLookupError):
        refuse_private("192.168.1.1", "rebound.example")
    with pytest.raises(RefusedRequest, match=r"192\.168\.1\.1"):
        check_answer("rebound.example")
