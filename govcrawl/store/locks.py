"""File locks that vanish with the process that holds them, however it dies."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govcrawl.errors import StoreError

PATIENCE = 180.0  # seconds; another process may be starting a mongod that has a long journal to read
PAUSE = 0.05  # seconds between two looks at a lock that is taken


@dataclass(frozen=True, slots=True, eq=False)
class Lock:
    """A file locked by this process until ``release`` or its death; a forked child does not hold it."""

    path: Path
    descriptor: int

    @property
    def is_held(self) -> bool:
        """Whether this process holds it; false in a forked child."""
        return _held.get(self.descriptor) is self

    def release(self) -> None:
        if self.is_held:
            del _held[self.descriptor]
            os.close(self.descriptor)


_held: dict[int, Lock] = {}


def take(path: Path) -> Lock | None:
    """The lock on a file, made where it is missing; ``None`` where somebody holds it, this process or another."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError as error:
        os.close(descriptor)
        why = error.strerror
        raise StoreError(
            f"{path.parent} is on a file system without locks ({why}): choose a local directory"
        ) from error
    lock = _held[descriptor] = Lock(path, descriptor)
    return lock


def is_taken(path: Path) -> bool:
    """Whether anybody holds the lock on a file; one that is missing is free."""
    if not path.exists():
        return False
    lock = take(path)
    if lock is None:
        return True
    lock.release()
    return False


@contextlib.contextmanager
def exclusive(path: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """A block that one thread of one process is in at a time; raises StoreError when its turn does not come."""
    until = time.monotonic() + patience
    while (lock := take(path)) is None:
        if time.monotonic() > until:
            raise StoreError(
                f"another govcrawl has been starting or stopping MongoDB for {patience:.0f} s: end it ({path})"
            )
        time.sleep(PAUSE)
    try:
        yield
    finally:
        lock.release()


def _let_go() -> None:
    """Close the copies that a fork made, so that a lock ends with its owner and not with the owner's children."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)
