"""Telling MongoDB what became of URLs, at once or from the spool: saying it twice is saying it once."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from govcrawl.errors import StoreError, Unavailable, Unstorable
from govcrawl.store.articles import Saved
from govcrawl.store.connection import Store
from govcrawl.store.spool import DIRECTORY, Ending, Note, Spool, left_behind

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Whether a note counted, and what its article became; ``note`` is it as it was recorded in the end."""

    note: Note
    counted: bool
    saved: Saved | None = None


def record_many(store: Store, notes: Sequence[Note]) -> list[Recorded]:
    """What ``record`` says of each note of one owner; those without an article take one round trip."""
    bare = [each.resolution for each in notes if each.article is None and not each.gone]
    overruled = store.ledger.resolve_many(bare, owner=notes[0].owner)
    return [
        Recorded(each, each.resolution.id not in overruled)
        if each.article is None and not each.gone
        else record(store, each)
        for each in notes
    ]


def record(store: Store, note: Note) -> Recorded:
    """Stores the article of a note and then says what became of its URL, unless somebody else has claimed it since.

    An article that MongoDB refuses for ever goes to the dead letters, and its URL has failed.
    """
    key, saved = note.resolution.id, None
    if note.article is not None or note.gone:
        entry = store.ledger.get(key)
        if entry is None or entry.owner != note.owner:
            return Recorded(note, counted=False)
    if note.article is not None:
        try:
            saved = store.articles.save(note.article)
            store.stories.place(note.article, stored=True)
        except Unavailable:
            raise
        except StoreError as error:
            note = refused(store, note, error)
    if note.gone:
        store.articles.mark_gone(key)
        store.stories.set_aside(key)
    return Recorded(note, store.ledger.resolve(note.resolution, owner=note.owner), saved)


def refused(store: Store, note: Note, error: StoreError) -> Note:
    """The note of an article that was not to be stored, once the dead letters hold why."""
    key = note.resolution.id
    why = error if isinstance(error, Unstorable) else Unstorable(key, "store_error", str(error))
    store.dead_letters.keep(why, url=note.url)
    reason = "not_storable" if isinstance(error, Unstorable) else "store_error"
    failed = replace(note.resolution, state="failed", reason=reason, again=None, content_hash=None, etag=None)
    return replace(note, article=None, resolution=failed)


def replay(store: Store, spool: Spool) -> Iterator[Recorded]:
    """What became of the notes of a spool, which is empty afterwards; raises Unavailable where MongoDB is away again.

    What had been replayed by then is replayed once more, without harm.
    """
    while not spool.is_empty:
        for kept in spool.notes():
            if isinstance(kept, Note):
                yield record(store, kept)
            elif isinstance(kept, Ending):
                store.runs.finish(spool.run, counts=kept.counts, verdict=kept.verdict)
            else:
                line = kept.decode(errors="replace")
                store.dead_letters.keep(Unstorable(spool.run, "unreadable_note", line), url="")
        spool.forget()


def replay_left_behind(store: Store, home: Path) -> int:
    """How many notes were replayed of runs that are no more; those of a run that another database keeps are left."""
    number = 0
    for spool in left_behind(home / DIRECTORY):
        if store.runs.get(spool.run) is None:
            logger.warning("%s: its run is not of this database; it is left as it is", spool.written)
            continue
        recorded = list(replay(store, spool))
        overtaken = sum(not each.counted for each in recorded)
        number += len(recorded)
        logger.warning(
            "%d outcomes of run %s were in the spool and are stored now, %d of them had been overtaken",
            *(len(recorded), spool.run, overtaken),
        )
    return number
