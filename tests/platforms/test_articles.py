"""An article page of each platform, read by the platform's rules alone, gives what a person signed.

``tests/fixtures/platforms/<platform>/article/`` is the page (``article_2`` … its further in-article pages).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from govcrawl.export.records import article_record
from govcrawl.extract import extract_article, join_parts
from govcrawl.items import Page
from govcrawl.normalize import normalize
from govcrawl.platforms import PLATFORMS, recognise
from govcrawl.site import Site

FOLDERS = sorted((Path(__file__).parents[1] / "fixtures" / "platforms").glob("*/article"))
PLATFORM = {platform.name: platform for platform in PLATFORMS}


def name_of(folder: Path) -> str:
    return folder.parent.name


def stated(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def page_of(folder: Path) -> Page:
    meta = stated(folder, "meta.json")
    body = (folder / "page.html").read_bytes()
    return Page(url=meta["url"], body=body, status=meta["status"], headers=meta["headers"])


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_an_article_page_of_a_platform_gives_what_was_signed(folder: Path) -> None:
    site = Site(name="demo", title="示例", platform=PLATFORM[name_of(folder)])
    pages = [page_of(folder), *map(page_of, sorted(folder.parent.glob("article_*")))]
    parts = [extract_article(page, site) for page in pages]
    assert [part.next_part for part in parts] == [*(page.url for page in pages[1:]), None]
    record = article_record(normalize(join_parts(parts), site))
    record["body"] = record["body"].split("\n")
    expected = stated(folder, "expected.json")
    assert {field: record[field] for field in expected} == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_platform_is_recognised_by_its_article_page(folder: Path) -> None:
    last = max(folder.parent.glob("article*"))  # the tail that marks a 范文 stands on the last of its pages
    page = page_of(last)
    text = page.body.decode("gb18030" if b"charset=g" in page.body.lower() else "utf-8")
    assert recognise(text, page.url) is PLATFORM[name_of(folder)]
