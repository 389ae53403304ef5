"""What is kept and for how long, and what goes when that is over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from govcrawl.store.connection import Store
from govcrawl.store.home import home_of

LOGS = "logs"  # under the data directory
WARC = "*.warc*"
CRASH = "govcrawl-crash-*.txt"
GIGABYTE = 10**9
SETTLED = timedelta(days=2)  # no run takes longer, so nobody writes to a file that rested so long


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For how many days each is kept, 0 for ever; what is ``_most`` are gigabytes that files take, 0 any number.

    ``referred`` says that archive files may go although a stored article's page is in them.
    """

    runs: float
    revisions: float
    dead_letters: float
    crashes: float
    logs: float
    logs_most: float
    archive: float
    archive_most: float
    referred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What went of one kind, or would go; ``octets`` on disk, ``None`` where MongoDB keeps it."""

    kind: str
    number: int
    octets: int | None = None
    kept: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was found."""

    path: Path
    octets: int
    at: datetime


def prune(store: Store, terms: Terms, *, data_dir: Path, archive: Path, now: datetime, remove: bool) -> Iterator[Gone]:
    """What goes by these terms, kind by kind; it stays where ``remove`` is false."""
    held = store.retention
    for kind, days, act in (
        ("runs", terms.runs, held.runs),
        ("revisions", terms.revisions, held.revisions),
        ("dead letters", terms.dead_letters, held.dead_letters),
    ):
        yield Gone(kind=kind, number=act(now - timedelta(days=days), remove=remove) if days else 0)
    crashes = _older(_files(data_dir / "crashes", CRASH), terms.crashes, now)
    yield _remove("crash reports", crashes, remove=remove)
    yield _remove("logs", _due(_logs(data_dir), terms.logs, most=terms.logs_most, now=now), remove=remove)
    yield _prune_archive(store, terms, archive, now=now, remove=remove)


def _prune_archive(store: Store, terms: Terms, archive: Path, *, now: datetime, remove: bool) -> Gone:
    due = _due(_files(archive, WARC), terms.archive, most=terms.archive_most, now=now)
    names = {file.path.relative_to(archive).as_posix(): file for file in due}
    referred = frozenset[str]() if terms.referred else store.retention.referred(names)
    kept = f"{len(referred)} that stored articles refer to" if referred else ""
    going = {name: file for name, file in names.items() if name not in referred}
    if remove and going:
        store.retention.forget_pages([*going])
    return _remove("archive files", [*going.values()], remove=remove, kept=kept)


def _logs(data_dir: Path) -> list[File]:
    """What was logged into files: by whoever had it written there, and the older log of the embedded server."""
    older = home_of(data_dir).log.with_suffix(".log.1")
    return [*_files(data_dir / LOGS, "*"), *_files(older.parent, older.name)]


def _due(files: Sequence[File], days: float, *, most: float, now: datetime) -> list[File]:
    """Of the files that nobody writes to any more those that are too old, and the oldest until the rest fits."""
    by_age = sorted(files, key=lambda file: file.at)
    due = dict.fromkeys([*_older(by_age, days, now), *_beyond(by_age, most)])
    return [file for file in due if file.at < now - SETTLED]


def _older(files: Sequence[File], days: float, now: datetime) -> list[File]:
    """The files that were last written longer ago; none where they are kept for ever."""
    return [file for file in files if file.at < now - timedelta(days=days)] if days else []


def _beyond(files: Sequence[File], gigabytes: float) -> list[File]:
    """The oldest files, so many that the rest fits; the files are given the oldest first."""
    beyond, size = [], sum(file.octets for file in files)
    for file in files:
        if not gigabytes or size <= gigabytes * GIGABYTE:
            break
        beyond.append(file)
        size -= file.octets
    return beyond


def _remove(kind: str, files: Sequence[File], *, remove: bool, kept: str = "") -> Gone:
    if remove:
        for file in files:
            file.path.unlink(missing_ok=True)
    return Gone(kind=kind, number=len(files), octets=sum(file.octets for file in files), kept=kept)


def _files(directory: Path, pattern: str) -> list[File]:
    """The plain files below a directory; links are followed to files, and never out of the list."""
    found = []
    for path in directory.rglob(pattern) if directory.is_dir() else ():
        if path.is_file():
            held = path.stat()
            found.append(File(path, held.st_size, datetime.fromtimestamp(held.st_mtime, UTC)))
    return found
