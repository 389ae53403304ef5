"""What a crawl made of the toy web against what it must make of it: every difference, none where all is as expected."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govcrawl.demo.page import Kept, Left, Never, Web
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
    """Every difference, in the order of the web's pages.

    ``records`` are the articles stored, ``resting`` the state and reason of each URL in the ledger, ``asked`` the URLs
    the server was asked for.
    """
    stored = by_address(records)
    return [
        *(found for url, kept in web.kept().items() for found in of_article(url, kept, stored.get(url), stored)),
        *(Difference(url, "stored", False, True) for url in _unexpected(web, records)),
        *of_ledger(web, resting),
        *(
            Difference(page.url, "asked for", False, True)
            for page in web.pages
            if _was_asked(page.expected, page.url, asked)
        ),
    ]


def by_address(records: Collection[Record]) -> dict[str, Record]:
    """The records by each of their addresses."""
    return {url: record for record in records for url in (record["url"], *record["urls"])}


def of_article(url: str, kept: Kept, record: Record | None, stored: Mapping[str, Record]) -> Iterator[Difference]:
    """What is not as expected of one article and of its place among the others."""
    if record is None:
        yield Difference(url, "stored", True, False)
        return
    yield from of_fields(url, kept, record)
    yield from _of_story(url, kept, record, stored)


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
    for page in web.pages:
        if isinstance(page.expected, Left):
            wanted = (page.expected.state, page.expected.reason)
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


def _of_story(url: str, kept: Kept, record: Record, stored: Mapping[str, Record]) -> Iterator[Difference]:
    role = "reprint" if kept.original else "original"
    story = record["story"] or {}
    if story.get("role") != role:
        yield Difference(url, "role", role, story.get("role"))
    original = stored.get(kept.original or "")
    if original and story.get("id") != (original["story"] or {}).get("id"):
        yield Difference(url, "story", f"that of {kept.original}", story.get("id"))


def _unexpected(web: Web, records: Collection[Record]) -> Iterator[str]:
    expected = web.kept()
    return (record["url"] for record in records if not expected.keys() & {record["url"], *record["urls"]})


def _was_asked(expected: object, url: str, asked: Collection[str]) -> bool:
    skipped = isinstance(expected, Left) and expected.state == "skipped"
    return (skipped or isinstance(expected, Never)) and url in asked
