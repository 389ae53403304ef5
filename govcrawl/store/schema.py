"""What every collection must be: its validator and the indexes its queries and promises need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

Document = dict[str, Any]

STRING, DATE, ARRAY, OBJECT, BOOL, DOUBLE = ("string", "date", "array", "object", "bool", "double")
INT = ("int", "long")
HEX = r"^[0-9a-f]{32}$"


def a(*types: str, **rules: Any) -> Document:
    """The schema of a value of one of these types."""
    return {"bsonType": list(types), **rules}


def one_of(*values: str | None) -> Document:
    return {"enum": list(values)}


def required(**properties: Document) -> Document:
    """A validator of documents that have all these fields, and any other; ``id_`` is ``_id``."""
    fields = {"_id" if name == "id_" else name: schema for name, schema in properties.items()}
    return {"$jsonSchema": {"bsonType": "object", "required": sorted(fields), "properties": fields}}


@dataclass(frozen=True, slots=True)
class Index:
    """An index by name; ``where`` restricts it to some documents, ``sparse`` to those that have the field."""

    name: str
    keys: tuple[tuple[str, int], ...]
    unique: bool = False
    where: Mapping[str, Any] | None = None
    sparse: bool = False

    @property
    def model(self) -> IndexModel:
        options: Document = {"name": self.name, "unique": self.unique}
        if self.sparse:
            options["sparse"] = True
        if self.where is not None:
            options["partialFilterExpression"] = dict(self.where)
        return IndexModel(list(self.keys), **options)

    def is_as(self, held: Mapping[str, Any]) -> bool:
        """Whether an index as MongoDB lists it is this one."""
        where = dict(self.where) if self.where is not None else None
        flags = bool(held.get("unique")), bool(held.get("sparse"))
        same = (tuple(held["key"].items()), flags, held.get("partialFilterExpression"))
        return same == (self.keys, (self.unique, self.sparse), where)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a collection must be."""

    validator: Document
    indexes: tuple[Index, ...] = ()


def up(*fields: str) -> tuple[tuple[str, int], ...]:
    return tuple((field, ASCENDING) for field in fields)


STATES = ("discovered", "leased", "stored", "rejected", "blocked", "failed", "gone", "skipped")
VERDICTS = ("ok", "no_news", "empty", "degraded", "throttled", "blocked", "failed", "lost")

ARTICLE = {
    "site": a(STRING),
    "column": a(STRING, "null"),
    "url": a(STRING),
    "urls": a(ARRAY, minItems=1, items=a(STRING)),
    "title": a(STRING, minLength=1),
    "published_at": a(DATE, "null"),
    "published_precision": one_of("second", "minute", "day", "month", "year", None),
    "modified_at": a(DATE, "null"),
    "source": a(STRING, "null"),
    "source_raw": a(STRING, "null"),
    "author": a(STRING, "null"),
    "views": a(*INT, "null"),
    "body": a(STRING),
    "script": one_of("hans", "hant"),
    "images": a(ARRAY, items=a(OBJECT, required=["url"])),
    "attachments": a(ARRAY, items=a(OBJECT, required=["url"])),
    "genre": one_of("news", "notice", "template", "post"),
    "topics": a(ARRAY, items=a(STRING)),
    "story": a(
        OBJECT,
        "null",
        required=["id", "role", "similarity"],
        properties={"role": one_of("original", "reprint", "excerpt")},
    ),
    "revision": a(*INT, minimum=1),
    "claims": a(OBJECT),
    "transforms": a(ARRAY, items=a(STRING)),
    "page": a(OBJECT, "null", required=["file", "offset"]),
    "fetched_at": a(DATE, "null"),
    "first_seen_at": a(DATE),
    "last_seen_at": a(DATE),
    "changed_at": a(DATE),
    "extractor": a(STRING),
}

