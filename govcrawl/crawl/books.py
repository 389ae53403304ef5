"""What one run writes into the ledger: URLs found, claimed and settled, each counted."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import replace
from hashlib import sha256
from typing import Protocol, TypeVar

from govcrawl.chinese import dates
from govcrawl.crawl.feed import Feed
from govcrawl.crawl.outcome import Facts, Outcome, of_recheck
from govcrawl.crawl.owner import inherit
from govcrawl.crawl.tally import Tally
from govcrawl.crawl.walk import Way
from govcrawl.extract.topic import is_on_topic
from govcrawl.items import Article, Link, ListRequest
from govcrawl.normalize import article_id, canonical_url
from govcrawl.site import Site
from govcrawl.store.connection import Store
from govcrawl.store.ledger import LEASE, Discovery, Found, Kind, Lane, Lease, Resolution, list_id
from govcrawl.store.spool import Note

T = TypeVar("T")

NOTHING = Facts()
OFF_TOPIC = "off_topic"
KINDS: dict[Lane, tuple[Kind, ...]] = {"crawl": ("article",), "backfill": ("list", "article")}
LOOK = 2.0  # seconds between two looks at what other processes hold


class Call(Protocol):
    """Runs an operation on the store, wherever that is."""

    def __call__(self, operation: Callable[[Store], T]) -> Awaitable[T]: ...


class Books:
    """The ledger of a site as one run keeps it. ``run`` is the run's id and ``lane`` its lane, known once it begins."""

    def __init__(
        self, call: Call, record: Callable[[Note], Awaitable[bool]], site: Site, *, owner: str, room: int, tally: Tally
    ) -> None:
        self.call = call
        self.record = record
        self.site = site
        self.owner = owner
        self.tally = tally
        self.run = ""
        self.feed = Feed(self.claim, self.more, room=room)
        self.lane: Lane = "crawl"
        self._taken_up = 0
        self._unsettled: set[str] = set()  # of what was taken up

    async def claim(self, limit: int) -> Sequence[Lease]:
        """URLs that are due, leased to this run."""
        site, owner, lane = self.site.name, self.owner, self.lane
        leases = await self.call(
            lambda store: store.ledger.claim(site, owner=owner, limit=limit, kinds=KINDS[lane], lane=lane)
        )
        for lease in leases:
            if lease.kind == "article" and lease.stored_at is None and not self._is_counted(lease):
                self._unsettled.add(lease.id)
                self._taken_up += 1
                self.tally.add("taken")
        return leases

    def _is_counted(self, lease: Lease) -> bool:
        """Whether this run is answerable for a URL already, however often it claims it."""
        return self._is_ours(lease) or lease.id in self._unsettled or lease.id in self.tally.revocable

    def _is_ours(self, lease: Lease) -> bool:
        """Whether the ledger counts a URL among those of this run."""
        return self.lane == "crawl" and lease.run == self.run

    async def release(self) -> int:
        """How many URLs were leased to this run and are given back."""
        return await self.call(lambda store: store.ledger.release(self.owner))

    async def more(self) -> bool:
        """Whether there will be more to claim for this run, if only because others give something back; waits for it.

        Strays count, which were leased to this run in a moment when MongoDB's answer did not come through. A scheduled
        run waits for nothing else; what is due later is for the next.
        """
        if await self.release():
            return True
        if self.lane == "crawl":
            return False
        site, lane = self.site.name, self.lane
        seconds = await self.call(lambda store: store.ledger.next_due(site, lane=lane, kinds=KINDS[lane]))
        if seconds is None or seconds > LEASE:
            return False
        await asyncio.sleep(min(seconds, LOOK))
        await self.call(lambda store: inherit(store, site))
        return True

    async def discover(self, links: Sequence[Link], way: Way) -> Discovery:
        """Enters the links of a list page into the ledger; those that are new belong to this run."""
        found = [found_at(link, self.site) for link in links]
        discovery = await self._enter(found, way, column=way.column)
        new = {each.id for each in found if each.link.url in discovery.new}
        wanted = {each.id for each in found if each.skip is None}
        self.tally.add("known", len({each.id for each in found} - new))
        self._leave_out(new - wanted)
        self._take_back(wanted & self.tally.revocable.keys())
        if self.lane == "crawl":
            self.tally.add("taken", len(new))
        self.feed.look_again()
        return discovery

    def _leave_out(self, off_topic: Set[str]) -> None:
        """Counts URLs that are known to be off the topic and are not fetched."""
        for each in off_topic:
            self.tally.settle(each, Outcome("skipped", OFF_TOPIC))
        if self.lane == "backfill":
            self._taken_up += len(off_topic)
            self.tally.add("taken", len(off_topic))

    def _take_back(self, wanted: Set[str]) -> None:
        """Counts URLs as waiting that were left out until another list called them by a title on the topic."""
        for each in wanted:
            if self.tally.revocable[each].reason == OFF_TOPIC:
                self.tally.revoke(each)
                if self.lane == "backfill":
                    self._unsettled.add(each)

    async def discover_list(self, request: ListRequest, way: Way) -> None:
        """Enters a list page of a backfill into the ledger: the column of its entry is the name of the walk."""
        key = sha256(f"{list_id(request)} {way.name}".encode()).hexdigest()[:32]
        found = Found(id=key, link=Link(url=request.url, title=way.column), request=request)
        await self._enter([found], way, column=way.name, kind="list")
        self.feed.look_again()

    async def has_begun(self, way: Way) -> bool:
        """Whether a backfill has list pages in the ledger, fetched or not."""
        site, name = self.site.name, way.name
        return await self.call(lambda store: any(each.column == name for each in store.ledger.find(site, kind="list")))

    async def take_up_again(self, way: Way) -> None:
        """Has the list pages of a walk tried again that were given up, unless it came to its end without them."""
        site, name = self.site.name, way.name
        await self.call(lambda store: None if store.ledger.walked(site, name) else store.ledger.reopen(site, name))

    async def finish_walk(self, way: Way) -> None:
        """Says that a walk has come to its end of its own: what is known now need not be walked past again."""
        site, run = self.site.name, self.run
        stated = way.walk.stated if way.name == way.column else None  # of the column, not of a window of it
        await self.call(lambda store: store.ledger.finish_walk(site, way.name, run=run, stated=stated))

    async def _enter(
        self, found: Sequence[Found], way: Way, *, column: str | None, kind: Kind = "article"
    ) -> Discovery:
        site, run = self.site.name, self.run
        return await self.call(
            lambda store: store.ledger.discover(
                found, site=site, column=column, run=run, kind=kind, lane=way.lane, walk=way.name
            )
        )

    async def settle_list(self, lease: Lease, outcome: Outcome) -> None:
        """Records what became of a list page of a backfill."""
        await self.record(self._note(lease, outcome, NOTHING))
        self.feed.done(lease)

    async def settle(
        self, lease: Lease, outcome: Outcome, facts: Facts = NOTHING, *, article: Article | None = None
    ) -> None:
        """Records what became of a URL; the word of a run whose lease was taken over counts for nothing.

        An ``article`` is one that MongoDB was not there to take.
        """
        is_recheck = lease.stored_at is not None
        if is_recheck:
            outcome = of_recheck(outcome, attempts=lease.attempts)
        gone = is_recheck and outcome.is_tombstone
        if await self.record(replace(self._note(lease, outcome, facts), article=article, gone=gone)):
            self._count(lease, outcome)
        self.feed.done(lease)

    def _note(self, lease: Lease, outcome: Outcome, facts: Facts) -> Note:
        resolution = Resolution(
            id=lease.id,
            state=outcome.state,
            reason=outcome.reason,
            again=outcome.again,
            published_at=facts.published_at,
            etag=facts.etag,
            last_modified=facts.last_modified,
            content_hash=facts.content_hash,
            pages=facts.pages,
        )
        return Note(owner=self.owner, url=lease.url, resolution=resolution)

    async def totals(self) -> tuple[int, int]:
        """How many URLs this run was answerable for, and how many of these are waiting.

        A scheduled run answers for all it discovered, as the ledger has it, and for what it took up besides; a
        backfill, which others may work on too, for what it took up.
        """
        taken, waiting = self._taken_up, len(self._unsettled)
        if self.lane == "crawl":
            states = await self.call(lambda store: store.ledger.counts(self.site.name, run=self.run))
            taken += sum(states.values())
            waiting += states["discovered"] + states["leased"]
        return taken, waiting

    def _count(self, lease: Lease, outcome: Outcome) -> None:
        if lease.stored_at is not None:
            self.tally.recheck(outcome)
            return
        self.tally.settle(lease.id, outcome)
        if outcome.state != "discovered":
            self._unsettled.discard(lease.id)
        elif not self._is_ours(lease):
            self._unsettled.add(lease.id)


def found_at(link: Link, site: Site) -> Found:
    """A link as the ledger takes it; a row off the topic of a site that prints everything is not to be fetched."""
    stamp = dates.parse(link.published) if link.published else None
    published_at = stamp.at() if stamp is not None and stamp.day is not None else None
    skip = OFF_TOPIC if site.topic_filter and not is_on_topic(link) else None
    return Found(id=article_id(canonical_url(link.url, site)), link=link, published_at=published_at, skip=skip)
