"""The server of the toy web, over real sockets."""

import http.client
import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest

from govcrawl.demo.page import Never
from govcrawl.demo.server import ToyServer, serving
from govcrawl.demo.web import toy_web

PLAIN = [page for page in toy_web().pages if page.url.startswith("http://")]
SECURE = [page for page in toy_web().pages if page.url.startswith("https://") and page.form is None]
UNVERIFIED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
UNVERIFIED.check_hostname, UNVERIFIED.verify_mode = False, ssl.CERT_NONE
API = "https://www.meipian.cn/static/action/load_columns_article.php?userid=39170022"


@pytest.fixture(scope="module")
def server() -> Iterator[ToyServer]:
    with serving(toy_web()) as running:
        yield running


@pytest.fixture
def connection(server: ToyServer) -> Iterator[http.client.HTTPConnection]:
    made = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    yield made
    made.close()


def test_a_proxy_request_gets_the_page_of_that_url(connection: http.client.HTTPConnection) -> None:
    for page in PLAIN:  # all over one connection
        connection.request("GET", page.url)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (page.status, page.body)


def test_https_hosts_answer_over_tls_behind_connect(server: ToyServer) -> None:
    for page in SECURE:
        host = page.url.split("/")[2]
        with secure(server, host) as link:
            link.request("GET", page.url.removeprefix(f"https://{host}"))
            answer = link.getresponse()
            assert (answer.status, answer.read()) == (page.status, page.body)


@pytest.mark.parametrize(("last", "rows"), [("", 10), ("480000011", 10), ("480000001", 0)])
def test_a_post_is_answered_by_its_form(server: ToyServer, last: str, rows: int) -> None:
    with secure(server, "www.meipian.cn") as link:
        link.request("POST", API.removeprefix("https://www.meipian.cn"), f"containerid=0&maxid={last}&stickmaskid=")
        assert link.getresponse().read().count(b"mask_id") == rows


def test_an_unknown_url_is_a_404(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "http://www.investchn.com/news/nowhere.html")
    assert connection.getresponse().status == 404


def test_a_browser_without_a_proxy_finds_the_hosts_under_localhost(
    server: ToyServer, connection: http.client.HTTPConnection
) -> None:
    url = "http://www.investchn.com/news/list/suzhou/"
    connection.request("GET", "/news/list/suzhou/", headers={"Host": f"www.investchn.com.localhost:{server.port}"})
    assert connection.getresponse().read() == toy_web().at(url).body


def test_the_contents_list_every_page(server: ToyServer, connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "/", headers={"Host": f"localhost:{server.port}"})
    listed = connection.getresponse().read().decode()
    assert all(page.url.replace("&", "&amp;") in listed for page in toy_web().pages)


def test_what_was_asked_is_remembered(connection: http.client.HTTPConnection, server: ToyServer) -> None:
    never = next(page.url for page in toy_web().pages if isinstance(page.expected, Never))
    before = server.asked.count(never)
    connection.request("GET", never)
    connection.getresponse().read()
    assert server.asked.count(never) == before + 1


def test_a_server_stops_while_a_client_holds_its_connection() -> None:
    with serving(toy_web()) as running:
        link = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
        link.request("GET", "http://www.investchn.com/robots.txt")
        link.getresponse().read()
    assert link.sock.recv(1) == b""
    link.close()


def test_two_pages_for_one_request_are_refused() -> None:
    with pytest.raises(ValueError, match="same request"):
        replace(toy_web(), pages=(PLAIN[0], PLAIN[0]))


class secure(http.client.HTTPSConnection):  # noqa: N801
    """A connection through the proxy to a host over TLS, closed when the block ends."""

    def __init__(self, server: ToyServer, host: str) -> None:
        super().__init__("127.0.0.1", server.port, timeout=10, context=UNVERIFIED)
        self.set_tunnel(host, 443)

    def __enter__(self) -> "secure":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
