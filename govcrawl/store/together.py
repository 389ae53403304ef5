"""Places for several articles at once: they are looked at together, those that lead new stories found them together,
and each of the others is placed for itself.
"""

from collections.abc import Sequence

from govcrawl.dedup.story import Member
from govcrawl.errors import StoreError
from govcrawl.items import Story
from govcrawl.store.matching import best, followers, is_furniture_here, keys_for
from govcrawl.store.membership import Membership
from govcrawl.store.neighbours import Neighbour, Neighbourhood, Subject
from govcrawl.store.settling import Settling
from govcrawl.store.shelf import Shelf

LOOKS = 2  # an article that shares a key with another is looked at twice


def settle_together(
    settling: Settling, neighbourhood: Neighbourhood, shelf: Shelf, subjects: Sequence[Subject]
) -> list[Story | StoreError]:
    """The places of stored articles; one whose surroundings change too much meanwhile is looked at alone after all.

    A look is good for the turns of the stories that it saw: whoever comes too late with it is told so by MongoDB.
    """
    placed: dict[str, Story | StoreError] = {}
    for _ in range(LOOKS):
        waiting = [each for each in subjects if each.id not in placed]
        around = neighbourhood.around_all([each.member for each in waiting]) if waiting else {}
        leading = {each.id for each in waiting if _leads(each, around[each.id])}
        for each in waiting:
            if each.id not in leading and (place := _attempted(settling, each, around[each.id])) is not None:
                placed[each.id] = place
        shelf.found_many([_first(each.member, around[each.id]) for each in waiting if each.id in leading])
    return [placed.get(each.id) or _settled(settling, each) for each in subjects]


def _leads(subject: Subject, around: Sequence[Neighbour]) -> bool:
    """Whether an article leads a story that there is not yet: it belongs to none that was seen, and none to it."""
    if any(story.here for story in around) or is_furniture_here(subject.member, around):
        return False
    return best(subject, around) is None and next(followers(subject, around), None) is None


def _first(member: Member, around: Sequence[Neighbour]) -> Membership:
    """The membership of an article in a story that it leads alone."""
    owned, shared = keys_for(member, around, None)
    return Membership(member=member, owned=owned, shared=shared)


def _attempted(settling: Settling, subject: Subject, around: Sequence[Neighbour]) -> Story | StoreError | None:
    try:
        return settling.attempt(subject, around)
    except StoreError as error:
        return error


def _settled(settling: Settling, subject: Subject) -> Story | StoreError:
    try:
        return settling.settle(subject)
    except StoreError as error:
        return error
