"""Whether two articles tell the same story: one character alignment, and guards on what it finds replaced.

Reprints add and cut; templated notices *replace*: digits, ordinals, names in the same slot. So it is not how much two
texts share that decides, but what differs where they line up.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Levenshtein

from govcrawl.dedup.signature import SHINGLE, Text

Verdict = Literal["same", "excerpt", "different"]

MIN_CONTAINMENT = 0.60  # of the shorter text's shingles in the longer
MIN_SHARED = 0.65  # of the longer text; below, only a like title tells an abridgement from a digest
MIN_TITLE = 0.50  # bigram similarity of like titles
MAX_DIGITS = 2.0  # digits replaced, per 1,000 characters alike
MAX_REPLACED = 20.0  # other characters replaced in short slots, per 1,000 alike
MAX_MASS = 0.08  # of the shorter text replaced by something else
FAR_DAYS, FAR_REPLACED, FAR_MASS = 30, 8.0, 0.03  # stricter where the dates are far apart
SHORT = 80  # characters; a shorter body must be equal
LONG = 8000  # characters aligned; what is behind is not looked at
SLOT = 12  # characters; a longer replacement is mass, not a slot
BRIDGE = 3  # characters alike between two differences that are no likeness
MOVED = 12  # characters; a block that stands elsewhere in the other text was moved, not replaced

_NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九十百千万两首]+")


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on two texts, the share of the longer that the shorter holds, and the reason in words."""

    verdict: Verdict
    similarity: float
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch where two aligned texts differ."""

    one: str
    other: str
    interior: bool


def decide(one: Text, other: Text) -> Decision:
    """Whether the two are of one story, symmetric in its arguments."""
    longer, shorter = sorted((one, other), key=lambda text: (len(text.flat), text.flat, text.title), reverse=True)
    if longer.flat == shorter.flat:
        return _equal(longer, shorter)
    if len(shorter.flat) < SHORT:
        return Decision("different", 0.0, "a text this short counts only where it is equal")
    contained = _containment(shorter.flat, longer.flat)
    if contained < MIN_CONTAINMENT:
        return Decision("different", contained, f"{contained:.0%} of the shorter text stands in the longer")
    return _aligned(longer, shorter)


def _equal(one: Text, other: Text) -> Decision:
    if len(one.flat) < SHORT and _likeness(one.title, other.title) < MIN_TITLE:
        return Decision("different", 1.0, "equal, but short and under another title")
    return Decision("same", 1.0, "equal texts")


def _aligned(longer: Text, shorter: Text) -> Decision:
    alike, differences = _differences(longer.flat[:LONG], shorter.flat[:LONG])
    share = alike / min(len(longer.flat), LONG)
    replaced = [gap for gap in differences if gap.one and gap.other]
    slots = [gap for gap in replaced if max(len(gap.one), len(gap.other)) <= SLOT]
    digits = sum(_numerals_differ(gap) for gap in slots)
    letters = sum(max(len(gap.one), len(gap.other)) for gap in slots)
    mass = sum(min(len(gap.one), len(gap.other)) for gap in replaced if gap.interior and gap not in slots)
    refusal = _refuse(longer, shorter, alike=alike, digits=digits, letters=letters, mass=mass)
    if refusal:
        return Decision("different", share, refusal)
    if share >= MIN_SHARED:
        return Decision("same", share, f"{share:.0%} of the longer text alike, nothing telling replaced")
    if _likeness(longer.title, shorter.title) >= MIN_TITLE:
        return Decision("excerpt", share, f"the shorter is {share:.0%} of the longer, under a like title")
    return Decision("different", share, f"the shorter is {share:.0%} of the longer, under another title")


def _refuse(longer: Text, shorter: Text, *, alike: int, digits: int, letters: int, mass: int) -> str | None:
    """Why what is replaced tells the two apart, or ``None``."""
    per_mille = 1000 / max(alike, 1)
    if digits * per_mille > MAX_DIGITS:
        return f"{digits} numbers replaced in {alike} characters alike"
    far = longer.day and shorter.day and abs((longer.day - shorter.day).days) > FAR_DAYS
    if far and digits:
        return f"dates more than {FAR_DAYS} days apart, and a number replaced"
    if letters * per_mille > (FAR_REPLACED if far else MAX_REPLACED):
        return f"{letters} characters of names and words replaced in {alike} alike"
    if mass > (FAR_MASS if far else MAX_MASS) * len(shorter.flat):
        return f"{mass} characters replaced by others"
    if _titles_tell_apart(longer.title, shorter.title):
        return "titles of one pattern that name different things"
    return None


def _differences(one: str, other: str) -> tuple[int, list[Difference]]:
    """How many characters line up alike, and the stretches between them; moved blocks are no difference."""
    blocks = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(one, other)
        if op.tag == "equal" and op.src_end - op.src_start > BRIDGE
    ]
    edges = [(0, 0, 0, 0), *blocks, (len(one), len(one), len(other), len(other))]
    gaps = [
        _gap(one, other, (a[1], b[0], a[3], b[2]), interior=0 < place < len(edges) - 2)
        for place, (a, b) in enumerate(pairwise(edges))
    ]
    alike = sum(end - start for start, end, _, _ in blocks)
    return alike, [gap for gap in gaps if (gap.one or gap.other) and not _moved(gap, one, other)]


def _gap(one: str, other: str, span: tuple[int, int, int, int], *, interior: bool) -> Difference:
    """The difference at a span of both texts, widened to whole numerals: 1日 against 10日 is 1 against 10."""
    start, end, other_start, other_end = span
    if start == end and other_start == other_end:
        return Difference("", "", interior)
    while min(start, other_start) > 0 and _NUMERAL.match(one[start - 1]) and one[start - 1] == other[other_start - 1]:
        start, other_start = start - 1, other_start - 1
    while end < len(one) and other_end < len(other) and _NUMERAL.match(one[end]) and one[end] == other[other_end]:
        end, other_end = end + 1, other_end + 1
    return Difference(one[start:end], other[other_start:other_end], interior)


def _moved(gap: Difference, one: str, other: str) -> bool:
    return (len(gap.one) >= MOVED and gap.one in other) or (len(gap.other) >= MOVED and gap.other in one)


def _numerals_differ(gap: Difference) -> int:
    """How many numerals a replacement changes; text beside them may come and go."""
    one, other = _NUMERAL.findall(gap.one), _NUMERAL.findall(gap.other)
    if not one or not other or set(one) == set(other):
        return 0
    return len(set(one) ^ set(other)) // 2 or 1


def _containment(shorter: str, longer: str) -> float:
    shingles = _shingles(shorter)
    return len(shingles & _shingles(longer)) / len(shingles)


def _shingles(flat: str) -> set[str]:
    return {flat[place : place + SHINGLE] for place in range(len(flat) - SHINGLE + 1)}


def _likeness(one: str, other: str) -> float:
    """Dice coefficient of the titles' bigrams; 1 where both are empty."""
    if one == other:
        return 1.0
    first, second = ({text[place : place + 2] for place in range(len(text) - 1)} for text in (one, other))
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def _titles_tell_apart(one: str, other: str) -> bool:
    """Whether two titles share head and tail and name different things between, as 第二次会议 and 第三次会议 do."""
    if one == other or not one or not other:
        return False
    head = len(_common_head(one, other))
    tail = min(len(_common_head(one[::-1], other[::-1])), min(len(one), len(other)) - head)
    inner_one, inner_other = one[head : len(one) - tail], other[head : len(other) - tail]
    return bool(inner_one and inner_other and head + tail >= max(6, 2 * max(len(inner_one), len(inner_other))))


def _common_head(one: str, other: str) -> str:
    for place, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return one[:place]
    return min(one, other, key=len)
