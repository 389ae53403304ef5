import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from govcrawl.items import Link, ListRequest
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Entry, Found, Resolution, list_id
from govcrawl.store.transitions import MOST_LAPSES

SITE, COLUMN = "shequ", "社区动态"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

WORKER = """
import sys
from govcrawl.store.connection import connect
from govcrawl.store.ledger import Resolution

with connect(sys.argv[1], database=sys.argv[2]) as store:
    while leases := store.ledger.claim("shequ", owner=sys.argv[3], limit=7):
        resolutions = [Resolution(id=lease.id, state="stored") for lease in leases]
        assert not store.ledger.resolve_many(resolutions, owner=sys.argv[3])
        print(*(lease.url for lease in leases), sep="\\n", flush=True)
"""


def found(name: str, **given: Any) -> Found:
    url = f"http://shequ.example.cn/{name}.html"
    return Found(id=sha256(url.encode()).hexdigest()[:32], link=Link(url=url, title=f"标题{name}"), **given)


def discover(store: Store, *names: str, **given: Any) -> list[str]:
    """The ids of entries that are in the ledger now."""
    each = [found(name, **given) for name in names]
    store.ledger.discover(each, site=SITE, column=COLUMN)
    return [one.id for one in each]


def entry(store: Store, entry_id: str) -> Entry:
    held = store.ledger.get(entry_id)
    assert held is not None
    return held


def lapse(store: Store, *ids: str) -> None:
    """Let leases have ended long ago."""
    past = {"lease_until": LONG_AGO, "next_attempt_at": LONG_AGO}
    store.database.ledger.update_many({"_id": {"$in": list(ids)}}, {"$set": past})


def test_what_is_discovered_is_new_and_due_once(store: Store) -> None:
    page = [found("a"), found("b")]
    urls = {each.link.url for each in page}
    first = store.ledger.discover(page, site=SITE, column=COLUMN, run="r")
    assert (first.new, first.due, first.settled) == (urls, urls, set())
    second = store.ledger.discover([*page, found("c")], site=SITE, column=COLUMN, run="r")
    assert second.new == {found("c").link.url}
    assert second.due == urls | second.new
    held = entry(store, page[0].id)
    assert (held.state, held.site, held.column, held.kind, held.run) == ("discovered", SITE, COLUMN, "article", "r")
    assert held.link == page[0].link


def test_an_empty_list_page_asks_nothing(store: Store) -> None:
    assert not store.ledger.discover([], site=SITE, column=COLUMN).new


def test_two_addresses_of_one_article_are_one_entry_and_both_are_answered(store: Store) -> None:
    one = found("a")
    other = Found(id=one.id, link=Link(url="http://www.shequ.example.cn/a.html"))
    discovery = store.ledger.discover([one, other], site=SITE, column=COLUMN)
    assert discovery.new == {one.link.url, other.link.url}
    assert store.ledger.counts(SITE)["discovered"] == 1


def test_a_list_row_keeps_what_it_said_until_the_article_is_stored(store: Store) -> None:
    link = Link(url="http://shequ.example.cn/a", title="$标题", published="3月5日", body="<p>正文</p>")
    store.ledger.discover([Found(id="0" * 32, link=link)], site=SITE, column=None)
    [lease] = store.ledger.claim(SITE, owner="me", limit=9)
    assert lease.link == link
    store.ledger.resolve(Resolution(id=lease.id, state="stored"), owner="me")
    assert entry(store, lease.id).link == Link(url=link.url, title="$标题", published="3月5日")


def test_urls_are_settled_once_a_walk_has_ended_after_them(store: Store) -> None:
    discover(store, "old")
    store.ledger.finish_walk(SITE, COLUMN, run="r1")
    discovery = store.ledger.discover([found("old"), found("young")], site=SITE, column=COLUMN)
    assert discovery.settled == {found("old").link.url}
    assert not store.ledger.discover([found("old")], site=SITE, column="另一栏").settled
    store.ledger.finish_walk(SITE, COLUMN, run="r2")
    assert len(store.ledger.discover([found("old"), found("young")], site=SITE, column=COLUMN).settled) == 2


def test_what_a_page_brings_is_not_settled_though_another_walk_ends_at_that_moment(store: Store) -> None:
    discover(store, "old")
    store.ledger.finish_walk(SITE, COLUMN, run="r1")
    store.database["walks"].update_one({}, {"$set": {"ended_at": datetime(2100, 1, 1, tzinfo=UTC)}})
    discovery = store.ledger.discover([found("old"), found("young")], site=SITE, column=COLUMN)
    assert discovery.settled == {found("old").link.url}


