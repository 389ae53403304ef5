"""The feed of a run, in front of a real ledger."""

import asyncio
from collections.abc import Sequence

import pytest

from govcrawl.crawl.feed import Feed
from govcrawl.items import Link
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Found, Lease, Resolution

SITE, ME = "village", "me"


@pytest.fixture
def feed(store: Store) -> Feed:
    async def claim(limit: int) -> Sequence[Lease]:
        return store.ledger.claim(SITE, owner=ME, limit=limit)

    async def more() -> bool:
        return store.ledger.release(ME) > 0

    return Feed(claim, more, room=3)


def discover(store: Store, *names: str) -> None:
    found = [Found(id=f"{name:0>32}", link=Link(url=f"http://village.example/{name}")) for name in names]
    store.ledger.discover(found, site=SITE, column=None)


async def work(feed: Feed, store: Store) -> list[str]:
    """The URLs that the feed handed out, each stored as soon as it came."""
    urls = []
    async for lease in feed:
        urls.append(lease.url[-1])
        store.ledger.resolve(Resolution(id=lease.id, state="stored"), owner=ME)
        feed.done(lease)
    return urls


def test_everything_that_is_due_is_handed_out_and_then_the_feed_ends(feed: Feed, store: Store) -> None:
    discover(store, *"abcdef")
    assert sorted(asyncio.run(work(feed, store))) == list("abcdef")


def test_no_more_is_held_than_there_is_room_for(feed: Feed, store: Store) -> None:
    discover(store, *"abcdef")

    async def hold() -> int:
        taken = aiter(feed)
        for _ in range(3):
            await anext(taken)
        fourth = asyncio.ensure_future(anext(taken))
        await asyncio.sleep(0)
        fourth.cancel()
        return len(feed.held)

    assert asyncio.run(hold()) == 3
    assert store.ledger.counts(SITE)["leased"] == 3


def test_while_a_walk_goes_on_the_feed_waits_for_what_it_brings(feed: Feed, store: Store) -> None:
    async def walk() -> list[str]:
        feed.walk_began()
        working = asyncio.ensure_future(work(feed, store))
        await asyncio.sleep(0)
        discover(store, "a")
        feed.look_again()
        await asyncio.sleep(0)
        discover(store, "b")
        feed.walk_ended()
        return await working

    assert asyncio.run(walk()) == ["a", "b"]


def test_what_was_claimed_while_the_answer_got_lost_is_handed_out_in_the_end(feed: Feed, store: Store) -> None:
    discover(store, *"abc")
    store.ledger.claim(SITE, owner=ME, limit=2)  # nobody here knows of these
    assert sorted(asyncio.run(work(feed, store))) == list("abc")


def test_a_feed_that_was_ended_hands_out_nothing_more(feed: Feed, store: Store) -> None:
    discover(store, *"abcdef")
    feed.end()
    assert asyncio.run(work(feed, store)) == []


def test_a_ledger_that_had_too_few_is_asked_again_once_a_list_brings_more(store: Store) -> None:
    asked = []

    async def claim(limit: int) -> Sequence[Lease]:
        asked.append(limit)
        return store.ledger.claim(SITE, owner=ME, limit=limit)

    async def more() -> bool:
        return False

    async def turn() -> list[int]:
        feed = Feed(claim, more, room=3)
        taken = aiter(feed)
        first, _ = await anext(taken), await anext(taken)
        third = asyncio.ensure_future(anext(taken))
        await asyncio.sleep(0)
        feed.done(first)
        for _ in range(3):
            await asyncio.sleep(0)
        before = len(asked)
        discover(store, "c")
        feed.look_again()
        assert (await third).url[-1] == "c"
        return [before, len(asked)]

    discover(store, *"ab")
    assert asyncio.run(turn()) == [1, 2]
