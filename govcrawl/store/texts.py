"""The texts of articles that lead stories; those that were asked for last are at hand."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from pymongo.collection import Collection

from govcrawl.dedup.signature import text_key
from govcrawl.dedup.story import NEIGHBOURS, Member, day_of
from govcrawl.dedup.text import Text, read
from govcrawl.store.membership import Membership

Document = dict[str, Any]
Key = tuple[str, int, str, object]  # article, text, flattened title, day: what tells that a text is still the same

WANTED = ("title", "body", "published_at", "published_precision")


class Texts:
    """Reads a text once, as long as it is what the story knows of it; of any thread."""

    def __init__(self, articles: Collection[Document]) -> None:
        self._articles = articles
        self._held: OrderedDict[Key, Text] = OrderedDict()
        self._turn = threading.Lock()

    def of(self, leaders: Iterable[Membership]) -> dict[str, Text]:
        """The texts of members, by article; one that is not stored has the text that it was placed with, if any."""
        unread = {each.article: each for each in leaders}
        found = {article: text for article, each in unread.items() if (text := self._at_hand(each.member))}
        missing = [article for article in unread if article not in found]
        if missing:
            for article in self._articles.find({"_id": {"$in": missing}}, projection=WANTED):
                text = found[article["_id"]] = read_text(article)
                self._hold((article["_id"], text_key(text), text.title, text.day), text)
        drafts = ((article, drafted(each)) for article, each in unread.items() if article not in found)
        return found | {article: text for article, text in drafts if text is not None}

    def keep(self, member: Member, text: Text) -> None:
        """Have the text of a member at hand."""
        self._hold(_key(member), text)

    def _at_hand(self, member: Member) -> Text | None:
        key = _key(member)
        with self._turn:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def _hold(self, key: Key, text: Text) -> None:
        with self._turn:
            self._held[key] = text
            if len(self._held) > NEIGHBOURS:
                self._held.popitem(last=False)


def _key(member: Member) -> Key:
    return member.article, member.text, member.title, member.day


def read_text(article: Mapping[str, Any]) -> Text:
    """The text of a stored article."""
    return read(article["title"], article["body"], day=day_of(article["published_at"], article["published_precision"]))


def drafted(held: Membership) -> Text | None:
    """The text that a member was placed with."""
    return None if held.draft is None else read(held.member.title, held.draft, day=held.member.day)