def test_the_dates_of_a_page_come_from_its_rows_and_from_stored_articles(store: Store) -> None:
    march, may = datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
    discover(store, "stored")
    [lease] = store.ledger.claim(SITE, owner="me", limit=1)
    store.ledger.resolve(Resolution(id=lease.id, state="stored", published_at=march), owner="me")
    page = [found("stored"), found("row", published_at=may), found("undated")]
    discovery = store.ledger.discover(page, site=SITE, column=COLUMN)
    assert (discovery.oldest, discovery.newest) == (march, may)


def test_what_is_skipped_at_discovery_waits_until_it_is_wanted(store: Store) -> None:
    [skipped] = discover(store, "a", skip="outside_window")
    assert (entry(store, skipped).state, entry(store, skipped).reason) == ("skipped", "outside_window")
    assert store.ledger.claim(SITE, owner="me", limit=1) == []
    assert store.ledger.discover([found("a", skip="off_topic")], site=SITE, column=COLUMN).due == set()
    assert store.ledger.discover([found("a")], site=SITE, column=COLUMN).due == {found("a").link.url}
    assert [lease.id for lease in store.ledger.claim(SITE, owner="me", limit=1)] == [skipped]


def test_what_was_skipped_for_good_is_not_taken_up_again_and_lists_are_told(store: Store) -> None:
    discover(store, "a")
    [lease] = store.ledger.claim(SITE, owner="me", limit=1)
    store.ledger.resolve(Resolution(id=lease.id, state="skipped", reason="list_page"), owner="me")
    discovery = store.ledger.discover([found("a")], site=SITE, column=COLUMN)
    assert discovery.due == set()
    assert discovery.lists == (lease.url,)


def test_a_claim_takes_what_waited_longest_and_no_more_than_asked(store: Store) -> None:
    first = discover(store, "a")
    later = discover(store, "b", "c")
    leases = store.ledger.claim(SITE, owner="me", limit=2)
    assert leases[0].id == first[0]
    assert leases[1].id in later
    assert {lease.attempts for lease in leases} == {1}
    assert len(store.ledger.claim(SITE, owner="you", limit=9)) == 1
    assert store.ledger.claim(SITE, owner="you", limit=9) == []
    assert store.ledger.claim(SITE, owner="you", limit=0) == []


def test_a_claim_takes_one_site_and_the_kinds_asked_for(store: Store) -> None:
    discover(store, "a")
    asked = ListRequest(
        url="http://shequ.example.cn/l", method="POST", form=(("p", "2"),), headers=(("a", "b"),), number=2
    )
    listed = Found(id=list_id(asked), link=Link(url=asked.url), request=asked)
    store.ledger.discover([listed], site=SITE, column=COLUMN, kind="list")
    assert store.ledger.claim("other", owner="me", limit=9, kinds=("list", "article")) == []
    [lease] = store.ledger.claim(SITE, owner="me", limit=9, kinds=("list",))
    assert (lease.kind, lease.request) == ("list", asked)
    assert len(store.ledger.claim(SITE, owner="me", limit=9, kinds=("list", "article"))) == 1


def test_list_requests_differ_by_form_and_not_by_page_number() -> None:
    asked = ListRequest(url="http://a/", method="POST", form=(("p", "1"),), number=1)
    assert list_id(asked) == list_id(ListRequest(url="http://a/", method="POST", form=(("p", "1"),), number=7))
    assert list_id(asked) != list_id(ListRequest(url="http://a/", method="POST", form=(("p", "2"),), number=1))


@pytest.mark.parametrize(
    ("state", "attempts"), [("stored", 0), ("rejected", 1), ("failed", 1), ("gone", 1), ("discovered", 0)]
)
def test_an_outcome_is_what_the_owner_says_and_saying_it_twice_changes_nothing(
    store: Store, state: Any, attempts: int
) -> None:
    discover(store, "a")
    [lease] = store.ledger.claim(SITE, owner="me", limit=1)
    said = Resolution(id=lease.id, state=state, reason="$why", etag='"7"', last_modified="Mon", content_hash="ff")
    assert store.ledger.resolve(said, owner="me")
    first = entry(store, lease.id)
    assert (first.state, first.reason, first.attempts, first.next_attempt_at) == (state, "$why", attempts, None)
    assert (first.etag, first.last_modified, first.content_hash, first.lease_until) == ('"7"', "Mon", "ff", None)
    assert (first.stored_at is not None) == (state == "stored")
    assert store.ledger.resolve(said, owner="me")
    assert entry(store, lease.id).attempts == attempts


