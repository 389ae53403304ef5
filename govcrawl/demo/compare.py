"""What a crawl made of the toy web against what it must make of it: every difference, none where all is as expected."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govcrawl.demo.page import Kept, Left, Moved, Never, Web
from govcrawl.export.records import china_time

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one page that is not as expected."""

    url: str
    field: str
    expected: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.url}: {self.field}: expected {self.expected!r}, got {self.got!r}"


def differences(
    web: Web, *, records: Collection[Record], resting: Mapping[str, tuple[str, str | None]], asked: Collection[str]
) -> list[Difference]:
    """Every difference between what is and what must be.

    ``records`` are the articles stored, ``resting`` the state and reason of each URL in the ledger, ``asked`` the URLs
    the server was asked for.
    """
    stored = by_address(records)
    return [
        *(found for url, kept in web.kept().items() for found in of_article(url, kept, stored.get(url))),
        *of_stories(web, stored),
        *(Difference(url, "stored", False, True) for url in _unexpected(web, records)),
        *of_ledger(web, resting),
        *(Difference(url, "asked for", False, True) for url in _unwanted(web, asked)),
    ]


def by_address(records: Collection[Record]) -> dict[str, Record]:
    """The records by each of their addresses."""
    return {url: record for record in records for url in (record["url"], *record["urls"])}


def of_article(url: str, kept: Kept, record: Record | None) -> Iterator[Difference]:
    """What is not as expected of one article."""
    if record is None:
        yield Difference(url, "stored", True, False)
    else:
        yield from of_fields(url, kept, record)


def of_fields(url: str, kept: Kept, record: Record) -> Iterator[Difference]:
    """The fields of a record that are not as expected."""
    wanted: dict[str, Any] = {
        "site": kept.site,
        "title": kept.title,
        "published_at": china_time(kept.at) if kept.at else None,
        "published_precision": kept.precision,
        "modified_at": china_time(kept.modified) if kept.modified else None,
        "source": kept.source,
        "author": kept.author,
        "views": kept.views,
        "script": kept.script,
        "genre": kept.genre,
    }
    if kept.column is not None:
        wanted["column"] = kept.column
    for field, value in wanted.items():
        if record[field] != value:
            yield Difference(url, field, value, record[field])
    yield from _of_paragraphs(url, kept.paragraphs, tuple(record["body"].split("\n")))
    captions = tuple(image["caption"] for image in record["images"] if image["caption"])
    if captions != kept.captions:
        yield Difference(url, "captions", kept.captions, captions)
    attachments = tuple(attachment["url"] for attachment in record["attachments"])
    if attachments != kept.attachments:
        yield Difference(url, "attachments", kept.attachments, attachments)


def of_ledger(web: Web, resting: Mapping[str, tuple[str, str | None]]) -> Iterator[Difference]:
    """The URLs that rest in the ledger otherwise than expected."""
    elsewhere = {page.expected.to for page in web.pages if isinstance(page.expected, Moved)}
    for page in web.pages:
        match page.expected:
            case Left(state, reason):
                wanted: tuple[str, str | None] = (state, reason)
            case Kept() | Moved() if page.url not in elsewhere:
                wanted = ("stored", None)
            case _:
                continue
        if resting.get(page.url) != wanted:
            yield Difference(page.url, "ledger", wanted, resting.get(page.url))


def _of_paragraphs(url: str, wanted: tuple[str, ...], got: tuple[str, ...]) -> Iterator[Difference]:
    """The first paragraph that differs: one mistake shifts all below it."""
    for place, (expected, found) in enumerate(zip(wanted, got, strict=False), start=1):
        if expected != found:
            yield Difference(url, f"paragraph {place}", expected, found)
            return
    if len(wanted) != len(got):
        yield Difference(url, "paragraphs", len(wanted), f"{len(got)}, the last {got[-1]!r}")


def of_stories(web: Web, stored: Mapping[str, Record]) -> Iterator[Difference]:
    """The articles whose place in their story is not as expected.

    A text of which no copy has a date may have any of them for its original: the one that was stored first.
    """
    kept = web.kept()
    groups: dict[str, list[str]] = {url: [url] for url in kept if kept[url].original is None}
    for url in kept:
        if original := kept[url].original:
            groups[original].append(url)
    for first, urls in groups.items():
        stories = {url: stored[url]["story"] or {} for url in urls if url in stored}
        if all(kept[url].at is None for url in urls):
            first = next((url for url in stories if stories[url].get("role") == "original"), first)
        yield from _of_story(first, stories)


def _of_story(original: str, stories: Mapping[str, Mapping[str, Any]]) -> Iterator[Difference]:
    for url, story in stories.items():
        role = "original" if url == original else "reprint"
        if story.get("role") != role:
            yield Difference(url, "role", role, story.get("role"))
        if original in stories and story.get("id") != stories[original].get("id"):
            yield Difference(url, "story", f"that of {original}", story.get("id"))


def _unexpected(web: Web, records: Collection[Record]) -> Iterator[str]:
    expected = web.kept()
    return (record["url"] for record in records if not expected.keys() & {record["url"], *record["urls"]})


def _unwanted(web: Web, asked: Collection[str]) -> Iterator[str]:
    """The URLs that were asked for although nobody may: forbidden ones, and those of no page."""
    for url in dict.fromkeys(asked):
        expected = web.expected(url)
        if (
            expected is None
            or isinstance(expected, Never)
            or (isinstance(expected, Left) and expected.state == "skipped")
        ):
            yield url
