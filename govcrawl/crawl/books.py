"""What one run writes into the ledger: URLs found, claimed and settled, each counted."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from govcrawl.chinese import dates
from govcrawl.crawl.feed import Feed
from govcrawl.crawl.outcome import Facts, Outcome, of_recheck
from govcrawl.crawl.tally import Tally
from govcrawl.extract.topic import is_on_topic
from govcrawl.items import Link
from govcrawl.normalize import article_id, canonical_url
from govcrawl.site import Site
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Discovery, Found, Lease, Resolution

T = TypeVar("T")

NOTHING = Facts()


class Call(Protocol):
    """Runs an operation on the store, wherever that is."""

    def __call__(self, operation: Callable[[Store], T]) -> Awaitable[T]: ...


class Books:
    """The ledger of a site as one run keeps it. ``run`` is the run's id, known once it has begun."""

    def __init__(self, call: Call, site: Site, *, owner: str, room: int, tally: Tally) -> None:
        self.call = call
        self.site = site
        self.owner = owner
        self.tally = tally
        self.run = ""
        self.feed = Feed(self.claim, self.release, room=room)
        self._older: dict[str, bool] = {}  # URLs taken up that an earlier run discovered, and whether they are settled

    async def claim(self, limit: int) -> Sequence[Lease]:
        """URLs that are due, leased to this run."""
        leases = await self.call(lambda store: store.ledger.claim(self.site.name, owner=self.owner, limit=limit))
        for lease in leases:
            if lease.run != self.run and lease.stored_at is None and lease.id not in self._older:
                self._older[lease.id] = False
                self.tally.add("taken")
        return leases

    async def release(self) -> int:
        """How many URLs were leased to this run and are given back."""
        return await self.call(lambda store: store.ledger.release(self.owner))

    async def discover(self, links: Sequence[Link], *, column: str | None) -> Discovery:
        """Enters the links of a list page into the ledger; those that are new belong to this run."""
        found = [found_at(link, self.site) for link in links]
        discovery = await self.call(
            lambda store: store.ledger.discover(found, site=self.site.name, column=column, run=self.run)
        )
        self.tally.add("links", len(found))
        self.tally.add("known", len(found) - len(discovery.new))
        self.tally.add("taken", len(discovery.new))
        for each in found:
            if each.skip is not None and each.link.url in discovery.new:
                self.tally.settle(Outcome("skipped", each.skip))
        self.feed.look_again()
        return discovery

    async def finish_walk(self, column: str | None, *, stated: int | None = None) -> None:
        """Says that a walk has come to its end of its own: what is known now need not be walked past again."""
        await self.call(lambda store: store.ledger.finish_walk(self.site.name, column, run=self.run, stated=stated))

    async def settle(self, lease: Lease, outcome: Outcome, facts: Facts = NOTHING) -> None:
        """Records what became of a URL; the word of a run whose lease was taken over counts for nothing."""
        is_recheck = lease.stored_at is not None
        if is_recheck:
            outcome = of_recheck(outcome, attempts=lease.attempts)
        resolution = Resolution(
            id=lease.id,
            state=outcome.state,
            reason=outcome.reason,
            again=outcome.again,
            published_at=facts.published_at,
            etag=facts.etag,
            last_modified=facts.last_modified,
            content_hash=facts.content_hash,
        )
        if await self.call(lambda store: store.ledger.resolve(resolution, owner=self.owner)):
            self._count(lease, outcome)
        if is_recheck and outcome.is_tombstone:
            await self.call(lambda store: store.articles.mark_gone(lease.id))
        self.feed.done(lease)

    async def totals(self) -> tuple[int, int]:
        """How many URLs this run was answerable for, and how many of these are waiting, as the ledger has it."""
        states = await self.call(lambda store: store.ledger.counts(self.site.name, run=self.run))
        unsettled = list(self._older.values()).count(False)
        return sum(states.values()) + len(self._older), states["discovered"] + states["leased"] + unsettled

    def _count(self, lease: Lease, outcome: Outcome) -> None:
        if lease.stored_at is not None:
            self.tally.recheck(outcome)
            return
        self.tally.settle(outcome)
        if lease.id in self._older:
            self._older[lease.id] = outcome.state != "discovered"


def found_at(link: Link, site: Site) -> Found:
    """A link as the ledger takes it; a row off the topic of a site that prints everything is not to be fetched."""
    stamp = dates.parse(link.published) if link.published else None
    published_at = stamp.at() if stamp is not None and stamp.day is not None else None
    skip = "off_topic" if site.topic_filter and not is_on_topic(link) else None
    return Found(id=article_id(canonical_url(link.url, site)), link=link, published_at=published_at, skip=skip)
