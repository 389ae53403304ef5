"""Writing a corpus: documents in, a file and its manifest out, one document in memory at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from govcrawl.export.atomic import atomic, force
from govcrawl.export.manifest import SUFFIX, Measured, State, Tally, manifest
from govcrawl.export.mask import masked
from govcrawl.export.records import record
from govcrawl.export.selection import Selection
from govcrawl.export.shape import Shape


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that a mirror drops: withdrawn for good, gone from its site, or no longer among those asked for."""

    id: str
    reason: Literal["withdrawn", "gone", "unselected"]


Entries = Iterable[Mapping[str, Any] | Tombstone]


def write_corpus(entries: Entries, file: BinaryIO, *, shape: Shape) -> Tally:
    """Writes documents, and tombstones where it is a delta; the counts of what was written."""
    tally = Tally()
    with shape.writer(file) as writer:
        for entry in entries:
            if isinstance(entry, Tombstone):
                tally.tombstones += 1
                writer.write({"_id": entry.id, "deleted": entry.reason})
                continue
            tally.add(entry)
            values = record(entry, names=shape.names)
            writer.write(masked(values) if shape.masked else values)
    return tally


def write_file(
    entries: Entries,
    target: Path,
    *,
    shape: Shape,
    selection: Selection,
    state: State,
    since: datetime | None = None,
) -> Tally:
    """Writes the corpus to a file and its manifest beside it; both appear when both are complete."""
    with atomic(target.with_name(target.name + SUFFIX)) as beside, atomic(target) as file:
        measured = Measured(file)
        tally = write_corpus(entries, cast("BinaryIO", measured), shape=shape)
        beside.write(manifest(target.name, measured, tally, shape=shape, selection=selection, state=state, since=since))
        force(beside)  # before either takes its place: where there is no room for it, both stay as they were
    return tally
