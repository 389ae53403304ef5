"""Today's rules over the archived pages of what is stored and of what was refused; no request is made."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from govcrawl.archive import Archive
from govcrawl.errors import ReaderLost, Unreadable, Unstorable
from govcrawl.items import Article, PageRef, Window
from govcrawl.offline.changes import Tally, changed_fields
from govcrawl.offline.readers import Asked, Readers, Refusal
from govcrawl.site import Site
from govcrawl.store.articles import COMPARED
from govcrawl.store.connection import Store
from govcrawl.store.documents import document, plain
from govcrawl.store.entries import Entry, Resolution

Document = dict[str, Any]
FindSite = Callable[[str, str], Site]  # by a site's name, and the address of a page

T = TypeVar("T")
Archived = tuple[T, Sequence[PageRef], Site]  # something, where its pages are, and by whose rules they are read

BATCH = 100  # pages read at once
OVERRULED: tuple[Any, ...] = ("rejected", "blocked")  # states of the ledger

logger = logging.getLogger(__name__)


class Reextraction:
    """Reads the archive again and, unless ``dry``, brings what is stored up to date; ``tally`` says what it came to.

    It may be ended or killed at any time: what is done is done, and the same again does the rest.
    """

    def __init__(
        self, store: Store, archive: Archive, readers: Readers, find_site: FindSite, *, dry: bool = False
    ) -> None:
        self.store = store
        self.archive = archive
        self.readers = readers
        self.find_site = find_site
        self.dry = dry
        self.tally = Tally()

    def articles(self, sites: Collection[str], window: Window) -> Iterator[None]:
        """Reads the pages of the stored articles of some sites, one a step."""
        for held, read in self._read(self._stored(sites, window)):
            self.tally.read += 1
            if isinstance(read, Article):
                self._compare(held, read)
            elif read is not None:
                self.tally.add_refusal(held["url"], read)
            yield

    def refused(self, sites: Collection[str]) -> Iterator[None]:
        """Reads the pages of some sites that were refused, one a step."""
        for entry, read in self._read(self._overruled(sites)):
            self.tally.refused_read += 1
            if isinstance(read, Article):
                self._accept(entry, read)
            elif isinstance(read, ReaderLost):
                self.tally.lost += 1
            yield

    def _stored(self, sites: Collection[str], window: Window) -> Iterator[Archived[Document]]:
        for held in self.store.rereads.find(sites, window):
            refs = [PageRef(**ref) for ref in (held["page"], *held.get("parts", ()))]
            yield held, refs, self.find_site(held["site"], held["url"])

    def _overruled(self, sites: Collection[str]) -> Iterator[Archived[Entry]]:
        for site in sites:
            for state in OVERRULED:
                for entry in self.store.ledger.find(site, state=state):
                    if entry.pages:
                        yield entry, entry.pages, self.find_site(entry.site, entry.url)

    def _read(self, held: Iterable[Archived[T]]) -> Iterator[tuple[T, Article | Refusal | None]]:
        """What archived pages give, ``None`` where they are not to be had."""
        following = iter(held)
        while batch := list(islice(following, BATCH)):
            asked = {place: it for place, (_, refs, site) in enumerate(batch) if (it := self._ask(refs, site))}
            read = dict(zip(asked, self.readers.read_whole(list(asked.values())), strict=True))
            for place, (each, refs, _) in enumerate(batch):
                found = read.get(place)
                page, *parts = refs
                yield each, replace(found, page=page, parts=tuple(parts)) if isinstance(found, Article) else found

    def _ask(self, refs: Sequence[PageRef], site: Site) -> Asked | None:
        try:
            page, *others = (self.archive.read(ref) for ref in refs)
        except Unreadable as error:
            if not self.tally.unreadable[refs[0].file]:
                logger.warning("%s", error)
            self.tally.unreadable[refs[0].file] += 1
            return None
        return Asked(page=page, others=tuple(others), site=site)

    def _compare(self, held: Document, read: Article) -> None:
        self.tally.moved += read.id != held["_id"]
        article = replace(read, id=held["_id"], site=held["site"], url=held["url"], urls=tuple(held["urls"]))
        try:
            wanted = document(article)
        except Unstorable as error:
            self._say_unstorable(error, held["url"])
            return
        # The views and such of an article may be of later bytes than its text, from a time when nothing was archived.
        is_of_page = held["fetched_at"] == plain(read.fetched_at)
        changes = changed_fields(held, wanted, only=None if is_of_page else frozenset(COMPARED))
        if changes:
            self.tally.add_change(held, changes)
        if self.dry:
            return
        try:
            if changes and not self.store.rereads.correct(held, {**changes, **_along(wanted)}):
                self.tally.overtaken += 1
                return
            if held.get("to_be_placed") or changes.keys() & set(COMPARED) or "borrowed" in changes:
                self.store.stories.place(article, stored=True)
                if held.get("gone_at"):
                    self.store.stories.set_aside(article.id)
                self.store.rereads.is_placed(article.id)
        except Unstorable as error:
            self._say_unstorable(error, held["url"])

    def _accept(self, entry: Entry, read: Article) -> None:
        """Stores the article of a page that was refused."""
        self.tally.found[f"{entry.state}: {entry.reason}"] += 1
        if self.dry:
            return
        urls = tuple(dict.fromkeys((*read.urls, entry.url)))
        article = replace(read, urls=urls, column=read.column or entry.column)
        try:
            self.store.articles.save(article)
            self.store.stories.place(article, stored=True)
        except Unstorable as error:
            self._say_unstorable(error, entry.url)
            return
        became = Resolution(id=entry.id, state="stored", published_at=article.published_at)
        self.store.ledger.overrule(became, was=entry.state)

    def _say_unstorable(self, error: Unstorable, url: str) -> None:
        self.tally.unstorable += 1
        logger.warning("%s", error)
        if not self.dry:
            self.store.dead_letters.keep(error, url=url)


def _along(wanted: Document) -> Document:
    """What changes with any field: the version of the rules, and what a text is found by."""
    return {name: wanted[name] for name in ("extractor", "grams")}