def test_what_is_due_again_is_claimed_when_its_time_has_come(store: Store) -> None:
    discover(store, "now", "later")
    for lease in store.ledger.claim(SITE, owner="me", limit=2):
        again = 0.0 if lease.url.endswith("now.html") else 3600.0
        store.ledger.resolve(Resolution(id=lease.id, state="failed", reason="timeout", again=again), owner="me")
    [lease] = store.ledger.claim(SITE, owner="you", limit=9)
    assert lease.url.endswith("now.html")
    assert (lease.attempts, lease.was, lease.reason) == (2, "failed", "timeout")
    [waits] = [each for each in store.ledger.waiting(SITE) if each.state == "failed"]
    assert waits.next_attempt_at is not None
    assert waits.next_attempt_at - waits.changed_at == timedelta(hours=1)


def test_a_lease_that_lapsed_goes_to_the_next_and_the_old_owner_has_no_say(store: Store) -> None:
    [entry_id] = discover(store, "a")
    store.ledger.claim(SITE, owner="dead", limit=1)
    assert store.ledger.claim(SITE, owner="next", limit=1) == []
    lapse(store, entry_id)
    assert [lease.attempts for lease in store.ledger.claim(SITE, owner="next", limit=1)] == [2]
    assert not store.ledger.resolve(Resolution(id=entry_id, state="rejected"), owner="dead")
    assert entry(store, entry_id).state == "leased"
    assert store.ledger.resolve(Resolution(id=entry_id, state="stored"), owner="next")
    assert not store.ledger.resolve(Resolution(id=entry_id, state="failed"), owner="dead")
    assert entry(store, entry_id).state == "stored"


def test_a_lease_that_lapsed_unseen_is_still_its_owners(store: Store) -> None:
    [entry_id] = discover(store, "a")
    store.ledger.claim(SITE, owner="slow", limit=1)
    lapse(store, entry_id)
    assert store.ledger.resolve(Resolution(id=entry_id, state="stored"), owner="slow")


def test_a_page_that_kills_every_worker_fails_in_the_end(store: Store) -> None:
    [entry_id] = discover(store, "deadly")
    for _ in range(MOST_LAPSES):
        assert store.ledger.claim(SITE, owner="w", limit=1)
        lapse(store, entry_id)
    assert store.ledger.claim(SITE, owner="w", limit=1) == []
    failed = entry(store, entry_id)
    assert (failed.state, failed.reason, failed.next_attempt_at) == ("failed", "lease_lapsed", None)


def test_renewing_moves_the_end_of_every_lease_of_an_owner(store: Store) -> None:
    [entry_id] = discover(store, "a")
    store.ledger.claim(SITE, owner="me", limit=1, lease=1)
    before = entry(store, entry_id)
    assert store.ledger.renew("you") == 0
    assert store.ledger.renew("me", lease=600) == 1
    after = entry(store, entry_id)
    assert before.lease_until is not None
    assert after.lease_until is not None
    assert after.lease_until > before.lease_until + timedelta(seconds=500)
    assert after.next_attempt_at == after.lease_until


def test_what_is_released_is_as_if_it_had_not_been_claimed(store: Store) -> None:
    discover(store, "a", "b", "c")
    leases = store.ledger.claim(SITE, owner="me", limit=3)
    store.ledger.resolve(Resolution(id=leases[0].id, state="stored", again=0), owner="me")
    [again] = store.ledger.claim(SITE, owner="me", limit=1)
    assert store.ledger.release("me", ids=[leases[1].id]) == 1
    assert store.ledger.release("me") == 2
    assert store.ledger.release("me") == 0
    assert entry(store, again.id).state == "stored"
    assert [entry(store, lease.id).state for lease in leases[1:]] == ["discovered", "discovered"]
    assert {lease.attempts for lease in store.ledger.claim(SITE, owner="you", limit=3)} == {1}


def test_lapsed_leases_are_counted_as_waiting_once_reclaimed(store: Store) -> None:
    ids = discover(store, "a", "b")
    store.ledger.claim(SITE, owner="dead", limit=2)
    lapse(store, ids[0])
    assert store.ledger.reclaim(site="other") == 0
    assert store.ledger.reclaim(site=SITE) == 1
    counts = store.ledger.counts(SITE)
    assert (counts["discovered"], counts["leased"]) == (1, 1)
    assert entry(store, ids[0]).attempts == 1


