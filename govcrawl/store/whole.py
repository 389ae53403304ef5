"""A story with all its members, as it stood at the turn at which it was read."""

from dataclasses import dataclass
from typing import Any

from bson import ObjectId

from govcrawl.store.membership import Membership, Place, membership_of, place_of
from govcrawl.store.neighbours import Neighbour

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A story with all its members at a turn; ``leavers`` have no place yet, ``untold`` are still to be told theirs."""

    id: ObjectId
    turn: int
    leader: str
    original: str
    furniture: bool
    members: tuple[Membership, ...]
    leavers: tuple[Membership, ...] = ()
    untold: tuple[str, ...] = ()

    def place(self, member: Membership) -> Place:
        """The place of a member."""
        return place_of(member, leader=self.leader, original=self.original, furniture=self.furniture)


def whole_of(held: Document) -> Whole:
    """A story as it was stored."""
    return Whole(
        id=held["_id"],
        turn=held["turn"],
        leader=held["leader"],
        original=held["original"],
        furniture=held.get("furniture", False),
        members=tuple(map(membership_of, held.get("members", ()))),
        leavers=tuple(map(membership_of, held.get("leaving", ()))),
        untold=tuple(held.get("untold", ())),
    )


def of_one(story: Neighbour) -> Whole:
    """A story that has one member, as it was looked at."""
    return Whole(
        id=story.id,
        turn=story.turn,
        leader=story.leader.article,
        original=story.original.article,
        furniture=story.furniture,
        members=(story.leader,),
    )
