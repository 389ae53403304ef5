"""govcrawl's own MongoDB: a private mongod that its users share, that the first starts and the last stops.

Every user holds a lease, a file locked for as long as its process lives. So a user that was killed is no user any more,
and the mongod it leaves behind is adopted by the next. ``start`` leaves a lease of nobody's that ``stop`` takes away.
All of it happens under one lock a home.
"""

import contextlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pymongo.errors import PyMongoError

from govcrawl.errors import StoreError
from govcrawl.store import locks, mongod
from govcrawl.store.home import Home, furnish, home_of

KEPT = "kept"  # the lease of ``start``


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is known of an embedded server; ``users`` are the processes that use it, ``kept`` is what ``start`` does.

    ``uri`` and ``pid`` are ``None`` where no mongod runs.
    """

    home: Path
    uri: str | None
    pid: int | None
    users: tuple[int, ...]
    kept: bool
    log: Path


@contextlib.contextmanager
def embedded(data_dir: Path) -> Iterator[str]:
    """A block in which the mongod under a data directory runs, given its URI; raises StoreError where it cannot."""
    home = home_of(data_dir)
    with _entered(home):
        try:
            uri = mongod.run(home).uri
            lease = _lease(home)
        except KeyboardInterrupt:
            _stop_if_unused(home)
            raise
    try:
        yield uri
    finally:
        _leave(home, lease)


def ensure(data_dir: Path) -> str:
    """The URI of a mongod that answers, started again where it has died under its users; the address may be new."""
    home = home_of(data_dir)
    with _entered(home):
        return mongod.run(home).uri


def start(data_dir: Path) -> Status:
    """Start the mongod, to run until ``stop`` whoever comes and goes."""
    home = home_of(data_dir)
    with _entered(home):
        mongod.run(home)
        (home.leases / KEPT).touch()
    return status(data_dir)


def stop(data_dir: Path) -> Status:
    """Take back ``start``, and stop the mongod unless somebody uses it: then the last of these will."""
    home = home_of(data_dir)
    if home.root.is_dir():
        with _entered(home):
            (home.leases / KEPT).unlink(missing_ok=True)
            _stop_if_unused(home)
    return status(data_dir)


def status(data_dir: Path) -> Status:
    """Who uses the mongod under a data directory, and where it answers; nothing is changed by asking."""
    home = home_of(data_dir)
    record = home.recorded() if mongod.is_up(home) else None
    leases = list(home.leases.iterdir()) if home.leases.is_dir() else []
    users = [int(lease.name.partition("-")[0]) for lease in leases if lease.name != KEPT and locks.is_taken(lease)]
    return Status(
        home=home.root,
        uri=record.address.uri if record else None,
        pid=home.pid() if record else None,
        users=tuple(sorted(users)),
        kept=(home.leases / KEPT).exists(),
        log=home.log,
    )


@contextlib.contextmanager
def _entered(home: Home) -> Iterator[None]:
    """The block in which this process alone may start, stop, join or leave; a full disk is said so."""
    furnish(home)
    try:
        with locks.exclusive(home.lock):
            yield
    except OSError as error:
        why = error.strerror
        raise StoreError(
            f"{home.root} cannot be written ({why}): mend that, or choose another data directory"
        ) from error
    except PyMongoError as error:
        raise StoreError(f"the mongod in {home.root} fails ({type(error).__name__}): see {home.log}") from error


def _lease(home: Home) -> locks.Lock:
    lease = locks.take(home.leases / f"{os.getpid()}-{uuid.uuid4().hex[:8]}")
    assert lease is not None, "a new file is nobody's"
    return lease


def _leave(home: Home, lease: locks.Lock) -> None:
    if not lease.is_held:
        return  # a forked child, whose parent goes on
    with _entered(home):
        lease.path.unlink(missing_ok=True)
        lease.release()
        _stop_if_unused(home)


def _stop_if_unused(home: Home) -> None:
    leases = [_swept(lease) for lease in home.leases.iterdir()]
    if not any(leases):
        mongod.shut_down(home)


def _swept(lease: Path) -> bool:
    """Whether a lease holds; one whose user has died is taken away."""
    if lease.name == KEPT or locks.is_taken(lease):
        return True
    lease.unlink(missing_ok=True)
    return False
