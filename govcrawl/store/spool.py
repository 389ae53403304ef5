"""The spool: what runs could not tell MongoDB while it was away, on disk until it is back.

One file a run under ``spool/`` of the data directory, a line a note, each synced before anybody relies on it. A file is
locked for as long as its run lives; what a dead run left is for the next to replay. A line that breaks off is one that
nobody relied on.
"""

import contextlib
import errno
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from govcrawl.errors import StoreError
from govcrawl.items import Article
from govcrawl.store.entries import Resolution
from govcrawl.store.freezing import freeze, thaw
from govcrawl.store.locks import Lock, is_taken, take

DIRECTORY = "spool"
WRITTEN = ".jsonl"
REPLAYED = ".replay"  # a file that is being replayed: nothing is added to it any more
LIMIT = 2**28  # bytes of one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What became of one URL, by the word of the owner of its lease; ``article`` is what is to be stored first.

    ``gone`` says that the article of this URL is marked as gone.
    """

    owner: str
    url: str
    resolution: Resolution
    article: Article | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended."""

    verdict: str
    counts: Mapping[str, Any]


KINDS: Mapping[str, type[Note] | type[Ending]] = {"note": Note, "ending": Ending}


@dataclass(slots=True)
class Spool:
    """The spool of one run, in a directory of its own making once there is something to write."""

    directory: Path
    run: str
    limit: int = LIMIT
    lock: Lock | None = field(default=None, repr=False)

    @property
    def written(self) -> Path:
        return self.directory / f"{self.run}{WRITTEN}"

    @property
    def replayed(self) -> Path:
        return self.directory / f"{self.run}{REPLAYED}"

    def put(self, kept: Note | Ending) -> None:
        """Keep a note, on disk when this returns; raises StoreError where it cannot be kept."""
        kind = "ending" if isinstance(kept, Ending) else "note"
        if isinstance(kept, Note) and kept.article is not None:
            kept = replace(kept, article=replace(kept.article, marks=None))  # they follow from the text
        line = json.dumps({kind: freeze(kept)}, separators=(",", ":")).encode() + b"\n"
        try:
            self._hold()
            self._append(line)
        except OSError as error:
            raise StoreError(f"the spool {self.written} cannot be written ({error.strerror})") from error

    def notes(self) -> Iterator[Note | Ending | bytes]:
        """What is to be replayed, in the order it came; a line that cannot be read is bytes.

        Once all of it is done, ``forget`` it. What a replay left that was killed comes first.
        """
        if not self.replayed.exists() and self.written.exists():
            self.written.rename(self.replayed)
        if self.replayed.exists():
            yield from map(read, _whole_lines(self.replayed.read_bytes()))

    def forget(self) -> None:
        """Takes away what ``notes`` gave."""
        self.replayed.unlink(missing_ok=True)

    @property
    def waiting(self) -> int:
        """How many notes are to be replayed."""
        files = (path for path in (self.replayed, self.written) if path.exists())
        return sum(len(_whole_lines(path.read_bytes())) for path in files)

    @property
    def is_empty(self) -> bool:
        return not self.written.exists() and not self.replayed.exists()

    def claim(self) -> bool:
        """Whether the spool is the caller's from now on; it is not while its run lives or somebody replays it."""
        self.lock = self.lock or take(self._lock_file)
        return self.lock is not None

    def close(self) -> None:
        """Leave the spool to whoever comes next, or nothing where it is empty."""
        if self.lock is not None:
            if self.is_empty:
                self._lock_file.unlink(missing_ok=True)
            self.lock.release()
            self.lock = None

    @property
    def _lock_file(self) -> Path:
        return self.directory / f"{self.run}.lock"

    def _hold(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.claim():
            raise StoreError(f"the spool {self.written} is being replayed by another process")

    def _append(self, line: bytes) -> None:
        is_new = not self.written.exists()
        descriptor = os.open(self.written, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if size + len(line) > self.limit:
                raise StoreError(f"the spool {self.written} has reached its limit of {self.limit:,} bytes")
            try:
                _write(descriptor, line)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, size)
                raise
        finally:
            os.close(descriptor)
        if is_new:
            _sync(self.directory)


def left_behind(directory: Path) -> Iterator[Spool]:
    """The spools of runs that are no more, each the caller's until it is closed."""
    names = {path.stem for path in directory.glob("*") if path.suffix in (WRITTEN, REPLAYED)}
    for name in sorted(names):
        spool = Spool(directory, name)
        if spool.claim():
            yield spool
            spool.close()


def unclaimed(directory: Path) -> list[Path]:
    """The files of runs that are no more; nothing is changed by asking."""
    held = (path for path in directory.glob("*") if path.suffix in (WRITTEN, REPLAYED))
    return sorted(path for path in held if not is_taken(path.with_suffix(".lock")))


def read(line: bytes) -> Note | Ending | bytes:
    """The note that a line is; the line itself where it is none."""
    try:
        [(kind, frozen)] = json.loads(line).items()
        return thaw(KINDS[kind], frozen)
    except (ValueError, KeyError, TypeError, AttributeError):
        return line


def _whole_lines(data: bytes) -> list[bytes]:
    """The lines that were written to their end."""
    return data.split(b"\n")[:-1]


def _write(descriptor: int, line: bytes) -> None:
    """Writes a line to the disk; raises OSError where it does not get there as a whole."""
    if os.write(descriptor, line) < len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(descriptor)


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
