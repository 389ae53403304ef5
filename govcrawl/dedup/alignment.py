"""Where two texts differ: sentence by sentence, then character by character in what is left."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Literal

from rapidfuzz.distance import LCSseq, Levenshtein

from govcrawl.dedup.text import Text

LONG = 8000  # characters of a gap that are aligned; what is behind counts as not alike
BRIDGE = 3  # characters alike between two differences that are no likeness
SLOT = 12  # characters; a longer replacement is another passage, no slot
LIKE = 0.4  # of the shorter run's characters; a run less like the other stands in its stead and is no edit of it
GRAM = 8  # characters that hardly stand in two texts by chance
CONTEXT = 6  # characters kept on both sides of a slot

Span = tuple[int, int]
Block = tuple[int, int, int, int]

NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九十百千万亿两]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A short stretch that the other text replaces, and what stands before and after it in both.

    ``inner`` is false where one of the texts begins or ends with it.
    """

    one: str
    other: str
    before: str
    after: str
    inner: bool = True


@dataclass(frozen=True, slots=True)
class Instead:
    """A passage in whose stead the other text has one of its own: where both begin, end, or between."""

    one: str
    other: str
    where: Literal["head", "inside", "foot"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts have in common and where they differ.

    ``alike`` counts the characters that stand in both, moved sentences included; ``replaced`` those in whose stead the
    other text has a passage of its own, ``replaced_at_ends`` the same where a text begins or ends, ``instead`` both
    passages; ``span`` is the part of the first text from the first to the last passage that stands in both.
    """

    alike: int
    slots: tuple[Slot, ...]
    replaced: int
    replaced_at_ends: int
    span: Span
    instead: tuple[Instead, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """What one text has between two passages that both have, and what the other has there.

    ``at`` is its place in the first text; ``inner`` whether something alike stands before, and behind.
    """

    one: str
    other: str
    at: int
    inner: tuple[bool, bool]


def align(one: Text, other: Text) -> Alignment:
    """The alignment of two texts."""
    gaps, alike, moved = _gaps(one.sentences, other.sentences)
    slots: list[Slot] = []
    replaced: list[Instead] = []
    for gap in gaps:
        spans, found, instead = _compare(gap)
        alike += [(gap.at + start, gap.at + end) for start, end in spans]
        slots += found
        replaced += instead
    mass = Counter[bool]()
    for each in replaced:
        mass[each.where == "inside"] += min(_unmoved(each.one, other.flat), _unmoved(each.other, one.flat))
    span = (min(start for start, _ in alike), max(end for _, end in alike)) if alike else (0, 0)
    return Alignment(
        sum(end - start for start, end in alike) + moved,
        tuple(slots),
        mass[True],
        mass[False],
        span,
        tuple(replaced),
    )


def _gaps(one: Sequence[str], other: Sequence[str]) -> tuple[list[Gap], list[Span], int]:
    """The gaps between equal sentences, the spans of these in the first text, and the length of moved sentences."""
    equal = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end) for op in LCSseq.opcodes(one, other) if op.tag == "equal"
    ]
    edges = [(0, 0, 0, 0), *equal, (len(one), len(one), len(other), len(other))]
    runs = [(one[a[1] : b[0]], other[a[3] : b[2]], a[1]) for a, b in pairwise(edges)]
    moved = Counter(said for run, _, _ in runs for said in run) & Counter(said for _, run, _ in runs for said in run)
    places = [0, *accumulate(map(len, one))]
    gaps = [
        Gap(_without(run, moved), _without(instead, moved), places[at], (number > 0, number < len(runs) - 1))
        for number, (run, instead, at) in enumerate(runs)
    ]
    spans = [(places[start], places[end]) for start, end, _, _ in equal]
    return gaps, spans, sum(len(said) * count for said, count in moved.items())


def _without(run: Sequence[str], moved: Counter[str]) -> str:
    """A run of sentences without those that stand elsewhere in the other text."""
    left = Counter(moved)
    kept = []
    for said in run:
        if left[said] > 0:
            left[said] -= 1
        else:
            kept.append(said)
    return "".join(kept)


def _compare(gap: Gap) -> tuple[list[Span], list[Slot], list[Instead]]:
    """The spans of a gap's first side that are alike, its slots, and the passages that stand for each other."""
    if not gap.one or not gap.other:
        return [], [], []
    left, right = gap.one[:LONG], gap.other[:LONG]
    blocks = _equal(left, right, longer_than=BRIDGE)
    spans = [(start, end) for start, end, _, _ in blocks]
    edited = sum(end - start for start, end in spans) >= LIKE * min(len(left), len(right))
    slots: list[Slot] = []
    instead: list[Instead] = []
    for number, span in enumerate(_between(blocks, len(left), len(right))):
        slot = _slot(left, right, span)
        if not slot.one or not slot.other:
            continue
        head, foot = not (number or gap.inner[0]), not (number < len(blocks) or gap.inner[1])
        if edited and max(len(slot.one), len(slot.other)) <= SLOT:
            slots += (replace(part, inner=not (head or foot)) for part in _parts(slot))
        else:
            instead.append(Instead(slot.one, slot.other, "head" if head else "foot" if foot else "inside"))
    return spans, slots, instead


def _equal(one: str, other: str, *, longer_than: int) -> list[Block]:
    """The blocks of two strings that are alike, as (start, end) in the one and (start, end) in the other."""
    return [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(one, other)
        if op.tag == "equal" and op.src_end - op.src_start > longer_than
    ]


def _between(blocks: Sequence[Block], length: int, other_length: int) -> Iterator[Block]:
    """The spans before, between and behind blocks."""
    edges = [(0, 0, 0, 0), *blocks, (length, length, other_length, other_length)]
    return ((a[1], b[0], a[3], b[2]) for a, b in pairwise(edges))


def _slot(one: str, other: str, span: Block) -> Slot:
    """The stretch at a span of both texts, widened to whole numerals: of 1日 and 10日 it is 1 and 10."""
    start, end, other_start, other_end = span
    if start < end or other_start < other_end:
        while (
            min(start, other_start) > 0 and NUMERAL.match(one[start - 1]) and one[start - 1] == other[other_start - 1]
        ):
            start, other_start = start - 1, other_start - 1
        while end < len(one) and other_end < len(other) and NUMERAL.match(one[end]) and one[end] == other[other_end]:
            end, other_end = end + 1, other_end + 1
    before, after = one[max(0, start - CONTEXT) : start], one[end : end + CONTEXT]
    return Slot(one[start:end], other[other_start:other_end], before, after)


def _parts(slot: Slot) -> Iterator[Slot]:
    """The slots that a stretch falls into where two characters or more in it are alike."""
    whole, instead = slot.before + slot.one + slot.after, slot.before + slot.other + slot.after
    for span in _between(_equal(whole, instead, longer_than=1), len(whole), len(instead)):
        part = _slot(whole, instead, span)
        if part.one and part.other:
            yield part


def _unmoved(passage: str, text: str) -> int:
    moved = {
        place + step
        for place in range(len(passage) - GRAM + 1)
        if passage[place : place + GRAM] in text
        for step in range(GRAM)
    }
    return len(passage) - len(moved)
