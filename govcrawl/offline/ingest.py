"""Anybody's WARC files through the same extraction into the same store, under a site's name of their own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from govcrawl.archive.reading import Passed, pages
from govcrawl.errors import Blocked, ReaderLost, StoreError, Unstorable
from govcrawl.items import Article, Link, Page, PageRef
from govcrawl.normalize import article_id, canonical_url
from govcrawl.offline.captures import Begun, Capture, Tally
from govcrawl.offline.readers import Asked, Readers, Refusal, whole
from govcrawl.reading.errands import Part
from govcrawl.site import Site
from govcrawl.store.connection import Store
from govcrawl.store.entries import Entry, Found, Resolution, State

Read = Article | Part | Refusal
FindSite = Callable[[str], Site]  # by the address of a page

BATCH = 50  # pages entered into the ledger at once
PAGES = ("html", "xml", "text/plain", "json")  # what the content type of a page contains


class Ingestion:
    """Takes files in for a run of a site; what is known already is passed over, so that twice is as good as once.

    An address that another site has in its ledger is left to that site. The in-article pages of one article are joined
    where the first stands before the others.
    """

    def __init__(self, store: Store, readers: Readers, name: str, find_site: FindSite, *, run: str) -> None:
        self.store = store
        self.readers = readers
        self.name = name
        self.find_site = find_site
        self.run = run
        self.tally = Tally()
        self._begun: dict[str, Begun] = {}  # by the id of the part that is waited for
        self._articles: list[tuple[Entry, Article]] = []
        self._resolutions: list[tuple[Entry, Resolution]] = []

    def take_in(self, path: Path, *, named: str) -> Iterator[int]:
        """Takes a file in, batch by batch, and says how many bytes of it are done; raises Unreadable."""
        records = pages(path)
        while batch := list(islice(records, BATCH)):
            captures = [self._capture(found, PageRef(file=named, offset=at)) for at, found in batch]
            self._batch([each for each in captures if each is not None])
            yield batch[-1][0]

    def finish(self) -> None:
        """Stores the articles whose last parts have not come."""
        for begun in list(self._begun.values()):
            self._end(begun)
        self._begun.clear()
        self._write()

    def _capture(self, found: Page | Passed, ref: PageRef) -> Capture | None:
        """A page that is to be read; any other record is counted."""
        reason = found.reason if isinstance(found, Passed) else why_no_page(found)
        if reason is not None or isinstance(found, Passed):
            self.tally.passed[str(reason)] += 1
            return None
        site = self.find_site(found.url)
        return Capture(id=article_id(canonical_url(found.url, site)), page=found, ref=ref, site=site)

    def _batch(self, captures: Sequence[Capture]) -> None:
        found = [Found(id=each.id, link=Link(url=each.page.url)) for each in captures]
        self.store.ledger.discover(found, site=self.name, column=None, run=self.run)
        entries = self.store.ledger.get_many([each.id for each in captures])
        wanted = [each for each in captures if self._is_wanted(entries[each.id], each)]
        asked = [Asked(page=each.page, site=each.site) for each in wanted]
        read = dict(zip(map(id, wanted), self.readers.read(asked), strict=True))
        for capture in captures:
            if any(entry.id == capture.id for entry, _ in self._resolutions):  # twice in one batch
                self._write()
                entries |= self.store.ledger.get_many([capture.id])
            entry = entries[capture.id]
            if self._is_wanted(entry, capture):
                self._take(entry, capture, read[id(capture)])
            elif entry.site == self.name:
                self.tally.known += 1
            else:
                self.tally.elsewhere += 1
        self._write()

    def _is_wanted(self, entry: Entry, capture: Capture) -> bool:
        """Whether a page brings news of an address that is this site's to tell of."""
        is_under_way = any(begun.first.id == capture.id for begun in self._begun.values())
        return entry.site == self.name and not is_known(entry, capture) and not is_under_way

    def _take(self, entry: Entry, capture: Capture, read: Read) -> None:
        if entry.state == "discovered":
            self.tally.taken += 1
        else:
            self.tally.again += 1
        begun = self._begun.pop(capture.id, None)
        if begun is None:
            self._go_on(Begun(entry, capture, [], []), capture, read)
        else:
            self._settle(entry, capture, "skipped", "part_of_article")
            asked = Asked(page=capture.page, site=begun.first.site, parts=tuple(begun.raws))
            self._go_on(begun, capture, self.readers.read([asked])[0])

    def _go_on(self, begun: Begun, capture: Capture, read: Read) -> None:
        """Goes on with an article by one more page, its first or another."""
        if isinstance(read, Article | Part):
            begun.refs.append(capture.ref)
        if isinstance(read, Part):
            begun.raws.append(read.raw)
            self._begun[article_id(canonical_url(read.following, capture.site))] = begun
        elif isinstance(read, Article):
            self._keep(begun, read)
        elif begun.raws:
            self._end(begun)
        else:
            self._settle(begun.entry, capture, state_of(read), read.reason)

    def _end(self, begun: Begun) -> None:
        """Takes an article as far as its parts go."""
        read = whole(begun.raws, begun.first.site)
        if isinstance(read, Article):
            self._keep(begun, read)
        else:
            self._settle(begun.entry, begun.first, state_of(read), read.reason)

    def _keep(self, begun: Begun, article: Article) -> None:
        page, *parts = begun.refs
        self._articles.append((begun.entry, replace(article, page=page, parts=tuple(parts))))
        at = begun.first.at
        stored = Resolution(id=begun.entry.id, state="stored", published_at=article.published_at, captured_at=at)
        self._resolutions.append((begun.entry, stored))

    def _settle(self, entry: Entry, capture: Capture, state: State, reason: str) -> None:
        if entry.state == "stored":
            state = "stored"  # an article stays, whatever a later capture of its page is
        said = Resolution(id=entry.id, state=state, reason=reason, pages=(capture.ref,), captured_at=capture.at)
        self._resolutions.append((entry, said))

    def _write(self) -> None:
        """Stores what was read, and then says so in the ledger."""
        refused = self._store()
        for entry, said in self._resolutions:
            became = refused.get(entry.id, said) if said.state == "stored" else said
            self.store.ledger.overrule(became, was=entry.state)
            if entry.state == "discovered":
                self.tally.outcomes[became.state] += 1
                if became.reason is not None:
                    self.tally.reasons[f"{became.state}/{became.reason}"] += 1
        self._articles.clear()
        self._resolutions.clear()

    def _store(self) -> dict[str, Resolution]:
        """What became of the articles that MongoDB refuses, by their ids."""
        articles = {article.id: article for _, article in self._articles}
        said = self.store.articles.save_many(list(articles.values())) if articles else []
        refused: dict[str, Resolution] = {}
        for article, became in zip(articles.values(), said, strict=True):
            if isinstance(became, StoreError):
                refused[article.id] = self._refuse(article, became)
                continue
            self.tally.saved[became] += 1
            self.tally.dated += became == "new" and article.published_at is not None
            self.tally.sourced += became == "new" and article.source is not None
        self._place([article for key, article in articles.items() if key not in refused])
        return refused

    def _place(self, articles: Sequence[Article]) -> None:
        """Finds stored articles their stories: most stand alone, the others are looked at together."""
        alone = self.store.stories.place_alone(articles) if articles else []
        others = [article for article, place in zip(articles, alone, strict=True) if place is None]
        for place in self.store.stories.place_many(others):
            if isinstance(place, StoreError):
                raise place
            self.tally.reprints += place.role != "original"

    def _refuse(self, article: Article, error: StoreError) -> Resolution:
        if not isinstance(error, Unstorable):
            raise error
        self.store.dead_letters.keep(error, url=article.url)
        return Resolution(id=article.id, state="failed", reason="not_storable", captured_at=article.fetched_at)


def state_of(refusal: Refusal) -> State:
    """The state of an address whose page gave no article."""
    if isinstance(refusal, ReaderLost):
        return "failed"
    return "blocked" if isinstance(refusal, Blocked) else "rejected"


def why_no_page(page: Page) -> str | None:
    """Why a response is passed over, as a slug; ``None`` for a page that is to be read."""
    if page.status != 200:
        return f"http_{page.status}"
    kind = page.headers.get("content-type", "").lower()
    return None if not kind or any(sign in kind for sign in PAGES) else "not_html"


def is_known(entry: Entry, capture: Capture) -> bool:
    """Whether an address was settled by this capture or a later one."""
    if entry.state == "discovered":
        return False
    return entry.captured_at is None or plain_moment(capture.at) <= entry.captured_at


def plain_moment(at: datetime) -> datetime:
    """A moment as MongoDB keeps it."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
