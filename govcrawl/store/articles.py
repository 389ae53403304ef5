"""The articles: one document a canonical URL, saved so that saving again changes nothing."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any, Literal

from bson.errors import InvalidDocument
from pymongo import ASCENDING, ReturnDocument, UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError, DocumentTooLarge, OperationFailure

from govcrawl.errors import StoreError, Unstorable
from govcrawl.items import Article, Window
from govcrawl.store.documents import document, plain
from govcrawl.store.failures import reason, translated

Document = dict[str, Any]
Saved = Literal["new", "same", "revised"]

# What makes a revision. Views, addresses of images and such come and go, and are brought up to date in place.
COMPARED = (
    *("title", "published_at", "published_precision", "source", "source_raw", "author"),
    *("body", "genre", "topics"),
)
KEPT_IF_NULL = ("column", "views", "page", "fetched_at", "story")  # null does not replace what is known
PLACED: Document = {"$ne": [{"$type": "$story_moves"}, "missing"]}  # Stories.place has told the article its story since
MISSING: Document = {"$eq": [{"$type": "$revision"}, "missing"]}  # the article is not stored
FETCHED = ("page", "parts", "fetched_at")  # of the bytes that made what is stored; they change with it, and only then
CHINA = timezone(timedelta(hours=8))
FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
NOT_VALID = 121  # error code
TOO_LARGE = {10334, 13548, 17280, 17420}  # error codes


class Articles:
    """The collection ``articles``, and ``revisions``, which keeps what they were before."""

    def __init__(self, articles: Collection[Document], revisions: Collection[Document]) -> None:
        self._articles = articles
        self._revisions = revisions

    @translated()
    def save(self, article: Article) -> Saved:
        """Whether the article is new, the same as stored, or a new revision of it; raises Unstorable.

        ``changed_at`` moves with every change but that of ``last_seen_at``, so that a mirror misses none.
        """
        wanted = document(article)
        try:
            return self._save(wanted)
        except (InvalidDocument, DocumentTooLarge) as error:
            raise Unstorable(article.id, "too_large", reason(error)) from error
        except OperationFailure as error:
            if error.code not in {NOT_VALID, *TOO_LARGE}:
                raise
            slug = "not_valid" if error.code == NOT_VALID else "too_large"
            raise Unstorable(article.id, slug, _violation(error)) from error

    @translated()
    def save_many(self, articles: Sequence[Article]) -> list[Saved | StoreError]:
        """What ``save`` gives for each, or raises: those that are new in one round trip, the others one by one."""
        new = self._make(articles)
        return ["new" if place in new else self._saved(article) for place, article in enumerate(articles)]

    def _saved(self, article: Article) -> Saved | StoreError:
        try:
            return self.save(article)
        except Unstorable as error:
            return error

    def _make(self, articles: Sequence[Article]) -> frozenset[int]:
        """The places of those that were not stored, and are now; one that cannot be is in no other's way."""
        try:
            makings = [UpdateOne({"_id": each.id}, _made(document(each)), upsert=True) for each in articles]
            return frozenset(self._articles.bulk_write(makings, ordered=False).upserted_ids or ())
        except BulkWriteError as error:
            if error.details["writeConcernErrors"]:
                raise
            return frozenset(each["index"] for each in error.details["upserted"])
        except (Unstorable, InvalidDocument, DocumentTooLarge):
            return frozenset()

    def _save(self, wanted: Document) -> Saved:
        while True:
            before = self._articles.find_one_and_update(
                {"_id": wanted["_id"]},
                _met(wanted),
                upsert=True,
                projection=[*COMPARED, "revision"],
                return_document=ReturnDocument.BEFORE,
            )
            if before is None:
                return "new"
            if all(before.get(name) == wanted[name] for name in COMPARED):
                return "same"
            if self._revise(wanted, before["revision"]):
                return "revised"

    def _revise(self, wanted: Document, revision: int) -> bool:
        """Whether the article became the next revision; the one before it is kept first, so that a crash loses none."""
        keep_revision(self._articles, self._revisions, wanted["_id"], revision)
        bytes_of_it = {name: {"$literal": wanted[name]} for name in ("page", "parts")}
        next_one = {"revision": revision + 1, "changed_at": "$$NOW", **bytes_of_it}
        done = self._articles.update_one({"_id": wanted["_id"], "revision": revision}, _updated(wanted, next_one))
        return done.matched_count == 1

    @translated()
    def mark_gone(self, article_id: str) -> bool:
        """Whether the article was there until now; it stays as it was, with ``gone_at``."""
        gone = {"gone_at": "$$NOW", "changed_at": "$$NOW"}
        done = self._articles.update_one({"_id": article_id, "gone_at": None}, [{"$set": gone}])
        return done.modified_count == 1

    @translated()
    def get(self, article_id: str) -> Document | None:
        return self._articles.find_one({"_id": article_id})

    @translated()
    def revisions(self, article_id: str) -> list[Document]:
        """What an article was before, oldest first."""
        held = self._revisions.find({"_id": {"$gte": f"{article_id}:", "$lt": f"{article_id};"}})
        return sorted(held, key=lambda each: int(each["revision"]))

    @translated()
    def count(self, *, site: str | None = None, window: Window | None = None) -> int:
        """How many articles ``find`` gives."""
        return sum(self._articles.count_documents(query) for query in _queries(site, window))

    def find(self, *, site: str | None = None, window: Window | None = None) -> Iterator[Document]:
        """Articles by publication and ``_id``, those without a date last; a bounded window leaves these out."""
        order = [("published_at", ASCENDING), ("_id", ASCENDING)]
        with translated():
            for query in _queries(site, window):
                yield from self._articles.find(query, sort=order, batch_size=500)


