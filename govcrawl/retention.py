"""What is kept and for how long, and what goes when that is over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from govcrawl.store.connection import Store

WARC = "*.warc*"
CRASH = "govcrawl-crash-*.txt"
GIGABYTE = 10**9
SETTLED = timedelta(days=2)  # no run takes longer, so nobody writes to an archive file that rested so long


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For how many days each is kept, 0 for ever; the archive takes at most ``archive_most`` gigabytes, 0 any number.

    ``referred`` says that archive files may go although a stored article's page is in them.
    """

    runs: float
    revisions: float
    dead_letters: float
    crashes: float
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
    yield _prune_archive(store, terms, archive, now=now, remove=remove)


def _prune_archive(store: Store, terms: Terms, archive: Path, *, now: datetime, remove: bool) -> Gone:
    files = sorted(_files(archive, WARC), key=lambda file: file.at)
    wanted = list(dict.fromkeys([*_older(files, terms.archive, now), *_beyond(files, terms.archive_most)]))
    wanted = [file for file in wanted if file.at < now - SETTLED]
    names = {file.path.relative_to(archive).as_posix(): file for file in wanted}
    referred = frozenset[str]() if terms.referred else store.retention.referred(names)
    kept = f"{len(referred)} that stored articles refer to" if referred else ""
    return _remove("archive files", [names[name] for name in names if name not in referred], remove=remove, kept=kept)


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