def test_many_outcomes_go_in_at_once_and_those_without_say_are_named(store: Store) -> None:
    mine = discover(store, "a", "b")
    store.ledger.claim(SITE, owner="me", limit=2)
    [other] = discover(store, "c")
    store.ledger.claim(SITE, owner="you", limit=1)
    resolutions = [Resolution(id=each, state="rejected", reason="no_body") for each in [*mine, other]]
    assert store.ledger.resolve_many(resolutions, owner="me") == {other}
    assert store.ledger.resolve_many(resolutions[:2], owner="me") == frozenset()
    assert store.ledger.resolve_many([], owner="me") == frozenset()
    assert (store.ledger.counts(SITE)["rejected"], store.ledger.counts(SITE)["leased"]) == (2, 1)


def test_counts_are_of_one_site_kind_and_run(store: Store) -> None:
    store.ledger.discover([found("a"), found("b")], site=SITE, column=COLUMN, run="r1")
    store.ledger.discover([found("c")], site=SITE, column=COLUMN, run="r2")
    store.ledger.discover([found("d")], site="other", column=COLUMN, run="r2")
    assert store.ledger.counts(SITE)["discovered"] == 3
    assert store.ledger.counts(SITE, run="r2")["discovered"] == 1
    assert set(store.ledger.counts(SITE, kind="list").values()) == {0}


def test_entries_are_found_by_state(store: Store) -> None:
    ids = discover(store, "a", "b")
    [lease] = store.ledger.claim(SITE, owner="me", limit=1)
    assert [each.id for each in store.ledger.find(SITE, state="leased")] == [lease.id]
    assert {each.id for each in store.ledger.find(SITE)} == set(ids)


def test_strings_that_mongodb_cannot_keep_do_not_cost_their_page(store: Store) -> None:
    odd = Found(id="f" * 32, link=Link(url="http://a/\udc80", title="\0$$ROOT\ud800"))
    store.ledger.discover([found("a"), odd], site=SITE, column=COLUMN)
    assert entry(store, odd.id).link.title == "$$ROOT\ufffd"
    assert store.ledger.counts(SITE)["discovered"] == 2


def test_no_clock_but_that_of_mongodb_decides(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    discover(store, "a", "b")
    store.ledger.claim(SITE, owner="right", limit=1)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3600)
    assert len(store.ledger.claim(SITE, owner="an hour ahead", limit=9)) == 1
    monkeypatch.setattr(time, "time", lambda: real() - 3600)
    assert store.ledger.claim(SITE, owner="an hour behind", limit=9) == []
    held = {each.owner: each.lease_until for each in store.ledger.find(SITE)}
    first, second = held["right"], held["an hour ahead"]
    assert first is not None
    assert second is not None
    assert abs(first - second) < timedelta(minutes=1)


def test_threads_that_claim_share_without_overlap(store: Store) -> None:
    names = [str(number) for number in range(60)]
    discover(store, *names)
    got: Counter[str] = Counter()

    def work(owner: str) -> None:
        while leases := store.ledger.claim(SITE, owner=owner, limit=5):
            got.update(lease.id for lease in leases)

    threads = [threading.Thread(target=work, args=(f"w{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 60
    assert set(got.values()) == {1}


def test_processes_on_one_site_lose_and_double_nothing(store: Store, mongodb_uri: str) -> None:
    names = [str(number) for number in range(80)]
    discover(store, *names)
    command = [sys.executable, "-c", WORKER, mongodb_uri, store.database.name]
    workers = [subprocess.Popen([*command, f"w{number}"], stdout=subprocess.PIPE, text=True) for number in range(2)]
    urls = [url for worker in workers for url in worker.communicate(timeout=60)[0].split()]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert sorted(urls) == sorted(found(name).link.url for name in names)
    assert store.ledger.counts(SITE)["stored"] == 80


def test_writers_that_discover_the_same_enter_it_once(store: Store) -> None:
    page = [found(str(number)) for number in range(30)]
    new: list[int] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        new.append(len(store.ledger.discover(page, site=SITE, column=COLUMN).new))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(new) == 30
    assert store.ledger.counts(SITE)["discovered"] == 30


def test_every_query_of_the_work_uses_its_index(store: Store) -> None:
    discover(store, *map(str, range(50)))
    store.ledger.claim(SITE, owner="me", limit=5)
    store.database.command("profile", 2)
    store.ledger.claim(SITE, owner="me", limit=5)
    store.ledger.renew("me")
    store.ledger.counts(SITE)
    store.ledger.waiting(SITE, limit=5)
    store.ledger.release("me")
    store.database.command("profile", 0)
    plans = {each["planSummary"] for each in store.database["system.profile"].find({"planSummary": {"$exists": True}})}
    store.database.drop_collection("system.profile")
    assert plans
    assert not [plan for plan in plans if "COLLSCAN" in plan]
