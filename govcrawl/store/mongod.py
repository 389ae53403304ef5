"""The mongod of a home: launched or adopted, made primary, shut down. The caller holds the lock of the home."""

import contextlib
import os
import shutil
import socket
import time
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from govcrawl.errors import StoreError
from govcrawl.store import binary, locks, process
from govcrawl.store.home import Address, Home, Record, choose_address, remove_socket

PATIENCE = 120.0  # seconds; after a kill, mongod reads its journal before it answers
PAUSE = 0.01  # seconds between two looks at a mongod that starts or stops
SHORT = 5000  # ms that a mongod which listens may take to answer
MOMENT = 1000  # ms; one that is being killed takes connections without an answer
LEAST_SPACE = 128  # MB; mongod aborts when a write finds the disk full
LONGEST_LOG = 16 * 2**20  # bytes; one older log is kept
ALREADY_INITIALIZED = 23  # error code

Client = MongoClient[dict[str, Any]]


def run(home: Home) -> Address:
    """The address of the mongod on this home, launched or adopted, and ready to be written to."""
    trim_log(home)
    address = _adopted(home) if is_up(home) else _launched(home)
    _make_primary(address)
    return address


def is_up(home: Home) -> bool:
    """Whether some mongod uses the data of this home."""
    return locks.is_taken(home.data_lock)


def answers(address: Address) -> bool:
    """Whether a mongod answers there within a moment."""
    if not _listens(address):
        return False
    try:
        with _client(address, timeout=MOMENT) as client:
            client.admin.command("ping")
    except PyMongoError:
        return False
    return True


def shut_down(home: Home) -> None:
    """End the mongod of this home and wait until it has written everything; raises StoreError where it will not end."""
    record = home.recorded()
    if record is None:
        return
    if is_up(home):
        if _listens(record.address):
            with contextlib.suppress(PyMongoError), _client(record.address) as client:
                client.admin.command({"shutdown": 1, "force": True, "timeoutSecs": 0})
        _wait_until_gone(home)
    home.record.unlink(missing_ok=True)
    remove_socket(home, record.address)


def trim_log(home: Home) -> None:
    """Keep the log of mongod within bounds: what is too long becomes the one older log."""
    with contextlib.suppress(FileNotFoundError):
        if home.log.stat().st_size < LONGEST_LOG:
            return
        home.log.replace(home.log.with_suffix(".log.1"))
    if (record := home.recorded()) is not None and is_up(home):
        with contextlib.suppress(PyMongoError), _client(record.address) as client:
            client.admin.command("logRotate")


def _adopted(home: Home) -> Address:
    """The address of a mongod that runs already, started by a user of this home who may be dead by now."""
    until = time.monotonic() + PATIENCE
    while is_up(home):
        record = home.recorded()
        if record is None or record.pid not in (None, home.pid()):
            raise StoreError(f"{home.data} is in use by mongod (process {home.pid()}): stop it, {binary.INSTEAD}")
        if answers(record.address):
            _claim(home, record.address)
            return record.address
        if time.monotonic() > until:
            raise StoreError(f"mongod (process {home.pid()}) has {home.data} and does not answer: end it with kill -9")
        time.sleep(PAUSE)
    return _launched(home)


def _claim(home: Home, address: Address) -> None:
    """Write down that the mongod that answers is the one of this home; raises StoreError where it serves other data."""
    with _client(address) as client:
        path = client.admin.command("getCmdLineOpts")["parsed"]["storage"]["dbPath"]
    if os.path.realpath(path) != os.path.realpath(home.data):
        raise StoreError(f"the mongod at {address.member} serves {path} and not {home.data}: stop it, {binary.INSTEAD}")
    home.write(Record(address, home.pid()))


def _launched(home: Home) -> Address:
    """The address of a new mongod, which answers there."""
    _check_space(home)
    program = binary.find()
    address = choose_address(home)
    home.write(Record(address, None))
    logged = home.log.stat().st_size if home.log.exists() else 0
    with process.spawned(program, home=home, address=address) as mongod:
        until = time.monotonic() + PATIENCE
        while not mongod.has_ended(within=PAUSE):
            if answers(address):
                _claim(home, address)
                return address
            if time.monotonic() > until:
                raise StoreError(f"mongod still starts after {PATIENCE:.0f} s: try again later, see {home.log}")
    raise StoreError(binary.explain(process.complaints(home, since=logged), data=home.data, log=home.log))


def _listens(address: Address) -> bool:
    family, where = (
        (socket.AF_UNIX, address.host) if address.port is None else (socket.AF_INET, (address.host, address.port))
    )
    with socket.socket(family) as probe:
        return probe.connect_ex(where) == 0


def _make_primary(address: Address) -> None:
    """Wait until a mongod takes writes; it is made a replica set of one first, or again after its home was moved."""
    until = time.monotonic() + PATIENCE
    with _client(address) as client:
        while not (hello := client.admin.command("hello")).get("isWritablePrimary"):
            if time.monotonic() > until:
                raise StoreError(f"mongod at {address.member} does not become primary: see its log")
            if "setName" not in hello:
                _configure(client, address)
            time.sleep(PAUSE)


def _configure(client: Client, address: Address) -> None:
    """Name the one member of the replica set; a configuration under another address is replaced."""
    member = {"_id": 0, "host": address.member}
    try:
        client.admin.command("replSetInitiate", {"_id": process.REPLICA_SET, "members": [member]})
    except OperationFailure as error:
        if error.code != ALREADY_INITIALIZED:
            raise
    else:
        return
    config = client.admin.command("replSetGetConfig")["config"]
    if [held["host"] for held in config["members"]] != [address.member]:
        config |= {"version": config["version"] + 1, "members": [config["members"][0] | member]}
        client.admin.command({"replSetReconfig": config, "force": True})


def _wait_until_gone(home: Home) -> None:
    until = time.monotonic() + PATIENCE
    while is_up(home):
        if time.monotonic() > until:
            raise StoreError(f"mongod (process {home.pid()}) does not end: end it with kill -9, its journal is safe")
        time.sleep(PAUSE)


def _check_space(home: Home) -> None:
    free = shutil.disk_usage(home.root).free // 2**20
    if free < LEAST_SPACE:
        raise StoreError(f"the disk of {home.data} has {free} MB left, mongod needs {LEAST_SPACE}: free some space")


def _client(address: Address, *, timeout: int = SHORT) -> Client:
    return MongoClient(address.uri, serverSelectionTimeoutMS=timeout, connectTimeoutMS=timeout, socketTimeoutMS=timeout)
