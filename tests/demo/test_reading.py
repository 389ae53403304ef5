"""Every page of the toy web read by the core alone: what a crawl then stores is a matter of the crawl."""

from dataclasses import replace
from typing import Any

import pytest
from toyreading import SITES, received, walked

from govcrawl.demo.compare import of_fields
from govcrawl.demo.page import Kept, Left, Moved, Never, ToyPage
from govcrawl.demo.web import toy_web
from govcrawl.errors import Blocked, Rejected
from govcrawl.export.records import article_record
from govcrawl.extract import extract_article, join_parts
from govcrawl.items import Link
from govcrawl.normalize import normalize

WEB = toy_web()
KEPT = [page for page in WEB.pages if isinstance(page.expected, Kept)]
REFUSED = [
    page for page in WEB.pages if isinstance(page.expected, Left) and page.expected.state in ("rejected", "blocked")
]
LISTED = {page.url for page in WEB.pages if isinstance(page.expected, Kept | Left | Moved)}


def site_of(page: ToyPage) -> str:
    return page.expected.site if isinstance(page.expected, Kept) else HOSTS[page.url.split("/")[2]]


HOSTS = {page.url.split("/")[2]: page.expected.site for page in WEB.pages if isinstance(page.expected, Kept)}


def read(page: ToyPage, link: Link | None) -> dict[str, Any]:
    """The record of the article that begins with this page."""
    site = SITES[site_of(page)]
    parts = [extract_article(received(page, link), site)]
    while (following := parts[-1].next_part) and (found := WEB.find(following)) and found.body != page.body:
        parts.append(extract_article(received(found, link), site))
    article = normalize(join_parts(parts), site)
    return article_record(replace(article, column=article.column or (link.body if link else None)))


@pytest.fixture(scope="module")
def rows() -> dict[str, Link]:
    """The list row of every article of the toy web, by the URL at which it is found."""
    found = {url: link for site in SITES.values() for url, link in walked(WEB, site).items()}
    moved = {page.expected.to: found[page.url] for page in WEB.pages if isinstance(page.expected, Moved)}
    return found | moved


def test_the_lists_lead_to_every_article_and_nowhere_else(rows: dict[str, Link]) -> None:
    assert set(rows) == LISTED


@pytest.mark.parametrize("page", KEPT, ids=lambda page: page.trap or page.url)
def test_a_page_reads_as_expected(page: ToyPage, rows: dict[str, Link]) -> None:
    assert isinstance(page.expected, Kept)
    assert list(of_fields(page.url, page.expected, read(page, rows.get(page.url)))) == []


@pytest.mark.parametrize("page", REFUSED, ids=lambda page: page.trap)
def test_a_page_that_is_no_article_is_refused_for_its_reason(page: ToyPage, rows: dict[str, Link]) -> None:
    assert isinstance(page.expected, Left)
    with pytest.raises(Rejected) as refusal:
        read(page, rows[page.url])
    assert refusal.value.reason == page.expected.reason
    assert isinstance(refusal.value, Blocked) == (page.expected.state == "blocked")


def test_no_row_leads_to_a_page_that_must_not_be_asked_for(rows: dict[str, Link]) -> None:
    assert not [page.url for page in WEB.pages if isinstance(page.expected, Never) and page.url in rows]
