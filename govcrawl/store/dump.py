"""The whole of a database in one file, and back: for a copy, and for the way from one MongoDB to another.

The file is a gzip stream of BSON: a head, a record a document as MongoDB holds it, and an end that says how many there
were, without which a file is no dump.
"""

import gzip
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, Any, BinaryIO, cast

from bson import decode_file_iter, encode
from bson.codec_options import CodecOptions
from bson.errors import BSONError
from bson.raw_bson import RawBSONDocument
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from govcrawl import __version__
from govcrawl.errors import StoreError
from govcrawl.store.failures import reason, translated
from govcrawl.store.schema import SHAPES

Document = dict[str, Any]
Counts = Mapping[str, int]

FORMAT = 1
LEVEL = 4  # of compression: most of the gain for half of the time
BATCH = 500  # documents in one write
RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)
PASSING = frozenset({"turns"})  # of the moment: whose turn it is to ask a host


@translated()
def dump(database: Database[Document], file: BinaryIO) -> Counts:
    """Writes all that is kept, as of one moment where MongoDB is a replica set; how many documents a collection."""
    written: Counter[str] = Counter()
    hello = database.client.admin.command("hello")
    with (
        gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
        database.client.start_session(snapshot="setName" in hello) as session,
    ):
        packed.write(encode({"govcrawl": __version__, "format": FORMAT, "taken_at": hello["localTime"]}))
        for name in sorted(SHAPES.keys() - PASSING):
            held = database.get_collection(name, codec_options=RAW).find({}, session=session, batch_size=BATCH)
            for document in held:
                packed.write(encode({"collection": name, "document": document}))
                written[name] += 1
        packed.write(encode({"end": dict(written)}))
    return written


@translated()
def restore(database: Database[Document], file: BinaryIO) -> Counts:
    """Puts back what a dump holds; raises StoreError, before anything is written, where the file is not whole or the
    database is not empty.
    """
    filled = [name for name in SHAPES if name not in PASSING and database[name].find_one({}, ["_id"]) is not None]
    if filled:
        raise StoreError(f"the database {database.name} holds {filled[0]} already: name an empty one with --database")
    counted = Counter(name for name, _ in _records(file))
    file.seek(0)
    batches: dict[str, list[RawBSONDocument]] = {}
    for name, document in _records(file):
        batch = batches.setdefault(name, [])
        batch.append(document)
        if len(batch) >= BATCH:
            _insert(database, name, batches.pop(name))
    for name, batch in batches.items():
        _insert(database, name, batch)
    return counted


def _insert(database: Database[Document], name: str, batch: list[RawBSONDocument]) -> None:
    try:
        database.get_collection(name, codec_options=RAW).insert_many(batch, ordered=False)
    except BulkWriteError as error:
        first = error.details["writeErrors"][0]
        raise StoreError(f"{name} {first['op']['_id']} cannot be restored: {first['errmsg']}") from error


def _records(file: BinaryIO) -> Iterator[tuple[str, RawBSONDocument]]:
    """The documents of a dump with their collections; raises StoreError where it is none, or is not whole."""
    counted: Counter[str] = Counter()
    try:
        with gzip.GzipFile(fileobj=file) as packed:
            records = decode_file_iter(cast("IO[bytes]", packed), codec_options=RAW)
            head = next(records, None)
            if head is None or head.get("format") != FORMAT:
                raise StoreError("the file is no dump that this govcrawl can read")
            for record in records:
                if "end" in record:
                    _check(dict(record["end"]), counted)
                    packed.read()  # to the checksum of all, which gzip looks at here
                    return
                name = record["collection"]
                if name not in SHAPES:
                    raise StoreError(f"the dump holds {name}, which this govcrawl does not know: use a newer one")
                counted[name] += 1
                yield name, record["document"]
    except (BSONError, EOFError, OSError, zlib.error, KeyError) as error:
        raise StoreError(f"the file is no whole dump ({reason(error)}): use another copy") from error
    raise StoreError("the file breaks off before its end: use another copy")


def _check(said: Mapping[str, int], counted: Counter[str]) -> None:
    if said != dict(counted):
        raise StoreError("the dump does not hold as many documents as it says: use another copy")
