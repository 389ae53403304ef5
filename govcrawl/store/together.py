"""Places for several articles at once: they are looked at together, and each is then placed for itself."""

from collections.abc import Sequence

from govcrawl.errors import StoreError
from govcrawl.items import Story
from govcrawl.store.neighbours import Neighbour, Neighbourhood, Subject
from govcrawl.store.settling import Settling

LOOKS = 2  # an article that shares a key with another is looked at twice


def settle_together(
    settling: Settling, neighbourhood: Neighbourhood, subjects: Sequence[Subject]
) -> list[Story | StoreError]:
    """The places of stored articles; one whose surroundings change too much meanwhile is looked at alone after all.

    A look is good for the turns of the stories that it saw: whoever comes too late with it is told so by MongoDB.
    """
    placed: dict[str, Story | StoreError] = {}
    for _ in range(LOOKS):
        waiting = [each for each in subjects if each.id not in placed]
        around = neighbourhood.around_all([each.member for each in waiting]) if waiting else {}
        for each in waiting:
            if (place := _attempted(settling, each, around[each.id])) is not None:
                placed[each.id] = place
    return [placed.get(each.id) or _settled(settling, each) for each in subjects]


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
