"""Every URL that a run was answerable for has one outcome or is waiting, whatever happens to it and however often."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govcrawl.crawl.books import Books
from govcrawl.crawl.outcome import Outcome
from govcrawl.crawl.tally import Tally
from govcrawl.crawl.walk import Way
from govcrawl.items import Link
from govcrawl.site import Column, Site
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Lane
from govcrawl.store.replay import record
from govcrawl.store.spool import Note

T = TypeVar("T")

COUNTY = Site(name="county", title="青溪县", columns=(Column("要闻", "http://county.example/yw/"),), topic_filter=True)
TITLES = ("青溪社区议事会开到晒谷场上", "婚姻登记窗口春节值班表")  # one on the topic, one off it
OUTCOMES = (
    *(Outcome("stored"), Outcome("rejected", "no_body"), Outcome("failed", "timeout", 3600.0)),
    *(Outcome("gone", "http_404", 3600.0), Outcome("discovered", "throttled", 3600.0), Outcome("skipped", "robots")),
)
ACTIONS = st.one_of(
    st.tuples(st.just("discover"), st.lists(st.tuples(st.integers(0, 2), st.sampled_from(TITLES)), max_size=4)),
    st.tuples(st.just("claim"), st.integers(1, 4)),
    st.tuples(st.just("settle"), st.sampled_from(OUTCOMES)),
    st.tuples(st.sampled_from(("release", "hours pass")), st.none()),
)


@pytest.mark.parametrize("lane", ["crawl", "backfill"])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(ACTIONS, max_size=6), actions=st.lists(ACTIONS, max_size=16))
def test_the_counts_of_a_run_sum(lane: Lane, store: Store, before: list, actions: list) -> None:
    store.database["ledger"].delete_many({})
    asyncio.run(work(books_of(store, "earlier", lane), store, before))
    store.ledger.release("earlier")
    books = books_of(store, "this", lane)
    taken, waiting = asyncio.run(work(books, store, actions))
    assert books.tally.counts(waiting=waiting).outcomes.keys().isdisjoint({"discovered", "leased"})
    assert taken == books.tally.outcomes.total() + waiting
    assert taken == books.tally.counters["taken"], "what the display says"
    if lane == "crawl" and not before:
        held = Counter(entry.state for entry in store.ledger.find(COUNTY.name))
        assert +books.tally.outcomes == Counter({name: n for name, n in held.items() if name != "discovered"})


def books_of(store: Store, owner: str, lane: Lane) -> Books:
    def call(operation: Callable[[Store], T]) -> Awaitable[T]:
        return asyncio.sleep(0, operation(store))

    async def tell(note: Note) -> bool:
        return record(store, note).counted

    books = Books(call, tell, COUNTY, owner=owner, room=8, tally=Tally())
    books.run, books.lane = owner, lane
    return books


async def work(books: Books, store: Store, actions: list) -> tuple[int, int]:
    """The totals after some actions, and after the run has given back what it holds."""
    held = {}
    for name, given_ in actions:
        if name == "discover":
            links = [Link(url=f"http://county.example/{number}", title=title) for number, title in given_]
            await books.discover(links, Way(name="要闻", column="要闻", lane=books.lane))
        elif name == "claim":
            held |= {lease.id: lease for lease in await books.claim(given_)}
        elif name == "settle" and held:
            await books.settle(held.pop(min(held)), given_)
        elif name == "release":
            await books.release()
            held.clear()
        elif name == "hours pass":
            due = {"next_attempt_at": {"$ne": None}, "state": {"$ne": "leased"}}
            store.database["ledger"].update_many(due, [{"$set": {"next_attempt_at": "$$NOW"}}])
    await books.release()
    return await books.totals()
