"""The changes of stories: each of one story, atomic, and only as long as it stands at the turn it was looked at."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bson import ObjectId
from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError, DuplicateKeyError

from govcrawl.store.documents import plain
from govcrawl.store.failures import DUPLICATE_KEY, codes
from govcrawl.store.membership import Membership, Place, place_of, summary
from govcrawl.store.neighbours import Neighbour
from govcrawl.store.story_updates import STIR, founding, joined_in_front, mark, numbers, telling, waking
from govcrawl.store.whole import Whole, of_one, whole_of

Document = dict[str, Any]

SOME = {"$gt": ""}  # any string


class Overtaken(Exception):
    """Another writer was first: the story is no more as it was looked at."""


class Shelf:
    """The writes to the collection ``stories``, and to the ``story`` of articles."""

    def __init__(
        self,
        stories: Collection[Document],
        articles: Collection[Document],
        *,
        notice: Callable[[Sequence[Place]], None] | None = None,
    ) -> None:
        """``notice`` is told of places before the articles are."""
        self._stories = stories
        self._articles = articles
        self._notice = notice

    def open(self, story: Neighbour) -> Whole:
        """A story with all its members, as it stood when it was looked at; raises Overtaken where it does no more."""
        if story.count == 1:
            return of_one(story)
        held = self._stories.find_one({"_id": story.id, "turn": story.turn})
        if held is None:
            raise Overtaken
        return whole_of(held)

    def story_of(self, article: str) -> Whole | None:
        """The story that an article is in."""
        held = self._stories.find_one({"members.article": article})
        return whole_of(held) if held else None

    def found(self, first: Membership, *, furniture: bool = False) -> Place:
        """The place of an article in a new story; raises Overtaken where another story owns one of its keys.

        The stories that own keys of it wake.
        """
        made = UpdateOne({"_id": ObjectId()}, founding(first, furniture=furniture), upsert=True)
        try:
            self._stories.bulk_write([made, *([waking(first.shared)] if first.shared else [])])
        except BulkWriteError as error:
            if codes(error) != {DUPLICATE_KEY}:
                raise
            raise Overtaken from error
        place = place_of(first, leader=first.article, original=first.article, furniture=furniture)
        self.tell(None, [place] if place.moves else [])
        return place

    def found_many(self, firsts: Sequence[Membership]) -> frozenset[str]:
        """The ids of the articles that have new stories of their own now; the others must be looked at one by one.

        The stories that own keys of theirs wake.
        """
        foundings = [UpdateOne({"_id": ObjectId()}, founding(first), upsert=True) for first in firsts]
        try:
            founded = self._stories.bulk_write(foundings, ordered=False).upserted_ids or {} if foundings else {}
        except BulkWriteError as error:
            if error.details["writeConcernErrors"]:
                raise
            founded = {each["index"]: each["_id"] for each in error.details["upserted"]}
        if woken := {key for index in founded for key in firsts[index].shared}:
            self.wake(woken)
        return frozenset(firsts[index].article for index in founded)

    def join(self, story: Neighbour, newcomer: Membership) -> Place:
        """The place of an article that joins a story; all whose places change are told."""
        old, member = story.original, newcomer.member
        is_first = member.originality < old.member.originality
        if old.member.credits(member) or (is_first and member.borrowed) or member.absent or old.member.absent:
            return self._join_as_all_see(story, newcomer)
        days = [day for day in (story.first_day, story.last_day, member.day and member.day.isoformat()) if day]
        ends = {"first_day": min(days, default=None), "last_day": max(days, default=None)}
        if story.furniture and member.fullness < story.leader.member.fullness:
            ends["leader"] = member.article
        original, changed = old.article, [newcomer]
        if is_first:
            demoted = replace(old, moves=old.moves + 1)
            original, changed = newcomer.article, [newcomer, demoted]
            self._change(story.id, story.turn, joined_in_front(newcomer, demoted, ends))
        else:
            joined = {
                "$push": {"members": newcomer.document()},
                "$addToSet": {"sites": plain(member.site)},
                "$set": ends,
            }
            self._change(story.id, story.turn, {**joined, **STIR})
        leader, furniture = story.leader.article, story.furniture
        places = [place_of(each, leader=leader, original=original, furniture=furniture) for each in changed]
        self.tell(story.id if is_first else None, places)
        return places[0]

    def _join_as_all_see(self, story: Neighbour, newcomer: Membership) -> Place:
        """The place of an article that joins a story in which not the date alone decides who is the original."""
        whole = self.open(story)
        leader = min(story.leader, newcomer, key=lambda each: each.member.fullness) if story.furniture else story.leader
        places = self.rewrite(whole, [*whole.members, newcomer], leader=leader.article, leavers=())
        return next(place for place in places if place.article == newcomer.article)

    def rewrite(
        self, story: Whole, members: Sequence[Membership], *, leader: str, leavers: Sequence[Membership]
    ) -> list[Place]:
        """The places that change, and are told, as a story gets other members or another leader.

        The leavers wait on its list.
        """
        if not members:
            left: Document = {
                "$unset": {"members": ""},
                "$push": {"leaving": {"$each": [each.document() for each in leavers]}},
            }
            self._change(story.id, story.turn, {**left, **STIR})
            return []
        said = summary(members)
        after = replace(story, leader=leader, original=said["original"], members=tuple(members))
        before = {each.article: story.place(each) for each in story.members}
        moved = [each for each in members if after.place(each) != before.get(each.article)]
        told = {each.article: replace(each, moves=each.moves + 1) for each in moved}
        kept = [told.get(each.article, each) for each in members]
        marks = [mark(each.article, each.moves) for each in told.values()]
        change: Document = {"$set": {"members": [each.document() for each in kept], "leader": leader, **said}}
        if marks:
            change["$addToSet"] = {"untold": {"$each": marks}}
        if leavers:
            change["$push"] = {"leaving": {"$each": [each.document() for each in leavers]}}
        self._change(story.id, story.turn, {**change, **STIR})
        places = [after.place(each) for each in told.values()]
        self.tell(story.id, places)
        return places

    def wake(self, keys: Iterable[int]) -> None:
        """Move on the turn of the stories that own some keys, so that nobody joins one without having looked again."""
        self._stories.bulk_write([waking(keys)])

    def tell(self, story: ObjectId | None, places: Sequence[Place]) -> None:
        """Write to articles where they are, unless they know a later place, and note in the story that it is done.

        ``story`` is that on whose list they stand as untold, ``None`` where they stand on none.
        """
        if places and self._notice:
            self._notice(places)
        if places:
            self._articles.bulk_write([telling(place) for place in places], ordered=False)
        marks = [mark(place.article, place.moves) for place in places]
        if story is not None and marks:
            self._stories.update_one({"_id": story, "untold": {"$in": marks}}, {"$pullAll": {"untold": marks}})

    def release(self, story: ObjectId, leaver: Membership) -> None:
        """Take an article that has a place from the list of those that left a story; an empty story goes.

        One that has left it again since waits on.
        """
        waiting = {"article": leaver.article, "moves": leaver.moves}
        self._stories.update_one({"_id": story}, {"$pull": {"leaving": waiting}})
        self._stories.delete_one({"_id": story, "members": {"$exists": False}, "leaving": {"$size": 0}})

    def unfinished(self) -> Iterator[Whole]:
        """The stories whose change was begun and not ended, by a writer at work or by one that was killed."""
        for held in self._stories.find({"$or": [{"leaving.article": SOME}, {"untold": SOME}]}):
            yield whole_of(held)

    def adopt(self, keys: Sequence[int]) -> list[Membership]:
        """The owners of keys that others share, once every key that is shared has one.

        Where a key lost its owner, its holders and whoever claimed it then have not met.
        """
        wanted = {"$in": numbers(keys)}
        while True:
            sharing = [whole_of(held) for held in self._stories.find({"members.also": wanted})]
            shared = {key: (story, each) for story in sharing for each in story.members for key in each.shared}
            if not (at_stake := shared.keys() & set(keys)):
                return []
            owners = [whole_of(held) for held in self._stories.find({"members.keys": wanted})]
            owned = {key: each for story in owners for each in story.members for key in each.owned}
            orphans = sorted(at_stake - owned.keys())
            if not orphans:
                return list({owned[key].article: owned[key] for key in at_stake}.values())
            with contextlib.suppress(Overtaken):
                self._own(*shared[orphans[0]], orphans[0])

    def _own(self, story: Whole, heir: Membership, key: int) -> None:
        shared = tuple(each for each in heir.shared if each != key)
        owning = replace(heir, owned=(*heir.owned, key), shared=shared)
        members = [owning if each is heir else each for each in story.members]
        self.rewrite(story, members, leader=story.leader, leavers=())

    def _change(self, story: ObjectId, turn: int, change: Document | list[Document]) -> None:
        try:
            done = self._stories.update_one({"_id": story, "turn": turn}, change)
        except DuplicateKeyError as error:
            raise Overtaken from error
        if done.matched_count == 0:
            raise Overtaken


def alone(first: Membership) -> Place:
    """The place of an article that has a story of its own."""
    return place_of(first, leader=first.article, original=first.article)
