"""Every fixture of a ready-made site: its raw bytes read by the site's own rules give what a person signed.

``tests/fixtures/<site>/<slug>/`` holds ``page.*`` (the bytes), ``meta.json`` (the response, and how it was got) and
``expected.json``: for a list page ``links`` as [url, title, date as printed], ``next`` and ``instead``; for an article
page the fields that were looked at, with the body as its paragraphs.
"""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from govcrawl.export.records import article_record
from govcrawl.extract import extract_article
from govcrawl.extract.lists import extract_list
from govcrawl.items import Link, ListRequest, Page
from govcrawl.normalize import normalize
from govcrawl.site import Site
from govcrawl.spiders.base import SiteSpider

FIXTURES = Path(__file__).parents[1] / "fixtures"
FOLDERS = [file.parent for file in sorted(FIXTURES.glob("*/*/expected.json")) if file.parts[-3] != "platforms"]
LISTS = [folder for folder in FOLDERS if "links" in json.loads((folder / "expected.json").read_text(encoding="utf-8"))]
ARTICLES = [folder for folder in FOLDERS if folder not in LISTS]


def name_of(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def site_of(folder: Path) -> Site:
    module = import_module(f"govcrawl.spiders.{folder.parent.name}")
    spiders = (value for value in vars(module).values() if isinstance(value, type) and issubclass(value, SiteSpider))
    return next(spider.site for spider in spiders if spider is not SiteSpider)


def stated(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def page_of(folder: Path, link: Link | None = None) -> Page:
    meta = stated(folder, "meta.json")
    (file,) = folder.glob("page.*")
    return Page(url=meta["url"], body=file.read_bytes(), status=meta["status"], headers=meta["headers"], link=link)


@pytest.mark.parametrize("folder", LISTS, ids=name_of)
def test_a_list_page_gives_the_rows_that_were_signed(folder: Path) -> None:
    expected = stated(folder, "expected.json")
    listed = extract_list(page_of(folder), request=ListRequest(url=page_of(folder).url), site=site_of(folder))
    assert [[link.url, link.title, link.published] for link in listed.links] == expected["links"]
    assert asked(listed.next) == expected["next"]
    assert asked(listed.instead) == expected.get("instead")


@pytest.mark.parametrize("folder", ARTICLES, ids=name_of)
def test_an_article_page_gives_the_article_that_was_signed(folder: Path) -> None:
    expected = stated(folder, "expected.json")
    record = article_record(normalize(extract_article(page_of(folder), site_of(folder)), site_of(folder)))
    record["body"] = record["body"].split("\n")
    assert {field: record[field] for field in expected} == expected


@pytest.mark.parametrize("folder", ARTICLES, ids=name_of)
def test_an_article_of_a_list_is_found_by_its_own_site(folder: Path) -> None:
    site, url = site_of(folder), page_of(folder).url
    lists = (stated(other, "expected.json")["links"] for other in LISTS if other.parent == folder.parent)
    assert site.columns or site.start_urls
    assert url in {row[0] for rows in lists for row in rows}


def asked(request: ListRequest | None) -> dict[str, Any] | None:
    if request is None:
        return None
    form = {"form": [list(field) for field in request.form]} if request.form else {}
    return {"url": request.url} | form
