"""What a person sees of two texts side by side: the passages that both have, and those that differ, as printed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import LCSseq

from govcrawl.dedup.flat import flatten, half_width, said_in

Kind = Literal["alike", "moved", "left_out", "added", "replaced"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences: as the first text has it, and as the other has; empty where it has nothing there.

    Of a passage that is ``moved`` only one side is given: where it stood, or where it stands.
    """

    kind: Kind
    one: str
    other: str


def passages(one: str, other: str) -> tuple[Passage, ...]:
    """The passages of two bodies in their order, whatever their script, width, punctuation and pollution."""
    first, second = (list(said_in(half_width(body))) for body in (one, other))
    flats = [flatten(said) for said in first], [flatten(said) for said in second]
    left, new = Counter(flats[0]) - Counter(flats[1]), Counter(flats[1]) - Counter(flats[0])
    found: list[Passage] = []
    for is_alike, ops in groupby(LCSseq.opcodes(*flats), key=lambda op: op.tag == "equal"):
        gap = list(ops)
        here, there = range(gap[0].src_start, gap[-1].src_end), range(gap[0].dest_start, gap[-1].dest_end)
        if is_alike:
            found.append(Passage("alike", _joined(first, here), _joined(second, there)))
            continue
        gone = [Passage(kind, said, "") for kind, said in _runs(first, flats[0], here, left, "left_out")]
        came = [Passage(kind, "", said) for kind, said in _runs(second, flats[1], there, new, "added")]
        found += _together(gone, came)
    return tuple(found)


def _runs(
    said: Sequence[str], flats: Sequence[str], places: range, own: Counter[str], kind: Kind
) -> Iterator[tuple[Kind, str]]:
    """The runs of sentences that the other text has nowhere, and of those that it has elsewhere."""
    for is_own, run in groupby(places, key=lambda place: own[flats[place]] > 0):
        yield kind if is_own else "moved", _joined(said, list(run))


def _together(gone: list[Passage], came: list[Passage]) -> list[Passage]:
    """What is left out and what is added in its stead as one passage."""
    if [each.kind for each in (*gone, *came)] == ["left_out", "added"]:
        return [Passage("replaced", gone[0].one, came[0].other)]
    return gone + came


def _joined(said: Sequence[str], places: Iterable[int]) -> str:
    return "".join(said[place] for place in places).strip()
