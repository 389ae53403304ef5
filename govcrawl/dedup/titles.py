"""How titles, flattened, compare."""

import re

from govcrawl.dedup.alignment import CONTEXT, Slot
from govcrawl.dedup.telling import telling

_NEXT = re.compile(r"后续|追踪|回访|续报|最新进展")


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the titles' bigrams; 1 where both are equal, 0 where one alone announces what came after."""
    if one == other:
        return 1.0
    if bool(_NEXT.search(one)) != bool(_NEXT.search(other)):
        return 0.0
    first, second = _bigrams(one), _bigrams(other)
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def covered(title: str, flat: str) -> float:
    """The share of a title's bigrams that its text says."""
    bigrams = _bigrams(title)
    return sum(bigram in flat for bigram in bigrams) / max(len(bigrams), 1)


def tell_apart(one: str, other: str) -> bool:
    """Whether two titles share head and tail and name different things between, as 第二次会议 and 第三次会议 do."""
    if one == other or not one or not other:
        return False
    head = len(_common_head(one, other))
    tail = min(len(_common_head(one[::-1], other[::-1])), min(len(one), len(other)) - head)
    end_one, end_other = len(one) - tail, len(other) - tail
    slot = Slot(one[head:end_one], other[head:end_other], one[max(0, head - CONTEXT) : head], one[end_one:][:CONTEXT])
    if not slot.one or not slot.other or head + tail < max(len(slot.one), len(slot.other)):
        return False
    return telling(slot) is not None


def _bigrams(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _common_head(one: str, other: str) -> str:
    for place, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return one[:place]
    return min(one, other, key=len)
