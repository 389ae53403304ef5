"""The condition of a MongoDB."""

from datetime import UTC, datetime, timedelta

from govcrawl.errors import Unstorable
from govcrawl.store.condition import condition_of
from govcrawl.store.connection import Store, connect


def test_a_server_of_our_own_is_well(store: Store) -> None:
    found = condition_of(store.database)
    assert found.version[0] >= 6
    assert (found.replica_set is not None, found.members, found.down) == (True, 1, ())
    assert abs(found.ahead) < timedelta(seconds=2)
    assert (found.refused, found.lacking, found.stale, found.dead_letters, found.late) == (None, (), (), {}, {})
    assert found.written_in is not None
    assert found.disk is not None
    assert 0 < found.disk[0] < found.disk[1]
    assert store.database["turns"].count_documents({}) == 0


def test_what_runs_left_behind_is_found(store: Store) -> None:
    store.runs.start("mca", owner="host:1", lease=-1)
    store.runs.start("xsnet", owner="host:1")
    for key in "01":
        store.dead_letters.keep(Unstorable(key * 32, "too_large"), url="http://a.cn/")
    long_ago = datetime.now(UTC) - timedelta(hours=3)
    store.schedules.enter("mca", timetable="every 6h", next_at=long_ago)
    found = condition_of(store.database)
    assert (found.stale, found.dead_letters) == (("mca",), {"too_large": 2})
    assert timedelta(hours=2) < found.late["mca"] < timedelta(hours=4)


def test_an_index_that_is_missing_or_another_is_named(mongodb_uri: str, database: str) -> None:
    with connect(mongodb_uri, database=database) as store:
        store.database["ledger"].drop_index("due")
        store.database["articles"].drop_index("by_change")
        store.database["articles"].create_index("changed_at", name="by_change")
        assert set(condition_of(store.database).lacking) == {"ledger.due", "articles.by_change"}
