"""How MongoDB is: what an operator would look up there, in one value. Its one write it takes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

from pymongo import WriteConcern
from pymongo.database import Database
from pymongo.errors import OperationFailure, PyMongoError

from govcrawl.store.failures import reason, translated
from govcrawl.store.schema import SHAPES

Document = dict[str, Any]

ALIVE = {1, 2, 7}  # states of members: primary, secondary, arbiter
PATIENCE = 10_000  # ms for a majority to acknowledge one write


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The condition of a MongoDB that answers.

    ``down`` are the members that do not, where we may know; ``ahead`` is its clock less ours. ``written_in`` is how
    long a write took, ``refused`` why it was not acknowledged. ``disk`` are the free and all bytes of its data's disk.
    ``lacking`` are indexes, ``dead_letters`` are counted by reason. ``stale`` are sites whose run is dead and not
    written off, ``late`` those that are due on their schedule, and for how long.
    """

    version: tuple[int, ...]
    replica_set: str | None
    members: int
    down: tuple[str, ...]
    ahead: timedelta
    written_in: timedelta | None
    refused: str | None
    disk: tuple[int, int] | None
    lacking: tuple[str, ...]
    dead_letters: Mapping[str, int]
    stale: tuple[str, ...]
    late: Mapping[str, timedelta]


@translated()
def condition_of(database: Database[Document]) -> Condition:
    """The condition of the MongoDB of a database."""
    hello, ahead = _met(database)
    written_in, refused = _write(database)
    now = datetime.now(UTC) + ahead
    return Condition(
        version=tuple(database.client.server_info()["versionArray"][:3]),
        replica_set=hello.get("setName"),
        members=len(hello.get("hosts", ())),
        down=_down(database),
        ahead=ahead,
        written_in=written_in,
        refused=refused,
        disk=_disk(database),
        lacking=tuple(_lacking(database)),
        dead_letters={
            each["_id"]: each["n"]
            for each in database["dead_letters"].aggregate([{"$group": {"_id": "$reason", "n": {"$sum": 1}}}])
        },
        stale=tuple(database["runs"].distinct("site", {"state": "running", "lease_until": {"$lte": now}})),
        late={
            each["_id"]: now - each["next_at"]
            for each in database["schedules"].find({"paused": False, "owner": None, "next_at": {"$lte": now}})
        },
    )


def _met(database: Database[Document]) -> tuple[Document, timedelta]:
    """What MongoDB says of itself, and how far its clock is ahead, by the middle of the question and the answer."""
    asked = datetime.now(UTC)
    hello: Document = database.client.admin.command("hello")
    middle = asked + (datetime.now(UTC) - asked) / 2
    return hello, hello["localTime"].replace(tzinfo=UTC) - middle


def _write(database: Database[Document]) -> tuple[timedelta | None, str | None]:
    """How long a write as ours took, or why it was refused; a turn that nobody takes, removed again."""
    turns = database["turns"].with_options(write_concern=WriteConcern(w="majority", j=True, wtimeout=PATIENCE))
    probe = {"_id": f"doctor {uuid4().hex}", "next_at": datetime.now(UTC), "wait": 0}
    began = monotonic()
    try:
        turns.insert_one(probe)
        took = timedelta(seconds=monotonic() - began)
        turns.delete_one({"_id": probe["_id"]})
    except PyMongoError as error:
        return None, reason(error)
    return took, None


def _down(database: Database[Document]) -> tuple[str, ...]:
    """The members that do not answer; none where the user may not know, or it is no replica set."""
    try:
        members = database.client.admin.command("replSetGetStatus")["members"]
    except OperationFailure:
        return ()
    return tuple(each["name"] for each in members if each["state"] not in ALIVE)


def _disk(database: Database[Document]) -> tuple[int, int] | None:
    stats = database.command("dbStats")
    if "fsTotalSize" not in stats:
        return None
    return round(stats["fsTotalSize"] - stats["fsUsedSize"]), round(stats["fsTotalSize"])


def _lacking(database: Database[Document]) -> Iterator[str]:
    """The indexes that are not there, or not as they must be: ``collection.index``."""
    for name, shape in SHAPES.items():
        held = {each["name"]: each for each in database[name].list_indexes()}
        for index in shape.indexes:
            if index.name not in held or not index.is_as(held[index.name]):
                yield f"{name}.{index.name}"
