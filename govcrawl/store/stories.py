"""The stories: which articles are one text, decided once for each, however many write at the same time.

Two unique indexes keep the promises: a key is one story's, and an article is in one story. So whoever comes second is
told by MongoDB, and joins. An edited article stays in its story.
"""

from hashlib import sha256
from typing import Any

from bson import Int64
from pymongo import ReturnDocument
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from govcrawl.errors import StoreError
from govcrawl.items import Article, Role, Story
from govcrawl.store.documents import plain
from govcrawl.store.failures import translated

Document = dict[str, Any]

TRIES = 20  # each lost race means that another writer has won one


class Stories:
    """The collection ``stories``."""

    def __init__(self, stories: Collection[Document]) -> None:
        self._stories = stories

    @translated()
    def place(self, article: Article, *, fingerprint: int) -> Story:
        """The place of an article, the same ever after: original of a new story, or reprint of an equal text."""
        for _ in range(TRIES):
            if (story := self._found(article, fingerprint) or self._join(article, fingerprint)) is not None:
                return story
        raise StoreError(f"the story of {article.id} changes too fast: try again")

    @translated()
    def get(self, story_id: str) -> Document | None:
        return self._stories.find_one({"_id": story_id})

    def _found(self, article: Article, fingerprint: int) -> Story | None:
        """The place of an article as the original of a story of its own, ``None`` where its text or itself is known."""
        story_id = sha256(f"{article.id} {fingerprint}".encode()).hexdigest()[:32]
        held = {
            "_id": story_id,
            "keys": [Int64(fingerprint)],
            "original": article.id,
            "members": [_member(article)],
        }
        try:
            self._stories.update_one(
                {"_id": story_id, "keys": {"$exists": False}},
                [
                    {
                        "$replaceWith": {
                            "$mergeObjects": [{"$literal": held}, {"created_at": "$$NOW", "changed_at": "$$NOW"}]
                        }
                    }
                ],
                upsert=True,
            )
        except DuplicateKeyError:
            return None
        return Story(id=story_id, role="original", similarity=1.0)

    def _join(self, article: Article, fingerprint: int) -> Story | None:
        """The place of an article that some story holds, or of its text; ``None`` where that story is no more."""
        return self._joined(article, fingerprint) or _place(
            article.id, self._stories.find_one({"members.article": article.id})
        )

    def _joined(self, article: Article, fingerprint: int) -> Story | None:
        is_member = {"$in": [article.id, "$members.article"]}
        joined = {"members": {"$concatArrays": ["$members", [{"$literal": _member(article)}]]}, "changed_at": "$$NOW"}
        try:
            held = self._stories.find_one_and_update(
                {"keys": Int64(fingerprint)},
                [{"$replaceWith": {"$cond": [is_member, "$$ROOT", {"$mergeObjects": ["$$ROOT", joined]}]}}],
                projection=["original"],
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            return None
        return _place(article.id, held)


def _member(article: Article) -> Document:
    member: Document = plain(
        {
            "article": article.id,
            "site": article.site,
            "url": article.url,
            "title": article.title,
            "published_at": article.published_at,
        }
    )
    return member


def _place(article_id: str, story: Document | None) -> Story | None:
    if story is None:
        return None
    role: Role = "original" if story["original"] == article_id else "reprint"
    return Story(id=story["_id"], role=role, similarity=1.0)