def _made(wanted: Document) -> list[Document]:
    """The update by an article that makes it where it is missing, and else nothing."""
    return [{"$replaceWith": {"$cond": [MISSING, _new(wanted), "$$ROOT"]}}]


def _new(wanted: Document) -> Document:
    made = {"revision": 1, "first_seen_at": "$$NOW", "last_seen_at": "$$NOW", "changed_at": "$$NOW"}
    alone = {"id": wanted["_id"], "role": "original", "similarity": 1.0}
    return {"$mergeObjects": [{"$literal": {**wanted, "story": wanted["story"] or alone}}, made]}


def _met(wanted: Document) -> list[Document]:
    """The update by an article that was fetched: made where missing, left alone where it differs, else met again."""
    is_same = {"$and": [{"$eq": [{"$ifNull": [f"${name}", None]}, {"$literal": wanted[name]}]} for name in COMPARED]}
    refreshed = {name: value for name, value in wanted.items() if name not in COMPARED}
    differs = _differs(refreshed)
    decided: Document = {"revision": "$revision", "changed_at": {"$cond": [differs, "$$NOW", "$changed_at"]}}
    for name in FETCHED:
        is_moved = differs if name == "fetched_at" or wanted["page"] else False
        decided[name] = {"$cond": [is_moved, {"$ifNull": [{"$literal": wanted[name]}, f"${name}"]}, f"${name}"]}
    met = _updated(refreshed, decided)[0]["$replaceWith"]
    decided_on = {"$cond": [MISSING, _new(wanted), {"$cond": [is_same, met, "$$ROOT"]}]}
    return [{"$replaceWith": decided_on}, {"$unset": "gone_at"}]


def _updated(wanted: Document, decided: Document) -> list[Document]:
    """The update that puts the wanted fields in place, and what is decided on the side of MongoDB."""
    unseen = {"$filter": {"input": {"$literal": wanted["urls"]}, "cond": {"$not": {"$in": ["$$this", "$urls"]}}}}
    kept = {name: {"$ifNull": [{"$literal": wanted[name]}, f"${name}"]} for name in KEPT_IF_NULL}
    kept["story"] = {"$cond": [PLACED, "$story", kept["story"]]}
    by_mongodb = {"urls": {"$concatArrays": ["$urls", unseen]}, "last_seen_at": "$$NOW"}
    updated = {"$mergeObjects": ["$$ROOT", {"$literal": wanted}, kept, by_mongodb, decided]}
    return [{"$replaceWith": updated}, {"$unset": "gone_at"}]


def _differs(refreshed: Document) -> Document:
    """Whether anything that is exported changes of an article whose text is the same; then ``changed_at`` moves."""
    differs: list[Document] = [{"$not": {"$setIsSubset": [{"$literal": refreshed["urls"]}, "$urls"]}}]
    for name in refreshed.keys() - {"_id", "urls"}:
        held = {"$ifNull": [f"${name}", None]}
        if name == "parts":
            continue
        if name in FETCHED:
            differs.append({"$and": [{"$eq": [held, None]}, {"$literal": refreshed[name] is not None}]})
        elif name == "story" and refreshed[name]:
            differs.append({"$and": [{"$not": PLACED}, {"$ne": [{"$literal": refreshed[name]}, held]}]})
        elif refreshed[name] is not None or name not in KEPT_IF_NULL:
            differs.append({"$ne": [{"$literal": refreshed[name]}, held]})
    returned = {"$ne": [{"$type": "$gone_at"}, "missing"]}
    return {"$or": [*differs, returned]}


def _queries(site: str | None, window: Window | None) -> list[Document]:
    """The queries whose answers follow each other in the order of publication."""
    of_site: Document = {} if site is None else {"site": {"$eq": plain(site)}}
    if within := published_within(window or Window()):
        return [{**of_site, **within}]
    return [{**of_site, "published_at": {"$gte": FIRST_MOMENT}}, {**of_site, "published_at": None}]


def published_within(window: Window) -> Document:
    """What is asked of the articles of a bounded window; nothing of those of an open one."""
    bounds: Document = {"$gte": FIRST_MOMENT}
    if window.since is not None:
        bounds["$gte"] = datetime.combine(window.since, time(), CHINA)
    if window.until is not None:
        bounds["$lt"] = datetime.combine(window.until, time(), CHINA) + timedelta(days=1)
    return {} if window == Window() else {"published_at": bounds}


def keep_revision(
    articles: Collection[Document], revisions: Collection[Document], article_id: str, revision: int
) -> None:
    """Keep an article as it is, should it be this revision, before it becomes another."""
    articles.aggregate(
        [
            {"$match": {"_id": article_id, "revision": revision}},
            {"$set": {"_id": f"{article_id}:{revision}", "article": "$_id", "replaced_at": "$$NOW"}},
            {"$merge": {"into": revisions.name, "whenMatched": "keepExisting"}},
        ]
    )


def _violation(error: OperationFailure) -> str:
    """The fields that a validator refuses, or what MongoDB says."""
    details = (error.details or {}).get("errInfo", {}).get("details", {})
    rules = details.get("schemaRulesNotSatisfied", [])
    fields = [each["propertyName"] for rule in rules for each in rule.get("propertiesNotSatisfied", [])]
    missing = [name for rule in rules for name in rule.get("missingProperties", [])]
    return ", ".join([*fields, *(f"{name} is missing" for name in missing)]) or reason(error)