SHAPES: Mapping[str, Shape] = {
    "articles": Shape(
        required(id_=a(STRING, pattern=HEX), **ARTICLE),
        (
            Index("by_publication", up("published_at", "_id")),
            Index("by_site", up("site", "published_at", "_id")),
            Index("by_change", up("changed_at", "_id")),
            Index("by_arrival", up("site", "first_seen_at")),
            Index("by_page", up("page.file"), sparse=True),
            Index("by_part", up("parts.file"), sparse=True),
            Index("by_coverage", up("site", "published_at", "source", "author", "story.role")),
        ),
    ),
    "withdrawals": Shape(required(id_=a(STRING, pattern=HEX), why=a(STRING, minLength=1), at=a(DATE))),
    "revisions": Shape(
        required(id_=a(STRING), article=a(STRING, pattern=HEX), replaced_at=a(DATE), **ARTICLE),
        (
            Index("by_replacement", up("replaced_at")),
            Index("by_page", up("page.file"), sparse=True),
            Index("by_part", up("parts.file"), sparse=True),
        ),
    ),
    "stories": Shape(
        required(
            leader=a(STRING, pattern=HEX),
            original=a(STRING, pattern=HEX),
            sites=a(ARRAY, items=a(STRING)),
            first_day=a(STRING, "null"),
            last_day=a(STRING, "null"),
            turn=a(*INT, minimum=1),
            created_at=a(DATE),
            changed_at=a(DATE),
        ),
        (
            Index("keys", up("members.keys"), unique=True, sparse=True),
            Index("also", up("members.also"), sparse=True),
            Index("members", up("members.article"), unique=True, sparse=True),
            Index("leaving", up("leaving.article"), sparse=True),
            Index("untold", up("untold"), sparse=True),
            Index("shared", up("last_day"), where={"sites.1": {"$exists": True}}),
        ),
    ),
    "sweeps": Shape(required(id_=a(STRING), rules=a(*INT), after=a(STRING), looked=a(*INT))),
    "moves": Shape(required(id_=a(STRING, pattern=HEX), before=a(OBJECT, "null"))),
    "ledger": Shape(
        required(
            id_=a(STRING, pattern=HEX),
            url=a(STRING),
            site=a(STRING),
            column=a(STRING, "null"),
            kind=one_of("list", "article"),
            lane=one_of("crawl", "backfill"),
            state=one_of(*STATES),
            reason=a(STRING, "null"),
            attempts=a(*INT, minimum=0),
            next_attempt_at=a(DATE, "null"),
            lease_until=a(DATE, "null"),
            owner=a(STRING, "null"),
            discovered_at=a(DATE),
            changed_at=a(DATE),
        ),
        (
            Index("due", up("site", "kind", "next_attempt_at", "_id"), where={"next_attempt_at": {"$type": "date"}}),
            Index("states", up("site", "state", "reason", "kind", "lane", "column", "published_at")),
            Index("discoverers", up("run")),
            Index("leases", up("owner"), where={"state": "leased"}),
        ),
    ),
    "walks": Shape(required(site=a(STRING), column=a(STRING, "null"), ended_at=a(DATE))),
    "turns": Shape(required(id_=a(STRING), next_at=a(DATE), wait=a(*INT))),
    "runs": Shape(
        required(
            id_=a(STRING, pattern=HEX),
            site=a(STRING),
            kind=a(STRING),
            exclusive=a(BOOL),
            state=one_of("running", "finished", "lost"),
            verdict=one_of(*VERDICTS, None),
            counts=a(OBJECT),
            owner=a(STRING),
            started_at=a(DATE),
            lease_until=a(DATE),
            finished_at=a(DATE, "null"),
        ),
        (
            Index("by_site", (("site", ASCENDING), ("started_at", DESCENDING))),
            Index("by_start", (("started_at", DESCENDING),)),
            Index("running", up("state", "site"), where={"state": "running"}),
            Index("one_running", up("site"), unique=True, where={"state": "running", "exclusive": True}),
        ),
    ),
    "schedules": Shape(
        required(
            id_=a(STRING),
            timetable=a(STRING),
            every=a(STRING, "null"),
            jitter=a(STRING, "null"),
            longest=a(STRING, "null"),
            paused=a(BOOL),
            next_at=a(DATE),
            asked_at=a(DATE, "null"),
            owner=a(STRING, "null"),
            lease_until=a(DATE, "null"),
            began_at=a(DATE, "null"),
            ended_at=a(DATE, "null"),
            how=one_of("ended", "stopped", "overdue", "killed", "lost", None),
            status=a(*INT, "null"),
        ),
        (Index("by_time", up("next_at")),),
    ),
    "alarms": Shape(
        required(
            id_=a(STRING),
            site=a(STRING),
            kind=a(STRING),
            level=a(*INT, minimum=0),
            version=a(*INT, minimum=1),
            event=one_of("raised", "worse", "recovered"),
            name=a(STRING),
            why=a(STRING),
            url=a(STRING, "null"),
            page=a(OBJECT, "null"),
            since=a(DATE),
            changed_at=a(DATE),
            told=a(OBJECT),
            sending=a(OBJECT),
        ),
        (Index("by_site", up("site", "kind")), Index("by_time", up("since"))),
    ),
    "dead_letters": Shape(required(key=a(STRING), reason=a(STRING), at=a(DATE)), (Index("by_time", up("at")),)),
}
