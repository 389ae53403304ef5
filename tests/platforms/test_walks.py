"""Every platform walked from its column's head to where it ends, over a small web of its pages.

A folder of ``tests/fixtures/platforms`` is such a web: ``web.json`` says which request is answered by which file,
``expected.json`` which rows each page holds and why the walk ends.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from govcrawl.crawl.walk import Bounds, Walk, step
from govcrawl.extract.lists import extract_list, first_request
from govcrawl.items import ListPage, ListRequest, Page
from govcrawl.platforms import PLATFORMS, recognise
from govcrawl.platforms.trs import TRS_FROM_TWO
from govcrawl.site import GENERIC, Column, Platform, Site

WEBS = Path(__file__).parents[1] / "fixtures" / "platforms"
NAMES = sorted(path.name for path in WEBS.iterdir())
MOST_PAGES = 10
UNMARKED = ("fanwen", "trs_from_two")  # lists of the first bear no mark of the family, those of the second mark TRS


class Web:
    """The pages of one folder by request; an unknown request is an error of the walk."""

    def __init__(self, name: str) -> None:
        stated = json.loads((WEBS / name / "web.json").read_text(encoding="utf-8"))
        self.column: str = stated["column"]
        self.pages = {key(page["url"], page.get("form", [])): page for page in stated["pages"]}
        self.folder = WEBS / name

    def fetch(self, request: ListRequest) -> Page:
        page = self.pages[key(request.url, request.form)]
        body = (self.folder / page["file"]).read_bytes()
        return Page(url=request.url.partition("#")[0], body=body, headers=page.get("headers", {}))


def key(url: str, form: Any) -> str:
    return f"{url.partition('#')[0]} {[tuple(field) for field in form]}"


def platform_of(name: str) -> Platform:
    if name == "trs_from_two":
        return TRS_FROM_TWO
    return next(platform for platform in PLATFORMS if name.split("_")[0] == platform.name)


def walk(web: Web, platform: Platform) -> Iterator[tuple[ListPage, Walk]]:
    """Each list page and how far the walk has come with it, by the spider's own rule."""
    column = Column("基层动态", web.column)
    site = Site(name="demo", title="示例", platform=platform, columns=(column,), hosts=(urlsplit(web.column).netloc,))
    request: ListRequest | None = first_request(site, column)
    so_far = Walk()
    while request is not None and so_far.pages < MOST_PAGES:
        page = extract_list(web.fetch(request), request=request, site=site)
        if page.instead is not None:
            request = page.instead
            continue
        so_far = step(so_far, page, known=(), bounds=Bounds())
        yield page, so_far
        request = None if so_far.ended else page.next


@pytest.mark.parametrize("name", NAMES)
def test_a_platform_is_walked_to_its_end(name: str) -> None:
    expected = json.loads((WEBS / name / "expected.json").read_text(encoding="utf-8"))
    walked = list(walk(Web(name), platform_of(name)))
    rows = [[[link.url, link.title, link.published] for link in page.links] for page, _ in walked]
    assert rows == expected["pages"]
    assert walked[-1][1].ended == expected["ended"]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNMARKED])
def test_a_platform_that_nobody_declared_is_recognised_by_its_list(name: str) -> None:
    web = Web(name)
    page = web.fetch(first_request(Site(name="demo", title="示例", platform=platform_of(name)), Column("", web.column)))
    text = page.body.decode("gb18030" if b"charset=g" in page.body.lower() else "utf-8")
    assert recognise(text, page.url) is platform_of(name)


def test_a_plain_page_is_of_no_platform() -> None:
    assert recognise("<html><p>社区公告</p></html>", "http://www.example.cn/a/1.html") is None


def test_every_platform_has_its_own_name_and_marker() -> None:
    assert len({platform.name for platform in PLATFORMS}) == len(PLATFORMS)
    assert all(platform.markers for platform in PLATFORMS)
    assert GENERIC not in PLATFORMS
