"""A file that appears whole or not at all: written beside its target, forced to the disk, then renamed."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

SUFFIX = ".partial"


@contextmanager
def atomic(target: Path) -> Iterator[BinaryIO]:
    """A binary file that becomes ``target`` when the block ends well, and is removed when it does not.

    What killed writers of the same target have left is removed first; a living one holds a lock on its own.
    """
    target = target.resolve()
    _remove_litter(target)
    partial, file = _create(target)
    with file:  # closing it ends the lock
        try:
            yield file
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode)
            force(file)
            partial.replace(target)
        except BaseException:
            partial.unlink()
            raise
    _sync_directory(target.parent)


def force(file: BinaryIO) -> None:
    """Has all that was written to a file on the disk; raises OSError where there is no room for it."""
    file.flush()
    os.fsync(file.fileno())


def _create(target: Path) -> tuple[Path, BinaryIO]:
    """A new locked file beside the target; another is made where a cleaner took it before it was locked."""
    while True:
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}{SUFFIX}")
        file: BinaryIO = partial.open("xb")
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink:
            return partial, file
        file.close()


def _remove_litter(target: Path) -> None:
    for litter in target.parent.glob(f".{_literal(target.name)}.*{SUFFIX}"):
        with suppress(FileNotFoundError, BlockingIOError), litter.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            litter.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _sync_directory(directory: Path) -> None:
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
